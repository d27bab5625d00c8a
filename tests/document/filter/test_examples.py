"""Every example on the page about searching, and in the help of the window, does what is said of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline_app.document import Chronology
from timeline_app.document.filter.examples import query_examples
from timeline_app.document.filter.wording import query_as_heading
from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.dates import QueryDates
from timeline_app.domain.query.parser import FIELDS, IS_WORDS, parse_query
from timeline_app.domain.query.tree import FEATURES
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[3] / "docs" / "search.md").read_text(encoding="utf-8")
SUNDAY = QueryDates(today="2026-11-29")
ROWS = re.findall(r"^\| `([^`]+)` \| (.+) \|$", PAGE.partition("## What is refused")[0], re.MULTILINE)
REFUSED = re.findall(r"^\| `([^`]+)` \| (.+) \|$", PAGE.partition("## What is refused")[2], re.MULTILINE)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronology]:
    path = tmp_path_factory.mktemp("examples") / "sample.timelinedb"
    build_sample(path)
    chronology = Chronology(Store.open(path, read_only=True))
    yield chronology
    chronology.close()


@pytest.mark.parametrize(("query", "words"), ROWS)
def test_an_example_means_what_stands_beside_it(sample, query, words):
    assert query_as_heading(query, SUNDAY) == words
    asked = parse_query(query, SUNDAY)
    assert sample.store.search.matching_rows(asked) is not None
    assert sample.select(query).dtype == bool


@pytest.mark.parametrize(("query", "sentence"), REFUSED)
def test_an_example_of_what_is_refused_is_refused_with_these_words(query, sentence):
    with pytest.raises(QueryError) as caught:
        parse_query(query, SUNDAY)
    assert str(caught.value).startswith(sentence)


def test_the_page_speaks_of_every_field_and_every_word():
    told = " ".join(query for query, _words in ROWS)
    missing = {each for each in FIELDS if f"{each}:" not in told} - {"notes"}
    assert missing == set()
    assert all(f"is:{each}" in told for each in IS_WORDS)
    assert all(re.search(rf"\b{each}\b", PAGE) for each in FEATURES)
    assert len(ROWS) > 40
    assert len(REFUSED) > 5


@pytest.mark.parametrize("query", [query for _heading, queries in query_examples() for query in queries])
def test_an_example_of_the_help_finds_something_in_the_sample_unless_it_asks_for_what_the_sample_does_not_have(
    sample, query
):
    lacking = {'date:"last week"', "is:needs-checking", "is:overdue", "is:one-source", "tag:talks", "missing:source"}
    if query not in lacking:
        assert sample.select(query).any(), query
    assert query_as_heading(query, SUNDAY) != query
