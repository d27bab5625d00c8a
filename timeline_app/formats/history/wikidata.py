"""The answers of Wikidata to a query, as JSON or CSV: an event for each item, in as many rows as it stands.

Wikidata writes 1914-01-01T00:00:00Z for 1914. Where the answer has a precision it is gone by; where it has none, the
first of January stays a year, midnight a day, and the text is kept beside the date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.dates.when import When
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.opening import open_table
from timeline_app.formats.timelines.entry_parts import address_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions

    Row = Mapping[str, str]

ENTITY: Final = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q\d+)")
_STAMP: Final = re.compile(r"([+-]?\d{1,11})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z?", re.ASCII)
_POINT: Final = re.compile(r"Point\((-?[\d.]+(?:[Ee]-?\d+)?) (-?[\d.]+(?:[Ee]-?\d+)?)\)", re.IGNORECASE)
_PRECISION: Final = re.compile(r"precision", re.IGNORECASE)
_ENDS: Final = re.compile(r"end|until|dissol|abolish|death|died|finish|stop|closed|to$", re.IGNORECASE)
_STARTS: Final = re.compile(
    r"start|begin|from|incept|founded|birth|born|pointintime|^date$|^time$|^when$|opened", re.IGNORECASE
)
_PLACES: Final = re.compile(r"place|location|city|country|where", re.IGNORECASE)
_KINDS: Final = re.compile(r"type|class|instance|kind|genre", re.IGNORECASE)
_ACTORS: Final = re.compile(
    r"participant|actor|combatant|belligerent|person|people|perpetrator|victim|commander", re.IGNORECASE
)
_YEAR, _MONTH, _DAY = 9, 10, 11


def is_wikidata_header(header: Sequence[str], text: str) -> bool:
    """Tell whether a table is the answer to a query: names of variables, and below them items and stamps."""
    names = [name.strip() for name in header]
    if len(names) < 2 or not all(re.fullmatch(r"\w{1,60}", name) for name in names):
        return False
    return bool(ENTITY.search(text) and _STAMP.search(text))


def is_wikidata_json(value: object) -> bool:
    """Tell whether JSON, as far as it was read, is the answer to a query."""
    if isinstance(value, dict):
        head, results = value.get("head"), value.get("results")
        return isinstance(head, dict) and isinstance(head.get("vars"), list) and isinstance(results, dict)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return any(isinstance(each, str) and ENTITY.match(each) for each in value[0].values())
    return False


def read_wikidata(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the answer at `path`; raise FormatError where it has no items with dates."""
    notes: list[str] = []
    rows = list(_rows_of(path, options, notes))
    columns = _Columns.of([row for _number, row in rows])
    if columns is None:
        words = _("“{name}” is no answer of Wikidata with items and dates.")
        raise FormatError(words.format(name=path.name))
    reading = FileReading("wikidata", iter(()), notes=notes, columns=tuple(columns.names))
    return replace(reading, drafts=_drafts(_items(rows, columns), columns, reading))


def _rows_of(path: Path, options: ReadOptions, notes: list[str]) -> Iterator[tuple[int, Row]]:
    """Give the rows with the names of their columns, from JSON or from a table."""
    with open_bytes(path) as file:
        is_json = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    if not is_json:
        table = open_table(path, _names_in, options)
        notes.extend(table.notes)
        names = [name.strip() for name in table.header]
        for number, cells in table.rows():
            yield number, {name: cell.strip() for name, cell in zip(names, cells, strict=False) if cell.strip()}
        return
    value: Any = value_of(path)
    if isinstance(value, dict):
        results = value.get("results")
        value = results.get("bindings") if isinstance(results, dict) else None
    for number, row in enumerate(value if isinstance(value, list) else [], 1):
        if isinstance(row, dict):
            yield number, {str(name): text for name, cell in row.items() if (text := _text(cell))}


def _names_in(row: Sequence[str]) -> int:
    """Count the names of a header: Wikidata's are words, and all of its cells are names or none is."""
    return len(row) if all(re.fullmatch(r"\w{1,60}", name.strip()) for name in row) else 0


