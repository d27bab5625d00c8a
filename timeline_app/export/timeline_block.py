"""The timeline on a page: the layout and the painter of the screen, at the size that the page gives them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from gettext import gettext as _
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

from timeline_app.domain.errors import DateError
from timeline_app.domain.records import STATUSES
from timeline_app.domain.when import When
from timeline_app.export.citing import NumberedTitles, with_numbers
from timeline_app.export.shown import words
from timeline_app.export.sources import NO_CITATIONS
from timeline_app.export.subset import picked
from timeline_app.layout.flags import Moments
from timeline_app.layout.index import EventIndex
from timeline_app.layout.lanes import Names, group
from timeline_app.layout.metrics import Metrics
from timeline_app.layout.ruler import Ruler
from timeline_app.layout.scale import TimeScale
from timeline_app.layout.timeline import TimelineLayout, View
from timeline_app.layout.titles import TextWidths
from timeline_app.paint.context import PaintContext
from timeline_app.paint.sprites import Sprites
from timeline_app.paint.timeline import paint, ruler_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.document import Chronology
    from timeline_app.domain.records import Actor, Category, Place
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.sources import Citations
    from timeline_app.export.subset import Subset
    from timeline_app.layout.ruler import RulerStyle
    from timeline_app.layout.scene import Scene
    from timeline_app.layout.titles import TitleBook
    from timeline_app.paint.theme import Theme

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
_LONGEST_TITLE_PX: Final = 560.0
_MOST_ROUNDS: Final = 400
"""Titles come a few hundred at a time; a page waits for all of them."""
LEAST_PX: Final = 200.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the blocks of one picture share: events, names, numbers of sources, colours."""

    subset: Subset
    citations: Citations
    theme: Theme
    lanes: str
    zone: str
    moments: Moments
    transparent: bool


def drawing_of(
    chronology: Chronology, subset: Subset, citations: Citations, theme: Theme, options: ExportOptions
) -> Drawing:
    """Gather what the blocks of a picture share."""
    as_of_s, as_of_words = None, ""
    try:
        if chronology.as_of:
            as_of_s = When.parse(chronology.as_of).end_max
            as_of_words = _("As of {date}").format(date=words(chronology.as_of))
    except DateError:
        as_of_s = None  # a store of a stranger may hold anything; the picture does without the line
    now_s = When.parse(options.made).start_min if options.made else int(time.time())
    moments = Moments(now_s, as_of_s, as_of_words)
    return Drawing(subset, citations, theme, options.lanes, options.zone, moments, options.transparent)


