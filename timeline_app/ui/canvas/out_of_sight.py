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
        filtered = self._session.is_open and self._session.shown.mask is not None
        some = any(lane.in_view for lane in self._canvas.scene.lanes)
        if not self._session.is_open or (some and not filtered):
            self.hide()
            return
        kept, in_view, through = self._count()
        if in_view or not kept or (through and (not filtered or through == kept)):
            self.hide()
            return
        self._words.setText(_sentence(kept, through, filtered=filtered))
        if self.isHidden():
            announce(self, self._words.text())
        self.show()
        self._settle()

    def _count(self) -> tuple[int, int, int]:
        """Count the dated events that are kept: all, those with an end in view, and those that last through it."""
        columns, mask, scale = self._session.chronology.columns, self._session.shown.mask, self._canvas.scale
        kept = (columns.flags & int(WhenFlag.UNDATED)) == 0
        if mask is not None:
            kept = kept & mask
        in_view = kept & (columns.start_min <= round(scale.end_s)) & (columns.end_max >= round(scale.start_s))
        through = in_view & (columns.start_min < round(scale.start_s)) & (columns.end_max > round(scale.end_s))
        counts = (int(np.count_nonzero(each)) for each in (kept, in_view & ~through, through))
        return next(counts), next(counts), next(counts)

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


def _sentence(kept: int, through: int, *, filtered: bool) -> str:
    if not filtered:
        return _("No event lies in this stretch of time.")
    if through:
        words = ngettext("{n} event is kept. Here lies only what lasts on.",
                         "{n} events are kept. Here lies only what lasts on.", kept)  # fmt: skip
        return words.format(n=grouped(kept))
    words = ngettext("{n} event is kept, but not in this stretch of time.",
                     "{n} events are kept, none of them in this stretch of time.", kept)  # fmt: skip
    return words.format(n=grouped(kept))
