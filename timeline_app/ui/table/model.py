"""The item model of the event table: sortable, in step with the canvas, and accessible to screen readers.

The model holds only the order of the rows, as one array. What a cell says is fetched for a stretch of rows at a time
when the view asks for it, so that a million events cost eight megabytes and no objects.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import in_sentence
from timeline_app.base.i18n.facts import quoted
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import status_words
from timeline_app.ui.table.title_order import TitleOrder
from timeline_app.ui.widgets.look import tip
from timeline_app.ui.wording.date_words import date_in_short, date_in_words
from timeline_app.ui.wording.labels import importance_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline_app.document.editing.filter_state import FilterState
    from timeline_app.domain.columns import I64, U8, U16
    from timeline_app.domain.records import Category, Event
    from timeline_app.ui.services.session import Session

Index = QModelIndex | QPersistentModelIndex
MOST_OFFERED: Final = 6
_PLAIN_DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}")
BLOCK: Final = 128
KEPT_BLOCKS: Final = 32
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
DATE, TITLE, CATEGORY, STATUS, PLACE, ACTORS, IMPORTANCE, TAGS = range(8)
NO_SORT: Final = -1


class EventTableModel(QAbstractTableModel):
    """The kept events in the order of a column."""

    sorting_changed = Signal()
    """Whether an order is still being worked out is another."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sorted = (DATE, Qt.SortOrder.AscendingOrder)
        self._order: I64 = np.empty(0, np.int64)
        self._position: dict[int, int] | None = None
        self._blocks: OrderedDict[int, tuple[Event, ...]] = OrderedDict()
        self._by_title = TitleOrder(session, self)
        self._by_title.arrived.connect(self.reload)
        self.reload()

    @property
    def sorting(self) -> bool:
        """Whether the wanted order is still being worked out; the lines stand in an older one meanwhile."""
        return self._sorted[0] == TITLE and self._by_title.working

    def reload(self) -> None:
        """Take over what the filter keeps now."""
        self.beginResetModel()
        self._blocks.clear()
        self._order = self._make_order()
        self._position = None
        self.endResetModel()
        self.sorting_changed.emit()

    def row_at(self, line: int) -> int | None:
        """Give the store's key of the event in a line."""
        if not 0 <= line < len(self._order):
            return None
        return int(self._session.chronology.columns.row[self._order[line]])

    def category_at(self, line: int) -> Category | None:
        """Give the category of the event in a line, from the columns alone."""
        chronology = self._session.chronology
        index = int(chronology.columns.category[self._order[line]]) if 0 <= line < len(self._order) else -1
        return chronology.categories[index] if index >= 0 else None

    def short_date_at(self, line: int) -> str:
        """Give the date in a line in few words, for a column that has no room for all."""
        event = self._event(line)
        return date_in_short(event, self._session.zone) if event is not None else ""

    def line_of(self, row: int) -> int | None:
        """Find the line of an event."""
        found = np.flatnonzero(self._session.chronology.columns.row[self._order] == row)
        return int(found[0]) if len(found) else None

    def rows_at(self, lines: I64) -> I64:
        """Give the store's keys of the events in several lines."""
        return self._session.chronology.columns.row[self._order[lines]]

    def lines_of(self, rows: I64) -> I64:
        """Find the lines of several events, from the top; an event that is not shown has none."""
        shown = self._session.chronology.columns.row[self._order]
        wanted = np.zeros(max(int(shown.max(initial=0)), int(rows.max(initial=0))) + 1, bool)
        wanted[rows] = True
        return np.flatnonzero(wanted[shown])

    @property
    def time_order(self) -> int:
        """1 while the lines go on with time, -1 while back, 0 while another column sorts them."""
        column, direction = self._sorted
        return 0 if column != DATE else 1 if direction == Qt.SortOrder.AscendingOrder else -1

    def _make_order(self) -> I64:
        columns, mask = self._session.chronology.columns, self._session.shown.mask
        kept = np.arange(len(columns)) if mask is None else np.flatnonzero(mask)
        column, direction = self._sorted
        if column == TITLE:
            kept = self._by_title.ordered(kept)
        else:
            keys = self._keys(column)
            if keys is not None:
                kept = kept[np.argsort(keys[kept], kind="stable")]
        return kept if direction == Qt.SortOrder.AscendingOrder else kept[::-1]

    def _keys(self, column: int) -> I64 | U8 | U16 | None:
        """Give one number an event by which a column sorts; None for the order of time."""
        session, columns = self._session, self._session.chronology.columns
        if column == CATEGORY:
            return _ranked(columns.category, [each.name for each in session.chronology.categories])
        if column == PLACE:
            return _ranked(columns.place, [each.name for each in session.chronology.places])
        if column == STATUS:
            return columns.status
        if column == IMPORTANCE:
            return columns.importance
        if column == ACTORS:
            return _narrow(np.diff(columns.actor_offsets))
        if column == TAGS:
            return _narrow(session.chronology.facets().tags_by_event())
        return None

    def _event(self, line: int) -> Event | None:
        number = line // BLOCK
        block = self._blocks.get(number)
        if block is None:
            places = self._order[number * BLOCK : (number + 1) * BLOCK]
            rows = self._session.chronology.columns.row[places].tolist()
            block = tuple(self._session.chronology.events(rows))
            self._blocks[number] = block
            if len(self._blocks) > KEPT_BLOCKS:
                self._blocks.popitem(last=False)
        return block[line % BLOCK] if line % BLOCK < len(block) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._order)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(_headings())

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(_headings()):
            if role == Qt.ItemDataRole.DisplayRole:
                return _headings()[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self.row_at(index.row())
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        event = self._event(index.row())
        words = in_sentence(on_one_line(self._cell(event, index.column()))) if event is not None else ""
        return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def _cell(self, event: Event, column: int) -> str:
        readers: dict[int, Callable[[Event], str]] = {
            DATE: self._date,
            TITLE: _title,
            CATEGORY: self._category,
            STATUS: _status,
            PLACE: self._place,
            ACTORS: self._actors,
            IMPORTANCE: _importance,
            TAGS: self._tags,
        }
        return readers[column](event)

    def _date(self, event: Event) -> str:
        return date_in_words(event, self._session.zone, weekday_too=False)

    def _category(self, event: Event) -> str:
        category = self._session.category(event.category_id)
        return category.name if category else ""

    def _place(self, event: Event) -> str:
        return self._session.place_name(event.place_id)

    def _actors(self, event: Event) -> str:
        return ", ".join(self._session.actor_names(event))

    def _tags(self, event: Event) -> str:
        return ", ".join(self._session.tag_names(event))

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = (DATE if column == NO_SORT else column, order)
        if wanted == self._sorted:
            return
        self._sorted = wanted
        self.reload()


def _headings() -> tuple[str, ...]:
    return (_("Date"), _("Title"), _("Category"), _("Status"), _("Place"), _("Actors"), _("Importance"), _("Tags"))


def _title(event: Event) -> str:
    return event.title


def _status(event: Event) -> str:
    return status_words(event.status)


def _importance(event: Event) -> str:
    return importance_words(event.importance)


def _ranks(texts: list[str]) -> I64:
    """Give each text its place among all of them, case folded."""
    ranks = np.empty(len(texts), np.int64)
    ranks[sorted(range(len(texts)), key=[fold(text) for text in texts].__getitem__)] = np.arange(len(texts))
    return ranks


def _ranked(column: object, names: list[str]) -> I64 | U16:
    """Give each index the rank of its name; what has none goes last."""
    ranks = _narrow(np.append(_ranks(names), len(names)))
    ranked: I64 | U16 = ranks[np.asarray(column)]
    return ranked


def _narrow(keys: I64) -> I64 | U16:
    """Give keys in two bytes where they fit: numpy sorts those by radix, ten times as fast."""
    return keys.astype(np.uint16) if int(keys.max(initial=0)) < 2**16 else keys


def filters_for(session: Session, row: int | None, column: int) -> list[tuple[str, FilterState]]:
    """Give the filters, beside those in force, that keep what has the value of a cell, each with its words."""
    event = session.chronology.event(row) if row is not None else None
    return list(_offers(session, event, column)) if event is not None else []


def _offers(session: Session, event: Event, column: int) -> Iterator[tuple[str, FilterState]]:
    state = session.shown.state
    if column == DATE and _PLAIN_DATE.fullmatch(event.start) and not event.end:
        yield date_in_words(event, session.zone, weekday_too=False), state.with_dates(event.start, event.start)
    elif column == STATUS:
        yield status_words(event.status), state.with_values("status", [event.status])
    elif column == IMPORTANCE:
        yield importance_words(event.importance), state.with_importance(event.importance, event.importance)
    else:
        for field, name in _names(session, event, column):
            yield quoted(name), state.with_values(field, [name])


def _names(session: Session, event: Event, column: int) -> Iterator[tuple[str, str]]:
    category = session.category(event.category_id)
    if column == CATEGORY and category is not None:
        yield "category", category.name
    elif column == PLACE and event.place_id:
        yield "place", session.place_name(event.place_id)
    elif column == ACTORS:
        yield from (("actor", name) for name in session.actor_names(event)[:MOST_OFFERED])
    elif column == TAGS:
        yield from (("tag", name) for name in session.tag_names(event)[:MOST_OFFERED])
