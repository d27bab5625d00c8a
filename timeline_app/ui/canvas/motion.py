"""Movement of the view: eased steps, and panning that glides on and comes to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

    from timeline_app.layout.axis.scale import TimeScale

STEP_MS: Final = 150
GLIDE_MS: Final = 15
"""Between two frames of a glide."""
FRICTION: Final = 0.93
"""What is left of the speed after each frame of a glide: at rest after about half a second."""
SLOWEST_PX: Final = 0.4


class Motion(QObject):
    """Brings the view from one scale to another, at once or in 150 ms, and lets a pan glide on."""

    moved = Signal(object)
    """A TimeScale to show now."""
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.animated = True
        self._from: TimeScale | None = None
        self._to: TimeScale | None = None
        self._speed_px = 0.0
        self._step_on: QVariantAnimation | None = None
        self._glide = QTimer(self)
        self._glide.setInterval(GLIDE_MS)
        self._glide.setTimerType(Qt.TimerType.PreciseTimer)
        self._glide.timeout.connect(self._slide)

    @property
    def _animation(self) -> QVariantAnimation:
        """What times a step; made at the first, as its curves are fifty members of an enumeration."""
        if self._step_on is None:
            from PySide6.QtCore import QEasingCurve, QVariantAnimation  # noqa: PLC0415 - after the first frame

            self._step_on = QVariantAnimation(self)
            self._step_on.setDuration(STEP_MS)
            self._step_on.setStartValue(0.0)
            self._step_on.setEndValue(1.0)
            self._step_on.setEasingCurve(QEasingCurve.Type.OutCubic)
            self._step_on.valueChanged.connect(self._step)
            self._step_on.finished.connect(self._arrive)
        return self._step_on

    @property
    def target(self) -> TimeScale | None:
        """Where a running step will end; None when none runs."""
        return self._to

    @property
    def running(self) -> bool:
        """Whether the view is on its way."""
        return self._to is not None or self._glide.isActive()

    def go(self, start: TimeScale, end: TimeScale) -> None:
        """Ease from `start` to `end`; a step that is still running is overtaken."""
        self.stop()
        if not self.animated:
            self.moved.emit(end)
            self.settled.emit()
            return
        self._from, self._to = start, end
        self._animation.start()

    def glide(self, scale: TimeScale, speed_px: float) -> None:
        """Let the view glide on at `speed_px` a frame."""
        self.stop()
        if not self.animated or abs(speed_px) < SLOWEST_PX:
            self.settled.emit()
            return
        self._from, self._speed_px = scale, speed_px
        self._glide.start()

    def stop(self) -> None:
        """Stay where the view is now."""
        self._to = None
        if self._step_on is not None:
            self._step_on.stop()
        self._glide.stop()

    @Slot(object)
    def _step(self, share: float) -> None:
        if self._from is not None and self._to is not None:
            self.moved.emit(self._from.between(self._to, float(share)))

    @Slot()
    def _arrive(self) -> None:
        target, self._to = self._to, None
        if target is not None:
            self.moved.emit(target)
            self.settled.emit()

    @Slot()
    def _slide(self) -> None:
        if self._from is None:
            return
        self._from = self._from.moved(self._speed_px)
        self._speed_px *= FRICTION
        self.moved.emit(self._from)
        if abs(self._speed_px) < SLOWEST_PX:
            self._glide.stop()
            self.settled.emit()
