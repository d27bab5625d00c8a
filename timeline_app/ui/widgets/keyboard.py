"""Keyboard focus: a widget that appears late takes it only if nobody is typing elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def has_keyboard(part: QWidget) -> bool:
    """Whether keys go to a part of a window, or will once its window is in front again.

    A widget's own `focusWidget()` is not asked: it names the last of its children that had the focus.
    """
    now = part.window().focusWidget()
    return now is not None and part.isAncestorOf(now)


def offer_keyboard(widget: QWidget, *, within: QWidget | None = None) -> None:
    """Give the keyboard of a window to what has just arrived in it, unless a person types in it outside of `within`."""
    now = QApplication.focusWidget()
    types_here = (
        isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit)
        and not now.isReadOnly()
        and now.window() is widget.window()
        and not (within is not None and within.isAncestorOf(now))
    )
    if not types_here:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
