"""A check box of our own drawing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from timeline_app.overriding import override
from timeline_app.ui import ink
from timeline_app.ui.facet_row import BOX_PX, draw_box
from timeline_app.ui.letters import scaled_px, sized

GAP_PX = 9


class CheckBox(QAbstractButton):
    """A box with words to its right."""

    def __init__(self, words: str, parent: QWidget | None = None, *, on: bool = False) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(13))
        width = int(BOX_PX) + GAP_PX + metrics.horizontalAdvance(self.text()) + 6
        return QSize(width, max(scaled_px(24), metrics.height() + 4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else 0.45)
            box = QRectF(2, (self.height() - BOX_PX) / 2, BOX_PX, BOX_PX)
            draw_box(painter, self, box, checked=self.isChecked())
            painter.setFont(sized(13))
            painter.setPen(ink.ink(self))
            words = self.rect().adjusted(int(BOX_PX) + GAP_PX + 2, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(ink.accent(self), 1.2))
                painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 4, 4)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)
