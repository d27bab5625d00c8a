"""A random walk over a million events: pan, zoom, filter, select, fold, arrange; for as long as one likes.

    python -m bench.walk [--seconds 600] [--events 1000000] [--seed 1]

Watches for what only shows after a while: a frame over 4 S, growing memory, a crash.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.chronicle import FIRST_S, LAST_S, chronicle
from bench.frames import HEIGHT, WIDTH, WORST_TARGET, a_sort, stage_of, start_qt
from timeline_app.layout.flags import Moments
from timeline_app.layout.scale import TimeScale
from timeline_app.layout.timeline import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.chronicle import Chronicle
    from bench.frames import Stage

MB = 1024 * 1024


def memory_mb() -> float:
    """Give what the process holds now; where /proc is missing, the most it ever held."""
    status = Path("/proc/self/statm")
    if status.is_file():
        return int(status.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / MB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Walk:
    """One walk: each step changes the view as a person does, and draws it."""

    def __init__(self, made: Chronicle, stage: Stage, seed: int) -> None:
        self.random = random.Random(seed)
        self.columns = made.columns
        self.stage = stage
        scale = TimeScale.showing(FIRST_S, LAST_S, WIDTH - 138)
        self.view = View(scale, HEIGHT, moments=Moments((FIRST_S + LAST_S) // 2))

    def steps(self) -> Iterator[tuple[str, float]]:
        """Walk on; give what was done and how long its longest frame took."""
        actions = (self.pan, self.zoom, self.pan, self.zoom, self.select, self.fold, self.narrow)
        while True:
            action = self.random.choice(actions)
            yield action.__name__, max(self.drawn(view) for view in action())
            yield "rest", self.drawn(replace(self.view, moving=False))

    def drawn(self, view: View) -> float:
        """Draw a view; give the seconds it took."""
        self.view = view
        begun = time.thread_time()
        self.stage.draw(view)
        return time.thread_time() - begun

    def pan(self) -> Iterator[View]:
        """Fling the view a few screens to either side."""
        speed_px = self.random.uniform(-160, 160)
        for _frame in range(self.random.randint(5, 40)):
            scale = self.view.scale.moved(speed_px)
            if FIRST_S < scale.start_s < LAST_S:
                yield replace(self.view, scale=scale, moving=True)
            else:
                yield self.view
                return

    def zoom(self) -> Iterator[View]:
        """Zoom in or out about a point."""
        factor, about_px = self.random.choice((1.08, 1 / 1.08)), self.random.uniform(0, WIDTH)
        for _frame in range(self.random.randint(5, 40)):
            scale = self.view.scale.zoomed(factor, about_px)
            fits = 0.05 < scale.seconds_per_px < (LAST_S - FIRST_S) / WIDTH * 1.5
            yield replace(self.view, scale=scale if fits else self.view.scale, moving=True)

    def select(self) -> Iterator[View]:
        """Select some event."""
        yield replace(self.view, selected=self.random.randrange(len(self.columns)), moving=False)

    def fold(self) -> Iterator[View]:
        """Fold a lane, or open it."""
        yield replace(self.view, collapsed=self.view.collapsed ^ {self.random.randrange(12)}, moving=False)

    def narrow(self) -> Iterator[View]:
        """Filter by importance or category, or show all again."""
        kind = self.random.randrange(3)
        mask = None
        if kind == 1:
            mask = self.columns.importance >= self.random.randint(2, 5)
        elif kind == 2:
            mask = np.isin(self.columns.category, self.random.sample(range(12), 8))
        self.stage.layout.set_mask(mask)
        yield replace(self.view, moving=False)


def main() -> int:
    """Walk, and tell what was seen; exit 1 where a frame was too long or memory grew."""
    parser = argparse.ArgumentParser(prog="python -m bench.walk", description="Walk about at random, and watch.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    application = start_qt()
    made = chronicle(arguments.events)
    walk = Walk(made, stage_of(made.columns, made.names, made.palette, made.titles), arguments.seed)
    until, unit_s, frames, late = time.monotonic() + arguments.seconds, a_sort(), 0, []
    held_mb: list[float] = []
    for done, longest_s in walk.steps():
        frames += 1
        if frames % 100 == 0:
            gc.collect()
            held_mb.append(memory_mb())
            unit_s = a_sort()
        if longest_s > WORST_TARGET * unit_s and done != "narrow" and frames > 2:
            late.append((done, longest_s / unit_s))
        if time.monotonic() > until:
            break
    del application
    quarter = max(len(held_mb) // 4, 1)
    grown_mb = float(np.median(held_mb[-quarter:]) - np.median(held_mb[quarter : 2 * quarter] or held_mb))
    print(
        f"{frames} actions, {len(late)} with a frame over {WORST_TARGET:g} S {late[:6]}; {grown_mb:+.1f} MB of memory"
    )
    return 1 if late or grown_mb > 20 else 0


if __name__ == "__main__":
    sys.exit(main())
