"""Keys of the canvas that are no commands of the window: arrows, Enter, Escape, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

PAN_SHARE: Final = 0.15
_SCROLL_PX: Final = 78
_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def act_on_key(canvas: TimelineCanvas, event: QKeyEvent) -> bool:
    """Do what a key asks for; False where it asks for nothing here."""
    if event.modifiers() & _MODIFIERS:
        return False
    return _move(canvas, event) or _act(canvas, event)


def _move(canvas: TimelineCanvas, event: QKeyEvent) -> bool:
    key = event.key()
    far = 4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
    if key in (Qt.Key.Key_Left, Qt.Key.Key_A):
        canvas.pan(-PAN_SHARE * far)
    elif key in (Qt.Key.Key_Right, Qt.Key.Key_D):
        canvas.pan(PAN_SHARE * far)
    elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        paged = key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        step_px = canvas.scene_size.height() * 0.8 if paged else _SCROLL_PX
        canvas.scroll_lanes(-step_px if key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else step_px)
    elif key in (Qt.Key.Key_W, Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        canvas.zoom_in()
    elif key in (Qt.Key.Key_S, Qt.Key.Key_Minus):
        canvas.zoom_out()
    else:
        return False
    return True


def _act(canvas: TimelineCanvas, event: QKeyEvent) -> bool:
    actions = {
        Qt.Key.Key_Period: canvas.next_event,
        Qt.Key.Key_Comma: canvas.previous_event,
        Qt.Key.Key_F: canvas.fit,
        Qt.Key.Key_Home: canvas.whole_range,
        Qt.Key.Key_T: canvas.go_to_today,
    }
    key = Qt.Key(event.key()) if event.key() in {member.value for member in Qt.Key} else Qt.Key.Key_unknown
    if key in actions:
        actions[key]()
    elif key == Qt.Key.Key_Escape and canvas.selected is not None:
        canvas.select(None)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and canvas.selected is not None:
        canvas.event_activated.emit(canvas.selected)
    elif key == Qt.Key.Key_Menu:
        canvas.context_wanted.emit((canvas.selected, None, canvas.mapToGlobal(QPoint(160, 80))))
    else:
        return False
    return True
