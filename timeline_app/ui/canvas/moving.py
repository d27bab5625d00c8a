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
from timeline_app.layout.axis.civil_time import clock_zone
from timeline_app.layout.axis.scale import edtf_at
from timeline_app.layout.metrics import HEADER_PX
from timeline_app.ui.wording.date_words import offset_text

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from timeline_app.domain.records import Event
    from timeline_app.ui.canvas.timeline_view import TimelineView


_STEPS_S: Final = (60, 300, 900, 3600, DAY_S)
_LEAST_PX: Final = 5
"""A step narrower than this cannot be aimed at."""


class Mover:
    """Shows where a dragged event would stand, and asks for it to be moved there."""

    def __init__(self, canvas: TimelineView) -> None:
        self._canvas = canvas
        self._event: Event | None = None
        self._index = -1

    def can_move(self, index: int) -> bool:
        """Take hold of an event; False where it cannot be moved by hand."""
        from timeline_app.domain.dates.shifting import can_shift  # noqa: PLC0415 - no start waits for a hand

        canvas = self._canvas
        row = canvas.model.row_of(index)
        self._event = canvas.chronology.event(row) if row is not None and not canvas.chronology.read_only else None
        self._index = index
        return self._event is not None and can_shift(self._event)

    def by_s(self, dx_px: float) -> int:
        """Give the seconds that a movement of the hand means, in whole steps."""
        from timeline_app.domain.dates.shifting import shift_step_s  # noqa: PLC0415 - as above

        if self._event is None:
            return 0
        per_px = self._canvas.scale.seconds_per_px
        finest = max(shift_step_s(self._event), _LEAST_PX * per_px)
        step = next((each for each in _STEPS_S if each >= finest), DAY_S)
        return round(dx_px * per_px / step) * step

    def follow(self, dx_px: float) -> None:
        """Show where the event would stand."""
        canvas, by_s = self._canvas, self.by_s(dx_px)
        start_s, end_s = canvas.model.span(self._index)
        start_px, end_px = canvas.scale.px_of(start_s + by_s), canvas.scale.px_of(end_s + by_s)
        canvas.overlays.stretch_px = (start_px, max(end_px, start_px + 2))
        canvas.overlays.stretch_words = canvas.model.moved_words(self._event, by_s) if self._event is not None else ""
        canvas.update()

    def drop(self, dx_px: float) -> None:
        """Let the event go where it is."""
        canvas, by_s = self._canvas, self.by_s(dx_px)
        canvas.overlays.stretch_px = None
        canvas.update()
        row = canvas.model.row_of(self._index)
        if by_s and row is not None:
            canvas.move_wanted.emit((row, by_s))


class PointedDate(NamedTuple):
    """A date that the hand points at, and where it stands on the axis."""

    edtf: str
    zone: str
    words: str
    start_px: float
    end_px: float


def pointed_at(canvas: TimelineView, pos: QPoint) -> PointedDate | None:
    """Give the date at a point of the canvas; None beside the axis."""
    if not canvas.rect().contains(pos) or (x_px := canvas.scene_pos(QPointF(pos)).x() - HEADER_PX) < 0:
        return None
    scale, zone = canvas.scale, clock_zone(canvas.model.zone)
    edtf = edtf_at(scale.second_at(x_px), scale.seconds_per_px, partial(offset_text, zone=zone))
    local = When.parse(edtf[:19] if "T" in edtf else edtf)  # as the clocks of the axis show it
    return PointedDate(edtf, zone, word(local), scale.px_of(local.start_min), scale.px_of(local.end_max))


def show_pointed(canvas: TimelineView, pointed: PointedDate | None) -> None:
    """Mark the stretch of a date on the canvas, as that of a new event is marked; nothing for None."""
    canvas.overlays.stretch_px = (pointed.start_px, pointed.end_px) if pointed else None
    canvas.overlays.stretch_words = pointed.words if pointed else ""
    canvas.update()
