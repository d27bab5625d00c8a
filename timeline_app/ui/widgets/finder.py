"""A field over a list: typing narrows the list, the arrow keys go through it, Enter takes the current row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.messages import SettledWords, announce
from timeline_app.ui.widgets.page_dialog import ReadingDialog, open_at

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.widgets.row_delegate import RowDelegate

_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Finder(ReadingDialog):
    """What is found, and what taking it does, is up to `narrow` and `take`; the field keeps the keyboard."""

    def __init__(self, title: str, hint: str, size_px: tuple[int, int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle(title)
        self.field = QLineEdit(self)
        self.field.setObjectName("paletteField")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(title)
        self.field.installEventFilter(self)
        self.list = QListView(self)
        self.list.setAccessibleName(title)
        self.list.setObjectName("finderList")
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self.take)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 8)  # or its frame would lie under field and list
        self.column.setSpacing(4)
        self._voice = SettledWords(self.list)
        self._nothing = plain(_("Nothing here has these words. Try fewer, or others."), "quiet", self, wrap=True)
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self._nothing.hide()
        self.column.addWidget(self.field)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.list, 1)
        open_at(self, *size_px)

    def offer(self, model: QAbstractItemModel, delegate: RowDelegate) -> None:
        """Show the rows of a model, all of them at first."""
        self.list.setModel(model)
        self.list.setItemDelegate(delegate)
        self.field.textChanged.connect(self._narrow)
        self._narrow("")

    def narrow(self, typed: str) -> None:
        """Keep the rows that fit what is typed."""

    def take(self, index: QModelIndex) -> None:
        """Do what the dialog is for with a row."""

    def _narrow(self, typed: str) -> None:
        self.narrow(typed)
        self._nothing.setVisible(bool(typed.strip()) and not self.list.model().rowCount())
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        if typed.strip():
            self._voice.say(self._row_words() or self._nothing.text())

    def _row_words(self) -> str:
        index = self.list.currentIndex()
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or "")

    def _announce(self) -> None:
        """Have a screen reader say the row that an arrow led to: the field keeps the keyboard, so Qt says nothing."""
        if words := self._row_words():
            announce(self.list, words)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _STEPS:
            model, row = self.list.model(), self.list.currentIndex().row() + _STEPS[Qt.Key(event.key())]
            self.list.setCurrentIndex(model.index(max(0, min(model.rowCount() - 1, row)), 0))
            self._announce()
        elif event.key() in _ENTER:
            if self.list.currentIndex().isValid():
                self.take(self.list.currentIndex())
        else:
            return False
        return True
