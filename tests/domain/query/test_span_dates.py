"""The dates of a stretch in a query: taken apart for the date fields, and each end read by its own clocks."""

from __future__ import annotations

import pytest

from timeline_app.domain.dates.calendar import DAY_S, edtf_from, edtf_until, seconds_at
from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.dates import QueryDates, dates_of_span, read_span
from timeline_app.domain.query.parser import parse_query

HOUR_S = 3600
KYIV = QueryDates("Europe/Kyiv")
SUNDAY = QueryDates(today="2026-11-29")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2025-05..2025-07", ("2025-05", "2025-07")), ("2025-05..", ("2025-05", "")), ("..2025", ("", "2025")),
        ("2025-05", ("2025-05", "2025-05")), ("=2025", ("2025", "2025")), ("2025-05/..", ("2025-05", "")),
        ("2025-05/", ("2025-05", "")), ("../2025", ("", "2025")), ("2025-05/2025-07", ("2025-05", "2025-07")),
        (">=2025-05", ("2025-05", "")), ("<=2025-05", ("", "2025-05")), (">2025-05", ("2025-06-01", "")),
        ("<2025-05", ("", "2025-04-30")), (">9999", ("Y10000", "")), ("<0000", ("", "-0001-12-31")),
        ("<2025-05-16T10:00", ("", "2025-05-16T09:59:59")), (">2025-05-16T10:00Z", ("2025-05-16T10:01:00Z", "")),
        ("soon", ("", "")), (">soon", ("", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_a_stretch_is_taken_apart_as_it_is_read(text, dates):
    assert dates_of_span(text, QueryDates()) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("May 2025", ("2025-05", "2025-05")), ("16.05.2025", ("2025-05-16", "2025-05-16")),
        ("16 травня 2025", ("2025-05-16", "2025-05-16")), ("early May 2025", ("2025-05-01", "2025-05-10")),
        ("last week", ("2026-11-16", "2026-11-22")), ("this month", ("2026-11", "2026-11")),
        ("1 May 2025..16 May 2025", ("2025-05-01", "2025-05-16")), ("1 May 2025 .. ", ("2025-05-01", "")),
        (">=1 May 2025", ("2025-05-01", "")), ("> May 2025", ("2025-06-01", "")), ("<=spring 2014", ("", "2014-21")),
        ("before 24 Feb 2022", ("", "2022-02-23")), ("since 2014", ("2014", "")),
        ("16–18.03.2014", ("2014-03-16", "2014-03-18")),
        ("[2014-02-20..2014-02-27]", ("2014-02-20", "2014-02-27")),
        ("[2025-05-01..2025-05-10]..2025-07", ("2025-05-01", "2025-07")),
        ("01/05/2025..16/05/2025", ("2025-05-01", "2025-05-16")), ("{2014,2016}", ("2014-01-01", "2016-12-31")),
    ],
)  # fmt: skip
def test_a_stretch_takes_what_a_date_field_takes(text, dates):
    assert dates_of_span(text, SUNDAY) == dates
    asked = parse_query(f'date:"{text}"', SUNDAY).root
    assert asked == read_span(text, 0, SUNDAY)
    assert asked.dates == dates
    assert asked.first < asked.last


def test_the_order_of_the_settings_settles_what_figures_leave_open():
    assert dates_of_span("03/04/2025", QueryDates()) == ("2025-04-03", "2025-04-03")
    assert dates_of_span("03/04/2025", QueryDates(order="mdy")) == ("2025-03-04", "2025-03-04")


@pytest.mark.parametrize("text", [">2025/..", ">2025/", ">since 2014", "<../2025", "</2025", "<before 24 Feb 2022"])
def test_what_lies_beyond_an_open_end_is_refused_and_not_the_end_of_the_axis(text):
    """It gave a stretch without any time in it, and the date fields of the panel showed the year 146138514283."""
    with pytest.raises(QueryError, match="so that nothing lies"):
        read_span(text, 0, SUNDAY)
    assert dates_of_span(text, SUNDAY) == ("", "")


@pytest.mark.parametrize(
    ("text", "marked", "part"),
    [
        ("date:soon", "soon", "soon"), ('a date:"30 Smarch 2025" b', "30 Smarch 2025", "Smarch"),
        ("date:2025..soon", "soon", "soon"), ("date:>2025..", ">2025..", "do not go together"),
        ("date:16 May 2025", "16 May 2025", 'date:"16 May 2025"'),
        ("date:May 2025 talks", "May 2025", 'date:"May 2025"'),
        ("within:last week", "last week", 'within:"last week"'), ("date:2025-02-30", "2025-02-30", "28 days"),
        ('date:>"soon"', "soon", "soon"), ("date:2025..2024 b", "2025..2024", "after the second"),
    ],
)  # fmt: skip
def test_a_fault_in_a_date_is_marked_where_it_is(text, marked, part):
    with pytest.raises(QueryError) as caught:
        parse_query(text, SUNDAY)
    assert text[caught.value.position : caught.value.end] == marked
    assert part in str(caught.value)


def test_words_behind_dates_that_the_program_writes_stay_words():
    assert dates_of_span("2025-05..", SUNDAY) == ("2025-05", "")
    assert [type(part).__name__ for part in parse_query("date:2025-05.. 2026", SUNDAY).root.parts] == ["During", "Text"]
    assert [type(part).__name__ for part in parse_query("date:2025 talks", SUNDAY).root.parts] == ["During", "Text"]


def test_of_a_moment_and_a_day_each_is_placed_by_its_own_clocks():
    span = read_span("2025-05-16T10:00Z/2025-05-17", 0, KYIV)  # three hours ahead of UTC
    end_of_17 = seconds_at(2025, 5, 18)
    assert (span.first, span.last) == (seconds_at(2025, 5, 16) + 13 * HOUR_S, end_of_17)
    assert span.for_moments == (seconds_at(2025, 5, 16) + 10 * HOUR_S, end_of_17 - 3 * HOUR_S)
    assert span == read_span("2025-05-16T10:00Z..2025-05-17", 0, KYIV)


@pytest.mark.parametrize(
    ("second", "begins", "ends"),
    [
        (0, "1970-01-01", "1969-12-31"), (-DAY_S, "1969-12-31", "1969-12-30"),
        (5 * HOUR_S, "1970-01-01T05:00:00Z", "1970-01-01T04:59:59Z"),
        (seconds_at(0, 1, 1), "0000-01-01", "-0001-12-31"), (seconds_at(10_000, 1, 1), "Y10000", "9999-12-31"),
        (seconds_at(-9999, 1, 1), "-9999-01-01", "Y-10000"),
    ],
)  # fmt: skip
def test_a_place_on_the_axis_is_spelled_as_what_begins_and_as_what_ends_there(second, begins, ends):
    assert (edtf_from(second), edtf_until(second)) == (begins, ends)
