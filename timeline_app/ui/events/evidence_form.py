"""The part of the editor where a source and its words are filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.date_reading import Counting, read_date
from timeline_app.document.editing.event_draft import EvidenceDraft
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.labels import plain, safe_url
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from timeline_app.document import Evidence
    from timeline_app.domain.records import ExcerptKind


class EvidenceForm(QFrame):
    """Fields for one source and one excerpt of it."""

    removed = Signal(object)
    """This form."""

    def __init__(self, order: str, known: Evidence | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self._order = order
        self._known = known
        self._published = known.source.published if known is not None else ""
        self.title = self._field(_("Title of the source"))
        self.publisher = self._field(_("Publisher"))
        self.date = self._field(_("Published, e.g. 24 July 2025"))
        self.url = self._field(_("Address, https://…"))
        self.kind = ComboBox(self)
        self.kind.setAccessibleName(_("Kind of evidence"))
        self.kind.addItem(_("Paraphrase: in your words"), "paraphrase")
        self.kind.addItem(_("Quote: the exact words"), "quote")
        self.exact = QPlainTextEdit(self)
        self.exact.setPlaceholderText(_("What the source says about the event"))
        self.exact.setAccessibleName(_("Words of the source"))
        self.exact.setTabChangesFocus(True)
        self.exact.setFixedHeight(scaled_px(72))
        self._problem = plain("", "problem", self, wrap=True)
        self._problem.hide()
        self._lay_out()
        if known is not None:
            self._fill(known)

    def _field(self, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self.publisher, 1, 0)
        grid.addWidget(self.date, 1, 1)
        grid.addWidget(self.url, 2, 0)
        grid.addWidget(self.kind, 2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        column.addLayout(grid)
        column.addWidget(self.exact)
        footer = QHBoxLayout()
        footer.addWidget(self._problem, 1)
        footer.addStretch(1)
        remove = QPushButton(_("Remove"), self)
        remove.setProperty("role", "quiet")
        remove.setAccessibleName(_("Remove this source from the event"))
        remove.clicked.connect(self._remove)
        footer.addWidget(remove)
        column.addLayout(footer)

    def _fill(self, known: Evidence) -> None:
        self.title.setText(known.source.title)
        self.publisher.setText(known.source.publisher)
        self.date.setText(day_in_words(known.source.published))
        self.date.setModified(False)
        self.url.setText(known.source.url)
        self.kind.setCurrentIndex(self.kind.findData(known.excerpt.kind))
        self.exact.setPlainText(known.excerpt.exact)
        for field in (self.title, self.publisher, self.date, self.url):
            field.setCursorPosition(0)

    @property
    def known_id(self) -> str:
        """The id of the excerpt that the form is about; empty for a new one."""
        return self._known.excerpt.id if self._known is not None else ""

    def draft(self) -> EvidenceDraft | None:
        """Give what is filled in; None, with a sentence in the form, where a field is wrong."""
        url = self.url.text().strip()
        if url and safe_url(url) is None and (self._known is None or url != self._known.source.url):
            self._refuse(self.url, _("An address begins with http:// or https://."))
            return None
        published = self._published
        if self.date.isModified():
            reading = read_date(self.date.text(), Counting(self._order))
            if reading.error:
                self._refuse(self.date, reading.error)
                return None
            published = reading.edtf
        self._problem.hide()
        kind: ExcerptKind = "quote" if self.kind.currentData() == "quote" else "paraphrase"
        return EvidenceDraft(
            title=self.title.text().strip(),
            publisher=self.publisher.text().strip(),
            url=url,
            published=published,
            kind=kind,
            exact=self.exact.toPlainText(),
            known=self._known,
        )

    def refuse_words(self, sentence: str) -> None:
        """Say why the words cannot be saved as they are."""
        self._refuse(self.exact, sentence)

    def _refuse(self, field: QWidget, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
        field.setFocus()

    def _remove(self) -> None:
        self.removed.emit(self)


def form_label(words: str, parent: QWidget) -> QLabel:
    """Give the label that stands over a field."""
    return plain(words, "heading", parent)
