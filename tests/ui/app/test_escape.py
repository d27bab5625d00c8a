"""Escape goes one step back in the window and in each dialog, and asks only where something typed would be lost."""

from __future__ import annotations

import every_dialog
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton
from shiboken6 import isValid

from timeline_app.ui.widgets.page_dialog import FINDS, PageDialog

NOT_OURS = ("new", "open", "import", "save copy", "merge", "article")
"""Qt's own dialogs for files."""


def fields_of(dialog):
    """The texts of a dialog into which a person can type something that it is about."""
    found = [*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)]
    return [each for each in found if each.isVisible() and each.isEnabled() and not each.isReadOnly()
            and not each.property(FINDS)]  # fmt: skip


def escape(dialog):
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)


def is_gone(dialog):
    return not isValid(dialog) or not dialog.isVisible()


@pytest.mark.parametrize("name", [each for each in every_dialog.names() if each not in NOT_OURS])
def test_escape_leaves_a_dialog_in_which_nothing_was_typed(window, name):
    dialog = every_dialog.open_dialog(window, name)
    if name == "edit":  # it was opened with a form for new evidence
        dialog.done(QDialog.DialogCode.Rejected)
        return
    escape(dialog)
    assert is_gone(dialog)


def test_escape_asks_where_something_typed_would_be_lost(window):
    asked = []
    for name in every_dialog.names():
        if name in NOT_OURS:
            continue
        dialog = every_dialog.open_dialog(window, name)
        if not isinstance(dialog, PageDialog) or not fields_of(dialog):
            dialog.done(QDialog.DialogCode.Rejected)
            continue
        field = fields_of(dialog)[0]
        QTest.keyClicks(field, "Some words")
        escape(dialog)
        boxes = [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]
        assert len(boxes) == 1, name
        QTest.keyClick(boxes[0], Qt.Key.Key_Escape)  # it goes one step back, too
        assert is_gone(boxes[0])
        assert not is_gone(dialog)
        assert "Some words" in (field.text() if isinstance(field, QLineEdit) else field.toPlainText())
        escape(dialog)
        (box,) = [each for each in dialog.findChildren(QMessageBox) if each.isVisible()]
        next(each for each in box.findChildren(QPushButton) if each.text() == "Discard").click()
        assert is_gone(dialog), name
        asked.append(name)
    assert {"add", "edit", "paste", "source", "properties", "needs checking", "add to story"} <= set(asked)


def test_the_line_for_a_new_event_keeps_what_was_typed(window):
    line = every_dialog.open_dialog(window, "quick")
    QTest.keyClicks(line.line, "23 July 2025 Talks")
    escape(line)
    assert is_gone(line)
    again = every_dialog.open_dialog(window, "quick")
    assert again.line.text() == again.line.selectedText() == "23 July 2025 Talks"
    again.save()
    assert is_gone(again)
    third = every_dialog.open_dialog(window, "quick")
    assert third.line.text() == ""
    escape(third)


def press(window):
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)


def test_escape_goes_from_the_reader_over_the_selection_to_the_window_as_it_was(window, qtbot):
    window.session.select(every_dialog.with_evidence(window))
    window.evidence.reading.room.enter()
    work = window.workspace
    qtbot.wait(20)
    window.view.toggle_full_screen()
    work.reading.reader.page.setFocus()
    press(window)
    assert (work.reading.is_open, window.session.selected is None, window.isFullScreen()) == (False, False, True)
    assert window.focusWidget() is work.canvas
    press(window)
    assert (window.session.selected, window.isFullScreen()) == (None, True)
    press(window)
    assert not window.isFullScreen()
    press(window)
    assert window.isVisible()


def test_escape_leads_from_each_panel_to_the_timeline(window):
    work = window.workspace
    window.view.toggle_table()
    window.session.select(every_dialog.with_evidence(window))
    for part in (window.toolbar.add, work.filters, work.table, work.details, window.status.legend):
        part.setFocus()
        if part is work.filters:
            part.widget().findChild(QLineEdit).setFocus()
        press(window)
        assert window.focusWidget() is work.canvas, part
        assert window.session.selected is not None
    window.view.toggle_table_alone()
    work.table.setFocus()
    press(window)
    assert window.session.selected is None
    assert window.focusWidget() is work.table
