"""A chip: sets a filter when clicked, or removes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import in_sentence
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.paint.found import draw_ground, stretches
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import DrawnButton
from timeline_app.ui.widgets.look import across, scaled_px

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.text.found_words import FoundWords
    from timeline_app.paint.theme import Theme

HEIGHT_PX = 24
PAD_PX = 10
CROSS_PX = 16
WIDEST_PX = 300


class Chip(DrawnButton):
    """A rounded label; `removable` adds a cross, and then a click anywhere on it asks for removal."""

    removed = Signal()
    menu_wanted = Signal(QPoint)
    """Where on the screen a menu of what the chip names shall open."""

    def __init__(self, text: str, parent: QWidget | None = None, *, removable: bool = False) -> None:
        text = on_one_line(text)
        super().__init__(text, parent)
        self._removable = removable
        self._found: FoundWords | None = None
        self._theme: Theme | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # what has no room is cut off
        removal = _("Remove filter {name}").format(name=text)
        self.setAccessibleName(removal if removable else text)
        self.setToolTip(removal if removable else _("Show only events with {name}").format(name=text))
        if removable:
            self.clicked.connect(self.removed)

    def mark(self, found: FoundWords, theme: Theme) -> None:
        """Mark words of the name that a search found."""
        self._found, self._theme = found, theme
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * PAD_PX + (CROSS_PX if self._removable else 0)
        return QSize(min(width + 1, scaled_px(WIDEST_PX)), max(HEIGHT_PX, metrics.height() + 8))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(2 * PAD_PX + CROSS_PX, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter)
            right_px = PAD_PX + (CROSS_PX if self._removable else 0)
            room = across(self, QRectF(PAD_PX, 0, self.width() - PAD_PX - right_px, self.height()))
            words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
            if self._found and self._theme and (places := self._found.places(words)):
                high_px = self.fontMetrics().height()
                line = QRectF(room.left(), (self.height() - high_px) / 2, room.width(), high_px)
                draw_ground(painter, line, stretches(words, self.font(), places), self._theme)
            painter.setPen(ink.accent(self) if self._removable else ink.ink(self))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, in_sentence(words))
            if self._removable:
                self._paint_cross(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hot = self.underMouse() or self.isDown()
        if self._removable:
            painter.setBrush(ink.accent_ground(self))
            painter.setPen(QPen(ink.accent(self) if hot or self.hasFocus() else ink.accent_ground(self), 1))
        else:
            painter.setBrush(ink.accent_ground(self) if hot else ink.lane(self))
            painter.setPen(QPen(ink.accent(self) if hot or self.hasFocus() else ink.outline(self), 1))
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        if self.hasFocus():
            inner = outline.adjusted(1, 1, -1, -1)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)

    def _paint_cross(self, painter: QPainter) -> None:
        centre = across(self, QRectF(self.width() - PAD_PX - 7, self.height() / 2 - 4, 8, 8)).center()
        painter.setPen(QPen(ink.accent(self), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for slope in (-1, 1):
            painter.drawLine(centre + QPointF(-3.2, -3.2 * slope), centre + QPointF(3.2, 3.2 * slope))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.update()
