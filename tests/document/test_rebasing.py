"""A change that comes second is put on top of what others wrote: nothing of either side is lost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline_app.document.merge.merging import carry_out
from timeline_app.document.merge.rebasing import rebase
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.store.store import Store

EVENT = Event("e", "Talks", "2025", summary="As it was")


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "second.timelinedb") as opened:
        opened.apply(Change("Add", after=(EVENT,)))
        yield opened


def theirs(store, **fields):
    store.apply(
        Change("Theirs", (store.lookups.record(Event, "e"),), (replace(store.lookups.record(Event, "e"), **fields),))
    )


def test_fields_that_one_side_wrote_come_from_that_side(store):
    theirs(store, title="Talks begin")
    merge = rebase(Change("Mine", (EVENT,), (replace(EVENT, summary="Mine"),)), store)
    assert merge.conflicts == ()
    carry_out(merge, store, store, "me")
    now = store.lookups.record(Event, "e")
    assert (now.title, now.summary) == ("Talks begin", "Mine")


def test_one_field_that_both_wrote_is_asked_about(store):
    theirs(store, title="Theirs")
    merge = rebase(Change("Mine", (EVENT,), (replace(EVENT, title="Mine"),)), store)
    (conflict,) = merge.conflicts
    assert (conflict.key, conflict.fields, conflict.reason) == ((Event, "e"), ("title",), "both edited")
    carry_out(merge, store, store, "me")
    assert store.lookups.record(Event, "e").title == "Mine"


def test_the_same_words_from_both_are_no_conflict(store):
    theirs(store, title="The same")
    assert rebase(Change("Mine", (EVENT,), (replace(EVENT, title="The same"),)), store).conflicts == ()


def test_what_was_deleted_meanwhile_and_edited_here_is_asked_about(store):
    store.apply(Change("Delete", (store.lookups.record(Event, "e"),)))
    merge = rebase(Change("Mine", (EVENT,), (replace(EVENT, title="Mine"),)), store)
    assert [each.reason for each in merge.conflicts] == ["deleted here"]


def test_new_records_come_in_and_deletions_hold(store):
    added = (Source("s", "Report"), Excerpt("x", "e", "s", exact="Seen."))
    assert rebase(Change("Mine", after=added), store).conflicts == ()
    carry_out(rebase(Change("Mine", after=added), store), store, store, "me")
    assert store.lookups.record(Excerpt, "x") is not None
    carry_out(rebase(Change("Mine", (store.lookups.record(Excerpt, "x"),)), store), store, store, "me")
    assert store.lookups.record(Excerpt, "x") is None
