"""The status line: the visible time range, its zone, and whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.change import Change
from timeline_app.domain.dates.zones import USUAL
from timeline_app.ui.services.settings import AS_CHRONOLOGY, ZONES
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.messages import Toast
from timeline_app.ui.wording.labels import zone_words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from timeline_app.document.editing.outcomes import OverdueEvents
    from timeline_app.ui.services.jobs import Progress
    from timeline_app.ui.services.session import Session

HEIGHT_PX = 28
SIDE_PX = 16
GAP_PX = 8


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
        self.zones.setAccessibleName(_("Times in"))
        self.zone.clicked.connect(self._open_zones)
        self._fill_zones()
        self.legend = QPushButton(_("Legend"), self)
        self.legend.setProperty("role", "quiet")
        self.legend.setToolTip(_("What shapes, outlines and fading mean  (L)"))
        self.overdue = QPushButton(self)
        self.overdue.setProperty("role", "link")
        self.overdue.setToolTip(_("List them and say what became of each"))
        self.overdue.hide()
        self._state = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(_("Progress"))
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.setProperty("role", "link")
        self._saved = ""
        self._session: Session | None = None
        self._overdue: OverdueEvents | None = None
        self._is_overdue = False
        self.toast = Toast(self)
        self.toast.shown.connect(self._settle)
        self._bar.hide()
        self.cancel.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE_PX, 0, SIDE_PX, 0)
        row.setSpacing(GAP_PX)
        left: tuple[QWidget, ...] = (self._range, self.zone, self.legend, self.overdue)
        right: tuple[QWidget, ...] = (self.toast, self._state, self._bar, self.cancel)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        self._settle()

    @Slot()
    def _settle(self) -> None:
        """Show what there is room for: the sentence that goes again and the job before all, the range last of all."""
        said, running = not self.toast.isHidden(), not self._bar.isHidden()
        room_px = self.width() - 2 * SIDE_PX
        if running:
            room_px -= self._bar.width() + self.cancel.sizeHint().width() + 2 * GAP_PX
        if said:
            self.toast.fit(room_px)
            room_px -= self.toast.width() + GAP_PX
        unwanted = {self._state: said, self.overdue: not self._is_overdue}
        for part in (self.zone, self.legend, self.overdue, self._state, self._range):
            part.ensurePolished()
            needed_px = part.sizeHint().width() + GAP_PX
            fits = needed_px <= room_px and not unwanted.get(part, False)
            part.setVisible(fits)
            room_px -= needed_px * fits
        self.setFixedHeight(max(scaled_px(HEIGHT_PX), self.toast.height() + 6 if said else 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._settle()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.minimumHeight())  # what has no room is left out

    def show_range(self, words: str) -> None:
        """Say what stretch of time is on the canvas."""
        self._range.setText(words)
        self._range.setAccessibleName(_("Shown: {range}").format(range=words))
        self._settle()

    def show_zone(self, zone: str, setting: str, own_zone: str) -> None:
        """Say in which zone times are told, and where the settings have them told in another than the chronology's.

        A chronology that names no zone has none to differ from; it runs on the usual one.
        """
        shown, own = zone_words(zone), zone_words(own_zone or USUAL)
        if zone == own_zone or not own_zone:
            words, tip = shown, _("Times of the ruler and in words; click to choose")
        else:
            words = _("{zone} (chronology: {own})").format(zone=shown, own=own)
            tip = _("Your settings show times in: {zone}. The chronology runs on: {own}. Click to choose.").format(
                zone=shown, own=own
            )
        self.zone.setText(words)
        self.zone.setToolTip(tip)
        self.zone.setAccessibleName(_("Times in: {zone}").format(zone=words))
        for action in self.zones.actions():
            action.setChecked(action.data() == setting)
            if action.data() == AS_CHRONOLOGY:
                action.setText(_("As the chronology: {zone}").format(zone=own))
        self._settle()

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

    def follow(self, session: Session) -> None:
        """Count what is overdue in a chronology from now on; to be called once it is on the screen."""
        if session is not self._session:
            from timeline_app.document.editing.outcomes import OverdueEvents  # noqa: PLC0415 - after the first frame

            self._session, self._overdue = session, OverdueEvents(session.chronology)
            session.data_changed.connect(self._count_overdue)
            session.zone_changed.connect(self._count_overdue)
        self._count_overdue()

    def _count_overdue(self, cause: object = None) -> None:
        """Say how many planned events have passed without a word of what became of them."""
        session, overdue = self._session, self._overdue
        if session is None or not session.is_open or overdue is None:
            return
        if isinstance(cause, Change):
            overdue.follow(cause)
        else:
            overdue.ask_all()
        count = len(overdue.rows)
        words = ngettext("{n} planned event has passed", "{n} planned events have passed", count)
        self.overdue.setText(words.format(n=grouped(count)))
        self._is_overdue = count > 0
        self._settle()

    def show_state(self, words: str) -> None:
        """Say how the store stands: saved, read-only."""
        self._saved = words
        if self._bar.isHidden():
            self._state.setText(words)
            self._settle()

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
        else:
            self._state.setText(progress.label)
            unknown = progress.fraction < 0
            self._bar.setRange(0, 0 if unknown else 1000)
            if not unknown:
                self._bar.setValue(round(progress.fraction * 1000))
        self._settle()
