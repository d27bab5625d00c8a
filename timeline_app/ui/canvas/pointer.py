"""What mouse, wheel and trackpad do on the canvas.

A click selects an event, with Ctrl it adds one or takes it out. A drag pans and glides on; one that begins on the
selected event moves it. The wheel zooms about the pointer, over the lane names it scrolls the lanes. A drag with
Shift, from the ruler, or after resting the pressed button for a moment draws the stretch of a new event.
"""

from __future__ import annotations

import time
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.base.compat import override
from timeline_app.layout.marks.hit_test import Hit, hit
from timeline_app.layout.metrics import HEADER_PX
from timeline_app.ui.canvas.moving import Mover

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent

    from timeline_app.paint.card import HoverCard
    from timeline_app.ui.canvas.event_labels import EventLabels
    from timeline_app.ui.canvas.scene_painter import ScenePainter
    from timeline_app.ui.canvas.viewport import Viewport

_CLICK_PX: Final = 4
"""A press that moves less is a click."""
_HOLD_MS: Final = 380
_CARD_MS: Final = 220
"""A pointer that only passes brings no card."""
_APART_PX: Final = 4
"""Events that are nearer than this are taken to be on one instant."""
_NOTCH: Final = 120
_NOTCH_ZOOM: Final = 1.3
_REMEMBERED_S: Final = 0.08
"""The speed of a glide is that of the last moments of the drag."""
_GLIDE_FRAME_S: Final = 0.015


class Drag(Enum):
    """What a pressed button does."""

    NONE = 0
    UNDECIDED = 1
    PAN = 2
    STRETCH = 3
    MOVE = 5
    HEIGHT = 4


