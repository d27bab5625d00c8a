"""The field that lies over a cell of the table while that is edited: by column, what is typed or chosen, and its edit.

A date is read at every key, as in the form. What cannot be taken stays in the field, with a sentence under it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.many_events import NO_EDITS, EventDate, EventEdits, NameEdits
from timeline_app.document.evidence.accepting import split_date
from timeline_app.document.names.uses import counts_by_name, offers_of
from timeline_app.domain.dates.zones import known_zone
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import status_words
from timeline_app.ui.table.model import ACTORS, CATEGORY, DATE, IMPORTANCE, PLACE, STATUS, TAGS, TITLE
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.messages import announce
from timeline_app.ui.widgets.name_input import MARK, NameField, names_in
from timeline_app.ui.wording.labels import importance_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline_app.domain.change import NameKind
    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session

Way: TypeAlias = Literal["stay", "down", "right", "left"]
"""Where the keyboard goes once the cell is taken."""
_KEYS: Final[dict[int, Way]] = {
    Qt.Key.Key_Return: "down",
    Qt.Key.Key_Enter: "down",
    Qt.Key.Key_Tab: "right",
    Qt.Key.Key_Backtab: "left",
}
_BY_FOCUS: Final[dict[Qt.FocusReason, Way]] = {
    Qt.FocusReason.TabFocusReason: "right",
    Qt.FocusReason.BacktabFocusReason: "left",
}
_STAYING: Final = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
"""Why a field loses the keyboard only for a while."""
_INSET_PX: Final = 10
_PLAIN: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class CellField(QObject):
    """A field for one cell, and how to read it: `edits` gives what was changed, and raises what is wrong."""

    def __init__(self, field: QWidget, edits: Callable[[], EventEdits], whole: QWidget | None = None) -> None:
        """Take the widget that has the keyboard, and the whole of which it is a part."""
        super().__init__(field)
        self.field = field
        self.whole = whole or field
        self.edits = edits


class CellEditor(QFrame):
    """Holds the field over a cell. Enter, Tab and leaving it take what stands there, Escape gives it up."""

    take_wanted = Signal(str)
    """The `Way` to go then."""
    given_up = Signal()
    closed = Signal()
    """What was typed is in the file."""
    grown = Signal()
    """More or less stands under the field than before."""

    def __init__(self, cell: CellField, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self._cell = cell
        self.field = cell.field
        self.field.setAccessibleName(label)
        self._problem = plain("", "problem", self, wrap=True)
        self._problem.setContentsMargins(_INSET_PX, 2, _INSET_PX, _INSET_PX // 2)
        self._problem.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(cell.whole)
        self._column.addWidget(self._problem)
        self.field.installEventFilter(self)
        if isinstance(cell.whole, DateInput):
            cell.whole.inset(_INSET_PX)
            cell.whole.reading_changed.connect(self._grow)
        if isinstance(self.field, QLineEdit):
            self.field.returnPressed.connect(self._enter_in_list)
            self.field.selectAll()

    @property
    def edits(self) -> EventEdits:
        """What the person changed; raises the KnownError of what cannot be taken."""
        return self._cell.edits()

    @property
    def sentence(self) -> str:
        """Why what stands here was not taken; empty while nothing is wrong."""
        return "" if self._problem.isHidden() else self._problem.text()

    def refuse(self, sentence: str) -> None:
        """Say why what stands here was not taken, and keep it."""
        shown = isinstance(self._cell.whole, DateInput) and self._cell.whole.sentence == sentence
        self._problem.setText(sentence)
        self._problem.setVisible(not shown)
        self.grown.emit()
        announce(self, sentence)

    def fit(self, width_px: int) -> None:
        """Take this width, and the height that all that is said needs then."""
        if isinstance(self._cell.whole, DateInput):
            self._cell.whole.settle()
        self._column.activate()
        wraps, size = self._column.hasHeightForWidth(), self._column.totalSizeHint()
        self.setFixedSize(width_px, self._column.totalHeightForWidth(width_px) if wraps else size.height())

    def _grow(self, _reading: object) -> None:
        self._problem.hide()
        self.grown.emit()

    def done(self, _result: int) -> None:
        """Leave: what was typed is in the file."""
        self.closed.emit()

    def open_list(self) -> None:
        """Show what there is to choose from."""
        if isinstance(self.field, QComboBox):
            self.field.showPopup()

    def _enter_in_list(self) -> None:
        """Take the name that Enter chose in the list; of several names, go on typing after one."""
        completer = self.field.completer() if isinstance(self.field, QLineEdit) else None
        names = completer.popup() if completer is not None else None
        chosen = names is not None and names.currentIndex().isValid()
        if not (chosen and self.field.property("several")):
            QTimer.singleShot(0, self, partial(self.take_wanted.emit, "down"))  # once the name stands in the field

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._override(event)
            return event.type() == QEvent.Type.KeyPress and self._press(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in _STAYING:
            QTimer.singleShot(0, self, partial(self._leave, _BY_FOCUS.get(event.reason(), "stay")))
        return False

    def _override(self, event: QKeyEvent) -> bool:
        """Keep keys that are typed from being commands of the window."""
        typed = not event.modifiers() & ~_PLAIN
        if typed or _takes(event):
            event.accept()
        return typed

    def _press(self, event: QKeyEvent) -> bool:
        whole = self._cell.whole
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif _takes(event):
            self.take_wanted.emit("stay")
        elif event.key() in _KEYS and not event.modifiers() & ~_PLAIN:
            self.take_wanted.emit(_KEYS[event.key()])
        elif event.key() == Qt.Key.Key_Down and isinstance(whole, DateInput):
            whole.take_next()
        else:
            return False
        return True

    def _leave(self, way: Way) -> None:
        now = QApplication.focusWidget()
        if now is None or (now is not self.field and not self.isAncestorOf(now)):
            self.take_wanted.emit(way)


def _takes(event: QKeyEvent) -> bool:
    """Tell whether this is Ctrl+Enter, which saves in every form."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    }


