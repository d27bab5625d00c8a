"""The ruler: round places of the calendar, named in words, never one over another or under a flag."""

from __future__ import annotations

from itertools import pairwise, zip_longest

import pytest
from canvas_stage import STYLE
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import civil_at, seconds_at
from timeline_app.layout.axis.calendar_steps import DAY, LADDER, WEEK, per_step, second_of, step_at_least
from timeline_app.layout.axis.ruler import OccupiedSpan, RulerStyle, lay_out_ruler, minor_step, year_words
from timeline_app.layout.axis.scale import FINEST, YEAR_S, TimeScale

NONE = ((), ())


def ruler(first, last, width=1000, style=STYLE, taken=NONE):
    return lay_out_ruler(TimeScale.showing(first, last, width), style, taken)


def labels(row):
    return [tick.label for tick in row if tick.label]


def test_a_year_shows_months_under_its_number():
    shown = ruler(seconds_at(2025), seconds_at(2026))
    assert labels(shown.major) == ["2025"]
    assert labels(shown.minor)[:3] == ["Jan", "Feb", "Mar"]


def test_a_day_shows_hours_under_its_date():
    shown = ruler(seconds_at(2025, 7, 23), seconds_at(2025, 7, 24), 2000)
    assert labels(shown.major)[0] == "Wednesday, 23 July 2025"
    assert labels(shown.minor)[:2] == ["00:00", "01:00"]


def test_seconds_are_named_at_the_deepest_zoom():
    shown = ruler(seconds_at(2025, 7, 23), seconds_at(2025, 7, 23, 10))
    assert "00:00:05" in labels(shown.minor)


def test_the_first_year_stays_in_view_when_its_tick_has_gone():
    shown = ruler(seconds_at(2024, 10, 20), seconds_at(2025, 9, 25))
    assert labels(shown.major) == ["2024", "2025"]
    assert shown.major[0].x_px < 0 < shown.major[0].label_px


@pytest.mark.parametrize(
    ("year", "words"),
    [(2025, "2025"), (476, "476 CE"), (0, "1 BCE"), (-43, "44 BCE"), (-11_999, "12,000 BCE"), (12_000, "12,000"),
     (-65_999_999, "66 million years ago"), (-13_799_999_999, "13.8 billion years ago")],
)  # fmt: skip
def test_years_are_named_as_people_do(year, words):
    assert year_words(seconds_at(year)) == words


def test_round_years_before_christ_are_round_as_people_count():
    step = next(step for step in LADDER if step.years == 1000)
    named = [year_words(step.clock_of(index)) for index in (-3, -2, -1, 0, 1)]
    assert named == ["3000 BCE", "2000 BCE", "1000 BCE", "1 CE", "1000"]


def test_weeks_begin_on_monday():
    second = second_of(WEEK, WEEK.index_at(seconds_at(2025, 7, 23)), "UTC")
    assert civil_at(second)[:3] == (2025, 7, 21)


def test_days_begin_at_midnight_of_the_zone_also_when_clocks_change():
    zone = "Europe/Kyiv"
    numbers = range(DAY.index_at(seconds_at(2025, 3, 28)), DAY.index_at(seconds_at(2025, 4, 2)))
    lengths = [second_of(DAY, number + 1, zone) - second_of(DAY, number, zone) for number in numbers]
    assert lengths == [86_400, 86_400, 23 * 3600, 86_400, 86_400]


def test_an_hour_that_occurs_twice_is_one_tick_further_right():
    style = RulerStyle(STYLE.minor_width, STYLE.major_width, "Europe/Kyiv")
    shown = ruler(seconds_at(2025, 10, 25, 20 * 3600), seconds_at(2025, 10, 26, 6 * 3600), 1200, style)
    places = [tick.x_px for tick in shown.minor]
    assert places == sorted(set(places))


def test_a_name_moves_right_of_the_flag_that_covers_it():
    scale = TimeScale.showing(seconds_at(2025), seconds_at(2026), 1000)
    free = lay_out_ruler(scale, STYLE, NONE)
    march = next(tick for tick in free.minor if tick.label == "Mar")
    flag = OccupiedSpan(march.x_px - 20, march.x_px + 25)
    moved = next(tick for tick in lay_out_ruler(scale, STYLE, ((), (flag,))).minor if tick.second == march.second)
    assert moved.label == "Mar"
    assert moved.label_px >= flag.end_px


@given(st.floats(FINEST, 5e14), st.integers(-13_000_000_000, 13_000_000_000), st.floats(300, 4000))
def test_names_never_touch(per_px, year, width):
    shown = lay_out_ruler(TimeScale(year * YEAR_S, per_px, width), STYLE, NONE)
    for row, measure in ((shown.minor, STYLE.minor_width), (shown.major, STYLE.major_width)):
        named = [tick for tick in row if tick.label]
        for tick, after in pairwise(named):
            assert tick.label_px + measure(tick.label) < after.label_px


