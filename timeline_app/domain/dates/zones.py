"""Offsets of time zones at places on the axis: IANA names, fixed offsets, UTC, and the computer's own zone.

The zone data shipped with the program (tzdata) goes before that of the system, so that the same store reads the same
on every machine. A clock time that a change of clocks skips is read with the offset before the change (02:30 shows
as 03:30); one that occurs twice means the first of the two; `clock_doubt` tells both cases.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import civil_at
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LOCAL: Final = "local"
"""The name under which the computer's own zone goes."""

OWN: Final = "own"
"""Not a zone: times are shown in the zone that each event itself names, else in UTC."""

USUAL: Final = "Europe/Kyiv"
"""Whose clocks are shown where nobody chose others."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  # wall clock time, which has no zone yet
_FIRST_S: Final = -62_135_596_800 + 2 * 86_400
_LAST_S: Final = 253_402_300_799 - 2 * 86_400
"""datetime ends at the years 1 and 9999; beyond them the offset of the nearest end holds."""
_OFFSET: Final = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,2}", re.ASCII)


def offset_at(seconds: int, zone: str) -> int:
    """Give the seconds that clocks in the zone are ahead of UTC at a place on the axis."""
    if zone in ("", "UTC", "Z"):
        return 0
    at = _EPOCH + timedelta(seconds=max(_FIRST_S, min(seconds, _LAST_S)))
    shift = at.astimezone(_zone(zone)).utcoffset()
    return _whole_seconds(shift)


def clock_zone(zone: str) -> str:
    """Give the zone of the ruler: where words use each event's own, the ruler keeps to UTC."""
    return "UTC" if zone in ("", "Z", OWN) else zone


def clock_now(zone: str) -> int:
    """Give the second that clocks in the zone show now."""
    now_s = int(time.time())
    return now_s + offset_at(now_s, clock_zone(zone))


def today_as_edtf(zone: str) -> str:
    """Give the day that it is now by the clocks of a zone."""
    at = civil_at(clock_now(zone))
    return f"{at.year:04d}-{at.month:02d}-{at.day:02d}"


def offset_of_clock(clock_s: int, zone: str) -> int:
    """Give the offset that holds when clocks in the zone show `clock_s`, a place on the axis read as if UTC."""
    if zone in ("", "UTC", "Z"):
        return 0
    wall = _NAIVE_EPOCH + timedelta(seconds=max(_FIRST_S, min(clock_s, _LAST_S)))
    return _whole_seconds(wall.replace(tzinfo=_zone(zone)).astimezone(UTC), wall)


def clock_doubt(clock_s: int, zone: str) -> Literal["", "skipped", "twice"]:
    """Tell whether clocks in the zone never show `clock_s`, or show it twice."""
    if zone in ("", "UTC", "Z") or not _FIRST_S < clock_s < _LAST_S:
        return ""
    wall = (_NAIVE_EPOCH + timedelta(seconds=clock_s)).replace(tzinfo=_zone(zone))
    first, second = wall.utcoffset(), wall.replace(fold=1).utcoffset()
    if first == second or first is None or second is None:
        return ""
    return "twice" if first > second else "skipped"


def is_zone(name: str) -> bool:
    """Tell whether the name is that of a zone we have data for."""
    try:
        _zone(name)
    except DateError:
        return False
    return True


def known_zone(name: str) -> str:
    """Give a zone that a chronology names; empty where it names none, or one that there is not."""
    return name if name and is_zone(name) else ""


def zone_or_usual(name: str) -> str:
    """Give the zone that a chronology runs on: its own, or the usual one where it names none that there is."""
    return known_zone(name) or USUAL


def _whole_seconds(shift: timedelta | datetime | None, wall: datetime | None = None) -> int:
    """Give an offset in seconds: a plain one, or the wall clock less the moment in UTC that it stands for."""
    if isinstance(shift, datetime) and wall is not None:
        shift = wall - shift.replace(tzinfo=None)
    return round(shift.total_seconds()) if isinstance(shift, timedelta) else 0


@lru_cache(maxsize=1024)
def _zone(name: str) -> tzinfo:
    """Find a zone by name; raise DateError where there is none."""
    if name in ("", "UTC", "Z"):
        return UTC
    if name == LOCAL:
        return _LocalZone()
    if match := _OFFSET.fullmatch(name):
        sign, hours, minutes = match.groups()
        if int(hours) <= 14 and int(minutes) < 60:
            shift = timedelta(hours=int(hours), minutes=int(minutes))
            return timezone(shift if sign == "+" else -shift)
    elif _NAME.fullmatch(name) and (found := _iana(name)):
        return found
    words = _("“{name}” is not a time zone; write a name such as Europe/Kyiv or an offset such as +03:00.")
    raise DateError(words.format(name=name))


def _iana(name: str) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415  # a window that shows UTC does without

    try:
        import tzdata  # type: ignore[import-untyped]  # noqa: PLC0415  # likewise

        with Path(tzdata.__path__[0], "zoneinfo", *name.split("/")).open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except (ImportError, OSError, ValueError):
        pass
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return None


class _LocalZone(tzinfo):
    """The computer's own zone, asked anew each time, so that a change of its settings is seen."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        if moment is None:
            return None
        try:
            return moment.replace(tzinfo=None).astimezone().utcoffset()
        except (OSError, OverflowError, ValueError):  # some systems know no local time before 1970
            return datetime(1970, 1, 2).astimezone().utcoffset()  # a naive time is taken as local

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002  # asked for by tzinfo
        return None

    def fromutc(self, moment: datetime) -> datetime:
        try:
            shift = moment.replace(tzinfo=UTC).astimezone().utcoffset() or timedelta()
        except (OSError, OverflowError, ValueError):
            shift = self.utcoffset(moment) or timedelta()
        return moment + shift

    def tzname(self, moment: datetime | None) -> str | None:  # noqa: ARG002  # asked for by tzinfo
        return LOCAL