def field_for(session: Session, event: Event, column: int) -> CellField:
    """Make the field in which a column of an event is edited."""
    makers: dict[int, Callable[[Session, Event], CellField]] = {
        DATE: _date_field,
        TITLE: _title_field,
        CATEGORY: _category_field,
        STATUS: _status_field,
        PLACE: _place_field,
        ACTORS: _actors_field,
        IMPORTANCE: _importance_field,
        TAGS: _tags_field,
    }
    return makers[column](session, event)


def _date_field(session: Session, event: Event) -> CellField:
    """Make the date input of the form, for both ends of the date in one line."""
    zone = event.zone or known_zone(session.chronology.particulars.zone)
    date = DateInput(_("Date"), _("23 July 2025, 3–9 May, c. 1990 …"), session.preferences.order)
    date.set_date(event.date_text, f"{event.start}/{event.end}" if event.end else event.start, zone)

    def edits() -> EventEdits:
        if date.untouched:
            return NO_EDITS
        reading = date.reading
        if reading.error:
            raise KnownError(reading.error)
        start, end = split_date(reading.edtf)
        named = reading.when.zone if reading.when is not None and reading.when.zone != zone else ""
        kept = event.zone or (zone if "T" in reading.edtf else "")
        return EventEdits(date=EventDate(start, end, reading.text, named or kept))

    return CellField(date.field, edits, date)


def _title_field(_session: Session, event: Event) -> CellField:
    field = QLineEdit(event.title)

    def edits() -> EventEdits:
        return NO_EDITS if field.text() == event.title else EventEdits(title=field.text())

    return CellField(field, edits)


def _category_field(session: Session, event: Event) -> CellField:
    category = session.category(event.category_id)
    return _name_field(session, "category", category.name if category else "")


def _place_field(session: Session, event: Event) -> CellField:
    return _name_field(session, "place", session.place_name(event.place_id))


def _name_field(session: Session, kind: Literal["category", "place"], name: str) -> CellField:
    field = _completing(session, kind)
    field.setText(name)

    def edits() -> EventEdits:
        typed = " ".join(field.text().split())
        if typed == name:
            return NO_EDITS
        return EventEdits(category=typed) if kind == "category" else EventEdits(place=typed)

    return CellField(field, edits)


def _actors_field(session: Session, event: Event) -> CellField:
    return _names_field(session, "actor", session.actor_names(event))


def _tags_field(session: Session, event: Event) -> CellField:
    return _names_field(session, "tag", session.tag_names(event))


def _names_field(session: Session, kind: Literal["actor", "tag"], names: Sequence[str]) -> CellField:
    field = _completing(session, kind, several=True)
    field.setText(f"{MARK} ".join(names))
    field.setProperty("several", True)

    def edits() -> EventEdits:
        typed = names_in(field.text())
        if typed == tuple(names):
            return NO_EDITS
        shall = NameEdits(added=typed, alone=True)
        return EventEdits(actors=shall) if kind == "actor" else EventEdits(tags=shall)

    return CellField(field, edits)


def _completing(session: Session, kind: NameKind, *, several: bool = False) -> NameField:
    chronology = session.chronology
    hint = _("names, between semicolons") if several else ""
    counts = partial(counts_by_name, chronology, kind)
    return NameField(offers_of(chronology, kind), ("", hint), several=several, counts=counts)


def _status_field(_session: Session, event: Event) -> CellField:
    box = ComboBox()
    for status in STATUSES:
        box.addItem(status_words(status), status)
    box.setCurrentIndex(box.findData(event.status))

    def edits() -> EventEdits:
        chosen = next(each for each in STATUSES if each == box.currentData())
        return NO_EDITS if chosen == event.status else EventEdits(status=chosen)

    return CellField(box, edits)


def _importance_field(_session: Session, event: Event) -> CellField:
    box = ComboBox()
    for degree in range(1, 6):
        box.addItem(importance_words(degree), degree)
    box.setCurrentIndex(event.importance - 1)

    def edits() -> EventEdits:
        chosen = box.currentIndex() + 1
        return NO_EDITS if chosen == event.importance else EventEdits(importance=chosen)

    return CellField(box, edits)
