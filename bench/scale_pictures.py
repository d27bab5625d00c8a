"""Pictures of crowded chronologies at six zooms: python -m bench.scale_pictures --to docs/pictures [STORE]

Without a store a million synthetic events are drawn. What is drawn is what the canvas shows at rest.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QImage, QPainter

from bench.chronicle import FIRST_S, LAST_S, chronicle
from bench.frames import DAY_S, start_qt
from timeline_app.document import Chronology
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.layout.assembly import Timeline, assemble
from timeline_app.layout.axis.ruler_markers import Moments
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.engine import View
from timeline_app.layout.shown_events import ShownEvents
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.painter import paint, text_style
from timeline_app.paint.theme import LIGHT
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, HEIGHT = 1280, 800
ZOOMS = {"1-all": 0.0, "2-year": 365.25, "3-quarter": 91, "4-month": 30, "5-days": 3, "6-hours": 0.25}


class Subject(NamedTuple):
    """What is drawn: its timeline, what stands for its categories, its extent and the moment that is zoomed into."""

    name: str
    timeline: Timeline
    palette: tuple[tuple[str, str], ...]
    extent: tuple[int, int]
    middle_s: int
    pixmaps: PixmapCache


def synthetic() -> Subject:
    """Make a million events."""
    made, pixmaps = chronicle(1_000_000), PixmapCache()
    timeline = assemble(made, text_style(pixmaps))
    return Subject("million", timeline, made.palette, (FIRST_S, LAST_S), seconds_at(2022, 3, 16), pixmaps)


def stored(path: Path, middle_s: int) -> Subject:
    """Take a store, about a moment."""
    pixmaps = PixmapCache()
    chronology = Chronology(Store.open(path, read_only=True))
    model = ShownEvents(chronology, partial(TimelineSource.of, chronology), text_style(pixmaps))
    return Subject("real", model.timeline, model.palette, model.opening_extent(), middle_s, pixmaps)


def pictures(subject: Subject) -> Iterator[tuple[str, QImage]]:
    """Draw every zoom."""
    for name, days in ZOOMS.items():
        half = int(days * DAY_S / 2)
        start_s, end_s = (subject.middle_s - half, subject.middle_s + half) if days else subject.extent
        scale = TimeScale.showing(start_s, end_s, WIDTH - 138)
        view = View(scale, HEIGHT, moments=Moments(seconds_at(2025, 7, 31)))
        scene = subject.timeline.scene(view)
        while not scene.settled:
            scene = subject.timeline.scene(view)
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            paint(painter, scene, PaintContext(LIGHT, subject.palette, subject.pixmaps))
        yield f"scale-{subject.name}-{name}.png", image


def main() -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale_pictures", description="Draw crowded chronologies.")
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--about", default="2022-03-16", metavar="DAY", help="the day that is zoomed into")
    arguments = parser.parse_args()
    application = start_qt()
    year, month, day = (int(part) for part in arguments.about.split("-"))
    middle_s = seconds_at(year, month, day, DAY_S // 2)
    arguments.to.mkdir(parents=True, exist_ok=True)
    for name, image in pictures(stored(arguments.store, middle_s) if arguments.store else synthetic()):
        image.save(str(arguments.to / name))
        print(arguments.to / name)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
