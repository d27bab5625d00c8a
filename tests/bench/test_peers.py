"""Other programs are measured on our events, and their absence is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import browser, peers
from bench.chronicle import chronicle
from bench.results import MissingError

LOCK = Path(peers.__file__).with_name("peers") / "package-lock.json"


def test_events_of_a_row_never_overlap_and_each_hangs_below_another():
    columns = chronicle(500).columns
    start, end = columns.start_min.tolist(), columns.end_max.tolist()
    last_end: list[int] = []
    for begins, ends, row in zip(start, end, peers.rows_without_overlap(start, end), strict=True):
        assert row <= len(last_end)
        if row == len(last_end):
            last_end.append(ends)
        else:
            assert last_end[row] <= begins
            last_end[row] = ends
    assert len(last_end) == max(sum(s <= at < e for s, e in zip(start, end, strict=True)) for at in start)


def test_a_page_gets_every_event_with_its_title_and_lane():
    made = chronicle(200)
    events = json.loads(json.dumps(peers.events_of(made)))
    assert {len(events[name]) for name in ("start", "end", "moment", "lane", "row", "title")} == {200}
    assert events["title"][7] == made.titles([8])[8]
    assert len(events["lanes"]) > max(events["lane"])
    assert 0.6 < sum(events["moment"]) / 200 < 0.8


def test_without_a_browser_the_comparison_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(browser, "PROGRAMS", ("no-such-browser",))
    with pytest.raises(MissingError, match="Chromium is not installed"):
        next(peers.measure(full=False))


def test_the_lock_pins_versions_and_sums_but_no_place_to_fetch_from():
    packages = {name: entry for name, entry in json.loads(LOCK.read_text(encoding="utf-8"))["packages"].items() if name}
    assert {"node_modules/vis-timeline", "node_modules/flame-chart-js"} <= set(packages)
    assert [name for name, entry in packages.items() if "resolved" in entry or "integrity" not in entry] == []
