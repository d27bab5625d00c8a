"""Fields that complete names: one name, or several between semicolons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from timeline_app.base.compat import override
from timeline_app.domain.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = ";"
_FOLDED = Qt.ItemDataRole.UserRole
"""The name as it is compared with what is typed."""


class NameCompleter(QCompleter):
    """Completes the last of several names; names that merely contain the letters are offered, too."""

    def __init__(self, names: Iterable[str], parent: QWidget, *, several: bool) -> None:
        super().__init__(parent)
        model = QStandardItemModel(self)
        for name in sorted(set(names), key=fold):
            item = QStandardItem(name)
            item.setData(fold(name), _FOLDED)
            model.appendRow(item)
        self.setModel(model)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._several = several
        names_below = self.popup()
        if names_below is not None:
            names_below.setObjectName("completions")

    @override
    def splitPath(self, path: str) -> list[str]:
        return [fold(path.rpartition(MARK)[2].strip() if self._several else path)]

    @override
    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        name = str(index.data())
        field = self.widget()
        if not self._several or not isinstance(field, QLineEdit):
            return name
        head = field.text().rpartition(MARK)[0]
        return f"{head}{MARK} {name}" if head else name


def name_field(names: Iterable[str], label: str, hint: str, *, several: bool = False) -> QLineEdit:
    """Give a field that completes `names`."""
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(label)
    field.setCompleter(NameCompleter(names, field, several=several))
    return field


def names_in(text: str) -> tuple[str, ...]:
    """Take several names apart."""
    found = (" ".join(part.split()) for part in text.split(MARK))
    return tuple(name for name in found if name)
