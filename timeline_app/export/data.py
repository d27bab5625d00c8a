"""Write events as data: a table for a spreadsheet, or the project's own JSON, which loses nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from timeline_app.base.i18n import gettext as _
from timeline_app.document.filter.selecting import during_mask
from timeline_app.document.gating import gate_of, passing, reading_gated, told
from timeline_app.document.records import reading_records
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When
from timeline_app.domain.errors import ExportError
from timeline_app.domain.query.dates import span_on_clocks
from timeline_app.export.saving import replacing
from timeline_app.export.selection import all_held_back
from timeline_app.formats import own_json
from timeline_app.formats.tables.csv_table import ReferencedNames, write_line_above, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.document.records import RecordReader
    from timeline_app.domain.publication import HeldBack
    from timeline_app.domain.records import Actor, Category, Place, Tag
    from timeline_app.export.options import ExportOptions

Write: TypeAlias = "Callable[[RecordReader, ExportOptions, Path, list[int]], Iterator[float]]"
"""Writes the events at some rows to a file, in steps."""

_CHUNK: Final = 500
_RECORDS_OF_AN_EVENT: Final = 4
"""About so many there are for each event, evidence and sources counted, so that progress can be told."""

ListedT = TypeVar("ListedT", "Category", "Actor", "Place", "Tag")


def data_steps(chronology: Chronology, options: ExportOptions, path: Path, write: Write) -> Iterator[float]:
    """Write in steps, and yield after each how far it is (0 to 1); close it to stop and leave nothing behind."""
    options = replace(options, span=_span(options))
    rows, held_back = _rows(chronology, options)
    with _reading(chronology, options, held_back) as records, replacing(path) as part:  # so a full disk is told of it
        yield from write(records, options, part, rows)
        yield 1.0


def _reading(
    chronology: Chronology, options: ExportOptions, held_back: HeldBack
) -> AbstractContextManager[RecordReader]:
    """Read all there is, or through the gate where a profile was chosen."""
    if options.profile is None:
        return reading_records(chronology)
    return reading_gated(chronology, gate_of(chronology, options.profile), held_back.line)


def _span(options: ExportOptions) -> tuple[int, int] | None:
    """Give the stretch of time: that of the window, else the one between two dates."""
    if options.span is not None or not (options.first or options.last):
        return options.span
    start_s = When.parse(options.first).start_min if options.first else OPEN_PAST
    end_s = When.parse(options.last).end_max if options.last else OPEN_FUTURE
    if end_s <= start_s:
        raise ExportError(_("The stretch of time ends before it begins."))
    return start_s, end_s


def _rows(chronology: Chronology, options: ExportOptions) -> tuple[list[int], HeldBack]:
    """Find the events that go out, in order of time."""
    columns = chronology.columns
    mask = chronology.select(options.query) if options.query.strip() else columns.row >= 0
    if options.span is not None:
        mask = mask & during_mask(span_on_clocks(*options.span, chronology.zone), columns)
    found = passing(columns, mask, options.profile)
    held_back = told(found, options.profile)
    if held_back.events and not found.mask.any():
        raise ExportError(all_held_back())
    return columns.row[found.mask].tolist(), held_back


def json_steps(records: RecordReader, options: ExportOptions, part: Path, rows: list[int]) -> Iterator[float]:
    """Write records as the project's own JSON; those of all events are all there are."""
    whole = not options.query.strip() and options.span is None and options.profile is None
    with part.open("w", encoding="utf-8", newline="\n") as file:
        expected = max(2 * _RECORDS_OF_AN_EVENT * len(rows), 1)
        found = records.all() if whole else records.as_read(rows)
        for handled in own_json.json_steps(file, found, part.parent):
            yield min(handled / expected, 0.99)


def csv_steps(records: RecordReader, options: ExportOptions, part: Path, rows: list[int]) -> Iterator[float]:
    """Write events as a table with all their evidence."""
    categories, actors, places, tags = records.lists()
    names = ReferencedNames(_by_id(categories), _by_id(actors), _by_id(places), _by_id(tags))
    with part.open("w", encoding="utf-8-sig" if options.for_spreadsheet else "utf-8", newline="") as file:
        write_line_above(file, records.held_back)
        for first in range(0, max(len(rows), 1), _CHUNK):
            events = records.events(rows[first : first + _CHUNK])
            evidence = records.evidence(event.id for event in events)
            told = ((replace(each, id=records.id_of(each)), evidence.get(each.id, ())) for each in events)
            write_whole(file, told, names, header=not first)
            yield min((first + _CHUNK) / max(len(rows), 1), 0.99)


def _by_id(records: list[ListedT]) -> dict[str, ListedT]:
    return {record.id: record for record in records}
