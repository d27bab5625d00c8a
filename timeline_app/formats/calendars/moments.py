"""The dates of a component: days stay days, clock times keep their zone, and an end is the last day that belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.dates.zones import offset_of_clock
from timeline_app.domain.errors import DateError
from timeline_app.formats.tables.cell_dates import read_date
from timeline_app.formats.timelines.entry_parts import as_two

if TYPE_CHECKING:
    from timeline_app.formats.calendars.zones import CalendarZones

ZONE: Final = "X-TZID"
"""The parameter that names the zone of a date, as it is called for the library."""
DATE_IN_FULL: Final = "X-EDTF"
"""The property in which this program writes a date that is not exact."""
MEANT_FOR: Final = "X-FOR"
"""Its parameter with the start and the end that it was written for."""
_ONE_DAY: Final = timedelta(days=1)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - a clock time, which has no zone


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or what clocks show, with the zone whose clocks they are."""

    at: date
    """A datetime without a zone for a clock time."""
    zone: str = ""
    """Of the time zone database, an offset, or "Z"; empty for a day, and where the file names none that is known."""
    unknown: str = ""
    """The name of a zone that there is not."""

    @property
    def clock(self) -> datetime | None:
        """What clocks show; None for a day."""
        return self.at if isinstance(self.at, datetime) else None

    @property
    def edtf(self) -> str:
        """The moment with its offset if that is what is known of its zone; a named zone goes with the event."""
        text = self.at.isoformat() if self.clock is None else self.at.replace(microsecond=0).isoformat()  # type: ignore[call-arg]
        return text + (self.zone if self.zone[:1] in {"Z", "+", "-"} else "")

    @property
    def words(self) -> str:
        """The moment for a note: seconds only where there are some."""
        return re.sub(r"(:\d\d):00(?!\d)", r"\1", self.edtf.replace("T", " "), count=1)

    @property
    def named_zone(self) -> str:
        """The zone of the time zone database; empty for an offset."""
        return "" if self.zone[:1] in {"", "Z", "+", "-"} else self.zone

    def as_edtf_in(self, zone: str) -> str:
        """Give the moment so that it means the same in an event whose zone is `zone`."""
        if self.clock is None or not self.named_zone or self.named_zone == zone:
            return self.edtf
        wall_s = int((self.clock - _EPOCH).total_seconds())
        minutes = round(offset_of_clock(wall_s, self.named_zone) / 60)
        sign = "-" if minutes < 0 else "+"
        return self.edtf + (f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "Z")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of an event as a draft has them, and what is wrong with them."""

    start: str = ""
    end: str = ""
    zone: str = ""
    text: str = ""
    """What stood in the file, where it cannot be read."""
    problems: tuple[str, ...] = ()
    unread: bool = False


def moment_of(value: Any, zones: CalendarZones) -> Moment | None:
    """Give what a date property holds; None where it cannot be read."""
    at = getattr(value, "dt", None) if type(value).__name__ != "vBroken" else None
    if isinstance(at, datetime):
        tzid = str(value.params.get(ZONE, "")) if getattr(value, "params", None) else ""
        wall = at.replace(tzinfo=None)
        if not tzid or at.tzinfo is not None:
            return Moment(wall, "Z" if at.tzinfo is not None else "")
        name = zones.name_of(tzid)
        zone = "Z" if name == "UTC" else name or zones.offset_of(tzid, wall)
        return Moment(wall, zone, "" if zone else tzid)
    return Moment(at) if isinstance(at, date) else None


def text_of(value: Any) -> str:
    """Give a date as it stands in the file."""
    spelled = value.to_ical()
    return spelled.decode("utf-8", "replace") if isinstance(spelled, bytes) else str(spelled)


def dates_of(start: Any, end: Any, duration: Any, zones: CalendarZones) -> Dates:
    """Join DTSTART with DTEND or DURATION; None stands for a property that the component has not."""
    if start is None:
        text = text_of(end) if end is not None else ""
        return Dates(text=text, problems=(_("It has no start; it was taken without a date."),), unread=bool(text))
    begins = moment_of(start, zones)
    if begins is None:
        return _from_text(start, end)
    problems = []
    if begins.unknown:
        words = _("The time zone “{zone}” is not known; the clock time was kept without one.")
        problems.append(words.format(zone=begins.unknown[:80]))
    ends, text = None, ""
    if end is not None:
        ends = moment_of(end, zones)
        if ends is None and text_of(end).strip():
            text = f"{text_of(start)} – {text_of(end)}"
            problems.append(_("“{text}” is no date; the end was kept as text.").format(text=text_of(end)[:60]))
    elif duration is not None:
        ends = _after(begins, duration)
        if ends is None and text_of(duration).strip():
            text = f"{text_of(start)} + {text_of(duration)}"
            problems.append(_("“{text}” is no duration; it was kept as text.").format(text=text_of(duration)[:60]))
    until = _last(begins, ends) if ends is not None else ""
    if until is None:
        text = f"{text_of(start)} – {text_of(end if end is not None else duration)}"
        problems.append(_("The end lies before the start; it was kept as text."))
    return Dates(begins.edtf, until or "", begins.named_zone, text, tuple(problems), unread=bool(text))


def as_it_was(dates: Dates, known: Any, start: Any, end: Any) -> Dates:
    """Give the date that a calendar of this program has beside its days, unless those were changed since."""
    if known is None or dates.problems:
        return dates
    meant_for = str(known.params.get(MEANT_FOR, "")) if getattr(known, "params", None) else ""
    if meant_for != "/".join(text_of(each) for each in (start, end) if each is not None):
        return dates
    first, last = as_two(str(known).strip(), "")
    try:
        When.of(first, last, dates.zone)
    except DateError:
        return dates
    return replace(dates, start=first, end=last)


def _from_text(start: Any, end: Any) -> Dates:
    """Read dates that are spelled otherwise than calendars do, 2014-02-28T10:00:00Z; else keep them as text."""
    text = text_of(start)
    said = f"{text} – {text_of(end)}" if end is not None else text
    if not text.strip():
        return Dates(text=said.strip(" –"), problems=(_("It has no start; it was taken without a date."),))
    try:
        first = read_date(text, "ymd")
        last = read_date(text_of(end), "ymd").start if end is not None else ""
    except DateError:
        return Dates(
            text=said, problems=(_("“{text}” is no date. It was kept as text.").format(text=said[:80]),), unread=True
        )
    return Dates(first.start, last or first.end, first.zone, said)


def _after(begins: Moment, duration: Any) -> Moment | None:
    span = getattr(duration, "dt", None) if type(duration).__name__ != "vBroken" else None
    if not isinstance(span, timedelta):
        return None
    try:
        if begins.clock is None and span % _ONE_DAY:
            return Moment(datetime.combine(begins.at, datetime.min.time()) + span, begins.zone)
        return Moment(begins.at + span, begins.zone)
    except OverflowError:
        return None


def _last(begins: Moment, ends: Moment) -> str | None:
    """Give the last day or moment that belongs to an event; empty where that is its start, None where it lies before.

    An end that is a day is the first that no longer belongs; many programs write the start again there.
    """
    if ends.clock is None:
        first_day = begins.at if begins.clock is None else begins.clock.date()
        if ends.at < first_day:
            return None
        last = max(ends.at - _ONE_DAY, first_day) if ends.at != first_day else first_day
        return last.isoformat() if last > first_day else ""
    if begins.clock is None:
        last = ends.clock.date()
        last -= (
            _ONE_DAY if ends.clock == datetime.combine(last, datetime.min.time()) and last > begins.at else timedelta(0)
        )
        return None if last < begins.at else last.isoformat() if last > begins.at else ""
    if ends.zone == begins.zone:
        if ends.clock < begins.clock:
            return None
        return ends.edtf if ends.clock != begins.clock else ""
    return ends.as_edtf_in(begins.named_zone)
