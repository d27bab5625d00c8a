"""Commands on files: new, open, copies, import; and what else lies on disk, recent files and drops."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import sentences
from timeline_app.base.synced_folders import service_of
from timeline_app.domain.errors import KnownError
from timeline_app.ui.app.controllers.file_watcher import FileWatcher
from timeline_app.ui.services.places import SUFFIX, copy_sample, documents_folder, free_path, is_sample
from timeline_app.ui.widgets.look import on_button, tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QWidget

    from timeline_app.document import Chronology
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.ui.app.blank_page import WelcomePage
    from timeline_app.ui.app.controllers.opening import Adopt
    from timeline_app.ui.importing.controller import ImportController
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.settings import Settings


class RecentMenu(QObject):
    """Fills a menu with the recent stores; those that are gone cannot be chosen."""

    chosen = Signal(str)
    """The path of a store."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    def fill(self, menu: QMenu) -> None:
        """Keep a menu filled."""
        menu.aboutToShow.connect(partial(self._list, menu))
        menu.triggered.connect(self._choose)

    def _list(self, menu: QMenu) -> None:
        menu.clear()
        for path in self._settings.recent():
            action = menu.addAction(on_button(path.stem))
            action.setData(str(path))
            action.setToolTip(tip(str(path)))
            action.setEnabled(path.exists())
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)

    def _choose(self, action: object) -> None:
        self.chosen.emit(str(action.data()))  # type: ignore[attr-defined]


LARGE = 48 * 2**20
"""From this size on a store is read beside the window: reading takes longer than a person notices."""


