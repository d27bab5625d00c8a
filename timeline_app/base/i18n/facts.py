"""Words and signs that follow from a language by rule and are no matter of taste: months, weekdays, numbers, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import ENGLISH, in_sentence, language
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.cldr import FACTS, LanguageFacts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROMAN: Final = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
                 (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_TEENS: Final = (11, 12, 13)


def facts() -> LanguageFacts:
    """Give the facts of the language in use; those of English where we have none."""
    return facts_of(language())


def facts_of(name: str) -> LanguageFacts:
    """Give the facts of a language by its code, "de" or "de_AT"."""
    return FACTS.get(name.split("_", maxsplit=1)[0], FACTS[ENGLISH])


def months_alone() -> tuple[str, ...]:
    """Name the months as they stand by themselves, from index 1."""
    return facts().months


def months_of_days() -> tuple[str, ...]:
    """Name the months as they stand after a day (in many languages in the genitive), from index 1."""
    return facts().months_of_days


def months_short() -> tuple[str, ...]:
    """Name the months by themselves where room is scarce, from index 1."""
    return facts().months_short


def months_short_of_days() -> tuple[str, ...]:
    """Name the months after a day where room is scarce, from index 1."""
    return facts().months_short_of_days


def weekdays() -> tuple[str, ...]:
    """Name the days of the week, Monday first."""
    return facts().weekdays


def weekdays_short() -> tuple[str, ...]:
    """Name the days of the week where room is scarce, Monday first."""
    return facts().weekdays_short


def city_name(zone: str) -> str:
    """Name the city of an IANA zone in the language of the program: "Warschau", "Port of Spain"."""
    return _places("CITIES", _code()).get(zone) or zone.rpartition("/")[2].replace("_", " ")


def country_name(code: str, english: str) -> str:
    """Name a country by its ISO code in the language of the program."""
    return _places("COUNTRIES", _code()).get(code, english)


def names_of_places(key: str) -> tuple[str, ...]:
    """Give what a zone's city or a country, by its ISO code, is called in languages other than English."""
    tables = (_places("COUNTRIES" if len(key) == 2 else "CITIES", code) for code in FACTS)
    return tuple(names[key] for names in tables if key in names)


def _code() -> str:
    return language().split("_", maxsplit=1)[0]


def _places(table: str, code: str) -> Mapping[str, str]:
    if code == ENGLISH:
        return {}
    from timeline_app.base.i18n.cldr_places import CITIES, COUNTRIES  # noqa: PLC0415 - where a zone is shown or chosen

    return (CITIES if table == "CITIES" else COUNTRIES).get(code, {})


def grouped(value: float, digits: int = 0) -> str:
    """Write a number with its thousands apart: "1,234", "1.234", "1 234"; `digits` stand after the decimal sign."""
    words = f"{value:,.{digits}f}" if digits else f"{round(value):,}"
    signs = facts()
    if signs.group == "," and signs.decimal == ".":
        return words
    return words.translate({ord(","): signs.group, ord("."): signs.decimal})


def short_number(value: float, digits: int) -> str:
    """Write a number with at most `digits` after the decimal sign, and no zeros at its end: "13.8"."""
    sign = facts().decimal
    written = grouped(value, digits)
    return written.rstrip("0").rstrip(sign) if sign in written else written


def figures(value: float, most: int) -> str:
    """Write a number with at most so many figures: "4.54", "65.5", "1000"."""
    return f"{value:.{most}g}".replace(".", facts().decimal)


def all_of(items: Sequence[str]) -> str:
    """Join what holds together: "a, b and c"."""
    return _joined(items, facts().both)


def one_of(items: Sequence[str]) -> str:
    """Join what one may choose from: "a, b or c"."""
    return _joined(items, facts().either)


def _joined(items: Sequence[str], pattern: str) -> str:
    if len(items) < 2:
        return "".join(items)
    items = [in_sentence(each) for each in items]
    # By the two holes, not by format(): what is joined may hold braces.
    head, middle, tail = pattern.replace("{0}", "\0").replace("{1}", "\0").split("\0")
    return f"{head}{', '.join(items[:-1])}{middle}{items[-1]}{tail}"


def quoted(text: str) -> str:
    """Give words between the quotation marks of the language."""
    return _("“{name}”").format(name=text)


def sentences(*told: str) -> str:
    """Put whole sentences after each other; those that are empty are left out."""
    return " ".join(each for each in told if each)


def with_stops(*told: str) -> str:
    """Put words after each other that are no sentences, with a full stop after each: a voice pauses there."""
    return " ".join(each if each[-1] in ".!?…" else f"{each}." for each in told if each)


def side_by_side(*told: str) -> str:
    """Put what has nothing to do with each other on one line: "130 events · 27 sources"."""
    return " · ".join(map(in_sentence, told))


def as_heading(text: str) -> str:
    """Give words with their first letter as at the beginning of a heading: large in all languages we know."""
    return text[:1].upper() + text[1:]


def era_number(count: int) -> str:
    """Write the number of a century or millennium as it stands before that word: "19th", "19.", "XIX"."""
    code = language().split("_")[0]
    if code in ("uk", "ru"):
        return _roman(count)
    if code == "de":
        return f"{count}."
    ending = "th" if count % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _roman(count: int) -> str:
    if count >= 4000:
        return str(count)
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written
