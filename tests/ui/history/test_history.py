"""History, backups, merging, publishing and recovering, as a person meets them in the window."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from timeline_app.base.folders import state_folder
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.safety.backups import Backups
from timeline_app.store.safety.recovering import RecoveryCounts
from timeline_app.store.store import Store
from timeline_app.ui.history.merging import MergeDialog
from timeline_app.ui.history.publish_dialog import PublishDialog
from timeline_app.ui.history.recovery import recovered_words
from timeline_app.ui.history.restoring import told
from timeline_app.ui.services.file_dialog import FileDialog
from timeline_app.ui.widgets.closing import close


def words_in(widget):
    return " | ".join(label.accessibleName() or label.text() for label in widget.findChildren(QLabel))


def added(window, title, **fields):
    event = Event(new_id(), title, start="2025-07-24", **fields)
    window.services.apply(Change(f"Add “{title}”", after=(event,)))
    return event


def edited(window, event, title):
    now = window.session.chronology.store.lookups.event(event.id)
    after = Event(event.id, title, start="2025-07-25", status="disputed", created=now.created, updated=now.updated)
    window.services.apply(Change(f"Edit “{title}”", before=(now,), after=(after,)))


def titles(window):
    chronology = window.session.chronology
    return set(chronology.titles(chronology.columns.row.tolist()).values())


@pytest.fixture
def history(window):
    event = added(window, "First <b>title</b>")
    edited(window, event, "Second title")
    added(window, "Third")
    window.history.show_history()
    yield window.history.history_dialog
    close(window.history.history_dialog)


def choose(dialog, row):
    dialog.listing.setCurrentIndex(dialog.listing.model().index(row, 0))


def test_the_history_tells_who_when_what_before_and_after(history):
    assert history.listing.model().rowCount() == 3
    choose(history, 1)
    told_words = words_in(history.page.widget())
    assert "Edited: event “Second title”" in told_words
    assert "Before: First <b>title</b>" in told_words
    assert "Before: 24 July 2025" in told_words
    assert "After: 25 July 2025" in told_words
    assert "After: Disputed" in told_words


def test_one_can_go_back_to_any_point_of_the_history_and_forward_again(window, history, qtbot):
    choose(history, 2)
    history.go.click()
    qtbot.waitUntil(lambda: "Third" not in titles(window))
    assert "First <b>title</b>" in titles(window)
    choose(history, 0)
    assert history.go.text() == "Go forward to here"
    history.go.click()
    qtbot.waitUntil(lambda: {"Second title", "Third"} <= titles(window))


def test_the_change_that_is_in_force_last_offers_no_way_back_to_itself(history):
    choose(history, 0)
    assert not history.go.isEnabled()


def test_as_it_was_then_opens_in_a_window_where_nothing_can_be_changed(window, history, qtbot):
    choose(history, 2)
    history.look.click()
    qtbot.waitUntil(lambda: bool(window.history.secondary.windows))
    (other,) = window.history.secondary.windows
    assert other.session.chronology.read_only
    assert not other.toolbar.undo.isEnabled()
    assert "Third" not in titles(other)
    assert "First <b>title</b>" in titles(other)
    assert "This is how the chronology was" in other.banner.sentence
    kept = other.session.chronology.path
    other.close()
    qtbot.waitUntil(lambda: not window.history.secondary.windows)
    assert not kept.exists()
    assert "Third" in titles(window)


def test_a_day_before_the_first_change_shows_the_chronology_without_it(window, history, qtbot):
    history.day.set_words("24 July 2020")
    history.show_day.click()
    qtbot.waitUntil(lambda: bool(window.history.secondary.windows))
    (other,) = window.history.secondary.windows
    assert not {"First <b>title</b>", "Second title", "Third"} & titles(other)
    other.close()


def backups_of(window, tmp_path_factory):
    return Backups(state_folder(), window.session.chronology.path)


def test_an_opened_chronology_is_backed_up_and_again_after_many_changes(window, qtbot, tmp_path_factory):
    backups = backups_of(window, tmp_path_factory)
    window.history.opened()
    qtbot.waitUntil(lambda: len(backups.listed()) == 1)
    for number in range(25):
        added(window, f"Event {number}")
    qtbot.waitUntil(lambda: len({backup.revision for backup in backups.listed()}) == 2)


def test_a_backup_says_what_restoring_it_changes_and_brings_it_back(window, qtbot, tmp_path_factory):
    backups = backups_of(window, tmp_path_factory)
    backups.make(window.session.chronology.store)
    added(window, "Made since")
    window.history.show_backups()
    dialog = window.history.restoring.dialog
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert "1 event goes, made since then." in words_in(dialog.page.widget())
    dialog.restore.click()
    qtbot.waitUntil(lambda: "Made since" not in titles(window))
    assert len(titles(window)) == 130
    assert "Restored the backup" in window.banner.sentence
    with closing(Store.open(next(window.session.chronology.path.parent.glob("*before restoring*.timelinedb")))) as old:
        assert old.info().events == 131


def test_what_differs_is_told_by_kind_and_direction():
    counts = {"event": {"only_in_one": 0, "only_in_other": 2, "changed": 1}, "source": {"only_in_other": 1}}
    assert told(counts) == ["2 events, 1 source come back.", "1 event is again as it was then."]


def test_merging_says_first_what_it_would_do_and_is_one_step(window, qtbot, tmp_path):
    other = tmp_path / "colleague.timelinedb"
    shutil.copyfile(window.session.chronology.path, other)
    with closing(Store.open(other)) as store:
        store.apply(Change("Add", after=(Event(new_id(), "From a colleague", start="2025"),)))
    window.history.merging.plan(str(other))
    qtbot.waitUntil(lambda: bool(window.findChildren(MergeDialog)))
    (dialog,) = window.findChildren(MergeDialog)
    assert "1 event" in words_in(dialog)
    assert "From a colleague" in words_in(dialog)
    assert len(titles(window)) == 130
    dialog.confirm()
    qtbot.waitUntil(lambda: "From a colleague" in titles(window))
    window.events.undo()
    assert len(titles(window)) == 130


def test_merging_a_copy_with_nothing_new_offers_nothing(window, qtbot, tmp_path):
    other = tmp_path / "same.timelinedb"
    shutil.copyfile(window.session.chronology.path, other)
    window.history.merging.plan(str(other))
    qtbot.waitUntil(lambda: bool(window.findChildren(MergeDialog)))
    (dialog,) = window.findChildren(MergeDialog)
    assert not dialog.done_button.isEnabled()
    dialog.reject()


def test_a_copy_for_publication_leaves_notes_out_and_says_so(window, qtbot, tmp_path):
    added(window, "With a note", notes="Only for me")
    window.history.publish()
    (dialog,) = window.findChildren(PublishDialog)
    assert "1 event by its status" in dialog.choice.line.text()
    dialog.confirm()
    window.findChild(FileDialog).reject()
    target = tmp_path / "out.timelinedb"
    window.history.publish_to(str(target))
    qtbot.waitUntil(lambda: "Left out:" in window.banner.sentence)
    assert "notes (32)" in window.banner.sentence
    assert "events by their status (1)" in window.banner.sentence
    with closing(Store.open(target)) as store:
        assert store.info().events == 130
        assert not any(event.notes for event in store.lookups.all_of(Event))


def test_what_can_be_read_of_a_damaged_file_is_recovered_and_opened(window, qtbot, tmp_path):
    damaged = tmp_path / "damaged.timelinedb"
    shutil.copyfile(window.session.chronology.path, damaged)
    window.history.recovery.recover(damaged)
    qtbot.waitUntil(lambda: "(recovered)" in window.session.chronology.path.name)
    assert "Recovered into" in window.banner.sentence
    assert "130 events" in window.banner.sentence


def torn(path):
    """Damage pages in the middle of a store."""
    content = bytearray(path.read_bytes())
    for page in range(30, len(content) // 4096, 9):
        content[page * 4096 : page * 4096 + 2000] = b"\xff" * 2000
    path.write_bytes(content)


def strange(path):
    """Let a stranger put a trigger into a store."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON event BEGIN DELETE FROM event; END")


