"""Rows of a table whose columns are known by name, whatever their order: what readers of one data set go by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.tables.table import facts_by_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from timeline_app.formats.reading import FileReading, TableFacts
    from timeline_app.formats.tables.table import FileTable


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row: what stands in its columns, by the plain name of each; cells that are empty are left out."""

    number: int
    told: Mapping[str, str]
    beyond: tuple[str, ...] = ()
    """Cells that stand under no column, or under a second one of a name."""
    spelled: Mapping[str, str] = field(default_factory=dict)
    """The names as the header has them, for notes."""

    def get(self, *names: str) -> str:
        """Give the first cell of some columns that is not empty."""
        return next((self.told[name] for name in names if name in self.told), "")

    def rest(self, used: Collection[str]) -> str:
        """Give what stands in the other columns, a line for each."""
        lines = [f"{self.spelled.get(name, name)}: {text}" for name, text in self.told.items() if name not in used]
        return "\n".join((*lines, *self.beyond))


def plain_name(name: str) -> str:
    """Give the name of a column without case and blanks."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()


def named_rows(table: FileTable, reading: FileReading, nothing: Collection[str] = ()) -> Iterator[NamedRow]:
    """Give the rows of a table; cells that say `nothing`, as “-” does in some, count as empty."""
    names = [plain_name(name) for name in table.header]
    spelled = dict(zip(reversed(names), reversed([on_one_line(name.strip()) for name in table.header]), strict=True))
    second = {at for at, name in enumerate(names) if name in names[:at]}
    for number, cells in table.rows(reading.report):
        told: dict[str, str] = {}
        beyond = []
        for at, cell in enumerate(cells):
            text = cell.strip()
            if not text or text in nothing:
                continue
            if at < len(names) and names[at] and at not in second:
                told[names[at]] = text
            else:
                beyond.append(f"{names[at]}: {text}" if at < len(names) and names[at] else text)
        yield NamedRow(number, told, tuple(beyond), spelled)


def facts_of_columns(table: FileTable, fields: Mapping[str, str]) -> TableFacts:
    """Tell the columns of a table for a look at it; `fields` has the name of a column for each field of events."""
    places = {name: at for at, name in reversed(list(enumerate(map(plain_name, table.header))))}
    columns = {field: places[column] for field, column in fields.items() if column in places}
    return facts_by_name(table, columns)


def columns_known(row: Sequence[str], known: Collection[str]) -> int:
    """Count the columns of a data set that a row names."""
    return len(set(map(plain_name, row)) & set(known))
