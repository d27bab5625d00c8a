"""The dates in the cells of a column: their order of day and month, counts since an epoch, forms of many programs.

Dates are read in one way for all rows of a column; the report says in which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.errors import DateError
from timeline_app.formats.reading import ColumnOrder, Order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SHOWN_PROOFS: Final = 3
_NUMBERS: Final = re.compile(r"\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})\b")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_COMPACT: Final = re.compile(r"(1\d|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", re.ASCII)
_NO_PARTS: Final = re.compile(r"(\d{4})[-/.](\d\d)[-/.]00(?:[T ]00:00(?::00)?(?:\.0+)?Z?)?", re.ASCII)
"""What databases write where month or day are not known: 1905-00-00, and 0000-00-00 for no date."""
_BEFORE_CHRIST: Final = re.compile(r"-(\d{1,3})", re.ASCII)
_SHORT_YEAR: Final = re.compile(r"\d{3}", re.ASCII)
_BARE_YEAR: Final = re.compile(r"-?\d{1,4}(?:\.0+)?", re.ASCII)
_TWO_FIGURES: Final = re.compile(
    r"(?P<before>\d{1,2}[./-]\d{1,2}[./-]|[^\W\d_]{3,}\.?[- ]|['’])(?P<year>\d\d)(?![\d.:/-])"
)
"""A date that ends in a year of two figures: 24.02.22, 24-Feb-22, Feb ’22."""
_DAY_MONTH_YEAR: Final = re.compile(r"(\d{1,2})-([^\W\d_]{3,9})-(\d\d)\b")
_MONTH_YEAR: Final = re.compile(r"([^\W\d_]{3,9})[-’'](\d{4}|\d\d)")
_EARLY_YEARS: Final = re.compile(r"(?:[^\W\d_]+\.?\s*){1,2}\d{1,4}(?:\s*(?:[^\W\d_]+|[-–—])\s*\d{1,4})?")
"""Between 25 and 220, before 220: years of one to three figures among words."""
_WITHIN_YEAR: Final = re.compile(r"(\d{1,4}),?\s+((?:after|before|nach|vor|після|после|до)\s.+)", re.IGNORECASE)
_CLOCK: Final = re.compile(
    r"(?P<day>.*\d.*?)[T ,]\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d+))?)?"
    r"\s*(?P<half>[AP]\.?M\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?P<era>\s+B\.?C\.?(?:E\.?)?)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
"""A date with a clock time behind it."""
_LONGEST_DATED: Final = 200
"""Letters; what is longer is none, and would be searched for very long."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date of a cell, as EDTF."""

    start: str
    end: str = ""
    zone: str = ""
    typed: bool = False
    """Whether it was understood from words rather than copied, so that the words are worth keeping."""


NO_DATE: Final = ReadDate("")
STILL: Final = frozenset(
    {"ongoing", "present", "now", "still going on", "..", "досі", "донині", "по сей день", "heute", "today", "to date",
     "триває", "до сьогодні", "дотепер", "до сих пор", "по настоящее время", "продолжается", "andauernd", "laufend",
     "bis heute", "current", "…", "continuing"}
)  # fmt: skip
"""What stands in a column of ends for what still goes on."""


def order_of(cells: Iterable[tuple[int, str]], usual: Order, asked: Order | None = None) -> ColumnOrder:
    """Settle the order of day and month of a column by its cells, unless a person chose it."""
    proofs: dict[Order, list[tuple[int, str]]] = {"dmy": [], "mdy": []}
    proved: set[Order] = set()
    matters = False
    for row, value in cells:
        match = _NUMBERS.match(value)
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        matters |= first <= 12 and second <= 12 and first != second
        if (first > 12) != (second > 12):
            shows: Order = "dmy" if first > 12 else "mdy"
            proved.add(shows)
            if len(proofs[shows]) < _SHOWN_PROOFS:
                proofs[shows].append((row, value))
    found: Literal["asked", "proved", "usual"] = "asked" if asked else "proved" if len(proved) == 1 else "usual"
    order = asked or (proved.pop() if found == "proved" else usual)
    against = [cell for other, cells in proofs.items() if other != order for cell in cells]
    return ColumnOrder(order, found, tuple(proofs.get(order, ())), tuple(against), matters)


def clock_is_midnight(text: str) -> bool | None:
    """Tell whether the clock time of a cell is midnight; None for a cell without one."""
    if ":" not in text:
        return None
    if len(text) > _LONGEST_DATED:
        return False
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return False
    hour = int(match["hour"]) % 12 if (match["half"] or "P")[0] in "Aa" else int(match["hour"])
    return not (hour or int(match["minute"]) or int(match["second"] or 0) or int(match["part"] or 0))


