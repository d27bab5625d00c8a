"""One value of a facet: a box or the category's own mark, its name, and how many events have it."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent

from timeline_app.base.compat import override
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import BOX_PX, DrawnButton, draw_box
from timeline_app.ui.widgets.fold import INSET_PX
from timeline_app.ui.widgets.look import scaled_px, sized, tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

ROW_PX = 25
NAME_PX = 12.5
GAP_PX = 9


class FacetRow(DrawnButton):
    """A value to filter by. `mark` draws the category's shape; without it there is a check box.

    With a mark, `dimmed` says that other values of the facet are chosen and this one is not.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.value = name
        self._count = 0
        self._dimmed = False
        self._mark: Callable[[QPainter, QRectF], None] | None = None

    def show_value(self, value: str, label: str, count: int, *, checked: bool, dimmed: bool = False) -> None:
        """Show one value of the facet."""
        self.value = value
        label = on_one_line(label)
        self.setText(label)
        self._count, self._dimmed = count, dimmed
        self.blockSignals(True)
        self.setChecked(checked)
        self.blockSignals(False)
        events = ngettext("{count} event", "{count} events", count).format(count=count)
        self.setAccessibleName(_("{value}, {events}").format(value=label, events=events))
        self._tell_whole()
        self.update()

    def set_mark(self, mark: Callable[[QPainter, QRectF], None] | None) -> None:
        """Draw the value's own mark in place of the box."""
        self._mark = mark
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, scaled_px(ROW_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, scaled_px(ROW_PX))

    def _tell_whole(self) -> None:
        """Let the tip tell the name where it is cut."""
        self.setToolTip(tip(self.text()) if self._elided() else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _left_px(self) -> int:
        return INSET_PX + scaled_px(BOX_PX) + GAP_PX

    def _count_px(self) -> int:
        return QFontMetrics(sized(12.5, figures=True)).horizontalAdvance(grouped(self._count)) + 8

    def _elided(self) -> bool:
        room = self.width() - self._left_px() - INSET_PX - self._count_px()
        return QFontMetrics(sized(NAME_PX)).horizontalAdvance(self.text()) > room

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                self._paint_ground(painter)
            side_px = scaled_px(BOX_PX)
            box = QRectF(INSET_PX, (self.height() - side_px) / 2, side_px, side_px)
            painter.setOpacity(0.45 if self._dimmed else 1.0)
            if self._mark is None:
                draw_box(painter, self, box, checked=self.isChecked())
            else:
                self._mark(painter, box)
            painter.setOpacity(1.0)
            self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        painter.setBrush(ink.lane(self) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink.accent(self), 1.2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 0.5, -1, -0.5), 5, 5)

    def _name_colour(self) -> QColor:
        return ink.faint(self) if self._dimmed or not self._count else ink.ink(self)

    def _paint_words(self, painter: QPainter) -> None:
        room = self.rect().adjusted(self._left_px(), 0, -INSET_PX, 0)
        painter.setFont(sized(12.5, figures=True))
        painter.setPen(ink.faint(self) if self._dimmed else ink.secondary(self))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, grouped(self._count))
        chosen = self.isChecked() and self._mark is not None
        painter.setFont(sized(NAME_PX, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(self._name_colour())
        width = room.width() - self._count_px()
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
