"""How lanes share the height of the canvas: by need, the neediest first, none below what its name takes."""

from __future__ import annotations

from timeline_app.base.fast_dataclasses import NamedTuple


class HeightRequest(NamedTuple):
    """What a lane would like: rows for titles, a foot of so many pixels, and at least the height of its header."""

    rows: int
    foot_px: float
    header_px: float
    collapsed: bool = False
    grows: bool = False
    """Whether its foot gains from more height (a histogram does)."""
    wanted_px: float = 0
    """The height a person gave it by dragging; 0 for none."""
    idle: bool = False
    """Whether the filter keeps nothing of it: then it has its name and no more, and leaves the height to the others."""


class LaneHeight(NamedTuple):
    """What a lane gets."""

    rows: int
    height_px: float
    foot_px: float


class Frame(NamedTuple):
    """The pixels of every lane that are no rows."""

    row_px: float
    margin_px: float
    collapsed_px: float


def share_out(needs: list[HeightRequest], height_px: float, frame: Frame) -> list[LaneHeight]:
    """Divide `height_px`; where even the least does not fit, lanes get the least and the canvas scrolls."""
    rows = [_least_rows(need, frame) for need in needs]
    left_px = height_px - sum(_height(need, count, frame) for need, count in zip(needs, rows, strict=True))
    while True:
        open_lanes = [n for n, need in enumerate(needs) if rows[n] < need.rows and not _fixed(need)]
        if not open_lanes:
            break
        neediest = min(open_lanes, key=lambda n: (rows[n] / needs[n].rows, n))
        cost = _height(needs[neediest], rows[neediest] + 1, frame) - _height(needs[neediest], rows[neediest], frame)
        if cost > left_px:
            break
        rows[neediest] += 1
        left_px -= cost
    return _spread(needs, rows, max(left_px, 0), frame)


def _fixed(need: HeightRequest) -> bool:
    return need.collapsed or need.wanted_px > 0


def _least_rows(need: HeightRequest, frame: Frame) -> int:
    if need.collapsed:
        return 0
    if need.wanted_px:
        return min(max(int((need.wanted_px - frame.margin_px - need.foot_px) / frame.row_px), 1), need.rows)
    return min(need.rows, 1)


def _height(need: HeightRequest, rows: int, frame: Frame) -> float:
    if need.collapsed:
        return frame.collapsed_px
    content_px = 0 if need.idle else frame.margin_px + rows * frame.row_px + need.foot_px
    return max(need.wanted_px or 0, need.header_px, content_px)


def _spread(needs: list[HeightRequest], rows: list[int], left_px: float, frame: Frame) -> list[LaneHeight]:
    """Hand out what is left over.

    Histograms grow to three times their height; lanes with events get up to two rows of air; the rest goes to all.
    """
    loose = [not _fixed(need) and not need.idle for need in needs]
    growing = [need.grows and not need.collapsed for need in needs]
    held = [free and need.rows > 0 for free, need in zip(loose, needs, strict=True)]
    taller_px = min(left_px / max(sum(growing), 1), 80)
    left_px -= taller_px * sum(growing)
    air_px = min(left_px / max(sum(held), 1), 2 * frame.row_px)
    left_px -= air_px * sum(held)
    even_px = left_px / max(sum(loose), 1)
    shares = []
    for number, (need, count) in enumerate(zip(needs, rows, strict=True)):
        extra_px = taller_px * growing[number]
        height_px = _height(need, count, frame) + int(extra_px + air_px * held[number] + even_px * loose[number])
        shares.append(LaneHeight(count, height_px, 0 if need.collapsed else need.foot_px + extra_px))
    return shares
