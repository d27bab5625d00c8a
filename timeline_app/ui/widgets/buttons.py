"""Own-drawn buttons: repainted on hover, pressed by Enter too.

A button that opens a menu and says what is chosen in it.

A check box of our own drawing.

The few signs the window uses, as strokes on a grid of 16: drawn in the ink of the moment, sharp at any scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QMenu, QPushButton, QWidget

from timeline_app.base.compat import override
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.focus import WheelByFocus
from timeline_app.ui.widgets.look import across, on_button, scaled_px, sized, tip

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QStyleOptionComboBox


BOX_PX = 13.0


def draw_box(painter: QPainter, widget: QWidget, box: QRectF, *, checked: bool, partly: bool = False) -> None:
    """Draw a check box of ours: a thin square, filled with the accent and ticked when on; a bar where partly on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink.accent(widget) if checked else ink.faint(widget), 1.1))
    painter.setBrush(ink.accent(widget) if checked else ink.panel(widget))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if checked:
        unit = box.width() / 13
        tick = [QPointF(3.2, 6.8), QPointF(5.6, 9.1), QPointF(9.9, 4.2)]
        painter.setPen(QPen(ink.on_accent(widget), 1.6 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF([box.topLeft() + point * unit for point in tick]))
    elif partly:
        unit = box.width() / 13
        painter.setPen(QPen(ink.accent(widget), 2.2 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(box.topLeft() + QPointF(3.8, 6.5) * unit, box.topLeft() + QPointF(9.2, 6.5) * unit)


class DrawnButton(QAbstractButton):
    """A button whose look is up to it; its text is what screen readers say, unless it is given another name."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


Glyph = Literal["undo", "redo", "menu", "down", "right", "close", "search", "left", "left panel", "right panel", "plus"]
Stroke: TypeAlias = tuple[tuple[float, float], ...]

STROKES: Final[dict[Glyph, tuple[Stroke, ...]]] = {
    "menu": (((2.5, 4.5), (13.5, 4.5)), ((2.5, 8), (13.5, 8)), ((2.5, 11.5), (13.5, 11.5))),
    "down": (((4.5, 6.5), (8, 10), (11.5, 6.5)),),
    "right": (((6.5, 4.5), (10, 8), (6.5, 11.5)),),
    "left": (((9.5, 4.5), (6, 8), (9.5, 11.5)),),
    "close": (((4.5, 4.5), (11.5, 11.5)), ((11.5, 4.5), (4.5, 11.5))),
    "plus": (((8, 3.5), (8, 12.5)), ((3.5, 8), (12.5, 8))),
    "search": (((10.4, 10.4), (13.5, 13.5)),),
    "left panel": (((6.5, 3), (6.5, 13)),),
    "right panel": (((9.5, 3), (9.5, 13)),),
    "undo": (((5.5, 3), (2.5, 6), (5.5, 9)),),
    "redo": (((10.5, 3), (13.5, 6), (10.5, 9)),),
}


def glyph_path(glyph: Glyph) -> QPainterPath:
    """Give the strokes of a sign."""
    path = QPainterPath()
    for stroke in STROKES[glyph]:
        path.moveTo(QPointF(*stroke[0]))
        for point in stroke[1:]:
            path.lineTo(QPointF(*point))
    if glyph == "undo":
        path.moveTo(2.5, 6)
        path.lineTo(9.5, 6)
        path.arcTo(QRectF(5.9, 6, 7.2, 7.2), 90, -180)
        path.lineTo(6, 13.2)
    elif glyph == "redo":
        path.moveTo(13.5, 6)
        path.lineTo(6.5, 6)
        path.arcTo(QRectF(2.9, 6, 7.2, 7.2), 90, 180)
        path.lineTo(10, 13.2)
    elif glyph == "search":
        path.addEllipse(QRectF(2.6, 2.6, 8.8, 8.8))
    elif glyph in {"left panel", "right panel"}:
        path.addRoundedRect(QRectF(2, 3, 12, 10), 2, 2)
    return path


def draw_glyph(painter: QPainter, glyph: Glyph, rect: QRectF, colour: QColor) -> None:
    """Draw a sign into the middle of `rect`, at the size of its shorter side."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 16, side / 16)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, cap, join))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(glyph_path(glyph))
    painter.restore()


class GlyphButton(DrawnButton):
    """A flat button that is only a sign; its name is spoken and shown as a tip."""

    def __init__(self, glyph: Glyph, name: str, parent: QWidget | None = None, side_px: int = 32) -> None:
        super().__init__("", parent)
        self._glyph = glyph
        self._side_px = side_px
        self.setAccessibleName(name)
        self.setToolTip(name)

    @override
    def sizeHint(self) -> QSize:
        side_px = scaled_px(self._side_px)
        return QSize(side_px, side_px)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            on = self.isChecked() or self.isDown()
            if self.isEnabled() and (self.underMouse() or on):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink.accent_ground(self) if on else ink.lane(self))
                painter.drawRoundedRect(ground, 6, 6)
            if self.hasFocus():
                painter.setPen(QPen(ink.accent(self), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(ground, 6, 6)
            colour = ink.secondary(self) if self.isEnabled() else ink.outline(self)
            if on:
                colour = ink.accent(self)
            inset = max(3.0, (self.width() - scaled_px(16)) / 2)
            draw_glyph(painter, self._glyph, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), colour)


DONE_KEY: Final = "Ctrl+Return"
"""What says in every form that one is done; on keyboards of PCs it is called Ctrl+Enter."""


def press_by(button: QAbstractButton, key: str) -> None:
    """Let a key press a button; where that is Return, the Enter key of the number block does it too."""
    from PySide6.QtGui import QKeySequence, QShortcut  # noqa: PLC0415 - after the first frame

    button.setShortcut(key)
    if "Return" in key:
        QShortcut(QKeySequence(key.replace("Return", "Enter")), button).activated.connect(button.click)


ARROW_PX = 12


class MenuButton(QPushButton):
    """A push button with a small arrow; opens its menu below itself."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName("menuButton")
        self.menu_below = QMenu(self)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.menu_below.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_arrow(self)


NARROWEST_PX = 96
_UNSEEN_LABEL = "unseenLabel"


class ComboBox(QComboBox):
    """A combo box with an arrow of ours: for a few fixed choices, or with `yields` for entries of any length.

    As Qt has it, a combo box is at least as wide as its longest entry, and with it the page around it.
    """

    def __init__(self, parent: QWidget | None = None, *, yields: bool = False) -> None:
        super().__init__(parent)
        self._yields = yields
        self._spoken_choice: object | None = None
        self._tells_whole = False
        if yields:
            self.currentTextChanged.connect(self._tell_whole)
        WheelByFocus(self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._have_label()

    def make_voice(self) -> None:
        """Be ready for an assistive program that chooses an entry; what it finds is what Qt shows it."""
        from timeline_app.ui.widgets.accessible import SpokenChoice  # noqa: PLC0415 - only where it is heard

        if self._spoken_choice is None:
            self._spoken_choice = SpokenChoice(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._yields:
            self._tell_whole()

    def _tell_whole(self) -> None:
        """Let the tip tell the choice where it is not all to be seen; any other tip stays."""
        cut = self.words != self.currentText()
        if cut or self._tells_whole:
            self.setToolTip(tip(self.currentText()) if cut else "")
        self._tells_whole = cut

    def _have_label(self) -> None:
        """Make sure that a label names the choice: on Unix Qt takes the chosen entry for the name of a combo box.

        Where none can be seen, a hidden one stands beside it and says the accessible name.
        """
        page = self.parentWidget()
        if page is None or not self.accessibleName():
            return
        labels = [each for each in page.children() if isinstance(each, QLabel) and each.buddy() is self]
        if not labels:
            labels = [QLabel(page)]
            labels[0].setObjectName(_UNSEEN_LABEL)
            labels[0].setBuddy(self)
            labels[0].hide()
        if labels[0].objectName() == _UNSEEN_LABEL:
            labels[0].setText(on_button(self.accessibleName()))

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), scaled_px(NARROWEST_PX)), hint.height()) if self._yields else hint

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox  # noqa: PLC0415 - twenty enumerations

        frame = QStyleOptionComboBox()
        self.initStyleOption(frame)
        with QPainter(self) as painter:
            painter.setPen(self.palette().text().color())
            self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, frame, painter, self)
            self.style().drawControl(QStyle.ControlElement.CE_ComboBoxLabel, self._option(), painter, self)
        _draw_arrow(self)

    @property
    def words(self) -> str:
        """What is read of the choice as it stands; where room is short it ends in dots, as Qt would cut it."""
        return str(self._option().currentText)

    def _option(self) -> QStyleOptionComboBox:
        """Give what to draw: letters may go as far as our arrow, narrower than the one that Qt leaves room for."""
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox  # noqa: PLC0415 - likewise

        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        arrow = _arrow_place(self)
        if self.isRightToLeft():
            more_px = max(0, field.left() - 2 - int(arrow.right()))
            option.rect.adjust(-more_px, 0, 0, 0)
        else:
            more_px = max(0, int(arrow.left()) - 2 - field.right())
            option.rect.adjust(0, 0, more_px, 0)
        room_px = field.width() + more_px - 2  # Qt leaves a pixel on either side, and cuts what reaches beyond
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room_px)
        return option


def add_heading(box: QComboBox, words: str) -> None:
    """Put words above the entries that follow; they can be read, not chosen."""
    from PySide6.QtGui import QStandardItemModel  # noqa: PLC0415 - after the first frame

    box.addItem(words)
    model = box.model()
    if isinstance(model, QStandardItemModel):
        entry = model.item(box.count() - 1)
        entry.setFlags(Qt.ItemFlag.NoItemFlags)
        entry.setData(words, Qt.ItemDataRole.AccessibleTextRole)


def _arrow_place(widget: QWidget) -> QRectF:
    side_px = scaled_px(ARROW_PX)
    place = QRectF(widget.width() - side_px - 8, (widget.height() - side_px) / 2 + 0.5, side_px, side_px)
    return across(widget, place)


def _draw_arrow(widget: QWidget) -> None:
    with QPainter(widget) as painter:
        draw_glyph(painter, "down", _arrow_place(widget), ink.secondary(widget))


GAP_PX = 9


class CheckBox(DrawnButton):
    """A box with words to its right."""

    def __init__(self, words: str, parent: QWidget | None = None, *, on: bool = False) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setChecked(on)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(13))
        width = scaled_px(BOX_PX) + GAP_PX + metrics.horizontalAdvance(self.text()) + 6
        return QSize(width, max(scaled_px(24), metrics.height() + 4))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else 0.45)
            side_px = scaled_px(BOX_PX)
            box = across(self, QRectF(2, (self.height() - side_px) / 2, side_px, side_px))
            draw_box(painter, self, box, checked=self.isChecked())
            painter.setFont(sized(13))
            painter.setPen(ink.ink(self))
            words = across(self, self.rect().adjusted(side_px + GAP_PX + 2, 0, 0, 0))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(ink.accent(self), 1.2))
                painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 4, 4)
