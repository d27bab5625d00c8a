"""Reading in the window: an article dropped on it, its proposals, its excerpts, back to the very words, a restart."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from reading_stage import ARTICLE, accept, card_dated, drop, opened, press

from timeline_app.document.evidence.accepting import Acceptance
from timeline_app.document.evidence.review_queue import QueueItem, ReviewQueue
from timeline_app.document.evidence.source_records import Article
from timeline_app.domain.change import Change
from timeline_app.domain.records import Document, Event, new_id
from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.extract.events.proposals import read_article
from timeline_app.store.records.evidence import marked_in
from timeline_app.store.store import Store
from timeline_app.ui.events.editor import QuotedEventDialog
from timeline_app.ui.reader.claims import ClaimDialog
from timeline_app.ui.reader.dialogs import EventPicker, PasteDialog, VersionDialog
from timeline_app.ui.reader.page_text import Mark, PageText, flowed
from timeline_app.ui.reader.proposal_list import heading_of, heading_px
from timeline_app.ui.reader.reader_panel import FindBar
from timeline_app.ui.services.source_dialog import SourceDialog

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "harbour.timelinedb"
    Store.create(path, as_of="2025-07-21").close()
    return path


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def answer(window, words):
    box = next(each for each in window.findChildren(QMessageBox) if each.isVisible())
    next(each for each in box.buttons() if each.text().replace("&", "") == words).click()


def titles(window):
    chronology = window.session.chronology
    return list(chronology.titles(chronology.columns.row.tolist()).values())


def check(path):
    done = subprocess.run(
        [sys.executable, "-m", "timeline_app", "check", str(path), "--json"],
        capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)


def walk(new_window, qtbot, store, article, dates):
    """Drop, accept, see, click back to the words, restart, check; then change one letter from outside."""
    window = new_window(store)
    room = opened(window, qtbot, article)
    planned = room.proposals.queue.cards[card_dated(room, "2025-07-23")]
    assert planned.acceptance.status == "planned"
    assert planned.proposal.reasoning == "Wednesday after Monday 21 July 2025"
    accept(room, *dates)
    assert titles(window) == []
    assert room.proposals.add.text() == f"Add {len(dates)} events"
    room.proposals.add.click()
    assert window.session.chronology.undo_label == f"Add {len(dates)} events"
    chronology = window.session.chronology
    assert sorted(event.start for event in chronology.events(chronology.columns.row.tolist())) == sorted(dates)
    assert sum(lane.in_view for lane in window.workspace.canvas.scene.lanes) == len(dates)
    marks = [mark for mark in room.reader.page.marks if mark.look == "excerpt"]
    assert len(marks) == len(dates)
    window.close()

    window = new_window(store)
    chronology = window.session.chronology
    row = next(event for event in chronology.columns.row.tolist() if chronology.event(event).start == "2025-07-23")
    window.session.select(row)
    (evidence,) = chronology.evidence(chronology.event(row).id)
    assert evidence.excerpt.kind == "quote"
    link = next(
        each for each in window.workspace.details.findChildren(QPushButton) if each.text() == "Show in document"
    )
    link.click()
    room = window.evidence.reading.room
    page = room.reader.page
    assert room.is_open
    start = page._flash[0]
    assert page.text[slice(*page._flash)] == evidence.excerpt.exact
    assert page.reading_place() == start
    window.close()

    assert check(store)[0] == 0
    assert check(store)[1]["problems"] == []
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE document SET text = replace(text, 'Wednesday', 'Wednesdoy')")
    code, report = check(store)
    assert (code, report["ok"]) == (1, False)
    assert {each["kind"] for each in report["problems"]} == {"document", "excerpt"}


def test_an_article_becomes_events_with_their_words(new_window, qtbot, empty, article):
    walk(new_window, qtbot, empty, article, ("2025-07-23", "2025-04", "2025-05", "2014", "2022-02"))


@pytest.mark.shared
def test_the_article_that_the_project_began_from_becomes_events(new_window, qtbot, empty, shared):
    article = shared / "data" / "articles" / "istanbul-talks.txt"
    walk(new_window, qtbot, empty, article, ("2025-07-23", "2025-05", "2025-06", "2014", "2022-02"))


def test_what_was_added_is_taken_back_in_one_step_and_offered_again(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2025-04", "2014")
    room.proposals.add.click()
    assert len(titles(window)) == 2
    assert room.proposals.queue.count("there") == 2
    window.events.undo()
    assert titles(window) == []
    assert room.proposals.queue.count("there") == 0
    assert [mark.look for mark in room.reader.page.marks if mark.look == "excerpt"] == []


def test_the_keys_decide_and_move_on(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    queue, proposals = room.proposals.queue, room.proposals
    assert proposals.current()[0] == 0
    press(room, Qt.Key.Key_A, Qt.Key.Key_R)
    assert [card.decision for card in queue.cards[:3]] == ["accepted", "rejected", "open"]
    assert proposals.current()[0] == 2
    press(room, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_A)
    assert queue.cards[0].decision == "open"
    current = next(mark for mark in room.reader.page.marks if mark.look == "current")
    assert room.reader.page.text[current.start : current.end] == queue.cards[proposals.current()[0]].proposal.exact


def test_dates_of_what_is_hardly_an_event_are_folded_under_the_proposals(new_window, qtbot, empty, article):
    article.write_text(f"{ARTICLE}\nThe harbour was calm on 4 June 2025.\n", encoding="utf-8")
    window = new_window(empty)
    room = opened(window, qtbot, article)
    shown, folded = len(room.proposals.queue), len(room.proposals.queue.folded)
    assert room.proposals.unfold.text() == (f"{folded} more dates" if folded > 1 else "1 more date")
    room.proposals.unfold.click()
    assert room.proposals.unfold.isHidden()
    assert len(room.proposals.queue) == shown + folded
    row, card = room.proposals.current()
    assert row == shown
    press(room, Qt.Key.Key_A)
    assert room.proposals.queue.cards[row].decision == "accepted"
    assert card.proposal.doubt


def test_each_day_has_one_heading_over_what_is_proposed_for_it(new_window, qtbot, empty, article):
    article.write_text(f"{ARTICLE}\nA mine exploded at the quay on 3 June 2025. On 3 June 2025 the strait was mined.\n")
    window = new_window(empty)
    room = opened(window, qtbot, article)
    proposals = room.proposals.list
    indexes = [proposals.cards.index(row) for row in range(len(room.proposals.queue))]
    days = [room.proposals.queue.cards[row].day for row in range(len(indexes))]
    assert days.count("2025-06-03") == 2
    headed = [heading_of(index) for index in indexes if heading_px(index)]
    assert headed.count("3 June 2025") == 1
    assert len(headed) == len(set(days))
    second = indexes[days.index("2025-06-03") + 1]
    assert proposals.card_rect(second) == proposals.visualRect(second)


def test_one_key_takes_the_other_of_two_dates(new_window, qtbot, empty, article):
    article.write_text("The bridge of the northern city was hit on 03/04/2025 by two drones.\n", encoding="utf-8")
    window = new_window(empty)
    room = opened(window, qtbot, article)
    assert room.proposals.buttons["D"].isVisible()
    spoken = room.proposals.list.cards.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Unsure: “03/04/2025”" in spoken
    assert "D takes 4 March 2025 instead" in spoken
    press(room, Qt.Key.Key_D, Qt.Key.Key_A)
    room.proposals.add.click()
    event = window.session.selected_event()
    assert (event.start, event.date_text) == ("2025-03-04", "03/04/2025")
    assert room.proposals.buttons["D"].isHidden()


def test_what_is_no_event_is_remembered_when_the_document_is_opened_again(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    count, folded = len(room.proposals.queue), len(room.proposals.queue.folded)
    room.proposals.list.setCurrentIndex(room.proposals.list.cards.index(card_dated(room, "2014")))
    press(room, Qt.Key.Key_R)
    accept(room, "2022-02")
    document_id = room.documents.document.id
    room.documents.drop_accepted()
    window.close()

    window = new_window(empty)
    window.evidence.reading.show_document(document_id)
    room = window.evidence.reading.room
    qtbot.waitUntil(lambda: len(room.proposals.queue) > 0)
    assert (len(room.proposals.queue), len(room.proposals.queue.folded)) == (count - 1, folded + 1)
    assert {card.decision for card in room.proposals.queue.cards} == {"open"}
    room.proposals.unfold.click()
    row = card_dated(room, "2014")
    assert room.proposals.queue.cards[row].decision == "rejected"
    room.proposals.list.setCurrentIndex(room.proposals.list.cards.index(row))
    press(room, Qt.Key.Key_R)
    room.leave()
    window.evidence.reading.show_document(document_id)
    qtbot.waitUntil(lambda: len(room.proposals.queue) == count)


def test_the_keys_go_to_the_proposals_of_the_next_article_too(new_window, qtbot, empty, tmp_path):
    """The list is hidden while the next one is read: Qt then gave the keys to the day of publication."""
    window = new_window(empty)
    window.activateWindow()
    for name, day in (("first", "16 May"), ("second", "18 May")):
        article = Article(name, url=f"https://e.org/{name}", published="2025-07-21",
                          text=f"The council of the {name} city closed the harbour on {day} 2025.")  # fmt: skip
        window.evidence.reading.take_article(article)
        qtbot.waitUntil(lambda: len(window.evidence.reading.room.proposals.queue) > 0)
        room = window.evidence.reading.room
        assert window.focusWidget() is room.proposals.list, name
        press(room, Qt.Key.Key_A)
        room.proposals.add.click()
    assert len(titles(window)) == 2


def test_proposals_that_come_later_take_no_keys_from_the_words_that_were_asked_for(window, qtbot):
    chronology = window.session.chronology
    brief = next(each for each in chronology.sources if each.external_id == "brief")
    excerpt = marked_in(chronology.store, chronology.store.evidence.document_ids(brief.id)[0])[-1].excerpt
    window.evidence.reading.show_excerpt(excerpt)
    room = window.evidence.reading.room
    qtbot.waitUntil(lambda: len(room.proposals.queue) > 0)
    assert window.focusWidget() is room.reader.page
    room.leave()


def test_nothing_enters_without_a_person(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2014")
    room.reader.closed.emit()
    assert room.is_open
    answer(window, "Cancel")
    assert room.is_open
    assert room.documents.undecided == 1
    window.close()
    assert window.isVisible()
    answer(window, "Leave out")
    assert not window.isVisible()


def test_what_was_accepted_is_added_in_one_step_when_the_reader_closes(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2014", "2022-02")
    room.reader.closed.emit()
    answer(window, "Add 2 events")
    assert not room.is_open
    assert len(titles(window)) == 2
    assert window.session.chronology.undo_label == "Add 2 events"


def test_a_proposal_can_be_edited_before_it_is_accepted(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    room.proposals.list.setCurrentIndex(room.proposals.list.cards.index(card_dated(room, "2014")))
    press(room, Qt.Key.Key_E)
    dialog = window.findChild(QuotedEventDialog)
    dialog.form.title.setText("")
    dialog.confirm()
    assert dialog.problem == "An event needs a title."
    dialog.form.title.setText("Lighthouse seized")
    dialog.form.start.set_words("3 May 2014")
    dialog.form.category.setText("Strikes")
    dialog.confirm()
    room.proposals.add.click()
    assert titles(window) == ["Lighthouse seized"]
    event = window.session.selected_event()
    assert (event.start, event.date_text) == ("2014-05-03", "3 May 2014")
    assert window.session.category(event.category_id).name == "Strikes"


def test_a_proposal_that_fits_an_event_is_offered_as_evidence_for_it(new_window, qtbot, empty, article):
    with Store.open(empty) as store:
        known = Event(new_id(), "Blockade of the strait", "2022-02-03")
        store.apply(Change("Add", after=(known,)))
    window = new_window(empty)
    room = opened(window, qtbot, article)
    row = card_dated(room, "2022-02")
    (fit, *_more) = room.proposals.queue.cards[row].fits
    assert fit.event_id == known.id
    room.proposals.merge(row, fit)
    assert room.proposals.add.text() == "Add evidence"
    room.proposals.add.click()
    assert titles(window) == ["Blockade of the strait"]
    (evidence,) = window.session.chronology.evidence(known.id)
    assert (evidence.excerpt.claimed_date, evidence.excerpt.kind) == ("2022-02", "quote")


def test_another_day_of_publication_moves_the_dates_and_keeps_the_decisions(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2014", "2025-07-23")
    room.proposals.form.published.field.setText("28 July 2025")
    qtbot.waitUntil(lambda: any(card.acceptance.date == "2025-07-30" for card in room.proposals.queue.cards))
    assert room.proposals.queue.cards[card_dated(room, "2025-07-30")].decision == "accepted"
    assert room.documents.source.published == "2025-07-28"
    assert window.session.chronology.undo_label.startswith("Set when")


def test_selected_words_become_an_event_with_the_date_that_stands_in_them(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    page = room.reader.page
    start = page.text.index("The dispute began")
    page.choose(start, page.text.index(" It grew"))
    assert room.reader.new_event.isVisible()
    QTest.keyClick(page, Qt.Key.Key_N)
    dialog = window.findChild(QuotedEventDialog)
    assert dialog.form.start.reading.edtf == "2014"
    assert "lighthouse" in dialog.form.title.text()
    dialog.confirm()
    (evidence,) = window.session.chronology.evidence(window.session.selected_event().id)
    assert evidence.excerpt.exact == "The dispute began with the seizure of the lighthouse in 2014."


def test_the_form_of_a_new_event_keeps_what_was_typed_while_the_change_cannot_be_saved(
    new_window, qtbot, empty, article, monkeypatch
):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    page = room.reader.page
    start = page.text.index("The dispute began")
    page.choose(start, page.text.index(" It grew"))
    QTest.keyClick(page, Qt.Key.Key_N)
    dialog = window.findChild(QuotedEventDialog)
    dialog.form.title.setText("Lighthouse seized")

    def fail(_change):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(window.session.chronology, "do", fail)
        dialog.confirm()
    assert dialog.isVisible()
    assert dialog.problem
    dialog.confirm()
    assert not dialog.isVisible()
    assert titles(window) == ["Lighthouse seized"]


def test_selected_words_become_evidence_for_an_event_that_is_picked(new_window, qtbot, empty, article):
    with Store.open(empty) as store:
        store.apply(Change("Add", after=(Event(new_id(), "Ferries stop", "2022-03"), Event(new_id(), "Other", "1999"))))
    window = new_window(empty)
    room = opened(window, qtbot, article)
    page = room.reader.page
    start = page.text.index("the ferries have not sailed since")
    page.choose(start, start + 33)
    QTest.keyClick(page, Qt.Key.Key_E)
    picker = window.findChild(EventPicker)
    QTest.keyClicks(picker.field, "ferr")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    event = window.session.selected_event()
    assert event.title == "Ferries stop"
    assert window.session.chronology.evidence(event.id)[0].excerpt.exact == "the ferries have not sailed since"


def test_a_click_on_a_mark_selects_its_event(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2014", "2022-02")
    QTest.keyClick(room.proposals.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(titles(window)) == 2
    window.session.select(None)
    room.reader.page.bring(0, 1)
    room.reader.next_excerpt()
    assert window.session.selected_event().start == "2014"
    room.reader.next_excerpt()
    assert window.session.selected_event().start == "2022-02"
    room.reader.excerpt_before()
    assert window.session.selected_event().start == "2014"
    assert window.workspace.details.isVisible()
    assert not room.proposals.isVisible()


def test_the_reader_makes_room_and_gives_it_back(window, qtbot, article):
    workspace = window.workspace
    left, before = workspace.left.isVisible(), workspace.split.sizes()
    room = opened(window, qtbot, article)
    assert not workspace.left.isVisible()
    assert room.reader.isVisible()
    assert workspace.canvas.width() > 250
    room.reader.closed.emit()
    assert workspace.left.isVisible() == left
    assert workspace.split.sizes() == before
    assert workspace.details.isVisible()


def test_closing_the_reader_while_words_light_up_is_harmless(window, qtbot):
    chronology = window.session.chronology
    brief = next(each for each in chronology.sources if each.external_id == "brief")
    excerpt = marked_in(chronology.store, chronology.store.evidence.document_ids(brief.id)[0])[-1].excerpt
    window.evidence.reading.show_excerpt(excerpt)
    room = window.evidence.reading.room
    assert room.reader.page._fading.isActive()
    room.leave()
    assert not room.reader.page._fading.isActive()
    assert room.reader.page.extraSelections() == []


def test_the_same_article_is_not_stored_twice(new_window, qtbot, empty, article):
    window = new_window(empty)
    opened(window, qtbot, article)
    sources = window.session.chronology.source_count
    drop(window, article)
    qtbot.waitUntil(lambda: "stored already" in window.toast.accessibleName())
    assert window.session.chronology.source_count == sources


def test_undoing_the_storing_closes_the_reader(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article, published="")
    window.events.undo()
    assert not room.is_open
    assert window.session.chronology.source_count == 0


def test_a_newer_version_is_confirmed_before_it_moves_an_excerpt(new_window, qtbot, empty, article, tmp_path):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2014", "2022-02")
    room.proposals.add.click()
    newer = tmp_path / "newer.txt"
    changed = ARTICLE.replace("The dispute began with the seizure", "The dispute started with the seizure")
    newer.write_text(changed.replace("It grew into an open blockade", "And so on"), encoding="utf-8")
    first, source = room.documents.document.id, room.documents.source
    window.evidence.reading.take_file(newer, source)
    qtbot.waitUntil(lambda: window.findChild(VersionDialog) is not None)
    dialog = window.findChild(VersionDialog)
    assert len(dialog.boxes) >= 1
    dialog.confirm()
    qtbot.waitUntil(lambda: room.documents.document.id != first)
    assert room.reader.versions.count() == 2
    moved = [each.excerpt.exact for each in marked_in(window.session.chronology.store, room.documents.document.id)]
    assert "The dispute started with the seizure of the lighthouse in 2014." in moved
    report = window.session.chronology.store.check()
    assert report.ok


def test_a_pasted_text_is_read_like_a_file(new_window, qtbot, empty):
    window = new_window(empty)
    window.evidence.paste_article()
    dialog = window.findChild(PasteDialog)
    dialog.confirm()
    assert dialog.problem == "Paste the text of the article first."
    dialog.text.setPlainText(ARTICLE)
    dialog.url.setText("javascript:alert(1)")
    dialog.confirm()
    assert dialog.problem.startswith("An address begins with")
    dialog.url.setText("https://example.org/talks")
    dialog.published.set_words("21.7.2025")
    dialog.confirm()
    room = window.evidence.reading.room
    qtbot.waitUntil(lambda: len(room.proposals.queue) > 0)
    (source,) = window.session.chronology.sources
    assert (source.title, source.published) == ("Two port cities will talk again", "2025-07-21")


def test_a_file_without_text_is_refused_in_a_sentence(new_window, qtbot, empty, tmp_path):
    window = new_window(empty)
    path = tmp_path / "nothing.txt"
    path.write_text("  \n ", encoding="utf-8")
    drop(window, path)
    qtbot.waitUntil(lambda: window.banner.sentence == "“nothing.txt” is empty.")


def test_words_that_changed_from_outside_are_said_to_be_lost(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2014")
    room.proposals.add.click()
    window.close()
    with closing(sqlite3.connect(empty)) as connection, connection:
        connection.execute("UPDATE document SET text = replace(text, 'lighthouse', 'lighthoose')")
    window = new_window(empty)
    (row,) = window.session.chronology.columns.row.tolist()
    event = window.session.chronology.event(row)
    window.evidence.show_evidence(window.session.chronology.evidence(event.id)[0])
    assert "lost" in window.banner.sentence
    assert "1 excerpt is lost" in window.evidence.reading.room.reader.warning
    window.evidence.show_sourcing()
    dialog = window.evidence.sourcing.sourcing
    qtbot.waitUntil(lambda: len(dialog.list.messages()) > 0)
    assert any("no longer in their document" in each for each in dialog.list.messages())
    assert dialog.summary.startswith("2 faults.")
    dialog.close()


def test_a_quote_cannot_be_edited_into_words_that_its_document_does_not_hold(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2014")
    room.proposals.add.click()
    window.events.edit()
    editor = window.events.editor
    (form,) = editor._evidence
    form.exact.setPlainText("The dispute began with a misunderstanding.")
    editor.confirm()
    assert editor.isVisible()
    assert "do not stand in the document" in form._problem.text()
    form.exact.setPlainText("the seizure of the lighthouse")
    editor.confirm()
    (evidence,) = window.session.chronology.evidence(window.session.selected_event().id)
    text = room.documents.document.text
    assert text[evidence.excerpt.start : evidence.excerpt.end] == "the seizure of the lighthouse"
    assert window.session.chronology.store.check().ok


def test_claims_stand_side_by_side_and_a_person_prefers_one(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    accept(room, "2014")
    room.proposals.add.click()
    event = window.session.selected_event()
    (evidence,) = window.session.chronology.evidence(event.id)
    window.evidence.edit_claim(evidence)
    dialog = window.findChild(ClaimDialog)
    dialog.date.set_words("May 2014")
    dialog.confirm()
    room.switch.choose("event")
    prefer = next(each for each in window.workspace.details.findChildren(QPushButton) if each.text() == "Prefer this")
    prefer.click()
    assert window.session.selected_event().start == "2014-05"
    assert window.session.chronology.undo_label.startswith("Date “")


def test_the_source_is_edited_as_one_change(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    room.reader.source_wanted.emit()
    dialog = window.findChild(SourceDialog)
    dialog.fields["publisher"].setText("Port Gazette")
    dialog.confirm()
    assert window.session.chronology.sources[0].publisher == "Port Gazette"
    assert room.documents.source.publisher == "Port Gazette"


def test_sources_are_found_merged_and_exported(new_window, qtbot, sample, tmp_path):
    window = new_window(sample)
    chronology = window.session.chronology
    source = chronology.sources[3]
    twin = tmp_path / "twin.ris"
    twin.write_text(f"TY  - NEWS\nTI  - A twin\nUR  - {source.url}\nER  -\n", encoding="utf-8")
    other = tmp_path / "other.bib"
    other.write_text("@book{x, title={Another book}, year=1999}", encoding="utf-8")
    window.evidence.show_sources()
    dialog = window.evidence.sourcing.sources
    count = chronology.source_count
    window.evidence.sourcing.import_bibliography(str(twin))
    assert chronology.source_count == count
    window.evidence.sourcing.import_bibliography(str(other))
    assert chronology.source_count == count + 1
    dialog.search.setText("another book")
    assert [row.source.title for row in dialog.model.kept] == ["Another book"]
    window.evidence.sourcing.export_bibliography(tmp_path / "out.ris", [dialog.current()])
    assert "TI  - Another book" in (tmp_path / "out.ris").read_text(encoding="utf-8")
    dialog.acted.emit("merge", dialog.current(), [source])
    assert chronology.source_count == count
    dialog.close()


def test_a_long_title_a_hostile_text_and_wide_letters_are_shown_as_they_are(qtbot):
    from timeline_app.paint.theme import DARK

    page = PageText(DARK)
    qtbot.addWidget(page)
    text = "<b>bold</b> <script>alert(1)</script> 🚢🚢 sailed\nthen more 🚢."
    page.show_text(text)
    start = text.index("sailed")
    page.set_marks([Mark(start, start + 6, "excerpt", "event 1", colour="#2166AC")])
    assert page.marked_texts() == ["sailed"]
    selections = page.extraSelections()
    assert [each.cursor.selectedText() for each in selections] == ["sailed"]
    page.choose(start - 3, start + 7)
    assert page.chosen() == (start - 3, start + 6)
    assert page.toPlainText().replace("\n", " ") == text.replace("\n", " ")


@pytest.mark.parametrize("text", ["plain", "wide 🚢 letters 🚢", "🚢🚢🚢", ""])
def test_places_in_a_text_go_to_qt_and_back(text):
    offsets = Utf16Offsets(text)
    for place in range(len(text) + 1):
        units = offsets.to_qt(place)
        assert units == len(text[:place].encode("utf-16-le")) // 2
        assert offsets.from_qt(units) == place


def test_lines_broken_by_hand_are_set_as_paragraphs_without_moving_a_letter():
    wrapped = (
        "The two port cities meet again on Wednesday, the mayor of the one\nsaid, and the mayor of the other did not "
        "contradict.\n\nA short line.\n- a list of things that goes on for quite a while, and on\n- more of it\n"
    )
    shown = flowed(wrapped)
    assert len(shown) == len(wrapped)
    assert "one said," in shown
    assert shown.count("\n") == wrapped.count("\n") - 1
    assert shown.replace("\n", " ") == wrapped.replace("\n", " ")
    one_paragraph_a_line = "x" * 300 + "\n" + "y" * 90 + "\n" + "z" * 80
    assert flowed(one_paragraph_a_line) == one_paragraph_a_line
    assert flowed("") == ""


def test_words_are_found_in_the_text_whatever_their_capitals_and_line_ends(qtbot):
    from timeline_app.paint.theme import LIGHT

    page = PageText(LIGHT)
    qtbot.addWidget(page)
    page.show_text("The Old\nHouse stood. The old house fell. (The end.)")
    bar = FindBar(page, page)
    bar.enter()
    bar.field.setText("the OLD house")
    assert bar.count_words == "1 of 2"
    bar.on()
    assert bar.count_words == "2 of 2"
    bar.back()
    assert bar.count_words == "1 of 2"
    bar.field.setText("(the")
    assert bar.count_words == "1 of 1"
    bar.field.setText("gone")
    assert bar.count_words == "Not found"
    bar.leave()
    assert page.extraSelections() == []


def test_a_mark_is_told_by_the_place_of_the_pointer(qtbot):
    from timeline_app.paint.theme import LIGHT

    page = PageText(LIGHT)
    qtbot.addWidget(page)
    page.resize(600, 300)
    page.show()
    page.show_text("Some words that are marked, and some that are not.")
    page.set_marks([Mark(5, 10, "excerpt", "event 7")])
    with qtbot.waitSignal(page.mark_clicked) as told:
        place = page.cursorRect(page._cursor(7, 7)).center()
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args[0].key == "event 7"
    assert page._mark_at(QPoint(5, 250)) is None


HTML = """<!doctype html><html lang="en"><head><title>Ferries - Port Gazette</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferries to sail again", "datePublished":
"2025-07-21T08:00:00+02:00", "author": {"@type": "Person", "name": "A. Writer"},
"publisher": {"name": "Port Gazette"}}</script>
<link rel="canonical" href="https://gazette.example/ferries">
<script>document.title = "changed"</script></head><body><nav>Home News Weather</nav><article>
<h1>Ferries to sail again</h1>
<p>The ferries between the two port cities will sail again on Friday, the harbour office said in a short statement.</p>
<p>They had been laid up since the blockade began in February 2022, when the strait was closed to all ships.</p>
<img src="https://tracker.example/pixel.gif"></article></body></html>"""


def test_a_page_brings_its_own_date_and_origin(new_window, qtbot, empty, tmp_path):
    path = tmp_path / "ferries.html"
    path.write_text(HTML, encoding="utf-8")
    window = new_window(empty)
    drop(window, path)
    room = window.evidence.reading.room
    qtbot.waitUntil(lambda: len(room.proposals.queue) > 0)
    (source,) = window.session.chronology.sources
    assert (source.title, source.publisher, source.author) == ("Ferries to sail again", "Port Gazette", "A. Writer")
    assert (source.url, source.published[:10]) == ("https://gazette.example/ferries", "2025-07-21")
    assert {card.acceptance.date for card in room.proposals.queue.cards} >= {"2025-07-25", "2022-02"}
    assert "Weather" not in room.documents.document.text
    assert "document.title" not in room.documents.document.text
    document = window.session.chronology.store.lookups.record(Document, room.documents.document.id)
    assert document.original == path.read_bytes()


def test_a_file_beyond_64_mib_is_refused_before_it_is_read(new_window, qtbot, empty, tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as opened_file:
        opened_file.truncate(64 * 1024 * 1024 + 1)
    window = new_window(empty)
    drop(window, path)
    qtbot.waitUntil(lambda: "up to 64 MiB can be read" in window.banner.sentence)
    assert window.session.chronology.source_count == 0


def test_the_original_file_is_kept_as_it_came(new_window, qtbot, empty, article):
    window = new_window(empty)
    room = opened(window, qtbot, article)
    document = window.session.chronology.store.lookups.record(Document, room.documents.document.id)
    assert document.original == article.read_bytes()
    assert document.media_type == "text/plain"


def test_each_entry_under_one_heading_keeps_its_own_decision():
    text = "10 March 2025\n• The bridge is blown up.\n• Two villages are evacuated.\n"
    proposals = read_article(text, "2025-07-21").proposals
    cards = [
        QueueItem(each, Acceptance(each.excerpt_start, each.excerpt_end, each.title, each.start)) for each in proposals
    ]
    before, after = ReviewQueue(cards), ReviewQueue(cards)
    before.reject(0)
    after.adopt_decisions(before)
    assert [card.decision for card in after.cards] == ["rejected", "open"]


def test_nothing_above_the_proposals_lies_on_its_neighbour(window, qtbot, tmp_path):
    """The longest of the other days, which nobody sees before it opens, made the page wider than its panel."""
    path = tmp_path / "page.html"
    path.write_text(
        '<html><head><title>A chronology</title><meta property="article:modified_time" content="2023-05-04T10:00:00Z">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-05-02T09:00:00Z"}</script>'
        "</head><body><article><h1>A chronology</h1><p>By A. Writer, <time datetime='2023-05-03'>3 May 2023</time></p>"
        "<p>On 15 April 2023 the delegations met in the old customs house, the mayor of the city said.</p></article>",
        encoding="utf-8",
    )
    window.resize(1326, 710)
    room = opened(window, qtbot, path, "")
    form = room.proposals.form
    qtbot.waitUntil(form.others.isVisible)
    qtbot.waitUntil(lambda: form.height() >= form.heightForWidth(form.width()))
    said = next(each for each in form.published.findChildren(QLabel) if each.isVisible())
    assert said.height() >= said.heightForWidth(said.width())
    assert not said.geometry().intersects(form.published.field.geometry())
    entries = [form.others.itemText(row) for row in range(form.others.count())]
    assert not [each for each in entries if "no other" in each]


def test_the_timeline_gives_way_to_the_reader_in_a_narrow_window_and_comes_back(new_window, qtbot, empty, article):
    window = new_window(empty)
    window.resize(800, 460)
    room = opened(window, qtbot, article)
    work = window.workspace
    assert not work.centre.isVisible()
    assert window.width() == 800
    assert room.reader.width() + work.right.width() <= work.split.width()
    qtbot.waitUntil(lambda: not room.proposals.list.visibleRegion().isEmpty())
    window.resize(1280, 800)
    assert work.centre.isVisible(), "there is room for it"
    window.resize(800, 460)
    assert not work.centre.isVisible()
    room.leave()
    assert work.centre.isVisible()
