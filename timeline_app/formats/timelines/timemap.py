"""TimeMap of Forensic Architecture, as Bellingcat uses it: events with sources by id, and the exports of its maps.

Dates are months first (2/24/2022) and as text, coordinates too. `time_precision` and other fields go to the notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.date_parts import edtf_of_parts
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.cell_dates import order_of
from timeline_app.formats.timelines.entry_parts import (
    address_of,
    dates_of,
    edtf_of_text,
    left_over,
    linked,
    list_of,
    marked_up,
    title_of,
    values_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.literals import LiteralValue
    from timeline_app.formats.reading import Order, ReadOptions

_OWN: Final = frozenset({
    "associations", "civId", "time_precision", "category_full", "time_display", "filters", "graphic", "violation_type",
})  # fmt: skip
_TAKEN: Final = frozenset({
    "id", "civId", "title", "description", "date", "time", "location", "latitude", "longitude", "category",
    "associations", "filters", "sources", "links",
})  # fmt: skip
_COORDINATES: Final = frozenset({"latitude", "longitude"})
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?")
_SOURCE_TEXTS: Final = ("description", "notes", "type")
_Entry = dict[str, "LiteralValue"]


def is_timemap(value: LiteralValue) -> bool:
    """Tell whether a value, or the beginning of one, holds events of TimeMap."""
    events = value.get("events") if isinstance(value, dict) else value
    return isinstance(events, list) and any(isinstance(each, dict) and _is_event(each) for each in events[:20])


def _is_event(entry: Mapping[str, LiteralValue]) -> bool:
    return "description" in entry and bool(_OWN & entry.keys()) and ("date" in entry or "latitude" in entry)


def read_timemap(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the events at `path`; raise FormatError where there are none of TimeMap."""
    whole = next((value for _name, value in values_of(path) if is_timemap(value)), None)
    events = whole.get("events") if isinstance(whole, dict) else whole
    if not isinstance(events, list):
        raise FormatError(
            _("“{name}” holds no events of TimeMap: one has a description and a date or a place.").format(
                name=path.name
            )
        )
    reading = FileReading("timemap", iter(()))
    entries = [each if isinstance(each, dict) else {} for each in events]
    dates = [(row, words_of(entry.get("date"))) for row, entry in enumerate(entries, 1)]
    order = order_of(dates, "mdy", options.order)
    if order.matters or order.found == "proved":
        reading.notes.append(_("Dates such as “5/12/2015” were read as {order}.").format(order=order.words))
    lists = whole if isinstance(whole, dict) else {}
    events_read = _Events(
        entries, _by_id(lists.get("sources")), _by_id(lists.get("associations")), order.order, reading
    )
    return replace(reading, drafts=events_read.drafts())


def _by_id(value: LiteralValue) -> dict[str, LiteralValue]:
    """Give the records of a list, or of an object, by their ids."""
    if isinstance(value, dict):
        return {words_of(name): each for name, each in value.items()}
    records = value if isinstance(value, list) else []
    return {words_of(each.get("id") or each.get("title")): each for each in records if isinstance(each, dict)}


