"""The languages that the tagger knows: one file of words and shapes each, and a line here.

They are imported by name, not by a computed one, so that a packaged program takes them along.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    from timeline_app.extract.languages.model import Grammar, Language, Prose


def load(code: str) -> Language:
    """Give the time words and shapes of a language; one that nobody has written yet is a known error."""
    if code == "en":
        from timeline_app.extract.languages.english.time_words import LANGUAGE  # noqa: PLC0415 - only what a text needs

        return LANGUAGE
    if code == "uk":
        from timeline_app.extract.languages.ukrainian.time_words import LANGUAGE  # noqa: PLC0415 - likewise

        return LANGUAGE
    if code == "ru":
        from timeline_app.extract.languages.russian.time_words import LANGUAGE  # noqa: PLC0415 - likewise

        return LANGUAGE
    if code == "de":
        from timeline_app.extract.languages.german.time_words import LANGUAGE  # noqa: PLC0415 - likewise

        return LANGUAGE
    raise KnownError(_("Dates can be found in English texts only, not in “{code}”.").format(code=code))


@lru_cache(maxsize=8)
def grammar_of(code: str) -> Grammar:
    """Give the grammar of a language, compiled once and kept: compiling takes longer than reading a short text."""
    from timeline_app.extract.languages.model import compiled  # noqa: PLC0415 - likewise

    return compiled(load(code))


def load_prose(code: str) -> Prose:
    """Give what titles need to know of a language."""
    if code == "en":
        from timeline_app.extract.languages.english.prose import PROSE  # noqa: PLC0415 - likewise

        return PROSE
    raise KnownError(_("Events can be proposed from English texts only, not from “{code}”.").format(code=code))
