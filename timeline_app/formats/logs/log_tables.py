"""Logs as tables: Timesketch's CSV and plaso's dynamic output, plaso's l2tcsv, and TLN with its bars."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.dates.zones import known_zone
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.logs.log_rows import KINDS, MESSAGES, draft_of, stamp_of
from timeline_app.formats.logs.stamps import read_stamp
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.named_rows import NamedRow, columns_known, facts_of_columns, named_rows, plain_name
from timeline_app.formats.tables.opening import open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from timeline_app.domain.draft import Draft
    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.table import FileTable

    Make = Callable[[NamedRow, FileReading], Draft]

_NOTHING: Final = ("-",)
TIMESKETCH: Final = frozenset({"message", "datetime", "timestamp", "timestamp_desc"})
L2T: Final = frozenset(
    {"date", "time", "timezone", "macb", "source", "sourcetype", "type", "user", "host", "short", "desc"}
)
TLN: Final = ("time", "source", "host", "user", "description", "tz", "notes")
_DAY: Final = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
_TIME: Final = re.compile(r"(\d\d:\d\d:\d\d)(?:\.\d+)?", re.ASCII)
_TLN_LINE: Final = re.compile(r"-?\d{1,19}\|[^|\n]*\|[^|\n]*\|[^|\n]*\|")
_STAMPED: Final = re.compile(r"[\dT:.+Z-]{10,40}; ([^;]{1,60}); (.+)", re.DOTALL)


def is_timesketch(header: Sequence[str]) -> bool:
    """Tell whether a table's columns are those that Timesketch demands."""
    names = set(map(plain_name, header))
    return {"message", "timestamp_desc"} <= names and bool({"datetime", "timestamp"} & names)


def is_l2tcsv(header: Sequence[str]) -> bool:
    """Tell whether a table's columns are those of l2tcsv."""
    names = set(map(plain_name, header))
    return {"date", "time", "timezone", "macb"} <= names and bool({"desc", "short"} & names)


def is_tln(lines: Sequence[str]) -> bool:
    """Tell whether lines are those of TLN, with or without its header."""
    first = [plain_name(cell) for cell in lines[0].split("|")] if lines else []
    if len(first) >= 5 and tuple(first) == TLN[: len(first)]:
        return True
    full = [line for line in lines if line.strip()]
    return len(full) > 1 and all(map(_TLN_LINE.match, full))


def read_timesketch(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the table at `path`; raise FormatError where its columns are others."""
    return _read(path, options, "timesketch", (TIMESKETCH, is_timesketch, _timesketch))


def read_l2tcsv(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the table at `path`; raise FormatError where its columns are others."""
    return _read(path, options, "l2tcsv", (L2T, is_l2tcsv, _l2tcsv))


def read_tln(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the lines at `path`; raise FormatError where they have other columns."""
    table = open_table(path, lambda row: columns_known(row, TLN), options)
    if table.source.facts.delimiter != "|" or len(table.header) < 5:
        raise FormatError(_no_such_table(path.name, _("Time|Source|Host|User|Description")))
    if tuple(map(plain_name, table.header[:5])) != TLN[:5]:
        rows = [table.header, *table.sample]
        table = replace(table, header=[*TLN[: len(table.header)]], header_row=table.header_row - 1, sample=rows)
    return _begun(table, "tln", _tln)


def _read(
    path: Path, options: ReadOptions, name: str, kind: tuple[frozenset[str], Callable[[Sequence[str]], bool], Make]
) -> FileReading:
    known, is_so, make = kind
    table = open_table(path, lambda row: columns_known(row, known), options)
    if not is_so(table.header):
        raise FormatError(_no_such_table(path.name, ", ".join(sorted(known))))
    return _begun(table, name, make)


def _no_such_table(name: str, columns: str) -> str:
    words = _("“{name}” is no log of this kind: one has the columns {columns}.")
    return words.format(name=name, columns=columns)


def _begun(table: FileTable, name: str, make: Make) -> FileReading:
    header = [plain_name(column) for column in table.header]
    fields = {
        "title": next((each for each in MESSAGES if each in header), ""),
        "start": next((each for each in ("datetime", "timestamp", "date", "time") if each in header), ""),
        "category": next((each for each in KINDS if each in header), ""),
        "tags": "tag",
        "zone": "timezone",
    }
    facts = facts_of_columns(table, fields)
    reading = FileReading(name, iter(()), notes=list(table.notes), columns=tuple(table.header), table=facts)
    return replace(reading, drafts=_drafts(table, make, reading))


def _drafts(table: FileTable, make: Make, reading: FileReading) -> Iterator[Draft]:
    for row in named_rows(table, reading, _NOTHING):
        yield make(row, reading)


def _timesketch(row: NamedRow, reading: FileReading) -> Draft:
    when, used = stamp_of(row, reading)
    return draft_of(row, when, used)


def _l2tcsv(row: NamedRow, reading: FileReading) -> Draft:
    """Read a row of l2tcsv: its date has the month first; 00/00/0000 stands for none."""
    said = " ".join(filter(None, (row.get("date"), row.get("time"), row.get("timezone"))))
    day, time = _DAY.fullmatch(row.get("date")), _TIME.fullmatch(row.get("time"))
    start, zone = "", ""
    if day is not None and day[3] != "0000":
        start = f"{day[3]}-{day[1]}-{day[2]}"
        if time is not None:
            clocks = row.get("timezone")
            is_utc = clocks.upper() in {"UTC", "Z", "GMT"}
            start += f"T{time[1]}{'Z' if is_utc else ''}"
            zone = "" if is_utc else known_zone(clocks)
    try:
        When.parse(start, zone) if start else None
    except DateError:
        start, zone = "", ""
    used = ("date", "time", *(("timezone",) if zone or start.endswith("Z") else ()))
    if not start:
        words = _("“{text}” is no date; it was kept as text.")
        reading.report(row.number, words.format(text=said[:80]), unread_date=True)
    return draft_of(row, (start, "" if start else said, zone), used)


def _tln(row: NamedRow, reading: FileReading) -> Draft:
    """Read a line of TLN: seconds since 1970, 0 for no date; plaso writes stamp and meaning before the words."""
    text = row.get("time")
    try:
        start, exact = read_stamp(text)
    except DateError:
        start, exact = "", text
        reading.report(
            row.number, _("“{text}” is no date; it was kept as text.").format(text=text[:80]), unread_date=True
        )
    told = dict(row.told)
    if match := _STAMPED.fullmatch(told.get("description", "")):
        told |= {"description": match[2], "timestamp_desc": match[1]}
    used = ("time", *(("tz",) if told.get("tz", "").upper() == "UTC" else ()))
    return draft_of(replace(row, told=told), (start, exact, ""), used)
