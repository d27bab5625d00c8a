"""The first events of a file on a timeline of their own, as they would come in: nothing of it is stored.

What draws a chronology draws these, too, by the same assembly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.columns import ColumnEntry, columns_of
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.domain.names import COLOURS
from timeline_app.domain.records import SHAPES, STATUSES, Category, new_id
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import LaneNames, status_words
from timeline_app.store.records.record_rows import UNDATED, points_of
from timeline_app.store.tables import POINT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.columns import I64, ColumnEdit, EventColumns
    from timeline_app.domain.draft import Draft
    from timeline_app.domain.timeline import ClaimedDate
    from timeline_app.store.records.record_rows import Points


@dataclass(frozen=True, slots=True)
class DraftTimeline:
    """Drafts as a source of a timeline; the row of each is its place among them, from 1."""

    drafts: Sequence[Draft]
    zone: str
    as_of: str
    columns: EventColumns
    categories: Sequence[Category]
    edits: Sequence[ColumnEdit] = ()
    read_only: bool = True

    @classmethod
    def of(cls, drafts: Sequence[Draft], chronology: Chronology, zone: str) -> DraftTimeline:
        """Place drafts in time; their categories look as in the chronology, and new ones as it would make them."""
        categories = _categories(drafts, chronology.categories)
        found = {name_key(category.name): at for at, category in enumerate(categories)}
        status = chronology.particulars.new_status
        entries = [
            _entry(row, draft, found.get(name_key(draft.category), -1), STATUSES.index(draft.status or status))
            for row, draft in enumerate(drafts, 1)
        ]
        columns = columns_of(sorted(entries, key=lambda entry: entry.key))
        return cls(drafts, zone, chronology.as_of, columns, categories)

    @property
    def palette(self) -> tuple[tuple[str, str], ...]:
        """Colour and shape of each category."""
        return tuple((category.colour, category.shape) for category in self.categories)

    def in_order(self, rows: I64) -> list[int]:
        """Sort rows as the columns are sorted."""
        place = {row: at for at, row in enumerate(self.columns.row.tolist())}
        return sorted(rows.tolist(), key=place.__getitem__)

    def lane_names(self) -> LaneNames:
        """Give what lanes are called."""
        return LaneNames(
            [on_one_line(category.name) for category in self.categories],
            statuses=[status_words(status) for status in STATUSES],
            without=_("No category"),
            others=_("Others"),
            all_events=_("All events"),
        )

    def titles(self, rows: Iterable[int]) -> Mapping[int, str]:
        """Give titles by row."""
        return {row: on_one_line(self.drafts[row - 1].title) for row in rows}

    def claimed_dates(self, _rows: Iterable[int]) -> Mapping[int, tuple[ClaimedDate, ...]]:
        """Give none: a file claims one date for each event."""
        return {}

    def dates(self, rows: Iterable[int]) -> Mapping[int, When]:
        """Give dates by row; those that cannot be read are left out."""
        found = ((row, when_of(self.drafts[row - 1])) for row in rows)
        return {row: when for row, when in found if when is not None}


def when_of(draft: Draft) -> When | None:
    """Give the date of a draft; None where it has none that can be read."""
    if not (draft.start or draft.end):
        return None
    try:
        return When.of(draft.start, draft.end, draft.zone)
    except DateError:
        return None


def _categories(drafts: Sequence[Draft], known: Sequence[Category]) -> list[Category]:
    """Give the categories that drafts name: those that are known in their order, then new ones as they come."""
    named = dict.fromkeys(name_key(draft.category) for draft in drafts if draft.category.strip())
    categories = [category for category in known if name_key(category.name) in named]
    there = {name_key(category.name) for category in known}
    position = max((category.position for category in known), default=-1) + 1
    for draft in drafts:
        name = draft.category.strip()
        if name and name_key(name) not in there:
            look = COLOURS[position % len(COLOURS)], SHAPES[position % len(SHAPES)]
            there.add(name_key(name))
            categories.append(Category(new_id(), name, *look, position))
            position += 1
    return categories


def _entry(row: int, draft: Draft, category: int, status: int) -> ColumnEntry:
    values = dict(zip(POINT_COLUMNS, _points(draft), strict=True))
    values |= {
        "row": row,
        "status": status,
        "importance": draft.importance,
        "sources": len(draft.sources),
        "category": category,
        "place": -1,
    }
    return ColumnEntry(values, (), row)


def _points(draft: Draft) -> Points:
    try:
        return points_of(draft.start, draft.end, draft.zone)
    except DateError:
        return UNDATED
