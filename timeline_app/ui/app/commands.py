"""What a person can do in the window: every command once, with its keys, and how the menus arrange them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from timeline_app.base.i18n import gettext as _
from timeline_app.ui.app.actions import Command
from timeline_app.ui.canvas.keys import canvas_keys
from timeline_app.ui.widgets.closing import close

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from timeline_app.ui.app.controllers.copies import CopyController
    from timeline_app.ui.app.controllers.dialogs import DialogController
    from timeline_app.ui.app.controllers.events import EventController
    from timeline_app.ui.app.controllers.evidence import EvidenceController
    from timeline_app.ui.app.controllers.files import FileController
    from timeline_app.ui.app.controllers.view import ViewController
    from timeline_app.ui.app.toolbar import Toolbar
    from timeline_app.ui.history.controller import HistoryController


class Controllers(Protocol):
    """Who carries out the commands."""

    files: FileController
    events: EventController
    copies: CopyController
    evidence: EvidenceController
    view: ViewController
    dialogs: DialogController
    toolbar: Toolbar

    @property
    def history(self) -> HistoryController:
        """History and backups."""

    def legend(self) -> None:
        """Explain what the timeline draws."""


def commands(window: Controllers) -> list[Command]:
    """Give all commands of `window`, group by group."""
    return [
        *_file(window),
        *_event(window),
        *_timeline(window),
        *_canvas(window),
        *_table(window),
        *_look(window),
        *_help(window),
    ]


def _file(window: Controllers) -> list[Command]:
    files, group = window.files, _("File")
    return [
        Command("new", _("New chronology…"), group, files.new, ("Ctrl+Shift+N",)),
        Command("open", _("Open…"), group, files.open, ("Ctrl+O",)),
        Command("sample", _("Open the sample"), group, files.open_sample),
        Command("import", _("Import a file…"), group, files.import_file, ("Ctrl+I",)),
        Command("paste rows", _("Paste rows of a table…"), group, files.paste_rows, ("Ctrl+V",)),
        Command("article", _("Read an article…"), group, window.evidence.open_article, ("Ctrl+Shift+O",)),
        Command("paste", _("Paste an article…"), group, window.evidence.paste_article, ("Ctrl+Shift+V",)),
        Command("export", _("Export…"), group, window.dialogs.export, ("Ctrl+E",)),
        Command("copy picture", _("Copy picture"), group, window.dialogs.copy_picture, ("Ctrl+Shift+C",)),
        Command("properties", _("Properties…"), group, window.dialogs.properties, ("Alt+Enter", "Alt+Return")),
        Command("save copy", _("Save a copy…"), group, files.save_copy, ("Ctrl+Shift+S",)),
        Command("publish", _("Copy for publication…"), group, window.history.publish),
        Command("merge", _("Merge with a copy…"), group, window.history.merge),
        Command("backups", _("Backups…"), group, window.history.show_backups),
        Command("recover", _("Recover a damaged file…"), group, window.history.recover),
        Command("settings", _("Settings…"), group, window.dialogs.settings, ("Ctrl+,",)),
        Command("quit", _("Quit"), group, partial(close, window.toolbar.window()), ("Ctrl+Q",)),
    ]


def _event(window: Controllers) -> list[Command]:
    events, copies, group = window.events, window.copies, _("Events")
    return [
        Command("add", _("Add event…"), group, events.add, ("N",)),
        Command("quick", _("Add event in one line…"), group, events.quick_add, ("Shift+N",)),
        Command("edit", _("Edit event…"), group, events.edit, ("Ctrl+Enter", "Ctrl+Return")),
        Command("duplicate", _("Duplicate"), group, copies.duplicate, ("Ctrl+D",)),
        Command("add next", _("Add another like it…"), group, events.add_next, ("Alt+N",)),
        Command("copy rows", _("Copy as rows"), group, copies.copy_rows, ("Ctrl+C",), on_canvas_only=True),
        Command("copy text", _("Copy with dates and citations"), group, copies.copy_text),
        Command("copy markdown", _("Copy as Markdown"), group, copies.copy_markdown),
        Command("delete", _("Delete event"), group, events.delete, ("Delete",), on_canvas_only=True),
        Command("undo", _("Undo"), group, events.undo, ("Ctrl+Z",)),
        Command("redo", _("Redo"), group, events.redo, ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("history", _("History…"), group, window.history.show_history, ("Ctrl+Shift+H",)),
        Command("search", _("Search"), group, window.view.focus_search, ("Ctrl+F", "/")),
        Command("replace", _("Find and replace…"), group, window.dialogs.replace, ("Ctrl+H",)),
        Command("show words", _("Show the words in their document"), group, window.evidence.show_words, ("G",)),
        Command("checked", _("Mark as checked"), group, window.evidence.mark_checked, ("C",)),
        Command("needs checking", _("Needs checking…"), group, window.evidence.ask_checking, ("Shift+C",)),
        Command("sourcing", _("Sourcing…"), group, window.evidence.show_sourcing, ("Ctrl+Shift+K",)),
        Command("sources", _("Sources…"), group, window.evidence.show_sources, ("Ctrl+Shift+R",)),
        Command("names", _("Names…"), group, window.dialogs.show_names, ("Ctrl+Shift+M",)),
        Command("clear", _("Clear filters"), group, window.view.clear_filters, ("Ctrl+Backspace",)),
        Command("save view", _("Save as view…"), group, events.save_view, ("Ctrl+B",)),
        Command("add to story", _("Add this view to a story…"), group, window.dialogs.add_to_story, ("Ctrl+Shift+B",)),
        Command("stories", _("Stories…"), group, window.dialogs.show_stories, ("Ctrl+Shift+Y",)),
        Command("tell story", _("Tell a story"), group, window.dialogs.tell_story, ("F5",)),
    ]


def _timeline(window: Controllers) -> list[Command]:
    view, group = window.view, _("Timeline")
    return [
        Command("zoom in", _("Zoom in"), group, view.zoom_in, ("W", "+", "=")),
        Command("zoom out", _("Zoom out"), group, view.zoom_out, ("S", "-")),
        Command("earlier", _("Earlier"), group, view.pan_back, ("Q",)),
        Command("later", _("Later"), group, view.pan_on, ("E",)),
        Command("next", _("Next event"), group, view.next_event, (".",)),
        Command("previous", _("Previous event"), group, view.previous_event, (",",)),
        Command("selected", _("Go to the selected event"), group, view.go_to_selected, ("B",)),
        Command("fit", _("Fit what is kept"), group, view.fit, ("F",)),
        Command("whole", _("Whole range"), group, view.whole_range, ("Home",), on_canvas_only=True),
        Command("today", _("Today"), group, view.go_to_today, ("T",)),
        Command("dates", _("Show or hide dates before titles"), group, view.toggle_dates, ("D",)),
        *(
            Command(f"lanes {mode}", _("Lanes by {field}").format(field=words), group, act)
            for mode, words, act in view.lane_commands()
        ),
        *(
            Command(f"zone {zone}", _("Times: {zone}").format(zone=words), group, act)
            for zone, words, act in view.zone_commands()
        ),
    ]


def _canvas(window: Controllers) -> list[Command]:
    group = _("Timeline, while it has the keyboard")
    return [
        Command(each.name, each.words, group, partial(window.view.act_on_canvas, each), each.keys, by_widget=True)
        for each in canvas_keys()
    ]


def _table(window: Controllers) -> list[Command]:
    view, group = window.view, _("Table, while it has the keyboard")
    return [
        Command("edit cell", _("Edit the cell"), group, view.edit_cell, ("F2",), by_widget=True),
        Command("select all", _("Select all that is listed"), group, view.select_all, ("Ctrl+A",), by_widget=True),
        Command("up in day", _("Move up within its day"), group, view.move_up, ("Alt+Up",), by_widget=True),
        Command("down in day", _("Move down within its day"), group, view.move_down, ("Alt+Down",), by_widget=True),
        *(
            Command(name, words, group, partial(view.shift_column, step, width=width), (key,), by_widget=True)
            for name, words, step, width, key in (
                ("column left", _("Move the column to the left"), -1, False, "Alt+Left"),
                ("column right", _("Move the column to the right"), 1, False, "Alt+Right"),
                ("column narrower", _("Make the column narrower"), -1, True, "Alt+Shift+Left"),
                ("column wider", _("Make the column wider"), 1, True, "Alt+Shift+Right"),
            )
        ),
    ]


def _look(window: Controllers) -> list[Command]:
    view, group = window.view, _("Window")
    return [
        Command("table", _("Table below the timeline"), group, view.toggle_table, ("Ctrl+T",)),
        Command("table alone", _("Table instead of the timeline"), group, view.toggle_table_alone, ("Ctrl+Shift+T",)),
        Command("columns", _("Columns of the table…"), group, view.choose_columns),
        Command("filters", _("Show or hide filters"), group, view.toggle_filters, ("F9",)),
        Command("details", _("Show or hide event panel"), group, view.toggle_details, ("Shift+F9",)),
        Command("undated", _("Open or close undated events"), group, view.toggle_undated, ("U",)),
        Command("dark", _("Light or dark"), group, view.toggle_theme, ("Ctrl+Shift+L",)),
        Command("larger", _("Larger text"), group, view.larger_text, ("Ctrl++", "Ctrl+=")),
        Command("smaller", _("Smaller text"), group, view.smaller_text, ("Ctrl+-",)),
        Command("full screen", _("Full screen"), group, view.toggle_full_screen, ("F11",)),
    ]


def _help(window: Controllers) -> list[Command]:
    dialogs, group = window.dialogs, _("Help")
    return [
        Command("menu", _("Menu"), group, window.toolbar.open_menu, ("F10", "Alt+F")),
        Command("palette", _("Commands…"), group, dialogs.palette, ("Ctrl+K",)),
        Command("keys", _("Keys"), group, dialogs.key_sheet, ("?", "F1")),
        Command("tour", _("Ten keys to begin with"), group, dialogs.begin_tour),
        Command("search help", _("Search and filter"), group, dialogs.search_help, ("Ctrl+F1",)),
        Command("legend", _("Legend"), group, window.legend, ("L",)),
        Command("about", _("About Conflict Timeline"), group, dialogs.about),
    ]


def menus(
    fill_recent: Callable[[QMenu], None],
) -> tuple[tuple[str, Sequence[str] | Callable[[QMenu], None]], ...]:
    """Give the menus in order: a title, and action names (empty for a line) or what fills the menu."""
    file = ("new", "open", "sample", "", "article", "paste", "", "import", "paste rows", "export", "copy picture", "")
    copies = ("properties", "save copy", "publish", "merge", "backups", "recover", "")
    changes = ("add", "quick", "edit", "duplicate", "add next", "delete", "")
    events = (*changes, "undo", "redo", "history", "", "search", "replace", "clear", "save view", "")
    stories = ("", "add to story", "stories", "tell story")
    return (
        (_("File"), (*file, *copies, "settings", "quit")),
        (_("Open recent"), fill_recent),
        (_("Events"), (*events, "show words", "checked", "needs checking", "sourcing", "sources", "names", *stories)),
        (
            _("Timeline"),
            (
                "zoom in",
                "zoom out",
                "earlier",
                "later",
                "",
                "next",
                "previous",
                "selected",
                "",
                "fit",
                "whole",
                "today",
                "",
                "dates",
            ),
        ),
        (
            _("Window"),
            (
                "table",
                "table alone",
                "columns",
                "",
                "filters",
                "details",
                "undated",
                "",
                "dark",
                "larger",
                "smaller",
                "full screen",
            ),
        ),
        (_("Help"), ("palette", "keys", "tour", "search help", "legend", "about")),
    )
