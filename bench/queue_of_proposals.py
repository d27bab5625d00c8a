"""The review queue of a long page: how long 200 proposals and each decision on them hold the window.

Part of `./run bench extract`; `python -m bench.queue_of_proposals` prints it alone. As in bench/window.py, what holds
the window is counted as CPU time of its thread in sorts of a million numbers (S).
"""

from __future__ import annotations

import calendar
import random
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.results import Row
from bench.store import sort_seconds
from bench.window import HELD_S, empty_window
from timeline_app.base.i18n import settle_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.reader.proposals_panel import ProposalsPanel

PROPOSALS = 200
READER_S = 28.0
"""The reader is loaded and built: a fifth of a second where a sort takes 7 ms."""
DECISION_S = 8.0
"""A key on one of them: half of what a person feels."""
MONTHS = calendar.month_name[1:]


def long_page(count: int) -> str:
    """Write a page of so many events, each on a day of its own."""
    draw = random.Random(3)
    return "\n\n".join(
        f"The bridge at Novopil number {number} was hit by two drones on {draw.randint(1, 28)} {draw.choice(MONTHS)} "
        f"{draw.randint(2014, 2025)}, officials of the harbour said in a long statement that was read out."
        for number in range(count)
    )


def measure() -> Iterator[Row]:
    """Give the rows: showing the queue, and a key on it."""
    settle_language()
    sort = sort_seconds()
    with tempfile.TemporaryDirectory(prefix="bench-queue-") as folder:
        window, watch = empty_window(Path(folder))
        from PySide6.QtCore import Qt  # noqa: PLC0415  # the environment is settled before Qt is loaded
        from PySide6.QtTest import QTest  # noqa: PLC0415  # likewise

        from timeline_app.document.evidence.source_records import Article  # noqa: PLC0415  # likewise
        from timeline_app.store.store import Store  # noqa: PLC0415  # likewise

        Store.create(Path(folder, "queue.timelinedb")).close()
        window.files.open_path(Path(folder, "queue.timelinedb"))
        window.complete()
        watch.settle()
        for count in (PROPOSALS // 10, PROPOSALS):  # the first builds the reader
            article = Article(f"{count} events", published="2025-11-21", text=long_page(count))
            held = watch.held(
                partial(window.evidence.reading.take_article, article), partial(_shows, window, count * 9 // 10)
            )
            if count < PROPOSALS:
                yield Row("the first article: the longest hold until it is read", held / sort, "S", READER_S)
        yield Row(f"{PROPOSALS} proposals: the longest hold until they are shown", held / sort, "S", HELD_S)
        panel = _panel(window)
        if panel is not None:
            for name, key in (("accepted", Qt.Key.Key_A), ("left out", Qt.Key.Key_R)):
                took = [watch.held(partial(QTest.keyClick, panel.list, key)) for _time in range(7)]
                yield Row(f"{PROPOSALS} proposals: one is {name}", statistics.median(took) / sort, "S", DECISION_S)
        if window.evidence.reading.room is not None:
            window.evidence.reading.room.documents.drop_accepted()
        window.close()
        watch.settle()


def _panel(window: MainWindow) -> ProposalsPanel | None:
    room = window.evidence.reading.room
    return room.proposals if room is not None else None


def _shows(window: MainWindow, least: int) -> bool:
    panel = _panel(window)
    return panel is not None and len(panel.queue) >= least


if __name__ == "__main__":
    for row in measure():
        print(f"{row.what:<60} {row.value:>10.2f} {row.unit:<4} {row.wanted}", flush=True)
    sys.exit(0)
