"""The search field: what it offers while one types, and how it tells what is wrong; it keeps the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.paint.theme import DARK, LIGHT, contrast
from timeline_app.ui.app.style import palette_of, sheet_of
from timeline_app.ui.widgets.search_field import PAUSE_MS

Key = Qt.Key


@pytest.fixture
def field(window):
    window.show()
    QTest.qWaitForWindowActive(window)
    window.view.focus_search()
    return window.toolbar.search


def typed(field, text):
    QTest.keyClicks(field, text)


def offered(field):
    return [each.text for each in field.offers.offers] if field.offers is not None else []


def test_fields_and_values_are_offered_while_the_field_keeps_the_keyboard(window, field):
    typed(field, "cat")
    assert offered(field)[0] == "category:"
    assert QApplication.focusWidget() is field
    QTest.keyClick(field, Key.Key_Tab)
    assert field.text() == "category:"
    assert offered(field)[0].startswith("category:=")
    typed(field, "mil")
    assert offered(field) == ['category:="Military operation"']
    QTest.keyClick(field, Key.Key_Tab)
    assert field.text() == 'category:="Military operation" '
    assert window.session.shown.kept == 23
    assert offered(field) == []
    assert QApplication.focusWidget() is field


def test_the_arrows_choose_and_enter_takes_what_is_chosen(window, field):
    typed(field, "status:")
    chosen = offered(field)[1]
    for _step in range(2):
        QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == f"{chosen} "
    assert window.session.shown.state.text.strip() == chosen


def test_enter_searches_for_what_was_typed_where_nothing_was_chosen(window, field):
    typed(field, "ista")
    assert offered(field)
    QTest.keyClick(field, Key.Key_Return)
    assert (field.text(), offered(field)) == ("ista", [])
    assert window.session.shown.state.text == "ista"


def test_escape_closes_the_list_alone_and_it_stays_closed_for_this_word(field):
    typed(field, "ista")
    QTest.keyClick(field, Key.Key_Escape)
    assert (field.text(), offered(field)) == ("ista", [])
    typed(field, "n")
    assert offered(field) == []
    QTest.keyClick(field, Key.Key_Down)
    assert offered(field)
    QTest.keyClick(field, Key.Key_Escape)
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == ""


def test_the_arrow_down_lists_all_fields_and_goes_round(field):
    QTest.keyClick(field, Key.Key_Down)
    assert len(offered(field)) > 10
    QTest.keyClick(field, Key.Key_Up)
    assert field.offers.current.text == offered(field)[-1]
    QTest.keyClick(field, Key.Key_Down)
    assert field.offers.current is None


def test_an_offer_takes_the_place_of_the_word_at_the_caret_alone(window, field):
    field.setText("😀 st importance:5")
    field.setCursorPosition(5)  # Qt counts two for the first letter
    typed(field, "a")
    QTest.keyClick(field, Key.Key_Tab)
    assert field.text() == "😀 status: importance:5"
    typed(field, "plan")
    QTest.mouseClick(
        field.offers._list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=field.offers._list.visualRect(field.offers._model.index(0, 0)).center(),
    )
    assert field.text() == "😀 status:planned importance:5"
    assert QApplication.focusWidget() is field


def test_tab_goes_on_as_ever_where_nothing_is_offered(field):
    typed(field, "xyzzy")
    QTest.keyClick(field, Key.Key_Tab)
    assert QApplication.focusWidget() is not field
    assert field.text() == "xyzzy"


def test_the_list_leaves_with_the_keyboard_and_moves_nothing(window, field):
    before = window.workspace.geometry(), window.toolbar.geometry(), window.workspace.filters.widget().geometry()
    typed(field, "category:")
    assert window.rect().contains(field.offers.geometry())
    after = window.workspace.geometry(), window.toolbar.geometry(), window.workspace.filters.widget().geometry()
    assert after == before
    window.workspace.take_focus()
    assert offered(field) == []


def test_what_is_wrong_is_told_after_a_pause_and_leaves_with_the_next_letter(window, field):
    typed(field, "status:planned")
    QTest.qWait(PAUSE_MS + 80)
    QTest.keyClick(field, Key.Key_Home)
    typed(field, "statsu:x ")
    QTest.qWait(PAUSE_MS + 80)
    assert window.session.shown.error is not None
    assert (field.problem, field.marked) == ("", None)
    field._patience.timeout.emit()
    assert "Did you mean “status”?" in field.problem
    assert field.marked == (0, 6)
    assert field.sentence.sentence == field.problem
    assert field.sentence.y() >= field.mapTo(window, field.rect().bottomLeft()).y()
    assert window.session.shown.kept == 3
    assert QApplication.focusWidget() is field
    typed(field, "y")
    assert (field.problem, field.marked, field.sentence.sentence) == ("", None, "")


def test_enter_tells_at_once_and_the_mark_stays_when_the_keyboard_goes(window, field):
    typed(field, "date:16 May 2025")
    QTest.keyClick(field, Key.Key_Return)
    assert 'date:"16 May 2025"' in field.problem
    assert field.text()[slice(*field.marked)] == "16 May 2025"
    window.workspace.take_focus()
    assert field.marked is not None
    assert field.sentence.sentence == ""
    assert field.toolTip()


def test_the_last_good_filter_holds_for_facets_and_through_edits(window, field):
    window.view.search("status:planned")
    window.view.search("status:planned (")
    window.session.chronology.do(Change("Add", after=(Event(new_id(), "x", "2027", status="planned"),)))
    assert window.session.shown.kept == 4
    assert window.session.shown.error is not None
    assert window.session.shown.holding.text == "status:planned"
    assert window.workspace.showing().query == "status:planned"
    window.workspace.filters._sections["category"]._rows[0].click()
    assert window.session.shown.error is None
    assert window.session.shown.state.text.startswith("status:planned category:=")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_hints_in_fields_can_be_read(theme, qapp):
    """Qt makes them of the text colour at half strength where a sheet gives the text a colour: 3.2 to 1 in light."""
    from PySide6.QtGui import QPalette
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    grounds = {theme.panel, theme.paper}
    for widget in (QLineEdit(), QPlainTextEdit()):
        widget.setPalette(palette_of(theme))
        widget.setStyleSheet(sheet_of(theme, 100))
        widget.ensurePolished()
        hint = widget.palette().color(QPalette.ColorRole.PlaceholderText)
        assert hint.alpha() == 255
        assert all(contrast(hint.name(), each) >= 4.5 for each in grounds)
