"""The services of the main window: its worker, its banner, its toast, the one road of a change, and of an error.

The world's faults (`KnownError`, a refused file) become a sentence in the window. Everything else is a bug of ours:
a report goes to a file and one dialog says where; a fault that repeats with every frame must not bury the window in
dialogs, so there is at most one in a while.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.sanitize import shown
from timeline_app.ui.services.jobs import Jobs
from timeline_app.ui.widgets.closing import close_all, own
from timeline_app.ui.wording.labels import fault_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from timeline_app.domain.change import Change
    from timeline_app.ui.history.saving import FormSaving
    from timeline_app.ui.services.services import Form, Tone
    from timeline_app.ui.services.session import Session
    from timeline_app.ui.services.settings import Preferences
    from timeline_app.ui.widgets.messages import Banner, Toast


QUIET_S = 20.0


class ErrorReporter(QObject):
    """Tells what went wrong: a sentence by its signal, a bug by a report and a dialog."""

    told = Signal(str)
    """A sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_s = -QUIET_S
        self._window = parent if isinstance(parent, QWidget) else None

    def tell(self, error: BaseException) -> None:
        """Say what went wrong in the window."""
        if isinstance(error, KnownError | OSError):
            self.told.emit(fault_words(error))
        else:
            self._report(error)

    def install(self) -> None:
        """Take what no one caught, from here to the end of the program."""
        sys.excepthook = self.uncaught

    def uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell an exception that nothing caught; the hook of the interpreter."""
        if issubclass(kind, KeyboardInterrupt):
            close_all()
        else:
            self.tell(error.with_traceback(trace))

    def _report(self, error: BaseException) -> None:
        now_s = time.monotonic()
        if now_s - self._last_s < QUIET_S:
            return
        self._last_s = now_s
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - likewise

        from timeline_app.base.crash_report import write_report  # noqa: PLC0415 - for the rare case only

        path = write_report(error)
        where = _("A report is in {file}.").format(file=path) if path else _("The report could not be written.")
        box = QMessageBox(_front_window() or self._window)
        own(box)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(_("Something unexpected happened"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("Something unexpected happened. Your work is kept."))
        box.setInformativeText(where)
        box.addButton(_("OK"), QMessageBox.ButtonRole.AcceptRole)
        box.open()


def _front_window() -> QWidget | None:
    return QApplication.activeWindow()


class WindowServices(QObject):
    """`Services` by the parts of one window."""

    undo_wanted = Signal()
    """The person wants the last change taken back."""
    saved = Signal(object)
    """The `Change` of a form, which is in the file now."""

    def __init__(self, window: QWidget, preferences: Preferences, banner: Banner, toast: Toast) -> None:
        super().__init__(window)
        self.window = window
        self.preferences = preferences
        self.session: Session | None = None
        self.jobs = Jobs(self)
        self.faults = ErrorReporter(window)
        self.faults.told.connect(self.warn)
        self._banner, self._toast = banner, toast
        self._saving: FormSaving | None = None

    def tell(self, words: str, *, undo: bool = False) -> None:
        """Say for a few seconds what was done, with a button that takes it back."""
        self._toast.say(words, _("Undo") if undo else "", self.undo_wanted.emit)

    def tell_done(self, change: Change, hint: str = "") -> None:
        """Say what a change did, as undo says what it took back; then a hint."""
        words = _("Done: {what}. {hint}") if hint else _("Done: {what}")
        self.tell(words.format(what=change.label, hint=hint), undo=True)

    def note(self, sentence: str, tone: Tone = "note") -> None:
        """Say a sentence that stays until it is put away."""
        self._banner.say(sentence, tone)

    def warn(self, sentence: str) -> None:
        """Tell a problem of the world."""
        self.note(sentence, "problem")

    def ask(self, sentence: str, action: str, do: Callable[[], object], tone: Tone = "note") -> None:
        """Say a sentence that stays, with a button that does something about it."""
        self._banner.say(sentence, tone, action, do)

    def withdraw(self, sentence: str) -> None:
        """Put a sentence away that no longer holds, if it is still the one that is shown."""
        if sentence and self._banner.sentence == shown(sentence):
            self._banner.hide()

    def fault(self, error: BaseException) -> None:
        """Say what went wrong."""
        self.faults.tell(error)

    def apply(self, change: Change) -> bool:
        """Make a change; say so and give False where that fails."""
        if self.session is None:
            return False
        try:
            self.session.chronology.do(change)
        except (KnownError, OSError) as error:
            self.fault(error)
            return False
        return True

    def save(self, change: Change, form: Form) -> None:
        """Make the change of a form, which stays open with all that was typed until the change is in the file."""
        self.saving.save(change, form)

    @property
    def saving(self) -> FormSaving:
        """What puts the changes of forms into the file."""
        if self._saving is None:
            from timeline_app.ui.history.saving import FormSaving  # noqa: PLC0415 - when first needed

            self._saving = FormSaving(self)
            self._saving.saved.connect(self.saved)
        return self._saving
