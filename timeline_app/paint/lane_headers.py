"""Lane headers at the left and the ruler with its markers above: both stay while the canvas pans."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import kept_in_words, ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.layout.axis.calendar_steps import per_step
from timeline_app.paint.breaks import paint_break_words
from timeline_app.paint.context import TextLook
from timeline_app.paint.density import bars_room_px
from timeline_app.paint.shapes import OCCURRED, MarkLook
from timeline_app.paint.theme import MEDIUM, REGULAR, SEMIBOLD, qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import LaneScene, RulerMarker, Scene
    from timeline_app.paint.context import Fonts, PaintContext

NAME_PX: Final = 12.5
_SIZES_PX: Final = (NAME_PX, 12.0, 11.5, 11.0, 10.5)
"""A long word is set a little smaller rather than cut: "Инфраструктура", "Menschenrechte"."""
COUNT_PX: Final = 11.0
YEAR_PX: Final = 14.0
_NAME_X_PX: Final = 34.0
_GLYPH_X_PX: Final = 20.0
_FLAG_PX: Final = 17.0
_SLIM_PX: Final = 40.0
"""A lane lower than this shows its name only: folded, or of no use under the filter."""
_TICK_PX: Final = 6.0
_FOCUS_PX: Final = 2.0
_FLAG_Y: Final = (13.0, 39.5)
"""The middles of the two rows of the ruler."""

_BREAK_BASELINE_PX: Final = 43.5


def paint_headers(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Draw the names of the lanes with what is in view of how many."""
    for lane in scene.lanes:
        if lane.top_px + lane.height_px > scene.metrics.ruler_px and lane.top_px < scene.height_px:
            _paint_header(painter, scene, lane, context)


def _paint_header(painter: QPainter, scene: Scene, lane: LaneScene, context: PaintContext) -> None:
    theme, metrics = context.theme, scene.metrics
    quiet = not lane.total
    slim = lane.height_px < _SLIM_PX
    low = not lane.rows and not lane.foot_px
    first_px = lane.top_px + (19.0 if slim else 21.5 if low else metrics.lane_top_px + 14.5)
    text_px = _NAME_X_PX
    if lane.category >= 0:
        look = MarkLook(context.shape(lane.category), 11.0, context.colour(lane.category), OCCURRED)
        context.pixmaps.mark(painter, _GLYPH_X_PX, first_px - 4.5, look)
    else:
        text_px = 16.0
    room_px = metrics.header_px - text_px - 8
    fonts = context.pixmaps.fonts
    size_px = name_size_px(lane.name, room_px, fonts)
    at_size = (room_px, size_px, fonts)
    lines = (_cut(lane.name, *at_size),) if slim else wrapped(lane.name, *at_size)
    for number, line in enumerate(lines):
        name = TextLook(line, size_px, SEMIBOLD, theme.faint if quiet else theme.ink)
        context.pixmaps.text(painter, text_px, first_px + 15 * number, name)
    if not slim:
        count = TextLook("", COUNT_PX, REGULAR, theme.faint, tabular=True)
        words = _counted(lane)
        if context.pixmaps.fonts.width(words, COUNT_PX, tabular=True) > metrics.header_px - text_px - 4:
            words = grouped(lane.in_view)
        count_px = first_px + 15 * len(lines) + 1.5
        context.pixmaps.text(painter, text_px, count_px, count._replace(text=words))
        if lane.strip.bin_count is not None:
            _paint_measure(painter, scene, lane, context, count_px + 13)


def _paint_measure(painter: QPainter, scene: Scene, lane: LaneScene, context: PaintContext, least_px: float) -> None:
    """Say what the full height of the histogram stands for, at a mark on the edge of the axis; clear of the count."""
    level_px = int(lane.top_px + lane.height_px - 1 - bars_room_px(scene)) + 0.5
    words = per_step(scene.bin_step).format(n=grouped(lane.strip.bin_top or 0))
    look = TextLook(words, COUNT_PX, REGULAR, context.theme.faint, tabular=True)
    width_px = context.pixmaps.fonts.width(words, COUNT_PX, tabular=True)
    right_px = scene.metrics.header_px
    context.pixmaps.text(painter, right_px - 12 - width_px, max(level_px + 8, least_px), look)
    painter.setPen(context.hairline(context.theme.outline))
    painter.drawLine(QLineF(right_px - 8, level_px, right_px, level_px))


class CountWords(NamedTuple):
    """The sentences of the counts, looked up once: gettext searches the disk at every call."""

    nothing: str
    none_kept: str
    some: str
    ongoing: str


@kept_in_words()
def _count_words() -> CountWords:
    return CountWords(_("no events"), _("none of {all}"), _("{seen} of {all}"), _("{seen} · {count} ongoing"))


@kept_in_words(1024)
def _all_events(count: int) -> str:
    return ngettext("{n} event", "{n} events", count).format(n=grouped(count))


