"""The columns of a table: which field of an event each one is, and how its dates are read.

Dates are read with one order of day and month for all rows of a column; the report says which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


FIELDS: Final = (
    "id", "external_id", "title", "start", "end", "date_text", "zone", "status", "category", "importance", "actors",
    "place", "latitude", "longitude", "tags", "summary", "notes", "source_url", "source_title", "publisher",
)  # fmt: skip
"""What a column can be mapped to; also the header of a table that this program writes, in this order."""

_ALSO_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id",),
    "external_id": ("external id", "uid", "key", "event id", "event_id", "eventid", "data_id", "event_id_cnty"),
    "title": (
        "title", "headline", "name", "label", "event", "subject", "what", "назва", "подія", "название",
        "событие", "titel",
    ),
    "start": (
        "start", "date", "start date", "date start", "started at", "begin", "when", "from", "day", "event date",
        "date_start", "hdate", "datetime", "timestamp", "дата", "початок", "начало", "datum", "beginn", "year",
    ),
    "end": ("end", "end date", "date end", "finished at", "until", "to", "hdate end", "кінець", "конец", "ende"),
    "date_text": ("date text", "original date", "date as written"),
    "zone": ("zone", "time zone", "timezone", "tz"),
    "status": ("status", "статус"),
    "category": ("category", "type", "kind", "group", "event type", "категорія", "категория", "kategorie"),
    "importance": ("importance", "weight", "priority"),
    "actors": ("actors", "actor", "who", "people", "participants", "учасники", "участники", "akteure"),
    "place": ("place", "location", "where", "city", "oblast", "asciiname", "місце", "место", "ort"),
    "latitude": ("latitude", "lat", "широта"),
    "longitude": ("longitude", "lon", "lng", "long", "довгота", "долгота"),
    "tags": ("tags", "tag", "keywords", "labels"),
    "summary": ("summary", "description", "text", "details", "body", "опис", "описание", "beschreibung"),
    "notes": ("notes", "note", "comment", "comments", "precision note"),
    "source_url": ("source url", "url", "link", "source urls", "source_urls", "посилання", "ссылка"),
    "source_title": ("source", "source title", "sources", "citation", "джерело", "источник", "quelle"),
    "publisher": ("publisher", "outlet", "media"),
}  # fmt: skip


def fields_named(row: Sequence[str], asked: Mapping[str, str]) -> int:
    """Count the fields of events that a row names as columns; 0 where it names no title."""
    try:
        return len(mapping_of(row, asked))
    except FormatError:
        return 0


def mapping_of(header: Sequence[str], asked: Mapping[str, str]) -> dict[str, int]:
    """Give the column of each field: first what was asked for (column to field), then what names suggest.

    A column that was asked to be no field is none.
    """
    found: dict[str, int] = {}
    none: set[int] = set()
    places = {fold(name.strip()): index for index, name in reversed(list(enumerate(header)))}
    for column, field in asked.items():
        if field and field not in FIELDS:
            raise FormatError(
                _("There is no field “{field}” to map a column to. The fields are: {fields}.").format(
                    field=field, fields=", ".join(FIELDS)
                )
            )
        if fold(column.strip()) not in places:
            raise FormatError(
                _("The table has no column “{column}”. Its columns are: {columns}.").format(
                    column=column, columns=on_one_line(", ".join(filter(None, header))[:500])
                )
            )
        if field:
            found[field] = places[fold(column.strip())]
        else:
            none.add(places[fold(column.strip())])
    taken = {*found.values(), *none}
    for field, names in _ALSO_CALLED.items():
        plain = (places.get(name) if (name := each) in places else places.get(each.replace(" ", "_")) for each in names)
        column_at = next((index for index in plain if index is not None and index not in taken), None)
        if field not in found and column_at is not None:
            found[field] = column_at
            taken.add(column_at)
    if "title" not in found:
        raise FormatError(
            _(
                "No column can be told to be the title; map one to it, as in “Headline=title”. There are: {columns}."
            ).format(columns=on_one_line(", ".join(filter(None, header))[:500]))
        )
    return found


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
_LONGEST_DATE: Final = 200
"""Letters; what is longer is none, and would be searched for very long."""


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
    if len(text) > _LONGEST_DATE:
        return False
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return False
    hour = int(match["hour"]) % 12 if (match["half"] or "P")[0] in "Aa" else int(match["hour"])
    return not (hour or int(match["minute"]) or int(match["second"] or 0) or int(match["part"] or 0))


def day_of(text: str) -> str:
    """Give a cell without its clock time."""
    match = _CLOCK.fullmatch(text.strip()) if len(text) <= _LONGEST_DATE else None
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
