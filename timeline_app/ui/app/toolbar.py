"""The toolbar: the chronology's name and counts, search, and the most frequent commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, side_by_side
from timeline_app.domain.choice_words import lane_words
from timeline_app.domain.timeline import LANE_FIELDS
from timeline_app.ui.widgets.buttons import GlyphButton, MenuButton
from timeline_app.ui.widgets.look import scaled_px, tip
from timeline_app.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

HEIGHT_PX = 52
SEARCH_PX = 380
LEAST_PX = 60
"""Of the search field, in the smallest windows at the largest text."""
LEAST_SEARCH_PX = 190
LEAST_NAME_PX = 60


def lane_field(mode: str) -> str:
    """Name a way of arranging lanes as it stands within a sentence."""
    words = {
        "category": _("category"),
        "actor": _("actor"),
        "place": _("place"),
        "status": _("status"),
        "none": _("none"),
    }
    return words.get(mode, mode)


class Toolbar(QFrame):
    """Name and counts, undo and redo, search, lanes, table, export, add."""

    lanes_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.menu = QMenu(self)
        self.menu.setAccessibleName(_("Menu"))
        self._menu_button = GlyphButton("menu", _("Menu (F10)"), self)
        self._menu_button.clicked.connect(self.open_menu)
        self._name = QLabel(self)
        self._name.setProperty("role", "store")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._store_name = ""
        self._counts = QLabel(self)
        self._counts.setProperty("role", "quiet")
        self.undo = GlyphButton("undo", _("Undo"), self)
        self.redo = GlyphButton("redo", _("Redo"), self)
        self.search = SearchField(self)
        self.lanes = MenuButton("", self)
        self.lanes.menu_below.setAccessibleName(_("Lanes"))
        self.table = QPushButton(_("Table"), self)
        self.table.setCheckable(True)
        self.export = QPushButton(_("Export…"), self)
        self.add = QPushButton(_("Add event"), self)
        self.add.setProperty("role", "primary")
        self._lane_actions: dict[str, QAction] = {}
        self._fill_lanes()
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 16, 0)
        row.setSpacing(4)
        left: tuple[QWidget, ...] = (self._menu_button, self._name, self._counts)
        for widget in left:
            row.addWidget(widget)
            row.addSpacing(4)
        row.addSpacing(8)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addStretch(1)
        right: tuple[QWidget, ...] = (self.lanes, self.table, self.export, self.add)
        for widget in right:
            row.addWidget(widget)
            row.addSpacing(4)
        self.setFixedHeight(scaled_px(HEIGHT_PX))
        self.setTabOrder(self.redo, self.search)
        self.setTabOrder(self.search, self.lanes)

    def _fill_lanes(self) -> None:
        group = QActionGroup(self)
        for mode in LANE_FIELDS:
            action = QAction(lane_words(mode), self)
            action.setCheckable(True)
            action.setData(mode)
            group.addAction(action)
            self.lanes.menu_below.addAction(action)
            self._lane_actions[mode] = action
        group.triggered.connect(self._choose_lanes)
        self.show_lanes("category")

    def show_lanes(self, mode: str) -> None:
        """Say by what the lanes are."""
        self.lanes.setText(_("Lanes: {field}").format(field=lane_words(mode)))
        self._lane_actions[mode].setChecked(True)

    def show_store(self, name: str, events: int, sources: int) -> None:
        """Say which chronology this is and how much is in it."""
        self._store_name = name
        self._write_name()
        self._name.setAccessibleName(name)
        counted_events = ngettext("{count} event", "{count} events", events).format(count=grouped(events))
        counted_sources = ngettext("{count} source", "{count} sources", sources).format(count=grouped(sources))
        self._counts.setText(side_by_side(counted_events, counted_sources))
        if self.isVisible():  # else it is placed when it is shown
            self._place_search()

    def allow(self, *, on: bool) -> None:
        """Let what needs an open chronology be used only while there is one."""
        for widget in (self.search, self.lanes, self.table, self.export, self.add):
            widget.setEnabled(on)

    def show_undo(self, undo_label: str | None, redo_label: str | None) -> None:
        """Say what undo and redo would do."""
        self.undo.setEnabled(undo_label is not None)
        self.redo.setEnabled(redo_label is not None)
        self.undo.setToolTip(
            tip(_("Undo: {what}  (Ctrl+Z)").format(what=undo_label)) if undo_label else _("Nothing to undo")
        )
        self.redo.setToolTip(
            tip(_("Redo: {what}  (Ctrl+Shift+Z)").format(what=redo_label)) if redo_label else _("Nothing to redo")
        )

    def _choose_lanes(self, action: QAction) -> None:
        self.lanes_chosen.emit(str(action.data()))

    def open_menu(self) -> None:
        """Open the menu, with its first entry marked so that arrow keys go on from there."""
        self.menu.popup(self._menu_button.mapToGlobal(QPoint(0, self._menu_button.height() + 6)))
        if self.menu.actions():
            self.menu.setActiveAction(self.menu.actions()[0])

    def _place_search(self) -> None:
        """Keep the field in the middle of the window, or between its neighbours where those come too near."""
        layout = self.layout()
        if layout is None:
            return
        spare = (self._counts, self.export, self.table)  # in this order they make room; menus and keys have them too
        for kept in (self.undo, self.redo, self.lanes):
            kept.show()
        self._write_name()
        for hidden in range(len(spare) + 1):
            for number, widget in enumerate(spare):
                widget.setVisible(number >= hidden)
            layout.activate()
            left, right = self._between()
            if right - left >= scaled_px(LEAST_SEARCH_PX):
                break
        if right - left < scaled_px(LEAST_SEARCH_PX):  # even so: the name gives what it can
            self._write_name(self._name.width() - scaled_px(LEAST_SEARCH_PX) + right - left)
            layout.activate()
            left, right = self._between()
        for last in (self.redo, self.undo, self.lanes):  # before the field lies over anything
            if right - left >= LEAST_PX:
                break
            last.hide()
            layout.activate()
            left, right = self._between()
        width = max(LEAST_PX, min(scaled_px(SEARCH_PX), right - left))
        x = max(left, min((self.width() - width) // 2, right - width))
        height = self.search.sizeHint().height()
        self.search.setGeometry(x, (self.height() - height) // 2, width, height)

    def _between(self) -> tuple[int, int]:
        """Give where the field may stand: between the buttons, which are the other way round in a mirrored window."""
        before = (self.redo, self.undo, self._counts, self._name)
        first = next(each for each in before if each.isVisibleTo(self)).geometry()
        last = next(
            each for each in (self.lanes, self.table, self.export, self.add) if each.isVisibleTo(self)
        ).geometry()
        if self.isRightToLeft():
            first, last = last, first
        return first.right() + 16, last.left() - 16

    def _write_name(self, room_px: int | None = None) -> None:
        """Write the chronology's name, whole or as far as it has room; its tip has all of it."""
        cut = self._store_name
        if room_px is not None:
            least_px = max(room_px, scaled_px(LEAST_NAME_PX))
            cut = self._name.fontMetrics().elidedText(cut, Qt.TextElideMode.ElideRight, least_px)
        self._name.setText(cut)
        self._name.setToolTip(tip(self._store_name) if cut != self._store_name else "")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.minimumHeight())  # what has no room gives way

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_search()
