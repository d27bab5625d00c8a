"""Save the change of a form; the form stays open, with all that was typed, until the change is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ConflictError, KnownError
from timeline_app.ui.wording.labels import fault_words

if TYPE_CHECKING:
    from timeline_app.document import Snapshot
    from timeline_app.document.merge.merging import Merge
    from timeline_app.domain.change import Change
    from timeline_app.ui.history.versions import ConflictDialog
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import Form, Services
    from timeline_app.ui.services.session import Session

TRIES = 3
"""So often a change is put on top of what others wrote before it is told that it cannot be."""
MOST_IN_A_FRAME = 400
"""Records before and after: writing one takes half a millisecond, so that more are written beside the window."""


class FormSaving(QObject):
    """Carries out the changes of forms; what others wrote meanwhile is kept, and asked about where both wrote."""

    saved = Signal(object)
    """The `Change` that is in the file now."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._services = services
        self._form: Form | None = None
        self.asked: ConflictDialog | None = None

    def save(self, change: Change, form: Form, tries: int = TRIES) -> None:
        """Carry out the change of a form and close it; else the form says why not."""
        session = self._services.session
        if session is None:
            return
        if len(change.before) + len(change.after) > MOST_IN_A_FRAME:
            self._save_beside(session, change, form, tries)
            return
        try:
            if change.before or change.after:
                session.chronology.do(change)
        except (KnownError, OSError) as error:
            self._not_saved(error, change, form, tries)
        else:
            self._is_saved(change, form)

    def _save_beside(self, session: Session, change: Change, form: Form, tries: int) -> None:
        """Carry out a change of very many records beside the window; the form waits."""
        if self._services.jobs.busy:
            form.refuse(_("Something else is being done; try again when it is finished."))
            return
        chronology = session.chronology

        def work(_job: Job) -> Snapshot:
            chronology.journal.do(change, chronology.author)
            return chronology.take_snapshot()

        def show(snapshot: Snapshot) -> None:
            _allow(form, True)
            if self._services.session is session:
                chronology.adopt(snapshot)
                self._is_saved(change, form)

        def fail(error: BaseException) -> None:
            _allow(form, True)
            if isinstance(error, KnownError | OSError):
                self._not_saved(error, change, form, tries)
            else:
                self._services.fault(error)

        _allow(form, False)
        self._services.jobs.start(_("Changing many events"), work, show, fail)

    def _is_saved(self, change: Change, form: Form) -> None:
        if not isinstance(form, QObject) or isValid(form):
            form.done(QDialog.DialogCode.Accepted)
        self.saved.emit(change)

    def _not_saved(self, error: KnownError | OSError, change: Change, form: Form, tries: int) -> None:
        """Have the form say why not, or put the change on top of what others wrote meanwhile."""
        session = self._services.session
        if session is None or (isinstance(form, QObject) and not isValid(form)):
            self._services.fault(error)
            return
        if not isinstance(error, ConflictError):
            form.refuse(fault_words(error))
            return
        session.chronology.refresh()
        if tries:
            self._put_on_top(change, form, tries)
        else:
            form.refuse(str(error))

    def _put_on_top(self, change: Change, form: Form, tries: int) -> None:
        """Merge the change with what is in the file by now, and ask where both wrote in one field."""
        session = self._services.session
        if session is None:
            return
        from timeline_app.document.merge.rebasing import rebase_on  # noqa: PLC0415 - seldom needed

        merge = rebase_on(session.chronology, change)
        if merge.conflicts:
            self._ask(merge, form)
        else:
            self.save(merge.change, form, tries - 1)

    def _ask(self, merge: Merge, form: Form) -> None:
        session = self._services.session
        if session is None:
            return
        from timeline_app.ui.history.change_words import RecordNames  # noqa: PLC0415 - likewise
        from timeline_app.ui.history.versions import ConflictDialog  # noqa: PLC0415 - likewise

        form.refuse(_("This was changed meanwhile; choose what stands."))
        names = RecordNames(session.chronology, merge.change)
        self._form = form
        self.asked = ConflictDialog(merge, names, form if isinstance(form, QWidget) else self._services.window)
        self.asked.accepted.connect(self._chosen)
        self.asked.finished.connect(self._forget)
        self.asked.open()

    def _chosen(self) -> None:
        if self.asked is not None and self._form is not None:
            self.save(self.asked.chosen.change, self._form)

    def _forget(self, _result: int) -> None:
        self.asked = None


def _allow(form: Form, on: bool) -> None:  # noqa: FBT001 - as Qt has it
    if isinstance(form, QWidget) and isValid(form):
        form.setEnabled(on)
