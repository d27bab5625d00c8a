"""The cells of rows by field: what is done for each row of a table, and so is done once, or for many, where it can be.

Of a million rows each look-up counts. Which cells are wanted is settled once for a table; rows that are as wide as its
header are taken a thousand at a time, column by column; dates that come again, as most do, are read once.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeVar

from timeline_app.formats.tables.columns import says_nothing
from timeline_app.formats.tables.row_blocks import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from timeline_app.formats.tables.columns import ColumnMapping
    from timeline_app.formats.tables.row_blocks import Block
    from timeline_app.formats.tables.row_dates import RowDate, RowDates

CellT = TypeVar("CellT")
_WORDS: Final = frozenset({"title", "summary", "notes"})
_MOST_DATES: Final = 20_000
"""So many are remembered; then they are forgotten."""


class RowCells:
    """Gives what a row tells for each field, empty where it tells nothing."""

    def __init__(
        self, mapping: ColumnMapping, wide: int, empty: frozenset[str], unguarded: Callable[[str], str]
    ) -> None:
        """Take a table `wide` columns; cells that are `empty` say nothing."""
        self._names = tuple(mapping.fields)
        self._pick = _picking(tuple(mapping.fields.values()))
        self._least = max(mapping.fields.values()) + 1
        self._more = mapping.more
        self._empty = empty
        self._unguarded = unguarded
        self._wide = wide

    def told(self, cells: Sequence[str]) -> dict[str, str]:
        """Give the cells of a row by field."""
        if len(cells) < self._least:
            cells = [*cells, *[""] * (self._least - len(cells))]
        texts = [*map(str.strip, self._pick(cells))]
        told = dict(zip(self._names, texts, strict=True))
        if not self._empty.isdisjoint(texts) or "'" in "".join(texts):
            for name, text in told.items():
                if text[:1] == "'":
                    told[name] = self._unguarded(text)
                elif text in self._empty and name != "title":
                    told[name] = ""
        for name, columns in self._more.items():  # of few tables
            more = [self._unguarded(cells[at].strip()) for at in columns if at < len(cells)]
            between = "\n" if name in _WORDS else "; "
            told[name] = between.join(each for each in (told.get(name, ""), *more) if not says_nothing(each))
        return told

    def columns(self, rows: Block) -> dict[str, list[str]] | None:
        """Give the cells of many rows as `told` does, a column for each field; None where rows are of other widths."""
        columns = columns_of(rows, self._wide) if not self._more else None
        if columns is None:
            return None
        picked = self._pick(columns)
        return {name: self._cleaned(name, cells) for name, cells in zip(self._names, picked, strict=True)}

    def _cleaned(self, name: str, cells: Iterable[str]) -> list[str]:
        texts = [*map(str.strip, cells)]
        if self._empty.isdisjoint(texts) and "'" not in "".join(texts):
            return texts
        empty = frozenset[str]() if name == "title" else self._empty
        return [self._unguarded(text) if text[:1] == "'" else "" if text in empty else text for text in texts]


class RememberedDates:
    """Reads the dates of rows, those that come again once; a date with something wrong is told for each row."""

    def __init__(self, dates: RowDates, fields: Collection[str], report: Callable[[int, str], None]) -> None:
        self._dates = dates
        self._report = report
        self._names = tuple(name for name in fields if name in dates.fields)
        self._known: dict[tuple[str, ...], RowDate] = {}

    def of(self, number: int, told: Mapping[str, str]) -> RowDate:
        """Give when the event of a row is."""
        key = tuple(map(told.__getitem__, self._names))
        found = self._known.get(key)
        if found is None:
            found, problems = self._dated(key)
            for problem in problems:
                self._report(number, problem)
        return found

    def of_many(self, columns: Mapping[str, Sequence[str]], count: int) -> list[RowDate | None]:
        """Give when the events of many rows are; None where something is to be said of a row, which is left to `of`."""
        keys = list(zip(*map(columns.__getitem__, self._names), strict=True)) if self._names else [()] * count
        known = map(self._known.get, keys)
        return [found or self._without_problems(key) for key, found in zip(keys, known, strict=True)]

    def _without_problems(self, key: tuple[str, ...]) -> RowDate | None:
        found, problems = self._dated(key)
        return None if problems else found

    def _dated(self, key: tuple[str, ...]) -> tuple[RowDate, list[str]]:
        problems: list[str] = []
        found = self._dates.of(dict(zip(self._names, key, strict=True)), problems.append)
        if not problems:
            if len(self._known) >= _MOST_DATES:
                self._known.clear()
            self._known[key] = found
        return found, problems


def _picking(places: tuple[int, ...]) -> Callable[[Sequence[CellT]], tuple[CellT, ...]]:
    if len(places) == 1:
        return lambda cells: (cells[places[0]],)
    return itemgetter(*places)
