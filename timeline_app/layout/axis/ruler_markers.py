"""The flags in the ruler: today, the day as of which the chronology speaks, and the date of the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import kept_in_words
from timeline_app.layout.axis.ruler import OccupiedSpan
from timeline_app.layout.marks.scene import RulerMarker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.layout.axis.ruler import RulerStyle
    from timeline_app.layout.axis.scale import TimeScale

_PAD_PX: Final = 8
_APART_PX: Final = 6
_UPPER, _LOWER = 0, 1


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments that have a line of their own."""

    now_s: int = 0
    as_of_s: int | None = None
    as_of_words: str = ""
    selection_words: str = ""


def lay_out_flags(
    moments: Moments, scale: TimeScale, style: RulerStyle, selection_px: float | None
) -> tuple[tuple[RulerMarker, ...], float | None, tuple[tuple[OccupiedSpan, ...], tuple[OccupiedSpan, ...]]]:
    """Give the flags in view, where the guide of the selection stands, and what of the ruler's rows they cover."""
    flags = []
    width_px = scale.width_px
    today_px = scale.px_of(moments.now_s)
    if 0 <= today_px <= width_px:
        flags.append(_flag("today", today_px, _today(), style, width_px))
    if moments.as_of_s is not None and 0 <= (as_of_px := scale.px_of(moments.as_of_s)) <= width_px:
        flags.append(_flag("as_of", as_of_px, moments.as_of_words, style, width_px))
    guide_px = None
    if selection_px is not None and 0 <= selection_px <= width_px:
        guide_px = selection_px
        flags.append(_flag("selection", guide_px, moments.selection_words, style, width_px))
    flags = _apart(flags)
    return tuple(flags), guide_px, flags_over_ruler(flags)


def flags_over_ruler(flags: Sequence[RulerMarker]) -> tuple[tuple[OccupiedSpan, ...], tuple[OccupiedSpan, ...]]:
    """Give what of the upper and the lower row of the ruler flags cover."""
    upper = tuple(OccupiedSpan(flag.start_px, flag.end_px) for flag in flags if flag.level == _UPPER and flag.label)
    lower = tuple(
        OccupiedSpan(flag.start_px, flag.end_px) if flag.level == _LOWER else OccupiedSpan(flag.x_px - 1, flag.x_px + 1)
        for flag in flags
        if flag.kind != "as_of"  # its line begins below the ruler; that of today goes through the lower row
    )
    return upper, lower


@kept_in_words()
def _today() -> str:
    return _("Today")


def _flag(kind: str, x_px: float, label: str, style: RulerStyle, width_px: float) -> RulerMarker:
    level = _LOWER if kind == "selection" else _UPPER
    half_px = style.minor_width(label) / 2 + _PAD_PX
    middle_px = min(max(x_px, half_px), max(width_px - half_px, half_px))
    return RulerMarker(kind, x_px, label, middle_px - half_px, middle_px + half_px, level)


def _apart(flags: list[RulerMarker]) -> list[RulerMarker]:
    """Move the as-of flag beside that of today where they would meet; at the edge it loses its words."""
    today = next((flag for flag in flags if flag.kind == "today"), None)
    return [_clear_of(flag, today) if today and flag.kind == "as_of" else flag for flag in flags]


def _clear_of(flag: RulerMarker, today: RulerMarker) -> RulerMarker:
    if flag.start_px >= today.end_px + _APART_PX or flag.end_px <= today.start_px - _APART_PX:
        return flag
    wide_px = flag.end_px - flag.start_px
    start_px = today.start_px - _APART_PX - wide_px if flag.x_px <= today.x_px else today.end_px + _APART_PX
    near = start_px <= flag.x_px + _APART_PX <= start_px + wide_px + 2 * _APART_PX
    if start_px < 0 or not near:
        return flag._replace(label="", end_px=flag.start_px)
    return flag._replace(start_px=start_px, end_px=start_px + wide_px)
