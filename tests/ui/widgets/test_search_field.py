"""The search field: what it offers while one types, and how it tells what is wrong; it keeps the keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.change import Change
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.query.tree import AllOf
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
    return [each.text for each in field.completion.offers] if field.completion is not None else []


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
    assert (field.text(), field.query) == ("", 'category:="Military operation"')
    assert field.chips.labels == ["Category: Military operation"]
    assert window.session.shown.kept == 23
    assert offered(field) == []
    assert QApplication.focusWidget() is field


@pytest.mark.parametrize("half", ["cate", "category:mil", "actor:zel", "status:"])
def test_half_a_word_that_is_being_completed_filters_nothing_away(window, field, half):
    window.view.search("importance:>=4")
    before = window.session.shown.kept
    typed(field, half)
    QTest.qWait(PAUSE_MS + 80)
    assert offered(field)
    assert window.session.shown.kept == before
    assert field.text() == half
    QTest.keyClick(field, Key.Key_Escape)
    assert window.session.shown.state.text == f"importance:>=4 {half}"


@pytest.mark.parametrize(("whole", "kept"), [("category:Diplomacy", 31), ("status:planned", 3), ("actor:Russia", 5)])
def test_a_value_typed_whole_filters_though_its_list_is_open(window, field, qtbot, whole, kept):
    typed(field, whole)
    qtbot.waitUntil(lambda: window.session.shown.state.text == whole)
    assert window.session.shown.kept >= kept


def test_a_word_that_begins_a_name_filters_while_names_are_offered(window, field, qtbot):
    typed(field, "istanbul")
    assert offered(field)
    qtbot.waitUntil(lambda: 0 < window.session.shown.kept < 130)


def test_half_a_word_counts_as_it_stands_when_the_keyboard_goes(window, field):
    typed(field, "cate")
    window.workspace.take_focus()
    assert window.session.shown.state.text == "cate"


def test_what_selects_all_takes_the_chips_along(window, field):
    window.view.search("status:planned category:=Diplomacy talks")
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.qWait(PAUSE_MS + 80)
    assert (field.query, field.chips.labels) == ("", [])
    assert window.session.shown.state.text == ""


def test_the_arrows_choose_and_enter_takes_what_is_chosen(window, field):
    typed(field, "status:")
    chosen = offered(field)[1]
    for _step in range(2):
        QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Return)
    assert (field.query, field.text()) == (chosen, "")
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
    assert field.completion.list.current.text == offered(field)[-1]
    QTest.keyClick(field, Key.Key_Down)
    assert field.completion.list.current is None


def test_an_offer_takes_the_place_of_the_word_at_the_caret_alone(window, field):
    field.setText("😀 st importance:5")
    field.setCursorPosition(5)  # Qt counts two for the first letter
    typed(field, "a")
    QTest.keyClick(field, Key.Key_Tab)
    assert field.text() == "😀 status: importance:5"
    typed(field, "plan")
    QTest.mouseClick(
        field.completion.list._list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=field.completion.list._list.visualRect(field.completion.list._model.index(0, 0)).center(),
    )
    assert (field.query, field.text()) == ("status:planned importance:5 😀 ", "😀 ")
    assert QApplication.focusWidget() is field


def test_tab_goes_on_as_ever_where_nothing_is_offered(field):
    typed(field, "xyzzy")
    QTest.keyClick(field, Key.Key_Tab)
    assert QApplication.focusWidget() is not field
    assert field.text() == "xyzzy"


def test_the_list_leaves_with_the_keyboard_and_moves_nothing(window, field):
    before = window.workspace.geometry(), window.toolbar.geometry(), window.workspace.filters.widget().geometry()
    typed(field, "category:")
    assert window.rect().contains(field.completion.list.geometry())
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


def test_a_facet_makes_a_chip_in_plain_words_and_moves_nothing(window, field):
    panel = window.workspace.filters.widget()
    places = {each: each.geometry() for each in panel.findChildren(QWidget) if each.isVisible()}
    rows = {row.value: row for row in window.workspace.filters._sections["category"]._rows}
    rows["Strike"].click()
    rows["Diplomacy"].click()
    QTest.qWait(20)
    assert field.chips.labels == ["Category: Strike or Diplomacy"]
    assert field.text() == ""
    section = window.workspace.filters._sections["category"]
    still = [section, *section.findChildren(QWidget), window.workspace.filters._slider, window.workspace.filters._dates]
    assert [each.geometry() for each in still] == [places.get(each, each.geometry()) for each in still]


def test_free_words_stand_beside_the_chips(window, field):
    window.view.search("category:=Diplomacy")
    typed(field, "istanbul")
    QTest.keyClick(field, Key.Key_Return)
    assert window.session.shown.state.text == "category:=Diplomacy istanbul"
    assert (field.text(), field.chips.labels) == ("istanbul", ["Category: Diplomacy"])
    field.setText("")
    typed(field, "talks OR truce")
    QTest.keyClick(field, Key.Key_Return)
    assert window.session.shown.state.text == "category:=Diplomacy (talks OR truce)"
    assert field.text() == "talks OR truce"


def test_backspace_at_the_beginning_removes_the_last_chip_and_left_makes_it_text(window, field):
    window.view.search("status:planned category:=Diplomacy importance:>=4")
    assert len(field.chips.labels) == 3
    QTest.keyClick(field, Key.Key_Backspace)
    assert window.session.shown.state.text == "status:planned category:=Diplomacy"
    QTest.keyClick(field, Key.Key_Left)
    assert (field.chips.labels, field.text()) == (["Status: Planned"], "category:=Diplomacy")
    assert window.session.shown.state.text == "status:planned category:=Diplomacy"
    QTest.keyClick(field, Key.Key_Return)
    assert field.chips.labels == ["Status: Planned", "Category: Diplomacy"]


def test_a_click_on_a_chip_edits_it_and_one_on_its_cross_removes_it(window, field):
    window.view.search("status:planned category:=Diplomacy")
    first, second = field.chips._chips
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(12, second.height() // 2))
    assert field.text() == "category:=Diplomacy"
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(first.width() - 8, first.height() // 2))
    assert field.chips.labels == []
    assert window.session.shown.state.text == "category:=Diplomacy"


def test_the_whole_query_can_be_seen_copied_and_edited_as_text(window, field):
    window.view.search("status:planned talks")
    assert field.toolTip() == "status:planned talks"
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "status:planned talks"
    field._edit_as_text()
    assert (field.chips.labels, field.text()) == ([], "status:planned talks")


def test_what_has_no_room_is_behind_a_count_and_typing_has_its_room(window, field):
    window.view.search("status:planned category:=Diplomacy importance:>=4 has:quote is:unchecked actor:=Ukraine")
    chips = field.chips
    assert chips._more.isVisible()
    assert chips._more.text() == f"+{len(chips._hidden)}"
    shown = [chip for chip in chips._chips if chip.isVisible()]
    assert len(shown) + len(chips._hidden) == 6
    assert chips.geometry().right() < field.width() - 120
    assert all(chips.rect().contains(chip.geometry()) for chip in shown)
    assert field.cursorRect().left() > chips.geometry().right() - 12


def test_in_a_narrow_field_chips_are_a_count_and_the_line_can_be_typed_in(window, field):
    window.resize(640, 460)
    window.view.search("status:planned category:=Diplomacy")
    QTest.qWait(20)
    chips = field.chips
    assert [chip.isVisible() for chip in chips._chips] in ([False, False], [True, False])
    assert all(chip.width() >= 80 for chip in chips._chips if chip.isVisible())
    assert chips._more.isVisible()
    assert field.width() - chips.geometry().right() >= 90


def test_what_was_typed_becomes_a_chip_when_the_keyboard_goes_and_not_before(window, field):
    typed(field, "status:planned ")
    QTest.qWait(PAUSE_MS + 80)
    assert field.text() == "status:planned "
    window.workspace.take_focus()
    assert (field.text(), field.chips.labels) == ("", ["Status: Planned"])


def test_a_fault_beside_chips_is_marked_in_the_line(window, field):
    window.view.search("status:planned")
    typed(field, "talks cat:x")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text()[slice(*field.marked)] == "cat"
    assert field.chips.labels == ["Status: Planned"]
    assert window.session.shown.kept == 3


@given(
    st.lists(st.sampled_from(["a", '"b c"', "category:=X", "-d", "status:planned", "(e OR f)", "g OR h"]), max_size=5)
)
def test_chips_and_line_together_are_the_query(parts):
    state = FilterState(" ".join(parts))
    fields, rest = state.taken_apart()
    joined, _before = FilterState.joined(fields, rest)
    assert FilterState.joined(*joined.taken_apart())[0] == joined
    assert sorted(map(repr, ands(joined.text))) == sorted(map(repr, ands(state.text)))


def ands(text):
    """The parts of a query that must all hold, whatever is still being typed."""
    root = parse_query(f"{text} ").root
    return root.parts if isinstance(root, AllOf) else (root,)


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


def test_what_an_assistive_program_writes_is_searched_for(field, window, qtbot):
    """It puts a text into the field, and no key is pressed."""
    window.workspace.canvas.setFocus()
    field.setText("Kakhovka dam")
    qtbot.waitUntil(lambda: window.session.shown.kept == 1)
    field.setText("")
    qtbot.waitUntil(lambda: window.session.shown.kept == window.session.shown.total)
