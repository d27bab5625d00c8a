from __future__ import annotations

import csv
import re

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import days_in_month
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError

KNOWN_DIFFERENCES = {
    "2005-07-25T10:10:10Z/2006-01-01T10:10:10Z": "an event has a beginning and an end with clock times",
    "Y-61000/-2000": "61,001 BCE is before 2001 BCE",
}
"""Strings that the lists call invalid and we read; docs/decisions/0013 tells why."""


@pytest.fixture
def cases(shared):
    text = (shared / "data" / "edtf" / "edtf_cases.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def is_valid(text):
    try:
        When.parse(text)
    except DateError:
        return False
    return True


@pytest.mark.shared
def test_every_string_of_the_lists_is_judged_rightly(cases):
    judged = [each for each in cases if each["expected"] in ("valid", "invalid")]
    wrong = {each["string"] for each in judged if is_valid(each["string"]) != (each["expected"] == "valid")}
    assert wrong == set(KNOWN_DIFFERENCES)
    assert len(wrong) <= 0.01 * len(judged)


@pytest.mark.shared
def test_every_strict_bound_of_the_lists_is_ours(cases):
    with_bounds = [each for each in cases if each["lower"] and each["string"] not in ("/2006", "2004-06-01/")]
    assert len(with_bounds) > 40
    for each in with_bounds:
        when = When.parse(each["string"])
        assert (when.earliest or "-inf", when.latest or "inf") == (each["lower"], each["upper"]), each["string"]


@pytest.mark.shared
def test_every_valid_string_comes_back_as_itself(cases):
    for each in cases:
        if is_valid(each["string"]):
            when = When.parse(each["string"])
            assert When.parse(when.edtf) == when
            if each["expected"] == "valid" and "T" not in when.edtf:
                assert when.edtf == each["string"]


def years(digits=4):
    return st.integers(-(10**digits) + 1, 10**digits - 1).map(lambda year: f"{year:0{4 + (year < 0)}d}")


marks = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def plain_dates(draw):
    year = draw(years())
    precision = draw(st.integers(0, 3))
    if precision == 0:
        return year + draw(marks)
    if precision == 1:
        return f"{year}-{draw(st.integers(1, 12)):02}{draw(marks)}"
    if precision == 2:
        return f"{year}-{draw(st.integers(21, 41)):02}{draw(marks)}"
    month = draw(st.integers(1, 12))
    return f"{year}-{month:02}-{draw(st.integers(1, days_in_month(int(year), month))):02}{draw(marks)}"


@st.composite
def qualified_dates(draw):
    year, month, day = draw(years()), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    parts = [year, f"{month:02}", f"{day:02}"][: draw(st.integers(1, 3))]
    return "-".join(draw(marks) + part + draw(marks) for part in parts)


@st.composite
def masked_dates(draw):
    year = "".join(draw(st.sampled_from("0123456789X")) for _ in range(4))
    assume(year != "0000")
    sign = draw(st.sampled_from(["", "-"]))
    month = draw(st.sampled_from(["", "XX", "0X", "1X", "X1", "12", "02"]))
    day = draw(st.sampled_from(["", "XX", "2X", "X1", "25", "3X"])) if month else ""
    return sign + "-".join(part for part in (year, month, day) if part) + draw(marks)


@st.composite
def long_years(draw):
    number = draw(st.integers(10_000, 10**9)) * draw(st.sampled_from([1, -1]))
    form = draw(st.sampled_from(["Y{}", "Y{}E3", "Y{}S3", "Y{}E2S2"]))
    return form.format(number) + draw(marks)


@st.composite
def moments(draw):
    year, month, day = draw(years()), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    clock = draw(st.sampled_from(["T00:00:00", "T23:59:59", "T14:30", "T24:00:00", "T23:59:60", "T09:05:07"]))
    offset = draw(st.sampled_from(["", "Z", "+03:00", "-11:30", "+14:00"]))
    return f"{year}-{month:02}-{day:02}{clock}{offset}"


dates = st.one_of(plain_dates(), qualified_dates(), masked_dates(), long_years(), moments())
ends = st.one_of(dates, st.just(""), st.just(".."))
members = st.one_of(dates, st.builds("{}..{}".format, dates, dates), dates.map(lambda d: f"..{d}"))
one_of = st.lists(members, min_size=1, max_size=4).map(lambda each: f"[{','.join(each)}]")
all_of = st.lists(members, min_size=1, max_size=4).map(lambda each: f"{{{','.join(each)}}}")
values = st.one_of(dates, st.builds("{}/{}".format, ends, ends), one_of, all_of)


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(values)
def test_text_to_value_to_text_to_value_loses_nothing(text):
    try:
        when = When.parse(text)
    except DateError:
        return
    assert when.edtf == text
    assert When.parse(when.edtf) == when


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(values)
def test_the_four_points_are_in_order_and_inside_the_axis(text):
    try:
        when = When.parse(text)
    except DateError:
        return
    assert -(2**62) <= when.start_min <= when.start_max <= 2**62
    assert -(2**62) <= when.end_min <= when.end_max <= 2**62
    assert when.start_min <= when.end_min
    assert when.start_max <= when.end_max
    assert when.start_min < when.end_max


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.text(alphabet="0123456789X-?~%/.[]{},TZ:+YES ", max_size=24))
def test_whatever_looks_like_edtf_is_read_or_refused(text):
    try:
        when = When.parse(text)
    except DateError as fault:
        where = (0, fault.start, fault.end, len(text))
    else:
        where = ()
        assert When.parse(when.edtf) == when
    assert list(where) == sorted(where)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(plain_dates(), masked_dates()))
