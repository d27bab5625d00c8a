"""The proposals as a list: what would be added, why that date, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import as_heading
from timeline_app.document.evidence.review_queue import QueueItem, ReviewQueue, when_of
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.domain.timeline import status_words
from timeline_app.extract.events.proposal import confidence_words
from timeline_app.extract.events.weighing import doubt_words
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import scaled_px, sized

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QMouseEvent, QResizeEvent

Index = QModelIndex | QPersistentModelIndex
CARD: Final = Qt.ItemDataRole.UserRole
LEFT_PX, RIGHT_PX, TOP_PX, ROUND_PX, GAP_PX, HEADING_PX = 44, 16, 10, 16, 3, 26
WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
KEYS: Final = {Qt.Key.Key_A: "A", Qt.Key.Key_E: "E", Qt.Key.Key_R: "R", Qt.Key.Key_M: "M", Qt.Key.Key_D: "D",
               Qt.Key.Key_Return: "A", Qt.Key.Key_Enter: "A", Qt.Key.Key_Space: "A"}  # fmt: skip


def date_words(card: QueueItem) -> str:
    """Tell the date that an item would add."""
    when = when_of(card.acceptance)
    words = word(when) if when is not None else card.acceptance.date
    return as_heading(words)


def day_words(card: QueueItem) -> str:
    """Tell the day under which an item stands."""
    start, _slash, end = card.day.partition("/")
    try:
        return as_heading(word(When.of(start, end)))
    except DateError:
        return card.day


def why_words(card: QueueItem) -> str:
    """Tell how sure the date of an item is, and why; empty for one that a person wrote."""
    return "" if card.edited else confidence_words(card.proposal)


def other_date_words(card: QueueItem) -> str:
    """Say which date one key would take instead; empty where nothing competes."""
    other = card.next_date
    if other is None or card.decision == "rejected":
        return ""
    when = when_of(replace(card.acceptance, date=other.date))
    date = word(when) if when is not None else other.date
    return _("D takes {date} instead").format(date=date)


def fit_words(card: QueueItem) -> str:
    """Say which event an item may be evidence for, and by which key; empty where there is none."""
    if card.twin is not None:
        words = _("“{title}” is there: A adds this as evidence for it, E makes another event")
        return words.format(title=card.twin.title)
    if not card.fits or not card.fits[0].likeness:
        return ""
    return _("Perhaps “{title}”: M adds it as evidence").format(title=card.fits[0].title)


def decision_words(card: QueueItem) -> str:
    """Tell what was decided about an item; empty while nothing was."""
    words = {
        "accepted": _("Will be added"),
        "rejected": _("Left out of this document"),
        "merged": _("Evidence for “{title}”").format(title=card.merged_into),
        "there": _("In the timeline"),
    }
    return words.get(card.decision, "")


class ProposalModel(QAbstractListModel):
    """The item model of a review queue."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.queue = ReviewQueue()

    def show_queue(self, queue: ReviewQueue) -> None:
        """Show other items."""
        self.beginResetModel()
        self.queue = queue
        self.endResetModel()

    def tell(self, row: int) -> None:
        """Say that an item is another now."""
        index = self.index(row)
        self.dataChanged.emit(index, index)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.queue)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.queue):
            return None
        card = self.queue.cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.acceptance.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in _spoken(card) if part)
        return None


def _spoken(card: QueueItem) -> tuple[str, ...]:
    return (
        date_words(card),
        card.acceptance.title,
        why_words(card),
        other_date_words(card),
        doubt_words(card.proposal.doubt),
        status_words(card.acceptance.status) if card.acceptance.status in {"planned", "cancelled"} else "",
        decision_words(card) or fit_words(card),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text in an item."""

    text: str
    font: QFont
    colour: QColor


class ProposalDelegate(QStyledItemDelegate):
    """Draws an item: its decision, date, title, reasoning, and the event that it fits."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        card = index.data(CARD)
        if not isinstance(view, QListView) or not isinstance(card, QueueItem):
            return QSize(200, scaled_px(60))
        width = view.viewport().width() - LEFT_PX - RIGHT_PX
        height = sum(_height(line, width) + GAP_PX for line in self._lines(card, view, heading_of(index)))
        return QSize(view.viewport().width(), height + 2 * TOP_PX + heading_px(index))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, card = self.parent(), index.data(CARD)
        if not isinstance(view, QWidget) or not isinstance(card, QueueItem):
            return
        above = heading_px(index)
        if above:
            self._paint_heading(painter, view, option.rect, heading_of(index))
        rect: QRect = option.rect.adjusted(0, above, 0, 0)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, ink.accent_ground(view))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), ink.accent(view))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, ink.lane(view))
        painter.setPen(QPen(ink.hairline(view), 1))
        painter.drawLine(rect.left() + 16, rect.bottom(), rect.right() - 16, rect.bottom())
        _draw_ring(painter, view, ring_rect(rect), card)
        y = rect.top() + TOP_PX
        width = rect.width() - LEFT_PX - RIGHT_PX
        for line in self._lines(card, view, heading_of(index)):
            height = _height(line, width)
            painter.setFont(line.font)
            painter.setPen(line.colour)
            painter.drawText(QRect(rect.left() + LEFT_PX, y, width, height), WRAP, line.text)
            y += height + GAP_PX
        painter.restore()

    def _paint_heading(self, painter: QPainter, view: QWidget, rect: QRect, words: str) -> None:
        """Write the day over the first of its items; the rule over it parts it from the day before."""
        painter.save()
        painter.setFont(sized(12.5, QFont.Weight.DemiBold))
        painter.setPen(ink.secondary(view))
        room = QRect(rect.left() + 16, rect.top(), rect.width() - 2 * 16, scaled_px(HEADING_PX))
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _lines(self, card: QueueItem, view: QWidget, heading: str) -> list[_Line]:
        out = card.decision in {"rejected", "there"}
        strong = ink.faint(view) if out else ink.ink(view)
        faint = ink.faint(view) if out else ink.secondary(view)
        title = sized(13.5, QFont.Weight.DemiBold)
        title.setStrikeOut(card.decision == "rejected")
        date = date_words(card)
        head = [] if date == heading else [date]
        if card.acceptance.status in {"planned", "cancelled"}:
            head.append(status_words(card.acceptance.status))
        if card.acceptance.category:
            head.append(card.acceptance.category)
        lines = [_Line("  ·  ".join(head), sized(12.5, QFont.Weight.Medium), faint)] if head else []
        lines.append(_Line(card.acceptance.title, title, strong))
        if why := why_words(card):
            lines.append(_Line(why, sized(12), faint))
        if other := other_date_words(card):
            lines.append(_Line(other, sized(12), ink.accent(view)))
        if card.proposal.doubt and card.decision == "open":
            lines.append(
                _Line(_("Hardly an event: {why}").format(why=doubt_words(card.proposal.doubt)), sized(12), faint)
            )
        if card.decision != "open":
            lines.append(_Line(decision_words(card), sized(12, QFont.Weight.Medium), ink.accent(view)))
        elif fit := fit_words(card):
            lines.append(_Line(fit, sized(12), ink.accent(view)))
        return lines


