"""A text that is pasted or typed, with where it comes from.

A newer version of a document: what became of the excerpts, to be confirmed before it is stored.
"""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from timeline_app.base.compat import override
from timeline_app.base.i18n.facts import sentences
from timeline_app.document.evidence.source_records import Article, clean_text
from timeline_app.ui.widgets.buttons import CheckBox
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain, prose, rule
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.widgets.quotes import quote_box, safe_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.document.evidence.source_records import DocumentIntake, ExcerptMove


PASTE_SIZE_PX = (680, 680)


class PasteDialog(PageDialog):
    """Everything but the text may stay empty; the title is then the first line."""

    pasted = Signal(object)
    """The `Article`."""

    def __init__(self, text: str, order: str, parent: QWidget) -> None:
        super().__init__(_("Paste an article"), _("Read it"), PASTE_SIZE_PX, parent)
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
            title, publisher = self.title.text().strip(), self.publisher.text().strip()
            article = Article(title, publisher, url=url, published=published, text=text)
            self.accept()
            self.pasted.emit(article)


VERSION_SIZE_PX = (640, 600)


class VersionDialog(PageDialog):
    """Excerpts whose words changed follow only where the person says so; lost ones stay with the older version."""

    confirmed = Signal(object)
    """The `Change` that stores the newer version."""

    def __init__(self, intake: DocumentIntake, parent: QWidget) -> None:
        title = _("A newer version of “{title}”").format(title=_short(intake.source.title))
        super().__init__(title, _("Store this version"), VERSION_SIZE_PX, parent)
        self._intake = intake
        self._boxes: list[tuple[CheckBox, ExcerptMove]] = []
        by_state = {
            state: [each for each in intake.moved if each.state == state] for state in ("same", "changed", "lost")
        }
        self.column.addWidget(prose(_summary(by_state["same"]), "quiet", self))
        if by_state["changed"]:
            self._heading(_("Changed: does the excerpt follow?"))
            for moved in by_state["changed"]:
                self._add_changed(moved)
        if by_state["lost"]:
            self._heading(_("Lost: these words are not in the newer version. They stay with the older one."))
            for moved in by_state["lost"]:
                self._add_event(moved)
                self.column.addWidget(quote_box(moved.excerpt.exact, self))
        self.column.addStretch(1)

    def _heading(self, words: str) -> None:
        self.column.addWidget(rule(self))
        self.column.addWidget(plain(words, "strong", self, wrap=True))

    def _add_event(self, moved: ExcerptMove) -> None:
        self.column.addWidget(plain(moved.title, "quiet", self, wrap=True))

    def _add_changed(self, moved: ExcerptMove) -> None:
        self._add_event(moved)
        self.column.addWidget(plain(_("Was"), "heading", self))
        self.column.addWidget(quote_box(moved.excerpt.exact, self))
        self.column.addWidget(plain(_("Is now"), "heading", self))
        self.column.addWidget(quote_box(moved.words, self))
        box = CheckBox(_("Take the new words"), self, on=True)
        self.column.addWidget(box)
        self._boxes.append((box, moved))

    @property
    def boxes(self) -> list[CheckBox]:
        """The boxes of the excerpts that changed, in order."""
        return [box for box, _moved in self._boxes]

    @override
    def confirm(self) -> None:
        refused = {moved.excerpt.id for box, moved in self._boxes if not box.isChecked()}
        accepted = [each for each in self._intake.moved if each.excerpt.id not in refused]
        self.accept()
        self.confirmed.emit(self._intake.change(accepted))


def _summary(same: Sequence[ExcerptMove]) -> str:
    if not same:
        return _("The older version is kept beside it.")
    words = ngettext("{n} excerpt stands in it word for word and follows.",
                     "{n} excerpts stand in it word for word and follow.", len(same))  # fmt: skip
    return sentences(words.format(n=len(same)), _("The older version is kept beside it."))


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
