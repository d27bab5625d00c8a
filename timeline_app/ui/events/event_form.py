"""The fields of an event, as the editor shows them; fields for names complete them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.zones import LOCAL, OWN
from timeline_app.domain.draft import Draft
from timeline_app.domain.records import STATUSES, Event, Status
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.timeline import status_words
from timeline_app.ui.events.evidence_form import form_label
from timeline_app.ui.services.settings import ZONES
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.wording.labels import importance_words, zone_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.ui.services.session import Session


MARK = ";"
_FOLDED = Qt.ItemDataRole.UserRole
"""The name as it is compared with what is typed."""


class NameCompleter(QCompleter):
    """Completes the last of several names; names that merely contain the letters are offered, too."""

    def __init__(self, names: Iterable[str], parent: QWidget, *, several: bool) -> None:
        super().__init__(parent)
        model = QStandardItemModel(self)
        for name in sorted(set(names), key=fold):
            item = QStandardItem(name)
            item.setData(fold(name), _FOLDED)
            model.appendRow(item)
        self.setModel(model)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._several = several
        names_below = self.popup()
        if names_below is not None:
            names_below.setObjectName("completions")

    @override
    def splitPath(self, path: str) -> list[str]:
        return [fold(path.rpartition(MARK)[2].strip() if self._several else path)]

    @override
    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        name = str(index.data())
        field = self.widget()
        if not self._several or not isinstance(field, QLineEdit):
            return name
        head = field.text().rpartition(MARK)[0]
        return f"{head}{MARK} {name}" if head else name


def name_field(names: Iterable[str], label: str, hint: str, *, several: bool = False) -> QLineEdit:
    """Give a field that completes `names`."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(label)
    field.setCompleter(NameCompleter(names, field, several=several))
    return field


def names_in(text: str) -> tuple[str, ...]:
    """Take several names apart."""
    found = (" ".join(part.split()) for part in text.split(MARK))
    return tuple(name for name in found if name)