def test_strict_bounds_agree_with_another_reader(text):
    season = re.fullmatch(r"-?[0-9X]{4}-(\d\d)[?~%]?", text)
    assume(not season or int(season[1]) <= 12)  # seasons lie elsewhere there: docs/decisions/0014
    assume(is_valid(text) and not text.startswith("-"))  # masks of years before 0000 are not reckoned there
    assume("X" not in text[4:7] or text[4:7] == "-XX")  # nor are masked months
    try:
        other = parse_edtf(text)
        bounds = other.lower_strict(), other.upper_strict()
    except (EDTFParseException, ValueError, TypeError, AttributeError, NotImplementedError, KeyError):
        assume(False)  # the other reader fails on some that it accepts
    when = When.parse(text)
    theirs = tuple(f"{each.tm_year:04}-{each.tm_mon:02}-{each.tm_mday:02}" for each in bounds)
    assert (when.earliest, when.latest) == theirs


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("15XX-02-29", "1504-02-29", "1596-02-29"),
        ("19XX-02-3X", None, None),
        ("2025-1X", "2025-10-01", "2025-12-31"),
        ("-20XX", "-2099-01-01", "-2000-12-31"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("2014-24", "2014-12-01", "2015-02-28"),
        ("2014-41", "2014-07-01", "2014-12-31"),
        ("Y-138E8", "-13800000000-01-01", "-13800000000-12-31"),
        ("2025-07-23T14:00+03:00", "2025-07-23T14:00:00+03:00", "2025-07-23T14:00:59+03:00"),
        ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
        ("2014/..", "2014-01-01", ""),
        ("/2014", "", "2014-12-31"),
    ],
)
def test_strict_bounds(text, earliest, latest):
    if earliest is None:
        assert not is_valid(text)
    else:
        assert (When.parse(text).earliest, When.parse(text).latest) == (earliest, latest)


def test_a_blank_may_follow_all_commas_of_a_set_or_none():
    assert When.parse("[1667, 1668, 1670..1672]").edtf == "[1667,1668,1670..1672]"
    assert not is_valid("[1667,1668, 1670..1672]")


def test_fractions_of_seconds_are_dropped_and_offsets_written_in_full():
    assert When.parse("2016-05-02T16:54:59.42+0300").edtf == "2016-05-02T16:54:59+03:00"
    assert When.parse("2016-05-02T16:54:59+00:00").edtf == "2016-05-02T16:54:59Z"


@pytest.mark.parametrize(
    "text", ["Y17E99", "Y1E1000000000", "Y" + "9" * 40, "[" + "1984," * 5000 + "1984]", "1" * 10**5]
)
def test_what_is_out_of_all_proportion_is_refused_at_once(text):
    assert not is_valid(text)
