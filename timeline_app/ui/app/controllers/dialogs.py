"""Commands that open the dialogs of the window as a whole: commands and keys, legend, settings, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QDialog, QWidget

    from timeline_app.domain.change import Change
    from timeline_app.ui.app.actions import Actions
    from timeline_app.ui.app.key_tour import KeyTour
    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.names.controller import NamesController
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.settings import Settings
    from timeline_app.ui.stories.controller import StoryController


class DialogController(QObject):
    """What these commands do; each dialog is loaded when it is first wanted."""

    look_set = Signal()
    """The settings were changed."""
    progressed = Signal(object)
    """A `Progress` of what an export writes, or None."""
    strip_left = Signal()
    """A strip under the toolbar was put away, and may have had the keyboard."""
    query_tried = Signal(str)
    """An example of a query was chosen."""

    def __init__(
        self,
        services: Services,
        settings: Settings,
        workspace: Callable[[], Workspace | None],
        actions: Callable[[], Actions],
    ) -> None:
        super().__init__(services.window)
        self._services, self._settings = services, settings
        self._workspace, self._actions = workspace, actions
        self._names: NamesController | None = None
        self._stories: StoryController | None = None
        self._tour: KeyTour | None = None

    @property
    def tour(self) -> KeyTour:
        """The ten keys of a beginner; made with the actions, as no first frame shows them."""
        if self._tour is None:
            from timeline_app.ui.app.key_tour import KeyTour  # noqa: PLC0415 - after the first frame

            window = self._services.window
            page = window.centralWidget() if isinstance(window, QMainWindow) else None
            self._tour = KeyTour(self._settings, self._actions(), page or window)
            self._tour.dismissed.connect(self.strip_left)
        return self._tour

    def begin_tour(self) -> None:
        """Show the ten keys, from the first one on."""
        self.tour.begin()

    def leave_tour(self) -> bool:
        """Put the ten keys away; tell whether they were shown."""
        return self._tour is not None and self._tour.leave()

    @property
    def strips(self) -> tuple[QWidget, ...]:
        """What stands under the toolbar by a command of these."""
        return () if self._tour is None else self._tour.parts

    def palette(self) -> None:
        """Open the command palette."""
        from timeline_app.ui.app.palette import Palette  # noqa: PLC0415 - dialogs are loaded when first wanted

        self._open(Palette(self._actions(), self._services.window))

    def key_sheet(self) -> None:
        """Show all keys."""
        from timeline_app.ui.app.palette import KeySheet  # noqa: PLC0415 - likewise

        self._open(KeySheet(self._actions(), self._services.window))

    def search_help(self) -> None:
        """Show examples of queries; one that is clicked is tried."""
        session = self._services.session
        if session is None:
            return
        from timeline_app.ui.app.search_help import SearchHelp  # noqa: PLC0415 - likewise

        sheet = SearchHelp(session.query_dates, self._services.window)
        sheet.tried.connect(self.query_tried)
        self._open(sheet)

    def legend(self, above: QWidget) -> None:
        """Explain what the timeline draws, above a button."""
        if self._services.session is None:
            return
        from timeline_app.ui.canvas.legend import LegendSheet  # noqa: PLC0415 - likewise

        LegendSheet(self._services.session, self._services.window).open_above(above)

    @property
    def names(self) -> NamesController:
        """What is done with names; made when first wanted."""
        if self._names is None:
            from timeline_app.ui.names.controller import NamesController  # noqa: PLC0415 - likewise

            self._names = NamesController(self._services, self._settings)
            self._names.page_opened.connect(self._share_undo)
        return self._names

    def _share_undo(self, page: QWidget) -> None:
        """Let the keys of undo and redo act in a window that stays open beside this one."""
        actions = self._actions()
        page.addActions([actions["undo"], actions["redo"]])

    def show_names(self) -> None:
        """Open the page of names."""
        self.names.show_names()

    def open_name_menu(self, field: str, value: str, screen_pos: QPoint) -> None:
        """Offer what can be done with a name where it was clicked."""
        self.names.open_menu(field, value, screen_pos)

    @property
    def stories(self) -> StoryController:
        """What is done with stories; made when first wanted."""
        if self._stories is None:
            from timeline_app.ui.stories.controller import StoryController  # noqa: PLC0415 - likewise

            self._stories = StoryController(self._services, self._shown)
            self._stories.page_opened.connect(self._share_telling)
            self._stories.view_wanted.connect(self._show_story_view)
            self._stories.publish_wanted.connect(self.export_story)
        return self._stories

    def _share_telling(self, page: QWidget) -> None:
        """Let the keys by which a story is made and told act on its page, too."""
        self._share_undo(page)
        actions = self._actions()
        page.addActions([actions["tell story"], actions["add to story"]])

    def _shown(self) -> tuple[tuple[int, int], str]:
        """Give the stretch of time that the timeline shows, and the field by which it has lanes."""
        workspace = self._workspace()
        return (workspace.canvas.visible_range, workspace.canvas.lanes) if workspace else ((0, 1), "category")

    def _show_story_view(self, view: object) -> None:
        if (workspace := self._workspace()) is not None:
            workspace.show_view(view)

    def keep_typed(self) -> None:
        """Keep what is being typed beside the window, before that closes."""
        if self._stories is not None:
            self._stories.keep_typed()

    def add_to_story(self) -> None:
        """Add what is shown to a story."""
        self.stories.add_view()

    def show_stories(self) -> None:
        """Open the page of stories."""
        self.stories.show_stories()

    def tell_story(self) -> None:
        """Tell a story, on the whole screen."""
        self.stories.tell()

    def about(self) -> None:
        """Say what this is."""
        from timeline_app.ui.app.about import About  # noqa: PLC0415 - likewise

        self._open(About(self._services.window))

    def settings(self) -> None:
        """Open the settings."""
        from timeline_app.ui.app.settings_dialog import SettingsDialog  # noqa: PLC0415 - likewise

        dialog = SettingsDialog(self._settings, self._services.window)
        dialog.changed.connect(self.look_set)
        self._open(dialog)

    def properties(self) -> None:
        """Open the properties of the chronology."""
        self._open_properties(is_new=False)

    def properties_of_new(self) -> None:
        """Ask for the properties of a chronology that was made just now; all of it may be skipped."""
        self._open_properties(is_new=True)

    def _open_properties(self, *, is_new: bool) -> None:
        session = self._services.session
        if session is None:
            return
        from timeline_app.ui.app.properties_dialog import PropertiesDialog  # noqa: PLC0415 - likewise

        dialog = PropertiesDialog(session, self._services.window, is_new=is_new)
        dialog.saved.connect(self._save)
        self._open(dialog)

    def replace(self) -> None:
        """Find and replace in what a person wrote."""
        session = self._services.session
        if session is None or session.chronology.read_only:
            return
        from timeline_app.ui.events.replace_dialog import ReplaceDialog  # noqa: PLC0415 - likewise

        dialog = ReplaceDialog(session, self._services.window)
        dialog.saved.connect(self._save)
        self._open(dialog)

    def _save(self, change: Change) -> None:
        self._services.save(change, self.sender())  # type: ignore[arg-type]

    def export(self) -> None:
        """Open the export dialog."""
        self.export_story("")

    def export_story(self, name: str) -> None:
        """Open the export dialog to publish a story by its name; empty for none."""
        workspace = self._workspace()
        if workspace is None:
            return
        from timeline_app.ui.exporting.dialog import ExportDialog  # noqa: PLC0415 - brings the printing parts of Qt

        dialog = ExportDialog(self._services, workspace.session.chronology, workspace.showing(name))
        dialog.progressed.connect(self.progressed)
        self._open(dialog)

    def copy_picture(self) -> None:
        """Put the timeline as it is on the clipboard."""
        workspace = self._workspace()
        if workspace is None:
            return
        from timeline_app.ui.exporting.dialog import copy_picture  # noqa: PLC0415 - likewise

        copy_picture(self._services, workspace.session.chronology, workspace.showing())

    def _open(self, dialog: QDialog) -> None:
        dialog.open()
