"""The properties of a component, read by the icalendar library: what cannot be read of one costs none of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.calendars.components import name_of_line
from timeline_app.formats.calendars.moments import DATE_IN_FULL, ZONE, text_of
from timeline_app.formats.markup import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.domain.records import Status
    from timeline_app.formats.calendars.components import CalendarPart

STATUSES_OF_CALENDARS: Final[dict[str, Status]] = {"CANCELLED": "cancelled", "TENTATIVE": "planned"}
CARRIED: Final = frozenset({
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


def read_component(part: CalendarPart) -> tuple[Any, list[str]]:
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


def first_of(value: Any) -> tuple[Any, Any]:
    """Give the beginning of a date or period, and its end where it has one."""
    from icalendar.prop import vDDDTypes  # noqa: PLC0415 - likewise

    period = getattr(value, "dt", None) if type(value).__name__ != "vBroken" else None
    if not isinstance(period, tuple):
        return value, None
    first, last = (vDDDTypes(each) for each in period)
    for each in (first, last):
        each.params = value.params
    if not hasattr(period[1], "year"):
        try:
            last = vDDDTypes(period[0] + period[1])
        except OverflowError:  # beyond the year 9999
            return first, None
        last.params = value.params
    return first, last


@dataclass(frozen=True, slots=True)
class Properties:
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
        if state and state.upper() not in {*STATUSES_OF_CALENDARS, "CONFIRMED"}:
            yield f"Status: {state}"

    def broken(self) -> list[str]:
        """Name the properties that cannot be read and that a draft has a place for; dates tell of themselves."""
        names = dict.fromkeys(name for name, _why in self.component.errors if name in CARRIED)
        return [name for name in names if name not in {"DTSTART", "DTEND", "DURATION"}]
