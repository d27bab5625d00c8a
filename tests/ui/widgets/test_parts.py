"""The window's smaller parts: jobs, faults, palette, slider, lists, reader, words."""

from __future__ import annotations

import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton

from timeline_app.document import Evidence
from timeline_app.document.evidence.reviews import ReviewSubject
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.ui.app.palette import CommandModel, rank
from timeline_app.ui.app.window_services import ErrorReporter
from timeline_app.ui.events.evidence_card import EvidenceCard
from timeline_app.ui.filters.facet_dialog import FacetModel
from timeline_app.ui.filters.facets import FacetValue
from timeline_app.ui.filters.range_fields import RangeSlider
from timeline_app.ui.services.jobs import Jobs, SlicedTask
from timeline_app.ui.services.settings import Preferences, Settings
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.chip import Chip
from timeline_app.ui.widgets.labels import host_of, safe_url
from timeline_app.ui.wording.date_words import date_in_words, range_in_words, stretch_as_edtf, unknown_in_words


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_work_runs_off_the_window_and_its_result_comes_back_to_it(jobs, qtbot):
    found = []
    jobs.start("Counting", lambda _job: threading.current_thread().name, found.append, found.append)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert found[0].startswith("store")
    assert threading.current_thread().name not in found


def test_a_fault_in_work_is_handed_over(jobs, qtbot):
    failed = []

    def work(_job):
        raise KnownError("The disk is full.")

    jobs.start("Writing", work, lambda _result: None, failed.append)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert str(failed[0]) == "The disk is full."


def test_work_that_is_called_off_as_it_ends_is_let_go_where_somebody_minds(jobs, qtbot):
    done, let_go, finished = [], [], threading.Event()

    def work(_job):
        finished.set()
        return "the result"

    jobs.start("Opening", work, done.append, done.append, let_go.append)
    assert finished.wait(5)
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert (done, let_go) == ([], ["the result", None])
    finished.clear()
    jobs.start("Importing", work, done.append, done.append)  # what is in the file already is told as done
    assert finished.wait(5)
    jobs.cancel()
    qtbot.waitUntil(lambda: done == ["the result"])


def test_work_that_is_called_off_stops_and_says_nothing(jobs, qtbot):
    started, told = threading.Event(), []

    def work(job):
        started.set()
        while True:
            job.progress(0.5)

    jobs.start("Waiting", work, told.append, told.append)
    started.wait(5)
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert told == []


def test_idle_work_steps_aside_for_any_other_and_starts_over(jobs, qtbot):
    begun, finish, order = [], threading.Event(), []

    def long_work(job):
        begun.append(job)
        while not finish.is_set():
            job.progress(-1.0)
        return "looked over"

    jobs.when_idle(long_work, order.append, order.append)
    qtbot.waitUntil(lambda: len(begun) == 1)
    assert not jobs.busy
    jobs.start("Saving", lambda _job: "saved", order.append, order.append)
    qtbot.waitUntil(lambda: len(begun) == 2)
    finish.set()
    qtbot.waitUntil(lambda: order == ["saved", "looked over"])
    jobs.start("Saving", lambda _job: "saved", order.append, order.append)
    qtbot.waitUntil(lambda: len(order) == 3)
    assert len(begun) == 2


def test_a_fault_in_idle_work_is_told_once_and_newer_idle_work_takes_its_place(jobs, qtbot):
    begun, told = threading.Event(), []

    def endless(job):
        begun.set()
        while True:
            job.progress(-1.0)

    def torn(_job):
        raise KnownError("The disk is full.")

    jobs.when_idle(endless, told.append, told.append)
    begun.wait(5)
    jobs.when_idle(torn, told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    jobs.start("Saving", lambda _job: "saved", told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert [str(each) for each in told] == ["The disk is full.", "saved"]


def test_idle_work_that_is_forgotten_is_held_no_longer(jobs, qtbot):
    class Held:
        """What the work is about."""

    held, begun = Held(), threading.Event()
    seen = weakref.ref(held)

    def endless(job, held=held):
        begun.set()
        while held:
            job.progress(-1.0)

    jobs.when_idle(endless, print, print)
    begun.wait(5)
    jobs.forget_idle()
    del held, endless
    qtbot.waitUntil(lambda: seen() is None)


def test_slices_take_a_step_at_a_time_and_clean_up_when_called_off(qtbot):
    slices, seen, cleaned = SlicedTask(), [], []

    def steps():
        try:
            for number in range(10**6):
                yield number / 10**6
        finally:
            cleaned.append(1)

    slices.progressed.connect(seen.append)
    slices.start("Drawing", steps(), lambda: None, seen.append)
    qtbot.waitUntil(lambda: len(seen) > 5)
    slices.cancel()
    assert cleaned == [1]
    assert not slices.busy
    assert seen[-1] is None


def test_a_known_problem_is_a_sentence_and_a_bug_is_a_report(qtbot, window):
    told = []
    window.faults.told.connect(told.append)
    window.faults.tell(KnownError("No such day."))
    assert told == ["No such day."]
    assert window.banner.sentence == "No such day."
    window.activateWindow()
    window.faults.tell(RuntimeError("ours"))
    window.faults.tell(RuntimeError("ours, again at once"))
    boxes = reports()
    assert len(boxes) == 1
    assert "A report is in" in boxes[0].informativeText()
    boxes[0].done(0)
    boxes[0].deleteLater()


def reports():
    from PySide6.QtWidgets import QApplication

    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox)]


