"""The sources dialog: find a source, see its page and uses, merge duplicates, import and export bibliographies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QItemSelection, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.evidence.source_records import duplicates
from timeline_app.domain.text.citation import cite, day_in_words
from timeline_app.domain.text.normalize import fold
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import TitleLink, plain, prose
from timeline_app.ui.widgets.look import sized
from timeline_app.ui.widgets.page_dialog import ReadingDialog, lay_in_two, open_at
from timeline_app.ui.widgets.panel_page import ScrollPage
from timeline_app.ui.widgets.row_delegate import Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline_app.document.contents import DocumentOutline, SourceUse
    from timeline_app.document.evidence.source_records import SameSources
    from timeline_app.domain.records import Source
    from timeline_app.ui.services.session import Session


ROW: Final = Qt.ItemDataRole.UserRole
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with how it is used."""

    source: Source
    events: int
    documents: int
    twins: int
    """How many other sources are the same."""
    key: str
    """Its words, folded, to find it by."""

    @property
    def told(self) -> str:
        """The second line."""
        source = self.source
        parts = [source.publisher or source.author, day_in_words(source.published)]
        parts.append(
            ngettext("{n} event", "{n} events", self.events).format(n=self.events) if self.events else _("unused")
        )
        if self.documents:
            parts.append(ngettext("{n} document", "{n} documents", self.documents).format(n=self.documents))
        return " · ".join(part for part in parts if part)


def rows_of(
    sources: Iterable[Source], counts: Mapping[str, tuple[int, int]], twins: Mapping[str, int]
) -> list[SourceRow]:
    """Put sources in order of their titles."""
    rows = []
    for source in sources:
        events, documents = counts.get(source.id, (0, 0))
        key = fold(f"{source.title} {source.publisher} {source.author} {source.url} {source.published}")
        rows.append(SourceRow(source, events, documents, twins.get(source.id, 0), key))
    return sorted(rows, key=lambda row: row.key)


