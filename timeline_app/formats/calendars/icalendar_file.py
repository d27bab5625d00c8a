"""iCalendar files: an event for each VEVENT and each journal entry, whatever the rest of the file is like.

The properties are read by the icalendar library, one component at a time, so that what cannot be read of one costs none
of the others. To-dos are no events, and are told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, quoted
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.calendars.components import CalendarText, name_of_line
from timeline_app.formats.calendars.moments import DATE_IN_FULL, Dates, as_it_was, dates_of, moment_of, text_of
from timeline_app.formats.calendars.properties import (
    CARRIED,
    STATUSES_OF_CALENDARS,
    Properties,
    first_of,
    read_component,
)
from timeline_app.formats.calendars.recurrence import rule_in_words
from timeline_app.formats.calendars.repetitions import NotWorkedOutError, Repetitions
from timeline_app.formats.calendars.zones import CalendarZones
from timeline_app.formats.encoding import read_whole
from timeline_app.formats.markup import plain_text
from timeline_app.formats.reading import FileReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from timeline_app.formats.calendars.components import CalendarPart
    from timeline_app.formats.calendars.repetitions import Repetition
    from timeline_app.formats.reading import ReadOptions

_LONGEST_TITLE: Final = 80
_SHOWN: Final = 12
_LONGEST_TEXT: Final = 300


def read_icalendar(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the calendar at `path`; raise FormatError where it holds no event."""
    text = CalendarText(read_whole(path))
    if next(iter(_events(text)), None) is None:
        raise FormatError(_why_none(path.name, text))
    reading = FileReading("icalendar", iter(()), repeats=any(text.count_property(name) for name in ("RRULE", "RDATE")))
    zones = CalendarZones(text.zone_blocks())
    repetitions = Repetitions(zones, options.repeats) if options.repeats is not None and reading.repeats else None
    return replace(reading, drafts=_Calendar(text, zones, reading, repetitions).drafts())


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
    repetitions: Repetitions | None = None
    """None where a repeated event is taken once."""
    left_out: Counter[str] = field(default_factory=Counter)
    tasks: list[str] = field(default_factory=list)
    seen: dict[str, list[str]] = field(default_factory=dict)

    def drafts(self) -> Iterator[Draft]:
        """Read the components one by one; the calendar's name, and what was left out, is told at the end."""
        if self.repetitions is not None:
            self.repetitions.learn(_events(self.text))
        for part in self.text.parts():
            if part.kind == "VTODO":
                self.tasks.append(
                    next((line.partition(":")[2] for line in part.lines if name_of_line(line) == "SUMMARY"), "–")
                )
            elif _is_event(part):
                component, unread = read_component(part)
                yield from self._times(part, Properties(component), unread)
        self._tell()

    def _times(self, part: CalendarPart, found: Properties, unread: Sequence[str]) -> Iterator[Draft]:
        """Give an event once, or each time that it happens in the days that were chosen."""
        times = self._repeated(part, found)
        draft = self._draft(part, found, unread, spread=times is not None)
        if draft is None or times is None or self.repetitions is None:
            yield from () if draft is None else (draft,)
            return
        duration = found.first("DURATION")
        some = self.repetitions.take(times)
        for each in some:
            dates = dates_of(each.start, each.end, duration, self.zones)
            external_id = f"{draft.external_id} {each.id}" if draft.external_id else ""
            yield draft._replace(
                start=dates.start, end=dates.end, zone=dates.zone, date_text=dates.text, external_id=external_id
            )
        if len(some) < len(times):
            words = _("“{title}” happens more often than fits: {n} times were left out. Choose fewer days.")
            self.reading.report(part.row, words.format(title=draft.title[:80], n=grouped(len(times) - len(some))))

    def _repeated(self, part: CalendarPart, found: Properties) -> list[Repetition] | None:
        """Give the times of a repeated event; None where it is taken as it stands."""
        if self.repetitions is None:
            return None
        title = on_one_line(found.text("SUMMARY"))[:80]
        if (changed := found.first("RECURRENCE-ID")) is not None and getattr(changed, "params", {}).get("RANGE"):
            words = _("“{title}” is a change of later times, too; only the one that it names was changed.")
            self.reading.report(part.row, words.format(title=title))
        try:
            times = self.repetitions.of(found)
        except NotWorkedOutError:
            words = _("“{title}”: its rule cannot be worked out here; it was taken once, with its rule in the notes.")
            self.reading.report(part.row, words.format(title=title))
            return None
        if times == []:
            self.reading.leave_out(part.row, _("“{title}” does not happen in the days chosen.").format(title=title))
        return times

    def _draft(
        self, part: CalendarPart, found: Properties, unread: Sequence[str], *, spread: bool = False
    ) -> Draft | None:
        component = found.component
        if not part.whole:
            self.reading.report(part.row, _("The event is broken off; what stands of it was taken."))
        self.left_out.update(name for name in component if name not in CARRIED and name != "UID")
        self.left_out["VALARM"] += part.alarms
        external_id = self._own_id(part, found)
        if external_id is None:
            return None
        dates, again = self._dates(found, spread=spread)
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
            status=STATUSES_OF_CALENDARS.get(found.text("STATUS").strip().upper(), ""),
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

    def _own_id(self, part: CalendarPart, found: Properties) -> str | None:
        """Give what tells an event from the others; None for one that stands in the file word for word before."""
        uid = found.text("UID").strip()
        if not uid:
            return ""
        if (replaced := found.first("RECURRENCE-ID")) is not None:
            repetitions = self.repetitions
            uid = f"{uid} {repetitions.id_of_changed(uid, replaced) if repetitions else text_of(replaced)}"
        key = "\n".join(part.lines)
        before = self.seen.setdefault(uid, [])
        if key in before:
            words = _("The event stands in the file before, word for word, and was taken once: “{title}”.")
            self.reading.leave_out(part.row, words.format(title=on_one_line(found.text("SUMMARY"))[:80]))
            return None
        before.append(key)
        return uid if len(before) == 1 else f"{uid} ({len(before)})"

    def _dates(self, found: Properties, *, spread: bool) -> tuple[Dates, list[str]]:
        """Give the dates of an event, and in words when else it happens, unless its times are `spread` out."""
        start, others = found.first("DTSTART"), list(found.dates("RDATE"))
        end, duration = found.first("DTEND"), found.first("DURATION")
        if start is None and others:
            start, end = first_of(others.pop(0))
        dates = as_it_was(dates_of(start, end, duration, self.zones), found.first(DATE_IN_FULL), start, end)
        told = []
        for name in ("RRULE", "EXRULE"):
            for rule in found.all(name):
                spelled = f"{name}:{text_of(rule)}"
                words = rule_in_words(rule, spelled) if isinstance(rule, dict) else spelled
                told.append(words if name == "RRULE" or not words else spelled)
        if others and not spread:
            told.append(_("Also on: {dates}.").format(dates=self._list(others)))
        if not spread and (excepted := list(found.dates("EXDATE"))):
            told.append(_("Not on: {dates}.").format(dates=self._list(excepted)))
        if (replaced := found.first("RECURRENCE-ID")) is not None:
            words = _("In place of the repetition on {date}.")
            if getattr(replaced, "params", {}).get("RANGE"):
                words = _("In place of the repetition on {date}, and of those after it.")
            told.append(words.format(date=self._spelled(replaced)))
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
        first, last = first_of(value)
        begins = moment_of(first, self.zones)
        if begins is None:
            return text_of(value)
        words = " ".join(filter(None, (begins.words, begins.named_zone)))
        ends = moment_of(last, self.zones) if last is not None else None
        return f"{words} – {ends.words}" if ends is not None else words

    def _sources(self, part: CalendarPart, found: Properties) -> Iterator[DraftSource]:
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

    def _broken(self, part: CalendarPart, found: Properties, unread: Sequence[str]) -> Iterator[str]:
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
        if self.repetitions is not None:
            words = ngettext("Repeated events were taken each time from {first} to {last}: {n} event.",
                             "Repeated events were taken each time from {first} to {last}: {n} events.",
                             self.repetitions.taken)  # fmt: skip
            first, last = (word(When.parse(each.isoformat())) for each in self.repetitions.within)
            notes.append(words.format(first=first, last=last, n=grouped(self.repetitions.taken)))
        if self.tasks:
            words = ngettext("{n} to-do is no event and was left out: {titles}",
                             "{n} to-dos are no events and were left out: {titles}", len(self.tasks))  # fmt: skip
            shown = ", ".join(quoted(on_one_line(each)[:80]) for each in self.tasks[:_SHOWN])
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
