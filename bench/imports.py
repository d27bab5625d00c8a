"""Readers of other programs' files, each beside the library that reads its format: `./run bench imports`.

A table comes in as a person brings it: looked at, then read, matched and written. Its cost is told beside bare
`executemany` of its rows as the store keeps them, that of a workbook beside python-calamine and the same rows as CSV.
With `--full`, the memory of an import is told of twice as many rows beside that of half of them: it should not grow.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from icalendar import Calendar
from python_calamine import load_workbook

from bench.results import Row
from bench.store import bare_seconds
from timeline_app.document.importing import carry_out, plan_import
from timeline_app.formats.calendars.icalendar_file import read_icalendar
from timeline_app.formats.reading import FileReading, ReadOptions
from timeline_app.formats.registry import read, recognise
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TURNS = 3
_COMPONENTS = 5_000
_ROWS = 200_000
_ROWS_LOOKED_AT = 400_000
_ROWS_REMEMBERED = 400_000
_STATUS = Path("/proc/self/status")
_IMPORT = """
import sys
from timeline_app.cli import app
code = app.run(["import", sys.argv[1], "--into", sys.argv[2], "--json"], lambda store: 0)
with open("/proc/self/status", encoding="ascii") as status:
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print("PEAK", peak)
sys.exit(code)
"""
_HEADER = ("id", "title", "date", "category", "place", "summary")
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


def measure(*, full: bool) -> Iterable[Row]:
    """Give the rows of this part."""
    with tempfile.TemporaryDirectory(prefix="bench-imports-") as folder:
        yield from calendars(Path(folder, "calendar.ics"))
        yield from tables(Path(folder))
        if full and _STATUS.exists():  # elsewhere nobody tells the peak of a process
            yield from memory(Path(folder))


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


def tables(folder: Path) -> Iterator[Row]:
    """Compare a table as CSV and as a workbook with what bare libraries take for the same rows, in turns."""
    rows = [_row(n) for n in range(_ROWS)]
    comma, sheet = folder / "table.csv", folder / "table.xlsx"
    _write_csv(comma, rows)
    _write_workbook(sheet, rows)
    bare, whole, cells, by_comma, by_sheet = ([] for _each in range(5))
    for turn in range(_TURNS):
        with Store.create(folder / f"{turn}.timelinedb") as store:
            whole.append(_cpu(lambda store=store: carry_out(plan_import(comma), store)))  # type: ignore[misc]
            with store.connections.reading() as connection:
                kept = connection.execute("SELECT * FROM event").fetchall()
        bare.append(bare_seconds(folder / f"bare{turn}.db", kept))
        by_comma.append(_cpu(lambda: _drafts(comma)))
        cells.append(_cpu(lambda: load_workbook(sheet).get_sheet_by_index(0).to_python()))
        by_sheet.append(_cpu(lambda: _drafts(sheet)))
    bare_s, whole_s, cells_s, comma_s, sheet_s = map(statistics.median, (bare, whole, cells, by_comma, by_sheet))
    yield Row(f"a CSV of {_ROWS:,} rows, imported", whole_s / bare_s, "× bare executemany", 3.5)
    yield Row("the same, read to drafts", _ROWS / comma_s, "rows a CPU second")
    limit = 2 * cells_s + comma_s
    yield Row("a workbook of the same rows, read to drafts", sheet_s / limit, "× (2 calamine alone + CSV)", 1.0)
    large = folder / "large.csv"
    _write_csv(large, map(_row, range(_ROWS_LOOKED_AT)))
    seconds = min(_cpu(lambda: plan_import(large)) for _turn in range(_TURNS))
    yield Row(f"first look at a CSV of {large.stat().st_size >> 20} MB", seconds, "CPU s", 1.0)


def memory(folder: Path) -> Iterator[Row]:
    """Compare the peak memory of an import with that of one of twice as many rows, each in a process of its own."""
    least, most = (_peak_mb(folder, rows) for rows in (_ROWS_REMEMBERED, 2 * _ROWS_REMEMBERED))
    yield Row(f"peak memory of an import of {_ROWS_REMEMBERED:,} rows", least, "MB")
    yield Row(f"the same of {2 * _ROWS_REMEMBERED:,} rows", most / least, "× that", 1.25)


def _peak_mb(folder: Path, rows: int) -> float:
    """Import so many rows into a store of their own, and give the most memory that it held (VmHWM)."""
    table, store = folder / f"{rows}.csv", folder / f"{rows}.timelinedb"
    _write_csv(table, map(_row, range(rows)))
    Store.create(store).close()
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT, str(table), str(store)], capture_output=True, text=True, check=True
    )
    *_said, peak = done.stdout.split()
    return int(peak) * 1024 / 1e6


def _row(n: int) -> tuple[str, ...]:
    day = f"2022-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
    return f"e{n}", f"Shelling no. {n} of the bridge", day, "Strike", f"Town {n % 500}", f"{n} houses were damaged"


def _write_csv(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{','.join(cells)}\n" for cells in (_HEADER, *rows))


def _write_workbook(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """Write the parts that a workbook must have; its texts stand in the cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006"
    one = f'<Relationship Id="r1" Type="{relations}/'
    lines = (
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"
        for cells in (_HEADER, *rows)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packed}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{packed}/relationships">{one}officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="A" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packed}/relationships">{one}worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)


def _drafts(path: Path) -> None:
    """Read a file to drafts, as an import does."""
    content = read(path, recognise(path, ReadOptions())[0], ReadOptions())
    assert isinstance(content, FileReading)  # noqa: S101 - no other is made here
    assert sum(1 for _draft in content.drafts) == _ROWS  # noqa: S101 - else what is timed is not the reading


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
