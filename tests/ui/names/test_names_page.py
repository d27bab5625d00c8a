"""The page of names, its dialogs, and what a right click on a name offers anywhere in the window."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from timeline_app.document.names import plans
from timeline_app.document.names.uses import counts_by_name, name_called
from timeline_app.domain.change import Change
from timeline_app.domain.names import COLOURS
from timeline_app.domain.records import Actor, Participation, Tag
from timeline_app.ui.filters.facets import FacetRow
from timeline_app.ui.names.dialogs import NameDeleteDialog, NameMergeDialog, NameRenameDialog
from timeline_app.ui.widgets.chip import Chip


@pytest.fixture
def page(window, qtbot):
    window.show()
    window.actions_of_window["names"].trigger()
    opened = window.dialogs.names.page
    qtbot.waitUntil(opened.isVisible)
    return opened


def chronology_of(window):
    return window.session.chronology


def dialog(window, page, kind):
    return next(each for each in (*window.findChildren(kind), *page.findChildren(kind)) if each.isVisible())


def choose(page, name):
    record = next(row.record for row in page.model.kept if row.record.name == name)
    page.go_to(record.id)
    return record


def menu_of(window):
    return next(each for each in window.findChildren(QMenu) if each.isVisible())


def act(menu, name):
    action = next(each for each in menu.actions() if each.objectName() == name)
    assert isinstance(action, QAction)
    action.trigger()
    menu.close()


def right_click(widget):
    middle = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, widget.mapToGlobal(middle))
    QApplication.sendEvent(widget, event)


def test_each_kind_is_listed_with_its_use_and_the_search_narrows_by_any_spelling(page, window):
    for kind, button in page.switch.items():
        button.click()
        counts = counts_by_name(chronology_of(window), kind)
        assert {row.record.name: row.events for row in page.model.all} == counts
        assert str(len(counts)) in button.text()
    page.switch["actor"].click()
    page.search.setText("зеленський")
    assert [row.record.name for row in page.model.kept] == ["Volodymyr Zelensky"]
    assert page.current().name == "Volodymyr Zelensky"


def test_what_is_typed_in_the_form_is_saved_undone_and_told(page, window):
    page.show_kind("place")
    choose(page, "Minsk")
    page.page.fields["aliases"].setText("Мінск; Минск")
    page.page.fields["kind"].setText("city")
    page.page.fields["where"].setText("53°54′N 27°34′E")
    page.page.save()
    place = name_called(chronology_of(window), "place", "Минск")
    assert (place.name, place.kind, place.latitude) == ("Minsk", "city", 53.9)
    assert chronology_of(window).undo_label == "Edit the place “Minsk”"
    assert window.toast.isVisible()
    window.events.undo()
    assert page.current().aliases == ()
    assert page.page.fields["aliases"].text() == ""


def test_leaving_a_name_saves_it_and_what_cannot_be_read_keeps_it(page, window):
    page.show_kind("place")
    choose(page, "Minsk")
    page.page.fields["where"].setText("nowhere")
    choose(page, "Kyiv")
    assert page.current().name == "Minsk"
    assert "50.45, 30.52" in page.page.problem
    kyiv = next(at for at, row in enumerate(page.model.kept) if row.record.name == "Kyiv")
    page.list.setCurrentIndex(page.model.index(kyiv))
    assert (page.current().name, page.page.fields["where"].text()) == ("Minsk", "nowhere")
    page.switch["tag"].click()
    assert (page.kind, page.page.fields["where"].text()) == ("place", "nowhere")
    page.close()
    assert page.isVisible()
    page.page.fields["where"].setText("")
    choose(page, "Kyiv")
    assert page.current().name == "Kyiv"
    assert name_called(chronology_of(window), "place", "Minsk").latitude is None


def test_a_name_that_is_taken_is_refused_in_the_form_and_nothing_is_lost(page, window):
    page.show_kind("category")
    choose(page, "Strike")
    page.page.fields["name"].setText("Diplomacy")
    assert not page.page.save()
    assert "merge the two" in page.page.problem
    assert page.page.fields["name"].text() == "Diplomacy"
    assert [each.name for each in chronology_of(window).categories].count("Diplomacy") == 1


def test_a_colour_and_a_shape_are_taken_at_once_and_advice_is_given(page, window):
    page.show_kind("category")
    choose(page, "Strike")
    look = page.page.look
    look.colours[0].click()
    strike = name_called(chronology_of(window), "category", "Strike")
    assert strike.colour == COLOURS[0]
    assert "Diplomacy" in page.page.look.advice.text()
    assert chronology_of(window).undo_label == "Give “Strike” another colour"
    page.page.look.own.setText("#FFEE88")
    page.page.look.own.textEdited.emit("#FFEE88")
    assert "Too pale" in page.page.look.advice.text()
    page.page.look.own.setText("#12345")
    page.page.look.own.textEdited.emit("#12345")
    assert page.page.look.own.property("bad") is True
    window.events.undo()
    assert name_called(chronology_of(window), "category", "Strike").colour == COLOURS[2]


def test_names_are_ordered_by_keys_and_by_drag(page, window, qtbot):
    page.show_kind("category")
    before = [each.name for each in chronology_of(window).categories]
    choose(page, before[0])
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [each.name for each in chronology_of(window).categories] == [before[1], before[0], *before[2:]]
    assert page.current().name == before[0]
    model = page.model
    data = model.mimeData([model.index(6, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index(-1, -1))
    assert [each.name for each in chronology_of(window).categories] == [before[6], before[1], before[0], *before[2:6]]
    lanes = [lane.name for lane in window.workspace.canvas.scene.lanes]
    assert lanes == [each.name for each in chronology_of(window).categories]


def test_a_placed_actor_comes_first_in_facets_and_lanes_and_by_use_forgets_it(page, window, qtbot):
    page.show_kind("actor")
    choose(page, "Türkiye")
    row = page.list.currentIndex().row()
    page.model.moved.emit(row, 0)
    assert chronology_of(window).actors[0].name == "Türkiye"
    assert page.model.kept[0].record.name == "Türkiye"
    window.view.set_lanes("actor")
    assert window.workspace.canvas.scene.lanes[0].name == "Türkiye"
    rows = [each for each in window.workspace.filters.findChildren(FacetRow) if each.isVisibleTo(window)]
    actors = [each.text() for each in rows if each.text() in {"Türkiye", "Russia", "Ukraine"}]
    assert actors[0] == "Türkiye"
    page.by_use.click()
    assert chronology_of(window).actors[0].name != "Türkiye"
    assert page.list.currentIndex().row() == row


def test_a_pair_that_is_alike_is_merged_and_the_filter_follows(page, window, qtbot):
    chronology = chronology_of(window)
    event = chronology.event(int(chronology.columns.row[0]))
    actor = Actor("x1", "Volodymyr Zelenskii")
    used = dataclasses.replace(event, actors=(*event.actors, Participation("x1", "host")))
    chronology.do(Change("Add", (event,), (actor, used)))
    page.show_kind("actor")
    assert page.strip.isVisible()
    pair = page.strip.current
    assert {pair.first, pair.second} == {"x1", name_called(chronology, "actor", "Volodymyr Zelensky").id}
    window.session.set_filter(window.session.shown.state.with_values("actor", ["Volodymyr Zelenskii"]))
    assert window.session.shown.kept == 1
    page.strip.merge.click()
    merge = dialog(window, page, NameMergeDialog)
    assert merge.choices[[each.id for each in merge.records].index("x1")].isChecked() is False
    merge.done_button.click()
    assert name_called(chronology, "actor", "Volodymyr Zelenskii").name == "Volodymyr Zelensky"
    assert "Volodymyr Zelensky" in window.session.shown.state.text
    assert window.session.shown.kept > 1
    assert "x1" not in {each for pair in page.strip.pairs for each in (pair.first, pair.second)}
    window.events.undo()
    assert name_called(chronology, "actor", "Volodymyr Zelenskii").id == "x1"
    assert page.strip.isVisible()


def test_a_pair_that_is_not_the_same_is_remembered(page, window):
    chronology = chronology_of(window)
    chronology.do(Change("Add", after=(Tag("t1", "Talks"), Tag("t2", "Tälks"))))
    page.show_kind("tag")
    assert page.strip.isVisible()
    page.strip.apart.click()
    assert not page.strip.isVisible()
    page.close()
    assert not page.isVisible()
    window.dialogs.show_names()
    again = window.dialogs.names.page
    assert again is not page
    again.show_kind("tag")
    assert not again.strip.isVisible()
    assert len(window.settings.names_apart()) == 1


def test_deleting_asks_for_a_replacement_where_events_have_the_name(page, window):
    chronology = chronology_of(window)
    page.show_kind("category")
    choose(page, "Strike")
    page.list.delete_wanted.emit()
    asked = dialog(window, page, NameDeleteDialog)
    asked.field.setText("Nothing of the kind")
    asked.done_button.click()
    assert "no such name" in asked.problem
    asked.field.setText("military operation")
    asked.done_button.click()
    assert not asked.isVisible()
    assert "Strike" not in [each.name for each in chronology.categories]
    window.events.undo()
    chronology.do(Change("Add", after=(Tag("t1", "unused"),)))
    page.show_kind("tag")
    page.page.acted.emit("delete")
    assert chronology.tags == []
    assert chronology.undo_label == "Delete “unused”"


@pytest.mark.parametrize("background", [False, True], ids=["records", "moves"])
def test_a_merge_of_several_selected_names(page, window, qtbot, monkeypatch, background):
    if background:
        monkeypatch.setattr(plans, "MOST_RECORDS", 0)
    chronology = chronology_of(window)
    page.show_kind("actor")
    ids = [name_called(chronology, "actor", name).id for name in ("Ukraine", "Russia", "Türkiye")]
    page.list.clearSelection()
    for each in ids:
        page.list.selectionModel().select(
            page.model.index(page.model.row_of(each)), page.list.selectionModel().SelectionFlag.Select
        )
    page.page.acted.emit("merge")
    merge = dialog(window, page, NameMergeDialog)
    assert [each.name for each in merge.records] == ["Russia", "Ukraine", "Türkiye"]
    assert merge.choices[0].isChecked()
    merge.done_button.click()
    qtbot.waitUntil(lambda: not window.jobs.busy and name_called(chronology, "actor", "Ukraine").name == "Russia")
    counts = counts_by_name(chronology, "actor")
    assert "Türkiye" not in counts
    assert chronology.undo_label == "Merge the actors “Ukraine”, “Türkiye” into “Russia”"
    window.events.undo()
    assert name_called(chronology, "actor", "Ukraine").name == "Ukraine"


def test_a_merge_takes_names_in_by_typing_and_says_what_is_missing(page, window):
    page.show_kind("place")
    choose(page, "Minsk")
    page.page.acted.emit("merge")
    merge = dialog(window, page, NameMergeDialog)
    merge.done_button.click()
    assert merge.problem
    merge.field.setText("Atlantis")
    merge.done_button.click()
    assert "no such name" in merge.problem
    merge.field.setText("kyiv")
    merge.field.returnPressed.emit()
    assert [each.name for each in merge.records] == ["Minsk", "Kyiv"]
    assert merge.field.text() == ""
    merge.reject()


def test_a_right_click_on_a_facet_offers_to_rename_and_the_filter_follows(window, qtbot):
    window.show()
    chronology = chronology_of(window)
    row = next(each for each in window.workspace.filters.findChildren(FacetRow) if each.text() == "Strike")
    row.click()
    kept = window.session.shown.kept
    right_click(row)
    menu = menu_of(window)
    assert [each.objectName() for each in menu.actions() if each.text()] == [
        "rename",
        "merge",
        "colour",
        "show",
        "open",
    ]
    act(menu, "rename")
    asked = next(each for each in window.findChildren(NameRenameDialog) if each.isVisible())
    asked.name.setText("Diplomacy")
    asked.done_button.click()
    assert "merge the two" in asked.problem
    asked.name.setText("Air strike")
    asked.keep.setChecked(True)
    asked.done_button.click()
    assert name_called(chronology, "category", "Strike").name == "Air strike"
    assert "Air strike" in window.session.shown.state.text
    assert window.session.shown.kept == kept
    assert chronology.undo_label == "Rename the category “Strike” to “Air strike”"


def test_a_right_click_on_a_status_shows_only_it(window):
    window.show()
    row = next(each for each in window.workspace.filters.findChildren(FacetRow) if each.text() == "Planned")
    right_click(row)
    menu = menu_of(window)
    assert [each.objectName() for each in menu.actions() if each.text()] == ["show"]
    act(menu, "show")
    assert window.session.shown.state.values("status") == ("planned",)


def test_a_right_click_on_a_lane_offers_its_name(window):
    window.show()
    canvas = window.workspace.canvas
    lane = canvas.scene.lanes[1]
    pos = QPoint(30, int(lane.top_px + 20))
    QApplication.sendEvent(canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, canvas.mapToGlobal(pos)))
    act(menu_of(window), "open")
    page = window.dialogs.names.page
    assert (page.kind, page.current().name) == ("category", lane.name)


def test_a_right_click_on_a_lane_of_others_opens_nothing_of_a_name(window):
    window.show()
    window.view.set_lanes("actor")
    canvas = window.workspace.canvas
    assert canvas.model.name_of_lane(0)
    assert canvas.model.name_of_lane(len(canvas.scene.lanes) - 1) == ""


def test_chips_place_and_category_of_the_event_panel_offer_their_names(window, qtbot):
    window.show()
    chronology = chronology_of(window)
    row = next(int(each) for each in chronology.columns.row if chronology.event(int(each)).actors
               and chronology.event(int(each)).place_id)  # fmt: skip
    window.session.select(row)
    details = window.workspace.details
    asked = []
    details.name_menu_wanted.connect(lambda field, name, _pos: asked.append((field, name)))
    right_click(details.findChildren(Chip)[0])
    menu_of(window).close()
    for widget in details.findChildren(object):
        if getattr(widget, "property", None) and widget.property("field") in {"place", "category"}:
            widget.customContextMenuRequested.emit(QPoint(2, 2))
            menu_of(window).close()
    event = chronology.event(row)
    wanted = {("category", window.session.category(event.category_id).name),
              ("place", window.session.place_name(event.place_id)),
              ("actor", window.session.actor_names(event)[0])}  # fmt: skip
    assert set(asked) == wanted


def test_the_list_beside_completion_opens_with_counts_and_takes_names_by_any_spelling(window, qtbot):
    window.show()
    window.events.add()
    form = window.events.editor.form
    form.actors.setText("Ukraine")
    form.actors.setFocus()
    qtbot.keyClick(form.actors, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = form.actors.completer().popup()
    assert popup.isVisible()
    assert form.actors.text() == "Ukraine; "
    model = form.actors.completer().completionModel()
    spellings = {model.index(at, 0).data(): at for at in range(model.rowCount())}
    assert len(spellings) > 155
    index = next(model.index(at, 0) for words, at in spellings.items() if words.startswith("Россия"))
    assert index.data() == "Россия – Russia"
    assert index.data(Qt.ItemDataRole.UserRole + 1) == counts_by_name(chronology_of(window), "actor")["Russia"]
    assert form.actors.completer().pathFromIndex(index) == "Ukraine; Russia"
    popup.hide()
    window.events.editor.done(0)


def test_a_store_that_is_only_read_offers_no_change(new_window, sample):
    sample.chmod(0o444)
    window = new_window(sample)
    if not window.session.chronology.read_only:  # root may write whatever the permissions say
        pytest.skip("permissions do not bind this user")
    window.show()
    window.dialogs.show_names()
    assert not window.dialogs.names.page.model.can_move
