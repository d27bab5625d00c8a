"""Commands that open the dialogs of the window as a whole: commands and keys, legend, settings, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QWidget

    from timeline_app.ui.app.actions import Actions
    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.settings import Settings


class DialogController(QObject):
    """What these commands do; each dialog is loaded when it is first wanted."""

    look_set = Signal()
    """The settings were changed."""
    progressed = Signal(object)
    """A `Progress` of what an export writes, or None."""

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

    def palette(self) -> None:
        """Open the command palette."""
        from timeline_app.ui.app.palette import Palette  # noqa: PLC0415 - dialogs are loaded when first wanted

        self._open(Palette(self._actions(), self._services.window))

    def key_sheet(self) -> None:
        """Show all keys."""
        from timeline_app.ui.app.palette import KeySheet  # noqa: PLC0415 - likewise

        self._open(KeySheet(self._actions(), self._services.window))

    def legend(self, above: QWidget) -> None:
        """Explain what the timeline draws, above a button."""
        if self._services.session is None:
            return
        from timeline_app.ui.canvas.legend import LegendSheet  # noqa: PLC0415 - likewise

        LegendSheet(self._services.session, self._services.window).open_above(above)

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

    def export(self) -> None:
        """Open the export dialog."""
        workspace = self._workspace()
        if workspace is None:
            return
        from timeline_app.ui.exporting.dialog import ExportDialog  # noqa: PLC0415 - brings the printing parts of Qt

        dialog = ExportDialog(self._services, workspace.session.chronology, workspace.showing())
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