def test_a_file_that_cannot_be_opened_offers_what_can_be_done(window, qtbot, tmp_path):
    path = tmp_path / "strange.timelinedb"
    shutil.copyfile(window.session.chronology.path, path)
    strange(path)
    before = path.read_bytes()
    window.files.open_path(path)
    assert "holds tables or instructions" in window.banner.sentence
    window.history.recovery.offer()
    dialog = window.history.recovery.dialog
    assert not dialog.restore.isEnabled()
    assert not dialog.look.isEnabled()
    dialog.recover.click()
    qtbot.waitUntil(lambda: "(recovered)" in window.session.chronology.path.name)
    assert "130 events" in window.banner.sentence
    assert path.read_bytes() == before


def test_a_damaged_file_leads_to_its_backups(window, qtbot, tmp_path):
    path = tmp_path / "torn.timelinedb"
    shutil.copyfile(window.session.chronology.path, path)
    with closing(Store.open(path)) as store:
        store.apply(Change("Add", after=(Event(new_id(), "Made before", start="2025"),)))
        Backups(state_folder(), path).make(store)
    torn(path)
    if window.files.open_path(path):
        window.complete()
        window.look_over()
    qtbot.waitUntil(lambda: "amaged" in window.banner.sentence or "***" in window.banner.sentence)
    window.history.recovery.offer()
    dialog = window.history.recovery.dialog
    assert "There is 1 backup" in words_in(dialog)
    dialog.restore.click()
    qtbot.waitUntil(window.history.restoring.dialog.restore.isEnabled)
    window.history.restoring.dialog.restore.click()
    qtbot.waitUntil(lambda: "Made before" in titles(window))
    assert len(titles(window)) == 131


