"""The page of one name: what it is used for, and a form for all that is known of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.coordinates import coordinates_words, read_coordinates
from timeline_app.domain.errors import KnownError
from timeline_app.domain.names import joined_spellings, tidy
from timeline_app.domain.records import Actor, Category, Place
from timeline_app.ui.names.look_choice import LookChoice
from timeline_app.ui.widgets.buttons import DONE_KEY, press_by
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import key_words, scaled_px
from timeline_app.ui.widgets.name_input import MARK, NameField, names_in
from timeline_app.ui.widgets.panel_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.names import NameRecord
    from timeline_app.paint.theme import Theme

_NOTES_PX = 84


class NamePage(ScrollPage):
    """Shows the current name; what is typed is kept when it is left, or saved by its button."""

    saved = Signal(object, object)
    """The record as it was shown, and as it is filled in."""
    acted = Signal(str)
    """What shall be done with the name: merge, delete or show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(24, parent)
        self.setAccessibleName(_("Name"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have the focus, and are brought into sight
        self.record: NameRecord | None = None
        self.fields: dict[str, QLineEdit] = {}
        self.notes: QPlainTextEdit | None = None
        self.look: LookChoice | None = None
        self._save: QPushButton | None = None
        self._problem = plain("", "problem")

    def show_nothing(self, words: str) -> None:
        """Say why no name is shown."""
        self._forget()
        page, column = self.new_page("page", 24)
        column.addWidget(plain(words, "quiet", page, wrap=True))
        column.addStretch(1)
        self.setWidget(page)

    def show_several(self, count: int, *, write: bool) -> None:
        """Offer what can be done with several names."""
        self._forget()
        page, column = self.new_page("page", 22)
        words = ngettext("{n} name is selected", "{n} names are selected", count).format(n=count)
        column.addWidget(plain(words, "title", page, wrap=True))
        column.addSpacing(10)
        if write:
            column.addWidget(self._actions(page, (("merge", _("Merge them…")),)))
        column.addStretch(1)
        self.setWidget(page)

    def show_name(
        self,
        record: NameRecord,
        use: str,
        others: tuple[Sequence[Category], Sequence[str]],
        theme: Theme,
        *,
        write: bool,
    ) -> None:
        """Show a name with what it is used for; `others` are the other categories, and the kinds there are."""
        self._forget()
        self.record = record
        page, column = self.new_page("page", 20)
        column.addWidget(plain(record.name, "title", page, wrap=True))
        column.addSpacing(4)
        column.addWidget(plain(use, "quiet", page, wrap=True))
        column.addSpacing(10)
        acts = (("show", _("Show only these")), ("merge", _("Merge with…")), ("delete", _("Delete…")))
        column.addWidget(self._actions(page, acts if write else acts[:1]))
        self._add_line(column, page, "name", (_("Name"), ""), record.name)
        spellings = f"{MARK} ".join(record.aliases)
        self._add_line(column, page, "aliases", (_("Other spellings"), _("several between semicolons")), spellings)
        if isinstance(record, Actor | Place):
            self._add_kind(column, page, record, others[1])
        if isinstance(record, Place):
            where = coordinates_words(record.latitude, record.longitude)
            self._add_line(column, page, "where", (_("Coordinates"), _("50.45, 30.52 or 50°27′N 30°31′E")), where)
        if isinstance(record, Category):
            self._add_look(column, page, record, others[0], theme)
        self._add_notes(column, page, record.notes)
        self._add_foot(column, page, write=write)
        column.addStretch(1)
        self.setWidget(page)
        self._settle_save()

    def _forget(self) -> None:
        self.record, self.notes, self.look, self._save = None, None, None, None
        self.fields = {}

    def _actions(self, page: QWidget, acts: Sequence[tuple[str, str]]) -> QWidget:
        box = QWidget(page)
        flow = FlowLayout(box, gap_px=8)
        for name, words in acts:
            button = QPushButton(words, box)
            button.setAutoDefault(False)
            button.setProperty("act", name)
            button.clicked.connect(self._act)
            flow.addWidget(button)
        return box

    def _add_line(self, column: QVBoxLayout, page: QWidget, name: str, words: tuple[str, str], value: str) -> None:
        self._place_line(column, page, name, words[0], QLineEdit(page))
        self.fields[name].setPlaceholderText(words[1])
        self.fields[name].setText(value)
        self.fields[name].setCursorPosition(0)

    def _add_kind(self, column: QVBoxLayout, page: QWidget, record: Actor | Place, kinds: Sequence[str]) -> None:
        hint = _("person, ministry, army …") if isinstance(record, Actor) else _("city, region, facility …")
        field = NameField([(kind, kind) for kind in kinds], (_("Kind"), hint))
        field.setParent(page)
        self._place_line(column, page, "kind", _("Kind"), field)
        field.setText(record.kind)

    def _place_line(self, column: QVBoxLayout, page: QWidget, name: str, words: str, field: QLineEdit) -> None:
        field.setAccessibleName(words)
        field.textChanged.connect(self._settle_save)
        field.returnPressed.connect(self.save)
        column.addSpacing(12)
        column.addWidget(plain(words, "heading", page, names=field))
        column.addSpacing(4)
        column.addWidget(field)
        self.fields[name] = field

    def _add_look(
        self, column: QVBoxLayout, page: QWidget, record: Category, others: Sequence[Category], theme: Theme
    ) -> None:
        self.look = LookChoice(theme, page)
        self.look.show_look(record, others, theme)
        self.look.chosen.connect(self._take_look)
        column.addSpacing(12)
        column.addWidget(self.look)

    def _add_notes(self, column: QVBoxLayout, page: QWidget, notes: str) -> None:
        self.notes = QPlainTextEdit(page)
        self.notes.setAccessibleName(_("Notes"))
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(scaled_px(_NOTES_PX))
        self.notes.setPlainText(notes)
        self.notes.textChanged.connect(self._settle_save)
        column.addSpacing(12)
        column.addWidget(plain(_("Notes"), "heading", page, names=self.notes))
        column.addSpacing(4)
        column.addWidget(self.notes)

    def _add_foot(self, column: QVBoxLayout, page: QWidget, *, write: bool) -> None:
        self._problem = plain("", "problem", page, wrap=True)
        self._problem.hide()
        self._save = QPushButton(_("Save"), page)
        self._save.setProperty("role", "primary")
        self._save.setAutoDefault(False)
        press_by(self._save, DONE_KEY)
        self._save.setToolTip(key_words(_("Ctrl+Enter"), DONE_KEY))
        self._save.clicked.connect(self.save)
        self._save.setVisible(write)
        for field in self.fields.values():
            field.setReadOnly(not write)
        if self.notes is not None:
            self.notes.setReadOnly(not write)
        if self.look is not None:
            self.look.setEnabled(write)
        column.addSpacing(10)
        column.addWidget(self._problem)
        column.addSpacing(4)
        box = QWidget(page)
        FlowLayout(box).addWidget(self._save)
        column.addWidget(box)

    # --- what is filled in ----------------------------------------------------------------------------------------

    @property
    def problem(self) -> str:
        """What keeps the name from being saved."""
        return "" if self._problem.isHidden() else self._problem.text()

    def refuse(self, sentence: str) -> None:
        """Say why the name was not saved."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if sentence:
            self.ensureWidgetVisible(self._problem)

    @property
    def is_touched(self) -> bool:
        """Whether something is filled in that is not saved."""
        if self.record is None:
            return False
        try:
            return self._filled() != self.record
        except KnownError:
            return True

    def save(self) -> bool:
        """Hand over what is filled in; tell whether nothing is left to save."""
        if self.record is None or not self.is_touched:
            return True
        self.refuse("")
        try:
            after = self._filled()
        except KnownError as error:
            self.refuse(str(error))
            self.fields["where"].setFocus()
            return False
        self.saved.emit(self.record, after)
        return not self.problem

    def _filled(self) -> NameRecord:
        """Give the record as it is filled in; raise KnownError where coordinates cannot be read."""
        record = self.record
        if record is None or self.notes is None:
            message = "no name is shown"
            raise TypeError(message)
        name = tidy(self.fields["name"].text())
        told = joined_spellings(name, names_in(self.fields["aliases"].text()))
        filled = replace(record, name=name, aliases=told, notes=self.notes.toPlainText().strip())
        if isinstance(filled, Actor | Place):
            filled = replace(filled, kind=tidy(self.fields["kind"].text()))
        if isinstance(filled, Place):
            where = self.fields["where"].text().strip()
            if where != coordinates_words(filled.latitude, filled.longitude):
                latitude, longitude = read_coordinates(where) if where else (None, None)
                filled = replace(filled, latitude=latitude, longitude=longitude)
        return filled

    def _settle_save(self) -> None:
        if self._save is not None:
            self._save.setEnabled(self.is_touched)

    def _take_look(self, colour: str, shape: str) -> None:
        """Save the look at once, with all else that is filled in: it is to be seen on the timeline."""
        record = self.record
        if not isinstance(record, Category):
            return
        self.refuse("")
        filled = self._filled()
        self.saved.emit(record, replace(filled, colour=colour, shape=shape))  # type: ignore[arg-type]

    def _act(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.acted.emit(str(button.property("act")))
