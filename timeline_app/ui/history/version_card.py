"""One of two versions to choose between: what it says, who wrote it, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from timeline_app.base.compat import override
from timeline_app.domain.text.sanitize import shown
from timeline_app.ui.widgets import ink
from timeline_app.ui.widgets.drawn_button import DrawnButton
from timeline_app.ui.widgets.letters import scaled_px, sized

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PAD_PX = 12
RING_PX = 14
GAP_PX = 3
RADIUS_PX = 7.0
NARROWEST_PX = 180
MOST_LINES = 8


class VersionCard(DrawnButton):
    """A card with a ring, filled when it is the one that stands."""

    def __init__(self, side: str, words: str, byline: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setCheckable(True)
        self._side, self._words, self._byline = side, shown(words), shown(byline)
        self.setAccessibleName(". ".join(filter(None, (side, self._words, self._byline))))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        words = self._words_rect(width).height() + self._byline_px(width)
        return 2 * PAD_PX + QFontMetrics(self._head()).height() + 2 * GAP_PX + words

    @override
    def sizeHint(self) -> QSize:
        width = scaled_px(NARROWEST_PX) * 3 // 2
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(NARROWEST_PX) // 2, QFontMetrics(self._head()).height() + 2 * PAD_PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(1.0 if self.isEnabled() or chosen else 0.5)
            edge = 2.0 if self.hasFocus() else 1.0
            painter.setPen(QPen(ink.accent(self) if chosen or self.hasFocus() else ink.strong_hairline(self), edge))
            painter.setBrush(ink.accent_ground(self) if chosen else ink.panel(self))
            inset = edge / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_PX, RADIUS_PX)
            head = QFontMetrics(self._head()).height()
            self._paint_ring(painter, QPointF(PAD_PX + RING_PX / 2, PAD_PX + head / 2), chosen=chosen)
            left = PAD_PX + RING_PX + 8
            room = QRect(left, PAD_PX, self.width() - left - PAD_PX, head)
            painter.setFont(self._head())
            painter.setPen(ink.ink(self))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._side)
            words = self._words_rect(self.width()).translated(0, PAD_PX + head + 2 * GAP_PX)
            painter.setFont(sized(13))
            painter.drawText(words, self._wrap(words.width()), self._words)
            painter.setFont(self._small())
            painter.setPen(ink.secondary(self))
            below = QRect(PAD_PX, words.bottom() + GAP_PX, self.width() - 2 * PAD_PX, self.height())
            painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self._byline)

    def _paint_ring(self, painter: QPainter, centre: QPointF, *, chosen: bool) -> None:
        radius = RING_PX / 2 - 0.5
        painter.setPen(QPen(ink.accent(self) if chosen else ink.faint(self), 1.2))
        painter.setBrush(ink.panel(self))
        painter.drawEllipse(centre, radius, radius)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.accent(self))
            painter.drawEllipse(centre, radius - 3, radius - 3)

    def _words_rect(self, width: int) -> QRect:
        """Give the room that the words take at the top of a card so wide; longer ones are cut off."""
        metrics = QFontMetrics(sized(13))
        room = QRect(PAD_PX, 0, max(40, width - 2 * PAD_PX), metrics.lineSpacing() * MOST_LINES)
        found = metrics.boundingRect(room, self._wrap(room.width()), self._words)
        return QRect(PAD_PX, 0, room.width(), min(found.height(), room.height()))

    def _byline_px(self, width: int) -> int:
        room = QRect(0, 0, max(40, width - 2 * PAD_PX), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        return (
            QFontMetrics(self._small()).boundingRect(room, wrap, self._byline).height() + GAP_PX if self._byline else 0
        )

    def _wrap(self, width: int) -> int:
        """Break lines between words, and within words only where one is wider than the card."""
        metrics = QFontMetrics(sized(13))
        widest = max((metrics.horizontalAdvance(word) for word in self._words.split()), default=0)
        flag = Qt.TextFlag.TextWrapAnywhere if widest > width else Qt.TextFlag.TextWordWrap
        return int(flag)

    @staticmethod
    def _head() -> QFont:
        return sized(12.5, QFont.Weight.DemiBold)

    @staticmethod
    def _small() -> QFont:
        return sized(12)
