"""Work that must stay on the window's thread, done in slices between its events: drawing a large picture."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from timeline_app.ui.services.jobs import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class SlicedTask(QObject):
    """Takes one step of a generator at each turn of the event loop; the generator yields how far it is."""

    progressed = Signal(object)
    """A `Progress`, or None when the work has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[float] | None = None
        self._label = ""
        self._done: Callable[[], None] | None = None
        self._failed: Callable[[BaseException], None] | None = None
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._steps is not None

    def start(
        self,
        label: str,
        steps: Iterator[float],
        done: Callable[[], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Begin; what was being done before is called off."""
        self.cancel()
        self._label, self._steps, self._done, self._failed = label, steps, done, failed
        self.progressed.emit(Progress(label, -1.0))
        self._turn.start(0)

    def cancel(self) -> None:
        """Stop; the generator cleans up after itself."""
        if self._steps is not None:
            if isinstance(self._steps, Generator):
                self._steps.close()
            self._end()

    def _end(self) -> None:
        self._turn.stop()
        self._steps = None
        self.progressed.emit(None)

    @Slot()
    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            fraction = next(self._steps)
        except StopIteration:
            self._end()
            if self._done is not None:
                self._done()
        except Exception as error:  # noqa: BLE001 - told in one place
            self._end()
            if self._failed is not None:
                self._failed(error)
        else:
            self.progressed.emit(Progress(self._label, fraction))
