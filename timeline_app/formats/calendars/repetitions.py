"""When a repeated event happens, within days that a person chose: by its rule, the dates it adds and leaves out.

Rules are worked out by dateutil on the clocks of the event, as RFC 5545 has it (3.8.5.3): a meeting at ten stays at ten
when the clocks are changed. The first time is always one of them. What would take dateutil forever is not begun.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from timeline_app.domain.dates.zones import offset_at, offset_of_clock
from timeline_app.formats.calendars.components import name_of_line
from timeline_app.formats.calendars.moments import moment_of, text_of
from timeline_app.formats.calendars.properties import Properties, first_of, read_component

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline_app.formats.calendars.components import CalendarPart
    from timeline_app.formats.calendars.moments import Moment
    from timeline_app.formats.calendars.zones import CalendarZones
    from timeline_app.formats.reading import Days

MOST_REPETITIONS: Final = 10_000
"""Of all events of a file."""
_MOST_STEPS: Final = 200_000
"""Times of a rule from its first to the last of the days: every hour for 22 years."""
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - of clock times, which have no zone
_STEPS: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "WKST"})
"""What a rule that goes by hours or less may say: each of its steps is a time, so that their number bounds the work."""
_OF_DAYS: Final = _STEPS | {"BYMONTH", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND"}
"""What a rule that goes by days may say; with more it may look for a day that never comes."""
_YEAR: Final = 12
"""Months."""
_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Repetition(NamedTuple):
    """One time at which an event happens: its beginning and end as the file would spell them."""

    start: Any
    end: Any
    """None where the event has no end, or a duration."""
    id: str
    """What tells it from the other times: the date that a change of this one time would name."""


class NotWorkedOutError(Exception):
    """A rule that is not worked out here."""


@dataclass(slots=True)
class Repetitions:
    """The times of the repeated events of a file; those that stand in it as events of their own are left to those."""

    zones: CalendarZones
    within: Days
    left: int = MOST_REPETITIONS
    taken: int = 0
    _starts: dict[str, Moment] = field(default_factory=dict)
    _changed: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, parts: Iterable[CalendarPart]) -> None:
        """Note which events are repeated, and which single times were changed, before any is read."""
        for part in parts:
            names = set(map(name_of_line, part.lines))
            if names.isdisjoint({"RRULE", "RDATE", "RECURRENCE-ID"}):
                continue
            found = Properties(read_component(part)[0])
            uid, changed, start = found.text("UID").strip(), found.first("RECURRENCE-ID"), found.first("DTSTART")
            if uid and changed is not None:
                self._changed[uid].append(changed)
            elif uid and start is not None and (begins := moment_of(start, self.zones)) is not None:
                self._starts.setdefault(uid, begins)

    def id_of_changed(self, uid: str, changed: Any) -> str:
        """Give the date that a changed time names, as the repeated event itself would spell it."""
        at, begins = moment_of(changed, self.zones), self._starts.get(uid)
        if at is None or at.clock is None or begins is None or begins.clock is None or not (at.zone and begins.zone):
            return text_of(changed)
        wall = _utc(at) + timedelta(seconds=offset_at(_seconds(_utc(at)), begins.zone))
        return f"{wall:%Y%m%dT%H%M%S}" + ("Z" if begins.zone == "Z" else "")

    def of(self, found: Properties) -> list[Repetition] | None:
        """Give the times of an event within the days; None for one that is not repeated.

        Raise NotWorkedOutError where its rule is none that dateutil works out soon.
        """
        start = found.first("DTSTART")
        begins = moment_of(start, self.zones) if start is not None else None
        repeated = any(found.all(name) for name in ("RRULE", "RDATE")) and found.first("RECURRENCE-ID") is None
        if not repeated or begins is None or begins.unknown:
            return None
        end = found.first("DTEND")
        left_out = _Exceptions([*found.dates("EXDATE"), *self._changed.get(found.text("UID").strip(), ())], self.zones)
        without = {wall for rule in found.all("EXRULE") for wall in self._walls(rule, begins)}
        times: dict[datetime, Repetition] = {}
        for wall in (_wall(begins), *(each for rule in found.all("RRULE") for each in self._walls(rule, begins))):
            if self._holds(wall) and wall not in without:
                shift = wall - _wall(begins)
                times.setdefault(wall, _repetition(_shifted(start, shift), _shifted(end, shift)))
        for value in found.dates("RDATE"):
            first, last = first_of(value)
            at = moment_of(first, self.zones)
            if at is not None and self._holds(_wall(at)):
                end_of_it = _shifted(end, _wall(at) - _wall(begins)) if last is None else last
                times.setdefault(_wall(at), _repetition(first, end_of_it))
        return [
            each
            for _at, each in sorted(times.items())
            if (at := moment_of(each.start, self.zones)) is not None and at not in left_out
        ]

    def take(self, times: Sequence[Repetition]) -> Sequence[Repetition]:
        """Give as many times as a file may have in all."""
        some = times[: self.left]
        self.left -= len(some)
        self.taken += len(some)
        return some

    def _holds(self, wall: datetime) -> bool:
        return self.within.first <= wall.date() <= self.within.last

    def _walls(self, rule: Any, begins: Moment) -> Iterator[datetime]:
        """Give what clocks show at the times of a rule, up to the last day."""
        if not isinstance(rule, dict):
            raise NotWorkedOutError
        until = (rule.get("UNTIL") or [None])[0]
        for step, wall in enumerate(_times_of(rule, _wall(begins))):
            if wall.date() > self.within.last or (until is not None and _is_after(wall, until, begins)):
                return
            if step > _MOST_STEPS:
                raise NotWorkedOutError
            yield wall


def _times_of(rule: dict[str, list[Any]], first: datetime) -> Iterator[datetime]:
    """Give the times of a rule on the clocks of its event, without end where it counts none."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - when it is asked for only

    endless: Any = type(rule)({name: value for name, value in rule.items() if name != "UNTIL"})
    try:
        is_bounded = _is_bounded(rule)
        if is_bounded:
            yield from rrulestr(endless.to_ical().decode(), dtstart=first)
    except Exception as error:  # whatever dateutil stumbles over: 53SU of a month is an IndexError to it
        raise NotWorkedOutError from error
    if not is_bounded:
        raise NotWorkedOutError


