"""The main window: bar, banner, workspace and status line around one open chronology."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.zones import known_zone
from timeline_app.ui.app.controllers.copies import CopyController
from timeline_app.ui.app.controllers.dialogs import DialogController
from timeline_app.ui.app.controllers.events import EventController, MoveController
from timeline_app.ui.app.controllers.evidence import EvidenceController
from timeline_app.ui.app.controllers.files import FileController
from timeline_app.ui.app.controllers.view import ViewController
from timeline_app.ui.app.sample_note import SampleNotePlace
from timeline_app.ui.app.status_line import StatusLine
from timeline_app.ui.app.style import dress
from timeline_app.ui.app.toolbar import Toolbar
from timeline_app.ui.app.unclaimed_keys import act_on_unclaimed, parts_in_order
from timeline_app.ui.app.window_services import WindowServices
from timeline_app.ui.services.settings import Settings
from timeline_app.ui.widgets.closing import close, own
from timeline_app.ui.widgets.focus import has_keyboard
from timeline_app.ui.widgets.messages import Banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent

    from timeline_app.document import Chronology
    from timeline_app.domain.errors import KnownError
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.app.actions import Actions
    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.history.controller import HistoryController
    from timeline_app.ui.services.session import Session
    from timeline_app.ui.services.settings import Preferences

SIZE = QSize(1440, 900)
LEAST = QSize(640, 360)
"""A screen of 1366 × 768 at 200 %, less its own bars."""
WRITING = ("add", "quick", "import", "merge", "save view", "add to story", "replace", "paste rows")
"""Actions that a chronology must be open for that may be changed."""
COLUMNS = "table"
"""What the columns of the table are kept as in the settings."""
ASIDE = QPoint(36, 36)
"""How far from this one a window beside it opens."""


class MainWindow(QMainWindow):
    """One window on one chronology. It can be shown before anything is open, for a quick first frame."""

    closed = Signal(object)
    """The window itself, as it closes for good."""
    language_chosen = Signal(str)
    """The language of the settings before."""

    def __init__(self, chronology: Chronology | None = None, settings: Settings | None = None) -> None:
        super().__init__()
        own(self)
        self.settings = settings or Settings()
        preferences = self.settings.preferences()
        self.theme: Theme = dress(_application(), preferences)
        self.workspace: Workspace | None = None
        self._may_ask = True
        self._build()
        self.services = services = WindowServices(self, preferences, self.banner, self.toast)
        self.jobs, self.faults = services.jobs, services.faults
        page, actions = (lambda: self.workspace), (lambda: self.actions_of_window)
        self.files = FileController(services, self.settings, self._show_opened)
        self.events = EventController(services, page, actions)
        self.evidence = EvidenceController(services, page, self.settings.folder)
        self.copies = CopyController(services, actions)
        self.moves = MoveController(services)
        self.view = ViewController(services, self.settings, page, self.toolbar.search)
        self.dialogs = DialogController(services, self.settings, page, actions)
        self._history: HistoryController | None = None
        self._actions: Actions | None = None
        self._connect()
        _place(self, self.settings.bytes_of("window"))
        self.show_data_state()
        if chronology is not None:
            self.adopt(chronology)
            self.complete()

    def _build(self) -> None:
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
        self.toast = self.status.toast
        self.sample_note = SampleNotePlace(self.settings, self.banner)

    def _connect(self) -> None:
        self.toolbar.search.menu_wanted.connect(self.dialogs.open_name_menu)
        self.toolbar.lanes_chosen.connect(self.view.set_lanes)
        self.services.undo_wanted.connect(self.events.undo)
        self.services.saved.connect(self.events.tell_saved)
        self.sample_note.new_wanted.connect(self.files.new)
        self.sample_note.article_wanted.connect(self.evidence.open_article)
        self.sample_note.sample_wanted.connect(self.files.open_sample)
        self.sample_note.keys_wanted.connect(self.dialogs.begin_tour)
        self.dialogs.strip_left.connect(self._take_focus)
        for strip in (self.banner, self.sample_note):
            strip.dismissed.connect(self._take_focus)
        self.files.completed.connect(self.complete)
        self.files.refused.connect(self._tell_refused)
        self.files.made.connect(self.dialogs.properties_of_new)
        self.files.article_dropped.connect(self.evidence.take_file)
        self.files.imported.connect(self.view.show_events)
        self.files.file_watcher.settled.connect(self._keep_safe)
        self.moves.move_made.connect(self.events.make)
        self.view.zone_set.connect(self._follow_zone)
        self.view.look_set.connect(self.redress)
        self.view.other_theme_wanted.connect(self._change_theme)
        self.view.table_shown.connect(self._follow_table)
        self.dialogs.look_set.connect(self.redress)
        self.dialogs.query_tried.connect(self.view.search)
        self.dialogs.progressed.connect(self.status.show_progress)
        self.jobs.progressed.connect(self.status.show_progress)
        self.status.cancel.clicked.connect(self.jobs.cancel)
        self.status.zone_chosen.connect(self.view.set_zone)
        self.status.legend.clicked.connect(self.legend)
        self.status.overdue.clicked.connect(self.view.list_overdue)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        _application().aboutToQuit.connect(self.jobs.close)

    @property
    def actions_of_window(self) -> Actions:
        """Every action with its keys and menus; made when first asked for, as no first frame shows one."""
        if self._actions is None:
            from timeline_app.ui.app.actions import Actions, KeysOverText  # noqa: PLC0415 - after the first frame
            from timeline_app.ui.app.commands import commands, menus  # noqa: PLC0415 - likewise
            from timeline_app.ui.app.menu_bar import for_system, lay_menus  # noqa: PLC0415 - likewise

            self._actions = Actions(self, for_system(commands(self)))
            KeysOverText(self, self._actions["export"].shortcuts())
            self._actions.refused.connect(self.events.tell_refusal)
            _join_toolbar(self.toolbar, self._actions)
            lay_menus(self, self.toolbar.menu, self._actions, menus(self.files.recent.fill))
        return self._actions

    @property
    def history(self) -> HistoryController:
        """The commands that keep work safe; made with the actions, as no first frame needs them."""
        if self._history is None:
            from timeline_app.ui.history.controller import HistoryController  # noqa: PLC0415 - after the first frame

            self._history = HistoryController(self.services, self.files.open_store, self._open_secondary)
        return self._history

    @property
    def session(self) -> Session | None:
        """What is open; None while nothing is."""
        return self.services.session

    @property
    def preferences(self) -> Preferences:
        """The settings in force."""
        return self.services.preferences

    def _show_opened(self, chronology: Chronology, arranged: Arrangement | None) -> QWidget:
        self.banner.hide()
        self.sample_note.show_for(chronology.path)
        return self.adopt(chronology, arranged).canvas

    def _open_secondary(self, chronology: Chronology, sentence: str, forget: Callable[[object], None]) -> MainWindow:
        """Show a chronology in a window of its own, a little aside, under a sentence that says what it is."""
        other = MainWindow(chronology, self.settings)
        other.resize(self.size() - QSize(ASIDE.x(), ASIDE.y()))
        other.move(self.pos() + ASIDE)
        other.services.note(sentence)
        other.closed.connect(forget)
        other.show()
        return other

    def adopt(self, chronology: Chronology, arranged: Arrangement | None = None) -> Workspace:
        """Show a chronology in place of the one that is open; `arranged` is what a worker has made of it already."""
        from timeline_app.ui.app.workspace import Workspace  # noqa: PLC0415 - likewise
        from timeline_app.ui.services.session import Session  # noqa: PLC0415 - the window is shown before numpy is loaded

        self.jobs.forget_idle()
        old = self.workspace
        had_focus = self.focusWidget() is None or (old is not None and has_keyboard(old))
        session = Session(chronology, self.theme, self.preferences)
        new = Workspace(session, self._holder, arranged)
        self.workspace, self.services.session = new, session
        if old is not None:
            old.hide()
            old.part()
            old.deleteLater()
        self._holder_column.addWidget(new)
        new.restore(self.settings.bytes_of("panels"))
        new.columns = self.settings.bytes_of(COLUMNS)
        session.data_changed.connect(self.show_data_state)
        session.shown_changed.connect(self._show_query)
        session.selection_changed.connect(self.show_data_state)
        session.zone_changed.connect(self._follow_zone)
        _join_page(self, new)
        self.toolbar.show_lanes("category")
        self.view.help_searching()
        self.show_data_state()
        new.tell()
        if had_focus and self.isVisible():
            new.take_focus()
        return new

    @Slot()
    def complete(self) -> None:
        """Build what the first frame could do without."""
        from timeline_app.base.memory import keep_large_arrays_apart  # noqa: PLC0415 - after the first frame

        keep_large_arrays_apart()
        actions = self.actions_of_window
        if self.workspace is None and not self.jobs.busy:
            self.files.greeting.begin(self._holder_column)
        elif self.workspace is not None:
            self.files.greeting.end()
            self.workspace.complete()
            for part in (self.workspace.canvas, self.workspace.overview):
                actions.attach(part)
            self.dialogs.tour.follow(self.workspace)
            actions.attach(self.workspace.tray, ("delete",))
            actions.attach(self.workspace.details, ("delete",))
            self.files.watch()
            self.status.follow(self.workspace.session)
        self.show_data_state()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.workspace is not None and not event.spontaneous():  # a window that only comes back keeps its focus
            self.workspace.take_focus()

    def _take_focus(self) -> None:
        """Give the keyboard back to the timeline: what had it is gone, and Qt would give it to the next button."""
        if self.workspace is not None:
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
        self.toolbar.show_undo(*((chronology.undo_label, chronology.redo_label) if write else (None, None)))
        self._allow(write=write, chosen=len(session.selected_rows) > 0)
        self.toolbar.add.setEnabled(write)
        self.status.show_zone(session.zone, self.preferences.zone, known_zone(chronology.particulars.zone))
        self.status.show_state(_("All changes saved") if write else _("Read-only: this file cannot be changed"))

    def _allow(self, *, write: bool, chosen: bool) -> None:
        """Let only those actions be chosen that can do something now."""
        if self._actions is not None:
            self._actions.enable(("undo",), on=write and self.toolbar.undo.isEnabled())
            self._actions.enable(("redo",), on=write and self.toolbar.redo.isEnabled())
            self._actions.enable(WRITING, on=write)
            self._actions.enable(("edit", "delete", "duplicate", "add next"), on=write and chosen)
            self._actions.enable(("copy rows", "copy text", "copy markdown"), on=chosen)

    def _show_query(self, shown: object) -> None:
        self.toolbar.search.show_query(shown.state.text, shown.error)  # type: ignore[attr-defined]

    @Slot()
    def _keep_safe(self) -> None:
        """Check the open store, back it up, and offer what was left unsaved: the person has begun to read."""
        self.look_over()
        self.history.opened()
        self.events.drafts.offer()

    def look_over(self) -> None:
        """Check the open store while nothing else is to be done."""
        from timeline_app.ui.app.controllers.integrity_check import look_over  # noqa: PLC0415 - when the person has begun to read

        look_over(self.services, self.evidence.show_sourcing, self.history.recovery.tell)

    @Slot(object, object)
    def _tell_refused(self, path: Path, error: KnownError | OSError) -> None:
        if self.workspace is None:  # the page says how to begin
            self.complete()
        self.history.tell_unopened(path, error)

    @Slot()
    def legend(self) -> None:
        """Explain what the timeline draws."""
        self.dialogs.legend(self.status.legend)

    @Slot()
    def _follow_table(self) -> None:
        if self.workspace is not None and self.workspace.table is not None:
            self.actions_of_window.attach(self.workspace.table, ("delete", "copy rows"))
        self.toolbar.table.setChecked(self.view.table_mode != "off")

    @Slot()
    def _follow_zone(self) -> None:
        self.services.preferences = self.settings.preferences()
        if self.workspace is not None:
            self.workspace.apply_preferences(self.preferences)
            self.workspace.session.set_theme(self.theme)  # all panels write their dates anew
        self.show_data_state()

    @Slot()
    def _change_theme(self) -> None:
        self.settings.change(theme="light" if self.theme.dark else "dark")
        self.redress()

    @Slot()
    def redress(self) -> None:
        """Put on the theme and text size of the settings, now, and tell of another language."""
        former = self.preferences.language
        self.theme = dress(_application(), self.settings.preferences())
        self._follow_zone()
        if self.preferences.language != former:
            self.language_chosen.emit(former)

    def _follow_system(self, _wish: Qt.ColorScheme | Qt.ContrastPreference) -> None:
        if "auto" in {self.preferences.theme, self.preferences.contrast}:
            self.redress()

    def end(self) -> None:
        """Close without a question, as the session of the desktop ends; what is being typed stays as a draft."""
        self.events.keep_draft()
        self._may_ask = False
        close(self)

    def may_close(self) -> bool:
        """Tell whether nothing is unsaved here; where something is, ask about it, or point at it."""
        typing = self.workspace is not None and not self.workspace.finish_typing()
        return not (typing or self.events.has_unsaved_text() or self.evidence.ask_before_closing())

    def keep_places(self) -> None:
        """Keep where the window and its panels stand."""
        self.settings.keep_bytes("window", self.saveGeometry())
        if self.workspace is not None:
            self.settings.keep_bytes("panels", self.workspace.state())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.dialogs.keep_typed()
        if self._may_ask and not self.may_close():
            event.ignore()
            return
        self.keep_places()
        self.files.close()
        self.jobs.close()
        if self.workspace is not None:
            self.workspace.part()
        self.settings.sync()
        super().closeEvent(event)
        self.closed.emit(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_on_unclaimed(event, self.services, self.workspace, self.dialogs.leave_tour):
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        from timeline_app.ui.widgets.page_dialog import focus_next  # noqa: PLC0415 - at the first press of the key

        strips = (self.banner, *self.sample_note.parts, *self.dialogs.strips)
        parts = (self.toolbar, *strips, *parts_in_order(self.workspace), self.status)
        return focus_next(parts, self.focusWidget(), forward=forward)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.files.take_dropped(Path(event.mimeData().urls()[0].toLocalFile()))


def _join_page(window: MainWindow, work: Workspace) -> None:
    """Let the controllers answer what is asked for on the page."""
    work.range_told.connect(window.status.show_range)
    work.lanes_set.connect(window.toolbar.show_lanes)
    work.add_wanted.connect(window.events.add)
    work.import_wanted.connect(window.files.import_file)
    work.sample_wanted.connect(window.files.open_sample)
    work.edit_wanted.connect(window.events.edit)
    work.delete_wanted.connect(window.events.delete)
    work.postpone_wanted.connect(window.events.postpone)
    work.document_wanted.connect(window.evidence.show_evidence)
    window.evidence.follow(work)
    work.save_view_wanted.connect(window.events.save_view)
    work.change_wanted.connect(window.events.make)
    work.name_menu_wanted.connect(window.dialogs.open_name_menu)
    work.save_wanted.connect(window.services.save)
    work.hint_told.connect(window.toast.say)
    work.row_edit_wanted.connect(window.events.edit_row)
    work.canvas.new_event_wanted.connect(window.events.add_between)
    work.canvas.move_wanted.connect(window.moves.move)
    work.canvas.context_wanted.connect(window.copies.open_menu)
    work.canvas.delete_wanted.connect(window.events.delete)
    work.columns_set.connect(partial(window.settings.keep_bytes, COLUMNS))
    work.cell_menu_wanted.connect(window.copies.open_menu_of_cell)


def _join_toolbar(bar: Toolbar, actions: Actions) -> None:
    """Let the buttons of the toolbar call their commands."""
    buttons = {"undo": bar.undo, "redo": bar.redo, "export": bar.export, "add": bar.add, "table": bar.table}
    for name, button in buttons.items():
        button.clicked.connect(actions[name].trigger)


def _place(window: QMainWindow, geometry: QByteArray) -> None:
    """Put the window where it was, or as large as the design and the screen have it."""
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        screen = QGuiApplication.primaryScreen().availableSize()
        window.resize(SIZE.boundedTo(screen - QSize(40, 60)).expandedTo(LEAST))


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        message = "The window needs a QApplication."
        raise TypeError(message)
    return app
