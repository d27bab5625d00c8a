"""The data side of a timeline: which events, under which names, with which dates, for canvas and export alike."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document import open_chronology
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.columns import EventColumns
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Place,
    Source,
)
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.document import Chronology

PLAIN = ("start_min", "start_max", "end_min", "end_max", "flags", "status", "importance")
EVENTS = tuple(
    Event(
        f"e{n}", f"Event\n{n}", f"2025-{n + 1:02}" if n % 4 else "", category_id=("", "c0", "c2")[n % 3],
        place_id=("", "p1")[n % 2], status=STATUSES[n % len(STATUSES)],
        actors=tuple(Participation(f"a{actor}") for actor in range(n % 4)),
    )
    for n in range(12)
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "s.timelinedb"
    with Store.create(path, as_of="2025-07") as store:
        store.lay_down(
            (
                *(Category(f"c{n}", f"Kind\t{n}", f"#00000{n}", "cross", n) for n in range(3)),
                *(Actor(f"a{n}", f"Actor {n}") for n in range(5)), *(Place(f"p{n}", f"Place {n}") for n in range(3)),
                Source("s", "A report"), *EVENTS,
                Excerpt("x", "e1", "s", exact="x", claimed_date="2025-09"),
                Event("set", "Two days", "{2025-01-03,2025-01-05}"), Event("strange", "Strange", "2025-02"),
            )
        )  # fmt: skip
    with closing(sqlite3.connect(path)) as stranger, stranger:
        stranger.execute("""UPDATE event SET "start" = 'that winter' WHERE id = 'strange'""")
    return path


@pytest.fixture
def chronology(path) -> Iterator[Chronology]:
    opened = open_chronology(path, read_only=True)
    yield opened
    opened.close()


@pytest.fixture
def source(chronology) -> TimelineSource:
    return TimelineSource.of(chronology, "Europe/Kyiv")


def told(source: TimelineSource) -> list[tuple[object, ...]]:
    """What the columns say of each event, by the names of its records."""
    columns = source.columns
    return [
        (
            int(columns.row[at]),
            *(int(getattr(columns, name)[at]) for name in PLAIN),
            source.categories[columns.category[at]].id if columns.category[at] >= 0 else "",
            source.places[columns.place[at]].id if columns.place[at] >= 0 else "",
            [
                source.actors[each].id
                for each in columns.actor_index[columns.actor_offsets[at] : columns.actor_offsets[at + 1]]
            ],
        )
        for at in range(len(columns))
    ]


@given(st.lists(st.booleans(), min_size=14, max_size=14))
def test_events_that_are_picked_keep_all_that_is_told_of_them_also_with_the_names_in_use(path, kept):
    opened = open_chronology(path, read_only=True)
    whole = TimelineSource.of(opened, "")
    opened.close()
    picked = whole.picked(np.array(kept))
    assert told(picked) == [each for each, keep in zip(told(whole), kept, strict=True) if keep]
    assert (picked.categories, picked.actors, picked.places) == (whole.categories, whole.actors, whole.places)
    small = picked.with_names_in_use()
    assert told(small) == told(picked)
    used = [{name for each in told(picked) for name in names(each)} - {""} for names in (_category, _place, _actors)]
    for listed, all_of, ids in zip(
        (small.categories, small.places, small.actors),
        (whole.categories, whole.places, whole.actors),
        used,
        strict=True,
    ):
        assert list(listed) == [record for record in all_of if record.id in ids]


def _category(event):
    return [event[-3]]


def _place(event):
    return [event[-2]]


def _actors(event):
    return event[-1]


def test_a_timeline_of_nothing_has_no_names_in_use(source):
    empty = source.picked(np.zeros(len(source.columns), bool)).with_names_in_use()
    assert (len(empty.columns), empty.categories, empty.actors, empty.places) == (0, (), (), ())
    assert isinstance(empty.columns, EventColumns)
    assert empty.columns.actor_offsets.tolist() == [0]
    assert empty.lane_names().categories == []


def test_lanes_are_called_as_the_records_are_on_one_line(source):
    names = source.lane_names()
    assert names.categories == ["Kind 0", "Kind 1", "Kind 2"]
    assert names.actors == [f"Actor {n}" for n in range(5)]
    assert names.places == [f"Place {n}" for n in range(3)]
    assert len(names.statuses) == len(set(names.statuses)) == len(STATUSES)
    assert (names.without, names.others, names.all_events) == ("No category", "Others", "All events")
    assert source.palette == (("#000000", "cross"), ("#000001", "cross"), ("#000002", "cross"))


def test_what_is_read_when_events_come_into_view(source, chronology):
    assert source.as_of == "2025-07"
    row, of_set, strange = (chronology.row_of(each) for each in ("e1", "set", "strange"))
    assert source.titles([row, 99]) == {row: "Event 1"}
    assert [each.when.edtf for each in source.claimed_dates([row, of_set])[row]] == ["2025-09"]
    assert source.claimed_dates([row, of_set]).keys() == {row}
    dates = source.dates([row, of_set, strange, 99])
    assert dates.keys() == {row, of_set}
    assert [each.edtf for each in dates[of_set].members] == ["2025-01-03", "2025-01-05"]
    assert dates[row].edtf == "2025-02"


def test_nothing_is_read_of_a_chronology_that_is_closed(chronology, source):
    rows = source.columns.row.tolist()
    assert source.titles(rows)
    assert source.dates(rows)
    chronology.close()
    assert (source.titles(rows), source.claimed_dates(rows), source.dates(rows)) == ({}, {}, {})
