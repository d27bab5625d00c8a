"""Completion of a query: what is offered at the caret, with counts, and that every offer can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.document.filter.completing import QueryCompleter
from timeline_app.domain.change import Change
from timeline_app.domain.query.parser import FIELDS, parse_query
from timeline_app.domain.records import Category, Event, Tag, new_id
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronology]:
    path = tmp_path_factory.mktemp("completing") / "sample.timelinedb"
    build_sample(path)
    chronology = Chronology(Store.open(path, read_only=True))
    yield chronology
    chronology.close()


@pytest.fixture(scope="module")
def complete(sample):
    return QueryCompleter(sample).complete


def texts(completion):
    return [each.text for each in completion.offers]


def at_mark(marked):
    """Give a text and the place of the mark in it."""
    return marked.replace("|", ""), marked.index("|")


def test_fields_are_offered_by_their_first_letters(complete):
    assert texts(complete("cat", 3))[0] == "category:"
    assert "is:" in texts(complete("is", 2))
    assert texts(complete("", 0, asked=True)) == [f"{field}:" for field in FIELDS]
    assert texts(complete("", 0)) == []
    assert texts(complete("talks ", 6)) == []


def test_values_come_with_the_number_of_their_events_the_commonest_first(complete, sample):
    offers = complete("category:", 9).offers
    assert [each.count for each in offers] == sorted((each.count for each in offers), reverse=True)
    for each in offers:
        assert each.count == int(sample.select(each.text).sum())


def test_a_value_with_blanks_is_quoted_and_found_by_any_of_its_spellings(complete):
    (offer,) = complete("actor:umjer", 11).offers
    assert (offer.text, offer.words) == ('actor:="Rustem Umerov"', "Rustem Umerov")
    assert texts(complete('actor:"rustem um', 16)) == ['actor:="Rustem Umerov"']
    assert texts(complete("actor:умєров", 12)) == ['actor:="Rustem Umerov"']


@pytest.mark.parametrize(
    ("marked", "piece"),
    [
        ("talks cat| more", "cat"), ("talks (categ|ory:Strike OR x)", "category:Strike"), ("-cat|", "cat"),
        ('actor:"Rus|tem Umerov" talks', 'actor:"Rustem Umerov"'), ("status:pl|xx", "status:plxx"),
        ('actor:"Rus| talks', 'actor:"Rus'), ('"a phrase" cat|', "cat"), ("😀 cat|", "cat"),
    ],
)  # fmt: skip
def test_an_offer_takes_the_place_of_the_piece_at_the_caret(complete, marked, piece):
    text, caret = at_mark(marked)
    completion = complete(text, caret)
    assert text[completion.start : completion.end] == piece
    assert completion.offers


def test_statuses_and_qualities_are_told_in_words(complete):
    assert [(each.text, each.words, each.count) for each in complete("status:plan", 11).offers] == [
        ("status:planned", "Planned", 3)
    ]
    assert ("is:unchecked", "Not checked") in [(each.text, each.words) for each in complete("is:", 3).offers]
    assert texts(complete("missing:quo", 11)) == ["missing:quote"]
    assert texts(complete("importance:>", 12)) == ["importance:>=4", "importance:>=3"]


def test_dates_are_offered_as_they_are_understood(complete):
    first = complete('date:"16 may 2025', 17).offers[0]
    assert (first.text, first.words) == ('date:"16 may 2025"', "16 May 2025")
    assert 'date:"last week"' in texts(complete("date:la", 7))
    years = [each for each in complete("date:202", 8).offers if each.count]
    assert [each.text for each in years][:2] == ["date:2027", "date:2025"]


def test_a_plain_word_is_offered_as_a_name_once_it_has_two_letters(complete):
    assert texts(complete("i", 1)) == ["importance:", "is:", "id:"]
    offers = [each for each in complete("ista", 4).offers if not each.is_field]
    assert ("place:=Istanbul", "Place") in [(each.text, each.detail) for each in offers]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("~Зелен", 'actor:="Volodymyr Zelensky"'),
        ('~"Зелен', 'actor:="Volodymyr Zelensky"'),
        ("-~Путін", 'actor:="Vladimir Putin"'),
        ("~Київ", "place:=Kyiv"),
        ("talks ~Zelen", 'actor:="Volodymyr Zelensky"'),
        ("=Zelen", 'actor:="Volodymyr Zelensky"'),
        ('="Ista', "place:=Istanbul"),
    ],
)
def test_names_are_offered_behind_the_signs_that_say_how_a_word_is_looked_for(complete, typed, offered):
    completion = complete(typed, len(typed))
    assert offered in texts(completion)
    assert not completion.is_half


@pytest.mark.parametrize("typed", ["~", "=", "~З", "=Київ", '~"'])
def test_behind_a_sign_nothing_is_offered_that_it_does_not_find(complete, typed):
    assert texts(complete(typed, len(typed))) == []


def test_what_stands_there_already_is_not_offered(complete):
    assert texts(complete("status:planned", 14)) == []


@given(st.text('cat:"«“”»()- ist~\u00e9=<>.25', max_size=14), st.integers(0, 14))
def test_every_offer_can_be_taken_and_read(complete, text, caret):
    caret = min(caret, len(text))
    completion = complete(text, caret, asked=True)
    assert 0 <= completion.start <= caret <= completion.end <= len(text)
    for offer in completion.offers:
        if not offer.is_field:
            assert parse_query(offer.text).root


def test_names_are_read_anew_after_a_change(tmp_path):
    chronology = Chronology(Store.create(tmp_path / "a.timelinedb"))
    completer = QueryCompleter(chronology)
    assert texts(completer.complete("category:", 9)) == []
    category, tag = Category(new_id(), 'A "b" OR c'), Tag(new_id(), "unused")
    chronology.do(Change("Add", after=(category, tag, Event(new_id(), "x", "2025", category_id=category.id))))
    completer.forget()
    (offer,) = completer.complete("category:", 9).offers
    assert (offer.words, offer.count) == ('A "b" OR c', 1)
    assert parse_query(offer.text).root.exact
    assert texts(completer.complete("tag:", 4)) == []
    chronology.close()
