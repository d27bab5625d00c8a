"""iCalendar files: an event for each VEVENT and each journal entry, whatever the rest of the file is like.

The properties are read by the icalendar library, one component at a time, so that what cannot be read of one costs none
of the others. To-dos are no events, and are told.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.calendars.components import CalendarText, name_of_line
from timeline_app.formats.calendars.moments import DATE_IN_FULL, ZONE, Dates, as_it_was, dates_of, moment_of, text_of
from timeline_app.formats.calendars.recurrence import rule_in_words
from timeline_app.formats.calendars.zones import CalendarZones
from timeline_app.formats.encoding import read_whole
from timeline_app.formats.markup import plain_text
from timeline_app.formats.reading import FileReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from timeline_app.domain.records import Status
    from timeline_app.formats.calendars.components import CalendarPart
    from timeline_app.formats.reading import ReadOptions

_STATUSES: Final[dict[str, Status]] = {"CANCELLED": "cancelled", "TENTATIVE": "planned"}
_CARRIED: Final = frozenset({
    "SUMMARY", "DESCRIPTION", "X-ALT-DESC", "DTSTART", "DTEND", "DURATION", "LOCATION", "GEO", "CATEGORIES", "URL",
    "X-APPLE-STRUCTURED-LOCATION", "ATTACH", "IMAGE", "STATUS", "UID", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE",
    "EXRULE", "ATTENDEE", "ORGANIZER", "COMMENT", "CONTACT", "RELATED-TO", "RESOURCES", "PRIORITY", "CONFERENCE",
    "COLOR", DATE_IN_FULL,
})  # fmt: skip
"""Properties that a draft has a place for."""
_NOTED: Final = ("COMMENT", "CONTACT", "RELATED-TO", "RESOURCES", "PRIORITY", "CONFERENCE", "COLOR")
_ZONE: Final = re.compile(r";TZID=(?=[^:]*:)", re.IGNORECASE)
"""The library would look for the zone itself, and give up a date for a name that is none of its."""
_NO_PEOPLE: Final = frozenset({"ROOM", "RESOURCE"})
_LONGEST_TITLE: Final = 80
_SHOWN: Final = 12
_LONGEST_TEXT: Final = 300


def read_icalendar(path: Path, _options: ReadOptions) -> FileReading:
    """Begin to read the calendar at `path`; raise FormatError where it holds no event."""
    text = CalendarText(read_whole(path))
    if next(iter(_events(text)), None) is None:
        raise FormatError(_why_none(path.name, text))
    reading = FileReading("icalendar", iter(()))
    return replace(reading, drafts=_Calendar(text, CalendarZones(text.zone_blocks()), reading).drafts())


def _events(text: CalendarText) -> Iterator[CalendarPart]:
    return filter(_is_event, text.parts())


def _is_event(part: CalendarPart) -> bool:
    return part.kind in {"VEVENT", "VJOURNAL"} and any(map(str.strip, part.lines))


def _why_none(name: str, text: CalendarText) -> str:
    tasks = text.count("VTODO")
    if tasks:
        words = ngettext(
            "“{name}” holds no events, only {n} to-do; a chronology has no to-dos.",
            "“{name}” holds no events, only {n} to-dos; a chronology has no to-dos.",
            tasks,
        )
        return words.format(name=name, n=tasks)
    if text.count("VFREEBUSY"):
        return _("“{name}” tells when somebody is busy, and no events; export the calendar itself.").format(name=name)
    return _("“{name}” is a calendar without events.").format(name=name)


@dataclass(slots=True)
class _Calendar:
    text: CalendarText
    zones: CalendarZones
    reading: FileReading
    left_out: Counter[str] = field(default_factory=Counter)
    tasks: list[str] = field(default_factory=list)
    seen: dict[str, list[str]] = field(default_factory=dict)

    def drafts(self) -> Iterator[Draft]:
        """Read the components one by one; the calendar's name, and what was left out, is told at the end."""
        for part in self.text.parts():
            if part.kind == "VTODO":
                self.tasks.append(
                    next((line.partition(":")[2] for line in part.lines if name_of_line(line) == "SUMMARY"), "–")
                )
            elif _is_event(part) and (draft := self._draft(part)) is not None:
                yield draft
        self._tell()

    def _draft(self, part: CalendarPart) -> Draft | None:
        component, unread = _component(part)
        found = _Properties(component)
        if not part.whole:
            self.reading.report(part.row, _("The event is broken off; what stands of it was taken."))
        self.left_out.update(name for name in component if name not in _CARRIED and name != "UID")
        self.left_out["VALARM"] += part.alarms
        external_id = self._own_id(part, found)
        if external_id is None:
            return None
        dates, again = self._dates(found)
        for message in dates.problems:
            self.reading.report(part.row, message, unread_date=dates.unread)
        if dates.problems and dates.text and not dates.unread:
            self.reading.unread_dates.append(part.row)
        summary, links = found.description()
        title = on_one_line(plain_text(found.text("SUMMARY"))[0]).strip()
        latitude, longitude = found.coordinates()
        category, *more = [*found.categories(), ""]
        tags = tuple(filter(None, more)) + (("journal",) if part.kind == "VJOURNAL" else ())
        place = ", ".join(filter(None, map(str.strip, found.text("LOCATION").split("\n"))))
        return Draft(
            title=title or _title_from(summary, place),
            start=dates.start,
            end=dates.end,
            date_text=dates.text,
            zone=dates.zone,
            status=_STATUSES.get(found.text("STATUS").strip().upper(), ""),
            category=category,
            actors=found.people(),
            place=place,
            latitude=latitude,
            longitude=longitude,
            tags=tags,
            summary=summary,
            notes="\n".join((*again, *found.noted(), *self._broken(part, found, unread))),
            external_id=external_id,
            sources=(*self._sources(part, found), *(DraftSource(title=link, url=link) for link in links)),
            row=part.row,
        )

    def _own_id(self, part: CalendarPart, found: _Properties) -> str | None:
        """Give what tells an event from the others; None for one that stands in the file word for word before."""
        uid = found.text("UID").strip()
        if not uid:
            return ""
        if (replaced := found.first("RECURRENCE-ID")) is not None:
            uid = f"{uid} {text_of(replaced)}"
        key = "\n".join(part.lines)
        before = self.seen.setdefault(uid, [])
        if key in before:
            words = _("The event stands in the file before, word for word, and was taken once: “{title}”.")
            self.reading.leave_out(part.row, words.format(title=on_one_line(found.text("SUMMARY"))[:80]))
            return None
        before.append(key)
        return uid if len(before) == 1 else f"{uid} ({len(before)})"

    def _dates(self, found: _Properties) -> tuple[Dates, list[str]]:
        """Give the dates of an event, and in words when else it happens."""
        start, others = found.first("DTSTART"), list(found.dates("RDATE"))
        end, duration = found.first("DTEND"), found.first("DURATION")
        if start is None and others:
            start, end = _first_of(others.pop(0))
        dates = as_it_was(dates_of(start, end, duration, self.zones), found.first(DATE_IN_FULL), start, end)
        told = []
        for name in ("RRULE", "EXRULE"):
            for rule in found.all(name):
                spelled = f"{name}:{text_of(rule)}"
                words = rule_in_words(rule, spelled) if isinstance(rule, dict) else spelled
                told.append(words if name == "RRULE" or not words else spelled)
        if others:
            told.append(_("Also on: {dates}.").format(dates=self._list(others)))
        if excepted := list(found.dates("EXDATE")):
            told.append(_("Not on: {dates}.").format(dates=self._list(excepted)))
        if (replaced := found.first("RECURRENCE-ID")) is not None:
            told.append(_("In place of the repetition on {date}.").format(date=self._spelled(replaced)))
        last = found.first("DTEND")
        if last is not None and (ends := moment_of(last, self.zones)) and ends.named_zone not in {"", dates.zone}:
            told.append(_("The end is given by the clocks of {zone}.").format(zone=ends.named_zone))
        unknown = start is not None and (begins := moment_of(start, self.zones)) and begins.unknown
        if unknown:
            told.append(_("Time zone in the file: {zone}.").format(zone=unknown))
        return dates, list(filter(None, told))

    def _list(self, dates: Sequence[Any]) -> str:
        return ", ".join(map(self._spelled, dates))

    def _spelled(self, value: Any) -> str:
        first, last = _first_of(value)
        begins = moment_of(first, self.zones)
        if begins is None:
            return text_of(value)
        words = " ".join(filter(None, (begins.words, begins.named_zone)))
        ends = moment_of(last, self.zones) if last is not None else None
        return f"{words} – {ends.words}" if ends is not None else words

    def _sources(self, part: CalendarPart, found: _Properties) -> Iterator[DraftSource]:
        for name in ("URL", "ATTACH", "IMAGE"):
            for value in found.all(name):
                params = getattr(value, "params", {})
                address = str(value).strip()
                title = str(params.get("FILENAME", "") or params.get("X-FILENAME", "") or params.get("LABEL", ""))
                if type(value).__name__ == "vBinary" or str(params.get("ENCODING", "")).upper() == "BASE64":
                    words = _("A file that is inside the calendar was left out: {what}.")
                    self.reading.report(part.row, words.format(what=title or str(params.get("FMTTYPE", "–"))))
                elif address.lower().startswith(("http://", "https://")):
                    yield DraftSource(title=title or address, url=address)
                elif address:
                    yield DraftSource(title=title or address[:200], words=address[:_LONGEST_TEXT])

    def _broken(self, part: CalendarPart, found: _Properties, unread: Sequence[str]) -> Iterator[str]:
        """Give what cannot be read of the properties that matter; dates are told with the dates."""
        for line in unread:
            self.reading.report(
                part.row, _("“{text}” cannot be read; it was kept in the notes.").format(text=line[:80])
            )
            yield line
        for name in found.broken():
            for value in found.all(name):
                text = text_of(value)
                if type(value).__name__ != "vBroken" or not text.strip():
                    continue
                words = _("“{text}” cannot be read; it was kept in the notes.")
                self.reading.report(part.row, words.format(text=f"{name}:{text}"[:80]))
                yield f"{name}: {text}"

    def _tell(self) -> None:
        head, notes = self.text.head, self.reading.notes
        if name := head.get("X-WR-CALNAME", "") or head.get("NAME", ""):
            notes.insert(0, _("The calendar is called “{name}”.").format(name=on_one_line(name)[:200]))
        if about := head.get("X-WR-CALDESC", "") or head.get("DESCRIPTION", ""):
            notes.append(_("It says of itself: {text}").format(text=on_one_line(about.replace("\\n", " "))[:500]))
        if self.tasks:
            words = ngettext("{n} to-do is no event and was left out: {titles}",
                             "{n} to-dos are no events and were left out: {titles}", len(self.tasks))  # fmt: skip
            shown = ", ".join(f"“{on_one_line(each)[:80]}”" for each in self.tasks[:_SHOWN])
            notes.append(words.format(n=len(self.tasks), titles=shown + (" …" if len(self.tasks) > _SHOWN else "")))
        if names := sorted(name for name, count in self.left_out.items() if count):
            shown = ", ".join(names[:40]) + (" …" if len(names) > 40 else "")
            notes.append(_("Left out, since a chronology has no place for it: {names}.").format(names=shown))


