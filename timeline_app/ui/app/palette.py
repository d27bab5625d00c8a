"""The command palette: finds a command by a few letters of its name.

The key sheet: every shortcut on one page, from the same list as the menus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.normalize import fold
from timeline_app.ui.app.actions import Actions, Command, keys_in_words
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.finder import Finder
from timeline_app.ui.widgets.look import on_button, sized
from timeline_app.ui.widgets.page_dialog import ReadingDialog, let_scroll
from timeline_app.ui.widgets.row_delegate import END, Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


COMMAND = Qt.ItemDataRole.UserRole


def rank(words: str, typed: str) -> int | None:
    """Say how well `typed` fits `words` (lower is better); None where its letters do not occur in order."""
    low, wanted = fold(words), fold(typed).strip()
    if not wanted:
        return 0
    at = low.find(wanted)
    if at >= 0:
        return at if at == 0 or not low[at - 1].isalnum() else 50 + at
    position, gaps = 0, 100
    for letter in wanted:
        if letter == " ":
            continue
        found = low.find(letter, position)
        if found < 0:
            return None
        gaps += found - position
        position = found + 1
    return gaps


class CommandModel(QAbstractListModel):
    """The commands that fit what is typed, best first."""

    def __init__(self, commands: Sequence[Command], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(commands)
        self._fitting = self._all

    def narrow(self, typed: str) -> None:
        """Keep what fits `typed`."""
        ranked = [(rank(f"{each.words} {each.group}", typed), each) for each in self._all]
        self.beginResetModel()
        kept = [(score, each) for score, each in ranked if score is not None]
        self._fitting = tuple(each for _score, each in sorted(kept, key=lambda pair: pair[0]))
        self.endResetModel()

    def command(self, row: int) -> Command | None:
        """Give the command in a row."""
        return self._fitting[row] if 0 <= row < len(self._fitting) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._fitting)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self.command(index.row()) if index.isValid() else None
        if command is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return command.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{command.words}, {keys_in_words(command.keys)}" if command.keys else command.words
        return command if role == COMMAND else None


class CommandDelegate(RowDelegate):
    """Draws a command: its words, its group behind them, its keys at the right."""

    high_px = 34

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        command = index.data(COMMAND)
        if not isinstance(command, Command):
            return
        room = row.rect.adjusted(16, 0, -16, 0)
        keys = row.line(room, keys_in_words(command.keys[:2]), sized(12), ink.secondary(row.view), END)
        room.adjust(0, 0, -keys - 10, 0)
        taken = row.line(room, command.words, sized(13), ink.ink(row.view))
        row.line(room.adjusted(taken + 10, 0, 0, 0), command.group, sized(12), ink.secondary(row.view))


class Palette(Finder):
    """A field over a list of commands; Enter does the chosen one, Escape leaves."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(_("Commands"), _("What do you want to do?"), (560, 420), parent)
        self._actions = actions
        usable = [each for each in actions.commands() if actions[each.name].isEnabled() and each.name != "palette"]
        self._model = CommandModel(usable, self)
        self.offer(self._model, CommandDelegate(self.list))

    @override
    def narrow(self, typed: str) -> None:
        self._model.narrow(typed)

    @override
    def take(self, index: QModelIndex) -> None:
        command = self._model.command(index.row())
        if command is not None:
            close(self, DONE)
            self._actions[command.name].trigger()


COLUMNS = 2
_AROUND_PX = 60
"""What a dialog and its scroll bar need besides; on a screen with less room the columns stand one below the other."""


class KeySheet(ReadingDialog):
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
        if sheet.sizeHint().width() > self.screen().availableSize().width() - _AROUND_PX:
            columns.setDirection(QBoxLayout.Direction.TopToBottom)
        let_scroll(self, sheet)
        lines = (f"{each.words}: {keys_in_words(each.keys)}." for keyed in groups.values() for each in keyed)
        for area in self.findChildren(QScrollArea):
            area.setAccessibleDescription(" ".join(lines))

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
                keys = _label(keys_in_words(command.keys), "key", self)
                words = _label(on_button(command.words), "", self)
                words.setBuddy(keys)  # or a screen reader says all words without their keys first
                grid.addWidget(words, line, 0)
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
