"""Read a table of any program, recognised by its header and not by its file name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.formats.tables.csv_table import read_columns
from timeline_app.formats.tables.delimited import open_table
from timeline_app.formats.tables.mapping import fields_named
from timeline_app.formats.timelines import timelinejs_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.formats.reading import Reading, ReadOptions


def read_table(path: Path, options: ReadOptions) -> Reading:
    """Begin to read the table at `path`; columns that a person mapped are read as anybody's table."""
    table = open_table(path, lambda row: fields_named(row, options.mapping))
    if not options.mapping and timelinejs_sheet.is_header(table.header):
        return timelinejs_sheet.read_sheet(table)
    return read_columns(table, options)
