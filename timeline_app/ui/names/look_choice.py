"""Colour and shape of a category: a series that any eye can tell apart, a colour of one's own, and advice on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import quoted
from timeline_app.domain.choice_words import colour_words, shape_words
from timeline_app.domain.names import COLOURS
from timeline_app.domain.records import SHAPES, Category, Shape
from timeline_app.paint.colour_distance import LEAST_CONTRAST, advice_on
from timeline_app.paint.shapes import MarkLook, draw_mark
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import DrawnButton
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.row_delegate import OCCURRED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.paint.theme import Theme

_HEX: Final = re.compile(r"#?([0-9A-Fa-f]{6})")
_SIDE_PX: Final = 30


class LookButton(DrawnButton):
    """A mark in a colour and a shape, to be chosen."""

    def __init__(self, name: str, colour: str, shape: Shape, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(True)
        self.colour, self.shape = colour, shape
        self.drawn = colour
        self.taken = False
        """Whether another category has it."""

    @override
    def sizeHint(self) -> QSize:
        side_px = scaled_px(_SIDE_PX)
        return QSize(side_px, side_px)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
            if self.isChecked() or self.hasFocus() or self.underMouse():
                strong = self.isChecked() or self.hasFocus()
                painter.setPen(QPen(ink.accent(self) if strong else ink.faint(self), 2 if self.hasFocus() else 1.2))
                painter.setBrush(ink.accent_ground(self) if self.isChecked() else Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(ground, 6, 6)
            look = MarkLook(self.shape, self.width() * 0.5, self.drawn, OCCURRED)
            draw_mark(painter, self.width() / 2, self.height() / 2, look)
            if self.taken and not self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink.secondary(self))
                painter.drawEllipse(QRectF(self.width() - 9, 4, 4.5, 4.5))


class LookChoice(QWidget):
    """Chooses a colour and a shape; a click is a choice, and what is typed is one at Enter."""

    chosen = Signal(str, str)
    """Colour, as #RRGGBB, and shape."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._others: Sequence[Category] = ()
        self._colour, self._shape = COLOURS[0], SHAPES[0]
        colours, shapes = QWidget(self), QWidget(self)
        colour_flow, shape_flow = FlowLayout(colours, gap_px=2), FlowLayout(shapes, gap_px=2)
        self.colours = [LookButton(colour_words(colour), colour, "circle", colours) for colour in COLOURS]
        self.shapes = [LookButton(shape_words(shape), COLOURS[0], shape, shapes) for shape in SHAPES]
        for flow, buttons in ((colour_flow, self.colours), (shape_flow, self.shapes)):
            for button in buttons:
                button.clicked.connect(self._click)
                flow.addWidget(button)
        self.own = QLineEdit(self)
        self.own.setAccessibleName(_("A colour of your own"))
        self.own.setPlaceholderText(COLOURS[0])
        self.own.setMaxLength(7)
        self.own.setFixedWidth(scaled_px(96))
        self.own.textChanged.connect(self._show_advice)
        self.own.editingFinished.connect(self._take_own)
        self.advice = plain("", "quiet", self, wrap=True)
        own_line = QHBoxLayout()
        own_line.setSpacing(8)
        own_line.addWidget(self.own)
        own_line.addWidget(plain(_("or a colour of your own, as on a web page"), "faint", self, wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(plain(_("Colour"), "heading", self))
        column.addWidget(colours)
        column.addLayout(own_line)
        column.addWidget(plain(_("Shape"), "heading", self))
        column.addWidget(shapes)
        column.addWidget(self.advice)

    def show_look(self, category: Category, others: Sequence[Category], theme: Theme) -> None:
        """Show the look of a category beside others."""
        self._theme, self._others = theme, others
        self._colour, self._shape = category.colour.upper(), category.shape
        self.own.setText(self._colour)
        self._show()

    def _show(self) -> None:
        taken_colours = {each.colour.upper(): each.name for each in self._others}
        taken_shapes = {each.shape for each in self._others if each.colour.upper() == self._colour}
        for button in self.colours:
            holder = taken_colours.get(button.colour)
            self._set(button, self._theme.category(button.colour), self._shape, on=button.colour == self._colour)
            button.taken = holder is not None
            words = colour_words(button.colour)
            button.setToolTip(_("{colour}, as “{name}” has it").format(colour=words, name=holder) if holder else words)
        for button in self.shapes:
            button.taken = button.shape in taken_shapes
            self._set(button, self._theme.category(self._colour), button.shape, on=button.shape == self._shape)
        self._show_advice()

    def _set(self, button: LookButton, drawn: str, shape: Shape, *, on: bool) -> None:
        button.drawn, button.shape = drawn, shape
        button.setChecked(on)
        button.update()

    def _click(self) -> None:
        button = self.sender()
        if isinstance(button, LookButton):
            if button in self.colours:
                self._colour = button.colour
                self.own.setText(self._colour)
            else:
                self._shape = button.shape
            self._show()
            self.chosen.emit(self._colour, self._shape)

    def _typed(self) -> str:
        found = _HEX.fullmatch(self.own.text().strip())
        return f"#{found[1].upper()}" if found is not None else ""

    def _take_own(self) -> None:
        typed = self._typed()
        if not typed:
            self.own.setText(self._colour)
            self._show_advice()
        elif typed != self._colour:
            self._colour = typed
            self._show()
            self.chosen.emit(self._colour, self._shape)

    def _show_advice(self, _typed: str = "") -> None:
        """Say what is to be known of the colour as it is typed or chosen."""
        colour = self._typed()
        bad = not colour
        self.own.setProperty("bad", bad)
        self.own.style().unpolish(self.own)
        self.own.style().polish(self.own)
        if bad:
            self._advise(_("Six figures or letters from A to F after #, such as #2166AC."), "problem")
            return
        sentences = advice_words(colour, self._shape, self._others)
        if sentences:
            self._advise("\n".join(sentences), "problem")
        else:
            self._advise(_("Stands out on light and dark, and from the other categories."), "good")

    def _advise(self, words: str, role: str) -> None:
        self.advice.setText(words)
        self.advice.setProperty("role", role)
        self.advice.style().unpolish(self.advice)
        self.advice.style().polish(self.advice)


def advice_words(colour: str, shape: Shape, others: Sequence[Category]) -> list[str]:
    """Say in sentences what speaks against a colour; none where nothing does."""
    advice = advice_on(colour, shape, others)
    told = []
    if advice.contrast_light < LEAST_CONTRAST:
        ratio = f"{advice.contrast_light:.1f}"
        told.append(
            _("Too pale for a light background ({ratio}:1, needed are 3:1): it is drawn darker there.").format(
                ratio=ratio
            )
        )
    if advice.contrast_dark < LEAST_CONTRAST:
        ratio = f"{advice.contrast_dark:.1f}"
        told.append(_("Too weak on a dark background ({ratio}:1, needed are 3:1).").format(ratio=ratio))
    if advice.near:
        told.append(_("Hard to tell from {names}.").format(names=", ".join(quoted(each) for each in advice.near)))
    if advice.near_to_some:
        names = ", ".join(quoted(each) for each in advice.near_to_some)
        told.append(_("With this shape, people with red-green blindness may take it for {names}.").format(names=names))
    return told
