"""A list whose rows have two lines: what it is, and when and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QListView

from timeline_app.base.compat import override
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets import ink
from timeline_app.ui.widgets.letters import sized
from timeline_app.ui.widgets.row_delegate import Index, RowDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

SECOND: Final = Qt.ItemDataRole.UserRole
"""The role of a row's second line."""
FAINT: Final = Qt.ItemDataRole.UserRole + 1
"""The role that says whether a row is no longer in force."""
INSET_PX: Final = 20


class LineDelegate(RowDelegate):
    """Draws the two lines, each cut off where there is no room."""

    high_px = 50

    @override
    def paint_row(self, painter: QPainter, view: QWidget, rect: QRect, index: Index) -> None:
        faint = bool(index.data(FAINT))
        room = rect.adjusted(INSET_PX, 0, -INSET_PX, 0)
        half = rect.height() // 2
        first, second = sized(13, QFont.Weight.Medium), sized(12)
        first.setStrikeOut(faint)
        for font, text, top, colour in (
            (first, index.data(), rect.top() + 3, ink.secondary(view) if faint else ink.ink(view)),
            (second, index.data(SECOND), rect.top() + half - 1, ink.secondary(view)),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            words = " ".join(on_one_line(str(text or "")).split())
            words = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), top, room.width(), half - 2), Qt.AlignmentFlag.AlignVCenter, words)


class LineList(QListView):
    """Tells by a signal which row is current."""

    row_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setObjectName("lineList")
        self.setStyleSheet("#lineList::item { padding: 0; border-radius: 0; }")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(LineDelegate(self))

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.row_chosen.emit(self.currentIndex().row())
