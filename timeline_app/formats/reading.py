"""What every reader of a foreign file takes and gives: drafts as a stream, records or sources, and what it noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, Problems
from timeline_app.domain.errors import DateError, FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline_app.domain.records import Record, Source

LAST_CENTURY: Final = 9_900
"""The last year from which a hundred years with years of two figures can be counted."""
Order: TypeAlias = Literal["dmy", "mdy", "ymd"]


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """The order of day and month of a column, and the cells that bear on it, each with its row."""

    order: Order
    found: Literal["asked", "proved", "usual"]
    """Whether a person chose it, its cells prove it, or it is the usual one since nothing does."""
    proof: tuple[tuple[int, str], ...] = ()
    """Cells that can be read in this order only."""
    against: tuple[tuple[int, str], ...] = ()
    """Cells that cannot be read in it."""
    matters: bool = False
    """Whether a cell would be another date in another order."""

    @property
    def words(self) -> str:
        """The order in words: "day, month, year"."""
        return {
            "dmy": _("day, month, year"), "mdy": _("month, day, year"), "ymd": _("year, month, day"),
        }[self.order]  # fmt: skip


class Days(NamedTuple):
    """A stretch of days, the last one included."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Days:
        """Read “2022-02-24/2022-12-31”; raise DateError for anything else."""
        first, _slash, last = text.partition("/")
        try:
            found = cls(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
        except ValueError:
            found = None
        if found is None or found.first > found.last:
            words = _("“{text}” is no stretch of days; write its first and last one, as 2022-02-24/2022-12-31")
            raise DateError(words.format(text=text))
        return found

    def __str__(self) -> str:
        """Spell them as `parse` reads them."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file where it does not say so itself."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    """Column of a table to field of an event; to nothing ("") where its cells shall go to the notes of events."""
    order: Order | None = None
    """Of day and month in 03/04/2014; None lets each column's values prove it."""
    orders: Mapping[str, Order] = field(default_factory=dict)
    """The same for single columns, by name; goes before `order`."""
    usual_order: Order = "dmy"
    """Where nothing proves it: the person's setting."""
    sheet: str = ""
    """Of a workbook, by name; empty for the first that has rows."""
    encoding: str = ""
    """Of a text; empty to find out."""
    zone: str = ""
    """Of clock times that name none."""
    century: int = 0
    """The first of the hundred years in which years of two figures lie; 0 for the usual ones."""
    days: bool | None = None
    """Whether clock times that are all midnight are days; None asks the cells."""
    separators: Mapping[str, str] = field(default_factory=dict)
    """What stands between several names in a cell, by field (actors, tags, category, place)."""
    repeats: Days | None = None
    """Of a calendar: days in which each time of a repeated event is an event; None to take it once, with its rule."""
    within: int = 0
    """For a first look: so many bytes at most are read before the first row comes; 0 for what a right reading needs."""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of a table, and what it was taken for."""

    name: str
    field: str = ""
    """Of an event; empty where its cells go to the notes of events."""
    found: Literal["asked", "name", "values", ""] = ""
    """Whether a person chose the field, or the column's name or its cells did."""
    values: tuple[str, ...] = ()
    """The first cells that are not empty."""
    order: ColumnOrder | None = None
    """Of a column of dates: the order of day and month, with the cells that prove it."""


@dataclass(frozen=True, slots=True)
class TableFacts:
    """How a table was read."""

    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    """Counted from 1; the lines above it are in `above`."""
    above: tuple[str, ...] = ()
    columns: tuple[ReadColumn, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """The first rows as they stand in the file, each with its number."""
    sheet: str = ""
    """Of a workbook: the one that was read."""
    sheets: tuple[str, ...] = ()
    """All sheets of a workbook, in its order."""


NO_TABLE = TableFacts()


class UnmappedTableError(FormatError):
    """A table of which no column can be told to be the title; a person who sees `table` can say which one is."""

    def __init__(self, sentence: str, table: TableFacts) -> None:
        super().__init__(sentence)
        self.table = table


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file that is being read. Drafts come as they are read; `problems` is whole when they have all come."""

    format: str
    drafts: Iterator[Draft]
    problems: Problems = field(default_factory=Problems)
    notes: list[str] = field(default_factory=list)
    """Told to the person: which order of day and month was taken, which columns were left out."""

    columns: tuple[str, ...] = ()
    """The header of a table: a part of what tells one data set from another."""
    unread_dates: list[int] = field(default_factory=list)
    """The rows with a date that could not be read, and was kept as text."""
    left_out: Problems = field(default_factory=Problems)
    """Those of the problems for which nothing of the row was taken."""
    table: TableFacts = NO_TABLE
    repeats: bool = False
    """Whether it is a calendar with events that are repeated."""

    def report(self, row: int, message: str, *, unread_date: bool = False) -> None:
        """Note what is wrong with a row; of a file full of mistakes the first thousand are enough."""
        if unread_date and self.unread_dates[-1:] != [row]:
            self.unread_dates.append(row)
        self.problems.add(row, message)

    def leave_out(self, row: int, message: str) -> None:
        """Note that nothing of a row is taken, and why."""
        self.left_out.add(row, message)
        self.problems.add(row, message)


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """The records of a file that this program wrote, each after those it refers to."""

    format: str
    records: list[Record]


@dataclass(frozen=True, slots=True)
class FoundSources:
    """The sources of a bibliography, without ids."""

    format: str
    sources: list[Source]
    notes: tuple[str, ...] = ()
    """Told to the person: what could not be read as it was meant."""


Content: TypeAlias = FileReading | FoundRecords | FoundSources
"""What a file holds: events as drafts, whole records, or sources alone."""
