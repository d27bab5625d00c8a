"""Readings of typed dates, for the fields in which dates are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.dates.zones import LOCAL, today_as_edtf
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
