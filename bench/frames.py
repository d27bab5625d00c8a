"""Frames of the canvas: pan and zoom in seven scenes, filters; at 1,000 to 1,000,000 events, with --full 10,000,000.

    python -m bench.frames [--full]          synthetic chronicles, as `./run bench frames`
    python -m bench.frames STORE [--json]    a store of your own

Measured is the processor time of one thread from a changed view to the painted picture, as a multiple of S, the time
of sorting a million numbers. A machine that others share runs by turns half as fast again, for a tenth of a second as
for minutes: so each scene is drawn several times from cold (no label kept, no plan), each time between two readings
of S, and of each of its frames the median of its multiples counts. What one frame costs by itself stays; what a
neighbour costs it goes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from bench.chronicle import FIRST_S, LAST_S, chronicle
from bench.results import Row
from timeline_app.document import Chronology
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.columns import undated_from
from timeline_app.layout.assembly import assemble
from timeline_app.layout.axis.ruler_markers import Moments
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.engine import View
from timeline_app.layout.metrics import Metrics
from timeline_app.layout.shown_events import ShownEvents
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.painter import paint, text_style
from timeline_app.paint.theme import LIGHT, load_fonts
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline_app.layout.assembly import EventSource
    from timeline_app.layout.engine import TimelineLayout


SIZES = (1_000, 10_000, 100_000, 1_000_000)
LARGEST = 10_000_000
WIDTH, HEIGHT = 1920, 1080
FRAMES = 40
TURNS = 5
"""So often each scene is drawn."""
DAY_S = 86_400
SCENES = {"whole range": 14 * 365.25, "5 years": 1826, "256 days": 256, "30 days": 30, "7 days": 7, "1 day": 1,
          "1 hour": 1 / 24}  # fmt: skip
P95_TARGET, WORST_TARGET, P95_TARGET_LARGEST = 1.5, 4.0, 2.0
CATEGORY_TARGET, FILTER_TARGET = 1.5, 4.0


def a_sort() -> float:
    """Measure S: sorting a million random numbers, in seconds of this thread."""
    numbers = np.random.default_rng(1).integers(0, 2**62, 1_000_000)
    times = []
    for _turn in range(5):
        fresh = numbers.copy()
        begun = time.thread_time()
        fresh.sort()
        times.append(time.thread_time() - begun)
    return median(times)


class Stage(NamedTuple):
    """A timeline with all that painting it needs."""

    layout: TimelineLayout
    draw: Callable[[View], None]


def stage_of(source: EventSource, palette: tuple[tuple[str, str], ...]) -> Stage:
    """Set up layout and painter as the canvas does, on a picture of 1920 × 1080."""

    pixmaps = PixmapCache()
    timeline = assemble(source, text_style(pixmaps))
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    context = PaintContext(LIGHT, palette, pixmaps)

    def draw(view: View) -> None:
        scene = timeline.scene(view)
        with QPainter(image) as painter:
            paint(painter, scene, context)

    return Stage(timeline.layout, draw)


def frames_of(stage: Stage, middle_s: int, days: float, *, zooming: bool) -> list[float]:
    """Draw a scene moving, frame by frame; give the seconds each took, the first (at rest) apart in front."""

    half = max(int(days * DAY_S / 2), 1)
    width = WIDTH - Metrics().header_px
    scale = TimeScale.showing(middle_s - half, middle_s + half, width)
    moments = Moments(middle_s + half // 2)
    stage.layout.set_mask(None)
    times = []
    for frame in range(FRAMES):
        begun = time.thread_time()
        stage.draw(View(scale, HEIGHT, moments=moments, moving=frame > 0))
        times.append(time.thread_time() - begun)
        factor = 1.06 if frame < FRAMES // 2 else 1 / 1.06
        scale = scale.zoomed(factor, width / 2) if zooming else scale.moved(28 if frame % 7 else 140)
    return times


def p95(times: list[float]) -> float:
    """Give the time that 95 of 100 frames stay within."""
    return sorted(times)[int(len(times) * 0.95) - 1]


def scene_frames(stage: Stage, middle_s: int, days: float) -> list[float]:
    """Draw a scene panning, then zooming; give its frames but the first two at rest, in S about that moment."""
    before_s = a_sort()
    times = [frame for zooming in (False, True) for frame in frames_of(stage, middle_s, days, zooming=zooming)[1:]]
    unit_s = (before_s + a_sort()) / 2
    return [time_s / unit_s for time_s in times]


def scene_rows(
    make: Callable[[], Stage], middle_s: int, label: str, p95_target: float, spans: dict[str, float]
) -> Iterator[Row]:
    """Measure every scene, panning and zooming, on stages made anew."""
    turns = []
    for _turn in range(TURNS):
        stage = make()
        turns.append({name: scene_frames(stage, middle_s, days) for name, days in spans.items()})
    worst = 0.0
    for name in spans:
        frames = [median(frame) for frame in zip(*(turn[name] for turn in turns), strict=True)]
        half = len(frames) // 2
        worst = max(worst, *frames)
        yield Row(f"{label}, {name}: pan and zoom p95", max(p95(frames[:half]), p95(frames[half:])), "S", p95_target)
    yield Row(f"{label}: longest frame after the first", worst, "S", WORST_TARGET)


def filter_rows(stage: Stage, middle_s: int, label: str) -> Iterator[Row]:
    """Measure from a changed filter to the picture, at 256 days."""

    columns = stage.layout.columns
    scale = TimeScale.showing(middle_s - 128 * DAY_S, middle_s + 128 * DAY_S, WIDTH - 138)
    cases = {
        "category off to frame": (columns.category != 2, CATEGORY_TARGET),
        "attribute filter to frame": (
            (columns.importance >= 3) & (columns.end_max - columns.start_min > 120),
            FILTER_TARGET,
        ),
    }
    for name, (mask, target) in cases.items():
        ratios = []
        for _turn in range(2 * TURNS):
            stage.layout.set_mask(None)
            stage.draw(View(scale, HEIGHT, moments=Moments(middle_s)))
            before_s = a_sort()
            begun = time.thread_time()
            stage.layout.set_mask(mask)
            stage.draw(View(scale, HEIGHT, moments=Moments(middle_s)))
            took_s = time.thread_time() - begun
            ratios.append(2 * took_s / (before_s + a_sort()))
        yield Row(f"{label}: {name}", median(ratios), "S", target)


def measure(*, full: bool) -> Iterator[Row]:
    """Measure synthetic chronicles of all sizes."""
    start_qt()

    middle_s = (FIRST_S + LAST_S) // 2
    for size in (*SIZES, LARGEST) if full else SIZES:
        made = chronicle(size)
        make = partial(stage_of, made, made.palette)
        target = P95_TARGET_LARGEST if size == LARGEST else P95_TARGET
        yield from scene_rows(make, middle_s, f"{size:,} events", target, SCENES)
        if size == SIZES[-1]:
            yield from filter_rows(make(), middle_s, f"{size:,} events")


def measure_store(path: Path) -> Iterator[Row]:
    """Measure a store of a user's own about the middle of its events."""
    start_qt()

    begun = time.thread_time()
    chronology = Chronology(Store.open(path, read_only=True))
    model = ShownEvents(chronology, partial(TimelineSource.of, chronology), text_style(PixmapCache()))
    yield Row("open and arrange", (time.thread_time() - begun) / a_sort(), "S")
    columns = chronology.columns
    make = partial(stage_of, model.timeline.source, model.palette)
    first_s, last_s = model.extent()
    whole = (last_s - first_s) / DAY_S
    spans = {"whole range": whole} | {name: days for name, days in SCENES.items() if days < whole}
    dated = columns.start_min[: undated_from(columns)]
    middle_s = int(np.median(dated)) if len(dated) else 0
    yield from scene_rows(make, middle_s, f"{len(columns):,} events", P95_TARGET, spans)
    chronology.close()


def start_qt() -> object:
    """Start Qt without a screen, with the bundled font."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    load_fonts()
    return application


def main() -> int:
    """Print the table, or JSON; exit 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.frames", description="Measure frames of the canvas.")
    parser.add_argument("store", nargs="?", type=Path, help="a store to measure; synthetic events when none is named")
    parser.add_argument("--full", action="store_true", help="ten million events too")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    rows = []
    for row in measure_store(arguments.store) if arguments.store else measure(full=arguments.full):
        rows.append(row)
        if not arguments.json:
            verdict = {True: "met", False: "MISSED", None: ""}[row.met]
            print(f"{row.what:58} {row.value:8.2f} {row.unit:4} {row.wanted:>7} {verdict}".rstrip(), flush=True)
    if arguments.json:
        print(json.dumps([asdict(row) | {"met": row.met} for row in rows], indent=1))
    return 0 if all(row.met is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
