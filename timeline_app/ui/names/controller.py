"""Commands on names: the page of names, and what a right click on a name offers anywhere in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast, get_args

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu
from shiboken6 import isValid

from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.names.plans import deleting, editing, renamed_query, reordering
from timeline_app.document.names.uses import NAME_KINDS, alike, counts_of, index_of, kind_of, pair_key, records_of
from timeline_app.domain.errors import KnownError
from timeline_app.domain.names import NameRecord, named
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.names.dialogs import NameDeleteDialog, NameMergeDialog, NameRenameDialog
from timeline_app.ui.names.names_dialog import NamesDialog
from timeline_app.ui.widgets.closing import DONE, own
from timeline_app.ui.wording.labels import fault_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline_app.domain.change import Change, NameKind
    from timeline_app.domain.text.look_alikes import LookAlike
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import Form, Services
    from timeline_app.ui.services.session import Session
    from timeline_app.ui.services.settings import Settings

NAME_TYPES: Final = get_args(NameRecord)


class NamesController(QObject):
    """What is done with names in one window."""

    page_opened = Signal(object)
    """The page of names, as it is made."""

    def __init__(self, services: Services, settings: Settings) -> None:
        super().__init__(services.window)
        self._services, self._settings = services, settings
        self.page: NamesDialog | None = None
        self._asked: NameRecord | None = None
        """The name whose menu is open."""

    @property
    def _session(self) -> Session | None:
        return self._services.session

    # --- the page -------------------------------------------------------------------------------------------------

    def show_names(self) -> None:
        """Open the page of names, or bring it to the front."""
        self._open_page()

    def _open_page(self) -> NamesDialog | None:
        session = self._session
        if session is None:
            return None
        if self.page is None or not isValid(self.page) or not self.page.isVisible():  # closed, if not deleted yet
            page = self.page = NamesDialog(session, self._settings.names_apart, self._services.window)
            page.saved.connect(self._save)
            page.order_wanted.connect(self._reorder)
            page.merge_wanted.connect(self.merge)
            page.delete_wanted.connect(self.delete)
            page.rename_wanted.connect(self.rename)
            page.show_wanted.connect(self.show_only)
            page.apart_wanted.connect(self._part)
            page.search_wanted.connect(self._look_for_pairs)
            self.page_opened.emit(page)
        self.page.show()
        self.page.raise_()
        self.page.activateWindow()
        return self.page

    def show_name(self, record: NameRecord) -> None:
        """Open the page of names at a name."""
        page = self._open_page()
        if page is not None:
            page.show_kind(kind_of(record), record.id)

    def _save(self, before: NameRecord, after: NameRecord) -> None:
        """Carry out what the form of the page says; the form tells why where that fails."""
        session, page = self._session, self.page
        if session is None or page is None:
            return
        try:
            change = editing(session.chronology, before, after)
            session.chronology.do(change)
        except (KnownError, OSError) as error:
            page.page.refuse(fault_words(error))
            return
        self._follow(kind_of(before), {name_key(before.name): after.name})
        self._services.tell_done(change)

    def _reorder(self, kind: NameKind, ids: Sequence[str], placed: int) -> None:
        session = self._session
        if session is not None:
            change = reordering(session.chronology, kind, ids, placed)
            if change.after and self._services.apply(change):
                self._services.tell_done(change)

    def _part(self, pair: LookAlike) -> None:
        """Remember that two names are not the same."""
        self._settings.keep_names_apart(pair_key(pair.first, pair.second))
        if self.page is not None:
            self.page.part_pair(pair)

    def _look_for_pairs(self, kind: NameKind) -> None:
        """Look among very many names for those that are alike, beside the window."""
        session = self._session
        if session is None or self._services.jobs.busy:
            return
        chronology, apart = session.chronology, self._settings.names_apart()
        records = records_of(chronology, kind)

        def work(_job: Job) -> list[LookAlike]:
            return alike(chronology, kind, apart)

        def show(pairs: list[LookAlike]) -> None:
            page = self.page
            if page is None or not isValid(page) or page.kind != kind or self._session is not session:
                return
            page.show_pairs(records, pairs)
            if not pairs:
                self._services.tell(_("No names are alike."))

        self._services.jobs.start(_("Looking for names that are alike"), work, show, self._services.fault)

    # --- the menu of a name ---------------------------------------------------------------------------------------

    def open_menu(self, field: str, value: str, screen_pos: QPoint) -> None:
        """Offer what can be done with a name, or with another value to filter by, where it was clicked."""
        session = self._session
        if session is None:
            return
        menu = QMenu(self._services.window)
        menu.setAccessibleName(on_one_line(value))
        own(menu)
        self._asked = named(records_of(session.chronology, field), value) if field in NAME_KINDS else None
        write = not session.chronology.read_only
        if self._asked is not None:
            for name, words in (("rename", _("Rename…")), ("merge", _("Merge with…"))):
                self._offer(menu, name, words, field, value).setEnabled(write)
            if field == "category":
                self._offer(menu, "colour", _("Colour…"), field, value).setEnabled(write)
            menu.addSeparator()
        self._offer(menu, "show", _("Show only these"), field, value)
        if self._asked is not None:
            self._offer(menu, "open", _("Open in Names"), field, value)
        menu.popup(screen_pos)

    def _offer(self, menu: QMenu, name: str, words: str, field: str, value: str) -> QAction:
        action = menu.addAction(words)
        action.setObjectName(name)
        action.setData((field, value))
        action.triggered.connect(self._take)
        return action

    def _take(self) -> None:
        action, record = self.sender(), self._asked
        if not isinstance(action, QAction):
            return
        name = action.objectName()
        if name == "show":
            self._show_value(*action.data())
        elif record is not None:
            acts = {"rename": self.rename, "colour": self.show_name, "open": self.show_name}
            self.merge([record]) if name == "merge" else acts[name](record)

    def _show_value(self, field: str, value: str) -> None:
        if self._session is not None:
            self._session.set_filter(self._session.shown.holding.with_values(field, [value]))

    # --- what is done with a name ---------------------------------------------------------------------------------

    def show_only(self, record: NameRecord) -> None:
        """Keep only the events that have a name."""
        self._show_value(kind_of(record), record.name)

    def rename(self, record: NameRecord) -> None:
        """Ask for another name."""
        if self._session is not None:
            self._ask(NameRenameDialog(self._session, record, self._above()))

    def merge(self, records: Sequence[NameRecord]) -> None:
        """Ask which of some names stays, and merge the others into it."""
        if self._session is not None:
            self._ask(NameMergeDialog(self._session, records, self._above()))

    def delete(self, record: NameRecord) -> None:
        """Delete a name; where events use it, ask what takes its place."""
        session = self._session
        if session is None:
            return
        if counts_of(session.chronology, kind_of(record))[index_of(session.chronology, record)]:
            self._ask(NameDeleteDialog(session, record, self._above()))
            return
        change = deleting(session.chronology, record)
        if self._services.apply(change):
            self._services.tell_done(change)

    def _above(self) -> QDialog:
        """Give what a dialog lies above: the page of names while it is open, else the window."""
        page = self.page
        over = page if page is not None and isValid(page) and page.isVisible() else self._services.window
        return cast("QDialog", over)

    def _ask(self, dialog: NameRenameDialog | NameMergeDialog | NameDeleteDialog) -> None:
        dialog.changed.connect(self._carry_out)
        dialog.open()

    def _carry_out(self, change: Change) -> None:
        """Carry out the change of a dialog, which stays open and says why where that fails."""
        session, form = self._session, cast("Form", self.sender())
        if session is None:
            return
        if change.moves:
            self._carry_out_beside(session, change, form)
            return
        try:
            session.chronology.do(change)
        except (KnownError, OSError) as error:
            form.refuse(fault_words(error))
            return
        form.done(DONE)
        self._done(change)

    def _carry_out_beside(self, session: Session, change: Change, form: Form) -> None:
        """Move very many uses of a name beside the window."""
        if self._services.jobs.busy:
            form.refuse(_("Something else is being done; try again when it is finished."))
            return
        chronology = session.chronology

        def work(_job: Job) -> None:
            chronology.journal.do(change, chronology.author)

        def show(_nothing: None) -> None:
            if self._session is session:
                chronology.refresh()
                self._done(change)

        form.done(DONE)
        self._services.jobs.start(_("Merging names"), work, show, self._services.fault)

    def _done(self, change: Change) -> None:
        """Say what was done, and let the filter ask for the names that are there now."""
        gone = {each.id: each for each in change.before if isinstance(each, NAME_TYPES)}
        there = {each.id: each for each in change.after if isinstance(each, NAME_TYPES)}
        into = next(iter(there.values()), None)
        for name_id, record in gone.items():
            now = there.get(name_id, into)
            if now is not None and now.name != record.name:
                self._follow(kind_of(record), {name_key(record.name): now.name})
        self._services.tell_done(change)

    def _follow(self, kind: NameKind, names: Mapping[str, str]) -> None:
        session = self._session
        if session is None:
            return
        text = session.shown.holding.text
        asked = renamed_query(text, kind, names)
        if asked != text:
            session.set_filter(FilterState(asked))
