"""Events as a calendar (iCalendar, RFC 5545): days with the end that is excluded, clock times with their zones.

A calendar knows no doubt. A date that is not exact takes all the days that it can mean; its description says so in
words, and X-EDTF has the date itself, by which our import knows it again.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar_dates import CalendarDate, calendar_dates
from timeline_app.domain.dates.zones import LOCAL, is_zone
from timeline_app.export.saving import aside, pieces_of
from timeline_app.export.told import as_text, imprint_of
from timeline_app.formats.calendars.moments import DATE_IN_FULL, MEANT_FOR, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.domain.dates.calendar_dates import CalendarDates
    from timeline_app.export.published import Published, PublishedEvent

_OFTEN: Final = 200
_ONE_DAY: Final = timedelta(days=1)
_STATUSES: Final = {
    "planned": "TENTATIVE", "cancelled": "CANCELLED", "occurred": "CONFIRMED", "corroborated": "CONFIRMED",
}  # fmt: skip
_YEARS: Final = range(1, 10_000)
_UNKNOWN_STAMP: Final = datetime(1970, 1, 1, tzinfo=UTC)
_VERSION_7: Final = 7


def write_icalendar(published: Published, path: Path) -> Iterator[float]:
    """Write the calendar in steps; zones stand before events, which are put aside until all zones are known."""
    total = max(len(published.events), 1)
    years: dict[str, set[int]] = {}
    with aside(path) as events, path.open("wb") as file:
        for done, event in enumerate(published.events):
            for zone, year in _zoned_years(event):
                years.setdefault(zone, set()).add(year)
            if (component := _component(event)) is not None:
                events.write(component.to_ical())
            if done % _OFTEN == 0:
                yield min(done / total, 0.99)
        head = _calendar(published).to_ical()
        end = b"END:VCALENDAR\r\n"
        file.write(head.removesuffix(end))
        for zone in sorted(years):
            file.write(_zone(zone, years[zone]))
        for piece in pieces_of(events):
            file.write(piece)
            yield 0.99
        file.write(end)


def _calendar(published: Published) -> Any:
    from icalendar import Calendar, vText  # noqa: PLC0415 - for calendars only

    calendar = Calendar()
    calendar.add("PRODID", "-//Conflict Timeline//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("NAME", published.title)
    calendar.add("X-WR-CALNAME", vText(published.title))  # of names it does not know, the library escapes nothing
    told = "\n".join(filter(None, (published.description, *imprint_of(published))))
    if told:
        calendar.add("DESCRIPTION", told)
        calendar.add("X-WR-CALDESC", vText(told))
    return calendar


def _zone(zone: str, years: set[int]) -> bytes:
    from icalendar import Timezone  # noqa: PLC0415 - likewise

    first, last = max(min(years) - 1, 1), min(max(years) + 2, 9_999)
    found: bytes = Timezone.from_tzid(zone, first_date=date(first, 1, 1), last_date=date(last, 1, 1)).to_ical()
    return found


def _component(event: PublishedEvent) -> Any:
    """Make the component of an event; None for one that no calendar can hold: without a date, before Christ."""
    from icalendar import Event  # noqa: PLC0415 - likewise

    dates = calendar_dates(event.when)
    if not _fits(dates) or dates.first is None:
        return None
    component = Event()
    component.add("UID", event.id)
    component.add("DTSTAMP", _stamp(event.id))
    start, end = _span(dates, _named_zone(event))
    component.add("DTSTART", start)
    if end is not None:
        component.add("DTEND", end)
    component.add("SUMMARY", event.title)
    exact = dates.are_days and not dates.first.clock
    date_in_words = "" if dates.are_days else _("Date: {date}").format(date=event.date_words)
    component.add("DESCRIPTION", as_text(event, date_in_words))
    if not exact:
        spelled = [text_of(component[name]) for name in ("DTSTART", "DTEND") if name in component]
        component.add(DATE_IN_FULL, event.when.edtf, parameters={MEANT_FOR: "/".join(spelled)})
    if event.place:
        component.add("LOCATION", event.place)
    if event.coordinates is not None:
        component.add("GEO", event.coordinates)
    if names := [*filter(None, [event.category.name if event.category else ""]), *event.tags]:
        component.add("CATEGORIES", names)
    if status := _STATUSES.get(event.status):
        component.add("STATUS", status)
    component.add("TRANSP", "TRANSPARENT")  # it takes nobody's time
    links = [*dict.fromkeys(source.link for source in event.sources if source.link)]
    for name, link in zip(("URL", *("ATTACH",) * len(links)), links, strict=False):
        component.add(name, link)
    return component


def _fits(dates: CalendarDates) -> bool:
    return all(each is None or each.year in _YEARS for each in (dates.first, dates.last))


def _named_zone(event: PublishedEvent) -> str:
    """Give the zone whose clocks are meant, where a calendar can name it; an offset is told by times in UTC."""
    return event.zone if "/" in event.zone and event.zone != LOCAL and is_zone(event.zone) else ""


def _zoned_years(event: PublishedEvent) -> Iterator[tuple[str, int]]:
    dates, zone = calendar_dates(event.when), _named_zone(event)
    if zone and _fits(dates):
        for each in (dates.first, dates.last):
            if each is not None and dates.first is not None and dates.first.clock and not dates.first.offset:
                yield zone, each.year


def _span(dates: CalendarDates, zone: str) -> tuple[date, date | None]:
    """Give start and end as a calendar has them: two days, or two moments; the end does not belong to the event."""
    first, last = dates.first, dates.last
    assert first is not None  # noqa: S101 - asked before
    if not first.clock and not (last is not None and last.clock):
        end = date(*(last or first).last_day)
        return date(*first.first_day), end + _ONE_DAY if end < date.max else None
    start = _moment(first, first.first_day, zone)
    if last is None:
        return start, None
    if last.clock:
        return start, _moment(last, last.first_day, zone)
    return start, _moment(last, last.last_day, zone) + _ONE_DAY


def _moment(edge: CalendarDate, day: tuple[int, int, int], zone: str) -> datetime:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - for clock times only

    wall = datetime(*day, *edge.clock_parts)  # noqa: DTZ001 - what clocks show; the zone follows
    if edge.offset:
        return datetime.fromisoformat(f"{wall.isoformat()}{edge.offset.replace('Z', '+00:00')}").astimezone(UTC)
    return wall.replace(tzinfo=ZoneInfo(zone)) if zone else wall


def _stamp(event_id: str) -> datetime:
    """Give the moment that every event of a calendar has to have: when ours was made, as its id says."""
    try:
        known = uuid.UUID(event_id)
    except ValueError:
        return _UNKNOWN_STAMP
    if known.version != _VERSION_7:
        return _UNKNOWN_STAMP
    return datetime.fromtimestamp((known.int >> 80) // 1000, UTC)
