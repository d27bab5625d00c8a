"""The offer to call an event planned whose date lies ahead: one click or key, and nothing is set unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.timeline import days_passed_until, lies_ahead, read_as_of
from timeline_app.ui.widgets.labels import WrappedLink

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.dates.when import When
    from timeline_app.ui.services.session import Session

KEY = "Alt+P"


class PlannedOffer(WrappedLink):
    """Shows itself while a date lies ahead and the status does not say so; whoever has the status hears `clicked`."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setAutoDefault(False)
        self.setShortcut(KEY)
        self.setToolTip(KEY)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def weigh(self, when: When | None, status: str) -> None:
        """Offer it where the date lies after today, or after the day as of which the chronology speaks."""
        told = self._session.chronology.particulars
        as_of = read_as_of(told.as_of) is not None
        passed_s = days_passed_until(told.as_of, self._session.own_zone)[0]
        offers = when is not None and status not in {"planned", "cancelled"} and lies_ahead(when, passed_s, as_of=as_of)
        if offers:
            day = day_in_words(told.as_of) if as_of else ""
            words = (
                _("This lies after {day}. Mark as planned ({key})")
                if as_of
                else _("This lies ahead. Mark as planned ({key})")
            )
            self.setText(words.format(day=day, key=KEY))
            self.setShortcut(KEY)  # a new text takes the key away
        self.setVisible(offers)
