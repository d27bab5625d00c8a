"""Work that must not hold up the window: one worker thread, and one object that brings the results home.

The work is a plain function of a `Job`; it neither touches widgets nor knows Qt. What comes back arrives on the
thread of the window, because the receiving `Jobs` object lives there.

Work that must stay on the window's thread, such as drawing a large picture, is done in slices between its events.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import ThreadPoolExecutor


QUIETLY: Final = ""
"""The label of work that the person did not ask for and need not see."""


class Cancelled(Exception):  # noqa: N818 - a wish of the person, not an error
    """The person called the work off; nothing is to be reported."""


@dataclass(slots=True, eq=False, repr=False)
class Job:
    """What running work holds: its name, whether it shall stop, and where to say how far it is."""

    label: str
    report: Callable[[Job, float], None]
    stop: threading.Event = field(default_factory=threading.Event)

    def progress(self, fraction: float) -> None:
        """Say how far the work is (0 to 1; below 0 for unknown); stops it where it was called off."""
        if self.stop.is_set():
            raise Cancelled
        self.report(self, fraction)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, for the status line."""

    label: str
    fraction: float


@dataclass(frozen=True, slots=True)
class _Order:
    """Work, and who is told how it ended."""

    work: Callable[[Job], Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    discard: Callable[[Any], None] | None = None
    """What becomes of a result that nobody waits for any more; of None where the person called the work off."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    order: _Order
    job: Job
    result: Any
    error: BaseException | None


class Jobs(QObject):
    """Runs one piece of work after the other and hands each result to a function on the window's thread."""

    progressed = Signal(object)
    """A `Progress`, or None when nothing runs any more."""
    _arrived = Signal(object)
    _moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._open: list[Job] = []
        self._idle: _Order | None = None
        self._closed = False
        self._pausing: Job | None = None
        """The work that is done while nothing else is while it runs."""
        self._arrived.connect(self._take)
        self._moved.connect(self._show)

    @property
    def busy(self) -> bool:
        """Whether anything that the person asked for runs or waits."""
        return any(job.label for job in self._open)

    def start(
        self,
        label: str,
        work: Callable[[Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        discard: Callable[[Any], None] | None = None,
    ) -> Job:
        """Run `work` off the window's thread, then `done(result)` or `failed(error)` on it.

        Neither is called once the window has closed, or what they belong to has gone: `discard(result)` is then, and
        `discard(None)` where the person called the work off.
        """
        if self._pausing is not None:
            self._pausing.stop.set()
        return self._submit(label, _Order(work, done, failed, discard))

    def when_idle(
        self, work: Callable[[Job], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Run long work in place of what was to be done while idle; it stops for any other, and later starts over."""
        self.forget_idle()
        self._idle = _Order(work, done, failed)
        self._go_on()

    def forget_idle(self) -> None:
        """Give up what is done while idle: what it is about was closed, and need not be held any longer."""
        self._idle = None
        if self._pausing is not None:
            self._pausing.stop.set()

    def _go_on(self) -> None:
        if self._idle is not None and not self._open and not self._closed:
            self._pausing = self._submit(QUIETLY, self._idle)

    def _submit(self, label: str, order: _Order) -> Job:
        job = Job(label, self._note)
        if self._closed:
            job.stop.set()
            return job
        self._open.append(job)

        def run() -> None:
            result, error = None, None
            try:
                job.progress(-1.0)
                result = order.work(job)
            except BaseException as caught:  # noqa: BLE001 - carried to the window's thread and told there
                error = caught
            self._arrived.emit(_Outcome(order, job, result, error))
            error = None  # its traceback holds this frame, and with both all that the work had open

        self._workers().submit(run)
        return job

    def cancel(self) -> None:
        """Ask everything that runs or waits to stop."""
        for job in self._open:
            job.stop.set()

    def close(self) -> None:
        """Stop taking work and wait for the piece in hand; called as the program ends."""
        self._idle = None
        self._closed = True
        self.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _workers(self) -> ThreadPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - brings logging; after the first frame

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        return self._pool

    def _note(self, job: Job, fraction: float) -> None:
        if job.label:
            self._moved.emit(Progress(job.label, fraction))

    @Slot(object)
    def _show(self, progress: Progress) -> None:
        if self.busy:
            self.progressed.emit(progress)

    @Slot(object)
    def _take(self, outcome: _Outcome) -> None:
        order, job = outcome.order, outcome.job
        self._open.remove(job)
        if self._closed:
            _discard(outcome)
            return
        if not self.busy:
            self.progressed.emit(None)
        if job is self._pausing:
            self._pausing = None
            if outcome.error is not None and job.stop.is_set():  # whatever it stopped with, it starts over
                self._go_on()
                return
            self._idle = self._idle if self._idle is not order else None
        if not _is_there(order.done):
            _discard(outcome)
        elif outcome.error is None and job.stop.is_set() and order.discard is not None:
            order.discard(outcome.result)  # it was called off when the work was done, but nobody had seen it
            order.discard(None)
        elif outcome.error is None:
            order.done(outcome.result)
        elif not isinstance(outcome.error, Cancelled):
            order.failed(outcome.error)
        elif order.discard is not None:
            order.discard(None)
        self._go_on()


def _is_there(call: Callable[..., object]) -> bool:
    """Whether the object to which a function belongs still has its Qt half: its page may have been closed meanwhile."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _discard(outcome: _Outcome) -> None:
    if outcome.error is None and outcome.order.discard is not None:
        outcome.order.discard(outcome.result)


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
