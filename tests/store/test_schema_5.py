"""Schema 5: the category of new events."""

from __future__ import annotations

import pytest
from older_stores import set_back

from timeline_app.domain.records import Event, Particulars
from timeline_app.store.store import Store


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_store_has_no_category_of_new_events(tmp_path, version, read_only):
    path = tmp_path / "s.timelinedb"
    with Store.create(path) as store:
        store.lay_down(
            (Particulars(name="Sudan", default_category="Strike"), Event("e", "Airport shelled", "2023-04-15"))
        )
    set_back(path, version)
    with Store.open(path, read_only=read_only) as store:
        told = next(each for each in store.records() if isinstance(each, Particulars))
        assert (told.name, told.default_category) == ("Sudan", "")
        assert store.check().ok


def test_the_category_of_new_events_is_kept(tmp_path):
    told = Particulars(name="Sudan", default_category="Strike")
    with Store.create(tmp_path / "s.timelinedb") as store:
        store.lay_down((told,))
    with Store.open(tmp_path / "s.timelinedb") as store:
        assert told in list(store.records())
