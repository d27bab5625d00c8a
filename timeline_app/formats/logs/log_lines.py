"""Logs as JSON: a record on each line, as Timesketch and plaso write them, or plaso's one object of all."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.held_files import open_text
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import FormatError
from timeline_app.formats.encoding import decode, encoding_of, read_whole
from timeline_app.formats.logs.log_rows import draft_of, stamp_of
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.named_rows import NamedRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.domain.draft import Draft
    from timeline_app.formats.reading import ReadOptions

_LONGEST_LINE: Final = 16_000_000
_OF_PLASO: Final = frozenset({"__container_type__", "__type__"})
"""What says only that a record is one."""


def is_record(value: object) -> bool:
    """Tell whether a JSON value is a record of a log."""
    return isinstance(value, dict) and "timestamp_desc" in value and bool({"datetime", "timestamp"} & set(value))


def read_log_lines(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the records at `path`; raise FormatError where there are none."""
    reading = FileReading("timesketch-json", iter(()))
    records = _records(path, options, reading)
    first = next(records, None)
    if first is None:
        raise FormatError(_("“{name}” holds no records of a log.").format(name=path.name))
    return replace(reading, drafts=_drafts(first, records, reading))


def _drafts(
    first: tuple[int, dict[str, Any]], rest: Iterator[tuple[int, dict[str, Any]]], reading: FileReading
) -> Iterator[Draft]:
    yield _draft(*first, reading)
    for number, record in rest:
        yield _draft(number, record, reading)


def _draft(number: int, record: dict[str, Any], reading: FileReading) -> Draft:
    told = {str(name).casefold(): text for name, value in record.items() if (text := _text(value))}
    semantic = record.get("date_time")
    if isinstance(semantic, dict):  # how plaso came to the stamp; where it says in words that there is none, they count
        if words := str(semantic.get("string") or ""):
            told.pop("timestamp", None)
            told["datetime"] = words
        told.pop("date_time", None)
    row = NamedRow(number, {name: text for name, text in told.items() if name not in _OF_PLASO and text != "-"})
    when, used = stamp_of(row, reading)
    return draft_of(row, when, used)


def _text(value: object) -> str:
    if value is None or (isinstance(value, str | list | dict) and not value):
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e19:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | bool) else str(value)


def _records(path: Path, options: ReadOptions, reading: FileReading) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the records with their lines; a file that is one JSON value is read as a whole."""
    with open_text(path, encoding_of(path, options.within), errors="replace") as file:
        first = file.readline(_LONGEST_LINE).lstrip("\ufeff")
        if not is_record(_read(first)):
            yield from _whole(path, reading)
            return
        number, line = 1, first
        while line:
            if len(line) >= _LONGEST_LINE:
                raise FormatError(
                    _("Line {row} of “{name}” is too long for a table.").format(row=number, name=path.name)
                )
            record = _read(line)
            if isinstance(record, dict):
                yield number, record
            elif line.strip():
                words = _("The line is no record, and was left out: {text}")
                reading.leave_out(number, words.format(text=line.strip()[:80]))
            number, line = number + 1, file.readline(_LONGEST_LINE)


def _whole(path: Path, reading: FileReading) -> Iterator[tuple[int, dict[str, Any]]]:
    value = _read(decode(read_whole(path)).lstrip("\ufeff"))
    values = list(value.values()) if isinstance(value, dict) and not is_record(value) else value
    for number, record in enumerate(values if isinstance(values, list) else [values], 1):
        if is_record(record):
            yield number, record
        elif record is not None:
            reading.leave_out(
                number, _("The line is no record, and was left out: {text}").format(text=str(record)[:80])
            )


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
