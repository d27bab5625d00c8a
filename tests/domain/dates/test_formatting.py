from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import civil_at, seconds_at
from timeline_app.domain.dates.formatting import word, word_short
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError

WORDS = {
    "2025-05-16": ("16 May 2025", "16 May 2025"),
    "2025-07": ("July 2025", "Jul 2025"),
    "2014": ("2014", "2014"),
    "2025-07~": ("about July 2025", "c. Jul 2025"),
    "2014?": ("2014 (uncertain)", "2014?"),
    "2014-02-27%": ("about 27 February 2014 (uncertain)", "c. 27 Feb 2014?"),
    "~1945": ("about 1945", "c. 1945"),
    "2004-06-~11": ("11 June 2004 (day approximate)", "c. 11 Jun 2004"),
    "2004?-06-~11": ("11 June 2004 (day approximate; year uncertain)", "c. 11 Jun 2004?"),
    "2004-%06": ("June 2004 (month approximate and uncertain)", "c. Jun 2004?"),
    "2004?-%06": ("June 2004 (month approximate; all of it uncertain)", "c. Jun 2004?"),
    "2004-?06-?11": ("11 June 2004 (month and day uncertain)", "11 Jun 2004?"),
    "2014-21": ("spring 2014", "spring 2014"),
    "2013-24": ("winter 2013–14", "winter 2013–14"),
    "1999-24": ("winter 1999–2000", "winter 1999–2000"),
    "2014-31": ("autumn 2014 (southern hemisphere)", "autumn 2014 (southern hemisphere)"),
    "2014-35": ("the third quarter of 2014", "Q3 2014"),
    "2014-40": ("the first half of 2014", "the first half of 2014"),
    "199X": ("the 1990s", "the 1990s"),
    "18XX": ("the 19th century", "the 19th century"),
    "20XX": ("the 21st century", "the 21st century"),
    "11XX": ("the 12th century", "the 12th century"),
    "-04XX": ("the 5th century BCE", "the 5th century BCE"),
    "XXXX": ("an unknown year", "an unknown year"),
    "1985-04-XX": ("some day in April 1985", "some day in Apr 1985"),
    "1985-XX": ("some month in 1985", "some month in 1985"),
    "2025-05-1X": ("between 10 and 19 May 2025", "between 10 and 19 May 2025"),
    "15XX-12-25": ("25 December of some year in the 16th century", "25 Dec of some year in the 16th century"),
    "0000": ("1 BCE", "1 BCE"),
    "-0043-03-15": ("15 March 44 BCE", "15 Mar 44 BCE"),
    "0079-08-24": ("24 August 79 CE", "24 Aug 79 CE"),
    "Y-138E8": ("13.8 billion BCE", "13.8 billion BCE"),
    "Y-61000": ("61,001 BCE", "61,001 BCE"),
    "Y170000002": ("170,000,002 CE", "170,000,002 CE"),
    "1950S2": ("about 1950 (between 1900 and 1999)", "c. 1950"),
    "2014-02-20/2014-03-18": ("20 February to 18 March 2014", "20 Feb – 18 Mar 2014"),
    "2014-03-16/2014-03-18": ("16 to 18 March 2014", "16–18 Mar 2014"),
    "2013-12-30/2014-01-02": ("30 December 2013 to 2 January 2014", "30 Dec 2013 – 2 Jan 2014"),
    "2025-05/2025-07": ("May to July 2025", "May–Jul 2025"),
    "2014/2015": ("2014 to 2015", "2014–2015"),
    "-0499/-0479": ("500 to 480 BCE", "500–480 BCE"),
    "2014~/2015?": ("about 2014 to 2015 (uncertain)", "c. 2014 – 2015?"),
    "2014/..": ("from 2014, still going on", "since 2014"),
    "2014/": ("from 2014, end unknown", "2014 – ?"),
    "/2014": ("until 2014, beginning unknown", "? – 2014"),
    "../2014": ("until 2014, with no beginning", "until 2014"),
    "../..": ("at all times", "at all times"),
    "[2014-02-20..2014-02-27]": ("between 20 and 27 February 2014", "between 20 and 27 Feb 2014"),
    "[2025-06-02..2025-06-05]": ("between 2 and 5 June 2025", "between 2 and 5 Jun 2025"),
    "[..2022-02-23]": ("before 24 February 2022", "before 24 Feb 2022"),
    "[2022-02-25..]": ("after 24 February 2022", "after 24 Feb 2022"),
    "[..1984]": ("before 1985", "before 1985"),
    "[..1984~]": ("about 1984 or earlier", "c. 1984 or earlier"),
    "[2015,2016]": ("some time in 2015 or 2016", "2015 or 2016"),
    "[2025-05-05,2025-05-07]": ("5 or 7 May 2025", "5 or 7 May 2025"),
    "[1667,1668,1670..1672]": ("1667, 1668 or 1670 to 1672", "1667, 1668 or 1670–1672"),
    "{2015,2016}": ("2015 and 2016", "2015 and 2016"),
    "{1667..1672}": ("every year from 1667 to 1672", "every year from 1667–1672"),
    "{..1984}": ("every year up to 1984", "every year up to 1984"),
    "[2025-05-01..2025-05-10]": ("early May 2025", "early May 2025"),
    "[2025-05-11..2025-05-20]": ("mid-May 2025", "mid-May 2025"),
    "[2024-02-21..2024-02-29]": ("late February 2024", "late Feb 2024"),
    "[2014-01..2014-04]": ("early 2014", "early 2014"),
    "[2014..2016]": ("between 2014 and 2016", "between 2014 and 2016"),
    "2025-07-23T14:00:00Z": ("23 July 2025, 14:00 UTC", "23 Jul 2025, 14:00 UTC"),
    "2025-07-23T14:00:30+03:00": ("23 July 2025, 14:00:30 UTC+3", "23 Jul 2025, 14:00:30 UTC+3"),
    "2025-07-23T14:00-03:30": ("23 July 2025, 14:00 UTC−3:30", "23 Jul 2025, 14:00 UTC−3:30"),
    "2025-07-23T14:00Z/2025-07-23T16:00Z": ("23 July 2025, 14:00 to 16:00 UTC", "23 Jul 2025, 14:00 – 16:00 UTC"),
    "[..2025-07-23T13:59:59]": ("before 23 July 2025, 14:00", "before 23 Jul 2025, 14:00"),
    "2014-12-31T24:00:00": ("31 December 2014, 24:00", "31 Dec 2014, 24:00"),
    "2016-12-31T23:59:60Z": ("31 December 2016, 23:59:60 UTC", "31 Dec 2016, 23:59:60 UTC"),
}


