"""Commands of history, backups, merging, publishing and recovery."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.domain.errors import DamagedError, NotAStoreError
from timeline_app.ui.history.restoring import SecondaryWindows
from timeline_app.ui.services.file_dialog import saving
from timeline_app.ui.services.places import documents_folder, free_path
from timeline_app.ui.widgets.closing import close

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.document import Chronology, Snapshot
    from timeline_app.document.contents import JournalEntry
    from timeline_app.document.safety import Publication, PublicationOmissions
    from timeline_app.domain.errors import KnownError
    from timeline_app.ui.history.history_dialog import HistoryDialog
    from timeline_app.ui.history.merging import MergeController
    from timeline_app.ui.history.recovery import RecoveryController
    from timeline_app.ui.history.restoring import BackupController, OpenSecondary
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import OpenStore, Services
    from timeline_app.ui.services.session import Session


class HistoryController(QObject):
    """What the commands do in one window."""

    def __init__(self, services: Services, open_store: OpenStore, open_secondary: OpenSecondary) -> None:
        super().__init__(services.window)
        self._services = services
        self._open_store = open_store
        self.secondary = SecondaryWindows(open_secondary, self)
        self.history_dialog: HistoryDialog | None = None
        self._restoring: BackupController | None = None
        self._publication: Publication | None = None
        self._recovery: RecoveryController | None = None
        self._merging: MergeController | None = None

    @property
    def _session(self) -> Session | None:
        return self._services.session

    @property
    def restoring(self) -> BackupController:
        """Backups."""
        if self._restoring is None:
            from timeline_app.ui.history.restoring import BackupController  # noqa: PLC0415 - when first needed

            self._restoring = BackupController(self._services, self.secondary, self._open_store)
        return self._restoring

    # --- history --------------------------------------------------------------------------------------------------

    def show_history(self) -> None:
        """Open the history, or bring it to the front."""
        if self._session is None:
            return
        if self.history_dialog is not None and isValid(self.history_dialog):
            close(self.history_dialog)
        from timeline_app.ui.history.history_dialog import HistoryDialog  # noqa: PLC0415 - when first wanted

        self.history_dialog = HistoryDialog(self._session, self._services.window)
        self.history_dialog.back_wanted.connect(self.go_back_to)
        self.history_dialog.forward_wanted.connect(self.go_forward)
        self.history_dialog.moment_wanted.connect(self.show_moment)
        self.history_dialog.show()

    def go_back_to(self, entry: JournalEntry) -> None:
        """Take back all that was done after a change."""

        def work(chronology: Chronology) -> str:
            count = chronology.journal.go_back_to(entry.sequence, chronology.author)
            return ngettext("Went back {n} change", "Went back {n} changes", count).format(n=grouped(count))

        self.change(_("Going back"), work)

    def go_forward(self, count: int) -> None:
        """Do again what was taken back, the oldest first."""

        def work(chronology: Chronology) -> str:
            for _step in range(count):
                chronology.journal.step(chronology.author, back=False)
            return ngettext("Did {n} change again", "Did {n} changes again", count).format(n=grouped(count))

        self.change(_("Going forward"), work)

    def change(self, label: str, do: Callable[[Chronology], str]) -> None:
        """Change the store on the worker, then take over what became of it and say so."""
        session = self._session
        if session is None:
            return
        chronology = session.chronology

        def work(_job: Job) -> tuple[str, Snapshot]:
            return do(chronology), chronology.take_snapshot()

        def done(result: tuple[str, Snapshot]) -> None:
            words, snapshot = result
            if self._session is session and session.is_open:
                chronology.adopt(snapshot)
                self._services.tell(words)
            if self.history_dialog is not None and isValid(self.history_dialog):
                self.history_dialog.refresh()

        self._services.jobs.start(label, work, done, self._services.fault)

    def show_moment(self, stamp: str, words: str) -> None:
        """Show the chronology as it was at a moment, in a window of its own."""
        session = self._session
        if session is None:
            return
        from tempfile import TemporaryDirectory  # noqa: PLC0415 - seldom needed

        journal, name = session.chronology.journal, session.chronology.path.name
        folder = TemporaryDirectory(prefix="conflict-timeline-")
        target = Path(folder.name) / name

        def work(_job: Job) -> Path:
            journal.write_as_it_was(stamp, target)
            return target

        def done(path: Path) -> None:
            said = _("This is how the chronology was: {moment}. It can be looked at and exported, not changed.")
            self.secondary.open(path, said.format(moment=words), folder)

        self._services.jobs.start(_("Going back in time"), work, done, self._services.fault)

    def recover(self) -> None:
        """Ask for a damaged file and save what can be read of it."""
        self.recovery.ask()

    # --- backups --------------------------------------------------------------------------------------------------

    def show_backups(self) -> None:
        """List the backups of the open chronology."""
        if self._session is not None:
            self.restoring.show(self._session.chronology.path)

    def tell_unopened(self, path: Path, error: KnownError | OSError) -> None:
        """Say why a store could not be opened, and offer what can be done about it."""
        self._services.fault(error)
        lost = isinstance(error, NotAStoreError) and self.restoring.backups_of(path)
        if lost or isinstance(error, DamagedError):
            self.recovery.tell(path, str(error))

    @property
    def recovery(self) -> RecoveryController:
        """What is done about damaged files."""
        if self._recovery is None:
            from timeline_app.ui.history.recovery import RecoveryController  # noqa: PLC0415 - seldom needed

            self._recovery = RecoveryController(self._services, self.secondary, self.restoring, self._open_store)
        return self._recovery

    def opened(self) -> None:
        """Back up the chronology that has just been opened, and go on doing so as it changes."""
        if self._session is not None and not self._session.chronology.read_only:
            self.restoring.follow(self._session)

    # --- merging --------------------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Ask for another copy and say what merging it would do."""
        if self._session is not None and not self._session.chronology.read_only:
            self.merging.ask()

    @property
    def merging(self) -> MergeController:
        """Joining another copy."""
        if self._merging is None:
            from timeline_app.ui.history.merging import MergeController  # noqa: PLC0415 - when first needed

            self._merging = MergeController(self._services, self.change)
        return self._merging

    # --- publishing -----------------------------------------------------------------------------------------------

    def publish(self) -> None:
        """Ask what a copy for publication shall hold."""
        if self._session is None:
            return
        from timeline_app.ui.history.publish_dialog import PublishDialog  # noqa: PLC0415 - when first wanted

        dialog = PublishDialog(self._session.chronology, self._services.apply, self._services.window)
        dialog.accepted.connect(self._ask_target)
        dialog.open()

    def _ask_target(self) -> None:
        session = self._session
        if session is None:
            return
        self._publication = self.sender().chosen  # type: ignore[attr-defined]
        name = _("{name} for publication").format(name=session.chronology.name)
        dialog = saving(self._services.window, _("Copy for publication"), free_path(documents_folder(), name))
        dialog.fileSelected.connect(self.publish_to)
        dialog.open()

    def publish_to(self, name: str) -> None:
        """Write the copy, and say what was left out."""
        session, publication, target = self._session, self._publication, Path(name)
        if session is None or publication is None:
            return
        file = session.chronology.file

        def work(_job: Job) -> PublicationOmissions:
            return file.publish(target, publication)

        def done(dropped: PublicationOmissions) -> None:
            from timeline_app.ui.history.publish_dialog import left_out  # noqa: PLC0415 - loaded by now

            said = _("Saved {name}.").format(name=target.name)
            self._services.note(sentences(said, left_out(dropped.counts)))

        self._services.jobs.start(_("Saving the copy"), work, done, self._services.fault)
