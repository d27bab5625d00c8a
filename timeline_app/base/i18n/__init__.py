"""The person's language: where gettext finds the translation of this program, and which one it took."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import Final

from timeline_app.base.resources import resource

DOMAIN: Final = "conflict-timeline"
ENGLISH: Final = "en"
CHOICE: Final = "TIMELINE_APP_LANGUAGE"
"""The variable that names the language of this program alone, before those of the system."""


def settle_language(catalogues: Path | None = None) -> None:
    """Name the program's own translations to gettext, before modules ask for words."""
    folder = catalogues or resource("locale")
    gettext.bindtextdomain(DOMAIN, str(folder))
    gettext.textdomain(DOMAIN)
    chosen = os.environ.get(CHOICE, "")
    if chosen:
        os.environ["LANGUAGE"] = chosen
    elif _wants_english_first() and gettext.find(DOMAIN, str(folder), [ENGLISH]) is None:
        # English needs no catalogue, so gettext would pass it over and take the second wish of "en:de".
        os.environ["LANGUAGE"] = ENGLISH
    language.cache_clear()
    phrase.cache_clear()


def _wants_english_first() -> bool:
    wished = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((each for each in wished if each), "").split(":")[0]
    return first.replace("-", "_").split(".")[0].split("_")[0] == ENGLISH and "en_XA" not in first


@cache
def language() -> str:
    """Give the language of the catalogue that is in use: dates and numbers are worded in that of the texts."""
    found = gettext.find(DOMAIN, gettext.bindtextdomain(DOMAIN))
    return Path(found).parents[1].name if found else ENGLISH


@cache
def phrase(message: str) -> str:
    """Translate a phrase that is needed a thousand times a second: a word of a date, or why a text is none.

    gettext looks for a translation in the file system at each call: 15 µs where there is none.
    """
    return gettext.gettext(message)
