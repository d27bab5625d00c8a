"""The window at a million events: opening, filters, search, table, edit, undo, as long as each holds up the window.

`./run bench window`. Wall clock would measure the neighbours, so times are the CPU time of the window's thread in sorts
of a million numbers (S); work on other threads does not hold it up and is only waited for. The screen is Qt's offscreen
one. No step of ordinary use may hold the window for more than a tenth of a second on a quiet machine (about 14 S).
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.results import Row
from bench.store import MILLION, STORE, drafts_of, sort_seconds
from timeline_app.base.i18n import settle_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtWidgets import QApplication

    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.app.workspace import Workspace

HELD_S = 14.0
"""A tenth of a second where a sort takes 7 ms."""
FRAME_S = 4.0
"""The longest frame: what a person sees while the hand moves."""
_DISCARDED = 52
"""QEvent.DeferredDelete: widgets that are no longer needed. Qt is not loaded here."""
QUIET_S = 0.15
"""The window has come to rest when nothing happened for so long."""


class Watch:
    """Runs the window's event loop and notes how long its longest piece held up the thread."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def step(self) -> None:
        """Let the window do what is due now."""
        self._app.processEvents()
        self._app.sendPostedEvents(None, _DISCARDED)  # only a running loop would do that by itself

    def settle(self, done: Callable[[], bool] = lambda: True, limit_s: float = 60, quiet_s: float = QUIET_S) -> float:
        """Let the window work until `done` and nothing more comes; give the CPU time of its longest piece."""
        longest, begun, calm = 0.0, time.perf_counter(), time.perf_counter()
        while time.perf_counter() - begun < limit_s:
            start = time.thread_time()
            self.step()
            took = time.thread_time() - start
            longest = max(longest, took)
            if took > 0.002 or not done():
                calm = time.perf_counter()
            if time.perf_counter() - calm > quiet_s:
                return longest
            time.sleep(0.002)
        raise TimeoutError("the window did not come to rest")

    def held(
        self, act: Callable[[], object], done: Callable[[], bool] = lambda: True, quiet_s: float = QUIET_S
    ) -> float:
        """Do something; give the longest time for which it held the window, now or in what it leads to."""
        start = time.thread_time()
        act()
        return max(time.thread_time() - start, self.settle(done, quiet_s=quiet_s))


def measure(*, full: bool) -> Iterable[Row]:  # noqa: ARG001  # the same at both lengths
    """Give the rows of this part."""
    settle_language()
    with tempfile.TemporaryDirectory(prefix="bench-window-") as folder:
        kept = Path(os.environ.get(STORE, ""))
        path = kept if kept.is_file() else made_store(Path(folder, "million.timelinedb"), MILLION)
        yield from _used(path, Path(folder))


def made_store(path: Path, count: int) -> Path:
    """Make a store of so many events, as a first session leaves it."""
    from timeline_app.document import Chronology  # noqa: PLC0415  # the environment is settled before Qt is loaded
    from timeline_app.store.imports.importing import ImportRequest  # noqa: PLC0415  # likewise
    from timeline_app.store.store import Store  # noqa: PLC0415  # likewise

    with Store.create(path) as store:
        store.import_events(iter(drafts_of(count)), ImportRequest("A million"))
    Chronology(Store.open(path)).close()  # keeps the columns, as the first session does
    return path


def empty_window(home: Path) -> tuple[MainWindow, Watch]:
    """Show a window that opened nothing, with `home` for its settings."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{kind}_HOME"] = str(home)
    from timeline_app.startup.start import make_application  # noqa: PLC0415  # likewise
    from timeline_app.ui.app.main_window import MainWindow  # noqa: PLC0415  # the environment is settled before Qt
    from timeline_app.ui.services.settings import Settings  # noqa: PLC0415  # likewise

    watch = Watch(make_application())
    window = MainWindow(settings=Settings())
    window.resize(1920, 1080)
    window.show()
    window.complete()
    watch.settle()
    return window, watch


def open_in(window: MainWindow, watch: Watch, path: Path) -> float:
    """Open a store; give the longest time for which that held the window."""
    return watch.held(
        lambda: window.files.open_path(path),
        lambda: window.workspace is not None and window.workspace.filters is not None,
    )


def opened_window(path: Path, home: Path) -> tuple[MainWindow, Watch]:
    """Show a window with a store open in it."""
    window, watch = empty_window(home)
    open_in(window, watch, path)
    watch.settle(quiet_s=2)  # the first look at the store's soundness comes after a moment
    gc.freeze()  # as the program does once its window is complete
    return window, watch


def _used(path: Path, home: Path) -> Iterator[Row]:
    sort = sort_seconds()
    window, watch = empty_window(home)
    begun = time.perf_counter()
    held = open_in(window, watch, path)
    yield Row("opening, until all is shown", time.perf_counter() - begun - QUIET_S, "s")
    yield Row("the longest hold while opening", held / sort, "S", HELD_S)
    yield Row("pan while the store is looked over, by the clock, p95", _pan_by_the_clock(window, watch) / sort, "S")
    yield from _timed(_edits(window, watch), 5, sort, FRAME_S)
    yield from _timed(_steps(window, watch), 3, sort, HELD_S)
    before = resident()
    from timeline_app.store.store import Store  # noqa: PLC0415  # after the environment

    Store.create(home / "empty.timelinedb").close()
    window.files.open_path(home / "empty.timelinedb")
    window.complete()
    watch.settle()
    gc.collect()  # as the window does soon after
    yield Row("memory that closing gives back", (before - resident()) / MILLION, "bytes an event")
    window.close()
    watch.settle()


def _timed(steps: Iterable[tuple[str, Callable[[], float]]], times: int, sort: float, wanted: float) -> Iterator[Row]:
    """Do each step so many times; what the steps hold of the window is let go with them."""
    for name, act in steps:
        yield Row(name, statistics.median(act() for _time in range(times)) / sort, "S", wanted)


def _pan_by_the_clock(window: MainWindow, watch: Watch) -> float:
    """Pan while a worker checks the store; what it takes from the window is no CPU time of the window's thread."""
    canvas, took = _space(window).canvas, []
    canvas.view.jump(canvas.scale.zoomed(200, 500))
    watch.settle()
    window.look_over()
    for number in range(60):
        step_px = canvas.width() / 10 * (1 if number % 20 < 10 else -1)
        begun = time.perf_counter()
        canvas.view.jump(canvas.scale.moved(step_px))
        watch.step()
        took.append(time.perf_counter() - begun)
    canvas.view.whole_range()
    watch.settle()
    return sorted(took)[56]


