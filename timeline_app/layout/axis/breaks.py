"""Stretches of time without events, shortened: which they are, and where everything stands then.

The shortened time is seconds as well, only fewer: what is laid out on it needs to know nothing of breaks but the ruler,
which names the time of clocks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.columns import distinct
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.layout.axis.ruler import OccupiedSpan, Ruler, lay_out_ruler
from timeline_app.layout.axis.scale import YEAR_S, TimeScale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline_app.domain.columns import I64, EventColumns
    from timeline_app.layout.axis.ruler import RulerStyle, Tick

MOST_BREAKS: Final = 20
BREAK_PX: Final = 64.0
"""How wide a break is: its length in words has room there."""
_WORTH: Final = 2.5
"""A stretch must be so many times wider than a break to be shortened to one."""
_UNUSUAL: Final = 2.0
"""And so many times longer than events lie apart in what is left: regular events keep their rhythm."""
_EDGE_PX: Final = 12.0
_AIR_PX: Final = 14.0
"""What is left of a stretch on both sides of its break."""
_MONTH_S: Final = YEAR_S // 12
_HOUR_S: Final = 3600


class AxisBreak(NamedTuple):
    """A break as it is drawn: from where to where, and how long it is in words."""

    start_px: float
    end_px: float
    words: str


class _Gap(NamedTuple):
    start_s: int
    end_s: int
    left_s: int
    """How much of it is left."""

    @property
    def gone_s(self) -> int:
        return self.end_s - self.start_s - self.left_s


@dataclass(frozen=True, slots=True)
class BrokenTime:
    """Time with the stretches taken out in which nothing begins or ends."""

    gaps: tuple[_Gap, ...]

    @classmethod
    def of(cls, points: I64, view: tuple[int, int], width_px: float) -> BrokenTime:
        """Choose the breaks of a view on a width; `points` are where something begins or ends, as clocks show it."""
        points = distinct(points[(points >= view[0]) & (points <= view[1]) & (np.abs(points) < FAR_S)])
        lengths = np.diff(points)
        chosen: list[int] = []
        left_s, per_px = view[1] - view[0], 0.0
        for place in np.argsort(-lengths, kind="stable")[:MOST_BREAKS].tolist():
            length_s, room_px = int(lengths[place]), width_px - (len(chosen) + 1) * (BREAK_PX + 2 * _AIR_PX)
            after = (left_s - length_s) / max(room_px, 1.0)
            usual_s = left_s / max(len(points) // 2, 1)
            if room_px < width_px / 4 or after <= 0 or length_s < max(_WORTH * BREAK_PX * after, _UNUSUAL * usual_s):
                break
            chosen.append(place)
            left_s, per_px = left_s - length_s, after
        air_s, kept_s = int(_AIR_PX * per_px), max(int(BREAK_PX * per_px), 1)
        gaps = (_Gap(int(points[place]) + air_s, int(points[place + 1]) - air_s, kept_s) for place in sorted(chosen))
        return cls(tuple(gap for gap in gaps if gap.gone_s > 0))

    def shortened(self, second: int) -> int:
        """Give where a second stands in shortened time."""
        if abs(second) >= FAR_S:
            return second
        gone = 0
        for gap in self.gaps:
            if second <= gap.start_s:
                break
            gone += (
                gap.gone_s if second >= gap.end_s else (second - gap.start_s) * gap.gone_s // (gap.end_s - gap.start_s)
            )
        return second - gone

    def view(self, view: tuple[int, int], width_px: float) -> tuple[int, int]:
        """Give a stretch in shortened time, with so much air that no mark at its ends is cut."""
        start_s, end_s = self.shortened(view[0]), self.shortened(view[1])
        air_s = max(int((end_s - start_s) * max(_EDGE_PX / width_px, 1 / 80)), 1)
        return start_s - air_s, end_s + air_s

    def restored(self, second: int) -> int:
        """Give the second that stands at a place of shortened time."""
        gone = 0
        for gap in self.gaps:
            into_s = second + gone - gap.start_s
            if into_s <= 0:
                break
            gone += gap.gone_s if into_s >= gap.left_s else into_s * gap.gone_s // gap.left_s
        return second + gone

    def columns(self, columns: EventColumns) -> EventColumns:
        """Give events in shortened time."""
        return replace(
            columns,
            start_min=self._all(columns.start_min),
            start_max=self._all(columns.start_max),
            end_min=self._all(columns.end_min),
            end_max=self._all(columns.end_max),
        )

    def _all(self, seconds: I64) -> I64:
        known, places = np.unique(seconds, return_inverse=True)
        return np.array([self.shortened(int(each)) for each in known.tolist()], np.int64)[places.reshape(-1)]

    def places(self, scale: TimeScale) -> tuple[AxisBreak, ...]:
        """Give the breaks as they are drawn on a scale of shortened time."""
        return tuple(
            AxisBreak(
                scale.px_of(self.shortened(gap.start_s)),
                scale.px_of(self.shortened(gap.end_s)),
                length_words(gap.end_s - gap.start_s),
            )
            for gap in self.gaps
        )

    def ruler(
        self, scale: TimeScale, style: RulerStyle, taken: tuple[tuple[OccupiedSpan, ...], tuple[OccupiedSpan, ...]]
    ) -> Ruler:
        """Lay out the ruler of a scale of shortened time: of each stretch between breaks by itself.

        Names of the upper row may reach into a break, whose length stands in the lower one.
        """
        minor: list[Tick] = []
        major: list[Tick] = []
        stretches = self._stretches(scale)
        for (start_px, end_px), after in zip_longest(stretches, stretches[1:]):
            until_px = after[0] if after else scale.width_px
            first_s = self.restored(scale.second_at(start_px + 0.01))
            here = [
                tuple(OccupiedSpan(each.start_px - start_px, each.end_px - start_px) for each in row) for row in taken
            ]
            part, wider = (TimeScale(first_s, scale.seconds_per_px, edge - start_px) for edge in (end_px, until_px))
            low = lay_out_ruler(part, style, (here[0], here[1])).minor
            high = lay_out_ruler(wider, style, (here[0], here[1])).major
            minor += _within(low, (start_px, end_px, end_px), style.minor_width)
            major += _within(high, (start_px, end_px, until_px), style.major_width)
        return Ruler(tuple(minor), tuple(major))

    def _stretches(self, scale: TimeScale) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        start_px = 0.0
        for each in self.places(scale):
            if each.start_px > start_px:
                found.append((start_px, each.start_px))
            start_px = max(each.end_px, 0.0)
        if scale.width_px > start_px:
            found.append((start_px, scale.width_px))
        return found


def _within(
    ticks: Sequence[Tick], between_px: tuple[float, float, float], width: Callable[[str], float]
) -> Iterator[Tick]:
    """Set the ticks of a stretch in their places; what lies beyond its ends goes, but for a name that stays.

    `between_px` is where the stretch begins, where it ends, and how far its names may reach.
    """
    start_px, end_px, until_px = between_px
    for tick in ticks:
        x_px, label_px = tick.x_px + start_px, tick.label_px + start_px
        if x_px > end_px:
            continue
        label = tick.label if label_px + width(tick.label) <= until_px else ""
        if tick.x_px < 0:
            if label:
                yield tick._replace(x_px=-1.0, label=label, label_px=label_px)
            continue
        yield tick._replace(x_px=x_px, label=label, label_px=label_px)


_UNITS: Final = (2 * _HOUR_S, 2 * DAY_S, 2 * _MONTH_S, 2 * YEAR_S)


def points_of(columns: EventColumns) -> I64:
    """Give where events begin and end."""
    return np.concatenate((columns.start_min, columns.start_max, columns.end_min, columns.end_max))


def length_words(seconds: int) -> str:
    """Say how long a stretch of time is, in the largest unit of which there are two or more."""
    unit = bisect_right(_UNITS, seconds)
    if unit == 4:
        n = round(seconds / YEAR_S)
        return ngettext("{n} year", "{n} years", n).format(n=grouped(n)) if n < 10_000 else _long_words(n)
    if unit == 3:
        n = round(seconds / _MONTH_S)
        return ngettext("{n} month", "{n} months", n).format(n=n)
    if unit == 2:
        n = round(seconds / DAY_S)
        return ngettext("{n} day", "{n} days", n).format(n=n)
    if unit == 1:
        n = round(seconds / _HOUR_S)
        return ngettext("{n} hour", "{n} hours", n).format(n=n)
    n = round(seconds / 60)
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def _long_words(years: int) -> str:
    if years >= 1_000_000_000:
        return _("{n} bn years").format(n=round(years / 1e9, 1))
    if years >= 1_000_000:
        return _("{n} m years").format(n=round(years / 1e6, 1))
    return _("{n} years").format(n=grouped(years))
