"""Gradients along the axis, smooth however long they are: Qt divides each into 1,024 steps, which show when long."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QLinearGradient

if TYPE_CHECKING:
    from collections.abc import Sequence

    Stop = tuple[float, QColor]

_LONGEST_PX: Final = 2500.0
"""Up to here a step is shorter than three pixels."""


def along(stops: Sequence[Stop], start_px: float, end_px: float) -> QLinearGradient:
    """Make the gradient through `stops`, left to right; a long one only for what is seen, `start_px` to `end_px`."""
    if stops[-1][0] - stops[0][0] > _LONGEST_PX and end_px > start_px:
        inner = [stop for stop in stops if start_px < stop[0] < end_px]
        stops = [(start_px, colour_at(stops, start_px)), *inner, (end_px, colour_at(stops, end_px))]
    first_px, length = stops[0][0], max(stops[-1][0] - stops[0][0], 1e-6)
    gradient = QLinearGradient(first_px, 0, stops[-1][0], 0)  # beyond its ends it goes on in the last colour
    for at_px, colour in stops:
        gradient.setColorAt(min(max((at_px - first_px) / length, 0.0), 1.0), colour)
    return gradient


def colour_at(stops: Sequence[Stop], x_px: float) -> QColor:
    """Give the colour at a point between stops, or that of the nearest end."""
    if x_px <= stops[0][0]:
        return stops[0][1]
    for (left_px, one), (right_px, other) in pairwise(stops):
        if x_px <= right_px:
            return _between(one, other, (x_px - left_px) / max(right_px - left_px, 1e-6))
    return stops[-1][1]


def _between(one: QColor, other: QColor, share: float) -> QColor:
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
        (one.alpha(), other.alpha()),
    )
    return QColor(*(round(first + (second - first) * share) for first, second in pairs))
