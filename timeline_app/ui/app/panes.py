"""Filters, canvas and event side by side: how wide each must be, and what goes away where there is no room for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QStackedWidget

from timeline_app.ui.widgets.focus import put_side_by_side
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QSplitter, QWidget

FILTER_PX, EVENT_PX = 236, 360
_LEAST_FILTER_PX, _LEAST_EVENT_PX = 192, 250
CANVAS_SHARE: Final = 0.5
"""The canvas keeps at least this share of the window's width (LOOKS.md)."""
_ROOM_FOR_HINT_PX: Final = 1100
"""In a narrower window the event panel is closed while there is no event in it."""


class Panes:
    """Holds the widths of a splitter of three; in a window too narrow for all three the filters fold away."""

    def __init__(self, split: QSplitter, parts: tuple[QWidget, QWidget, QWidget], canvas: QWidget) -> None:
        self._split = split
        self._canvas = canvas
        self._left, self._centre, self._right = parts
        put_side_by_side(split, *parts)
        split.setStretchFactor(1, 1)
        self._share = CANVAS_SHARE
        self._was_narrow = False
        self._had_room_for_hint = True
        self._is_kept = False
        """Whether a person opened the event panel, or closed it, since the window came to be narrow."""
        split.setSizes([scaled_px(FILTER_PX), 1000, scaled_px(EVENT_PX)])

    def keep_share(self, share: float) -> None:
        """Let the canvas keep another share of the width."""
        self._share = share
        self.hold()

    def hold(self) -> None:
        """See to the widths, after the window, the text or what is shown changed."""
        sides_px = scaled_px(_LEAST_FILTER_PX) + scaled_px(_LEAST_EVENT_PX)
        needed_px = max(sides_px + self._canvas.minimumWidth() + 2, round(sides_px / (1 - CANVAS_SHARE)))
        narrow = self._split.width() < needed_px
        if narrow != self._was_narrow:  # only on crossing the border: a person may open it again in a narrow window
            self._was_narrow = narrow
            self.fold(on=narrow)
        self._give_way()
        self._set_least()

    def _give_way(self) -> None:
        """While something is read in a window too narrow for three parts, the timeline is the one that goes."""
        parts = filter(None, (self._split.widget(place) for place in range(self._split.count())))
        beside = [each for each in parts if each is not self._centre and each.isVisibleTo(self._split)]
        needed_px = self._canvas.minimumWidth() + sum(each.minimumWidth() + 1 for each in beside)
        self._centre.setVisible(self._share == CANVAS_SHARE or needed_px <= self._split.width())

    def fold(self, *, on: bool) -> None:
        """Hide the filter panel, or show it; the canvas has the gain, and gives the room."""
        filter_px = scaled_px(FILTER_PX)
        event_px = self._right.width() if self._right.isVisible() else 0
        self._left.setVisible(not on)
        self._set_least()
        self._split.setSizes([filter_px, self._split.width() - filter_px * (not on) - event_px, event_px])

    def follow_selection(self, *, empty: bool) -> None:
        """In a narrow window, open the event panel for an event and close it when there is none."""
        has_room = self._split.width() >= scaled_px(_ROOM_FOR_HINT_PX)
        if has_room != self._had_room_for_hint:
            self._had_room_for_hint, self._is_kept = has_room, False
        elif has_room:
            return
        if not self._is_kept:
            self.fold_details(on=empty and not has_room)

    def toggle_details(self) -> None:
        """Hide the event panel, or show it, as a person wants it from now on."""
        self._is_kept = True
        self.fold_details(on=self._right.isVisible())

    def fold_details(self, *, on: bool) -> None:
        """Hide the event panel, or show it; the canvas has the gain, and gives the room."""
        if on != self._right.isVisibleTo(self._split):
            return
        filter_px = self._left.width() if self._left.isVisibleTo(self._split) else 0
        event_px = min(scaled_px(EVENT_PX), max(scaled_px(_LEAST_EVENT_PX), self._split.width() * 2 // 5))
        self._right.setVisible(not on)
        self._set_least()
        self._split.setSizes([filter_px, self._split.width() - filter_px - event_px * (not on), event_px])

    def _set_least(self) -> None:
        filter_px = max(scaled_px(_LEAST_FILTER_PX), self._left.minimumSizeHint().width())
        event_px = scaled_px(_LEAST_EVENT_PX)
        self._left.setMinimumWidth(filter_px)
        self._right.setMinimumWidth(event_px)
        width_px = self._split.width()
        sides_px = filter_px * self._left.isVisibleTo(self._split) + event_px * self._right.isVisibleTo(self._split)
        room_px = width_px - sides_px - 2
        wanted_px = min(round(width_px * self._share), room_px)
        self._centre.setMinimumWidth(max(wanted_px, self._canvas.minimumWidth()))


class Pages(QStackedWidget):
    """Pages of which one is seen; a screen reader goes straight to it."""

    def make_voice(self) -> QAccessibleInterface:
        """Be a box without a role of its own, where Qt would have "layered pane" said."""
        from PySide6.QtGui import QAccessible  # noqa: PLC0415 - only where it is heard
        from PySide6.QtWidgets import QAccessibleWidget  # noqa: PLC0415 - likewise

        return QAccessibleWidget(self, QAccessible.Role.Client)
