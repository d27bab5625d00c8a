"""Backups in the window: made as one opens and works, listed, compared and restored.

What is of another time opens in a secondary window: a backup, an earlier state, what can be read of a damaged store.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from shiboken6 import isValid

from timeline_app.base.folders import state_folder
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.document.safety import Backups
from timeline_app.domain.errors import KnownError
from timeline_app.ui.history.dialog import SECOND, LineList, ListDialog
from timeline_app.ui.services.jobs import QUIETLY
from timeline_app.ui.widgets.closing import close
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.wording.labels import counted, moment_words, size_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from tempfile import TemporaryDirectory
    from weakref import ReferenceType

    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Chronology
    from timeline_app.document.safety import Backup
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import OpenStore, Services
    from timeline_app.ui.services.session import Session

    OpenSecondary = Callable[[Chronology, str, Callable[[object], None]], QWidget]
    """Shows a chronology in a window of its own, under a sentence; calls with the window as that closes."""


class SecondaryWindows(QObject):
    """Keeps the windows, and the files that were made for them, until each is closed."""

    def __init__(self, open_secondary: OpenSecondary, parent: QObject) -> None:
        super().__init__(parent)
        self._open_secondary = open_secondary
        self._open: list[tuple[QWidget, TemporaryDirectory[str] | None]] = []

    def open(self, path: Path, sentence: str, folder: TemporaryDirectory[str] | None = None) -> QWidget:
        """Show a store for reading, under a sentence that says what it is; `folder` goes when the window does."""
        from timeline_app.document import open_chronology  # noqa: PLC0415 - loaded by now

        chronology = open_chronology(path, read_only=True)
        try:
            other = self._open_secondary(chronology, sentence, self._forget)
        except BaseException:
            chronology.close()
            raise
        self._open.append((other, folder))
        return other

    @property
    def windows(self) -> list[QWidget]:
        """The windows that are open."""
        return [window for window, _folder in self._open]

    def _forget(self, closed: object) -> None:
        for window, folder in self._open:
            if window is closed and folder is not None:
                folder.cleanup()
        self._open = [pair for pair in self._open if pair[0] is not closed]


SIDES = ("only_in_other", "only_in_one", "changed")


class BackupsDialog(ListDialog):
    """Lists backups; what one differs by is worked out when it is chosen."""

    preview_wanted = Signal(object)
    look_wanted = Signal(object)
    restore_wanted = Signal(object)
    """Each carries the `Backup`."""

    def __init__(self, backups: Sequence[Backup], parent: QWidget) -> None:
        listing = LineList(_("Backups"))
        super().__init__(
            _("Backups"),
            _("Made by itself when the file is opened and as you work. The last ten are kept, and one a day for a "
              "month. Restoring one keeps today's file beside it under another name."),
            listing,
            parent,
        )  # fmt: skip
        self._backups = tuple(backups)
        rows = QStandardItemModel(self)
        for backup in self._backups:
            item = QStandardItem(moment_words(backup.time))
            item.setData(_size(backup), SECOND)
            rows.appendRow(item)
        listing.setModel(rows)
        self.look = self.add_button(_("Look at it"), self._look)
        self.restore = self.add_button(_("Restore"), self._restore, primary=True)
        listing.row_chosen.connect(self._choose)
        if self._backups:
            listing.setCurrentIndex(rows.index(0, 0))
        else:
            column = self.new_page()
            column.addWidget(plain(_("No backup has been made of this file yet."), "quiet", self, wrap=True))
            column.addStretch(1)

    def start(self) -> None:
        """Ask for what differs in the first backup, now that someone listens."""
        self._choose(self.listing.currentIndex().row())

    @property
    def current(self) -> Backup | None:
        """The backup that is chosen."""
        row = self.listing.currentIndex().row()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _choose(self, _row: int) -> None:
        backup = self.current
        self.look.setEnabled(backup is not None)
        self.restore.setEnabled(False)
        if backup is None:
            return
        column = self.new_page()
        column.addWidget(plain(moment_words(backup.time), "strong", self))
        column.addSpacing(6)
        column.addWidget(plain(_("Comparing with the file as it is now…"), "quiet", self, wrap=True))
        column.addStretch(1)
        self.preview_wanted.emit(backup)

    def show_preview(self, backup: Backup, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Say what restoring a backup would change."""
        if backup != self.current:
            return
        column = self.new_page()
        column.addWidget(plain(moment_words(backup.time), "strong", self))
        column.addSpacing(6)
        self.restore.setEnabled(bool(counts))
        if not counts:
            column.addWidget(plain(_("The same as the file is now."), "quiet", self, wrap=True))
        else:
            column.addWidget(plain(_("If you restore it:"), "quiet", self, wrap=True))
        for sentence in told(counts):
            column.addSpacing(10)
            column.addWidget(rule(self))
            column.addSpacing(10)
            column.addWidget(plain(sentence, "body", self, wrap=True))
        column.addStretch(1)

    def show_fault(self, backup: Backup, sentence: str) -> None:
        """Say why a backup could not be compared; it can be restored all the same when the file itself is at fault."""
        if backup != self.current:
            return
        column = self.new_page()
        column.addWidget(plain(moment_words(backup.time), "strong", self))
        column.addSpacing(6)
        column.addWidget(plain(sentence, "problem", self, wrap=True))
        column.addStretch(1)
        self.restore.setEnabled(True)

    def _look(self) -> None:
        if self.current is not None:
            self.look_wanted.emit(self.current)

    def _restore(self) -> None:
        if self.current is not None:
            self.restore_wanted.emit(self.current)


