"""Markwhen text: a line for each event, the date before a colon; sections, groups and headings hold them.

    2012 - 2013-06: Germany and Italy #Travel

12/11/2020 has the month first unless the header says `dateFormat: d/M/y`. Dates that count from other events, and
repetitions, are kept in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.dates.zones import is_zone
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.reading import FileReading
from timeline_app.formats.timelines.entry_parts import (
    dates_of,
    edtf_of_text,
    linked,
    list_of,
    text_of,
    title_of,
    words_of,
)
from timeline_app.formats.timelines.marked_text import FENCE, blocks_of, unlinked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from timeline_app.formats.reading import Order, ReadOptions

ENDINGS: Final = (".mw", ".markwhen")
_BLOCKS: Final = ("markwhen", "mw")
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CLOCK: Final = r"\d{1,2}(?::\d\d){1,2}(?:\.\d+)?\s*(?:[ap]m)?|\d{1,2}\s*[ap]m"
_DATE: Final = (
    rf"(?:-?\d{{4,6}}(?:-\d\d(?:-\d\d)?)?[~?%]?(?:[T ](?:{_CLOCK})(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|\d{{1,2}}/(?:\d{{1,2}}/)?\d{{4}}(?:\s+(?:{_CLOCK}))?"
    rf"|{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+\d{{3,4}}(?:\s+(?:{_CLOCK}))?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{3,4}}(?:\s+(?:{_CLOCK}))?"
    r"|\d{1,4}\s*(?:BCE?|CE|AD))"
)
_SPAN: Final = r"(?:\d+\s*(?:years?|months?|weeks?|days?|hours?|minutes?|[ymwdh])\b[\s,&]*)+"
_RELATIVE: Final = (
    rf"(?:(?:after|before|by)\s+)?(?:!?[\w-]+(?:\.(?:start|end))?\s*[+-]?\s*)?{_SPAN}|(?:after|before)\s+!?[\w-]+"
)
_END: Final = rf"(?:{_DATE}|now|{_CLOCK}|{_RELATIVE})"
_EVENT: Final = re.compile(
    rf"\s*(?:[-*]\s+)?(?P<start>{_DATE}|now|{_RELATIVE})(?:\s*(?:/|-|–|—|to)\s*(?P<end>{_END}))?"
    r"(?P<again>\s+every\s[^:]{1,200}|\s+x\s*\d+)?\s*",
    re.ASCII | re.IGNORECASE,
)
_DATED: Final = re.compile(_DATE, re.ASCII | re.IGNORECASE)
_ISO_CLOCK: Final = re.compile(
    r"(-?\d{4}-\d\d-\d\d)[T ]\s*(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_GROUP: Final = re.compile(r"\s*(?:section|group)\b\s*(.*)", re.IGNORECASE)
_ENDED: Final = re.compile(r"\s*end\s*(?:section|group)\b", re.IGNORECASE)
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*)")
_HEADER: Final = re.compile(r"([A-Za-z][\w .-]{0,40}|#[\w-]+):\s*(.*)")
_FRAME: Final = re.compile(
    r"//|---|#{1,6}\s|#[\w-]+:|[A-Za-z][\w.-]{0,20}:|(?:end\s*)?(?:section|group)\b|_-_-_", re.IGNORECASE
)
"""Lines of such a text that are no events."""
_MOST_LOOKED_AT: Final = 400
_TAG: Final = re.compile(r"(?<![\w/&#])#([^\W\d][\w-]*)")
_PLACE: Final = re.compile(r"\[([^\[\]]{1,300})\]\(\s*location\s*\)", re.IGNORECASE)
_ZONE: Final = re.compile(r"([+-]?)(\d{1,2})(?::?(\d\d))?")
_BREAK: Final = "_-_-_break_-_-_"
_LEAST_EVENTS: Final = 3
_LONGEST_DATE: Final = 200
_MOST_LEVELS: Final = 20
"""Groups in groups; of more, the innermost."""


def is_markwhen(text: str, *, named: bool) -> float:
    """Tell the share of lines at the margin that are events, of a text by itself; 0 where there are too few."""
    if any(found["name"].lower() in _BLOCKS for found in FENCE.finditer(text)):
        return 1.0
    lines = [line for line in text.splitlines() if line.strip() and not line[0].isspace()][:_MOST_LOOKED_AT]
    found = [_event_in(line) is not None for line in lines]
    events = sum(found)
    if events < (1 if named else _LEAST_EVENTS):
        return 0.0
    others = sum(not each and not _FRAME.match(line) for each, line in zip(found, lines, strict=True))
    return events / (events + others)


def read_markwhen(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the timeline at `path`; raise FormatError where no line of it is an event."""
    text = text_of(path)
    blocks = list(blocks_of(text, _BLOCKS)) or [(1, text.splitlines())]
    reading = FileReading("markwhen", iter(()))
    events = [event for first, lines in blocks for event in _Page(reading, options.order).events(first, lines)]
    if not events:
        raise FormatError(_("“{name}” has no line of Markwhen with a date and a colon.").format(name=path.name))
    return replace(reading, drafts=(_draft(event, reading) for event in events))


def _event_in(line: str) -> tuple[re.Match[str], str] | None:
    """Find the event in a line: its date, before the first colon that can end one, and its text behind that."""
    line = " ".join(line.split())  # blanks in a row would cost much time
    for colon in re.finditer(r":(?!\d)", line[:_LONGEST_DATE]):
        found = _EVENT.fullmatch(line[: colon.start()])
        if found is not None:
            return found, line[colon.end() :]
    return None


