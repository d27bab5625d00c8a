"""The legend of a picture: only what occurs in it, each thing drawn as it is drawn in the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.records import STATUSES
from timeline_app.export.page.text import FontStyle, TextMeasure, draw_text, plain_line, shorten
from timeline_app.paint.date_kinds import SAMPLE_PX, claim_kinds, date_kinds, draw_claim_sample
from timeline_app.paint.shapes import (
    CANCELLED,
    CORROBORATED,
    DISPUTED,
    FALSE,
    OCCURRED,
    PLANNED,
    REPORTED,
    MarkLook,
    draw_mark,
)
from timeline_app.paint.theme import mixed, qcolor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from timeline_app.document.timeline_source import TimelineSource
    from timeline_app.domain.records import Category
    from timeline_app.export.page.layers import LayerName
    from timeline_app.export.published import PublishedCategory
    from timeline_app.paint.date_kinds import DateKind
    from timeline_app.paint.theme import Theme

LINE: Final = 22.0
_GAP: Final = 22.0
_GLYPH: Final = 18.0
_WIDE_GLYPH: Final = SAMPLE_PX + 10.0
_CROWD_GLYPH: Final = 38.0
_COUNT_GLYPH: Final = 29.0
_MARK: Final = 9.0
_MOST_CATEGORIES: Final = 24
_LONGEST_NAME: Final = 440.0


class LegendItem(NamedTuple):
    """A thing that occurs: its words, the width of its sample, and how to draw that about a point."""

    words: str
    glyph_width: float
    draw: Callable[[QPainter, float, float], None]


class Legend:
    """Items side by side, on as many lines as they need."""

    layer: LayerName = "legend"

    def __init__(self, items: list[LegendItem], width: float, theme: Theme) -> None:
        self._measure = TextMeasure()
        self._style = FontStyle(11.0, LINE, theme.secondary)
        self._placed: list[tuple[float, float, LegendItem]] = []
        x, y = 0.0, 0.0
        for item in items:
            words = shorten(item.words, self._style, width - item.glyph_width, self._measure)
            needed = item.glyph_width + self._measure.width(words, self._style)
            if x and x + needed > width:
                x, y = 0.0, y + LINE
            self._placed.append((x, y, item._replace(words=words)))
            x += needed + _GAP
        self.height = y + LINE

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it from the top left of `rect`."""
        for x, y, item in self._placed:
            at = rect.topLeft() + QPointF(x, y)
            item.draw(painter, at.x(), at.y() + LINE / 2)
            draw_text(painter, item.words, at + QPointF(item.glyph_width, 0), self._style, self._measure)


def legend_of(source: TimelineSource, lanes: str, theme: Theme) -> list[LegendItem]:
    """Give what a legend has to explain, whatever the room."""
    categories = [] if lanes == "category" else source.categories  # else each lane names its own
    statuses = {STATUSES[number] for number in np.unique(source.columns.status).tolist()}
    return [*legend_of_marks(categories, statuses, theme), *_dates(source, theme)]


def legend_of_marks(
    categories: Sequence[Category | PublishedCategory], statuses: AbstractSet[str], theme: Theme
) -> list[LegendItem]:
    """Explain marks alone: shapes and colours by category, forms by status."""
    return [*_categories(categories, theme), *_statuses({STATUSES.index(each) for each in statuses}, theme)]


def crowding(theme: Theme) -> LegendItem:
    """Explain the ticks and counts that stand for events without room for a title."""
    return LegendItem(_("events without room for their title"), _CROWD_GLYPH, _crowd(theme))


def sharing(theme: Theme) -> LegendItem:
    """Explain the mark beside a count."""
    return LegendItem(_("the status that all events of a count have"), _CROWD_GLYPH, _share(theme))


def counting(theme: Theme) -> LegendItem:
    """Explain the bars that count events where they are too many for ticks."""
    return LegendItem(
        _("number of events that begin, on one scale for all lanes: the measure at the left"),
        _COUNT_GLYPH,
        _count(theme),
    )