@dataclass(frozen=True, slots=True)
class _Events:
    entries: Sequence[_Entry]
    sources: Mapping[str, LiteralValue]
    associations: Mapping[str, LiteralValue]
    order: Order
    reading: FileReading

    def drafts(self) -> Iterator[Draft]:
        """Make the events; one that says nothing is told."""
        for row, entry in enumerate(self.entries, 1):
            draft = self._draft(row, entry)
            if draft is None:
                self.reading.leave_out(row, _("The event has no description and was left out."))
            else:
                yield draft

    def _draft(self, row: int, entry: _Entry) -> Draft | None:
        text, links = marked_up(entry.get("description"))
        place = title_of(words_of(entry.get("location")))
        title = title_of(words_of(entry.get("title")), text, place)
        if not title:
            return None
        start, end, date_text = self._dates(row, entry)
        latitude, longitude = self._coordinates(row, entry)
        own_id = words_of(entry.get("id"))
        taken = _TAKEN - ({"civId"} if own_id else set()) - (_COORDINATES if latitude is None else set())
        return Draft(
            title=title,
            start=start,
            end=end,
            date_text=date_text,
            category=title_of(words_of(entry.get("category"))),
            place=place,
            latitude=latitude,
            longitude=longitude,
            tags=list_of([*self._associated(entry), *_filters(entry)]),
            summary=text if text != title else "",
            notes=left_over(entry, taken),
            external_id=own_id or words_of(entry.get("civId")),
            sources=linked(links, self._sources(entry)),
            row=row,
        )

    def _dates(self, row: int, entry: _Entry) -> tuple[str, str, str]:
        date, time = words_of(entry.get("date")), words_of(entry.get("time"))

        def start() -> str:
            day = edtf_of_text(date, self.order) if date else ""
            if not time or not day or "T" in day:
                return day
            if not _CLOCK.fullmatch(time):
                raise DateError(_("“{text}” is no time of day.").format(text=time[:60]))
            year, month, number = day.rsplit("-", 2)
            return edtf_of_parts((year, month, number, time))

        first, last, unread = dates_of(self.reading, row, start, lambda: "", " ".join(filter(None, (date, time))))
        if unread and time:
            first, last, _unread = dates_of(self.reading, row, lambda: edtf_of_text(date, self.order), lambda: "", date)
        return first, last, unread

    def _coordinates(self, row: int, entry: _Entry) -> tuple[float | None, float | None]:
        words = [words_of(entry.get(name)) for name in sorted(_COORDINATES)]
        if not all(words):
            return None, None
        try:
            latitude, longitude = (float(each.replace(",", ".")) for each in words)
        except ValueError:
            latitude = longitude = float("nan")
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            self.reading.report(row, _("“{text}” are no coordinates.").format(text=", ".join(words)[:60]))
            return None, None
        return latitude, longitude

    def _associated(self, entry: _Entry) -> Iterator[str]:
        """Name what an event is associated with: a filter or a narrative by its id, or by its title."""
        for each in list_of(entry.get("associations")):
            record = self.associations.get(each)
            yield words_of(record.get("title")) or each if isinstance(record, dict) else each

    def _sources(self, entry: _Entry) -> Iterator[DraftSource]:
        listed = entry.get("sources")
        for each in listed if isinstance(listed, list) else [listed]:
            record = self.sources.get(words_of(each), each) if not isinstance(each, dict) else each
            if isinstance(record, dict):
                yield from _source_of(record)
            elif words := words_of(record):
                yield DraftSource(words[:200], url=address_of(words), external_id="" if address_of(words) else words)
        links = entry.get("links")
        for each in links if isinstance(links, list) else [links]:
            if words := words_of(each):
                yield DraftSource(words[:200], url=address_of(words))


def _filters(entry: _Entry) -> Iterator[str]:
    listed = entry.get("filters")
    for each in listed if isinstance(listed, list) else []:
        if isinstance(each, dict):
            yield ": ".join(filter(None, (words_of(each.get("key")), words_of(each.get("value")))))
        else:
            yield words_of(each)


def _source_of(record: Mapping[str, LiteralValue]) -> Iterator[DraftSource]:
    """Give a source: its address, or the paths of what it consists of."""
    paths = [words_of(record.get(name)) for name in ("url", "path")]
    several = record.get("paths")
    paths += [words_of(each) for each in several] if isinstance(several, list) else [words_of(several)]
    urls = [url for path in dict.fromkeys(filter(None, paths)) if (url := address_of(path))]
    others = [path for path in dict.fromkeys(filter(None, paths)) if not address_of(path)]
    title, own_id = words_of(record.get("title")), words_of(record.get("id"))
    words = "\n".join(filter(None, [*(words_of(record.get(name)) for name in _SOURCE_TEXTS), *others]))
    published = ""
    if date := words_of(record.get("date")):
        try:
            published = edtf_of_text(date, "mdy")
        except DateError:
            words = "\n".join(filter(None, (words, date)))
    named = title or own_id or (urls[0] if urls else words[:200])
    if named:
        yield DraftSource(
            title_of(named),
            author=words_of(record.get("author")),
            url=urls[0] if urls else "",
            published=published,
            words=words,
            external_id=own_id,
        )
    for url in urls[1:]:
        yield DraftSource(title_of(named), url=url)
