"""Schema 6: what may go out, under names."""

from __future__ import annotations

import pytest
from older_stores import set_back

from timeline_app.document.merge.merging import carry_out, plan_merge
from timeline_app.domain.change import Change
from timeline_app.domain.publication import PublicationProfile, ReplacedActor
from timeline_app.domain.publication_rules import read_profile, saved
from timeline_app.domain.records import Event, SavedProfile
from timeline_app.store.store import Store

RULES = PublicationProfile(
    ("occurred",), ("quotes", "notes"), "none", (ReplacedActor("A", "x", "a1"),), sourced_only=True
)
PRESS = saved(" Press\u202e ", RULES)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("version", [1, 3, 5])
def test_an_older_store_has_no_profiles_and_gets_room_for_them(tmp_path, version, read_only):
    path = tmp_path / "s.timelinedb"
    with Store.create(path) as store:
        store.lay_down((Event("e", "Airport shelled", "2023-04-15"),))
    set_back(path, version)
    with Store.open(path, read_only=read_only) as store:
        assert store.lookups.profiles() == []
        assert [event.id for event in store.lookups.all_of(Event)] == ["e"]
        assert store.check().ok
        if not read_only:
            store.apply(Change("Add", after=(PRESS,)))
            assert store.lookups.profiles() == [PRESS]


def test_a_profile_is_kept_taken_back_and_merged(tmp_path):
    with Store.create(tmp_path / "s.timelinedb") as store:
        store.apply(Change("Add", after=(PRESS,)))
        store.backup(tmp_path / "other.timelinedb")
        store.undo()
        assert store.lookups.profiles() == []
        store.redo()
        (kept,) = store.lookups.profiles()
        assert (kept.name, read_profile(kept)) == ("Press", RULES)
        with Store.open(tmp_path / "other.timelinedb") as other:
            school = saved("School", PublicationProfile())
            other.apply(Change("Add", after=(school,)))
            merge = plan_merge(store, other, "Merge")
            carry_out(merge, store, other, author="")
        assert sorted(each.name for each in store.lookups.profiles()) == ["Press", "School"]
        assert store.check().ok


@pytest.mark.parametrize(
    "rules",
    ["{", "[]", '{"later": 1}', '{"statuses": "all"}', '{"statuses": ["x"]}', '{"coordinates": "10m"}',
     '{"replaced": [{"name": 1, "words": ""}]}', '{"sourced_only": 7}', "[" * 9_999],
)  # fmt: skip
def test_a_profile_that_cannot_be_read_lets_nothing_out(rules):
    from timeline_app.domain.errors import FormatError

    with pytest.raises(FormatError, match="cannot be read"):
        read_profile(SavedProfile("p", "Press", rules))