class _Exceptions:
    """Dates at which an event does not happen after all; a day stands for each time on it."""

    def __init__(self, values: Iterable[Any], zones: CalendarZones) -> None:
        moments = [each for each in (moment_of(value, zones) for value in values) if each is not None]
        self._days = {each.at for each in moments if each.clock is None}
        self._clocks = {each.clock for each in moments if each.clock is not None and not each.zone}
        self._times = {_utc(each) for each in moments if each.clock is not None and each.zone}
        self._days_of_clocks = {each.clock.date() for each in moments if each.clock is not None}

    def __contains__(self, at: Moment) -> bool:
        if at.clock is None:
            return at.at in self._days or at.at in self._days_of_clocks
        return at.clock.date() in self._days or at.clock in self._clocks or (bool(at.zone) and _utc(at) in self._times)


def _is_bounded(rule: dict[str, list[Any]]) -> bool:
    """Tell whether dateutil finds a time of a rule soon, and does not look for one up to the year 9999."""
    frequency = str((rule.get("FREQ") or [""])[0]).upper()
    names = {name.upper() for name in rule} - {"UNTIL"}
    months = list(map(int, rule.get("BYMONTH", ())))
    if any(int(each) < 1 for each in rule.get("INTERVAL", ())) or any(not 1 <= month <= _YEAR for month in months):
        return False
    if frequency in {"HOURLY", "MINUTELY", "SECONDLY"}:
        return names <= _STEPS
    if frequency == "DAILY":
        longest = max(_LONGEST_MONTHS[month - 1] for month in months or range(1, _YEAR + 1))
        days = rule.get("BYMONTHDAY")
        return names <= _OF_DAYS and (not days or any(1 <= abs(int(day)) <= longest for day in days))
    return frequency != "WEEKLY" or "BYSETPOS" not in names


def _wall(moment: Moment) -> datetime:
    return moment.clock or datetime.combine(moment.at, time())


def _utc(moment: Moment) -> datetime:
    """Give a clock time in a zone as what clocks in UTC show."""
    wall = _wall(moment)
    return wall - timedelta(seconds=offset_of_clock(_seconds(wall), moment.zone))


def _seconds(clock: datetime) -> int:
    return int((clock - _EPOCH).total_seconds())


def _is_after(wall: datetime, until: date, begins: Moment) -> bool:
    if not isinstance(until, datetime):
        return wall.date() > until
    if until.tzinfo is None or not begins.zone or begins.clock is None:
        last = until.replace(tzinfo=None)
        return wall.date() > last.date() if begins.clock is None else wall > last
    return wall - timedelta(seconds=offset_of_clock(_seconds(wall), begins.zone)) > until.replace(tzinfo=None)


def _shifted(value: Any, by: timedelta) -> Any:
    """Give a date property as it is at another time of the event."""
    from icalendar.prop import vDDDTypes  # noqa: PLC0415 - for calendars only

    if value is None or type(value).__name__ == "vBroken" or not isinstance(getattr(value, "dt", None), date):
        return value
    try:
        moved = vDDDTypes(value.dt + by)
    except OverflowError as error:
        raise NotWorkedOutError from error
    moved.params = value.params
    return moved


def _repetition(start: Any, end: Any) -> Repetition:
    return Repetition(start, end, text_of(start))
