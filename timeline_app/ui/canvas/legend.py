"""What the shapes, outlines and fadings of the timeline mean: a small sheet over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import with_stops
from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import status_words
from timeline_app.export.page.legend import counting, crowding, sharing
from timeline_app.paint.date_kinds import SAMPLE_PX, claim_kinds, date_kinds, draw_claim_sample
from timeline_app.paint.overview import bar_heights
from timeline_app.paint.shapes import MarkLook, draw_mark
from timeline_app.paint.theme import qcolor
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.wording.labels import meaning_inside

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from timeline_app.domain.records import Status
    from timeline_app.paint.date_kinds import ClaimKind
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.services.session import Session

    Draw = Callable[[QPainter, float, float], None]
    Lines = list[tuple[str, Draw]]

_MARK_PX: Final = 10.0
_ROW_PX: Final = 22
_GAP_PX: Final = 6
_EDGE_PX: Final = 4
"""What stays free of the screen."""
_BETWEEN_PX: Final = 36
_RULE_PX: Final = 400
"""How wide the sentences on titles are set."""


class Sample(QWidget):
    """A thing of the timeline, drawn as there."""

    def __init__(self, draw: Draw, width_px: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._draw = draw
        self._larger = scaled_px(100) / 100
        self.setFixedSize(QSize(round(width_px * self._larger), scaled_px(_ROW_PX)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self._larger, self._larger)
            self._draw(painter, 0.0, _ROW_PX / 2)


class LegendSheet(QFrame):
    """Categories and statuses at the left, dates and crowds at the right; any click beside it closes it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("legend")
        own(self)
        self.setAccessibleName(_("Legend"))
        self._theme: Theme = session.theme
        self._page = QWidget()
        self._page.setObjectName("legendPage")
        self._columns = columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._page)
        columns.setContentsMargins(20, 16, 24, 18)
        columns.setSpacing(_BETWEEN_PX)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(14)
            columns.addLayout(column)
        left.addLayout(self._block(_("Categories"), self._categories(session), 18))
        left.addLayout(self._block(_("Status"), self._statuses(), 18))
        left.addLayout(self._rule())
        right.addLayout(self._block(_("Dates"), self._dates(), SAMPLE_PX + 10))
        right.addLayout(self._block(_("Where the evidence differs"), self._claims(), SAMPLE_PX + 10))
        right.addLayout(self._block(_("Where it is crowded"), self._crowds(), SAMPLE_PX + 10))
        for column in (left, right):
            column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(_("Legend"))
        self._area.setWidget(self._page)
        self._area.setAccessibleDescription(with_stops(*self.words()))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._area)

    def words(self) -> list[str]:
        """Give all that it explains."""
        return [label.text() for label in self.findChildren(QLabel) if label.property("role") == "quiet"]

    def _rule(self) -> QVBoxLayout:
        """State who gets a title where not all can."""
        words = _(
            "They go to the more important events first, then to those whose date is known more exactly, "
            "that have more sources, that last longer, that are earlier. The selected event is shown besides."
        )
        label = plain(words, "quiet", self, wrap=True)
        label.setFixedWidth(scaled_px(_RULE_PX))
        label.ensurePolished()
        label.setMinimumHeight(label.heightForWidth(label.width()))  # or the rows above are squeezed for it
        block = QVBoxLayout()
        block.setSpacing(4)
        block.addWidget(plain(_("Titles, where not all have room"), "heading", self))
        block.addWidget(label)
        return block

    def _block(self, heading: str, items: Lines, width: float) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(plain(heading, "heading", self._page), 0, 0, 1, 2)
        for line, (words, draw) in enumerate(items, 1):
            grid.addWidget(Sample(draw, width, self._page), line, 0)
            grid.addWidget(plain(words, "quiet", self._page), line, 1)
        return grid

    def _categories(self, session: Session) -> Lines:
        occurred = STATUSES.index("occurred")
        return [
            (each.name, _mark(MarkLook(each.shape, _MARK_PX, self._theme.category(each.colour), occurred)))
            for each in session.chronology.categories[:12]
        ]

    def _statuses(self) -> Lines:
        order: tuple[Status, ...] = (
            "occurred",
            "corroborated",
            "reported",
            "planned",
            "disputed",
            "cancelled",
            "false",
        )
        return [
            (
                _("{status}: {meaning}").format(status=status_words(each), meaning=meaning_inside(each)),
                _mark(MarkLook("circle", _MARK_PX, self._theme.secondary, STATUSES.index(each))),
            )
            for each in order
        ]

    def _dates(self) -> Lines:
        day = _mark(MarkLook("circle", 8.0, self._theme.secondary, STATUSES.index("occurred")), SAMPLE_PX / 2)
        kinds = [(kind.words, _themed(kind.draw, self._theme)) for kind in date_kinds()]
        return [(_("a day or a moment, while it is narrower than its mark"), day), *kinds]

    def _claims(self) -> Lines:
        return [(kind.words, self._alternative(kind)) for kind in claim_kinds()]

    def _alternative(self, kind: ClaimKind) -> Draw:
        def draw(painter: QPainter, left_px: float, y_px: float) -> None:
            draw_claim_sample(painter, left_px, y_px, self._theme, disputes=kind.disputes)

        return draw

    def _crowds(self) -> Lines:
        crowded = [
            (item.words, item.draw) for item in (crowding(self._theme), sharing(self._theme), counting(self._theme))
        ]
        overview = _("overview below: all events, by the square root of their number")
        return [*crowded, (overview, self._overview_bars)]

    def _overview_bars(self, painter: QPainter, left_px: float, y_px: float) -> None:
        counts = np.array((1, 12, 40, 5), np.int64)
        for step, tall_px in enumerate(bar_heights(counts, 40, 12).tolist()):
            bar = QRectF(left_px + 1 + step * 5, y_px + 6.0 - tall_px, 4.0, tall_px)
            painter.fillRect(bar, qcolor(self._theme.histogram))

    def open_above(self, widget: QWidget) -> None:
        """Show it over a widget at the foot of the window, inside the screen; what has no room scrolls."""
        screen = widget.screen().availableGeometry().adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        if self._page.sizeHint().width() + 4 > screen.width():
            self._columns.setDirection(QBoxLayout.Direction.TopToBottom)
            self._columns.setSpacing(14)
        self.ensurePolished()
        rim = self.size() - self.contentsRect().size() + QSize(2, 2)  # the border of its style, and that of the layout
        wanted = self._page.sizeHint() + rim
        if wanted.height() > screen.height():
            wanted.setWidth(wanted.width() + 2 * self._area.verticalScrollBar().sizeHint().width())
        self.resize(wanted.boundedTo(screen.size()))
        corner = widget.mapToGlobal(QPoint(0, 0)) - QPoint(8, self.height() + _GAP_PX)
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.move(corner)
        self.show()
        self._area.setFocus()  # so that keys scroll it


def _mark(look: MarkLook, x_px: float = 6.0) -> Draw:
    def draw(painter: QPainter, left_px: float, y_px: float) -> None:
        draw_mark(painter, left_px + x_px, y_px, look)

    return draw


def _themed(draw_in: Callable[[QPainter, float, float, Theme], None], theme: Theme) -> Draw:
    def draw(painter: QPainter, left_px: float, y_px: float) -> None:
        draw_in(painter, left_px, y_px, theme)

    return draw
