"""The first events of a file, drawn as the timeline will draw them; nothing can be changed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.engine import View
from timeline_app.layout.marks.hit_test import hit
from timeline_app.layout.metrics import HEADER_PX, Metrics
from timeline_app.layout.shown_events import ShownEvents
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.painter import paint, text_style
from timeline_app.ui.widgets.look import BODY_PX, scaled_px

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from timeline_app.document.import_preview import DraftTimeline
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.theme import Theme

_HIGH_PX: Final = 256
_LEAST_PX: Final = 124
_LANE_PX: Final = 66


class PreviewTimeline(QWidget):
    """Draws drafts by the one painter, and tells on which of them a hand clicks."""

    picked = Signal(object)
    """The row of a draft, from 1."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmaps = PixmapCache()
        self._events: ShownEvents | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(scaled_px(_LEAST_PX))
        self.setMaximumHeight(scaled_px(_HIGH_PX))
        self.setAccessibleName(_("The first events on a timeline"))

    @property
    def events(self) -> ShownEvents | None:
        """What is drawn."""
        return self._events

    def show_drafts(self, drafts: DraftTimeline) -> None:
        """Draw other events."""
        self._events = ShownEvents(drafts, lambda _zone: drafts, text_style(self._pixmaps), drafts.zone)
        self._settle_lanes()
        dated = sum(not self._events.is_undated(index) for index in range(len(drafts.columns)))
        words = ngettext("{n} event with a date", "{n} events with a date", dated).format(n=grouped(dated))
        self.setAccessibleDescription(words)
        self.update()

    def _settle_lanes(self) -> None:
        """Give each category a lane where there is room for all of them."""
        if self._events is None:
            return
        used = len(np.unique(self._events.columns.category))
        room = (self.height() / self._magnification - Metrics().ruler_px) // _LANE_PX
        lanes = "category" if 1 < used <= room else "none"
        if lanes != self._events.lanes:
            self._events.set_lanes(lanes)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_lanes()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._pixmaps = PixmapCache()
        self.update()

    def select(self, row: int | None) -> None:
        """Mark an event."""
        if self._events is not None and self._events.select(row):
            self.update()

    @property
    def _magnification(self) -> float:
        return QApplication.font().pixelSize() / BODY_PX

    def scene(self, events: ShownEvents) -> Scene:
        """Lay out all of them over the room there is."""
        by = self._magnification
        scale = TimeScale.showing(*events.opening_extent(), max(self.width() / by - HEADER_PX, 1))
        view = View(scale, self.height() / by, selected=events.selected, moments=events.moments(""))
        return events.timeline.scene(view)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self._events is None:
                painter.fillRect(self.rect(), self._theme.paper)
                return
            by = self._magnification
            painter.scale(by, by)
            scene = self.scene(self._events)
            paint(painter, scene, PaintContext(self._theme, self._events.palette, self._pixmaps))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._events is None:
            return
        at = QPointF(event.position()) / self._magnification
        row = self._events.row_of(hit(self.scene(self._events), at.x(), at.y()).event)
        if row is not None:
            self.picked.emit(row)
