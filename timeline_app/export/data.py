"""Write events as data: a table for a spreadsheet, or the project's own JSON, which loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline_app.document.filter.selecting import during_mask
from timeline_app.domain.query.dates import span_on_clocks
from timeline_app.domain.records import Source
from timeline_app.export.saving import replacing
from timeline_app.formats.own_json import write_json
from timeline_app.formats.tables.csv_table import Names, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.domain.records import Link, Record
    from timeline_app.store.store import Store

_CHUNK: Final = 2000


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
    with chronology.store.one_moment(), replacing(path) as part:  # so that a full disk is told of this file
        if options.format == "csv":
            yield from _csv_steps(chronology.store, options, part, rows)
        else:
            whole = not options.query.strip() and options.span is None
            records = chronology.store.records() if whole else _records_of(chronology.store, rows)
            with part.open("w", encoding="utf-8", newline="\n") as file:
                write_json(file, records)
        yield 1.0


def _rows(chronology: Chronology, options: DataOptions) -> list[int]:
    """Find the events in order of time."""
    columns = chronology.columns
    mask = chronology.select(options.query) if options.query.strip() else columns.row >= 0
    if options.span is not None:
        mask = mask & during_mask(span_on_clocks(*options.span, chronology.zone), columns)
    rows: list[int] = columns.row[mask].tolist()
    return rows


def _csv_steps(store: Store, options: DataOptions, part: Path, rows: list[int]) -> Iterator[float]:
    names = Names(
        {record.id: record for record in store.categories()},
        {record.id: record for record in store.actors()},
        {record.id: record for record in store.places()},
        {record.id: record for record in store.tags()},
    )
    cited = _cited(store)
    with part.open("w", encoding="utf-8-sig" if options.for_spreadsheet else "utf-8", newline="") as file:
        for first in range(0, max(len(rows), 1), _CHUNK):
            chunk = rows[first : first + _CHUNK]
            events = zip(store.events(chunk), (cited.get(row, ()) for row in chunk), strict=True)
            write_csv(file, events, names, header=not first)
            yield min((first + _CHUNK) / max(len(rows), 1), 0.99)


def _cited(store: Store) -> dict[int, list[Source]]:
    """Give the sources of every event that has any, by the event's row."""
    by_row = dict(zip(*store.listed(Source), strict=True))
    cited: dict[int, list[Source]] = {}
    for event_row, source_row in zip(*(rows.tolist() for rows in store.relation("source")), strict=True):
        if source_row in by_row:
            cited.setdefault(event_row, []).append(by_row[source_row])
    return cited


def _records_of(store: Store, rows: list[int]) -> Iterator[Record]:
    """Give some events with all that they refer to and that refers to them."""
    kept: dict[str, set[str]] = {"category": set(), "actor": set(), "place": set(), "tag": set(), "source": set()}
    events, excerpts = [], []
    links: dict[str, Link] = {}
    for first in range(0, len(rows), _CHUNK):
        for event in store.events(rows[first : first + _CHUNK]):
            events.append(event)
            excerpts += store.excerpts(event.id)
            links |= {link.id: link for link in store.links(event.id)}
            kept["category"].add(event.category_id)
            kept["place"].add(event.place_id)
            kept["actor"].update(part.actor_id for part in event.actors)
            kept["tag"].update(event.tag_ids)
    kept["source"].update(excerpt.source_id for excerpt in excerpts)
    ids = {event.id for event in events}
    yield store.particulars
    yield from (record for record in store.categories() if record.id in kept["category"])
    yield from (record for record in store.actors() if record.id in kept["actor"])
    yield from (record for record in store.places() if record.id in kept["place"])
    yield from (record for record in store.tags() if record.id in kept["tag"])
    for source in store.sources():
        if source.id in kept["source"]:
            yield source
            yield from store.documents(source.id)
    yield from events
    yield from excerpts
    yield from (link for link in links.values() if {link.from_id, link.to_id} <= ids)
