"""How words that a search found are marked: a line below them, on panels and in tables with a background as well."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.paint.theme import qcolor, ui_font

if TYPE_CHECKING:
    from timeline_app.domain.text.found_words import FoundWords, Places
    from timeline_app.paint.context import TextLook
    from timeline_app.paint.theme import Theme

LINE_PX: Final = 1.25
_BELOW_PX: Final = 1.5
"""From the baseline of a title to the line below it."""
_KEPT: Final = 1_000
Stretches = tuple[tuple[float, float], ...]
"""From where to where stretches of a line of text reach, from its left end, in pixels."""


def stretches(text: str, font: QFont, places: Places) -> Stretches:
    """Measure where parts of a line of text stand, whichever way its scripts run."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(QFontMetricsF(font).horizontalAdvance(text) + 1)  # no wider: a line from the right begins there
    layout.endLayout()
    units = Utf16Offsets(text)
    edges = [[cast("tuple[float, int]", line.cursorToX(units.to_qt(at)))[0] for at in place] for place in places]
    return tuple((min(pair), max(pair)) for pair in edges)


def draw_found_lines(painter: QPainter, at_px: tuple[float, float], look: TextLook, found: FoundWords) -> None:
    """Draw lines below the found words of a title of the canvas that begins at a point of its baseline."""
    x_px, baseline_px = at_px
    for left_px, right_px in _measured(look.text, look.px, look.weight, found.places(look.text, "title")):
        line = QRectF(x_px + left_px, baseline_px + _BELOW_PX, right_px - left_px, LINE_PX)
        painter.fillRect(line, qcolor(look.colour))


@lru_cache(maxsize=_KEPT)
def _measured(text: str, px: float, weight: int, places: Places) -> Stretches:
    """Remember what is measured: the same titles come in each frame."""
    return stretches(text, ui_font(px, weight), places) if places else ()


def draw_ground(painter: QPainter, room: QRectF, parts: Stretches, theme: Theme) -> None:
    """Draw what lies under found words of a line of text that begins at the left edge of a room as high as it."""
    for left_px, right_px in parts:
        box = QRectF(room.left() + left_px - 1, room.top(), right_px - left_px + 2, room.height())
        painter.fillRect(box, qcolor(theme.found))
        painter.fillRect(QRectF(box.left(), box.bottom() - LINE_PX, box.width(), LINE_PX), qcolor(theme.warning))
