"""The status line: the visible time range, its zone, and whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.ui.services.settings import ZONES
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.wording.labels import zone_words

if TYPE_CHECKING:
    from timeline_app.ui.services.jobs import Progress

HEIGHT_PX = 28


class StatusLine(QFrame):
    """Range, zone and legend at the left, the state of the store or of a running job at the right."""

    zone_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._range = QLabel(self)
        self.zone = QPushButton(self)
        self.zone.setProperty("role", "quiet")
        self.zone.setToolTip(_("Times of the ruler and in words; click to choose"))
        self.zones = QMenu(self)
        self.zone.clicked.connect(self._open_zones)
        self._fill_zones()
        self.legend = QPushButton(_("Legend"), self)
        self.legend.setProperty("role", "quiet")
        self.legend.setToolTip(_("What shapes, outlines and fading mean  (L)"))
        self._state = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(_("Progress"))
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.setProperty("role", "link")
        self._saved = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._range)
        row.addSpacing(8)
        row.addWidget(self.zone)
        row.addWidget(self.legend)
        row.addStretch(1)
        for widget in (self._state, self._bar, self.cancel):
            row.addWidget(widget)
        self._bar.hide()
        self.cancel.hide()
        self.setFixedHeight(scaled_px(HEIGHT_PX))

    def show_range(self, words: str) -> None:
        """Say what stretch of time is on the canvas."""
        self._range.setText(words)
        self._range.setAccessibleName(_("Shown: {range}").format(range=words))

    def show_zone(self, zone: str) -> None:
        """Say in which zone times are told."""
        self.zone.setText(zone_words(zone))
        self.zone.setAccessibleName(_("Times in: {zone}").format(zone=zone_words(zone)))
        for action in self.zones.actions():
            action.setChecked(action.data() == zone)

    def _fill_zones(self) -> None:
        group = QActionGroup(self)
        for zone in ZONES:
            action = QAction(zone_words(zone), self)
            action.setCheckable(True)
            action.setData(zone)
            group.addAction(action)
            self.zones.addAction(action)
        group.triggered.connect(self._choose_zone)

    def _open_zones(self) -> None:
        above = QPoint(0, -self.zones.sizeHint().height() - 4)
        self.zones.popup(self.zone.mapToGlobal(above))

    def _choose_zone(self, action: QAction) -> None:
        self.zone_chosen.emit(str(action.data()))

    def show_state(self, words: str) -> None:
        """Say how the store stands: saved, read-only."""
        self._saved = words
        if self._bar.isHidden():
            self._state.setText(words)

    @property
    def state(self) -> str:
        """What the right end says now."""
        return self._state.text()

    def show_progress(self, progress: Progress | None) -> None:
        """Say how far a job is; None when there is none."""
        running = progress is not None
        self._bar.setVisible(running)
        self.cancel.setVisible(running)
        if progress is None:
            self._state.setText(self._saved)
            return
        self._state.setText(progress.label)
        unknown = progress.fraction < 0
        self._bar.setRange(0, 0 if unknown else 1000)
        if not unknown:
            self._bar.setValue(round(progress.fraction * 1000))
