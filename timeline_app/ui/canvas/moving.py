"""Moving the selected event by hand: it snaps to whole days, or to round clock times where it has such.

Pointing at a date on the canvas with something in the hand: what would be set there, shown while it is held.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.dates.zones import clock_zone
from timeline_app.layout.axis.scale import edtf_at
from timeline_app.layout.metrics import HEADER_PX
from timeline_app.ui.wording.date_words import offset_text

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from timeline_app.domain.records import Event
    from timeline_app.ui.canvas.event_labels import EventLabels
    from timeline_app.ui.canvas.scene_painter import ScenePainter
    from timeline_app.ui.canvas.viewport import Viewport

_STEPS_S: Final = (60, 300, 900, 3600, DAY_S)
_LEAST_PX: Final = 5
"""A step narrower than this cannot be aimed at."""


class Mover:
    """Shows where a dragged event would stand, and tells where it was let go."""

    def __init__(self, view: Viewport, labels: EventLabels, painter: ScenePainter) -> None:
        self._view, self._labels, self._painter = view, labels, painter
        self._event: Event | None = None
        self._index = -1

    def can_move(self, index: int) -> bool:
        """Take hold of an event; False where it cannot be moved by hand."""
        from timeline_app.domain.dates.shifting import can_shift  # noqa: PLC0415 - no start waits for a hand

        row, chronology = self._view.events.row_of(index), self._labels.chronology
        self._event = chronology.event(row) if row is not None and not chronology.read_only else None
        self._index = index
        return self._event is not None and can_shift(self._event)

    def by_s(self, dx_px: float) -> int:
        """Give the seconds that a movement of the hand means, in whole steps."""
        from timeline_app.domain.dates.shifting import shift_step_s  # noqa: PLC0415 - as above

        if self._event is None:
            return 0
        per_px = self._view.scale.seconds_per_px
        finest = max(shift_step_s(self._event), _LEAST_PX * per_px)
        step = next((each for each in _STEPS_S if each >= finest), DAY_S)
        return round(dx_px * per_px / step) * step

    def follow(self, dx_px: float) -> None:
        """Show where the event would stand."""
        scale, by_s = self._view.scale, self.by_s(dx_px)
        start_s, end_s = self._view.events.span(self._index)
        start_px, end_px = scale.px_of(start_s + by_s), scale.px_of(end_s + by_s)
        words = self._labels.moved_words(self._event, by_s) if self._event is not None else ""
        self._painter.mark_stretch((start_px, max(end_px, start_px + 2)), words)

    def drop(self, dx_px: float) -> tuple[int, int] | None:
        """Let the event go where it is; give its row and the seconds by which it moved, None where it stayed."""
        by_s, row = self.by_s(dx_px), self._view.events.row_of(self._index)
        self._painter.mark_stretch(None)
        return (row, by_s) if by_s and row is not None else None


class PointedDate(NamedTuple):
    """A date that the hand points at, and where it stands on the axis."""

    edtf: str
    zone: str
    words: str
    start_px: float
    end_px: float


def pointed_at(view: Viewport, pos: QPoint) -> PointedDate | None:
    """Give the date at a point of the widget; None beside the axis."""
    at, room = view.scene_pos(QPointF(pos)), view.scene_size
    x_px = at.x() - HEADER_PX
    if not (0 <= at.y() < room.height() and at.x() < room.width()) or x_px < 0:
        return None
    scale, zone = view.scale, clock_zone(view.events.zone)
    edtf = edtf_at(scale.second_at(x_px), scale.seconds_per_px, partial(offset_text, zone=zone))
    local = When.parse(edtf[:19] if "T" in edtf else edtf)  # as the clocks of the axis show it
    return PointedDate(edtf, zone, word(local), scale.px_of(local.start_min), scale.px_of(local.end_max))


def show_pointed(painter: ScenePainter, pointed: PointedDate | None) -> None:
    """Mark the stretch of a date on the canvas, as that of a new event is marked; nothing for None."""
    painter.mark_stretch((pointed.start_px, pointed.end_px) if pointed else None, pointed.words if pointed else "")
