"""Which columns the table shows, in which order and how wide: as a person wants it, or as many as there is room for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from timeline_app.base.i18n import gettext as _
from timeline_app.ui.table.model import ACTORS, CATEGORY, DATE, IMPORTANCE, PLACE, STATUS, TAGS, TITLE
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.look import on_button, scaled_px

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QTableView

KEYS: Final = {
    DATE: "date",
    TITLE: "title",
    CATEGORY: "category",
    STATUS: "status",
    PLACE: "place",
    ACTORS: "actors",
    IMPORTANCE: "importance",
    TAGS: "tags",
}
"""What a column is called in the settings, in the order in which they stand by themselves."""
WIDTHS_PX: Final = {
    DATE: 224, TITLE: 380, CATEGORY: 180, STATUS: 100, PLACE: 170, ACTORS: 260, IMPORTANCE: 110, TAGS: 180,
}  # fmt: skip
LEAST_TITLE_PX, MOST_TITLE_PX = 200, 620
_SHORTEST_TITLE_PX: Final = 120
"""Where there is no room for date and title beside one another, the title gives way as far as this."""
_UNIT_PX: Final = 1000
_NARROWEST_PX, _WIDEST_PX, _STEP_PX = 40, 1200, 20
_ALWAYS: Final = 2
"""Date and title are shown whatever the room; category and status fit a screen of 1366 pixels with both panels, too."""


class TableColumns(QObject):
    """Shows, hides, moves and sizes the columns; until a person does so, the room decides."""

    changed = Signal(object)
    """What to keep in the settings: the state, as bytes."""

    refused = Signal(str)
    """Why a column could not become wider or narrower."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._header = header = table.horizontalHeader()
        self._is_chosen = self._is_setting = False
        self._scale = scaled_px(_UNIT_PX)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(scaled_px(_NARROWEST_PX))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu_at)
        header.sectionMoved.connect(self._choose)
        header.sectionResized.connect(self._follow_hand)
        self.reset()

    def reset(self) -> None:
        """Let the room decide again."""
        self._is_chosen, self._is_setting = False, True
        for place, column in enumerate(KEYS):
            self._header.moveSection(self._header.visualIndex(column), place)
            self._header.resizeSection(column, scaled_px(WIDTHS_PX[column]))
        self._is_setting = False
        self.fit()

    def follow_text(self) -> None:
        """Let the widths grow or shrink with the text."""
        before, self._scale = self._scale, scaled_px(_UNIT_PX)
        if before == self._scale:
            return
        self._header.setMinimumSectionSize(scaled_px(_NARROWEST_PX))
        if not self._is_chosen:
            self.reset()
            return
        self._is_setting = True
        for column in self._shown()[:-1]:  # the last one takes what is left
            self._header.resizeSection(column, round(self._header.sectionSize(column) * self._scale / before))
        self._is_setting = False

    def fit(self) -> None:
        """Show as many columns as there is room for, and give the title the rest, unless a person chose otherwise."""
        if self._is_chosen or self._is_setting:
            return
        self._is_setting = True
        left_px = self._table.viewport().width() - scaled_px(LEAST_TITLE_PX)
        for number, column in enumerate(KEYS):
            width_px = 0 if column == TITLE else scaled_px(WIDTHS_PX[column])
            is_shown = number < _ALWAYS or width_px <= left_px
            left_px -= width_px if is_shown else left_px  # what comes after one that is left out is left out, too
            self._header.setSectionHidden(column, not is_shown)
        shown = [column for column in self._shown() if column != TITLE]
        left_px = self._table.viewport().width() - sum(scaled_px(WIDTHS_PX[column]) for column in shown)
        title_px = min(max(left_px, scaled_px(_SHORTEST_TITLE_PX)), scaled_px(MOST_TITLE_PX))
        self._header.resizeSection(TITLE, title_px)
        self._is_setting = False

    def state(self) -> QByteArray:
        """Give what a person chose, to find it again; empty while nothing was chosen."""
        if not self._is_chosen:
            return QByteArray()
        scale = self._scale / _UNIT_PX
        order = sorted(KEYS, key=self._header.visualIndex)
        last = self._shown()[-1]
        kept = [
            (
                KEYS[column],
                WIDTHS_PX[column] if column == last else round(self._header.sectionSize(column) / scale),
                not self._header.isSectionHidden(column),
            )
            for column in order
        ]
        return QByteArray(json.dumps(kept).encode())

    def restore(self, state: QByteArray) -> None:
        """Show the columns as a person wanted them; what makes no sense is left as it is."""
        columns = {key: column for column, key in KEYS.items()}
        try:
            kept = [(columns[key], int(width), bool(on)) for key, width, on in json.loads(bytes(state.data()))]
        except (ValueError, TypeError, KeyError):
            return
        if len(kept) != len(columns) or {column for column, _width, _on in kept} != set(columns.values()):
            return
        self._is_chosen = self._is_setting = True
        for place, (column, width, is_shown) in enumerate(kept):
            self._header.moveSection(self._header.visualIndex(column), place)
            self._header.setSectionHidden(column, not is_shown and column != TITLE)
            if is_shown:
                self._header.resizeSection(column, scaled_px(min(max(width, _NARROWEST_PX), _WIDEST_PX)))
        self._is_setting = False

    def move(self, column: int, step: int) -> None:
        """Move a column past its neighbour to the left (-1) or right (1), where there is one."""
        order = self._shown()
        place = order.index(column) + step if column in order else -1  # the room may have taken the current cell away
        if 0 <= place < len(order):
            self._header.moveSection(self._header.visualIndex(column), self._header.visualIndex(order[place]))
            self._keep_in_sight(column)

    def widen(self, column: int, step: int) -> None:
        """Make a column wider (1) or narrower (-1)."""
        if column == self._shown()[-1]:
            self.refused.emit(
                _("The last column takes all the room that is left. Move it (Alt+Left), or resize another.")
            )
            return
        if column not in self._shown():
            return
        width_px = self._header.sectionSize(column) + step * scaled_px(_STEP_PX)
        self._header.resizeSection(column, min(max(width_px, scaled_px(_NARROWEST_PX)), scaled_px(_WIDEST_PX)))
        self._choose()
        self._keep_in_sight(column)

    def _shown(self) -> list[int]:
        """Give the columns that are shown, from the left."""
        return [each for each in sorted(KEYS, key=self._header.visualIndex) if not self._header.isSectionHidden(each)]

    def _keep_in_sight(self, column: int) -> None:
        current = self._table.currentIndex()
        if current.isValid() and current.column() == column:
            self._table.scrollTo(current)

    def open_menu(self) -> None:
        """Offer the columns for choice, under their headings."""
        self._open_menu_at(QPoint(0, self._header.height()))

    def _open_menu_at(self, pos: QPoint) -> None:
        menu = QMenu(self._table)
        menu.setAccessibleName(_("Columns"))
        own(menu)
        model = self._table.model()
        for column in sorted(KEYS, key=self._header.visualIndex):
            action = menu.addAction(on_button(str(model.headerData(column, Qt.Orientation.Horizontal))))
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(column))
            action.setEnabled(column != TITLE)
            action.setData(column)
        menu.addSeparator()
        menu.addAction(_("As many as there is room for")).setEnabled(self._is_chosen)
        menu.triggered.connect(self._take)
        menu.popup(self._header.mapToGlobal(pos))

    def _take(self, action: QAction) -> None:
        if action.isCheckable():
            self._is_setting = True
            self._header.setSectionHidden(int(action.data()), not action.isChecked())
            self._is_setting = False
            self._choose()
        else:
            self.reset()
            self.changed.emit(self.state())

    def _follow_hand(self) -> None:
        """Notice that a person drags the edge of a heading; the last column also follows the table's own width."""
        if QGuiApplication.mouseButtons() and self._header.underMouse():
            self._choose()

    def _choose(self) -> None:
        if not self._is_setting:
            self._is_chosen = True
            self.changed.emit(self.state())
