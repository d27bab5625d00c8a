"""The tip card beside the pointer: title, date, status, place, drawn like the rest of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.paint.context import TextLook
from timeline_app.paint.theme import REGULAR, SEMIBOLD, qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.context import PaintContext

_WIDEST_PX: Final = 320.0
_PAD_PX: Final = 12.0
_AWAY_PX: Final = 16.0
_TITLE_PX: Final = 13.0
_LINE_PX: Final = 18.0
_MOST_TITLE_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class HoverCard:
    """What the card says, and the point of the scene it belongs to."""

    x_px: float
    y_px: float
    title: str
    lines: tuple[str, ...] = ()
    category: int = -1
    of_event: bool = False
    """Whether the title is an event's, in which a search looks; that of a cluster counts what is in it."""


def paint_card(painter: QPainter, scene: Scene, card: HoverCard, context: PaintContext) -> None:
    """Draw the card below its point, or above where there is no room."""
    theme, fonts = context.theme, context.pixmaps.fonts
    title = folded(card.title, _WIDEST_PX - 2 * _PAD_PX, context)
    looks = [TextLook(line, _TITLE_PX, SEMIBOLD, theme.ink) for line in title]
    looks += [TextLook(part, 12.0, REGULAR, theme.secondary) for line in card.lines for part in _lines(line, context)]
    width_px = min(max(fonts.width(look.text, look.px, look.weight) for look in looks), _WIDEST_PX) + 2 * _PAD_PX
    height_px = len(looks) * _LINE_PX + 2 * _PAD_PX - 4
    x_px = min(max(card.x_px - 24, scene.metrics.header_px + 8), scene.width_px - width_px - 8)
    y_px = card.y_px + _AWAY_PX
    if y_px + height_px > scene.height_px - 4:
        y_px = max(card.y_px - _AWAY_PX - height_px, scene.metrics.ruler_px + 4)
    box = QRectF(int(x_px) + 0.5, int(y_px) + 0.5, int(width_px), int(height_px))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in (5, 3, 1):  # a soft shadow of three faint layers
        painter.setBrush(qcolor("#000000", 18 if theme.dark else 8))
        painter.drawRoundedRect(box.adjusted(-spread, 1 - spread, spread, 2 + spread), 7 + spread, 7 + spread)
    painter.setPen(QPen(qcolor(theme.hairline_strong), 1))
    painter.setBrush(qcolor(theme.panel))
    painter.drawRoundedRect(box, 7, 7)
    if card.category >= 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(context.colour(card.category)))
        painter.drawRoundedRect(QRectF(box.left() + 5, box.top() + 11, 2.5, box.height() - 22), 1.2, 1.2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for number, look in enumerate(looks):
        at_px = (box.left() + _PAD_PX + 2, box.top() + _PAD_PX + 11 + number * _LINE_PX)
        context.pixmaps.text(painter, *at_px, look)
        if card.of_event and number < len(title) and context.found:
            from timeline_app.paint.found import draw_found_lines  # noqa: PLC0415 - only while something is searched

            draw_found_lines(painter, at_px, look, context.found)


def _lines(line: str, context: PaintContext) -> list[str]:
    """Break what is too long for one line between words."""
    lines: list[str] = []
    for word in line.split(" ") if line else ():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and context.pixmaps.fonts.width(joined, 12.0, REGULAR) <= _WIDEST_PX - 2 * _PAD_PX:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def folded(text: str, room_px: float, context: PaintContext) -> list[str]:
    """Break a title into lines; what goes beyond three is cut."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and context.pixmaps.fonts.width(joined, _TITLE_PX, SEMIBOLD) <= room_px:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > _MOST_TITLE_LINES:
        lines = [*lines[: _MOST_TITLE_LINES - 1], lines[_MOST_TITLE_LINES - 1] + " …"]
    return lines or [""]