@dataclass(slots=True)
class _Event:
    row: int
    found: re.Match[str]
    text: str
    order: Order
    zone: str
    groups: tuple[str, ...]
    lines: list[str] = field(default_factory=list)


class _Page:
    """Reads lines one after the other; what the header says holds for all that follow."""

    def __init__(self, reading: FileReading, order: Order | None) -> None:
        self._reading = reading
        self._asked = order
        self._order: Order = order or "mdy"
        self._zone = ""
        self._groups: list[tuple[int, str]] = []
        self._in_header = True
        self._comments = 0

    def events(self, first: int, lines: Sequence[str]) -> list[_Event]:
        found: list[_Event] = []
        for row, line in enumerate(lines, first):
            if not self._is_frame(line):
                event = _event_in(line)
                if event is not None:
                    self._in_header = False
                    names = tuple(name for _level, name in self._groups if name)
                    found.append(_Event(row, *event, self._order, self._zone, names))
                elif found and not self._in_header:
                    found[-1].lines.append(line)
                else:
                    self._take_header(row, line)
        if self._comments:
            self._reading.notes.append(_("Comments were left out: {n}.").format(n=self._comments))
        return found

    def _is_frame(self, line: str) -> bool:
        """Take a line that holds events rather than being one."""
        if line.strip() == _BREAK:
            self._groups, self._in_header = [], True
            self._order, self._zone = self._asked or "mdy", ""
        elif line.lstrip().startswith("//"):
            self._comments += 1
        elif heading := _HEADING.fullmatch(line.strip()):
            level = len(heading[1])
            self._groups = [each for each in self._groups if each[0] < level]
            self._groups.append((level, heading[2].strip()))
            self._in_header = False
        elif _ENDED.match(line):
            self._groups = self._groups[:-1]
        elif group := _GROUP.fullmatch(line):
            self._groups = [*self._groups, (0, group[1].strip())][-_MOST_LEVELS:]
            self._in_header = False
        else:
            return False
        return True

    def _take_header(self, row: int, line: str) -> None:
        header = _HEADER.fullmatch(line.strip())
        if header is None:
            if line.strip().strip("-"):
                self._reading.leave_out(
                    row, _("“{text}” belongs to no event and was left out.").format(text=line.strip()[:80])
                )
            return
        name, value = header[1].casefold(), words_of(header[2]).strip("\"'")
        if name == "dateformat":
            self._order = self._asked or ("dmy" if value.casefold().startswith("d") else "mdy")
        elif name in {"timezone", "tz"}:
            self._zone = _zone_of(value)
            if value and not self._zone:
                self._reading.notes.append(_("The zone “{zone}” is not known.").format(zone=value[:60]))
        elif name in {"title", "description", "author"} and value:
            self._reading.notes.append(_("The timeline says of itself: {text}").format(text=f"{name}: {value[:300]}"))


def _zone_of(text: str) -> str:
    if (found := _ZONE.fullmatch(text)) is not None and int(found[2]) < 24:
        return f"{found[1] or '+'}{int(found[2]):02d}:{found[3] or '00'}"
    return text if is_zone(text) else ""


def _draft(event: _Event, reading: FileReading) -> Draft:
    found = event.found
    place = _PLACE.search("\n".join([event.text, *event.lines]))
    title, links = unlinked(_PLACE.sub(r"\1", words_of(event.text)))
    text, more = unlinked(_PLACE.sub(r"\1", words_of("\n".join(line.strip() for line in event.lines))))
    written = found["start"] + (f" – {found['end']}" if found["end"] else "")
    start, end, unread = dates_of(
        reading, event.row, lambda: _edtf(found["start"], event.order), lambda: _end(found, event.order), written
    )
    outer, inner = event.groups[:-1], event.groups[-1] if event.groups else ""
    tags = [tag for words in (*event.groups, title, text) for tag in _TAG.findall(words)]
    bare = " ".join(_TAG.sub("", title).split())
    return Draft(
        title=title_of(bare, title, text, written),
        start=start,
        end=end,
        date_text=unread,
        zone=event.zone if "T" in start + end else "",
        category=title_of(_TAG.sub("", inner)),
        place=title_of(place[1]) if place is not None else "",
        tags=list_of([*tags, *(" ".join(_TAG.sub("", name).split()) for name in outer)]),
        summary=text,
        notes=words_of(found["again"] or ""),
        sources=linked([*links, *more]),
        row=event.row,
    )


def _end(found: re.Match[str], order: Order) -> str:
    text = found["end"] or ""
    if text.casefold() == "now":
        return ".."
    if not text:
        return ""
    if not _DATED.fullmatch(text):
        raise DateError(_("“{text}” counts from another date.").format(text=text[:60]))
    return _edtf(text, order)


def _edtf(text: str, order: Order) -> str:
    if not _DATED.fullmatch(text):
        raise DateError(_("“{text}” counts from another date.").format(text=text[:60]))
    if (clock := _ISO_CLOCK.fullmatch(text)) is not None:
        offset = clock[3] or ""
        offset = f"{offset[:3]}:{offset[3:]}" if len(offset) == len("+0200") else offset
        edtf = f"{clock[1]}T{clock[2]}{offset}"
        When.parse(edtf)
        return edtf
    return edtf_of_text(text, order)
