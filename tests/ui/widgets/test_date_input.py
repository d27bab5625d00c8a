"""The date field says at once what it understood, offers the other reading, and marks what it did not understand."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.ui.events.quick_add import read_line
from timeline_app.ui.widgets.date_input import DateInput

DAY = "2025-07-23"


@pytest.fixture
def field(qtbot):
    made = DateInput("Date", "23 July 2025", "dmy")
    qtbot.addWidget(made)
    made.count_from(DAY)
    made.resize(420, 90)
    made.show()
    return made


def typed(field, text):
    field.field.clear()
    QTest.keyClicks(field.field, text)
    return field


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("23 July 2025", "Wednesday, 23 July 2025  ·  2025-07-23"),
        ("early May 2025", "early May 2025  ·  [2025-05-01..2025-05-10]"),
        ("c. 1990", "about 1990  ·  1990~"),
        ("10 February 1918 O.S.", "Saturday, 23 February 1918 (10 February 1918 O.S.)  ·  1918-02-23"),
        ("last Wednesday", "Wednesday, 16 July 2025 (counted from Wednesday, 23 July 2025)  ·  2025-07-16"),
        ("tomorrow", "Thursday, 24 July 2025 (counted from Wednesday, 23 July 2025)  ·  2025-07-24"),
    ],
)
def test_it_says_in_words_and_in_edtf_what_it_understood(field, text, sentence):
    assert typed(field, text).sentence == sentence
    assert field.field.marked is None


def test_a_screen_reader_says_a_reading_once_a_person_stops_typing(field, qtbot):
    said = []
    for letters in ("2", "23", "23 July 2025"):
        typed(field, letters)
        said.append(field.field.accessibleDescription())
    assert said == ["", "", ""]
    qtbot.waitUntil(lambda: "Wednesday, 23 July 2025" in field.field.accessibleDescription())


@pytest.mark.parametrize(
    ("text", "part"), [("23 Jully 2025", "Jully"), ("between 2 and zzz June 2025", "zzz"), ("2025-13-01", None)]
)
def test_what_it_does_not_understand_it_names_and_underlines(field, text, part):
    typed(field, text)
    start, end = field.field.marked
    assert field.reading.when is None
    assert field.sentence
    if part is not None:
        assert text[start:end] == part
        assert part in field.sentence


def test_the_wave_stands_under_the_part_also_where_the_text_is_scrolled(field):
    typed(field, "23 Jully 2025")
    start_px, end_px = field.field.marked_px()
    metrics = field.field.fontMetrics()
    assert end_px - start_px == pytest.approx(metrics.horizontalAdvance("Jully"), abs=1)
    typed(field, " " * 200 + "23 Jully 2025")
    field.field.end(False)
    field.field.grab()  # a line scrolls when it is painted
    assert 0 < field.field.marked_px()[0] < field.field.marked_px()[1] < field.field.width()


def test_the_wave_is_drawn_in_the_colour_of_problems(field):
    typed(field, "Jully 2025")
    bad = field.field.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    field.field.mark(None)
    good = field.field.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert bad != good


def test_the_other_reading_is_one_click_away_and_so_is_the_way_back(field):
    typed(field, "03/04/2014")
    assert field.reading.edtf == "2014-04-03"
    (link,) = field._links
    assert link.text() == "or 4 March 2014?"
    link.click()
    assert field.reading.edtf == "2014-03-04"
    back = next(button for button in field._links if button.property("edtf") == "2014-04-03")
    back.click()
    assert field.reading.edtf == "2014-04-03"


def test_one_line_takes_days_counted_from_today():
    reading = read_line("yesterday — the talks end", "dmy", DAY)
    assert (reading.when.edtf, reading.title) == ("2025-07-22", "the talks end")
    assert "counted from" in reading.words
    assert read_line("23 Jully 2025 — talks", "dmy").fault == (3, 8)


def test_a_julian_date_is_shown_beside_the_gregorian_one_in_the_panel(window):
    event = Event(new_id(), "Decree", "1918-02-23", date_text="10 February 1918 O.S.")
    window.session.chronology.do(Change("Add", after=(event,)))
    window.session.select(window.session.chronology.row_of(event.id))
    from window_words import words_in

    assert "Saturday, 23 February 1918 (10 February 1918 O.S.)" in words_in(window.workspace.details)


def test_the_editor_keeps_what_was_typed_with_the_gregorian_date(window):
    window.events.add()
    form = window.events.editor.form
    form.title.setText("Decree")
    form.start.set_words("10 лютого 1918 ст. ст.")
    window.events.editor.confirm()
    event = window.session.selected_event()
    assert (event.start, event.date_text) == ("1918-02-23", "10 лютого 1918 ст. ст.")
