"""Findings of a check as a list under headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.safety import MOST_FINDINGS
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.row_delegate import END, Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QResizeEvent

    from timeline_app.document.safety import Finding

FINDING: Final = Qt.ItemDataRole.UserRole
HEADING: Final = Qt.ItemDataRole.UserRole + 1
NAME: Final = Qt.ItemDataRole.UserRole + 2
SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
LEFT_PX, RIGHT_PX, TOP_PX = 44, 24, 7


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding: how many there are in a sentence, what to do next, and the query that lists the events."""

    sentence: str
    advice: str = ""
    query: str = ""
    fault: bool = False
    lists: bool = False
    """Whether a click on the heading shows the events."""


_FAULTS: Final = frozenset({"document", "excerpt", "integrity", "key", "date", "search", "log"})
_QUERIES: Final = MappingProxyType({
    "overdue": "is:overdue",
    "needs checking": "is:needs-checking",
    "changed": "is:changed-since-check",
    "unbacked": "is:unbacked",
    "no source": "missing:source",
    "one source": "is:one-source",
    "unchecked": "is:unchecked",
})  # fmt: skip


def kind_of(name: str, count: int = 1) -> FindingKind:
    """Give the words for findings of a kind."""
    sentence, advice = _words(name, count)
    n = grouped(count) if count < MOST_FINDINGS else _("{n} or more").format(n=grouped(count))
    query = _QUERIES.get(name, "")
    return FindingKind(sentence.format(n=n), advice, query, name in _FAULTS, bool(query))


def _words(name: str, n: int) -> tuple[str, str]:
    undo = _("Go back to an older state: File, Backups…")
    faults = {
        "document": (ngettext("{n} stored text was changed from outside",
                              "{n} stored texts were changed from outside", n), undo),
        "excerpt": (ngettext("{n} quote is lost", "{n} quotes are lost", n),
                    _("Find the words again in their document, or make the quote a paraphrase.")),
        "integrity": (ngettext("{n} place in the file is damaged", "{n} places in the file are damaged", n),
                      _("Go back to an older state, or recover what can be read: File, Recover a damaged file…")),
        "key": (ngettext("{n} reference is broken", "{n} references are broken", n), undo),
        "date": (ngettext("{n} date does not fit", "{n} dates do not fit", n),
                 _("Edit the event and type its date anew.")),
        "search": (ngettext("{n} search index is wrong", "{n} search indexes are wrong", n), undo),
        "log": (_("A log of another state lies beside the file"), undo),
    }  # fmt: skip
    hints = {
        "superseded": (
            ngettext("{n} quote is not in the newest version of its text",
                     "{n} quotes are not in the newest version of their text", n),
            _("See whether the event still stands as it is told.")),
        "overdue": (
            ngettext("{n} event is planned, and its day has passed",
                     "{n} events are planned, and their day has passed", n),
            _("Find out what became of it, and edit its status.")),
        "needs checking": (
            ngettext("{n} thing needs checking", "{n} things need checking", n),
            _("Look at it, then mark it as checked.")),
        "changed": (
            ngettext("{n} event has changed since it was checked",
                     "{n} events have changed since they were checked", n),
            _("Look at it again, then mark it as checked.")),
        "unbacked": (
            ngettext("{n} quote is not backed by a stored text", "{n} quotes are not backed by a stored text", n),
            _("Read the article into the timeline (Ctrl+Shift+O) and quote from it, or make it a paraphrase.")),
        "no source": (
            ngettext("{n} event has no source", "{n} events have no source", n),
            _("Edit the event and add where it is said.")),
        "one source": (
            ngettext("{n} event rests on one source", "{n} events rest on one source", n),
            _("Look for a second source that does not repeat the first.")),
        "unchecked": ("", _("Select an event, compare it with its evidence, and press C.")),
    }  # fmt: skip
    return (faults | hints).get(name, (name, ""))


