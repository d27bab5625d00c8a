"""Follows what goes on outside: other windows and programs change the open store, and another day begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Particulars
from timeline_app.domain.timeline import days_passed_until
from timeline_app.ui.wording.labels import fault_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.services.services import Services

LOOK_MS: Final = 700
CHECKED_AT_LOOK: Final = 2
"""The store is checked and backed up once the person has begun to read."""


class FileWatcher(QObject):
    """Looks at the store now and then; cheap when nothing was written."""

    settled = Signal()
    """The person has begun to read: the store may be checked and backed up."""

    def __init__(self, services: Services, save_copy: Callable[[], None]) -> None:
        super().__init__(services.window)
        self._services = services
        self._save_copy = save_copy
        self._looks = 0
        self._lost = False
        self._day = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Begin to look; soon the store is checked and backed up, too."""
        self._looks, self._lost = 0, False
        self._day = self._today()
        self._timer.start()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Take over what others wrote; say once when the file cannot be followed any more."""
        session = self._services.session
        if session is None or self._services.jobs.busy or not self._services.window.isVisible():
            return
        self._looks += 1
        if self._looks == CHECKED_AT_LOOK:
            from timeline_app.base.memory import give_back  # noqa: PLC0415 - some time after the first frame

            give_back()
            self.settled.emit()
        try:
            session.chronology.refresh()
            session.chronology.file.require_in_place()
        except (KnownError, OSError) as error:
            self._tell_lost(error)
        else:
            self._lost = False
        if (today := self._today()) != self._day:
            self._day = today
            session.follow_day()

    def _today(self) -> int:
        """Give the second by which days have passed for the open chronology; with an as-of date it stands still."""
        session = self._services.session
        told = session.chronology.particulars if session is not None else Particulars()
        return days_passed_until(told.as_of, told.zone)[0]

    def _tell_lost(self, error: KnownError | OSError) -> None:
        """Say so, and offer to save elsewhere what is still open."""
        if self._lost:
            return
        self._lost = True
        self._services.ask(fault_words(error), _("Save a copy…"), self._save_copy, "problem")
