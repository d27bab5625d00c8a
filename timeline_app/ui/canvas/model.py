"""What the canvas shows of a chronology: its columns arranged in lanes, filtered, titled; rows and indices."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.domain.calendar import DAY_S, civil_at
from timeline_app.domain.records import STATUSES
from timeline_app.domain.when import WhenFlag
from timeline_app.layout.claims import ClaimBook, claims_from
from timeline_app.layout.clocks import clock_now, on_clocks
from timeline_app.layout.index import EventIndex
from timeline_app.layout.lanes import UNDATED, Names, group
from timeline_app.layout.ruler import MONTHS
from timeline_app.layout.sets import SetBook, members_from
from timeline_app.layout.timeline import TimelineLayout
from timeline_app.layout.titles import TextWidths, TitleBook
from timeline_app.paint.timeline import ruler_style
from timeline_app.ui.date_words import date_in_words, range_in_words

if TYPE_CHECKING:
    from timeline_app.document import Chronology
    from timeline_app.layout.arrays import I64, Mask
    from timeline_app.paint.sprites import Sprites

_BOUNDED_S: Final = 2**61
_ENOUGH: Final = 400
"""From so many events on a few of them are taken for outliers."""
_TELLING_S: Final = 2 * 366 * DAY_S
"""In a longer view the ruler no longer tells the year at a glance."""
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


class CanvasModel:
    """The events of a chronology as the canvas arranges them."""

    def __init__(self, chronology: Chronology, sprites: Sprites, zone: str = "UTC") -> None:
        self.chronology = chronology
        self.sprites = sprites
        self.lanes = "category"
        self.zone = zone
        self.mask: Mask | None = None
        self.refresh()

    def refresh(self) -> None:
        """Take over the columns and names as the chronology has them now."""
        self.columns = on_clocks(self.chronology.columns, self.zone)
        self.palette = tuple((category.colour, category.shape) for category in self.chronology.categories)
        if self.mask is not None and len(self.mask) != len(self.columns):
            self.mask = None
        self._book = TitleBook(self._fetch, TextWidths(self.sprites.advance), TextWidths(self.sprites.bold_advance))
        self.undated = np.flatnonzero((self.columns.flags & UNDATED) != 0)
        self._arrange()

    def set_lanes(self, mode: str) -> None:
        """Arrange by another field."""
        self.lanes = mode
        self._arrange()

    def set_zone(self, zone: str) -> None:
        """Show clock times, and with them the ruler, by the clocks of a zone; days stay where they are."""
        if zone != self.zone:
            self.zone = zone
            before, self.columns = self.columns, on_clocks(self.chronology.columns, zone)
            if self.columns is not before:
                self._arrange()

    def set_mask(self, mask: Mask | None) -> None:
        """Keep only some events."""
        self.mask = mask
        self.layout.set_mask(mask)

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

    def _arrange(self) -> None:
        grouping = group(self.columns, self.lanes, self.names())
        index = EventIndex.of(self.columns, grouping)
        self.layout = TimelineLayout(self.columns, index, self._book, ruler_style(self.sprites))
        self.layout.planner.sets = SetBook(self.columns, members_from(self.chronology, self.columns, self.zone))
        self.layout.claims = ClaimBook(claims_from(self.chronology, self.columns, self.zone))
        if self.mask is not None:
            self.layout.set_mask(self.mask)

    def _fetch(self, indices: list[int]) -> dict[int, str]:
        rows = self.columns.row[indices].tolist()
        titles = self.chronology.titles(rows)
        return {index: titles.get(row, "") for index, row in zip(indices, rows, strict=True)}

    # Rows and indices

    def index_of(self, row: int | None) -> int:
        """Find the index of a row among the columns; -1 for none."""
        if row is None:
            return -1
        found = np.flatnonzero(self.columns.row == row)
        return int(found[0]) if len(found) else -1

    def row_of(self, index: int) -> int | None:
        """Give the row at an index."""
        return int(self.columns.row[index]) if 0 <= index < len(self.columns) else None

    def title(self, index: int) -> str:
        """Give the whole title of an event."""
        return self._book.text(index)

    def neighbour(self, index: int, step: int) -> int:
        """Find the kept event after (1) or before (-1) an index, in order of time; -1 where there is none."""
        kept = self._kept()
        if not len(kept):
            return -1
        place = int(kept.searchsorted(index, "right" if step > 0 else "left")) + (0 if step > 0 else -1)
        return int(kept[place]) if 0 <= place < len(kept) else -1

    def first_from(self, second: int) -> int:
        """Find the first kept event that begins at a second or later, else the last before; -1 for none."""
        kept = self._kept()
        if not len(kept):
            return -1
        starts = self.columns.start_min[kept]
        later = np.flatnonzero(starts >= second)
        return int(kept[later[np.argmin(starts[later])]] if len(later) else kept[-1])

    def _kept(self) -> I64:
        dated = len(self.columns) - len(self.undated)
        return np.arange(dated) if self.mask is None else np.flatnonzero(self.mask[:dated])

    def in_stretch(self, lane: int, start_s: int, end_s: int) -> list[int]:
        """Give the kept events of a lane whose middle lies in a stretch, in order of time."""
        events = self.layout.lanes[lane].visible(start_s, end_s)
        start, end = self.columns.start_min[events], self.columns.end_max[events]
        middle = start + (end - start) // 2
        return sorted(events[(middle >= start_s) & (middle < end_s)].tolist())

    def lanes_of(self, index: int) -> list[int]:
        """Give the numbers of the lanes in which an event stands."""
        return [number for number, lane in enumerate(self.layout.lanes) if (lane.event == index).any()]

    # Time, all of it as the clocks of the zone show it

    def now(self) -> int:
        """Give the second that clocks show now."""
        return clock_now(self.zone)

    def extent(self, mask: Mask | None = None) -> tuple[int, int]:
        """Give the stretch from the first to the last event of a mask, with some air."""
        keep = slice(None) if mask is None else mask
        starts, ends = self.columns.start_min[keep], self.columns.end_max[keep]
        known = (self.columns.flags[keep] & UNDATED) == 0
        starts, ends = starts[known & (starts > -_BOUNDED_S)], ends[known & (ends < _BOUNDED_S)]
        if not len(starts) and not len(ends):
            return _NOTHING_YET
        first = int(starts.min()) if len(starts) else int(ends.min())
        last = max(int(ends.max()) if len(ends) else first, int(starts.max()) if len(starts) else first)
        margin = max((last - first) // 30, DAY_S if last - first > DAY_S else 3600)
        return first - margin, last + margin

    def opening_extent(self) -> tuple[int, int]:
        """Give the stretch to begin with: the whole, unless a few far events would squeeze all others into a corner."""
        whole = self.extent()
        dated = len(self.columns) - len(self.undated)
        if dated < _ENOUGH:
            return whole
        starts = self.columns.start_min[:dated]  # in order of time
        first, last = int(starts[dated // 20]), int(starts[dated - 1 - dated // 20])
        if (whole[1] - whole[0]) < _FAR_TIMES * (last - first):
            return whole
        margin = max((last - first) // 30, 3600)
        return first - margin, last + margin

    def span(self, index: int) -> tuple[int, int]:
        """Give what is possible of an event, without open ends."""
        start, end = int(self.columns.start_min[index]), int(self.columns.end_max[index])
        if start <= -_BOUNDED_S:
            start = end - DAY_S
        return start, end if end < _BOUNDED_S else start + DAY_S

    def flag_words(self, index: int, span_s: float = 0) -> str:
        """Word an event's date as briefly as a flag asks in a view of `span_s`: "23 Jul", "23 Jul 2014", "2014"."""
        start = self.span(index)[0]
        flags = int(self.columns.flags[index])
        at = civil_at(start)
        if not flags & (WhenFlag.DAY | WhenFlag.INSTANT | WhenFlag.RANGE):
            return str(at.year) if at.year > 0 else _("{year} BCE").format(year=1 - at.year)
        day = f"{at.day} {_(MONTHS[at.month - 1])[:3]}"
        if span_s > _TELLING_S:
            return f"{day} {at.year}" if at.year > 0 else _("{day} {year} BCE").format(day=day, year=1 - at.year)
        return f"{day}, {at.hour:02}:{at.minute:02}" if flags & WhenFlag.INSTANT else day

    def day_words(self, second: int) -> str:
        """Word a day: "31 Jul 2025"."""
        at = civil_at(second)
        return f"{at.day} {_(MONTHS[at.month - 1])[:3]} {at.year}"

    def date_words(self, index: int) -> str:
        """Word the date of an event in full."""
        row = self.row_of(index)
        event = self.chronology.event(row) if row is not None else None
        return date_in_words(event, self.zone) if event is not None else ""

    def evidence_words(self, index: int) -> str:
        """Tell how many excerpts speak of an event."""
        row = self.row_of(index)
        event = self.chronology.event(row) if row is not None else None
        count = len(self.chronology.evidence(event.id)) if event is not None else 0
        return ngettext("{count} excerpt", "{count} excerpts", count).format(count=count) if count else ""

    def stretch_words(self, start_s: int, end_s: int, seconds_per_px: float) -> str:
        """Word a stretch of time as finely as it can be pointed at."""
        finest = DAY_S if seconds_per_px > 600 else 1
        return range_in_words(start_s // finest * finest, -(-end_s // finest) * finest)
