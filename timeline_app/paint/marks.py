"""Events in their rows: dots, bars and blocks with their titles; the one under the pointer and the selected one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.layout.marks.scene import BAR, BLOCK, DOT, SetMemberMark
from timeline_app.layout.placement.rows import INSIDE, LEFT
from timeline_app.paint.alternative_dates import paint_claims, paint_claims_of
from timeline_app.paint.background import lane_ground
from timeline_app.paint.bars import OPEN_END, OPEN_START, Span, body, draw_bar, draw_block, draw_set, is_plain
from timeline_app.paint.context import BarLook, TextLook
from timeline_app.paint.shapes import CANCELLED, DISPUTED, FALSE, OCCURRED, PLANNED, MarkLook
from timeline_app.paint.theme import REGULAR, SEMIBOLD, mixed, qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.layout.placement.titles import Title
    from timeline_app.paint.context import PaintContext

TITLE_PX: Final = 12.0
_LINE_PX: Final = 14.0
"""From one line of a title to its second."""
BOLD_FROM: Final = 5
_HIGHLIGHT_PX: Final = 12.0
_LOW_HIGHLIGHT_PX: Final = 9.5
"""Half the height of a highlight; that of an event with alternative dates leaves them the band below."""
_HIGHLIGHT_BESIDE_PX: Final = 9.0
"""How far a highlight reaches beyond a mark and its title."""
_CLEAR_PX: Final = 4.0
_CUT_PX: Final = 40.0
"""How far outside the view bars are drawn."""
_RAIL_PX: Final = 6.0
"""How high a bar is on which its title rides; both together are as high as a soft block."""
_RAIL_DOWN_PX: Final = 6.0
_BASELINE_PX: Final = -0.5
"""From the middle of the row: under the letters that reach lowest there is a pixel of background before the rail."""
_RIDDEN_MARK_PX: Final = 7.0
_EDGE_PX: Final = 12.0
"""What a highlight keeps free at the edge of the view."""
_LEAST_WORDS_PX: Final = 40.0
_HEAD_PX: Final = 13.0
"""What of a bar stays whole around the shape of its category."""
_MORE_IN_BOLD_PX: Final = 32.0
"""A highlight reaches so far over the title after it when its own is wider in bold than it was laid out."""
_HOLLOW: Final = (PLANNED, DISPUTED, CANCELLED, FALSE)


class MarkItem(NamedTuple):
    """One event as plain numbers, x in pixels of the scene."""

    event: int
    lane: int
    start_px: float
    end_px: float
    core_start_px: float
    core_end_px: float
    y_px: float
    form: int
    size_px: float
    category: int
    status: int
    importance: int
    flags: int
    side: int
    label_px: float
    title: Title | None

    @property
    def is_ridden(self) -> bool:
        """Whether its title rides on its bar: a long bar is a thin rail then, and never cut by words."""
        return self.side == INSIDE and self.form == BAR and self.title is not None


def items(scene: Scene) -> list[MarkItem]:
    """Give the events of a scene that touch the view."""
    marks, left_px = scene.marks, scene.metrics.header_px
    columns = (
        marks.event, marks.lane, marks.start_px + left_px, marks.end_px + left_px, marks.core_start_px + left_px,
        marks.core_end_px + left_px, marks.y_px, marks.form, marks.size_px, marks.category, marks.status,
        marks.importance, marks.flags, marks.side, marks.label_px + left_px,
    )  # fmt: skip
    rows = zip(*(column.tolist() for column in columns), marks.titles, strict=True)
    right_px, bottom_px, row_px = scene.width_px, scene.height_px, scene.metrics.row_px
    everything = [MarkItem(*row) for row in rows]
    return [
        item
        for item in everything
        if min(item.start_px, item.label_px) < right_px
        and max(item.end_px, item.label_px + (item.title.width_px if item.title else 0)) > left_px
        and scene.metrics.ruler_px - row_px < item.y_px < bottom_px + row_px
    ]


def paint_marks(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Draw all events that have a row, with the dates that are claimed besides theirs; the selected one last."""
    everything = items(scene)
    marked = [item for item in everything if _is_marked(item, scene)]
    last = [_emboldened(item, scene, context) for item in marked]
    for item in everything:
        if item in marked:
            continue
        is_lit = context.is_one_of_several(item.event)
        if is_lit or item.event == context.hovered:
            _draw_highlight(painter, scene, item, context, chosen=is_lit)
        _draw_item(painter, scene, _uncovered(item, last, context), context, "lit" if is_lit else "calm")
    paint_claims(painter, scene, context)
    for chosen in last:
        _draw_highlight(painter, scene, chosen, context, chosen=True)
        paint_claims_of(painter, scene, chosen.event, context)
        _draw_item(painter, scene, chosen, context, "bold")


