"""Dates as people and machines write them are read in full or not at all."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError, KnownError

CASES = list(csv.DictReader((Path(__file__).parents[2] / "data" / "typed_dates.csv").read_text("utf-8").splitlines()))
WORDS = [
    "early",
    "late",
    "mid",
    "before",
    "after",
    "between",
    "and",
    "or",
    "to",
    "from",
    "since",
    "until",
    "about",
    "c.",
    "circa",
    "spring",
    "the",
    "of",
    "May",
    "июля",
    "липня",
    "Mai",
    "March",
    "2014",
    "2025",
    "16",
    "31",
    "5th",
    "19th",
    "century",
    "1990s",
    "last",
    "next",
    "Wednesday",
    "week",
    "ago",
    "14:00",
    "9",
    "am",
    "Kyiv",
    "MSK",
    "UTC",
    "+3",
    "O.S.",
    "BC",
    "v.",
    "Chr.",
    "–",
    "-",
    ".",
    ",",
    "/",
    "?",
    "~",
    "(",
    ")",
    "до",
    "по",
    "з",
    "с",
    "між",
    "vor",
    "bis",
    "um",
    "Uhr",
    "XIX",
    "в.",
    "ст.",
    "03/04/2014",
    "2014-03",
    "..",
    "[",
    "]",
    "100000",
    "million",
    "years",
]


@pytest.mark.parametrize("case", CASES, ids=[each["text"] for each in CASES])
def test_what_people_type_is_understood(case):
    typed = read_typed(case["text"], today=case["today"] or None)
    assert typed.edtf == case["edtf"]
    assert typed.zone == case["zone"]
    assert [each.edtf for each in typed.alternatives][:1] == ([case["alternative"]] if case["alternative"] else [])


@pytest.mark.parametrize("language", ["en", "uk", "ru", "de"])
def test_there_are_enough_cases_in_each_language(language):
    assert len(CASES) >= 120
    assert sum(each["language"] == language for each in CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=[each["text"] for each in CASES])
def test_capitals_do_not_matter_and_blanks_around_neither(case):
    text = f"  {case['text'].upper().replace('EUROPE/KYIV', 'Europe/Kyiv')} "
    assert read_typed(text, today=case["today"] or None).edtf == case["edtf"].upper()


def test_day_and_month_follow_the_order_that_was_set_and_the_other_reading_is_offered():
    by_day, by_month = read_typed("03/04/2014"), read_typed("03/04/2014", order="mdy")
    assert (by_day.edtf, by_day.alternatives[0].edtf) == ("2014-04-03", "2014-03-04")
    assert (by_month.edtf, by_month.alternatives[0].edtf) == ("2014-03-04", "2014-04-03")
    assert read_typed("14.03.04", order="ymd").edtf == "2014-03-04"


def test_a_date_that_fits_only_the_other_order_is_read_so_unless_the_order_is_strict():
    assert read_typed("03/25/2014").edtf == "2014-03-25"
    assert read_typed("03/25/2014").alternatives == ()
    with pytest.raises(DateError):
        read_typed("03/25/2014", strict=True)


def test_a_strict_order_offers_no_other_reading():
    assert read_typed("03/04/2014", strict=True).alternatives == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("5 Foo 2025", "Foo"),
        ("early banana 2025", "banana"),
        ("between 2 and 5 Brumaire 2025", "Brumaire"),
        ("23 липня 2025 о котрійсь", "котрійсь"),
        ("16 March 2014 x", "x"),
        ("2016-02-39", "39"),
        ("2016-13", "13"),
        ("2025-05-01T25:00:00Z", "25:00:00Z"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(text, part):
    with pytest.raises(DateError) as fault:
        read_typed(text)
    assert text[fault.value.start : fault.value.end] == part


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?", "-", "31 June 2025", "29 February 2023", "0", "13.13.2014", "2014–13", "O.S.", "before", "5"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(DateError):
        read_typed(text)


def test_a_weekday_that_is_wrong_is_told():
    assert read_typed("Wednesday, 23 July 2025").edtf == "2025-07-23"
    with pytest.raises(DateError, match="Wednesday, not a Thursday"):
        read_typed("Thursday, 23 July 2025")


def test_dates_that_count_from_a_day_need_one():
    with pytest.raises(DateError, match="counts from a day"):
        read_typed("last Wednesday")
    assert read_typed("last Wednesday", today="2025-07-23").edtf == "2025-07-16"
    assert read_typed("Wednesday", today="2025-07-23").edtf == "2025-07-23"


def test_old_style_dates_are_stored_in_the_gregorian_calendar_and_shown_as_typed():
    typed = read_typed("10 February 1918 O.S.")
    assert typed.edtf == "1918-02-23"
    assert typed.words == "23 February 1918 (10 February 1918 O.S.)"
    assert read_typed("29 February 1700 O.S.").edtf == "1700-03-11"
    with pytest.raises(DateError, match="needs its day"):
        read_typed("February 1918 O.S.")


def test_clock_times_take_the_zone_that_was_set_where_they_name_none():
    typed = read_typed("23 July 2025, 14:00", zone="Europe/Kyiv")
    assert typed.edtf == "2025-07-23T14:00:00+03:00"
    assert typed.words == "23 July 2025, 14:00 Kyiv"
    assert read_typed("23 July 2025", zone="Europe/Kyiv").zone == ""


@pytest.mark.parametrize(
    ("text", "note", "words"),
    [
        (
            "30 March 2025 03:30 Kyiv",
            "put forward",
            "30 March 2025, 04:30 Kyiv (clocks were put forward past this time)",
        ),
        (
            "26 October 2025 03:30 Kyiv",
            "twice",
            "26 October 2025, 03:30 UTC+3 (clocks show this time twice that day; the first is taken)",
        ),
    ],
)
def test_a_clock_time_that_a_change_of_clocks_makes_doubtful_is_noted(text, note, words):
    typed = read_typed(text)
    assert note in typed.note
    assert typed.words == words


@pytest.mark.parametrize("case", CASES, ids=[each["text"] for each in CASES])
def test_the_edtf_understood_reads_as_itself_again(case):
    typed = read_typed(case["text"], today=case["today"] or None)
    assert read_typed(typed.edtf).edtf == typed.edtf
    assert When.parse(typed.edtf, typed.zone) == typed.when


NOT_TYPED_AS_WORDED = ("T", "-0X", "E")
"""Clock times, days with an unknown digit and years of millions: their words say more than people would type."""
ROUND_TRIPS = [each for each in CASES if not any(part in each["edtf"] for part in NOT_TYPED_AS_WORDED)]


@pytest.mark.parametrize("case", ROUND_TRIPS, ids=[each["text"] for each in ROUND_TRIPS])
def test_our_own_words_can_be_typed_again(case):
    words = read_typed(case["text"], today=case["today"] or None).when
    again = read_typed(word(words).replace(" (uncertain)", " uncertain"))
    assert again.when.start_min == words.start_min
    assert again.when.end_max == words.end_max


def check_reading(text):
    """Read a text that may be refused in a sentence, and nothing else."""
    with contextlib.suppress(KnownError):
        typed = read_typed(text, today="2025-07-25")
        assert When.parse(typed.edtf).edtf == typed.edtf
        assert typed.words


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_any_jumble_of_date_words_is_read_or_refused(words):
    check_reading(" ".join(words))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    check_reading(text)


def test_a_text_that_is_far_too_long_is_refused_at_once():
    with pytest.raises(DateError, match="too long"):
        read_typed("5 or " * 5000)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Wed Jul 23 14:00:00 2025", "2025-07-23T14:00:00"),
        ("Sat Aug 28 02:30:00 UTC 1999", "1999-08-28T02:30:00Z"),
        ("20250723T140000Z", "2025-07-23T14:00:00Z"),
        ("20250723T1400", "2025-07-23T14:00:00"),
        ("23-JUL-2025", "2025-07-23"),
        ("2025:07:23 14:00:01", "2025-07-23T14:00:01"),
        ("23/Jul/2025:14:00:00 +0300", "2025-07-23T14:00:00+03:00"),
    ],
)
def test_a_stamp_is_read_to_the_second(text, edtf):
    assert read_typed(text).edtf == edtf


@pytest.mark.parametrize("text", ["31-Feb-2025", "20251345T1200", "Wed Jul 32 14:00:00 2025", "2025:13:01 10:00:00"])
def test_a_stamp_of_no_real_day_is_refused_not_bent(text):
    with pytest.raises(DateError):
        read_typed(text)
