"""When an event is, by the cells of its row: a date in one cell or over several, an end, a duration, how exact it is.

What cannot be read of a row is kept as its text; an end alone would claim that the beginning is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.formats.date_parts import clock_of, edtf_of_parts
from timeline_app.formats.tables.cell_dates import NO_DATE, STILL, ReadDate, day_of, read_count, read_date
from timeline_app.formats.tables.date_spans import end_after, made_as_exact
from timeline_app.formats.tables.field_names import DATE_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.formats.reading import Order
    from timeline_app.formats.tables.cell_dates import Count

_PARTS: Final = ("year", "month", "day", "time")
_FIELDS: Final = frozenset({"start", "end", "date_text", "zone", *DATE_PARTS})
_FRACTION: Final = re.compile(r"0(?:\.\d+)?", re.ASCII)
_CLOCKS_OFFSET: Final = re.compile(r"(Z|[+-]\d\d:\d\d)$")


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """How the cells of a column of dates are read."""

    order: Order = "dmy"
    count: Count = ""
    as_days: bool = False
    century: int = 0
    in_workbook: bool = False

    def read(self, text: str) -> ReadDate:
        """Read a cell; raise DateError where it is no date."""
        if self.count == "year" and self.century and text.isdecimal() and len(text) <= 2:
            return ReadDate(str(self.century + (int(text) - self.century) % 100))
        if self.count and (counted := read_count(text, self.count)) is not None:
            return counted
        return read_date(day_of(text) if self.as_days else text, self.order, self.century)


class RowDate(NamedTuple):
    """When an event is."""

    start: str = ""
    end: str = ""
    text: str = ""
    zone: str = ""


Report = Callable[[str], None]
"""Takes what is wrong with a date that is kept as text."""


@dataclass(frozen=True, slots=True)
class RowDates:
    """Reads the dates of rows, by the fields that their columns are."""

    columns: Mapping[str, ColumnDates] = field(default_factory=dict)
    """How the columns of start, end, earliest and latest are read."""
    precision: str = ""
    """Whose figures a column of precision has: those of ACLED, UCDP or Wikidata."""
    unit: str = ""
    """Of a duration that is a number alone."""
    zone: str = ""
    """Of clock times that name none."""
    century: int = 0
    in_workbook: bool = False
    """Where a clock time may be a fraction of a day."""
    in_full: bool = False
    """Whether start and end are EDTF, as this program writes them; what a person has put in their place is read too."""
    spread: bool = False
    """Whether a row may have any other field of dates than a start and an end."""

    @property
    def fields(self) -> frozenset[str]:
        """The fields by which it is told when an event is."""
        return _FIELDS

    def of(self, told: Mapping[str, str], report: Report) -> RowDate:
        """Give when the event of a row is, from its cells by field."""
        if self.in_full and (found := _in_full(told)) is not None:
            return found
        start = self._start(told, report)
        if told.get("end", "").casefold() in STILL and start is not None and start.start and not start.end:
            return self._zoned(ReadDate(f"{start.start}/..", "", start.zone), NO_DATE, texts_of(told), told)
        end = self._end(told, report)
        if start is None:
            return RowDate(text=texts_of(told))
        if self.spread:
            start, end = self._refined(told, start, end, report)
        typed = end is None or start.typed or end.typed
        return self._zoned(start, end or NO_DATE, texts_of(told) if typed else told.get("date_text", ""), told)

    def _zoned(self, start: ReadDate, end: ReadDate, text: str, told: Mapping[str, str]) -> RowDate:
        until = end.end or end.start or start.end
        zone = told.get("zone", "") or start.zone
        if self.zone and not zone and _needs_zone(start.start, until):
            zone = self.zone
        return RowDate(start.start, until, text, zone)

    def _start(self, told: Mapping[str, str], report: Report) -> ReadDate | None:
        if told.get("start"):
            found = self._cell("start", told, report)
            return self._with_clock(found, told.get("time", ""), report) if self.spread else found
        if not self.spread:
            return NO_DATE
        if told.get("earliest") or told.get("latest"):
            return self._bounds(told, report)
        return self._parts("", told, report)

    def _end(self, told: Mapping[str, str], report: Report) -> ReadDate | None:
        if told.get("end"):
            found = self._cell("end", told, report)
            return self._with_clock(found, told.get("end_time", ""), report) if self.spread else found
        return self._parts("end_", told, report) if self.spread else NO_DATE

    def _cell(self, name: str, told: Mapping[str, str], report: Report) -> ReadDate | None:
        text = told[name]
        try:
            return self.columns[name].read(text)
        except DateError as error:
            said = str(error)
            report(said if text in said else _("“{text}”: {problem}").format(text=text[:60], problem=said))
            return None

    def _with_clock(self, found: ReadDate | None, clock: str, report: Report) -> ReadDate | None:
        """Put the time of day that stands in a column of its own behind a day."""
        if found is None or not clock or not found.start or "T" in found.start or found.end:
            return found
        try:
            edtf = f"{found.start}{clock_of(_of_a_day(clock) if self.in_workbook else clock)}"
            When.parse(edtf)
        except DateError as error:
            report(str(error))
            return ReadDate(found.start, "", found.zone, typed=True)
        return ReadDate(edtf, "", found.zone, typed=found.typed)

    def _parts(self, prefix: str, told: Mapping[str, str], report: Report) -> ReadDate | None:
        """Join year, month, day and clock; nulls are parts that are not known."""
        year, month, day, clock = (told.get(f"{prefix}{part}", "") for part in _PARTS)
        if not (year or month or day):
            return NO_DATE
        if not year.strip("0. "):
            report(_("“{text}” is no date: the year is missing.").format(text=f"{month} {day}".strip()[:60]))
            return None
        month, day = (("" if not part.strip("0. ") else part) for part in (month, day))
        try:
            month = str(month_number(month)) if month else ""
            if year.isdigit() and len(year) <= 2 and self.century:
                year = str(self.century + (int(year) - self.century) % 100)
            if _is_plain(year):
                return ReadDate(edtf_of_parts((year, month, day, clock if day else "")))
            return read_date(year, "dmy", self.century)  # “c. 1500”, “44 BC”
        except DateError as error:
            report(str(error))
            return None

    def _bounds(self, told: Mapping[str, str], report: Report) -> ReadDate | None:
        """Give a date that lies somewhere between two."""
        found = [self._cell(name, told, report) if told.get(name) else NO_DATE for name in ("earliest", "latest")]
        earliest, latest = found
        if earliest is None or latest is None:
            return None
        first, last = earliest.start, latest.end or latest.start
        if first == last:
            return ReadDate(first)
        try:
            return ReadDate(When.parse(f"[{first}..{last}]").edtf, typed=True)
        except DateError as error:
            report(str(error))
            return None

    def _refined(
        self, told: Mapping[str, str], start: ReadDate, end: ReadDate | None, report: Report
    ) -> tuple[ReadDate, ReadDate | None]:
        """Apply what a row says of how exact its date is, and of how long the event lasted."""
        try:
            if told.get("precision") and start.start and end is not None:
                start, end = made_as_exact(start, end, told["precision"], self.precision)
            if told.get("duration") and start.start and not start.end and end == NO_DATE:
                end = ReadDate(end_after(start.start, told["duration"], self.unit))
        except DateError as error:
            report(str(error))
        return start, end


def _in_full(told: Mapping[str, str]) -> RowDate | None:
    """Give the date of a row as it stands there; None where it is not EDTF."""
    start, end = told.get("start", ""), told.get("end", "")
    try:
        When.of(start, end)
    except DateError:
        return None
    return RowDate(start, end, told.get("date_text", ""), told.get("zone", ""))


def texts_of(told: Mapping[str, str]) -> str:
    """Give the dates of a row as it has them."""
    first = told.get("date_text") or _together(told, "start", "")
    if not first and (told.get("earliest") or told.get("latest")):
        return " – ".join(filter(None, (told.get("earliest", ""), told.get("latest", ""))))
    return " – ".join(filter(None, (first, _together(told, "end", "end_"))))


def _together(told: Mapping[str, str], whole: str, prefix: str) -> str:
    parts = (told.get(name, "") for name in (whole, *(f"{prefix}{part}" for part in _PARTS)))
    return " ".join(filter(None, parts))


def _of_a_day(clock: str) -> str:
    if not _FRACTION.fullmatch(clock):
        return clock
    minutes, seconds = divmod(round(float(clock) * 86_400), 60)
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}:{seconds:02d}"


def _needs_zone(*dates: str) -> bool:
    return any("T" in each and not _CLOCKS_OFFSET.search(each) for each in dates)


def _is_plain(year: str) -> bool:
    return year.lstrip("+-").replace(".", "", 1).isdigit()


@lru_cache(maxsize=512)
def month_number(text: str) -> int:
    """Give the number of a month that is written as figure or word, in any language that dates are read in."""
    plain = text.strip().removesuffix(".0")
    if plain.isdigit():
        return int(plain)
    edtf = read_typed(f"{text} 2000", strict=True).edtf
    if not re.fullmatch(r"2000-(0[1-9]|1[0-2])", edtf):
        raise DateError(_("“{text}” is no month.").format(text=text[:60]))
    return int(edtf[5:])


@lru_cache(maxsize=512)
def zone_named(text: str) -> str:
    """Give the zone that a cell names as the program knows it; empty where it is none."""
    try:
        found = read_typed(f"2000-01-15 12:00 {text}", strict=True)
    except DateError:
        return ""
    return found.zone or ("UTC" if found.edtf.endswith("Z") else "")
