"""Everything can be reached by keyboard, is seen to be reached, has a name that is spoken, and can be read."""

from __future__ import annotations

import re
from string import Template

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from timeline_app.paint.theme import CATEGORY_SERIES, DARK, LIGHT, contrast, mixed, readable_on
from timeline_app.ui.app.style import sheet_of
from timeline_app.ui.filters.facets import FacetRow
from timeline_app.ui.filters.range_fields import RangeSlider
from timeline_app.ui.services.settings import TEXT_SIZES
from timeline_app.ui.widgets.closing import LEFT, close
from timeline_app.ui.widgets.finder import Finder
from timeline_app.ui.widgets.messages import SpokenNotice
from timeline_app.ui.widgets.panel_page import FoldHeading
from timeline_app.ui.wording.date_words import range_in_words

DIALOGS = ("palette", "quick", "add", "settings", "about", "keys", "export", "history", "backups", "publish", "sources",
           "sourcing", "save view")  # fmt: skip


def select_first(window):
    window.session.select(int(window.session.chronology.columns.row[-3]))


def reached_by_tab(root):
    return [each for each in [root, *root.findChildren(QWidget)]
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip


def spoken(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def unnamed(root):
    return [f"{type(each).__name__} {each.objectName()}" for each in reached_by_tab(root) if not spoken(each)]


def test_everything_in_the_window_that_takes_the_keyboard_has_a_name(window, qtbot):
    select_first(window)
    window.view.toggle_table()
    qtbot.wait(50)
    assert unnamed(window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_everything_in_the_dialogs_that_takes_the_keyboard_has_a_name(window, qtbot, name):
    select_first(window)
    window.actions_of_window[name].trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog)))
    for dialog in window.findChildren(QDialog):
        assert unnamed(dialog) == []
        dialog.close()


def named_by_label(box):
    """Give the words of the labels that name a field in AT-SPI: for a combo box, Qt's own name is its value there."""
    relations = QAccessible.queryAccessibleInterface(box).relations(QAccessible.RelationFlag.Label)
    return [each.text(QAccessible.Text.Name) for each, _flag in relations]


COMBO_DIALOGS = ("add", "settings", "export", "publish", "properties", "replace")


@pytest.mark.parametrize("name", COMBO_DIALOGS)
def test_each_choice_in_a_dialog_is_named_by_one_label(window, qtbot, name):
    select_first(window)
    window.actions_of_window[name].trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog)))
    boxes = [each for dialog in window.findChildren(QDialog) for each in dialog.findChildren(QComboBox)
             if each.isVisible()]  # fmt: skip
    wrong = {each.accessibleName(): named_by_label(each) for each in boxes
             if [bool(words) for words in named_by_label(each)] != [True]}  # fmt: skip
    assert boxes
    assert wrong == {}
    for dialog in window.findChildren(QDialog):
        dialog.close()


def test_each_choice_in_the_window_is_named_by_one_label(window, qtbot):
    window.resize(1500, 950)
    qtbot.wait(50)
    boxes = [each for each in window.findChildren(QComboBox) if each.isVisible()]
    assert boxes
    assert [named_by_label(each) for each in boxes if len(named_by_label(each)) != 1] == []


