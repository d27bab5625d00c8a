"""The one query text behind search field, facets and chips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document.editing.filter_state import CHOICE_FIELDS, FilterState
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST
from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.dates import QueryDates
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.query.tree import (
    NAME_FIELDS,
    AllOf,
    AnyOf,
    During,
    Node,
    Not,
    StatusIs,
    Text,
)

BY_UTC = QueryDates()
NAMES = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
    lambda name: (
        any(letter.isalnum() for letter in name.replace('"', ""))
        and not set(name) & set('"“”„«»')
        and name == name.strip()
    )
)


def test_choosing_a_value_adds_a_part_and_choosing_it_again_takes_it_out():
    state = FilterState("talks").toggled("category", "Military operation")
    assert state.text == 'talks category:="Military operation"'
    assert state.toggled("category", "Military operation").text == "talks"


def test_several_values_of_a_field_stand_in_parentheses_where_the_first_stood():
    state = FilterState("category:=Strike talks").toggled("category", "Diplomacy")
    assert state.text == "(category:=Strike OR category:=Diplomacy) talks"
    assert state.values("category") == ("Strike", "Diplomacy")
    assert state.toggled("category", "Strike").text == "category:=Diplomacy talks"


def test_a_query_with_or_is_put_into_parentheses_before_anything_is_added():
    state = FilterState("talks OR truce").toggled("status", "planned")
    assert state.text == "(talks OR truce) status:planned"


def holds(node: Node, true: frozenset[str]) -> bool:
    """Tell whether a query of single letters and statuses matches what has those that are `true`."""
    match node:
        case AllOf(parts):
            return all(holds(part, true) for part in parts)
        case AnyOf(parts):
            return any(holds(part, true) for part in parts)
        case Not(part):
            return not holds(part, true)
        case Text(text=word):
            return word in true
        case StatusIs(status):
            return status in true
    raise AssertionError(node)


@given(
    st.lists(st.sampled_from(["a", "b", "c", "OR", "OR", "(", ")", "-"]), max_size=10), st.sets(st.sampled_from("abc"))
)
def test_a_choice_narrows_whatever_query_there_is_and_leaves_it_as_it_was_when_taken_back(words, true):
    text = " ".join(words).replace("- ", "-")
    try:
        before = parse_query(text).root
    except QueryError:
        return
    chosen = FilterState(text).toggled("status", "planned")
    assert holds(parse_query(chosen.text).root, frozenset({*true, "planned"})) == holds(before, frozenset(true))
    assert not holds(parse_query(chosen.text).root, frozenset(true))
    after = chosen.toggled("status", "planned")
    assert holds(parse_query(after.text).root, frozenset(true)) == holds(before, frozenset(true))
    assert len(after.parts) <= max(1, len(FilterState(text).parts))


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("(a OR b) OR c", "((a OR b) OR c) status:planned"),
        ("(a) OR (b)", "((a) OR (b)) status:planned"),
        ("(a OR b)", "(a OR b) status:planned"),
        ("-(a OR b)", "-(a OR b) status:planned"),
    ],
)
def test_parentheses_come_only_where_alternatives_need_them(text, chosen):
    assert FilterState(text).toggled("status", "planned").text == chosen


def test_excluded_values_are_not_taken_for_chosen_ones():
    assert FilterState("-category:Strike").values("category") == ()
    assert FilterState("-(category:=A OR category:=B) x").values("category") == ()


@pytest.mark.parametrize(
    ("low", "high", "text"), [(4, 5, "importance:>=4"), (2, 4, "importance:2..4"), (3, 3, "importance:3"), (1, 5, "")]
)
def test_importance_is_written_shortly_and_read_back(low, high, text):
    state = FilterState().with_importance(low, high)
    assert state.text == text
    assert state.importance == (low, high)


def test_dates_are_one_part_and_an_empty_end_is_open():
    assert FilterState().with_dates("2025-05", "").text == "date:2025-05.."
    assert FilterState("date:2025-05..2025-07").dates(BY_UTC) == ("2025-05", "2025-07")
    assert FilterState("date:2025-05..2025-07").with_dates("", "").text == ""


DATES = st.sampled_from(
    ["2025", "2025-05", "2025-05-16", "2025-05~", "202X", "2025-05-16T10:00", "2025-05-16T10:00Z", "-0044-03-15",
     "Y17000", "2025-05/2025-07", "2025-05/..", "../2025-05", "2024~/2025-05-16", "2025-05-16T10:00Z/2025-05-17",
     "2025/", "/2025", "2025-05-16T10:00Z/2025-05-17T09:00", "2025-05-16/2025-05-17T09:00Z"]
)  # fmt: skip
SPANS = st.one_of(
    DATES,
    st.builds("{}{}".format, st.sampled_from([">=", "<=", ">", "<", "="]), DATES),
    st.builds("{}..{}".format, DATES | st.just(""), DATES | st.just("")),
)


@given(st.sampled_from(["date", "within"]), SPANS, st.sampled_from(["UTC", "Europe/Kyiv"]))
def test_the_first_and_last_date_say_the_same_as_the_query_however_it_was_written(field, span, zone):
    state = FilterState(f"talks {field}:{span}")
    try:
        (before,) = (each for each in parse_query(state.text, QueryDates(zone)).root.parts if isinstance(each, During))
    except QueryError:
        return
    written = FilterState("talks").with_dates(*state.dates(BY_UTC), certain=state.certain)
    found = [
        each
        for each in getattr(parse_query(written.text, QueryDates(zone)).root, "parts", ())
        if isinstance(each, During)
    ]
    assert found == [before] or (not found and (before.first, before.last) == (OPEN_PAST, OPEN_FUTURE))
    other = state.with_dates(*state.dates(BY_UTC), certain=not state.certain)
    assert (other.dates(BY_UTC), other.certain) == (
        state.dates(BY_UTC),
        bool(any(state.dates(BY_UTC))) and not state.certain,
    )


def test_a_choice_between_possibly_and_certainly_is_one_part_in_its_place():
    state = FilterState("date:2025 talks").with_dates("2025-05", "2025-07", certain=True)
    assert state.text == "talks within:2025-05..2025-07"
    assert state.certain
    assert state.without(state.parts[1]).text == "talks"
    assert FilterState().dates(BY_UTC) == ("", "")
    assert FilterState("importance:soon").importance == FilterState("-importance:4").importance == (1, 5)


def test_a_text_that_cannot_be_read_is_one_part():
    assert [part.text for part in FilterState('say "hello').parts] == ['say "hello']


@given(st.lists(NAMES, min_size=1, max_size=4, unique_by=str.casefold), st.sampled_from(["category", "actor", "tag"]))
def test_whatever_the_names_chosen_values_come_back_and_the_query_can_be_read(names, field):
    state = FilterState("talks")
    for name in names:
        state = state.toggled(field, name)
    parse_query(state.text)
    assert [value.casefold() for value in state.values(field)] == [name.casefold() for name in names]
    for name in names:
        state = state.toggled(field, name)
    assert state.text == "talks"


@given(st.text(st.sampled_from('ab:()"- ORcategory=')))
def test_no_text_whatever_breaks_the_parts(text):
    state = FilterState(text)
    try:
        parse_query(text)
    except QueryError:
        assert state.parts is not None
        return
    rebuilt = FilterState(" ".join(part.text for part in state.parts))
    assert rebuilt.parts == state.parts


def test_the_fields_to_choose_from_are_those_that_a_query_knows_by_names() -> None:
    assert (*NAME_FIELDS, "status") == CHOICE_FIELDS
