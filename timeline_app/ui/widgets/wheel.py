"""The wheel scrolls the page; an input takes it only while it has the focus."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QTabBar, QWidget

from timeline_app.base.compat import override

CHANGED_BY_WHEEL: Final = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)
"""What Qt lets the wheel change wherever the pointer happens to lie; scroll bars are there for it."""


class WheelByFocus(QObject):
    """Passes the wheel on to the page while the widget it belongs to does not have the focus."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setFocusPolicy(widget.focusPolicy() & ~Qt.FocusPolicy.WheelFocus | Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or (isinstance(watched, QWidget) and watched.hasFocus()):
            return False
        event.ignore()
        return True


def calm_wheel(root: QWidget) -> None:
    """Let the wheel change nothing in `root` but what has the focus; for dialogs that are Qt's own."""
    for each in root.findChildren(QWidget):
        if isinstance(each, CHANGED_BY_WHEEL) and not isinstance(each, QScrollBar):
            WheelByFocus(each)
