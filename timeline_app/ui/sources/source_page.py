"""The page of one source: its citation, uses, documents, and actions."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.citation import cite, day_in_words
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import TitleLink, plain, prose
from timeline_app.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.contents import DocumentOutline, SourceUse
    from timeline_app.domain.records import Source

MOST_USES = 60


class SourcePage(ScrollPage):
    """Shows the source that is current in the list."""

    acted = Signal(str)
    """The name of what shall be done with the source: edit, copy, merge, version or delete."""
    event_wanted = Signal(object)
    """The row of an event that uses it."""
    document_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(24, parent)
        self.setAccessibleName(_("Source"))

    def show_nothing(self, words: str) -> None:
        """Say why no source is shown."""
        page, column = self.new_page("page", 24)
        column.addWidget(plain(words, "quiet", page, wrap=True))
        column.addStretch(1)
        self.setWidget(page)

    def show_source(
        self,
        source: Source,
        uses: Sequence[SourceUse],
        documents: Sequence[DocumentOutline],
        others: tuple[str, int],
        *,
        write: bool,
    ) -> None:
        """Show a source; `others` says how its twins are the same, and how many would be merged into it."""
        page, column = self.new_page("page", 22)
        column.addWidget(plain(source.title or _("Untitled"), "title", page, wrap=True))
        column.addSpacing(6)
        column.addWidget(prose(cite(source), "quiet", page))
        column.addSpacing(10)
        column.addWidget(self._actions(page, merge=others[1], unused=not uses, write=write))
        if others[1]:
            column.addSpacing(8)
            column.addWidget(plain(_twin_words(*others), "quiet", page, wrap=True))
        self._add_documents(column, page, documents)
        self._add_uses(column, page, uses)
        column.addStretch(1)
        self.setWidget(page)

    def _actions(self, page: QWidget, *, merge: int, unused: bool, write: bool) -> QWidget:
        box = QWidget(page)
        flow = FlowLayout(box, gap_px=8)
        merging = ngettext("Merge {n} into this", "Merge {n} into this", merge).format(n=merge)
        for name, words, on in (
            ("edit", _("Edit"), write),
            ("copy", _("Copy as citation"), True),
            ("version", _("Add a document…"), write),
            ("merge", merging, write and merge > 0),
            ("delete", _("Delete"), write and unused),
        ):
            if on:
                button = QPushButton(words, box)
                button.setAutoDefault(False)
                button.setProperty("act", name)
                button.clicked.connect(self._act)
                flow.addWidget(button)
        return box

    def _add_documents(self, column: QVBoxLayout, page: QWidget, documents: Sequence[DocumentOutline]) -> None:
        column.addSpacing(18)
        column.addWidget(plain(_("Documents"), "heading", page))
        column.addSpacing(4)
        if not documents:
            column.addWidget(plain(_("None stored."), "quiet", page))
        for count, document in enumerate(documents, 1):
            words = _("Version {n}, stored {day}, {length} letters").format(
                n=count, day=day_in_words(document.captured[:10]), length=grouped(document.length)
            )
            column.addWidget(self._link(words, "document", document.id, page))

    def _add_uses(self, column: QVBoxLayout, page: QWidget, uses: Sequence[SourceUse]) -> None:
        column.addSpacing(18)
        column.addWidget(plain(_("Used by · {count}").format(count=len(uses)), "heading", page))
        column.addSpacing(4)
        if not uses:
            column.addWidget(plain(_("No event rests on it."), "quiet", page))
        for use in uses[:MOST_USES]:
            day = day_in_words(use.start)
            column.addWidget(self._link(f"{use.title}  ·  {day}" if day else use.title, "row", use.event_row, page))
        if len(uses) > MOST_USES:
            column.addWidget(plain(_("and {n} more").format(n=len(uses) - MOST_USES), "faint", page))

    def _link(self, words: str, name: str, value: object, page: QWidget) -> QPushButton:
        button = TitleLink(words, page)
        button.setAutoDefault(False)
        button.setProperty(name, value)
        button.clicked.connect(self._follow)
        return button

    def _act(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.acted.emit(str(button.property("act")))

    def _follow(self) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton):
            return
        if button.property("document"):
            self.document_wanted.emit(str(button.property("document")))
        else:
            self.event_wanted.emit(int(button.property("row")))


def _twin_words(by: str, count: int) -> str:
    if by == "address":
        return ngettext(
            "{n} other source has the same address.", "{n} other sources have the same address.", count
        ).format(n=count)
    if by == "text":
        return ngettext("{n} other source has the same text.", "{n} other sources have the same text.", count).format(
            n=count
        )
    return ngettext("{n} other source is selected.", "{n} other sources are selected.", count).format(n=count)
