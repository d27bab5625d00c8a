"""The one mapping between seconds on the axis and pixels on the canvas, and the date that a pixel means.

A date is as precise as a hand can point there, and no more.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.domain.dates.calendar import DAY_S, civil_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.columns import I64
    from timeline_app.domain.dates.calendar import CivilTime
    from timeline_app.layout.metrics import F64


YEAR_S: Final = 31_556_952
"""The mean Gregorian year."""
FINEST: Final = 1 / 128
"""Seconds per pixel beyond which zooming in shows nothing new: a second is 128 px wide."""
COARSEST: Final = 1.0e15
"""Seconds per pixel at which 13.8 billion years fit 440 px."""
_COARSE: Final = 8.0
"""Seconds per pixel from which on a second is too little to be seen."""
_ROUNDED_UP: Final = 0.63
FAR_S: Final = 2**60
"""How far the axis goes either way: 36 billion years, and sums of three such still fit 64 bits."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Which stretch of time is shown: immutable, safe from seconds to 13.8 billion years.

    The left edge is kept as whole seconds and a fraction: a float alone is off by a minute at the age of the
    universe, and integers alone would move in jerks when a second is 128 px wide.
    """

    left_s: int
    seconds_per_px: float
    width_px: float
    left_fraction: float = 0.0

    @classmethod
    def showing(cls, start_s: int, end_s: int, width_px: float) -> TimeScale:
        """Make the scale on which `start_s` to `end_s` fills `width_px`."""
        width_px = max(1.0, width_px)
        span = max(end_s - start_s, 1)
        per_px = min(max(span / width_px, FINEST), COARSEST)
        middle = start_s + span // 2
        return cls(middle, per_px, width_px).moved(-width_px / 2)

    @property
    def start_s(self) -> int:
        """The second at the left edge."""
        return self.left_s

    @property
    def end_s(self) -> int:
        """The first second beyond the right edge."""
        return self.second_at(self.width_px) + 1

    @property
    def span_s(self) -> float:
        """How many seconds the whole width covers."""
        return self.width_px * self.seconds_per_px

    def px_of(self, second: int) -> float:
        """Where a second lies; exact near the window however far that is from 1970."""
        return ((second - self.left_s) - self.left_fraction) / self.seconds_per_px

    def px_of_all(self, seconds: I64) -> F64:
        """Where many seconds lie."""
        return ((seconds - self.left_s).astype(np.float64) - self.left_fraction) / self.seconds_per_px

    def second_at(self, x_px: float) -> int:
        """Which second lies at `x_px`."""
        return self.left_s + math.floor(x_px * self.seconds_per_px + self.left_fraction)

    def moved(self, dx_px: float) -> TimeScale:
        """Show what lies `dx_px` to the right."""
        offset = dx_px * self.seconds_per_px + self.left_fraction
        whole = math.floor(offset)
        left = min(max(self.left_s + whole, -FAR_S), FAR_S)
        return replace(self, left_s=left, left_fraction=offset - whole)

    def zoomed(self, factor: float, about_px: float) -> TimeScale:
        """Magnify by `factor` and keep the moment under `about_px` where it is."""
        per_px = min(max(self.seconds_per_px / factor, FINEST), COARSEST)
        there = self.moved(about_px)
        return replace(there, seconds_per_px=per_px).moved(-about_px)

    def stretched(self, width_px: float) -> TimeScale:
        """Show the same stretch of time on another width."""
        width_px = max(1.0, width_px)
        per_px = min(max(self.seconds_per_px * self.width_px / width_px, FINEST), COARSEST)
        return replace(self, width_px=width_px, seconds_per_px=per_px)

    def at_rest(self) -> TimeScale:
        """Give the scale without what moving there and back leaves of rounding: one that is shown at rest.

        Magnification keeps nine digits. The left edge stands on whole seconds, or on 1024ths where a second is wide:
        less than a sixteenth of a pixel away. Ends of steps lie off the middle, where exact stretches come to lie.
        """
        per_px = float(f"{self.seconds_per_px:.9g}")
        steps = 1 if per_px >= _COARSE else 1024
        edge = math.floor(self.left_fraction * steps + _ROUNDED_UP)
        return replace(
            self, left_s=self.left_s + edge // steps, left_fraction=edge % steps / steps, seconds_per_px=per_px
        )

    def between(self, other: TimeScale, share: float) -> TimeScale:
        """Give the scale a `share` of the way to `other`: steady in magnification, so that zooms feel even."""
        if share >= 1:
            return other
        ratio = other.seconds_per_px / self.seconds_per_px
        per_px = self.seconds_per_px * ratio**share
        even = share if abs(ratio - 1) < 1e-3 else (per_px / self.seconds_per_px - 1) / (ratio - 1)
        distance = (other.left_s - self.left_s) + (other.left_fraction - self.left_fraction)
        offset = distance * even + self.left_fraction
        whole = math.floor(offset)
        return TimeScale(self.left_s + whole, per_px, other.width_px, offset - whole)


LEAST_PX: Final = 6
"""A stretch narrower than this cannot be aimed at."""
_MONTH_S: Final = 28 * DAY_S
_CLOCKS: Final = (1, 60, 300, 900, 3600)
_LAST_CLOCK: Final = DAY_S / 120
"""Seconds per pixel from which a day is too narrow for its hours to be read."""


class DatePrecision(NamedTuple):
    """A precision: how long it is at least, and its EDTF text."""

    length_s: int
    text: Callable[[CivilTime], str]


def edtf_at(clock_s: int, seconds_per_px: float, offset: Callable[[int], str]) -> str:
    """Give the date at a second of the axis; `offset` writes that of a clock time."""
    if seconds_per_px <= _LAST_CLOCK:
        step = next((each for each in _CLOCKS if each >= LEAST_PX * seconds_per_px), _CLOCKS[-1])
        at_s = clock_s // step * step
        at = civil_at(at_s)
        if 0 <= at.year <= 9999:
            return f"{_day(at)}T{at.hour:02}:{at.minute:02}:{at.second:02}{offset(at_s)}"
    at = civil_at(clock_s)
    if not -9999 <= at.year <= 9999:
        return _far_year(at.year, seconds_per_px)
    units = (
        DatePrecision(DAY_S, _day),
        DatePrecision(_MONTH_S, _month),
        DatePrecision(YEAR_S, _year),
        DatePrecision(10 * YEAR_S, _decade),
    )
    fitting = (each for each in units if each.length_s >= LEAST_PX * seconds_per_px)
    return next(fitting, DatePrecision(100 * YEAR_S, _century)).text(at)


def _year(at: CivilTime) -> str:
    return f"{at.year:04}" if at.year >= 0 else f"-{-at.year:04}"


def _month(at: CivilTime) -> str:
    return f"{_year(at)}-{at.month:02}"


def _day(at: CivilTime) -> str:
    return f"{_month(at)}-{at.day:02}"


def _decade(at: CivilTime) -> str:
    return _year(at)[:-1] + "X"


def _century(at: CivilTime) -> str:
    return _year(at)[:-2] + "XX"


def _far_year(year: int, seconds_per_px: float) -> str:
    """Round a year of the deep past or future to what can be pointed at, and say how many figures count."""
    figures, rough = len(str(abs(year))), LEAST_PX * seconds_per_px / YEAR_S
    uncounted = min(max(len(str(int(rough))) if rough >= 1 else 0, 0), figures - 1)
    rounded = round(year, -uncounted)
    return f"Y{rounded}S{len(str(abs(rounded))) - uncounted}" if uncounted else f"Y{rounded}"
