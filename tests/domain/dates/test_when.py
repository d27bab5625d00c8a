from __future__ import annotations

import pytest

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When, WhenFlag
from timeline_app.domain.errors import DateError


def points(when):
    return when.start_min, when.start_max, when.end_min, when.end_max


def at(year, month=1, day=1, hour=0):
    return seconds_at(year, month, day, hour * 3600)


def test_a_month_says_some_time_in_it_and_nothing_for_certain():
    when = When.parse("2025-07")
    assert points(when) == (at(2025, 7), at(2025, 8), at(2025, 7), at(2025, 8))
    assert when.flags == WhenFlag(0)


def test_a_day_is_a_day_long():
    when = When.parse("2025-07-23")
    assert points(when) == (at(2025, 7, 23), at(2025, 7, 24)) * 2
    assert when.flags == WhenFlag.DAY


def test_between_two_days_the_core_is_certain():
    when = When.parse("2014-02-20/2014-03-18")
    assert points(when) == (at(2014, 2, 20), at(2014, 2, 21), at(2014, 3, 18), at(2014, 3, 19))
    assert when.flags == WhenFlag.RANGE


def test_an_approximate_date_has_a_margin_of_one_unit():
    assert points(When.parse("2014-02-20~")) == (at(2014, 2, 19), at(2014, 2, 22)) * 2
    assert points(When.parse("2014-02~")) == (at(2014, 1), at(2014, 4)) * 2
    assert points(When.parse("2014~")) == (at(2013), at(2016)) * 2
    assert points(When.parse("199X~")) == (at(1980), at(2010)) * 2
    assert points(When.parse("18XX%")) == (at(1700), at(2000)) * 2
    assert points(When.parse("2014-21~")) == (at(2013, 12), at(2014, 9)) * 2


def test_the_margin_is_that_of_the_coarsest_part_that_is_marked():
    assert points(When.parse("2004-~06-11")) == (at(2004, 5, 11), at(2004, 7, 12)) * 2
    assert points(When.parse("2004~-06-11")) == (at(2003, 6, 11), at(2005, 6, 12)) * 2


def test_an_uncertain_date_stays_where_it_is_and_says_so():
    when = When.parse("2014-02-20?")
    assert points(when) == (at(2014, 2, 20), at(2014, 2, 21)) * 2
    assert when.flags == WhenFlag.DAY | WhenFlag.UNCERTAIN_START | WhenFlag.UNCERTAIN_END


def test_each_end_of_a_range_has_its_own_qualifiers():
    when = When.parse("2014-02-20~/2014-03-18?")
    assert when.flags == WhenFlag.RANGE | WhenFlag.APPROXIMATE_START | WhenFlag.UNCERTAIN_END
    assert (when.start_min, when.end_max) == (at(2014, 2, 19), at(2014, 3, 19))


def test_an_open_end_goes_on_for_certain_and_an_unknown_end_does_not():
    still = When.parse("2014/..")
    assert points(still) == (at(2014), at(2015), OPEN_FUTURE, OPEN_FUTURE)
    assert still.flags == WhenFlag.RANGE | WhenFlag.OPEN_END
    unknown = When.parse("2014/")
    assert points(unknown) == (at(2014), at(2015), at(2014), OPEN_FUTURE)
    assert unknown.flags == WhenFlag.RANGE | WhenFlag.UNKNOWN_END
    assert points(When.parse("../2014")) == (OPEN_PAST, OPEN_PAST, at(2014), at(2015))
    assert points(When.parse("/2014")) == (OPEN_PAST, at(2015), at(2014), at(2015))


def test_one_of_some_days_is_certain_nowhere_and_keeps_its_members():
    when = When.parse("[2014-02-20,2014-02-25..2014-02-27]")
    assert points(when) == (at(2014, 2, 20), at(2014, 2, 28)) * 2
    assert when.flags == WhenFlag.SET_ONE_OF
    assert [each.edtf for each in when.members] == ["2014-02-20", "2014-02-25/2014-02-27"]


def test_before_a_day_is_open_to_the_past():
    when = When.parse("[..2022-02-23]")
    assert points(when) == (OPEN_PAST, at(2022, 2, 24)) * 2
    assert when.flags == WhenFlag.SET_ONE_OF | WhenFlag.OPEN_START
    assert [each.edtf for each in when.members] == ["../2022-02-23"]


def test_all_of_some_years_are_members_too():
    when = When.parse("{1960,1961-12}")
    assert when.flags == WhenFlag.SET_ALL_OF
    assert [each.edtf for each in when.members] == ["1960", "1961-12"]


