"""Dates of a table's column, read with one order of day and month for all rows; the report says which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.domain.dates.parsing import read_typed

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["dmy", "mdy", "ymd"]

_SHOWN_PROOFS: Final = 3
_NUMBERS: Final = re.compile(r"\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})\b")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_COMPACT: Final = re.compile(r"(1\d|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", re.ASCII)

_CLOCK: Final = re.compile(
    r"(?P<day>.*\d.*?)[T ,]\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<part>\d+))?)?"
    r"\s*(?P<half>[AP]\.?M\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?P<era>\s+B\.?C\.?(?:E\.?)?)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
"""A date with a clock time behind it."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date of a cell, as EDTF."""

    start: str
    end: str = ""
    zone: str = ""
    typed: bool = False
    """Whether it was understood from words rather than copied, so that the words are worth keeping."""


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """The order of day and month of a column, and the cells that bear on it, each with its row."""

    order: Order
    found: Literal["asked", "proved", "usual"]
    """Whether a person chose it, its cells prove it, or it is the usual one since nothing does."""
    proof: tuple[tuple[int, str], ...] = ()
    """Cells that can be read in this order only."""
    against: tuple[tuple[int, str], ...] = ()
    """Cells that cannot be read in it."""
    matters: bool = False
    """Whether a cell would be another date in another order."""


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
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return False
    hour = int(match["hour"]) % 12 if (match["half"] or "P")[0] in "Aa" else int(match["hour"])
    return not (hour or int(match["minute"]) or int(match["second"] or 0) or int(match["part"] or 0))


def day_of(text: str) -> str:
    """Give a cell without its clock time."""
    match = _CLOCK.fullmatch(text.strip())
    return f"{match['day'].rstrip(' ,')}{match['era'] or ''}" if match is not None else text


def read_date(text: str, order: Order) -> ReadDate:
    """Read a cell; raise DateError when it cannot be understood."""
    text = text.strip()
    if not text:
        return ReadDate("")
    match = _ISO.fullmatch(text)
    if match is not None:
        return _iso(text, match)
    if _COMPACT.fullmatch(text):
        return _typed(f"{text[:4]}-{text[4:6]}-{text[6:]}", order)
    return _typed(text, order)


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
    typed = read_typed(text, order=order, strict=True)
    edtf = typed.edtf
    start, slash, end = edtf.partition("/")
    plain = slash and start not in {"", ".."} and end not in {"", ".."} and edtf[0] not in "[{"
    verbatim = edtf == text
    return ReadDate(start, end, typed.zone, not verbatim) if plain else ReadDate(edtf, "", typed.zone, not verbatim)
