"""Dates as scripts write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.formats.timelines.script_dates import edtf_of_script, is_midnight


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("May 20 1961 00:00:00 GMT-0600", "1961-05-20T00:00:00-06:00"),
        ("Sat May 20 1961 11:05:00 GMT-0600 (MDT)", "1961-05-20T11:05:00-06:00"),
        ("Nov 14 1840 00:00:00 GMT", "1840-11-14T00:00:00Z"),
        ("Fri, 22 Nov 1963 12:30 pm EST", "1963-11-22T12:30:00-05:00"),
        ("June 28, 1985", "1985-06-28"),
        ("12 May 1991", "1991-05-12"),
        ("May 1961", "1961-05"),
        ("Mar 15 44 BC", "-0043-03-15"),
        ("200 BC", "-0199"),
        ("1 bce", "0000"),
        ("45 AD", "0045"),
        ("-9999", "-9999"),
        ("-13800000000", "Y-13800000000"),
        ("?115", "0115?"),
        ("115?", "0115?"),
        ("1948", "1948"),
        (1948, "1948"),
        ("1906-3-1", "1906-03-01"),
        ("2014-04-19T22:00:00.000Z", "2014-04-19T22:00:00Z"),
        ("2014-04-19 22:00+0200", "2014-04-19T22:00:00+02:00"),
        ("20090422", "2009-04-22"),
        ("20090422T1015", "2009-04-22T10:15:00"),
        (1_400_000_000_000, "2014-05-13T16:53:20Z"),
        (-62_135_596_800_000, "0001-01-01"),
        ("04/22/2009", "2009-04-22"),
        ("25/12/2015", "2015-12-25"),
        ("1990-1995", "1990/1995"),
        ("", ""),
        (None, ""),
    ],
)
def test_what_is_read(value, edtf):
    assert edtf_of_script(value) == edtf


@pytest.mark.parametrize("value", ["May 20", "nonsense", "2012-13-01", "2012-02-30", True, 9e15, "Jan 1 2000 25:00:00"])
def test_what_is_no_date_says_so_and_is_quoted(value):
    with pytest.raises(DateError) as told:
        edtf_of_script(value)
    assert str(value)[:3] in str(told.value)


def test_iso_without_dashes_is_a_year_unless_the_file_has_iso():
    assert edtf_of_script("196105") == "Y196105"
    assert edtf_of_script("196105", basic=True) == "1961-05"


@pytest.mark.parametrize(
    ("value", "midnight"),
    [("1961", True), ("May 20 1961 00:00:00 GMT-0600", True), ("2014-01-01T00:00:00.000Z", True), ("2014-01-01", True),
     ("2014-01-01T10:00", False), ("20090422T1015", False), ("at 12:00", False), ("Jan 1 2000 12:00:00 AM", False)],
)  # fmt: skip
def test_midnight(value, midnight):
    if value.endswith("AM"):  # which is midnight, told otherwise
        assert edtf_of_script(value) == "2000-01-01T00:00:00"
    else:
        assert is_midnight(value) is midnight


def test_a_midnight_can_be_left_out():
    assert edtf_of_script("May 20 1961 00:00:00 GMT-0600", as_day=True) == "1961-05-20"


@given(st.text(max_size=40) | st.integers() | st.floats() | st.none() | st.booleans())
def test_a_date_or_a_sentence_property(value):
    try:
        edtf = edtf_of_script(value)
    except DateError:
        return
    if edtf:
        When.parse(edtf)
