"""A random walk through the whole window at a million events: for as long as one likes, and the same for a seed.

    python -m bench.walk [--minutes 10] [--seed 1] [--events 1000000] [--store STORE]

It pans, zooms, filters, searches, selects, folds and arranges lanes, adds, edits, moves and deletes events, puts
evidence under them, adds categories, renames what events have, takes that back and does it again. Watches for what only
shows after a while: a frame over 4 S, growing memory, a wrong count, a crash. A *frame* is the longest piece of the
event loop that an action leads to, in CPU time of the window's thread, as a multiple of S, the time of sorting a
million numbers, which is taken anew every hundred actions. Neighbours on the machine cost CPU time, too, by the caches
they take: what was too long is therefore done again at once, as far as that can be done, with S taken anew, and counts
as long only if it is long again. Both numbers are printed.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from bench.store import sort_seconds
from bench.walk_checks import check_counts, check_scratch
from bench.window import Watch, made_store, opened_window, resident
from timeline_app.base.i18n import settle_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.app.main_window import MainWindow

LONGEST_S: Final = 4.0
"""The longest frame after the first (PERFORMANCE.md)."""
GROWTH_MB: Final = 40.0
"""Titles, pictures of text and the journal's pages are kept up to a bound, which they reach within some minutes."""
MB: Final = 1024 * 1024
QUERIES: Final = (
    "", "", "convoy", "bridge drone", "category:Strike", "importance:>=3", "date:2016..2019 importance:>=2",
    "-category:Aid", "con", "convoy importance:>=4",
)  # fmt: skip
LANES: Final = ("category", "status", "none", "category", "category")

MOST_CATEGORIES: Final = 10
CHANGES: Final = ("Edit", "Add", "Move", "Delete", "Rename")


@dataclass(slots=True)
class Seen:
    """What was seen of one kind of action."""

    frames: list[float] = field(default_factory=list)
    long: int = 0
    """Over the limit at first."""
    twice: int = 0
    """Over the limit when done again, too."""


