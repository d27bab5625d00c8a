"""The languages that the tagger knows: a folder of words and shapes each, and a loader here.

They are imported by name, not by a computed one, so that a packaged program takes them along, and only when met.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    from timeline_app.extract.languages.model import Grammar, Language, Prose

# ruff: noqa: PLC0415 - only what a text needs is imported


def _english() -> tuple[Language, Prose]:
    from timeline_app.extract.languages.english.prose import PROSE
    from timeline_app.extract.languages.english.time_words import LANGUAGE

    return LANGUAGE, PROSE


def _ukrainian() -> tuple[Language, Prose]:
    from timeline_app.extract.languages.ukrainian.prose import PROSE
    from timeline_app.extract.languages.ukrainian.time_words import LANGUAGE

    return LANGUAGE, PROSE


def _russian() -> tuple[Language, Prose]:
    from timeline_app.extract.languages.russian.prose import PROSE
    from timeline_app.extract.languages.russian.time_words import LANGUAGE

    return LANGUAGE, PROSE


def _german() -> tuple[Language, Prose]:
    from timeline_app.extract.languages.german.prose import PROSE
    from timeline_app.extract.languages.german.time_words import LANGUAGE

    return LANGUAGE, PROSE


def _written(code: str) -> tuple[Language, Prose]:
    """Give a language; one that nobody has written yet is a known error."""
    loaders = {"en": _english, "uk": _ukrainian, "ru": _russian, "de": _german}
    if code not in loaders:
        words = _("Dates can be found in {known}, not in “{code}”.")
        raise KnownError(words.format(known=", ".join(loaders), code=code))
    return loaders[code]()


def load(code: str) -> Language:
    """Give the time words and shapes of a language."""
    return _written(code)[0]


@lru_cache(maxsize=8)
def grammar_of(code: str) -> Grammar:
    """Give the grammar of a language, compiled once and kept: compiling takes longer than reading a short text."""
    from timeline_app.extract.languages.model import compiled

    return compiled(load(code))


def load_prose(code: str) -> Prose:
    """Give what titles need to know of a language."""
    return _written(code)[1]
