"""A text that is pasted or typed, with where it comes from."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from timeline_app.base.compat import override
from timeline_app.document.evidence.articles import Article, clean_text
from timeline_app.ui.events.evidence_card import safe_url
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.letters import scaled_px
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SIZE_PX = (680, 680)


class PasteDialog(PageDialog):
    """Everything but the text may stay empty; the title is then the first line."""

    pasted = Signal(object)
    """The `Article`."""

    def __init__(self, text: str, order: str, parent: QWidget) -> None:
        super().__init__(_("Paste an article"), _("Read it"), SIZE_PX, parent)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(_("Text"))
        self.text.setPlaceholderText(_("The whole text, as it stands on the page"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(scaled_px(220))
        self.add_labelled(_("Text"), self.text)
        self.title = self.add_field(_("Title"), _("the first line, where none is given"))
        self.publisher = self.add_field(_("Publisher"))
        self.url = self.add_field(_("Address"), "https://…")
        self.published = DateInput(_("Published"), _("When it appeared, e.g. 21 July 2025"), order, self)
        row = QHBoxLayout()
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(plain(_("Published"), "heading", self))
        left.addWidget(self.published)
        row.addLayout(left)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.text.setPlainText(text)
        (self.title if text else self.text).setFocus()

    @override
    def confirm(self) -> None:
        text, url = clean_text(self.text.toPlainText()), self.url.text().strip()
        if not text:
            self.refuse(_("Paste the text of the article first."), self.text)
        elif url and safe_url(url) is None:
            self.refuse(_("An address begins with http:// or https://."), self.url)
        elif self.published.reading.error:
            self.refuse(self.published.reading.error, self.published.field)
        else:
            published = self.published.reading.edtf
            article = Article(text, self.title.text().strip(), self.publisher.text().strip(), "", url, published)
            self.accept()
            self.pasted.emit(article)
