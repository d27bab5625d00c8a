"""The key sheet: every shortcut on one page, from the same list as the menus."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from timeline_app.ui.app.commands.actions import Actions, Command, keys_in_words
from timeline_app.ui.widgets.on_screen import let_scroll

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = 2


class KeySheet(QDialog):
    """Keys on the right of what they do, in groups, in two columns."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAccessibleName(_("Keys"))
        sheet = QWidget(self)
        page = QVBoxLayout(sheet)
        page.setContentsMargins(28, 24, 28, 24)
        page.setSpacing(16)
        title = QLabel(_("Keys"), self)
        title.setProperty("role", "title")
        page.addWidget(title)
        groups = {name: [each for each in commands if each.keys] for name, commands in actions.groups().items()}
        columns = QHBoxLayout()
        columns.setSpacing(48)
        for names in _share_out({name: len(commands) for name, commands in groups.items() if commands}):
            columns.addLayout(self._column((name, groups[name]) for name in names))
        page.addLayout(columns)
        let_scroll(self, sheet)

    def _column(self, groups: Iterable[tuple[str, list[Command]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(14)
        for name, commands in groups:
            column.addWidget(_label(name, "heading", self))
            grid = QGridLayout()
            grid.setHorizontalSpacing(28)
            grid.setVerticalSpacing(5)
            grid.setColumnStretch(0, 1)
            for line, command in enumerate(commands):
                grid.addWidget(_label(command.words, "", self), line, 0)
                keys = _label(keys_in_words(command.keys), "key", self)
                grid.addWidget(keys, line, 1, Qt.AlignmentFlag.AlignRight)
            column.addLayout(grid)
        column.addStretch(1)
        return column


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _share_out(sizes: dict[str, int]) -> list[list[str]]:
    """Put the groups into columns of about equal length, in order."""
    half, run = (sum(sizes.values()) + 3 * len(sizes)) / COLUMNS, 0.0
    columns: list[list[str]] = [[]]
    for name, size in sizes.items():
        if columns[-1] and run + (size + 3) / 2 > half and len(columns) < COLUMNS:
            columns.append([])
            run = 0.0
        columns[-1].append(name)
        run += size + 3
    return columns
