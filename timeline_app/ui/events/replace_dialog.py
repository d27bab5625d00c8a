"""Find and replace: each place is shown as it is and as it would be, and a tick keeps it; one step replaces them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.replacing import TEXT_FIELDS, Replacement, TextField, TextHit, TextSearch
from timeline_app.domain.errors import KnownError
from timeline_app.domain.record_words import field_words
from timeline_app.ui.events.hit_rows import HitDelegate, PlaceWords, row_of
from timeline_app.ui.services.jobs import SlicedTask
from timeline_app.ui.widgets.buttons import CheckBox, ComboBox
from timeline_app.ui.widgets.check_list import CheckList, State
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.page_dialog import FINDS, PageDialog
from timeline_app.ui.wording.labels import fault_words

if TYPE_CHECKING:
    from timeline_app.ui.services.session import Session

SIZE_PX = (760, 720)
WAIT_MS = 250
"""After a key: a search of very many events begins anew with each."""


class ReplaceDialog(PageDialog):
    """What is looked for, where, and the places; nothing is replaced before "Replace"."""

    saved = Signal(object)
    """The `Change` to carry out."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(_("Find and replace"), _("Replace"), SIZE_PX, parent)
        self._session = session
        self._search: TextSearch | None = None
        self.old = self._line(_("Find"), _("words, or a part of one"))
        self.new = self._line(_("Replace with"), _("empty takes it out"))
        self.fields: dict[TextField, CheckBox] = {
            field: CheckBox(field_words(field), self, on=field != "notes") for field in TEXT_FIELDS
        }
        self.match_case = CheckBox(_("Match case"), self)
        self.whole_words = CheckBox(_("Whole words"), self)
        self.is_pattern = CheckBox(_("Regular expression"), self)
        self.scope = self._scope_choice()
        self.told = plain("", "quiet", self, wrap=True)
        self.list = CheckList(_("Places"), self)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.rows.changed.connect(self._tell)
        self._task = SlicedTask(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.finished.connect(self._stop)
        self._lay_out()
        self._tell()
        self.old.setFocus()

    def _line(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setProperty(FINDS, True)
        field.textChanged.connect(self._look_soon)
        return field

    def _scope_choice(self) -> ComboBox:
        """Offer all events, those that the filter keeps, and those selected: the narrowest first."""
        session = self._session
        box = ComboBox(self)
        box.setAccessibleName(_("In"))
        selected, shown = len(session.selected_rows), session.shown
        if selected > 1:
            box.addItem(_("Selected events ({n})").format(n=grouped(selected)), "selected")
        if shown.mask is not None:
            box.addItem(_("Events that are shown ({n})").format(n=grouped(shown.kept)), "shown")
        box.addItem(_("All events ({n})").format(n=grouped(shown.total)), "all")
        return box

    def _lay_out(self) -> None:
        lines = QHBoxLayout()
        lines.setSpacing(16)
        for field in (self.old, self.new):
            box = QVBoxLayout()
            box.setSpacing(4)
            box.addWidget(plain(field.accessibleName(), "heading", self, names=field))
            box.addWidget(field)
            lines.addLayout(box)
        self.column.addLayout(lines)
        where, how = QWidget(self), QWidget(self)
        for part, boxes in (
            (where, [*self.fields.values(), self.scope]),
            (how, [self.match_case, self.whole_words, self.is_pattern]),
        ):
            flow = FlowLayout(part, gap_px=14)
            for widget in boxes:
                flow.addWidget(widget)
                if isinstance(widget, CheckBox):
                    widget.toggled.connect(self._look_soon)
            self.column.addWidget(part)
        self.scope.currentIndexChanged.connect(self._look_soon)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        for words, act in ((_("Tick all"), self._tick_all), (_("Tick none"), self._tick_none)):
            button = QPushButton(words, self)
            button.setProperty("role", "link")
            button.clicked.connect(act)
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addWidget(self.list, 1)
        note = _("The words of sources are evidence: quotes, excerpts and documents are never changed.")
        self.column.addWidget(plain(note, "quiet", self, wrap=True))

    # --- looking ----------------------------------------------------------------------------------------------------

    @property
    def wanted(self) -> Replacement:
        """What the form asks for."""
        return Replacement(
            self.old.text(),
            self.new.text(),
            tuple(field for field, box in self.fields.items() if box.isChecked()),
            match_case=self.match_case.isChecked(),
            whole_words=self.whole_words.isChecked(),
            is_pattern=self.is_pattern.isChecked(),
        )

    def _look_soon(self, _what: object = None) -> None:
        self._task.cancel()
        self._search = None
        self.list.rows.show_rows([])
        self._wait.start()

    def look(self) -> None:
        """Look for it from the beginning."""
        self._wait.stop()
        self.refuse("")
        self._search = None
        if not self.old.text():
            self._tell()
            return
        search = TextSearch(self._session.chronology, self._rows(), self.wanted)
        self.told.setText(_("Looking…"))
        self._task.start(
            _("Looking for “{text}”").format(text=search.wanted.find), search.steps(), self._show, self._fail
        )
        self._search = search

    def _rows(self) -> list[int]:
        """Give the events to look through, in the order of time."""
        session, scope = self._session, self.scope.currentData()
        if scope == "selected":
            return [int(row) for row in session.selected_rows]
        rows, mask = session.chronology.columns.row, session.shown.mask
        return [int(row) for row in (rows[mask] if scope == "shown" and mask is not None else rows)]

    def _show(self) -> None:
        search = self._search
        if search is not None:
            self.list.rows.show_rows([row_of(hit, search.events[hit.event_id]) for hit in search.hits])

    def _fail(self, error: BaseException) -> None:
        self._search = None
        self._tell()
        if not isinstance(error, KnownError | OSError):
            raise error
        self.refuse(fault_words(error))

    def _stop(self, _result: int) -> None:
        self._wait.stop()
        self._task.cancel()

    # --- replacing --------------------------------------------------------------------------------------------------

    def kept(self) -> list[TextHit]:
        """Give the places that are ticked."""
        ticked = (row.value for row, state in self.list.rows.states() if state == State.Checked)
        return [words.hit for words in ticked if isinstance(words, PlaceWords)]

    def _tick_all(self) -> None:
        self.list.rows.set_all(State.Checked)

    def _tick_none(self) -> None:
        self.list.rows.set_all(State.Unchecked)

    def _tell(self) -> None:
        """Say how many places there are, and how many will be replaced."""
        search, kept = self._search, len(self.kept())
        self.done_button.setEnabled(kept > 0)
        if search is None:
            self.told.setText("" if self.old.text() else _("What is found is listed here, before anything changes."))
        elif not search.hits:
            self.told.setText(self._nothing_found(search))
        else:
            places, events = len(search.hits), len(search.events)
            where = ngettext("{n} event", "{n} events", events).format(n=grouped(events))
            told = ngettext("{n} place in {events}; {kept} ticked", "{n} places in {events}; {kept} ticked", places)
            if search.is_cut:
                told = _("The first {n} places, in {events}; {kept} ticked. Narrow the search to see the rest.")
            self.told.setText(told.format(n=grouped(places), events=where, kept=grouped(kept)))

    def _nothing_found(self, search: TextSearch) -> str:
        """Say where it was looked for: there may be some elsewhere."""
        sentence = {
            "selected": _("Nothing found in the {n} selected events ({fields})."),
            "shown": ngettext(
                "Nothing found in the {n} event that is shown ({fields}).",
                "Nothing found in the {n} events that are shown ({fields}).",
                search.looked_through,
            ),
        }.get(self.scope.currentData(), _("Nothing found in all {n} events ({fields})."))
        fields = ", ".join(field_words(field) for field in search.wanted.fields)
        if not fields:
            return _("Tick where to look: title, summary or notes.")
        return sentence.format(n=grouped(search.looked_through), fields=fields)

    @override
    def confirm(self) -> None:
        if self._wait.isActive():
            self.look()  # Enter came before the list: first it is looked at
            return
        if self._search is None or self._task.busy:
            return
        try:
            change = self._search.change(self.kept())
        except KnownError as error:
            self.refuse(str(error))
            return
        if change is None:
            self.refuse(_("There is nothing to replace: it would stay as it is."))
            return
        self.refuse("")
        self.saved.emit(change)  # whoever carries it out closes the form
