"""The page on which a file is imported: what it shows, what can be chosen, and that it writes nothing before."""

from __future__ import annotations

import csv
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid
from workbooks import write_xlsx

from tests.support.importing_stage import choose, import_through, wait_for_counts, wizard_for
from timeline_app.domain.change import Change
from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Event
from timeline_app.ui.importing.name_reading import NameReadingDialog
from timeline_app.ui.importing.wizard import ImportWizard

CYRILLIC = (
    "Звіт за 2022\r\nДата;Назва;Рід;Місце\r\n24/02/2022;Удар;Удар;Чугуїв\r\n03/04/2022;Обстріл;Обстріл;Суми\r\n"
    "невідомо;Зниклі листи;Інше;Суми\r\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "удари.csv"
    path.write_bytes(CYRILLIC.encode("cp1251"))
    return path


@pytest.fixture
def wizard(window, qtbot, table):
    made = wizard_for(window, qtbot, table)
    yield made
    if isValid(made):
        made.reject()


def lines(wizard):
    return [list(line) for line in wizard.lists._model.table.lines]


def events(window):
    return window.session.chronology.store.lookups.all_of(Event)


def test_it_says_as_what_a_file_was_recognised_and_why(wizard):
    assert wizard.form.format.currentText() == "CSV or TSV table"
    assert "“Дата”" in wizard.form.reason.text()
    assert "cp1251" in wizard.form.encoding.currentText()
    assert "1 line above the header" in wizard.form.notes.text()


def test_the_first_rows_stand_raw_beside_the_dates_as_they_are_read(wizard):
    assert lines(wizard)[0] == ["3", "24 February 2022", "24/02/2022", "Удар", "Удар", "Чугуїв"]
    assert lines(wizard)[2][1] == "No date: “невідомо”"


def test_the_first_rows_are_drawn_by_the_painter_of_the_timeline(wizard, qtbot):
    drawn = wizard.preview.events
    assert {drawn.title(index) for index in range(3)} == {"Удар", "Обстріл", "Зниклі листи"}
    wizard.lists.view.selectRow(1)
    assert drawn.title(drawn.selected) == "Обстріл"
    scene = wizard.preview.scene(drawn)
    assert scene.width_px > 0
    wizard.preview.picked.emit(1)
    assert wizard.lists.view.currentIndex().row() == 0
    assert drawn.title(drawn.selected) == "Удар"
    assert not wizard.preview.grab().toImage().isNull()


def test_each_column_tells_its_field_and_the_cells_that_prove_its_order(wizard):
    rows = wizard.form.columns.rows
    assert [rows[name].field.currentData() for name in ("Дата", "Назва", "Рід", "Місце")] == [
        "start", "title", "", "place",
    ]  # fmt: skip
    assert rows["Дата"].order.currentData() == "dmy"
    assert "“24/02/2022” (row 3)" in rows["Дата"].proof.text()
    assert rows["Дата"].order.accessibleDescription() == rows["Дата"].proof.text()
    assert not rows["Назва"].order.isVisibleTo(wizard)


def test_another_field_and_another_order_are_read_at_once(wizard, qtbot):
    rows = wizard.form.columns.rows
    choose(rows["Рід"].field, "category")
    wait_for_counts(wizard, qtbot)
    assert [category.name for category in wizard.preview._events._source().categories] == ["Удар", "Обстріл", "Інше"]
    assert rows["Рід"].why.text() == "As you chose."
    choose(rows["Дата"].order, "mdy")
    wait_for_counts(wizard, qtbot)
    assert lines(wizard)[1][1] == "4 March 2022"
    assert "Against it: “24/02/2022” (row 3)" in rows["Дата"].proof.text()


def test_a_field_goes_from_one_column_to_another(wizard, qtbot):
    rows = wizard.form.columns.rows
    choose(rows["Рід"].field, "title")
    wait_for_counts(wizard, qtbot)
    assert (rows["Рід"].field.currentData(), rows["Назва"].field.currentData()) == ("title", "")
    choose(rows["Назва"].field, "title")
    wait_for_counts(wizard, qtbot)
    assert (rows["Рід"].field.currentData(), rows["Назва"].field.currentData()) == ("", "title")


def test_the_choices_fit_beside_the_rows_on_a_small_screen_that_shows_all_twice_as_large(wizard):
    half_of_the_screen_px = 1366 / 2
    assert wizard.form.minimumSizeHint().width() <= 0.46 * half_of_the_screen_px


def test_other_letters_can_be_chosen(wizard, qtbot):
    choose(wizard.form.encoding, "koi8-u")
    wait_for_counts(wizard, qtbot)
    assert wizard.plan.table.encoding == "koi8-u"
    choose(wizard.form.encoding, "")
    wait_for_counts(wizard, qtbot)
    assert wizard.plan.table.encoding == "cp1251"


def test_each_count_lists_its_rows(wizard, qtbot):
    buttons = wizard.lists.buttons
    assert [button.text() for button in buttons.values() if button.isVisibleTo(wizard)] == [
        "First rows", "3 new", "1 without a date", "1 needs a look",
    ]  # fmt: skip
    qtbot.mouseClick(buttons["undated"], Qt.MouseButton.LeftButton)
    assert lines(wizard) == [["5", "Зниклі листи"]]
    qtbot.mouseClick(buttons["problems"], Qt.MouseButton.LeftButton)
    assert lines(wizard)[0][0] == "5"
    assert "невідомо" in lines(wizard)[0][1]


def test_rows_that_are_left_out_have_a_count_and_a_list_of_their_own(window, qtbot, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("title,date\nTalks,2022\n,2023\n", "utf-8")
    wizard = wizard_for(window, qtbot, path)
    buttons = wizard.lists.buttons
    assert [button.text() for button in buttons.values() if button.isVisibleTo(wizard)] == [
        "First rows", "1 new", "1 left out", "1 needs a look",
    ]  # fmt: skip
    qtbot.mouseClick(buttons["left out"], Qt.MouseButton.LeftButton)
    assert lines(wizard) == [["3", "The row has no title and was left out."]]
    assert "Mend them" in wizard.lists.hint.text()
    wizard.reject()


def test_what_needs_a_look_is_saved_with_the_reasons(wizard, tmp_path):
    target = tmp_path / "list.csv"
    wizard._save_list(str(target))
    header, row = csv.reader(target.read_text("utf-8-sig").splitlines())
    assert header == ["Row", "What is the matter"]
    assert row[0] == "5"
    assert "невідомо" in row[1]
    wizard._save_list(str(tmp_path / "no folder" / "list.csv"))
    assert "There is no folder" in wizard.problem


def test_nothing_is_written_before_import_and_leaving_leaves_nothing(window, wizard, qtbot):
    assert (len(events(window)), window.session.chronology.undo_label) == (130, None)
    wizard.cancel_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    assert len(events(window)) == 130


def test_the_import_is_one_step_and_the_timeline_leads_to_what_came(window, wizard, qtbot):
    wizard.done_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    chronology = window.session.chronology
    assert len(chronology.columns) == 133
    first, last = window.workspace.canvas.visible_range
    came = {each.title: each for each in chronology.events(chronology.columns.row.tolist())}
    assert came["Обстріл"].start == "2022-04-03"
    assert 1_640_995_200 < first < 1_645_660_800  # 1 January and 24 February 2022
    assert 1_649_000_000 < last < 1_656_633_600
    window.events.undo()
    assert len(chronology.columns) == 130


def test_what_the_filter_hides_can_be_shown(window, qtbot, table):
    window.view.search("status:planned")
    import_through(window, qtbot, table)
    assert "hide 3 of the events" in window.banner.sentence
    qtbot.mouseClick(window.banner._button, Qt.MouseButton.LeftButton)
    assert window.session.shown.mask is None


def test_a_table_without_a_title_waits_for_one(window, qtbot, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Wann,Bericht\n24.02.2022,1001\n", "utf-8")
    wizard = wizard_for(window, qtbot, path)
    assert "title" in wizard.problem
    assert not wizard.done_button.isEnabled()
    assert lines(wizard) == [["2", "", "24.02.2022", "1001"]]
    choose(wizard.form.columns.rows["Bericht"].field, "title")
    wait_for_counts(wizard, qtbot)
    assert wizard.problem == ""
    choose(wizard.form.columns.rows["Wann"].field, "start")
    wait_for_counts(wizard, qtbot)
    wizard.done_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    assert {each.title: each.start for each in events(window)}["1001"] == "2022-02-24"


def test_the_other_reading_of_a_sheet_can_be_chosen(window, qtbot, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Year,Month,Day,Headline,Text,Media\n2022,2,24,Invasion,<b>x</b>,\n", "utf-8")
    wizard = wizard_for(window, qtbot, path)
    assert wizard.form.format.currentData() == "timelinejs"
    assert not wizard.form.columns.rows["Headline"].field.isVisibleTo(wizard)
    choose(wizard.form.format, "csv")
    wait_for_counts(wizard, qtbot)
    assert wizard.plan.format == "csv"
    assert wizard.form.columns.rows["Headline"].field.currentData() == "title"
    choose(wizard.form.format, "timelinejs")
    wait_for_counts(wizard, qtbot)
    assert wizard.plan.first[0].summary == "x"
    wizard.reject()


def test_a_reading_that_fails_is_told_and_another_choice_helps(window, wizard, qtbot, monkeypatch):
    def refuse(_path, _options):
        raise FormatError("It cannot be read so.")

    with monkeypatch.context() as patch:
        patch.setattr("timeline_app.ui.importing.wizard.plan_import", refuse)
        choose(wizard.form.encoding, "utf-16")
        wait_for_counts(wizard, qtbot)
    assert wizard.problem == "It cannot be read so."
    assert not wizard.done_button.isEnabled()
    choose(wizard.form.encoding, "")
    wait_for_counts(wizard, qtbot)
    assert wizard.problem == ""
    assert wizard.done_button.isEnabled()


def test_a_running_import_is_stopped_and_the_page_stays(window, wizard, qtbot, monkeypatch):
    begun, go = threading.Event(), threading.Event()

    def slow(_chronology, _plan, progress):
        progress(1)
        begun.set()
        go.wait(10)
        progress(1)
        raise AssertionError("it was not stopped")

    monkeypatch.setattr("timeline_app.ui.importing.wizard.import_into", slow)
    wizard.done_button.click()
    qtbot.waitUntil(lambda: begun.is_set() and wizard.done_button.text() == "33 %")
    assert wizard.cancel_button.text() == "Stop"
    wizard.cancel_button.click()
    go.set()
    qtbot.waitUntil(lambda: wizard.cancel_button.text() == "Cancel")
    assert "nothing was changed" in wizard._state.text()
    assert wizard.done_button.text() == "Import"
    assert wizard.done_button.shortcut().toString() == "Ctrl+Return"
    assert len(events(window)) == 130
    monkeypatch.undo()
    wizard.done_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    assert len(events(window)) == 133


def test_a_file_that_changed_meanwhile_is_told_and_stays_to_be_chosen_again(window, wizard, qtbot, table):
    table.write_bytes(CYRILLIC.encode("cp1251") + b"2023;x;y;z\r\n")
    wizard.done_button.click()
    qtbot.waitUntil(lambda: "changed since" in wizard.problem)
    assert len(events(window)) == 130


def test_a_chronology_that_is_only_read_takes_no_import(window, table, monkeypatch):
    monkeypatch.setattr(type(window.session.chronology), "read_only", property(lambda _self: True))
    window.files.take_dropped(table)
    assert "nothing can be imported" in window.banner.sentence
    assert not window.findChildren(ImportWizard)


def test_sources_of_a_bibliography_are_listed(window, qtbot, tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text("@book{k, title = {A Book of Nobody}, year = {1832}}\n", encoding="utf-8")
    wizard = wizard_for(window, qtbot, path)
    assert lines(wizard)[0][0] == "A Book of Nobody"
    assert not wizard.preview.isVisibleTo(wizard)
    assert wizard.lists.buttons["first"].text() == "First sources"
    wizard.reject()


def test_everything_on_the_page_has_a_name_and_can_be_reached_by_keys(wizard):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QTableView

    from timeline_app.ui.widgets.page_dialog import in_reading_order

    reached = in_reading_order(wizard)
    for kind in (QComboBox, QAbstractButton, QTableView):
        for each in wizard.findChildren(kind):
            if each.isVisibleTo(wizard) and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert each in reached
                assert each.accessibleName() or each.text()


# --- coming in again


def versions(window, qtbot, tmp_path, *texts):
    """Import versions of a table, but for the last: give its page."""
    path = tmp_path / "ids.csv"
    for text in texts[:-1]:
        path.write_text(text, "utf-8")
        import_through(window, qtbot, path)
    path.write_text(texts[-1], "utf-8")
    return wizard_for(window, qtbot, path)


def test_the_page_says_of_which_data_set_a_file_is_and_another_can_be_chosen(window, qtbot, tmp_path):
    first = "id,title,date\n1,One,2025-06-01\n2,Two,2025-06-02\n"
    wizard = versions(window, qtbot, tmp_path, first, first + "3,Three,2025-06-03\n")
    box = wizard.form.data_set
    assert box.currentText() == "Found: a new version of “ids.csv”"
    assert "A new version of “ids.csv” (2 events" in box.itemText(1)
    assert wizard.counted.result.skipped == 2
    choose(box, "/new")
    wait_for_counts(wizard, qtbot)
    assert wizard.counted.result.data_set == "new"
    choose(box, box.itemData(1))
    wait_for_counts(wizard, qtbot)
    assert (wizard.counted.result.data_set, wizard.counted.result.added) == ("version", 1)
    wizard.reject()


def test_a_first_file_is_not_asked_of_which_data_set_it_is(wizard):
    assert not wizard.form.data_set.isVisibleTo(wizard)


def test_rows_that_have_gone_are_listed(window, qtbot, tmp_path):
    first = "id,title,date\n1,One,2025-06-01\n2,Two,2025-06-02\n"
    wizard = versions(window, qtbot, tmp_path, first, "id,title,date\n1,One,2025-06-01\n")
    qtbot.mouseClick(wizard.lists.buttons["gone"], Qt.MouseButton.LeftButton)
    assert lines(wizard) == [["", "Two"]]
    assert "stay as they are" in wizard.lists.hint.text()
    wizard.reject()


def test_a_conflict_is_shown_with_both_sides_and_the_file_may_win(window, qtbot, tmp_path):
    path = tmp_path / "ids.csv"
    path.write_text("id,title,date,summary\n1,One,2025-06-01,a\n", "utf-8")
    chronology = import_through(window, qtbot, path)
    event = next(each for each in events(window) if each.title == "One")
    chronology.do(Change("Edit", (event,), (replace(event, title="Mine", summary="b"),)))
    path.write_text("id,title,date,summary\n1,Theirs,2025-06-01,c\n", "utf-8")
    wizard = wizard_for(window, qtbot, path)
    qtbot.mouseClick(wizard.lists.buttons["kept"], Qt.MouseButton.LeftButton)
    assert lines(wizard) == [["2", "Mine", "title", "Mine", "Theirs"], ["2", "Mine", "summary", "b", "c"]]
    wizard.lists.view.setFocus()
    wizard.lists.view.setCurrentIndex(wizard.lists._model.index(1, 0))
    qtbot.keyClick(wizard.lists.view, Qt.Key.Key_Space)
    assert wizard.lists.taken == {2}
    wizard.done_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    assert {each.title: each.summary for each in events(window)}["Theirs"] == "c"


# --- saved readings


def test_what_was_chosen_is_remembered_for_files_of_that_shape(window, qtbot, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("title,date,kind of thing\nOne,03/04/2022,Strike\n", "utf-8")
    wizard = wizard_for(window, qtbot, path)
    assert wizard.form.saved.findData("/remembered") < 0
    choose(wizard.form.columns.rows["kind of thing"].field, "category")
    wait_for_counts(wizard, qtbot)
    choose(wizard.form.columns.rows["date"].order, "mdy")
    wait_for_counts(wizard, qtbot)
    wizard.done_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    path = path.with_name("b.csv")
    path.write_text("title,date,kind of thing\nOther,05/06/2022,Strike\n", "utf-8")
    wizard = wizard_for(window, qtbot, path)
    assert wizard.form.saved.currentData() == "/remembered"
    assert (wizard.plan.first[0].category, wizard.plan.first[0].start) == ("Strike", "2022-05-06")
    choose(wizard.form.saved, "")
    wait_for_counts(wizard, qtbot)
    assert (wizard.plan.first[0].category, wizard.plan.first[0].start) == ("", "2022-06-05")
    wizard.reject()


def test_choices_are_saved_under_a_name_and_chosen_for_another_file(window, wizard, qtbot, tmp_path):
    choose(wizard.form.columns.rows["Рід"].field, "tags")
    wait_for_counts(wizard, qtbot)
    wizard.form.save_reading.click()
    (dialog,) = wizard.findChildren(NameReadingDialog)
    assert dialog.name.text() == "удари"
    dialog.name.setText("  ")
    dialog.confirm()
    assert dialog.problem
    dialog.name.setText("Strikes of the month")
    dialog.confirm()
    assert wizard.form.saved.currentText() == "Strikes of the month"
    wizard.reject()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    path = tmp_path / "other.csv"
    path.write_text("Дата;Назва;Рід\n24/02/2023;Удар;ракета\n", "utf-8")
    wizard = wizard_for(window, qtbot, path)
    choose(wizard.form.saved, "Strikes of the month")
    wait_for_counts(wizard, qtbot)
    assert wizard.plan.first[0].tags == ("ракета",)
    wizard.reject()


# --- workbooks, and how cells are read


def test_another_sheet_of_a_workbook_can_be_chosen(window, qtbot, tmp_path):
    first = [["Date", "Title", "Kind"], ["24.02.2022", "Invasion begins", "War"]]
    path = write_xlsx(tmp_path / "book.xlsx", {"2022": first, "2023": [["When", "Title"], ["06.06.2023", "Dam"]]})
    wizard = wizard_for(window, qtbot, path)
    choose(wizard.form.columns.rows["Kind"].field, "tags")  # a choice about a column that the other sheet has not
    wait_for_counts(wizard, qtbot)
    choose(wizard.form.sheet, "2023")
    wait_for_counts(wizard, qtbot)
    assert (wizard.problem, wizard.plan.table.sheet) == ("", "2023")
    assert [(draft.title, draft.start) for draft in wizard.plan.first] == [("Dam", "2023-06-06")]
    wizard.reject()


def test_a_text_has_no_sheets(wizard):
    assert not wizard.form.sheet.isVisibleTo(wizard)


def test_zones_centuries_and_separators_are_chosen_where_columns_ask_for_them(window, qtbot, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("date;time;title;who\n3.4.14;05:00;One;A, B\n25.4.14;;Two;C\n", "utf-8")
    wizard = wizard_for(window, qtbot, path)
    boxes = wizard.form.choices.boxes
    asked = {name for name, box in boxes.items() if box.isVisibleTo(wizard)}
    assert asked == {"zone", "century", "days", "actors"}
    for name, value in (("zone", "Europe/Moscow"), ("century", 1900), ("actors", ",")):
        choose(boxes[name], value)
        wait_for_counts(wizard, qtbot)
    first = wizard.plan.first[0]
    assert (first.zone, first.start[:10], first.actors) == ("Europe/Moscow", "1914-04-03", ("A", "B"))
    choose(boxes["actors"], "")
    wait_for_counts(wizard, qtbot)
    assert wizard.plan.first[0].actors == ("A, B",)
    assert wizard.plan.options.reading.separators == {}
    wizard.reject()
