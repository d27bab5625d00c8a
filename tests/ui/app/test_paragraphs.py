"""Labels that break their lines tell how high they are at their width: else they get the height of a narrow one."""

from __future__ import annotations

import every_dialog
import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from timeline_app.ui.widgets.labels import prose


def test_a_paragraph_in_a_page_that_scrolls_is_as_high_as_its_lines(qtbot):
    area, page = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(page)
    told = prose("They met on the island and spoke for hours. " * 20)
    column.addWidget(told)
    column.addStretch(1)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(520, 600)
    area.show()
    assert told.height() == told.heightForWidth(told.width())


def test_so_are_those_of_all_dialogs(window):
    looked_at, faults = 0, []
    for name in every_dialog.names():
        dialog = every_dialog.open_dialog(window, name)
        for _turn in range(3):
            QApplication.processEvents()
        if not isinstance(dialog, QFileDialog):
            wrapped = [each for each in dialog.findChildren(QLabel) if each.wordWrap() and each.text()]
            looked_at += len(wrapped)
            faults += [(name, each.text()) for each in wrapped if not each.sizePolicy().hasHeightForWidth()]
        dialog.done(QDialog.DialogCode.Rejected)
        dialog.close()
    assert faults == []
    assert looked_at > 80


@pytest.mark.parametrize("query", ["", "status:planned", "status:planned date:2025"])
def test_what_stands_below_the_links_of_the_filters_never_moves(window, query):
    panel = window.workspace.filters
    window.view.search(query)
    QApplication.processEvents()
    shown = panel._hint_or_links.currentWidget()
    assert shown.isVisible()
    assert (shown is panel._clear.parentWidget()) is bool(query)
    assert panel._sections["category"].y() == 14 + panel._count.height() + 4 + shown.height() + 14
