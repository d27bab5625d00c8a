"""Which column of a table is which field of an event."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    """Give the column of each field: first what was asked for (column to field), then what names suggest."""
    found: dict[str, int] = {}
    places = {fold(name.strip()): index for index, name in reversed(list(enumerate(header)))}
    for column, field in asked.items():
        if field not in FIELDS:
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
        found[field] = places[fold(column.strip())]
    taken = set(found.values())
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
