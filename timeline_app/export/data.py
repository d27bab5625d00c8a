"""Write events as data: a table for a spreadsheet, or the project's own JSON, which loses nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from timeline_app.base.i18n import gettext as _
from timeline_app.document.filter.selecting import during_mask
from timeline_app.document.records import reading_records
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When
from timeline_app.domain.errors import ExportError
from timeline_app.domain.query.dates import span_on_clocks
from timeline_app.export.saving import replacing
from timeline_app.formats.own_json import write_json
from timeline_app.formats.tables.csv_table import ReferencedNames, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.document.records import RecordReader
    from timeline_app.domain.records import Actor, Category, Place, Tag
    from timeline_app.export.options import ExportOptions

Write: TypeAlias = "Callable[[RecordReader, ExportOptions, Path, list[int]], Iterator[float]]"
"""Writes the events at some rows to a file, in steps."""

_CHUNK: Final = 2000

ListedT = TypeVar("ListedT", "Category", "Actor", "Place", "Tag")


def data_steps(chronology: Chronology, options: ExportOptions, path: Path, write: Write) -> Iterator[float]:
    """Write in steps, and yield after each how far it is (0 to 1); close it to stop and leave nothing behind."""
    options = replace(options, span=_span(options))
    rows = _rows(chronology, options)
    with reading_records(chronology) as records, replacing(path) as part:  # so that a full disk is told of this file
        yield from write(records, options, part, rows)
        yield 1.0


def _span(options: ExportOptions) -> tuple[int, int] | None:
    """Give the stretch of time: that of the window, else the one between two dates."""
    if options.span is not None or not (options.first or options.last):
        return options.span
    start_s = When.parse(options.first).start_min if options.first else OPEN_PAST
    end_s = When.parse(options.last).end_max if options.last else OPEN_FUTURE
    if end_s <= start_s:
        raise ExportError(_("The stretch of time ends before it begins."))
    return start_s, end_s


def _rows(chronology: Chronology, options: ExportOptions) -> list[int]:
    """Find the events in order of time."""
    columns = chronology.columns
    mask = chronology.select(options.query) if options.query.strip() else columns.row >= 0
    if options.span is not None:
        mask = mask & during_mask(span_on_clocks(*options.span, chronology.zone), columns)
    rows: list[int] = columns.row[mask].tolist()
    return rows


def json_steps(records: RecordReader, options: ExportOptions, part: Path, rows: list[int]) -> Iterator[float]:
    """Write records as the project's own JSON; those of all events are all there are."""
    whole = not options.query.strip() and options.span is None
    with part.open("w", encoding="utf-8", newline="\n") as file:
        write_json(file, records.all() if whole else records.about(rows))
    yield 0.99


def csv_steps(records: RecordReader, options: ExportOptions, part: Path, rows: list[int]) -> Iterator[float]:
    """Write events as a table with all their evidence."""
    categories, actors, places, tags = records.lists()
    names = ReferencedNames(_by_id(categories), _by_id(actors), _by_id(places), _by_id(tags))
    with part.open("w", encoding="utf-8-sig" if options.for_spreadsheet else "utf-8", newline="") as file:
        for first in range(0, max(len(rows), 1), _CHUNK):
            events = records.events(rows[first : first + _CHUNK])
            evidence = records.evidence(event.id for event in events)
            write_whole(file, ((each, evidence.get(each.id, ())) for each in events), names, header=not first)
            yield min((first + _CHUNK) / max(len(rows), 1), 0.99)


def _by_id(records: list[ListedT]) -> dict[str, ListedT]:
    return {record.id: record for record in records}
