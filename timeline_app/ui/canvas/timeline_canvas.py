"""The interactive timeline: the view with its pointer and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QNativeGestureEvent

from timeline_app.base.compat import override
from timeline_app.ui.canvas.keys import act_on_key
from timeline_app.ui.canvas.pointer import Pointer
from timeline_app.ui.canvas.timeline_view import TimelineView

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Chronology
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.paint.theme import Theme


class TimelineCanvas(TimelineView):
    """The canvas of a chronology, as a hand moves it."""

    def __init__(
        self,
        chronology: Chronology,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        zone: str = "UTC",
        arranged: Arrangement | None = None,
    ) -> None:
        super().__init__(chronology, theme, parent, zone=zone, arranged=arranged)
        self._pointer = Pointer(self)
        self.installEventFilter(self)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._pointer.wheel(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.leave()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pointer.context(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_on_key(self, event):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QNativeGestureEvent) and self._pointer.pinch(event)
