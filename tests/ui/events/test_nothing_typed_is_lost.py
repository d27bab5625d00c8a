"""What a person types is not lost: not to another's edit, not to a full disk, not to a crash."""

from __future__ import annotations

import json
import os
import stat
import time
from dataclasses import replace

import pytest

from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Event, Excerpt, Source, new_id
from timeline_app.store.store import Store
from timeline_app.ui.events import drafts
from timeline_app.ui.events.drafts import folder_of, left_behind
from timeline_app.ui.services.source_dialog import SourceDialog

FIRST = "e-first"


@pytest.fixture
def edited(window):
    """The window with the editor open on an event with one piece of evidence."""
    source = Source("s-first", "A report", url="https://a.example/1")
    event = Event(FIRST, "First title", "2025-07-24", summary="First summary")
    window.services.apply(Change("Add", after=(source, event, Excerpt("x-first", FIRST, source.id, exact="They met."))))
    window.session.select(window.session.chronology.row_of(FIRST))
    window.events.edit()
    yield window
    if window.events.editor is not None:
        window.events.editor.done(0)


def meanwhile(window, *changes):
    """Another program writes."""
    with Store.open(window.session.chronology.path) as other:
        for change in changes:
            other.apply(change, "Taras")


def stored(window):
    return window.session.chronology.store.lookups.event(FIRST)


def rewritten(window, **fields):
    return Change("Edit", (stored(window),), (replace(stored(window), **fields),))


def test_edits_of_different_fields_are_both_kept_without_a_question(edited):
    meanwhile(edited, rewritten(edited, summary="Theirs"))
    edited.events.editor.form.title.setText("Mine")
    edited.events.editor.confirm()
    assert edited.events.editor is None
    assert (stored(edited).title, stored(edited).summary) == ("Mine", "Theirs")


@pytest.mark.parametrize("mine", [True, False])
def test_an_edit_of_one_field_by_two_shows_both_versions_and_lets_one_choose(edited, mine):
    meanwhile(edited, rewritten(edited, title="Theirs", status="disputed"))
    editor = edited.events.editor
    editor.form.title.setText("Mine")
    editor.form.notes.setPlainText("A note")
    editor.confirm()
    dialog = edited.services.saving.asked
    assert editor.isVisible()
    ((now, typed),) = dialog.cards
    assert "Theirs" in now.accessibleName()
    assert "Taras" in now.accessibleName()
    assert "Mine" in typed.accessibleName()
    assert typed.isChecked()
    (typed if mine else now).click()
    dialog.confirm()
    assert edited.events.editor is None
    found = stored(edited)
    assert (found.title, found.status, found.notes) == ("Mine" if mine else "Theirs", "disputed", "A note")
    edited.events.undo()
    assert (stored(edited).title, stored(edited).notes) == ("Theirs", "")


def test_leaving_the_question_goes_back_to_the_form_with_all_that_was_typed(edited):
    meanwhile(edited, rewritten(edited, title="Theirs"))
    editor = edited.events.editor
    editor.form.title.setText("Mine")
    editor.confirm()
    edited.services.saving.asked.reject()
    assert editor.isVisible()
    assert editor.form.title.text() == "Mine"
    assert stored(edited).title == "Theirs"


def test_an_event_that_was_deleted_meanwhile_can_be_saved_again(edited):
    chronology = edited.session.chronology
    gone = (stored(edited), *(each.excerpt for each in chronology.evidence(FIRST)))
    meanwhile(edited, Change("Delete", before=gone))
    edited.events.editor.form.title.setText("Mine")
    edited.events.editor.confirm()
    edited.services.saving.asked.confirm()
    assert stored(edited).title == "Mine"


def test_evidence_that_another_added_meanwhile_stays(edited):
    meanwhile(edited, Change("Cite", after=(Excerpt(new_id(), FIRST, "s-first", exact="They met again."),)))
    edited.events.editor.form.title.setText("Mine")
    edited.events.editor.confirm()
    assert stored(edited).title == "Mine"
    assert len(edited.session.chronology.evidence(FIRST)) == 2


def test_what_cannot_be_saved_stays_in_the_form_with_the_reason(edited, monkeypatch):
    def full(*_given):
        raise StoreError("There is no room left on the disk.")

    monkeypatch.setattr(edited.session.chronology.store, "apply", full)
    editor = edited.events.editor
    editor.form.title.setText("Mine")
    editor.confirm()
    assert edited.events.editor is editor
    assert editor.problem == "There is no room left on the disk."
    monkeypatch.undo()
    editor.confirm()
    assert stored(edited).title == "Mine"


def test_a_quick_line_that_cannot_be_saved_stays(window, monkeypatch):
    from timeline_app.ui.events.quick_add import QuickAdd

    def full(*_given):
        raise StoreError("There is no room left on the disk.")

    monkeypatch.setattr(window.session.chronology.store, "apply", full)
    window.events.quick_add()
    (line,) = window.findChildren(QuickAdd)
    line.show_text("24 July 2025 - They met")
    line.save()
    assert line.isVisible()
    assert line.sentence == "There is no room left on the disk."
    monkeypatch.undo()
    line.save()
    assert not line.isVisible()


