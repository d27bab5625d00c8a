"""The cells of a row by field: what is done for each row of a table, and so is done once where it can be.

Of a million rows each look-up counts. Which cells are wanted is settled once for a table; dates that come again in its
rows, as most do, are read once.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from timeline_app.formats.tables.columns import says_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from timeline_app.formats.tables.columns import ColumnMapping
    from timeline_app.formats.tables.row_dates import RowDate, RowDates

_WORDS: Final = frozenset({"title", "summary", "notes"})
_MOST_DATES: Final = 20_000
"""So many are remembered; then they are forgotten."""


class RowCells:
    """Gives what a row tells for each field, empty where it tells nothing."""

    def __init__(self, mapping: ColumnMapping, empty: frozenset[str], unguarded: Callable[[str], str]) -> None:
        self._names = tuple(mapping.fields)
        self._pick = _picking(tuple(mapping.fields.values()))
        self._least = max(mapping.fields.values()) + 1
        self._more = mapping.more
        self._empty = empty
        self._unguarded = unguarded

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
            problems: list[str] = []
            found = self._dates.of(told, problems.append)
            for problem in problems:
                self._report(number, problem)
            if not problems:
                if len(self._known) >= _MOST_DATES:
                    self._known.clear()
                self._known[key] = found
        return found


def _picking(places: tuple[int, ...]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    if len(places) == 1:
        return lambda cells: (cells[places[0]],)
    return itemgetter(*places)
