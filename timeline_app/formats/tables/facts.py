"""How a table was read, column by column, for a person to look at before anything is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.normalize import fold
from timeline_app.formats.reading import ReadColumn, TableFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.formats.tables.date_columns import ColumnOrder
    from timeline_app.formats.tables.delimited import DelimitedTable

_SHOWN_CELLS: Final = 5
_ROWS: Final = 500
"""In which they are looked for."""
_LONGEST_CELL: Final = 200
_MOST_COLUMNS: Final = 1_000
"""Beyond, a table is no table that a person goes through column by column."""


def table_facts(
    table: DelimitedTable, columns: Mapping[str, int], *, asked: Mapping[str, str], orders: Mapping[str, ColumnOrder]
) -> TableFacts:
    """Tell the columns of a table: the field of each, what found it, its first cells, its order of day and month."""
    fields: dict[int, str] = {}
    for name, at in columns.items():
        fields.setdefault(at, name)
    chosen = {fold(column.strip()) for column in asked}
    told = []
    for at, column in enumerate(table.header[:_MOST_COLUMNS]):
        name = fields.get(at, "")
        told.append(
            ReadColumn(
                column,
                name,
                ("asked" if fold(column.strip()) in chosen else "name") if name else "",
                _values(table, at),
                orders.get(name),
            )
        )
    return TableFacts(table.encoding, table.delimiter, table.header_row, table.above, tuple(told))


def _values(table: DelimitedTable, at: int) -> tuple[str, ...]:
    cells = (row[at].strip()[:_LONGEST_CELL] for row in table.sample[:_ROWS] if at < len(row))
    return tuple(filter(None, cells))[:_SHOWN_CELLS]
