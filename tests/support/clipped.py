"""Finds what a person could not read or reach: text cut off, widgets squeezed, on top of each other or outside."""

from __future__ import annotations

from html import unescape

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QSplitterHandle,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QWidget,
)

from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.query_chips import QueryChip

FORGIVEN_PX = 1
LIES_OVER = {"selectedMarker", "outOfSight", "completions", "belowField", "qt_spinbox_lineedit", "clearSearch"}
"""What is meant to lie over its neighbours."""
HEADER_PX = 16
"""Left and right of the words of a column's head, by the sheet."""


def faults(top: QWidget) -> list[str]:
    """Tell all that is wrong with a window as it stands, each as the kind of widget, its words and what is missing."""
    found = set(_beyond_screen(top))
    for widget in [top, *top.findChildren(QWidget)]:
        if widget is not top and not (widget.isVisibleTo(top) and widget.window() is top.window()):
            continue
        told = [cut(widget), *_columns(widget), _squeezed(widget), _outside(widget), *_overlaps(widget)]
        found.update(f"{type(widget).__name__}: {each}" for each in told if each)
    return sorted(found)


def cut(widget: QWidget) -> str:
    """Give the text of a label, button, field or list that has less room than it needs, or whose column is cut off."""
    if isinstance(widget, QScrollArea):
        never = widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        wide = widget.widget() is not None and widget.widget().width() - widget.viewport().width()
        if wide > 0 and widget.window().objectName() != "legend":  # the sheet is to be scrolled where it is too wide
            return f"what is scrolled is cut off ({wide} px)" if never else f"scrolls sideways ({wide} px)"
        return ""
    text, short = "", 0
    if isinstance(widget, QLabel) and not widget.pixmap().width():
        text, short = widget.text(), _short_label(widget)
    elif isinstance(widget, QComboBox):
        text = "" if widget.isEditable() else widget.currentText()
        short = widget.fontMetrics().horizontalAdvance(text) - _room_of_choice(widget)
        if isinstance(widget, ComboBox) and (widget.words == text or text in unescape(widget.toolTip())):
            # ours lets letters go as far as its arrow; where a choice yields, its tip tells the whole
            short = 0
    elif isinstance(widget, QAbstractButton) and not isinstance(widget, QueryChip):  # its tip tells the whole
        text = widget.text()
        wanted = widget.sizeHint()
        short = (
            widget.heightForWidth(widget.width()) - widget.height()
            if widget.hasHeightForWidth()
            else max(wanted.width() - widget.width(), widget.fontMetrics().height() - 1 - widget.height())
        )
    elif isinstance(widget, QLineEdit) and not widget.text():
        text = widget.placeholderText()
        short = widget.fontMetrics().horizontalAdvance(text) - _room_of_hint(widget)
    return f"{' '.join(text.split())[:80]} ({short} px)" if text and short > FORGIVEN_PX else ""


def _room_of_choice(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()


def _room_of_hint(field: QLineEdit) -> int:
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    return inside.width() - field.textMargins().left() - field.textMargins().right() - 4


def _short_label(label: QLabel) -> int:
    if not label.wordWrap():
        wanted = label.sizeHint()
        return max(wanted.width() - label.width(), wanted.height() - label.height())
    return label.heightForWidth(label.width()) - label.height()


def _columns(widget: QWidget):
    """Give the heads of columns that are wider than their columns."""
    if not isinstance(widget, QHeaderView) or widget.orientation() != Qt.Orientation.Horizontal:
        return
    for place in range(widget.count()):
        words = str(widget.model().headerData(place, Qt.Orientation.Horizontal) or "")
        short = widget.fontMetrics().horizontalAdvance(words) + HEADER_PX - widget.sectionSize(place)
        if words and not widget.isSectionHidden(place) and short > FORGIVEN_PX:
            yield f"{words} ({short} px)"


def _squeezed(widget: QWidget) -> str:
    """Tell of a page with less room than what lies on it needs at least."""
    layout = widget.layout()
    if layout is None or isinstance(widget, QSplitter | QStackedWidget):
        return ""
    least = layout.totalMinimumSize()
    if layout.hasHeightForWidth():  # the least size is as high as words are in the least width
        least.setHeight(layout.totalMinimumHeightForWidth(widget.width()))
    missing = max(least.width() - widget.width(), least.height() - widget.height())
    wide = f"{least.width()}×{least.height()} in {widget.width()}×{widget.height()}"
    return f"{_name(widget)} needs {missing} px more: {wide}" if missing > FORGIVEN_PX else ""


def _outside(widget: QWidget) -> str:
    """Tell of a widget that reaches beyond what holds it, where it does not scroll."""
    around = widget.parentWidget()
    if around is None or widget.isWindow():
        return ""
    scrolls = around.parentWidget()
    if isinstance(scrolls, QAbstractScrollArea) and scrolls.viewport() is around:
        return ""
    beyond = widget.geometry()
    room = around.rect().adjusted(-FORGIVEN_PX, -FORGIVEN_PX, FORGIVEN_PX, FORGIVEN_PX)
    if beyond.isEmpty() or room.contains(beyond):
        return ""
    return f"{_name(widget)} reaches beyond {_name(around)}: {_numbers(beyond)} in {_numbers(around.rect())}"


def _overlaps(widget: QWidget):
    """Tell of neighbours that lie on top of each other."""
    kept = [
        each
        for each in widget.children()
        if isinstance(each, QWidget)
        and each.isVisibleTo(widget)
        and not each.isWindow()
        and not isinstance(each, QSplitterHandle)
        and each.objectName() not in LIES_OVER
        and not each.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    ]
    if isinstance(widget, QAbstractScrollArea | QComboBox | QLineEdit):
        return
    for place, one in enumerate(kept):
        for other in kept[place + 1 :]:
            shared = one.geometry() & other.geometry()
            if shared.width() > FORGIVEN_PX and shared.height() > FORGIVEN_PX:
                yield f"{_name(one)} and {_name(other)} overlap by {shared.width()} × {shared.height()} px"


def _beyond_screen(top: QWidget):
    """Tell of a dialog that is larger than its screen, so that its buttons cannot be reached."""
    room = top.screen().availableSize()
    if isinstance(top, QMainWindow):
        least = top.minimumSizeHint().expandedTo(top.minimumSize())
        missing = max(least.width() - top.width(), least.height() - top.height())
        if missing > 0:
            yield f"{_name(top)} needs {missing} px more than it has"
    if isinstance(top, QDialog) and not isinstance(top, QFileDialog):
        beyond = max(top.width() - room.width(), top.height() - room.height())
        if beyond > 0:
            yield f"{_name(top)} is larger than the screen by {beyond} px"


def _name(widget: QWidget) -> str:
    words = getattr(widget, "text", None)
    said = str(words()) if callable(words) else ""
    return " ".join(filter(None, (type(widget).__name__, widget.objectName(), " ".join(said.split())[:40])))


def _numbers(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"
