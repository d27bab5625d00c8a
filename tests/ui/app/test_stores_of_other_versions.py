"""What a window says of a store that an earlier or a newer version wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from kept_stores import unpack
from PySide6.QtWidgets import QPushButton

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.store.schema import SCHEMA_VERSION


def test_a_store_that_is_brought_up_to_date_says_so_once_and_where_it_was_kept(new_window, tmp_path):
    path = unpack("schema-3", tmp_path)
    window = new_window(path)
    assert window.banner.sentence == (
        "“schema-3.timelinedb” was made by an earlier version and was brought up to date. As it was, it is kept: "
        "File, Backups…"
    )
    assert window.services.apply(Change("Add", after=(Event("n", "New", "2025"),)))
    window.close()
    again = new_window(path)
    assert again.banner.sentence == ""
    assert again.session.chronology.store.lookups.event("n") is not None


def test_a_newer_store_can_be_looked_at_and_not_changed(new_window, sample):
    with closing(sqlite3.connect(sample)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = sample.read_bytes()
    window = new_window(sample)
    assert window.banner.sentence == (
        f"“{sample.name}” was written by a newer version of Conflict Timeline, so it is open for reading only. Update"
        " the program to change it and to see all that it holds."
    )
    assert not any(
        button.isVisible() and button.text() == "Save a copy…" for button in window.findChildren(QPushButton)
    )
    assert len(window.session.chronology.columns) > 100
    assert not window.toolbar.add.isEnabled()
    assert not window.services.apply(Change("Add", after=(Event("n", "New", "2025"),)))
    assert "written by a newer version" in window.banner.sentence
    window.close()
    assert sample.read_bytes() == before
    assert [file.name for file in sample.parent.iterdir() if file.name.startswith(sample.name)] == [sample.name]


def test_a_newer_store_that_cannot_be_read_leaves_the_page_that_says_how_to_begin(new_window, sample):
    with closing(sqlite3.connect(sample)) as connection, connection:
        connection.execute("DELETE FROM meta WHERE key = 'readable_by'")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = sample.read_bytes()
    window = new_window(sample)
    assert "update the program to open it" in window.banner.sentence
    assert window.session is None
    window.close()
    assert sample.read_bytes() == before