class Walk:
    """A person who does something else every moment."""

    def __init__(self, window: MainWindow, watch: Watch, seed: int) -> None:
        self.window, self.watch = window, watch
        self.random = random.Random(seed)
        self.unit_s = sort_seconds()
        self.seen: dict[str, Seen] = {}
        space = window.workspace
        if space is None:
            raise RuntimeError("the window opened nothing")
        self.space, self.session, self.canvas = space, space.session, space.canvas
        self.chronology = self.session.chronology
        self.made = 0

    def step(self) -> str:
        """Do something; note how long it held the window."""
        weights = {
            self.pan: 6, self.zoom: 6, self.select: 3, self.query: 3, self.fold: 1, self.arrange: 1, self.edit: 3,
            self.add: 2, self.cite: 1, self.found: 1, self.move: 3, self.delete: 2, self.rename: 1, self.undo: 4,
            self.redo: 2,
        }  # fmt: skip
        act = self.random.choices(list(weights), list(weights.values()))[0]
        again = act()
        name = act.__name__
        if again is None:
            return name
        seen = self.seen.setdefault(name, Seen())
        held = self.watch.held(again, quiet_s=0.0) / self.unit_s
        if held > LONGEST_S:
            seen.long += 1
            self.unit_s = sort_seconds()  # the machine may have become slower since
            second = self.watch.held(again, quiet_s=0.0) / self.unit_s
            seen.twice += second > LONGEST_S
            held = min(held, second)
        seen.frames.append(held)
        return name

    # Looking

    def pan(self) -> Callable[[], object]:
        """Go to the side, from a few pixels to a few screens."""
        dx_px = self.random.choice((-1, 1)) * 10 ** self.random.uniform(1, 3.6)
        first_s, last_s = self.canvas.model.extent()
        middle_s = self.canvas.scale.second_at(self.canvas.scale.width_px / 2 + dx_px)
        dx_px = dx_px if first_s < middle_s < last_s else -dx_px
        return lambda: self.canvas.view.jump(self.canvas.scale.moved(dx_px))

    def zoom(self) -> Callable[[], object]:
        """Zoom in or out about a point."""
        factor, about_px = 2 ** self.random.uniform(-1.5, 1.5), self.random.uniform(0, self.canvas.scale.width_px)
        first_s, last_s = self.canvas.model.extent()
        if not 60 < self.canvas.scale.span_s / factor < (last_s - first_s) * 1.5:
            factor = 1 / factor
        return lambda: self.canvas.view.jump(self.canvas.scale.zoomed(factor, about_px))

    def select(self) -> Callable[[], object]:
        """Select an event anywhere, or nothing."""
        row = None if self.random.random() < 0.2 else self._row()
        return lambda: (self.session.select(None), self.session.select(row))

    def query(self) -> Callable[[], object]:
        """Filter by words or values, or show all again."""
        from timeline_app.document.editing.filter_state import FilterState  # noqa: PLC0415  # after the environment is settled

        text = self.random.choice(QUERIES)

        def ask() -> None:
            self.session.set_filter(FilterState(text + " " * (self.session.shown.state.text == text)))

        return ask

    def fold(self) -> Callable[[], object]:
        """Fold a lane, or open it."""
        number = self.random.randrange(len(self.canvas.scene.lanes))
        return lambda: self.canvas.view.toggle_lane(number)

    def arrange(self) -> None:
        """Arrange in other lanes: sorts everything anew, so it is no frame, but it must not go wrong."""
        self.watch.held(lambda: self.canvas.set_lanes(self.random.choice(LANES)), quiet_s=0.0)

    # Changing

    def edit(self) -> Callable[[], object] | None:
        """Give an event another title or importance."""
        from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment is settled

        row = self._row()

        def do() -> None:
            event = self.chronology.event(row)
            if event is not None:
                self.made += 1
                after = replace(event, title=f"{event.title} {self.made}", importance=self.random.randint(1, 5))
                self.chronology.do(Change("Edit", (event,), (after,)))

        return do

    def add(self) -> Callable[[], object]:
        """Add an event, now and then one without a category, or with an actor or at a place that are new as well."""
        from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment is settled
        from timeline_app.domain.records import Actor, Event, Participation, Place, new_id  # noqa: PLC0415  # likewise

        day = f"20{self.random.randint(14, 26)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        category = self.random.choice(("", *(each.id for each in self.chronology.categories)))

        def do() -> None:
            self.made += 1
            event = Event(new_id(), f"Added {self.made}", self.random.choice((day, f"{day}T12:30Z")))
            event = replace(event, category_id=category)
            place, actor = Place(new_id(), f"Place {self.made}"), Actor(new_id(), f"Actor {self.made}")
            there = replace(event, place_id=place.id), replace(event, actors=(Participation(actor.id),))
            after = self.random.choice(((event,), (event,), (place, there[0]), (actor, there[1])))
            self.chronology.do(Change("Add", after=after))

        return do

    def rename(self) -> Callable[[], object]:
        """Give a category, a place or an actor another name, or a category another colour."""
        from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment is settled

        kinds = [kind for kind in ("categories", "categories", "places", "actors") if getattr(self.chronology, kind)]
        kind, look = self.random.choice(kinds), self.random.random() < 0.5
        number = self.random.randrange(len(getattr(self.chronology, kind)))

        def do() -> None:
            self.made += 1
            was = getattr(self.chronology, kind)[number]
            colour = f"#{self.random.randrange(1 << 24):06X}"
            recoloured = kind == "categories" and look
            after = replace(was, colour=colour) if recoloured else replace(was, name=f"Renamed {self.made}")
            self.chronology.do(Change("Rename", (was,), (after,)))

        return do

    def found(self) -> Callable[[], object] | None:
        """Add a category, until there are as many as one screen of lanes holds."""
        from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment is settled
        from timeline_app.domain.records import Category, new_id  # noqa: PLC0415  # likewise

        def do() -> None:
            self.made += 1
            position = max((each.position for each in self.chronology.categories), default=0) + 1
            self.chronology.do(Change("Add", after=(Category(new_id(), f"Category {self.made}", position=position),)))

        return do if len(self.chronology.categories) < MOST_CATEGORIES else None

    def cite(self) -> Callable[[], object]:
        """Put evidence under an event: an excerpt of a source, now and then of a new one."""
        from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment is settled
        from timeline_app.domain.records import Excerpt, Source, new_id  # noqa: PLC0415  # likewise

        row, fresh, sources = self._row(), self.random.random() < 0.3, self.chronology.sources

        def do() -> None:
            event = self.chronology.event(row)
            if event is not None:
                self.made += 1
                new = fresh or not sources
                source = Source(new_id(), f"Paper {self.made}") if new else self.random.choice(sources)
                excerpt = Excerpt(new_id(), event.id, source.id, exact=f"The convoy crossed bridge {self.made}.")
                self.chronology.do(Change("Add", after=(source, excerpt) if new else (excerpt,)))

        return do

    def move(self) -> Callable[[], object] | None:
        """Move an event, as a drag on the canvas does."""
        from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment is settled
        from timeline_app.domain.dates.shifting import shifted  # noqa: PLC0415  # likewise

        row, by_s = self._row(), self.random.choice((60, 3600, 86_400, -86_400, 40 * 86_400))

        def do() -> None:
            event = self.chronology.event(row)
            if event is not None:
                self.chronology.do(Change("Move", (event,), (shifted(event, by_s),)))

        return do

    def delete(self) -> Callable[[], object] | None:
        """Delete an event; another one when it is done again."""
        from timeline_app.domain.change import Change  # noqa: PLC0415  # after the environment is settled

        rows = [self._row(), self._row()]

        def do() -> None:
            event = self.chronology.event(rows.pop())
            if event is not None:
                self.chronology.do(Change("Delete", (event,)))

        return do

    def undo(self) -> Callable[[], object] | None:
        """Take the last change back, but not the import that made the store."""
        return self.window.events.undo if self.chronology.undo_label in CHANGES else None

    def redo(self) -> Callable[[], object] | None:
        """Do again what was taken back."""
        return self.window.events.redo if self.chronology.redo_label is not None else None

    def _row(self) -> int:
        """Choose an event: half of the time one that is in view, which is what people work on."""
        marks = self.canvas.scene.marks.event
        if len(marks) and self.random.random() < 0.5:
            return int(self.canvas.model.columns.row[int(self.random.choice(marks.tolist()))])
        columns = self.chronology.columns
        return int(columns.row[self.random.randrange(len(columns))])


