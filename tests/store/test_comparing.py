"""Two stores are told apart record by record and field by field."""

from __future__ import annotations

from dataclasses import replace

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.store.safety import backups
from timeline_app.store.safety.backups import differences, summary_of
from timeline_app.store.store import Store


def test_differences_tell_records_and_fields(tmp_path, monkeypatch):
    monkeypatch.setattr(backups, "_CHUNK", 2)
    with Store.create(tmp_path / "one.timelinedb") as one:
        events = tuple(Event(f"e{number}", f"Round {number}", "2025-05-16") for number in range(7))
        one.apply(Change("begin", after=(Source("s", "BBC"), *events, Excerpt("x1", "e1", "s", exact="They met."))))
        one.backup(tmp_path / "other.timelinedb")
        with Store.open(tmp_path / "other.timelinedb") as other:
            assert list(differences(one, other)) == []
            one.apply(Change("edit", (events[2],), (replace(events[2], title="Mine"),)))
            other.apply(Change("add", after=(Event("e9", "New"),)))
            other.apply(Change("delete", before=(other.lookups.record(Excerpt, "x1"),)))
            found = {(each.kind, each.id): each for each in differences(one, other)}
            assert found["event", "e2"].fields == {"title": ("Mine", "Round 2")}
            assert (found["event", "e9"].one, found["event", "e9"].name) == (None, "New")
            assert (found["excerpt", "x1"].other, found["excerpt", "x1"].name) == (None, "They met.")
            assert summary_of(differences(one, other)) == {
                "event": {"only_in_one": 0, "only_in_other": 1, "changed": 1},
                "excerpt": {"only_in_one": 1, "only_in_other": 0, "changed": 0},
            }
