"""What the sheets of one picture of text share: size, letters, legend, imprint, and how events become pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.export.layouts.column import COLUMN_GAP, ColumnPieces, column_width, columns_in
from timeline_app.export.layouts.entries import EntryStyle
from timeline_app.export.layouts.flow import FlowBlock
from timeline_app.export.layouts.numbering import numbered
from timeline_app.export.layouts.table import TablePieces
from timeline_app.export.page.imprint import ImprintBlock, imprint_of
from timeline_app.export.page.legend import Legend, legend_of_marks
from timeline_app.export.page.page import Stack, margin_of
from timeline_app.export.page.sources import MOST_EVENTS, NO_CITATIONS, CreditBlock, SourceBlock, SourceColumns
from timeline_app.export.page.text import (
    FontStyle,
    TextMeasure,
    TextPiece,
    break_lines,
    draw_lines,
    height_of,
    plain_line,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from timeline_app.export.layouts.flow import Filled, Piece
    from timeline_app.export.layouts.table import TableHead
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.page.layers import LayerName
    from timeline_app.export.page.page import PageSize
    from timeline_app.export.page.sources import Citations
    from timeline_app.export.published import Published, PublishedEvent
    from timeline_app.paint.theme import Theme


class TextPage:
    """What the sheets of one picture share: size, letters, legend, imprint, and how events become pieces."""

    def __init__(self, published: Published, options: ExportOptions, size: PageSize, theme: Theme) -> None:
        self.published = published
        self.options = options
        self.size = size
        self.theme = theme
        self.inner = size.width - 2 * margin_of(size)
        self.title = plain_line(published.title)
        table = options.layout == "table"
        self.style = EntryStyle(theme, small=table)
        self.columns = 1 if table else columns_in(self.inner, options.columns)
        self.width = column_width(self.inner, self.columns)
        told = imprint_of(published, published.description, published.held_back.line)
        self.imprint = ImprintBlock(told, self.inner, theme) if told else None

    def citations(self, events: Sequence[PublishedEvent]) -> tuple[Citations, dict[int, int]]:
        """Give numbers to the sources of events, where they are wanted and not too many."""
        if not self.options.sources or len(events) > MOST_EVENTS:
            return NO_CITATIONS, {}
        return numbered(events)

    def legend(self, events: Sequence[PublishedEvent]) -> Legend | None:
        """Explain the marks of events."""
        if not self.options.legend:
            return None
        used = {event.category for event in events}
        categories = [each for each in self.published.categories if each in used]
        items = legend_of_marks(categories, {event.status for event in events}, self.theme)
        return Legend(items, self.inner, self.theme) if items else None

    def flow(self, events: Sequence[PublishedEvent], numbers: Mapping[int, int], most_lines: int) -> Flow:
        """Make the pieces of events."""
        if self.options.layout == "table":
            table = TablePieces(self.style, self.inner, events, cited=bool(numbers))
            return Flow(table.of(events, numbers, most_lines), table.head())
        column = ColumnPieces(self.style, self.width, self.published.zone)
        return Flow(column.of(events, numbers, most_lines), None)

    def begin(self, events: Sequence[PublishedEvent]) -> Stack:
        """Begin the first sheet: title, line and legend."""
        stack = Stack(self.size)
        stack.head(self.title, plain_line(self.published.line), self.theme)
        stack.add_if(self.legend(events))
        stack.y += _AIR
        return stack

    def block(self, filled: Filled, head: TableHead | None) -> FlowUnderHead:
        """Give columns that were filled, under the names of the columns of a table."""
        return FlowUnderHead(FlowBlock(filled, self.width, COLUMN_GAP), head)


_AIR: Final = 6.0
"""Between what heads a page and the first event."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Pieces to be set, and what names them at the head of each page."""

    pieces: list[Piece]
    head: TableHead | None

    @property
    def head_px(self) -> float:
        """The height of that."""
        return self.head.height if self.head else 0.0


class FlowUnderHead:
    """Columns under the names of what stands in them."""

    layer: LayerName = "events"

    def __init__(self, flow: FlowBlock, head: TableHead | None) -> None:
        self._flow = flow
        self._head = head
        self._head_px = head.height if head else 0.0
        self.height = flow.height + self._head_px

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`."""
        if self._head is not None:
            self._head.draw(painter, rect.topLeft())
        self._flow.draw(painter, rect.adjusted(0, self._head_px, 0, 0))


class Note:
    """A quiet line: what is not shown."""

    layer: LayerName = "note"

    def __init__(self, text: str, width: float, theme: Theme, most: int = 1000) -> None:
        """Take how many lines it may have at `most`."""
        self._measure = TextMeasure()
        style = FontStyle(11.0, 16.0, theme.faint)
        self._lines = break_lines([TextPiece(text, style)], width, self._measure, most=most)
        self.height = height_of(self._lines)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`."""
        draw_lines(painter, self._lines, rect.topLeft(), self._measure)


def listed_of(page: TextPage, citations: Citations) -> SourceBlock | None:
    """Give the list of sources; None where there are none."""
    if not citations.sources:
        return None
    columns = SourceColumns(citations.sources, page.inner, page.theme)
    return SourceBlock(columns, columns.entries, _("Sources"))


def credit_of(page: TextPage, citations: Citations) -> CreditBlock | None:
    """Name those who are cited, in two lines; None where nobody is."""
    return CreditBlock(citations, page.inner, page.theme, most_lines=2) if citations.sources else None
