"""A word on an empty stretch of the timeline: the events lie elsewhere, and here is the way to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.messages import announce

if TYPE_CHECKING:
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas
    from timeline_app.ui.services.session import Session

PAUSE_MS = 220
BOTTOM_PX = 28


class OutOfViewNotice(QFrame):
    """Lies over the canvas while nothing of what the filter keeps is in view."""

    def __init__(self, session: Session, canvas: TimelineCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("well")
        self._session = session
        self._canvas = canvas
        self._words = plain("", "", self)
        show = QPushButton(_("Show them"), self)
        show.setProperty("role", "link")
        show.clicked.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(show)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.look)
        for signal in (session.shown_changed, session.data_changed):
            signal.connect(self._wait)
        canvas.range_changed.connect(self._wait)
        canvas.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said; empty while there is something to see."""
        return "" if self.isHidden() else self._words.text()

    def _wait(self, _cause: object = None) -> None:
        """Look once the view and the filter have come to rest."""
        self._timer.start()

    def look(self) -> None:
        """Say so where nothing of what is kept is in view, and be gone where something is."""
        if not self._session.is_open or any(lane.in_view or lane.ongoing for lane in self._canvas.scene.lanes):
            self.hide()
            return
        kept, in_view = self._count()
        if in_view or not kept:
            self.hide()
            return
        self._words.setText(
            ngettext("{n} event is kept, but not in this stretch of time.",
                     "{n} events are kept, none of them in this stretch of time.", kept).format(n=grouped(kept))
            if self._session.shown.mask is not None
            else _("No event lies in this stretch of time.")
        )  # fmt: skip
        if self.isHidden():
            announce(self, self._words.text())
        self.show()
        self._settle()

    def _count(self) -> tuple[int, int]:
        """Count the dated events that are kept, and those of them in view."""
        if not self._session.is_open:
            return 0, 0
        columns, mask, scale = self._session.chronology.columns, self._session.shown.mask, self._canvas.scale
        kept = (columns.flags & int(WhenFlag.UNDATED)) == 0
        if mask is not None:
            kept = kept & mask
        in_view = kept & (columns.start_min <= round(scale.end_s)) & (columns.end_max >= round(scale.start_s))
        return int(np.count_nonzero(kept)), int(np.count_nonzero(in_view))

    def _show(self) -> None:
        self._canvas.setFocus()
        self._canvas.view.fit()

    def _settle(self) -> None:
        self.adjustSize()
        self.move((self._canvas.width() - self.width()) // 2, self._canvas.height() - self.height() - BOTTOM_PX)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False