def told(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Say what differs: what would come back, what would go, what would be as it was."""
    sentences = []
    for side in SIDES:
        parts = [counted(kind, of_kind[side]) for kind, of_kind in counts.items() if of_kind.get(side)]
        if not parts:
            continue
        number = sum(of_kind.get(side, 0) for of_kind in counts.values())
        words = {
            "only_in_other": ngettext("{what} comes back.", "{what} come back.", number),
            "only_in_one": ngettext("{what} goes, made since then.", "{what} go, made since then.", number),
            "changed": ngettext("{what} is again as it was then.", "{what} are again as they were then.", number),
        }
        sentences.append(words[side].format(what=", ".join(parts)))
    return sentences


def _size(backup: Backup) -> str:
    try:
        return size_words(backup.path.stat().st_size)
    except OSError:
        return ""


EVERY = 25
"""After how many changes the next backup is made."""


class BackupController(QObject):
    """What the window does with backups."""

    def __init__(self, services: Services, secondary: SecondaryWindows, open_store: OpenStore) -> None:
        super().__init__(services.window)
        self._services = services
        self._secondary = secondary
        self._open_store = open_store
        self._changes = 0
        self._followed: ReferenceType[Session] | None = None
        """Weak, so that a chronology that was closed need not be held."""
        self._backups: Backups | None = None
        self.dialog: BackupsDialog | None = None

    @property
    def _session(self) -> Session | None:
        return self._followed() if self._followed is not None else None

    def follow(self, session: Session) -> None:
        """Back up an opened chronology now, and again after every so many changes."""
        if session is not self._session:
            self._followed = ref(session)
            session.data_changed.connect(self._count)
        self._make()

    def _count(self, _change: object) -> None:
        self._changes += 1
        if self._changes >= EVERY:
            self._make()

    def _make(self) -> None:
        session = self._session
        if session is None or not session.is_open:
            return
        self._changes = 0
        chronology = session.chronology
        backups = Backups(state_folder(), chronology.path)

        def work(_job: Job) -> None:
            chronology.file.back_up(backups)

        self._services.jobs.start(QUIETLY, work, _nothing, self._fail)

    def _fail(self, error: BaseException) -> None:
        if self._session is self._services.session:  # else the store was closed under the backup
            self._services.fault(error)

    def backups_of(self, path: Path) -> list[Backup]:
        """Give the backups of a store, newest first."""
        return Backups(state_folder(), path).listed()

    def show(self, path: Path) -> None:
        """List the backups of a store, open or not."""
        self._backups = Backups(state_folder(), path)
        if self.dialog is not None and isValid(self.dialog):
            close(self.dialog)
        self.dialog = BackupsDialog(self._backups.listed(), self._services.window)
        self.dialog.preview_wanted.connect(self._compare)
        self.dialog.look_wanted.connect(self._look)
        self.dialog.restore_wanted.connect(self.restore)
        self.dialog.open()
        self.dialog.start()

    def _compare(self, backup: Backup) -> None:
        backups, dialog = self._backups, self.dialog
        if backups is None or dialog is None:
            return

        def work(_job: Job) -> dict[str, dict[str, int]]:
            return backups.preview(backup)

        def done(counts: dict[str, dict[str, int]]) -> None:
            if isValid(dialog):
                dialog.show_preview(backup, counts)

        def failed(error: BaseException) -> None:
            if isinstance(error, KnownError) and isValid(dialog):
                dialog.show_fault(backup, str(error))
            else:
                self._services.fault(error)

        self._services.jobs.start(QUIETLY, work, done, failed)

    def _look(self, backup: Backup) -> None:
        words = _("This is the backup of {moment}. It can be looked at and exported, not changed.")
        try:
            self._secondary.open(backup.path, words.format(moment=moment_words(backup.time)))
        except (KnownError, OSError) as error:
            self._services.fault(error)
        if self.dialog is not None and isValid(self.dialog):
            close(self.dialog)

    def restore(self, backup: Backup) -> None:
        """Put a backup in the place of the store, and open it, once what still reads the store is done with it."""
        if self._backups is None:
            return
        if self.dialog is not None and isValid(self.dialog):
            close(self.dialog)
        if self._services.jobs.busy:
            self._services.note(_("Something is still being written. Wait until it is done, or cancel it."), "problem")
            return
        put_back = partial(self._put_back, self._backups, backup)
        self._services.jobs.start(QUIETLY, _nothing, put_back, self._services.fault)

    def _put_back(self, backups: Backups, backup: Backup, _result: object) -> None:
        session, path = self._services.session, backups.store
        if session is not None and session.chronology.path == path:
            session.close()
        try:
            aside = backups.restore(backup)
        except (KnownError, OSError) as error:
            if session is not None and not session.is_open:
                self._open_store(path)
            self._services.fault(error)
            return
        if self._open_store(path):
            said = _("Restored the backup of {moment}. What was there before is kept as {name}.")
            self._services.note(said.format(moment=moment_words(backup.time), name=aside.name))


def _nothing(_given: object) -> None:
    """Say nothing of a backup that was made; or, as work, come after all that was to be done before."""
