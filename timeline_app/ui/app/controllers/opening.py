"""A large store is read beside the window: first what its first frame needs, then what comes soon after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError
from timeline_app.ui.app.lifetime import FirstFrame
from timeline_app.ui.services.jobs import QUIETLY
from timeline_app.ui.services.settings import AS_CHRONOLOGY

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol

    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Chronology
    from timeline_app.layout.index.arrangement import Arrangement, ColumnBuffer
    from timeline_app.ui.services.jobs import Job

    class Adopt(Protocol):
        """Shows a chronology in the window."""

        def __call__(self, chronology: Chronology, arranged: Arrangement | None) -> QWidget:
            """Take over what a worker has read and arranged; give the canvas that shows it."""

    from timeline_app.ui.services.services import Services


UNSEEN_MS: Final = 500
"""After so long the page is taken for painted: it may lie behind another."""


class StoreOpener(QObject):
    """Opens one store by the worker; lives until it is shown and complete."""

    completed = Signal()
    """The store is shown, or has been refused, and what the first frame could do without may be built."""
    refused = Signal(object)
    """The known error that keeps the store from being opened."""

    def __init__(self, services: Services, path: Path, adopt: Adopt) -> None:
        super().__init__(services.window)
        self._services, self._path, self._adopt = services, path, adopt
        self._unseen = QTimer(self, singleShot=True)
        self._unseen.timeout.connect(self._prepare)
        self._opened: tuple[Chronology, Arrangement] | None = None

    def start(self, author: str) -> None:
        """Read the store; a fault is told, and what is open stays."""
        from timeline_app.document import open_chronology  # noqa: PLC0415 - the window is shown before numpy is loaded

        path, setting = self._path, self._services.preferences.zone

        def work(job: Job) -> tuple[Chronology, Arrangement]:
            from timeline_app.document.timeline_source import TimelineSource  # noqa: PLC0415 - likewise
            from timeline_app.layout.assembly import arrange  # noqa: PLC0415 - likewise

            chronology = open_chronology(path, author, ready_to_search=True)
            try:
                zone = chronology.zone if setting == AS_CHRONOLOGY else setting
                arranged = arrange(TimelineSource.of(chronology, zone), "category")
                job.progress(-1.0)
            except BaseException:  # called off: nobody will close it
                chronology.close()
                raise
            return chronology, arranged

        label = _("Opening {name}").format(name=path.stem)
        self._services.jobs.start(label, work, self._show, self._fail, self._discard)
        QTimer.singleShot(0, self, self._load_page)

    @Slot()
    def _load_page(self) -> None:
        """Import what will show the store while it is read: the first page of a start waits for both."""
        import timeline_app.ui.app.workspace  # noqa: F401, PLC0415 - beside the worker, which waits for its disk

    def _show(self, opened: tuple[Chronology, Arrangement]) -> None:
        self._opened = opened
        FirstFrame(self._adopt(*opened)).painted.connect(self._prepare)
        self._unseen.start(UNSEEN_MS)

    @Slot()
    def _prepare(self) -> None:
        """Go on with what the first counts and the first edit need, now that there is something to see."""
        self._unseen.stop()
        if self._opened is None:
            return
        (chronology, arranged), self._opened = self._opened, None

        def work(_job: Job) -> ColumnBuffer:
            from timeline_app.layout.index.arrangement import room_for  # noqa: PLC0415 - as in `start`

            totals = chronology.facets()
            for count in (arranged.extent, totals.category, totals.status, totals.actor):
                del count  # each is kept where it was asked for
            return room_for(arranged.columns)

        def done(room: ColumnBuffer) -> None:
            if not chronology.read_only:
                arranged.slots.take_room(room)
            self._complete()

        def fail(error: BaseException) -> None:
            self._complete()
            self._services.fault(error)

        self._services.jobs.start(QUIETLY, work, done, fail)

    def _complete(self) -> None:
        self.completed.emit()
        self.deleteLater()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, KnownError | OSError):
            self.refused.emit(error)
        else:
            self._services.fault(error)
        self._complete()  # where nothing else is open the page says how to begin

    def _discard(self, opened: tuple[Chronology, Arrangement] | None) -> None:
        if opened is not None:
            opened[0].close()
        else:  # the person called it off
            self._complete()
