"""Tables of comma-, semicolon- or tab-separated values, in and out.

Reading streams, so a million rows need no more memory than a thousand. What is written can be read back, and opens in a
spreadsheet without any cell starting a formula.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.tables.columns import FIELDS, fields_named
from timeline_app.formats.tables.delimited import open_text_table
from timeline_app.formats.tables.event_cells import BETWEEN
from timeline_app.formats.tables.event_rows import guarded, read_events
from timeline_app.formats.tables.own_table import OWN_FIELDS, cells_of_evidence, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO

    from timeline_app.domain.records import Actor, Category, Event, Excerpt, Place, Source, Tag
    from timeline_app.formats.reading import FileReading


def read_csv(path: Path, options: ReadOptions | None = None) -> FileReading:
    """Begin to read the text table at `path`; raise FormatError where it is no table or has no title."""
    options = options or ReadOptions()
    return read_events(open_text_table(path, lambda row: fields_named(row, options.mapping), options), options, "csv")


@dataclass(frozen=True, slots=True)
class ReferencedNames:
    """What the ids in events stand for."""

    categories: Mapping[str, Category]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    tags: Mapping[str, Tag]


def write_whole(
    file: TextIO,
    events: Iterable[tuple[Event, Sequence[tuple[Excerpt, Source]]]],
    names: ReferencedNames,
    *,
    header: bool = True,
) -> None:
    """Write events with all their evidence to `file` (opened with newline=""), as our import takes them back."""
    writer = csv.writer(file, lineterminator="\r\n")
    if header:
        writer.writerow(OWN_FIELDS)
    for event, evidence in events:
        roles = joined(part.role for part in event.actors if part.actor_id in names.actors)
        told = dict(zip(FIELDS, _cells(event, names, joined), strict=False))
        told |= {name: guarded(cell) for name, cell in (cells_of_evidence(evidence) | {"roles": roles}).items()}
        writer.writerow([told[name] for name in OWN_FIELDS])


def write_line_above(file: TextIO, line: str) -> None:
    """Write what is said of the whole table above its heads, where our import leaves it out; nothing of nothing."""
    if line:
        csv.writer(file, lineterminator="\r\n").writerow([guarded(line)])


def write_csv(
    file: TextIO, events: Iterable[tuple[Event, Sequence[Source]]], names: ReferencedNames, *, delimiter: str = ","
) -> int:
    """Write events with their sources to `file` (opened with newline=""), as people paste them; tell how many."""
    writer = csv.writer(file, lineterminator="\r\n", delimiter=delimiter)
    writer.writerow(FIELDS)
    count = 0
    for event, sources in events:
        told = (
            " ; ".join(source.url for source in sources) if any(source.url for source in sources) else "",
            "; ".join(BETWEEN.sub(", ", source.title) for source in sources),
            "; ".join(BETWEEN.sub(", ", source.publisher) for source in sources),
        )
        writer.writerow([*_cells(event, names, "; ".join), *map(guarded, told)])
        count += 1
    return count


def _cells(event: Event, names: ReferencedNames, several: Callable[[Iterable[str]], str]) -> list[str]:
    """Give the cells of an event up to those of its sources."""
    category, place = names.categories.get(event.category_id), names.places.get(event.place_id)
    actors = several(names.actors[part.actor_id].name for part in event.actors if part.actor_id in names.actors)
    coordinates = (place.latitude, place.longitude) if place else (None, None)
    texts = [
        event.id, event.external_id, event.title, event.start, event.end, event.date_text, event.zone, event.status,
        category.name if category else "", str(event.importance), actors, place.name if place else "",
    ]  # fmt: skip
    numbers = ["" if value is None else repr(value) for value in coordinates]
    tags = several(names.tags[tag].name for tag in event.tag_ids if tag in names.tags)
    more = [tags, event.summary, event.notes]
    return [*map(guarded, texts), *numbers, *map(guarded, more)]
