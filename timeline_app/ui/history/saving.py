"""Save the change of a form; the form stays open, with all that was typed, until the change is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ConflictError, KnownError
from timeline_app.ui.wording.labels import fault_words

if TYPE_CHECKING:
    from timeline_app.document.merge.merging import Merge
    from timeline_app.domain.change import Change
    from timeline_app.ui.history.versions import ConflictDialog
    from timeline_app.ui.services.services import Form, Services

TRIES = 3
"""So often a change is put on top of what others wrote before it is told that it cannot be."""


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
        chronology = session.chronology
        try:
            if change.before or change.after:
                chronology.do(change)
        except ConflictError as error:
            chronology.refresh()
            if tries:
                self._put_on_top(change, form, tries)
            else:
                form.refuse(str(error))
        except (KnownError, OSError) as error:
            form.refuse(fault_words(error))
        else:
            form.done(QDialog.DialogCode.Accepted)
            self.saved.emit(change)

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
