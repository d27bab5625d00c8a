"""A file that comes again: what a person says it is a version of, what has gone, conflicts, and its sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.change import Change
from timeline_app.domain.draft import DataSetChoice, Draft, DraftSource, FileOrigin
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.domain.text.json_values import to_plain
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = FileOrigin("acled.csv", ("id", "title", "date"), "csv")
ROWS = (
    Draft("Depot hit", "2023-04-01", external_id="1", row=2),
    Draft("Bridge closed", "2023-04-02", external_id="2", row=3),
)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.timelinedb") as store:
        yield store


def brought(store: Store, rows, origin: FileOrigin = FILE, **how):
    return store.import_events(
        iter(rows), ImportRequest(f"Import “{origin.name}”", origin=origin, list_rows=True, **how)
    )


def events(store: Store) -> dict[str, Event]:
    return {event.title: event for event in store.lookups.all_of(Event)}


def chosen(origin: FileOrigin, **choice: str) -> FileOrigin:
    return replace(origin, data_set=DataSetChoice(**choice))


def test_a_person_says_that_a_renamed_file_is_a_newer_version(store):
    brought(store, ROWS)
    (facts,) = store.lookups.data_sets()
    assert (facts.name, facts.events) == ("acled.csv", 2)
    renamed = FileOrigin("export-2024.csv", ("nr", "title"), "csv")
    moved = [ROWS[0]._replace(start="2023-04-09"), ROWS[1]._replace(title="Bridge reopened", start="2023-05-01")]
    assert brought(store, moved, renamed).added == 2
    store.undo()
    result = brought(store, moved, chosen(renamed, id=facts.id))
    assert (result.added, result.updated, result.data_set, result.data_set_id) == (0, 2, "version", facts.id)
    assert events(store)["Bridge reopened"].start == "2023-05-01"
    assert [each.id for each in store.lookups.data_sets()] == [facts.id]
    assert brought(store, moved, chosen(renamed, id=facts.id)).batch == ""


def test_a_person_says_that_a_file_of_the_same_name_is_another(store):
    brought(store, ROWS)
    result = brought(store, [Draft("Depot hit", "2023-04-05", external_id="1", row=2)], chosen(FILE))
    assert (result.added, result.updated, result.data_set) == (1, 0, "new")
    assert len(store.lookups.data_sets()) == 2


def test_a_data_set_is_made_and_found_by_its_name(store):
    ukraine = chosen(FILE, name="ACLED Ukraine")
    assert brought(store, ROWS, ukraine).data_set_name == "ACLED Ukraine"
    again = chosen(FileOrigin("other.csv"), name="ACLED Ukraine")
    result = brought(store, [ROWS[0]._replace(start="2023-04-09"), ROWS[1]], again)
    assert (result.added, result.updated, result.skipped, result.data_set) == (0, 1, 1, "version")


def test_a_data_set_that_was_undone_is_not_offered_and_one_that_is_not_there_is_told(store):
    brought(store, ROWS)
    (facts,) = store.lookups.data_sets()
    store.undo()
    assert store.lookups.data_sets() == []
    with pytest.raises(StoreError, match="not here any more"):
        brought(store, ROWS, chosen(FILE, id="nothing"))
    store.redo()
    assert store.lookups.data_sets() == [facts]


def test_rows_that_have_gone_are_listed_and_their_events_stay(store):
    brought(store, (*ROWS, Draft("No id", "2024", row=4), Draft("Deleted", "2024", row=5)))
    store.apply(Change("Delete", (events(store)["Deleted"],)))
    brought(store, [Draft("Elsewhere", "2024", row=2)], FileOrigin("b.csv"))
    result = brought(store, [ROWS[1]._replace(summary="More")])
    assert (result.updated, result.gone) == (1, 2)
    assert [row.title for row in result.rows["gone"]] == ["Depot hit", "No id"]
    assert {"Depot hit", "No id"} <= events(store).keys()
    assert brought(store, ROWS[:1], whole=False).gone == 0


def test_conflicts_tell_both_sides_and_a_person_lets_the_file_win(store):
    brought(store, ROWS)
    mine = events(store)["Depot hit"]
    store.apply(Change("Edit", (mine,), (replace(mine, start="2023-04-03", summary="Seen by two"),)))
    newer = [ROWS[0]._replace(start="2023-04-05", summary="Seen by three", category="Strike"), ROWS[1]]
    result = brought(store, newer, dry_run=True)
    assert [(each.row, each.field, each.here, each.there, each.free) for each in result.conflicts] == [
        (2, "date", "2023-04-03", "2023-04-05", True), (2, "summary", "Seen by two", "Seen by three", True),
    ]  # fmt: skip
    assert brought(store, newer).kept == 1
    assert events(store)["Depot hit"].summary == "Seen by two"
    result = brought(store, newer, overwrite=frozenset({2}))
    assert (result.updated, result.kept, result.conflicts) == (1, 0, ())
    assert (events(store)["Depot hit"].summary, events(store)["Depot hit"].start) == ("Seen by three", "2023-04-05")
    store.undo()
    assert events(store)["Depot hit"].summary == "Seen by two"


def test_a_conflict_with_an_event_of_another_data_set_never_overwrites_it(store):
    brought(store, [ROWS[0]._replace(summary="Ours")])
    result = brought(store, [ROWS[0]._replace(summary="Theirs")], FileOrigin("b.csv"), overwrite=frozenset({2}))
    assert [each.free for each in result.conflicts] == [False]
    assert events(store)["Depot hit"].summary == "Ours"


def paraphrases(store: Store) -> list[tuple[str, str]]:
    urls = {source.id: source.url for source in store.lookups.all_of(Source)}
    return sorted((urls[each.source_id], each.exact) for each in store.lookups.all_of(Excerpt))


def test_the_text_of_a_row_is_the_paraphrase_of_its_sources(store):
    one, other = (
        DraftSource(title="A", url="https://a.example"),
        DraftSource(title="B", words="Said so", url="https://b"),
    )
    brought(store, [ROWS[0]._replace(summary="It burnt.", sources=(one, other)), ROWS[1]._replace(sources=(one,))])
    assert paraphrases(store) == [
        ("https://a.example", "Bridge closed"), ("https://a.example", "It burnt."), ("https://b", "Said so"),
    ]  # fmt: skip
    assert len(store.lookups.all_of(Source)) == 2


def test_a_newer_version_brings_its_new_sources_once(store):
    one, other = DraftSource(title="A", url="https://a.example"), DraftSource(title="B", url="https://b.example")
    brought(store, [ROWS[0]._replace(sources=(one,)), ROWS[1]])
    newer = [ROWS[0]._replace(sources=(one, other)), ROWS[1]]
    result = brought(store, newer)
    assert (result.added, result.updated, result.skipped) == (0, 1, 1)
    assert [url for url, _words in paraphrases(store)] == ["https://a.example", "https://b.example"]
    assert brought(store, newer).batch == ""
    store.undo()
    assert [url for url, _words in paraphrases(store)] == ["https://a.example"]
    assert brought(store, newer).updated == 1


def test_evidence_that_a_person_took_away_and_a_source_that_a_person_edited_do_not_come_again(store):
    one, other = DraftSource(title="A", url="https://a.example"), DraftSource(title="B", url="https://b.example")
    rows = [ROWS[0]._replace(sources=(one, other))]
    brought(store, rows)
    taken = next(each for each in store.lookups.all_of(Excerpt))
    store.apply(Change("Delete", (taken,)))
    edited = next(each for each in store.lookups.all_of(Source) if each.id != taken.source_id)
    store.apply(Change("Edit", (edited,), (replace(edited, url="https://archive.example/1", title="Mended"),)))
    assert brought(store, rows).batch == ""
    assert len(store.lookups.all_of(Excerpt)) == 1


VERSIONS = st.lists(
    st.builds(
        Draft,
        title=st.sampled_from(["Talks", "Fire", "Flood"]),
        start=st.sampled_from(["2023", "2023-04-01", "2024-05"]),
        summary=st.sampled_from(["", "one", "two"]),
        external_id=st.sampled_from(["", "1", "2", "3"]),
        category=st.sampled_from(["", "Strike", "Aid"]),
        sources=st.sampled_from([(), (DraftSource(url="https://a.example"),), (DraftSource(url="https://b.example"),)]),
    ),
    max_size=5,
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["first", "second"]), VERSIONS),
        st.tuples(st.just("person"), st.integers(0, 9)),
    ),
    min_size=2,
    max_size=6,
)


def numbered(rows) -> list[Draft]:
    return [row._replace(row=number) for number, row in enumerate(rows, 2)]


def owners(store: Store) -> dict[str, str]:
    with store.connections.reading() as connection:
        return dict(
            connection.execute(
                "SELECT event.id, coalesce(data_set.name, '') FROM event"
                " LEFT JOIN data_set_import ON sequence = event.batch"
                " LEFT JOIN data_set ON data_set.row = data_set_row WHERE deleted = 0"
            )
        )


@settings(max_examples=30)
@given(steps=STEPS)
def test_no_import_overwrites_another_data_set_or_a_person_and_the_second_time_it_does_nothing(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("versions") / "s.timelinedb"
    edited: dict[str, str] = {}
    with Store.create(path) as store:
        for who, what in steps:
            before = {event.id: event for event in store.lookups.all_of(Event)}
            if who == "person":
                if before:
                    event = sorted(before.values(), key=lambda each: each.id)[what % len(before)]
                    edited[event.id] = f"edited {len(edited)}"
                    store.apply(Change("Edit", (event,), (replace(event, summary=edited[event.id]),)))
                continue
            belongs = owners(store)
            origin = chosen(FileOrigin("a.csv"), name=who)
            rows = numbered(what)
            counted = brought(store, rows, origin, dry_run=True)
            done = brought(store, rows, origin)
            assert replace(counted, batch="") == replace(done, batch="")
            after = {event.id: event for event in store.lookups.all_of(Event)}
            assert before.keys() <= after.keys()
            for event_id, event in before.items():
                if belongs[event_id] != who:
                    then, now = to_plain(event), to_plain(after[event_id])
                    assert all(now[name] == value for name, value in then.items() if value and name != "updated")
                if event_id in edited:
                    assert after[event_id].summary == edited[event_id]
            assert brought(store, rows, origin).batch == ""
        assert store.check().problems == ()