def walk_on(walk: Walk, minutes: float) -> tuple[list[str], list[float]]:
    """Walk for so long; give what was wrong, and the megabytes held from time to time."""
    until, wrong, held, steps = time.monotonic() + minutes * 60, [], [], 0
    while time.monotonic() < until:
        walk.step()
        steps += 1
        if steps % 100 == 0:
            gc.collect()
            held.append(resident() / MB)
            walk.unit_s = sort_seconds()
            wrong += check_counts(walk.space, walk.random)
        if steps % 1000 == 0:
            wrong += check_scratch(walk.space)
    return wrong + check_counts(walk.space, walk.random) + check_scratch(walk.space), held


def report(walk: Walk, wrong: list[str], held: list[float]) -> bool:
    """Print one table; tell whether all is well."""
    print(f"{'action':<10}{'times':>7}{'median':>9}{'p95':>8}{'longest':>9}{'over 4 S':>10}{'twice':>7}")
    for name, seen in sorted(walk.seen.items()):
        frames = sorted(seen.frames)
        p95 = frames[int(len(frames) * 0.95) - 1] if len(frames) > 1 else frames[0]
        middle = statistics.median(frames)
        print(f"{name:<10}{len(frames):>7}{middle:>9.2f}{p95:>8.2f}{frames[-1]:>9.2f}{seen.long:>10}{seen.twice:>7}")
    quarter = max(len(held) // 4, 1)
    grown = statistics.median(held[-quarter:]) - statistics.median(held[quarter : 2 * quarter] or held) if held else 0.0
    late = sum(seen.twice for seen in walk.seen.values())
    total = sum(len(seen.frames) for seen in walk.seen.values())
    verdicts = (
        (f"{late} of {total} frames over {LONGEST_S:g} S, done again as well", late == 0),
        (f"{grown:+.1f} MB of memory from the second quarter to the last", grown < GROWTH_MB),
        (f"{len(wrong)} wrong counts {wrong[:3] or ''}", not wrong),
    )
    for words, met in verdicts:
        print(f"{words}: {'met' if met else 'MISSED'}")
    print(f"S is {walk.unit_s * 1000:.1f} ms; load {os.getloadavg()[0]:.1f}; numpy {np.__version__}")
    return all(met for _words, met in verdicts)


def main() -> int:
    """Walk, and tell what was seen; exit 1 where a frame was too long, memory grew or a count was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.walk", description="Walk about at random, and watch.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="work on a copy of this store, to spare the making of one")
    arguments = parser.parse_args()
    settle_language()
    with tempfile.TemporaryDirectory(prefix="bench-walk-") as folder:
        path = Path(folder, "walk.timelinedb")
        if arguments.store is not None:
            shutil.copyfile(arguments.store, path)
        else:
            made_store(path, arguments.events)
        window, watch = opened_window(path, Path(folder))
        walk = Walk(window, watch, arguments.seed)
        wrong, held = walk_on(walk, arguments.minutes)
        well = report(walk, wrong, held)
        window.close()
        watch.settle()
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
