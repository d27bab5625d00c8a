"""SIMILE Timeline: XML, JSON, and the literals of scripts.

An event may have four dates: it begins between `start` and `latestStart` and ends between `earliestEnd` and `end`. One
that is no duration happened once, between its first and its last date. Whether it is one where it does not say so
differs: in XML it is none, in JSON it is. Years count as astronomers count them, and midnight stands for a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import FormatError
from timeline_app.formats.date_parts import between
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import (
    address_of,
    dates_of,
    left_over,
    linked,
    marked_up,
    text_of,
    title_of,
    values_of,
    words_of,
)
from timeline_app.formats.timelines.script_dates import edtf_of_script, is_midnight
from timeline_app.formats.xml_trees import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.literals import LiteralValue
    from timeline_app.formats.reading import ReadOptions

XML: Final = re.compile(r"<event\s[^>]*?\bstart\s*=", re.IGNORECASE)
"""By which XML shows that it is of SIMILE."""
SCRIPT: Final = re.compile(r"['\"]?\bevents['\"]?\s*:\s*\[")
"""And a script, together with a start."""
_DATES: Final = ("start", "latestStart", "earliestEnd", "end")
_TITLES: Final = ("title", "text", "caption", "label", "name")
_TEXTS: Final = ("description", "content")
_IDS: Final = ("id", "eventID", "eventId")
_DURATION: Final = ("durationEvent", "isDuration")
_LOOKS: Final = frozenset({
    "icon", "color", "textColor", "tapeImage", "tapeRepeat", "classname", "className", "trackNum", "trackNumber",
    "iconWidth", "iconHeight",
})  # fmt: skip
_TAKEN: Final = frozenset({*_DATES, *_DURATION, *_TITLES[:1], *_TEXTS, *_IDS, *_LOOKS, "image", "link", "instant"})


def is_simile(value: LiteralValue) -> bool:
    """Tell whether a value, or the beginning of one, holds events as SIMILE has them."""
    if not isinstance(value, dict):
        return False
    events = value.get("events")
    if not isinstance(events, list):
        return False
    if not events:
        return "dateTimeFormat" in value
    first = events[0]
    if not isinstance(first, dict) or not isinstance(first.get("start"), str | int | float):
        return False
    return "dateTimeFormat" in value or any(name in first for name in (*_TITLES, *_TEXTS))


def read_simile(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the events at `path`; raise FormatError where there are none of SIMILE."""
    reading = FileReading("simile", iter(()))
    events, settings = _events_of(path)
    form = words_of(settings.get("dateTimeFormat") or settings.get("date-time-format"))
    wiki = words_of(settings.get("wikiURL") or settings.get("wiki-url"))
    if wiki:
        reading.notes.append(_("Links of events to the wiki {address} were left out.").format(address=wiki[:200]))
    looks = sorted({name for event in events for name in _LOOKS & event.told.keys()})
    if looks:
        reading.notes.append(_("How events look was left out: {names}.").format(names=", ".join(looks)))
    if not events:
        reading.notes.append(_("The timeline has no events."))
    return replace(reading, drafts=_drafts(events, reading, basic=form.lower() == "iso8601"))


def _events_of(path: Path) -> tuple[Sequence[_Event], Mapping[str, LiteralValue]]:
    """Find the events of a file, and what it says of all of them."""
    text = text_of(path)
    if text.lstrip().startswith("<") and XML.search(text):
        root = tree_of(path)
        return [_Event.of_xml(each) for each in root.iter("{*}event")], dict(root.attrib)
    for _name, value in values_of(path):
        if isinstance(value, dict) and is_simile(value) and isinstance(events := value.get("events"), list):
            return [_Event.of_json(each if isinstance(each, dict) else {}) for each in events], value
    raise FormatError(_("“{name}” holds no events of SIMILE Timeline, with start and title.").format(name=path.name))


@dataclass(frozen=True, slots=True)
class _Event:
    told: Mapping[str, LiteralValue]
    is_instant: bool

    @staticmethod
    def of_xml(element: Any) -> _Event:
        told = {str(name): str(value) for name, value in element.attrib.items()}
        told["description"] = " ".join("".join(element.itertext()).split()) or told.get("description", "")
        is_duration = any(told.get(name, "").casefold() == "true" for name in _DURATION)
        return _Event(told, not is_duration)

    @staticmethod
    def of_json(told: Mapping[str, LiteralValue]) -> _Event:
        said = told.get("durationEvent", told.get("isDuration"))
        return _Event(told, words_of(said).casefold() == "false" or said is False or told.get("instant") is True)


def _drafts(events: Sequence[_Event], reading: FileReading, *, basic: bool) -> Iterator[Draft]:
    for row, event in enumerate(events, 1):
        draft = _draft(row, event, reading, basic=basic)
        if draft is not None:
            yield draft


def _first(told: Mapping[str, LiteralValue], names: Sequence[str]) -> tuple[str, str]:
    """Give the first field that says something, and what."""
    return next(((name, words) for name in names if (words := words_of(told.get(name)))), ("", ""))


def _draft(row: int, event: _Event, reading: FileReading, *, basic: bool) -> Draft | None:
    told = event.told
    titled, headline = _first(told, _TITLES)
    headline, links = marked_up(headline)
    text, more = marked_up(_first(told, _TEXTS)[1])
    title = title_of(headline, text)
    if not title:
        reading.leave_out(row, _("The event has no title and was left out."))
        return None
    start, end, date_text = _when(row, event, reading, basic=basic)
    return Draft(
        title=title,
        start=start,
        end=end,
        date_text=date_text,
        summary=text,
        notes=left_over(told, {*_TAKEN, titled}),
        external_id=_first(told, _IDS)[1],
        sources=_sources(told, title, (*links, *more)),
        row=row,
    )


def _when(row: int, event: _Event, reading: FileReading, *, basic: bool) -> tuple[str, str, str]:
    told = {name: event.told.get(name) for name in _DATES}
    written = {name: words_of(told[name]) for name in _DATES}
    days = all(is_midnight(told[name]) for name in _DATES if written[name])
    had_clock = days and any(":" in each for each in written.values())

    def read(name: str) -> str:
        return edtf_of_script(told[name], as_day=days, basic=basic)

    def start() -> str:
        if event.is_instant:
            dates = [date for name in _DATES if (date := read(name))]
            return between(dates[0], dates[-1]) if dates else ""
        return between(read("start"), read("latestStart"))

    def end() -> str:
        return "" if event.is_instant else between(read("earliestEnd"), read("end"))

    text = " – ".join(dict.fromkeys(filter(None, written.values())))
    first, last, unread = dates_of(reading, row, start, end, text)
    return first, last, unread or (text if had_clock else "")


def _sources(told: Mapping[str, LiteralValue], title: str, links: Sequence[str]) -> tuple[DraftSource, ...]:
    found = []
    for name in ("link", "image"):
        words = words_of(told.get(name))
        if words:
            url = address_of(words)
            found.append(DraftSource(title if name == "link" else words[:200], url=url, words="" if url else words))
    return linked(links, found)
