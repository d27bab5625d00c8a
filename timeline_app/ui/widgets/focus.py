"""Who gets the keyboard and the wheel: what is in use, not what appears late or lies under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QWidget

from timeline_app.base.compat import override


def has_keyboard(part: QWidget) -> bool:
    """Whether keys go to a part of a window, or will once its window is in front again.

    A widget's own `focusWidget()` is not asked: it names the last of its children that had the focus.
    """
    now = part.window().focusWidget()
    return now is not None and part.isAncestorOf(now)


def offer_keyboard(widget: QWidget, *, within: QWidget | None = None) -> None:
    """Give the keyboard of a window to what has just arrived in it, unless a person types in it outside of `within`."""
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit  # noqa: PLC0415 - after the first frame

    now = QApplication.focusWidget()
    types_here = (
        isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit)
        and not now.isReadOnly()
        and now.window() is widget.window()
        and not (within is not None and within.isAncestorOf(now))
    )
    if not types_here:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)


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
    from PySide6.QtWidgets import (  # noqa: PLC0415 - after the first frame
        QAbstractSlider,
        QAbstractSpinBox,
        QComboBox,
        QScrollBar,
        QTabBar,
    )

    changed_by_wheel = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)
    for each in root.findChildren(QWidget):
        if isinstance(each, changed_by_wheel) and not isinstance(each, QScrollBar):
            WheelByFocus(each)


def put_side_by_side(splitter: QSplitter, *parts: QWidget) -> None:
    """Put parts into a splitter; Qt has each below the ones before, and a screen reader would begin with the last."""
    for part in parts:
        splitter.addWidget(part)
    for part in reversed(parts):
        part.lower()
