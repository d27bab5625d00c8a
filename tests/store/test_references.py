"""One table says which record uses which; the schema, the records and what follows from it say the same."""

from __future__ import annotations

import dataclasses

from timeline_app.domain.change import Change
from timeline_app.domain.records import Actor, Category, Event, Excerpt, Link, Participation, Place, Source, Tag
from timeline_app.domain.text.json_values import RECORD_TYPES
from timeline_app.store.records.references import USES, refers_to
from timeline_app.store.store import Store

NOT_OF_RECORDS = {
    ("event_actor", "event_row", "event"),  # rows that are part of the event
    ("event_tag", "event_row", "event"),
    ("journal_step", "sequence", "journal"),
    ("data_set_import", "sequence", "journal"),
    ("data_set_import", "data_set_row", "data_set"),
}


def test_the_table_is_what_the_schema_says(tmp_path):
    with Store.create(tmp_path / "s.timelinedb") as store, store.connections.reading() as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        keys = {
            (table, column, target)
            for table in tables
            for _id, _seq, target, column, *_rest in connection.execute(f"PRAGMA foreign_key_list({table})")
        }
    names = {record_type: name for name, record_type in RECORD_TYPES.items()}
    assert {(use.table, use.column, names[use.target]) for use in USES} == keys - NOT_OF_RECORDS
    assert keys >= NOT_OF_RECORDS


def test_every_field_that_holds_ids_is_in_the_table():
    fields = {
        (record_type, field.name)
        for record_type in RECORD_TYPES.values()
        for field in dataclasses.fields(record_type)
        if (field.name.endswith(("_id", "_ids")) and field.name != "external_id") or field.name == "actors"
    }
    assert {(use.user, use.field) for use in USES} == fields


def test_what_a_record_needs_is_told_by_type_and_id():
    event = Event(
        "e", "Talks", category_id="c", place_id="p", actors=(Participation("a"), Participation("b")), tag_ids=("t",)
    )
    assert set(refers_to(event)) == {(Category, "c"), (Place, "p"), (Actor, "a"), (Actor, "b"), (Tag, "t")}
    assert refers_to(Excerpt("x", "e", "s")) == ((Event, "e"), (Source, "s"))
    assert refers_to(Link("l", "e", "f")) == ((Event, "e"), (Event, "f"))
    assert refers_to(Source("s", "Title")) == ()


def test_records_follow_those_that_they_need():
    """Whoever writes `records()` in their order never meets a reference to nothing."""
    order = list(RECORD_TYPES.values())
    assert all(use.user is use.target or order.index(use.target) < order.index(use.user) for use in USES)


def test_what_hides_with_an_event_holds_back_neither_the_event_nor_its_source(tmp_path):
    with Store.create(tmp_path / "s.timelinedb") as store:
        event, source, excerpt = Event("e", "Talks"), Source("s", "Paper"), Excerpt("x", "e", "s", exact="said")
        store.apply(Change("Add", after=(source, event, excerpt)))
        stored = store.lookups.event("e")
        store.apply(Change("Delete the event", before=(stored,)))
        store.apply(Change("Delete the source", before=(source,)))
        assert (store.lookups.event("e"), store.lookups.record(Source, "s")) == (None, None)
