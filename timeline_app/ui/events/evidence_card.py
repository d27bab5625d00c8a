"""A piece of evidence in the event panel: the words of a source, who says them, and the ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import with_stops
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.events.review_line import ReviewLine
from timeline_app.ui.widgets.accessible import GroupVoice
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import QuoteBlock, bold_start, host_of, plain, prose, safe_url
from timeline_app.ui.widgets.look import on_button
from timeline_app.ui.widgets.look import tip as as_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

    from timeline_app.document import Evidence
    from timeline_app.document.evidence.reviews import ReviewSubject

MOST_LETTERS = 300


class EvidenceCard(QWidget):
    """A quote has a coloured rule at its left, a paraphrase none; each says which it is."""

    document_wanted = Signal(object)
    """The `Evidence` whose document shall be shown."""
    claim_wanted = Signal(object)
    """The `Evidence` of which the person wants to say what it claims."""

    review_wanted = Signal(object, str)
    """The `ReviewSubject` that this is, and what the person says of it."""

    def __init__(
        self, evidence: Evidence, review: ReviewSubject, parent: QWidget | None = None, *, can_write: bool = False
    ) -> None:
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
        for words in self._about():
            column.addWidget(plain(words, "quiet", self, wrap=True))
        column.addSpacing(2)
        column.addLayout(self._footer())
        line = ReviewLine(review, self, can_write=can_write, small=True)
        line.wanted.connect(self.review_wanted)
        column.addWidget(line)
        name = on_one_line(source.publisher or source.author or source.title) or _("a source")
        self.setAccessibleName(with_stops(self._kind_words, name))

    def make_voice(self) -> QAccessibleInterface:
        """Let a screen reader say of which source the words are, before it reads them."""
        return GroupVoice(self)

    def _about(self) -> list[str]:
        """Say where the words stand and what they claim: author and title, page or timecode, date."""
        source, excerpt = self._evidence.source, self._evidence.excerpt
        author = source.author if source.author != (source.publisher or source.author) else ""
        told = [", ".join(part for part in (author, source.title, excerpt.locator) if part)]
        if excerpt.claimed_date:
            told.append(_("Gives the date {date}").format(date=day_in_words(excerpt.claimed_date)))
        return [words for words in told if words]

    def _words(self) -> QWidget:
        excerpt = self._evidence.excerpt
        if excerpt.kind != "quote":
            words = prose(excerpt.exact, "body", self)
            words.field = ""
            return words
        quote = QuoteBlock(" ".join(excerpt.exact.split()), self)
        quote.words.field = ""
        return quote

    def _footer(self) -> FlowLayout:
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
        if safe_url(self._evidence.source.archive_url) is not None:
            tip = _("Opens the copy that a web archive keeps, in your browser")
            row.addWidget(self._link(_("Archived copy"), tip, self._open_archived))
        if self._can_write:
            tip = _("Note which date it gives, whether it supports or disputes the event, and how far you trust it")
            row.addWidget(self._link(_("Assess…"), tip, self._edit_claim))
        role = "problem" if self._evidence.excerpt.stance == "disputes" else "faint"
        row.addWidget(plain(self._kind_words, role, self))
        return row

    @property
    def _kind_words(self) -> str:
        excerpt = self._evidence.excerpt
        kind = _("Quote") if excerpt.kind == "quote" else _("Paraphrase")
        return _("{kind}, disputes").format(kind=kind) if excerpt.stance == "disputes" else kind

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

    def _open_archived(self) -> None:
        url = safe_url(self._evidence.source.archive_url)
        if url is not None:
            QDesktopServices.openUrl(url)

    def _open(self) -> None:
        url = safe_url(self._evidence.source.url)
        if url is not None:
            QDesktopServices.openUrl(url)