def _is_marked(item: MarkItem, scene: Scene) -> bool:
    return item.event == scene.selected and scene.selected_lane in (-1, item.lane)


def _uncovered(item: MarkItem, last: list[MarkItem], context: PaintContext) -> MarkItem:
    """Cut a title to what the highlight of the selected event leaves of it, where that is drawn over it."""
    title = item.title
    if title is None:
        return item
    for chosen in last:
        left_px, right_px = _reach(chosen)
        beside = chosen.lane != item.lane or abs(chosen.y_px - item.y_px) > _HIGHLIGHT_PX
        if beside or item.label_px + title.width_px < left_px or item.label_px > right_px:
            continue
        covered_px = right_px - item.label_px
        if covered_px < _MORE_IN_BOLD_PX and item.label_px + title.width_px > right_px + _LEAST_WORDS_PX:
            return item  # only its first letter lies under a title that is wider in bold
        room_px = left_px - _CLEAR_PX - item.label_px - title.date_px
        metrics = context.pixmaps.fonts.of(TITLE_PX, SEMIBOLD if item.importance >= BOLD_FROM else REGULAR)[1]
        text = metrics.elidedText(title.text, Qt.TextElideMode.ElideRight, room_px) if room_px > _LEAST_WORDS_PX else ""
        return item._replace(title=title._replace(text=text) if text else None)
    return item


def _reach(item: MarkItem) -> tuple[float, float]:
    """Tell from where to where the highlight of an event reaches."""
    start_px, end_px = item.start_px, item.end_px
    if item.title is not None:
        start_px, end_px = min(start_px, item.label_px), max(end_px, item.label_px + item.title.width_px)
    return start_px - _HIGHLIGHT_BESIDE_PX, end_px + _HIGHLIGHT_BESIDE_PX


def _emboldened(item: MarkItem, scene: Scene, context: PaintContext) -> MarkItem:
    """Give the selected event the room that its title takes in bold, which no title beside it knew of."""
    if item.title is None or item.importance >= BOLD_FROM:
        return item
    fonts, text, at_left = context.pixmaps.fonts, item.title.text, item.side == LEFT
    end_px = item.label_px + item.title.width_px
    room_px = end_px - scene.metrics.header_px - _EDGE_PX if at_left else scene.width_px - _EDGE_PX - item.label_px
    room_px -= item.title.date_px
    if fonts.width(text, TITLE_PX, SEMIBOLD) > room_px > _LEAST_WORDS_PX:
        text = fonts.of(TITLE_PX, SEMIBOLD)[1].elidedText(text, Qt.TextElideMode.ElideRight, room_px)
    width_px = fonts.width(text, TITLE_PX, SEMIBOLD) + item.title.date_px
    return item._replace(
        title=item.title._replace(text=text, width_px=width_px),
        label_px=end_px - width_px if at_left else item.label_px,
    )


def _draw_item(
    painter: QPainter,
    scene: Scene,
    item: MarkItem,
    context: PaintContext,
    look: Literal["calm", "lit", "bold"] = "calm",
) -> None:
    """Draw a mark with its title; "lit" on the highlight of one of several selected events, "bold" on that of one."""
    colour = context.colour(item.category)
    shape = context.shape(item.category)
    if item.form == DOT:
        middle_px = (item.start_px + item.end_px) / 2
        context.pixmaps.mark(painter, middle_px, item.y_px, MarkLook(shape, item.size_px, colour, item.status))
    else:
        ground = context.theme.accent_ground if look != "calm" else lane_ground(scene.lanes[item.lane], context.theme)
        _draw_span(painter, scene, item, context, ground)
    if item.title is not None:
        weight = SEMIBOLD if item.importance >= BOLD_FROM or look == "bold" else REGULAR
        ink = context.theme.secondary if item.status in (CANCELLED, FALSE) and look == "calm" else context.theme.ink
        baseline_px = item.y_px + (_BASELINE_PX if item.is_ridden else context.pixmaps.cap_px / 2)
        title = item.title
        first, _fold, second = title.text.partition("\n")
        baseline_px -= _LINE_PX / 2 if second else 0.0
        if title.date:
            on_colour = item.side == INSIDE and item.form == BLOCK
            grey = context.theme.ink if on_colour else context.theme.secondary
            date = TextLook(title.date, TITLE_PX, REGULAR, grey)
            context.pixmaps.text(painter, item.label_px, baseline_px, date)
        for number, line in enumerate((first, second) if second else (first,)):
            at_px = (item.label_px + title.date_px, baseline_px + number * _LINE_PX)
            words = TextLook(line, TITLE_PX, weight, ink)
            context.pixmaps.text(painter, *at_px, words)
            if context.found:
                from timeline_app.paint.found import draw_found_lines  # noqa: PLC0415 - only while something is searched

                draw_found_lines(painter, at_px, words, context.found)


