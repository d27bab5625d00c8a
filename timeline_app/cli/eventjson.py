"""An event as the command line prints it: names in place of ids, for programs and for people."""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import gettext as _
from typing import TYPE_CHECKING, Final, TypeAlias

from timeline_app.domain.errors import DateError
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from timeline_app.domain.records import Event
    from timeline_app.store.store import Store

JsonObject: TypeAlias = "dict[str, object]"

_CLOCK_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d(?::(?!00)[0-5]\d)?)(?::00)?Z", re.ASCII)
"""The day, and the clock as it is told: without seconds that are zero."""


class EventPrinter:
    """Turns events into JSON objects and lines, with the names of one store."""

    def __init__(self, store: Store) -> None:
        self._categories = {record.id: record.name for record in store.lookups.categories()}
        self._actors = {record.id: record.name for record in store.lookups.actors()}
        self._places = {record.id: record.name for record in store.lookups.places()}
        self._tags = {record.id: record.name for record in store.lookups.tags()}

    def object(self, event: Event) -> JsonObject:
        """Give the event as `list --json` and `add --json` print it."""
        return {
            "id": event.id,
            "title": event.title,
            "start": event.start,
            "end": event.end,
            "date": words(event),
            "date_text": event.date_text,
            "zone": event.zone,
            "status": event.status,
            "category": self._categories.get(event.category_id, ""),
            "actors": [self._actors[part.actor_id] for part in event.actors if part.actor_id in self._actors],
            "place": self._places.get(event.place_id, ""),
            "tags": [self._tags[tag_id] for tag_id in event.tag_ids if tag_id in self._tags],
            "importance": event.importance,
            "summary": event.summary,
            "external_id": event.external_id,
        }

    def line(self, event: Event) -> str:
        """Give the event as a line for a person: when, what, and what is not plain about it."""
        aside = [self._categories.get(event.category_id, ""), event.status, self._places.get(event.place_id, "")]
        return f"{words(event):<28}  {event.title}  ({', '.join(part for part in aside if part)})"


def words(event: Event) -> str:
    """Give an event's date in words; the text itself where a store holds one that is no date."""
    if not event.start and not event.end and (text := on_one_line(event.date_text.strip())):
        return _("undated: “{text}”").format(text=text)
    return _quick_words(event) or _words(event.start, event.end, event.zone) or event.date_text or event.start


def _quick_words(event: Event) -> str:
    """Word clock times in UTC by what was said of the same days before; empty for all other dates.

    Large files hold little else, and wording each of a million dates takes a minute.
    """
    if event.zone:
        return ""
    first, last = _CLOCK_TIME.fullmatch(event.start), _CLOCK_TIME.fullmatch(event.end)
    if first is None or (last is None and event.end) or (last is not None and last[1] <= first[1]):
        return ""
    template = _template(first[1], last[1] if last is not None else "")
    return template.format(first[2], last[2] if last is not None else "") if template else ""


@lru_cache(maxsize=65_536)
def _template(first: str, last: str) -> str:
    """Word a clock time, or two on different days, with places for the clocks; empty where they have no such places."""
    told = _words(f"{first}T13:47Z", f"{last}T14:58Z" if last else "", "")
    if told.count("13:47") != 1 or told.count("14:58") != bool(last) or "{" in told:
        return ""
    return told.replace("13:47", "{0}").replace("14:58", "{1}")


def _words(start: str, end: str, zone: str) -> str:
    from timeline_app.domain.dates.formatting import word  # noqa: PLC0415 - likewise
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - not for --help

    try:
        return word(When.of(start, end, zone), zone)
    except DateError:
        return ""


def edtf_words(edtf: str) -> str:
    """Give a date in words; the text itself where it is no date."""
    from timeline_app.domain.dates.formatting import word  # noqa: PLC0415 - likewise
    from timeline_app.domain.dates.when import When  # noqa: PLC0415 - not for --help

    try:
        return word(When.parse(edtf)) if edtf else ""
    except DateError:
        return edtf
