"""The page of licences: what the program is made of at the left, the licence of what is chosen at the right."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.licences import Ingredient, ingredients, licence_text
from timeline_app.ui.history.dialog import MARGIN_PX, SECOND, LineList
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.page_dialog import ReadingDialog, lay_in_two, open_at


class LicencesDialog(ReadingDialog):
    """Shows each licence in its own words, and where the sources are to be had."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Licences"))
        self._made_of = ingredients()
        model = QStandardItemModel(self)
        for each in self._made_of:
            row = QStandardItem(each.name)
            row.setData(each.licence, SECOND)
            model.appendRow(row)
        self.listing = LineList(_("What the program is made of"), self)
        self.listing.setModel(model)
        self.name = plain("", "title", self, wrap=True)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Licence"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        lay_in_two(self, self.listing, self._page(), self._foot(), (290, 570))
        self.listing.row_chosen.connect(self._show)
        if self._made_of:
            self.listing.setCurrentIndex(model.index(0, 0))
        open_at(self, 860, 620)

    def _page(self) -> QFrame:
        page = QFrame(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN_PX, 20, MARGIN_PX, 0)
        column.setSpacing(10)
        column.addWidget(self.name)
        column.addWidget(self.text, 1)
        return page

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("dialogFooter")
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, 12)
        row.addStretch(1)
        close = QPushButton(_("Close"), foot)
        close.setAutoDefault(False)
        close.clicked.connect(self.leave)
        row.addWidget(close)
        return foot

    @Slot(object)
    def _show(self, row: int) -> None:
        if 0 <= row < len(self._made_of):
            chosen = self._made_of[row]
            self.name.setText(chosen.name)
            self.text.setPlainText(f"{_heading(chosen)}\n\n{licence_text(chosen)}")


def _heading(chosen: Ingredient) -> str:
    lines = [_("Licence: {licence}").format(licence=chosen.licence)]
    if chosen.home:
        lines.append(_("Page: {address}").format(address=chosen.home))
    if chosen.sources:
        lines.append(_("Sources: {address}").format(address=chosen.sources))
    return "\n".join(lines)
