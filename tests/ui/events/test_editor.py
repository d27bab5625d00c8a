"""The editor: what is typed becomes one change, and nothing is lost on the way out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from timeline_app.domain.records import Event
from timeline_app.ui.events.quick_add import QuickAdd, read_line

DAY = "2025-07-22"


@pytest.fixture
def edit(window, qtbot):
    def open_editor(part=None):
        if part is None:
            window.events.add()
        else:
            session = window.session
            rows = session.chronology.columns.row.tolist()
            titles = session.chronology.titles(rows)
            session.select(next(row for row in rows if part in titles[row]))
            window.events.edit()
        return window.events.editor

    yield open_editor
    if window.events.editor is not None:
        window.events.editor.done(0)


def discard(box):
    roles = {box.buttonRole(button): button for button in box.buttons()}
    roles[QMessageBox.ButtonRole.DestructiveRole].click()


def test_the_date_field_says_at_once_what_it_understood(edit):
    editor = edit()
    editor.form.start.field.setText("early May 2025")
    assert "May 2025" in editor.form.start.sentence
    assert editor.form.start.reading.edtf
    editor.form.start.field.setText("no date at all")
    assert editor.form.start.reading.error
    assert editor.form.start.sentence == editor.form.start.reading.error


def test_an_end_by_the_clock_alone_is_on_the_day_of_the_beginning_or_after_it(edit):
    form = edit().form
    form.start.field.setText("14 March 2022, 23:00")
    form.end.field.setText("01:00")
    assert form.problem() in ("", "An event needs a title.")
    draft = form.draft()
    assert (draft.start[:16], draft.end[:16]) == ("2022-03-14T23:00", "2022-03-15T01:00")
    form.start.field.setText("15 March 2022, 00:30")
    assert form.draft().end[:16] == "2022-03-15T01:00"


def test_a_new_event_is_saved_with_all_its_parts_as_one_change(window, edit):
    editor = edit()
    form = editor.form
    form.title.setText("  A fourth   round ")
    form.start.field.setText("24 July 2025")
    form.category.setText("diplomacy")
    form.actors.setText("Rustem Umerov; A new body")
    form.place.setText("Istanbul")
    form.tags.setText("talks")
    form.summary.setPlainText("Told by both sides.")
    source = editor.add_evidence()
    source.title.setText("A report")
    source.url.setText("https://example.org/report")
    source.date.set_words("25 July 2025")
    source.exact.setPlainText("They met again.")
    editor.confirm()
    chronology = window.session.chronology
    event = window.session.selected_event()
    assert (event.title, event.start, event.date_text) == ("A fourth round", "2025-07-24", "24 July 2025")
    assert window.session.category(event.category_id).name == "Diplomacy"
    assert window.session.actor_names(event) == ["Rustem Umerov", "A new body"]
    assert window.session.tag_names(event) == ["talks"]
    (evidence,) = chronology.evidence(event.id)
    assert (evidence.excerpt.exact, evidence.source.url) == ("They met again.", "https://example.org/report")
    assert evidence.source.published == "2025-07-25"
    assert chronology.undo_label == "Add “A fourth round”"
    window.events.undo()
    assert chronology.row_of(event.id) is None
    assert "A new body" not in [actor.name for actor in chronology.actors]


def test_editing_one_word_changes_one_record(window, edit):
    editor = edit("Third round of direct talks in Istanbul")
    before = window.session.selected_event()
    editor.form.title.setText("The third round")
    changes = []
    window.session.data_changed.connect(changes.append)
    editor.confirm()
    (change,) = changes
    assert [type(record) for record in change.after] == [Event]
    after = window.session.selected_event()
    assert (after.start, after.actors, after.place_id) == (before.start, before.actors, before.place_id)


def test_saving_without_a_change_leaves_the_journal_alone(window, edit):
    label = window.session.chronology.undo_label
    edit("Third round of direct talks in Istanbul").confirm()
    assert window.session.chronology.undo_label == label


@pytest.mark.parametrize(
    ("title", "date", "end", "sentence"),
    [
        ("", "2025", "", "needs a title"),
        ("A", "nonsense", "", "date"),
        ("A", "", "2025", "needs a date to begin with"),
        ("A", "2025-06-01", "2025-05-01", "before the beginning"),
    ],
)
def test_what_cannot_be_saved_is_said_in_a_sentence(edit, title, date, end, sentence):
    editor = edit()
    editor.form.title.setText(title)
    editor.form.start.field.setText(date)
    editor.form.end.field.setText(end)
    editor.confirm()
    assert sentence in editor.problem
    assert editor.isVisible()


def test_what_is_missing_is_no_longer_said_once_it_is_typed(edit, qtbot):
    editor = edit()
    editor.confirm()
    assert "needs a title" in editor.problem
    qtbot.keyClicks(editor.form.title, "T")
    assert editor.problem == ""


def test_an_address_that_is_none_of_the_web_is_refused(edit):
    editor = edit()
    editor.form.title.setText("A")
    form = editor.add_evidence()
    form.url.setText("file:///etc/passwd")
    editor.confirm()
    assert editor.isVisible()
    assert "http" in form._problem.text()


def test_leaving_with_unsaved_text_asks_first(window, edit):
    editor = edit()
    editor.form.title.setText("Half an event")
    editor.reject()
    assert editor.isVisible()
    box = editor.findChild(QMessageBox)
    assert box.text() == "This event is not saved yet."
    discard(box)
    assert window.events.editor is None


def test_leaving_untouched_asks_nothing(window, edit):
    edit("Third round of direct talks in Istanbul").reject()
    assert window.events.editor is None


def test_the_window_does_not_close_over_unsaved_text(window, edit):
    editor = edit()
    editor.form.title.setText("Half an event")
    assert not window.close()
    assert window.isVisible()
    discard(editor.findChild(QMessageBox))


@pytest.mark.parametrize(
    ("line", "edtf", "title"),
    [
        ("23 July 2025 — Third round", "2025-07-23", "Third round"),
        ("23 July 2025 - Third round", "2025-07-23", "Third round"),
        ("16–18.03.2014 — A vote", "2014-03-16/2014-03-18", "A vote"),
        ("2025-07-23 — Talks — the third", "2025-07-23", "Talks — the third"),
    ],
)
def test_a_line_is_read_as_date_and_title(line, edtf, title):
    reading = read_line(line, "dmy")
    assert reading.when is not None
    assert (reading.when.edtf, reading.title) == (edtf, title)


@pytest.mark.parametrize("line", ["", "only words", "23 July 2025", "23 July 2025 —"])
def test_half_a_line_says_what_is_missing(line):
    reading = read_line(line, "dmy")
    assert not reading.is_whole
    assert reading.problem


def in_sight(editor, widget):
    """Tell whether all of a widget is seen in the page that scrolls."""
    seen = editor.page_scroll.viewport()
    return seen.rect().contains(widget.rect().translated(widget.mapTo(seen, QPoint())))


def test_a_source_that_is_added_is_in_sight_and_has_the_keyboard(edit, qtbot):
    editor = edit()
    editor.resize(720, 480)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    more = next(each for each in editor.findChildren(QPushButton) if each.text() == "Add a source")
    for _source in range(3):
        more.setFocus()
        qtbot.keyClick(more, Qt.Key.Key_Space)
        form = editor.evidence_forms[-1]
        qtbot.waitUntil(lambda form=form: in_sight(editor, form))
        assert form.title.hasFocus()


def test_what_gets_the_keyboard_by_a_refusal_is_in_sight(edit, qtbot):
    editor = edit()
    editor.resize(720, 480)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    form = editor.add_evidence()
    form.url.setText("not an address")
    qtbot.waitUntil(lambda: in_sight(editor, form))
    editor.form.title.setText("")
    editor.confirm()  # it has no title: back to the top
    qtbot.waitUntil(lambda: in_sight(editor, editor.form.title))
    editor.form.title.setText("A title")
    editor.confirm()
    qtbot.waitUntil(lambda: in_sight(editor, form.url) and form.url.hasFocus())


@pytest.mark.parametrize(
    ("line", "edtf", "title"),
    [
        ("16 May 2025 Talks in Istanbul", "2025-05-16", "Talks in Istanbul"),
        ("Talks in Istanbul 16 May 2025", "2025-05-16", "Talks in Istanbul"),
        ("Talks in Istanbul, on 16 May 2025", "2025-05-16", "Talks in Istanbul"),
        ("Talks in Istanbul — 16 May 2025", "2025-05-16", "Talks in Istanbul"),
        ("3 – 5 May 2025 Siege", "2025-05-03/2025-05-05", "Siege"),
        ("from 3 to 5 May 2025 Siege", "2025-05-03/2025-05-05", "Siege"),
        ("16 May 2025 Talks — second round", "2025-05-16", "Talks — second round"),
        ("2022-02-24 05:00 Kyiv Explosions", "2022-02-24T05:00:00+02:00", "Explosions"),
        ("16 травня 2025 року Перемовини у Стамбулі", "2025-05-16", "Перемовини у Стамбулі"),
        ("March on Kyiv 24 February 2022", "2022-02-24", "March on Kyiv"),
        ("12 people killed 3 May 2025", "2025-05-03", "12 people killed"),
    ],
)
def test_quick_add_needs_no_dash(line, edtf, title):
    reading = read_line(line, "dmy", DAY)
    assert (reading.when.edtf, reading.title, reading.is_whole, reading.other) == (edtf, title, True, "")


@pytest.mark.parametrize(
    "line", ["Talks in Istanbul", "March on Kyiv", "12 people killed", "MH17 shot down", "", "   ", "—"]
)
def test_a_line_without_a_date_makes_no_event(line):
    reading = read_line(line, "dmy", DAY)
    assert reading.when is None
    assert not reading.is_whole
    assert reading.problem


def test_of_two_dates_the_longer_is_taken_and_the_other_told(window):
    reading = read_line("2022 agreement renewed 16 May 2025", "dmy", DAY)
    assert (reading.when.edtf, reading.title, reading.other) == ("2025-05-16", "2022 agreement renewed", "2022")
    window.events.quick_add()
    dialog = next(each for each in window.findChildren(QuickAdd))
    dialog.show_text("2022 agreement renewed 16 May 2025")
    assert "16 May 2025" in dialog.sentence.splitlines()[0]
    assert dialog.sentence.splitlines()[1:] == [
        "2022 agreement renewed", "“2022” could be a date, too, and stays in the title."
    ]  # fmt: skip


def test_a_date_alone_asks_for_the_title():
    reading = read_line("16 May 2025", "dmy", DAY)
    assert (reading.is_whole, reading.problem) == (False, "And the title?")
