"""What the program writes of a date it reads again, in each language: forms show dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.base import i18n
from timeline_app.base.i18n import facts
from timeline_app.base.resources import resource
from timeline_app.domain.dates.formatting import word, word_short
from timeline_app.domain.dates.formatting.dates import zone_label
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError

CATALOGUES = sorted(each.parents[1].name for each in resource("locale").glob("*/LC_MESSAGES/*.po"))
LANGUAGES = ["en", *(code for code in CATALOGUES if code in i18n.OWN_NAMES and code != "en")]

YEARS = st.integers(1000, 2100).map("{:04}".format)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
DAYS = st.builds("{}-{:02}".format, MONTHS, st.integers(1, 28))
DATES = YEARS | MONTHS | DAYS
SEASONS = st.builds("{}-{}".format, YEARS, st.sampled_from([21, 22, 23, 24, *range(33, 42)]))
TIMES = st.builds(
    "{}T{:02}:{:02}:00{}".format, DAYS, st.integers(0, 23), st.integers(0, 59), st.sampled_from(["", "Z"])
)
UNKNOWN_PARTS = st.builds("{}-XX".format, YEARS | MONTHS) | st.builds("{}-XX-XX".format, YEARS)
DECADES = st.integers(100, 209).filter(lambda each: each % 10).map("{}X".format) | st.integers(10, 20).map(
    "{}XX".format
)


def in_order(form, dates):
    return st.lists(dates, min_size=2, max_size=2, unique=True).map(sorted).map(lambda pair: form.format(*pair))


EDTF = st.one_of(
    DATES,
    SEASONS,
    TIMES,
    DECADES,
    UNKNOWN_PARTS,
    st.builds("{}{}".format, DATES, st.sampled_from("~?%")),
    *(DATES.map(form.format) for form in ("{}/..", "../{}", "{}/", "/{}", "[{}..]", "[..{}]")),
    *(
        in_order(form, dates)
        for form in ("{}/{}", "[{}..{}]", "[{},{}]", "{{{},{}}}")
        for dates in (YEARS, MONTHS, DAYS)
    ),
)
"""Left out, as no language reads them back: single parts that are qualified ("2025-~05"), masks of other digits
("198X-05", "XXXX"), every year of a range ("{2014..2016}"), significant digits, a range with only one
end approximate, and the first decade of a century, for "the 1900s" are a hundred years."""


@pytest.fixture(scope="module", params=LANGUAGES)
def spoken(request, tmp_path_factory):
    """Speaks a language that has a catalogue; gives its code."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    folder = tmp_path_factory.mktemp("locale")
    if request.param != "en":
        target = folder / request.param / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
        target.parent.mkdir(parents=True)
        with resource("locale", *target.with_suffix(".po").parts[-3:]).open("rb") as source, target.open("wb") as made:
            write_mo(made, read_po(source))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(i18n.CHOICE, request.param)
        patch.setenv("LANGUAGE", request.param)
        i18n.settle_language(folder)
        assert i18n.language() == request.param
        yield request.param
    i18n.settle_language()


@given(edtf=EDTF)
def test_what_is_written_in_full_is_read_as_the_same_date(spoken, edtf):
    when = When.parse(edtf)
    for words in (word(when), word(when, weekday=True)):
        assert read_typed(words).edtf == when.edtf, (spoken, words)


@given(edtf=EDTF)
def test_what_is_written_short_is_never_another_date(spoken, edtf):
    """Short words leave out what is not known of the beginning; all else comes back."""
    if edtf.startswith(".."):
        return
    when = When.parse(edtf)
    try:
        assert read_typed(word_short(when)).edtf == when.edtf, (spoken, word_short(when))
    except DateError as error:
        raise AssertionError((spoken, word_short(when))) from error


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("до травня 2025, початок невідомий", "/2025-05"),
        ("до травня 2025, без початку", "../2025-05"),
        ("у проміжку від 20 до 27 лютого 2014", "[2014-02-20..2014-02-27]"),
        ("колись: 2014 або 2016", "[2014,2016]"),
        ("перше півріччя 2025", "2025-40"),
        ("у другому півріччі 2025", "2025-41"),
        ("до кінця травня 2025", "[..2025-05]"),
        ("з січня до кінця травня 2025", "2025-01/2025-05"),
        ("до травня 2025", "[..2025-04]"),
        ("невідомий день, травень 2025", "2025-05-XX"),
        ("середні чотири місяці 2025", "2025-38"),
        ("65 млн до н. е.", "Y-65E6S2"),
        ("до конца мая 2025, начало неизвестно", "/2025-05"),
        ("по 5 мая 2025, начало неизвестно", "/2025-05-05"),
        ("по 5 мая 2025, без начала", "../2025-05-05"),
        ("по 5 мая 2025", "[..2025-05-05]"),
        ("до конца мая 2025", "[..2025-05]"),
        ("до мая 2025", "[..2025-04]"),
        ("в промежутке от февраля до июня 2014", "[2014-02..2014-06]"),
        ("где-то между 5 и 7 мая 2025", "[2025-05-05..2025-05-07]"),
        ("в какой-то момент: 2014 или 2016", "[2014,2016]"),
        ("второе полугодие 2025", "2025-41"),
        ("месяц неизвестен, 2025", "2025-XX"),
        ("bis Mai 2025, ohne Beginn", "../2025-05"),
        ("Feb–Mär 2014", "2014-02/2014-03"),
        ("ein Tag im Mai 2025", "2025-05-XX"),
        ("Tag unbekannt, 2025", "2025-XX-XX"),
        ("letztes Jahresdrittel 2025", "2025-39"),
        ("13,8 Mrd. v. Chr.", "Y-138E8S3"),
        ("? – 2025", "/2025"),
        ("2025 – ?", "2025/"),
        ("… – 2025", "../2025"),
        ("some month in 2025", "2025-XX"),
        ("the first four months of 2025", "2025-37"),
    ],
)
def test_words_of_ours_are_read_in_whatever_language_the_program_speaks(text, edtf):
    assert read_typed(text).edtf == edtf


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Kyiv",
        "Europe/Moscow",
        "Europe/Istanbul",
        "Europe/Warsaw",
        "Europe/Berlin",
        "Europe/London",
        "Europe/Paris",
        "Europe/Minsk",
        "America/New_York",
    ],
)
@pytest.mark.parametrize("code", ["en", "uk", "de", "ru"])
def test_a_time_is_read_with_the_city_that_is_shown_behind_it(zone, code, monkeypatch):
    monkeypatch.setattr(facts, "language", lambda: code)
    assert read_typed(f"2025-05-05 14:30 {zone_label(zone)}").zone == zone


def test_an_unknown_part_needs_the_rest_of_its_date():
    for text in ("some day in", "some month in May 2025", "some day in 5 May 2025", "день невідомий"):
        with pytest.raises(DateError):
            read_typed(text)