def test_significant_digits_widen_the_reach_but_not_the_strict_bounds():
    when = When.parse("1950S2")
    assert points(when) == (at(1900), at(2000)) * 2
    assert (when.earliest, when.latest) == ("1950-01-01", "1950-12-31")
    assert When.parse("-1859S2").start_min == at(-1899)


def test_a_clock_time_is_as_long_as_it_is_precise():
    minute, second = When.parse("2025-07-23T14:00Z"), When.parse("2025-07-23T14:00:00Z")
    assert minute.end_max - minute.start_min == 60
    assert second.end_max - second.start_min == 1
    assert minute.flags == second.flags == WhenFlag.INSTANT


def test_clock_times_follow_their_offset_or_the_zone_of_the_event():
    noon = at(2025, 7, 23, 12)
    assert When.parse("2025-07-23T12:00:00Z").start_min == noon
    assert When.parse("2025-07-23T15:00:00+03:00").start_min == noon
    assert When.of("2025-07-23T15:00:00", zone="Europe/Kyiv").start_min == noon
    assert When.of("2025-07-23T15:00:00", zone="+03:00").start_min == noon
    assert When.of("2025-07-23T12:00:00").start_min == noon
    assert When.of("2025-07-23T12:00:00Z", zone="Europe/Kyiv").start_min == noon


def test_days_belong_to_the_calendar_and_to_no_zone():
    assert When.of("2025-07-23", zone="Europe/Kyiv").start_min == at(2025, 7, 23)


def test_midnight_at_the_end_of_a_day_and_leap_seconds_have_their_place():
    assert When.parse("2014-12-31T24:00:00Z").start_min == at(2015)
    assert When.parse("2016-12-31T23:59:60Z").start_min == at(2017)
    with pytest.raises(DateError):
        When.parse("2016-12-31T24:00:01Z")


def test_the_year_0000_is_1_bce_and_years_go_far_beyond_the_age_of_the_world():
    assert When.parse("0000").start_min == -62_167_219_200
    assert When.parse("Y-13800000000").start_min == seconds_at(-13_800_000_000)
    assert When.parse("Y-138E8").start_min == seconds_at(-13_800_000_000)
    assert When.parse("Y-13800000000").start_min > OPEN_PAST


def test_beyond_the_axis_dates_stand_at_its_edge_and_keep_their_text():
    when = When.parse("Y-17E15")
    assert OPEN_PAST < when.start_min <= OPEN_PAST + 1
    assert when.edtf == "Y-17E15"
    assert When.parse("Y17E15").end_max < OPEN_FUTURE


def test_an_event_without_a_date_is_undated():
    when = When.of("")
    assert when.flags == WhenFlag.UNDATED
    assert (when.edtf, when.earliest, when.latest, when.members) == ("", "", "", ())


def test_the_two_fields_of_an_event_become_a_range():
    assert When.of("2014-02-20", "2014-03-18") == When.parse("2014-02-20/2014-03-18")
    assert When.of("", "2014") == When.parse("/2014")
    assert When.of("2014", "..") == When.parse("2014/..")
    assert When.of("..", "2014") == When.parse("../2014")


def test_an_end_coarser_than_its_start_means_some_day_of_it():
    when = When.of("2025-06-11", "2025-06")
    assert when.edtf == "2025-06-11/2025-06-XX"
    assert When.parse(when.edtf) == when
    assert When.of("2025-07-23T14:00", "2025-08").edtf == "2025-07-23T14:00/2025-08-XX"
    assert When.of("2025-06-11", "2025").edtf == "2025-06-11/2025-XX-XX"
    assert When.of("2025-06-11", "2025-06~").edtf == "2025-06-11/2025-06-XX~"


def test_a_set_may_be_the_start_of_an_event_that_has_an_end():
    when = When.of("[2025-06-02..2025-06-05]", "2025-07-09")
    assert points(when) == (at(2025, 6, 2), at(2025, 6, 6), at(2025, 7, 9), at(2025, 7, 10))
    assert when.flags == WhenFlag.RANGE


@pytest.mark.parametrize(
    ("start", "end"), [("2014", "2013"), ("2014/2015", "2016"), ("2014", "2015/2016"), ("x", "2014")]
)
def test_fields_that_do_not_fit_together_are_refused(start, end):
    with pytest.raises(DateError):
        When.of(start, end)


def test_flags_fit_in_sixteen_bits():
    assert max(WhenFlag) < 1 << 16


def test_values_are_equal_by_what_they_say():
    assert When.parse("2014") == When.parse("2014")
    assert len({When.parse("2014"), When.parse("2014"), When.parse("2015")}) == 2
    assert When.parse("2014").end_max - When.parse("2014").start_min == 365 * DAY_S
