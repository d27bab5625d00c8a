"""The interactive timeline: shows a chronology on a scale of time, and says what the person does with it."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from timeline_app.layout.scale import TimeScale
from timeline_app.overriding import override
from timeline_app.paint.theme import qcolor
from timeline_app.ui.canvas.motion import Motion

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from timeline_app.document import Chronology
    from timeline_app.layout.arrays import Mask
    from timeline_app.paint.theme import Theme

HEADER_PX = 138
ZOOM_STEP = 2**0.5


class TimelineCanvas(QWidget):
    """The canvas of a chronology. Rows in signals and methods are the store's integer keys of events."""

    selection_changed = Signal(object)
    """The row that is selected now, or None."""
    range_changed = Signal(object)
    """The TimeScale that is shown now."""
    new_event_wanted = Signal(object)
    """(start_s, end_s) of the stretch that was drawn."""
    event_activated = Signal(object)
    """The row that was double-clicked or entered."""
    context_wanted = Signal(object)
    """(row or None, second or None, QPoint on the screen) for a menu."""

    def __init__(self, chronology: Chronology, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chronology = chronology
        self.theme = theme
        self.lanes = "category"
        self.zone = "UTC"
        self._mask: Mask | None = None
        self._selected: int | None = None
        self._motion = Motion(self)
        self._motion.moved.connect(self._show)
        self._scale = TimeScale.showing(*self._extent(), 1000)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Timeline"))
        self.setMinimumSize(HEADER_PX + 180, 200)

    @property
    def animated(self) -> bool:
        """Whether the view moves in steps that can be followed; off for reduced motion."""
        return self._motion.animated

    @animated.setter
    def animated(self, on: bool) -> None:
        self._motion.animated = on

    @property
    def visible_range(self) -> tuple[int, int]:
        """The first second shown and the first beyond."""
        return self._scale.start_s, self._scale.end_s

    @property
    def scale(self) -> TimeScale:
        """The scale shown now."""
        return self._scale

    @property
    def selected(self) -> int | None:
        """The row of the selected event."""
        return self._selected

    def set_mask(self, mask: Mask | None) -> None:
        """Show only the events of `mask` (over the chronology's columns); all for None."""
        self._mask = mask
        self.update()

    def select(self, row: int | None, *, reveal: bool = False) -> None:
        """Select an event, and bring it into view where `reveal`."""
        if reveal:
            self.update()
        if row != self._selected:
            self._selected = row
            self.selection_changed.emit(row)
            self.update()

    def set_lanes(self, mode: str) -> None:
        """Arrange by "category", "actor", "place", "status" or "none"."""
        self.lanes = mode
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.theme = theme
        self.update()

    def set_zone(self, zone: str) -> None:
        """Show the axis in a zone: an IANA name, "UTC" or "local"."""
        self.zone = zone
        self.update()

    def refresh(self) -> None:
        """Draw what the chronology holds now."""
        self.update()

    @Slot()
    def zoom_in(self) -> None:
        """Magnify about the middle."""
        self._go(self._aim().zoomed(ZOOM_STEP, self._scale.width_px / 2))

    @Slot()
    def zoom_out(self) -> None:
        """Show more about the middle."""
        self._go(self._aim().zoomed(1 / ZOOM_STEP, self._scale.width_px / 2))

    def pan(self, fraction: float) -> None:
        """Move the view by a fraction of its width, to later where positive."""
        self._go(self._aim().moved(fraction * self._scale.width_px))

    @Slot()
    def fit(self) -> None:
        """Show all the kept events."""
        self.show_range(*self._extent(self._mask))

    @Slot()
    def whole_range(self) -> None:
        """Show the whole chronology, whatever the filter."""
        self.show_range(*self._extent())

    @Slot()
    def go_to_today(self) -> None:
        """Bring today to the middle."""

    @Slot()
    def next_event(self) -> None:
        """Select the next kept event."""

    @Slot()
    def previous_event(self) -> None:
        """Select the kept event before."""

    def show_range(self, start_s: int, end_s: int) -> None:
        """Show a stretch of time across the whole width."""
        self._go(TimeScale.showing(start_s, end_s, self._scale.width_px))

    def _extent(self, mask: Mask | None = None) -> tuple[int, int]:
        columns = self.chronology.columns
        keep = slice(None) if mask is None else mask
        starts, ends = columns.start_min[keep], columns.end_max[keep]
        bounded = (np.abs(starts) < 2**61) & (np.abs(ends) < 2**61)
        if not bounded.any():
            return 1_388_534_400, 1_767_225_600
        first, last = int(starts[bounded].min()), int(ends[bounded].max())
        margin = max((last - first) // 40, 3600)
        return first - margin, last + margin

    def _aim(self) -> TimeScale:
        return self._motion.target or self._scale

    def _go(self, target: TimeScale) -> None:
        self._motion.go(self._scale, target)

    @Slot(object)
    def _show(self, scale: TimeScale) -> None:
        self._scale = scale
        self.update()
        self.range_changed.emit(scale)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show(self._scale.resized(self.width() - HEADER_PX))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        columns = self.chronology.columns
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(self.theme.paper))
            for x in self._scale.px_of_all(columns.start_min)[:2000]:
                if 0 <= x < self._scale.width_px:
                    painter.fillRect(HEADER_PX + int(x), 80, 6, 6, qcolor(self.theme.accent))
