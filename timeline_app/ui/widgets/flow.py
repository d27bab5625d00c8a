"""A layout that sets widgets like words: left to right, wrapping."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from timeline_app.base.compat import override


class FlowLayout(QLayout):
    """Lines of widgets of their own width, for chips; the last `trailing` of them stand at the right of their line."""

    def __init__(self, parent: QWidget | None = None, gap_px: int = 6, *, trailing: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap_px = gap_px
        self._trailing = trailing
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._place(inner, move=False) + margins.top() + margins.bottom()

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def clear(self) -> None:
        """Take out every widget and let it go."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        apart = self._items[-self._trailing] if 0 < self._trailing <= len(self._items) else None
        for line in self._lines(rect.width()):
            height = max(size.height() for _item, size in line)
            x = rect.x()
            spare = rect.width() - sum(size.width() + self._gap_px for _item, size in line) + self._gap_px
            for item, size in line:
                if item is apart:
                    x += max(spare, 0)
                if move:
                    place = QRect(QPoint(x, y + (height - size.height()) // 2), size)
                    if self._direction() == Qt.LayoutDirection.RightToLeft:
                        place.moveLeft(rect.left() + rect.right() - place.right())
                    item.setGeometry(place)
                x += size.width() + self._gap_px
            y += height + self._gap_px
        return max(0, y - rect.y() - self._gap_px)

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight

    def _lines(self, width_px: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Share the widgets out over lines of a width."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = width_px + 1
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            width = min(item.sizeHint().width(), width_px)
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if used + width > width_px:
                lines.append([])
                used = 0
            lines[-1].append((item, QSize(width, height)))
            used += width + self._gap_px
        return lines
