"""Facets of the filter panel: the values of a field with their counts, a row each, and the way to all the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import in_sentence, ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import QueryError
from timeline_app.domain.names import placed_in
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.normalize import fold, name_key
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import status_words
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import BOX_PX, DrawnButton, draw_box
from timeline_app.ui.widgets.look import across, scaled_px, sized, tip
from timeline_app.ui.widgets.panel_page import INSET_PX, Fold
from timeline_app.ui.widgets.row_delegate import MarkPainter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QColor

    from timeline_app.document.filter.filtering import Facets, Mask
    from timeline_app.domain.columns import I64
    from timeline_app.domain.records import Actor, Place, Tag
    from timeline_app.ui.services.session import Session


ROW_PX = 25
NAME_PX = 12.5
GAP_PX = 9


class FacetRow(DrawnButton):
    """A value to filter by. `mark` draws the category's shape; without it there is a check box.

    With a mark, `dimmed` says that other values of the facet are chosen and this one is not.
    """

    menu_wanted = Signal(QPoint)
    """Where on the screen a menu of the value shall open."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.value = name
        self._count = 0
        self._dimmed = False
        self._mark: Callable[[QPainter, QRectF], None] | None = None

    def show_value(self, value: str, label: str, count: int, *, checked: bool, dimmed: bool = False) -> None:
        """Show one value of the facet."""
        self.value = value
        label = on_one_line(label)
        self.setText(label)
        self._count, self._dimmed = count, dimmed
        self.blockSignals(True)
        self.setChecked(checked)
        self.blockSignals(False)
        events = ngettext("{count} event", "{count} events", count).format(count=count)
        self.setAccessibleName(_("{value}, {events}").format(value=label, events=events))
        self._tell_whole()
        self.update()

    def set_mark(self, mark: Callable[[QPainter, QRectF], None] | None) -> None:
        """Draw the value's own mark in place of the box."""
        self._mark = mark
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, scaled_px(ROW_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, scaled_px(ROW_PX))

    def _tell_whole(self) -> None:
        """Let the tip tell the name where it is cut."""
        self.setToolTip(tip(self.text()) if self._elided() else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _left_px(self) -> int:
        return INSET_PX + scaled_px(BOX_PX) + GAP_PX

    def _count_px(self) -> int:
        return QFontMetrics(sized(12.5, figures=True)).horizontalAdvance(grouped(self._count)) + 8

    def _elided(self) -> bool:
        room = self.width() - self._left_px() - INSET_PX - self._count_px()
        return QFontMetrics(sized(NAME_PX)).horizontalAdvance(self.text()) > room

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                self._paint_ground(painter)
            side_px = scaled_px(BOX_PX)
            box = across(self, QRectF(INSET_PX, (self.height() - side_px) / 2, side_px, side_px))
            painter.setOpacity(0.45 if self._dimmed else 1.0)
            if self._mark is None:
                draw_box(painter, self, box, checked=self.isChecked())
            else:
                self._mark(painter, box)
            painter.setOpacity(1.0)
            self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        painter.setBrush(ink.lane(self) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink.accent(self), 1.2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 0.5, -1, -0.5), 5, 5)

    def _name_colour(self) -> QColor:
        return ink.faint(self) if self._dimmed or not self._count else ink.ink(self)

    def _paint_words(self, painter: QPainter) -> None:
        room = across(self, self.rect().adjusted(self._left_px(), 0, -INSET_PX, 0))
        painter.setFont(sized(12.5, figures=True))
        painter.setPen(ink.faint(self) if self._dimmed else ink.secondary(self))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, grouped(self._count))
        chosen = self.isChecked() and self._mark is not None
        painter.setFont(sized(NAME_PX, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(self._name_colour())
        width = room.width() - self._count_px()
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, in_sentence(words))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


MOST_ROWS = 7


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to filter by: what stands in the query, what the person reads, how many events have it."""

    value: str
    label: str
    count: int
    mark: Callable[[QPainter, QRectF], None] | None = None


@dataclass(frozen=True, slots=True)
class FacetKind:
    """A field to filter by and its words: heading, "All {count} actors…", title of the list of all."""

    field: str
    heading: str
    all_words: str
    folded: bool = False


class FacetSection(Fold):
    """Shows the values of one field; a click chooses or drops one."""

    toggled = Signal(str, str)
    """Field and value."""
    all_wanted = Signal(str)
    """The field whose values shall all be listed."""
    menu_wanted = Signal(str, str, QPoint)
    """Field, value, and where on the screen its menu shall open."""
    opened = Signal()
    """The section was unfolded and needs its values."""

    def __init__(self, kind: FacetKind, parent: QWidget | None = None) -> None:
        super().__init__(kind.heading, parent)
        self.kind = kind
        self._rows: list[FacetRow] = []
        self._all = QPushButton(self.body)
        self._all.setProperty("role", "link")
        self._all.setCursor(Qt.CursorShape.PointingHandCursor)
        self._all.clicked.connect(self._want_all)
        line = QHBoxLayout()
        line.addSpacing(INSET_PX)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._all)
        line.addStretch(1)
        self.rows.addLayout(line)
        self._all.hide()
        if kind.folded:
            self.heading.setChecked(False)
        self.heading.toggled.connect(self._tell_opened)

    @property
    def is_open(self) -> bool:
        """Whether the values are to be seen."""
        return self.heading.isChecked()

    def show_values(self, values: Sequence[FacetValue], total: int, chosen: Sequence[str]) -> None:
        """Show the commonest values and those that are chosen, of `total`."""
        self.setVisible(bool(values) or bool(chosen))
        low = {name_key(each) for each in chosen}
        picked = _pick(values, total, low)
        while len(self._rows) < len(picked):
            self._rows.append(self._new_row())
        for row, value in zip(self._rows, picked, strict=False):
            on = name_key(value.value) in low
            row.set_mark(value.mark)
            dimmed = bool(low) and not on and value.mark is not None
            row.show_value(value.value, value.label, value.count, checked=on, dimmed=dimmed)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(picked))
        self._all.setVisible(total > len(picked))
        self._all.setText(self.kind.all_words.format(count=grouped(total)))

    def _new_row(self) -> FacetRow:
        row = FacetRow("", self.body)
        row.clicked.connect(self._pass_on)
        row.menu_wanted.connect(self._want_menu)
        self.rows.insertWidget(self.rows.count() - 1, row)
        return row

    def _pass_on(self) -> None:
        row = self.sender()
        if isinstance(row, FacetRow):
            self.toggled.emit(self.kind.field, row.value)

    def _want_menu(self, screen_pos: QPoint) -> None:
        row = self.sender()
        if isinstance(row, FacetRow):
            self.menu_wanted.emit(self.kind.field, row.value, screen_pos)

    def _want_all(self) -> None:
        self.all_wanted.emit(self.kind.field)

    def _tell_opened(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        if on:
            self.opened.emit()


def _pick(values: Sequence[FacetValue], total: int, chosen: set[str]) -> list[FacetValue]:
    """Take the first values, and keep every chosen one in sight."""
    if total <= MOST_ROWS + 1:
        return list(values)
    head = list(values[:MOST_ROWS])
    return head + [each for each in values[MOST_ROWS:] if name_key(each.value) in chosen]


def facet_kinds() -> tuple[FacetKind, ...]:
    """Give the facets in the order of the panel."""
    return (
        FacetKind("category", _("Category"), _("All {count} categories…")),
        FacetKind("status", _("Status"), _("All {count} statuses…")),
        FacetKind("actor", _("Actor"), _("All {count} actors…")),
        FacetKind("place", _("Place"), _("All {count} places…"), folded=True),
        FacetKind("source", _("Source"), _("All {count} sources…"), folded=True),
        FacetKind("tag", _("Tag"), _("All {count} tags…"), folded=True),
    )


class FacetCounts:
    """Counts for one state of data and filter.

    A facet counts what the other filters keep: with Strike chosen, the row of Diplomacy says how many events choosing
    it as well would add, not that there are none.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._common: Facets | None = None
        self._totals: Facets | None = None

    def commonest(self, field: str, chosen: Sequence[str]) -> tuple[list[FacetValue], int]:
        """List the first values of `field` and the chosen ones; say how many there are in all."""
        if field in {"category", "status"}:
            values = self.values(field)
            return values, len(values)
        counts: I64 = getattr(self._facets(field), field)
        names, size = self._names(field), int(np.count_nonzero(counts))
        placed = [place for place in range(self._placed(field)) if counts[place]]
        most = np.argsort(-counts, kind="stable")[: min(size, MOST_ROWS + 1)].tolist()
        top = [*placed, *(place for place in most if place not in placed)][: min(size, MOST_ROWS + 1)]
        wanted = {name_key(each) for each in chosen}
        if wanted:
            top += [place for place, name in enumerate(names) if name_key(name) in wanted and place not in top]
        return [FacetValue(names[place], names[place], int(counts[place])) for place in top], max(size, len(top))

    def values(self, field: str) -> list[FacetValue]:
        """List the values of `field`: those placed by hand, then the commonest; statuses by their totals."""
        counts: I64 = getattr(self._facets(field), field)
        totals: I64 = getattr(self._all(), field)
        if field == "category":
            return self._categories(counts, totals)
        if field == "status":
            order = sorted(np.flatnonzero(totals).tolist(), key=lambda place: -int(totals[place]))
            return [FacetValue(STATUSES[place], status_words(STATUSES[place]), int(counts[place])) for place in order]
        names = self._names(field)
        found = np.flatnonzero(counts).tolist()
        placed = self._placed(field)
        found.sort(key=lambda place: (min(place, placed), -int(counts[place]), fold(names[place])))
        return [FacetValue(names[place], names[place], int(counts[place])) for place in found]

    def _categories(self, counts: I64, totals: I64) -> list[FacetValue]:
        categories, theme = self._session.chronology.categories, self._session.theme
        return [
            FacetValue(each.name, each.name, int(count), MarkPainter(each, theme))
            for each, count, total in zip(categories, counts.tolist(), totals.tolist(), strict=True)
            if total
        ]

    def _placed(self, field: str) -> int:
        """Tell how many names stand where a hand has put them: they come first in their list."""
        chronology = self._session.chronology
        lists: dict[str, Sequence[Actor | Place | Tag]] = {
            "actor": chronology.actors, "place": chronology.places, "tag": chronology.tags,
        }  # fmt: skip
        return placed_in(lists.get(field, ()))

    def _names(self, field: str) -> list[str]:
        chronology = self._session.chronology
        if field == "source":
            return [each.title or each.publisher or each.url or _("Untitled") for each in chronology.sources]
        if field == "actor":
            return [each.name for each in chronology.actors]
        if field == "place":
            return [each.name for each in chronology.places]
        return [each.name for each in chronology.tags]

    def _facets(self, field: str) -> Facets:
        state = self._session.shown.holding
        if state.values(field):
            try:
                return self._session.chronology.facets(self._mask_of(state.with_values(field, ()).text))
            except QueryError:
                return self._shared()
        return self._shared()

    def _shared(self) -> Facets:
        if self._common is None:
            mask = self._session.shown.mask
            self._common = self._all() if mask is None else self._session.chronology.facets(mask)
        return self._common

    def _all(self) -> Facets:
        if self._totals is None:
            self._totals = self._session.chronology.facets()
        return self._totals

    def _mask_of(self, text: str) -> Mask | None:
        return self._session.chronology.select(text) if text.strip() else None
