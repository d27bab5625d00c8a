"""The timeline on a page: the layout and the painter of the screen, at the size that the page gives them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from timeline_app.domain.dates.when import When
from timeline_app.domain.dates.zones import clock_now
from timeline_app.export.page.page import LegendSigns
from timeline_app.export.page.sources import NO_CITATIONS, NumberedTitles
from timeline_app.layout.assembly import assemble, assemble_broken
from timeline_app.layout.axis.breaks import BrokenTime, points_of
from timeline_app.layout.axis.civil_time import on_clocks
from timeline_app.layout.axis.ruler import Ruler
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.engine import View
from timeline_app.layout.marks.several import SeveralSelected
from timeline_app.layout.metrics import HEADER_PX, Metrics
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.density import shared_status
from timeline_app.paint.painter import paint, text_style

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from timeline_app.document.timeline_source import TimelineSource
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.page.layers import LayerName
    from timeline_app.export.page.sources import Citations
    from timeline_app.layout.assembly import Timeline
    from timeline_app.layout.axis.ruler import RulerStyle
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.theme import Theme

_TWO_LINES_PX: Final = 29
"""Rows so high have room for titles of two lines."""
_ENOUGH_WHOLE: Final = 0.85
"""Of the titles that stand whole in rows of one line, so many still do in fewer rows of two lines."""
_A_LITTLE_SMALLER: Final = 1.15
"""So much smaller all letters may get where most titles would be cut on one line."""
_ROOM_PX: Final = 100_000.0
"""More than any page: what the lanes make of it is the height they want."""
_AIR_PX: Final = 12.0
"""What a page that may be as high as it likes adds to each lane."""
_MOST_MORE_PX: Final = 10
_MOST_LESS_PX: Final = 6
"""How much higher or lower than usual rows get on a page with room to spare, or without."""
_MOST_TIMES_SMALLER: Final = 1.8
"""Titles are 12 units high and must stay readable."""
_MOST_OF_WIDTH, _HIGH_ENOUGH_PX = 1.5, 900.0
"""As high as its content, but no scroll: beyond this the least important titles become ticks."""
_NARROW_PX: Final = 720.0
_NARROW_HEADER_PX: Final = 128
_LONGEST_TITLE_PX: Final = 560.0
_MOST_ROUNDS: Final = 400
"""Titles come a few hundred at a time; a page waits for all of them."""
LEAST_PX: Final = 200.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the blocks of one picture share: events, names, numbers of sources, colours."""

    source: TimelineSource
    citations: Citations
    theme: Theme
    lanes: str
    now_s: int
    transparent: bool
    dates: bool
    compress_gaps: bool
    chosen: tuple[int, ...] = ()
    """Rows of events that are highlighted."""


def drawing_of(source: TimelineSource, citations: Citations, theme: Theme, options: ExportOptions) -> Drawing:
    """Gather what the blocks of a picture share."""
    now_s = When.parse(options.made).start_min if options.made else clock_now(options.zone)
    return Drawing(
        source, citations, theme, options.lanes, now_s, options.transparent, options.dates, options.compress_gaps
    )


