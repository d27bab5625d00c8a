"""TimelineJS as JSON, versions 3 and 2."""

from __future__ import annotations

import json

import pytest
from foreign_files import names_of, read_as

from timeline_app.domain.errors import FormatError


def read(tmp_path, content):
    return read_as("timelinejs-json", tmp_path / "a.json", content)


def slide(year=2014, headline="H", **more):
    return {"start_date": {"year": year}, "text": {"headline": headline}, **more}


def test_a_slide_becomes_an_event_and_nothing_of_it_is_lost(tmp_path):
    (event,), reading = read(tmp_path, {
        "scale": "human",
        "events": [{
            "start_date": {"year": "2014", "month": "02", "day": 20, "hour": "6", "minute": "5"},
            "display_date": "Dawn",
            "end_date": {"year": 2014, "month": 2, "day": 21, "format": "mmm"},
            "text": {"headline": "A <b>bold</b>\nhead", "text": "<p>One</p>Two, <a href='https://a.example/1'>see</a>"},
            "media": {"url": "//a.example/b.jpg", "caption": "Cap", "credit": "Cred", "thumbnail": "t.png",
                      "link": "https://a.example/2"},
            "group": "G", "unique_id": "u1", "background": {"url": "bg.jpg"}, "autolink": False,
        }],
    })  # fmt: skip
    assert (event.title, event.start, event.end) == ("A bold head", "2014-02-20T06:05:00", "2014-02-21")
    assert (event.summary, event.date_text, event.category) == ("One\nTwo, see", "Dawn", "G")
    assert event.external_id == "u1"
    assert sorted(event.notes.splitlines()) == ["background.url: bg.jpg", "media.thumbnail: t.png"]
    assert [(each.title, each.publisher, each.url) for each in event.sources] == [
        ("Cap", "Cred", "https://a.example/b.jpg"),
        ("https://a.example/2", "", "https://a.example/2"),
        ("https://a.example/1", "", "https://a.example/1"),
    ]
    assert not reading.problems


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"year": -48}, "-0047"),
        ({"year": "-1"}, "0000"),
        ({"year": "602"}, "0602"),
        ({"year": -13_800_000_000}, "Y-13799999999"),
        ({"year": "1999", "month": "", "day": ""}, "1999"),
        ({"year": "1999", "month": "0", "day": "0"}, "1999"),
        ({"year": 1999, "month": 9, "hour": ""}, "1999-09"),
        ({"year": 1999, "month": 9, "day": 3, "hour": 0, "minute": 0}, "1999-09-03T0:00:00"),
    ],
)
def test_the_parts_of_a_date(tmp_path, date, edtf):
    (event,), _reading = read(tmp_path, {"events": [slide() | {"start_date": date}]})
    assert event.start in {edtf, edtf.replace("T0:", "T00:")}


def test_eras_are_tagged_and_the_title_is_told(tmp_path):
    events, reading = read(tmp_path, {
        "title": {"text": {"headline": "<b>All</b>", "text": "of it"}},
        "events": [slide()],
        "eras": [{"start_date": {"year": 1}, "end_date": {"year": 2}, "text": {"headline": "E"}}],
    })  # fmt: skip
    assert [(each.title, each.start, each.end, each.tags, each.row) for each in events] == [
        ("H", "2014", "", (), 1), ("E", "0001", "0002", ("era",), 2),
    ]  # fmt: skip
    assert any("“All”, of it" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ({"year": "soon"}, None, ("", "", "soon")),
        ({"year": 2014, "month": 13}, None, ("", "", "2014 13")),
        ({"year": 2014}, {"year": "later"}, ("2014", "", "2014 – later")),
        ({"year": 2014}, {"year": 2012}, ("", "", "2014 – 2012")),
    ],
)
def test_a_date_that_is_none_is_kept_as_text(tmp_path, start, end, kept):
    (event,), reading = read(tmp_path, {"events": [slide() | {"start_date": start, "end_date": end}]})
    assert (event.start, event.end, event.date_text) == kept
    assert reading.unread_dates == [1]
    assert "kept as text" in reading.problems[0].message


def test_entries_that_say_nothing_are_told(tmp_path):
    events, reading = read(tmp_path, {"events": [slide(), slide(headline=""), "x", {"text": "Only words"}]})
    assert [each.title for each in events] == ["H", "Only words"]
    assert sorted(each.row for each in reading.problems) == [2, 3]


def test_a_medium_that_is_no_address_is_kept_in_words(tmp_path):
    (event,), _reading = read(
        tmp_path, {"events": [slide(media={"url": "<blockquote>Said<script>x()</script></blockquote>"})]}
    )
    assert [(each.title, each.url, each.words) for each in event.sources] == [("Said", "", "Said")]


def test_version_2(tmp_path):
    events, reading = read(tmp_path, {"timeline": {
        "headline": "All", "type": "default", "text": "T",
        "date": [
            {"startDate": "1963,8,9", "headline": "A<br/>B", "text": "t", "tag": "G", "classname": "c",
             "asset": {"media": "https://a.example", "credit": "C", "thumbnail": "th"}},
            {"startDate": "5/12/2015", "endDate": "6/1/2015", "headline": "Slashes"},
            {"startDate": "2011,12,10,07,02,10", "headline": "Clock"},
            {"startDate": "-500", "headline": "Old"},
            {"startDate": "", "headline": "None"},
        ],
        "era": [{"startDate": "2011,12,10", "endDate": "2011,12,11", "headline": "E"}],
    }})  # fmt: skip
    assert [(each.title, each.start, each.end) for each in events] == [
        ("A B", "1963-08-09", ""), ("Slashes", "2015-05-12", "2015-06-01"), ("Clock", "2011-12-10T07:02:10", ""),
        ("Old", "-0499", ""), ("None", "", ""), ("E", "2011-12-10", "2011-12-11"),
    ]  # fmt: skip
    assert (events[0].category, events[0].notes.splitlines()) == ("G", ["classname: c", "media.thumbnail: th"])
    assert events[-1].tags == ("era",)
    assert any("month, day, year" in note for note in reading.notes)


def test_a_day_beyond_12_proves_the_other_order(tmp_path):
    dates = [{"startDate": each, "headline": "x"} for each in ("25/12/2015", "5/12/2015")]
    events, _reading = read(tmp_path, {"timeline": {"headline": "A", "type": "default", "date": dates}})
    assert [each.start for each in events] == ["2015-12-25", "2015-12-05"]


def test_scripts_and_people_write_it_their_own_way(tmp_path):
    (event,), _reading = read(
        tmp_path, "\ufeff{ // mine\n 'events': [{start_date: {year: 1999,}, text: {headline: 'A'}},], }"
    )
    assert (event.title, event.start) == ("A", "1999")


def test_a_timeline_that_breaks_off_is_refused_with_the_place(tmp_path):
    with pytest.raises(FormatError, match="not JSON: line 1, column"):
        read(tmp_path, json.dumps({"events": [slide()] * 9})[:-5])


@pytest.mark.parametrize("value", [{"events": []}, {"timeline": []}, [slide()], {"events": [{"start": "2014"}]}])
def test_what_is_none_is_not_taken_for_one(tmp_path, value):
    assert "timelinejs-json" not in names_of(tmp_path / "a.json", value)
