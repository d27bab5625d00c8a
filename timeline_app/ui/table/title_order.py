"""The order of all events by title: sorted by SQLite, on the worker where there are many.

Sorting a million titles takes seconds, and in Python it would hold up every thread meanwhile. So the table keeps the
order it has until the new one arrives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from timeline_app.ui.services.jobs import QUIETLY, Jobs

if TYPE_CHECKING:
    from timeline_app.domain.columns import I64, EventColumns
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.session import Session

AT_ONCE: Final = 10_000
"""So many titles are sorted in a few frames' time: nobody need wait for an answer."""


class TitleOrder(QObject):
    """Gives each event its rank by title; keeps what it knows through edits until it knows better."""

    arrived = Signal()
    """Ranks are there, or better ones than before."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rank_of_row: I64 | None = None
        self._holds_for: EventColumns | None = None
        self._asked_for: EventColumns | None = None
        self._jobs: Jobs | None = None

    @property
    def working(self) -> bool:
        """Whether a better order is on its way."""
        return self._asked_for is not None

    def ordered(self, kept: I64) -> I64:
        """Put positions of events into the order of their titles, as far as it is known by now."""
        columns = self._session.chronology.columns
        if self._holds_for is not columns and not self.working:
            if len(columns) <= AT_ONCE:
                self._take(self._session.chronology.rows_by_title(), columns)
            else:
                self._ask(columns)
        known = self._rank_of_row
        if known is None:
            return kept
        ranks = known[np.minimum(columns.row[kept], len(known) - 1)]
        late = ranks == known[-1]
        place = np.full(len(known), -1, np.int64)  # ranks differ: putting each in its place is ten times a sort's speed
        place[ranks[~late]] = kept[~late]
        return np.concatenate([place[place >= 0], kept[late]])

    def _ask(self, columns: EventColumns) -> None:
        if self._jobs is None:
            self._jobs = Jobs(self)  # one of its own: the window's may be at an import for minutes
            app = QCoreApplication.instance()
            if app is not None:
                app.aboutToQuit.connect(self._jobs.close)
        chronology = self._session.chronology
        self._asked_for = columns

        def work(_job: Job) -> I64:
            return chronology.rows_by_title()

        self._jobs.start(QUIETLY, work, self._arrive, self._fail)

    def _arrive(self, rows: I64) -> None:
        columns, self._asked_for = self._asked_for, None
        if columns is not None and self._session.is_open:
            self._take(rows, columns)
            self.arrived.emit()  # who asks again where the data moved on meanwhile starts the next round

    def _fail(self, error: BaseException) -> None:
        self._holds_for, self._asked_for = self._asked_for, None  # not asked again before the data changes
        if self._session.is_open:
            self.arrived.emit()
            raise error

    def _take(self, rows: I64, columns: EventColumns) -> None:
        last = int(rows.max(initial=0)) + 1
        ranks = np.full(last + 1, len(rows), np.int64)  # what came later goes to the end
        ranks[rows] = np.arange(len(rows))
        self._rank_of_row, self._holds_for = ranks, columns
