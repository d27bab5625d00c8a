"""The names of languages, for a sentence that says in which a text is."""

from __future__ import annotations

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import sentences


def language_name(code: str) -> str:
    """Give the name of a language in words; what has none here keeps its code."""
    names = {
        "en": _("English"), "uk": _("Ukrainian"), "ru": _("Russian"), "de": _("German"), "be": _("Belarusian"),
        "bg": _("Bulgarian"), "sr": _("Serbian"), "mk": _("Macedonian"), "fr": _("French"), "es": _("Spanish"),
        "pt": _("Portuguese"), "it": _("Italian"), "nl": _("Dutch"), "pl": _("Polish"), "cs": _("Czech"),
        "sk": _("Slovak"), "ro": _("Romanian"), "hu": _("Hungarian"), "sv": _("Swedish"), "da": _("Danish"),
        "no": _("Norwegian"), "fi": _("Finnish"), "et": _("Estonian"), "lv": _("Latvian"), "lt": _("Lithuanian"),
        "tr": _("Turkish"), "ja": _("Japanese"), "zh": _("Chinese"), "ko": _("Korean"), "el": _("Greek"),
        "he": _("Hebrew"), "ar": _("Arabic"), "ka": _("Georgian"), "hy": _("Armenian"), "hi": _("Hindi"),
        "th": _("Thai"),
    }  # fmt: skip
    return names.get(code, code)


def unread_part_words(code: str) -> str:
    """Say that a part of a text is in a language that is not read."""
    return _("A part of this text is in {language}, which is not read for dates yet.").format(
        language=language_name(code)
    )


def unread_words(code: str) -> str:
    """Say that a text is in a language that is not read."""
    if not code:
        return _("The language of this text is not known, so that no dates are found in it.")
    return _("This text is in {language}, which is not read for dates yet.").format(language=language_name(code))


def unread_advice(code: str) -> str:
    """Say so to who has the text before him, with what he can do."""
    return sentences(unread_words(code), _("Select words to make events."))
