"""What an expression says before anyone asks when the text was written: the parts of a date, or a step from another.

A shape of the language names a meaning; the functions here, one a meaning, turn the matched words into readings.
They know calendars, not languages.
"""

from __future__ import annotations

from dataclasses import replace

from timeline_app.base.fast_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
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


@dataclass(frozen=True, slots=True)
class Mention:
    """A reading and the tokens that say it."""

    first: int
    last: int
    """One past the last token."""
    reading: Reading
    meaning: str
    rank: int = 0

    def with_reading(self, **changes: object) -> Mention:
        """Give the same mention with some parts of its reading set."""
        return replace(self, reading=replace(self.reading, **changes))  # type: ignore[arg-type] # names of fields
