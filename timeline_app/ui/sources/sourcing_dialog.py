"""The sourcing dialog: faults and hints of the check under headings; each row leads to its event or source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.page_dialog import ReadingDialog, open_at
from timeline_app.ui.widgets.row_delegate import Index, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QResizeEvent

    from timeline_app.document.safety import Finding, Report


FINDING: Final = Qt.ItemDataRole.UserRole
WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
LEFT_PX, RIGHT_PX, TOP_PX = 44, 24, 7


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding: its heading, and whether it is a fault of the store or a hint on sources."""

    heading: str
    fault: bool = False


def kind_of(name: str) -> FindingKind:
    """Give the words for a kind of finding."""
    kinds = {
        "document": FindingKind(_("Documents whose text was changed from outside"), fault=True),
        "excerpt": FindingKind(_("Lost quotes"), fault=True),
        "integrity": FindingKind(_("Damage in the file"), fault=True),
        "key": FindingKind(_("Broken references"), fault=True),
        "date": FindingKind(_("Dates that do not fit"), fault=True),
        "search": FindingKind(_("Search index"), fault=True),
        "log": FindingKind(_("A log of another state beside the file"), fault=True),
        "superseded": FindingKind(_("Quotes that the newest version no longer has")),
        "overdue": FindingKind(_("Planned, and the day has passed")),
        "no source": FindingKind(_("Events without a source")),
        "one source": FindingKind(_("Events that rest on one source")),
    }
    return kinds.get(name, FindingKind(name))


class FindingsDelegate(RowDelegate):
    """Draws headings in small bold letters and findings as wrapped text with a dot before it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        if not isinstance(view, QListView):
            return QSize(200, 24)
        if index.data(FINDING) is None:
            return QSize(view.viewport().width(), scaled_px(38))
        room = QRect(0, 0, max(80, view.viewport().width() - LEFT_PX - RIGHT_PX), 2000)
        height = QFontMetrics(sized(13)).boundingRect(room, WRAP, str(index.data())).height()
        return QSize(view.viewport().width(), height + 2 * TOP_PX)

    @override
    def paint_row(self, painter: QPainter, view: QWidget, rect: QRect, index: Index) -> None:
        finding = index.data(FINDING)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if finding is None:
            painter.setFont(sized(11.5, QFont.Weight.DemiBold))
            painter.setPen(ink.secondary(view))
            low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect.adjusted(24, 0, -RIGHT_PX, -6), low, str(index.data()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.accent(view) if kind_of(finding.kind).fault else ink.faint(view))
        painter.drawEllipse(QPointF(rect.left() + 29, rect.top() + TOP_PX + scaled_px(8)), 3, 3)
        painter.setFont(sized(13))
        painter.setPen(ink.ink(view))
        painter.drawText(rect.adjusted(LEFT_PX, TOP_PX, -RIGHT_PX, -TOP_PX), WRAP, str(index.data()))


class FindingsList(QListView):
    """Enter, or a double click, leads to what a finding is about."""

    wanted = Signal(object)
    """The `Finding` to go to."""

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
        for kind in dict.fromkeys(each.kind for each in findings):
            same = [each for each in findings if each.kind == kind]
            heading = QStandardItem(_("{heading} · {count}").format(heading=kind_of(kind).heading, count=len(same)))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._rows.appendRow(heading)
            for finding in same:
                item = QStandardItem(on_one_line(finding.message))
                item.setData(finding, FINDING)
                self._rows.appendRow(item)
        if findings:
            self.setCurrentIndex(self._rows.index(1, 0))

    def messages(self) -> list[str]:
        """Give the text of every row, headings included."""
        return [self._rows.item(row).text() for row in range(self._rows.rowCount())]

    def _take(self, index: QModelIndex) -> None:
        finding = index.data(FINDING)
        if finding is not None:
            self.wanted.emit(finding)

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


class SourceCheckDialog(ReadingDialog):
    """Stays open while one works in the window."""

    finding_wanted = Signal(object)
    refresh_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sourcing"))
        self.list = FindingsList(self)
        self.list.wanted.connect(self.finding_wanted)
        self._summary = plain(_("Looking…"), "quiet", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(rule(self))
        column.addWidget(self.list, 1)
        column.addWidget(self._footer())
        open_at(self, 520, 640)

    def _head(self) -> QFrame:
        head = QFrame(self)
        box = QVBoxLayout(head)
        box.setContentsMargins(24, 20, 24, 14)
        box.setSpacing(6)
        box.addWidget(plain(_("Sourcing"), "title", head))
        box.addWidget(self._summary)
        return head

    def _footer(self) -> QFrame:
        footer = QFrame(self)
        footer.setObjectName("dialogFooter")
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 12, 24, 12)
        again = QPushButton(_("Check again"), footer)
        again.setAutoDefault(False)
        again.clicked.connect(self.refresh_wanted)
        row.addWidget(again)
        row.addStretch(1)
        close = QPushButton(_("Close"), footer)
        close.setAutoDefault(False)
        close.clicked.connect(self.leave)
        row.addWidget(close)
        return footer

    @property
    def summary(self) -> str:
        """What is said of all findings together."""
        return self._summary.text()

    def show_report(self, report: Report) -> None:
        """Show what was found, faults first."""
        self.list.show_findings((*report.problems, *report.hints))
        faults, hints = len(report.problems), len(report.hints)
        whole = _("The store is whole, and every quote stands in its document.")
        told = [
            ngettext("{n} fault.", "{n} faults.", faults).format(n=faults) if faults else whole,
            ngettext("{n} thing to look into.", "{n} things to look into.", hints).format(n=hints) if hints else "",
        ]
        if not faults and not hints:
            told.append(_("Every event rests on two sources or more."))
        self._summary.setText(" ".join(part for part in told if part))
