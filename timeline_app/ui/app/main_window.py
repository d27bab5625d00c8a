"""The main window: bar, banner, workspace and status line around one open chronology."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.memory import keep_large_arrays_apart
from timeline_app.ui.app.banner import Banner
from timeline_app.ui.app.controllers.events import EventWork
from timeline_app.ui.app.controllers.evidence import EvidenceWork
from timeline_app.ui.app.controllers.files import FileWork
from timeline_app.ui.app.controllers.moving import MoveWork
from timeline_app.ui.app.controllers.view import ViewWork
from timeline_app.ui.app.errors import Faults
from timeline_app.ui.app.owner import Owner
from timeline_app.ui.app.status_line import StatusLine
from timeline_app.ui.app.style import dress
from timeline_app.ui.app.toolbar import Toolbar
from timeline_app.ui.app.workspace import join
from timeline_app.ui.services.jobs import Jobs
from timeline_app.ui.services.settings import Settings
from timeline_app.ui.widgets.keyboard import has_keyboard
from timeline_app.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent

    from timeline_app.document import Chronology
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.app.commands.actions import Actions
    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.history.controller import KeepingWork
    from timeline_app.ui.services.session import Session

SIZE = QSize(1440, 900)
LEAST = QSize(900, 560)


class MainWindow(QMainWindow):
    """One window on one chronology. It can be shown before anything is open, for a quick first frame."""

    closed = Signal(object)
    """The window itself, as it closes for good."""

    def __init__(self, chronology: Chronology | None = None, settings: Settings | None = None) -> None:
        super().__init__()
        Owner(self)
        self.settings = settings or Settings()
        self.preferences = self.settings.preferences()
        self.theme: Theme = dress(_application(), self.preferences)
        self.workspace: Workspace | None = None
        self.jobs = Jobs(self)
        self.faults = Faults(self)
        self.faults.told.connect(self.say_problem)
        self._build()
        self.files = FileWork(self)
        self.events = EventWork(self)
        self.evidence = EvidenceWork(self)
        self.moves = MoveWork(self)
        self.view = ViewWork(self)
        self._keeping: KeepingWork | None = None
        self._actions: Actions | None = None
        self._connect()
        self._restore()
        self.show_data_state()
        if chronology is not None:
            self.adopt(chronology)
            self.complete()

    def _build(self) -> None:
        self.setWindowTitle(_("Conflict Timeline"))
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        centre = QWidget(self)
        centre.setObjectName("page")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.toolbar = Toolbar(centre)
        self.banner = Banner(centre)
        self._holder = QWidget(centre)
        self._holder.setObjectName("centre")
        self._holder_column = QVBoxLayout(self._holder)
        self._holder_column.setContentsMargins(0, 0, 0, 0)
        self.status = StatusLine(centre)
        for widget in (self.toolbar, self.banner):
            column.addWidget(widget)
        column.addWidget(self._holder, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self.toast = Toast(self)

    def _connect(self) -> None:
        bar = self.toolbar
        bar.search.query_changed.connect(self.view.search)
        bar.search.left.connect(self.view.focus_canvas)
        bar.lanes_chosen.connect(self.view.set_lanes)
        self.jobs.progressed.connect(self.status.show_progress)
        self.status.cancel.clicked.connect(self.jobs.cancel)
        self.status.zone_chosen.connect(self.view.set_zone)
        self.status.legend.clicked.connect(self.view.legend)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        _application().aboutToQuit.connect(self.jobs.close)

    @property
    def actions_of_window(self) -> Actions:
        """Every action with its keys and menus; made when first asked for, as no first frame shows one."""
        if self._actions is None:
            from timeline_app.ui.app.commands.actions import Actions  # noqa: PLC0415 - after the first frame
            from timeline_app.ui.app.commands.command_list import commands, menus  # noqa: PLC0415 - likewise

            self._actions = Actions(self, commands(self))
            bar = self.toolbar
            buttons = {"undo": bar.undo, "redo": bar.redo, "export": bar.export, "add": bar.add, "table": bar.table}
            for name, button in buttons.items():
                button.clicked.connect(self._actions[name].trigger)
            for title, names in menus(self.files.recent.fill):
                menu = bar.menu.addMenu(title)
                if callable(names):
                    names(menu)
                else:
                    self._actions.fill(menu, names)
        return self._actions

    @property
    def keeping(self) -> KeepingWork:
        """The commands that keep work safe; made with the actions, as no first frame needs them."""
        if self._keeping is None:
            from timeline_app.ui.history.controller import KeepingWork  # noqa: PLC0415 - after the first frame

            self._keeping = KeepingWork(self)
        return self._keeping

    @property
    def session(self) -> Session | None:
        """What is open; None while nothing is."""
        return self.workspace.session if self.workspace is not None else None

    def adopt(self, chronology: Chronology, arranged: Arrangement | None = None) -> None:
        """Show a chronology in place of the one that is open; `arranged` is what a worker has made of it already."""
        from timeline_app.ui.app.workspace import Workspace  # noqa: PLC0415 - likewise
        from timeline_app.ui.services.session import Session  # noqa: PLC0415 - the window is shown before numpy is loaded

        self.jobs.forget_idle()
        old = self.workspace
        had_focus = self.focusWidget() is None or (old is not None and has_keyboard(old))
        session = Session(chronology, self.theme, self.preferences)
        new = Workspace(session, self._holder, arranged)
        self.workspace = new
        if old is not None:
            old.hide()
            old.part()
            old.deleteLater()
        self._holder_column.addWidget(new)
        new.restore(self.settings.bytes_of("panels"))
        session.data_changed.connect(self.show_data_state)
        session.shown_changed.connect(self._show_query)
        session.selection_changed.connect(self.show_data_state)
        join(self, new)
        self.toolbar.show_lanes("category")
        self.toolbar.search.show_query("", bad=False)
        self.show_data_state()
        new.tell()
        if had_focus and self.isVisible():
            new.take_focus()

    @Slot()
    def complete(self) -> None:
        """Build what the first frame could do without."""
        keep_large_arrays_apart()
        actions = self.actions_of_window
        if self.workspace is None and not self.jobs.busy:
            self.files.greeting.begin(self._holder_column)
        elif self.workspace is not None:
            self.files.greeting.end()
            self.workspace.complete()
            for part in (self.workspace.canvas, self.workspace.overview):
                actions.attach(part)
            actions.attach(self.workspace.tray, ("delete",))
            self.files.watch()
        self.show_data_state()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.workspace is not None and not event.spontaneous():  # a window that only comes back keeps its focus
            self.workspace.take_focus()

    def show_data_state(self, _cause: object = None) -> None:
        """Say in bar and status line how the chronology stands now."""
        session = self.session
        self.toolbar.table.setChecked(self.view.table_mode != "off")
        self.toolbar.allow(on=session is not None)
        if session is None:
            self.setWindowTitle(_("Conflict Timeline"))
            self.toolbar.show_undo(None, None)
            self._allow(write=False, chosen=False)
            return
        chronology = session.chronology
        self.setWindowTitle(_("{name} – Conflict Timeline").format(name=chronology.name))
        self.toolbar.show_store(chronology.name, len(chronology.columns), chronology.source_count)
        write = not chronology.read_only
        undo, redo = (chronology.undo_label, chronology.redo_label) if write else (None, None)
        self.toolbar.show_undo(undo, redo)
        self._allow(write=write, chosen=session.selected is not None)
        self.toolbar.add.setEnabled(write)
        self.status.show_zone(self.preferences.zone)
        self.status.show_state(_("All changes saved") if write else _("Read-only: this file cannot be changed"))

    def _allow(self, *, write: bool, chosen: bool) -> None:
        """Let only those actions be chosen that can do something now."""
        if self._actions is not None:
            self._actions.enable(("undo",), on=write and self.toolbar.undo.isEnabled())
            self._actions.enable(("redo",), on=write and self.toolbar.redo.isEnabled())
            self._actions.enable(("add", "quick", "import", "merge", "save view"), on=write)
            self._actions.enable(("edit", "delete"), on=write and chosen)

    def _show_query(self, shown: object) -> None:
        state, error = shown.state, shown.error  # type: ignore[attr-defined]
        self.toolbar.search.show_query(state.text, bad=error is not None)
        if error is not None:
            self.toolbar.search.setAccessibleDescription(str(error))

    def say_problem(self, sentence: str) -> None:
        """Tell a problem of the world in the window."""
        self.banner.say(sentence, "problem")

    def redress(self) -> None:
        """Put on the theme and text size of the settings, now."""
        self.preferences = self.settings.preferences()
        self.theme = dress(_application(), self.preferences)
        if self.workspace is not None:
            self.workspace.session.set_theme(self.theme)
            self.workspace.apply_preferences(self.preferences)
        self.show_data_state()

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self.preferences.theme == "auto":
            self.redress()

    def _restore(self) -> None:
        geometry = self.settings.bytes_of("window")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            screen = QGuiApplication.primaryScreen().availableSize()
            self.resize(SIZE.boundedTo(screen - QSize(40, 60)).expandedTo(LEAST))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.events.has_unsaved_text() or self.evidence.ask_before_closing():
            event.ignore()
            return
        self.settings.keep_bytes("window", self.saveGeometry())
        self.files.close()
        self.jobs.close()
        if self.workspace is not None:
            self.settings.keep_bytes("panels", self.workspace.state())
            self.workspace.part()
        self.settings.sync()
        super().closeEvent(event)
        self.closed.emit(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(now, QAbstractButton):
            now.click()  # Qt presses buttons by Enter in dialogs only
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        from timeline_app.ui.widgets.tab_order import focus_next  # noqa: PLC0415 - at the first press of the key

        work = self.workspace
        middle = (work.left, work.stack, work.below, work.right) if work is not None else ()
        return focus_next((self.toolbar, self.banner, *middle, self.status), self.focusWidget(), forward=forward)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.files.take_dropped(Path(event.mimeData().urls()[0].toLocalFile()))


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        message = "The window needs a QApplication."
        raise TypeError(message)
    return app
