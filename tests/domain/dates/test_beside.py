"""Dates beside titles: as short as the view allows, and the same words by either way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.formatting.beside import DateDetail, word_beside, word_plain_beside
from timeline_app.domain.dates.when import When

WORDS = {
    # date: in a view of years, months, days, hours
    "2025-05-16": ("16 May 2025", "16 May", "16 May", "16 May"),
    "2025-05-16T14:30": ("16 May 2025", "16 May", "16 May, 14:30", "14:30"),
    "2025-05-16T14:30:00": ("16 May 2025", "16 May", "16 May, 14:30", "14:30"),
    "2025-05-16T14:30:07": ("16 May 2025", "16 May", "16 May, 14:30:07", "14:30:07"),
    "2025-05": ("May 2025", "May", "May", "May"),
    "2025": ("2025", "2025", "2025", "2025"),
    "2025-05-16/2025-05-18": ("16–18 May 2025", "16–18 May", "16–18 May", "16–18 May"),
    "2025-05-30/2025-06-02": ("30 May – 2 Jun 2025", "30 May – 2 Jun", "30 May – 2 Jun", "30 May – 2 Jun"),
    "2025-05-16T14:30/2025-05-16T16:00": ("16 May 2025", "16 May", "16 May, 14:30 – 16:00", "14:30–16:00"),
    "2025-05-16T23:00/2025-05-17T01:00": (
        "16–17 May 2025", "16–17 May", "16 May, 23:00 – 17 May, 01:00", "16 May, 23:00 – 17 May, 01:00",
    ),
    "2025-05-16~": ("c. 16 May 2025", "c. 16 May", "c. 16 May", "c. 16 May"),
    "2025-05-16?": ("16 May 2025?", "16 May?", "16 May?", "16 May?"),
    "2025-05-16/..": ("since 16 May 2025", "since 16 May", "since 16 May", "since 16 May"),
    "2025-05-01/2025-05-10": ("1–10 May 2025", "1–10 May", "1–10 May", "1–10 May"),
    "[2025-05-01,2025-05-10]": ("1 or 10 May 2025", "1 or 10 May", "1 or 10 May", "1 or 10 May"),
}  # fmt: skip


@pytest.mark.parametrize("edtf", WORDS)
def test_what_the_ruler_tells_is_left_out(edtf):
    when = When.parse(edtf)
    assert tuple(word_beside(when, "UTC", detail) for detail in DateDetail) == WORDS[edtf]


@pytest.mark.parametrize("edtf", WORDS)
def test_beyond_the_view_a_date_keeps_its_year(edtf):
    words = [word_beside(When.parse(edtf), "UTC", detail, years=True) for detail in DateDetail]
    assert all("2025" in each for each in words)


@pytest.mark.parametrize("edtf", WORDS)
@pytest.mark.parametrize("years", [False, True])
def test_a_plain_date_is_worded_alike_from_its_points(edtf, years):
    when = When.parse(edtf)
    for detail in DateDetail:
        quick = word_plain_beside(when.start_min, when.end_max, int(when.flags), detail, years=years)
        assert quick in (None, word_beside(when, "UTC", detail, years=years))
    plain = word_plain_beside(when.start_min, when.end_max, int(when.flags), DateDetail.CLOCK)
    assert (plain is not None) == (edtf in {"2025-05-16", "2025-05-16T14:30", "2025-05-16T14:30:00"})


@pytest.mark.parametrize(
    ("utc", "detail", "words"),
    [
        ("2023-10-29T00:30Z", DateDetail.CLOCK, "03:30 UTC+3"), ("2023-10-29T01:30Z", DateDetail.CLOCK, "03:30 UTC+2"),
        ("2023-10-29T01:30Z", DateDetail.TIME, "29 Oct, 03:30 UTC+2"), ("2023-10-29T01:30Z", DateDetail.DAY, "29 Oct"),
        ("2023-10-28T23:30Z", DateDetail.CLOCK, "02:30"), ("2023-10-29T02:30Z", DateDetail.CLOCK, "04:30"),
        ("2023-10-29T00:30Z/2023-10-29T01:30Z", DateDetail.CLOCK, "03:30 UTC+3 – 03:30 UTC+2"),
        ("2023-10-29T03:30", DateDetail.CLOCK, "03:30"),
    ],
)  # fmt: skip
def test_the_hour_that_comes_twice_is_told_apart(utc, detail, words):
    assert word_beside(When.parse(utc), "Europe/Kyiv", detail) == words


@given(day=st.integers(-800_000, 800_000), detail=st.sampled_from(DateDetail), years=st.booleans())
def test_every_day_is_worded_alike_by_either_way(day, detail, years):
    when = When.parse(_edtf_of(day))
    quick = word_plain_beside(day * DAY_S, (day + 1) * DAY_S, int(when.flags), detail, years=years)
    assert quick == word_beside(when, "UTC", detail, years=years)


def _edtf_of(day):
    from timeline_app.domain.dates.calendar import civil_from_days

    year, month, number = civil_from_days(day)
    return f"{year:0{4 + (year < 0)}d}-{month:02}-{number:02}"


def test_clock_times_are_those_of_the_zone_and_do_not_name_it():
    when = When.parse("2025-07-16T22:30Z")
    assert word_beside(when, "Europe/Kyiv", DateDetail.TIME) == "17 Jul, 01:30"
    assert word_beside(when, "Europe/Kyiv", DateDetail.DAY) == "17 Jul"
    assert word_beside(when, "Europe/Kyiv", DateDetail.CLOCK) == "01:30"
    over_midnight = When.parse("2025-07-16T20:30Z/2025-07-16T22:30Z")
    assert word_beside(over_midnight, "Europe/Kyiv", DateDetail.DAY) == "16–17 Jul"
    assert word_beside(over_midnight, "UTC", DateDetail.DAY) == "16 Jul"


def test_by_the_clocks_of_each_event_the_zone_is_named():
    assert word_beside(When.parse("2025-07-16T22:30", "Europe/Kyiv"), "", DateDetail.TIME) == "16 Jul, 22:30 Kyiv"


def test_what_lasts_a_day_without_being_one_is_no_plain_day():
    noon = seconds_at(2025, 5, 16) + DAY_S // 2
    assert word_plain_beside(noon, noon + DAY_S, int(When.parse("2025-05-16").flags), DateDetail.DAY) is None