def _text(cell: Any) -> str:
    if isinstance(cell, dict):
        cell = cell.get("value")
    return str(cell).strip() if isinstance(cell, str | int | float) and not isinstance(cell, bool) else ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column is what, by names and by what stands in them."""

    names: tuple[str, ...]
    item: str
    title: str
    start: str
    end: str = ""
    summary: str = ""
    place: str = ""
    point: str = ""
    kind: str = ""
    actors: tuple[str, ...] = ()
    precisions: Mapping[str, str] = field(default_factory=dict)
    """Of a column of dates the column with their precision."""

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Columns | None:
        """Find them; None where there is no item or no date."""
        names = tuple(dict.fromkeys(name for row in rows[:2_000] for name in row))
        values = {name: [row[name] for row in rows[:2_000] if name in row][:200] for name in names}
        items = [name for name in names if _most(values[name], ENTITY)]
        dates = [name for name in names if _most(values[name], _STAMP)]
        if not items or not dates:
            return None
        item = next((name for name in items if f"{name}Label" in names), items[0])
        texts = [name for name in names if name not in {*items, *dates}]
        starts = [name for name in dates if _STARTS.search(name) and not _ENDS.search(name)]
        start = next(iter(starts), "") or next((name for name in dates if not _ENDS.search(name)), dates[0])
        others = [name for name in texts if name.endswith("Label") and name != f"{item}Label"]
        return cls(
            names,
            item,
            next((name for name in (f"{item}Label", "label", "name", "title", "itemLabel") if name in texts), ""),
            start,
            next((name for name in dates if name != start and _ENDS.search(name)), ""),
            next((name for name in texts if "description" in name.lower()), ""),
            next((name for name in others if _PLACES.search(name)), ""),
            next((name for name in texts if _most(values[name], _POINT)), ""),
            next((name for name in others if _KINDS.search(name)), ""),
            tuple(name for name in others if _ACTORS.search(name)),
            _precisions(names, dates),
        )


def _most(values: Sequence[str], form: re.Pattern[str]) -> bool:
    return bool(values) and sum(bool(form.match(each)) for each in values) * 2 > len(values)


def _precisions(names: Sequence[str], dates: Sequence[str]) -> dict[str, str]:
    """Find the column of precision for each column of dates: by its name, or the only one."""
    found = [name for name in names if _PRECISION.search(name)]
    made = {}
    for date in dates:
        own = next((name for name in found if date.lower() in name.lower() or _bare(name) in date.lower()), "")
        if own or (len(found) == 1 and len(dates) == 1):
            made[date] = own or found[0]
    return made


def _bare(name: str) -> str:
    return _PRECISION.sub("", name).strip("_").lower() or "\0"


@dataclass(slots=True)
class _Item:
    """An item at one date, with all that its rows say."""

    row: int
    told: dict[str, list[str]]

    def first(self, name: str) -> str:
        return next(iter(self.told.get(name, ())), "")

    def take(self, row: Row) -> None:
        for name, text in row.items():
            known = self.told.setdefault(name, [])
            if text not in known:
                known.append(text)


def _items(rows: Sequence[tuple[int, Row]], columns: _Columns) -> list[_Item]:
    """Unite the rows of one item and one date: a query gives one for each pair of what it asks for."""
    found: dict[tuple[str, ...], _Item] = {}
    for number, row in rows:
        key = tuple(row.get(name, "") for name in (columns.item, columns.start, columns.end) if name)
        item = found.get(key) if key[0] else None
        if item is None:
            item = _Item(number, {})
            found[key if key[0] else (str(number),)] = item
        item.take(row)
    return list(found.values())


def _drafts(items: list[_Item], columns: _Columns, reading: FileReading) -> Iterator[Draft]:
    seen: dict[str, int] = {}
    years = 0
    for item in items:
        match = ENTITY.match(item.first(columns.item))
        name = match[1] if match else ""
        seen[name] = seen.get(name, 0) + 1
        own = f"{name} {item.first(columns.start)}".strip() if seen[name] > 1 else name
        draft, is_year = _draft(item, columns, reading, own)
        years += is_year
        yield draft
    if years:
        words = ngettext(
            "{n} first of January was read as a year, as Wikidata writes years.",
            "{n} dates on a first of January were read as years, as Wikidata writes years.",
            years,
        )
        reading.notes.append(words.format(n=years))


def _draft(item: _Item, columns: _Columns, reading: FileReading, own_id: str) -> tuple[Draft, bool]:
    start, start_text, is_year = _date(item, columns, columns.start, reading)
    end, end_text, _is_year = _date(item, columns, columns.end, reading) if columns.end else ("", "", False)
    address = item.first(columns.item)
    title = on_one_line(item.first(columns.title)) or own_id or _("Event without a title")
    point = _POINT.search(item.first(columns.point)) if columns.point else None
    longitude, latitude = (float(point[1]), float(point[2])) if point else (None, None)
    said = [text for texts in item.told.values() for text in texts]
    links = [text for text in said if address_of(text) and "wikidata.org" not in text]
    used = {
        columns.item, columns.title, columns.start, columns.end, columns.summary, columns.place, columns.kind,
        *columns.actors, *(columns.point if point else "",), *(columns.precisions.get(columns.start, ""),),
    }  # fmt: skip
    notes = [
        f"{name}: {'; '.join(rest)}"
        for name, texts in item.told.items()
        if name not in used and (rest := [text for text in texts if text not in links])
    ]
    # Of what has one place here, and several there, the others are kept too.
    for name in (columns.place, columns.kind, columns.summary):
        notes += [f"{name}: {'; '.join(item.told[name][1:])}"] if len(item.told.get(name, ())) > 1 else []
    sources = [DraftSource(title=title, publisher="Wikidata", url=address)] if address_of(address) else []
    sources += [DraftSource(title=link, url=link) for link in dict.fromkeys(links)]
    return Draft(
        title=title,
        start=start,
        end=end,
        date_text=" – ".join(filter(None, (start_text, end_text))),
        category=item.first(columns.kind),
        actors=tuple(dict.fromkeys(text for name in columns.actors for text in item.told.get(name, ()))),
        place=item.first(columns.place),
        latitude=latitude,
        longitude=longitude,
        summary=item.first(columns.summary),
        notes="\n".join(notes),
        external_id=own_id,
        sources=tuple(sources),
        row=item.row,
    ), is_year


def _date(item: _Item, columns: _Columns, name: str, reading: FileReading) -> tuple[str, str, bool]:
    """Read a date to its precision; give the text too where that is not told, and whether it was taken for a year."""
    text = item.first(name)
    if not text:
        return "", "", False
    match = _STAMP.fullmatch(text)
    precision = item.first(columns.precisions[name]) if name in columns.precisions else ""
    try:
        edtf, is_year = _edtf(match, text, int(precision) if precision.isdecimal() else 0)
        When.parse(edtf)
    except DateError as error:
        told = _("{problem} It was kept as text.").format(problem=error)
        reading.report(item.row, told, unread_date=True)
        return "", text, False
    return edtf, text if is_year else "", is_year


def _edtf(match: re.Match[str] | None, text: str, precision: int) -> tuple[str, bool]:
    """Give a stamp as EDTF; years count as astronomers do there, -0043 is 44 BC."""
    if match is None:
        raise DateError(_("“{text}” is no date.").format(text=text[:60]))
    number = int(match[1])
    year = f"{'-' if number < 0 else ''}{abs(number):04d}" if abs(number) <= 9_999 else f"Y{number}"
    clock = ":".join((match[4], match[5], match[6]))
    guessed = not precision and match[2] == "01" and match[3] == "01" and clock == "00:00:00"
    if guessed or precision == _YEAR or match[2] == "00":
        return year, guessed
    if precision == _MONTH or match[3] == "00":
        return f"{year}-{match[2]}", False
    if precision and precision < _YEAR:  # a decade, a century, thousands of years
        return f"{year}S{max(1, len(str(abs(number))) - (_YEAR - precision))}" if number else year, False
    day = f"{year}-{match[2]}-{match[3]}"
    return (day if precision == _DAY or clock == "00:00:00" else f"{day}T{clock}Z"), False
