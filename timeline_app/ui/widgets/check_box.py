"""A check box of our own drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from timeline_app.base.compat import override
from timeline_app.ui.filters.facet_row import BOX_PX, draw_box
from timeline_app.ui.widgets import ink
from timeline_app.ui.widgets.drawn_button import DrawnButton
from timeline_app.ui.widgets.letters import scaled_px, sized

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

GAP_PX = 9


class CheckBox(DrawnButton):
    """A box with words to its right."""

    def __init__(self, words: str, parent: QWidget | None = None, *, on: bool = False) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setChecked(on)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(13))
        width = scaled_px(BOX_PX) + GAP_PX + metrics.horizontalAdvance(self.text()) + 6
        return QSize(width, max(scaled_px(24), metrics.height() + 4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else 0.45)
            side_px = scaled_px(BOX_PX)
            box = QRectF(2, (self.height() - side_px) / 2, side_px, side_px)
            draw_box(painter, self, box, checked=self.isChecked())
            painter.setFont(sized(13))
            painter.setPen(ink.ink(self))
            words = self.rect().adjusted(side_px + GAP_PX + 2, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(ink.accent(self), 1.2))
                painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 4, 4)
