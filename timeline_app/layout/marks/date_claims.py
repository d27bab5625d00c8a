"""Alternative dates: the other dates that evidence claims for an event, placed under its mark.

Between two rows there is a band that neither marks nor titles reach. An alternative date stands in it, exactly where it
lies on the scale, and a thin leader line leads to it from the mark above; so no title and no mark can be in its way.
What can be is another alternative date: then the more important event keeps its own. Those of the selected event are
drawn in any case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.layout.axis.civil_time import point_on_clocks
from timeline_app.layout.marks.marks import FAR_PX
from timeline_app.layout.marks.scene import BAR, BLOCK, DOT, DateClaimMark
from timeline_app.layout.metrics import drawn_extent
from timeline_app.layout.placement.labels import RANGE, SHORTEST_BAR_PX, widened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from timeline_app.domain.timeline import ClaimedDate
    from timeline_app.layout.marks.scene import Marks
    from timeline_app.layout.metrics import F64, I64, U16, Mask, Metrics
    from timeline_app.layout.placement.label_cache import View

_APART_PX: Final = 6.0
"""A claim that differs by less cannot be told from the mark above it, and only says "look closer"."""
_LONGEST_LEADER_PX: Final = 360.0
"""A longer leader line leads out of the reader's eye; it is drawn for the selected event alone."""
_CLEAR_PX: Final = 8.0
_HIGHLIGHT_PX: Final = 12.0
"""How far the highlight of the selection reaches beyond its mark and title."""
_DOWN_PX: Final = 14.0
"""From the middle of a row to that of the band below it, in a row of the usual height."""
_ROW_PX: Final = 26
_MOST: Final = 12
"""Claims that are drawn of one event."""


class CivilClaim(NamedTuple):
    """A claimed date as clocks of the zone show it."""

    start_min: int
    start_max: int
    end_min: int
    end_max: int
    flags: int
    disputes: bool

    def moved(self, to: Callable[[int], int]) -> CivilClaim:
        """Give the same with its points where `to` puts them."""
        return self._replace(
            start_min=to(self.start_min),
            start_max=to(self.start_max),
            end_min=to(self.end_min),
            end_max=to(self.end_max),
        )


def claimed_of(dates: Iterable[ClaimedDate], zone: str) -> tuple[CivilClaim, ...]:
    """Set claimed dates by the clocks of a zone."""
    return tuple(_on_clocks(each, zone) for each in list(dates)[:_MOST])


def _on_clocks(claimed: ClaimedDate, zone: str) -> CivilClaim:
    when = claimed.when
    points = (when.start_min, when.start_max, when.end_min, when.end_max)
    first, second, third, last = (point_on_clocks(each, when.flags, zone) for each in points)
    return CivilClaim(first, second, third, last, int(when.flags), claimed.disputes)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The claims on all marks of a scene: one entry a claim."""

    mark: I64
    """The place of its event among the marks."""
    start: I64
    late: I64
    early: I64
    end: I64
    flags: U16
    disputes: tuple[bool, ...]


class ClaimBook:
    """Remembers the claims on events that have come into view, as it is told them."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[CivilClaim, ...]] = {}
        self._any = False
        self.waits = False
        """Whether the next frame at rest comes without claims: the first of a window, which so comes sooner."""
        self._kept: tuple[object, _Columns | None] = (None, None)

    def missing(self, events: Iterable[int]) -> list[int]:
        """Give those of some events whose claims are not known yet."""
        return [event for event in events if event not in self._known]

    def learn(self, claims: Mapping[int, tuple[CivilClaim, ...]]) -> None:
        """Remember the claims on some events."""
        self._known.update(claims)
        self._any = self._any or any(claims.values())
        self._kept = (None, None)

    def lay_out(self, marks: Marks, view: View, metrics: Metrics) -> tuple[tuple[DateClaimMark, ...], list[int]]:
        """Place the claims on all marks that are known; say whose are wanted, which none is while the view moves."""
        if self.waits:
            self.waits = view.moving
            return (), []
        (events, columns), missing = self._kept, []
        if events is not marks.event:  # laying out anew what has not changed keeps the array
            missing = [] if view.moving else self.missing(marks.event.tolist())
            columns = self._gathered(marks) if self._any else None
            self._kept = (None if view.moving or missing else marks.event, columns)
        return _place(marks, columns, view, metrics) if columns is not None else (), missing

    def _gathered(self, marks: Marks) -> _Columns | None:
        """Gather the claims on the marks; None where there are none, which is nearly always."""
        found = [
            (place, claim)
            for place, event in enumerate(marks.event.tolist())
            for claim in self._known.get(event, ())
        ]  # fmt: skip
        if not found:
            return None
        points = np.array([claim[:4] for _place, claim in found], np.int64)
        return _Columns(
            np.array([place for place, _claim in found], np.int64),
            points[:, 0],
            points[:, 1],
            points[:, 2],
            points[:, 3],
            np.array([claim.flags for _place, claim in found], np.uint16),
            tuple(claim.disputes for _place, claim in found),
        )


def down_px(metrics: Metrics) -> float:
    """Tell how far below the middle of its row an event's alternative dates stand."""
    return _DOWN_PX * min(metrics.row_px / _ROW_PX, 1.0)  # in the high rows of a page still close to its event