class FileController(QObject):
    """What the file commands do."""

    completed = Signal()
    """A store is shown, or has been refused, and what the first frame could do without may be built."""
    refused = Signal(object, object)
    """The path of a store that could not be opened, and the known error."""
    article_dropped = Signal(object)
    """The path of a file to read."""
    made = Signal()
    """A new chronology is open, and may be told about."""
    imported = Signal(object)
    """The rows of events that came in; the timeline leads to them."""

    def __init__(self, services: Services, settings: Settings, adopt: Adopt) -> None:
        super().__init__(services.window)
        self._services, self._settings, self._adopt = services, settings, adopt
        self._imports: ImportController | None = None
        self.recent = RecentMenu(settings, self)
        self.recent.chosen.connect(self._open_chosen)
        self._greeting: WelcomePage | None = None
        self.file_watcher = FileWatcher(services, self.save_copy)

    @property
    def greeting(self) -> WelcomePage:
        """The page for a window with nothing open; made when first asked for, as most starts open a store."""
        if self._greeting is None:
            from timeline_app.ui.app.blank_page import WelcomePage  # noqa: PLC0415 - after the first frame

            self._greeting = WelcomePage(self)
            self._greeting.open_wanted.connect(self.open)
            self._greeting.new_wanted.connect(self.new)
            self._greeting.sample_wanted.connect(self.open_sample)
        return self._greeting

    # --- open -----------------------------------------------------------------------------------------------------

    def open_path(self, path: Path) -> bool:
        """Open the store at `path` in place of the one that is open; on a fault that one stays.

        A large one is opened by the worker, and shown when it has been read.
        """
        if self._services.jobs.busy:
            self._services.note(_("Something is still being written. Wait until it is done, or cancel it."), "problem")
            return False
        from timeline_app.document import open_chronology  # noqa: PLC0415 - the window is shown before numpy is loaded

        author = self._services.preferences.author
        try:
            if path.stat().st_size >= LARGE:
                from timeline_app.ui.app.controllers.opening import StoreOpener  # noqa: PLC0415 - for large stores

                opener = StoreOpener(self._services, path, partial(self._show, path=path))
                opener.completed.connect(self.completed)
                opener.refused.connect(partial(self.refused.emit, path))
                opener.start(author)
                return True
            chronology = open_chronology(path, author)
        except (KnownError, OSError) as error:
            self.refused.emit(path, error)
            return False
        self._show(chronology, path=path)
        return True

    def open_store(self, path: Path) -> bool:
        """Open a store and build all that the window shows of it; give False where it cannot be opened."""
        opened = self.open_path(path)
        if opened:
            self.completed.emit()
        return opened

    def _show(self, chronology: Chronology, arranged: Arrangement | None = None, *, path: Path) -> QWidget:
        canvas = self._adopt(chronology, arranged)
        self._settings.add_recent(path)
        self._tell_opened(chronology, path)
        return canvas

    def _tell_opened(self, chronology: Chronology, path: Path) -> None:
        """Say what became of a store when it was opened, and why it can only be read."""
        file = chronology.file
        if file.newer:  # a copy of it would be as new
            self._services.note(sentences(file.stray_log, file.newer))
        elif chronology.read_only:
            plainly = _("“{name}” can be read but not changed.").format(name=chronology.name)
            said = _("{reason} To work on it, save a copy.").format(reason=file.read_only_reason or plainly)
            self._services.ask(sentences(file.stray_log, said), _("Save a copy…"), self.save_copy)
        elif told := sentences(file.stray_log, file.update):
            self._services.note(told)
        else:
            self._tell_of_service(path)

    def _tell_of_service(self, path: Path) -> None:
        """Say once of each chronology that its folder is copied to other computers, which know no lock of this one."""
        service = service_of(path)
        if not service or is_sample(path):
            return
        from hashlib import sha256  # noqa: PLC0415 - for few, after the first frame

        told = f"synchronised {sha256(str(path).encode('utf-8', 'replace')).hexdigest()[:16]}"  # no path in a key
        if self._settings.is_put_away(told):
            return
        self._settings.put_away(told)
        words = _(
            "“{name}” lies in a folder that {service} copies to other computers. Work on it on one computer at a time:"
            " close it here and let {service} finish before you open it on another."
        )
        self._services.note(words.format(name=path.stem, service=service))

    def open(self) -> None:
        """Ask for a store and open it."""
        from timeline_app.ui.services.file_dialog import opening  # noqa: PLC0415 - many enumerations, after the first frame

        dialog = opening(self._services.window, _("Open a chronology"))
        dialog.fileSelected.connect(self._open_chosen)
        dialog.open()

    def _open_chosen(self, name: str) -> None:
        self.open_store(Path(name))

    def open_sample(self) -> None:
        """Open the person's copy of the sample, made now where there is none."""
        try:
            path = copy_sample(documents_folder())
        except KnownError as error:
            self._services.fault(error)
            return
        self.open_store(path)

    def new(self) -> None:
        """Ask for a name and make an empty store."""
        from timeline_app.ui.services.file_dialog import saving  # noqa: PLC0415 - likewise

        dialog = saving(self._services.window, _("New chronology"), free_path(documents_folder(), _("New chronology")))
        dialog.fileSelected.connect(self._make)
        dialog.open()

    def _make(self, name: str) -> None:
        from timeline_app.document import create_chronology  # noqa: PLC0415 - after the first frame

        path = Path(name)
        try:
            create_chronology(path)
        except (KnownError, OSError) as error:
            self._services.fault(error)
            return
        if self.open_store(path):
            self.made.emit()

    def take_dropped(self, path: Path) -> None:
        """Open a store that was dropped on the window, read an article, or import another file."""
        if path.suffix.lower() == SUFFIX:
            self._open_chosen(str(path))
            return
        from timeline_app.formats.registry import is_for_the_reader  # noqa: PLC0415 - when first needed

        if is_for_the_reader(path):
            self.article_dropped.emit(path)
        else:
            self._import(str(path))

    # --- copies and import ----------------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Ask for a name and write a consistent copy there."""
        session = self._services.session
        if session is None:
            return
        from timeline_app.ui.services.file_dialog import saving  # noqa: PLC0415 - likewise

        dialog = saving(self._services.window, _("Save a copy"), free_path(documents_folder(), session.chronology.name))
        dialog.fileSelected.connect(self._copy_to)
        dialog.open()

    def _copy_to(self, name: str) -> None:
        session = self._services.session
        if session is None:
            return
        file, target = session.chronology.file, Path(name)

        def work(_job: Job) -> Path:
            file.copy_to(target)
            return target

        self._start(_("Saving a copy"), work, self._told_copy)

    def _told_copy(self, path: Path) -> None:
        self._services.tell(_("Saved a copy as {name}").format(name=path.name))

    def import_file(self) -> None:
        """Ask for a file and show the page on which it is imported."""
        from timeline_app.formats.registry import importable  # noqa: PLC0415 - when first needed
        from timeline_app.ui.services.file_dialog import kinds_of, opening  # noqa: PLC0415 - likewise

        kinds = kinds_of(_("What can be imported"), importable())
        dialog = opening(self._services.window, _("Import"), kinds)
        dialog.fileSelected.connect(self._import)
        dialog.open()

    def _import(self, name: str) -> None:
        self._importing.take(Path(name))

    def paste_rows(self) -> None:
        """Look at the rows that were copied in a spreadsheet, and import them."""
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - when first needed

        if self._services.session is None:
            return
        copied = QGuiApplication.clipboard().mimeData()
        self._importing.take_pasted(copied.text(), copied.html())

    @property
    def _importing(self) -> ImportController:
        if self._imports is None:
            from timeline_app.document.saved_readings import SavedReadings  # noqa: PLC0415 - when first needed
            from timeline_app.ui.importing.controller import ImportController  # noqa: PLC0415 - likewise

            self._imports = ImportController(self._services, SavedReadings(self._settings.folder / "readings"))
            self._imports.arrived.connect(self.imported)
        return self._imports

    def _start(self, label: str, work: Callable[[Job], Any], done: Callable[[Any], None]) -> None:
        self._services.jobs.start(label, work, done, self._services.fault)

    # --- other programs -------------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Begin to follow what other programs do to the open store."""
        self.file_watcher.begin()

    def close(self) -> None:
        """Follow no more; the window is closing."""
        self.file_watcher.end()