def claiming(theme: Theme, *, disputes: bool) -> LegendItem:
    """Explain the alternative dates that evidence claims."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        draw_claim_sample(painter, x, y, theme, disputes=disputes)

    return LegendItem(next(kind.words for kind in claim_kinds() if kind.disputes is disputes), _WIDE_GLYPH, draw)


def _categories(categories: Sequence[Category | PublishedCategory], theme: Theme) -> list[LegendItem]:
    """Name shapes and colours."""
    measure, style = TextMeasure(), FontStyle(11.0, LINE, theme.secondary)
    items = []
    for category in categories[:_MOST_CATEGORIES]:
        look = MarkLook(category.shape, _MARK, theme.category(category.colour), STATUSES.index("occurred"))
        items.append(LegendItem(shorten(plain_line(category.name), style, _LONGEST_NAME, measure), _GLYPH, _mark(look)))
    return items


def _statuses(occurring: set[int], theme: Theme) -> list[LegendItem]:
    """Explain the forms that stand for a status; the whole mark only beside one that it could be taken for."""
    if not occurring & {REPORTED, CORROBORATED}:
        occurring.discard(OCCURRED)
    names = {
        OCCURRED: _("established"),
        CORROBORATED: _("two or more independent sources"),
        REPORTED: _("one source"),
        PLANNED: _("planned"),
        DISPUTED: _("disputed: author, cause or extent"),
        CANCELLED: _("cancelled"),
        FALSE: _("false"),
    }
    return [
        LegendItem(name, _GLYPH, _mark(MarkLook("circle", 10.0, theme.secondary, status)))
        for status, name in names.items()
        if status in occurring
    ]


def _dates(source: TimelineSource, theme: Theme) -> list[LegendItem]:
    """Explain how what is not known of a date is drawn."""
    occurring = (kind for kind in date_kinds() if kind.occurs(source.columns))
    return [LegendItem(kind.words, _WIDE_GLYPH, _sample(kind, theme)) for kind in occurring]


def _sample(kind: DateKind, theme: Theme) -> Callable[[QPainter, float, float], None]:
    def draw(painter: QPainter, x: float, y: float) -> None:
        kind.draw(painter, x, y, theme)

    return draw


def _mark(look: MarkLook) -> Callable[[QPainter, float, float], None]:
    def draw(painter: QPainter, x: float, y: float) -> None:
        draw_mark(painter, x + 6.0, y, look)

    return draw


def _crowd(theme: Theme) -> Callable[[QPainter, float, float], None]:
    def draw(painter: QPainter, x: float, y: float) -> None:
        colour = qcolor(theme.secondary)
        for step in (0.0, 5.0):
            painter.fillRect(QRectF(x + 1 + step, y - 3.0, 1.5, 6.0), colour)
        _count_badge(painter, x + 21.0, y, theme)

    return draw


def _count_badge(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(mixed(theme.paper, theme.secondary, 0.22)))
    painter.drawEllipse(QPointF(x, y), 7.5, 7.5)
    measure, style = TextMeasure(), FontStyle(10.0, LINE, theme.ink)
    draw_text(painter, "3", QPointF(x - measure.width("3", style) / 2, y - LINE / 2), style, measure)


def _share(theme: Theme) -> Callable[[QPainter, float, float], None]:
    def draw(painter: QPainter, x: float, y: float) -> None:
        _count_badge(painter, x + 21.0, y, theme)
        draw_mark(painter, x + 9.5, y, MarkLook("circle", 8.0, theme.secondary, REPORTED))

    return draw


def _count(theme: Theme) -> Callable[[QPainter, float, float], None]:
    def draw(painter: QPainter, x: float, y: float) -> None:
        for step, height in enumerate((4.0, 9.0, 6.0, 3.0)):
            painter.fillRect(QRectF(x + 1 + step * 5, y + 5.0 - height, 4.0, height), qcolor(theme.secondary))

    return draw
