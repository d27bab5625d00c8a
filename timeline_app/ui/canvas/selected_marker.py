"""An arrow at the edge of the canvas: there lies the selected event, and a click goes back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtWidgets import QPushButton

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.layout.metrics import HEADER_PX
from timeline_app.ui.widgets.look import on_button, scaled_px, tip

if TYPE_CHECKING:
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas
    from timeline_app.ui.services.session import Session

PAUSE_MS: Final = 140
_WIDEST_PX: Final = 220
_EDGE_PX: Final = 8


class SelectedMarker(QPushButton):
    """Lies at the edge behind which the selected event is, while the view stands still; it takes no keyboard."""

    def __init__(self, session: Session, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("selectedMarker")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._session = session
        self._canvas = canvas
        self.side = ""
        """Where the event is: left, right, above or below; empty while it is in sight."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look)
        for signal in (session.selection_changed, session.shown_changed, session.data_changed):
            signal.connect(self._wait)
        canvas.range_changed.connect(self._wait)
        canvas.content_changed.connect(self._wait)
        canvas.view.lanes_moved.connect(self._wait)
        canvas.installEventFilter(self)
        self.clicked.connect(self._go)
        self.hide()

    def _wait(self, _cause: object = None) -> None:
        """Look once the view has come to rest; an arrow that is no longer right is gone at once."""
        self.hide()
        self._timer.start()

    def look(self) -> None:
        """Show on which side the selected event is, where it is out of sight."""
        at, self.side = self._place()
        if at is None:
            self.hide()
            return
        title = self._canvas.model.title(self._canvas.model.selected)
        self.setToolTip(tip(_("Go to the selected event: {title}  (B)").format(title=title)))
        self.setAccessibleName(_("Go to the selected event: {title}").format(title=title))
        arrow = {"left": "← {title}", "right": "{title} →", "above": "↑ {title}", "below": "↓ {title}"}[self.side]
        room_px = scaled_px(_WIDEST_PX) - scaled_px(60)
        cut = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room_px)
        self.setText(on_button(arrow.format(title=cut)))
        self.adjustSize()
        self.move(self._corner(at))
        self.show()
        self.raise_()

    def _place(self) -> tuple[QPointF | None, str]:
        """Give where the event lies, in pixels of the canvas, and on which side of it; None where it is in sight."""
        canvas, model, view = self._canvas, self._canvas.model, self._canvas.view
        index = model.selected
        if not self._session.is_open or index < 0 or model.is_undated(index):
            return None, ""
        lanes = [canvas.scene.lanes[number] for number in model.lanes_of(index) if number < len(canvas.scene.lanes)]
        if not lanes:
            return None, ""
        start, end = model.span(index)
        left_px, right_px = view.scale.px_of(start), view.scale.px_of(end)
        middle_px = min((lane.top_px + lane.height_px / 2 for lane in lanes), key=abs)
        at = view.widget_pos(QPointF(HEADER_PX + (left_px + right_px) / 2, middle_px))
        if right_px < 0:
            return at, "left"
        if left_px > view.scale.width_px:
            return at, "right"
        ruler_px, high_px = canvas.scene.metrics.ruler_px, view.scene_size.height()
        if all(lane.top_px + lane.height_px <= ruler_px for lane in lanes):
            return at, "above"
        if all(lane.top_px >= high_px for lane in lanes):
            return at, "below"
        return None, ""

    def _corner(self, at: QPointF) -> QPoint:
        """Give the corner at which the arrow stands: at the edge, as near to the event as that allows."""
        canvas, view = self._canvas, self._canvas.view
        first = view.widget_pos(QPointF(HEADER_PX, canvas.scene.metrics.ruler_px))
        left_px, top_px = round(first.x()) + _EDGE_PX, round(first.y()) + _EDGE_PX
        right_px, bottom_px = canvas.width() - self.width() - _EDGE_PX, canvas.height() - self.height() - _EDGE_PX
        x_px = {"left": left_px, "right": right_px}.get(self.side, round(at.x()) - self.width() // 2)
        y_px = {"above": top_px, "below": bottom_px}.get(self.side, round(at.y()) - self.height() // 2)
        return QPoint(max(left_px, min(x_px, right_px)), max(top_px, min(y_px, bottom_px)))

    def _go(self) -> None:
        self._canvas.setFocus()
        self._canvas.view.reveal(self._canvas.model.selected)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._wait()
        return False