def test_a_source_that_cannot_be_saved_stays_in_its_form(edited, monkeypatch):
    edited.events.editor.done(0)
    source = edited.session.chronology.store.lookups.record(Source, "s-first")
    dialog = SourceDialog(source, "dmy", edited)
    dialog.changed.connect(edited.events.save)
    dialog.open()
    dialog.fields["publisher"].setText("Mine")
    meanwhile(edited, Change("Edit", (source,), (replace(source, publisher="Theirs", licence="CC0"),)))
    dialog.confirm()
    assert dialog.isVisible()
    edited.services.saving.asked.confirm()
    assert not dialog.isVisible()
    found = edited.session.chronology.store.lookups.record(Source, "s-first")
    assert (found.publisher, found.licence) == ("Mine", "CC0")


# --- drafts --------------------------------------------------------------------------------------------------------


def kept(window):
    return list(folder_of(window.session.chronology.path).glob("*.json"))


def test_what_is_typed_is_kept_while_one_types_and_goes_with_the_saving(edited):
    edited.events.drafts.keep()
    assert kept(edited) == []
    edited.events.editor.form.title.setText("Half a sen")
    edited.events.drafts.keep()
    (file,) = kept(edited)
    assert "Half a sen" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert left_behind(file.parent) == []  # it is being written
    edited.events.editor.confirm()
    assert kept(edited) == []


def test_after_a_crash_one_goes_on_writing(edited, monkeypatch):
    editor = edited.events.editor
    editor.form.title.setText("Half a sen")
    editor.form.start.set_words("early May 20")
    editor.evidence_forms[0].exact.setPlainText("They met, and")
    more = editor.add_evidence()
    more.title.setText("Another report")
    more.url.setText("https:")
    edited.events.drafts.keep()
    monkeypatch.setattr(edited.events.drafts, "_file", None)  # as after a crash: nobody takes the file away
    editor.done(0)
    edited.events.drafts.offer()
    assert edited.banner.sentence == ""  # it might be another window that is writing
    monkeypatch.setattr(drafts, "ALIVE_S", -1.0)
    edited.events.drafts.offer()
    assert "You were writing “Half a sen” when the program ended" in edited.banner.sentence
    edited.events.drafts.go_on()
    again = edited.events.editor
    assert again.form.title.text() == "Half a sen"
    assert again.form.start.field.text() == "early May 20"
    assert [form.exact.toPlainText() for form in again.evidence_forms] == ["They met, and", ""]
    assert again.evidence_forms[1].url.text() == "https:"
    again.evidence_forms[1].url.setText("https://b.example")
    again.form.start.set_words("early May 2025")
    again.confirm()
    assert stored(edited).title == "Half a sen"
    assert len(edited.session.chronology.evidence(FIRST)) == 2


def test_a_draft_is_offered_when_the_chronology_is_opened(window, monkeypatch):
    monkeypatch.setattr(drafts, "ALIVE_S", -1.0)
    folder = folder_of(window.session.chronology.path)
    drafts.write(folder / "new-1.json", {"event": {"title": "A \u202enew one"}, "evidence": []})
    window.files.file_watcher.settled.emit()  # the person has begun to read
    assert "“A new one”" in window.banner.sentence


@pytest.mark.parametrize(
    "content",
    ["", "[", "7", "{}", '{"event": 7}', "[" * 100_000, '{"event": {"title": 7, "zone": [], "importance": "x"}}'],
)
def test_a_file_that_is_no_draft_does_no_harm(window, monkeypatch, content):
    monkeypatch.setattr(drafts, "ALIVE_S", -1.0)
    folder = folder_of(window.session.chronology.path)
    folder.mkdir(parents=True)
    (folder / "new-1.json").write_text(content)
    window.events.drafts.offer()
    window.events.drafts.go_on()
    if window.events.editor is not None:
        assert json.loads(content)["event"]
        window.events.editor.done(0)


def test_very_old_drafts_go_and_a_place_that_cannot_be_written_disturbs_nobody(edited, tmp_path, monkeypatch):
    folder = tmp_path / "drafts"
    drafts.write(folder / "a.json", {"event": {}})
    assert len(left_behind(folder, time.time() + 60)) == 1
    assert left_behind(folder, time.time() + drafts.KEPT_S * 2) == []
    assert list(folder.iterdir()) == []
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(edited.events.drafts, "_file", tmp_path / "file" / "draft.json")
    edited.events.editor.form.title.setText("Mine")
    edited.events.drafts.keep()
    assert edited.events.editor.isVisible()
    assert os.path.getsize(tmp_path / "file") == 0  # noqa: PTH202  # shorter here
