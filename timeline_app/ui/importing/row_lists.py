"""What stands in a file and what becomes of it: the first rows, and the rows behind each count, one click away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import sentences
from timeline_app.domain.draft import OUTCOMES
from timeline_app.domain.records import Event
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.importing.wording import outcome_words, problem_count_words
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import BOX_PX, draw_box
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import on_button, scaled_px, tip
from timeline_app.ui.wording.date_words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.document.importing import ImportOutcome, ImportPlan
    from timeline_app.domain.draft import Draft, ImportConflict

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ROW_PX: Final = 26
_PAD_PX: Final = 8
_WIDEST_PX: Final = 260
_LONGEST: Final = 300


class RowTable(NamedTuple):
    """A list to show: its headings, its lines, and of each line the draft that it is, from 1, or 0 for none."""

    headings: Sequence[str]
    lines: Sequence[Sequence[str]]
    drafts: Sequence[int] = ()
    ticks: Sequence[int] = ()
    """The row of the file that a line stands for, where a person can tick it; else 0."""


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = RowTable((), ())
        self.ticked: set[int] = set()
        """Rows of the file whose word shall stand."""

    def row_of(self, line: int) -> int:
        """Give the row that can be ticked in a line; 0 for none."""
        return self.table.ticks[line] if 0 <= line < len(self.table.ticks) else 0

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        free = index.column() == 0 and self.row_of(index.row()) > 0
        return super().flags(index) | (Qt.ItemFlag.ItemIsUserCheckable if free else Qt.ItemFlag(0))

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_of(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or not row:
            return False
        self.ticked ^= {row}  # all lines of a row go together
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.table.lines) - 1, 0))
        return True

    def show(self, table: RowTable) -> None:
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.table.lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.table.headings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | Qt.CheckState | None:
        line = self.table.lines[index.row()]
        if index.column() >= len(line):
            return None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and self.row_of(index.row()):
            ticked = self.row_of(index.row()) in self.ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return on_one_line(line[index.column()])[:_LONGEST]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line[index.column()][:_LONGEST])
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and section < len(self.table.headings):
            return on_one_line(self.table.headings[section])
        return None


class _TickDelegate(QStyledItemDelegate):
    """Draws the box of a line that can be ticked as all boxes of the window are; a click anywhere on its cell ticks."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or not isinstance(option.widget, QWidget):
            super().paint(painter, option, index)
            return
        widget, room = option.widget.window(), option.rect  # the style sheet gives tables a highlight of their own
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, ink.accent_ground(widget))
        side_px = scaled_px(BOX_PX)
        box = QRectF(room.left() + _PAD_PX, room.center().y() - side_px / 2, side_px, side_px)
        painter.save()
        draw_box(painter, widget, box, checked=state == Qt.CheckState.Checked)
        painter.setPen(ink.ink(widget))
        words = room.adjusted(round(side_px) + 2 * _PAD_PX, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(ink.accent(widget))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(0, 0, -1, -1))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return hint
        return QSize(hint.width() + scaled_px(BOX_PX), hint.height())

    @override
    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            return model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return super().editorEvent(event, model, option, index)


