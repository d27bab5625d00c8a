"""Filters, canvas and event side by side: how wide each must be, and what goes away where there is no room for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.ui.widgets.letters import scaled_px

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter, QWidget

FILTER_PX, EVENT_PX = 236, 360
_LEAST_FILTER_PX, _LEAST_EVENT_PX = 192, 250
CANVAS_SHARE: Final = 0.5
"""The canvas keeps at least this share of the window's width (LOOKS.md)."""


class Panes:
    """Holds the widths of a splitter of three; in a window too narrow for all three the filters fold away."""

    def __init__(self, split: QSplitter, parts: tuple[QWidget, QWidget, QWidget], canvas: QWidget) -> None:
        self._split = split
        self._canvas = canvas
        self._left, self._centre, self._right = parts
        for part in parts:
            split.addWidget(part)
        split.setStretchFactor(1, 1)
        self._share = CANVAS_SHARE
        self._was_narrow = False
        split.setSizes([scaled_px(FILTER_PX), 1000, scaled_px(EVENT_PX)])

    def keep_share(self, share: float) -> None:
        """Let the canvas keep another share of the width."""
        self._share = share
        self.hold()

    def hold(self) -> None:
        """See to the widths, after the window, the text or what is shown changed."""
        needed_px = scaled_px(_LEAST_FILTER_PX) + self._canvas.minimumWidth() + scaled_px(_LEAST_EVENT_PX) + 2
        narrow = self._split.width() < needed_px
        if narrow != self._was_narrow:  # only on crossing the border: a person may open it again in a narrow window
            self._was_narrow = narrow
            self.fold(on=narrow)
        self._set_least()

    def fold(self, *, on: bool) -> None:
        """Hide the filter panel, or show it; the canvas has the gain, and gives the room."""
        filter_px = scaled_px(FILTER_PX)
        event_px = self._right.width() if self._right.isVisible() else 0
        self._left.setVisible(not on)
        self._set_least()
        self._split.setSizes([filter_px, self._split.width() - filter_px * (not on) - event_px, event_px])

    def _set_least(self) -> None:
        filter_px, event_px = scaled_px(_LEAST_FILTER_PX), scaled_px(_LEAST_EVENT_PX)
        self._left.setMinimumWidth(filter_px)
        self._right.setMinimumWidth(event_px)
        width_px = self._split.width()
        room_px = width_px - filter_px * self._left.isVisibleTo(self._split) - event_px - 2
        wanted_px = min(round(width_px * self._share), room_px)
        self._centre.setMinimumWidth(max(wanted_px, self._canvas.minimumWidth()))
