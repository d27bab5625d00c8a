"""Widgets flow from the right where the window is mirrored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from timeline_app.ui.widgets.flow import FlowLayout


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_first_of_a_line_stands_where_reading_begins(qtbot, mirrored):
    page = QWidget()
    qtbot.addWidget(page)
    if mirrored:
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row = FlowLayout()
    page.setLayout(row)
    first, second = QPushButton("One"), QPushButton("Two")
    for button in (first, second):
        row.addWidget(button)
    page.resize(400, 100)
    page.show()
    assert (first.x() > second.x()) is mirrored
    assert page.rect().contains(first.geometry())
    assert page.rect().contains(second.geometry())
