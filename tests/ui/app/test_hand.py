"""What the hand does goes where it is meant: Tab by the eye, the wheel scrolls, nothing takes the keyboard away."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from itertools import combinations

import every_dialog
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QScrollBar,
    QTabBar,
    QWidget,
)

import timeline_app.ui
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.store import Store
from timeline_app.ui.widgets.focus import offer_keyboard
from timeline_app.ui.widgets.page_dialog import ReadingDialog

FORM = [
    "Title",
    "Date",
    "Until",
    "Times in",
    "Category",
    "Status",
    "Importance",
    "Actors",
    "Place",
    "Tags",
    "Summary",
    "Notes",
]
WHEELED = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)
OURS = [name for name in every_dialog.names() if name not in {"article", "new", "open", "import", "save copy", "merge"}]


def wheel(widget, notches=-2):
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def to_front(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def value_of(widget):
    if isinstance(widget, QComboBox | QTabBar):
        return widget.currentIndex()
    return widget.value() if isinstance(widget, QAbstractSlider) else widget.text()


def wheeled_in(root):
    kinds = [each for each in root.findChildren(QWidget) if isinstance(each, WHEELED) and each.isVisible()]
    return [each for each in kinds if not isinstance(each, QScrollBar)]


# --- all dialogs ----------------------------------------------------------------------------------------------------


def test_every_dialog_of_ours_is_among_those_that_are_tried(window, qtbot):
    for module in pkgutil.walk_packages(timeline_app.ui.__path__, "timeline_app.ui."):
        import_module(module.name)
    seen = set()
    for name in every_dialog.names():
        dialog = every_dialog.open_dialog(window, name)
        seen |= set(type(dialog).__mro__)
        dialog.done(0)

    def all_below(kind):
        return {each for sub in kind.__subclasses__() for each in ({sub} | all_below(sub))}

    ours = {each for each in all_below(QDialog) if each.__module__.startswith("timeline_app.")}
    assert not {each.__name__ for each in ours - seen}
    assert all(issubclass(each, ReadingDialog | QFileDialog) for each in ours)


def stops_of(dialog, key):
    """Where the focus goes, press by press, until it comes round."""
    stops = []
    for _press in range(120):
        QTest.keyClick(QApplication.focusWidget() or dialog, key)
        now = QApplication.focusWidget()
        assert now is None or now.window() is dialog
        if now in stops:
            break
        stops.append(now)
    return stops


def box_of(widget, root):
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def reads_before(one, other):
    """Whether what has the box `one` is read before `other`, as far as there can be no two minds about it."""
    above = one.bottom() <= other.top() and one.left() < other.right() and other.left() < one.right()
    level = abs(one.center().y() - other.center().y()) <= 4
    return above or (level and one.right() <= other.left())


@pytest.mark.parametrize("name", OURS)
def test_tab_goes_through_a_dialog_in_the_order_of_the_eye_and_back(window, qtbot, name):
    dialog = every_dialog.open_dialog(window, name)
    to_front(dialog, qtbot)
    dialog.setMaximumSize(QSize(1600, 3000))
    dialog.resize(QSize(max(dialog.width(), 700), 2600))  # nothing has to be scrolled to be seen
    qtbot.wait(20)
    stops = stops_of(dialog, Qt.Key.Key_Tab)
    assert stops != [None]  # a page of nothing but words is a stop itself, so that it can be heard
    stops = [each for each in stops if each is not None]
    boxes = [box_of(each, dialog) for each in stops]
    if not boxes:
        return
    start = min(range(len(boxes)), key=lambda at: (boxes[at].top(), boxes[at].left()))
    boxes, stops = boxes[start:] + boxes[:start], stops[start:] + stops[:start]
    wrong = [
        (stops[later], stops[earlier])
        for earlier, later in combinations(range(len(boxes)), 2)
        if reads_before(boxes[later], boxes[earlier]) and not stops[earlier].isAncestorOf(stops[later])
    ]
    assert wrong == []
    stops[0].setFocus()
    back = stops_of(dialog, Qt.Key.Key_Backtab)
    assert back == [*reversed(stops[1:]), stops[0]]


@pytest.mark.parametrize("name", ["add", "edit", "quoted event"])
def test_where_the_form_scrolls_tab_goes_the_same_way_and_shows_where_it_is(window, qtbot, name):
    dialog = every_dialog.open_dialog(window, name)
    to_front(dialog, qtbot)
    dialog.resize(dialog.width(), 320)
    qtbot.wait(20)
    stops = stops_of(dialog, Qt.Key.Key_Tab)
    for stop in stops:
        stop.setFocus()
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert not now.visibleRegion().isEmpty(), now
    names = [each.accessibleName() or each.text() for each in stops]
    at = names.index("Title")
    assert [each for each in (*names[at:], *names[:at]) if each in FORM] == [*FORM]
    dialog.done(0)


@pytest.mark.parametrize("name", every_dialog.names())
def test_the_wheel_changes_nothing_in_a_dialog_that_does_not_have_the_focus(window, qtbot, name):
    dialog = every_dialog.open_dialog(window, name)
    unfocused(dialog)
    by_wheel = [each for each in dialog.findChildren(QWidget)
                if each.isVisible() and each.focusPolicy() == Qt.FocusPolicy.WheelFocus]  # fmt: skip
    assert by_wheel == []
    dialog.done(0)


def unfocused(root):
    for each in wheeled_in(root):
        root.setFocus()
        for notches in (-3, 3):
            before = value_of(each)
            wheel(each, notches)
            assert value_of(each) == before, each
            assert not each.hasFocus()


def test_the_wheel_changes_nothing_in_the_window_and_its_panels(window, qtbot):
    window.view.toggle_table()
    window.evidence.reading.room.enter()
    qtbot.wait(20)
    assert wheeled_in(window)
    unfocused(window)
    window.evidence.reading.room.leave()
    assert wheeled_in(window)
    unfocused(window)


def test_a_choice_with_the_focus_takes_the_wheel(window, qtbot):
    dialog = every_dialog.open_dialog(window, "add")
    to_front(dialog, qtbot)
    dialog.form.status.setFocus()
    before = dialog.form.status.currentText()
    wheel(dialog.form.status)
    assert dialog.form.status.currentText() != before
    dialog.done(0)


# --- nothing takes the keyboard away --------------------------------------------------------------------------------


@pytest.fixture
def front(window, qtbot):
    to_front(window, qtbot)
    return window


def test_the_search_keeps_the_keyboard_while_what_it_finds_comes_and_goes(front, qtbot):
    canvas, search = front.workspace.canvas, front.toolbar.search
    canvas.setFocus()
    front.view.focus_search()
    for text in ("n", "no", "not there at all", "no", "n", ""):
        search.setText(text)
        search.query_changed.emit(text)
        qtbot.wait(5)
        assert QApplication.focusWidget() is search, text


def test_the_canvas_gets_the_keyboard_back_from_the_page_that_stood_in_its_place(front, qtbot):
    front.workspace.canvas.setFocus()
    front.view.search("not there at all")
    assert front.workspace.stack.currentWidget().isAncestorOf(QApplication.focusWidget())
    front.view.search("")
    assert QApplication.focusWidget() is front.workspace.canvas


def test_an_event_that_is_added_from_the_empty_page_leaves_the_keyboard_on_the_canvas(new_window, tmp_path, qtbot):
    path = tmp_path / "empty.timelinedb"
    Store.create(path).close()
    window = new_window(path)
    to_front(window, qtbot)
    dialog = QDialog(window)  # a form in front, as when the event comes from it
    dialog.open()
    to_front(dialog, qtbot)
    window.session.chronology.do(Change("Add", after=(Event(new_id(), "First", "2025-07-23"),)))
    dialog.done(0)
    to_front(window, qtbot)
    assert window.focusWidget() is window.workspace.canvas
    dialog.deleteLater()


def test_what_arrives_late_does_not_take_the_keyboard_from_one_who_types(front, qtbot):
    room = front.evidence.reading.room
    room.enter()
    room.show_proposals()
    form, page, search = room.proposals.form, room.reader.page, front.toolbar.search
    for typing, taken in ((search, False), (form.published.field, True), (front.workspace.canvas, True)):
        typing.setFocus()
        offer_keyboard(page, within=form)
        assert QApplication.focusWidget() is (page if taken else typing)
    dialog = every_dialog.open_dialog(front, "quick")
    to_front(dialog, qtbot)
    offer_keyboard(page)
    assert QApplication.focusWidget() is dialog.line
    assert front.focusWidget() is page
    dialog.done(0)
    room.leave()


def test_delete_is_about_the_event_that_is_marked(front, qtbot):
    chronology = front.session.chronology
    chronology.do(Change("Add", after=(Event(new_id(), "Undated one"), Event(new_id(), "Undated two"))))
    front.session.select(every_dialog.with_evidence(front))
    tray = front.workspace.tray
    tray.toggle()
    qtbot.wait(10)
    assert front.session.selected == tray.chips[0].row
    QTest.keyClick(tray.chips[0], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is tray.chips[1]
    assert front.session.selected == tray.chips[1].row
    QTest.keyClick(tray.chips[1], Qt.Key.Key_Delete)
    left = [chronology.event(row).title for row in tray.rows()]
    assert left == ["Undated one"]
    assert chronology.undo_label == "Delete “Undated two”"


def test_delete_on_the_page_that_stands_for_the_canvas_deletes_nothing(front, qtbot):
    front.session.select(every_dialog.with_evidence(front))
    before = len(front.session.chronology.columns)
    front.workspace.canvas.setFocus()
    front.view.search("not there at all")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert len(front.session.chronology.columns) == before


def test_enter_presses_the_button_that_has_the_focus(new_window, tmp_path, qtbot):
    path = tmp_path / "empty.timelinedb"
    Store.create(path).close()
    window = new_window(path)
    to_front(window, qtbot)
    button = QApplication.focusWidget()
    assert button.text() == "Add an event"
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert window.events.editor is not None
    window.events.editor.done(0)
    window.toolbar.table.setFocus()
    QTest.keyClick(window.toolbar.table, Qt.Key.Key_Enter)
    assert window.view.table_mode == "below"


def test_the_page_of_an_empty_canvas_keeps_the_keyboard_as_its_buttons_change(front, qtbot):
    front.workspace.canvas.setFocus()
    front.view.search("not there at all")
    assert QApplication.focusWidget().text() == "Clear filters"
    chronology = front.session.chronology
    events = tuple(chronology.events(chronology.columns.row.tolist()))
    evidence = [each for event in events for each in chronology.evidence(event.id)]
    chronology.do(Change("Delete all", before=(*events, *(each.excerpt for each in evidence))))
    assert QApplication.focusWidget().text() == "Add an event"
