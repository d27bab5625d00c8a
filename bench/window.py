"""The window at a million events: opening, filters, search, table, edit, undo, as long as each holds up the window.

`./run bench window`. Wall clock would measure the neighbours, so times are the CPU time of the window's thread in sorts
of a million numbers (S); work on other threads does not hold it up and is only waited for. The screen is Qt's offscreen
one. No step of ordinary use may hold the window for more than a tenth of a second on a quiet machine (about 14 S).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.results import Row
from bench.store import MILLION, drafts_of, sort_seconds
from timeline_app.translation import settle_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtWidgets import QApplication

    from timeline_app.ui.main_window import MainWindow
    from timeline_app.ui.workspace import Workspace

HELD_S = 14.0
"""A tenth of a second where a sort takes 7 ms."""
STORE = "TIMELINE_APP_BENCH_STORE"
"""Names a store of a million events that is there already, to spare its making."""


class Watch:
    """Runs the window's event loop and notes how long its longest piece held up the thread."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def settle(self, done: Callable[[], bool] = lambda: True, limit_s: float = 60, quiet_s: float = 0.15) -> float:
        """Let the window work until `done` and nothing more comes; give the CPU time of its longest piece."""
        longest, begun, calm = 0.0, time.perf_counter(), time.perf_counter()
        while time.perf_counter() - begun < limit_s:
            start = time.thread_time()
            self._app.processEvents()
            took = time.thread_time() - start
            longest = max(longest, took)
            if took > 0.002 or not done():
                calm = time.perf_counter()
            if time.perf_counter() - calm > quiet_s:
                return longest
            time.sleep(0.002)
        raise TimeoutError("the window did not come to rest")

    def held(self, act: Callable[[], object], done: Callable[[], bool] = lambda: True) -> float:
        """Do something; give the longest time for which it held the window, now or in what it leads to."""
        start = time.thread_time()
        act()
        return max(time.thread_time() - start, self.settle(done))


def measure(*, full: bool) -> Iterable[Row]:  # noqa: ARG001  # the same at both lengths
    """Give the rows of this part."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    settle_language()
    sort = sort_seconds()
    with tempfile.TemporaryDirectory(prefix="bench-window-") as folder:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = folder
        path = Path(os.environ.get(STORE) or _made(Path(folder, "million.timelinedb")))
        yield from _used(path, sort)


def _made(path: Path) -> Path:
    from timeline_app.document import Chronology  # noqa: PLC0415  # the environment is settled before Qt is loaded
    from timeline_app.store.importing import Order  # noqa: PLC0415  # likewise
    from timeline_app.store.store import Store  # noqa: PLC0415  # likewise

    with Store.create(path) as store:
        store.import_events(iter(drafts_of(MILLION)), Order("A million"))
    Chronology(Store.open(path)).close()  # keeps the columns, as the first session does
    return path


def _used(path: Path, sort: float) -> Iterator[Row]:
    from timeline_app.ui.main_window import MainWindow  # noqa: PLC0415  # the environment is settled before Qt
    from timeline_app.ui.settings import Settings  # noqa: PLC0415  # likewise
    from timeline_app.ui.start import make_application  # noqa: PLC0415  # likewise

    app = make_application()
    watch = Watch(app)
    window = MainWindow(settings=Settings())
    window.show()
    window.complete()
    watch.settle()
    begun = time.perf_counter()
    held = watch.held(
        lambda: window.files.open_path(path),
        lambda: window.workspace is not None and window.workspace.filters is not None,
    )
    yield Row("opening, until all is shown", time.perf_counter() - begun - 0.15, "s")
    yield Row("the longest hold while opening", held / sort, "S", HELD_S)
    for name, act in _steps(window, watch):
        yield Row(name, statistics.median(act() for _time in range(3)) / sort, "S", HELD_S)
    before = _resident()
    window.close()
    watch.settle()
    yield Row("memory that closing gives back", (before - _resident()) / MILLION, "bytes an event")


def _steps(window: MainWindow, watch: Watch) -> Iterator[tuple[str, Callable[[], float]]]:
    """Give what a person does, each with the longest time for which it holds the window."""
    space = _space(window)
    session, canvas, chronology = space.session, space.canvas, space.session.chronology

    def searched(text: str) -> Callable[[], float]:
        from timeline_app.ui.filter_state import FilterState  # noqa: PLC0415  # after the environment

        def act() -> float:
            watch.held(lambda: session.set_filter(FilterState()))
            return watch.held(lambda: session.set_filter(FilterState(text)))

        return act

    yield "pan by a tenth", lambda: watch.held(lambda: canvas.jump(canvas.scale.moved(canvas.width() / 10)))
    yield "zoom to a half", lambda: watch.held(lambda: canvas.jump(canvas.scale.zoomed(0.5, 500)))
    yield "search for a word", searched("convoy")
    yield "filter by category", searched("category:Strike")
    yield "filter by dates and importance", searched("date:2020..2021 importance:>=3")
    yield "the whole again", lambda: searched("convoy")() and watch.held(window.view.clear_filters)
    rows = iter(chronology.columns.row[MILLION // 2 :].tolist())
    yield "select an event", lambda: watch.held(lambda: session.select(next(rows)))
    yield from _edits(window, watch)
    yield from _table(window, watch)


def _edits(window: MainWindow, watch: Watch) -> Iterator[tuple[str, Callable[[], float]]]:
    from dataclasses import replace  # noqa: PLC0415  # only here

    from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment

    chronology = _space(window).session.chronology
    row = int(chronology.columns.row[MILLION // 3])

    def edit() -> None:
        event = chronology.event(row)
        if event is None:
            return
        chronology.do(Change("Word it anew", (event,), (replace(event, title=event.title + " again"),)))

    yield "edit an event", lambda: watch.held(edit)
    yield "undo that", lambda: watch.held(window.events.undo)


def _table(window: MainWindow, watch: Watch) -> Iterator[tuple[str, Callable[[], float]]]:
    from PySide6.QtCore import Qt  # noqa: PLC0415  # after the environment

    from timeline_app.ui.table import CATEGORY, DATE, TITLE  # noqa: PLC0415  # likewise

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

    for name, column in (("title", TITLE), ("category", CATEGORY), ("date", DATE)):
        yield f"sort the table by {name}", partial(sort, column)
    yield "scroll the table far", scroll


def _space(window: MainWindow) -> Workspace:
    if window.workspace is None:
        raise RuntimeError("the window opened nothing")
    return window.workspace


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    for row in measure(full=False):
        print(f"{row.what:<44} {row.value:>10.2f} {row.unit:<16} {row.wanted}", flush=True)
    sys.exit(0)