class OutcomeLists(QWidget):
    """A row of counts over a table; the one that is pressed fills it."""

    draft_chosen = Signal(object)
    """The draft of the line that is current, from 1; 0 for none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tables: dict[str, RowTable] = {}
        self._model = _Model(self)
        self.view = QTableView(self)
        self._set_view()
        self.switch = QWidget(self)
        self._flow = FlowLayout(self.switch, gap_px=6)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for name in ("first", *OUTCOMES, "problems"):
            button = QPushButton(self.switch)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("list", name)
            button.clicked.connect(self._switch)
            button.hide()
            self._group.addButton(button)
            self._flow.addWidget(button)
            self.buttons[name] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.hint = plain("", "quiet", self, wrap=True)
        self.hint.hide()
        column.addWidget(self.switch)
        column.addWidget(self.hint)
        column.addWidget(self.view, 1)

    def _set_view(self) -> None:
        view = self.view
        view.setModel(self._model)
        view.setItemDelegate(_TickDelegate(view))
        view.setAccessibleName(_("Rows of the file"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setMinimumHeight(scaled_px(_ROW_PX * 3))
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(scaled_px(_ROW_PX))
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().setStretchLastSection(True)
        view.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def taken(self) -> frozenset[int]:
        """The rows of the file whose word shall stand over what was edited here."""
        return frozenset(self._model.ticked)

    @property
    def shown(self) -> str:
        """Which list is shown."""
        button = self._group.checkedButton()
        return str(button.property("list")) if button is not None else ""

    def show_plan(self, plan: ImportPlan, zone: str) -> None:
        """List the first rows of a file; the counts of another reading are forgotten."""
        self._tables = {"first": first_rows(plan, zone)}
        self._model.ticked.clear()
        words = _("First rows") if plan.table.rows or plan.first else _("First sources")
        self._offer({"first": words})

    def show_counts(self, imported: ImportOutcome) -> None:
        """Offer the rows behind each count."""
        result = imported.result
        counts = {
            "new": result.added,
            "updated": result.updated,
            "unchanged": result.skipped,
            "kept": result.kept,
            "undated": result.undated,
            "left out": result.left_out,
            "gone": result.gone,
        }
        offered = {"first": self.buttons["first"].text()}
        for outcome in OUTCOMES:
            if counts[outcome] or outcome == "new":
                offered[outcome] = outcome_words(outcome, counts[outcome])
                lines = [(str(row.row or ""), row.title) for row in result.rows.get(outcome, ())]
                said = _("What is the matter") if outcome == "left out" else _("Title")
                self._tables[outcome] = RowTable((_("Row"), said), lines)
        if result.conflicts:
            self._tables["kept"] = _conflicts(result.conflicts)
        if result.problem_count:
            offered["problems"] = problem_count_words(result.problem_count)
            lines = [(str(problem.row), problem.message) for problem in result.problems]
            self._tables["problems"] = RowTable((_("Row"), _("What is the matter")), lines)
        self._offer(offered)

    def choose_draft(self, draft: int) -> None:
        """Make the line of a draft the current one."""
        self.show_list("first")
        if draft in self._model.table.drafts:
            self.view.selectRow(self._model.table.drafts.index(draft))

    def show_list(self, name: str) -> None:
        """Fill the table with one of the lists."""
        self.buttons[name].setChecked(True)
        if self._model.table is self._tables.get(name):
            return
        table = self._tables.get(name, RowTable((), ()))
        self._model.show(table)
        self.hint.setText(_hint_for(name, can_tick=any(table.ticks)))
        self.hint.setVisible(bool(self.hint.text()))
        self.view.setAccessibleName(self.buttons[name].text())
        self.view.resizeColumnsToContents()
        for column in range(self._model.columnCount() - 1):
            self.view.setColumnWidth(column, min(self.view.columnWidth(column) + 8, scaled_px(_WIDEST_PX)))

    def _offer(self, offered: dict[str, str]) -> None:
        for name, button in self.buttons.items():
            button.setVisible(name in offered)
            if name in offered:
                button.setText(on_button(offered[name]))
        self.show_list(self.shown if self.shown in offered else "first")

    def _switch(self) -> None:
        self.show_list(self.shown)

    def _tell(self, current: Index, _before: object = None) -> None:
        drafts = self._model.table.drafts
        self.draft_chosen.emit(drafts[current.row()] if 0 <= current.row() < len(drafts) else 0)


def _hint_for(name: str, *, can_tick: bool) -> str:
    if name == "gone":
        return _("An earlier version of this file told these events and this one does not. They stay as they are.")
    if name == "left out":
        return _("Nothing of these rows comes in. Mend them in the file, then import it again.")
    if name == "kept":
        words = _("Somebody wrote something else here than this file says, so these fields stay.")
        return sentences(words, _("Tick a row (Space) to let the file's word stand.")) if can_tick else words
    return ""


def _conflicts(conflicts: Sequence[ImportConflict]) -> RowTable:
    """List conflicts, a line for each field, with what stands here and in the file."""
    headings = (_("Row"), _("Event"), _("Field"), _("Here"), _("In the file"))
    lines = [(str(each.row), each.title, each.field, each.here, each.there) for each in conflicts]
    return RowTable(headings, lines, ticks=[each.row if each.free else 0 for each in conflicts])


def first_rows(plan: ImportPlan, zone: str) -> RowTable:
    """List the first rows as they stand in the file, each with the date as it is read; else the events or sources."""
    drafts = {draft.row: number for number, draft in reversed(list(enumerate(plan.first, 1)))}
    if plan.table.rows:
        headings = (_("Row"), _("Date as it is read"), *(column.name for column in plan.table.columns))
        lines, numbers = [], []
        for row, cells in plan.table.rows:
            number = drafts.get(row, 0)
            read = date_of_draft(plan.first[number - 1], zone) if number else ""
            lines.append((str(row), read, *cells))
            numbers.append(number)
        return RowTable(headings, lines, numbers)
    if plan.sources:
        headings = (_("Title"), _("Author"), _("Publisher"), _("Published"), _("Address"))
        return RowTable(
            headings, [(each.title, each.author, each.publisher, each.published, each.url) for each in plan.sources]
        )
    headings = (_("Row"), _("Date as it is read"), _("Title"), _("Category"), _("Place"), _("Actors"), _("Summary"))
    return RowTable(headings, [_cells(draft, zone) for draft in plan.first], range(1, len(plan.first) + 1))


def _cells(draft: Draft, zone: str) -> tuple[str, ...]:
    return (
        str(draft.row or ""),
        date_of_draft(draft, zone),
        draft.title,
        draft.category,
        draft.place,
        ", ".join(draft.actors),
        draft.summary,
    )


def date_of_draft(draft: Draft, zone: str) -> str:
    """Word the date of a draft."""
    event = Event(
        "", draft.title, start=draft.start, end=draft.end, date_text=draft.date_text, zone=draft.zone, notes=draft.notes
    )
    return date_in_words(event, zone, weekday_too=False)
