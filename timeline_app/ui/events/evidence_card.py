"""One piece of evidence: the words, who says them and when, and the ways to the source."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import bold_start, plain, prose
from timeline_app.ui.widgets.look import on_button
from timeline_app.ui.widgets.look import tip as as_tip
from timeline_app.ui.widgets.quotes import QuoteBlock, host_of, safe_url

if TYPE_CHECKING:
    from timeline_app.document import Evidence

MOST_LETTERS = 300


class EvidenceCard(QWidget):
    """A quote has a coloured rule at its left, a paraphrase none; each says which it is."""

    document_wanted = Signal(object)
    """The `Evidence` whose document shall be shown."""
    claim_wanted = Signal(object)
    """The `Evidence` of which the person wants to say what it claims."""

    def __init__(self, evidence: Evidence, parent: QWidget | None = None, *, can_write: bool = False) -> None:
        super().__init__(parent)
        self._evidence = evidence
        self._can_write = can_write
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(3)
        if evidence.excerpt.exact:
            column.addWidget(self._words())
            column.addSpacing(5)
        source = evidence.source
        column.addWidget(bold_start(source.publisher or source.author, day_in_words(source.published), self))
        if source.title:
            column.addWidget(plain(source.title, "quiet", self, wrap=True))
        column.addSpacing(2)
        column.addLayout(self._foot())

    def _words(self) -> QWidget:
        excerpt = self._evidence.excerpt
        if excerpt.kind != "quote":
            return prose(excerpt.exact, "body", self)
        return QuoteBlock(" ".join(excerpt.exact.split()), self)

    def _foot(self) -> FlowLayout:
        row = FlowLayout(gap_px=10, trailing=1)
        if self._evidence.document_id:
            row.addWidget(self._link(_("Show in document"), "", self._show_document))
        url = safe_url(self._evidence.source.url)
        if url is not None:
            address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)[:MOST_LETTERS]
            row.addWidget(
                self._link(
                    on_button(_("Open {host}").format(host=host_of(url))),
                    as_tip(_("Opens {address} in your browser").format(address=address)),
                    self._open,
                )
            )
        if self._can_write:
            tip = _("Note which date it gives, whether it supports or disputes the event, and how far you trust it")
            row.addWidget(self._link(_("Assess…"), tip, self._edit_claim))
        row.addWidget(self._kind())
        return row

    def _kind(self) -> QLabel:
        excerpt = self._evidence.excerpt
        kind = _("Quote") if excerpt.kind == "quote" else _("Paraphrase")
        if excerpt.stance == "disputes":
            return plain(_("{kind}, disputes").format(kind=kind), "problem", self)
        return plain(kind, "faint", self)

    def _link(self, words: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", "link")
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(act)
        return button

    def _show_document(self) -> None:
        self.document_wanted.emit(self._evidence)

    def _edit_claim(self) -> None:
        self.claim_wanted.emit(self._evidence)

    def _open(self) -> None:
        url = safe_url(self._evidence.source.url)
        if url is not None:
            QDesktopServices.openUrl(url)
