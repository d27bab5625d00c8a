"""Dates beside titles: which detail a view asks for, and the words of each event."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from timeline_app.base.compat import override
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.dates.zones import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.domain.columns import EventColumns
    from timeline_app.domain.dates.when import When

NO_DATES: Final = -1
"""The detail of a view without dates beside its titles."""
_FINEST_S: Final = ((2 * 366 * DAY_S, 0), (14 * DAY_S, 1), (2 * DAY_S, 2), (0, 3))
"""In a view longer than that the words have the detail beside it (`formatting.beside.DateDetail`)."""
_READ_AT_ONCE: Final = 200
_INSTANT: Final = int(WhenFlag.INSTANT)
_CLOCK: Final = int(WhenFlag.INSTANT | WhenFlag.FLOATING)


def detail_of(span_s: int) -> int:
    """Give the detail of dates in a view so long: what the ruler tells at a glance need not stand beside each title."""
    return next(detail for longer_s, detail in _FINEST_S if span_s > longer_s)


class DateBook:
    """Words dates beside titles; those that are no plain day or moment it has to be told."""

    def __init__(self, zone: str) -> None:
        self._own = zone == OWN
        self._zone = "" if self._own else zone
        self._known: dict[int, When | None] = {}
        self._words: dict[tuple[int, int, bool], str] = {}

    def missing(self, events: Iterable[int], columns: EventColumns) -> list[int]:
        """Give those of some events whose dates have to be told: as many as are read at once."""
        known = self._known
        unknown = (each for each in events if each not in known and self._plain(each, columns, 0, years=False) is None)
        return list(islice(unknown, _READ_AT_ONCE))

    def learn(self, dates: Mapping[int, When | None]) -> None:
        """Remember some dates; None for what cannot be read."""
        self._known.update(dates)

    def words(self, event: int, columns: EventColumns, near: tuple[int, int], detail: int) -> str | None:
        """Word the date of an event; None while it is not known.

        The year is left to the ruler only where the event lies within what is `near` the view.
        """
        start_s, end_s = int(columns.start_min[event]), int(columns.end_max[event])
        years = -FAR_S < start_s < near[0] or near[1] < end_s < FAR_S
        key = event, detail, years
        found = self._words.get(key)
        if found is None:
            found = self._plain(event, columns, detail, years=years) or self._told(event, detail, years=years)
            if found is not None:
                self._words[key] = found
        return found

    def _plain(self, event: int, columns: EventColumns, detail: int, *, years: bool) -> str | None:
        from timeline_app.domain.dates.formatting import beside  # noqa: PLC0415 - no start waits for words of dates

        flags = int(columns.flags[event])
        if self._own and flags & _CLOCK:  # the columns have the clock of the ruler, not its own
            return None
        start_s, end_s = int(columns.start_min[event]), int(columns.end_max[event])
        if flags & _CLOCK == _INSTANT and beside.comes_twice(start_s, self._zone):
            return None  # the columns have one place for both
        return beside.word_plain_beside(start_s, end_s, flags, beside.DateDetail(detail), years=years)

    def _told(self, event: int, detail: int, *, years: bool) -> str | None:
        from timeline_app.domain.dates.formatting import beside  # noqa: PLC0415 - no start waits for words of dates

        if event not in self._known:
            return None
        when = self._known[event]
        return "" if when is None else beside.word_beside(when, self._zone, beside.DateDetail(detail), years=years)


class UnbrokenDateBook(DateBook):
    """Words the dates of events that stand in shortened time: by the time of clocks, which `columns` have."""

    def __init__(self, zone: str, columns: EventColumns) -> None:
        super().__init__(zone)
        self._columns = columns

    @override
    def missing(self, events: Iterable[int], columns: EventColumns) -> list[int]:
        return super().missing(events, self._columns)

    @override
    def words(self, event: int, columns: EventColumns, near: tuple[int, int], detail: int) -> str | None:
        return super().words(event, self._columns, (-FAR_S, FAR_S), detail)
