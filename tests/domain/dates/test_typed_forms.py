"""Whatever form a known date is written in, in each language, the reading is that date."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.errors import DateError

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "uk": [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
IN_MONTH = {
    "en": MONTHS["en"],
    "uk": [
        "січень",
        "лютий",
        "березень",
        "квітень",
        "травень",
        "червень",
        "липень",
        "серпень",
        "вересень",
        "жовтень",
        "листопад",
        "грудень",
    ],
    "ru": [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    "de": MONTHS["de"],
}
GEDCOM = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
LETTERS = {letter: number for number, letter in enumerate("YXWVUTSRQPONZABCDEFGHIKLM", -12)}
TO = {"en": " to ", "uk": " до ", "ru": " до ", "de": " bis "}
FROM = {"en": "from ", "uk": "з ", "ru": "с ", "de": "von "}
ON = {"en": " on ", "uk": " ", "ru": " ", "de": " am "}
MIDNIGHT = {"en": "midnight", "uk": "півночі", "ru": "полуночи", "de": "Mitternacht"}
DAYS = st.dates(date(1000, 1, 1), date(2199, 12, 31))
LANGUAGES = st.sampled_from(["en", "uk", "ru", "de"])
FREQUENT = settings(max_examples=250, deadline=None, derandomize=True)


def in_words(day, language, *, year=True):
    dot = "." if language == "de" else ""
    return f"{day.day}{dot} {MONTHS[language][day.month - 1]}" + (f" {day.year}" if year else "")


def read(text, **others):
    return read_typed(text, **others).edtf


@FREQUENT
@given(DAYS, LANGUAGES)
def test_a_day_in_words_or_figures(day, language):
    written = in_words(day, language)
    month = MONTHS[language][day.month - 1]
    for text in (
        written,
        f"[{written}]",
        f"{month} {day.day}, {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
    ):
        assert read(text) == day.isoformat(), text
    assert read(f"{day.month}/{day.day}/{day.year}", order="mdy") == day.isoformat()


@FREQUENT
@given(DAYS, st.sampled_from(["./.", "-/-", "///", " / ", "./ "]))
def test_a_day_with_a_roman_month(day, signs):
    first, last = signs[0], signs[2]
    roman = ROMAN[day.month - 1]
    assert read(f"{day.day}{first}{roman}{last}{day.year}") == day.isoformat()
    assert read(f"{day.year}.{roman}.{day.day}") == day.isoformat()
    assert read(f"{roman}.{day.year}") == day.isoformat()[:7]
    if first == last != " ":
        assert read(f"{day.day}{first}{roman.lower()}{last}{day.year}") == day.isoformat()


@FREQUENT
@given(DAYS, st.sampled_from([*LETTERS, "J"]), st.times(), st.booleans(), st.booleans())
def test_a_date_time_group(day, letter, clock, joined, small):
    hour, minute = clock.hour, clock.minute
    blank = "" if joined else " "
    text = f"{day.day:02}{hour:02}{minute:02}{letter}{blank}{GEDCOM[day.month - 1]}{blank}{day.year}"
    hours = LETTERS.get(letter)
    offset = "" if hours is None else "Z" if hours == 0 else f"{hours:+03}:00"
    right = f"{day.isoformat()}T{hour:02}:{minute:02}:00{offset}"
    assert read(text.lower() if small else text) == right
    if letter != "H":  # which behind a time says "hours" first
        assert read(f"{day.day} {GEDCOM[day.month - 1].title()} {day.year} {hour:02}{minute:02}{letter}") == right


@FREQUENT
@given(DAYS, st.integers(0, 86_399), st.integers(-12, 14))
def test_a_stamp(day, second, hours):
    moment = datetime.combine(day, datetime.min.time()) + timedelta(seconds=second)
    right = moment.isoformat()
    offset = f"{hours:+03}:00"
    with_offset = right + (offset if hours else "Z")
    for text in (f"{moment:%Y%m%d_%H%M%S}", f"{moment:%Y-%m-%d at %H.%M.%S}", f"{moment:%Y:%m:%d %H:%M:%S}"):
        assert read(text) == right, text
    for text in (
        f"{moment:%a %b %d %H:%M:%S} {offset.replace(':', '')} {moment.year}",
        f"{moment:%Y:%m:%d %H:%M:%S}{offset}",
        f"{moment:%Y-%m-%d %H:%M:%S}.123{offset}",
        f"{moment:%d/%b/%Y:%H:%M:%S} {offset.replace(':', '')}",
    ):
        assert read(text) == with_offset, text


@FREQUENT
@given(DAYS, LANGUAGES, st.integers(0, 23), st.integers(0, 23), st.sampled_from([0, 15, 59]))
def test_hours_over_midnight_end_on_the_next_day(day, language, first, last, minute):
    start, end = f"{first:02}:{minute:02}", f"{last:02}:{minute:02}"
    over = last < first
    last_day = day + timedelta(days=over)
    right = f"{day.isoformat()}T{start}:00/{last_day.isoformat()}T{end}:00"
    written = in_words(day, language)
    for text in (
        f"{written}, {start}–{end}",
        f"{written}, {start} - {end}",
        f"{written}, {start}-{end}",
        f"{written} {FROM[language]}{start}{TO[language]}{end}",
        f"{FROM[language]}{start}{TO[language]}{end}{ON[language]}{written}",
    ):
        typed = read_typed(text)
        assert typed.edtf == right, text
        assert ("next day" in typed.note) == over


@FREQUENT
@given(DAYS, LANGUAGES, st.integers(0, 23))
def test_midnight_as_an_end_is_the_end_of_the_day(day, language, hour):
    written, next_day = in_words(day, language), day + timedelta(days=1)
    right = f"{day.isoformat()}T{hour:02}:00:00/{next_day.isoformat()}T00:00:00"
    assert read(f"{FROM[language]}{hour:02}:00{TO[language]}{MIDNIGHT[language]}{ON[language]}{written}") == right
    assert read(f"{written} {FROM[language]}{hour:02}:00{TO[language]}{MIDNIGHT[language]}") == right
    assert read(f"{written}, {hour:02}:00–24:00").endswith(f"/{day.isoformat()}T24:00:00")


@FREQUENT
@given(st.integers(1000, 2199), st.integers(1, 120), st.integers(1, 120), LANGUAGES, st.booleans())
def test_a_range_over_new_year_with_its_year_given_once(year, before, after, language, at_the_end):
    new_year = date(year, 1, 1)
    first, last = new_year - timedelta(days=before), new_year + timedelta(days=after)
    right = f"{first.isoformat()}/{last.isoformat()}"
    start, end = in_words(first, language, year=not at_the_end), in_words(last, language, year=at_the_end)
    for text in (f"{start} – {end}", f"{FROM[language]}{start}{TO[language]}{end}"):
        typed = read_typed(text)
        assert typed.edtf == right, text
        assert "New Year" in typed.note
    months = [IN_MONTH[language][each.month - 1] for each in (first, last)]
    assert read(f"{months[0]} – {months[1]} {year}") == f"{first.isoformat()[:7]}/{last.isoformat()[:7]}"


@FREQUENT
@given(st.dates(date(1000, 1, 5), date(2199, 12, 31)), st.integers(0, 100))
def test_what_genealogists_write(day, length):
    last = min(day + timedelta(days=length), date(2199, 12, 31))
    one, two = (f"{each.day} {GEDCOM[each.month - 1]} {each.year}" for each in (day, last))
    assert read(one) == day.isoformat()
    assert read(f"BET {one} AND {two}") == f"[{day.isoformat()}..{last.isoformat()}]"
    assert read(f"FROM {one} TO {two}") == f"{day.isoformat()}/{last.isoformat()}"
    for keyword in ("ABT", "CAL", "EST", "abt.", "ca.", "c."):
        assert read(f"{keyword} {one}") == f"{day.isoformat()}~"
    assert read(f"BEF {one}") == f"../{day.isoformat()}"
    assert read(f"AFT {one}") == f"{day.isoformat()}/.."
    assert read(f"TO {one}") == f"/{day.isoformat()}"
    told = read_typed(f"INT {one} (so the family Bible)")
    assert (told.edtf, "so the family Bible" in told.note) == (day.isoformat(), True)
    julian = read_typed(f"@#DJULIAN@ {one}")
    assert (julian.edtf, "not converted" in julian.note) == (day.isoformat(), True)


@FREQUENT
@given(st.integers(1000, 1899), st.integers(1, 3), st.integers(1, 24), st.sampled_from([1, 2, 4]))
def test_both_years_of_a_day_before_25_march(year, month, day, figures):
    second = str(year + 1)[-figures:]
    typed = read_typed(f"{day} {GEDCOM[month - 1]} {year}/{second}")
    assert typed.edtf == f"{year + 1}-{month:02}-{day:02}"
    assert "not converted" in typed.note


@FREQUENT
@given(st.integers(1, 999), st.integers(1, 12), st.integers(1, 28))
def test_years_before_our_era_and_of_few_figures(year, month, day):
    bce = f"-{year - 1:04}" if year > 1 else "0000"
    for text in (
        f"BCE{year:04}-{month:02}-{day:02}",
        f"{year:04}-{month:02}-{day:02} BC",
        f"{year}-{month:02}-{day:02} BC",
        f"{day} {GEDCOM[month - 1]} {year} BC",
    ):
        assert read(text) == f"{bce}-{month:02}-{day:02}", text
    assert read(f"BC {year}") == read(f"{year} v. Chr.") == read(f"{year} до н. е.") == bce
    assert read(f"{day} {GEDCOM[month - 1]} AD {year}") == f"{year:04}-{month:02}-{day:02}"
    assert read(f"year {year}") == f"{year:04}"
    if year > 99:
        assert read(f"{day} {GEDCOM[month - 1]} {year}") == f"{year:04}-{month:02}-{day:02}"
        assert read(f"c. {year}") == f"{year:04}~"


@pytest.mark.parametrize(("short", "year"), [(n, 2000 + n if n < 50 else 1900 + n) for n in (0, 9, 22, 49, 50, 99)])
@pytest.mark.parametrize(
    "form", ["24.2.{}", "24/02/{}", "24 Feb {}", "24 лютого {}", "24.II.{}", "241200Z FEB {}", "Feb 24, '{}"]
)
def test_the_century_of_two_figures_is_told(form, short, year):
    typed = read_typed(form.format(f"{short:02}"))
    assert typed.edtf.startswith(f"{year}-02-24")
    assert f"“{short:02}” is taken for {year}" in typed.words
    assert read_typed(form.format(year).replace("'", "")).note == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2025-02-30", "There is no day 30"),
        ("31 June 2025", "There is no day 31"),
        ("311200Z JUN 22", "There is no day 31"),
        ("31.VI.2022", "There is no day 31"),
        ("30 FEB 1731/2", "There is no day 30"),
        ("5 May 2024 25:00", "no clock time 25:00"),
        ("5 May 2024, 23:00–25:00", "no clock time 25:00"),
        ("5 May 2024, 12:75", "no clock time 12:75"),
        ("5 May 2024 24:30", "no clock time 24:30"),
        ("132561Z MAR 22", "no clock time 25:61"),
        ("5 May – 3 May 2019", "ends before it begins"),
        ("5 May 2019 – 3 May 2019", "ends before it begins"),
        ("week 53 2021 – week 2", "."),
        ("12 Oct 1731/2", "before 25 March only"),
        ("12 Feb 1731/5", "not understood"),
        ("@#DFRENCH R@ 3 VEND 2", "FRENCH R"),
        ("@#DHEBREW@ 3 TSH 5600", "HEBREW"),
        ("5 May 2024, 9 to 11", "."),
        ("131845Z", "."),
        ("n.d.", "leave the date empty"),
        ("[б. д.]", "leave the date empty"),
        ("o. J.", "leave the date empty"),
        ("XIII.2022", "."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(DateError, match=sentence):
        read_typed(text)


def test_columns_of_files_take_no_bare_number_for_a_year():
    assert read("912") == "0912"
    with pytest.raises(DateError):
        read_typed("912", strict=True)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("30 June 2023, 23:00-01:00", ["2023-06-30T23:00:00-01:00"]),
        ("from 23:00 to 01:00 on 5 May 2024", ["2024-05-04T23:00:00/2024-05-05T01:00:00"]),
        ("until midnight on 5 May 2024", ["/2024-05-05T00:00:00"]),
        ("4000 BCE to 2026", ["-3999/-2025"]),
        ("ante 1799", ["[..1798]"]),
        ("post 1950", ["[1951..]"]),
        ("late 17th–early 18th century", ["[1670..1729]"]),
    ],
)
def test_what_could_be_meant_otherwise_offers_that(text, others):
    assert [each.edtf for each in read_typed(text).alternatives] == others


def test_seconds_and_the_t_of_iso_8601_make_an_offset_of_what_could_be_a_range():
    assert read("2023-06-30T23:00-01:00") == "2023-06-30T23:00-01:00"
    assert read("2023-06-30 23:00:00-01:00") == "2023-06-30T23:00:00-01:00"
    assert read("30 June 2023 23:00 UTC-1") == "2023-06-30T23:00:00-01:00"
    assert read("30 June 2023 23:00 UTC−1") == "2023-06-30T23:00:00-01:00"


def test_without_a_year_the_range_over_new_year_is_the_last_that_has_begun():
    assert read("27 Dec – 3 Jan", today="2025-07-25") == "2024-12-27/2025-01-03"
    assert read("27 Dec – 3 Jan", today="2024-12-30") == "2024-12-27/2025-01-03"
