"""What shows below a field without moving anything and without the keyboard: a sentence, or a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.row_delegate import END, Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.document.filter.completing import QueryOffer

_GAP_PX: Final = 3
_SIDE_PX: Final = 12
_LEAST_PX: Final = 340
_MOST_ROWS: Final = 12
_OFFER: Final = Qt.ItemDataRole.UserRole


class BelowField(QFrame):
    """Lies over the window, right below a field; it never takes the keyboard, nor room from anything."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setObjectName("belowField")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def wanted_size(self, room: QSize) -> QSize:
        """Give the size that suits it in so much room."""
        return self.sizeHint().boundedTo(room)

    def place(self) -> None:
        """Stand below the field, above everything else in the window."""
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + _GAP_PX))
        room = QSize(window.width() - 2 * _GAP_PX, window.height() - corner.y() - _GAP_PX)
        size = self.wanted_size(room)
        left_px = max(_GAP_PX, min(corner.x(), window.width() - size.width() - _GAP_PX))
        self.setGeometry(QRect(QPoint(left_px, corner.y()), size))
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False


class SentenceBelow(BelowField):
    """One sentence on what is wrong in the field."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._words = plain("", "problem", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, 7, _SIDE_PX, 8)
        column.addWidget(self._words)

    @property
    def sentence(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.place()

    @override
    def wanted_size(self, room: QSize) -> QSize:
        self._words.ensurePolished()
        frame_px = 2 * _SIDE_PX + 2
        line_px = self._words.fontMetrics().horizontalAdvance(self._words.text()) + frame_px + 4
        width_px = min(max(self._field.width(), scaled_px(_LEAST_PX)), line_px, room.width())
        return QSize(width_px, self._words.heightForWidth(width_px - frame_px) + 17)


class _Offers(QAbstractListModel):
    """What is offered, a row each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: Sequence[QueryOffer] = ()

    def show_offers(self, offers: Sequence[QueryOffer]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.offers)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.offers):
            return None
        offer = self.offers[index.row()]
        if role == _OFFER:
            return offer
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return (
                offer.words
                if not offer.detail
                else _("{words}, {detail}").format(words=offer.words, detail=offer.detail)
            )
        return None


class _OfferRows(RowDelegate):
    """Draws an offer: its words, what kind of thing it is, and how many events it has."""

    high_px = 27

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        offer: QueryOffer = index.data(_OFFER)
        view = row.view
        room = row.rect.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
        if offer.count is not None:
            taken = row.line(room, grouped(offer.count), sized(12.5, figures=True), ink.secondary(view), END)
            room.setRight(room.right() - taken - _SIDE_PX)
        taken = row.line(room, offer.words, sized(13), ink.ink(view))
        room.setLeft(room.left() + taken + _SIDE_PX)
        row.line(room, offer.detail, sized(12.5), ink.secondary(view), END)


class OffersBelow(BelowField):
    """A list of what may stand at the caret; the field keeps the keyboard and moves through it."""

    taken = Signal(object)
    """A `QueryOffer` that was clicked."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._model = _Offers(self)
        self._list = QListView(self)
        self._list.setObjectName("finderList")
        self._list.setAccessibleName(_("What may stand here"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_OfferRows(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._take)
        self._hint = plain(_("Tab takes the first, arrows choose, Esc closes"), "faint", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 6)
        column.setSpacing(4)
        column.addWidget(self._list, 1)
        column.addWidget(self._hint)
        self._hint.setContentsMargins(_SIDE_PX, 0, _SIDE_PX, 0)

    @property
    def current(self) -> QueryOffer | None:
        """The offer that was chosen by an arrow key."""
        offer: QueryOffer | None = self._list.currentIndex().data(_OFFER)
        return offer

    @property
    def offers(self) -> Sequence[QueryOffer]:
        """What is offered now; nothing while the list is closed."""
        return () if self.isHidden() else self._model.offers

    def show_offers(self, offers: Sequence[QueryOffer]) -> None:
        """Offer something else, of which nothing is chosen; close the list where there is nothing."""
        self._model.show_offers(offers)
        if offers:
            self.place()
            self._list.scrollToTop()
        else:
            self.hide()

    def step(self, way: int) -> None:
        """Choose the next offer or the one before; behind either end nothing is chosen, then the other end."""
        places = len(self._model.offers) + 1
        row = (self._list.currentIndex().row() + 1 + way) % places - 1
        self._list.setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(index.data(_OFFER))

    @override
    def wanted_size(self, room: QSize) -> QSize:
        row_px = scaled_px(_OfferRows.high_px)
        rows = min(len(self._model.offers), _MOST_ROWS)
        frame_px = self._hint.sizeHint().height() + 4 + 13
        width_px = min(max(self._field.width(), scaled_px(_LEAST_PX)), room.width())
        return QSize(width_px, max(row_px + frame_px, min(rows * row_px + frame_px, room.height())))
