"""The drawing side of the canvas: holds what is looked at, lays it out, paints it, and moves it calmly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSizeF, Qt, QTimer, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from timeline_app.base.compat import override
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.engine import View
from timeline_app.layout.metrics import HEADER_PX
from timeline_app.paint.card import HoverCard, paint_card
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.painter import OverlayState, paint, paint_overlays
from timeline_app.ui.canvas.model import CanvasModel
from timeline_app.ui.canvas.motion import Motion

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from timeline_app.document import Chronology
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.theme import Theme

EDGE_PX: Final = 12
"""An event nearer to the edge than this is brought to the middle when it is selected."""
_SETTLE_MS: Final = 160
"""How long after the last movement rows and heights are set to rights."""
_EASE_MS: Final = 150


class SceneView(QWidget):
    """Shows a chronology on a scale of time; knows nothing of what a person does with it."""

    range_changed = Signal(object)
    """The TimeScale that is shown now."""

    def __init__(
        self,
        chronology: Chronology,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        zone: str = "UTC",
        arranged: Arrangement | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.pixmaps = PixmapCache()
        self.model = CanvasModel(chronology, self.pixmaps, zone, arranged)
        self.overlays = OverlayState()
        self.motion = Motion(self)
        self._card: HoverCard | None = None
        self._hovered = -1
        self._selected = -1
        self._scroll_px = 0.0
        self._collapsed: frozenset[int] = frozenset()
        self._heights: dict[int, float] = {}
        self._magnification = 1.0
        self._ease = 1.0
        self._moving = False
        self._placed = False
        self._scene: Scene | None = None
        self._scale = TimeScale.showing(*self.model.opening_extent(), 1000)
        self.motion.moved.connect(self._show)
        self.motion.settled.connect(self._come_to_rest)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._set_to_rights)
        self._easing = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_EASE_MS)
        self._easing.valueChanged.connect(self._ease_to)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._hold_least()

    @property
    def chronology(self) -> Chronology:
        """The chronology that is shown."""
        return self.model.chronology

    @property
    def scale(self) -> TimeScale:
        """The scale shown now."""
        return self._scale

    @property
    def magnification(self) -> float:
        """How much larger than its own unit the scene is drawn: the text size of the settings."""
        return self._magnification

    def magnify(self, by: float) -> None:
        """Draw everything on the canvas larger; a picture that is exported keeps the size of the page."""
        if by != self._magnification:
            self._magnification = by
            self._hold_least()
            self._fill()

    @property
    def scene_size(self) -> QSizeF:
        """The room there is, in units of the scene."""
        return QSizeF(self.size()) / self._magnification

    def scene_pos(self, widget_pos: QPointF) -> QPointF:
        """Find where in the scene a point of the widget lies."""
        return widget_pos / self._magnification

    def widget_pos(self, scene_pos: QPointF) -> QPointF:
        """Find where in the widget a point of the scene lies."""
        return scene_pos * self._magnification

    def _hold_least(self) -> None:
        self.setMinimumSize(round((HEADER_PX + 180) * self._magnification), 200)

    @property
    def scene(self) -> Scene:
        """What is painted now."""
        if self._scene is None:
            self._scene = self.model.timeline.scene(self._view())
        return self._scene

    def _view(self) -> View:
        words = self.model.flag_words(self._selected, self._scale.span_s) if self._selected >= 0 else ""
        return View(
            self._scale,
            self.scene_size.height(),
            self._scroll_px,
            self._selected,
            self.model.moments(words),
            self._collapsed,
            tuple(sorted(self._heights.items())),
            self._moving,
            self._ease,
        )

    def redraw(self) -> None:
        """Lay out and paint anew: something changed."""
        self._scene = None
        self.update()

    # Moving

    @property
    def aim(self) -> TimeScale:
        """Where the view is going, or stands: steps add up while one still runs."""
        return self.motion.target or self._scale

    def go(self, target: TimeScale) -> None:
        """Move to a scale, in a step that can be followed."""
        if self._placed and self.isVisible() and self.motion.animated:
            self.motion.go(self._scale, target)
        else:
            self._show(target)
            self._set_to_rights()

    def jump(self, target: TimeScale) -> None:
        """Show a scale at once: a drag follows the hand."""
        self.motion.stop()
        self._show(target)
        self._settle.start()

    def anchor_px(self) -> float:
        """Give the point about which keys zoom: the selected event while it is in view, else the middle."""
        if self._selected >= 0:
            start, end = self.model.span(self._selected)
            x_px = self.aim.px_of(start + (end - start) // 2)
            if 0 <= x_px <= self._scale.width_px:
                return x_px
        return self._scale.width_px / 2

    def reveal(self, index: int) -> None:
        """Bring an event into view, where it is not well inside it; one without a date has no place."""
        if self.model.is_undated(index):
            return
        start, end = self.model.span(index)
        left_px, right_px = self.aim.px_of(start), self.aim.px_of(end)
        width_px = self._scale.width_px
        if right_px - left_px > width_px * 0.9 or left_px < EDGE_PX or right_px > width_px - EDGE_PX:
            middle_px = (left_px + right_px) / 2 if right_px - left_px < width_px * 0.9 else left_px + width_px * 0.4
            self.go(self.aim.moved(middle_px - width_px / 2))
        self._reveal_lane(index)

    def _reveal_lane(self, index: int) -> None:
        lane = next((self.scene.lanes[number] for number in self.model.lanes_of(index)), None)
        if lane is None:
            return
        above_px = self.scene.metrics.ruler_px - lane.top_px
        high_px = self.scene_size.height()
        below_px = lane.top_px + min(lane.height_px, high_px - self.scene.metrics.ruler_px) - high_px
        if above_px > 0 or below_px > 0:
            self.scroll_lanes(-above_px if above_px > 0 else below_px)

    def scroll_lanes(self, dy_px: float) -> None:
        """Move the lanes up by so many pixels, where they need more height than there is."""
        room_px = self.scene.content_px - (self.scene_size.height() - self.scene.metrics.ruler_px)
        self._scroll_px = min(max(self._scroll_px + dy_px, 0), max(room_px, 0))
        self.redraw()

    def toggle_lane(self, number: int) -> None:
        """Collapse a lane to its name, or open it."""
        self._collapsed ^= {number}
        self.ease_in()

    def set_lane_height(self, number: int, height_px: float) -> None:
        """Give a lane the height that a person dragged it to; 0 to let it find its own."""
        if height_px:
            self._heights[number] = max(height_px, 60)
        else:
            self._heights.pop(number, None)
        self.redraw()

    @Slot(object)
    def _show(self, scale: TimeScale) -> None:
        self._scale, self._moving, self._ease = scale, self._placed, 1.0
        self._easing.stop()
        self._hovered, self._card = -1, None
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
        if self.motion.animated and self.isVisible():
            self._ease = 0.0
            self._easing.start()

    @Slot(object)
    def _ease_to(self, share: float) -> None:
        self._ease = 1 - (1 - float(share)) ** 3
        self.redraw()

    # Painting

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fill()
        self._placed = True

    def _fill(self) -> None:
        """Spread the stretch that is shown over the room there is: opening a panel hides nothing."""
        width_px = max(self.scene_size.width() - HEADER_PX, 1)
        self.motion.stop()
        if width_px != self._scale.width_px:
            self._show(self._scale.stretched(width_px))
        else:
            self.redraw()
        self._moving = False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene
        context = PaintContext(self.theme, self.model.palette, self.pixmaps, self._hovered, focused=self.hasFocus())
        with QPainter(self) as painter:
            if self._magnification != 1.0:
                painter.scale(self._magnification, self._magnification)
            paint(painter, scene, context)
            paint_overlays(painter, scene, self.overlays, context)
            if self._card is not None:
                paint_card(painter, scene, self._card, context)
        if not scene.settled:
            QTimer.singleShot(0, self.redraw)