def heard(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_the_head_of_a_section_is_a_button_that_is_expanded_or_not(window, qtbot):
    (head,) = [each for each in window.findChildren(FoldHeading) if each.isVisible()][:1]
    voice = heard(head)
    assert voice.role() == QAccessible.Role.Button
    assert (voice.state().expanded, voice.state().checked) == (1, 0)
    actions = voice.actionInterface()
    actions.doAction(actions.actionNames()[0])
    qtbot.waitUntil(lambda: not head.isChecked())
    assert (voice.state().expanded, voice.state().collapsed) == (0, 1)


def test_the_importance_is_a_slider_with_a_value(window):
    (slider,) = window.findChildren(RangeSlider)
    voice = heard(slider)
    value = voice.valueInterface()
    assert voice.role() == QAccessible.Role.Slider
    assert (value.minimumValue(), value.currentValue(), value.maximumValue()) == (1, 1, 5)
    assert voice.text(QAccessible.Text.Value) == "from 1 to 5"
    value.setCurrentValue(3)
    assert slider.span == (3, 5)


def test_the_overview_is_a_slider_through_the_whole_chronology(window, qtbot):
    voice = heard(window.workspace.overview)
    value = voice.valueInterface()
    assert voice.role() == QAccessible.Role.Slider
    assert (value.minimumValue(), value.maximumValue()) == (0, 100)
    canvas = window.workspace.canvas
    start, end = canvas.model.extent()
    canvas.show_range(start + (end - start) // 2, start + (end - start) // 2 + 86_400 * 200)
    qtbot.waitUntil(lambda: value.currentValue() > 50)
    before = canvas.visible_range
    value.setCurrentValue(20)
    qtbot.waitUntil(lambda: value.currentValue() == pytest.approx(20, abs=0.5))
    assert canvas.visible_range[0] < before[0]
    assert voice.text(QAccessible.Text.Value) == range_in_words(*canvas.visible_range)


def test_a_value_to_filter_by_is_a_check_box_with_its_count(window):
    row = next(each for each in window.findChildren(FacetRow) if each.isVisible())
    voice = heard(row)
    assert voice.role() == QAccessible.Role.CheckBox
    assert voice.state().checkable
    assert re.fullmatch(r".+, \d+ events?", voice.text(QAccessible.Text.Name))


@pytest.fixture
def told(monkeypatch):
    """What a screen reader is asked to say, in order, as if one ran."""
    said = []

    def note(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())
        elif event.type() == QAccessible.Event.ObjectShow and isinstance(event.object(), SpokenNotice):
            said.append(event.object().accessibleName())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return said


def test_a_filter_tells_its_count_once_a_person_stops_typing(window, qtbot, told):
    window.resize(1500, 950)
    for query in ("k", "ky", "kyiv"):
        window.view.search(query)
    kept = window.session.shown.kept
    qtbot.waitUntil(lambda: told == [f"{kept} of 130 shown"])


def test_a_step_in_the_list_of_commands_is_told(window, qtbot, told):
    window.actions_of_window["palette"].trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(Finder)))
    (palette,) = [each for each in window.findChildren(Finder) if each.isVisible()]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert told == [palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)]
    palette.close()


def test_the_best_command_is_told_once_a_person_stops_typing(window, qtbot, told):
    window.actions_of_window["palette"].trigger()
    (palette,) = [each for each in window.findChildren(Finder) if each.isVisible()]
    QTest.keyClicks(palette.field, "export")
    qtbot.waitUntil(lambda: told == ["Export…, Ctrl+E"])
    QTest.keyClicks(palette.field, " qqq")
    qtbot.waitUntil(lambda: told[1:] == ["Nothing here has these words. Try fewer, or others."])
    palette.close()


def test_a_line_that_is_no_event_yet_says_so_once_and_again_at_enter(window, qtbot, told):
    window.actions_of_window["quick"].trigger()
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    QTest.keyClicks(dialog.line, "23 July 2025")
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].startswith("Wednesday, 23 July 2025")
    assert told[0].endswith(". And the title?")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert told == [told[0]] * 2
    dialog.close()


def test_an_event_without_a_title_is_refused_in_one_sentence(window, told):
    window.actions_of_window["add"].trigger()
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    dialog.confirm()
    assert told == ["An event needs a title."]
    QTest.keyClicks(dialog.form.title, "Talks")
    assert told == ["An event needs a title."]
    close(dialog, LEFT)


def test_the_parts_of_the_window_say_what_they_hold(window):
    names = {spoken(each) for each in (window.workspace.left, window.workspace.right, window.workspace.below)}
    assert len(names) == 3
    assert "Panel" not in names


def test_the_sheet_of_keys_can_be_reached_and_is_read_as_one_text(window, qtbot):
    window.actions_of_window["keys"].trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog)))
    (sheet,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    (stop,) = reached_by_tab(sheet)
    assert "Undo: Ctrl+Z." in stop.accessibleDescription()
    sheet.close()


def pixels(widget):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    whole = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return whole[:, :, :3].astype(np.int16).copy()


def test_the_tab_key_goes_round_the_window_and_each_stop_is_seen(window, qtbot):
    window.activateWindow()
    select_first(window)
    qtbot.wait(50)
    stops: list[QWidget] = []
    before, unseen = pixels(window), []
    for _press in range(120):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stop, now = QApplication.focusWidget(), pixels(window)
        corner = stop.mapTo(window, QPoint(0, 0))
        box = (slice(max(corner.y() - 2, 0), corner.y() + stop.height() + 2),
               slice(max(corner.x() - 2, 0), corner.x() + stop.width() + 2))  # fmt: skip
        if np.count_nonzero(np.abs(now[box] - before[box]).max(axis=2) > 20) < 8:
            unseen.append(f"{type(stop).__name__} {spoken(stop)}")
        before = now
        if stop in stops:
            break
        stops.append(stop)
    assert unseen == []
    kinds = {type(stop).__name__ for stop in stops}
    assert {"TimelineCanvas", "OverviewStrip", "SearchField", "FacetRow", "RangeSlider", "Chip"} <= kinds


def test_the_canvas_says_what_is_selected(window):
    canvas = window.workspace.canvas
    assert "Nothing selected" in canvas.accessibleDescription()
    canvas.next_event()
    title = canvas.model.title(canvas.model.index_of(canvas.selected))
    assert title in canvas.accessibleDescription()
    assert spoken(canvas)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground_it_stands_on(theme):
    colours = {name: getattr(theme, name) for name in theme.__dataclass_fields__}
    colours |= _extra(theme)
    pairs = [
        *((ink, ground) for ink in ("ink", "secondary", "accent") for ground in ("paper", "panel", "lane")),
        *(("faint", ground) for ground in ("paper", "panel", "lane", "field_ground")),
        *((ink, "accent_ground") for ink in ("ink", "secondary", "accent")),
        ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_today", "today"), ("today", "panel"),
        ("ink", "problem_ground"), ("panel", "ink"), ("toast_link", "ink"), ("success", "panel"),
    ]  # fmt: skip
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: round(value, 2) for pair, value in low.items() if value < 4.5} == {}


