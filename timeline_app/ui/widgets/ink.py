"""Theme tokens as own-drawn widgets reach them: through the palette, so that a new theme repaints them by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

Role = QPalette.ColorRole


def ink(widget: QWidget) -> QColor:
    """Give the colour of running text."""
    return widget.palette().color(Role.WindowText)


def secondary(widget: QWidget) -> QColor:
    """Give the colour of text that stands back."""
    return widget.palette().color(Role.BrightText)


def faint(widget: QWidget) -> QColor:
    """Give the colour of hints and counts."""
    return widget.palette().color(Role.PlaceholderText)


def panel(widget: QWidget) -> QColor:
    """Give the ground of panels."""
    return widget.palette().color(Role.Base)


def lane(widget: QWidget) -> QColor:
    """Give the ground of every second row, and of what the pointer is over."""
    return widget.palette().color(Role.AlternateBase)


def hairline(widget: QWidget) -> QColor:
    """Give the colour of separating lines."""
    return widget.palette().color(Role.Mid)


def strong_hairline(widget: QWidget) -> QColor:
    """Give the colour of outlines: fields, boxes, buttons."""
    return widget.palette().color(Role.Dark)


def accent(widget: QWidget) -> QColor:
    """Give the colour of what can be clicked and what is chosen."""
    return widget.palette().color(Role.Highlight)


def accent_ground(widget: QWidget) -> QColor:
    """Give the pale ground under what is chosen."""
    return widget.palette().color(Role.Midlight)


def problem(widget: QWidget) -> QColor:
    """Give the colour in which faults are marked."""
    return widget.palette().color(Role.LinkVisited)


def on_accent(widget: QWidget) -> QColor:
    """Give the colour of text on the accent."""
    return widget.palette().color(Role.HighlightedText)
