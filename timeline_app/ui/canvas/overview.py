"""The strip under the canvas: the whole chronology as a histogram, with the window that the canvas shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, side_by_side
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.overview import OverviewScene, paint_overview
from timeline_app.paint.painter import ruler_style
from timeline_app.ui.widgets.speaking import tell_value
from timeline_app.ui.wording.date_words import range_in_words

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QAccessibleInterface,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from timeline_app.layout.index.index import PositionChange
    from timeline_app.layout.placement.histogram import Histogram
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

HEIGHT_PX: Final = 106
MARGIN_PX: Final = 34
_REACH_PX: Final = 7
_REST_MS: Final = 400
_LEAST_WINDOW_PX: Final = 2


class OverviewStrip(QWidget):
    """Shows where in the whole chronology the canvas stands; drag the window to move it, its edges to zoom."""

    def __init__(self, canvas: TimelineCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self._pixmaps = PixmapCache()
        self._histogram: Histogram | None = None
        self._grip = ""
        self._offset_px = 0.0
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        """Until the timeline stands still: what it passes is not told."""
        self._rest.timeout.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Overview"))
        self.setAccessibleDescription(_("Left and right move what the timeline shows; up and down zoom."))
        canvas.range_changed.connect(self._follow)
        canvas.content_changed.connect(self.refresh)
        canvas.events_edited.connect(self._follow_edit)

    @property
    def _width_px(self) -> float:
        """The width in units of the scene, which the text size magnifies."""
        return self.width() / self.canvas.view.magnification

    def _x_px(self, event: QMouseEvent) -> float:
        return event.position().x() / self.canvas.view.magnification

    @property
    def histogram(self) -> Histogram:
        """The bars of the whole chronology."""
        if self._histogram is None:
            model = self.canvas.model
            scale = TimeScale.showing(*model.extent(), max(self._width_px - 2 * MARGIN_PX, 1))
            self._histogram = model.histogram(scale)
        return self._histogram

    @property
    def window_px(self) -> tuple[float, float]:
        """Where the window of the canvas stands in the strip."""
        scale = self.histogram.scale
        start_s, end_s = self.canvas.visible_range
        far_px = self._width_px + 8.0
        start_px = min(max(scale.px_of(start_s) + MARGIN_PX, -8.0), far_px - _LEAST_WINDOW_PX)
        return start_px, max(min(scale.px_of(end_s) + MARGIN_PX, far_px), start_px + _LEAST_WINDOW_PX)

    @Slot()
    def refresh(self) -> None:
        """Count anew: the events, the filter or the width changed."""
        self._histogram = None
        self.setFixedHeight(round(HEIGHT_PX * self.canvas.view.magnification))
        self.update()

    @Slot(object)
    def _follow_edit(self, shifts: list[PositionChange]) -> None:
        """Count anew; where events stand in several lanes, move a few from bar to bar, which is quicker."""
        model = self.canvas.model
        if self._histogram is not None and model.lanes == "actor" and model.arranged.knows_extent:
            self._histogram = self._histogram.after(shifts, filtered=model.mask is not None)
            self.update()
        else:
            self.refresh()

    @Slot(object)
    def _follow(self, _scale: TimeScale) -> None:
        self.update()
        if self.hasFocus():
            self._rest.start()

    # What a screen reader is told

    def make_voice(self) -> QAccessibleInterface:
        """Let a screen reader find a slider: where in the chronology the timeline stands."""
        from timeline_app.ui.widgets.accessible import SliderVoice  # noqa: PLC0415 - only where it is heard

        return SliderVoice(self, self)

    def spoken_value(self) -> tuple[float, float, float, float]:
        """Give where the middle of what is shown lies, in per cent of the whole."""
        first_s, last_s = self.canvas.model.extent()
        start_s, end_s = self.canvas.visible_range
        share = ((start_s + end_s) / 2 - first_s) / max(last_s - first_s, 1)
        return 0.0, min(max(100 * share, 0.0), 100.0), 100.0, 1.0

    def set_spoken_value(self, value: float) -> None:
        """Show what lies at so many per cent of the whole."""
        first_s, last_s = self.canvas.model.extent()
        aim = self.canvas.view.aim
        self.canvas.view.go(aim.moved(aim.px_of(round(first_s + (last_s - first_s) * value / 100)) - aim.width_px / 2))

    def value_words(self) -> str:
        """Give the stretch of time that is shown."""
        return range_in_words(*self.canvas.visible_range)

    @Slot()
    def _tell(self) -> None:
        tell_value(self, self.spoken_value()[1])

    # Painting

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self.minimumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._histogram = None
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        histogram = self.histogram
        style = ruler_style(self._pixmaps)
        today_px = histogram.scale.px_of(self.canvas.model.now())
        scene = OverviewScene(histogram, style, MARGIN_PX, HEIGHT_PX, self.window_px, today_px)
        context = PaintContext(self.canvas.theme, (), self._pixmaps, focused=self.hasFocus())
        by = self.canvas.view.magnification
        with QPainter(self) as painter:
            if by != 1.0:
                painter.scale(by, by)
            paint_overview(painter, scene, context)

    # Input

    def bar_words(self, x_px: float) -> str:
        """Say how many events the bar at a place of the strip counts, and from when to when; empty beside all bars."""
        bars = self.histogram
        place = int(bars.edges.searchsorted(bars.scale.second_at(x_px - MARGIN_PX), "right")) - 1
        if not 0 <= place < len(bars.total) or not bars.total[place]:
            return ""
        total, kept = int(bars.total[place]), int(bars.kept[place])
        count = ngettext("{count} event", "{count} events", total).format(count=grouped(total))
        if kept < total:
            count = _("{kept} of {events} kept by the filter").format(kept=grouped(kept), events=count)
        when = range_in_words(int(bars.edges[place]), int(bars.edges[place + 1]))
        return "\n".join((side_by_side(count, when), _("Heights grow with the square root of the number.")))

    def _grip_at(self, x_px: float) -> str:
        start_px, end_px = self.window_px
        if abs(x_px - start_px) <= _REACH_PX and x_px < (start_px + end_px) / 2:
            return "start"
        if abs(x_px - end_px) <= _REACH_PX:
            return "end"
        return "window" if start_px < x_px < end_px else "outside"

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x_px = self._x_px(event)
        self._grip = self._grip_at(x_px)
        start_px, end_px = self.window_px
        if self._grip == "outside":  # the window jumps there, and follows the hand from then on
            self._grip = "window"
            self._offset_px = (end_px - start_px) / 2
            self._drag_to(x_px)
        else:
            self._offset_px = x_px - (end_px if self._grip == "end" else start_px)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip:
            self._drag_to(self._x_px(event))
            return
        self.setToolTip(self.bar_words(self._x_px(event)))
        shapes = {"window": Qt.CursorShape.OpenHandCursor, "outside": Qt.CursorShape.PointingHandCursor}
        self.setCursor(shapes.get(self._grip_at(self._x_px(event)), Qt.CursorShape.SizeHorCursor))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = ""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        canvas = self.canvas
        canvas.view.go(canvas.view.aim.zoomed(1.3 ** (event.angleDelta().y() / 120), canvas.scale.width_px / 2))
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -0.25, Qt.Key.Key_Right: 0.25}
        key = Qt.Key(event.key())
        if key in steps:
            self.canvas.view.pan(steps[key])
        elif key == Qt.Key.Key_Up:
            self.canvas.view.zoom_in()
        elif key == Qt.Key.Key_Down:
            self.canvas.view.zoom_out()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def _drag_to(self, x_px: float) -> None:
        scale, canvas = self.histogram.scale, self.canvas
        second = scale.second_at(x_px - self._offset_px - MARGIN_PX)
        start_s, end_s = canvas.visible_range
        if self._grip == "window":
            canvas.view.jump(canvas.scale.moved(canvas.scale.px_of(second)))
        elif self._grip == "start":
            canvas.view.jump(TimeScale.showing(min(second, end_s - 60), end_s, canvas.scale.width_px))
        elif self._grip == "end":
            canvas.view.jump(TimeScale.showing(start_s, max(second, start_s + 60), canvas.scale.width_px))
