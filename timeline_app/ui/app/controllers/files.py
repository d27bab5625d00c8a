"""Commands on files: new, open, copies, import; and what else lies on disk, recent files and drops."""

from __future__ import annotations

from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from timeline_app.domain.errors import KnownError
from timeline_app.ui.app.blank_page import Greeting
from timeline_app.ui.app.controllers.evidence import ARTICLES
from timeline_app.ui.app.controllers.file_watcher import Watching
from timeline_app.ui.app.controllers.opening import OpeningBeside
from timeline_app.ui.app.recent_menu import RecentMenu
from timeline_app.ui.services.places import SUFFIX, copy_sample, documents_folder, free_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.document import Chronology, Snapshot
    from timeline_app.document.importing import Imported
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.services.file_dialog import FileDialog
    from timeline_app.ui.services.jobs import Ticket

LARGE = 48 * 2**20
"""From this size on a store is read beside the window: reading takes longer than a person notices."""


class FileWork(QObject):
    """What the file commands do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.recent = RecentMenu(window.settings, self)
        self.recent.chosen.connect(self._open_chosen)
        self.greeting = Greeting(self)
        self.watching = Watching(window)

    # --- open -----------------------------------------------------------------------------------------------------

    def open_path(self, path: Path) -> bool:
        """Open the store at `path` in place of the one that is open; on a fault that one stays.

        A large one is opened by the worker, and shown when it has been read.
        """
        if self._window.jobs.busy:
            self._window.say_problem(_("Something is still being written. Wait until it is done, or cancel it."))
            return False
        from timeline_app.document import Chronology  # noqa: PLC0415 - the window is shown before numpy is loaded
        from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

        author = self._window.preferences.author
        try:
            if path.stat().st_size >= LARGE:
                OpeningBeside(self._window, path, partial(self._adopt, path=path)).start(author)
                return True
            chronology = Chronology(Store.open(path), author)
        except (KnownError, OSError) as error:
            self._window.keeping.tell_unopened(path, error)
            return False
        self._adopt(chronology, path=path)
        return True

    def _adopt(self, chronology: Chronology, arranged: Arrangement | None = None, *, path: Path) -> None:
        self._window.banner.hide()
        self._window.adopt(chronology, arranged)
        self._window.settings.add_recent(path)
        if chronology.store.stray_log:
            self._window.banner.say(chronology.store.stray_log, "note")
        if chronology.read_only:
            plainly = _("“{name}” can be read but not changed.").format(name=chronology.name)
            reason = chronology.store.read_only_reason or plainly
            self._window.banner.say(
                _("{reason} To work on it, save a copy.").format(reason=reason),
                "note",
                _("Save a copy…"),
                self.save_copy,
            )

    def open(self) -> None:
        """Ask for a store and open it."""
        dialog = self.opening(_("Open a chronology"))
        dialog.fileSelected.connect(self._open_chosen)
        dialog.open()

    def _open_chosen(self, name: str) -> None:
        self.open_path(Path(name))
        self._window.complete()

    def open_sample(self) -> None:
        """Open the person's copy of the sample, made now where there is none."""
        try:
            path = copy_sample(documents_folder())
        except KnownError as error:
            self._window.faults.tell(error)
            return
        if self.open_path(path):
            self._window.complete()

    def new(self) -> None:
        """Ask for a name and make an empty store."""
        dialog = self.saving(_("New chronology"), free_path(documents_folder(), _("New chronology")))
        dialog.fileSelected.connect(self._make)
        dialog.open()

    def _make(self, name: str) -> None:
        from timeline_app.store.store import Store  # noqa: PLC0415 - after the first frame

        path = Path(name)
        try:
            Store.create(path).close()
        except (KnownError, OSError) as error:
            self._window.faults.tell(error)
            return
        if self.open_path(path):
            self._window.complete()

    def take_dropped(self, path: Path) -> None:
        """Open a store that was dropped on the window, read an article, or import another file."""
        if path.suffix.lower() == SUFFIX:
            self._open_chosen(str(path))
        elif path.suffix.lower() in ARTICLES:
            self._window.evidence.take_file(path)
        else:
            self._import(str(path))

    # --- copies and import ----------------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Ask for a name and write a consistent copy there."""
        session = self._window.session
        if session is None:
            return
        dialog = self.saving(_("Save a copy"), free_path(documents_folder(), session.chronology.name))
        dialog.fileSelected.connect(self._copy_to)
        dialog.open()

    def _copy_to(self, name: str) -> None:
        session = self._window.session
        if session is None:
            return
        store, target = session.chronology.store, Path(name)

        def work(_ticket: Ticket) -> Path:
            store.backup(target)
            return target

        self._start(_("Saving a copy"), work, self._told_copy)

    def _told_copy(self, path: Path) -> None:
        self._window.toast.say(_("Saved a copy as {name}").format(name=path.name))

    def import_file(self) -> None:
        """Ask for a file and import it."""
        dialog = self.opening(_("Import"), _("Tables and chronologies (*.csv *.tsv *.json);;All files (*)"))
        dialog.fileSelected.connect(self._import)
        dialog.open()

    def _import(self, name: str) -> None:
        session = self._window.session
        if session is None or session.chronology.read_only:
            return
        from timeline_app.document.importing import ImportWish, import_file  # noqa: PLC0415 - when first needed
        from timeline_app.formats.reading import ReadOptions  # noqa: PLC0415 - likewise

        chronology, path = session.chronology, Path(name)
        wish = ImportWish(options=ReadOptions(order="mdy" if self._window.preferences.order == "mdy" else None))

        def work(ticket: Ticket) -> tuple[Chronology, Imported, Snapshot]:
            def go_on(_rows: int) -> bool:
                ticket.progress(-1.0)
                return True

            imported = import_file(chronology.store, path, wish, go_on)
            return chronology, imported, chronology.take_snapshot()

        self._start(_("Importing {name}").format(name=path.name), work, self._told_import)

    def _told_import(self, arrived: tuple[Chronology, Imported, Snapshot]) -> None:
        from timeline_app.document.importing import summary_of  # noqa: PLC0415 - loaded by now
        from timeline_app.ui.importing.report import headline  # noqa: PLC0415 - when first needed

        chronology, imported, snapshot = arrived
        session = self._window.session
        if session is None or session.chronology is not chronology:
            return
        chronology.adopt(snapshot)
        undo = _("Undo") if imported.result.batch else ""
        self._window.toast.say(summary_of(imported), undo, self._window.events.undo)
        if sentence := headline(imported):
            show = partial(self._show_report, imported)
            self._window.banner.say(sentence, "note", _("Show all"), show)
        if session.shown.total:
            self._window.view.fit()

    def _show_report(self, imported: Imported) -> None:
        from timeline_app.ui.importing.report import ImportReport  # noqa: PLC0415 - when first needed

        ImportReport(imported, self._window).open()

    def _start(self, label: str, work: Callable[[Ticket], Any], done: Callable[[Any], None]) -> None:
        self._window.jobs.start(label, work, done, self._window.faults.tell)

    # --- other programs -------------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Begin to follow what other programs do to the open store."""
        self.watching.begin()

    def close(self) -> None:
        """Follow no more; the window is closing."""
        self.watching.end()

    # --- dialogs --------------------------------------------------------------------------------------------------

    def opening(self, title: str, kinds: str = "") -> FileDialog:
        """Give a dialog that asks for a file: a chronology, or one of `kinds`."""
        from timeline_app.ui.services.file_dialog import FileDialog  # noqa: PLC0415 - many enumerations, after the first frame

        return FileDialog(self._window, title, kinds or _stores())

    def saving(self, title: str, path: Path) -> FileDialog:
        """Give a dialog that asks where to save a chronology."""
        from timeline_app.ui.services.file_dialog import FileDialog  # noqa: PLC0415 - likewise

        dialog = FileDialog(self._window, title, _stores(), to_save=True)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(str(path))
        return dialog


def _stores() -> str:
    return _("Chronologies (*{suffix})").format(suffix=SUFFIX)
