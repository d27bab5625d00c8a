"""Which events a layout shows where not all have room: those that have titles in a timeline."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.support.web_records import chronology_of
from timeline_app.document import Chronology
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.records import Event
from timeline_app.export.layouts.choosing import foremost
from timeline_app.export.options import ExportOptions
from timeline_app.export.published import publish
from timeline_app.layout.placement.ranking import by_rank, lengths, vagueness
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

OPEN = [
    Event("exact", "Exact", "2025-05-16"),
    Event("before", "Before that day", "[..2025-05-16]"),
    Event("until", "Until that day", "../2025-05-16"),
    Event("since", "Since that day", "2025-05-16/.."),
    Event("month", "In May", "2025-05"),
    Event("doubted", "Perhaps that day", "2025-05-16?"),
]


def dated_of(chronology):
    return [event for event in publish(chronology, ExportOptions()).events if event.is_dated]


def ranked_ids(chronology):
    """Give the ids of dated events as a timeline ranks them, with what tells them apart."""
    columns = chronology.columns
    dated = np.flatnonzero((columns.flags & np.uint16(WhenFlag.UNDATED)) == 0).astype(np.int32)
    order = by_rank(dated, columns)
    keys = zip(
        columns.importance[order].tolist(), vagueness(columns, order).tolist(), columns.sources[order].tolist(),
        lengths(columns, order).tolist(), strict=True,
    )  # fmt: skip
    ids = {chronology.row_of(event.id): event.id for event in dated_of(chronology)}
    return [ids[row] for row in columns.row[order].tolist()], list(keys)


def assert_alike(chronology):
    """Hold every choice that ends between two ranks to the ranks of a timeline."""
    ids, keys = ranked_ids(chronology)
    events = dated_of(chronology)
    ends = [most for most, (one, other) in enumerate(pairwise(keys), 1) if one != other] + [len(ids)]
    for most in ends:
        assert {event.id for event in foremost(events, most)} == set(ids[:most]), most
    return ends


def test_the_sample_is_chosen_from_in_the_order_of_a_timeline(tmp_path, qapp):
    build_sample(tmp_path / "s.timelinedb")
    chronology = Chronology(Store.open(tmp_path / "s.timelinedb"))
    assert len(assert_alike(chronology)) > 20
    chronology.close()


def test_open_ends_are_chosen_from_in_the_order_of_a_timeline(tmp_path):
    chronology = chronology_of(tmp_path / "a.timelinedb", OPEN)
    assert len(assert_alike(chronology)) > 3
    assert {event.id for event in foremost(dated_of(chronology), 3)} == {"exact", "until", "since"}
    chronology.close()


@pytest.mark.parametrize("most", [0, 1, 3, 99])
def test_so_many_are_chosen_in_the_order_in_which_they_came(tmp_path, most):
    chronology = chronology_of(tmp_path / "a.timelinedb", OPEN)
    events = dated_of(chronology)
    chosen = foremost(events, most)
    assert chosen == [event for event in events if event in chosen]
    assert len(chosen) == min(most, len(events))
    assert foremost([], most) == []
    chronology.close()
