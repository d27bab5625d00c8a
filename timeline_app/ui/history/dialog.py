"""The common frame of the history and backup dialogs: a heading, a list beside a page, a row of buttons.

A list whose rows have two lines: what it is, and when and by whom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.focus import put_side_by_side
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.page_dialog import ReadingDialog, open_at
from timeline_app.ui.widgets.panel_page import ScrollPage
from timeline_app.ui.widgets.row_delegate import Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QItemSelection
    from PySide6.QtWidgets import QWidget


MARGIN_PX = 24


class ListDialog(ReadingDialog):
    """A list at the left, details of the current item at the right, buttons for it below."""

    def __init__(self, title: str, explanation: str, listing: LineList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.listing = listing
        self.page = ScrollPage(MARGIN_PX, self)
        self.page.setObjectName("page")
        self.explanation = plain(explanation, "quiet", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(title))
        column.addWidget(rule(self))
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        put_side_by_side(split, listing, self.page)
        split.setSizes([scaled_px(360), scaled_px(460)])
        column.addWidget(split, 1)
        self._buttons = self._footer(column)
        open_at(self, 860, 600)

    def _head(self, title: str) -> QFrame:
        head = QFrame(self)
        self.head_column = QVBoxLayout(head)
        self.head_column.setContentsMargins(MARGIN_PX, 20, MARGIN_PX, 14)
        self.head_column.setSpacing(6)
        self.head_column.addWidget(plain(title, "title", head))
        self.head_column.addWidget(self.explanation)
        return head

    def _footer(self, column: QVBoxLayout) -> QHBoxLayout:
        footer = QFrame(self)
        footer.setObjectName("dialogFooter")
        row = QHBoxLayout(footer)
        row.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, 12)
        row.setSpacing(8)
        row.addStretch(1)
        close = QPushButton(_("Close"), footer)
        close.setAutoDefault(False)
        close.clicked.connect(self.leave)
        row.addWidget(close)
        column.addWidget(footer)
        return row

    def add_button(self, words: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Add a button to the row below, before "Close" where it is not the primary one."""
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        if primary:
            button.setProperty("role", "primary")
        button.clicked.connect(act)
        button.setEnabled(False)
        self._buttons.insertWidget(self._buttons.count() if primary else self._buttons.count() - 1, button)
        return button

    def new_page(self) -> QVBoxLayout:
        """Begin the page at the right anew."""
        page, column = self.page.new_page("page", 20)
        old = self.page.takeWidget()
        self.page.setWidget(page)
        if old is not None:
            old.deleteLater()
        return column


SECOND: Final = Qt.ItemDataRole.UserRole
"""The role of a row's second line."""
FAINT: Final = Qt.ItemDataRole.UserRole + 1
"""The role that says whether a row is no longer in force."""
INSET_PX: Final = 20


class LineDelegate(RowDelegate):
    """Draws the two lines, each cut off where there is no room."""

    high_px = 50

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        view, rect, faint = row.view, row.rect, bool(index.data(FAINT))
        room = rect.adjusted(INSET_PX, 0, -INSET_PX, 0)
        half = rect.height() // 2
        first, second = sized(13, QFont.Weight.Medium), sized(12)
        first.setStrikeOut(faint)
        for font, text, top, colour in (
            (first, index.data(), rect.top() + 3, ink.secondary(view) if faint else ink.ink(view)),
            (second, index.data(SECOND), rect.top() + half - 1, ink.secondary(view)),
        ):
            words = " ".join(on_one_line(str(text or "")).split())
            row.line(QRect(room.left(), top, room.width(), half - 2), words, font, colour)


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