def _counted(lane: LaneScene) -> str:
    """Word what is in view, and what goes on from before to after it."""
    words = _count_words()
    if not lane.total:
        return words.none_kept.format(all=grouped(lane.all_total)) if lane.all_total else words.nothing
    if lane.ongoing:
        return words.ongoing.format(seen=grouped(lane.in_view), count=grouped(lane.ongoing))
    if lane.in_view == lane.total:
        return _all_events(lane.total)
    return words.some.format(seen=grouped(lane.in_view), all=grouped(lane.total))


_MOST_LETTERS: Final = 500
"""No header has room for more, so the rest of a name without end need not be measured."""


@lru_cache(maxsize=256)
def name_size_px(name: str, room_px: float, fonts: Fonts) -> float:
    """Give the size at which no word of a name is cut; where even small letters have no room, the usual one."""
    words = name[:_MOST_LETTERS].split()
    fits = (size_px for size_px in _SIZES_PX if all(fonts.width(word, size_px, SEMIBOLD) <= room_px for word in words))
    return next(fits, NAME_PX)


@lru_cache(maxsize=256)
def wrapped(name: str, room_px: float, size_px: float, fonts: Fonts) -> tuple[str, ...]:
    """Break a name into at most two lines; what still does not fit is cut."""
    lines: list[str] = []
    for word in name[:_MOST_LETTERS].split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and fonts.width(joined, size_px, SEMIBOLD) <= room_px:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    return tuple(_cut(line, room_px, size_px, fonts) for line in lines)


@lru_cache(maxsize=256)
def _cut(line: str, room_px: float, size_px: float, fonts: Fonts) -> str:
    if fonts.width(line, size_px, SEMIBOLD) <= room_px:
        return line
    kept = bisect_right(range(len(line)), room_px, key=lambda most: fonts.width(f"{line[:most]}…", size_px, SEMIBOLD))
    return line[: max(kept - 1, 0)].rstrip() + "…"


def paint_ruler(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Draw the two rows of the ruler, its ticks, and the flags."""
    theme, metrics = context.theme, scene.metrics
    bottom_px, left_px = metrics.ruler_px, metrics.header_px
    painter.setPen(context.hairline(theme.hairline_strong))
    painter.drawLine(QLineF(0, bottom_px - 0.5, scene.width_px, bottom_px - 0.5))
    if context.focused:  # that keys go here is seen also where nothing is selected
        painter.fillRect(QRectF(0, bottom_px - _FOCUS_PX, scene.width_px, _FOCUS_PX), qcolor(theme.accent))
    painter.save()
    painter.setClipRect(QRectF(left_px, 0, scene.width_px - left_px, bottom_px))
    for ticks, top_px, colour in (
        (scene.ruler.minor, 28, theme.hairline),
        (scene.ruler.major, 6, theme.hairline_strong),
    ):
        painter.setPen(context.hairline(colour))
        upright = [int(left_px + tick.x_px) + 0.5 for tick in ticks if tick.x_px >= 0]
        painter.drawLines([QLineF(x_px, top_px, x_px, bottom_px - 1) for x_px in upright])
        painter.setPen(context.hairline(theme.outline))
        painter.drawLines([QLineF(x_px, bottom_px - _TICK_PX, x_px, bottom_px - 1) for x_px in upright])
    rows = (
        (scene.ruler.minor, 43.5, TextLook("", COUNT_PX, REGULAR, theme.secondary, tabular=True)),
        (scene.ruler.major, 20.0, TextLook("", YEAR_PX, SEMIBOLD, theme.ink)),
    )
    for ticks, baseline_px, look in rows:
        for tick in ticks:
            if tick.label:
                context.pixmaps.text(painter, left_px + tick.label_px, baseline_px, look._replace(text=tick.label))
    paint_break_words(painter, scene, _BREAK_BASELINE_PX, context)
    painter.restore()
    for flag in scene.flags:
        _paint_flag(painter, scene, flag, context)


def _paint_flag(painter: QPainter, scene: Scene, flag: RulerMarker, context: PaintContext) -> None:
    theme, left_px = context.theme, scene.metrics.header_px
    ground, ink, line = {
        "today": (theme.today, theme.on_today, theme.today),
        "selection": (theme.accent, theme.on_accent, theme.accent),
    }.get(flag.kind, (theme.panel, theme.secondary, theme.outline))
    middle_px = _FLAG_Y[flag.level]
    x_px = int(left_px + flag.x_px) + 0.5
    painter.setPen(QPen(qcolor(line), 1.5 if flag.kind == "today" else 1))
    if flag.kind != "as_of":
        painter.drawLine(QLineF(x_px, middle_px, x_px, scene.metrics.ruler_px))
    if not flag.label:
        return
    box = QRectF(left_px + flag.start_px, middle_px - _FLAG_PX / 2, flag.end_px - flag.start_px, _FLAG_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(line), 1) if flag.kind == "as_of" else Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(ground))
    painter.drawRoundedRect(box, 3.5, 3.5)
    if flag.kind != "as_of":
        tip = [(x_px - 4, box.bottom() - 0.5), (x_px + 4, box.bottom() - 0.5), (x_px, box.bottom() + 3.5)]
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in tip]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    context.pixmaps.text_centred(painter, box, TextLook(flag.label, COUNT_PX, MEDIUM, ink, tabular=True))
