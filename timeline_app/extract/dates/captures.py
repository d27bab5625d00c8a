"""The named parts of a matched shape, read as values: years with their eras, relations, modifiers.

What an expression says before anyone asks when the text was written: the parts of a date, or a step from another.

A shape of the language names a meaning; the functions here, one a meaning, turn the matched words into readings.
They know calendars, not languages.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    import re

    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream


STYLES_APART: Final = range(10, 14)
"""Days between the Julian and the Gregorian calendar from 1582 to 2100."""


@dataclass(frozen=True, slots=True)
class DateCaptures:
    """The parts that an expression names; what it leaves open is empty."""

    kind: str
    """date, shift, duration, set or ref."""
    scale: str = ""
    year: int | None = None
    month: int = 0
    day: int = 0
    sub: str = ""
    weekday: int = -1
    relation: str = ""
    """last, next, this, that, following, previous: which one is meant."""
    of_unit: str = ""
    """The unit that the relation is about, where it is not the thing itself: "April of *last year*"."""
    amount: int = 0
    to_text: bool = False
    """A step from the date last spoken of ("two days later"), not from the day of writing."""
    clock: str = ""
    zone: str = ""
    part: str = ""
    mod: str = ""
    value: str = ""
    """The finished TIMEX3 value, for what has no place on the calendar."""
    full_year: bool = True
    """Whether the year was written out; "'99" and "72" borrow their century."""
    holiday: str = ""
    note: str = ""
    """What a reason must tell of it: "heading" (its month or year stands over it), "julian" (said in both calendars);
    "night" is the first day of a night between two; "again" a clock that repeats the one before it in another zone."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A reading and the tokens that say it."""

    first: int
    last: int
    """One past the last token."""
    reading: DateCaptures
    meaning: str
    rank: int = 0

    def with_reading(self, **changes: object) -> Mention:
        """Give the same mention with some parts of its reading set."""
        return replace(self, reading=replace(self.reading, **changes))  # type: ignore[arg-type] # names of fields


class CaptureValues:
    """The named parts of one match, read as values."""

    __slots__ = ("grammar", "match", "stream")

    def __init__(self, stream: TokenStream, match: re.Match[str], grammar: Grammar) -> None:
        self.stream = stream
        self.match = match
        self.grammar = grammar

    def has(self, name: str) -> bool:
        """Tell whether the shape has this part and the text says it."""
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def span(self, name: str) -> tuple[int, int]:
        """Give the tokens of a part."""
        return self.match.span(name)

    def value(self, name: str) -> object:
        """Give what the first word of a part stands for; None when it is absent."""
        return self.stream.values[self.match.start(name)] if self.has(name) else None

    def number(self, name: str) -> int:
        """Give a part as a whole number, 0 when it is absent or no number."""
        value = self.value(name)
        return int(value) if isinstance(value, (int, float)) else 0

    def text(self, name: str) -> str:
        """Give a part's value as text, empty when it is absent."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def values_of(self, name: str, *kinds: str) -> list[object]:
        """Give the values of all words of the given classes within a part."""
        if not self.has(name):
            return []
        chars = "".join(self.grammar.members[kind] for kind in kinds)
        first, last = self.span(name)
        return [self.stream.values[i] for i in range(first, last) if self.stream.codes[i] in chars]

    def mention(self, reading: DateCaptures, meaning: str) -> Mention:
        """Make a mention of the whole match."""
        end = self.match.end()
        if self.stream.words[end - 1] in ";:":
            end -= 1  # "5 Jun;" is no short form's full stop
        words = self.stream.words[self.match.start() : end]
        if words[-1] in ")]" and not {"(", "["}.intersection(words):
            end -= 1
        return Mention(self.match.start(), end, reading, meaning)


def year_of(slots: CaptureValues, name: str = "year") -> tuple[int | None, bool]:
    """Read a year with its era; the flag is False where the century is left out ("'99")."""
    if not slots.has(name):
        return None, True
    short = slots.values_of(name, "APYEAR")
    if short and isinstance(short[0], int):
        return short[0], False
    numbers = [v for v in slots.values_of(name, "YEAR", "NUMBER") if isinstance(v, (int, float))]
    if not numbers:
        return None, True
    year = int(numbers[-1])
    return (1 - year if "BC" in slots.values_of(name, "ANYERA") else year), True


def meaning_of(slots: CaptureValues) -> str:
    """Tell a date whose year has three figures and no era, "the spring of 331": among years BC it is one of them."""
    bare = slots.values_of("year", "N3") and not slots.values_of("year", "ANYERA")
    return "ancient" if bare else "date"


def mod_of(slots: CaptureValues) -> str:
    """Read "early", "the end of" and the like as TIMEX3 modifiers."""
    for kinds in (("PHASE",), ("EDGE",), ("EDGEUNIT",), ("LATTER", "LATER"), ("LAST",)):
        for value in slots.values_of("mod", *kinds):
            return {"following": "END", "previous": "START", "last": "END"}.get(str(value), str(value))
    ordinal = slots.values_of("mod", "ORDW")
    if ordinal:
        return {1: "START", 2: "END"}.get(int(str(ordinal[0])), "MID")
    return ""


def relation_of(slots: CaptureValues, name: str = "rel") -> str:
    """Read "last", "that same", "the following" as one relation."""
    for value in slots.values_of(name, "PAST", "RELATIVE", "LAST", "before", "after", "LATER"):
        if value == "next" and _after_the(slots, name):
            return "following"
        return "next" if value == "coming" else str(value)
    if slots.values_of(name, "that"):
        return "that"
    if slots.values_of(name, "this"):
        return "this"
    return "that" if slots.values_of(name, "same") else ""


def _after_the(slots: CaptureValues, name: str) -> bool:
    """Tell "the next day", which is the text's, from "next Friday", which is the writer's."""
    first, last = slots.span(name)
    return "the" in slots.stream.words[max(slots.match.start(), first - 1) : last]


def is_coming(slots: CaptureValues) -> bool:
    """Tell "this coming Friday", which is the first that comes, from "next Friday"."""
    return "coming" in slots.values_of("rel", "NEXT")


def part_of(slots: CaptureValues) -> str:
    """Read "night" of "Sunday night" and "the night of 5 May"."""
    if slots.has("part"):
        return slots.text("part")
    parts = slots.values_of("mod", "PART")
    if parts:
        return str(parts[0])
    return "MO" if slots.values_of("mod", "hours") else ""


def year_relation(slots: CaptureValues) -> dict[str, str]:
    """Read "of last year" after a month or a season."""
    return {"of_unit": "year", "relation": relation_of(slots, "yrel")} if slots.has("yrel") else {}
