"""Help on searching: examples of queries with what they mean; a click on one tries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.document.filter.examples import query_examples
from timeline_app.document.filter.wording import query_as_heading
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import on_button, scaled_px
from timeline_app.ui.widgets.page_dialog import ReadingDialog, let_scroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.query.dates import QueryDates

_WIDE_PX = 620
_QUERY_PX = 230


class SearchHelp(ReadingDialog):
    """A sheet of examples in groups, with what each asks for in words."""

    tried = Signal(str)
    """A query that was clicked."""

    def __init__(self, dates: QueryDates, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Search and filter"))
        self.setAccessibleName(_("Search and filter"))
        self._dates = dates
        self._queries: dict[QPushButton, str] = {}
        sheet = QWidget(self)
        page = QVBoxLayout(sheet)
        page.setContentsMargins(28, 24, 28, 24)
        page.setSpacing(14)
        page.addWidget(plain(_("Search and filter"), "title", sheet))
        page.addWidget(plain(_told(), "quiet", sheet, wrap=True))
        for heading, queries in query_examples():
            page.addWidget(plain(heading, "heading", sheet))
            page.addLayout(self._grid(queries, sheet))
        let_scroll(self, sheet, scaled_px(_WIDE_PX))

    def _grid(self, queries: Sequence[str], sheet: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, scaled_px(_QUERY_PX))  # the same in all groups
        for line, query in enumerate(queries):
            button = QPushButton(on_button(query), sheet)
            button.setProperty("role", "link")
            button.setProperty("holds", "query")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setToolTip(_("Try it"))
            button.clicked.connect(self._try)
            self._queries[button] = query
            grid.addWidget(button, line, 0)
            grid.addWidget(plain(query_as_heading(query, self._dates), "", sheet, wrap=True), line, 1)
        return grid

    def _try(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            close(self, DONE)
            self.tried.emit(self._queries[button])


def _told() -> str:
    return _(
        "A plain word is found in all its forms. = before it asks for it as it stands, ~ for other letters and "
        "spellings too. Several parts stand side by side, and all must hold. A value with blanks stands in "
        "quotation marks. "
        "A minus before a part excludes it; OR stands between alternatives, and parentheses hold them together. "
        "The field offers fields and values while you type: Tab takes the first, the arrow down lists all."
    )
