"""Readings of typed dates, for the fields in which dates are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.direction import unmarked
from timeline_app.domain.dates.calendar import civil_at
from timeline_app.domain.dates.edtf.tree import DatePart, IntervalPart
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.parsing import read_clock, read_typed
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.dates.zones import LOCAL, offset_at, today_as_edtf
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.dates.parsing import TypedDate


@dataclass(frozen=True, slots=True)
class Counting:
    """How dates are read: the order of day and month, the zone of clock times, and the day that "tomorrow" follows."""

    order: str = "dmy"
    zone: str = ""
    day: str | None = None
    """EDTF; None for the day that it is now, empty where there is none to count from."""
    clock_day: str = ""
    """The ISO day to which a clock time alone belongs, that of the event; empty where there is none."""
    after_s: int | None = None
    """When the event begins: an end at "01:00" that would lie before it is on the day after."""


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What a date field was understood to say."""

    text: str = ""
    when: When | None = None
    error: str = ""
    note: str = ""
    """What to tell beside the words: the old style of a date, the day from which it was counted."""
    fault: tuple[int, int] | None = None
    """The part that was not understood, in code points."""
    others: tuple[When, ...] = ()
    """What else it may mean."""

    @property
    def edtf(self) -> str:
        """The EDTF text; empty where there is no date."""
        return "" if self.when is None or self.when.flags & WhenFlag.UNDATED else self.when.edtf

    @property
    def words(self) -> str:
        """The date in words, with the note, and as EDTF; or what is wrong."""
        if self.when is None:
            return self.error
        words = word(self.when, weekday=True)
        words = _("{date} ({note})").format(date=words, note=self.note) if self.note else words
        return _("{words}  ·  {edtf}").format(words=words, edtf=self.edtf)


def read_date(text: str, counting: Counting) -> FieldReading:
    """Read a date as typed; one that counts from a day says from which."""
    if not text.strip():
        return FieldReading()
    try:
        return _reading(text, read_typed(text, order=counting.order, zone=counting.zone))
    except DateError as error:
        first = error
    if (own := _on_own_day(text, counting)) is not None:
        return own
    day = today_as_edtf(LOCAL) if counting.day is None else counting.day
    if not is_day(day):
        return _refusal(text, first)
    try:
        typed = read_typed(text, order=counting.order, zone=counting.zone, today=day)
    except DateError as error:
        return _refusal(text, error)
    words = word(When.parse(day), weekday=True)
    counted = _("counted from today, {day}") if counting.day is None else _("counted from {day}")
    return _reading(text, typed, counted.format(day=words))


def _on_own_day(text: str, counting: Counting) -> FieldReading | None:
    """Read a clock time alone as one of the day that the event has; None where it is none."""
    if not is_day(counting.clock_day):
        return None
    day = When.parse(counting.clock_day)
    for each in (day.start_min, day.end_max):
        at = civil_at(each)
        clock_day = f"{at.year:04}-{at.month:02}-{at.day:02}"
        try:
            typed = read_clock(text, clock_day, zone=counting.zone)
        except DateError:
            return None
        if counting.after_s is None or typed.when.end_max > counting.after_s:
            break
    own = When.parse(clock_day)
    # What is kept as typed is to be read by itself.
    whole = unmarked(_("{day}, {time}").format(day=word(own), time=text.strip()))
    if counting.after_s is not None:
        return _reading(whole, typed, _("the first such time after the beginning"))
    return _reading(whole, typed, _("the day is that of the event"))  # the words of the date name it


def day_of(when: When | None) -> str:
    """Give the one day on which a date is, or begins at a clock time, as its own clocks count; else nothing."""
    part = when.tree if when is not None else None
    if isinstance(part, IntervalPart):
        part = part.start if isinstance(part.start, DatePart) and part.start.clock else None
    if when is None or not isinstance(part, DatePart):
        return ""
    if part.clock and when.zone:
        at = civil_at(when.start_min + offset_at(when.start_min, when.zone))
        return f"{at.year:04}-{at.month:02}-{at.day:02}"
    day = f"{part.year}-{part.month}-{part.day}"
    return day if is_day(day) else ""


def is_day(edtf: str) -> bool:
    """Tell whether an EDTF date is one day, from which others can be counted."""
    try:
        return bool(edtf) and bool(When.parse(edtf).flags & WhenFlag.DAY)
    except DateError:
        return False


def _reading(text: str, typed: TypedDate, counted: str = "") -> FieldReading:
    note = "; ".join(part for part in (typed.note, counted) if part)
    return FieldReading(text, typed.when, note=note, others=tuple(each.when for each in typed.alternatives))


def _refusal(text: str, error: DateError) -> FieldReading:
    marked = (error.start, error.end) if error.end > error.start else (0, len(text))
    return FieldReading(text, None, str(error), fault=marked)
