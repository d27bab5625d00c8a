"""Readers of other programs' files, each beside the library that reads its format: `./run bench imports`."""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from icalendar import Calendar

from bench.results import Row
from timeline_app.formats.calendars.icalendar_file import read_icalendar
from timeline_app.formats.reading import ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TURNS = 3
_COMPONENTS = 5_000
_EVENT = """BEGIN:VEVENT\r
UID:{n}@example.com\r
DTSTAMP:20200101T000000Z\r
DTSTART;TZID=Europe/Kyiv:202001{day:02d}T100000\r
DTEND;TZID=Europe/Kyiv:202001{day:02d}T113000\r
SUMMARY:Meeting no. {n}\r
DESCRIPTION:They met\\, and agreed on a list of {n} names\\nto be published.\r
LOCATION:Istanbul\r
CATEGORIES:Diplomacy,Prisoners\r
STATUS:CONFIRMED\r
END:VEVENT\r
"""


def measure(*, full: bool) -> Iterable[Row]:  # noqa: ARG001  # the same file either way
    """Give the rows of this part."""
    with tempfile.TemporaryDirectory(prefix="bench-imports-") as folder:
        yield from calendars(Path(folder, "calendar.ics"))


def calendars(path: Path) -> Iterator[Row]:
    """Compare the reading of a calendar with what its library takes for it; in turns, as the machine changes."""
    events = "".join(_EVENT.format(n=n, day=n % 28 + 1) for n in range(_COMPONENTS))
    path.write_bytes(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode())
    ours, alone = [], []
    for _turn in range(_TURNS):
        alone.append(_cpu(lambda: Calendar.from_ical(path.read_bytes())))
        ours.append(_cpu(lambda: list(read_icalendar(path, ReadOptions()).drafts)))
    ratio = statistics.median(ours) / statistics.median(alone)
    yield Row(f"a calendar of {_COMPONENTS:,} components, read to drafts", ratio, "× icalendar alone", 2.0)
    yield Row("the same", _COMPONENTS / statistics.median(ours), "components a CPU second")


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
