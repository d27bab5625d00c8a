"""What a chronology says of itself, small, at the foot of what is made of it: what it is about and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from timeline_app.base.i18n import gettext as _
from timeline_app.export.page.text import (
    FontStyle,
    TextMeasure,
    TextPiece,
    break_lines,
    draw_lines,
    height_of,
    plain_line,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from timeline_app.export.page.layers import LayerName
    from timeline_app.paint.theme import Theme

_MOST_LINES: Final = {"description": 4, "editorial_line": 3, "held_back": 3, "made_by": 2}


class Told(Protocol):
    """What a chronology says of itself."""

    @property
    def author(self) -> str: ...  # noqa: D102 - the fields of `domain.records.Particulars`
    @property
    def credit(self) -> str: ...  # noqa: D102
    @property
    def editorial_line(self) -> str: ...  # noqa: D102


def imprint_of(told: Told, summary: str, held_back: str = "") -> dict[str, str]:
    """Give what is printed, line by line, without what the chronology does not say; and what was `held_back`."""
    author = plain_line(told.author)
    made_by = " · ".join(
        filter(None, (_("By {author}").format(author=author) if author else "", plain_line(told.credit)))
    )
    lines = {
        "description": plain_line(summary),
        "editorial_line": plain_line(told.editorial_line),
        "held_back": plain_line(held_back),
        "made_by": made_by,
    }
    return {name: text for name, text in lines.items() if text}


class ImprintBlock:
    """The lines, broken to a width; a description that is long is cut, since the file's own data holds all of it."""

    layer: LayerName = "imprint"

    def __init__(self, lines: dict[str, str], width: float, theme: Theme) -> None:
        self._measure = TextMeasure()
        style = FontStyle(11.0, 16.0, theme.secondary)
        self._lines = tuple(
            line
            for name, text in lines.items()
            for line in break_lines([TextPiece(text, style)], width, self._measure, most=_MOST_LINES[name])
        )
        self.height = height_of(self._lines)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`."""
        draw_lines(painter, self._lines, rect.topLeft(), self._measure)
