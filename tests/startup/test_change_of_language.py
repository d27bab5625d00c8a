"""Another language is spoken at once: the window goes on as another one, with all that it showed and could undo."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox

from timeline_app.base import i18n
from timeline_app.domain.change import Change
from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.records import Event, new_id
from timeline_app.startup.change_of_language import SpokenLanguage
from timeline_app.startup.session_end import main_windows
from timeline_app.ui.app.main_window import MainWindow
from timeline_app.ui.app.settings_dialog import SettingsDialog
from timeline_app.ui.services.settings import Preferences, Settings

WORDS = {"Settings": "Einstellungen", "Add event": "Ereignis hinzufügen", "All changes saved": "Alles gespeichert"}


@pytest.fixture
def german(tmp_path, monkeypatch, qapp):
    """There is a German catalogue beside English, and the environment names no language."""
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="de", fuzzy=False)
    for message, words in WORDS.items():
        catalog.add(message, words)
    with (folder / f"{i18n.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    for name in ("TIMELINE_APP_SYSTEM_LANGUAGE", i18n.CHOICE, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "")
    monkeypatch.delenv("TIMELINE_APP_SYSTEM_LANGUAGE")
    i18n.settle_language(tmp_path / "locale")
    yield
    monkeypatch.undo()
    i18n.settle_language()
    for texts in qapp.findChildren(SpokenLanguage):
        for translator in texts.findChildren(QTranslator):
            qapp.removeTranslator(translator)
        texts.deleteLater()


@pytest.fixture
def window(german, qapp, sample, tmp_path):
    """A window on the sample, which the test closes by going on in another."""
    settings = Settings(tmp_path / "config")
    settings.change(theme="light", motion="none")
    made = MainWindow(settings=settings)
    made.resize(1280, 800)
    made.files.open_path(sample)
    made.complete()
    made.show()
    SpokenLanguage(qapp, settings.preferences()).follow(made)
    yield made
    for each in main_windows():
        each.end()


def successor(qtbot, window):
    """Wait for the window that goes on."""
    qtbot.waitUntil(lambda: len(main_windows()) == 1 and main_windows()[0] is not window)
    return main_windows()[0]


def settings_of(qtbot, window):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(SettingsDialog)))
    return next(each for each in window.findChildren(SettingsDialog) if each.isVisible())


def choose(dialog, code):
    box = dialog.findChild(QComboBox, "language")
    box.setCurrentIndex(box.findData(code))


def test_the_window_goes_on_in_the_language_that_is_chosen(window, qtbot):
    work = window.workspace
    window.view.search("category:Diplomacy")
    work.canvas.set_lanes("place")
    row = 40
    work.session.select(row)
    window.view.set_table("below")
    work.canvas.show_range(seconds_at(2022), seconds_at(2024))
    before = work.canvas.visible_range
    path, undo = work.session.chronology.path, work.session.chronology.undo_label
    window.dialogs.settings()

    choose(settings_of(qtbot, window), "de")
    new = successor(qtbot, window)

    assert settings_of(qtbot, new).windowTitle() == "Einstellungen"
    assert new.settings.preferences().language == "de"
    page = new.workspace
    assert page.session.chronology.path == path
    assert page.session.chronology.undo_label == undo
    assert page.session.shown.state.text == "category:Diplomacy"
    assert new.toolbar.search.query == "category:Diplomacy"
    assert page.canvas.lanes == "place"
    assert page.canvas.visible_range == pytest.approx(before, abs=(before[1] - before[0]) / 100)
    assert list(page.session.selected_rows) == [row]
    assert page.table is not None
    assert page.table.isVisible()


def test_what_was_done_can_be_undone_in_the_other_language(window, qtbot):
    chronology = window.session.chronology
    count = len(chronology.columns)
    window.events.make(Change("Add", after=(Event(new_id(), "Talks", "2025-05-01"),)))
    assert len(chronology.columns) == count + 1
    window.settings.change(language="de")
    window.redress()
    new = successor(qtbot, window)

    new.events.undo()

    assert len(new.session.chronology.columns) == count


def test_the_environment_comes_before_the_settings(german, qapp, monkeypatch):
    SpokenLanguage(qapp, Preferences(language="de"))
    assert i18n.language() == "de"
    monkeypatch.setenv(i18n.CHOICE, "en")
    i18n.choose_language("en")
    SpokenLanguage(qapp, Preferences(language="de"))
    assert i18n.language() == "en"


@pytest.mark.parametrize(("code", "keys"), [("de", "Strg+Umschalt+N"), ("", "Ctrl+Shift+N")])
def test_qt_speaks_the_language_too(german, qapp, code, keys):
    SpokenLanguage(qapp, Preferences(language=code))
    assert QKeySequence("Ctrl+Shift+N").toString(QKeySequence.SequenceFormat.NativeText) == keys


@pytest.mark.parametrize(
    ("context", "text"),
    [("QFileDialog", "&Look in:"), ("QFileDialog", "Files of &type:"), ("QAbstractFileIconProvider", "Folder")],
)
@pytest.mark.parametrize("code", ["de", "ru", "uk"])
@pytest.mark.usefixtures("german")
def test_the_dialog_that_asks_for_a_file_has_no_english_in_it(qapp, monkeypatch, code, context, text):
    monkeypatch.setattr("timeline_app.startup.change_of_language.language", lambda: code)
    SpokenLanguage(qapp, Preferences(language="de"))
    assert QCoreApplication.translate(context, text) not in {text, text.replace("&", ""), ""}


def test_a_text_that_qt_has_in_no_other_language_stays_as_it_is(german, qapp):
    SpokenLanguage(qapp, Preferences(language="de"))
    assert QCoreApplication.translate("QFileDialog", "Never &said") == "Never &said"


@pytest.mark.usefixtures("german")
def test_a_language_from_right_to_left_mirrors_the_window(qapp, qtbot, sample, tmp_path, monkeypatch):
    monkeypatch.setattr("timeline_app.startup.change_of_language.reads_right_to_left", lambda: True)
    try:
        SpokenLanguage(qapp, Preferences())
        assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
        window = MainWindow(settings=Settings(tmp_path / "config"))
        window.resize(1280, 800)
        window.files.open_path(sample)
        window.complete()
        window.show()
        bar = window.toolbar
        qtbot.waitUntil(lambda: bar.search.width() > 100)
        assert bar.lanes.geometry().right() < bar.search.x()
        assert bar.search.geometry().right() < bar.redo.x()
        window.end()
    finally:
        monkeypatch.undo()
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_what_is_unsaved_keeps_the_window_and_its_language(window, qtbot, monkeypatch):
    monkeypatch.setattr(window, "may_close", lambda: False)
    window.settings.change(language="de")
    window.redress()

    qtbot.waitUntil(lambda: window.settings.preferences().language == "")

    assert main_windows() == [window]
    assert i18n.language() == "en"
