"""A scrolling column whose words keep their place whether or not the scroll bar is there."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

BAR_PX = 10
"""The width of a scroll bar in the style sheet."""


class ScrollPage(QScrollArea):
    """Gives part of the right margin to the scroll bar when there is one."""

    def __init__(self, margin_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin_px = margin_px
        self.setAccessibleName(_("Page"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._settle)

    def new_page(self, name: str, top_px: int) -> tuple[QWidget, QVBoxLayout]:
        """Make an empty page with its column; it is shown by `setWidget`."""
        page = QWidget()
        page.setObjectName(name)
        column = QVBoxLayout(page)
        column.setContentsMargins(self._margin_px, top_px, self._margin_px, 20)
        column.setSpacing(0)
        return page, column

    def _settle(self, _least: int, most: int) -> None:
        page = self.widget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return
        margins = layout.contentsMargins()
        wanted = max(0, self._margin_px - (BAR_PX if most > 0 else 0))
        if margins.right() != wanted:
            margins.setRight(wanted)
            layout.setContentsMargins(margins)