def _steps(window: MainWindow, watch: Watch) -> Iterator[tuple[str, Callable[[], float]]]:
    """Give what a person does, each with the longest time for which it holds the window."""
    space = _space(window)
    session, canvas, chronology = space.session, space.canvas, space.session.chronology

    def searched(text: str) -> Callable[[], float]:
        from timeline_app.document.editing.filter_state import FilterState  # noqa: PLC0415  # after the environment

        def act() -> float:
            watch.held(lambda: session.set_filter(FilterState()))
            return watch.held(lambda: session.set_filter(FilterState(text)))

        return act

    yield "pan by a tenth", lambda: watch.held(lambda: canvas.view.jump(canvas.scale.moved(canvas.width() / 10)))
    yield "zoom to a half", lambda: watch.held(lambda: canvas.view.jump(canvas.scale.zoomed(0.5, 500)))
    yield "search for a word", searched("convoy")
    yield "filter by category", searched("category:Strike")
    yield "filter by dates and importance", searched("date:2020..2021 importance:>=3")
    yield "the whole again", lambda: searched("convoy")() and watch.held(window.view.clear_filters)
    rows = iter(chronology.columns.row[MILLION // 2 :].tolist())
    yield "select an event", lambda: watch.held(lambda: session.select(next(rows)))
    yield from _table(window, watch)


def _edits(window: MainWindow, watch: Watch) -> Iterator[tuple[str, Callable[[], float]]]:
    """Give what changes one event among all, each with the longest time for which it holds the window."""
    from dataclasses import replace  # noqa: PLC0415  # only here

    from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment
    from timeline_app.domain.dates.shifting import shifted  # noqa: PLC0415  # likewise
    from timeline_app.domain.records import Event, new_id  # noqa: PLC0415  # likewise

    chronology = _space(window).session.chronology
    rows = chronology.columns.row[MILLION // 3 :: 1000].tolist()

    def changed(change_of: Callable[[Event], Change]) -> float:
        event = chronology.event(rows.pop())
        return watch.held(lambda: chronology.do(change_of(event))) if event is not None else 0.0

    yield (
        "edit an event",
        lambda: changed(lambda event: Change("Word it anew", (event,), (replace(event, title="Anew"),))),
    )
    yield "move an event", lambda: changed(lambda event: Change("Move", (event,), (shifted(event, 86_400),)))
    yield "delete an event", lambda: changed(lambda event: Change("Delete", (event,)))
    yield (
        "add an event",
        lambda: changed(lambda event: Change("Add", after=(replace(event, id=new_id(), title="One more"),))),
    )
    yield "undo one of these", lambda: watch.held(window.events.undo)
    yield "redo one of these", lambda: watch.held(window.events.redo)


def _table(window: MainWindow, watch: Watch) -> Iterator[tuple[str, Callable[[], float]]]:
    from PySide6.QtCore import Qt  # noqa: PLC0415  # after the environment

    from timeline_app.ui.table.model import CATEGORY, DATE, TITLE  # noqa: PLC0415  # likewise

    space = _space(window)
    yield "show the table", lambda: watch.held(lambda: space.set_table("below"))
    table = space.table
    if table is None:
        return
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    turn = {"at": 0}

    def sort(column: int) -> float:
        turn["at"] += 1
        order = orders[turn["at"] % 2]
        return watch.held(lambda: table.sortByColumn(column, order), lambda: not table.events.sorting)

    def scroll() -> float:
        bar = table.verticalScrollBar()
        return watch.held(lambda: bar.setValue((bar.value() + bar.maximum() // 7) % bar.maximum()))

    chosen = int(space.session.chronology.columns.row[MILLION // 2])
    for name, column in (("title", TITLE), ("category", CATEGORY), ("date", DATE)):
        yield f"sort the table by {name}", partial(sort, column)
    yield "scroll the table far", scroll
    yield "select all in the table", lambda: watch.held(table.selectAll)
    yield "sort with all selected", partial(sort, CATEGORY)
    yield "select one again", lambda: watch.held(lambda: space.session.select(chosen))


def _space(window: MainWindow) -> Workspace:
    if window.workspace is None:
        raise RuntimeError("the window opened nothing")
    return window.workspace


def resident() -> int:
    """Give the bytes that the process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    for row in measure(full=False):
        print(f"{row.what:<44} {row.value:>10.2f} {row.unit:<16} {row.wanted}", flush=True)
    sys.exit(0)