def day_of(text: str) -> str:
    """Give a cell without its clock time."""
    match = _CLOCK.fullmatch(text.strip()) if len(text) <= _LONGEST_DATED else None
    return f"{match['day'].rstrip(' ,')}{match['era'] or ''}" if match is not None else text


def read_date(text: str, order: Order, century: int = 0) -> ReadDate:
    """Read a cell; raise DateError when it cannot be understood."""
    text = text.strip()
    if not text:
        return NO_DATE
    match = _ISO.fullmatch(text)
    if match is not None and text[5:7] != "00" != text[8:10]:
        return _iso(text, match)
    if _COMPACT.fullmatch(text):
        return _typed(f"{text[:4]}-{text[4:6]}-{text[6:]}", order)
    return _typed(with_century(text, century) if century else text, order)


def _iso(text: str, match: re.Match[str]) -> ReadDate:
    """Spell what databases write as EDTF does; fractions of seconds have no place on the axis."""
    clock, offset = match[1], match[2] or ""
    if clock is None:
        return ReadDate(text)
    if offset and offset != "Z":
        offset = offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
        offset = "Z" if offset in {"+00:00", "-00:00"} else offset
    return ReadDate(f"{text[:10]}T{clock}{offset}")


@lru_cache(maxsize=8_192)
def _typed(text: str, order: Order) -> ReadDate:
    if (plain := _of_databases(text)) is not None:
        return ReadDate(plain, "", "", plain != text)
    try:
        typed = read_typed(text, order=order, strict=True)
    except DateError:
        if (other := _otherwise(text)) is None:
            raise
        return _within_year(*other, order) if isinstance(other, tuple) else _in_words(_typed(other, order))
    edtf = typed.edtf
    start, slash, end = edtf.partition("/")
    plainly = slash and start not in {"", ".."} and end not in {"", ".."} and edtf[0] not in "[{"
    verbatim = edtf == text
    return ReadDate(start, end, typed.zone, not verbatim) if plainly else ReadDate(edtf, "", typed.zone, not verbatim)


def _in_words(found: ReadDate) -> ReadDate:
    """Give a date as one that was understood from words."""
    return ReadDate(found.start, found.end, found.zone, typed=True)


def _of_databases(text: str) -> str | None:
    """Spell years and days that programs write otherwise than people; None for what is read as typed."""
    if (parts := _NO_PARTS.fullmatch(text)) is not None:
        year, month = parts.groups()
        return "" if year == "0000" else year if month == "00" else f"{year}-{month}"
    if (before := _BEFORE_CHRIST.fullmatch(text)) is not None:  # four figures are EDTF's own, which knows a year 0
        year = int(before[1]) - 1
        return f"-{year:04d}" if year else "0000"
    return f"0{text}" if _SHORT_YEAR.fullmatch(text) else None


def _otherwise(text: str) -> str | tuple[str, str] | None:
    """Give a text that was not understood as it can be, or the year and the words about it in two."""
    if match := _DAY_MONTH_YEAR.match(text):
        return f"{match[1]} {match[2]} '{match[3]}{text[match.end() :]}"
    if match := _MONTH_YEAR.fullmatch(text):
        return f"{match[1]} {match[2]}" if match[2][2:] else f"{match[1]} '{match[2]}"
    if match := _WITHIN_YEAR.fullmatch(text):
        return f"{int(match[1]):04d}", match[2]
    if _EARLY_YEARS.fullmatch(text) and re.search(r"\d{3}", text) and not re.search(r"[^\W\d_]\s*$", text):
        changed = re.sub(r"\b\d{1,3}\b", lambda match: f"{match[0]} AD", text)
        return changed if changed != text else None
    return None


def _within_year(year: str, words: str, order: Order) -> ReadDate:
    """Read “871 after 15 Apr 871”: later in that year; a limit of another year adds nothing to it."""
    limit = _typed(words, order).start
    first, dots, last = limit.strip("[]").partition("..")
    if dots and first.startswith(f"{year}-") and not last:
        return ReadDate(f"[{first}..{year}-12-31]", typed=True)
    if dots and last.startswith(f"{year}-") and not first:
        return ReadDate(f"[{year}-01-01..{last}]", typed=True)
    raise DateError(words)


def with_century(text: str, first: int) -> str:
    """Complete a year of two figures at the end of a date, in the hundred years from `first` on."""

    def completed(match: re.Match[str]) -> str:
        figures = int(match["year"])
        before = match["before"].rstrip("'’")
        before = before[:-1] + " " if before.endswith("-") and not before[0].isdigit() else before
        return f"{before}{first + (figures - first) % 100}"

    return _TWO_FIGURES.sub(completed, text, count=1)