def _draw_span(painter: QPainter, scene: Scene, item: MarkItem, context: PaintContext, ground: str) -> None:
    left_px, right_px = scene.metrics.header_px - _CUT_PX, scene.width_px + _CUT_PX
    colour, shape = context.colour(item.category), context.shape(item.category)
    start_px, end_px = max(item.start_px, left_px), min(item.end_px, right_px)
    if item.flags & OPEN_START:  # the arrow stands where the view ends
        start_px = max(start_px, scene.metrics.header_px + 3.0)
    if item.flags & OPEN_END:
        end_px = min(end_px, scene.width_px - 3.0)
    if end_px - start_px < 1:  # only its title reaches into the view
        return
    faded_into, whole = "" if context.transparent else ground, (item.start_px, item.end_px)
    span = Span(
        start_px, end_px, item.core_start_px, item.core_end_px, item.y_px, item.flags, faded_into, whole_px=whole
    )
    if item.form == BLOCK:
        look = MarkLook(shape, item.size_px, colour, item.status)
        members = scene.alternatives.get(item.event)
        if members:
            axis_px = scene.metrics.header_px
            moved = (SetMemberMark(each.start_px + axis_px, each.end_px + axis_px) for each in members)
            draw_set(painter, span, moved, look, context.pixmaps)
            return
        draw_block(painter, span, colour, item.status)
        context.pixmaps.mark(painter, _glyph_px(item, float(scene.metrics.header_px)), item.y_px, look)
        return
    if item.is_ridden:
        span = span._replace(y_px=item.y_px + _RAIL_DOWN_PX, high_px=_RAIL_PX)
    solid_head = item.status not in _HOLLOW and span.has_core and item.core_start_px - item.start_px < 6
    headed = item.form == BAR and solid_head and end_px - start_px >= 24 and item.start_px > left_px
    if headed and not item.is_ridden:
        span = span._replace(head_px=_HEAD_PX)
    plain = is_plain(span, item.status) and context.pixmaps.pixels
    bar = BarLook(colour, item.status, span.head_px if item.status != OCCURRED else 0.0)
    if not plain or not context.pixmaps.plain_bar(painter, body(span), bar):
        draw_bar(painter, span, colour, item.status)
    if item.is_ridden:
        mark = MarkLook(shape, _RIDDEN_MARK_PX, colour, item.status)
        context.pixmaps.mark(painter, item.label_px - 9, item.y_px + _BASELINE_PX - context.pixmaps.cap_px / 2, mark)
        return
    if headed:
        context.pixmaps.mark(painter, item.start_px + 7, item.y_px, MarkLook(shape, 5.0, ground, OCCURRED))


def _glyph_px(item: MarkItem, axis_px: float) -> float:
    """Find where the shape of a block stands: at the end that is known, before the title in it, or in its middle."""
    if item.flags & (OPEN_START | OPEN_END) in (OPEN_START, OPEN_END):
        return item.end_px - 8 if item.flags & OPEN_START else item.start_px + 8
    if item.title is not None and item.side == INSIDE:
        return min(max(item.start_px, axis_px) + 10, item.label_px - 10)
    return (item.start_px + item.end_px) / 2


def _draw_highlight(
    painter: QPainter, scene: Scene, item: MarkItem, context: PaintContext, *, chosen: bool = False
) -> None:
    """Draw the highlight of a mark and its title: filled and outlined for the selection, a breath for the pointer."""
    theme = context.theme
    start_px, end_px = item.start_px, item.end_px
    if item.title is not None:
        start_px = min(start_px, item.label_px)
        end_px = max(end_px, item.label_px + item.title.width_px)
    has_alternatives = any(alternative.event == item.event for alternative in scene.claims)
    half_px = _LOW_HIGHLIGHT_PX if has_alternatives else _HIGHLIGHT_PX
    left_px = max(start_px - 9, min(start_px, scene.metrics.header_px + 2))  # whole, where what it holds is
    right_px = min(end_px + 9, max(end_px, scene.width_px - 2))
    box = QRectF(left_px, item.y_px - half_px, right_px - left_px, 2 * half_px)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if chosen:
        painter.setPen(QPen(qcolor(theme.accent), 3.0 if context.focused else 1.3))
        painter.setBrush(qcolor(theme.accent_ground))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(mixed(theme.hairline, theme.paper, 0.15)))
    painter.drawRoundedRect(box, half_px, half_px)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
