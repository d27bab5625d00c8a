"""The reader: a stored document beside the timeline, with the excerpts in it marked in the colours of their events.

Its find bar finds words in the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.reader.page_text import Mark, PageText
from timeline_app.ui.widgets.buttons import ComboBox, GlyphButton
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from timeline_app.document.contents import DocumentOutline
    from timeline_app.domain.records import Source
    from timeline_app.paint.theme import Theme


MOST = 2_000
"""Places that are marked; a search that finds more is about nothing."""


class FindBar(QFrame):
    """A field over the text: places light up while typing, Enter goes to the next one, Escape closes."""

    closed = Signal()

    def __init__(self, page: PageText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._found: list[Mark] = []
        self._at = -1
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Find in this text"))
        self.field.setAccessibleName(_("Find in this text"))
        self.field.textChanged.connect(self._search)
        self._count = plain("", "faint", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 10, 6)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for words, tip, act in (
            ("↑", _("Place before (Shift+Enter)"), self.back),
            ("↓", _("Next place (Enter)"), self.on),
        ):
            button = QPushButton(words, self)
            button.setProperty("role", "quiet")
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(act)
            row.addWidget(button)
        close = GlyphButton("close", _("Close the search"), self, side_px=26)
        close.clicked.connect(self.leave)
        row.addWidget(close)
        self.hide()

    def enter(self) -> None:
        """Open, with the selected words to look for."""
        chosen = self._page.chosen()
        if chosen is not None and chosen[1] - chosen[0] < 80:
            self.field.setText(self._page.text[slice(*chosen)])
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._search(self.field.text())

    def leave(self) -> None:
        """Close, and take the marks away."""
        self.hide()
        self._page.set_found(())
        self._page.setFocus()
        self.closed.emit()

    def on(self) -> None:
        """Go to the next place."""
        self._step(1)

    def back(self) -> None:
        """Go to the place before."""
        self._step(-1)

    @property
    def count_words(self) -> str:
        """What is said of the places found."""
        return self._count.text()

    def _search(self, words: str) -> None:
        pattern = r"\s+".join(re.escape(part) for part in words.split())
        matches = re.finditer(pattern, self._page.text, re.IGNORECASE) if pattern else iter(())
        self._found = [Mark(*match.span(), "found") for match, _number in zip(matches, range(MOST), strict=False)]
        here = self._page.reading_place()
        later = next((index for index, mark in enumerate(self._found) if mark.start >= here), 0)
        self._at = later - 1
        self._step(1)

    def _step(self, step: int) -> None:
        if not self._found:
            self._page.set_found(())
            self._count.setText(_("Not found") if self.field.text().strip() else "")
            return
        self._at = (self._at + step) % len(self._found)
        now = self._found[self._at]
        self._page.set_found((*self._found, Mark(now.start, now.end, "found now")))
        self._page.bring(now.start, now.end)
        self._count.setText(_("{at} of {all}").format(at=self._at + 1, all=len(self._found)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class ReaderPanel(QWidget):
    """Header, text, and a bar with the actions on the selected words."""

    closed = Signal()
    new_event_wanted = Signal(object)
    """The stretch (start, end) of the words to make an event from."""
    evidence_wanted = Signal(object)
    """The stretch of the words that shall support an event."""
    version_chosen = Signal(str)
    source_wanted = Signal()
    left_out_wanted = Signal()
    """What of the file is not in the text shall be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Reader"))
        self.page = PageText(theme, self)
        self.find_bar = FindBar(self.page, self)
        self.can_write = True
        self._lost: tuple[str, ...] = ()
        self._build()
        self.page.chosen_changed.connect(self._follow_choice)
        self.page.key_pressed.connect(self._act)
        self.page.menu_wanted.connect(self._open_menu)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(rule(self))
        column.addWidget(self.find_bar)
        self._warning = plain("", "problem", self, wrap=True)
        self._warning.setContentsMargins(scaled_px(24), 8, scaled_px(24), 4)
        self._warning.hide()
        column.addWidget(self._warning)
        self._notes = plain("", "problem", self, wrap=True)
        self._notes.setContentsMargins(scaled_px(24), 8, scaled_px(24), 4)
        self._notes.hide()
        column.addWidget(self._notes)
        column.addWidget(self._left_out_row())
        column.addWidget(self.page, 1)
        column.addWidget(self._strip())

    def _head(self) -> QFrame:
        head = QFrame(self)
        box = QVBoxLayout(head)
        box.setContentsMargins(24, 14, 10, 8)
        box.setSpacing(4)
        top = QHBoxLayout()
        self.title = plain("", "title", head, wrap=True)
        top.addWidget(self.title, 1)
        close = GlyphButton("close", _("Close the reader"), head, side_px=28)
        close.clicked.connect(self.closed)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        self._told = plain("", "quiet", head, wrap=True)
        box.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.setContentsMargins(0, 2, 14, 0)
        self._before = self._quiet("↑", _("Excerpt before (K)"), self.excerpt_before)
        self._next = self._quiet("↓", _("Next excerpt (J)"), self.next_excerpt)
        self._excerpts = plain("", "quiet", head)
        row.addWidget(self._excerpts)
        row.addWidget(self._before)
        row.addWidget(self._next)
        row.addStretch(1)
        self.versions = ComboBox(head, yields=True)
        self.versions.setAccessibleName(_("Version of the document"))
        self.versions.activated.connect(self._choose_version)
        row.addWidget(self.versions)
        row.addWidget(self._quiet(_("Find"), _("Find in this text (Ctrl+F)"), self.find_bar.enter))
        row.addWidget(
            self._quiet(_("Source"), _("Title, publisher, date and address of the source"), self.source_wanted)
        )
        box.addLayout(row)
        return head

    def _left_out_row(self) -> QFrame:
        self._left_out = QFrame(self)
        row = QHBoxLayout(self._left_out)
        row.setContentsMargins(24, 6, 24, 2)
        row.setSpacing(8)
        self._left_out_words = plain("", "quiet", self._left_out, wrap=True)
        row.addWidget(self._left_out_words, 1)
        self.show_left_out = self._quiet(
            _("Show"), _("Show what of the file is not in this text"), self.left_out_wanted
        )
        row.addWidget(self.show_left_out)
        self._left_out.hide()
        return self._left_out

    def _quiet(self, words: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", "quiet")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(act)
        return button

    def _strip(self) -> QFrame:
        strip = QFrame(self)
        strip.setObjectName("dialogFooter")
        row = QHBoxLayout(strip)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(8)
        self.hint = plain(
            _("Select words to make an event from them, or to add them as evidence."), "faint", strip, wrap=True
        )
        row.addWidget(self.hint, 1)
        self.new_event = QPushButton(_("New event from this"), strip)
        self.new_event.setToolTip(_("N"))
        self.new_event.clicked.connect(self._ask_for_event)
        self.add_evidence = QPushButton(_("Add as evidence to…"), strip)
        self.add_evidence.setToolTip(_("E"))
        self.add_evidence.clicked.connect(self._ask_for_evidence)
        row.addWidget(self.new_event)
        row.addWidget(self.add_evidence)
        row.addStretch(0)
        self._choice_buttons = (self.new_event, self.add_evidence)
        self._follow_choice()
        return strip

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_source(self, source: Source, captured: str) -> None:
        """Tell where the text comes from."""
        self.title.setText(source.title or _("Document"))
        parts = [source.publisher or source.author, day_in_words(source.published)]
        if captured:
            parts.append(_("stored {day}").format(day=day_in_words(captured[:10])))
        self._told.setText(" · ".join(part for part in parts if part))

    def show_versions(self, versions: Sequence[DocumentOutline], now: str) -> None:
        """Offer the versions of the document, where there are several."""
        self.versions.clear()
        for number, version in enumerate(versions, 1):
            day = day_in_words(version.captured[:10])
            last = number == len(versions)
            words = _("Version {n}, {day} (newest)") if last else _("Version {n}, {day}")
            self.versions.addItem(words.format(n=number, day=day), version.id)
        self.versions.setCurrentIndex(self.versions.findData(now))
        self.versions.setVisible(len(versions) > 1)

    def show_marks(self, marks: Sequence[Mark], lost: Sequence[str]) -> None:
        """Mark what was taken from the text; tell what cannot be found in it any more."""
        self.page.set_marks(marks)
        count = len(self._excerpt_marks())
        words = ngettext("{n} excerpt", "{n} excerpts", count) if count else _("No excerpts yet")
        self._excerpts.setText(words.format(n=count))
        for button in (self._before, self._next):
            button.setVisible(count > 0)
        told = ngettext("{n} excerpt is lost: its words are no longer in this text.",
                        "{n} excerpts are lost: their words are no longer in this text.", len(lost))  # fmt: skip
        quotes = [_("“{words}”").format(words=each[:120]) for each in lost[:3]]
        self._warning.setText("\n".join((told.format(n=len(lost)), *quotes)))
        self._warning.setVisible(bool(lost))

    def tell_left_out(self, count: int) -> None:
        """Say how much of the file is not in the text."""
        words = ngettext("{n} paragraph of the file is not in this text.",
                         "{n} paragraphs of the file are not in this text.", count)  # fmt: skip
        self._left_out_words.setText(words.format(n=count))
        self._left_out.setVisible(count > 0)

    def tell_notes(self, notes: Sequence[str]) -> None:
        """Say what a person should know of the file."""
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))

    @property
    def notes(self) -> str:
        """What is said of the file."""
        return "" if self._notes.isHidden() else self._notes.text()

    @property
    def left_out(self) -> str:
        """What is said about what is not in the text."""
        return "" if self._left_out.isHidden() else self._left_out_words.text()

    @property
    def warning(self) -> str:
        """What is said about lost excerpts."""
        return "" if self._warning.isHidden() else self._warning.text()

    def show_writable(self, *, on: bool) -> None:
        """Allow to take words, or not."""
        self.can_write = on
        self._follow_choice()

    # --- excerpts -------------------------------------------------------------------------------------------------

    def _excerpt_marks(self) -> list[Mark]:
        return sorted((mark for mark in self.page.marks if mark.look == "excerpt"), key=lambda mark: mark.start)

    def next_excerpt(self) -> None:
        """Go to the next excerpt in the text."""
        here = self.page.reading_place()
        marks = self._excerpt_marks()
        self._visit(next((mark for mark in marks if mark.start > here), marks[0] if marks else None))

    def excerpt_before(self) -> None:
        """Go to the excerpt before."""
        here = self.page.reading_place()
        marks = self._excerpt_marks()[::-1]
        self._visit(next((mark for mark in marks if mark.start < here), marks[0] if marks else None))

    def _visit(self, mark: Mark | None) -> None:
        if mark is not None:
            self.page.bring(mark.start, mark.end, flash=True)
            self.page.mark_clicked.emit(mark)

    # --- what can be done with words ------------------------------------------------------------------------------

    def _follow_choice(self) -> None:
        on = self.can_write and self.page.chosen() is not None
        for button in self._choice_buttons:
            button.setVisible(on)
        self.hint.setVisible(self.can_write and not on)

    def _act(self, meaning: str) -> None:
        acts = {"E": self._ask_for_evidence, "N": self._ask_for_event, "J": self.next_excerpt,
                "K": self.excerpt_before, "find": self.find_bar.enter}  # fmt: skip
        acts[meaning]()

    def _ask_for_event(self) -> None:
        if self.can_write and (chosen := self.page.chosen()) is not None:
            self.new_event_wanted.emit(chosen)

    def _ask_for_evidence(self) -> None:
        if self.can_write and (chosen := self.page.chosen()) is not None:
            self.evidence_wanted.emit(chosen)

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(_("Text of the document"))
        own(menu)
        if self.can_write and self.page.chosen() is not None:
            menu.addAction(_("New event from this")).triggered.connect(self._ask_for_event)
            menu.addAction(_("Add as evidence to…")).triggered.connect(self._ask_for_evidence)
            menu.addSeparator()
        copy = menu.addAction(_("Copy"))
        copy.setEnabled(self.page.chosen() is not None)
        copy.triggered.connect(self.page.copy)
        menu.addAction(_("Select all")).triggered.connect(self.page.selectAll)
        menu.popup(place)

    def _choose_version(self, index: int) -> None:
        self.version_chosen.emit(str(self.versions.itemData(index)))