def _title_from(summary: str, place: str) -> str:
    """Give an event without a title the first words of its text, or its place."""
    words = " ".join(summary.split())
    if len(words) > _LONGEST_TITLE:
        words = words[:_LONGEST_TITLE].rpartition(" ")[0] or words[:_LONGEST_TITLE]
    return words or place[:_LONGEST_TITLE] or _("Event without a title")


def _component(part: CalendarPart) -> tuple[Any, list[str]]:
    """Read a component by the library; a line on which that fails is given back, and the rest is read without it."""
    from icalendar import Event, Journal  # noqa: PLC0415 - for calendars only

    kind = Journal if part.kind == "VJOURNAL" else Event
    lines = [_ZONE.sub(rf";{ZONE}=", line) for line in part.lines if name_of_line(line)]
    others = [line for line in part.lines if not name_of_line(line) and line.strip()]

    def read(some: Sequence[str]) -> Any:
        try:
            return kind.from_ical("\r\n".join((f"BEGIN:{part.kind}", *some, f"END:{part.kind}", "")))
        except Exception:  # noqa: BLE001 - whatever the library stumbles over, the other lines are read
            return None

    component = read(lines)
    if component is None or any(name is None for name, _why in component.errors):
        good: list[str] = []
        for line in lines:
            alone = read([line])
            (good if alone is not None and all(name for name, _why in alone.errors) else others).append(line)
        component = read(good)
        if component is None:  # the lines go each alone, but not together
            return kind(), [*others, *good]
    return component, others


