"""Drives the page on which a file is imported, as a person does: the file is dropped, looked at, imported."""

from __future__ import annotations

from timeline_app.ui.importing.wizard import ImportWizard


def wizard_for(window, qtbot, path):
    """Drop a file on the window and wait until its page has counted the rows."""
    window.files.take_dropped(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportWizard)))
    (wizard,) = window.findChildren(ImportWizard)
    wait_for_counts(wizard, qtbot)
    return wizard


def wait_for_counts(wizard, qtbot):
    """Wait until it is known what the import would do, or why it cannot be done."""
    qtbot.waitUntil(lambda: bool(wizard.counted or wizard.problem))


def import_through(window, qtbot, path):
    """Import a file by its page."""
    wizard = wizard_for(window, qtbot, path)
    wizard.done_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(ImportWizard))
    return window.session.chronology


def choose(box, value):
    """Choose in a box as a hand does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
