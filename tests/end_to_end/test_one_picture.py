"""A person comes to the same view by many ways, and always sees the same picture, on the screen and in a file."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Final

import pytest
from canvas_stage import settle_canvas
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from scene_values import values_by_row

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.records import Actor, Category, Event, Excerpt, Participation, Source, new_id
from timeline_app.export.options import ExportOptions
from timeline_app.export.registry import export_file
from timeline_app.layout import shown_events
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.paint.theme import LIGHT
from timeline_app.store.store import Store
from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

SIZE: Final = (1100, 640)
END: Final = (seconds_at(2022), seconds_at(2023))
WALKS: Final = 12
STEPS: Final = 9


@pytest.fixture
def chronology(tmp_path):
    dice = random.Random(14)  # noqa: S311 - no secret
    categories = [Category(new_id(), name, position=at) for at, name in enumerate(("Talks", "Strikes", "Aid", "Law"))]
    actors = [Actor(new_id(), name) for name in ("Ann", "Ben", "Cyd")]
    sources = [Source(new_id(), f"Report {number}") for number in range(4)]
    events, excerpts = [], []
    for number in range(160):
        month, day = dice.randint(1, 12), dice.randint(1, 28)
        start = f"{dice.choice((2021, 2022, 2022, 2022, 2023))}-{month:02}-{day:02}"
        end = f"{int(start[:4]) + dice.randint(0, 1)}-12-{dice.randint(29, 31)}" if dice.random() < 0.2 else ""
        event = Event(
            new_id(), f"Event {number} with a title {'of some length ' * dice.randint(0, 2)}".strip(),
            start[: dice.choice((7, 10, 10))], end, importance=dice.randint(1, 5),
            category_id=dice.choice(categories).id,
            actors=tuple(Participation(each.id) for each in dice.sample(actors, dice.randint(0, 2))),
        )  # fmt: skip
        events.append(event)
        excerpts += [
            Excerpt(new_id(), event.id, source.id, kind="paraphrase", exact="Said so")
            for source in dice.sample(sources, dice.randint(0, 3))
        ]
    made = Chronology(Store.create(tmp_path / "a.timelinedb", name="A chronicle"))
    made.do(Change("Tell", after=(*categories, *actors, *sources, *events, *excerpts)))
    yield made
    made.close()


@pytest.fixture
def stage(chronology, qtbot, monkeypatch):
    monkeypatch.setattr(shown_events, "clock_now", lambda _zone: seconds_at(2025, 7, 20))

    def open_canvas():
        canvas = TimelineCanvas(chronology, LIGHT)
        qtbot.addWidget(canvas)
        canvas.view.motion.animated = False
        canvas.resize(*SIZE)
        canvas.show()
        return canvas

    return open_canvas


def wheel(canvas, notches, x_px):
    at = QPointF(x_px, 300)
    QApplication.sendEvent(
        canvas,
        QWheelEvent(
            at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip


class Walk:
    """What a person does with a canvas, at random and again and again alike."""

    def __init__(self, canvas, chronology, seed):
        self.canvas, self.chronology, self.dice = canvas, chronology, random.Random(seed)  # noqa: S311 - no secret

    def step(self):
        self.dice.choice(
            (self.pan, self.zoom, self.turn_wheel, self.select, self.filter, self.arrange, self.resize, self.edit,
             self.cite, self.dates, self.rest)
        )()  # fmt: skip
        self.canvas.grab()

    def pan(self):
        self.canvas.view.jump(self.canvas.scale.moved(self.dice.uniform(-900, 900)))

    def zoom(self):
        self.canvas.view.jump(self.canvas.scale.zoomed(2 ** self.dice.uniform(-2, 2), self.dice.uniform(0, 900)))

    def turn_wheel(self):
        notches, x_px = self.dice.choice((-1, 1)), self.dice.uniform(200, 900)
        for way in (notches, -notches):
            wheel(self.canvas, way, x_px)

    def select(self):
        rows = self.chronology.columns.row
        self.canvas.select(self.dice.choice([None, int(rows[self.dice.randrange(len(rows))])]))

    def filter(self):
        query = self.dice.choice(("", "category:Talks", "importance:>=4", "actor:Ann"))
        self.canvas.set_mask(self.chronology.select(query) if query else None)

    def arrange(self):
        self.canvas.set_lanes(self.dice.choice(("category", "actor", "status", "none")))

    def resize(self):
        self.canvas.resize(self.dice.choice((700, 1100, 1500)), self.dice.choice((300, 640, 900)))

    def edit(self):
        event = self._event()
        new = replace(event, importance=6 - event.importance, start="2022-06-01", end="", title="Edited")
        self._there_and_back(Change("Edit", (event,), (new,)))

    def cite(self):
        event, source = self._event(), self.chronology.store.lookups.sources()[0]
        excerpt = Excerpt(new_id(), event.id, source.id, kind="paraphrase", exact="Said again")
        self._there_and_back(Change("Cite", (), (excerpt,)))

    def dates(self):
        self.canvas.view.show_dates(on=self.dice.random() < 0.5)

    def rest(self):
        settle_canvas(self.canvas)

    def _event(self):
        rows = self.chronology.columns.row
        return self.chronology.event(int(rows[self.dice.randrange(len(rows))]))

    def _there_and_back(self, change):
        self.chronology.do(change)
        self.canvas.refresh()
        self.canvas.grab()
        self.chronology.undo()
        self.canvas.refresh()


def brought_to(canvas, chronology, lanes, query):
    """Bring a canvas to the view in which all walks end."""
    canvas.resize(*SIZE)
    canvas.set_lanes(lanes)
    canvas.set_mask(chronology.select(query) if query else None)
    canvas.select(None)
    canvas.view.show_dates(on=True)
    canvas.show_range(*END)
    settle_canvas(canvas)
    canvas.clearFocus()  # a line tells that the timeline has the keyboard
    return values_by_row(canvas.scene, canvas.model.columns.row, chronology.categories), canvas.grab().toImage()


@pytest.mark.parametrize("seed", range(WALKS))
def test_whatever_was_done_before_the_same_view_is_the_same_picture(stage, chronology, tmp_path, seed):
    lanes, query = [("category", ""), ("actor", ""), ("category", "category:Talks")][seed % 3]
    fresh, picture = brought_to(stage(), chronology, lanes, query)
    canvas = stage()
    walk = Walk(canvas, chronology, seed)
    for _step in range(STEPS):
        walk.step()
    walked, as_walked = brought_to(canvas, chronology, lanes, query)
    for part in fresh:
        assert walked[part] == fresh[part], part
    assert as_walked == picture


def test_two_exports_of_one_view_are_one_file_byte_by_byte(stage, chronology, tmp_path):
    files = []
    for seed in (None, 3, 4):
        canvas = stage()
        if seed is not None:
            walk = Walk(canvas, chronology, seed)
            for _step in range(STEPS):
                walk.step()
        brought_to(canvas, chronology, "category", "")
        files.append(tmp_path / f"{seed}.png")
        options = ExportOptions(span=canvas.visible_range, lanes=canvas.lanes, made="2025-07-20", size="1200x800")
        export_file(chronology, options, files[-1])
    assert files[0].read_bytes() == files[1].read_bytes() == files[2].read_bytes()


def test_the_wheel_there_and_back_ends_where_it_began(stage, chronology):
    canvas = stage()
    before, picture = brought_to(canvas, chronology, "category", "")
    for notches, x_px in ((3, 444.4), (-5, 700.1), (1, 200.9)):
        for way in (notches, -notches):
            for _notch in range(abs(way)):
                wheel(canvas, 1 if way > 0 else -1, x_px)
            settle_canvas(canvas)
    assert values_by_row(canvas.scene, canvas.model.columns.row, chronology.categories) == before
    assert canvas.grab().toImage() == picture


def test_a_canvas_that_shrank_for_the_table_shows_the_same_when_it_is_large_again(stage, chronology):
    canvas = stage()
    before, picture = brought_to(canvas, chronology, "category", "")
    canvas.view.scroll_lanes(0)
    for height in (260, 300, 340, SIZE[1]):
        canvas.resize(SIZE[0], height)
        canvas.grab()
    settle_canvas(canvas)
    assert values_by_row(canvas.scene, canvas.model.columns.row, chronology.categories) == before
    assert canvas.grab().toImage() == picture


def test_a_category_filter_fills_the_canvas_without_fit(stage, chronology):
    canvas = stage()
    brought_to(canvas, chronology, "category", "")
    canvas.set_mask(chronology.select("category:Talks"))
    QApplication.processEvents()
    settle_canvas(canvas)
    lane = canvas.scene.lanes[0]
    titled = sum(title is not None and number == 0
                 for number, title in zip(canvas.scene.marks.lane, canvas.scene.marks.titles, strict=True))  # fmt: skip
    assert lane.height_px > 0.75 * (SIZE[1] - canvas.scene.metrics.ruler_px)
    assert titled > 0.8 * lane.in_view or lane.rows * canvas.scene.metrics.row_px > 0.6 * lane.height_px


def test_a_click_in_one_lane_of_several_marks_the_event_there(stage, chronology):
    canvas = stage()
    brought_to(canvas, chronology, "actor", "")
    canvas.selection_wanted.connect(canvas.select)
    marks = canvas.scene.marks
    events = marks.event.tolist()
    twice = next(event for event in events if events.count(event) > 1)
    lanes = [int(lane) for lane, event in zip(marks.lane, events, strict=True) if event == twice]
    for lane in lanes:
        canvas.pick(twice, lane)
        assert canvas.scene.selected == twice
        assert canvas.scene.selected_lane == lane
        shown = canvas.scene.marks
        assert [int(each) for each, event in zip(shown.lane, shown.event, strict=True) if event == twice] == lanes
    canvas.select(None)
    assert canvas.scene.selected_lane == -1


def test_a_scale_brought_back_by_another_road_is_the_same_at_rest():
    scale = TimeScale.showing(*END, 962)
    walked = scale
    for factor in (1.3, 2**0.5, 1.7):
        walked = walked.zoomed(factor, 313).moved(77).moved(-77).zoomed(1 / factor, 313)
    assert walked.at_rest() == scale.at_rest()
