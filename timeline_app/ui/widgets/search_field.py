"""The field in the middle of the toolbar: search words and filters in one line.

A line to type into that can underline the part of its text that was not understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.look import scaled_px, sized

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


PAUSE_MS = 120
"""A filter follows typing after this pause: below what is felt, above the time between two keys of a quick typist."""

WIDE_PX = 240
"""Under this width the hint at the key would cover the hint at the query language."""


class SearchField(QLineEdit):
    """Says what was typed once the typing pauses; Enter says it at once, Escape clears and leaves."""

    query_changed = Signal(str)
    left = Signal()
    """Escape was pressed: the focus belongs to the timeline again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setPlaceholderText(_("Search, or filter: status:planned actor:…"))
        self.setAccessibleName(_("Search"))
        self.setToolTip(_tip())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textEdited.connect(self._start_pause)
        self.returnPressed.connect(self._tell)
        self.setProperty("bad", False)  # set before the sheet is put on: restyling costs the first frame twenty enums
        self._clear = GlyphButton("close", _("Clear the search"), self, side_px=24)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self._wipe)
        self._clear.hide()
        self.textChanged.connect(self._show_clear)

    def show_query(self, text: str, *, bad: bool) -> None:
        """Show the query in force, unless the person is typing one."""
        if not self._pause.isActive() and self.text() != text:
            self.setText(text)
        if self.property("bad") != bad:
            self.setProperty("bad", bad)
            self.style().unpolish(self)
            self.style().polish(self)

    def _start_pause(self) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.query_changed.emit(self.text())

    def _wipe(self) -> None:
        self.clear()
        self._tell()

    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self._wipe()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._clear.sizeHint()
        self._clear.setGeometry(self.width() - 30, (self.height() - side.height()) // 2, side.width(), side.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or self.width() < scaled_px(WIDE_PX):
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(sized(11))
            words = _("Ctrl F")
            width = painter.fontMetrics().horizontalAdvance(words) + scaled_px(12)
            height = scaled_px(19)
            outline = QRectF(self.width() - width - 8.5, (self.height() - height) / 2, width, height)
            painter.setPen(QPen(ink.strong_hairline(self), 1))
            painter.drawRoundedRect(outline, 4, 4)
            painter.setPen(ink.faint(self))
            painter.drawText(outline, Qt.AlignmentFlag.AlignCenter, words)


def _tip() -> str:
    return _(
        "Words, “a phrase”, category:Strike, status:planned, actor:…, place:…,\n"
        "date:2025-05..2025-07, importance:>=4, has:quote, missing:source, -without, this OR that"
    )


_WAVE_PX = 2.0


class UnderlinedLineEdit(QLineEdit):
    """Draws a wave below a stretch of its text; the stretch is in code points."""

    marked: tuple[int, int] | None = None

    def mark(self, stretch: tuple[int, int] | None) -> None:
        """Underline a stretch, or nothing."""
        if stretch != self.marked:
            self.marked = stretch
            self.update()

    def marked_px(self) -> tuple[float, float]:
        """Give where the underlined stretch begins and ends, in pixels of the widget."""
        text, metrics = self.text(), self.fontMetrics()
        first, last = self.marked or (0, 0)
        cursor = Utf16Offsets(text).from_qt(self.cursorPosition())
        zero_px = self.cursorRect().center().x() - metrics.horizontalAdvance(text[:cursor])
        start_px, end_px = (zero_px + metrics.horizontalAdvance(text[:each]) for each in (first, last))
        return start_px, max(end_px, start_px + metrics.averageCharWidth())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.marked is None or not self.text():
            return
        start_px, end_px = self.marked_px()
        y_px = (self.height() + self.fontMetrics().height()) / 2 - 1.0
        count = max(int((end_px - start_px) / _WAVE_PX), 2)
        wave = [QPointF(start_px + step * _WAVE_PX, y_px + (_WAVE_PX if step % 2 else 0)) for step in range(count + 1)]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(QRectF(6, 0, self.width() - 12, self.height()))
            painter.setPen(QPen(ink.problem(self), 1.3))
            painter.drawPolyline(QPolygonF(wave))