class SourceModel(QAbstractListModel):
    """The rows that are kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[SourceRow] = []
        self.kept: list[SourceRow] = []

    def show_rows(self, rows: Sequence[SourceRow]) -> None:
        """Show other sources."""
        self._all = list(rows)

    def narrow(self, typed: str, only: str) -> None:
        """Keep the sources with all the words typed, and of those only "twins" or "unused" ones where asked."""
        words = fold(typed).split()
        self.beginResetModel()
        self.kept = [
            row
            for row in self._all
            if all(word in row.key for word in words)
            and (only != "twins" or row.twins)
            and (only != "unused" or not row.events)
        ]
        self.endResetModel()

    def row_of(self, source_id: str) -> int:
        """Find a source among those kept; -1 where it is not."""
        return next((number for number, row in enumerate(self.kept) if row.source.id == source_id), -1)

    def count(self, only: str) -> int:
        """Count all "twins" or "unused" sources."""
        return sum(bool(row.twins) if only == "twins" else not row.events for row in self._all)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.kept)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.kept):
            return None
        row = self.kept[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.source.title
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.source.title}. {row.told}"
        return None


class SourceDelegate(RowDelegate):
    """Title over publisher, date and use."""

    high_px = 52

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        source = index.data(ROW)
        if not isinstance(source, SourceRow):
            return
        half = row.rect.height() // 2
        top = row.rect.adjusted(20, 5, -16, -half)
        low = row.rect.adjusted(20, half, -16, -6)
        row.line(top, source.source.title, sized(13, QFont.Weight.Medium), ink.ink(row.view))
        row.line(low, source.told, sized(12), ink.secondary(row.view))


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


class SourcesDialog(ReadingDialog):
    """A list at the left, the current source at the right; it follows every change."""

    acted = Signal(str, object, object)
    """What to do, with the current source and with the others that it is about."""
    event_wanted = Signal(object)
    document_wanted = Signal(str)
    import_wanted = Signal()
    export_wanted = Signal(object)
    """The sources that are kept."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sources"))
        self._session = session
        self._same: dict[str, SameSources] = {}
        self.search = QLineEdit(self)
        self.search.setObjectName("paletteField")
        self.search.setPlaceholderText(_("Find a source"))
        self.search.setAccessibleName(_("Find a source"))
        self.model = SourceModel(self)
        self.list = QListView(self)
        self.list.setAccessibleName(_("Sources"))
        self.list.setObjectName("sourceList")
        self.list.setStyleSheet("#sourceList::item { padding: 0; border-radius: 0; }")
        self.list.setModel(self.model)
        self.list.setItemDelegate(SourceDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.page = SourcePage(self)
        self._build()
        self.search.textChanged.connect(self._narrow)
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.page.acted.connect(self._act)
        self.page.event_wanted.connect(self.event_wanted)
        self.page.document_wanted.connect(self.document_wanted)
        session.data_changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        left = QFrame(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self.only: dict[str, QPushButton] = {}
        for name in ("twins", "unused"):
            button = QPushButton(left)
            button.setAutoDefault(False)
            button.setCheckable(True)
            button.clicked.connect(self._narrow)
            row.addWidget(button)
            self.only[name] = button
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        lay_in_two(self, left, self.page, self._footer(), (400, 480))
        open_at(self, 900, 640)

    def _footer(self) -> QFrame:
        footer = QFrame(self)
        footer.setObjectName("dialogFooter")
        row = QHBoxLayout(footer)
        row.setContentsMargins(16, 12, 24, 12)
        self._import = QPushButton(_("Import a bibliography…"), footer)
        self._import.clicked.connect(self.import_wanted)
        export = QPushButton(_("Export these…"), footer)
        export.clicked.connect(self._ask_export)
        close = QPushButton(_("Close"), footer)
        close.clicked.connect(self.leave)
        for button in (self._import, export, close):
            button.setAutoDefault(False)
        row.addWidget(self._import)
        row.addWidget(export)
        row.addStretch(1)
        row.addWidget(close)
        return footer

    # --- what is shown --------------------------------------------------------------------------------------------

    def refresh(self, _change: object = None) -> None:
        """Read the sources anew; the current one stays current."""
        chronology = self._session.chronology
        now = self.current()
        self._same = {source.id: same for same in duplicates(chronology) for source in same.sources}
        twins = {source_id: len(same.sources) - 1 for source_id, same in self._same.items()}
        self.model.show_rows(rows_of(chronology.sources, chronology.library.use_counts(), twins))
        self._import.setEnabled(not chronology.read_only)
        for name, words in (("twins", _("Duplicates · {n}")), ("unused", _("Unused · {n}"))):
            count = self.model.count(name)
            self.only[name].setText(words.format(n=count))
            self.only[name].setEnabled(count > 0)
            if not count:
                self.only[name].setChecked(False)
        self._narrow()
        if now is not None:
            self.go_to(now.id)

    def _narrow(self, _cause: object = None) -> None:
        only = next((name for name, button in self.only.items() if button.isChecked()), "")
        self.model.narrow(self.search.text(), only)
        if self.model.kept:
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self.page.show_nothing(_("No source has these words.") if self.search.text() else _("No sources yet."))

    def go_to(self, source_id: str) -> None:
        """Make a source the current one, where it is kept."""
        row = self.model.row_of(source_id)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def current(self) -> Source | None:
        """Give the source that is shown at the right."""
        row = self.list.currentIndex().row()
        return self.model.kept[row].source if 0 <= row < len(self.model.kept) else None

    def _others(self, source: Source) -> tuple[str, list[Source]]:
        """Give what would be merged into the current source: what is selected with it, or else what is the same."""
        chosen = [self.model.kept[index.row()].source for index in self.list.selectionModel().selectedIndexes()]
        others = [each for each in chosen if each.id != source.id]
        if others:
            return "choice", others
        same = self._same.get(source.id)
        return (same.by, [each for each in same.sources if each.id != source.id]) if same is not None else ("", [])

    def _show_chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        source = self.current()
        if source is None:
            return
        library = self._session.chronology.library
        by, others = self._others(source)
        self.page.show_source(
            source,
            library.uses_of(source.id),
            library.outlines(source.id),
            (by, len(others)),
            write=not self._session.chronology.read_only,
        )

    # --- what is asked for ----------------------------------------------------------------------------------------

    def _act(self, name: str) -> None:
        source = self.current()
        if source is not None:
            self.acted.emit(name, source, self._others(source)[1])

    def _ask_export(self) -> None:
        self.export_wanted.emit([row.source for row in self.model.kept if isinstance(row, SourceRow)])
