"""The page of a panel: a scrolling column, and sections in it under small headings that fold them away.

Its words keep their place whether or not the scroll bar is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import DrawnButton, Glyph, draw_glyph
from timeline_app.ui.widgets.look import across, sized

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

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
        beside_bar = max(0, self._margin_px - (BAR_PX if most > 0 else 0))
        left, right = (beside_bar, self._margin_px) if self.isRightToLeft() else (self._margin_px, beside_bar)
        if (margins.left(), margins.right()) != (left, right):
            margins.setLeft(left)
            margins.setRight(right)
            layout.setContentsMargins(margins)


INSET_PX = 8
"""Between the edge of a row and its words, so that hover and focus can show around them."""


class FoldHeading(DrawnButton):
    """The heading of a section; the arrow shows when the section is folded, pointed at or focused."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)

    def make_voice(self) -> QAccessibleInterface:
        """Let a screen reader find what is unfolded or not, and no check box."""
        from timeline_app.ui.widgets.accessible import FoldVoice  # noqa: PLC0415 - only where it is heard

        return FoldVoice(self)

    def _letters(self) -> QFont:
        return sized(11.5, QFont.Weight.DemiBold)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._letters())
        return QSize(metrics.horizontalAdvance(self.text()) + 24, metrics.height() + 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._letters())
            painter.setPen(ink.ink(self) if self.underMouse() else ink.secondary(self))
            words = across(self, self.rect().adjusted(INSET_PX, 0, 0, 0))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
            if not self.isChecked() or self.underMouse() or self.hasFocus():
                arrow = across(self, QRectF(self.width() - INSET_PX - 14, (self.height() - 14) / 2, 14, 14))
                folded: Glyph = "left" if self.isRightToLeft() else "right"
                draw_glyph(painter, "down" if self.isChecked() else folded, arrow, ink.faint(self))
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(ink.accent(self), 1.2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class Fold(QWidget):
    """A heading over a body of widgets stacked without gaps, which begin at the words of the heading where `inset`."""

    def __init__(self, title: str, parent: QWidget | None = None, *, inset: bool = False) -> None:
        super().__init__(parent)
        self.heading = FoldHeading(title, self)
        self.body = QWidget(self)
        self.rows = QVBoxLayout(self.body)
        side = INSET_PX if inset else 0
        self.rows.setContentsMargins(side, 2, side, 0)
        self.rows.setSpacing(0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 14)
        stack.setSpacing(0)
        stack.addWidget(self.heading)
        stack.addWidget(self.body)
        self.heading.toggled.connect(self.body.setVisible)
