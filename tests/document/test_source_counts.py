"""How many sources speak of each event is a column: right at opening, in the packed file, and after each edit."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Excerpt, Source, new_id
from timeline_app.store import column_cache
from timeline_app.store.store import Store


@pytest.fixture
def chronology(tmp_path, monkeypatch):
    monkeypatch.setattr(column_cache, "WORTH_PACKING", 1)
    made = Chronology(Store.create(tmp_path / "a.timelinedb", name="A"))
    sources = [Source(new_id(), f"Report {number}") for number in range(3)]
    events = [Event(new_id(), f"Event {number}", f"2025-01-{number + 1:02}") for number in range(4)]
    excerpts = [said(events[0], sources[0]), said(events[0], sources[0]), said(events[0], sources[1], "disputes"),
                said(events[1], sources[2])]  # fmt: skip
    made.do(Change("Tell", after=(*sources, *events, *excerpts)))
    yield made
    made.close()


def said(event, source, stance="supports"):
    return Excerpt(new_id(), event.id, source.id, kind="paraphrase", exact="Said so", stance=stance)


def counted(chronology):
    """Count by hand what the column says by title."""
    found = defaultdict(set)
    events = chronology.events(chronology.columns.row.tolist())
    for event in events:
        for evidence in chronology.evidence(event.id):
            found[event.title].add(evidence.source.id)
    said_by_column = dict(zip([event.title for event in events], chronology.columns.sources.tolist(), strict=True))
    assert said_by_column == {event.title: len(found[event.title]) for event in events}
    return said_by_column


def test_each_source_counts_once_for_and_against(chronology):
    assert counted(chronology) == {"Event 0": 2, "Event 1": 1, "Event 2": 0, "Event 3": 0}


def test_the_count_follows_excerpts_that_come_and_go_and_come_back(chronology):
    event, sources = chronology.events(chronology.columns.row.tolist())[2], chronology.store.lookups.sources()
    for source in sources:
        chronology.do(Change("Cite", after=(said(event, source),)))
        counted(chronology)
    assert counted(chronology)["Event 2"] == 3
    for _step in sources:
        chronology.undo()
        counted(chronology)
    chronology.redo()
    assert counted(chronology)["Event 2"] == 1


def test_packed_columns_hold_the_count(chronology):
    with Store.open(chronology.path) as store:
        fresh = store.columns()
        assert np.array_equal(fresh.sources, chronology.columns.sources)
    with Store.open(chronology.path) as store:
        assert np.array_equal(store.columns().sources, chronology.columns.sources)
