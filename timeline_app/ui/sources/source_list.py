"""The sources as a list of two lines each, narrowed by what is typed."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from timeline_app.base.compat import override
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.text.normalize import fold
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import sized
from timeline_app.ui.widgets.row_delegate import Index, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.records import Source

ROW: Final = Qt.ItemDataRole.UserRole
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with how it is used."""

    source: Source
    events: int
    documents: int
    twins: int
    """How many other sources are the same."""
    key: str
    """Its words, folded, to find it by."""

    @property
    def told(self) -> str:
        """The second line."""
        source = self.source
        parts = [source.publisher or source.author, day_in_words(source.published)]
        parts.append(
            ngettext("{n} event", "{n} events", self.events).format(n=self.events) if self.events else _("unused")
        )
        if self.documents:
            parts.append(ngettext("{n} document", "{n} documents", self.documents).format(n=self.documents))
        return " · ".join(part for part in parts if part)


def rows_of(
    sources: Iterable[Source], counts: Mapping[str, tuple[int, int]], twins: Mapping[str, int]
) -> list[SourceRow]:
    """Put sources in order of their titles."""
    rows = []
    for source in sources:
        events, documents = counts.get(source.id, (0, 0))
        key = fold(f"{source.title} {source.publisher} {source.author} {source.url} {source.published}")
        rows.append(SourceRow(source, events, documents, twins.get(source.id, 0), key))
    return sorted(rows, key=lambda row: row.key)


class SourceModel(QAbstractListModel):
    """The rows that are kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[SourceRow] = []
        self.kept: list[SourceRow] = []

    def show_rows(self, rows: Sequence[SourceRow]) -> None:
        """Show other sources."""
        self._all = list(rows)

    def narrow(self, typed: str, only: str) -> None:
        """Keep the sources with all the words typed, and of those only "twins" or "unused" ones where asked."""
        words = fold(typed).split()
        self.beginResetModel()
        self.kept = [
            row
            for row in self._all
            if all(word in row.key for word in words)
            and (only != "twins" or row.twins)
            and (only != "unused" or not row.events)
        ]
        self.endResetModel()

    def row_of(self, source_id: str) -> int:
        """Find a source among those kept; -1 where it is not."""
        return next((number for number, row in enumerate(self.kept) if row.source.id == source_id), -1)

    def count(self, only: str) -> int:
        """Count all "twins" or "unused" sources."""
        return sum(bool(row.twins) if only == "twins" else not row.events for row in self._all)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.kept)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.kept):
            return None
        row = self.kept[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.source.title
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.source.title}. {row.told}"
        return None


class SourceDelegate(RowDelegate):
    """Title over publisher, date and use."""

    high_px = 52

    @override
    def paint_row(self, painter: QPainter, view: QWidget, rect: QRect, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, SourceRow):
            return
        half = rect.height() // 2
        top = rect.adjusted(20, 5, -16, -half)
        low = rect.adjusted(20, half, -16, -6)
        self._line(painter, view, top, (row.source.title, True))
        self._line(painter, view, low, (row.told, False))

    def _line(self, painter: QPainter, view: QWidget, room: QRect, line: tuple[str, bool]) -> None:
        words, strong = line
        painter.setFont(sized(13, QFont.Weight.Medium) if strong else sized(12))
        painter.setPen(ink.ink(view) if strong else ink.secondary(view))
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, elided)
