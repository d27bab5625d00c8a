"""Whose clocks a calendar means: its names of zones as those of the time zone database.

A TZID can be such a name, one of Windows, one with a prefix of the program that wrote it, or a name that only the file
itself explains by rules; then the offset of each time is taken from those rules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.zones import LOCAL, is_zone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

_OFFSET: Final = re.compile(r"(?:GMT|UTC|Z)?\s*([+-])(\d{1,2})(?::?(\d\d))?", re.IGNORECASE | re.ASCII)
_SHOWN_BY_WINDOWS: Final = re.compile(r"\((?:GMT|UTC)[^)]*\)\s*(.+)", re.IGNORECASE)
_TAIL: Final = re.compile(r"[A-Z][A-Za-z]+/[A-Z][A-Za-z_-]+(?:/[A-Z][A-Za-z_-]+)?$")
_TZID: Final = re.compile(r"^TZID(?:;[^:\n]*)?:(.*)$", re.MULTILINE | re.IGNORECASE)
_PLACE: Final = re.compile(r"^X-LIC-LOCATION(?:;[^:\n]*)?:(.*)$", re.MULTILINE | re.IGNORECASE)


class CalendarZones:
    """Finds the zone of a TZID, each once."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks: dict[str, str] = {}
        for block in blocks:
            if (found := _TZID.search(block)) is not None:
                self._blocks.setdefault(_bare(found[1]), block)
        self._names: dict[str, str] = {}
        self._rules: dict[str, tzinfo | None] = {}

    def name_of(self, tzid: str) -> str:
        """Give the zone of the time zone database, or the offset, that a TZID names; empty where it names none."""
        if tzid not in self._names:
            self._names[tzid] = self._find(_bare(tzid))
        return self._names[tzid]

    def offset_of(self, tzid: str, wall: datetime) -> str:
        """Give the offset that the file's own rules have at a clock time; empty where it has none."""
        if tzid not in self._rules:
            self._rules[tzid] = _rules_of(self._blocks.get(_bare(tzid), ""))
        rules = self._rules[tzid]
        try:
            shift = wall.replace(tzinfo=rules).utcoffset() if rules is not None else None
        except (ValueError, OverflowError, TypeError):
            return ""
        if shift is None:
            return ""
        minutes = round(shift.total_seconds() / 60)
        return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "Z"

    def _find(self, name: str) -> str:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - for names of Windows only

        if _is_zone(name):
            return name
        windows = WINDOWS_TO_OLSON.get(name, "") or next(
            (zone for known, zone in WINDOWS_TO_OLSON.items() if known.casefold() == name.casefold()), ""
        )
        place = _PLACE.search(self._blocks.get(name, ""))
        tail = _TAIL.search(name)
        offset = _OFFSET.fullmatch(name)
        candidates = (
            windows,
            place[1].strip() if place else "",
            tail[0] if tail else "",
            f"{offset[1]}{int(offset[2]):02d}:{offset[3] or '00'}" if offset else "",
        )
        found = next(filter(_is_zone, candidates), "")
        return found or ("" if name in self._blocks else _by_city(name))


def _bare(tzid: str) -> str:
    return tzid.strip().strip('"').strip()


def _is_zone(name: str) -> bool:
    return bool(name) and name.lower() not in {LOCAL, "z"} and is_zone(name)


def _by_city(name: str) -> str:
    """Take "(UTC+01:00) Amsterdam, Berlin, Bern" by its first city that has a zone, or a name in another case."""
    from timeline_app.domain.dates.zone_places import english_places  # noqa: PLC0415 - for rare names only

    by_city = {each.city.casefold(): each.zone for each in english_places()}
    shown = _SHOWN_BY_WINDOWS.fullmatch(name)
    cities = re.split(r"\s*[,/]\s*", shown[1]) if shown else []
    found = next((by_city[city.casefold()] for city in cities if city.casefold() in by_city), "")
    return found or next((each.zone for each in english_places() if each.zone.casefold() == name.casefold()), "")


def _rules_of(block: str) -> tzinfo | None:
    if not block:
        return None
    from icalendar import Timezone  # noqa: PLC0415 - likewise

    try:
        found = Timezone.from_ical(block)
        return found.to_tz() if isinstance(found, Timezone) else None
    except Exception:  # noqa: BLE001 - whatever the library stumbles over, the zone is not explained
        return None
