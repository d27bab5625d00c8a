"""Turn what was read into EDTF text, with notes on what a person may doubt: an old-style date, a change of clocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import all_of, weekdays
from timeline_app.domain.dates.calendar import (
    DAY_S,
    civil_at,
    civil_from_days,
    days_from_civil,
    days_from_julian,
    days_in_month,
    seconds_at,
    weekday,
)
from timeline_app.domain.dates.edtf.parser import SEASONS, offset_seconds, read_date
from timeline_app.domain.dates.edtf.tree import Unit
from timeline_app.domain.dates.formatting.dates import day_words
from timeline_app.domain.dates.formatting.intervals import CENTURY_THIRDS, DECADE_THIRDS, MONTH_THIRDS, YEAR_THIRDS
from timeline_app.domain.dates.formatting.phrases import long_style
from timeline_app.domain.dates.parsing.ranges import OrderContext, completions, in_order
from timeline_app.domain.dates.parsing.relative import week_span
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.domain.dates.edtf.tree import DatePart
    from timeline_app.domain.dates.parsing.grammar import DateShape
    from timeline_app.domain.dates.parsing.reader import ParseSettings, PartialDate


_PARTS: Final = ("early", "mid", "late")
_HALF_HOUR_S: Final = 1800
_CENTURY_TENS: Final = ((0, 29), (40, 59), (70, 99))
"""What "late 17th to early 18th century" begins and ends with: whole tens, so that these are its sixty years."""


class Extent(NamedTuple):
    """A date as EDTF text; `last` differs from `first` where it is "some time from first to last"."""

    first: str
    last: str
    mark: str = ""
    end: str = ""
    """The text that stands for a span as one end of an interval."""
    ends: tuple[str, str] | None = None
    """The texts that stand for it as first and as last end, where these differ."""

    @property
    def is_span(self) -> bool:
        """Whether it needs a set to be written."""
        return self.first != self.last

    @property
    def alone(self) -> str:
        """The text that stands for itself."""
        if self.is_span:
            return f"[{self.first}{self.mark}..{self.last}{self.mark}]"
        return self.first + self.mark

    @property
    def member(self) -> str:
        """The text inside a set."""
        return self.alone[1:-1] if self.is_span else self.alone


class ResolvedShape(NamedTuple):
    """One meaning of a shape, and what to tell of how it was concluded."""

    edtf: str
    notes: tuple[str, ...] = ()


def resolved(shape: DateShape, settings: ParseSettings) -> Iterator[ResolvedShape]:
    """Write a shape as EDTF, best meaning first; raise DateError where its dates lack something or do not fit."""
    known = OrderContext(shape.dates, lambda one: _reach(one, settings), settings.today)
    for each in completions(shape, settings):
        for dates in in_order(shape.kind, each, known):
            notes = tuple(note for date in dates for note in date.concluded) + _told_of(shape.kind)
            yield from (ResolvedShape(text, notes) for text in _texts(shape.kind, dates, settings))


def _told_of(kind: str) -> tuple[str, ...]:
    """Say how a stretch that archives name by one end is stored."""
    if kind == "ante":
        return (_("all up to then; the other reading is some time before"),)
    return (_("all from then on; the other reading is some time after"),) if kind == "post" else ()


def _texts(kind: str, dates: list[PartialDate], settings: ParseSettings) -> Iterator[str]:
    extents = [_extent(each, settings) for each in dates]
    first, last = extents[0], extents[-1]
    if kind == "one":
        yield first.alone
    elif kind in ("or", "and"):
        inside = ",".join(each.member for each in extents)
        yield f"[{inside}]" if kind == "or" else f"{{{inside}}}"
    elif kind == "range":
        yield f"{_endpoint(first, 0)}/{_endpoint(last, 1)}"
        if any(each.ends for each in extents):
            yield f"[{_endpoint(first, 0)}..{_endpoint(last, 1)}]"
    elif kind == "before":
        yield f"[..{_neighbour(first.first, -1)}{first.mark}]"
    elif kind == "after":
        yield f"[{_neighbour(first.last, 1)}{first.mark}..]"
    elif kind == "ante":
        yield f"../{_endpoint(first, 1)}"
        yield f"[..{_neighbour(first.first, -1)}{first.mark}]"
    elif kind == "post":
        yield f"{_endpoint(first, 0)}/.."
        yield f"[{_neighbour(first.last, 1)}{first.mark}..]"
    elif kind in ("before_in", "after_in"):
        yield _within(kind, first, last)
    else:
        yield {
            "between": f"[{first.first}{first.mark}..{last.last}{last.mark}]",
            "not_after": f"[..{first.last}{first.mark}]",
            "not_before": f"[{first.first}{first.mark}..]",
            "until": f"/{_endpoint(first, 1)}",
            "no_start": f"../{_endpoint(first, 1)}",
            "since": f"{_endpoint(first, 0)}/..",
            "end_unknown": f"{_endpoint(first, 0)}/",
        }[kind]


def _within(kind: str, whole: Extent, day: Extent) -> str:
    """Write "871, after 15 Apr 871": some time in the rest of the year."""
    before, after = _neighbour(day.first, -1), _neighbour(day.last, 1)
    start, end = read_date(whole.first), read_date(whole.last)
    if not start.lower <= read_date(day.first).lower < end.upper:
        raise DateError(_("The two dates do not fit together."))
    if kind == "after_in":
        return f"[{after}..{_day_text(end.upper - 1)}]"
    return f"[{_day_text(start.lower)}..{before}]"


def _reach(partial: PartialDate, settings: ParseSettings) -> tuple[int, int]:
    """Give the seconds between which a date lies."""
    extent = _extent(partial, settings)
    return read_date(extent.first).lower, read_date(extent.last).upper


def _extent(partial: PartialDate, settings: ParseSettings) -> Extent:
    partial = _gregorian(partial)
    mark = "%" if partial.about and partial.perhaps else "~" if partial.about else "?" if partial.perhaps else ""
    _check_weekday(partial)
    if partial.clock:
        return _moment(partial, settings, mark)
    if partial.hours:
        return _part_of_day(partial, settings)
    if partial.week is not None:
        return Extent(*_week(partial), mark)
    if partial.span[0]:
        return Extent(*partial.span, mark)
    if partial.part:
        return _part(partial)._replace(mark=mark)
    text = _text(partial)
    return Extent(text, text, mark)


def _week(partial: PartialDate) -> tuple[str, str]:
    span = week_span(partial.year or 0, partial.week or 0)
    if not span[0]:
        raise DateError(_("There is no week {week} in {year}.").format(week=partial.week, year=partial.year))
    return span


def _gregorian(partial: PartialDate) -> PartialDate:
    if not partial.julian:
        return partial
    if partial.year is None or partial.month is None or partial.day is None:
        raise DateError(_("A date in the old style needs its day, month and year."))
    leap = partial.month == 2 and partial.day == 29 and partial.year % 4 == 0
    if partial.day > days_in_month(partial.year, partial.month) and not leap:
        raise DateError(_("There is no day {day} in that month.").format(day=partial.day))
    year, month, day = civil_from_days(days_from_julian(partial.year, partial.month, partial.day))
    return replace(partial, year=year, month=month, day=day, weekday=partial.weekday, julian=False)


def _check_weekday(partial: PartialDate) -> None:
    if partial.weekday is None or partial.year is None or partial.month is None or partial.day is None:
        return
    if not 0 < partial.day <= days_in_month(partial.year, partial.month):
        return
    found = weekday(days_from_civil(partial.year, partial.month, partial.day))
    if found != partial.weekday:
        words = _("That day was a {weekday}, not a {other}.")
        raise DateError(words.format(weekday=weekdays()[found], other=weekdays()[partial.weekday]))


def _year_text(year: int) -> str:
    return f"Y{year}" if abs(year) > 9999 else f"{year:0{4 + (year < 0)}d}"


def _text(partial: PartialDate) -> str:
    """Write a date without time and part as EDTF, checked."""
    if partial.mask or partial.fixed:
        return partial.mask or partial.fixed
    year = _year_text(partial.year or 0)
    if partial.season is not None:
        text = f"{year}-{partial.season:02}"
    elif partial.month is None:
        return year
    else:
        day = "" if partial.day is None else f"-{partial.day:02}"
        text = f"{year}-{partial.month:02}{day}"
    read_date(text)
    return text


def _moment(partial: PartialDate, settings: ParseSettings, mark: str) -> Extent:
    """Write a clock time; "about" is half an hour to either side, as EDTF has no mark for it."""
    day = _text(partial)
    zone = partial.zone or settings.zone
    moment = f"{day}T{partial.clock}"
    clock_s = read_date(moment).lower
    if "~" not in mark and "%" not in mark:
        if mark:
            raise DateError(_("A clock time cannot be marked as uncertain; mark the day without it."))
        text = moment + _offset(clock_s, zone)
        return Extent(text, text)
    early, late = (_moment_text(clock_s + shift, zone) for shift in (-_HALF_HOUR_S, _HALF_HOUR_S))
    return Extent(early, late)


def _part_of_day(partial: PartialDate, settings: ParseSettings) -> Extent:
    midnight = read_date(_text(partial)).lower
    night_before = partial.hours.startswith("-")
    first, last = map(int, partial.hours.removeprefix("-").split("-"))
    zone = partial.zone or settings.zone
    start = midnight + first * 3600 - (DAY_S if night_before else 0)
    end = midnight + last * 3600 - (60 if last == 24 else 0)  # 23:59, for some readers of EDTF know no 24:00
    return Extent(_moment_text(start, zone), _moment_text(end, zone))


def _moment_text(clock_s: int, zone: str) -> str:
    at = civil_at(clock_s)
    return f"{_day_text(clock_s)}T{at.hour:02}:{at.minute:02}:{at.second:02}{_offset(clock_s, zone)}"


def _day_text(seconds: int) -> str:
    year, month, day = civil_from_days(seconds // DAY_S)
    return f"{_year_text(year)}-{month:02}-{day:02}"


def _offset(clock_s: int, zone: str) -> str:
    """Write the offset that holds at a clock time; to the minute, which is all that EDTF has."""
    if not zone:
        return ""
    from timeline_app.domain.dates.zones import offset_of_clock  # noqa: PLC0415  # zoneinfo is needed for few dates

    minutes = round(offset_of_clock(clock_s, zone) / 60)
    if not minutes:
        return "Z"
    return f"{'+' if minutes > 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _part(partial: PartialDate) -> Extent:
    """Write the early, middle or late part, or a half, of a month, season, year, decade or century."""
    if partial.mask:
        return _part_of_years(partial)
    year = partial.year or 0
    written = _year_text(year)
    if partial.month is not None:
        last = days_in_month(year, partial.month)
        thirds = (*MONTH_THIRDS[:2], (MONTH_THIRDS[2][0], last))
        low, high = _bounds(partial.part, thirds, ((1, 15), (16, last)))
        stem = f"{written}-{partial.month:02}"
        masked = f"{stem}-{_PARTS.index(partial.part)}X" if partial.part in _PARTS else ""
        return Extent(f"{stem}-{low:02}", f"{stem}-{high:02}", end=masked)
    if partial.season is not None:
        return _part_of_season(partial, year)
    low, high = _bounds(partial.part, YEAR_THIRDS, ((1, 6), (7, 12)))
    return Extent(f"{written}-{low:02}", f"{written}-{high:02}", end=f"{written}-{37 + _PARTS.index(partial.part)}")


def _bounds(
    part: str, thirds: tuple[tuple[int, int], ...], halves: tuple[tuple[int, int], tuple[int, int]]
) -> tuple[int, int]:
    return halves[int(part[4:]) - 1] if part.startswith("half") else thirds[_PARTS.index(part)]


def _part_of_season(partial: PartialDate, year: int) -> Extent:
    start, length = SEASONS[partial.season or 21]
    if partial.part not in _PARTS or length != 3:
        raise DateError(_("Only early, mid and late can be said of a season."))
    years, month0 = divmod(start - 1 + _PARTS.index(partial.part), 12)
    text = f"{_year_text(year + years)}-{month0 + 1:02}"
    return Extent(text, text)


def _part_of_years(partial: PartialDate) -> Extent:
    stem = partial.mask.rstrip("X")
    missing = len(partial.mask) - len(stem)
    thirds: tuple[tuple[int, int], ...]
    thirds, halves = (DECADE_THIRDS, ((0, 4), (5, 9))) if missing == 1 else (CENTURY_THIRDS, ((0, 49), (50, 99)))
    low, high = _from_start(partial, _bounds(partial.part, thirds, halves), missing)
    ends = (low, high)
    if missing == 2:
        ends = _from_start(partial, _bounds(partial.part, _CENTURY_TENS, halves), missing)
    first, last, first_end, last_end = (f"{stem}{each:0{missing}}" for each in (low, high, *ends))
    return Extent(first, last, ends=(first_end, last_end))


def _from_start(partial: PartialDate, bounds: tuple[int, int], missing: int) -> tuple[int, int]:
    """Count years before our era from the other end, as their numbers fall."""
    if not partial.mask.startswith("-"):
        return bounds
    most = 10**missing - 1
    return most - bounds[0], most - bounds[1]


def _endpoint(extent: Extent, side: int) -> str:
    """Write one end of an interval: unspecified digits stand for a set, which EDTF does not have there."""
    if not extent.is_span:
        return extent.first + extent.mark
    if extent.ends is not None:
        return extent.ends[side] + extent.mark
    return (extent.end or (extent.first, extent.last)[side]) + extent.mark


def _neighbour(text: str, step: int) -> str:
    """Write the day, month or year next to a date, as "before" and "after" exclude the date itself."""
    part = read_date(text)
    at = part.lower - 1 if step < 0 else part.upper
    if part.clock:
        local = civil_at(at + offset_seconds(part.offset))
        seconds = seconds_at(local.year, local.month, local.day)
        return f"{_day_text(seconds)}T{local.hour:02}:{local.minute:02}:{local.second:02}{part.offset}"
    year, month, day = civil_from_days(at // DAY_S)
    if part.unit is Unit.DAY:
        return f"{_year_text(year)}-{month:02}-{day:02}"
    return f"{_year_text(year)}-{month:02}" if part.unit in (Unit.MONTH, Unit.SEASON) else _year_text(year)


def doubt_about(part: DatePart, zone: str) -> str:
    """Say that clocks in the zone skip this time, or show it twice; nothing where all is clear."""
    from timeline_app.domain.dates.zones import clock_doubt  # noqa: PLC0415  # zoneinfo is needed for few dates

    doubt = clock_doubt(part.lower + offset_seconds(part.offset), zone)
    if doubt == "skipped":
        return _("clocks were put forward past this time")
    return _("clocks show this time twice that day; the first is taken") if doubt else ""


def old_style_note(dates: Iterable[PartialDate]) -> str:
    """Name dates as they stood in the Julian calendar: "10 February 1918 O.S."."""
    style = long_style()
    days = [day_words(each.year or 0, each.month, each.day, style) for each in dates if each.month and each.day]
    return _("{date} O.S.").format(date=all_of(days))
