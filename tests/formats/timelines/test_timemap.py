"""TimeMap: events of Bellingcat and Forensic Architecture."""

from __future__ import annotations

import pytest
from foreign_files import names_of, read_as


def read(tmp_path, content):
    return read_as("timemap", tmp_path / "a.json", content)


def test_an_event_with_sources_by_id(tmp_path):
    (draft,), _reading = read(tmp_path, {
        "events": [{
            "id": "UA1", "civId": "c1", "description": "Shelling of <b>a school</b>.", "date": "2/24/2022",
            "time": "14:05", "time_precision": "hour", "location": "Kharkiv", "latitude": "49.99", "longitude": "36.23",
            "category": "alpha", "associations": ["f1", "Narrative"], "sources": ["s1", "s9"], "comments": "see also",
        }],
        "sources": {"s1": {"id": "s1", "title": "Video", "paths": ["https://a.example/v", "local.mp4"], "author": "X",
                           "date": "2/25/2022", "description": "filmed from a roof"}},
        "associations": [{"id": "f1", "title": "Education", "mode": "FILTER"}],
    })  # fmt: skip
    assert (draft.title, draft.start) == ("Shelling of a school.", "2022-02-24T14:05:00")
    assert (draft.place, draft.latitude, draft.longitude) == ("Kharkiv", 49.99, 36.23)
    assert (draft.category, draft.tags, draft.external_id) == ("alpha", ("Education", "Narrative"), "UA1")
    assert draft.notes.splitlines() == ["civId: c1", "time_precision: hour", "comments: see also"]
    video, missing = draft.sources
    assert (video.title, video.url, video.author, video.published) == (
        "Video",
        "https://a.example/v",
        "X",
        "2022-02-25",
    )
    assert video.words == "filmed from a roof\nlocal.mp4"
    assert (missing.title, missing.external_id) == ("s9", "s9")


def test_the_export_of_a_map(tmp_path):
    (draft,), _reading = read(tmp_path, [{
        "id": "CIV0001", "date": "2022-02-24", "latitude": 50.0, "longitude": 36.2, "location": "Kharkiv, Ukraine",
        "description": "Damage", "sources": [{"id": "x", "path": "https://t.example/1", "description": ""}],
        "filters": [{"key": "Type of area affected", "value": "Residential"}],
    }])  # fmt: skip
    assert (draft.start, draft.tags) == ("2022-02-24", ("Type of area affected: Residential",))
    assert [(each.title, each.url, each.external_id) for each in draft.sources] == [("x", "https://t.example/1", "x")]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2/3/2022", "12/25/2022"], ["2022-02-03", "2022-12-25"]),
        (["2/3/2022", "25/12/2022"], ["2022-03-02", "2022-12-25"]),
        (["", "sometime"], ["", ""]),
    ],
)
def test_the_month_stands_first_unless_a_date_proves_otherwise(tmp_path, dates, expected):
    entries = [{"id": str(n), "description": "x", "date": date, "associations": []} for n, date in enumerate(dates)]
    drafts, reading = read(tmp_path, entries)
    assert [each.start for each in drafts] == expected
    assert [each.date_text for each in drafts if not each.start] == [date for date in dates if not date[:1].isdigit()]
    assert bool(reading.unread_dates) is ("sometime" in dates)


def test_a_time_that_is_none_leaves_the_day(tmp_path):
    (draft,), reading = read(tmp_path, [{"description": "x", "date": "2/24/2022", "time": "dusk", "time_display": ""}])
    assert (draft.start, draft.date_text) == ("2022-02-24", "2/24/2022 dusk")
    assert reading.unread_dates == [1]


@pytest.mark.parametrize("place", [("91", "0"), ("x", "1"), ("nan", "1"), ("1e400", "0")])
def test_coordinates_that_are_none_are_told(tmp_path, place):
    latitude, longitude = place
    entry = {"description": "x", "date": "2022", "associations": [], "latitude": latitude, "longitude": longitude}
    (draft,), reading = read(tmp_path, [entry])
    assert (draft.latitude, draft.longitude) == (None, None)
    assert "no coordinates" in reading.problems[0].message
    assert latitude in draft.notes


def test_an_event_without_words_is_told_or_named_by_its_place(tmp_path):
    nothing = {"description": "", "date": "2022"}
    named = {"description": "", "date": "2022", "associations": [], "location": "Izium"}
    drafts, reading = read(tmp_path, [named, nothing, 7])
    assert [each.title for each in drafts] == ["Izium"]
    assert [each.row for each in reading.problems] == [2, 3]


def test_other_lists_are_not_taken_for_one(tmp_path):
    assert "timemap" not in names_of(tmp_path / "a.json", [{"title": "x", "description": "y", "date": "2022"}])
