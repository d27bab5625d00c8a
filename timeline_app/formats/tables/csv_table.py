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
from timeline_app.formats.tables.event_rows import BETWEEN, guarded, read_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO

    from timeline_app.domain.records import Actor, Category, Event, Place, Source, Tag
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


def write_csv(
    file: TextIO,
    events: Iterable[tuple[Event, Sequence[Source]]],
    names: ReferencedNames,
    *,
    header: bool = True,
    delimiter: str = ",",
) -> int:
    """Write events with their sources to `file` (opened with newline=""), and tell how many."""
    writer = csv.writer(file, lineterminator="\r\n", delimiter=delimiter)
    if header:
        writer.writerow(FIELDS)
    count = 0
    for event, sources in events:
        writer.writerow(_cells(event, sources, names))
        count += 1
    return count


def _cells(event: Event, sources: Sequence[Source], names: ReferencedNames) -> list[str]:
    category, place = names.categories.get(event.category_id), names.places.get(event.place_id)
    actors = [names.actors[part.actor_id].name for part in event.actors if part.actor_id in names.actors]
    coordinates = (place.latitude, place.longitude) if place else (None, None)
    texts = [
        event.id, event.external_id, event.title, event.start, event.end, event.date_text, event.zone, event.status,
        category.name if category else "", str(event.importance), "; ".join(actors), place.name if place else "",
    ]  # fmt: skip
    numbers = ["" if value is None else repr(value) for value in coordinates]
    more = [
        "; ".join(names.tags[tag].name for tag in event.tag_ids if tag in names.tags),
        event.summary,
        event.notes,
        " ; ".join(source.url for source in sources) if any(source.url for source in sources) else "",
        "; ".join(BETWEEN.sub(", ", source.title) for source in sources),
        "; ".join(BETWEEN.sub(", ", source.publisher) for source in sources),
    ]
    return [*map(guarded, texts), *numbers, *map(guarded, more)]