def test_the_hook_is_this_one_after_installing(qapp, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    faults = ErrorReporter()
    faults.install()
    assert sys.excepthook == faults.uncaught


@pytest.mark.parametrize(
    ("typed", "best"), [("exp", "Export…"), ("undo", "Undo"), ("zin", "Zoom in"), ("copy pic", "Copy picture")]
)
def test_the_palette_finds_a_command_by_a_few_letters(window, typed, best):
    model = CommandModel(window.actions_of_window.commands())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.narrow(typed)
    assert model.command(0).words == best


def test_letters_out_of_order_do_not_fit():
    assert rank("Undo", "odnu") is None


def test_enter_in_the_palette_does_the_chosen_command(window):
    window.dialogs.palette()
    palette = window.findChild(QDialog, "palette")
    QTest.keyClicks(palette.field, "light or dark")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.theme.dark


def test_every_shortcut_belongs_to_one_command(window):
    keys = [key for command in window.actions_of_window.commands() for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_menu_entry_is_a_command_and_every_command_can_be_found(window):
    from timeline_app.ui.app.commands import menus

    names = {command.name for command in window.actions_of_window.commands()}
    in_menus = {
        name for _title, entries in menus(lambda _menu: None) if not callable(entries) for name in entries if name
    }
    assert in_menus <= names
    assert len({command.words for command in window.actions_of_window.commands()}) == len(names)


def test_the_slider_moves_by_keys_and_mouse_and_its_handles_never_cross(qtbot):
    slider = RangeSlider(1, 5)
    qtbot.addWidget(slider)
    slider.resize(180, 20)
    slider.show()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.span == (2, 5)
    QTest.keyClick(slider, Qt.Key.Key_PageUp)
    for _ in range(9):
        QTest.keyClick(slider, Qt.Key.Key_Left)
    assert slider.span == (2, 2)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(175, 10))
    assert slider.span == (2, 5)
    assert slider.accessibleDescription() == "from 2 to 5"


def test_the_list_of_all_values_narrows_and_ticks(qapp):
    values = [FacetValue(name, name, count) for name, count in (("Türkiye", 7), ("Ukraine", 61), ("Russia", 86))]
    model = FacetModel(values, ["russia"])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    told = []
    model.toggled.connect(told.append)
    model.narrow("turk")
    assert [model.index(row).data() for row in range(model.rowCount())] == ["Türkiye"]
    model.toggle(0)
    assert told == ["Türkiye"]
    assert tester.model() is model


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("https://example.org/a?b=1", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://bank.example@evil.example/login", False),
        ("https://bank.example:443@evil.example", False),
        ("https:evil.example", False),
        ("//evil.example", False),
        ("data:text/html,x", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_open(text, opens):
    assert (safe_url(text) is not None) is opens


def card_of(source):
    evidence = Evidence(Excerpt("x", "e", "s", exact="<b>bold?</b>"), source, "")
    return EvidenceCard(evidence, ReviewSubject(Event("e", "Talks", "2025"), evidence, ""))


def test_a_source_opens_after_a_click_only(qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    source = Source("s", "A report", "Meduza", url="https://meduza.io/x", published="2025-07-24")
    card = card_of(source)
    qtbot.addWidget(card)
    assert opened == []
    button = card.findChild(QPushButton)
    assert button.text() == "Open meduza.io"
    assert "https://meduza.io/x" in button.toolTip()
    button.click()
    assert opened == [QUrl("https://meduza.io/x")]


def test_a_host_in_look_alike_letters_shows_as_what_it_is():
    assert host_of(safe_url("https://www.аррӏе.com/login")).startswith("www.xn--")
    assert host_of(safe_url(f"https://bank.example.{'x' * 40}.evil.example")).endswith(".evil.example")


def test_markup_in_a_source_is_shown_as_text(qtbot):
    source = Source("s", "<img src=x>", "<i>P</i>")
    card = card_of(source)
    qtbot.addWidget(card)
    joined = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "&lt;b&gt;bold?&lt;/b&gt;" in joined
    assert "&lt;i&gt;P&lt;/i&gt;" in joined


def test_a_removable_chip_goes_by_key(qtbot):
    chip = Chip("Strike", removable=True)
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)


def test_show_in_document_marks_the_very_words(window):
    session = window.session
    rows = session.chronology.columns.row.tolist()
    titles = session.chronology.titles(rows)
    session.select(next(row for row in rows if "Zelensky announces" in titles[row]))
    evidence = next(each for each in session.chronology.evidence(session.selected_event().id) if each.document_id)
    document = session.document(evidence.document_id)
    assert document.text[evidence.excerpt.start : evidence.excerpt.end] == evidence.excerpt.exact


def test_offsets_count_letters_beyond_the_first_plane_once():
    text = "a😀b😀c"
    for place in range(len(text) + 1):
        units = Utf16Offsets(text).to_qt(place)
        assert units == len(text[:place].encode("utf-16-le")) // 2
        assert Utf16Offsets(text).from_qt(units) == place


def test_dates_of_the_window_are_words():
    assert date_in_words(Event("e", "t", "2025-07-23"), "UTC") == "Wednesday, 23 July 2025"
    assert date_in_words(Event("e", "t"), "UTC") == "No date"
    assert unknown_in_words(Event("e", "t", "2025-07")) == "The day is not known."
    assert "approximate" in unknown_in_words(Event("e", "t", "2025-07-23~"))
    assert unknown_in_words(Event("e", "t", "2025-07-23")) == ""


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (1729382400, 1758758400, "20 October 2024 – 24 September 2025"),
        (1753228800, 1753315200, "23 July 2025, 00:00 – 23:59"),
        (1751328000, 1754006400, "1 July – 31 July 2025"),
        (-(10**11), 10**9, "1,200 BCE – 2001"),
    ],
)
def test_stretches_of_time_are_told_as_finely_as_they_are_long(start, end, words):
    assert range_in_words(start, end) == words


def test_a_drawn_stretch_becomes_days_or_minutes():
    assert stretch_as_edtf(1751328000, 1754006400, "Europe/Kyiv") == ("2025-07-01", "2025-07-31")
    assert stretch_as_edtf(1753279200, 1753282800, "UTC") == ("2025-07-23T14:00:00Z", "2025-07-23T14:59:00Z")
    assert stretch_as_edtf(1753279200, 1753282800, "Europe/Kyiv")[0] == "2025-07-23T14:00:00+03:00"


def test_settings_survive_and_nonsense_reads_as_the_default(tmp_path, qapp):
    settings = Settings(tmp_path)
    settings.change(theme="dark", text_size=125, motion="none")
    settings.add_recent(tmp_path / "a.timelinedb")
    settings.add_recent(tmp_path / 'b, with | and " in it.timelinedb')
    settings.sync()
    assert [path.name for path in Settings(tmp_path).recent()] == ['b, with | and " in it.timelinedb', "a.timelinedb"]
    again = Settings(tmp_path).preferences()
    assert (again.theme, again.text_size, again.motion) == ("dark", 125, "none")


def test_settings_that_make_no_sense_read_as_the_defaults(tmp_path, qapp):
    (tmp_path / "settings.ini").write_text("[General]\ntheme=purple\ntext_size=9000\nzone=Nowhere\nrecent=[[1\n")
    assert Settings(tmp_path).preferences() == Preferences()
    assert Settings(tmp_path).recent() == ()


def test_a_choice_without_room_ends_in_dots_and_one_with_room_is_read_whole(window, qtbot):
    choice = ComboBox(window, yields=True)
    choice.addItem("4 May 2023, 10:00 UTC, the day of the last change")
    choice.show()
    choice.resize(choice.sizeHint())
    assert choice.words == choice.currentText()
    choice.resize(choice.minimumSizeHint())
    assert choice.words.startswith("4 May")
    assert choice.words.endswith("…")
    window.events.add()
    form = window.events.editor.form
    for each in form.findChildren(ComboBox):
        for index in range(each.count()):
            each.setCurrentIndex(index)
            assert each.words == each.currentText()
    window.events.editor.done(0)