def _place(marks: Marks, claims: _Columns, view: View, metrics: Metrics) -> tuple[DateClaimMark, ...]:
    scale = view.scale
    size_px = min(max(metrics.row_px - 18.0, 5.0), 8.0)
    ends = [np.clip(scale.px_of_all(each), -FAR_PX, FAR_PX) for each in (claims.start, claims.end)]
    core = [np.clip(scale.px_of_all(each), -FAR_PX, FAR_PX) for each in (claims.late, claims.early)]
    start, end = drawn_extent((ends[0], ends[1]), (core[0], core[1]), claims.flags)
    ranged = (claims.flags & RANGE) != 0
    wide = end - start >= np.where(ranged, SHORTEST_BAR_PX, size_px + 3)
    form = np.where(wide, np.where(ranged, BAR, BLOCK), DOT)
    start, end = widened(start, end, np.full(len(start), size_px))
    apart = _differs(marks, claims, start, end)
    below_px = down_px(metrics)
    rows = (
        marks.event[claims.mark], marks.lane[claims.mark], claims.mark, start, end, core[0], core[1],
        marks.y_px[claims.mark] + below_px, form, np.full(len(start), size_px), marks.category[claims.mark],
        claims.flags, np.array(claims.disputes), _ties(marks, claims, start, end), ~apart,
    )  # fmt: skip
    alternatives = [DateClaimMark(*row) for row in zip(*(row.tolist() for row in rows), strict=True)]
    return _with_room(alternatives, marks, view, metrics)


def _differs(marks: Marks, claims: _Columns, start: F64, end: F64) -> Mask:
    """Tell which alternative dates stand apart from the marks above them, so that one sees what they say."""
    mark = claims.mark
    own_start, own_end = marks.start_px[mark], marks.end_px[mark]
    middles = np.abs((start + end) - (own_start + own_end)) / 2
    ends = np.maximum(np.abs(start - own_start), np.abs(end - own_end))
    return np.asarray(np.where(marks.form[mark] != DOT, ends, middles) >= _APART_PX)


def _ties(marks: Marks, claims: _Columns, start: F64, end: F64) -> F64:
    """Find where under marks leader lines begin: over their dates where they can, else at the end nearer to them."""
    own_start, own_end = marks.start_px[claims.mark], marks.end_px[claims.mark]
    inset = np.minimum(5.0, (own_end - own_start) / 2)
    return np.clip((start + end) / 2, own_start + inset, own_end - inset)


def _with_room(
    alternatives: list[DateClaimMark], marks: Marks, view: View, metrics: Metrics
) -> tuple[DateClaimMark, ...]:
    """Quiet the alternative dates that have no room: they appear when their event is pointed at or selected."""
    selected = view.selected
    bands = _Bands(marks, metrics, selected)
    shown = list(alternatives)
    importance = marks.importance.tolist()

    def rank(number: int) -> tuple[int, int]:
        return -importance[alternatives[number].mark], number

    for number in sorted(range(len(alternatives)), key=rank):
        alternative = alternatives[number]
        near = (
            max(alternative.start_px - alternative.tie_px, alternative.tie_px - alternative.end_px)
            <= _LONGEST_LEADER_PX
        )
        seen = alternative.right_px > 0 and alternative.left_px < view.scale.width_px
        quiet = alternative.quiet or not near or not seen or not bands.free(alternative)
        shown[number] = alternative._replace(quiet=quiet and alternative.event != selected)
        if not quiet:
            bands.take(alternative)
    return tuple(shown)


class _Bands:
    """What stands in the bands between rows."""

    def __init__(self, marks: Marks, metrics: Metrics, selected: int) -> None:
        self._alternatives: dict[tuple[int, int], list[DateClaimMark]] = {}
        self._highlights: dict[tuple[int, int], tuple[float, float]] = {}
        self._selected = selected
        for place in np.flatnonzero(marks.event == selected).tolist():
            below_px = float(marks.y_px[place]) + down_px(metrics)
            for y_px in (below_px, below_px - metrics.row_px):
                self._highlights[int(marks.lane[place]), round(y_px)] = _highlight(marks, place)

    def free(self, alternative: DateClaimMark) -> bool:
        key = alternative.lane, round(alternative.y_px)
        left, right = alternative.left_px - _CLEAR_PX, alternative.right_px + _CLEAR_PX
        highlight = self._highlights.get(key) if alternative.event != self._selected else None
        if highlight is not None and left < highlight[1] and right > highlight[0]:
            return False
        for other in self._alternatives.get(key, ()):
            if other.event == alternative.event:  # they hang on one leader line
                if alternative.start_px < other.end_px + 2 and alternative.end_px > other.start_px - 2:
                    return False
            elif left < other.right_px and right > other.left_px:
                return False
        return True

    def take(self, alternative: DateClaimMark) -> None:
        self._alternatives.setdefault((alternative.lane, round(alternative.y_px)), []).append(alternative)


def _highlight(marks: Marks, place: int) -> tuple[float, float]:
    start_px, end_px, title = float(marks.start_px[place]), float(marks.end_px[place]), marks.titles[place]
    if title is not None:
        label_px = float(marks.label_px[place])
        start_px, end_px = min(start_px, label_px), max(end_px, label_px + title.width_px)
    return start_px - _HIGHLIGHT_PX, end_px + _HIGHLIGHT_PX
