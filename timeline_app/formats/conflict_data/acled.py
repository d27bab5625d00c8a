"""ACLED's events (Armed Conflict Location & Event Data): one a row, coded by type, actors, place and precision.

`time_precision` tells how well the day is known: 1 the day, 2 the week about it, 3 the month alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import FormatError
from timeline_app.formats.conflict_data.coded_rows import CodedTable, coded_table, notes_of, several
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.named_rows import columns_known, facts_of_columns, plain_name
from timeline_app.formats.tables.opening import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.named_rows import NamedRow

_KNOWN: Final = frozenset({"event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "fatalities"})
_ACTORS: Final = ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")
_TAGS: Final = ("sub_event_type", "disorder_type", "civilian_targeting", "tags")
_PLACES: Final = ("location", "admin3", "admin2", "admin1", "country")
_FIELDS: Final = {
    "external_id": "event_id_cnty", "start": "event_date", "category": "event_type", "place": "location",
    "latitude": "latitude", "longitude": "longitude", "actors": "actor1", "summary": "notes", "source_title": "source",
    "tags": "sub_event_type",
}  # fmt: skip


def is_acled(header: Sequence[str]) -> bool:
    """Tell whether a table's columns are those of ACLED; older ones lack some."""
    names = set(map(plain_name, header))
    return {"event_date", "event_type"} <= names and bool({"event_id_cnty", "actor1", "time_precision"} & names)


def read_acled(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the table at `path`; raise FormatError where its columns are others."""
    table = open_table(path, lambda row: columns_known(row, _KNOWN), options)
    if not is_acled(table.header):
        words = _("“{name}” is no table of ACLED: one has the columns event_date, event_type and actor1.")
        raise FormatError(words.format(name=path.name))
    facts = facts_of_columns(table, _FIELDS)
    reading = FileReading("acled", iter(()), notes=list(table.notes), columns=tuple(table.header), table=facts)
    return replace(reading, drafts=_drafts(coded_table(table, reading, options, ("event_date",))))


def _drafts(coded: CodedTable) -> Iterator[Draft]:
    for row in coded.rows():
        yield _draft(coded, row)


def _draft(coded: CodedTable, row: NamedRow) -> Draft:
    latitude, longitude = placed = coded.coordinates(row)
    start, date_text = _date(coded, row)
    kind = row.get("sub_event_type", "event_type")
    place_column = next((name for name in _PLACES if name in row.told), "")
    place = row.told.get(place_column, "")
    said, deaths = row.get("notes"), row.get("fatalities")
    killed = _("Deaths: {n}.").format(n=deaths) if deaths else ""
    used = (
        *_ACTORS, *_TAGS, "event_type", place_column, "notes", "fatalities", "event_id_cnty", "event_date", "source",
        *(("year",) if row.get("year") and row.get("year") == start[:4] else ()),
    )  # fmt: skip
    return Draft(
        title=", ".join(filter(None, (kind, place))) or row.get("event_id_cnty") or _("Event without a title"),
        start=start,
        date_text=date_text,
        category=row.get("event_type"),
        actors=tuple(dict.fromkeys(name for column in _ACTORS for name in several(row.get(column)))),
        place=place,
        latitude=latitude,
        longitude=longitude,
        tags=tuple(dict.fromkeys(tag for column in _TAGS for tag in several(row.get(column)))),
        summary=" ".join(filter(None, (said, killed))),
        notes=notes_of(row, used, placed),
        external_id=row.get("event_id_cnty"),
        sources=_sources(row, said),
        row=row.number,
    )


def _date(coded: CodedTable, row: NamedRow) -> tuple[str, str]:
    """Give the day as well as it is known, and the cell where it says more or cannot be read."""
    said, day = row.get("event_date"), coded.day(row, "event_date")
    if not day:
        return "", said
    precision = row.get("time_precision")
    if precision.startswith("2"):
        return f"{day}~", _("{date}, known to the week").format(date=said)
    if precision.startswith("3"):
        return day[:7], _("{date}, known to the month").format(date=said)
    return day, ""


def _sources(row: NamedRow, said: str) -> tuple[DraftSource, ...]:
    """Give the sources by their names; what ACLED says with them is kept with the first."""
    names = several(row.get("source"))
    return tuple(DraftSource(title=name, publisher=name, words="" if at else said) for at, name in enumerate(names))