# --- columns of numbers -----------------------------------------------------------------------------------------------

Count: TypeAlias = Literal["", "serial", "year", "s", "ms", "us", "ns"]
_COUNT: Final = re.compile(r"(\d+)(?:\.\d*)?(?:E\+\d+)?", re.ASCII)
_SERIALS: Final = (15_000.0, 80_000.0)
"""From 1941 to 2119; what lies outside is more likely no date."""
_SINCE: Final[Mapping[Count, tuple[int, int]]] = {"s": (8, 10), "ms": (11, 13), "us": (14, 16), "ns": (17, 19)}
_PER_SECOND: Final[Mapping[Count, int]] = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_SPREADSHEET_EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FEW: Final = 20


def count_of(cells: Sequence[str]) -> Count:
    """Tell what the numbers of a column count; nothing where a cell is no number, or they are none of these.

    They are days of a spreadsheet ("serial"), years, or parts of seconds since 1970.
    """
    texts = [each.strip() for each in cells if each.strip()]
    if not texts:
        return ""
    if all(map(_BARE_YEAR.fullmatch, texts)):
        return "year" if any(len(each.partition(".")[0].lstrip("-")) > 2 for each in texts) else ""
    if not all(map(_COUNT.fullmatch, texts)):  # which the first cell of most columns tells
        return ""
    numbers = [match[1] for match in map(_COUNT.fullmatch, texts) if match]
    if all(_SERIALS[0] <= float(each) < _SERIALS[1] for each in texts):
        return "serial"
    if all(map(_COMPACT.fullmatch, texts)):
        return ""
    longest = max(map(len, numbers))
    unit: Count = next((unit for unit, (least, most) in _SINCE.items() if least <= longest <= most), "")
    return unit if unit and all(len(each) >= _SINCE[unit][0] for each in numbers if int(each)) else ""


def is_bare_year(text: str) -> bool:
    """Tell whether a cell is a year and nothing else."""
    return _BARE_YEAR.fullmatch(text.strip()) is not None


def read_count(text: str, unit: Count) -> ReadDate | None:
    """Read a number of a column that counts, 0 being no date; None for what is no such number."""
    text = text.strip()
    if unit == "year":
        if not _BARE_YEAR.fullmatch(text):
            return None
        year = int(float(text))
        return ReadDate(f"{year:04d}" if year >= 0 else f"-{-year - 1:04d}" if year < -1 else "0000")
    if not _COUNT.fullmatch(text):
        return None
    if unit == "serial" and not _SERIALS[0] <= float(text) < _SERIALS[1]:
        return None
    try:
        if unit == "serial":
            moment = _SPREADSHEET_EPOCH + timedelta(seconds=round(float(text) * 86_400))
            return ReadDate(moment.date().isoformat() if float(text).is_integer() else f"{moment:%Y-%m-%dT%H:%M:%S}")
        seconds = int(text) // _PER_SECOND[unit] if text.isdigit() else int(float(text) / _PER_SECOND[unit])
        moment = _EPOCH + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return None
    return ReadDate(f"{moment:%Y-%m-%dT%H:%M:%S}Z") if seconds else NO_DATE


# --- what a column looks like -----------------------------------------------------------------------------------------

_CLOCK_ALONE: Final = re.compile(
    r"\d{1,2}[:.h]\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[AP]\.?M\.?)?\s*(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?|\d{1,2}\s*[AP]\.?M\.?",
    re.ASCII | re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"\d")
_LONGEST_DATE: Final = 60


def looks_like_clock(text: str) -> bool:
    """Tell whether a cell is a time of day alone."""
    return bool(_CLOCK_ALONE.fullmatch(text.strip()))


@lru_cache(maxsize=8_192)
def looks_like_date(text: str) -> bool:
    """Tell whether a cell can be a date, in whichever order of day and month; a bare number is none."""
    text = text.strip().removeprefix("'")
    if text.casefold() in STILL:
        return True
    if not text or len(text) > _LONGEST_DATE or not _FIGURE.search(text) or looks_like_clock(text):
        return False
    for order in ("dmy", "mdy"):
        try:
            return bool(read_date(text, order).start) or bool(_NO_PARTS.fullmatch(text))
        except DateError:
            continue
    return False


def share_of_dates(cells: Sequence[str]) -> float:
    """Give the share of a column's first cells that are dates, of those that are filled."""
    filled = [each for each in cells if each.strip()][:_FEW]
    if not filled:
        return 0.0
    if count_of(filled):
        return 1.0
    return sum(map(looks_like_date, filled)) / len(filled)
