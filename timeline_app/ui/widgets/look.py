"""Fonts for own-drawn widgets: the application's one typeface in sizes that follow the text size setting.

Theme tokens as own-drawn widgets reach them: through the palette, so that a new theme repaints them by itself.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QMargins, QRect, QRectF
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from timeline_app.base.i18n import in_sentence
from timeline_app.domain.text.sanitize import on_one_line, shown

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget


BODY_PX: Final = 13
"""The size of running text at 100 %; the application font carries the scaled one."""


def tip(text: str) -> str:
    """Give text as a tooltip or a message shows it literally: they take what looks like markup for markup."""
    import html  # noqa: PLC0415 - a table of two thousand entities, for tips only

    text = shown(text)
    return f"<span>{html.escape(text)}</span>" if "<" in text else text


def on_button(text: str) -> str:
    """Give text as a button or a menu shows it literally: they take "&" for the mark of a key."""
    return in_sentence(on_one_line(text)).replace("&", "&&")


Place = TypeVar("Place", QRect, QRectF)


def across(widget: QWidget, place: Place, within: QRect | None = None) -> Place:
    """Give a place in a widget, or within a part of it, as it is where the window runs from right to left."""
    if not widget.isRightToLeft():
        return place
    whole = within or widget.rect()
    mirrored = type(place)(place)
    edges = QRectF(whole) if isinstance(place, QRectF) else whole
    mirrored.moveLeft(edges.left() + edges.right() - place.right())
    return mirrored


def across_margins(widget: QWidget, begin_px: int, end_px: int) -> QMargins:
    """Give margins at the sides where a line of a widget begins and ends."""
    return QMargins(end_px, 0, begin_px, 0) if widget.isRightToLeft() else QMargins(begin_px, 0, end_px, 0)


def key_words(words: str, keys: str, system: str = sys.platform) -> str:
    """Give `words`, what keys are called in the person's language; on a Mac the signs of the same keys."""
    return key_name(keys, system) if system == "darwin" else words


def key_name(key: str, system: str = sys.platform) -> str:
    """Give what a key is called by Qt in the person's language; Return is marked Enter on keyboards of PCs."""
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415 - three enumerations, which no first frame needs

    told = key if system == "darwin" else key.replace("Return", "Enter")
    return QKeySequence(told).toString(QKeySequence.SequenceFormat.NativeText)


def scaled_px(px: float) -> int:
    """Scale a size of the design by the text size in force."""
    return max(1, round(px * QApplication.font().pixelSize() / BODY_PX))


def sized(px: float, weight: QFont.Weight = QFont.Weight.Normal, *, figures: bool = False) -> QFont:
    """Give the typeface at `px` of the design; `figures` asks for figures of equal width."""
    font = QFont(QApplication.font())
    font.setPixelSize(scaled_px(px))
    font.setWeight(weight)
    if figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


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
    """Give the background of panels."""
    return widget.palette().color(Role.Base)


def lane(widget: QWidget) -> QColor:
    """Give the background of every second row, and of what the pointer is over."""
    return widget.palette().color(Role.AlternateBase)


def hairline(widget: QWidget) -> QColor:
    """Give the colour of separating lines."""
    return widget.palette().color(Role.Mid)


def outline(widget: QWidget) -> QColor:
    """Give the colour of outlines: fields, boxes, buttons."""
    return widget.palette().color(Role.Dark)


def accent(widget: QWidget) -> QColor:
    """Give the colour of what can be clicked and what is chosen."""
    return widget.palette().color(Role.Highlight)


def accent_ground(widget: QWidget) -> QColor:
    """Give the pale background under what is chosen."""
    return widget.palette().color(Role.Midlight)


def problem(widget: QWidget) -> QColor:
    """Give the colour in which faults are marked."""
    return widget.palette().color(Role.LinkVisited)


def on_accent(widget: QWidget) -> QColor:
    """Give the colour of text on the accent."""
    return widget.palette().color(Role.HighlightedText)