class Pointer(QObject):
    """Moves the view as the hand does, and tells what else the hand asks for."""

    picked = Signal(object, object)
    """The number of the event that was clicked, and its lane; -1 for none."""
    added = Signal(object)
    """The row of the event that was clicked with Ctrl."""
    activated = Signal(object)
    """The row of the event that was double-clicked."""
    list_wanted = Signal(object)
    """(numbers of events, heading, QPoint on the widget): events that no zoom takes apart."""
    new_event_wanted = Signal(object)
    """(start_s, end_s) of the stretch that was drawn."""
    move_wanted = Signal(object)
    """(row, seconds) by which the selected event was dragged."""
    name_menu_wanted = Signal(str, str, QPoint)
    """The field by which lanes are made and the name of one, and where on the screen its menu shall open."""
    context_wanted = Signal(object)
    """(row or None, second or None, QPoint on the screen) for a menu."""

    def __init__(self, widget: QWidget, view: Viewport, labels: EventLabels, painter: ScenePainter) -> None:
        super().__init__(widget)
        self._widget = widget
        self._view = view
        self._events = view.events
        self._labels = labels
        self._painter = painter
        self._mover = Mover(view, labels, painter)
        self._drag = Drag.NONE
        self._pressed_pos = QPointF()
        self._last_pos = QPointF()
        self._hit = Hit("nothing")
        self._height_px = 0.0
        self._under = Hit("nothing")
        self._card_wait = QTimer(self, singleShot=True, interval=_CARD_MS)
        self._card_wait.timeout.connect(self._show_card)
        self._watches = False
        """Whether there is a card, and so the filter of events."""
        self._track: list[tuple[float, float]] = []
        self._hold = QTimer(self, singleShot=True, interval=_HOLD_MS)
        self._hold.timeout.connect(self._begin_stretch)

    # Buttons

    def press(self, event: QMouseEvent) -> None:
        """Note what was pressed; the movement decides what becomes of it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._view.motion.stop()
        self.leave()
        pos = self._pressed_pos = self._last_pos = self._view.scene_pos(event.position())
        self._hit = hit(self._view.scene, pos.x(), pos.y())
        self._track = [(time.monotonic(), pos.x())]
        self._drag = Drag.UNDECIDED
        if self._hit.kind == "edge":
            self._drag = Drag.HEIGHT
            self._height_px = self._view.scene.lanes[self._hit.lane].height_px
        elif self._hit.kind == "ruler" or (event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._on_axis()):
            self._begin_stretch()
        elif self._hit.kind == "lane":
            self._hold.start()

    def move(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        pos = self._view.scene_pos(event.position())
        if self._drag == Drag.NONE:
            self._hover(pos)
            return
        far = (pos - self._pressed_pos).manhattanLength() > _CLICK_PX
        if self._drag == Drag.UNDECIDED and far:
            self._hold.stop()
            self._drag = Drag.MOVE if self._on_selected() else Drag.PAN
            moves = self._drag == Drag.MOVE
            self._widget.setCursor(Qt.CursorShape.SizeHorCursor if moves else Qt.CursorShape.ClosedHandCursor)
        if self._drag == Drag.PAN:
            self._view.jump(self._view.scale.moved(self._last_pos.x() - pos.x()))
            if pos.y() != self._last_pos.y():
                self._view.scroll_lanes(self._last_pos.y() - pos.y())
            self._track = [*self._track[-12:], (time.monotonic(), pos.x())]
        elif self._drag == Drag.STRETCH:
            self._draw_stretch(pos.x())
        elif self._drag == Drag.MOVE:
            self._mover.follow(pos.x() - self._pressed_pos.x())
        elif self._drag == Drag.HEIGHT:
            self._view.set_lane_height(self._hit.lane, self._height_px + pos.y() - self._pressed_pos.y())
        self._last_pos = pos

    def release(self, event: QMouseEvent) -> None:
        """Finish what was begun."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        drag, self._drag = self._drag, Drag.NONE
        pos = self._view.scene_pos(event.position())
        self._hold.stop()
        self._widget.unsetCursor()
        if drag == Drag.UNDECIDED:
            self._click(pos, adds=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif drag == Drag.PAN:
            self._view.motion.glide(self._view.scale, self._speed_px())
        elif drag == Drag.STRETCH:
            self._end_stretch(pos.x())
        elif drag == Drag.MOVE:
            moved = self._mover.drop(pos.x() - self._pressed_pos.x())
            if moved is not None:
                self.move_wanted.emit(moved)

    def double_click(self, event: QMouseEvent) -> None:
        """Open an event; give a lane its own height again."""
        pos = self._view.scene_pos(event.position())
        found = hit(self._view.scene, pos.x(), pos.y())
        if found.event >= 0:
            self.activated.emit(self._events.row_of(found.event))
        elif found.kind == "edge":
            self._view.set_lane_height(found.lane, 0)

    def context(self, event: QContextMenuEvent) -> None:
        """Ask for a menu on what lies under the pointer, or on the selection."""
        self.leave()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.context_wanted.emit((self._events.selected_row, None, event.globalPos()))
            return
        pos = self._view.scene_pos(QPointF(event.pos()))
        found = hit(self._view.scene, pos.x(), pos.y())
        if found.kind == "header" and (name := self._events.name_of_lane(found.lane)):
            self.name_menu_wanted.emit(self._events.lanes, name, event.globalPos())
            return
        row = self._events.row_of(found.event)
        several = self._events.several
        if row is not None and not (several is not None and several.has(found.event)):
            self.picked.emit(found.event, found.lane)
        second = self._view.scale.second_at(pos.x() - HEADER_PX) if pos.x() > HEADER_PX else None
        self.context_wanted.emit((row, second, event.globalPos()))

    def _click(self, pos: QPointF, *, adds: bool) -> None:
        found = self._hit
        row = self._events.row_of(found.event)
        if adds and row is not None:
            self.added.emit(row)
        elif found.event >= 0:
            self.picked.emit(found.event, found.lane)
        elif found.kind in ("cluster", "bar"):
            self._open_gathered(pos)
        elif found.kind == "header":
            self._view.toggle_lane(found.lane)
        elif found.kind in ("lane", "nothing") and not adds:  # who missed the next of several keeps the others
            self.picked.emit(-1, -1)

    def _open_gathered(self, pos: QPointF) -> None:
        """Zoom to the events of a cluster or bar; list them where no zoom would take them apart."""
        found = hit(self._view.scene, pos.x(), pos.y())  # as it is now: a filter may have come since the press
        events = self._events.gathered(found, self._view.scene)
        if not len(events):
            return
        starts = self._events.columns.start_min[events]
        if found.kind == "cluster" and found.end_s - found.start_s >= self._view.scale.seconds_per_px * _APART_PX:
            margin = max((found.end_s - found.start_s) // 6, 30)
            self._view.show_range(found.start_s - margin, found.end_s + margin)
        elif found.kind == "bar" and int(starts[-1] - starts[0]) >= self._view.scale.seconds_per_px * _APART_PX:
            self._view.show_range(found.start_s, found.end_s)
        else:
            words = self._labels.gathered_words(events)
            self.list_wanted.emit((events.tolist(), words, self._view.widget_pos(pos).toPoint()))

    def _hover(self, pos: QPointF) -> None:
        found = hit(self._view.scene, pos.x(), pos.y())
        if found != self._under:  # over the same thing the card stays where it appeared
            self._under = found
            self._show(found.event, None)
            self._card_wait.start()
        self._last_pos = pos
        pointing = found.event >= 0 or found.kind in ("cluster", "bar", "header")
        usual = Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        shapes = {"edge": Qt.CursorShape.SplitVCursor, "ruler": Qt.CursorShape.CrossCursor}
        self._widget.setCursor(shapes.get(found.kind, usual))

    @Slot()
    def _show_card(self) -> None:
        undisturbed = self._widget.isActiveWindow() and QApplication.activePopupWidget() is None
        if self._drag == Drag.NONE and self._widget.underMouse() and undisturbed:
            from timeline_app.ui.canvas.cards import card_for  # noqa: PLC0415 - no start waits for a hand

            self._show(self._under.event, card_for(self._labels, self._view.scene, self._under, self._last_pos))

    def _show(self, index: int, card: HoverCard | None) -> None:
        """Mark what lies under the pointer; while there is a card, watch for what makes it leave."""
        self._painter.hover(index, card)
        application = QApplication.instance()
        if application is not None and self._watches != (card is not None):
            self._watches = card is not None
            if self._watches:
                application.installEventFilter(self)
            else:
                application.removeEventFilter(self)

    @Slot()
    def leave(self) -> None:
        """Forget what lay under the pointer: it has gone, or what is under it has; a new movement looks again."""
        self._under = Hit("nothing")
        self._card_wait.stop()
        self._show(-1, None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the card away when a menu or a dialog opens, or the window is left, without the pointer moving."""
        kind = event.type()
        opens = kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if opens or (kind == QEvent.Type.WindowDeactivate and watched is self._widget.window()):
            self.leave()
        return False

    def _speed_px(self) -> float:
        """Give the speed of the hand at its release, in pixels a frame of a glide; 0 where it had come to rest."""
        now = time.monotonic()
        recent = [(at, x_px) for at, x_px in self._track if now - at < _REMEMBERED_S]
        if len(recent) < 2 or recent[-1][0] - recent[0][0] < 1e-3:
            return 0.0
        return (recent[0][1] - recent[-1][1]) / (recent[-1][0] - recent[0][0]) * _GLIDE_FRAME_S

    # The stretch of a new event

    def _on_selected(self) -> bool:
        if self._hit.kind == "claim":  # a claim is not what is moved
            return False
        row = self._events.row_of(self._hit.event)
        return row is not None and row == self._events.selected_row and self._mover.can_move(self._hit.event)

    def _on_axis(self) -> bool:
        return self._hit.kind in ("lane", "event", "tick", "cluster", "bar", "ruler", "nothing")

    @Slot()
    def _begin_stretch(self) -> None:
        self._drag = Drag.STRETCH
        self._widget.setCursor(Qt.CursorShape.CrossCursor)
        self._draw_stretch(self._pressed_pos.x())

    def _draw_stretch(self, x_px: float) -> None:
        start_px, end_px = self._pressed_pos.x() - HEADER_PX, x_px - HEADER_PX
        self._painter.mark_stretch((start_px, end_px), self._labels.stretch_words(*self._stretch(x_px)))

    def _stretch(self, x_px: float) -> tuple[int, int]:
        ends_px = sorted((self._pressed_pos.x() - HEADER_PX, x_px - HEADER_PX))
        start_s, end_s = (self._view.scale.second_at(each) for each in ends_px)
        return start_s, max(end_s, start_s + 1)

    def _end_stretch(self, x_px: float) -> None:
        self._painter.mark_stretch(None)
        if abs(x_px - self._pressed_pos.x()) > _CLICK_PX:
            self.new_event_wanted.emit(self._stretch(x_px))

    # Wheel and trackpad

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; sideways, or with Shift, pan; over the lane names, or with Alt, scroll the lanes."""
        pixels = event.pixelDelta()
        turned = event.angleDelta()
        dx_px, dy = (pixels.x(), pixels.y()) if not pixels.isNull() else (turned.x() / 2, turned.y() / 2)
        x_px = self._view.scene_pos(event.position()).x()
        sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if sideways and not dx_px:
            dx_px, dy = dy, 0
        if abs(dx_px) > abs(dy):
            self._view.jump(self._view.scale.moved(-dx_px))
        elif x_px < HEADER_PX or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._view.scroll_lanes(-dy)
        elif not pixels.isNull():
            self._view.jump(self._view.scale.zoomed(2 ** (dy / 220), x_px - HEADER_PX))
        else:
            factor = _NOTCH_ZOOM ** (turned.y() / _NOTCH)
            self._view.go(self._view.aim.zoomed(factor, x_px - HEADER_PX))
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom by two fingers; False for other gestures."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        x_px = self._view.scene_pos(event.position()).x()
        self._view.jump(self._view.scale.zoomed(1 + event.value(), x_px - HEADER_PX))
        return True