def _first_of(value: Any) -> tuple[Any, Any]:
    """Give the beginning of a date or period, and its end where it has one."""
    from icalendar.prop import vDDDTypes  # noqa: PLC0415 - likewise

    period = getattr(value, "dt", None) if type(value).__name__ != "vBroken" else None
    if not isinstance(period, tuple):
        return value, None
    first, last = (vDDDTypes(each) for each in period)
    for each in (first, last):
        each.params = value.params
    if not hasattr(period[1], "year"):
        last = vDDDTypes(period[0] + period[1])
        last.params = value.params
    return first, last


@dataclass(frozen=True, slots=True)
class _Properties:
    """The properties of a component, each as a list."""

    component: Any

    def all(self, name: str) -> list[Any]:
        """Give the values of a property."""
        value = self.component.get(name)
        return [] if value is None else value if isinstance(value, list) else [value]

    def first(self, name: str) -> Any:
        """Give the first value of a property that is not empty; None where it has none."""
        return next((each for each in self.all(name) if text_of(each).strip()), None)

    def text(self, name: str) -> str:
        """Give the first text of a property."""
        value = self.first(name)
        return "" if value is None else str(value)

    def dates(self, name: str) -> Iterator[Any]:
        """Give the dates of a property that lists them."""
        for value in self.all(name):
            yield from getattr(value, "dts", [value]) if type(value).__name__ != "vBroken" else ()

    def description(self) -> tuple[str, tuple[str, ...]]:
        """Give the text of an event without its markup, and the addresses that it links to."""
        texts = [str(each) for each in self.all("DESCRIPTION")] or [self.text("X-ALT-DESC")]
        words, links = plain_text("\n".join(filter(None, texts)))
        return words.strip(), links

    def categories(self) -> list[str]:
        """Give the names of the categories, each once."""
        found = (str(each).strip() for value in self.all("CATEGORIES") for each in getattr(value, "cats", [value]))
        return list(dict.fromkeys(filter(None, found)))

    def people(self) -> tuple[str, ...]:
        """Give who takes part: organiser and attendees by name, else by address; rooms are nobody."""
        found: dict[str, None] = {}
        for value in (*self.all("ORGANIZER"), *self.all("ATTENDEE")):
            params = getattr(value, "params", {})
            address = str(value).strip()
            if address.lower().startswith("mailto:"):
                address = address[7:]
            is_known = type(value).__name__ != "vBroken"
            if is_known and str(params.get("CUTYPE", "")).upper() not in _NO_PEOPLE:
                name = on_one_line(str(params.get("CN", ""))).strip().strip("'\"") or address
                found[name] = None
        return tuple(filter(None, found))

    def coordinates(self) -> tuple[float | None, float | None]:
        """Give latitude and longitude, from GEO or from what Apple writes instead."""
        geo = self.first("GEO")
        if geo is not None and type(geo).__name__ == "vGeo":
            pair = [geo.latitude, geo.longitude]
        else:
            address = self.text("X-APPLE-STRUCTURED-LOCATION").strip()
            try:
                pair = [float(each) for each in address.lower().removeprefix("geo:").split(",")[:2]]
            except ValueError:
                return None, None
        if len(pair) != 2 or not (abs(pair[0]) <= 90 and abs(pair[1]) <= 180):
            return None, None
        return pair[0], pair[1]

    def noted(self) -> Iterator[str]:
        """Give what goes to the notes, a line each."""
        for name in _NOTED:
            for value in self.all(name):
                if type(value).__name__ != "vBroken" and (text := on_one_line(str(value)).strip()):
                    yield f"{name.capitalize()}: {text}"
        for value in (*self.all("ORGANIZER"), *self.all("ATTENDEE")):
            params = getattr(value, "params", {})
            if str(params.get("CUTYPE", "")).upper() in _NO_PEOPLE:
                yield f"{str(params['CUTYPE']).capitalize()}: {params.get('CN', '') or value}"
        state = self.text("STATUS").strip()
        if state and state.upper() not in {*_STATUSES, "CONFIRMED"}:
            yield f"Status: {state}"

    def broken(self) -> list[str]:
        """Name the properties that cannot be read and that a draft has a place for; dates tell of themselves."""
        names = dict.fromkeys(name for name, _why in self.component.errors if name in _CARRIED)
        return [name for name in names if name not in {"DTSTART", "DTEND", "DURATION"}]
