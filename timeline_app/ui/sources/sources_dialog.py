"""The sources dialog: find a source, see its uses, merge duplicates, import and export bibliographies."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from timeline_app.document.evidence.source_records import duplicates
from timeline_app.ui.sources.source_list import SourceDelegate, SourceModel, SourceRow, rows_of
from timeline_app.ui.sources.source_page import SourcePage
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import open_at
from timeline_app.ui.widgets.tab_order import ReadingDialog

if TYPE_CHECKING:
    from timeline_app.document.evidence.source_records import SameSources
    from timeline_app.domain.records import Source
    from timeline_app.ui.services.session import Session


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
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.page)
        split.setSizes([scaled_px(400), scaled_px(480)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(split, 1)
        whole.addWidget(self._foot())
        open_at(self, 900, 640)

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("dialogFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 12, 24, 12)
        self._import = QPushButton(_("Import a bibliography…"), foot)
        self._import.clicked.connect(self.import_wanted)
        export = QPushButton(_("Export these…"), foot)
        export.clicked.connect(self._ask_export)
        close = QPushButton(_("Close"), foot)
        close.clicked.connect(self.leave)
        for button in (self._import, export, close):
            button.setAutoDefault(False)
        row.addWidget(self._import)
        row.addWidget(export)
        row.addStretch(1)
        row.addWidget(close)
        return foot

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
