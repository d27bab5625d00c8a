"""Commands that change how things are looked at, and the dialogs that go with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.ui.app.status_line import zone_words
from timeline_app.ui.app.toolbar import LANES, lane_words
from timeline_app.ui.services.settings import TEXT_SIZES, ZONES

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

STEP = 0.25
"""How much of its width the view moves at one press of a key."""


class ViewWork(QObject):
    """What the view commands do; each does nothing while no chronology is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.table_mode = "off"

    @property
    def _canvas(self) -> TimelineCanvas | None:
        workspace = self._window.workspace
        return workspace.canvas if workspace is not None else None

    # --- filter ---------------------------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Filter by what stands in the search field."""
        if self._window.session is not None:
            self._window.session.set_filter(FilterState(text))

    def clear_filters(self) -> None:
        """Show everything again."""
        self.search("")

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._window.toolbar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.toolbar.search.selectAll()

    def focus_canvas(self) -> None:
        """Put the focus on the timeline."""
        if self._canvas is not None:
            self._canvas.setFocus()

    # --- timeline -------------------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Show less, larger."""
        if self._canvas is not None:
            self._canvas.zoom_in()

    def zoom_out(self) -> None:
        """Show more, smaller."""
        if self._canvas is not None:
            self._canvas.zoom_out()

    def pan_back(self) -> None:
        """Move towards earlier times."""
        if self._canvas is not None:
            self._canvas.pan(-STEP)

    def pan_on(self) -> None:
        """Move towards later times."""
        if self._canvas is not None:
            self._canvas.pan(STEP)

    def next_event(self) -> None:
        """Select the next event that is kept."""
        if self._canvas is not None:
            self._canvas.next_event()

    def previous_event(self) -> None:
        """Select the event before."""
        if self._canvas is not None:
            self._canvas.previous_event()

    def fit(self) -> None:
        """Show all that the filter keeps."""
        if self._canvas is not None:
            self._canvas.fit()

    def whole_range(self) -> None:
        """Show the whole chronology."""
        if self._canvas is not None:
            self._canvas.whole_range()

    def go_to_today(self) -> None:
        """Bring today into the middle."""
        if self._canvas is not None:
            self._canvas.go_to_today()

    def set_lanes(self, mode: str) -> None:
        """Arrange by a field."""
        if self._window.workspace is not None:
            self._window.workspace.set_lanes(mode)

    def lane_commands(self) -> list[tuple[str, str, Callable[[], None]]]:
        """Give each way of arranging lanes: its name, its words, what sets it."""
        return [(mode, lane_words(mode).casefold(), partial(self.set_lanes, mode)) for mode in LANES]

    def set_zone(self, zone: str) -> None:
        """Show times by the clocks of a zone, everywhere in the window."""
        window = self._window
        window.preferences = window.settings.change(zone=zone)
        if window.workspace is not None:
            window.workspace.apply_preferences(window.preferences)
            window.workspace.session.set_theme(window.theme)  # all panels write their dates anew
        window.show_data_state()

    def zone_commands(self) -> list[tuple[str, str, Callable[[], None]]]:
        """Give each zone that can be shown: its name, its words, what sets it."""
        return [(zone, zone_words(zone), partial(self.set_zone, zone)) for zone in ZONES]

    # --- window ---------------------------------------------------------------------------------------------------

    def toggle_table(self) -> None:
        """Show the table below the timeline, or hide it."""
        self._set_table("below" if self.table_mode != "below" else "off")

    def toggle_table_alone(self) -> None:
        """Show the table in place of the timeline, or bring the timeline back."""
        self._set_table("alone" if self.table_mode != "alone" else "off")

    def _set_table(self, mode: str) -> None:
        if self._window.workspace is not None:
            self.table_mode = mode
            self._window.workspace.set_table(mode)
            if self._window.workspace.table is not None:
                self._window.actions_of_window.attach(self._window.workspace.table, ("delete",))
            self._window.toolbar.table.setChecked(mode != "off")

    def toggle_filters(self) -> None:
        """Show or hide the filter panel."""
        if self._window.workspace is not None:
            self._window.workspace.toggle_filters()

    def toggle_details(self) -> None:
        """Show or hide the event panel."""
        if self._window.workspace is not None:
            self._window.workspace.toggle_details()

    def toggle_undated(self) -> None:
        """Open the tray of undated events and go there, or close it."""
        if self._window.workspace is not None:
            self._window.workspace.tray.toggle()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def toggle_theme(self) -> None:
        """Go from light to dark, or back."""
        self._window.settings.change(theme="light" if self._window.theme.dark else "dark")
        self._window.redress()

    def larger_text(self) -> None:
        """Set the text one step larger."""
        self._step_text(1)

    def smaller_text(self) -> None:
        """Set the text one step smaller."""
        self._step_text(-1)

    def _step_text(self, step: int) -> None:
        at = TEXT_SIZES.index(self._window.preferences.text_size) + step
        if 0 <= at < len(TEXT_SIZES):
            self._window.settings.change(text_size=TEXT_SIZES[at])
            self._window.redress()

    # --- dialogs --------------------------------------------------------------------------------------------------

    def palette(self) -> None:
        """Open the command palette."""
        from timeline_app.ui.app.palette import Palette  # noqa: PLC0415 - dialogs are loaded when first wanted

        self._open(Palette(self._window.actions_of_window, self._window))

    def key_sheet(self) -> None:
        """Show all keys."""
        from timeline_app.ui.app.palette import KeySheet  # noqa: PLC0415 - likewise

        self._open(KeySheet(self._window.actions_of_window, self._window))

    def legend(self) -> None:
        """Explain what the timeline draws."""
        if self._window.session is None:
            return
        from timeline_app.ui.canvas.legend import LegendSheet  # noqa: PLC0415 - likewise

        LegendSheet(self._window.session, self._window).open_above(self._window.status.legend)

    def about(self) -> None:
        """Say what this is."""
        from timeline_app.ui.app.about import About  # noqa: PLC0415 - likewise

        self._open(About(self._window))

    def settings(self) -> None:
        """Open the settings."""
        from timeline_app.ui.app.settings_dialog import SettingsDialog  # noqa: PLC0415 - likewise

        dialog = SettingsDialog(self._window.settings, self._window)
        dialog.changed.connect(self._window.redress)
        self._open(dialog)

    def export(self) -> None:
        """Open the export dialog."""
        if self._window.workspace is None:
            return
        from timeline_app.ui.exporting.dialog import ExportDialog  # noqa: PLC0415 - brings the printing parts of Qt

        self._open(ExportDialog(self._window, self._window.workspace))

    def copy_picture(self) -> None:
        """Put the timeline as it is on the clipboard."""
        if self._window.workspace is None:
            return
        from timeline_app.ui.exporting.dialog import copy_picture  # noqa: PLC0415 - likewise

        copy_picture(self._window, self._window.workspace)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
