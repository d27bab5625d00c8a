"""How different two colours look, to any eye: CIEDE2000, also as people see them who tell red and green apart badly.

What is said of a colour that somebody chooses for a category follows from it: how well it stands out from both
backgrounds, and which other categories it may be taken for.
"""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.paint.theme import DARK, LIGHT, channels, contrast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.domain.records import Category

LEAST_CONTRAST: Final = 3.0
"""Of a mark on its background (WCAG 2.2, 1.4.11)."""
LEAST_DISTANCE: Final = 5.5
"""CIEDE2000 below which two marks of 10 px are taken for one another; some 2 is the least that can be seen at all."""
LEAST_DISTANCE_BLIND: Final = 4.0
"""The same for an eye that sees two colours of three: fewer can be far apart, and shape helps."""

_WHITE: Final = (0.95047, 1.0, 1.08883)
_XYZ: Final = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
_SIGHTS: Final = {
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Linear RGB as it is seen without red, green or blue cones (Machado, Oliveira and Fernandes 2009, severity 1)."""

_RED_GREEN: Final = ("red", "green")
"""What one person in twenty sees; hardly anyone lacks the third, so that no advice speaks of it."""

Triple = tuple[float, float, float]


class ColourAdvice(NamedTuple):
    """What is to be known of a colour before it is taken."""

    contrast_light: float
    """Of the colour itself on a light background; where it is too low, it is drawn darker."""
    contrast_dark: float
    """Of the colour that is drawn for it on a dark background."""
    near: tuple[str, ...]
    """The names of other categories that it may be taken for."""
    near_to_some: tuple[str, ...]
    """Those of the same shape that people who tell red and green apart badly may take it for."""


def advice_on(colour: str, shape: str, others: Iterable[Category]) -> ColourAdvice:
    """Tell what is to be known of a colour for a category of a shape beside others."""
    near, near_to_some = [], []
    for other in others:
        pairs = [(theme.category(colour), theme.category(other.colour)) for theme in (LIGHT, DARK)]
        if min(distance(*pair) for pair in pairs) < LEAST_DISTANCE:
            near.append(other.name)
        elif (
            shape == other.shape
            and min(distance(*pair, sight) for pair in pairs for sight in _RED_GREEN) < LEAST_DISTANCE_BLIND
        ):
            near_to_some.append(other.name)
    dark = contrast(DARK.category(colour), DARK.paper)
    return ColourAdvice(contrast(colour, LIGHT.paper), dark, tuple(near), tuple(near_to_some))


@lru_cache(maxsize=4096)
def distance(one: str, other: str, sight: str = "") -> float:
    """Give the difference of two colours by CIEDE2000; `sight` is "red", "green" or "blue" for an eye without it."""
    return ciede2000(_lab(one, sight), _lab(other, sight))


def ciede2000(one: Triple, other: Triple) -> float:
    """Give the difference of two colours in CIELAB (Sharma, Wu and Dalal 2005)."""
    (light_1, a_1, b_1), (light_2, a_2, b_2) = one, other
    mean_chroma = (hypot(a_1, b_1) + hypot(a_2, b_2)) / 2
    grey = 0.5 * (1 - sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7)))
    chroma_1, hue_1 = _chroma_and_hue((1 + grey) * a_1, b_1)
    chroma_2, hue_2 = _chroma_and_hue((1 + grey) * a_2, b_2)
    turn = hue_2 - hue_1
    if chroma_1 * chroma_2 == 0:
        turn = 0.0
    elif turn > 180:
        turn -= 360
    elif turn < -180:
        turn += 360
    light, chroma = light_2 - light_1, chroma_2 - chroma_1
    hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(turn / 2))
    return _weighted((light, chroma, hue), (light_1 + light_2) / 2, (chroma_1 + chroma_2) / 2,
                     _mean_hue(hue_1, hue_2, chroma_1 * chroma_2))  # fmt: skip


def _chroma_and_hue(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360 if a or b else 0.0


def _mean_hue(one: float, other: float, chroma: float) -> float:
    if chroma == 0:
        return one + other
    if abs(one - other) <= 180:
        return (one + other) / 2
    return (one + other + (360 if one + other < 360 else -360)) / 2


def _weighted(difference: Triple, light: float, chroma: float, hue: float) -> float:
    tint = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    by_light = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    by_chroma, by_hue = 1 + 0.045 * chroma, 1 + 0.015 * chroma * tint
    blue = 30 * exp(-(((hue - 275) / 25) ** 2))
    turned = -2 * sqrt(chroma**7 / (chroma**7 + 25.0**7)) * sin(radians(2 * blue))
    parts = difference[0] / by_light, difference[1] / by_chroma, difference[2] / by_hue
    return sqrt(sum(part**2 for part in parts) + turned * parts[1] * parts[2])


@lru_cache(maxsize=1024)
def _lab(colour: str, sight: str) -> Triple:
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    seen = (red, green, blue)
    if sight:
        seen = tuple(min(1.0, max(0.0, value)) for value in _times(_SIGHTS[sight], seen))  # type: ignore[assignment]
    x, y, z = (_root(value / white) for value, white in zip(_times(_XYZ, seen), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
