"""The dialogs of the reader: a text and its origin, a newer version, what a text leaves out, an event to pick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import sentences
from timeline_app.document.evidence.review_queue import events_with_words
from timeline_app.document.evidence.source_records import Article, clean_text
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import CheckBox
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.finder import Finder
from timeline_app.ui.widgets.labels import plain, prose, quote_box, rule, safe_url
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.widgets.row_delegate import END, Index, Row, RowDelegate
from timeline_app.ui.wording.date_words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.document.evidence.reading_job import DocumentOrigin
    from timeline_app.document.evidence.source_records import DocumentIntake, ExcerptMove
    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session


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
        left.addWidget(plain(_("Published"), "heading", self, names=self.published))
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
            close(self, DONE)
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
        close(self, DONE)
        self.confirmed.emit(self._intake.change(accepted))


def _summary(same: Sequence[ExcerptMove]) -> str:
    if not same:
        return _("The older version is kept beside it.")
    words = ngettext("{n} excerpt stands in it word for word and follows.",
                     "{n} excerpts stand in it word for word and follow.", len(same))  # fmt: skip
    return sentences(words.format(n=len(same)), _("The older version is kept beside it."))


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


SIZE_PX = (640, 560)


class LeftOutDialog(PageDialog):
    """The paragraphs in the order of the file; a stored text never changes, so they come in by a version of it."""

    taken = Signal()
    """The text with all of them shall be stored."""

    def __init__(self, origin: DocumentOrigin, parent: QWidget, *, can_take: bool) -> None:
        super().__init__(_("Not in this text"), _("Store a version with all of it"), SIZE_PX, parent)
        words = ngettext(
            "{n} paragraph of the file was left out as navigation, links or a running head.",
            "{n} paragraphs of the file were left out as navigation, links or running heads.",
            len(origin.left_out),
        )
        more = _("The text with them can be stored as a newer version; excerpts follow to it, and this text is kept.")
        told = sentences(words.format(n=len(origin.left_out)), more if can_take else "")
        self.column.addWidget(prose(told, "quiet", self))
        self.text = QPlainTextEdit("\n".join(origin.left_out), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("What was left out"))
        self.column.addWidget(self.text, 1)
        self.done_button.setVisible(can_take)
        self.cancel_button.setText(_("Close"))

    @override
    def confirm(self) -> None:
        close(self, DONE)
        self.taken.emit()


EVENT, DATE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class EventDelegate(RowDelegate):
    """The title at the left, cut where it is too long, and the date at the right."""

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        room = row.rect.adjusted(16, 0, -16, 0)
        half = room.adjusted(room.width() // 2, 0, 0, 0)
        taken = row.line(half, str(index.data(DATE)), sized(12.5), ink.secondary(row.view), END)
        row.line(room.adjusted(0, 0, -taken - 16, 0), str(index.data()), sized(13), ink.ink(row.view))


class EventPicker(Finder):
    """Type a few letters of what the event is called; Enter takes it."""

    picked = Signal(object)
    """The `Event`."""

    def __init__(self, session: Session, likely: Sequence[Event], parent: QWidget) -> None:
        super().__init__(_("Add as evidence to"), _("Add as evidence to which event?"), (560, 440), parent)
        self._session = session
        self._likely = tuple(likely)
        self._none = plain(_("No event has these words."), "quiet", self)
        self._none.setContentsMargins(16, 10, 16, 10)
        self.column.insertWidget(1, self._none)
        self._model = QStandardItemModel(self)
        self.offer(self._model, EventDelegate(self.list))

    @override
    def narrow(self, typed: str) -> None:
        chronology = self._session.chronology
        events = list(self._likely) if not typed.strip() and self._likely else events_with_words(chronology, typed)
        self._model.clear()
        for event in events:
            item = QStandardItem(event.title)
            item.setData(event, EVENT)
            item.setData(date_in_words(event, self._session.zone, weekday_too=False), DATE)
            self._model.appendRow(item)
        self._none.setVisible(not events)

    @override
    def take(self, index: QModelIndex) -> None:
        event = index.data(EVENT)
        close(self, DONE)
        self.picked.emit(event)
