"""Small chronologies as columns, and layouts of them, for the tests of layout and paint."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtWidgets import QApplication

from timeline_app.domain.columns import EventColumns
from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import ClaimedDate, LaneNames
from timeline_app.layout.assembly import TextStyle, Timeline, assemble
from timeline_app.layout.axis.ruler import RulerStyle
from timeline_app.layout.axis.ruler_markers import Moments
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.engine import View
from timeline_app.layout.marks.scene import DensityStrip, LaneScene, Marks, Scene
from timeline_app.layout.placement.titles import TextWidths

LANES = ("Diplomacy", "Strike", "Humanitarian")
STYLE = RulerStyle(lambda text: 6.5 * len(text), lambda text: 8.5 * len(text))


@dataclass
class Told:
    """An event as a test tells it."""

    start: str = ""
    end: str = ""
    title: str = "Something happened"
    lane: int = 0
    importance: int = 3
    status: str = "occurred"
    actors: tuple[int, ...] = ()
    place: int = -1
    sources: int = 1


@dataclass
class Chronicle:
    """A source of events for a timeline."""

    columns: EventColumns
    texts: list[str]
    claims: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    """Which other dates are claimed for the events with a title, and whether against them."""
    dated: list[When] = field(default_factory=list)
    zone: str = "UTC"
    as_of: str = ""
    asked: list[list[int]] = field(default_factory=list)
    """The rows whose claims were asked for."""

    @staticmethod
    def lane_names() -> LaneNames:
        return LaneNames(LANES, ("Ann", "Ben", "Cyd"), ("Kyiv",), STATUSES)

    def titles(self, rows):
        return {row: self.texts[self._index(row)] for row in rows}

    def claimed_dates(self, rows):
        self.asked.append(sorted(rows))
        titles = {row: self.texts[self._index(row)] for row in rows}
        return {
            row: tuple(ClaimedDate(When.parse(date), against) for date, against in self.claims[title])
            for row, title in titles.items()
            if title in self.claims
        }

    def dates(self, rows):
        return {row: self.dated[self._index(row)] for row in rows if self._index(row) < len(self.dated)}

    def _index(self, row: int) -> int:
        return row - int(self.columns.row[0])


def chronicle(events: list[Told]) -> Chronicle:
    whens = [When.of(event.start, event.end) for event in events]

    def time_of(number: int) -> tuple[bool, int, int]:
        when = whens[number]
        return bool(when.flags & WhenFlag.UNDATED), when.start_min, when.end_max

    order = sorted(range(len(events)), key=time_of)
    told, whens = [events[number] for number in order], [whens[number] for number in order]

    def column(values, kind):
        return np.array(list(values), kind)

    columns = EventColumns(
        row=np.arange(100, 100 + len(told), dtype=np.int64),
        start_min=column((when.start_min for when in whens), np.int64),
        start_max=column((when.start_max for when in whens), np.int64),
        end_min=column((when.end_min for when in whens), np.int64),
        end_max=column((when.end_max for when in whens), np.int64),
        flags=column((int(when.flags) for when in whens), np.uint16),
        status=column((STATUSES.index(event.status) for event in told), np.uint8),
        importance=column((event.importance for event in told), np.uint8),
        sources=column((event.sources for event in told), np.uint8),
        category=column((event.lane for event in told), np.int32),
        place=column((event.place for event in told), np.int32),
        actor_offsets=np.concatenate([[0], np.cumsum([len(event.actors) for event in told])]).astype(np.int64),
        actor_index=column((actor for event in told for actor in event.actors), np.int32),
    )
    return Chronicle(columns, [event.title for event in told], dated=whens)


def many(count: int, seed: int, *, days: float = 2000, ranges: float = 0.3) -> Chronicle:
    """Make many moments and ranges without a detour over text; lengths from a minute to years."""
    rng = np.random.default_rng(seed)
    begin = seconds_at(2014)
    start = np.sort(begin + (rng.random(count) * days * 86_400).astype(np.int64))
    ranged = rng.random(count) < ranges
    length = np.where(ranged, np.exp(rng.uniform(np.log(600), np.log(9e7), count)), 60).astype(np.int64)
    end = start + length
    order = np.lexsort((end, start))
    start, end, ranged = start[order], end[order], ranged[order]
    columns = EventColumns(
        np.arange(1, count + 1, dtype=np.int64),
        start,
        np.where(ranged, start + 60, end),
        np.where(ranged, end - 60, start),
        end,
        np.where(ranged, int(WhenFlag.RANGE), int(WhenFlag.INSTANT)).astype(np.uint16),
        rng.integers(0, len(STATUSES), count).astype(np.uint8),
        rng.integers(1, 6, count).astype(np.uint8),
        rng.integers(0, 4, count).astype(np.uint8),
        rng.integers(0, len(LANES), count).astype(np.int32),
        np.full(count, -1, np.int32),
        np.zeros(count + 1, np.int64),
        np.zeros(0, np.int32),
    )
    return Chronicle(
        columns, [f"Event {number} of many in {'a longer ' * (number % 4)}list" for number in range(count)]
    )


def timeline_of(made: Chronicle, mode: str = "category", style: RulerStyle = STYLE) -> Timeline:
    text = TextStyle(style, TextWidths(lambda _character: 6.4), TextWidths(lambda _character: 6.7))
    return assemble(made, text, mode)


def view_of(first: int, last: int, width: float = 1000, height: float = 700, **rest) -> View:
    moments = rest.pop("moments", Moments(seconds_at(2025, 7, 22)))
    return View(TimeScale.showing(first, last, width), height, moments=moments, **rest)


def settled(timeline: Timeline, view: View):
    scene = timeline.scene(view)
    for _turn in range(20):
        if scene.settled:
            break
        scene = timeline.scene(view)
    return scene


def scene_numbers(scene) -> dict:
    """Give a scene as plain values, to be compared number by number."""
    marks, strips = scene.marks, [lane.strip for lane in scene.lanes]
    columns = {name: getattr(marks, name).tolist() for name in Marks.__slots__ if name != "titles"}
    feet = [
        [each.tolist() if isinstance(each, np.ndarray) else each for each in (getattr(strip, name) for name in names)]
        for strip in strips
        for names in [DensityStrip.__slots__]
    ]
    lanes = [tuple(getattr(lane, name) for name in LaneScene.__slots__ if name != "strip") for lane in scene.lanes]
    plain = {name: getattr(scene, name) for name in Scene.__slots__ if name not in ("marks", "lanes", "wants")}
    return {"marks": columns, "titles": marks.titles, "lanes": lanes, "feet": feet, **plain}


def settle_canvas(canvas) -> None:
    """Let a canvas come to rest, with all that it wants to know."""
    canvas.view._settle.stop()
    canvas.view._set_to_rights()
    QApplication.processEvents()
    for _turn in range(60):
        if canvas.scene.settled:
            break
        canvas.redraw()
    assert canvas.scene.settled
