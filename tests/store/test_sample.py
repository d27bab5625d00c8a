"""The sample store holds what its tables say, the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Actor, Category, Document, Event, Excerpt, Place, Source, Tag, new_id
from timeline_app.domain.text.look_alikes import look_alikes
from timeline_app.store.sample import build_sample, sample_id, sample_records
from timeline_app.store.store import Store
from timeline_app.ui.services.places import copy_sample, sample_file

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("sample") / "sample.timelinedb"
    build_sample(path)
    with Store.open(path, read_only=True) as store:
        yield store


def test_it_counts_as_it_should(sample):
    info = sample.info()
    assert (info.events, info.sources, info.as_of) == (130, 258, "2025-07-31")
    assert info.excerpts >= 297
    assert (info.first, info.last) == ("2013-11-21", "2027-03-04")


def test_it_is_whole(sample):
    report = sample.check()
    assert report.ok
    assert report.problems == ()


def test_it_is_named(sample):
    assert sample.name == "Ukraine–Russia"
    assert [category.name for category in sample.lookups.categories()][:2] == ["Diplomacy", "Military operation"]


@pytest.mark.parametrize("kind", [Actor, Category, Place, Tag])
def test_no_two_of_its_names_look_alike(sample, kind):
    spellings = {each.id: (each.name, *getattr(each, "aliases", ())) for each in sample.lookups.all_of(kind)}
    alike = [(spellings[pair.first], spellings[pair.second], pair.reason) for pair in look_alikes(spellings)]
    assert alike == []


def test_quotes_stand_in_the_brief(sample):
    (document,) = sample.lookups.all_of(Document)
    quotes = [excerpt for excerpt in sample.lookups.all_of(Excerpt) if excerpt.kind == "quote"]
    assert len({quote.event_id for quote in quotes}) == 7
    for quote in quotes:
        assert document.text[quote.start : quote.end] == quote.exact
        assert document.text[: quote.start].endswith(quote.prefix)
        assert document.text[quote.end :].startswith(quote.suffix)
        assert quote.document_id == document.id


def test_what_paraphrases_is_no_quote(sample):
    paraphrases = [excerpt for excerpt in sample.lookups.all_of(Excerpt) if excerpt.kind == "paraphrase"]
    assert len(paraphrases) == 290
    assert {excerpt.document_id for excerpt in paraphrases} == {""}


def test_every_event_has_two_sources_and_a_place(sample):
    for event in sample.lookups.all_of(Event):
        assert len({source.id for _excerpt, source in sample.evidence.of_event(event.id)}) >= 2
        assert event.place_id
        assert event.external_id


def test_nothing_can_be_undone_in_it(sample):
    assert sample.history.undo_label is None


def test_ids_are_the_same_every_time():
    first, second = list(sample_records()), list(sample_records())
    assert first == second
    assert len({record.id for record in first}) == len(first)
    assert all(record.id[14] == "7" for record in first[1:])


def test_the_copy_is_made_once_and_never_overwritten(tmp_path):
    folder = tmp_path / "Documents"
    path = copy_sample(folder)
    assert path.name == sample_file("en")
    with Store.open(path) as store:
        assert store.info().events == 130
    before = path.read_bytes()
    assert copy_sample(folder) == path
    assert path.read_bytes() == before
    assert [file.name for file in folder.iterdir()] == [sample_file("en")]


def test_a_check_may_be_stopped_wherever_it_is_and_says_the_same_when_it_is_not(sample):
    rests = []

    class StopError(Exception):
        pass

    def stop_at(number):
        def rest():
            rests.append(1)
            if len(rests) == number:
                raise StopError

        return rest

    whole = sample.check()
    assert sample.check(stop_at(0)) == whole
    assert len(rests) > 20
    for number in (1, len(rests) // 2, len(rests) - 1):
        rests.clear()
        with pytest.raises((StopError, KnownError)):
            sample.check(stop_at(number))
    assert sample.check() == whole


@pytest.mark.parametrize("title", ["a\0b", 'quotes " and \\', "emoji 🕊", "tab\tand\nline", "\u2028", "[1,2]", "null"])
def test_titles_come_as_they_were_written(tmp_path, title):
    event = Event(new_id(), title, "2020")
    with Store.create(tmp_path / "a.timelinedb") as store:
        store.apply(Change("Add", after=(event, Event(new_id(), "Beside", "2021"))))
        row = store.lookups.row_of(event.id)
        assert store.lookups.titles([row, row + 1, 99]) == {row: title, row + 1: "Beside"}
        assert store.lookups.titles([]) == {}


def test_its_quotation_marks_are_typographic(sample):
    """Titles stand in print: no typewriter's quote, apostrophe or dash is left in what a person reads."""
    texts = {
        text
        for kind in (Event, Source, Excerpt, Document, Actor, Place)
        for record in sample.lookups.all_of(kind)
        for name in ("title", "summary", "note", "name", "exact", "text", "publisher", "author", "date_text")
        if isinstance(text := getattr(record, name, None), str)
    }
    assert len(texts) > 700
    assert not [text for text in texts if any(sign in text for sign in ("'", '"', " - ", "..."))]


def test_the_sign_of_an_apostrophe_changes_no_id():
    assert sample_id("actor", "Donetsk People’s Republic") == sample_id("actor", "Donetsk People's Republic")
