"""The frame of the dialogs about keeping work safe: a head, a list beside a page, a foot of buttons."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.letters import scaled_px
from timeline_app.ui.widgets.on_screen import open_at
from timeline_app.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.history.line_list import LineList

MARGIN_PX = 24


class ListDialog(QDialog):
    """What is listed at the left is told at the right; the foot says what can be done with it."""

    def __init__(self, title: str, explanation: str, listing: LineList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        split.addWidget(listing)
        split.addWidget(self.page)
        split.setSizes([scaled_px(360), scaled_px(460)])
        column.addWidget(split, 1)
        self._buttons = self._foot(column)
        open_at(self, 860, 600)

    def _head(self, title: str) -> QFrame:
        head = QFrame(self)
        self.head_column = QVBoxLayout(head)
        self.head_column.setContentsMargins(MARGIN_PX, 20, MARGIN_PX, 14)
        self.head_column.setSpacing(6)
        self.head_column.addWidget(plain(title, "title", head))
        self.head_column.addWidget(self.explanation)
        return head

    def _foot(self, column: QVBoxLayout) -> QHBoxLayout:
        foot = QFrame(self)
        foot.setObjectName("dialogFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, 12)
        row.setSpacing(8)
        row.addStretch(1)
        close = QPushButton(_("Close"), foot)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row.addWidget(close)
        column.addWidget(foot)
        return row

    def add_button(self, words: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Add a button to the foot, before "Close" where it is not the primary one."""
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
