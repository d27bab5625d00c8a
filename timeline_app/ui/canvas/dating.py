"""Pointing at a date on the canvas with something in the hand: what would be set there, shown while it is held."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.layout.axis.civil_time import clock_zone
from timeline_app.layout.axis.date_at import edtf_at
from timeline_app.ui.canvas.scene_view import HEADER_PX
from timeline_app.ui.wording.date_words import offset_text

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas


class Pointed(NamedTuple):
    """A date that the hand points at, and where it stands on the axis."""

    edtf: str
    zone: str
    words: str
    start_px: float
    end_px: float


def pointed_at(canvas: TimelineCanvas, pos: QPoint) -> Pointed | None:
    """Give the date at a point of the canvas; None beside the axis."""
    if not canvas.rect().contains(pos) or (x_px := canvas.scene_pos(QPointF(pos)).x() - HEADER_PX) < 0:
        return None
    scale, zone = canvas.scale, clock_zone(canvas.model.zone)
    edtf = edtf_at(scale.second_at(x_px), scale.seconds_per_px, partial(offset_text, zone=zone))
    local = When.parse(edtf[:19] if "T" in edtf else edtf)  # as the clocks of the axis show it
    return Pointed(edtf, zone, word(local), scale.px_of(local.start_min), scale.px_of(local.end_max))


def show_pointed(canvas: TimelineCanvas, pointed: Pointed | None) -> None:
    """Mark the stretch of a date on the canvas, as that of a new event is marked; nothing for None."""
    canvas.extras.stretch_px = (pointed.start_px, pointed.end_px) if pointed else None
    canvas.extras.stretch_words = pointed.words if pointed else ""
    canvas.update()
