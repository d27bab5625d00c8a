"""The page of names: one list a kind, pairs that are alike over it, and the form of the current name beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.names.uses import NAME_KINDS, alike, counts_of, records_of, use_of
from timeline_app.domain.records import Actor, Place
from timeline_app.ui.names.look_alike_strip import LookAlikeStrip
from timeline_app.ui.names.name_list import NameList, NameModel, rows_in_order
from timeline_app.ui.names.name_page import NamePage
from timeline_app.ui.names.wording import kinds_words, use_words
from timeline_app.ui.widgets.closing import LEFT, close
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import rule
from timeline_app.ui.widgets.look import key_words
from timeline_app.ui.widgets.page_dialog import ReadingDialog, lay_in_two, open_at

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QKeyEvent

    from timeline_app.domain.change import NameKind
    from timeline_app.domain.names import NameRecord
    from timeline_app.domain.text.look_alikes import LookAlike
    from timeline_app.ui.services.session import Session

MOST_UNASKED: Final = 4_000
"""So many names are looked through for those that are alike whenever they change; of more only when asked."""


class NamesDialog(ReadingDialog):
    """Does not block the window; follows every change."""

    saved = Signal(object, object)
    """A record as it was shown, and as it is filled in."""
    order_wanted = Signal(str, object, object)
    """Kind, ids in order, and how many of them stand where a hand has put them."""
    merge_wanted = Signal(object)
    """The records to merge."""
    delete_wanted = Signal(object)
    rename_wanted = Signal(object)
    show_wanted = Signal(object)
    """The record whose events alone shall be shown."""
    apart_wanted = Signal(object)
    search_wanted = Signal(str)
    """The kind among whose names those that are alike shall be looked for."""

    def __init__(self, session: Session, apart: Callable[[], Collection[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Names"))
        self._session, self._apart = session, apart
        self.kind: NameKind = "category"
        self._searched: Sequence[NameRecord] | None = None
        """The list that was looked through for names that are alike."""
        self._warned = False
        """Whether the page was kept open already because something could not be saved."""
        self.switch: dict[NameKind, QPushButton] = {}
        self.search = QLineEdit(self)
        self.search.setObjectName("paletteField")
        self.search.setPlaceholderText(_("Find a name"))
        self.search.setAccessibleName(_("Find a name"))
        self.model = NameModel(self)
        self.list = NameList(self.model, session.theme, self)
        self.strip = LookAlikeStrip(self)
        self.page = NamePage(self)
        self._build()
        self._connect()
        self.show_kind("category")

    def _build(self) -> None:
        left = QFrame(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        switch = QWidget(left)
        flow = FlowLayout(switch, gap_px=6)
        flow.setContentsMargins(16, 12, 16, 8)
        one = QButtonGroup(self)
        for kind in NAME_KINDS:
            button = QPushButton(switch)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("kind", kind)
            button.clicked.connect(self._switch)
            one.addButton(button)
            flow.addWidget(button)
            self.switch[kind] = button
        for widget in (switch, rule(left), self.search, self.strip, rule(left)):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        lay_in_two(self, left, self.page, self._foot(), (460, 480))
        open_at(self, 940, 660)

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("dialogFooter")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 12, 24, 12)
        self.up = QPushButton(_("Move up"), foot)
        self.down = QPushButton(_("Move down"), foot)
        self.by_use = QPushButton(_("Order by use"), foot)
        leave = QPushButton(_("Close"), foot)
        self.up.setToolTip(key_words(_("Alt+Up"), "Alt+Up"))
        self.down.setToolTip(key_words(_("Alt+Down"), "Alt+Down"))
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.by_use.clicked.connect(self._order_by_use)
        leave.clicked.connect(self.leave)
        for button in (self.up, self.down, self.by_use, leave):
            button.setAutoDefault(False)
        for button in (self.up, self.down, self.by_use):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(leave)
        return foot

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.list.step_wanted.connect(self._step)
        self.list.rename_wanted.connect(self._ask_rename)
        self.list.delete_wanted.connect(self._ask_delete)
        self.model.moved.connect(self._drop)
        self.page.saved.connect(self.saved)
        self.page.acted.connect(self._act)
        self.strip.merge_wanted.connect(self._merge_pair)
        self.strip.apart_wanted.connect(self.apart_wanted)
        self.strip.search_wanted.connect(self._ask_search)
        self._session.data_changed.connect(self.refresh)
        self._session.theme_changed.connect(self._redraw)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_kind(self, kind: NameKind, name_id: str = "") -> None:
        """Show the names of a kind, one of them as the current one."""
        if not self.page.save():
            self.switch[self.kind].setChecked(True)
            return
        self.kind = kind
        self.switch[kind].setChecked(True)
        self._searched = None
        self.search.clear()
        self.list.name_kind(kind)
        self.list.clearSelection()
        self.refresh()
        self.go_to(name_id)

    def refresh(self, _change: object = None) -> None:
        """Read the names anew; the current one stays current, and what is typed stays typed."""
        session = self._session
        if not session.is_open:
            close(self, LEFT)
            return
        chronology = session.chronology
        now, touched = self.current(), self.page.is_touched
        for kind, button in self.switch.items():
            count = grouped(len(records_of(chronology, kind)))
            button.setText(_("{kind} · {n}").format(kind=kinds_words(kind), n=count))
        write = not chronology.read_only
        records = records_of(chronology, self.kind)
        rows = rows_in_order(records, counts_of(chronology, self.kind))
        self.list.blockSignals(True)
        self.list.selectionModel().blockSignals(True)
        self.model.show_rows(rows, can_move=write)
        if now is not None:
            self._choose(self.model.row_of(now.id))
        self.list.selectionModel().blockSignals(False)
        self.list.blockSignals(False)
        self._look_for_pairs(records)
        self.strip.allow(write=write)
        stays = touched and now is not None and self.page.record in records
        if not stays:
            if self.current() is None and self.model.kept:
                self._choose(0)
            self._show_current()
        self._allow()

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def _look_for_pairs(self, records: Sequence[NameRecord]) -> None:
        if len(records) <= MOST_UNASKED:
            if records is not self._searched:
                self.show_pairs(records, alike(self._session.chronology, self.kind, self._apart()))
        elif self._searched is None:
            self.strip.offer_search(len(records))
        else:
            there = {each.id for each in records}
            kept = [each for each in self.strip.pairs if {each.first, each.second} <= there]
            self.show_pairs(records, kept)

    def show_pairs(self, records: Sequence[NameRecord], pairs: Sequence[LookAlike]) -> None:
        """Offer pairs that were found among records."""
        self._searched = records
        self.strip.show_pairs(pairs, {each.id: each.name for each in records})

    def part_pair(self, pair: LookAlike) -> None:
        """Offer a pair no longer."""
        if self._searched is not None:
            self.show_pairs(self._searched, [each for each in self.strip.pairs if each != pair])

    def _redraw(self, _theme: object = None) -> None:
        self.list.delegate.theme = self._session.theme
        self.list.viewport().update()
        self._show_current()

    def _narrow(self, typed: str) -> None:
        if not self.page.save():
            return
        self.model.narrow(typed)
        if self.model.kept:
            self._choose(0)
        self._show_current()
        self._allow()

    def go_to(self, name_id: str) -> None:
        """Make a name the current one, where it is kept; else the first. What cannot be saved stays where it is."""
        if not self.page.save():
            return
        row = self.model.row_of(name_id)
        self._choose(max(0, row) if self.model.kept else -1)
        self.list.scrollTo(self.list.currentIndex())
        self._show_current()

    def current(self) -> NameRecord | None:
        """Give the name that is shown at the right."""
        row = self.list.currentIndex().row()
        return self.model.kept[row].record if 0 <= row < len(self.model.kept) else None

    def chosen(self) -> list[NameRecord]:
        """Give the names that are selected, from the top."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return [self.model.kept[row].record for row in rows if row < len(self.model.kept)]

    def _show_chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self.page.record is not None and self.page.record != self.current() and not self.page.save():
            row = self.model.row_of(self.page.record.id)
            self.list.selectionModel().blockSignals(True)
            self._choose(row)
            self.list.selectionModel().blockSignals(False)
            return
        self._show_current()
        self._allow()

    def _show_current(self) -> None:
        chosen, record, session = self.chosen(), self.current(), self._session
        write = not session.chronology.read_only
        if len(chosen) > 1:
            self.page.show_several(len(chosen), write=write)
        elif record is None:
            self.page.show_nothing(
                _("No name has these words.")
                if self.search.text()
                else _("No names of this kind yet. They come with the first event that has one.")
            )
        else:
            others = [each for each in session.chronology.categories if each.id != record.id]
            kinds = sorted({row.record.kind for row in self.model.all if isinstance(row.record, Actor | Place)} - {""})
            use = use_words(use_of(session.chronology, record))
            self.page.show_name(record, use, (others, kinds), session.theme, write=write)

    def _allow(self) -> None:
        whole = len(self.model.kept) == len(self.model.all) and len(self.chosen()) <= 1
        can = whole and self.model.can_move and self.current() is not None
        row = self.list.currentIndex().row()
        self.up.setEnabled(can and row > 0)
        self.down.setEnabled(can and row < len(self.model.kept) - 1)
        by_hand = self.kind != "category" and self.model.placed > 0
        self.by_use.setVisible(self.kind != "category")
        self.by_use.setEnabled(by_hand and self.model.can_move)

    # --- what is asked for ----------------------------------------------------------------------------------------

    def _switch(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.show_kind(button.property("kind"))

    def _act(self, name: str) -> None:
        record = self.current()
        if record is None or not self.page.save():
            return
        record = self.current() or record
        if name == "merge":
            self.merge_wanted.emit(self.chosen() or [record])
        elif name == "delete":
            self.delete_wanted.emit(record)
        else:
            self.show_wanted.emit(record)

    def _ask_rename(self) -> None:
        record = self.current()
        if record is not None and self.model.can_move:
            self.rename_wanted.emit(record)

    def _ask_delete(self) -> None:
        if self.model.can_move and len(self.chosen()) == 1:
            self._act("delete")

    def _merge_pair(self, pair: LookAlike) -> None:
        records = {each.id: each for each in records_of(self._session.chronology, self.kind)}
        found = [records[each] for each in (pair.first, pair.second) if each in records]
        if len(found) > 1 and self.page.save():
            self.merge_wanted.emit(found)

    def _ask_search(self) -> None:
        self.search_wanted.emit(self.kind)

    def _move_up(self) -> None:
        self._step(-1)

    def _move_down(self) -> None:
        self._step(1)

    def _step(self, way: int) -> None:
        record, row = self.current(), self.list.currentIndex().row()
        if record is not None and 0 <= row + way < len(self.model.kept):
            self._move(record.id, row + way + (way > 0))

    def _drop(self, row: int, before: int) -> None:
        self._move(self.model.kept[row].record.id, before)

    def _move(self, name_id: str, before: int) -> None:
        """Ask for the order in which a name stands before a row."""
        if not self.model.may_move() or not self.page.save():
            return
        row = self.model.row_of(name_id)
        lands = before - (before > row)
        if row != lands:
            placed = max(self.model.placed, lands + 1)
            self.order_wanted.emit(self.kind, self.model.order_after(name_id, before), placed)

    def _order_by_use(self) -> None:
        if self.page.save():
            self.order_wanted.emit(self.kind, [row.record.id for row in self.model.all], 0)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows lead from the search to the list, as in every list under a search."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    @override
    def reject(self) -> None:
        """Save what is filled in and leave; what cannot be saved keeps the page open once, with the reason."""
        if self._session.is_open and not self._warned and not self.page.save():
            self._warned = True
            return
        super().reject()
