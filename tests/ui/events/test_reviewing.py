"""Reviews in the window, evidence as it is typed, and the legend's forms of statuses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from timeline_app.domain.records import STATUSES
from timeline_app.ui.events.evidence_card import EvidenceCard
from timeline_app.ui.events.review_line import ReviewLine
from timeline_app.ui.events.reviewing import NeedsCheckingDialog


@pytest.fixture
def selected(window):
    """An event of the sample with a quote, selected."""
    session = window.session
    excerpt = next(
        each.excerpt
        for row in session.chronology.columns.row.tolist()
        for each in session.chronology.evidence(session.chronology.event(row).id)
        if each.document_id
    )
    session.select(session.chronology.row_of(excerpt.event_id))
    return session.selected_event()


def lines(window):
    """The lines of the event panel: the event's own first, then those of its evidence."""
    return window.workspace.details.widget().findChildren(ReviewLine)


def act(line, name):
    next(button for button in line.findChildren(QPushButton) if button.property("act") == name).click()


def test_the_panel_says_who_checked_the_event_and_offers_to_take_it_back(window, selected):
    window.session.chronology.author = "A. Editor"
    assert lines(window)[0].words.text() == "Not checked"
    act(lines(window)[0], "check")
    assert lines(window)[0].words.text().startswith("Checked by A. Editor, ")
    assert window.session.chronology.undo_label == f"Mark “{selected.title}” as checked"
    act(lines(window)[0], "withdraw")
    assert lines(window)[0].words.text() == "Not checked"


def test_each_card_has_its_own_line(window, selected):
    line, *of_evidence = lines(window)
    assert len(of_evidence) == len(window.workspace.details.widget().findChildren(EvidenceCard)) > 0
    act(of_evidence[0], "check")
    line, first, *others = lines(window)
    assert first.words.text().startswith("Checked, ")
    assert {each.words.text() for each in (line, *others)} == {"Not checked"}


def test_a_note_says_what_needs_checking_and_marking_it_ends_that(window, selected, qtbot):
    act(lines(window)[0], "doubt")
    dialog = window.findChild(NeedsCheckingDialog)
    dialog.note.setPlainText("Which day?")
    dialog.confirm()
    assert lines(window)[0].words.text().startswith("Needs checking: Which day? (")
    window.evidence.mark_checked()
    assert lines(window)[0].words.text().startswith("Checked, ")


def test_what_was_done_is_told_as_done(window, selected):
    window.evidence.mark_checked()
    change = window.session.chronology.undo_label
    assert window.toast.accessibleName().startswith(f"Done: {change}. Type your name in the settings")


def test_marking_twice_says_how_it_stands_and_changes_nothing(window, selected):
    window.evidence.mark_checked()
    steps = window.session.chronology.store.history.last_step()
    window.evidence.mark_checked()
    assert window.session.chronology.store.history.last_step() == steps


def test_without_a_selection_the_key_says_what_is_missing(window):
    window.session.select(None)
    steps = window.session.chronology.store.history.last_step()
    window.evidence.mark_checked()
    assert window.toast.isVisible()
    assert window.session.chronology.store.history.last_step() == steps


def test_what_is_typed_of_evidence_is_saved_and_shown_on_its_card(window, selected):
    window.events.edit()
    form = window.events.editor.evidence_forms[0]
    form.author.setText("A. Writer")
    form.archive_url.setText("https://archive.example/1")
    form.locator.setText("p. 12")
    form.claimed.set_words("24 July 2025")
    form.stance.setCurrentIndex(form.stance.findData("disputes"))
    known = form.known_id
    window.events.editor.confirm()
    found = next(each for each in window.session.chronology.evidence(selected.id) if each.excerpt.id == known)
    assert (found.source.author, found.source.archive_url) == ("A. Writer", "https://archive.example/1")
    assert (found.excerpt.locator, found.excerpt.claimed_date, found.excerpt.stance) == (
        "p. 12", "2025-07-24", "disputes",
    )  # fmt: skip
    told = " ".join(label.text() for label in window.workspace.details.widget().findChildren(QLabel))
    for words in ("p. 12", "Gives the date 24 July 2025", "disputes", "A. Writer"):
        assert words in told
    assert any(each.text() == "Archived copy" for each in window.workspace.details.findChildren(QPushButton))


@pytest.mark.parametrize(("field", "text"), [("url", "ftp://x"), ("archive_url", "javascript:alert(1)")])
def test_an_address_that_is_none_is_refused_where_it_stands(window, selected, field, text):
    window.events.edit()
    editor = window.events.editor
    getattr(editor.evidence_forms[0], field).setText(text)
    editor.confirm()
    assert window.events.editor is editor
    assert editor.evidence_forms[0].draft() is None
    editor.done(0)


def test_a_date_that_cannot_be_read_is_refused_and_one_that_was_not_touched_stays(window, selected):
    window.events.edit()
    editor = window.events.editor
    form = editor.evidence_forms[0]
    before = form.draft()
    form.claimed.set_words("no date at all")
    assert form.draft() is None
    form.claimed.set_words("")
    assert form.draft() == before
    editor.done(0)


@pytest.mark.parametrize("times_larger", [0, 4])
def test_every_field_of_evidence_keeps_its_label(window, selected, times_larger):
    for _time in range(times_larger):
        window.view.larger_text()
    window.events.edit()
    form = window.events.editor.evidence_forms[0]
    labels = [each for each in form.findChildren(QLabel) if each.buddy() is not None]
    fields = [form.title, form.publisher, form.author, form.date, form.url, form.archive_url, form.locator,
              form.exact, form.kind, form.stance, form.claimed]  # fmt: skip
    for field in fields:
        assert isinstance(getattr(field, "field", field), QLineEdit | QComboBox | QPlainTextEdit)
        (label,) = [each for each in labels if each.buddy() is field]
        assert label.text()
        assert label.isVisible()
        assert label.height() >= label.fontMetrics().height()
        under = label.mapTo(form, label.rect().bottomLeft()).y()
        assert under <= field.mapTo(form, field.rect().topLeft()).y()
    window.events.editor.done(0)


def test_sourcing_lists_what_it_counts(window, qtbot):
    window.evidence.show_sourcing()
    dialog = window.evidence.sourcing.sourcing
    count = len(window.session.chronology.columns)
    qtbot.waitUntil(lambda: f"{count} events are not checked." in dialog.list.messages())
    at = dialog.list.messages().index(f"{count} events are not checked.")
    dialog.list.setCurrentIndex(dialog.list.model().index(at, 0))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert window.session.shown.state.text == "is:unchecked"
    assert window.session.shown.kept == count
    assert window.toolbar.search.chips.labels == ["Not checked"]
    dialog.leave()


def test_the_legend_explains_every_status(window):
    from timeline_app.ui.canvas.legend import LegendSheet

    sheet = LegendSheet(window.session, window)
    told = sheet.words()
    for status in STATUSES:
        assert any(words.casefold().startswith(f"{status}: ") for words in told), status
    assert "the status that all events of a count have" in told
    sheet.close()
