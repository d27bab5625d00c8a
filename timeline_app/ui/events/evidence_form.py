"""The part of the editor where a source, its words and what they claim are filled in; each field keeps its label."""

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
from timeline_app.document.editing.event_draft import EvidenceDraft
from timeline_app.domain.choice_words import stance_words
from timeline_app.domain.records import STANCES
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain, safe_url
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from timeline_app.document import Evidence
    from timeline_app.domain.records import ExcerptKind, Stance


class EvidenceForm(QFrame):
    """Fields for one source and one excerpt of it."""

    removed = Signal(object)
    """This form."""

    def __init__(self, order: str, known: Evidence | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self._known = known
        self.title = self._field(_("Title of the source"))
        self.publisher = self._field(_("Publisher"))
        self.author = self._field(_("Author"))
        self.date = DateInput(_("Published"), _("e.g. 24 July 2025"), order, self)
        self.url = self._field(_("Address"), "https://…")
        self.archive_url = self._field(_("Archived at"), "https://…")
        self.locator = self._field(_("Page or timecode"), _("e.g. p. 12 or 14:05"))
        self.claimed = DateInput(_("The date that it claims"), _("empty, where it claims none"), order, self)
        self.kind = self._choice(
            _("Kind of evidence"),
            ((_("Paraphrase: in your words"), "paraphrase"), (_("Quote: the exact words"), "quote")),
        )
        self.stance = self._choice(_("Stance"), tuple((stance_words(each), each) for each in STANCES))
        self.exact = QPlainTextEdit(self)
        self.exact.setAccessibleName(_("Words of the source"))
        self.exact.setTabChangesFocus(True)
        self.exact.setFixedHeight(scaled_px(72))
        self._problem = plain("", "problem", self, wrap=True)
        self._problem.hide()
        self._lay_out()
        if known is not None:
            self._fill(known)

    def _field(self, words: str, example: str = "") -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(example)
        field.setAccessibleName(words)
        return field

    def _choice(self, words: str, items: tuple[tuple[str, str], ...]) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(words)
        for told, value in items:
            box.addItem(told, value)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addLayout(self._labelled(_("Title of the source"), self.title), 0, 0, 1, 2)
        pairs: tuple[tuple[str, QWidget], ...] = (
            (_("Publisher"), self.publisher), (_("Author"), self.author),
            (_("Address"), self.url), (_("Published"), self.date),
            (_("Archived at"), self.archive_url), (_("Page or timecode"), self.locator),
        )  # fmt: skip
        for place, (words, field) in enumerate(pairs):
            grid.addLayout(self._labelled(words, field), 1 + place // 2, place % 2)
        grid.addLayout(self._labelled(_("Words of the source"), self.exact), 4, 0, 1, 2)
        grid.addLayout(self._labelled(_("Kind of evidence"), self.kind), 5, 0)
        grid.addLayout(self._labelled(_("Stance"), self.stance), 5, 1)
        grid.addLayout(self._labelled(_("The date that it claims"), self.claimed), 6, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        footer = QHBoxLayout()
        footer.addWidget(self._problem, 1)
        footer.addStretch(1)
        remove = QPushButton(_("Remove"), self)
        remove.setProperty("role", "quiet")
        remove.setAccessibleName(_("Remove this source from the event"))
        remove.clicked.connect(self._remove)
        footer.addWidget(remove)
        column.addLayout(footer)

    def _labelled(self, words: str, field: QWidget) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(3)
        box.addWidget(form_label(words, self, field))
        box.addWidget(field)
        box.addStretch(1)
        return box

    def _fill(self, known: Evidence) -> None:
        source, excerpt = known.source, known.excerpt
        self.title.setText(source.title)
        self.publisher.setText(source.publisher)
        self.author.setText(source.author)
        self.date.set_date(day_in_words(source.published), source.published, "")
        self.url.setText(source.url)
        self.archive_url.setText(source.archive_url)
        self.locator.setText(excerpt.locator)
        self.claimed.set_date(day_in_words(excerpt.claimed_date), excerpt.claimed_date, "")
        self.kind.setCurrentIndex(self.kind.findData(excerpt.kind))
        self.stance.setCurrentIndex(self.stance.findData(excerpt.stance))
        self.exact.setPlainText(excerpt.exact)
        for field in (self.title, self.publisher, self.author, self.url, self.archive_url, self.locator):
            field.setCursorPosition(0)

    @property
    def known_id(self) -> str:
        """The id of the excerpt that the form is about; empty for a new one."""
        return self._known.excerpt.id if self._known is not None else ""

    def draft(self) -> EvidenceDraft | None:
        """Give what is filled in; None, with a sentence in the form, where a field is wrong."""
        known = self._known
        source, excerpt = (known.source, known.excerpt) if known is not None else (None, None)
        for field, had in (
            (self.url, source.url if source is not None else ""),
            (self.archive_url, source.archive_url if source is not None else ""),
        ):
            text = field.text().strip()
            if text and text != had and safe_url(text) is None:
                self._refuse(field, _("An address begins with http:// or https://."))
                return None
        dates = []
        for date, had in (
            (self.date, source.published if source is not None else ""),
            (self.claimed, excerpt.claimed_date if excerpt is not None else ""),
        ):
            if not date.untouched and date.reading.error:
                self._refuse(date.field, date.reading.error)
                return None
            dates.append(had if date.untouched else date.reading.edtf)
        self._problem.hide()
        kind: ExcerptKind = "quote" if self.kind.currentData() == "quote" else "paraphrase"
        stance: Stance = "disputes" if self.stance.currentData() == "disputes" else "supports"
        return EvidenceDraft(
            title=self.title.text().strip(),
            publisher=self.publisher.text().strip(),
            author=self.author.text().strip(),
            url=self.url.text().strip(),
            archive_url=self.archive_url.text().strip(),
            published=dates[0],
            kind=kind,
            exact=self.exact.toPlainText(),
            stance=stance,
            claimed_date=dates[1],
            locator=self.locator.text().strip(),
            known=known,
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


def form_label(words: str, parent: QWidget, field: QWidget) -> QLabel:
    """Give the label that stands over a field and names it."""
    return plain(words, "heading", parent, names=field)
