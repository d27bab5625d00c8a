"""The store at a million events: import, opening, search, filters, counts, one edit, undo of everything.

`./run bench store`. Times are thread CPU in sorts of a million numbers (S), taken in the same process; the import is
compared with bare `executemany` of the same rows into a table without any index.
"""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.chronicle import chronicle
from bench.results import Row
from bench.vocabulary import titles
from timeline_app.base.memory import keep_large_arrays_apart
from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft
from timeline_app.domain.records import Event, new_id
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MILLION = 1_000_000
IMPORTS = 3
"""How often a million events are imported, and bare rows written, in turns."""
ENOUGH_S = 40.0
"""After so long by the clock, as on a slow disk, no further turn is begun."""
STORE = "TIMELINE_APP_BENCH_STORE"
"""Names a store of a million events: this part leaves its own there, and `window` spares the making of another."""
_MEMORY = """
import sys
from pathlib import Path
from timeline_app.document import Chronology
from timeline_app.store.store import Store
import timeline_app.store.column_cache
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
before = resident()
chronology = Chronology(Store.open(Path(sys.argv[1])))
print(resident() - before)
"""
QUERIES = (
    ("search: one word", "convoy", 3.0),
    ("search: two words", "convoy bridge", 3.0),
    ("search: a beginning", "con", 3.0),
    ("search: a word as it stands", "=обстріли", 3.0),
    ("search: a word in its forms", "обстріли ", 3.0),
    ("search: a word in other letters", "~Zelensky ", 3.0),
    ("search: a beginning in other letters", "~Zelen", 3.0),
    ("search: the most frequent name in other letters", "~Kyiv ", 3.0),
    ("search: two names in other letters", "~Zelensky ~Kharkiv ", 3.0),
    ("filter: category", "category:Strike", 4.0),
    ("filter: dates and importance", "date:2020..2021 importance:>=3", 4.0),
    ("filter: everything at once", "convoy category:Strike date:2018.. importance:>=3 -status:planned", 4.0),
)


def measure(*, full: bool) -> Iterable[Row]:  # noqa: ARG001  # ten million are for `frames`, from columns
    """Give the rows of this part."""
    keep_large_arrays_apart()  # as the window does before it shows a store: what is found fits the heap then
    count = MILLION
    sort = sort_seconds()
    with tempfile.TemporaryDirectory(prefix="bench-store-") as folder:
        path = Path(folder, "million.timelinedb")
        yield from imported(path, drafts_of(count))
        kept = os.environ.get(STORE)
        if kept and not Path(kept).exists():
            shutil.copyfile(path, kept)
        yield from indexed(path)
        yield from opened(path, sort)
        yield from worked_on(path)


def sort_seconds() -> float:
    """Measure S, the unit of this table."""
    numbers = np.random.default_rng(1).integers(0, 1 << 60, MILLION)
    return statistics.median(cpu(lambda: np.sort(numbers))[0] for _time in range(15))


def cpu(run: Callable[[], object]) -> tuple[float, object]:
    """Time a call by the thread's own clock."""
    start = time.thread_time()
    result = run()
    return time.thread_time() - start, result


def best(run: Callable[[], object], times: int = 5) -> float:
    """Time a call at its median, after one that warms it."""
    run()
    return statistics.median(cpu(run)[0] for _time in range(times))


def in_sorts(run: Callable[[], object], times: int = 7) -> float:
    """Give a call as a multiple of S about the same moment, at its median, after one that warms it."""
    numbers = np.random.default_rng(1).integers(0, 1 << 60, MILLION)
    run()
    ratios = []
    for _time in range(times):
        before_s = cpu(lambda: np.sort(numbers))[0]
        took_s = cpu(run)[0]
        ratios.append(2 * took_s / (before_s + cpu(lambda: np.sort(numbers))[0]))
    return statistics.median(ratios)


def drafts_of(count: int) -> list[Draft]:
    """Make events with titles, dates and categories, as a large foreign table gives them."""
    made = chronicle(count)
    columns = made.columns
    starts = np.datetime_as_string(columns.start_min.astype("datetime64[s]")).tolist()
    ends = np.datetime_as_string(columns.end_max.astype("datetime64[s]")).tolist()
    ranged = (columns.end_max - columns.start_min > 60).tolist()
    told = titles(count)
    names = ["Diplomacy", "Strike", "Naval", "Air", "Aid", "Statement"]
    return [
        Draft(
            told[at],
            f"{starts[at]}Z",
            f"{ends[at]}Z" if ranged[at] else "",
            category=names[int(columns.category[at]) % 6],
            importance=int(columns.importance[at]),
        )
        for at in range(count)
    ]


