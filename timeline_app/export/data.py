"""Write events as data: a table for a spreadsheet, or the project's own JSON, which loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from timeline_app.document.filter.selecting import during_mask
from timeline_app.document.records import reading_records
from timeline_app.domain.query.dates import span_on_clocks
from timeline_app.export.saving import replacing
from timeline_app.formats.own_json import write_json
from timeline_app.formats.tables.csv_table import Names, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.document.records import RecordReader
    from timeline_app.domain.records import Actor, Category, Place, Tag

_CHUNK: Final = 2000

ListedT = TypeVar("ListedT", "Category", "Actor", "Place", "Tag")


@dataclass(frozen=True, slots=True)
class DataOptions:
    """What to write, and for whom."""

    format: str
    """csv or json."""
    query: str = ""
    span: tuple[int, int] | None = None
    """Only events that lie in this stretch of time, as far as is known (seconds, half-open)."""
    for_spreadsheet: bool = False
    """Begin a table with the mark by which a spreadsheet knows UTF-8; other programs stumble over it."""


def export_data(chronology: Chronology, options: DataOptions, path: Path) -> None:
    """Write the events that `options` ask for to `path`, whole or not at all."""
    for _fraction in data_steps(chronology, options, path):
        pass


def data_steps(chronology: Chronology, options: DataOptions, path: Path) -> Iterator[float]:
    """Write in steps, and yield after each how far it is (0 to 1); close it to stop and leave nothing behind."""
    rows = _rows(chronology, options)
    with reading_records(chronology) as records, replacing(path) as part:  # so that a full disk is told of this file
        if options.format == "csv":
            yield from _csv_steps(records, options, part, rows)
        else:
            whole = not options.query.strip() and options.span is None
            wanted = records.all() if whole else records.about(rows)
            with part.open("w", encoding="utf-8", newline="\n") as file:
                write_json(file, wanted)
        yield 1.0


def _rows(chronology: Chronology, options: DataOptions) -> list[int]:
    """Find the events in order of time."""
    columns = chronology.columns
    mask = chronology.select(options.query) if options.query.strip() else columns.row >= 0
    if options.span is not None:
        mask = mask & during_mask(span_on_clocks(*options.span, chronology.zone), columns)
    rows: list[int] = columns.row[mask].tolist()
    return rows


def _csv_steps(records: RecordReader, options: DataOptions, part: Path, rows: list[int]) -> Iterator[float]:
    categories, actors, places, tags = records.lists()
    names = Names(_by_id(categories), _by_id(actors), _by_id(places), _by_id(tags))
    cited = records.cited()
    with part.open("w", encoding="utf-8-sig" if options.for_spreadsheet else "utf-8", newline="") as file:
        for first in range(0, max(len(rows), 1), _CHUNK):
            chunk = rows[first : first + _CHUNK]
            events = zip(records.events(chunk), (cited.get(row, ()) for row in chunk), strict=True)
            write_csv(file, events, names, header=not first)
            yield min((first + _CHUNK) / max(len(rows), 1), 0.99)


def _by_id(records: list[ListedT]) -> dict[str, ListedT]:
    return {record.id: record for record in records}
