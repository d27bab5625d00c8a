"""What it costs to export very many events with their evidence: `./run bench exports [--full]`.

Each format in a process of its own, as the command line writes it: processor time an event beside what the same format
took for a fifth of them, and the most memory that the process held (VmHWM). What grows faster than its events shows
in the first, what keeps them all in the second.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.results import MissingError, Row
from timeline_app.domain.records import Event, Excerpt, new_id
from timeline_app.store.sample import sample_records
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.domain.records import Record

FORMATS = ("html", "xlsx", "docx", "ics", "json")
USUAL, FULL = 3_000, 100_000
LESS = 5
_STATUS = Path("/proc/self/status")
_EXPORT = """
import resource, sys
from timeline_app.cli import app
code = app.run(["export", sys.argv[1], "--to", sys.argv[2]], lambda store: 0)
used = resource.getrusage(resource.RUSAGE_SELF)
with open("/proc/self/status", encoding="ascii") as status:
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print("COST", used.ru_utime + used.ru_stime, peak)
sys.exit(code)
"""


def measure(*, full: bool) -> Iterable[Row]:
    """Give the rows of this part."""
    if not _STATUS.exists():
        raise MissingError("This system does not tell the peak of a process.")
    count = FULL if full else USUAL
    with tempfile.TemporaryDirectory(prefix="bench-exports-") as name:
        folder = Path(name)
        few, many = made(folder / "few.timelinedb", count // LESS), made(folder / "many.timelinedb", count)
        for ending in FORMATS:
            less_s, _less_mb = exported(few, folder / f"few.{ending}")
            seconds, peak_mb = exported(many, folder / f"many.{ending}")
            size_mb = (folder / f"many.{ending}").stat().st_size / 1e6
            label = f"{ending}: {count:,} events with evidence"
            yield Row(label, 1000 * seconds / count, "CPU ms an event")
            growth = (seconds - less_s) / (count - count // LESS) / (seconds / count)
            yield Row(f"{ending}: an event more, of many", growth, "× an event", 1.3)
            yield Row(f"{ending}: at most in memory, of {size_mb:,.0f} MB", peak_mb, "MB")


def made(path: Path, count: int) -> Path:
    """Make a store of so many events: those of the sample with their evidence, on other days."""
    with Store.create(path) as store:
        store.lay_down(_records(count))
    return path


def _records(count: int) -> Iterator[Record]:
    rng, given = random.Random(20251129), sample_records()
    events = [each for each in given if isinstance(each, Event)]
    evidence: dict[str, list[Excerpt]] = {event.id: [] for event in events}
    for each in given:
        if isinstance(each, Excerpt):
            evidence[each.event_id].append(each)
        elif not isinstance(each, Event):
            yield each
    for number in range(count):
        old = events[number % len(events)]
        day = date(2012, 1, 1) + timedelta(days=rng.randrange(5000))
        new = replace(old, id=new_id(), start=day.isoformat(), end="", external_id="")
        yield new
        for each in evidence[old.id]:
            loose = {"document_id": "", "start": -1, "end": -1, "kind": "paraphrase"}
            yield replace(each, id=new_id(), event_id=new.id, **loose)  # type: ignore[arg-type]


def exported(store: Path, target: Path) -> tuple[float, float]:
    """Export a store in a process of its own; give its processor time and the most megabytes that it held."""
    done = subprocess.run(
        [sys.executable, "-c", _EXPORT, str(store), str(target)], capture_output=True, text=True, check=True
    )
    _word, seconds, peak = done.stdout.splitlines()[-1].split()
    return float(seconds), int(peak) * 1024 / 1e6
