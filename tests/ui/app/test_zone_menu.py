"""The zone chosen in the status line holds for ruler, card, panel, table and words; the legend stands beside it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollBar, QWidget

from timeline_app.domain.change import Change
from timeline_app.domain.dates.calendar import civil_at, seconds_at
from timeline_app.domain.records import Event, new_id
from timeline_app.paint.date_kinds import date_kinds
from timeline_app.ui.canvas.cards import event_card
from timeline_app.ui.canvas.legend import LegendSheet
from timeline_app.ui.table.model import DATE

WORDS = {
    "Europe/Kyiv": "23 July 2025, 14:00 Kyiv",
    "Europe/Moscow": "23 July 2025, 14:00 Moscow",
    "UTC": "23 July 2025, 11:00 UTC",
    "own": "23 July 2025, 15:00 Tbilisi",
}
LONG_VIEW_S = 10 * 366 * 86_400
HOURS = {"Europe/Kyiv": 14, "Europe/Moscow": 14, "UTC": 11, "own": 11}


@pytest.fixture
def stage(window):
    event = Event(new_id(), "Zoned", "2025-07-23T11:00:00Z", zone="Asia/Tbilisi")
    window.session.chronology.do(Change("Add", after=(event,)))
    window.row = window.session.chronology.row_of(event.id)
    window.session.select(window.row)
    return window


def choose(window, zone):
    next(action for action in window.status.zones.actions() if action.data() == zone).trigger()


def words_in(widget):
    return " | ".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize("zone", WORDS)
def test_a_zone_holds_everywhere_at_once(stage, zone):
    stage.view.toggle_table()
    choose(stage, zone)
    words = WORDS[zone]
    assert words in words_in(stage.workspace.details)
    table = stage.workspace.table.events
    assert table.index(table.line_of(stage.row), DATE).data() == words
    canvas = stage.workspace.canvas
    index = canvas.model.index_of(stage.row)
    card = event_card(canvas.labels, index, canvas.rect().center().toPointF())
    assert card.lines[0].endswith(words)
    assert civil_at(int(canvas.model.columns.start_min[index])).hour == HOURS[zone]
    assert canvas.labels.flag_words(index) == f"23 Jul, {HOURS[zone]}:00"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("2014-08-10", "10 Aug 2014"),
        ("2014-08-10~/2014-08-29", "c. 10 Aug 2014"),
        ("2021-03", "Mar 2021"),
        ("2021-03~/2021-04-22", "c. Mar 2021"),
        ("2014", "2014"),
        ("1850~", "c. 1850"),
        ("-0043", "44 BCE"),
        ("../2014-04-01", "until 1 Apr 2014"),
        ("2025-07-23T11:00:00Z", "23 Jul 2025"),
    ],
)
def test_the_flag_of_the_selection_says_no_more_than_is_known(stage, start, words):
    start, _, end = start.partition("/")
    event = Event(new_id(), "Flagged", start, end)
    stage.session.chronology.do(Change("Add", after=(event,)))
    labels = stage.workspace.canvas.labels
    assert labels.flag_words(labels.events.index_of(stage.session.chronology.row_of(event.id)), LONG_VIEW_S) == words


def test_the_choice_is_kept_and_shown(stage):
    choose(stage, "Europe/Moscow")
    assert stage.settings.preferences().zone == "Europe/Moscow"
    assert stage.status.zone.text() == "Moscow time"
    assert [action.data() for action in stage.status.zones.actions() if action.isChecked()] == ["Europe/Moscow"]
    stage.actions_of_window["zone UTC"].trigger()
    assert stage.status.zone.text() == "UTC"


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "UTC", "local", "own"])
def test_days_do_not_move_with_the_zone(stage, zone):
    choose(stage, zone)
    model = stage.workspace.canvas.model
    days = (model.columns.flags & 4) != 0
    assert (model.columns.start_min[days] % 86_400 == 0).all()


def test_a_stretch_drawn_among_hours_is_written_with_the_offset_of_the_zone(stage):
    choose(stage, "Europe/Kyiv")
    day = seconds_at(2025, 7, 23)
    stage.events.add_between((day + 14 * 3600, day + 16 * 3600))
    form = stage.events.editor.form
    assert form.start.reading.edtf == "2025-07-23T14:00:00+03:00"
    stage.events.editor.done(0)


def test_the_legend_explains_categories_statuses_and_every_kind_of_date(window, qtbot):
    QTest.mouseClick(window.status.legend, Qt.MouseButton.LeftButton)
    sheet = window.findChild(LegendSheet)
    assert sheet.isVisible()
    words = sheet.words()
    assert {category.name for category in window.session.chronology.categories} <= set(words)
    assert {kind.words for kind in date_kinds()} <= set(words)
    assert any(each.startswith("Disputed") for each in words)
    assert window.rect().contains(window.mapFromGlobal(sheet.geometry().center()))
    sheet.close()


def test_the_legend_shows_no_bars_where_all_of_it_has_room(window, qtbot, monkeypatch):
    room = QRect(0, 0, 1366, 1200)
    monkeypatch.setattr(QWidget, "screen", lambda _self: SimpleNamespace(availableGeometry=lambda: room))
    window.legend()
    sheet = window.findChild(LegendSheet)
    bars = sheet.findChildren(QScrollBar)
    qtbot.waitUntil(lambda: sheet.isVisible() and not any(bar.isVisible() for bar in bars))
    sheet.close()


def test_the_legend_is_a_command_with_a_key(window):
    command = next(each for each in window.actions_of_window.commands() if each.name == "legend")
    assert command.keys == ("L",)
    window.actions_of_window["legend"].trigger()
    sheet = window.findChild(LegendSheet)
    assert sheet.isVisible()
    sheet.close()
