"""Opens the table of a file, whatever kind of file has it: a text, a workbook.

Readers of tables with columns of their own (TimelineJS and the like) begin here, so that each reads workbooks as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.held_files import open_bytes
from timeline_app.formats.tables.delimited import open_text_table, text_header
from timeline_app.formats.tables.workbook import kind_of_workbook, open_workbook_table, workbook_header

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.table import FileTable

    FieldsNamed = Callable[[list[str]], int]
    """Counts the fields that a row names: the header is the row that names most."""


def open_table(path: Path, fields_named: FieldsNamed, options: ReadOptions) -> FileTable:
    """Look into the table at `path`; raise FormatError where it is none."""
    with open_bytes(path) as file:
        head = file.read(8)
    if kind_of_workbook(path, head):
        return open_workbook_table(path, fields_named, options)
    return open_text_table(path, fields_named, options)


def header_of(path: Path, head: bytes, fields_named: FieldsNamed) -> Sequence[str]:
    """Find the header of the table at `path`, of whose beginning `head` is enough; none where no rows can be told."""
    if kind_of_workbook(path, head):
        return workbook_header(path, fields_named)
    return text_header(path, fields_named, len(head))
