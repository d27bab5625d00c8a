"""The canvas and an exported picture show the same: scenes of ten stores, compared number by number."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import pytest
from scene_values import values_by_row

from timeline_app.document import Chronology
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.change import Change
from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.records import STATUSES, Actor, Category, Event, Excerpt, Participation, Place, Source, new_id
from timeline_app.domain.timeline import status_words
from timeline_app.export.options import ExportOptions
from timeline_app.export.page import timeline_block
from timeline_app.export.page.sources import NO_CITATIONS
from timeline_app.export.page.timeline_block import TimelineBlock, drawing_of
from timeline_app.layout import shown_events
from timeline_app.layout.metrics import Metrics
from timeline_app.paint.context import PixmapCache
from timeline_app.paint.theme import LIGHT, load_fonts
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store
from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

WIDTH, HEIGHT = 1400, 900
MADE: Final = "2025-07-20"
NOW_S: Final = seconds_at(2025, 7, 20)
NAMES: Final = ("Diplomacy", "Strikes", "Aid")


class Case(NamedTuple):
    """A store, and how it is looked at."""

    dates: tuple[str, ...] = ()
    lanes: str = "category"
    zone: str = "UTC"
    query: str = ""
    claimed: tuple[str, ...] = ()
    as_of: str = "2025-07"
    zones: tuple[str, ...] = ("",)
    dated: bool = False
    """Whether dates stand before titles."""


DAYS: Final = tuple(f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in (3, 9, 17, 26))
ZONES: Final = ("Europe/Kyiv", "Asia/Kolkata", "America/New_York", "Pacific/Apia")
CLOCKS: Final = "clock times in four zones"
CASES: Final = {
    "sample": None,
    "uncertain dates": Case(
        ("2025-03~", "2025-04?", "2025-05-10%", "202X", "2025-06/", "/2025-02", "2025-01/2025-04", "2025-24", "2025/..")
    ),
    "sets": Case(
        ("{2025-03-02,2025-05-09,2025-08-10}", "[2025-02-03,2025-02-20]", "2025-06-01", "[2025-07-01..2025-07-05]")
    ),
    "claims": Case(("2025-03-10", "2025-06-10"), claimed=("2025-03-20", "2025-09", "2025-06-10")),
    "deep time": Case(("Y-50000", "Y-12000/-9000", "-0043-03-15", "1066", "2025-05-01"), as_of="-0043-03"),
    CLOCKS: Case(
        tuple(f"2025-07-{day:02}T{hour:02}:30" for day in (14, 15, 16) for hour in (0, 9, 23)),
        zones=ZONES, as_of="2025-07-15T12:00Z",
    ),
    "filter in force": Case(DAYS, query="importance:>=3"),
    "empty": Case(),
    "one event": Case(("2025-05-05",)),
    **{f"lanes by {field}": Case(DAYS, lanes=field) for field in ("actor", "place", "status", "none")},
}  # fmt: skip


def store_of(path, case: Case) -> Chronology:
    """Make a store of a case: its events go round categories, actors, places and statuses."""
    chronology = Chronology(Store.create(path, as_of=case.as_of, name="A chronicle"))
    if not case.dates:
        return chronology
    used = NAMES[: min(len(case.dates), len(NAMES))]
    categories = [Category(new_id(), name, position=place) for place, name in enumerate(used)]
    actors, places = (
        [Actor(new_id(), name) for name in ("Ann", "Ben")],
        [Place(new_id(), name) for name in ("Kyiv", "Odesa")],
    )
    events = []
    for number, date in enumerate(case.dates):
        events.append(
            Event(
                new_id(), f"Event {number} of {len(case.dates)}", date,
                zone=case.zones[number % len(case.zones)], status=STATUSES[number % len(STATUSES)],
                category_id=categories[number % len(used)].id, importance=1 + number * 7 % 5,
                place_id=places[number % 3].id if number % 3 < 2 else "",
                actors=tuple(Participation(actor.id) for actor in actors[: number % 3]),
            )
        )  # fmt: skip
    source = Source(new_id(), "A report")
    claims = [
        Excerpt(new_id(), events[0].id, source.id, kind="paraphrase", exact=date, claimed_date=date)
        for date in case.claimed
    ]
    chronology.do(Change("Tell", after=(*categories, *actors, *places, *events, source, *claims)))
    return chronology


@pytest.fixture
def alike(monkeypatch, qapp):
    """It is one moment for both, and both measure alike.

    What a page means to have otherwise is as on the screen here: room for empty lanes and long titles, figures of
    their own width.
    """
    load_fonts()
    monkeypatch.setattr(shown_events, "clock_now", lambda _zone: NOW_S)
    monkeypatch.setattr(timeline_block, "Metrics", lambda **_rest: Metrics())
    monkeypatch.setattr(timeline_block, "_LONGEST_TITLE_PX", Metrics().longest_label_px)
    monkeypatch.setattr(timeline_block, "PixmapCache", lambda **_rest: PixmapCache())


def on_canvas(chronology, case, stretch, mask, qtbot):
    """Give the scene of a canvas that has come to its view by way of others."""
    canvas = TimelineCanvas(chronology, LIGHT, zone=case.zone)
    qtbot.addWidget(canvas)
    canvas.view.motion.animated = False
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    canvas.set_lanes(case.lanes)
    canvas.model.set_mask(mask)
    canvas.view.show_dates(on=case.dated)
    canvas.show_range(*stretch)
    for _turn in range(50):
        if canvas.scene.settled:
            break
        canvas.redraw()
    assert canvas.scene.settled
    return values_by_row(canvas.scene, canvas.model.columns.row, chronology.categories)


def in_export(chronology, case, stretch, mask):
    source = TimelineSource.of(chronology, case.zone)
    dated = (source.columns.flags & int(WhenFlag.UNDATED)) == 0
    source = source.picked(dated if mask is None else dated & mask).with_names_in_use()
    options = ExportOptions(made=MADE, zone=case.zone, lanes=case.lanes, dates=case.dated)
    drawing = drawing_of(source, NO_CITATIONS, LIGHT, options)
    block = TimelineBlock(drawing, stretch, WIDTH)
    scene = block._lay_out(HEIGHT, Metrics().row_px)
    assert scene.settled
    return values_by_row(scene, block._timeline.arranged.columns.row, source.categories)


@pytest.mark.parametrize("dated", [False, True], ids=["bare titles", "dates before titles"])
@pytest.mark.parametrize(("name", "zone"), [*((name, "UTC") for name in CASES), *((CLOCKS, zone) for zone in ZONES)])
@pytest.mark.usefixtures("alike")
def test_canvas_and_export_show_the_same(tmp_path, qtbot, name, zone, dated):
    case = (CASES[name] or Case())._replace(zone=zone, dated=dated)
    if CASES[name] is None:
        build_sample(tmp_path / "a.timelinedb")
        chronology = Chronology(Store.open(tmp_path / "a.timelinedb"))
    else:
        chronology = store_of(tmp_path / "a.timelinedb", case)
    try:
        mask = chronology.select(case.query) if case.query else None
        columns = chronology.columns
        near = np.abs(columns.start_min) < 2**60
        first = int(columns.start_min[near].min(initial=NOW_S)) - 86_400 * 3
        last = max(int(columns.end_max[columns.end_max < 2**60].max(initial=NOW_S)), NOW_S) + 86_400 * 20
        shown, drawn = (
            on_canvas(chronology, case, (first, last), mask, qtbot), in_export(chronology, case, (first, last), mask)
        )  # fmt: skip
        for part in shown:
            assert shown[part] == drawn[part], part
        assert bool(shown["marks"]) == bool(len(columns))
        assert bool(shown["claims"]) == (name == "claims" or (name == "sample" and not dated))  # then none has room
        assert bool(shown["members"]) == (name == "sets")
        assert "as_of" in {flag.kind for flag in shown["flags"]}
        if case.lanes == "status":
            assert [lane[1] for lane in shown["lanes"]] == [status_words(status) for status in STATUSES]
    finally:
        chronology.close()
