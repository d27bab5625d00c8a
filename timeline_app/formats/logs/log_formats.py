"""The formats that are logs: how each is recognised and who reads it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.recognition import BY_NAME, LIKELY, ReadFormat, ends_so

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import FileReading, ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement

_WHOLE: Final = 0.95
"""Columns that only this format has by these names: before the sheet of anybody."""
_RECORD: Final = re.compile(r'"timestamp_desc"\s*:')
_STAMP: Final = re.compile(r'"(?:datetime|timestamp)"\s*:')


def _is_timesketch(head: FileHead) -> Judgement:
    from timeline_app.formats.logs.log_tables import is_timesketch  # noqa: PLC0415 - for tables only

    if head.is_json or not is_timesketch(head.header):
        return None
    return _WHOLE, _("It has the columns of a log: message, timestamp_desc and a stamp.")


def _is_l2tcsv(head: FileHead) -> Judgement:
    from timeline_app.formats.logs.log_tables import is_l2tcsv  # noqa: PLC0415 - likewise

    if head.is_json or not is_l2tcsv(head.header):
        return None
    return _WHOLE, _("It has the columns of a log of plaso: date, time, timezone and MACB.")


def _is_tln(head: FileHead) -> Judgement:
    from timeline_app.formats.logs.log_tables import is_tln  # noqa: PLC0415 - likewise

    if head.is_json or not is_tln(head.text.splitlines()[:20]):
        return ends_so(head, (".tln",), BY_NAME)
    return _WHOLE, _("Its lines are those of TLN: seconds, source, host, user and description between bars.")


def _is_log_json(head: FileHead) -> Judgement:
    if not head.is_json or not _RECORD.search(head.text) or not _STAMP.search(head.text):
        return None
    try:
        json.loads(head.text.splitlines()[0])
    except (ValueError, RecursionError):
        return LIKELY, _("It is JSON and has the fields of a log: timestamp_desc and a stamp.")
    return _WHOLE, _("Its lines are records of a log, with timestamp_desc and a stamp.")


def _read_timesketch(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.logs.log_tables import read_timesketch  # noqa: PLC0415 - one of several is needed

    return read_timesketch(path, options)


def _read_l2tcsv(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.logs.log_tables import read_l2tcsv  # noqa: PLC0415 - likewise

    return read_l2tcsv(path, options)


def _read_tln(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.logs.log_tables import read_tln  # noqa: PLC0415 - likewise

    return read_tln(path, options)


def _read_json(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.logs.log_lines import read_log_lines  # noqa: PLC0415 - likewise

    return read_log_lines(path, options)


_TABLES: Final = (".csv", ".log", ".txt")
LOG_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("timesketch", lambda: _("Log of Timesketch (CSV)"), _TABLES, "events", _is_timesketch, _read_timesketch),
    ReadFormat(
        "timesketch-json", lambda: _("Log of Timesketch or plaso (JSON)"), (".jsonl", ".json", ".log"), "events",
        _is_log_json, _read_json,
    ),
    ReadFormat("l2tcsv", lambda: _("Log of plaso (l2tcsv)"), _TABLES, "events", _is_l2tcsv, _read_l2tcsv),
    ReadFormat("tln", lambda: _("Log in TLN"), (".tln", *_TABLES), "events", _is_tln, _read_tln),
)  # fmt: skip
