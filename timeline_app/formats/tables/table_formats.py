"""The formats that are tables: how each is recognised and who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import quoted
from timeline_app.domain.errors import FormatError
from timeline_app.formats.recognition import BY_NAME, LIKELY, PERHAPS, ReadFormat, ends_so

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import FileReading, ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement

_ENDINGS: Final = (".csv", ".tsv", ".tab", ".txt")
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_PAGES: Final = (".html", ".htm", ".xhtml")
_SEVERAL: Final = 2


def _is_timelinejs(head: FileHead) -> Judgement:
    from timeline_app.formats.tables.timelinejs_sheet import is_header  # noqa: PLC0415 - for tables only

    if head.is_json or not is_header(head.header):
        return None
    return LIKELY, _("It has the columns of a TimelineJS sheet: Year, Headline and others.")


def _is_table(head: FileHead) -> Judgement:
    from timeline_app.formats.tables.columns import fields_named  # noqa: PLC0415 - for tables only

    if not head.workbook and not head.is_json and len(head.header) > 1 and fields_named(head.header, {}) >= _SEVERAL:
        names = ", ".join(quoted(name.strip()[:40]) for name in head.header[:4])
        return BY_NAME + 0.1, _("It has a header with names of fields: {columns}.").format(columns=names)
    return ends_so(head, _ENDINGS, BY_NAME)


def _is_workbook(head: FileHead) -> Judgement:
    return (BY_NAME + 0.2, _("It is a workbook of a spreadsheet.")) if head.workbook else None


def _is_page(head: FileHead) -> Judgement:
    beginning = head.text[:4_000].lower()
    if head.suffix not in _PAGES and not any(sign in beginning for sign in ("<html", "<!doctype html", "<table")):
        return None
    from timeline_app.formats.tables.columns import fields_named  # noqa: PLC0415 - for pages only
    from timeline_app.formats.tables.html_tables import chosen_table, named_in  # noqa: PLC0415 - likewise

    try:
        table = chosen_table(head.path, lambda row: fields_named(row, {}))
    except FormatError:
        return None
    if named_in(table, lambda row: fields_named(row, {})) < _SEVERAL:
        return PERHAPS, _("It is a page that holds a table.")
    reason = _("It is a page that holds a table with names of fields: “{table}”.").format(table=table.name)
    return (LIKELY if table.is_most else BY_NAME), reason


def _is_records(head: FileHead) -> Judgement:
    from timeline_app.formats.tables.columns import fields_named  # noqa: PLC0415 - for tables only
    from timeline_app.formats.tables.json_rows import names_in  # noqa: PLC0415 - for JSON only

    names = names_in(head.outline)
    if fields_named(names, {}) < _SEVERAL:
        return None
    words = _("It holds records in JSON with names of fields: {columns}.")
    return BY_NAME - 0.1, words.format(columns=", ".join(quoted(name[:40]) for name in names[:4]))


def _read_records(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.tables.event_rows import read_events  # noqa: PLC0415 - one of several is needed
    from timeline_app.formats.tables.json_rows import open_records  # noqa: PLC0415 - likewise

    return read_events(open_records(path), options, "records")


def _read_workbook(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.tables.columns import fields_named  # noqa: PLC0415 - one of several is needed
    from timeline_app.formats.tables.event_rows import read_events  # noqa: PLC0415 - likewise
    from timeline_app.formats.tables.opening import open_table  # noqa: PLC0415 - likewise

    table = open_table(path, lambda row: fields_named(row, options.mapping), options)
    return read_events(table, options, "xlsx")


def _read_page(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.tables.columns import fields_named  # noqa: PLC0415 - one of several is needed
    from timeline_app.formats.tables.event_rows import read_events  # noqa: PLC0415 - likewise
    from timeline_app.formats.tables.html_tables import open_html_table  # noqa: PLC0415 - likewise

    table = open_html_table(path, lambda row: fields_named(row, options.mapping), options)
    return read_events(table, options, "html")


def _read_table(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.tables.csv_table import read_csv  # noqa: PLC0415 - one of several is needed

    return read_csv(path, options)


def _read_sheet(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.tables.timelinejs_sheet import read_sheet  # noqa: PLC0415 - likewise

    return read_sheet(path, options)


TABLE_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("csv", lambda: _("CSV or TSV table"), _ENDINGS, "events", _is_table, _read_table, takes_mapping=True),
    ReadFormat(
        "xlsx", lambda: _("Workbook (Excel, LibreOffice)"), _WORKBOOKS, "events", _is_workbook, _read_workbook,
        takes_mapping=True, at_once=1_000_000,
    ),
    ReadFormat(
        "records", lambda: _("Records in JSON"), (".json", ".jsonl", ".ndjson"), "events", _is_records, _read_records,
        takes_mapping=True,
    ),
    ReadFormat(
        "html", lambda: _("Table of a page (HTML)"), _PAGES, "events", _is_page, _read_page, takes_mapping=True,
        at_once=32 * 2**20,
    ),
    ReadFormat(
        "timelinejs", lambda: _("TimelineJS sheet"), (*_ENDINGS[:2], ".xlsx"), "events", _is_timelinejs, _read_sheet
    ),
)  # fmt: skip