class FindingsDelegate(RowDelegate):
    """Draws headings in small bold letters and findings as wrapped text with a dot before it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        if not isinstance(view, QListView):
            return QSize(200, 24)
        heading = index.data(HEADING)
        if heading is not None:
            high = QFontMetrics(sized(12)).boundingRect(self._advice_room(view), WRAP, heading.advice).height()
            return QSize(view.viewport().width(), scaled_px(38) + (high + 2 if heading.advice else 0))
        room = QRect(0, 0, max(80, view.viewport().width() - LEFT_PX - RIGHT_PX), 2000)
        height = QFontMetrics(sized(13)).boundingRect(room, WRAP, str(index.data())).height()
        return QSize(view.viewport().width(), height + 2 * TOP_PX)

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        finding, heading = index.data(FINDING), index.data(HEADING)
        painter, view, rect = row.painter, row.view, row.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if heading is not None:
            self._paint_heading(row, heading)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.accent(view) if kind_of(finding.kind).fault else ink.faint(view))
        painter.drawEllipse(row.place(QRectF(rect.left() + 26, rect.top() + TOP_PX + scaled_px(8) - 3, 6, 6)))
        painter.setFont(sized(13))
        painter.setPen(ink.ink(view))
        row.words(rect.adjusted(LEFT_PX, TOP_PX, -RIGHT_PX, -TOP_PX), str(index.data()), WRAP)

    def _advice_room(self, view: QWidget) -> QRect:
        wide = view.viewport().width() if isinstance(view, QListView) else view.width()
        return QRect(0, 0, max(80, wide - 24 - RIGHT_PX), 2000)

    def _paint_heading(self, row: Row, heading: FindingKind) -> None:
        """Draw what there is, the link that lists it, and below what to do next."""
        view, rect = row.view, row.rect
        line = QRect(rect.left() + 24, rect.top() + scaled_px(14), rect.width() - 24 - RIGHT_PX, scaled_px(20))
        if heading.lists:
            taken = row.line(line, _("Show them"), sized(12), ink.accent(view), END)
            line.setRight(line.right() - taken - 12)
        row.line(line, heading.sentence, sized(12.5, QFont.Weight.DemiBold), ink.ink(view))
        row.painter.setFont(sized(12))
        row.painter.setPen(ink.secondary(view))
        row.words(rect.adjusted(24, scaled_px(36), -RIGHT_PX, 0), heading.advice, WRAP)


class FindingsList(QListView):
    """Enter, or a click, leads to what a finding is about; on a heading it shows all events of the kind."""

    wanted = Signal(object)
    """The `Finding` to go to."""
    kind_wanted = Signal(str)
    """The kind of finding whose events shall be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Findings"))
        self.setObjectName("findingsList")
        self.setStyleSheet("#findingsList::item { padding: 0; border-radius: 0; }")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(FindingsDelegate(self))
        self.clicked.connect(self._take)
        self.activated.connect(self._take)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings under the headings of their kinds, in the order in which the kinds first come."""
        self._rows.clear()
        for name in dict.fromkeys(each.kind for each in findings):
            same = [each for each in findings if each.kind == name]
            listed = [each for each in same if each.id or kind_of(name).fault]
            kind = kind_of(name, len(same))
            if not listed:  # what is said once of very many events
                kind = replace(kind, sentence=same[0].message)
            spoken = " ".join(part for part in (f"{kind.sentence}.", kind.advice) if part)
            heading = QStandardItem(on_one_line(kind.sentence))
            heading.setData(kind, HEADING)
            heading.setData(name, NAME)
            heading.setData(_("{heading} Enter shows them.").format(heading=spoken) if kind.lists else spoken, SPOKEN)
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._rows.appendRow(heading)
            for finding in listed:
                item = QStandardItem(on_one_line(finding.message))
                item.setData(finding, FINDING)
                self._rows.appendRow(item)
        if findings:
            self.setCurrentIndex(self._rows.index(0, 0))

    def messages(self) -> list[str]:
        """Give the text of every row, headings included."""
        return [self._rows.item(row).text() for row in range(self._rows.rowCount())]

    def _take(self, index: QModelIndex) -> None:
        finding, heading = index.data(FINDING), index.data(HEADING)
        if finding is not None:
            self.wanted.emit(finding)
        elif heading is not None and heading.lists:
            self.kind_wanted.emit(str(index.data(NAME)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._take(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
