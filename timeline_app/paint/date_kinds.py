"""What a legend says of dates: each kind of not knowing or claiming, in a few words, as the timeline draws it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.layout.marks.scene import DOT, DateClaimMark, SetMemberMark
from timeline_app.paint.alternative_dates import AlternativeLook, draw_alternative, draw_leader_line
from timeline_app.paint.bars import Span, draw_bar, draw_block, draw_set
from timeline_app.paint.context import PixmapCache
from timeline_app.paint.shapes import OCCURRED, MarkLook, draw_mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.columns import EventColumns
    from timeline_app.paint.theme import Theme

SAMPLE_PX: Final = 30.0
_DAY_S: Final = 86_400
_SETS: Final = int(WhenFlag.SET_ONE_OF | WhenFlag.SET_ALL_OF)
_RANGE: Final = int(WhenFlag.RANGE)
_NOT_COARSE: Final = int(WhenFlag.RANGE | WhenFlag.DAY | WhenFlag.INSTANT | WhenFlag.UNDATED) | _SETS
_APPROXIMATE: Final = int(WhenFlag.APPROXIMATE_START | WhenFlag.APPROXIMATE_END)
_UNKNOWN: Final = int(WhenFlag.UNKNOWN_START | WhenFlag.UNKNOWN_END)
_OPEN: Final = int(WhenFlag.OPEN_START | WhenFlag.OPEN_END)


class DateKind(NamedTuple):
    """A kind: its words, whether it occurs among events, and its sample, drawn from a left end about a middle line."""

    words: str
    occurs: Callable[[EventColumns], bool]
    draw: Callable[[QPainter, float, float, Theme], None]


def date_kinds() -> tuple[DateKind, ...]:
    """Give all kinds in the order in which a legend tells them."""
    return (
        DateKind(_("some time in it: a day, a month, about then"), _has_blocks, _draw_some_time),
        DateKind(_("solid: certain; fading: possible"), _has_vague_ends, _draw_vague),
        DateKind(_("still going on"), partial(_has, wanted=int(WhenFlag.OPEN_END), of=_RANGE), _draw_going_on),
        DateKind(_("fading away: end or beginning unknown"), partial(_has, wanted=_UNKNOWN, of=_RANGE), _draw_unknown),
        DateKind(_("some time before, or after"), _has_open_moments, _draw_before),
        DateKind(_("on one of these dates"), partial(_has, wanted=int(WhenFlag.SET_ONE_OF), of=_SETS), _draw_one_of),
        DateKind(_("on all of these dates"), partial(_has, wanted=int(WhenFlag.SET_ALL_OF), of=_SETS), _draw_all_of),
    )


def _has(columns: EventColumns, wanted: int, of: int) -> bool:
    return bool((((columns.flags & wanted) != 0) & ((columns.flags & of) != 0)).any())


def _has_blocks(columns: EventColumns) -> bool:
    return bool(((columns.flags & _NOT_COARSE) == 0).any())


def _has_vague_ends(columns: EventColumns) -> bool:
    ranged = (columns.flags & _RANGE) != 0
    vague = (columns.start_max - columns.start_min > _DAY_S) & ((columns.flags & _UNKNOWN) == 0)
    return bool((ranged & (vague | ((columns.flags & _APPROXIMATE) != 0))).any())


def _has_open_moments(columns: EventColumns) -> bool:
    return bool((((columns.flags & _OPEN) != 0) & ((columns.flags & _RANGE) == 0)).any())


def _span(x_px: float, y_px: float, core_px: tuple[float, float], flags: int, theme: Theme) -> Span:
    return Span(x_px, x_px + SAMPLE_PX, x_px + core_px[0], x_px + core_px[1], y_px, flags, theme.paper)


def _draw_some_time(painter: QPainter, x_px: float, y_px: float, theme: Theme) -> None:
    draw_block(painter, _span(x_px, y_px, (0, 0), 0, theme), theme.secondary, OCCURRED)


def _draw_vague(painter: QPainter, x_px: float, y_px: float, theme: Theme) -> None:
    draw_bar(painter, _span(x_px, y_px, (10, 20), _RANGE, theme), theme.secondary, OCCURRED)


def _draw_going_on(painter: QPainter, x_px: float, y_px: float, theme: Theme) -> None:
    flags = _RANGE | int(WhenFlag.OPEN_END)
    draw_bar(painter, _span(x_px, y_px, (0, SAMPLE_PX), flags, theme), theme.secondary, OCCURRED)


def _draw_unknown(painter: QPainter, x_px: float, y_px: float, theme: Theme) -> None:
    flags = _RANGE | int(WhenFlag.UNKNOWN_END)
    draw_bar(painter, _span(x_px, y_px, (0, 0), flags, theme), theme.secondary, OCCURRED)


def _draw_before(painter: QPainter, x_px: float, y_px: float, theme: Theme) -> None:
    span = _span(x_px, y_px, (0, 0), int(WhenFlag.SET_ONE_OF | WhenFlag.OPEN_START), theme)
    draw_block(painter, span, theme.secondary, OCCURRED)


def _draw_one_of(painter: QPainter, x_px: float, y_px: float, theme: Theme) -> None:
    _draw_set(painter, _span(x_px, y_px, (0, 0), int(WhenFlag.SET_ONE_OF), theme), theme)


def _draw_all_of(painter: QPainter, x_px: float, y_px: float, theme: Theme) -> None:
    _draw_set(painter, _span(x_px, y_px, (0, 0), int(WhenFlag.SET_ALL_OF), theme), theme)


def _draw_set(painter: QPainter, span: Span, theme: Theme) -> None:
    pixmaps = PixmapCache()
    members = [
        SetMemberMark(span.start_px + share * SAMPLE_PX, span.start_px + share * SAMPLE_PX) for share in (0.1, 0.5, 0.9)
    ]
    draw_set(painter, span, members, MarkLook("circle", 7.0, theme.secondary, OCCURRED), pixmaps)


class ClaimKind(NamedTuple):
    """How a legend explains alternative dates."""

    words: str
    disputes: bool


def claim_kinds() -> tuple[ClaimKind, ClaimKind]:
    """Give the two kinds of alternative dates."""
    return (
        ClaimKind(_("another date, claimed by some of the evidence"), disputes=False),
        ClaimKind(_("a date claimed by evidence against the event"), disputes=True),
    )


def draw_claim_sample(painter: QPainter, x_px: float, y_px: float, theme: Theme, *, disputes: bool) -> None:
    """Draw a mark with its alternative date, from a left end about a middle line."""
    look = AlternativeLook("circle", theme.secondary, theme.paper)
    mark_px, middle_px = x_px + 6.0, x_px + SAMPLE_PX - 7.0
    alternative = DateClaimMark(
        -1, 0, 0, middle_px - 3.5, middle_px + 3.5, 0, 0, y_px + 4.5, DOT, 7.0, -1, 0, disputes, mark_px, quiet=False
    )  # fmt: skip
    span = Span(alternative.start_px, alternative.end_px, 0, 0, alternative.y_px, 0, look.ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_leader_line(painter, QPointF(mark_px, y_px - 1.0), span, look)
    draw_alternative(painter, span, look, alternative)
    draw_mark(painter, mark_px, y_px - 4.5, MarkLook("circle", 8.0, theme.secondary, OCCURRED))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
