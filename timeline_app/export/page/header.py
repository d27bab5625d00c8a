"""The head of an export page: its title, and a line that says what is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF

from timeline_app.export.page.text import Measure, Piece, Style, break_lines, draw_lines, height_of
from timeline_app.paint.fonts import SEMIBOLD

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from timeline_app.paint.theme import Theme

TITLE_PX: Final = ((820.0, 22.0), (1150.0, 24.0), (1500.0, 26.0))
"""Title sizes by the width up to which they serve."""
LARGEST_TITLE_PX: Final = 28.0
_GAP: Final = 4.0
_DATE: Final = re.compile(r"\b(\d{1,2}) (\w+) (\d{4})\b")
"""A date in words, which is not broken over lines."""


class Header:
    """Title and line, broken to a width."""

    def __init__(self, title: str, line: str, width: float, theme: Theme) -> None:
        self._measure = Measure()
        px = next((size for limit, size in TITLE_PX if width <= limit), LARGEST_TITLE_PX)
        title_style = Style(px, round(px * 1.25), theme.ink, SEMIBOLD)
        line_style = Style(12.0, 18.0, theme.secondary)
        self._title = break_lines([Piece(title, title_style)], width, self._measure, most=2)
        self._line = break_lines(
            [Piece(_DATE.sub("\\1\xa0\\2\xa0\\3", line), line_style)], width, self._measure, most=3
        )
        self.height = height_of(self._title) + _GAP + height_of(self._line)

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Draw it with its top left at `at`."""
        used = draw_lines(painter, self._title, at, self._measure)
        draw_lines(painter, self._line, at + QPointF(0, used + _GAP), self._measure)
