"""The events that the canvas shows, by number: arranged in lanes, filtered, and kept so through edits."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from timeline_app.domain.calendar import DAY_S
from timeline_app.domain.records import STATUSES
from timeline_app.layout.arrangement import Arrangement
from timeline_app.layout.claims import ClaimBook, claims_from
from timeline_app.layout.clocks import on_clocks
from timeline_app.layout.lanes import UNDATED, Names
from timeline_app.layout.sets import SetBook, members_from
from timeline_app.layout.timeline import TimelineLayout
from timeline_app.layout.titles import TextWidths, TitleBook
from timeline_app.paint.timeline import ruler_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document import Chronology
    from timeline_app.document.patching import Edit
    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.arrays import Mask
    from timeline_app.layout.edits import Shift
    from timeline_app.paint.sprites import Sprites

_BOUNDED_S: Final = 2**61
_ENOUGH: Final = 400
"""From so many events on a few of them are taken for outliers."""
_FAR_TIMES: Final = 4
_NOTHING_YET: Final = (1_388_534_400, 1_767_225_600)
"""What an empty chronology shows: 2014 to 2025."""
STATUS_NAMES: Final = {
    "planned": _("Planned"),
    "reported": _("Reported"),
    "corroborated": _("Corroborated"),
    "occurred": _("Occurred"),
    "disputed": _("Disputed"),
    "cancelled": _("Cancelled"),
    "false": _("False"),
}


class ShownEvents:
    """The events of a chronology by number, arranged in lanes and filtered; follows what is edited."""

    def __init__(self, chronology: Chronology, sprites: Sprites, zone: str = "UTC") -> None:
        self.chronology = chronology
        self.sprites = sprites
        self.lanes = "category"
        self.zone = zone
        self.mask: Mask | None = None
        """What the filter keeps, over `columns`."""
        self._extent: tuple[int, int] | None = None
        self._edits: Sequence[Edit] = chronology.edits
        self._followed = 0
        self.layout: TimelineLayout
        self.rebuild()

    @property
    def columns(self) -> EventColumns:
        """The events by their numbers here; the numbers stay through edits, so that some may stand for nothing."""
        return self.arranged.columns

    def rebuild(self) -> None:
        """Take over the columns and names as the chronology has them now, all of them."""
        shown = on_clocks(self.chronology.columns, self.zone)
        if self.mask is not None and len(self.mask) != len(shown):
            self.mask = None
        self._book = TitleBook(self._fetch, TextWidths(self.sprites.advance), TextWidths(self.sprites.bold_advance))
        self._arrange(Arrangement(shown, self.lanes, self.names(), self.zone))

    def follow(self, mask: Mask | Literal["as before"] | None = "as before") -> list[Shift] | None:
        """Take over what was edited since, and the filter's mask over the chronology's columns as they are now.

        Gives what moved; None where everything was arranged anew, and has other numbers than before.
        """
        edits = self.chronology.edits
        news = edits[self._followed :] if edits is self._edits else None
        if news is not None and not news:
            self._remember()
            return []
        keeps, lanes = self._verdicts(news or (), mask), self.arranged.assignment
        shifts = self.arranged.follow(news, (self.mask, keeps), self.chronology.in_order) if news else None
        if shifts is None:
            self.mask = self._mask_in_time() if isinstance(mask, str) else mask
            self.rebuild()
            return None
        self._followed = len(edits)
        self._book.forget(shift.event for shift in shifts)
        self._spread_mask(shifts, keeps)
        if self.arranged.assignment is lanes:
            self.layout.follow(self.columns, self.arranged.index, shifts, self.mask)
        else:
            self._lay_out()
        if not self._inside(shifts):
            self._extent = None
        if not isinstance(mask, str) and mask is not None and not all(edit.plain for edit in news or ()):
            self._extent = None
            self.set_mask(mask)  # other events than those that were edited may answer differently
        self._remember()
        return shifts

    def _verdicts(self, edits: Sequence[Edit], mask: Mask | str | None) -> dict[int, bool]:
        """Tell of the rows that were edited whether the filter keeps them."""
        rows = [entry.values["row"] for edit in edits for entry in edit.entries]
        if mask is None or isinstance(mask, str):
            return dict.fromkeys(rows, True)
        if len(edits) == 1:
            return dict(zip(rows, mask[list(edits[0].now)].tolist(), strict=True))
        kept = self.chronology.columns.row[mask]
        return dict(zip(rows, np.isin(rows, kept).tolist(), strict=True))

    def _spread_mask(self, shifts: Sequence[Shift], keeps: dict[int, bool]) -> None:
        """Let the mask cover new events, and say of the edited ones what the filter says."""
        if self.mask is None:
            return
        mask = np.ones(len(self.columns), bool)
        mask[: len(self.mask)] = self.mask
        for shift in shifts:
            mask[shift.event] = keeps.get(int(self.columns.row[shift.event]), False)
        self.mask = mask

    def set_lanes(self, mode: str) -> None:
        """Arrange by another field."""
        self.lanes = mode
        if self.arranged.slots.pristine:
            self._arrange(Arrangement(self.columns, mode, self.names(), self.zone))
        else:
            self.mask = self._mask_in_time()
            self.rebuild()

    def set_zone(self, zone: str) -> None:
        """Show clock times, and with them the ruler, by the clocks of a zone; days stay where they are."""
        if zone != self.zone:
            self.zone = zone
            self.mask = self._mask_in_time()
            self.rebuild()

    def set_mask(self, mask: Mask | None) -> None:
        """Keep only some events of the chronology's columns."""
        if mask is not None and not self.arranged.slots.pristine:
            rows = self.chronology.columns.row[mask]
            kept = np.zeros(max(int(self.columns.row.max(initial=0)), int(rows.max(initial=0))) + 1, bool)
            kept[rows] = True
            mask = kept[self.columns.row]
        self.mask = mask
        self.layout.set_mask(mask)

    def _mask_in_time(self) -> Mask | None:
        """Give the mask over the chronology's columns."""
        if self.mask is None or self.arranged.slots.pristine:
            return self.mask
        rows = self.columns.row[self.mask & self.arranged.slots.filled]
        return np.isin(self.chronology.columns.row, rows)

    def names(self) -> Names:
        """Give the names behind the indices of the columns."""
        return Names(
            [category.name for category in self.chronology.categories],
            [actor.name for actor in self.chronology.actors],
            [place.name for place in self.chronology.places],
            [STATUS_NAMES[status] for status in STATUSES],
            _("No category"),
            _("Others"),
            _("All events"),
        )

    def _arrange(self, arranged: Arrangement) -> None:
        self.arranged = arranged
        self._edits = self.chronology.edits
        self._followed = len(self._edits)
        self._extent = None
        self._lay_out()

    def _lay_out(self) -> None:
        self.layout = TimelineLayout(self.columns, self.arranged.index, self._book, ruler_style(self.sprites))
        self._remember()
        if self.mask is not None:
            self.layout.set_mask(self.mask)

    def _remember(self) -> None:
        """Ask anew, when they come into view, what else is known of events; and for the colours of the categories."""
        self.palette = tuple((category.colour, category.shape) for category in self.chronology.categories)
        self.layout.planner.sets = SetBook(self.columns, members_from(self.chronology, self.columns, self.zone))
        self.layout.claims = ClaimBook(claims_from(self.chronology, self.columns, self.zone))

    def _fetch(self, indices: list[int]) -> dict[int, str]:
        rows = self.columns.row[indices].tolist()
        titles = self.chronology.titles(rows)
        return {index: titles.get(row, "") for index, row in zip(indices, rows, strict=True)}

    # Rows and indices

    def index_of(self, row: int | None) -> int:
        """Find the index of a row among the columns; -1 for none."""
        if row is None:
            return -1
        found = self.arranged.slots.find(row)
        return found if self.arranged.slots.holds(found) else -1

    def row_of(self, index: int) -> int | None:
        """Give the row at an index."""
        return int(self.columns.row[index]) if 0 <= index < len(self.columns) else None

    def is_undated(self, index: int) -> bool:
        """Whether an event has no place on the axis."""
        return bool(int(self.columns.flags[index]) & UNDATED)

    def neighbour(self, index: int, step: int) -> int:
        """Find the kept event after (1) or before (-1) an index, in order of time; -1 where there is none."""
        in_time = self.chronology.columns
        dated = int(np.count_nonzero((in_time.flags & UNDATED) == 0))
        mask = self._mask_in_time()
        kept = np.arange(dated) if mask is None else np.flatnonzero(mask[:dated])
        pristine = self.arranged.slots.pristine
        here = index if pristine else int(np.flatnonzero(in_time.row == self.columns.row[index])[0])
        place = int(kept.searchsorted(here, "right" if step > 0 else "left")) + (0 if step > 0 else -1)
        if not 0 <= place < len(kept):
            return -1
        return int(kept[place]) if pristine else self.index_of(int(in_time.row[kept[place]]))

    def first_from(self, second: int) -> int:
        """Find the first kept event that begins at a second or later, else the last before; -1 for none."""
        there = self.arranged.slots.filled & ((self.columns.flags & UNDATED) == 0)
        kept = np.flatnonzero(there if self.mask is None else there & self.mask)
        if not len(kept):
            return -1
        starts = self.columns.start_min[kept]
        later = np.flatnonzero(starts >= second)
        return int(kept[later[np.argmin(starts[later])]] if len(later) else kept[np.argmax(starts)])

    def in_stretch(self, lane: int, start_s: int, end_s: int) -> list[int]:
        """Give the kept events of a lane whose middle lies in a stretch, in order of time."""
        events = self.layout.lanes[lane].visible(start_s, end_s)
        start, end = self.columns.start_min[events], self.columns.end_max[events]
        middle = start + (end - start) // 2
        here = (middle >= start_s) & (middle < end_s)
        return [int(event) for event in events[here][np.lexsort((events[here], start[here]))]]

    def lanes_of(self, index: int) -> list[int]:
        """Give the numbers of the lanes in which an event stands."""
        kept = self.mask is None or bool(self.mask[index])
        return self.arranged.lanes_of(index) if kept else []

    # Extent, as the clocks of the zone show it

    def extent(self, mask: Mask | None = None) -> tuple[int, int]:
        """Give the stretch from the first to the last event of a mask over `columns`, with some air."""
        if mask is None and self._extent is not None:
            return _with_air(*self._extent)
        keep = self.arranged.slots.filled if mask is None else mask & self.arranged.slots.filled
        keep &= (self.columns.flags & UNDATED) == 0
        starts, ends = self.columns.start_min[keep], self.columns.end_max[keep]
        starts, ends = starts[starts > -_BOUNDED_S], ends[ends < _BOUNDED_S]
        if not len(starts) and not len(ends):
            return _NOTHING_YET
        first = int(starts.min()) if len(starts) else int(ends.min())
        last = max(int(ends.max()) if len(ends) else first, int(starts.max()) if len(starts) else first)
        if mask is None:
            self._extent = first, last
        return _with_air(first, last)

    @property
    def there(self) -> Mask | None:
        """Which numbers stand for events; None for all."""
        return None if self.arranged.slots.pristine else self.arranged.slots.filled

    @property
    def has_extent(self) -> bool:
        """Whether the extent is what it was when it was last asked for."""
        return self._extent is not None

    def _inside(self, shifts: Sequence[Shift]) -> bool:
        """Tell whether edited events lay and lie well inside the extent, which is then still right."""
        if self._extent is None:
            return False
        first, last = self._extent
        stands = [stand for shift in shifts for stand in (shift.before, shift.after) if stand is not None]
        return all(first < stand.start_s and stand.end_s < last for stand in stands)

    def opening_extent(self) -> tuple[int, int]:
        """Give the stretch to begin with: the whole, unless a few far events would squeeze all others into a corner."""
        whole = self.extent()
        dated = int(np.count_nonzero((self.columns.flags & UNDATED) == 0))
        if dated < _ENOUGH:
            return whole
        starts = self.columns.start_min[:dated]  # in order of time
        first, last = int(starts[dated // 20]), int(starts[dated - 1 - dated // 20])
        if (whole[1] - whole[0]) < _FAR_TIMES * (last - first):
            return whole
        margin = max((last - first) // 30, 3600)
        return first - margin, last + margin


def _with_air(first: int, last: int) -> tuple[int, int]:
    margin = max((last - first) // 30, DAY_S if last - first > DAY_S else 3600)
    return first - margin, last + margin
