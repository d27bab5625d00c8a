"""Properties are held to what they may be, whoever sets them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import KnownError
from timeline_app.domain.properties import PROPERTIES, properties_of, with_properties
from timeline_app.domain.records import Particulars
from timeline_app.domain.text.json_values import require_sound
from timeline_app.domain.timeline import days_passed_until, lies_ahead

DAY_S = 86_400
MOMENT = 1_796_000_000 // DAY_S * DAY_S + 23 * 3600
"""23:00 UTC of some day: by the clocks of Khartoum the day after has begun."""


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("title", "  The war\nin Sudan ", "The war in Sudan"), ("zone", "Sudan", "Africa/Khartoum"),
        ("as_of", "31 Dec 2023", "2023-12-31"), ("as_of", "July 2025", "2025-07"), ("as_of", " ", ""),
        ("language", "PT-br", "pt-BR"), ("language", "sr-cyrl", "sr-Cyrl"), ("default_status", "occurred", "occurred"),
        ("description", " two\nlines ", "two\nlines"), ("zone", "", ""),
        ("default_category", " Air  strike\n", "Air strike"),
    ],
)  # fmt: skip
def test_a_property_is_kept_as_it_is_meant(name, text, kept):
    assert properties_of(with_properties(Particulars(), {name: text}))[name] == kept


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("zone", "Russia", "several zones"), ("zone", "Nowhere", "no city or country"), ("as_of", "someday", "."),
        ("as_of", "2025/..", "must end"), ("language", "English", "no language"), ("language", "e", "no language"),
        ("default_status", "done", "no status; there are planned"), ("title", "x" * 201, "too long: 201 letters"),
        ("colour", "red", "no property “colour”; there are title, "),
    ],
)  # fmt: skip
def test_what_a_property_cannot_be_is_told_in_a_sentence(name, text, said):
    with pytest.raises(KnownError, match=said):
        with_properties(Particulars(), {name: text})


@given(
    st.dictionaries(st.sampled_from(list(PROPERTIES)), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
)
def test_whatever_is_typed_is_refused_or_sound(changes):
    try:
        told = with_properties(Particulars(), changes)
    except KnownError:
        return
    require_sound(told)


def test_days_have_passed_by_the_clocks_of_the_chronology():
    today = MOMENT // DAY_S * DAY_S
    assert days_passed_until("", "UTC", MOMENT) == (today, today)
    assert days_passed_until("", "Africa/Khartoum", MOMENT) == (today + DAY_S, today + DAY_S - 2 * 3600)
    assert days_passed_until("2023", "Africa/Khartoum", MOMENT) == (When.parse("2023").end_max,) * 2
    assert days_passed_until("no date", "no zone", MOMENT)[0] == today + DAY_S  # Kyiv, the usual one


def test_only_what_lies_wholly_after_the_day_lies_ahead():
    passed = days_passed_until("", "UTC", When.parse("2026-11-29").start_min + 3600)[0]
    ahead = {text for text in ("2026-11-28", "2026-11-29", "2026-11-30", "2026-11", "2026-12", "2026", "2027")
             if lies_ahead(When.parse(text), passed, as_of=False)}  # fmt: skip
    assert ahead == {"2026-11-30", "2026-12", "2027"}
    as_of = days_passed_until("2023-12", "UTC")[0]
    assert lies_ahead(When.parse("2024-01-01"), as_of, as_of=True)
    assert not lies_ahead(When.parse("2023-12-31"), as_of, as_of=True)
    assert not lies_ahead(When.of("", "", ""), as_of, as_of=True)