def _extra(theme):
    """The colours that the sheet makes besides those of the theme."""
    names = ("accent_hover", "field_ground", "problem_ground", "toast_link")
    rules = {"accent_hover": '"primary"]:hover { background: ', "field_ground": "QSpinBox { background: ",
             "problem_ground": 'tone="problem"] { background: ', "toast_link": "transparent; color: "}  # fmt: skip
    sheet = sheet_of(theme, 100)
    toast = sheet[sheet.index("#toastButton {") :]
    found = {}
    for name in names:
        text = toast if name == "toast_link" else sheet
        found[name] = text.partition("1px solid transparent; color: " if name == "toast_link" else rules[name])[2][:7]
    return {name: value.upper() for name, value in found.items()}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_counts_on_clusters_can_be_read_whatever_colour_the_category_has(theme):
    for chosen in CATEGORY_SERIES:
        colour = theme.category(chosen)
        for lane in (theme.paper, theme.lane):
            ground = mixed(lane, colour, 0.16)
            assert contrast(readable_on(colour, ground, 4.5), ground) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_leaves_no_name_unfilled(theme):
    for size in TEXT_SIZES:
        sheet = sheet_of(theme, size)
        assert "$" not in sheet
        assert Template(sheet).get_identifiers() == []


def test_a_dialog_is_never_larger_than_the_screen(window, qtbot):
    window.settings.change(text_size=150)
    window.redress()
    room = window.screen().availableSize()
    for name in ("add", "keys", "about", "settings", "history", "sources", "palette"):
        window.actions_of_window[name].trigger()
        qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog)))
        for dialog in window.findChildren(QDialog):
            assert dialog.width() <= room.width(), name
            assert dialog.height() <= room.height(), name
            dialog.close()
        qtbot.waitUntil(lambda: not any(each.isVisible() for each in window.findChildren(QDialog)))


@pytest.mark.parametrize(("width", "size"), [(1024, 100), (1280, 125), (1024, 150), (900, 100)])
def test_the_panels_clip_nothing_at_their_narrowest(window, qtbot, width, size):
    window.settings.change(text_size=size)
    window.redress()
    window.resize(width, 640)
    select_first(window)
    window.view.search('actor:"Ukraine" date:2025-01-01..2025-07-31')
    window.events._keep_view("A view with a rather long name that does not fit")
    qtbot.wait(80)
    for panel in (window.workspace.filters, window.workspace.details):
        if panel.isVisible():
            assert panel.widget().minimumSizeHint().width() <= panel.viewport().width(), type(panel).__name__


def test_filters_fold_away_in_a_narrow_window_and_come_back(window, qtbot):
    window.settings.change(text_size=150)
    window.redress()
    window.resize(1000, 640)
    qtbot.wait(50)
    assert not window.workspace.left.isVisible()
    window.view.toggle_filters()
    assert window.workspace.left.isVisible()
    window.view.toggle_filters()
    window.resize(1900, 900)
    qtbot.wait(50)
    assert window.workspace.left.isVisible()
    assert window.workspace.canvas.width() >= window.workspace.width() // 2 - 2


def test_a_choice_on_the_timeline_does_not_move_the_table_sideways(window, qtbot):
    window.resize(1100, 700)
    window.view.toggle_table_alone()
    table = window.workspace.table
    for row in window.session.chronology.columns.row[[3, 70, 120]].tolist():
        window.session.select(row)
        qtbot.wait(20)
        assert table.horizontalScrollBar().value() == 0
    assert table.columnViewportPosition(0) == 0
