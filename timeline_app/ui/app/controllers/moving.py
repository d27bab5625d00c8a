"""Moving an event by dragging it on the canvas; asks where sources speak of it, for they may state its date."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from timeline_app.domain.change import Change
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.wording.date_words import date_in_words

if TYPE_CHECKING:
    from timeline_app.ui.services.services import Services


class MoveController(QObject):
    """Carries out what was dragged, as one change that can be taken back."""

    move_made = Signal(object)
    """The `Change` that the hand wants; it can be taken back."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._services = services
        self._asked: Change | None = None

    @Slot(object)
    def move(self, wish: tuple[int, int]) -> None:
        """Move the event in a row by so many seconds."""
        from timeline_app.domain.dates.shifting import can_shift, shifted  # noqa: PLC0415 - no start waits for a hand

        row, by_s = wish
        session = self._services.session
        event = session.chronology.event(row) if session is not None else None
        if session is None or event is None or session.chronology.read_only:
            return
        if not can_shift(event):
            self._services.tell(_("Its date is not exact, so it cannot be moved by hand. Edit the date instead."))
            return
        moved = shifted(event, by_s)
        zone = session.preferences.zone
        there = date_in_words(moved, zone, weekday_too=False)
        change = Change(_("Move to {date}").format(date=there), (event,), (moved,))
        count = len(session.chronology.evidence(event.id))
        if not count:
            self.move_made.emit(change)
            return
        self._ask(change, count, (date_in_words(event, zone, weekday_too=False), there))

    def _ask(self, change: Change, count: int, dates: tuple[str, str]) -> None:
        self._asked = change
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - many enumerations, after the first frame

        box = QMessageBox(self._services.window)
        own(box)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(_("Move this event from {old} to {new}?").format(old=dates[0], new=dates[1]))
        told = ngettext(
            "{count} excerpt speaks of it, and its source may state the date.",
            "{count} excerpts speak of it, and their sources may state the date.",
            count,
        )
        box.setInformativeText(told.format(count=count))
        move = box.addButton(_("Move"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Leave it"), QMessageBox.ButtonRole.RejectRole)
        move.clicked.connect(self._carry_out)
        box.open()

    @Slot()
    def _carry_out(self) -> None:
        change, self._asked = self._asked, None
        if change is not None:
            self.move_made.emit(change)
