"""How long frames of a timeline take on this machine: opening, panning and zooming, on an image like a window's.

Times are thread CPU time. Absolute ones drift by a factor of two with what else the machine does, so each is also given
as a ratio to the median sort of a million random integers in the same process.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from timeline_app.document import open_chronology
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.export.options import ExportOptions
from timeline_app.export.selection import stretch_of
from timeline_app.layout.assembly import assemble
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.engine import View
from timeline_app.layout.index.lanes import UNDATED
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.painter import paint, text_style
from timeline_app.paint.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.document import Chronology

WINDOW: Final = (1920, 1080)
_DAY_S: Final = 86_400
SCENES: Final = (
    ("whole range", 0),
    ("5 years", 1826 * _DAY_S),
    ("256 days", 256 * _DAY_S),
    ("30 days", 30 * _DAY_S),
    ("7 days", 7 * _DAY_S),
    ("1 day", _DAY_S),
    ("1 hour", 3600),
)
_PANS: Final = 24
_ZOOMS: Final = 12


@dataclass(frozen=True, slots=True)
class SceneTimes:
    """The frames of one scene, in milliseconds, without the first."""

    scene: str
    frames: int
    first_ms: float
    p50_ms: float
    p95_ms: float
    worst_ms: float
    p95_to_sort: float


@dataclass(frozen=True, slots=True)
class StoreTimes:
    """What opening and drawing one store costs here."""

    events: int
    sort_ms: float
    """The unit: a sort of a million random integers."""
    open_ms: float
    first_frame_ms: float
    """From opening to the first painted frame."""
    memory_mb: float
    """The most that the process held."""
    scenes: tuple[SceneTimes, ...]


def measure_store(path: Path) -> StoreTimes:
    """Open the store at `path` and draw it at seven magnifications."""
    sort_ms = _sort_ms()
    start = time.thread_time()
    with closing(open_chronology(path, read_only=True)) as chronology:
        opened = time.thread_time()
        stage = _Stage(chronology)
        whole = stretch_of(ExportOptions(), *stage.dated_points())
        stage.draw(TimeScale.showing(*whole, stage.axis_px), moving=False)
        drawn = time.thread_time()
        scenes = tuple(_measure_scene(stage, name, whole, span, sort_ms) for name, span in SCENES)
    return StoreTimes(
        len(chronology.columns),
        round(sort_ms, 2),
        round((opened - start) * 1000, 1),
        round((drawn - start) * 1000, 1),
        round(_peak_mb(), 1),
        scenes,
    )


class _Stage:
    """A layout and an image, as a window has them."""

    def __init__(self, chronology: Chronology) -> None:
        source, pixmaps = TimelineSource.of(chronology, "UTC"), PixmapCache()
        self._columns = source.columns
        self._timeline = assemble(source, text_style(pixmaps))
        self._context = PaintContext(LIGHT, source.palette, pixmaps)
        self._image = QImage(QSize(*WINDOW), QImage.Format.Format_RGB32)
        self.axis_px = WINDOW[0] - self._timeline.layout.metrics.header_px

    def dated_points(self) -> tuple[np.ndarray, np.ndarray]:
        dated = (self._columns.flags & UNDATED) == 0
        return self._columns.start_min[dated], self._columns.end_max[dated]

    def middle_s(self) -> int:
        """Give the start of the middle event, around which there is something to see."""
        starts = self.dated_points()[0]
        return int(starts[len(starts) // 2]) if len(starts) else 0

    def draw(self, scale: TimeScale, *, moving: bool) -> None:
        moments = self._timeline.moments(int(time.time()))
        scene = self._timeline.scene(View(scale, WINDOW[1], moments=moments, moving=moving))
        with QPainter(self._image) as painter:
            paint(painter, scene, self._context)


def _measure_scene(stage: _Stage, name: str, whole: tuple[int, int], span_s: int, sort_ms: float) -> SceneTimes:
    middle_s = stage.middle_s()
    stretch = (middle_s - span_s // 2, middle_s + span_s // 2) if span_s else whole
    times: list[float] = []
    for scale in _walk(TimeScale.showing(*stretch, stage.axis_px)):
        start = time.thread_time()
        stage.draw(scale, moving=bool(times))
        times.append((time.thread_time() - start) * 1000)
    first, *rest = times
    rest.sort()
    p95 = rest[int(len(rest) * 0.95)]
    figures = (round(value, 2) for value in (first, median(rest), p95, rest[-1], p95 / sort_ms))
    return SceneTimes(name, len(rest), *figures)


def _walk(scale: TimeScale) -> Iterator[TimeScale]:
    """Pan right by an eighth of the width in all, then zoom in and out again about a third of it."""
    yield scale
    for _step in range(_PANS):
        scale = scale.moved(scale.width_px / 8 / _PANS)
        yield scale
    for step in range(_ZOOMS):
        scale = scale.zoomed(1.1 if step < _ZOOMS // 2 else 1 / 1.1, scale.width_px / 3)
        yield scale


def _sort_ms() -> float:
    numbers = np.random.default_rng(1).integers(0, 2**62, 1_000_000)
    times: list[float] = []
    for _round in range(5):
        start = time.thread_time()
        np.sort(numbers)
        times.append(time.thread_time() - start)
    return median(times) * 1000


def _peak_mb() -> float:
    if sys.platform == "win32":
        return 0.0  # not measured there
    import resource  # noqa: PLC0415 - Unix only

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
