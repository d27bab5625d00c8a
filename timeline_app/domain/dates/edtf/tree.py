"""What an EDTF text says, taken apart: one date, an interval, or a set.

These are named tuples and not dataclasses because a parser that must take less than 20 microseconds a string cannot
afford the making of frozen dataclasses.

Write what was taken apart as EDTF text again, in one canonical form.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, TypeAlias

from timeline_app.base.fast_dataclasses import NamedTuple


class Unit(IntEnum):
    """How precise a date is, from fine to coarse."""

    SECOND = 0
    MINUTE = 1
    DAY = 2
    MONTH = 3
    SEASON = 4
    YEAR = 5
    DECADE = 6
    CENTURY = 7
    MILLENNIUM = 8
    AGES = 9


class DatePart(NamedTuple):
    """One date of any precision, with its strict bounds on the axis and what qualifies it."""

    text: str
    """The canonical EDTF text."""
    lower: int
    """The first second it can mean, in UTC; a clock time without an offset is taken as UTC."""
    upper: int
    """The second after the last one it can mean."""
    unit: Unit
    year: str
    """As written, with sign and X but without Y and exponent: "1984", "-0499", "198X", "170000002"."""
    month: str = ""
    """Two digits, perhaps with X; 21 to 41 are seasons and other parts of the year."""
    day: str = ""
    clock: str = ""
    """"14:00" or "14:00:30"."""
    offset: str = ""
    """"Z", "+03:00" or nothing."""
    marks: str = ""
    """The six qualifiers in the order before and after year, month and day, a blank for none; empty if none at all."""
    margin: Unit | None = None
    """The coarsest part that is marked as approximate."""
    uncertain: bool = False
    significant: int = 0
    """How many digits of the year count; 0 where nothing is said."""


End: TypeAlias = "DatePart | SetPart | Literal['', '..']"
"""One end of an interval: a date, unknown ("") or open (".."). Sets occur only where an event has two fields."""


class IntervalPart(NamedTuple):
    """A stretch of time: from, to."""

    start: End
    end: End


class SetMember(NamedTuple):
    """A date in a set (`first` only) or a range of dates; an open end is None."""

    first: DatePart | None
    last: DatePart | None
    is_range: bool


class SetPart(NamedTuple):
    """One of several dates, or all of them."""

    one_of: bool
    members: tuple[SetMember, ...]


Edtf: TypeAlias = DatePart | IntervalPart | SetPart


def render(tree: Edtf) -> str:
    """Give the canonical EDTF text of a tree."""
    if isinstance(tree, DatePart):
        return tree.text
    if isinstance(tree, SetPart):
        inside = ",".join(map(_member, tree.members))
        return f"[{inside}]" if tree.one_of else f"{{{inside}}}"
    return f"{_end(tree.start)}/{_end(tree.end)}"


def _end(end: End) -> str:
    return end if isinstance(end, str) else render(end)


def _member(member: SetMember) -> str:
    first = member.first.text if member.first else ""
    last = member.last.text if member.last else ""
    return f"{first}..{last}" if member.is_range else first
