"""The person's language: which one it is, and the words of this program in it.

Python's own `gettext.gettext` looks for a catalogue in the file system at each call (15 µs); the functions here, which
every module takes its words from, open it once.
"""

from __future__ import annotations

import gettext as catalogues
import os
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from timeline_app.base.i18n.direction import LeftToRightSentence, RightToLeftSentence, isolated
from timeline_app.base.i18n.system_language import system_language
from timeline_app.base.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

DOMAIN: Final = "conflict-timeline"
ENGLISH: Final = "en"
CHOICE: Final = "TIMELINE_APP_LANGUAGE"
"""The variable that names the language of this program alone, before those of the system."""

OWN_NAMES: Final = {"de": "Deutsch", "en": "English", "ru": "Русский", "uk": "Українська"}
"""The languages that a person may choose, as those who speak them call them."""
_WISHES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that gettext asks, in its order."""
_WITHOUT_CATALOGUE: Final = ("C", "POSIX", ENGLISH)
"""Wishes for which gettext gives the texts as they stand here."""
_OF_SYSTEM: Final = "TIMELINE_APP_SYSTEM_LANGUAGE"
"""The variable that keeps which language the system asks for while another is chosen."""


_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})


def settle_language(folder: Path | None = None) -> None:
    """Name the program's own translations to gettext, before modules ask for words."""
    folder = folder or resource("locale")
    catalogues.bindtextdomain(DOMAIN, str(folder))
    chosen = os.environ.get(CHOICE, "")
    if chosen:
        os.environ["LANGUAGE"] = chosen
    elif not any(map(os.environ.get, _WISHES)) and (of_system := system_language()):
        os.environ["LANGUAGE"] = of_system
    elif _first_wish() == ENGLISH and not _has_english():
        # English needs no catalogue, so gettext would pass it over and take the second wish of "en:de".
        os.environ["LANGUAGE"] = ENGLISH
    _forget()


def choose_language(code: str) -> None:
    """Speak a language from now on; where `code` is empty, that of the system."""
    of_system = os.environ.setdefault(_OF_SYSTEM, os.environ.get("LANGUAGE", ""))
    os.environ["LANGUAGE"] = code or of_system
    _forget()


def _forget() -> None:
    """Ask anew which language is in use."""
    for kept in (language, _translation, _sentence):
        kept.cache_clear()


def known_languages() -> tuple[str, ...]:
    """Give the languages that the program has all its words in."""
    folder = catalogues.bindtextdomain(DOMAIN)
    return tuple(code for code in OWN_NAMES if code == ENGLISH or catalogues.find(DOMAIN, folder, [code]))


def _first_wish() -> str:
    """Give the language that is asked for first, without its country; C where none is."""
    wished = (os.environ.get(name, "") for name in _WISHES)
    first = next((each for each in wished if each), "C").split(":")[0]
    return first if "en_XA" in first else first.replace("-", "_").split(".")[0].split("_")[0]


def _has_english() -> bool:
    return os.path.exists(os.path.join(catalogues.bindtextdomain(DOMAIN), ENGLISH, "LC_MESSAGES", f"{DOMAIN}.mo"))  # noqa: PTH110, PTH118 - as gettext asks


def _needs_no_catalogue() -> bool:
    """Tell whether the texts are wanted as they stand here: to learn that, gettext loads the names of all locales."""
    return _first_wish() in _WITHOUT_CATALOGUE and not _has_english()


@cache
def language() -> str:
    """Give the language of the catalogue that is in use: dates and numbers are worded in that of the texts."""
    if _needs_no_catalogue():
        return ENGLISH
    found = catalogues.find(DOMAIN, catalogues.bindtextdomain(DOMAIN))
    return Path(found).parents[1].name if found else ENGLISH


def reads_right_to_left() -> bool:
    """Tell whether the language in use is written from right to left: windows are mirrored then."""
    return language().split("_", maxsplit=1)[0] in _RIGHT_TO_LEFT


def gettext(message: str) -> str:
    """Give a text of the program in the person's language."""
    return _with_holes(_translation().gettext(message))


def ngettext(singular: str, plural: str, count: int) -> str:
    """Give the form of a text that goes with a number."""
    return _with_holes(_translation().ngettext(singular, plural, count))


def pgettext(context: str, message: str) -> str:
    """Give a text of the program that other languages word in several ways; `context` tells which is meant."""
    return _with_holes(_translation().pgettext(context, message))


def npgettext(context: str, singular: str, plural: str, count: int) -> str:
    """Give the form that goes with a number of a text that other languages word in several ways."""
    return _with_holes(_translation().npgettext(context, singular, plural, count))


def in_sentence(text: str) -> str:
    """Give what a person wrote as it stands among words of the program, in a direction of its own where it needs one.

    What is filled into a sentence of the program is so already. This is for what stands beside others without one.
    """
    return isolated(text, to_the_left=reads_right_to_left())


def _with_holes(words: str) -> str:
    """Let what is filled into a sentence keep its own direction there."""
    return _sentence()(words) if "{" in words else words


@cache
def _sentence() -> type[LeftToRightSentence | RightToLeftSentence]:
    return RightToLeftSentence if reads_right_to_left() else LeftToRightSentence


def kept_in_words(most: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep up to `most` results of what a function words, each for its language: a person may choose another one."""

    def keep(wording: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=most)
        def kept(_language: str, /, *args: P.args, **named: P.kwargs) -> T:
            return wording(*args, **named)

        @wraps(wording)
        def told(*args: P.args, **named: P.kwargs) -> T:
            return kept(language(), *args, **named)  # type: ignore[arg-type]  # what is kept by can be hashed

        return told

    return keep


@cache
def _translation() -> catalogues.NullTranslations:
    if _needs_no_catalogue():
        return catalogues.NullTranslations()
    return catalogues.translation(DOMAIN, catalogues.bindtextdomain(DOMAIN), fallback=True)
