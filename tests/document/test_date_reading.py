"""What a typed date means: in words and in EDTF, what else it may mean, the day it counts from, and the fault."""

from __future__ import annotations

import pytest

from timeline_app.document.editing.date_reading import Counting, FieldReading, day_of, is_day, read_date
from timeline_app.domain.dates.when import When

DAY = "2025-07-23"


@pytest.mark.parametrize(
    ("text", "edtf", "words"),
    [
        ("23 July 2025", DAY, "Wednesday, 23 July 2025  ·  2025-07-23"),
        ("c. 1990", "1990~", "about 1990  ·  1990~"),
        ("tomorrow", "2025-07-24", "Thursday, 24 July 2025 (counted from Wednesday, 23 July 2025)  ·  2025-07-24"),
        ("10 February 1918 O.S.", "1918-02-23",
         "Saturday, 23 February 1918 (10 February 1918 O.S.)  ·  1918-02-23"),
    ],
)  # fmt: skip
def test_a_date_is_read_in_words_and_in_edtf(text, edtf, words):
    reading = read_date(text, Counting(day=DAY))
    assert (reading.edtf, reading.words, reading.error) == (edtf, words, "")


@pytest.mark.parametrize(
    ("order", "edtf", "other"), [("dmy", "2014-04-03", "2014-03-04"), ("mdy", "2014-03-04", "2014-04-03")]
)
def test_the_order_of_day_and_month_decides_and_the_other_is_offered(order, edtf, other):
    reading = read_date("03/04/2014", Counting(order))
    assert (reading.edtf, [each.edtf for each in reading.others]) == (edtf, [other])


def test_nothing_typed_is_nothing_wrong():
    assert read_date("  ", Counting()) == FieldReading()
    assert FieldReading().edtf == FieldReading().words == ""


@pytest.mark.parametrize(("text", "part"), [("23 Jully 2025", "Jully"), ("last zzz", None), ("2025-13-01", None)])
def test_what_is_not_understood_is_marked(text, part):
    reading = read_date(text, Counting(day=DAY))
    assert reading.edtf == ""
    assert reading.words == reading.error != ""
    start, end = reading.fault
    assert 0 <= start < end <= len(text)
    assert part in (None, text[start:end])


def test_a_field_that_counts_from_no_article_counts_from_today(monkeypatch):
    monkeypatch.setattr("timeline_app.document.editing.date_reading.today_as_edtf", lambda _zone: DAY)
    reading = read_date("yesterday", Counting())
    assert reading.edtf == "2025-07-22"
    assert reading.note == "counted from today, Wednesday, 23 July 2025"
    assert read_date("5 May", Counting()).edtf == "2025-05-05"
    assert read_date("23 July 2025", Counting()).note == ""


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("23:00–01:00", "2022-03-14T23:00:00+02:00/2022-03-15T01:00:00+02:00"),
        ("23:00-01:00", "2022-03-14T23:00:00+02:00/2022-03-15T01:00:00+02:00"),
        ("14:30", "2022-03-14T14:30:00+02:00"),
        ("at 5 pm", "2022-03-14T17:00:00+02:00"),
        ("noon", "2022-03-14T12:00:00+02:00"),
        ("23:00 UTC", "2022-03-14T23:00:00Z"),
    ],
)
def test_a_clock_time_alone_is_one_of_the_day_that_the_event_has(text, edtf):
    reading = read_date(text, Counting(zone="Europe/Kyiv", day=DAY, clock_day="2022-03-14"))
    assert reading.edtf == edtf
    assert "the day is that of the event" in reading.note
    assert reading.words.count("Monday, 14 March 2022") == 1, "a day that the date names is not told again"
    assert read_date(reading.text, Counting(zone="Europe/Kyiv", day="")).edtf == edtf, "what is kept tells the day"


def test_relative_words_still_count_from_today_and_what_is_wrong_is_told():
    counting = Counting(zone="Europe/Kyiv", day=DAY, clock_day="2022-03-14")
    assert read_date("yesterday", counting).edtf == "2025-07-22"
    assert read_date("25:00", counting).error == "There is no clock time 25:00."
    assert "A clock time needs its day" in read_date("23:00–01:00", Counting(day="")).error


def test_an_end_by_the_clock_lies_after_the_beginning():
    first = When.parse("2022-03-14T23:00:00+02:00", "Europe/Kyiv")
    counting = Counting(zone="Europe/Kyiv", clock_day=day_of(first), after_s=first.start_min)
    assert read_date("01:00", counting).edtf == "2022-03-15T01:00:00+02:00"
    assert read_date("23:30", counting).edtf == "2022-03-14T23:30:00+02:00"
    assert "the first time after the beginning" in read_date("01:00", counting).note


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2022-03-13T22:40Z", "2022-03-14"),
        ("2022-03-14", "2022-03-14"),
        ("2022-03-14T10:00/2022-03-14T11:00", "2022-03-14"),
        ("2022-03", ""),
        ("2022-03-1X", ""),
        ("[2022-03-14,2022-03-15]", ""),
        ("2022-03-14/2022-03-16", ""),
    ],
)
def test_the_day_of_a_date_is_the_one_that_its_clocks_show(edtf, day):
    assert day_of(When.parse(edtf, "Europe/Kyiv")) == day
    assert day_of(None) == ""


@pytest.mark.parametrize("day", ["", "2025-07", "2025", "nonsense"])
def test_without_a_day_to_count_from_it_says_so(day):
    reading = read_date("last Wednesday", Counting(day=day))
    assert reading.when is None
    assert "counts from a day" in reading.error
    assert not is_day(day)
