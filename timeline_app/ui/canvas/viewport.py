"""What is seen of the timeline: a stretch of time and some of the lanes, and how that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QPointF, QSizeF, QTimer, Signal, Slot

from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.engine import View
from timeline_app.layout.index.lanes import UNDATED
from timeline_app.layout.metrics import HEADER_PX
from timeline_app.ui.canvas.motion import Motion

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.columns import I64
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.ui.canvas.event_labels import EventLabels

EDGE_PX: Final = 12
"""An event nearer to the edge than this is brought to the middle when it is selected."""
ZOOM_STEP: Final = 2**0.5
_LEAST_STRETCH_S: Final = 42 * DAY_S
_SETTLE_MS: Final = 160
"""How long after the last movement rows and heights are set to rights."""
_EASE_MS: Final = 150


class Viewport(QObject):
    """The part of the timeline that a widget shows, laid out as a scene; moves calmly."""

    changed = Signal()
    """Something else is seen now: the widget has to be painted."""
    range_changed = Signal(object)
    """The TimeScale that is shown now."""
    lanes_moved = Signal()
    """Lanes were scrolled, collapsed or opened."""

    def __init__(self, widget: QWidget, labels: EventLabels) -> None:
        super().__init__(widget)
        self._widget = widget
        self._labels = labels
        self.events = labels.events
        self.motion = Motion(self)
        self._scroll_px = 0.0
        self._collapsed: frozenset[int] = frozenset()
        self._heights: dict[int, float] = {}
        self._magnification = 1.0
        self._dates = False
        self._ease = 1.0
        self._moving = False
        self._placed = False
        self._scene: Scene | None = None
        self._scale = TimeScale.showing(*self.events.opening_extent(), 1000)
        self.motion.moved.connect(self._show)
        self.motion.settled.connect(self._come_to_rest)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._set_to_rights)
        self._easing: QVariantAnimation | None = None

    # What is seen

    @property
    def scale(self) -> TimeScale:
        """The scale shown now."""
        return self._scale

    @property
    def scene(self) -> Scene:
        """What is seen, laid out."""
        if self._scene is None:
            self._scene = self.events.timeline.scene(self._view())
        return self._scene

    def _view(self) -> View:
        selected = self.events.selected
        words = self._labels.flag_words(selected, self._scale.span_s) if selected >= 0 else ""
        return View(
            self._scale if self._moving else self._scale.at_rest(),
            self.scene_size.height(),
            self._scroll_px,
            selected,
            self.events.moments(words),
            self._collapsed,
            tuple(sorted(self._heights.items())),
            self._moving,
            self._ease,
            self._dates,
            self.events.selected_lane,
        )

    def outdate(self) -> None:
        """Forget the scene: what it shows, or how, has changed."""
        self._scene = None

    @Slot()
    def redraw(self) -> None:
        """Lay out and paint anew: something changed."""
        self.outdate()
        self.changed.emit()

    def forget_lanes(self) -> None:
        """Begin with all lanes open, in their own heights: they are others now."""
        self._collapsed, self._scroll_px = frozenset(), 0.0
        self._heights.clear()

    def show_dates(self, on: bool) -> None:  # noqa: FBT001 - it is what the setting says
        """Let dates stand before titles, or not."""
        if on != self._dates:
            self._dates = on
            self.ease_in()

    # The border to the widget's own pixels

    @property
    def magnification(self) -> float:
        """How much larger than its own unit the scene is drawn: the text size of the settings."""
        return self._magnification

    def magnify(self, by: float) -> None:
        """Draw the scene larger; a picture that is exported keeps the size of the page."""
        self._magnification = by
        self.fill()

    @property
    def scene_size(self) -> QSizeF:
        """The room there is, in units of the scene."""
        return QSizeF(self._widget.size()) / self._magnification

    def scene_pos(self, widget_pos: QPointF) -> QPointF:
        """Find where in the scene a point of the widget lies."""
        return widget_pos / self._magnification

    def widget_pos(self, scene_pos: QPointF) -> QPointF:
        """Find where in the widget a point of the scene lies."""
        return scene_pos * self._magnification

    def fill(self) -> None:
        """Spread the stretch that is shown over the room there is: opening a panel hides nothing."""
        width_px = max(self.scene_size.width() - HEADER_PX, 1)
        self.motion.stop()
        if width_px != self._scale.width_px:
            self._show(self._scale.stretched(width_px))
        else:
            self.redraw()
        self._moving = False

    def place(self) -> None:
        """Take the room that the widget has now; from here on steps can be followed."""
        self.fill()
        self._placed = True

    # Moving in time

    @property
    def aim(self) -> TimeScale:
        """Where the view is going, or stands: steps add up while one still runs."""
        return self.motion.target or self._scale

    def go(self, target: TimeScale) -> None:
        """Move to a scale, in a step that can be followed."""
        if self._placed and self._widget.isVisible() and self.motion.animated:
            self.motion.go(self._scale, target)
        else:
            self._show(target)
            self._set_to_rights()

    def jump(self, target: TimeScale) -> None:
        """Show a scale at once: a drag follows the hand."""
        self.motion.stop()
        self._show(target)
        self._settle.start()

    @Slot()
    def zoom_in(self) -> None:
        """Magnify about the selection, else the middle."""
        self.go(self.aim.zoomed(ZOOM_STEP, self._anchor_px()))

    @Slot()
    def zoom_out(self) -> None:
        """Show more about the selection, else the middle."""
        self.go(self.aim.zoomed(1 / ZOOM_STEP, self._anchor_px()))

    def pan(self, fraction: float) -> None:
        """Move by a fraction of the width, to later where positive."""
        self.go(self.aim.moved(fraction * self._scale.width_px))

    def show_range(self, start_s: int, end_s: int) -> None:
        """Show a stretch of time across the whole width."""
        self.go(TimeScale.showing(start_s, end_s, self._scale.width_px))

    def open_range(self) -> None:
        """Show the stretch that a chronology opens with."""
        self.show_range(*self.events.opening_extent())

    @Slot()
    def fit(self) -> None:
        """Show all the kept events."""
        self.show_range(*self.events.extent(self.events.mask))

    def show_events(self, rows: I64) -> bool:
        """Show the stretch of some events, around one or a single day some weeks; tell whether any has a date."""
        columns = self.events.columns
        chosen = np.isin(columns.row, rows) & ((columns.flags & UNDATED) == 0)
        if chosen.any():
            start_s, end_s = self.events.extent(chosen)
            wanting_s = max(_LEAST_STRETCH_S - (end_s - start_s), 0) // 2
            self.show_range(start_s - wanting_s, end_s + wanting_s)
        return bool(chosen.any())

    @Slot()
    def whole_range(self) -> None:
        """Show all events, whatever the filter."""
        self.show_range(*self.events.extent())

    @Slot()
    def go_to_today(self) -> None:
        """Bring today to the middle."""
        self.go(self.aim.moved(self.aim.px_of(self.events.now()) - self._scale.width_px / 2))

    def reveal(self, index: int) -> None:
        """Bring an event into view, where it is not well inside it; one without a date has no place."""
        if self.events.is_undated(index):
            return
        start, end = self.events.span(index)
        left_px, right_px = self.aim.px_of(start), self.aim.px_of(end)
        width_px = self._scale.width_px
        if right_px - left_px > width_px * 0.9 or left_px < EDGE_PX or right_px > width_px - EDGE_PX:
            middle_px = (left_px + right_px) / 2 if right_px - left_px < width_px * 0.9 else left_px + width_px * 0.4
            self.go(self.aim.moved(middle_px - width_px / 2))
        self._reveal_lane(index)

    def _anchor_px(self) -> float:
        """Give the point about which keys zoom: the selected event while it is in view, else the middle."""
        selected = self.events.selected
        if selected >= 0:
            start, end = self.events.span(selected)
            x_px = self.aim.px_of(start + (end - start) // 2)
            if 0 <= x_px <= self._scale.width_px:
                return x_px
        return self._scale.width_px / 2

    # Moving among the lanes

    def scroll_lanes(self, dy_px: float) -> None:
        """Move the lanes up by so many pixels, where they need more height than there is."""
        room_px = self.scene.content_px - (self.scene_size.height() - self.scene.metrics.ruler_px)
        self._scroll_px = min(max(self._scroll_px + dy_px, 0), max(room_px, 0))
        self.redraw()
        self.lanes_moved.emit()

    def toggle_lane(self, number: int) -> None:
        """Collapse a lane to its name, or open it."""
        self._collapsed ^= {number}
        self.ease_in()
        self.lanes_moved.emit()

    def set_lane_height(self, number: int, height_px: float) -> None:
        """Give a lane the height that a person dragged it to; 0 to let it find its own."""
        if height_px:
            self._heights[number] = max(height_px, 60)
        else:
            self._heights.pop(number, None)
        self.redraw()

    def _reveal_lane(self, index: int) -> None:
        lane = next((self.scene.lanes[number] for number in self.events.lanes_of(index)), None)
        if lane is None:
            return
        above_px = self.scene.metrics.ruler_px - lane.top_px
        high_px = self.scene_size.height()
        below_px = lane.top_px + min(lane.height_px, high_px - self.scene.metrics.ruler_px) - high_px
        if above_px > 0 or below_px > 0:
            self.scroll_lanes(-above_px if above_px > 0 else below_px)

    # On the way

    @Slot(object)
    def _show(self, scale: TimeScale) -> None:
        self._scale, self._moving, self._ease = scale, self._placed, 1.0
        if self._easing is not None:
            self._easing.stop()
        self.redraw()
        self.range_changed.emit(scale)

    @Slot()
    def _come_to_rest(self) -> None:
        self._settle.start()

    @Slot()
    def _set_to_rights(self) -> None:
        """Give rows and heights what they need now that the view stands still."""
        if self._moving:
            self._moving = False
            self.ease_in()

    def ease_in(self) -> None:
        """Let lanes and rows glide from where they stand to where they shall be."""
        self.redraw()
        if self.motion.animated and self._widget.isVisible():
            self._ease = 0.0
            if self._easing is None:
                from PySide6.QtCore import QVariantAnimation  # noqa: PLC0415 - after the first frame

                self._easing = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_EASE_MS)
                self._easing.valueChanged.connect(self._ease_to)
            self._easing.start()

    @Slot(object)
    def _ease_to(self, share: float) -> None:
        self._ease = 1 - (1 - float(share)) ** 3
        self.redraw()