@pytest.mark.parametrize("edtf", WORDS)
def test_each_kind_of_date_has_its_words(edtf):
    when = When.parse(edtf)
    assert (word(when), word_short(when)) == WORDS[edtf]


def test_a_single_day_may_carry_its_weekday():
    assert word(When.parse("2025-07-23"), weekday=True) == "Wednesday, 23 July 2025"
    assert word(When.parse("2025-07"), weekday=True) == "July 2025"
    assert (
        word(When.parse("2014-02-20/2014-03-18"), weekday=True)
        == "Thursday, 20 February 2014 to Tuesday, 18 March 2014"
    )


def test_what_has_no_date_is_undated():
    assert word(When.of("")) == "undated"


def test_a_set_as_one_end_is_worded_too():
    when = When.of("[2025-06-02..2025-06-05]", "2025-07-09")
    assert word(when) == "from between 2 and 5 June 2025 to 9 July 2025"


@pytest.mark.shared
def test_every_string_of_the_lists_has_words_without_code(shared):
    cases = csv.DictReader((shared / "data" / "edtf" / "edtf_cases.csv").read_text("utf-8").splitlines())
    worded = 0
    for case in cases:
        try:
            when = When.parse(case["string"])
        except DateError:
            continue
        for words in (word(when), word_short(when)):
            worded += 1
            assert words
            assert "{" not in words
            assert "  " not in words
            assert "None" not in words
    assert worded > 300


@pytest.mark.parametrize(
    ("start", "end", "zone", "shown", "words"),
    [
        ("2023-10-29T00:30Z", "", "", "Europe/Kyiv", "29 October 2023, 03:30 UTC+3"),
        ("2023-10-29T01:30Z", "", "", "Europe/Kyiv", "29 October 2023, 03:30 UTC+2"),
        ("2023-10-28T23:30Z", "", "", "Europe/Kyiv", "29 October 2023, 02:30 Kyiv"),
        ("2023-10-29T02:00Z", "", "", "Europe/Kyiv", "29 October 2023, 04:00 Kyiv"),
        ("2023-10-29T03:30:00", "", "Europe/Kyiv", "", "29 October 2023, 03:30 UTC+3"),
        ("2023-10-29T00:30Z", "2023-10-29T01:30Z", "", "Europe/Kyiv", "29 October 2023, 03:30 UTC+3 to 03:30 UTC+2"),
        ("2023-10-29T00:10Z", "2023-10-29T00:30Z", "", "Europe/Kyiv", "29 October 2023, 03:10 to 03:30 UTC+3"),
        ("2024-04-06T15:15Z", "", "", "Australia/Lord_Howe", "7 April 2024, 01:45 UTC+10:30"),
    ],
)
def test_the_hour_that_comes_twice_is_named_by_its_offset(start, end, zone, shown, words):
    assert word(When.of(start, end, zone), shown) == words


@given(st.integers(0, 20 * 365 * 24 * 4), st.sampled_from(("Europe/Kyiv", "America/New_York", "Australia/Lord_Howe")))
def test_two_moments_never_have_the_same_words(quarter, zone):
    """Nor does what they say mean another moment when it is typed again."""
    first = seconds_at(2010) + quarter * 900
    told = {}
    for second in range(first - 2 * 3600, first + 2 * 3600, 900):
        at = civil_at(second)
        when = When.parse(f"{at.year}-{at.month:02}-{at.day:02}T{at.hour:02}:{at.minute:02}Z")
        told[word(when, zone)] = when.start_min
    assert len(told) == 16
    for words, moment in told.items():
        if "UTC" in words:
            assert read_typed(words).start_min == moment