def heading_of(index: Index) -> str:
    """Give what stands over the group of an item: its day, or that these are more dates."""
    model, row = index.model(), index.row()
    if not isinstance(model, ProposalModel) or row >= len(model.queue):
        return ""
    return _("More dates") if row >= model.queue.first_unfolded else day_words(model.queue.cards[row])


def heading_px(index: Index) -> int:
    """Give the height of what stands over an item: the heading of its group, over the first one."""
    model = index.model()
    first = isinstance(model, ProposalModel) and index.row() < len(model.queue) and model.queue.heads(index.row())
    return scaled_px(HEADING_PX) if first else 0


def ring_rect(card_rect: QRect) -> QRectF:
    """Give the place of the ring in an item."""
    return QRectF(card_rect.left() + 17, card_rect.top() + TOP_PX + 1, ROUND_PX, ROUND_PX)


def _height(line: _Line, width: int) -> int:
    return QFontMetrics(line.font).boundingRect(QRect(0, 0, max(60, width), 2000), WRAP, line.text).height()


def _draw_ring(painter: QPainter, view: QWidget, place: QRectF, card: QueueItem) -> None:
    """Draw what was decided: an empty ring, a tick, a dash, or a tick in a faint ring for what is there already."""
    taken = card.decision in {"accepted", "merged"}
    painter.setPen(QPen(ink.accent(view) if taken else ink.outline(view), 1.5))
    painter.setBrush(ink.accent(view) if taken else ink.panel(view))
    painter.drawEllipse(place.adjusted(0.75, 0.75, -0.75, -0.75))
    colour = ink.on_accent(view) if taken else ink.faint(view)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, cap, join))
    x, y = place.left(), place.top()
    if card.decision in {"accepted", "there"}:
        painter.drawPolyline([QPointF(x + 4.4, y + 8.4), QPointF(x + 7, y + 11), QPointF(x + 11.6, y + 5.4)])
    elif card.decision == "merged":
        painter.drawPolyline([QPointF(x + 5, y + 4.4), QPointF(x + 5, y + 9), QPointF(x + 11, y + 9)])
        painter.drawPolyline([QPointF(x + 8.8, y + 6.8), QPointF(x + 11, y + 9), QPointF(x + 8.8, y + 11.2)])
    elif card.decision == "rejected":
        painter.drawLine(QPointF(x + 5, y + 8), QPointF(x + 11, y + 8))


def _meaning(event: QKeyEvent) -> str:
    """Tell what a key is for in the list; empty for what is the window's."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held == Qt.KeyboardModifier.ControlModifier and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return "add"
    if held != Qt.KeyboardModifier.NoModifier or event.key() not in KEYS:
        return ""
    return KEYS[Qt.Key(event.key())]


class ProposalList(QListView):
    """The keyboard's way through the proposals."""

    key_pressed = Signal(str)
    """A, E, R, M or D, about the current item, or "add" about them all."""
    moved = Signal(object)
    """The row of the card that is current now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Proposed events"))
        self.setObjectName("proposalList")
        self.setStyleSheet("#proposalList::item { padding: 0; border-radius: 0; }")
        self.cards = ProposalModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(ProposalDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.installEventFilter(self)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.moved.emit(current.row())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys that decide from the window's shortcuts."""
        ours = watched is self and event.type() == QEvent.Type.ShortcutOverride
        if ours and isinstance(event, QKeyEvent) and _meaning(event):
            event.accept()
            return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = _meaning(event)
        if meaning:
            self.key_pressed.emit(meaning)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and ring_rect(self.card_rect(index)).adjusted(-6, -6, 6, 6).contains(event.position()):
            self.key_pressed.emit("A")

    def show_whole(self, row: int) -> None:
        """Bring all of an item into view, after it grew."""
        self.doItemsLayout()
        self.scrollTo(self.cards.index(row))

    def card_rect(self, index: QModelIndex) -> QRect:
        """Give the place of an item without the heading over it."""
        return self.visualRect(index).adjusted(0, heading_px(index), 0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