def test_what_came_through_of_the_history_is_told():
    whole = RecoveryCounts({"event": 2}, {}, [], 3, 0)
    assert recovered_words(whole, "x") == "Recovered into x: 2 events. The history is whole: 3 changes."
    part = RecoveryCounts({"event": 2}, {"event": 1}, [], 3, 4)
    assert "The history goes back 3 changes; 4 older ones are lost." in recovered_words(part, "x")
    assert recovered_words(RecoveryCounts({"event": 2}, {}, [], 0, 4), "x").endswith("so it was not kept.")


def test_each_conflict_of_a_merge_can_be_flipped(window, qtbot, tmp_path):
    other = tmp_path / "colleague.timelinedb"
    shutil.copyfile(window.session.chronology.path, other)
    event = window.session.chronology.store.lookups.all_of(Event)[0]
    with closing(Store.open(other)) as store:
        theirs = store.lookups.event(event.id)
        store.apply(Change("E", (theirs,), (replace(theirs, title="Theirs", notes="Theirs"),)), "Taras")
    window.services.apply(Change("E", (event,), (replace(event, title="Mine", notes="Mine"),)))
    window.history.merging.plan(str(other))
    qtbot.waitUntil(lambda: bool(window.findChildren(MergeDialog)))
    (dialog,) = window.findChildren(MergeDialog)
    assert len(dialog.cards) == 2
    assert "Taras" in dialog.cards[0][1].accessibleName()
    dialog.take_theirs()
    assert [theirs.isChecked() for _mine, theirs in dialog.cards] == [True, True]
    dialog.take_later()
    assert [mine.isChecked() for mine, _theirs in dialog.cards] == [True, True]
    dialog.cards[0][1].click()
    dialog.confirm()
    qtbot.waitUntil(lambda: not window.jobs.busy and bool(window.history.merging))
    assert window.session.chronology.store.lookups.event(event.id).title == "Theirs"
    assert window.session.chronology.store.lookups.event(event.id).notes == "Mine"
