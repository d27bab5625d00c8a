"""What is done with the selected events as they are: duplicate them, copy them as text; and their menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.dates.zones import OWN
from timeline_app.domain.errors import KnownError
from timeline_app.ui.services.services import FormOfNoFields
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.look import on_button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from timeline_app.document import Chronology
    from timeline_app.document.editing.filter_state import FilterState
    from timeline_app.ui.app.actions import Actions
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.session import Session

_OF_EVENTS = ("edit", "duplicate", "add next", "", "copy rows", "copy text", "copy markdown", "", "delete")


class CopyController(QObject):
    """Duplicates and copies what is selected, and opens the menu of it."""

    def __init__(self, services: Services, actions: Callable[[], Actions]) -> None:
        super().__init__(services.window)
        self._services, self._actions = services, actions

    @property
    def _session(self) -> Session | None:
        return self._services.session

    def duplicate(self) -> None:
        """Add the selected events once more, and select those."""
        session = self._session
        if session is None or session.chronology.read_only or not len(session.selected_rows):
            return
        from timeline_app.document.editing.duplicates import duplicates_of  # noqa: PLC0415 - when first needed
        from timeline_app.document.editing.many_events import chosen_events  # noqa: PLC0415 - likewise

        try:
            events = chosen_events(session.chronology, session.selected_rows.tolist())
        except KnownError as error:
            self._services.tell(str(error))
            return
        change = duplicates_of(events)
        select = partial(session.select_events, [each.id for each in change.after])
        self._services.save(change, FormOfNoFields(self._services.tell, select))

    def copy_rows(self) -> None:
        """Put the selected events on the clipboard as rows of a spreadsheet."""
        from timeline_app.export.event_text import as_rows  # noqa: PLC0415 - when first needed

        self._copy(as_rows)

    def copy_text(self) -> None:
        """Put the selected events on the clipboard with dates and citations."""
        from timeline_app.export.event_text import as_text  # noqa: PLC0415 - when first needed

        self._copy(partial(as_text, zone=self._zone))

    def copy_markdown(self) -> None:
        """Put the selected events on the clipboard as a list in Markdown."""
        from timeline_app.export.event_text import as_markdown  # noqa: PLC0415 - when first needed

        self._copy(partial(as_markdown, zone=self._zone))

    @property
    def _zone(self) -> str:
        """By whose clocks dates are told; empty for those of each event."""
        session = self._session
        return session.zone if session is not None and session.zone != OWN else ""

    def _copy(self, text_of: Callable[..., str]) -> None:
        session = self._session
        if session is None or not len(session.selected_rows):
            return
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - when first needed

        rows = session.selected_rows.tolist()
        try:
            QGuiApplication.clipboard().setText(text_of(session.chronology, rows))
        except KnownError as error:
            self._services.tell(str(error))
            return
        self._services.tell(_told(session.chronology, len(rows)))

    # --- menu -----------------------------------------------------------------------------------------------------

    def open_menu(self, place: tuple[int | None, int | None, QPoint]) -> None:
        """Open the menu of an event on the timeline, or of an empty stretch."""
        row, second, screen_pos = place
        session = self._session
        if session is None:
            return
        menu = self._menu()
        if row is not None:
            if row not in session.several:
                session.select(row)
            self._actions().fill(menu, _OF_EVENTS)
        elif second is not None and not session.chronology.read_only:
            self._actions().fill(menu, ("add", "quick", "", "fit", "whole", "today"))
        menu.popup(screen_pos)

    def open_menu_of_cell(self, offers: Sequence[tuple[str, FilterState]], screen_pos: QPoint) -> None:
        """Open the menu of the selected events from a cell of the table, with filters for what the cell says."""
        menu = self._menu()
        self._actions().fill(menu, ("edit cell", *_OF_EVENTS))
        if offers:
            menu.addSeparator()
        for words, state in offers:
            action = menu.addAction(on_button(_("Only {value}").format(value=words)))
            action.triggered.connect(partial(self._filter, state))
        menu.popup(screen_pos)

    def _menu(self) -> QMenu:
        from PySide6.QtWidgets import QMenu  # noqa: PLC0415 - when first needed

        menu = QMenu(self._services.window)
        menu.setAccessibleName(_("Event"))
        own(menu)
        return menu

    def _filter(self, state: FilterState) -> None:
        if self._session is not None:
            self._session.set_filter(state)


def _told(chronology: Chronology, count: int) -> str:
    """Say that events were copied; where somebody has said what may go out, that these are whole all the same."""
    from timeline_app.document.gating import profiles_of  # noqa: PLC0415 - when first needed

    if profiles_of(chronology):
        told = ngettext(
            "{n} event copied whole, for your own work; export it to publish it.",
            "{n} events copied whole, for your own work; export them to publish them.",
            count,
        )
    else:
        told = ngettext("{n} event copied.", "{n} events copied.", count)
    return told.format(n=grouped(count))