class TimelineBlock:
    """One stretch of time, `width` wide and as high as the page lets it be."""

    layer: LayerName = "timeline"

    def __init__(self, drawing: Drawing, stretch: tuple[int, int], width: float) -> None:
        self._made_of = (stretch, width)
        self._drawing = drawing
        self._shrunk = 1.0
        self._row_px: dict[float, int] = {}
        self._pixmaps = PixmapCache(plain=True)
        shown = on_clocks(drawing.source.columns, drawing.source.zone)
        source = drawing.source.picked((shown.start_min < stretch[1]) & (shown.end_max > stretch[0]))
        header_px = HEADER_PX if width >= _NARROW_PX else _NARROW_HEADER_PX
        self._metrics = Metrics(header_px=header_px, empty_px=54)
        breaks = None
        if drawing.compress_gaps:
            points = points_of(on_clocks(source.columns, source.zone))
            breaks = BrokenTime.of(points, stretch, width - header_px)
            stretch = breaks.view(stretch, width - header_px)
        self._timeline = self._assembled(source, breaks)
        self._scale = TimeScale.showing(*stretch, width - header_px).at_rest()
        natural = self._lay_out(_ROOM_PX, self._metrics.row_px)
        self._counts = any(lane.strip.bin_count is not None for lane in natural.lanes)
        self._rows = sum(lane.rows for lane in natural.lanes)
        least = self._lay_out(0.0, self._metrics.row_px)
        self.least_height = least.metrics.ruler_px + least.content_px
        """With less, everything is drawn smaller."""
        self.full_height = self._full_height(self._metrics.row_px)
        airy_px = self.full_height + len(natural.lanes) * _AIR_PX
        self.height = max(min(airy_px, max(width * _MOST_OF_WIDTH, _HIGH_ENOUGH_PX)), LEAST_PX)

    @property
    def source(self) -> TimelineSource:
        """The events that it draws."""
        return self._drawing.source

    def without_numbers(self) -> TimelineBlock:
        """Give the same for a page without a list of sources."""
        return self._with(replace(self._drawing, citations=NO_CITATIONS))

    def _with(self, drawing: Drawing) -> TimelineBlock:
        return TimelineBlock(drawing, *self._made_of)

    def keeps_lanes_at(self, height_px: float) -> bool:
        """Tell whether the lanes have room at a height; where they have none, `draw` leaves them out."""
        scene = self._lay_out(height_px, self._row_px_at(height_px))
        return _times_too_high(scene, height_px) <= _MOST_TIMES_SMALLER

    def signs_at(self, height_px: float) -> LegendSigns:
        """Tell what the legend has to explain of it at a height."""
        scene = self._lay_out(height_px, self._row_px_at(height_px))
        strips = [lane.strip for lane in scene.lanes]
        ticks = any(len(strip.tick_px) or strip.clusters for strip in strips)
        against = {alternative.disputes for alternative in scene.claims if not alternative.quiet}
        bars = any(strip.bin_count is not None for strip in strips)
        shared = any(shared_status(cluster) is not None for strip in strips for cluster in strip.clusters)
        return LegendSigns(ticks, bars, False in against, True in against, shared)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`, on whole pixels of the device.

        Where not even the least of it has room it is drawn smaller, and without lanes before it gets too small to read.
        """
        scene = self._lay_out(rect.height(), self._row_px_at(rect.height()))
        drawing = self._drawing
        times = _times_too_high(scene, rect.height())
        if times > _MOST_TIMES_SMALLER and drawing.lanes != "none":
            self._with(replace(drawing, lanes="none")).draw(painter, rect)
            return
        if times > 1.001 and self._shrunk < _MOST_TIMES_SMALLER:
            self._draw_smaller(painter, rect, times)
            return
        context = PaintContext(
            drawing.theme,
            drawing.source.palette,
            self._pixmaps,
            several=self._chosen(),
            transparent=drawing.transparent,
        )
        painter.save()
        painter.translate(_on_a_pixel(painter, rect.topLeft()))
        painter.setClipRect(QRectF(0, 0, rect.width() + 1, rect.height() + 1))
        paint(
            painter,
            replace(scene, ruler=whole_names(scene.ruler, scene.scale.width_px, self._timeline.text.ruler)),
            context,
        )
        painter.restore()

    def _chosen(self) -> SeveralSelected | None:
        """Find the highlighted events among those that are drawn."""
        columns, lanes = self._timeline.arranged.columns, self._timeline.layout.lanes
        there = columns.row[np.isin(columns.row, np.array(self._drawing.chosen, columns.row.dtype))]
        return SeveralSelected.among(columns.row, there, lanes) if len(there) else None

    def _draw_smaller(self, painter: QPainter, rect: QRectF, times: float) -> None:
        """Draw a wider and higher layout of the same, scaled down into `rect`."""
        stretch, width = self._made_of
        times = min(times * 1.01, _MOST_TIMES_SMALLER)
        wider = TimelineBlock(self._drawing, stretch, width * times)
        wider._shrunk = self._shrunk * times
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(1 / times, 1 / times)
        wider.draw(painter, QRectF(0, 0, rect.width() * times, rect.height() * times))
        painter.restore()

    def _row_px_at(self, height_px: float) -> int:
        """Give the height of rows: where titles would be cut, such that they take two lines, if hardly one is lost."""
        if height_px not in self._row_px:
            self._row_px[height_px] = self._best_row_px(height_px)
        return self._row_px[height_px]

    def _best_row_px(self, height_px: float) -> int:
        one_line_px = self._one_line_px(height_px)
        if one_line_px >= _TWO_LINES_PX:
            return one_line_px
        whole, cut = _whole_and_cut(self._lay_out(height_px, one_line_px))
        if not cut:
            return one_line_px
        on_two_lines = self._lay_out(height_px, _TWO_LINES_PX)
        most_times = _A_LITTLE_SMALLER if cut > whole else 1.0
        if _times_too_high(on_two_lines, height_px) > most_times:
            return one_line_px
        whole_on_two, cut_on_two = _whole_and_cut(on_two_lines)
        return _TWO_LINES_PX if cut_on_two < cut and whole_on_two >= whole * _ENOUGH_WHOLE else one_line_px

    def _one_line_px(self, height_px: float) -> int:
        """Set rows as wide as they can be with every title in one; close ones where not all of them can."""
        usual_px = self._metrics.row_px
        spare_px = height_px - self.full_height
        if spare_px >= 0:
            rows = self._rows + max(len(self._timeline.arranged.index.grouping.lanes), 1)
            return usual_px + min(int(spare_px // rows), _MOST_MORE_PX)
        closer_px = usual_px - _MOST_LESS_PX // 2
        if not self._counts and self._full_height(closer_px) <= height_px:
            return closer_px
        return usual_px - _MOST_LESS_PX

    def _full_height(self, row_px: int) -> float:
        """Give the height at which every title has its row and no more."""
        least, full = self._lay_out(0.0, row_px).lanes, self._lay_out(_ROOM_PX, row_px).lanes
        frame_px = self._metrics.lane_top_px + self._metrics.lane_bottom_px
        heights = [
            max(small.height_px, frame_px + large.rows * row_px + small.foot_px * bool(large.foot_px))
            for small, large in zip(least, full, strict=True)
        ]
        return self._metrics.ruler_px + sum(heights)

    def _lay_out(self, height_px: float, row_px: int) -> Scene:
        """Lay out anew, without a memory of other heights, and wait until all titles are there."""
        timeline = self._timeline.with_metrics(replace(self._metrics, row_px=row_px))
        timeline.book.lines = 2 if row_px >= _TWO_LINES_PX else 1
        moments = timeline.moments(self._drawing.now_s)
        view = View(self._scale, height_px, moments=moments, dates=self._drawing.dates)
        scene = timeline.scene(view)
        for _round in range(_MOST_ROUNDS):
            if scene.settled:
                break
            scene = timeline.scene(view)
        return scene

    def _assembled(self, source: TimelineSource, breaks: BrokenTime | None) -> Timeline:
        rows, by_row = source.columns.row, self._drawing.citations.by_row
        text = text_style(self._pixmaps)
        book = NumberedTitles(text, _LONGEST_TITLE_PX, lambda event: by_row.get(int(rows[event]), ()))
        if breaks is not None and breaks.gaps:
            return assemble_broken(source, text, self._drawing.lanes, book, breaks)
        return assemble(source, text, self._drawing.lanes, book)


def _whole_and_cut(scene: Scene) -> tuple[int, int]:
    """Count the titles that stand whole, and those that are cut."""
    titles = [title.text for title in scene.marks.titles if title is not None and title.text]
    cut = sum("…" in text for text in titles)
    return len(titles) - cut, cut


def _times_too_high(scene: Scene, height_px: float) -> float:
    """Give what part of a height the least of a scene needs; above 1 it has to be drawn smaller."""
    return (scene.metrics.ruler_px + scene.content_px) / height_px


def whole_names(ruler: Ruler, end_px: float, style: RulerStyle) -> Ruler:
    """Take the names from ticks where the page would cut through them."""
    rows = (
        tuple(tick if 0 <= tick.label_px <= end_px - width(tick.label) else tick._replace(label="") for tick in ticks)
        for ticks, width in ((ruler.minor, style.minor_width), (ruler.major, style.major_width))
    )
    return Ruler(*rows)


def stretches(view: tuple[int, int], pages: int) -> list[tuple[int, int]]:
    """Divide a stretch of time evenly over pages."""
    start_s, end_s = view
    edges = [start_s + (end_s - start_s) * page // pages for page in range(pages + 1)]
    return list(pairwise(edges))


def _on_a_pixel(painter: QPainter, at: QPointF) -> QPointF:
    """Give the place nearest to `at` that is a whole pixel of the device: there the pictures of titles stay sharp."""
    transform = painter.worldTransform()
    there = transform.map(at)
    back, _possible = transform.inverted()
    return QPointF(back.map(QPointF(round(there.x()), round(there.y()))))
