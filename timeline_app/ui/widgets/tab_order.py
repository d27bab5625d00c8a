"""The Tab order: through the parts of a window in reading order.

Qt goes by the order in which widgets were made, and here forms grow, and panels are made again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from timeline_app.base.compat import override
from timeline_app.ui.widgets.closing import close, own

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ReadingDialog(QDialog):
    """A dialog in which Tab goes by the eye, and what has the keyboard is in sight however it came by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @Slot()
    def leave(self) -> None:
        """Close; where something is unsaved, ask first."""
        close(self)

    def _focus_moved(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:  # nothing may move under a pressed button
            QTimer.singleShot(0, self, self._show_focused)  # what was just added is not laid out before

    def _show_focused(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            _bring_into_view(now)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next((self,), QApplication.focusWidget(), forward=forward)


def focus_next(parts: Sequence[QWidget], now: QWidget | None, *, forward: bool) -> bool:
    """Give the focus to what comes after `now`, or before it; tell whether there was anything."""
    order = [widget for part in parts for widget in in_reading_order(part)]
    if not order:
        return False
    before = order.index(now) if now in order else -1 if forward else 0
    chosen = order[(before + (1 if forward else -1)) % len(order)]
    chosen.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(chosen)
    return True


def in_reading_order(part: QWidget) -> list[QWidget]:
    """Give what can have the focus in a part of a window, line by line.

    What one widget holds is read to its end before what stands beside or below it: a list with its search, a field
    with what it offers, a page that scrolls.
    """
    found: list[QWidget] = [part] if _takes_tab(part) else []
    held = {
        child: in_reading_order(child)
        for child in part.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    }
    for child in _in_lines(child for child, stops in held.items() if stops):
        found += held[child]
    return found


def _in_lines(widgets: Iterable[QWidget]) -> list[QWidget]:
    """Sort children of one widget from line to line, and in a line from left to right.

    A line is as high as the topmost widget in it; others that share half of the lower of both heights stand on it.
    """
    lines: list[list[QWidget]] = []
    for each in sorted(widgets, key=lambda widget: (widget.y(), widget.x())):
        line = next((line for line in lines if _on_one_line(line[0], each)), None)
        if line is None:
            lines.append([each])
        else:
            line.append(each)
    return [each for line in lines for each in sorted(line, key=lambda widget: (widget.x(), widget.y()))]


def _on_one_line(one: QWidget, other: QWidget) -> bool:
    shared_px = min(one.geometry().bottom(), other.geometry().bottom()) - max(one.y(), other.y()) + 1
    return 2 * shared_px > min(one.height(), other.height())


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _bring_into_view(widget: QWidget) -> None:
    """Scroll until what has the focus is seen; Qt does so only for a Tab that begins in the same area."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
