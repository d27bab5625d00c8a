"""The strip of the events without a date: opens as a row of chips that can be dragged onto the axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import in_sentence, ngettext
from timeline_app.base.i18n.facts import grouped, side_by_side
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.layout.index.lanes import UNDATED
from timeline_app.ui.canvas.moving import pointed_at, show_pointed
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import Glyph, draw_glyph
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import across, scaled_px, sized

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from timeline_app.domain.records import Event
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas
    from timeline_app.ui.services.session import Session

MOST: Final = 60
"""Chips that are made; the table lists the rest."""
STRIP_PX: Final = 28
CHIPS_PX: Final = 40
WIDEST_PX: Final = 260
_BY_HAND: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class TrayHeading(QAbstractButton):
    """Says how many events have no date; opens and closes the tray."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(12, QFont.Weight.Medium))
        return QSize(metrics.horizontalAdvance(self.text()) + 40, scaled_px(STRIP_PX))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            colour = ink.ink(self) if self.underMouse() else ink.secondary(self)
            arrow = across(self, QRectF(10, (self.height() - 14) / 2, 14, 14))
            folded: Glyph = "left" if self.isRightToLeft() else "right"
            draw_glyph(painter, "down" if self.isChecked() else folded, arrow, colour)
            painter.setFont(sized(12, QFont.Weight.Medium))
            painter.setPen(colour)
            words = across(self, self.rect().adjusted(28, 0, 0, 0))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(ink.accent(self), 1.2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 5, 5)


