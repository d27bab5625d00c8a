"""Dates as scripts write and read them: ISO 8601, JavaScript's own text, milliseconds since 1970, years with an era.

What no script says is a day: it writes midnight. So a midnight is a day, where the caller asks for that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import civil_at
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.formats.date_parts import edtf_year
from timeline_app.formats.timelines.entry_parts import edtf_of_text, words_of

if TYPE_CHECKING:
    from timeline_app.formats.literals import LiteralValue

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
_ZONE: Final = r"(?:(?P<named>Z|GMT|UTC?|[ECMP][SD]T)\s*)?(?P<offset>[+-]\d\d:?\d\d)?"
_ERA: Final = r"(?:\s*(?P<era>BCE?|B\.C\.(?:E\.)?|AD|A\.D\.|CE))?"
_YEAR: Final = re.compile(
    rf"(?P<doubt>\?)?\s*(?P<year>-?\d{{1,12}}){_ERA}\s*(?P<doubted>\?)?", re.ASCII | re.IGNORECASE
)
_ISO: Final = re.compile(
    r"(?P<year>[+-]?\d{4}|[+-]\d{5,9})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?)"
    rf"(?:[T ]\s*{_CLOCK}\s*{_ZONE})?)?)?{_ERA}",
    re.ASCII | re.IGNORECASE,
)
_BASIC: Final = re.compile(
    r"(?P<year>-?\d{4})(?P<month>\d\d)(?P<day>\d\d)?(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<named>Z)?)?",
    re.ASCII,
)
_BASIC_CLOCK: Final = re.compile(r"\dT\d", re.ASCII)
_BASIC_DAY: Final = re.compile(r"[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T\d{4}(?:\d\d)?Z?)?", re.ASCII)
_MONTH: Final = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WRITTEN: Final = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s+)??(?:{_MONTH}(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+(?P<year>-?\d{{1,6}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH.replace('name', 'name2')},?[\s-]+(?P<year2>-?\d{{1,6}})){_ERA}"
    rf"(?:,?\s+{_CLOCK}\s*(?P<half>[ap]m)?)?\s*{_ZONE}(?:\s*\([^)]*\))?",
    re.ASCII | re.IGNORECASE,
)
_AMERICAN: Final = {"EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00",
                    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00"}  # fmt: skip
_SHORTEST_YEAR: Final = 3
_LEAST_MILLISECONDS: Final = 10_000_000
"""Numbers below are years: they have up to seven figures."""
_MOST_MILLISECONDS: Final = 8_640_000_000_000_000
"""What a date of JavaScript can hold."""


def is_midnight(value: LiteralValue) -> bool:
    """Tell whether a date has a clock time and that shows midnight, or has none."""
    text = words_of(value)
    if ":" not in text:
        return _BASIC_CLOCK.search(text) is None
    found = _parts(text)
    return found is not None and not any(int(found.get(name) or 0) for name in ("hour", "minute", "second"))


def edtf_of_script(value: LiteralValue, *, as_day: bool = False, basic: bool = False) -> str:
    """Read a date; raise DateError, which quotes it, where it is none.

    `as_day` leaves the clock out; `basic` allows ISO 8601 without dashes, whose 196105 is else a year.
    """
    text = words_of(value)
    if not text:
        return ""
    if isinstance(value, int | float) and abs(value) >= _LEAST_MILLISECONDS:
        return _of_milliseconds(value)
    year = _YEAR.fullmatch(text)
    is_basic = basic or _BASIC_DAY.fullmatch(text) is not None
    if is_basic and (found := _BASIC.fullmatch(text)) is not None:
        return _edtf(text, found.groupdict(), as_day=as_day)
    if year is not None:
        doubt = "?" if year["doubt"] or year["doubted"] else ""
        return _checked(text, edtf_year(_astronomical(int(year["year"]), year["era"])) + doubt)
    parts = _parts(text)
    if parts is not None:
        return _edtf(text, parts, as_day=as_day)
    try:
        return edtf_of_text(text, "mdy")  # as scripts have it
    except DateError:
        return edtf_of_text(text, "dmy")


def _parts(text: str) -> dict[str, str | None] | None:
    if (found := _ISO.fullmatch(text)) is not None:
        return found.groupdict()
    if (found := _WRITTEN.fullmatch(text)) is None:
        return None
    parts = found.groupdict()
    name = (parts["name"] or parts["name2"] or "")[:3].lower()
    year = parts["year"] or parts["year2"] or ""
    if len(year.lstrip("-")) < _SHORTEST_YEAR and not parts["era"]:
        return None  # “May 20” says no year
    return parts | {"year": year, "month": str(_MONTHS.index(name) + 1), "day": parts["day"] or parts["day2"]}


def _edtf(text: str, parts: dict[str, str | None], *, as_day: bool) -> str:
    edtf = edtf_year(_astronomical(int(parts["year"] or 0), parts.get("era")))
    edtf += "".join(f"-{int(part):02d}" for part in (parts["month"], parts["day"]) if part)
    if not as_day and parts["day"] and (hour := parts.get("hour")):
        half = (parts.get("half") or "").lower()
        at = int(hour) % 12 + 12 * (half == "pm") if half else int(hour)
        edtf += f"T{at:02d}:{parts['minute']}:{parts['second'] or '00'}{_offset(parts)}"
    return _checked(text, edtf)


def _offset(parts: dict[str, str | None]) -> str:
    named, offset = (parts.get("named") or "").upper(), parts.get("offset") or ""
    if offset:
        offset = offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
        return "Z" if offset[1:] == "00:00" else offset
    return _AMERICAN.get(named, "Z") if named else ""


def _astronomical(year: int, era: str | None) -> int:
    return 1 - year if era and era[0] in "Bb" else year


def _checked(text: str, edtf: str) -> str:
    try:
        When.parse(edtf)
    except DateError as error:
        raise DateError(_("“{text}”: {problem}").format(text=text[:60], problem=error)) from error
    return edtf


def _of_milliseconds(value: float) -> str:
    if not abs(value) <= _MOST_MILLISECONDS:
        raise DateError(_("“{text}” is no date.").format(text=str(value)[:60]))
    seconds = int(value // 1000)
    at = civil_at(seconds)
    edtf = f"{edtf_year(at.year)}-{at.month:02d}-{at.day:02d}"
    clock = seconds % 86_400
    time = f"T{clock // 3600:02d}:{clock // 60 % 60:02d}:{clock % 60:02d}Z" if clock else ""
    return _checked(str(value), edtf + time)