def test_years_before_christ_have_room_for_their_names():
    shown = ruler(seconds_at(-1200), seconds_at(2100))
    assert "1000 BCE" in labels(shown.minor)
    assert len(labels(shown.minor)) >= len(shown.minor) - 3


@given(st.floats(FINEST, 5e14))
def test_every_magnification_has_a_step_with_room(per_px):
    assert minor_step(per_px).length_s / per_px >= 30


@given(st.floats(0.01, 1e17))
def test_bars_are_as_wide_as_asked(length):
    assert step_at_least(length).length_s * 0.94 >= length * 0.93 or step_at_least(length) == LADDER[-1]


def test_steps_are_worded():
    assert [per_step(step) for step in (LADDER[0], DAY, WEEK)] == ["{n} a second", "{n} a day", "{n} a week"]
    assert len({per_step(step) for step in LADDER}) == len(LADDER)


def test_no_name_stands_across_a_line_of_the_other_row():
    scale = TimeScale.showing(seconds_at(2025, 6, 29), seconds_at(2025, 8, 2), 862)
    ruler = lay_out_ruler(scale, RulerStyle(lambda text: 6.5 * len(text), lambda text: 8.5 * len(text)), ((), ()))
    for line in ruler.major:
        for tick in ruler.minor:
            if tick.label:
                assert not tick.x_px < line.x_px < tick.label_px + 6.5 * len(tick.label)
    assert sum(bool(tick.label) for tick in ruler.minor) >= 4


FLAGS = st.lists(st.tuples(st.floats(-50, 2100), st.floats(2, 120)), max_size=3).map(
    lambda flags: tuple(OccupiedSpan(start, start + size) for start, size in flags)
)
"""What flags cover in a row."""


def roomy(tick, after, taken, size, width):
    """Tell by looking at every half pixel whether a name has room in its stretch, and a little to spare."""
    flags, lines = taken
    end = min([after.x_px if after else width, width, *(x for x in lines if x > tick.x_px)])
    first = max(tick.x_px + 3.5, 10.5 if tick.x_px < 0 else 0.0)
    blocked = [(flag.start_px - 3.5 - size, flag.end_px + 3.5) for flag in flags]
    steps = int((end - 3.5 - size - first) * 2)
    return (
        any(all(not a < first + half / 2 < b for a, b in blocked) for half in range(steps + 1)) if steps >= 0 else False
    )


@given(st.floats(FINEST, 5e14), st.integers(-13_000_000_000, 13_000_000_000), st.integers(300, 2000), FLAGS, FLAGS)
def test_each_tick_that_has_room_is_named(per_px, year, width, upper, lower):
    shown = lay_out_ruler(TimeScale(year * YEAR_S, per_px, width), STYLE, (upper, lower))
    lines = [tick.x_px for tick in shown.major]
    rows = ((shown.major, STYLE.major_width, upper, ()), (shown.minor, STYLE.minor_width, lower, lines))
    bare = lay_out_ruler(TimeScale(year * YEAR_S, per_px, width), STYLE, NONE)
    for (row, measure, flags, crossing), free in zip(rows, (bare.major, bare.minor), strict=True):
        words = {tick.second: tick.label for tick in free}
        for tick, after in zip_longest(row, row[1:]):
            if tick.label or not words[tick.second] or (row is shown.minor and tick.x_px < 0) or tick.x_px > width:
                continue
            assert not roomy(tick, after, (flags, crossing), measure(words[tick.second]), width), tick


@given(st.floats(FINEST, 5e14), st.integers(-13_000_000_000, 13_000_000_000), st.integers(300, 2000))
def test_a_row_without_flags_lacks_no_name_in_its_middle(per_px, year, width):
    """The step follows from what names need: a name is left out at the edges of the view, and where a line cuts it."""
    shown = lay_out_ruler(TimeScale(year * YEAR_S, per_px, width), STYLE, NONE)
    inside = [tick for tick, after in pairwise(shown.major) if after.x_px <= width and tick.x_px >= 0]
    assert all(tick.label for tick in inside)
    lines = [tick.x_px for tick in shown.major]
    for tick, after in pairwise(shown.minor):
        if tick.x_px >= 0 and after.x_px <= width and not any(tick.x_px < line < after.x_px for line in lines):
            assert tick.label


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [(-60, -30, ["60–51 BCE", "50–41 BCE", "40–31 BCE"]), (2, 25, ["1–9 CE", "10s", "20s"])],
)
def test_every_ten_years_have_a_name(first, last, names):
    assert labels(ruler(seconds_at(first + 1), seconds_at(last + 1)).major)[:3] == names


def test_years_of_many_figures_have_room_for_their_names():
    for year in (-11_900, 12_300, 999_950):
        for span in (12, 40, 90, 450, 2000):
            shown = ruler(seconds_at(year), seconds_at(year + span))
            assert len(labels(shown.minor)) >= len(shown.minor) - 3
