"""What macOS does otherwise: a menu bar, an application menu, some keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenuBar

from timeline_app.ui.app.actions import Actions, keys_in_words
from timeline_app.ui.app.commands import commands, menus
from timeline_app.ui.app.menu_bar import MAC_KEYS, for_system, has_menu_bar, lay_menu_bar
from timeline_app.ui.widgets.look import key_name, key_words

UI = Path(__file__).resolve().parents[3] / "timeline_app" / "ui"
KEPT_BY_MACOS = {"Ctrl+H", "Ctrl+M", "Ctrl+Alt+H", "Ctrl+Tab", "Ctrl+Space", "Ctrl+`", "Ctrl+Shift+3", "Ctrl+Shift+4"}
"""Hide, minimise, hide others, change of program, Spotlight, next window, pictures of the screen."""


def test_keys_are_those_of_the_system(window):
    usual = commands(window)
    assert for_system(usual, "linux") == usual
    mac = {each.name: each.keys for each in for_system(usual, "darwin")}
    assert {name: keys for name, keys in mac.items() if set(keys) & KEPT_BY_MACOS} == {}
    changed = {each.name for each in usual if sorted(mac[each.name]) != sorted(each.keys)}
    assert changed == set(MAC_KEYS)


def test_no_key_of_a_mac_calls_two_commands(window):
    given = [key for each in for_system(commands(window), "darwin") if not each.by_widget for key in each.keys]
    assert sorted(set(given)) == sorted(given)


def test_the_menu_bar_has_every_menu_and_the_application_its_own_commands(window, qtbot):
    actions = Actions(window, for_system(commands(window), "darwin"))
    bar = QMenuBar()
    qtbot.addWidget(bar)
    filled = menus(window.files.recent.fill)
    lay_menu_bar(bar, actions, filled)
    assert [each.text() for each in bar.actions()] == [title for title, _names in filled]
    roles = {each.name: actions[each.name].menuRole() for each in actions.commands()}
    special = {name: role for name, role in roles.items() if role != QAction.MenuRole.NoRole}
    assert special == {
        "about": QAction.MenuRole.AboutRole,
        "settings": QAction.MenuRole.PreferencesRole,
        "quit": QAction.MenuRole.QuitRole,
    }
    in_menus = {action for each in bar.actions() for action in each.menu().actions()}
    assert {actions[name] for name in special} <= in_menus


def test_recent_stores_are_listed_in_the_bar_and_in_the_menu_of_the_toolbar(window, qtbot):
    bar = QMenuBar()
    qtbot.addWidget(bar)
    lay_menu_bar(bar, window.actions_of_window, menus(window.files.recent.fill))
    listed = []
    for menus_of in (bar, window.toolbar.menu):
        (recent,) = [each.menu() for each in menus_of.actions() if each.text() == "Open recent"]
        recent.aboutToShow.emit()
        listed.append([action.text() for action in recent.actions()])
    assert listed[0] == listed[1] != []


def test_only_a_mac_has_a_menu_bar(window):
    assert [has_menu_bar(system) for system in ("linux", "win32", "darwin")] == [False, False, True]
    assert window.findChild(QMenuBar) is None


def test_keys_beside_buttons_are_named_as_the_system_names_them(qapp):
    assert key_words("Strg+Eingabe", "Ctrl+Return", "linux") == "Strg+Eingabe"
    assert key_words("Strg F", "Ctrl+F", "darwin") == QKeySequence("Ctrl+F").toString(
        QKeySequence.SequenceFormat.NativeText
    )


def test_return_is_named_enter_but_on_a_mac(qapp):
    assert [key_name("Ctrl+Return", system) for system in ("linux", "win32")] == ["Ctrl+Enter", "Ctrl+Enter"]
    assert key_name("Ctrl+Return", "darwin") == "Ctrl+Return"  # on a Mac Qt writes the sign of it
    assert keys_in_words(("Ctrl+Enter", "Ctrl+Return")) == "Ctrl+Enter"
    assert keys_in_words(("Ctrl+F", "/")) == "Ctrl+F, /"


def test_menus_name_the_key_that_keyboards_bear(window):
    edit = window.actions_of_window["edit"]
    assert [each.toString() for each in edit.shortcuts()] == ["Ctrl+Enter", "Ctrl+Return"]
    (on_a_mac,) = [each for each in for_system(commands(window), "darwin") if each.name == "edit"]
    assert on_a_mac.keys == ("Ctrl+Return", "Ctrl+Enter")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_both_enter_keys_say_that_a_form_is_done(window, qtbot, key):
    editor = window.events.open_editor(None)
    editor.form.title.setText("Talks")
    editor.form.start.set_words("2025-05-16")
    before = len(window.session.chronology.columns)
    editor.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(editor.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(window.session.chronology.columns) == before + 1)


def test_no_key_is_named_beside_a_button_without_asking_the_system():
    """Words like "Ctrl+Enter" are for keyboards of PCs."""
    bare = re.compile(r"""(?<!key_words\()_\("(Ctrl|Alt)[ +]""")
    found = [path.name for path in sorted(UI.rglob("*.py")) if bare.search(path.read_text(encoding="utf-8"))]
    assert found == []
