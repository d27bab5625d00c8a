"""The axis under cards: where in time each card's event lies, among all the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.export.page.text import FontStyle, draw_text
from timeline_app.export.page.timeline_block import whole_names
from timeline_app.layout.axis.breaks import BrokenTime
from timeline_app.layout.axis.civil_time import point_on_clocks
from timeline_app.layout.axis.ruler import OccupiedSpan
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.paint.breaks import draw_break
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.painter import ruler_style
from timeline_app.paint.shapes import draw_mark
from timeline_app.paint.theme import MEDIUM, SEMIBOLD, qcolor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.columns import I64
    from timeline_app.export.layouts.entries import EntryStyle
    from timeline_app.export.published import Published, PublishedEvent

_NUMBER_PX: Final = 16.0
_LEADER_PX: Final = 14.0
_MARKS_PX: Final = 12.0
_LINE_Y: Final = _NUMBER_PX + _LEADER_PX + _MARKS_PX
HEIGHT: Final = _LINE_Y + 44.0
_LEAST_APART_PX: Final = 20.0
_LEAST_BAR_PX: Final = 12.0


@dataclass(frozen=True, slots=True)
class AxisPlace:
    """Where an event lies on the axis: the ends of what is possible and of what is certain, in pixels."""

    event: PublishedEvent
    first_px: float
    last_px: float
    core_px: tuple[float, float]
    middle_px: float
    """Where its mark stands: of a range about its beginning, or its end where it has no beginning."""


class CardAxis:
    """Ruler, a tick for each event, and the numbers of the cards at their places."""

    height = HEIGHT

    def __init__(
        self,
        style: EntryStyle,
        published: Published,
        events: Sequence[PublishedEvent],
        *,
        compress_gaps: bool,
        width: float,
    ) -> None:
        """Lay out the axis of what is published; with `compress_gaps` stretches without events are shortened."""
        zone = published.zone
        self._style = style
        self._zone = zone
        self._width = width
        self._breaks = BrokenTime(())
        if compress_gaps:
            self._breaks = BrokenTime.of(_points_of(events, zone), published.span, width)
        self._scale = TimeScale.showing(*self._breaks.view(published.span, width), width)
        self._ticks = sorted({round(self._place(event).middle_px, 1) for event in events if event.is_dated})
        ruler = ruler_style(PixmapCache(plain=True))  # places are by the clocks of the zone already
        self._places = self._breaks.places(self._scale)
        between = tuple(OccupiedSpan(each.start_px, each.end_px) for each in self._places)
        self._ruler = whole_names(self._breaks.ruler(self._scale, ruler, ((), between)), width, ruler)

    def draw(self, painter: QPainter, rect: QRectF, cards: Sequence[PublishedEvent]) -> None:
        """Draw it with its top left at that of `rect`; `cards` are numbered from 1."""
        painter.save()
        painter.translate(rect.topLeft())
        self._draw_ruler(painter)
        places = [self._place(event) for event in cards]
        numbers_px = spread([place.middle_px for place in places], _LEAST_APART_PX, self._width)
        for number, (place, number_px) in enumerate(zip(places, numbers_px, strict=True), 1):
            self._draw_place(painter, place, number_px)
            self._draw_number(painter, number, number_px)
        painter.restore()

    def _place(self, event: PublishedEvent) -> AxisPlace:
        when, flags = event.when, event.when.flags
        points = (when.start_min, when.end_max, when.start_max, when.end_min)
        first, last, core_first, core_last = (min(max(self._px_of(point, flags), 0.0), self._width) for point in points)
        middle = (first + last) / 2
        if flags & WhenFlag.RANGE:
            open_start = abs(when.start_min) >= FAR_S
            middle = (core_last + last) / 2 if open_start else (first + core_first) / 2
        return AxisPlace(event, first, max(last, first), (core_first, core_last), middle)

    def _px_of(self, point: int, flags: int) -> float:
        return self._scale.px_of(self._breaks.shortened(point_on_clocks(point, flags, self._zone)))

    def _draw_ruler(self, painter: QPainter) -> None:
        theme, measure = self._style.theme, self._style.measure
        minor = FontStyle(11.0, 16.0, theme.secondary, MEDIUM)
        major = FontStyle(14.0, 20.0, theme.ink, SEMIBOLD)
        painter.setPen(QPen(qcolor(theme.hairline_strong), 1.0))
        for tick in self._ruler.minor:
            if 0 <= tick.x_px <= self._width:
                painter.drawLine(QLineF(tick.x_px, _LINE_Y, tick.x_px, _LINE_Y + 6))
        for tick in self._ruler.major:
            if 0 <= tick.x_px <= self._width:
                painter.drawLine(QLineF(tick.x_px, _LINE_Y, tick.x_px, _LINE_Y + 40))
        for ticks, style, y in ((self._ruler.minor, minor, 4.0), (self._ruler.major, major, 22.0)):
            for tick in ticks:
                if tick.label:
                    draw_text(painter, tick.label, QPointF(tick.label_px, _LINE_Y + y), style, measure)
        painter.setPen(QPen(qcolor(theme.faint), 1.0))
        for x in self._ticks:
            painter.drawLine(QLineF(x, _LINE_Y - 4, x, _LINE_Y))
        painter.setPen(QPen(qcolor(theme.secondary), 1.0))
        painter.drawLine(QLineF(0, _LINE_Y, self._width, _LINE_Y))
        context = PaintContext(theme, (), PixmapCache(plain=True))
        quiet = FontStyle(11.0, 16.0, theme.faint)
        for each in self._places:
            middle = (each.start_px + each.end_px) / 2
            draw_break(painter, middle, (_LINE_Y - 8, _LINE_Y + 8), context)
            left = middle - measure.width(each.words, quiet) / 2
            draw_text(painter, each.words, QPointF(left, _LINE_Y + 10), quiet, measure)

    def _draw_place(self, painter: QPainter, place: AxisPlace, number_px: float) -> None:
        theme = self._style.theme
        look = self._style.mark(place.event)
        y = _LINE_Y - _MARKS_PX / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(qcolor(theme.hairline_strong), 1.0))
        painter.drawLine(QLineF(number_px, _NUMBER_PX + 1, place.middle_px, y - 6))
        if place.last_px - place.first_px >= _LEAST_BAR_PX:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(look.colour, 70))
            painter.drawRoundedRect(QRectF(place.first_px, y - 2, place.last_px - place.first_px, 4), 2, 2)
            core = place.core_px
            if core[1] - core[0] > 1:
                painter.setBrush(qcolor(look.colour))
                painter.drawRoundedRect(QRectF(core[0], y - 2, core[1] - core[0], 4), 2, 2)
        draw_mark(painter, place.middle_px, y, look)

    def _draw_number(self, painter: QPainter, number: int, x: float) -> None:
        style = FontStyle(12.0, _NUMBER_PX, self._style.theme.ink, SEMIBOLD)
        text = str(number)
        width = self._style.measure.width(text, style)
        left = min(max(x - width / 2, 0.0), self._width - width)
        draw_text(painter, text, QPointF(left, 0), style, self._style.measure)


def _points_of(events: Sequence[PublishedEvent], zone: str) -> I64:
    """Give where events begin and end, as clocks of the zone show it."""
    points = [
        point_on_clocks(point, event.when.flags, zone)
        for event in events
        if event.is_dated
        for point in (event.when.start_min, event.when.start_max, event.when.end_min, event.when.end_max)
    ]
    return np.array(points, np.int64)


def spread(wanted: Sequence[float], apart: float, width: float) -> list[float]:
    """Move places as little as needed so that each is `apart` from the next, or as far as a width lets them be."""
    apart = min(apart, width / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    groups: list[tuple[float, int]] = []  # neighbours that share a shift: where the first would stand, and how many
    for number, place in enumerate(order):
        wish, count = wanted[place] - number * apart, 1
        while groups and groups[-1][0] > wish:
            before, members = groups.pop()
            wish = (before * members + wish * count) / (members + count)
            count += members
        groups.append((wish, count))
    most = width - max(len(wanted) - 1, 0) * apart
    shifts = [min(max(wish, 0.0), max(most, 0.0)) for wish, count in groups for _member in range(count)]
    found = [0.0] * len(wanted)
    for number, (place, shift) in enumerate(zip(order, shifts, strict=True)):
        found[place] = shift + number * apart
    return found
