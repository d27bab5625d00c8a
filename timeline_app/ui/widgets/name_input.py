"""Fields that complete names: one name, or several between semicolons."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.normalize import fold
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.hinted_line_edit import HintedLineEdit
from timeline_app.ui.widgets.look import across, sized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtGui import QResizeEvent

MARK = ";"
_FOLDED = Qt.ItemDataRole.UserRole
"""The name as it is compared with what is typed."""
_COUNT = Qt.ItemDataRole.UserRole + 1
"""How many events have it; None where that is not told."""
_NAME = Qt.ItemDataRole.UserRole + 2
"""The name that stands in the field when it is taken: a name is found by its other spellings, too."""
NameOffer: TypeAlias = tuple[str, str]
"""A spelling, and the name that it means."""


class NameCompleter(QCompleter):
    """Completes the last of several names; names that merely contain the letters are offered, too."""

    def __init__(self, names: Iterable[NameOffer], parent: QWidget, *, several: bool) -> None:
        super().__init__(parent)
        model = QStandardItemModel(self)
        for spelling, name in sorted(set(names), key=lambda each: (fold(each[0]), each)):
            item = QStandardItem(
                spelling if spelling == name else _("{other} – {name}").format(other=spelling, name=name)
            )
            item.setData(fold(spelling), _FOLDED)
            item.setData(name, _NAME)
            model.appendRow(item)
        self.setModel(model)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self._several = several
        names_below = self.popup()
        if names_below is not None:
            names_below.setObjectName("completions")
            names_below.setItemDelegate(_CountedNames(names_below))

    def tell_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many events have each name."""
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            model.setData(index, counts.get(str(index.data(_NAME))), _COUNT)

    @override
    def splitPath(self, path: str) -> list[str]:
        return [fold(path.rpartition(MARK)[2].strip() if self._several else path)]

    @override
    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        name = str(index.data(_NAME))
        field = self.widget()
        if not self._several or not isinstance(field, QLineEdit):
            return name
        head = field.text().rpartition(MARK)[0]
        return f"{head}{MARK} {name}" if head else name


class NameField(HintedLineEdit):
    """A field that completes names; its arrow, or Alt+Down, opens the list of all of them with their counts."""

    def __init__(
        self,
        names: Iterable[NameOffer],
        words: tuple[str, str],
        *,
        several: bool = False,
        counts: Callable[[], Mapping[str, int]] | None = None,
    ) -> None:
        """Take what is offered, the label and the hint; `counts` are asked for when the list is first opened."""
        super().__init__()
        self.setObjectName("nameField")
        self.setAccessibleName(words[0])
        self.setPlaceholderText(words[1])
        self._several, self._counts = several, counts
        self._completer = NameCompleter(names, self, several=several)
        self.setCompleter(self._completer)
        self._open = GlyphButton("down", _("All of them (Alt+Down)"), self, side_px=18)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.setCursor(Qt.CursorShape.ArrowCursor)
        self._open.setVisible(self._completer.model().rowCount() > 0)
        self._open.clicked.connect(self.open_list)

    def open_list(self) -> None:
        """Show all names below the field; the one that is taken stands in place of the whole, or after a semicolon."""
        if self.isReadOnly() or not self._completer.model().rowCount():
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._several and self.text().rpartition(MARK)[2].strip():
            self.setText(f"{self.text().rstrip()}{MARK} ")
        if self._counts is not None:  # counting waits until the counts are to be seen
            self._completer.tell_counts(self._counts())
            self._counts = None
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_list()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._open.sizeHint()
        left_px = self.width() - side.width() - 5
        place = QRect(left_px, (self.height() - side.height()) // 2, side.width(), side.height())
        self._open.setGeometry(across(self, place))


class _CountedNames(QStyledItemDelegate):
    """Draws a name, and at the right how many events have it."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        count, view = index.data(_COUNT), self.parent()
        if count is None or not isinstance(view, QWidget):
            return
        painter.save()
        painter.setFont(sized(12, figures=True))
        painter.setPen(ink.secondary(view))
        rect: QRect = option.rect
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(across(view, rect.adjusted(0, 0, -10, 0), rect), right, grouped(count))
        painter.restore()


def names_in(text: str) -> tuple[str, ...]:
    """Take several names apart."""
    found = (" ".join(part.split()) for part in text.split(MARK))
    return tuple(name for name in found if name)