class EventForm(QWidget):
    """Title and date first, then what kind of event it is, who and where, then the words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known_text = ""
        order = session.preferences.order
        self.shown_zone = session.preferences.zone
        self.title = QLineEdit(self)
        self.title.setAccessibleName(_("Title"))
        self.title.setPlaceholderText(_("What happened, in one line"))
        self.start = DateInput(_("Date"), _("23 July 2025, early May 2025, c. 1990 …"), order, self)
        self.end = DateInput(_("Until"), _("only if it lasted"), order, self)
        self.zone = self._zone_choice()
        self.status = self._status_choice()
        self.importance = self._importance_choice()
        chronology = session.chronology
        several = _("names, between semicolons")
        categories = [each.name for each in chronology.categories]
        self.category = name_field(categories, _("Category"), _("a new name makes a new category"))
        self.place = name_field([each.name for each in chronology.places], _("Place"), _("where"))
        self.actors = name_field([each.name for each in chronology.actors], _("Actors"), several, several=True)
        self.tags = name_field([each.name for each in chronology.tags], _("Tags"), several, several=True)
        self.summary = self._text(_("Summary"), _("A few sentences, with contested claims attributed"), 96)
        self.notes = self._text(_("Notes"), _("For yourself"), 56)
        self.zone.currentIndexChanged.connect(self._set_zone)
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        rows: tuple[tuple[tuple[str, QWidget, int], ...], ...] = (
            ((_("Title"), self.title, 6),),
            ((_("Date"), self.start, 3), (_("Until"), self.end, 2), (_("Times in"), self.zone, 1)),
            ((_("Category"), self.category, 3), (_("Status"), self.status, 1), (_("Importance"), self.importance, 2)),
            ((_("Actors"), self.actors, 6),),
            ((_("Place"), self.place, 3), (_("Tags"), self.tags, 3)),
            ((_("Summary"), self.summary, 6),),
            ((_("Notes"), self.notes, 6),),
        )
        for line, row in enumerate(rows):
            column = 0
            for words, widget, span in row:
                label = form_label(words, self)
                label.setContentsMargins(0, 8 if line else 0, 0, 0)
                grid.addWidget(label, 2 * line, column, 1, span)
                grid.addWidget(widget, 2 * line + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
                column += span
        for column in range(6):
            grid.setColumnStretch(column, 1)

    def _text(self, name: str, hint: str, height: int) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setTabChangesFocus(True)
        field.setFixedHeight(scaled_px(height))
        return field

    def _zone_choice(self) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(_("Times in"))
        box.addItem(_("No zone"), "")
        for zone in ZONES:
            if zone not in (LOCAL, OWN):
                box.addItem(zone_words(zone), zone)
        return box

    def _status_choice(self) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(_("Status"))
        for status in STATUSES:
            box.addItem(status_words(status), status)
        box.setCurrentIndex(box.findData("reported"))
        return box

    def _importance_choice(self) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(_("Importance"))
        for degree in range(1, 6):
            box.addItem(importance_words(degree), degree)
        box.setCurrentIndex(2)
        return box

    def _set_zone(self, _index: int) -> None:
        zone = str(self.zone.currentData())
        self.start.set_zone(zone)
        self.end.set_zone(zone)

    def count_from(self, day: str) -> None:
        """Let dates such as "last Wednesday" count from an EDTF day, that of an article, and not from today."""
        for field in (self.start, self.end):
            field.count_from(day)

    def fill(self, event: Event) -> None:
        """Show an event."""
        session = self._session
        self._known_text = event.date_text
        self.title.setText(event.title)
        self.title.setCursorPosition(0)
        if event.zone and self.zone.findData(event.zone) < 0:
            self.zone.addItem(event.zone, event.zone)
        self.zone.setCurrentIndex(self.zone.findData(event.zone))
        self.start.set_date("" if event.end else event.date_text, event.start, event.zone)
        self.end.set_date("", event.end, event.zone)
        self.status.setCurrentIndex(self.status.findData(event.status))
        self.importance.setCurrentIndex(event.importance - 1)
        category = session.category(event.category_id)
        self.category.setText(category.name if category else "")
        self.place.setText(session.place_name(event.place_id))
        joint = f"{MARK} "
        self.actors.setText(joint.join(session.actor_names(event)))
        self.tags.setText(joint.join(session.tag_names(event)))
        self.summary.setPlainText(event.summary)
        self.notes.setPlainText(event.notes)
        for field in (self.category, self.place, self.actors, self.tags):
            field.setCursorPosition(0)

    def problem(self) -> str:
        """Say what must be put right before saving; empty when nothing must."""
        if not self.title.text().strip():
            self.title.setFocus()
            return _("An event needs a title.")
        for field in (self.start, self.end):
            if field.reading.error and not self._is_kept_text:
                field.field.setFocus()
                return field.reading.error
        if self.end.reading.edtf and not self.start.reading.edtf:
            self.start.field.setFocus()
            return _("An event with an end needs a date to begin with.")
        first, last = self.start.reading.when, self.end.reading.when
        if first is not None and last is not None and last.end_max <= first.start_min:
            self.end.field.setFocus()
            return _("The end lies before the beginning.")
        return ""

    def draft(self) -> Draft:
        """Give what is filled in."""
        start, slash, later = self.start.reading.edtf.partition("/")
        end = self.end.reading.edtf or (later if slash else "")
        status: Status = next(each for each in STATUSES if each == self.status.currentData())
        zone = self.start.reading.when.zone if self.start.reading.when is not None else ""
        return Draft(
            title=self.title.text(),
            start=start,
            end=end,
            date_text=self._date_text(),
            zone=zone or str(self.zone.currentData()),
            status=status,
            category=self.category.text(),
            importance=self.importance.currentIndex() + 1,
            place=self.place.text(),
            actors=names_in(self.actors.text()),
            tags=names_in(self.tags.text()),
            summary=self.summary.toPlainText(),
            notes=self.notes.toPlainText(),
        )

    @property
    def _is_kept_text(self) -> bool:
        """Whether the date is still the text of an undated event, which could not be read when it came in."""
        return bool(self._known_text) and self.start.untouched and self.end.untouched

    def _date_text(self) -> str:
        """Give the date as typed; the one that is known while neither field was touched."""
        if self.start.untouched and self.end.untouched:
            return self._known_text
        return " – ".join(text for text in (self.start.reading.text, self.end.reading.text) if text)
