"""VIINA's events (Violent Incident Information from News Articles), and tables made of them: one report a row.

The day is that of the report; its clock time says when it was published, and goes to the notes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.conflict_data.coded_rows import CodedTable, coded_table, notes_of
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.named_rows import columns_known, facts_of_columns, plain_name
from timeline_app.formats.tables.opening import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.named_rows import NamedRow

_IDS: Final = ("event_id_1pd", "event_id", "viinaid")
_TEXTS: Final = ("representative_text", "text", "headline", "title")
_PLACES: Final = ("asciiname", "location", "address", "adm2_name", "adm1_name")
_SOURCES: Final = ("sources_matching", "sources", "source")
_LINKS: Final = ("source_urls", "urls", "url")
_KNOWN: Final = frozenset(
    {*_IDS, *_TEXTS, *_PLACES, *_SOURCES, *_LINKS, "date", "time", "latitude", "longitude", "geonameid"}
)
_BETWEEN: Final = re.compile(r"\s*[;|]\s*|\s*,\s*(?=https?://)|\s+(?=https?://)")
_NAMES: Final = re.compile(r"\s*[;|,]\s*")
_LONGEST_TITLE: Final = 200


def is_viina(header: Sequence[str]) -> bool:
    """Tell whether a table's columns are those of VIINA."""
    names = set(map(plain_name, header))
    if "date" not in names or not {"longitude", "latitude"} <= names:
        return False
    is_its = bool({"event_id_1pd", "viinaid"} & names) or {"event_id", "geonameid"} <= names
    return is_its and bool({"asciiname", "geonameid", "adm1_name"} & names)


def read_viina(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the table at `path`; raise FormatError where its columns are others."""
    table = open_table(path, lambda row: columns_known(row, _KNOWN), options)
    if not is_viina(table.header):
        words = _("“{name}” is no table of VIINA: one has the columns date, event_id, asciiname and coordinates.")
        raise FormatError(words.format(name=path.name))
    header = [plain_name(name) for name in table.header]
    groups = {"external_id": _IDS, "title": _TEXTS, "place": _PLACES, "source_title": _SOURCES, "source_url": _LINKS}
    fields = {field: next((name for name in names if name in header), "") for field, names in groups.items()}
    facts = facts_of_columns(table, {**fields, "start": "date", "latitude": "latitude", "longitude": "longitude"})
    reading = FileReading("viina", iter(()), notes=list(table.notes), columns=tuple(table.header), table=facts)
    return replace(reading, drafts=_drafts(coded_table(table, reading, options, ("date",))))


def _drafts(coded: CodedTable) -> Iterator[Draft]:
    for row in coded.rows():
        yield _draft(coded, row)


def _draft(coded: CodedTable, row: NamedRow) -> Draft:
    latitude, longitude = placed = coded.coordinates(row)
    day = coded.day(row, "date")
    said, place = row.get(*_TEXTS), row.get(*_PLACES)
    title = on_one_line(said).strip()
    sources = _sources(row, said)
    used = {_first(row, _IDS), _first(row, _TEXTS), _first(row, _PLACES), "date"}
    used |= {_first(row, _SOURCES), _first(row, _LINKS)} if sources else set()
    is_cut = len(title) > _LONGEST_TITLE
    return Draft(
        title=(f"{title[:_LONGEST_TITLE].rstrip()} …" if is_cut else title) or place or _("Event without a title"),
        start=day,
        date_text="" if day else row.get("date"),
        place=place,
        latitude=latitude,
        longitude=longitude,
        summary=said if is_cut else "",
        notes=notes_of(row, used, placed),
        external_id=row.get(*_IDS),
        sources=sources,
        row=row.number,
    )


def _first(row: NamedRow, names: Sequence[str]) -> str:
    return next((name for name in names if name in row.told), "")


def _sources(row: NamedRow, said: str) -> tuple[DraftSource, ...]:
    """Give a source for each address, with the name beside it where there are as many; else one for each name."""
    links = [each for each in _BETWEEN.split(row.get(*_LINKS)) if each]
    names = [each for each in _NAMES.split(row.get(*_SOURCES)) if each]
    if not links:
        return tuple(DraftSource(title=name, publisher=name) for name in dict.fromkeys(names))
    beside = names if len(names) == len(links) else names * len(links) if len(names) == 1 else [""] * len(links)
    pairs = dict(zip(links, beside, strict=True))
    made = (DraftSource(title=name or link, publisher=name, url=link) for link, name in pairs.items())
    return tuple(replace(each, words=said) if not at else each for at, each in enumerate(made))
