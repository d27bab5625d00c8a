"""Dialogs that ask how a name shall be changed: called otherwise, merged with others, or deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext, pgettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.names.plans import deleting, merging, renaming
from timeline_app.document.names.uses import counts_by_name, counts_of, kind_of, offers_of, records_of, use_of
from timeline_app.domain.errors import KnownError
from timeline_app.domain.names import named, spellings_of
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.names.wording import use_words
from timeline_app.ui.widgets.buttons import CheckBox
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import on_button
from timeline_app.ui.widgets.name_input import NameField
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document import Chronology
    from timeline_app.domain.change import NameKind
    from timeline_app.domain.names import NameRecord
    from timeline_app.ui.services.session import Session


def field_of_names(
    chronology: Chronology, kind: NameKind, apart: Sequence[NameRecord], label: str, hint: str
) -> NameField:
    """Give a field that completes the names of a kind, but for some."""
    gone = {each.name for each in apart}
    offers = [each for each in offers_of(chronology, kind) if each[1] not in gone]
    return NameField(offers, (label, hint), counts=partial(counts_by_name, chronology, kind))


class NameRenameDialog(PageDialog):
    """Asks for another name."""

    changed = Signal(object)
    """The `Change`."""

    def __init__(self, session: Session, record: NameRecord, parent: QWidget) -> None:
        super().__init__(_("Rename “{name}”").format(name=record.name), _("Rename"), (460, 300), parent)
        self._session, self._record = session, record
        self.column.addWidget(plain(use_words(use_of(session.chronology, record)), "quiet", self, wrap=True))
        self.name = self.add_field(_("Name"))
        self.name.setText(record.name)
        self.name.selectAll()
        self.keep = CheckBox(_("Keep the old name as another spelling"), self)
        self.column.addWidget(self.keep)
        self.column.addStretch(1)
        self.name.setFocus()

    @override
    def confirm(self) -> None:
        if self.name.text().strip() == self._record.name:
            close(self, DONE)
            return
        keep = self.keep.isChecked()
        try:
            change = renaming(self._session.chronology, self._record, self.name.text(), keep=keep)
        except KnownError as error:
            self.refuse(str(error), self.name)
            return
        self.hand_over(self.changed, change)


class NameMergeDialog(PageDialog):
    """Shows what each name is used for, asks which one stays, and takes in more names."""

    changed = Signal(object)
    """The `Change`."""

    def __init__(self, session: Session, records: Sequence[NameRecord], parent: QWidget) -> None:
        super().__init__(_("Merge names"), pgettext("names", "Merge"), (560, 480), parent)
        self._session = session
        self.records: list[NameRecord] = []
        self.choices: list[QRadioButton] = []
        self._one = QButtonGroup(self)
        self.column.addWidget(
            plain(_("All that uses the others will use the name that stays; their names become other spellings of it."),
                  "quiet", self, wrap=True)
        )  # fmt: skip
        self.column.addWidget(plain(_("Which name stays?"), "heading", self))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        kind = kind_of(records[0])
        words = _("Merge with") if len(records) == 1 else _("And with")
        self.field = field_of_names(session.chronology, kind, records, words, _("another name"))
        self.field.returnPressed.connect(self._take_typed)
        completer = self.field.completer()
        if completer is not None:
            later = Qt.ConnectionType.QueuedConnection  # the field gets the name only after it is told
            completer.activated.connect(self._take_typed, later)
        self.add_labelled(words, self.field)
        self.column.addStretch(1)
        for record in records:
            self._add(record)
        counts = dict(zip((each.id for each in records_of(session.chronology, kind)),
                          counts_of(session.chronology, kind), strict=True))  # fmt: skip
        most = max(range(len(records)), key=lambda at: counts.get(records[at].id, 0))
        self.choices[most].setChecked(True)
        (self.field if len(records) == 1 else self.choices[most]).setFocus()

    def _add(self, record: NameRecord) -> None:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        choice = QRadioButton(on_button(record.name), box)
        self._one.addButton(choice)
        choice.toggled.connect(self._word_button)
        others = "; ".join(spellings_of(record)[1:])
        told = use_words(use_of(self._session.chronology, record))
        also = _("also {names}").format(names=on_one_line(others)) if others else ""
        use = plain(" · ".join(part for part in (told, also) if part), "quiet", box, wrap=True)
        use.setContentsMargins(24, 0, 0, 0)
        column.addWidget(choice)
        column.addWidget(use)
        self._rows.addWidget(box)
        self.records.append(record)
        self.choices.append(choice)
        choice.setAccessibleDescription(told)

    def _take_typed(self, _name: object = None) -> bool:
        """Take the name in the field in; tell whether nothing is left in it."""
        typed = self.field.text().strip()
        if not typed:
            return True
        found = named(records_of(self._session.chronology, kind_of(self.records[0])), typed)
        if found is None:
            self.refuse(_("There is no such name; choose one from the list."), self.field)
            return False
        self.refuse("")
        if all(each.id != found.id for each in self.records):
            self._add(found)
            if not any(choice.isChecked() for choice in self.choices):
                self.choices[0].setChecked(True)
        self.field.clear()
        self._word_button()
        return True

    def _word_button(self, _on: object = None) -> None:
        stays = self._stays()
        if stays is not None and len(self.records) > 1:
            words = _("Merge into “{name}”").format(name=_short(stays.name))
            self.word_done(words)

    def _stays(self) -> NameRecord | None:
        return next((each for each, on in zip(self.records, self.choices, strict=True) if on.isChecked()), None)

    @override
    def confirm(self) -> None:
        if not self._take_typed():
            return
        stays = self._stays()
        others = [each for each in self.records if stays is not None and each.id != stays.id]
        if stays is None or not others:
            self.refuse(_("Choose another name to merge with."), self.field)
            return
        try:
            change = merging(self._session.chronology, others, stays)
        except KnownError as error:
            self.refuse(str(error))
            return
        self.hand_over(self.changed, change)


class NameDeleteDialog(PageDialog):
    """Asks what takes the place of a name that events use."""

    changed = Signal(object)
    """The `Change`."""

    def __init__(self, session: Session, record: NameRecord, parent: QWidget) -> None:
        super().__init__(_("Delete “{name}”").format(name=record.name), _("Delete"), (480, 320), parent)
        self._session, self._record = session, record
        count = use_of(session.chronology, record).events
        words = ngettext(
            "{n} event uses it. Choose the name that takes its place there.",
            "{n} events use it. Choose the name that takes its place there.",
            count,
        )
        self.column.addWidget(plain(words.format(n=grouped(count)), "body", self, wrap=True))
        self.field = field_of_names(session.chronology, kind_of(record), [record], _("In its place"), "")
        self.add_labelled(_("In its place"), self.field)
        self.column.addStretch(1)
        self.field.setFocus()

    @override
    def confirm(self) -> None:
        chronology = self._session.chronology
        replacement = named(records_of(chronology, kind_of(self._record)), self.field.text())
        if replacement is None:
            self.refuse(_("There is no such name; choose one from the list."), self.field)
            return
        try:
            change = deleting(chronology, self._record, replacement)
        except KnownError as error:
            self.refuse(str(error), self.field)
            return
        self.hand_over(self.changed, change)


def _short(name: str, most: int = 32) -> str:
    line = on_one_line(name)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
