"""Dates before titles: by D, in the menu and in the settings, and still there at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from timeline_app.ui.app.settings_dialog import SettingsDialog
from timeline_app.ui.services.settings import Settings


def dates_on(canvas):
    return {bool(title.date) for title in canvas.scene.marks.titles if title is not None and title.text}


def again(window):
    """Read the settings as the next start does."""
    window.settings.sync()
    return Settings(Path(window.settings._ini.fileName()).parent).preferences()


def test_d_switches_them_and_the_settings_remember(window):
    canvas = window.workspace.canvas
    canvas.view.motion.animated = False
    canvas.setFocus()
    assert dates_on(canvas) == {False}
    QTest.keyClick(canvas, Qt.Key.Key_D)
    assert True in dates_on(canvas)
    assert again(window).dates
    QTest.keyClick(canvas, Qt.Key.Key_D)
    assert dates_on(canvas) == {False}
    assert not again(window).dates


def test_d_in_a_field_is_a_letter(window):
    window.view.focus_search()
    QTest.keyClicks(window.focusWidget(), "d")
    assert not again(window).dates


@pytest.mark.parametrize("shown", [True, False])
def test_the_settings_dialog_sets_them(window, shown):
    window.settings.change(dates=not shown)
    window.redress()
    dialog = SettingsDialog(window.settings, window)
    dialog.changed.connect(window.redress)
    box = dialog.findChild(object, "dates")
    box.setCurrentIndex(box.findData(str(shown)))
    assert window.settings.preferences().dates == shown
    assert (True in dates_on(window.workspace.canvas)) == shown
    dialog.close()
