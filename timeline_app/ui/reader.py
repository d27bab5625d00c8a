"""The reader: a stored document as it was captured, with the words that support the event marked in it."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from timeline_app.ui.date_words import edtf_in_words
from timeline_app.ui.letters import scaled_px, sized
from timeline_app.ui.utf16 import utf16_offset
from timeline_app.ui.words import bold_start, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.records import Document, Excerpt, Source
    from timeline_app.paint.theme import Theme

LEADING = 128


class Reader(QDialog):
    """Shows a document as text, whatever it holds; the excerpts are marked, the wanted one is brought into view."""

    def __init__(
        self, source: Source, document: Document, excerpts: Sequence[Excerpt], theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(source.title or _("Document"))
        self.resize(scaled_px(760), scaled_px(720))
        self._document = document
        self._theme = theme
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAcceptRichText(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setFont(sized(15))
        self.text.setAccessibleName(_("Text of the document"))
        self.text.setObjectName("readerText")
        self.text.setStyleSheet(f"#readerText {{ border: 0; padding: 0 12px; font-size: {scaled_px(15)}px; }}")
        self.text.setPlainText(document.text)
        self._set_leading()
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 24, 20, 16)
        page.setSpacing(6)
        page.addWidget(plain(source.title, "title", self, wrap=True))
        page.addWidget(bold_start(source.publisher, edtf_in_words(source.published), self))
        page.addSpacing(8)
        page.addWidget(self.text, 1)
        page.addLayout(self._foot(document))
        self._marked = self._mark(excerpts)
        self.show_excerpt(0)

    def _foot(self, document: Document) -> QHBoxLayout:
        row = QHBoxLayout()
        captured = _("Stored {date}").format(date=edtf_in_words(document.captured[:10])) if document.captured else ""
        row.addWidget(plain(captured, "faint", self))
        row.addStretch(1)
        close = QPushButton(_("Close"), self)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row

    def _set_leading(self) -> None:
        leading = QTextBlockFormat()
        leading.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        leading.setBottomMargin(scaled_px(6))
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(leading)

    def _mark(self, excerpts: Sequence[Excerpt]) -> list[QTextCursor]:
        marks, cursors = [], []
        for excerpt in excerpts:
            if not 0 <= excerpt.start < excerpt.end <= len(self._document.text):
                continue
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(utf16_offset(self._document.text, excerpt.start))
            cursor.setPosition(utf16_offset(self._document.text, excerpt.end), QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setBackground(QColor(self._theme.accent_ground))
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(QColor(self._theme.accent))
            mark.format = look
            mark.cursor = cursor
            marks.append(mark)
            cursors.append(cursor)
        self.text.setExtraSelections(marks)
        return cursors

    def show_excerpt(self, number: int) -> None:
        """Bring a marked excerpt into view."""
        if number < len(self._marked):
            start = QTextCursor(self._marked[number])
            start.setPosition(start.selectionStart())
            self.text.setTextCursor(start)
            self.text.ensureCursorVisible()

    def marked_texts(self) -> list[str]:
        """Give the words that are marked."""
        return [cursor.selectedText() for cursor in self._marked]
