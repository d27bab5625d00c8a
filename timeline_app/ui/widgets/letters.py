"""Fonts for own-drawn widgets: the application's one typeface in sizes that follow the text size setting."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from timeline_app.domain.text.sanitize import on_one_line, shown

BODY_PX: Final = 13
"""The size of running text at 100 %; the application font carries the scaled one."""


def tip(text: str) -> str:
    """Give text as a tooltip or a message shows it literally: they take what looks like markup for markup."""
    import html  # noqa: PLC0415 - a table of two thousand entities, for tips only

    text = shown(text)
    return f"<span>{html.escape(text)}</span>" if "<" in text else text


def on_button(text: str) -> str:
    """Give text as a button or a menu shows it literally: they take "&" for the mark of a key."""
    return on_one_line(text).replace("&", "&&")


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
