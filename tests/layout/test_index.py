"""Lanes after any series of edits equal those made from scratch: order, counts and filters, in every arrangement."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.columns import EventColumns
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, WhenFlag
from timeline_app.domain.timeline import LaneNames
from timeline_app.layout.index.index import EventIndex, EventPosition, PositionChange, edited, filtered, kept_after
from timeline_app.layout.index.lanes import assigned, counted, group

NAMES = LaneNames(("Air", "Sea"), ("Ann", "Ben", "Cy"), ("Kyiv",), tuple("abcdefg"))
MODES = ("category", "actor", "place", "status", "none")
DAY_S = 86_400
IMPORTANCE = np.array([1, 5, 3, 2, 5, 4, 1] * 20, np.uint8)
"""By number."""
UNDATED = int(WhenFlag.UNDATED)


class Told(NamedTuple):
    """An event in small numbers; `start` None for one without a date."""

    start: int | None
    length: int
    category: int
    place: int
    status: int
    actors: tuple[int, ...]


TOLD = st.builds(
    Told,
    st.one_of(
        st.none(), st.sampled_from([OPEN_PAST, 0, 0, 10, DAY_S]), st.integers(0, 30).map(lambda day: day * DAY_S)
    ),
    st.sampled_from([60, 3600, DAY_S, 2 * DAY_S, 2 * DAY_S, 40 * DAY_S, OPEN_FUTURE]),
    st.integers(-1, 1),
    st.integers(-1, 0),
    st.integers(0, 6),
    st.sampled_from([(), (0,), (1,), (0, 1), (2, 2), (2, 0, 1)]),
)


def columns_of(told: list[Told]) -> EventColumns:
    """Give columns in the order in which events were told: their numbers stay as edits come."""

    def column(values: list[int], kind: type) -> np.ndarray:
        return np.array(values, dtype=kind)

    start = [OPEN_FUTURE if each.start is None else each.start for each in told]
    end = [min(first + each.length, OPEN_FUTURE) for first, each in zip(start, told, strict=True)]
    return EventColumns(
        column(list(range(len(told))), np.int64),
        column(start, np.int64),
        column(start, np.int64),
        column(end, np.int64),
        column(end, np.int64),
        column([UNDATED if each.start is None else 0 for each in told], np.uint16),
        column([each.status for each in told], np.uint8),
        column([3] * len(told), np.uint8),
        column([1] * len(told), np.uint8),
        column([each.category for each in told], np.int32),
        column([each.place for each in told], np.int32),
        column(list(np.cumsum([0, *(len(each.actors) for each in told)])), np.int64),
        column([actor for each in told for actor in each.actors], np.int32),
    )


def extent_of(told: list[Told]) -> tuple[int, int] | None:
    """Go through all that have a date and bounds."""
    spans = [(each.start, min(each.start + each.length, OPEN_FUTURE)) for each in told if each.start is not None]
    starts = [start for start, _end in spans if start > -FAR_S]
    ends = [end for _start, end in spans if end < FAR_S]
    if not starts:
        return (min(ends), max(ends)) if ends else None
    return min(starts), max([*starts, *ends])


def values_of(told: Told, mode: str) -> tuple[int, ...]:
    if mode == "actor":
        return told.actors
    return ({"category": told.category, "place": told.place, "status": told.status}.get(mode, 0),)


def scratch(told: list[Told], gone: set[int], mode: str) -> EventIndex:
    """Make the index of all that are there anew, in order of time."""
    columns = columns_of(told)
    columns = replace(
        columns, flags=np.where(np.isin(columns.row, list(gone)), UNDATED, columns.flags).astype(np.uint16)
    )
    index = group(columns, mode, NAMES)
    order = np.concatenate(
        [
            np.array(
                sorted(index.order[low:high].tolist(), key=lambda event: (columns.start_min[event], event)), np.int32
            )
            for low, high in zip(index.bounds[:-1], index.bounds[1:], strict=True)
        ]
        or [np.zeros(0, np.int32)]
    )
    return EventIndex.of(columns, replace(index, order=order))


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=30)
@given(
    st.lists(TOLD, min_size=1, max_size=25),
    st.lists(st.lists(st.tuples(st.integers(0, 30), st.one_of(st.none(), TOLD)), min_size=1, max_size=3), max_size=8),
    st.integers(0, 2**31),
)
def test_after_any_edits_every_lane_is_as_if_made_anew(mode, told, steps, seed):
    gone: set[int] = set()
    index, lanes_then = scratch(told, gone, mode), None
    rng = np.random.default_rng(seed)
    mask = rng.random(len(told) + 64) < 0.6
    kept = index.lanes(mask)
    counts = counted(columns_of(told), mode, NAMES)
    assignment = assigned(counts, mode, NAMES)
    for lane in index.whole:
        for rank in (1, 3, 5):
            lane.ranked(rank, IMPORTANCE)
    for step in steps:
        before, was = list(told), set(gone)
        touched: set[int] = set()
        for wished, fresh in dict(step).items():
            number = min(wished, len(told))
            touched.add(number)
            if number == len(told):
                if fresh is not None:
                    told.append(fresh)
            elif fresh is None:
                gone.add(number)
            else:
                told[number] = fresh
                gone.discard(number)
        after = assigned(
            counted(columns_of([t for n, t in enumerate(told) if n not in gone]), mode, NAMES), mode, NAMES
        )
        if after.lanes != assignment.lanes or after.table.tolist() != assignment.table.tolist():
            # Other lanes: the canvas groups anew, and so does this test.
            index, assignment = scratch(told, gone, mode), after
            if group(columns_of(told), mode, NAMES).lanes != after.lanes:
                return
            kept = index.lanes(mask)
            continue

        def stand(told_then: list[Told], gone_then: set[int], number: int) -> EventPosition | None:
            if number >= len(told_then) or number in gone_then or told_then[number].start is None:
                return None
            each = told_then[number]
            lanes = assignment.lanes_of(values_of(each, mode))  # noqa: B023 - called at once
            return EventPosition(lanes, each.start, min(each.start + each.length, OPEN_FUTURE), bool(mask[number]))

        touched &= set(range(len(told)))
        stood = {number: stand(before, was, number) for number in sorted(touched)}
        mask[list(touched)] = rng.random(len(touched)) < 0.5
        shifts = [PositionChange(number, then, stand(told, gone, number)) for number, then in stood.items()]
        old, index = index, edited(index, shifts, sorted, IMPORTANCE)
        for number, (new, then) in enumerate(zip(index.whole, old.whole, strict=True)):
            if new is not then:
                lane = kept_after(kept[number], new, shifts, number, IMPORTANCE)
                assert (lane is None) == (kept[number] is then)
                kept[number] = filtered(new, mask) if lane is None else lane
        assert index.extent() == extent_of([each for number, each in enumerate(told) if number not in gone])
        for lane, new in zip(kept, index.whole, strict=True):
            assert (lane.of, lane.kept is not None) == ((None, False) if lane is new else (new, True))
            assert lane is new or lane.kept.tolist() == mask[new.event].tolist()
        lanes_then = scratch(told, gone, mode)
        if lanes_then.grouping.lanes != assignment.lanes:
            return  # `scratch` counts the ones that are gone, too
        for found, wanted in zip((*index.whole, *kept), (*lanes_then.whole, *lanes_then.lanes(mask)), strict=True):
            for name in ("start", "end", "event", "long_starts", "long_end"):
                assert getattr(found, name).tolist() == getattr(wanted, name).tolist(), name
            assert sorted(zip(found.long_end, found.long_event, strict=True)) == sorted(
                zip(wanted.long_end, wanted.long_event, strict=True)
            )
            for rank in (1, 3, 5):
                assert found.ranked(rank, IMPORTANCE).tolist() == wanted.ranked(rank, IMPORTANCE).tolist()
            for first in (-DAY_S, 0, 5 * DAY_S + 7):
                for span in (1, 3 * DAY_S, 100 * DAY_S):
                    assert found.count(first, first + span) == wanted.count(first, first + span)
                    assert sorted(found.visible(first, first + span)) == sorted(wanted.visible(first, first + span))
