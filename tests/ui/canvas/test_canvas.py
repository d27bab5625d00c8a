"""The canvas as a person meets it: move, select, open, draw a stretch, fold lanes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.metrics import HEADER_PX
from timeline_app.paint.theme import DARK, LIGHT, load_fonts

NO_PIXELS = QPoint()


@pytest.fixture
def overview(canvas, qtbot):
    from timeline_app.ui.canvas.overview import OverviewStrip

    made = OverviewStrip(canvas)
    qtbot.addWidget(made)
    made.resize(1004, 106)
    with qtbot.waitExposed(made):
        made.show()
    return made


def row_named(chronology, head):
    titles = chronology.titles(chronology.columns.row.tolist())
    return next(row for row, title in titles.items() if title.startswith(head))


def point_of(canvas, row):
    """A point on the title of an event."""
    marks, index = canvas.scene.marks, canvas.model.index_of(row)
    place = marks.event.tolist().index(index)
    return QPoint(int(marks.label_px[place]) + canvas.scene.metrics.header_px + 20, int(marks.y_px[place]))


def free_point(canvas):
    """A point of a lane where there is nothing."""
    from timeline_app.layout.marks.hit_test import hit

    for y_px in range(60, canvas.height(), 6):
        for x_px in range(200, canvas.width() - 200, 20):
            points = [hit(canvas.scene, x_px + step, y_px).kind for step in range(0, 120, 20)]
            if set(points) == {"lane"}:
                return QPoint(x_px, y_px)
    raise AssertionError("the canvas is full")


def wheel(canvas, pos, turned, modifiers=Qt.KeyboardModifier.NoModifier, pixels=NO_PIXELS):
    event = QWheelEvent(
        QPointF(pos), canvas.mapToGlobal(QPointF(pos)), pixels, turned, Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def show_2025(canvas):
    canvas.show_range(seconds_at(2024, 10, 20), seconds_at(2025, 9, 25))


def test_the_whole_range_is_shown_at_first(canvas):
    start_s, end_s = canvas.visible_range
    assert start_s < seconds_at(2013, 11, 21)
    assert end_s > seconds_at(2025, 7, 31)
    assert {lane.name for lane in canvas.scene.lanes} == {category.name for category in canvas.chronology.categories}


def test_a_click_selects_and_a_click_beside_lets_go(canvas, qtbot):
    show_2025(canvas)
    row = row_named(canvas.chronology, "First round of direct talks")
    with qtbot.waitSignal(canvas.selection_wanted) as told:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point_of(canvas, row))
    assert told.args == [row]
    assert canvas.selected == row
    with qtbot.waitSignal(canvas.selection_wanted) as told:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=free_point(canvas))
    assert told.args == [None]


@pytest.fixture
def session(chronology, canvas):
    from timeline_app.ui.services.session import Session
    from timeline_app.ui.services.settings import Preferences

    made = Session(chronology, LIGHT, Preferences())
    canvas.selection_wanted.connect(made.select)
    canvas.addition_wanted.connect(made.add_to_selected)

    def follow(row):
        canvas.mark_several(made.several)
        canvas.select(row)

    made.selection_changed.connect(follow)
    return made


def accent_near(canvas, row):
    """Whether the outline of a highlight goes by a point on the title of an event."""
    x_px, y_px = point_of(canvas, row).toTuple()
    picture = canvas.grab().toImage()
    return any(picture.pixelColor(x_px, y).name() == LIGHT.accent.lower() for y in range(y_px - 14, y_px - 8))


def test_a_click_with_ctrl_adds_an_event_or_takes_it_out_and_each_is_marked(canvas, session, chronology, qtbot):
    show_2025(canvas)
    first, second = (
        row_named(chronology, head) for head in ("First round of direct talks", "Second round of direct talks")
    )
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point_of(canvas, first))
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, ctrl, point_of(canvas, second))
    assert sorted(session.several.tolist()) == sorted((first, second))
    assert accent_near(canvas, first)
    assert accent_near(canvas, second)
    assert "2 events selected" in canvas.accessibleDescription()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, ctrl, free_point(canvas))
    assert len(session.several) == 2, "who misses an event keeps the others"
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, ctrl, point_of(canvas, first))
    assert session.selected == second
    assert not accent_near(canvas, first)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, ctrl, point_of(canvas, first))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not len(session.selected_rows)
    assert not accent_near(canvas, first)


def test_the_selection_has_a_flag_with_its_date(canvas):
    show_2025(canvas)
    canvas.select(row_named(canvas.chronology, "Third round of direct talks"))
    flags = {flag.kind: flag.label for flag in canvas.scene.flags}
    assert flags["selection"] == "23 Jul"
    assert flags["as_of"] == "As of 31 Jul 2025"
    assert "23 July 2025" in canvas.accessibleDescription()


def test_revealing_brings_an_event_into_view(canvas):
    canvas.show_range(seconds_at(2015), seconds_at(2016))
    canvas.select(row_named(canvas.chronology, "Third round"), reveal=True)
    start_s, end_s = canvas.visible_range
    assert start_s < seconds_at(2025, 7, 23) < end_s


def test_a_double_click_opens_an_event(canvas, qtbot):
    show_2025(canvas)
    row = row_named(canvas.chronology, "First round of direct talks")
    with qtbot.waitSignal(canvas.event_activated) as told:
        qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=point_of(canvas, row))
    assert told.args == [row]


def test_the_wheel_zooms_about_the_cursor(canvas):
    pos = QPoint(600, 300)
    second = canvas.scale.second_at(600 - 138)
    before = canvas.scale.seconds_per_px
    wheel(canvas, pos, QPoint(0, 120))
    assert canvas.scale.seconds_per_px == pytest.approx(before / 1.3)
    assert canvas.scale.px_of(second) == pytest.approx(600 - 138, abs=0.1)


def test_sideways_the_wheel_pans_and_with_shift_too(canvas):
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for turned, modifiers in ((QPoint(-120, 0), none), (QPoint(0, -120), shift)):
        before = canvas.visible_range[0]
        wheel(canvas, QPoint(600, 300), turned, modifiers)
        assert canvas.visible_range[0] > before


def test_fingers_on_a_trackpad_zoom_by_pixels(canvas):
    before = canvas.scale.seconds_per_px
    wheel(canvas, QPoint(600, 300), QPoint(0, 10), pixels=QPoint(0, 22))
    assert canvas.scale.seconds_per_px == pytest.approx(before / 2**0.1)


def drag(qtbot, canvas, start, end, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, modifier, start)
    for step in range(1, 6):
        qtbot.mouseMove(canvas, start + (end - start) * step / 5)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, modifier, end)


def test_a_drag_pans(canvas, qtbot):
    start = free_point(canvas)
    second = canvas.scale.second_at(start.x() - 138)
    drag(qtbot, canvas, start, start + QPoint(100, 0))
    assert canvas.scale.px_of(second) == pytest.approx(start.x() - 138 + 100, abs=1)


@pytest.mark.parametrize("where", ["lane", "ruler"])
def test_a_drag_with_shift_or_from_the_ruler_offers_a_new_event(canvas, qtbot, where):
    show_2025(canvas)
    start = free_point(canvas) if where == "lane" else QPoint(400, 40)
    modifier = Qt.KeyboardModifier.ShiftModifier if where == "lane" else Qt.KeyboardModifier.NoModifier
    expected = [canvas.scale.second_at(start.x() - 138), canvas.scale.second_at(start.x() + 100 - 138)]
    with qtbot.waitSignal(canvas.new_event_wanted) as told:
        drag(qtbot, canvas, start, start + QPoint(100, 0), modifier)
    assert list(told.args[0]) == pytest.approx(expected, abs=2 * canvas.scale.seconds_per_px)


def test_keys_move_and_select(canvas, qtbot):
    show_2025(canvas)
    canvas.setFocus()
    start_s, end_s = canvas.visible_range
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.visible_range[0] > start_s
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.visible_range[0] == pytest.approx(start_s, abs=canvas.scale.seconds_per_px)
    canvas.view.zoom_in()
    assert canvas.visible_range[1] - canvas.visible_range[0] < end_s - start_s
    canvas.next_event()
    first = canvas.selected
    canvas.next_event()
    second = canvas.selected
    canvas.previous_event()
    assert first is not None
    assert second != first == canvas.selected
    with qtbot.waitSignal(canvas.event_activated):
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.selected is None


def test_next_goes_through_the_kept_events_in_order_of_time(canvas):
    columns = canvas.chronology.columns
    mask = columns.importance == 5
    canvas.set_mask(mask)
    canvas.view.whole_range()
    seen = []
    for _step in range(int(mask.sum())):
        canvas.next_event()
        seen.append(canvas.selected)
    assert seen == columns.row[mask].tolist()
    canvas.next_event()
    assert canvas.selected == seen[-1]


def test_a_filter_is_followed_by_lanes_and_fit(canvas):
    columns = canvas.chronology.columns
    mask = (columns.start_min >= seconds_at(2022)) & (columns.end_max <= seconds_at(2023))
    canvas.set_mask(mask)
    canvas.view.fit()
    assert sum(lane.total for lane in canvas.scene.lanes) == mask.sum()
    start_s, end_s = canvas.visible_range
    assert seconds_at(2021, 11) < start_s < seconds_at(2022, 3)
    assert seconds_at(2022, 10) < end_s < seconds_at(2023, 3)
    canvas.set_mask(None)
    assert sum(lane.total for lane in canvas.scene.lanes) == 130


def test_a_click_on_a_lane_name_folds_it(canvas, qtbot):
    lane = canvas.scene.lanes[2]
    where = QPoint(60, int(lane.top_px) + 20)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=where)
    assert canvas.scene.lanes[2].collapsed
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, int(canvas.scene.lanes[2].top_px) + 10))
    assert not canvas.scene.lanes[2].collapsed


def test_a_lane_can_be_made_higher(canvas, qtbot):
    lane = canvas.scene.lanes[1]
    edge = QPoint(60, int(lane.top_px + lane.height_px) - 2)
    drag(qtbot, canvas, edge, edge + QPoint(0, 60))
    assert canvas.scene.lanes[1].height_px == pytest.approx(lane.height_px + 60, abs=2)


def test_a_cluster_opens(canvas, qtbot):
    clusters = [(lane, cluster) for lane in canvas.scene.lanes for cluster in lane.strip.clusters]
    lane, cluster = clusters[0]
    before = canvas.scale.seconds_per_px
    where = QPoint(int(cluster.x_px) + 138, int(lane.top_px + lane.height_px) - 12)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=where)
    assert canvas.scale.seconds_per_px < before


def test_a_cluster_on_one_instant_lists_its_events(canvas, qtbot):
    events = [0, 1, 2]
    canvas._list_events((events, "21 November 2013", QPoint(300, 300)))
    menu = canvas.findChildren(QMenu)[0]
    titles = [action.text() for action in menu.actions() if action.data() is not None]
    assert titles == [canvas.model.title(index) for index in events]
    menu.actions()[-1].trigger()
    assert canvas.selected == canvas.model.row_of(2)
    menu.close()


@pytest.mark.parametrize("mode", ["category", "actor", "place", "status", "none"])
def test_every_arrangement_is_painted(canvas, mode):
    canvas.set_lanes(mode)
    assert canvas.lanes == mode
    assert not canvas.grab().isNull()
    assert canvas.scene.lanes


def test_the_context_menu_is_asked_for_with_what_is_under_it(canvas, qtbot):
    from PySide6.QtGui import QContextMenuEvent

    show_2025(canvas)
    row = row_named(canvas.chronology, "First round of direct talks")
    pos = point_of(canvas, row)
    with qtbot.waitSignal(canvas.context_wanted) as told:
        QApplication.sendEvent(canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, canvas.mapToGlobal(pos)))
    assert told.args[0][0] == row
    assert canvas.selected == row


def test_hovering_shows_a_card_in_words(canvas, qtbot):
    show_2025(canvas)
    row = row_named(canvas.chronology, "First round of direct talks")
    qtbot.mouseMove(canvas, point_of(canvas, row))
    qtbot.waitUntil(lambda: canvas.painter.card is not None)
    assert canvas.painter.card.title.startswith("First round of direct talks")
    assert canvas.painter.card.lines[0] == "Friday, 16 May 2025"
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert canvas.painter.card is None


def test_a_zoom_step_can_be_followed_and_ends_where_it_should(canvas, qtbot):
    canvas.view.motion.animated = True
    target = canvas.scale.zoomed(2**0.5, canvas.scale.width_px / 2)
    ranges = []
    canvas.range_changed.connect(ranges.append)
    canvas.view.zoom_in()
    qtbot.waitUntil(lambda: canvas.scale == target)
    assert len(ranges) > 2
    spans = [scale.span_s for scale in ranges]
    assert spans == sorted(spans, reverse=True)


def test_a_flung_view_glides_on_and_comes_to_rest(canvas, qtbot):
    canvas.view.motion.animated = True
    start = canvas.scale
    with qtbot.waitSignal(canvas.view.motion.settled):
        canvas.view.motion.glide(start, 20)
    assert canvas.scale.px_of(start.left_s) < -100
    assert not canvas.view.motion.running


def test_the_theme_changes_every_pixel_of_the_ground(canvas):
    canvas.set_theme(DARK)
    assert canvas.grab().toImage().pixelColor(4, 4).name().upper() == DARK.paper


def test_what_others_change_is_shown_after_refresh(canvas, qtbot):
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Event, new_id

    category = canvas.chronology.categories[0]
    canvas.select(row_named(canvas.chronology, "Third round"))
    kept = canvas.selected
    event = Event(new_id(), "A new round", "2025-07-25", category_id=category.id, importance=5)
    canvas.chronology.do(Change("Add", after=(event,)))
    canvas.refresh()
    assert sum(lane.total for lane in canvas.scene.lanes) == 131
    assert canvas.selected == kept


def test_the_overview_follows_and_leads(canvas, overview, qtbot):
    show_2025(canvas)
    start_px, end_px = overview.window_px
    assert 0 < start_px < end_px < overview.width()
    middle = QPoint(int((start_px + end_px) / 2), 40)
    before = canvas.visible_range
    qtbot.mousePress(overview, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(overview, middle - QPoint(200, 0))
    qtbot.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=middle - QPoint(200, 0))
    moved = overview.histogram.scale.seconds_per_px * 200
    assert before[0] - canvas.visible_range[0] == pytest.approx(moved, rel=0.02)
    edge = QPoint(int(overview.window_px[1]), 40)
    span = canvas.scale.span_s
    qtbot.mousePress(overview, Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(overview, edge + QPoint(80, 0))
    qtbot.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=edge + QPoint(80, 0))
    assert canvas.scale.span_s > span
    assert overview.histogram.total.sum() == 130


def test_the_overview_says_what_a_bar_counts(canvas, overview):
    from timeline_app.ui.canvas.overview import MARGIN_PX

    bars = overview.histogram
    place = int(bars.total.argmax())
    middle_px = MARGIN_PX + bars.scale.px_of(int(bars.edges[place] + bars.edges[place + 1]) // 2)
    words = overview.bar_words(middle_px)
    assert words.startswith(f"{bars.total[place]} events · ")
    assert "square root" in words
    assert overview.bar_words(MARGIN_PX + bars.scale.px_of(int(bars.edges[int(bars.total.argmin())]) + 60)) == ""


def test_an_empty_chronology_is_a_calm_page(tmp_path, qtbot):
    from timeline_app.document import Chronology
    from timeline_app.store.store import Store
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

    load_fonts()
    opened = Chronology(Store.create(tmp_path / "empty.timelinedb"))
    made = TimelineCanvas(opened, LIGHT)
    qtbot.addWidget(made)
    made.resize(900, 500)
    assert not made.grab().isNull()
    made.view.fit()
    made.next_event()
    assert made.selected is None
    opened.close()


def test_the_scale_told_is_the_scale_shown(canvas, qtbot):
    with qtbot.waitSignal(canvas.range_changed) as told:
        canvas.view.pan(0.5)
    assert isinstance(told.args[0], TimeScale)
    assert told.args[0] == canvas.scale


def test_the_flag_of_the_selection_tells_the_year_where_the_ruler_does_not(canvas, chronology):
    row = row_named(chronology, "Third round of direct talks")
    canvas.view.whole_range()
    canvas.select(row)
    flags = [flag.label for flag in canvas.scene.flags if flag.kind == "selection"]
    assert flags == ["23 Jul 2025"]
    show_2025(canvas)
    flags = [flag.label for flag in canvas.scene.flags if flag.kind == "selection"]
    assert flags == ["23 Jul"]


def card_of(canvas, qtbot):
    """Point at the first mark until its card shows."""
    marks = canvas.scene.marks
    seen = next(place for place in range(len(marks)) if 10 < marks.start_px[place] < canvas.scale.width_px - 10)
    at = QPointF(HEADER_PX + float(marks.start_px[seen]) + 2, float(marks.y_px[seen]))
    canvas.underMouse = lambda: True
    canvas.isActiveWindow = lambda: True
    canvas._pointer._hover(at)
    qtbot.waitUntil(lambda: canvas.painter._card is not None)
    return at.toPoint()


def opens_menu(canvas, _at):
    menu = QMenu(canvas)
    menu.addAction("Anything")
    menu.popup(QPoint(5, 5))
    canvas.leaves_behind = menu


LEAVING = {
    "a menu opens": opens_menu,
    "the window loses focus": lambda canvas, _at: QApplication.sendEvent(
        canvas.window(), QEvent(QEvent.Type.WindowDeactivate)
    ),
    "the view moves": lambda canvas, _at: canvas.view.pan(0.1),
    "lanes scroll": lambda canvas, _at: canvas.view.scroll_lanes(20),
    "a lane closes": lambda canvas, _at: canvas.view.toggle_lane(0),
    "lanes change": lambda canvas, _at: canvas.set_lanes("status"),
    "the zone changes": lambda canvas, _at: canvas.set_zone("Asia/Tokyo"),
    "a button goes down": lambda canvas, at: QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at),
}


@pytest.mark.parametrize("cause", LEAVING)
def test_a_card_leaves_when(canvas, qtbot, cause):
    at = card_of(canvas, qtbot)
    LEAVING[cause](canvas, at)
    qtbot.wait(300)  # longer than a card waits for a pointer that rests
    assert canvas.painter._card is None
    if hasattr(canvas, "leaves_behind"):
        canvas.leaves_behind.close()
        canvas.leaves_behind.deleteLater()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at)


def test_no_card_comes_while_a_menu_is_open(canvas, qtbot):
    at = card_of(canvas, qtbot)
    opens_menu(canvas, at)
    canvas._pointer._hover(QPointF(at))
    qtbot.wait(400)
    assert canvas.painter._card is None
    canvas.leaves_behind.close()
    canvas.leaves_behind.deleteLater()


def test_the_first_event_of_an_empty_chronology_brings_its_year_and_later_ones_leave_the_view(tmp_path, qtbot):
    from timeline_app.document import Chronology
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Event, new_id
    from timeline_app.store.store import Store
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

    opened = Chronology(Store.create(tmp_path / "empty.timelinedb"))
    canvas = TimelineCanvas(opened, LIGHT)
    qtbot.addWidget(canvas)
    canvas.view.motion.animated = False
    canvas.resize(1004, 814)
    opened.do(Change("Add", after=(Event(new_id(), "Fighting breaks out", "2023-04-15"),)))
    canvas.refresh()
    start, end = canvas.visible_range
    assert start < seconds_at(2023, 4, 15) < end
    assert 360 <= (end - start) / 86_400 <= 370
    opened.do(Change("Add", after=(Event(new_id(), "Long before", "1956-01-01"),)))
    canvas.refresh()
    assert canvas.visible_range == (start, end)
    opened.close()
