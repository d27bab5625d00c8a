"""Words for clock times, shown in the zone that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates.calendar import DAY_S, civil_at, civil_from_days
from timeline_app.domain.dates.edtf.date import offset_seconds
from timeline_app.domain.dates.formatting.phrases import _

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import DatePart


def clock_words(part: DatePart, own_zone: str, shown_zone: str) -> tuple[str, str, int]:
    """Give the clock time, the name of its zone, and the days since 1970 in that zone.

    A time that tells neither offset nor zone cannot be shown in another zone: it stands as it is, unlabelled.
    """
    zone = shown_zone or own_zone
    if not part.offset and (not own_zone or zone == own_zone):
        return _shown(part.clock), zone_label(own_zone) if own_zone else "", _clock_s(part) // DAY_S
    if part.offset and not zone:
        return _shown(part.clock), zone_label(part.offset), _clock_s(part) // DAY_S
    from timeline_app.domain.dates.zones import offset_at, offset_of_clock  # noqa: PLC0415  # zoneinfo is needed for few dates

    moment = part.lower
    if not part.offset:
        moment -= offset_of_clock(part.lower, own_zone)
    shown = moment + offset_at(moment, zone)
    at = civil_at(shown)
    return _shown(f"{at.hour:02}:{at.minute:02}:{at.second:02}"), zone_label(zone), shown // DAY_S


def _shown(clock: str) -> str:
    """Leave out seconds that are zero: written texts give times to the minute, EDTF asks for seconds."""
    return clock.removesuffix(":00") if len(clock) > 5 else clock


def _clock_s(part: DatePart) -> int:
    shift = DAY_S if part.clock.startswith("24") else part.clock.endswith(":60")
    return part.lower + offset_seconds(part.offset) - shift


def day_in_zone(part: DatePart, days: int) -> tuple[int, int, int]:
    """Give the day that a clock time falls on; 24:00 belongs to the day that it ends."""
    if part.clock.startswith("24"):
        return int(part.year), int(part.month), int(part.day)
    return civil_from_days(days)


def zone_label(zone: str) -> str:
    """Name a zone for people: "Kyiv", "UTC", "UTC+3"."""
    if zone in ("Z", "UTC"):
        return "UTC"
    if zone == "local":
        return _("local time")
    if zone[0] in "+-":
        hours, minutes = int(zone[1:3]), zone[4:6]
        return f"UTC{zone[0].replace('-', '−')}{hours}" + (f":{minutes}" if minutes != "00" else "")
    return _(zone.rpartition("/")[2].replace("_", " "))
