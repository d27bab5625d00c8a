"""Turn what was read into EDTF text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline_app.base.i18n import phrase as _
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
from timeline_app.domain.dates.edtf.date import SEASONS, offset_seconds, read_date
from timeline_app.domain.dates.edtf.tree import Unit
from timeline_app.domain.dates.formatting.parts import CENTURY_THIRDS, DECADE_THIRDS, MONTH_THIRDS, YEAR_THIRDS
from timeline_app.domain.dates.formatting.phrases import weekdays
from timeline_app.domain.dates.parsing.partial import Partial, completed
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.dates.parsing.grammar import Shape
    from timeline_app.domain.dates.parsing.reader import Settings

_PARTS: Final = ("early", "mid", "late")
_HALF_HOUR_S: Final = 1800


class Extent(NamedTuple):
    """A date as EDTF text; `last` differs from `first` where it is "some time from first to last"."""

    first: str
    last: str
    mark: str = ""
    end: str = ""
    """The text that stands for a span as one end of an interval."""

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


def edtf_of(shape: Shape, settings: Settings) -> str:
    """Write a shape as EDTF; raise DateError where its dates do not fit together, or are incomplete."""
    dates = _complete(shape, settings)
    extents = [_extent(each, settings) for each in dates]
    first, last = extents[0], extents[-1]
    if shape.kind == "one":
        return first.alone
    if shape.kind in ("or", "and"):
        inside = ",".join(each.member for each in extents)
        return f"[{inside}]" if shape.kind == "or" else f"{{{inside}}}"
    if shape.kind == "range":
        return f"{_endpoint(first, 0)}/{_endpoint(last, 1)}"
    texts = {
        "between": f"[{first.first}{first.mark}..{last.last}{last.mark}]",
        "not_after": f"[..{first.last}{first.mark}]",
        "not_before": f"[{first.first}{first.mark}..]",
        "until": f"/{_endpoint(first, 1)}",
        "no_start": f"../{_endpoint(first, 1)}",
        "since": f"{_endpoint(first, 0)}/..",
        "end_unknown": f"{_endpoint(first, 0)}/",
    }
    if shape.kind == "before":
        return f"[..{_neighbour(first.first, -1)}{first.mark}]"
    if shape.kind == "after":
        return f"[{_neighbour(first.last, 1)}{first.mark}..]"
    return texts[shape.kind]


def _complete(shape: Shape, settings: Settings) -> list[Partial]:
    """Let each date take from the others what it leaves out, then the year from today."""
    dates = list(shape.dates)
    if len(dates) > 1:
        dates = _year_tails(_with_eras(dates))
        full = next((each for each in reversed(dates) if each.is_complete and each.has_date), None)
        if full is None:
            dates = [_this_year(each, settings) for each in _pooled(dates)]
            full = next((each for each in reversed(dates) if each.is_complete), None)
        if full is not None:
            dates = [_filled(each, full) for each in dates]
        if dates[0].about and shape.kind == "range":
            dates = [replace(each, about=True) for each in dates]
        zone = next((each.zone for each in reversed(dates) if each.zone), "")
        dates = [replace(each, zone=each.zone or zone) if each.clock else each for each in dates]
    dates = [_this_year(each, settings) for each in dates]
    for each in dates:
        if not each.has_date or not each.is_complete:
            raise DateError(
                _("A year is missing.") if each.month or each.season or not each.day else _("A month is missing.")
            )
    return dates


def _with_eras(dates: list[Partial]) -> list[Partial]:
    """Give the years of "500–480 BC" and "AD 79–96" the era that stands with one of them."""
    era = next((each.era for each in reversed(dates) if each.era), "")
    if not era:
        return dates
    result = []
    for each in dates:
        takes = each.year is not None and not each.era and (era == "bce" or each.needs_era)
        year = 1 - each.year if takes and era == "bce" and each.year is not None else each.year
        result.append(replace(each, year=year, era=era, needs_era=False) if takes else each)
    return result


def _pooled(dates: list[Partial]) -> list[Partial]:
    """Give days without month and year what the others say: "March 16–18, 2014" names them on different sides."""
    year = next((each.year for each in dates if each.year is not None), None)
    month = next((each.month for each in dates if each.month is not None), None)
    return [
        replace(each, year=each.year if each.year is not None else year, month=each.month or month)
        if each.day is not None
        else each
        for each in dates
    ]


def _filled(one: Partial, full: Partial) -> Partial:
    if one.is_complete and one.has_date:
        return one
    found = completed(one, full)
    if found is None:
        raise DateError(_("The two dates do not fit together."))
    return found


def _year_tails(dates: list[Partial]) -> list[Partial]:
    """Read the 15 of "2014–15" as a year."""
    result = dates[:1]
    for each in dates[1:]:
        before = result[-1]
        plain_year = before.year is not None and before.month is None and before.season is None and not before.part
        if each.two_digits and each.year is None and plain_year and before.year and each.day is not None:
            year = before.year // 100 * 100 + each.day
            if each.day <= before.year % 100:
                words = _("The years do not follow each other: {first} and {second}.")
                raise DateError(words.format(first=before.year, second=year))
            result.append(replace(each, year=year, day=None, two_digits=False))
        elif each.season is not None and each.year is None and before.year is None and before.season is not None:
            result.append(each)
        else:
            result.append(each)
    return result


def _this_year(partial: Partial, settings: Settings) -> Partial:
    waits = partial.month is not None or partial.season is not None or not partial.has_date
    if partial.is_complete or settings.today is None or not waits:
        return partial
    year, month, day = civil_from_days(settings.today)
    if not partial.has_date and partial.clock:
        return replace(partial, year=year, month=month, day=day)
    return replace(partial, year=year, guessed_year=True)


def _extent(partial: Partial, settings: Settings) -> Extent:
    partial = _gregorian(partial)
    mark = "%" if partial.about and partial.perhaps else "~" if partial.about else "?" if partial.perhaps else ""
    _check_weekday(partial)
    if partial.clock:
        return _moment(partial, settings, mark)
    if partial.hours:
        return _part_of_day(partial, settings)
    if partial.span[0]:
        return Extent(*partial.span, mark)
    if partial.part:
        return _part(partial)._replace(mark=mark)
    text = _text(partial)
    return Extent(text, text, mark)


def _gregorian(partial: Partial) -> Partial:
    if not partial.julian:
        return partial
    if partial.year is None or partial.month is None or partial.day is None:
        raise DateError(_("A date in the old style needs its day, month and year."))
    leap = partial.month == 2 and partial.day == 29 and partial.year % 4 == 0
    if partial.day > days_in_month(partial.year, partial.month) and not leap:
        raise DateError(_("There is no day {day} in that month.").format(day=partial.day))
    year, month, day = civil_from_days(days_from_julian(partial.year, partial.month, partial.day))
    return replace(partial, year=year, month=month, day=day, weekday=partial.weekday, julian=False)


def _check_weekday(partial: Partial) -> None:
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


def _text(partial: Partial) -> str:
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


def _moment(partial: Partial, settings: Settings, mark: str) -> Extent:
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


def _part_of_day(partial: Partial, settings: Settings) -> Extent:
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


def _part(partial: Partial) -> Extent:
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


def _part_of_season(partial: Partial, year: int) -> Extent:
    start, length = SEASONS[partial.season or 21]
    if partial.part not in _PARTS or length != 3:
        raise DateError(_("Only early, mid and late can be said of a season."))
    years, month0 = divmod(start - 1 + _PARTS.index(partial.part), 12)
    text = f"{_year_text(year + years)}-{month0 + 1:02}"
    return Extent(text, text)


def _part_of_years(partial: Partial) -> Extent:
    stem = partial.mask.rstrip("X")
    missing = len(partial.mask) - len(stem)
    thirds: tuple[tuple[int, int], ...]
    thirds, halves = (DECADE_THIRDS, ((0, 4), (5, 9))) if missing == 1 else (CENTURY_THIRDS, ((0, 49), (50, 99)))
    if partial.mask.startswith("-"):
        thirds = tuple((10**missing - 1 - high, 10**missing - 1 - low) for low, high in thirds)
        halves = (halves[1], halves[0])
        high, low = _bounds(partial.part, thirds, halves)
    else:
        low, high = _bounds(partial.part, thirds, halves)
    return Extent(f"{stem}{low:0{missing}}", f"{stem}{high:0{missing}}", end=partial.mask)


def _endpoint(extent: Extent, side: int) -> str:
    """Write one end of an interval: unspecified digits stand for a set, which EDTF does not have there."""
    if not extent.is_span:
        return extent.first + extent.mark
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
