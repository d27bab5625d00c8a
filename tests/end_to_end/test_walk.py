"""The random walk of the bench, on a small store: whatever one does in the window, counts and lanes stay exact."""

from __future__ import annotations

import pytest

from bench import walk as bench_walk  # bench is no part of the package
from bench.__main__ import PARTS, SECONDS
from bench.walk import Walk
from bench.walk_checks import check_counts, check_scratch
from bench.window import Watch


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_one_does_counts_and_lanes_are_those_made_anew(new_window, sample, qapp, monkeypatch, seed):
    monkeypatch.setattr(bench_walk, "LANES", ("category", "actor", "place", "status", "none"))
    monkeypatch.setattr(bench_walk, "QUERIES", ("", "", "talks", "category:Strike", "actor:Russia", "importance:>=3"))
    monkeypatch.setattr(bench_walk, "LONGEST_S", float("inf"))  # this is about numbers, not time
    window = new_window(sample)
    walk = Walk(window, Watch(qapp), seed)
    done = []
    for turn in range(70):
        done.append(walk.step())
        if turn % 5 == 0:
            wrong = check_counts(walk.space, walk.random) + check_scratch(walk.space)
            assert not wrong, done
    assert {"edit", "add", "move", "pan", "zoom"} <= set(done)


def test_the_parts_of_the_bench_take_ten_minutes_at_most():
    assert set(SECONDS) == set(PARTS)
    assert sum(SECONDS[part] for part in PARTS if part not in {"peers", "web"}) <= 600  # these run other programs too
