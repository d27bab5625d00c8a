"""Damaged stores: says what is wrong, and offers a backup, a recovery, or a read-only look.

What can be done about a file that is damaged: look at it, bring back a backup, or recover what can be read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.document.chronology import can_be_opened
from timeline_app.domain.errors import KnownError
from timeline_app.ui.services.file_dialog import opening
from timeline_app.ui.services.places import free_path
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.labels import counted, moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from timeline_app.document.safety import Backup, RecoveryCounts
    from timeline_app.ui.history.restoring import BackupController, SecondaryWindows
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import OpenStore, Services


class RecoveryController(QObject):
    """What the window does about damaged files; the file itself is never written."""

    def __init__(
        self, services: Services, secondary: SecondaryWindows, restoring: BackupController, open_store: OpenStore
    ) -> None:
        super().__init__(services.window)
        self._services = services
        self._secondary = secondary
        self._restoring = restoring
        self._open_store = open_store
        self._path = Path()
        self._reason = ""
        self.dialog: DamagedDialog | None = None

    def tell(self, path: Path, reason: str) -> None:
        """Say what is wrong with a file, and offer what can be done."""
        self._path, self._reason = path, reason
        self._services.ask(reason, _("What can be done…"), self.offer, "problem")

    def offer(self) -> None:
        """List the ways on."""
        backups = self._restoring.backups_of(self._path)
        self.dialog = DamagedDialog(self._path, self._reason, backups, self._services.window)
        self.dialog.look.setEnabled(can_be_opened(self._path))
        self.dialog.restore_wanted.connect(self._restoring.show)
        self.dialog.recover_wanted.connect(self.recover)
        self.dialog.look_wanted.connect(self._look)
        self.dialog.open()

    def _look(self, path: Path) -> None:
        try:
            self._secondary.open(path, _("This file is damaged, and parts of it may be missing. It cannot be changed."))
        except (KnownError, OSError) as error:
            self._services.fault(error)

    # --- recovering -----------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for a damaged file and save what can be read of it."""
        dialog = opening(self._services.window, _("Recover a damaged file"))
        dialog.fileSelected.connect(self._recover_named)
        dialog.open()

    def _recover_named(self, name: str) -> None:
        self.recover(Path(name))

    def recover(self, source: Path) -> None:
        """Put what can be read of a file into a new one beside it, and open that."""
        target = free_path(source.parent, _("{name} (recovered)").format(name=source.stem))

        def work(_job: Job) -> RecoveryCounts:
            from timeline_app.document.safety import recover  # noqa: PLC0415 - when needed

            recovered = recover(source, target)
            if not any(recovered.kept.values()):
                target.unlink(missing_ok=True)
                raise KnownError(_("Nothing could be read of “{name}”.").format(name=source.name))
            return recovered

        def done(recovered: RecoveryCounts) -> None:
            if self._open_store(target):
                self._services.note(recovered_words(recovered, target.name))

        label = _("Recovering {name}").format(name=source.name)
        self._services.jobs.start(label, work, done, self._services.fault)


def recovered_words(recovered: RecoveryCounts, name: str) -> str:
    """Say how much came through, of the history too."""
    kept = ", ".join(counted(kind, count) for kind, count in recovered.kept.items() if count)
    lost = ", ".join(counted(kind, count) for kind, count in recovered.lost.items() if count)
    said = [_("Recovered into {name}: {kept}.").format(name=name, kept=kept)]
    if lost:
        said.append(_("Could not be kept: {lost}.").format(lost=lost))
    changes, gone = recovered.changes_kept, recovered.changes_lost
    if changes and gone:
        words = _("The history goes back {kept} changes; {lost} older ones are lost.")
        said.append(words.format(kept=grouped(changes), lost=grouped(gone)))
    elif changes:
        words = ngettext("The history is whole: {n} change.", "The history is whole: {n} changes.", changes)
        said.append(words.format(n=grouped(changes)))
    elif gone:
        said.append(_("The history does not fit what is left, so it was not kept."))
    return " ".join(said)


SIZE_PX = (600, 470)
BUTTON_PX = 170


class DamagedDialog(PageDialog):
    """Offers three ways on, the safest first; none of them writes into the damaged file."""

    restore_wanted = Signal(object)
    recover_wanted = Signal(object)
    look_wanted = Signal(object)
    """Each carries the path of the file."""

    def __init__(self, path: Path, reason: str, backups: Sequence[Backup], parent: QWidget) -> None:
        super().__init__(_("“{name}” is damaged").format(name=path.name), _("Close"), SIZE_PX, parent)
        self.done_button.hide()
        self.cancel_button.setText(_("Close"))
        self._path = path
        self.column.addWidget(plain(reason, "problem", self, wrap=True))
        words = _("Nothing of it was changed, and none of these ways writes into it.")
        self.column.addWidget(plain(words, "quiet", self, wrap=True))
        count = len(backups)
        told = _("No backup of it was made on this computer.")
        if backups:
            told = ngettext(
                "There is {n} backup, of {moment}.", "There are {n} backups, the newest of {moment}.", count
            ).format(n=count, moment=moment_words(backups[0].time))
            how = _("See what it holds, and put it in the place of the file, which is kept beside it.")
            told = sentences(told, how)
        self.restore = self._way(
            _("Restore a backup…"), told, self.restore_wanted, on=bool(backups), first=bool(backups)
        )
        told = _("Everything that can still be read is put into a new file beside this one, and counted: events, "
                 "evidence, and the history as far as it fits.")  # fmt: skip
        self.recover = self._way(_("Recover into a new file"), told, self.recover_wanted, first=not backups)
        told = _("Open it for reading only, to see what is left. Parts of it may be missing.")
        self.look = self._way(_("Open for reading"), told, self.look_wanted)
        self.column.addStretch(1)

    def _way(
        self, words: str, told: str, wanted: SignalInstance, *, on: bool = True, first: bool = False
    ) -> QPushButton:
        self.column.addSpacing(4)
        self.column.addWidget(rule(self))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(plain(told, "body" if on else "quiet", self, wrap=True), 1)
        button = QPushButton(words, self)
        button.setEnabled(on)
        button.setAutoDefault(False)
        button.setMinimumWidth(scaled_px(BUTTON_PX))
        if first:
            button.setProperty("role", "primary")
        button.clicked.connect(self._choose)
        button.setProperty("way", {self.restore_wanted: 0, self.recover_wanted: 1}.get(wanted, 2))
        row.addWidget(button)
        self.column.addLayout(row)
        return button

    def _choose(self) -> None:
        ways = (self.restore_wanted, self.recover_wanted, self.look_wanted)
        way = ways[int(self.sender().property("way"))]
        close(self, DONE)
        way.emit(self._path)
