"""Moving the selected event by hand: it snaps to whole days, or to round clock times where it has such."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.calendar import DAY_S

if TYPE_CHECKING:
    from timeline_app.domain.records import Event
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

_STEPS_S: Final = (60, 300, 900, 3600, DAY_S)
_LEAST_PX: Final = 5
"""A step narrower than this cannot be aimed at."""


class Mover:
    """Shows where a dragged event would stand, and asks for it to be moved there."""

    def __init__(self, canvas: TimelineCanvas) -> None:
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
        canvas.extras.stretch_px = (start_px, max(end_px, start_px + 2))
        canvas.extras.stretch_words = canvas.model.stretch_words(
            start_s + by_s, end_s + by_s, canvas.scale.seconds_per_px
        )
        canvas.update()

    def drop(self, dx_px: float) -> None:
        """Let the event go where it is."""
        canvas, by_s = self._canvas, self.by_s(dx_px)
        canvas.extras.stretch_px = None
        canvas.update()
        row = canvas.model.row_of(self._index)
        if by_s and row is not None:
            canvas.move_wanted.emit((row, by_s))