class TimelineBlock:
    """One stretch of time, `width` wide and as high as the page lets it be."""

    def __init__(self, chronology: Chronology, drawing: Drawing, stretch: tuple[int, int], width: float) -> None:
        self._made_of = (chronology, drawing, stretch, width)
        self._drawing = drawing
        self._shrunk = 1.0
        self._sprites = Sprites()
        columns = drawing.subset.columns
        self._columns = picked(columns, (columns.start_min < stretch[1]) & (columns.end_max > stretch[0]))
        self._metrics = Metrics(header_px=138 if width >= _NARROW_PX else 112, empty_px=54, whole_titles=True)
        self._scale = TimeScale.showing(*stretch, width - self._metrics.header_px)
        self._layout = self._laid_out_with(self._metrics)
        self.full_height, self._rows = self._full_height()
        lanes = self._lay_out(_ROOM_PX).lanes
        self.counts = any(lane.foot.bin_count is not None for lane in lanes)
        """Whether some lane holds so many events that they are counted in bars."""
        airy_px = self.full_height + sum(lane.rows > 0 for lane in lanes) * _AIR_PX
        self.height = max(min(airy_px, max(width * _MOST_OF_WIDTH, _HIGH_ENOUGH_PX)), LEAST_PX)

    def without_numbers(self) -> TimelineBlock:
        """Give the same for a page without a list of sources."""
        chronology, drawing, stretch, width = self._made_of
        return TimelineBlock(chronology, replace(drawing, citations=NO_CITATIONS), stretch, width)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`, on whole pixels of the device; smaller where not even the least of it has room."""
        self._fit_rows(rect.height())
        scene = self._lay_out(rect.height())
        needed_px = scene.metrics.ruler_px + scene.content_px
        if needed_px > rect.height() + 0.5 and self._shrunk < _MOST_TIMES_SMALLER:
            self._draw_smaller(painter, rect, needed_px / rect.height())
            return
        drawing = self._drawing
        palette = tuple((category.colour, category.shape) for category in drawing.subset.categories)
        context = PaintContext(drawing.theme, palette, self._sprites, transparent=drawing.transparent)
        painter.save()
        painter.translate(_on_a_pixel(painter, rect.topLeft()))
        painter.setClipRect(QRectF(0, 0, rect.width() + 1, rect.height() + 1))
        paint(painter, replace(scene, ruler=_whole_names(scene, self._layout.style)), context)
        painter.restore()

    def _draw_smaller(self, painter: QPainter, rect: QRectF, times: float) -> None:
        """Draw a wider and higher layout of the same, scaled down into `rect`."""
        chronology, drawing, stretch, width = self._made_of
        times = min(times * 1.01, _MOST_TIMES_SMALLER)
        wider = TimelineBlock(chronology, drawing, stretch, width * times)
        wider._shrunk = self._shrunk * times
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(1 / times, 1 / times)
        wider.draw(painter, QRectF(0, 0, rect.width() * times, rect.height() * times))
        painter.restore()

    def crowded_at(self, height_px: float) -> bool:
        """Tell whether some events get no title at a height."""
        self._fit_rows(height_px)
        return any(len(lane.foot.tick_px) or lane.foot.clusters for lane in self._lay_out(height_px).lanes)

    def _fit_rows(self, height_px: float) -> None:
        """Set rows as wide as they can be with every title in one; close ones where not all of them can."""
        usual_px = self._metrics.row_px
        spare_px = height_px - self.full_height
        if spare_px >= 0:
            lanes = max(len(self._layout.lanes), 1)
            self._set_rows(usual_px + min(int(spare_px // (self._rows + lanes)), _MOST_MORE_PX))
            return
        for row_px in (usual_px - _MOST_LESS_PX // 2, usual_px - _MOST_LESS_PX):
            self._set_rows(row_px)
            if not self.counts and self._full_height()[0] <= height_px:
                break
        self._layout.forget_heights()

    def _set_rows(self, row_px: int) -> None:
        if self._layout.metrics.row_px != row_px:
            self._layout = self._laid_out_with(replace(self._metrics, row_px=row_px))
        self._layout.forget_heights()

    def _full_height(self) -> tuple[float, int]:
        """Give the height at which every title has its row and no more, and the number of rows."""
        metrics = self._layout.metrics
        self._layout.forget_heights()
        least = self._lay_out(0.0).lanes
        self._layout.forget_heights()
        full = self._lay_out(_ROOM_PX).lanes
        frame_px = metrics.lane_top_px + metrics.lane_bottom_px
        heights = [
            max(small.height_px, frame_px + large.rows * metrics.row_px + small.foot_px * bool(large.foot_px))
            for small, large in zip(least, full, strict=True)
        ]
        return metrics.ruler_px + sum(heights), sum(lane.rows for lane in full)

    def _laid_out_with(self, metrics: Metrics) -> TimelineLayout:
        chronology, drawing, _stretch, _width = self._made_of
        subset = drawing.subset
        names = chronology_names(subset.categories, subset.actors, subset.places)
        grouping = group(self._columns, drawing.lanes, names)
        index = EventIndex.of(self._columns, grouping)
        style = ruler_style(self._sprites, drawing.zone)
        return TimelineLayout(self._columns, index, self._book(chronology), style, metrics)

    def _lay_out(self, height_px: float) -> Scene:
        view = View(self._scale, height_px, moments=self._drawing.moments)
        scene = self._layout.lay_out(view)
        for _round in range(_MOST_ROUNDS):
            if scene.settled:
                break
            scene = self._layout.lay_out(view)
        return scene

    def _book(self, chronology: Chronology) -> TitleBook:
        rows, by_row = self._columns.row, self._drawing.citations.by_row

        def fetch(events: list[int]) -> dict[int, str]:
            wanted = {event: int(rows[event]) for event in events}
            titles = chronology.titles(list(wanted.values()))
            return {event: with_numbers(titles.get(row, ""), by_row.get(row, ())) for event, row in wanted.items()}

        sprites = self._sprites
        return NumberedTitles(fetch, TextWidths(sprites.advance), TextWidths(sprites.bold_advance), _LONGEST_TITLE_PX)


def _whole_names(scene: Scene, style: RulerStyle) -> Ruler:
    """Take the names from ticks where the page would cut through them."""
    end_px = scene.scale.width_px
    rows = (
        tuple(tick if 0 <= tick.label_px <= end_px - width(tick.label) else tick._replace(label="") for tick in ticks)
        for ticks, width in ((scene.ruler.minor, style.minor_width), (scene.ruler.major, style.major_width))
    )
    return Ruler(*rows)


def stretches(view: tuple[int, int], pages: int) -> list[tuple[int, int]]:
    """Divide a stretch of time evenly over pages."""
    start_s, end_s = view
    edges = [start_s + (end_s - start_s) * page // pages for page in range(pages + 1)]
    return list(pairwise(edges))


def chronology_names(categories: Sequence[Category], actors: Sequence[Actor], places: Sequence[Place]) -> Names:
    """Give what lanes are called."""
    return Names(
        [category.name for category in categories],
        [actor.name for actor in actors],
        [place.name for place in places],
        [_(status.capitalize()) for status in STATUSES],
        without=_("No category"),
        others=_("Others"),
        all_events=_("All events"),
    )


def _on_a_pixel(painter: QPainter, at: QPointF) -> QPointF:
    """Give the place nearest to `at` that is a whole pixel of the device: there the pictures of titles stay sharp."""
    transform = painter.worldTransform()
    there = transform.map(at)
    back, _possible = transform.inverted()
    return QPointF(back.map(QPointF(round(there.x()), round(there.y()))))
