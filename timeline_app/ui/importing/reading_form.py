"""How a file is read: as what and why, in which letters, and which of its columns is which field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.ui.importing.column_form import ColumnForm
from timeline_app.ui.importing.repeat_choice import RepeatChoice
from timeline_app.ui.importing.table_choices import TableChoices
from timeline_app.ui.importing.wording import data_set_words
from timeline_app.ui.widgets.buttons import CheckBox, ComboBox
from timeline_app.ui.widgets.labels import WrappedLink, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.importing import ImportPlan
    from timeline_app.domain.draft import DataSetFacts

_ENCODINGS: Final = ("utf-8", "utf-16", "cp1251", "koi8-u", "cp866", "cp1252", "cp1250")
_MOST_NOTES: Final = 12
REMEMBERED: Final = "/remembered"
"""No saved reading can be called so."""
NEW_DATA_SET: Final = "/new"


class ReadingForm(QWidget):
    """Shows a plan, and says what a person wants read in another way."""

    format_chosen = Signal(str)
    encoding_chosen = Signal(str)
    """Empty to find it out."""
    saved_chosen = Signal(str)
    """The name of a saved reading; empty to read the file as it seems best."""
    save_wanted = Signal()
    data_set_chosen = Signal(str)
    """The id of a data set of which the file is a version, NEW_DATA_SET for another file, empty to find it out."""
    sheet_chosen = Signal(str)
    option_chosen = Signal(object)
    """(name, value) of an option of reading."""
    field_chosen = Signal(str, str)
    order_chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 4, 18, 16)
        self._column.setSpacing(6)
        self.format = self._choice(_("Read as"))
        self.format.activated.connect(self._choose_format)
        self.reason = self._words()
        self._sheet_label, self.sheet = self._labelled(_("Sheet"))
        self.sheet.activated.connect(self._choose_sheet)
        self._saved_label, self.saved = self._labelled(_("Choices"))
        self.saved.activated.connect(self._choose_saved)
        self.save_reading = WrappedLink(self)
        self.save_reading.setText(_("Save these choices under a name…"))
        self.save_reading.setAutoDefault(False)
        self.save_reading.clicked.connect(self.save_wanted)
        self._column.addWidget(self.save_reading, 0, Qt.AlignmentFlag.AlignLeft)
        self._data_set_label, self.data_set = self._labelled(_("This file is"))
        self.data_set.activated.connect(self._choose_data_set)
        self.keep_file = CheckBox(_("Keep the file itself"), self)
        self.keep_file.setToolTip(
            _("It is stored as a document whose digest tells whether it was changed. Each event points to its row.")
        )
        self._column.addWidget(self.keep_file, 0, Qt.AlignmentFlag.AlignLeft)
        self._encoding_label, self.encoding = self._labelled(_("Encoding"))
        self.encoding.activated.connect(self._choose_encoding)
        self.repeats = RepeatChoice(self)
        self.repeats.chosen.connect(self._choose_repeats)
        self._column.addWidget(self.repeats)
        self.notes = self._words()
        self._heading = plain(_("Columns"), "heading", self)
        self.columns = ColumnForm(self)
        self.columns.field_chosen.connect(self.field_chosen)
        self.columns.order_chosen.connect(self.order_chosen)
        self._cells = plain(_("Dates and names"), "heading", self)
        self.choices = TableChoices(self)
        self.choices.chosen.connect(self.option_chosen)
        for widget in (self._heading, self.columns, self._cells, self.choices):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def show_plan(self, plan: ImportPlan, zone: str) -> None:
        """Show how a file is read, for a chronology of a zone."""
        reading = plan.options.reading
        encoding = reading.encoding
        readings = sorted((plan.recognised, *plan.others), key=lambda each: -each.confidence)
        _fill(self.format, [(each.format.name, each.format.label()) for each in readings], plan.format)
        self.reason.setText(shown(plan.recognised.reason))
        self.format.setAccessibleDescription(plan.recognised.reason)
        table = plan.table
        for widget in (self._encoding_label, self.encoding):
            widget.setVisible(bool(table.encoding))
        found = _("As found: {encoding}") if not encoding else _("As it seems to be")
        choices = [("", found.format(encoding=table.encoding)), *((each, each) for each in _ENCODINGS)]
        _fill(self.encoding, choices, encoding)
        self._sheet_label.setText(_("Table") if plan.format == "html" else _("Sheet"))
        self.sheet.setAccessibleName(self._sheet_label.text())
        for widget in (self._sheet_label, self.sheet):
            widget.setVisible(len(table.sheets) > 1)
        _fill(self.sheet, [(each, on_one_line(each)) for each in table.sheets], table.sheet)
        free = bool(table.columns) and plan.recognised.format.takes_mapping
        self._cells.setVisible(free)
        self.choices.setVisible(free)
        self.choices.show_choices(reading, {column.field for column in table.columns}, zone)
        self._heading.setVisible(bool(table.columns))
        self.columns.setVisible(bool(table.columns))
        self.columns.show_columns(table.columns, free=plan.recognised.format.takes_mapping)
        self.repeats.show_choice(plan)
        self.keep_file.setVisible(plan.recognised.format.gives == "events")
        self.show_notes(plan.notes)

    def show_saved(self, names: Sequence[str], chosen: str, *, remembered: bool) -> None:
        """Offer readings that were saved; `remembered` tells that a file with this header was read before."""
        plain = _("As it seems best")
        before = [(REMEMBERED, _("As you read a file with these columns before"))] if remembered else []
        _fill(self.saved, [("", plain), *before, *((name, name) for name in names)], chosen)

    def offer_saving(self, on: bool) -> None:  # noqa: FBT001 - it is what the page says
        """Show what belongs to choices about columns, or not."""
        for widget in (self._saved_label, self.saved, self.save_reading):
            widget.setVisible(on)

    def show_data_sets(self, known: Sequence[DataSetFacts], found: str, chosen: str) -> None:
        """Offer the data sets of which the file may be a version; `found` says what it was found to be."""
        for widget in (self._data_set_label, self.data_set):
            widget.setVisible(bool(known))
        versions = [(each.id, data_set_words(each)) for each in known]
        _fill(self.data_set, [("", found), *versions, (NEW_DATA_SET, _("Another file than these"))], chosen)

    def show_notes(self, notes: Sequence[str]) -> None:
        """Tell what was noticed of the whole file."""
        self.notes.setText(shown("\n".join(map(on_one_line, notes[:_MOST_NOTES]))))
        self.notes.setVisible(bool(notes))

    def _choice(self, words: str) -> ComboBox:
        return self._labelled(words)[1]

    def _labelled(self, words: str) -> tuple[QLabel, ComboBox]:
        box = ComboBox(self, yields=True)
        label = plain(words, "heading", self, names=box)
        box.setAccessibleName(words)
        self._column.addWidget(label)
        self._column.addWidget(box)
        return label, box

    def _words(self) -> QLabel:
        label = plain("", "quiet", self, wrap=True)
        self._column.addWidget(label)
        return label

    def _choose_repeats(self, days: object) -> None:
        self.option_chosen.emit(("repeats", days))

    def _choose_sheet(self, _place: int) -> None:
        self.sheet_chosen.emit(self.sheet.currentData())

    def _choose_saved(self, _place: int) -> None:
        self.saved_chosen.emit(self.saved.currentData())

    def _choose_data_set(self, _place: int) -> None:
        self.data_set_chosen.emit(self.data_set.currentData())

    def _choose_format(self, _place: int) -> None:
        self.format_chosen.emit(self.format.currentData())

    def _choose_encoding(self, _place: int) -> None:
        self.encoding_chosen.emit(self.encoding.currentData())


def _fill(box: ComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offer choices; a box that offers them already stays as it is, and keeps its list open."""
    if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] != list(choices):
        box.clear()
        for name, words in choices:
            box.addItem(words, name)
    box.setCurrentIndex(max(box.findData(chosen), 0))