def imported(path: Path, drafts: list[Draft]) -> Iterator[Row]:
    """Compare the import with the least that SQLite can do with the same rows; in turns, as the machine changes."""
    gc.freeze()  # a reader streams its drafts; a million kept here shall not weigh on the collector
    took, bare, begun = [], [], time.perf_counter()
    for turn in range(IMPORTS):
        is_last = turn == IMPORTS - 1 or time.perf_counter() - begun > ENOUGH_S
        made = path if is_last else path.with_name(f"turn{turn}.timelinedb")
        with Store.create(made) as store:
            seconds, _result = cpu(lambda store=store: store.import_events(iter(drafts), ImportRequest("A million")))
            with store.connections.reading() as connection:
                rows = connection.execute("SELECT * FROM event").fetchall()
        took.append(seconds)
        bare.append(bare_seconds(path.with_name("bare.db"), rows))
        del rows
        if is_last:
            break
        made.unlink()
    ratio = statistics.median(took) / statistics.median(bare)
    yield Row("import of a million events, indexes and full text", ratio, "× bare executemany", 3.5)
    yield Row("the same", len(drafts) / statistics.median(took), "events a CPU second")


def bare_seconds(path: Path, rows: list[tuple[object, ...]]) -> float:
    """Time `executemany` of rows into a table without any index."""
    with closing(sqlite3.connect(path, isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("CREATE TABLE event (" + ", ".join(f"c{at}" for at in range(len(rows[0]))) + ")")
        marks = ", ".join("?" * len(rows[0]))

        def insert() -> None:
            bare.execute("BEGIN")
            bare.executemany(f"INSERT INTO event VALUES ({marks})", rows)  # noqa: S608  # question marks
            bare.execute("COMMIT")

        seconds = cpu(insert)[0]
    path.unlink()
    return seconds


def indexed(path: Path) -> Iterator[Row]:
    """Compare the index of titles, by which forms and other letters are found, with one of the words as they stand."""
    held = "SELECT sum(length(block)) FROM event_words_data"
    with (
        Store.open(path) as store,
        store.connections.reading() as connection,
        closing(sqlite3.connect(":memory:")) as bare,
    ):
        bare.execute("CREATE VIRTUAL TABLE event_words USING fts5(title, summary, content='')")
        bare.executemany(
            "INSERT INTO event_words (rowid, title, summary) VALUES (?, ?, ?)",
            connection.execute("SELECT row, title, summary FROM event"),
        )
        plain, size = (each.execute(held).fetchone()[0] for each in (bare, connection))
    yield Row("full-text index of titles", size / plain, "× one of the words alone", 1.6)


def opened(path: Path, sort: float) -> Iterator[Row]:
    """Open the store with and without its packed columns."""
    with Store.open(path) as store:
        seconds, columns = cpu(store.columns)
        yield Row("columns from the tables", seconds / sort, "S")
        store.keep_columns(columns, store.revision)  # type: ignore[arg-type]
    del columns

    def open_and_close() -> None:
        with Store.open(path) as store:
            len(Chronology(store).columns)

    yield Row("opening, columns packed", in_sorts(open_and_close), "S", 25)
    asked = [sys.executable, "-c", _MEMORY, str(path)]
    grown = int(subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout)
    yield Row("memory that opening takes, in a process of its own", grown / MILLION, "bytes an event", 150)


def worked_on(path: Path) -> Iterator[Row]:
    """Search, filter, count, edit, and take everything back."""
    with Store.open(path) as store:
        chronology = Chronology(store)
        for name, query, target in QUERIES:
            yield Row(f"{name} → mask", in_sorts(lambda query=query: chronology.select(query)), "S", target)
        mask = chronology.select("convoy")

        def first_rows() -> None:
            rows = chronology.columns.row[np.flatnonzero(mask)[:50]]
            chronology.titles(rows.tolist())

        yield Row("the first 50 found, with titles", best(first_rows) * 1000, "ms", 1)

        def count() -> list[int]:
            facets = chronology.facets(mask)  # each count is made when it is asked for
            return [len(getattr(facets, name)) for name in ("category", "status", "actor", "place", "tag", "source")]

        yield Row("counts of all facets", in_sorts(count), "S", 4)

        def add() -> None:
            chronology.do(Change("Add", after=(Event(new_id(), "One more", "2020-05-05T10:00Z"),)))

        yield Row("adding one event", in_sorts(add), "S", 4)
        yield Row("undoing that", in_sorts(chronology.undo, 5), "S", 4)
        while chronology.undo_label == "Add":
            chronology.undo()
        yield Row("undoing the import of a million", cpu(chronology.undo)[0], "s", 10)
        yield Row("doing it again", cpu(chronology.redo)[0], "s", 10)


if __name__ == "__main__":
    for row in measure(full=False):
        print(f"{row.what:<52} {row.value:>12.2f} {row.unit:<20} {row.wanted}", flush=True)
