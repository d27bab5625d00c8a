"""Commands that change how things are looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.filter_state import OVERDUE, FilterState
from timeline_app.domain.timeline import LANE_FIELDS
from timeline_app.ui.app.toolbar import lane_field
from timeline_app.ui.services.settings import TEXT_SIZES, ZONES
from timeline_app.ui.wording.labels import zone_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.document.filter.completing import Completion, QueryCompleter
    from timeline_app.domain.columns import I64
    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.canvas.keys import CanvasKey
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.settings import Settings
    from timeline_app.ui.table.view import EventTable
    from timeline_app.ui.widgets.search_field import SearchField

STEP = 0.25
"""How much of its width the view moves at one press of a key."""


class ViewController(QObject):
    """What the view commands do; each does nothing while no chronology is open."""

    zone_set = Signal()
    """The settings hold another zone to show times in."""
    look_set = Signal()
    """The settings hold another size of text."""
    other_theme_wanted = Signal()
    table_shown = Signal()
    """The table is shown or hidden."""

    def __init__(
        self, services: Services, settings: Settings, workspace: Callable[[], Workspace | None], search: SearchField
    ) -> None:
        super().__init__(services.window)
        self._services, self._settings = services, settings
        self._workspace, self._search = workspace, search
        search.query_changed.connect(self.search)
        search.left.connect(self.focus_canvas)
        self.table_mode = "off"
        self._completer: QueryCompleter | None = None

    @property
    def _canvas(self) -> TimelineCanvas | None:
        workspace = self._workspace()
        return workspace.canvas if workspace is not None else None

    # --- filter ---------------------------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Filter by what stands in the search field."""
        if self._services.session is not None:
            self._services.session.set_filter(FilterState(text))

    def help_searching(self) -> None:
        """Empty the search field, and offer in it what the chronology has that was opened."""
        self._completer = None
        self._search.show_query("", None)
        if self._services.session is not None:
            self._services.session.data_changed.connect(self._forget_names)
        self._search.help_with(self._complete, self._word)

    def _complete(self, text: str, caret: int, asked: bool) -> Completion:  # noqa: FBT001 - a callback of the field
        from timeline_app.document.filter.completing import Completion, QueryCompleter  # noqa: PLC0415 - with the first letter

        session = self._services.session
        if session is None or not session.is_open:
            return Completion()
        if self._completer is None:
            self._completer = QueryCompleter(session.chronology)
        return self._completer.complete(text, caret, asked=asked)

    def _word(self, query: str) -> str:
        from timeline_app.document.filter.wording import query_as_heading  # noqa: PLC0415 - with the first filter

        session = self._services.session
        return query if session is None else query_as_heading(query, session.query_dates)

    def _forget_names(self, _change: object) -> None:
        if self._completer is not None:
            self._completer.forget()

    def list_overdue(self) -> None:
        """List the planned events whose day has passed."""
        self.search(OVERDUE)

    def clear_filters(self) -> None:
        """Show everything again."""
        self.search("")

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_canvas(self) -> None:
        """Put the focus on the timeline."""
        if self._canvas is not None:
            self._canvas.setFocus()

    # --- timeline -------------------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        """Show less, larger."""
        if self._canvas is not None:
            self._canvas.view.zoom_in()

    def zoom_out(self) -> None:
        """Show more, smaller."""
        if self._canvas is not None:
            self._canvas.view.zoom_out()

    def pan_back(self) -> None:
        """Move towards earlier times."""
        if self._canvas is not None:
            self._canvas.view.pan(-STEP)

    def pan_on(self) -> None:
        """Move towards later times."""
        if self._canvas is not None:
            self._canvas.view.pan(STEP)

    def next_event(self) -> None:
        """Select the next event that is kept."""
        if self._canvas is not None:
            self._canvas.next_event()

    def previous_event(self) -> None:
        """Select the event before."""
        if self._canvas is not None:
            self._canvas.previous_event()

    def go_to_selected(self) -> None:
        """Bring the selected event back into view; say why where that is not possible."""
        canvas, session = self._canvas, self._services.session
        if canvas is None or session is None:
            return
        index = canvas.model.selected
        if len(session.several):
            self._go_to_several(canvas, session.several)
        elif index < 0:
            self._services.tell(_("No event is selected. Click one, or press the full stop for the next."))
        elif not session.selected_is_kept:
            self._services.tell(_("The filter hides the selected event. Clear filters (Ctrl+Backspace) to see it."))
        elif canvas.model.is_undated(index):
            self._services.tell(_("The selected event has no date. It waits among the undated events (U)."))
        else:
            canvas.view.reveal(index)
            canvas.setFocus()

    def _go_to_several(self, canvas: TimelineCanvas, rows: I64) -> None:
        """Show the stretch in which several selected events lie."""
        if canvas.view.show_events(rows):
            canvas.setFocus()
        else:
            self._services.tell(_("The selected events have no dates. They wait among the undated events (U)."))

    def act_on_canvas(self, key: CanvasKey) -> None:
        """Do what a key of the canvas does, without the key."""
        if self._canvas is not None:
            key.act(self._canvas)

    def fit(self) -> None:
        """Show all that the filter keeps."""
        if self._canvas is not None:
            self._canvas.view.fit()

    def show_events(self, rows: I64) -> None:
        """Show the stretch of time in which some events lie."""
        if self._canvas is not None:
            self._canvas.view.show_events(rows)

    def whole_range(self) -> None:
        """Show the whole chronology."""
        if self._canvas is not None:
            self._canvas.view.whole_range()

    def go_to_today(self) -> None:
        """Bring today into the middle."""
        if self._canvas is not None:
            self._canvas.view.go_to_today()

    def set_lanes(self, mode: str) -> None:
        """Arrange by a field."""
        if (workspace := self._workspace()) is not None:
            workspace.set_lanes(mode)

    def lane_commands(self) -> list[tuple[str, str, Callable[[], None]]]:
        """Give each way of arranging lanes: its name, its words, what sets it."""
        return [(mode, lane_field(mode), partial(self.set_lanes, mode)) for mode in LANE_FIELDS]

    def set_zone(self, zone: str) -> None:
        """Show times by the clocks of a zone, everywhere in the window."""
        self._settings.change(zone=zone)
        self.zone_set.emit()

    def zone_commands(self) -> list[tuple[str, str, Callable[[], None]]]:
        """Give each zone that can be shown: its name, its words, what sets it."""
        return [(zone, zone_words(zone), partial(self.set_zone, zone)) for zone in ZONES]

    # --- window ---------------------------------------------------------------------------------------------------

    def toggle_table(self) -> None:
        """Show the table below the timeline, or hide it."""
        self.set_table("below" if self.table_mode != "below" else "off")

    def toggle_table_alone(self) -> None:
        """Show the table in place of the timeline, or bring the timeline back."""
        self.set_table("alone" if self.table_mode != "alone" else "off")

    def set_table(self, mode: str) -> None:
        """Show the table below the timeline, alone, or not ("off")."""
        if (workspace := self._workspace()) is not None:
            self.table_mode = mode
            workspace.set_table(mode)
            self.table_shown.emit()

    def _table(self) -> EventTable | None:
        """Give the table, shown and with the keyboard; None while nothing is open."""
        workspace = self._workspace()
        if workspace is None:
            return None
        if self.table_mode == "off":
            self.set_table("below")
        if workspace.table is not None:
            workspace.table.setFocus()
        return workspace.table

    def edit_cell(self) -> None:
        """Edit the cell of the table where the keyboard stands."""
        if (table := self._table()) is not None:
            table.cells.open(table.currentIndex())

    def select_all(self) -> None:
        """Select all events that the filters keep."""
        if (table := self._table()) is not None:
            table.selectAll()

    def choose_columns(self) -> None:
        """Offer the columns of the table for choice."""
        if (table := self._table()) is not None:
            table.columns.open_menu()

    def move_up(self) -> None:
        """Move the selected event up within its day."""
        if (table := self._table()) is not None:
            table.day_order.step(-1)

    def move_down(self) -> None:
        """Move the selected event down within its day."""
        if (table := self._table()) is not None:
            table.day_order.step(1)

    def shift_column(self, step: int, *, width: bool) -> None:
        """Move the column of the current cell to the left (-1) or right (1), or change its width."""
        if (table := self._table()) is not None:
            table.shift_column(step, width=width)

    def toggle_filters(self) -> None:
        """Show or hide the filter panel."""
        if (workspace := self._workspace()) is not None:
            workspace.toggle_filters()

    def toggle_details(self) -> None:
        """Show or hide the event panel."""
        if (workspace := self._workspace()) is not None:
            workspace.toggle_details()

    def toggle_undated(self) -> None:
        """Open the tray of undated events and go there, or close it."""
        if (workspace := self._workspace()) is not None:
            workspace.tray.toggle()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        window = self._services.window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_theme(self) -> None:
        """Go from light to dark, or back."""
        self.other_theme_wanted.emit()

    def toggle_dates(self) -> None:
        """Let dates stand before the titles on the timeline, or not."""
        preferences = self._settings.change(dates=not self._settings.preferences().dates)
        if (workspace := self._workspace()) is not None:
            workspace.apply_preferences(preferences)

    def larger_text(self) -> None:
        """Set the text one step larger."""
        self._step_text(1)

    def smaller_text(self) -> None:
        """Set the text one step smaller."""
        self._step_text(-1)

    def _step_text(self, step: int) -> None:
        at = TEXT_SIZES.index(self._services.preferences.text_size) + step
        if 0 <= at < len(TEXT_SIZES):
            self._settings.change(text_size=TEXT_SIZES[at])
            self.look_set.emit()