class TrayChip(QAbstractButton):
    """An undated event by its title: a click selects it, two or Enter open it, a drag takes it to the axis."""

    opened = Signal(object)
    """The row, to be edited."""
    carried = Signal(object, object)
    """The row, and the `QPoint` on the screen over which it is held now."""
    dropped = Signal(object, object)
    """The row, and the `QPoint` where it was let go; None where that was called off."""

    def __init__(self, row: int, event: Event, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        title, date_text = event.title or _("Without a title"), event.date_text
        self.row = row
        self._category = session.category(event.category_id)
        self._session = session
        self._pressed: QPoint | None = None
        self._carrying = False
        self.setText(side_by_side(title, on_one_line(date_text)) if date_text else title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("{title}, undated").format(title=self.text()))
        self.setToolTip(
            _("{title}\nDrag it onto the timeline to date it; double-click to edit.").format(title=self.text())
        )
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(12.5))
        mark = 18 if self._category is not None else 0
        width = metrics.horizontalAdvance(self.text()) + 24 + mark
        return QSize(min(width, scaled_px(WIDEST_PX)), scaled_px(26))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = self._session.is_selected(self.row)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setBrush(ink.accent_ground(self) if chosen or self._carrying else ink.panel(self))
            active = chosen or self.hasFocus() or self.underMouse()
            painter.setPen(QPen(ink.accent(self) if active else ink.outline(self), 1.6 if self.hasFocus() else 1))
            painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
            room = outline.adjusted(11, 0, -11, 0)
            if self._category is not None:
                from timeline_app.ui.widgets.row_delegate import paint_mark  # noqa: PLC0415 - the tray begins folded

                mark = QRectF(room.left(), room.center().y() - 6, 12, 12)
                paint_mark(painter, across(self, mark), self._category, self._session.theme)
                room.adjust(18, 0, 0, 0)
            painter.setFont(sized(12.5))
            painter.setPen(ink.ink(self))
            words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
            begin = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(across(self, room), begin, in_sentence(words))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._session.add_to_selected(self.row)
                return
            self._pressed = event.position().toPoint()
            self._session.select(self.row)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        pos = event.position().toPoint()
        if not self._carrying:
            if (pos - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._carrying = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.carried.emit(self.row, self.mapToGlobal(pos))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._carrying:
            self._let_go(self.mapToGlobal(event.position().toPoint()))
        self._pressed = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.row)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_HAND:  # so that Delete and Ctrl+Enter are about the event that is seen to be marked
            self._session.select(self.row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._carrying and event.key() == Qt.Key.Key_Escape:
            self._let_go(None)
            self._pressed = None
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(self.row)
        elif event.key() == Qt.Key.Key_Space:
            self._session.select(self.row)
        else:
            super().keyPressEvent(event)

    def _let_go(self, where: QPoint | None) -> None:
        self._carrying = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit(self.row, where)


class UndatedTray(QFrame):
    """Stands below the canvas while the filter keeps events without a date."""

    edit_wanted = Signal(object)
    """The row of an event to edit."""
    change_wanted = Signal(object)
    """The `Change` that dates an event."""

    def __init__(self, session: Session, canvas: TimelineCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tray")
        self.setAccessibleName(_("Undated events"))
        self._session = session
        self._canvas = canvas
        self.heading = TrayHeading(self)
        self.heading.toggled.connect(self._open)
        self.hint = plain(_("Drag one onto the timeline to date it"), "faint", self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFixedHeight(scaled_px(CHIPS_PX))
        self._scroll.hide()
        self.chips: list[TrayChip] = []
        strip = QHBoxLayout()
        strip.setContentsMargins(4, 0, 16, 0)
        strip.addWidget(self.heading)
        strip.addWidget(self.hint)
        strip.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self._scroll)
        self.hint.hide()
        for signal in (session.shown_changed, session.theme_changed):
            signal.connect(self.refresh)
        session.data_changed.connect(self._follow_edit)
        session.selection_changed.connect(self._repaint)
        self.refresh()

    def rows(self) -> list[int]:
        """Give the rows of the undated events that the filter keeps."""
        columns, mask = self._session.chronology.columns, self._session.shown.mask
        undated = (columns.undated("flags") & UNDATED) != 0
        if mask is not None and len(mask) == len(columns):
            undated &= mask[len(mask) - len(undated) :]
        found: list[int] = columns.undated("row")[undated].tolist()
        return found

    def toggle(self) -> None:
        """Open the tray with the focus on its first event, or close it."""
        if self.isVisible():
            self.heading.toggle()
            if self.heading.isChecked() and self.chips:
                self.chips[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_edit(self, _change: object) -> None:
        if not self._session.shown.same:
            self.refresh()

    def refresh(self, _cause: object = None) -> None:
        """Say how many there are now, and show them where the tray is open."""
        rows = self.rows()
        self.setVisible(bool(rows))
        self.heading.setText(_("Undated · {count}").format(count=grouped(len(rows))))
        self.heading.setAccessibleName(
            ngettext("{n} undated event", "{n} undated events", len(rows)).format(n=len(rows))
        )
        self.heading.updateGeometry()
        if self.heading.isChecked() and rows:
            self._fill(rows)

    def _open(self, opened: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._scroll.setVisible(opened)
        self.hint.setVisible(opened and not self._session.chronology.read_only)
        if opened:
            self._fill(self.rows())

    def _fill(self, rows: list[int]) -> None:
        session = self._session
        held = next((chip.row for chip in self.chips if chip.hasFocus()), None)
        page = QWidget(self._scroll)
        page.setObjectName("trayPage")
        line = QHBoxLayout(page)
        line.setContentsMargins(16, 2, 16, 8)
        line.setSpacing(6)
        self.chips = []
        shown = rows[:MOST]
        for row, event in zip(shown, session.chronology.events(shown), strict=True):
            chip = TrayChip(row, event, session, page)
            chip.opened.connect(self.edit_wanted)
            chip.carried.connect(self._carry)
            chip.dropped.connect(self._drop)
            line.addWidget(chip)
            self.chips.append(chip)
        if len(rows) > MOST:
            more = _("… and {count} more in the table").format(count=grouped(len(rows) - MOST))
            line.addWidget(plain(more, "faint", page))
        line.addStretch(1)
        old = self._scroll.takeWidget()
        self._scroll.setWidget(page)
        if held is not None:
            next((chip for chip in self.chips if chip.row == held), self._canvas).setFocus()
        if old is not None:
            old.deleteLater()  # the chip that was let go is still at work

    def _repaint(self, _row: object) -> None:
        for chip in self.chips:
            chip.update()

    def _carry(self, _row: int, screen_pos: QPoint) -> None:
        if not self._session.chronology.read_only:
            show_pointed(self._canvas.painter, pointed_at(self._canvas.view, self._canvas.mapFromGlobal(screen_pos)))

    def _drop(self, row: int, screen_pos: QPoint | None) -> None:
        show_pointed(self._canvas.painter, None)
        event = self._session.chronology.event(row)
        if screen_pos is None or event is None or self._session.chronology.read_only:
            return
        pointed = pointed_at(self._canvas.view, self._canvas.mapFromGlobal(screen_pos))
        if pointed is not None:
            from timeline_app.document.evidence.date_claims import dated  # noqa: PLC0415 - after the first frame

            self.change_wanted.emit(dated(event, pointed.edtf, pointed.zone))
