"""In a window that runs from right to left all that we draw is mirrored, and titles keep their own direction."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QTextLayout, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView

from timeline_app.base import i18n
from timeline_app.base.i18n.direction import BEGINS
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.ui.app.style import dress
from timeline_app.ui.filters.facets import FacetRow
from timeline_app.ui.filters.range_fields import RangeSlider
from timeline_app.ui.services.settings import Preferences
from timeline_app.ui.widgets.buttons import CheckBox, ComboBox, MenuButton
from timeline_app.ui.widgets.chip import Chip
from timeline_app.ui.widgets.labels import QuoteBlock
from timeline_app.ui.widgets.name_input import NameField
from timeline_app.ui.widgets.panel_page import FoldHeading, ScrollPage
from timeline_app.ui.widgets.row_delegate import RowDelegate

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
HEBREW = "שיחות באיסטנבול (2025)"


@pytest.fixture
def mirrored(qapp):
    """All that is made is laid out from right to left."""
    qapp.setLayoutDirection(RTL)
    yield
    qapp.setLayoutDirection(LTR)


def combo():
    box = ComboBox()
    box.addItem("א")
    return box


def folded():
    heading = FoldHeading("א")
    heading.setChecked(False)
    return heading


def row():
    made = FacetRow("א")
    made.show_value("א", "א", 1234, checked=True)
    return made


def slider():
    made = RangeSlider(1, 5)
    made.set_span(1, 3)
    return made


class Rows(RowDelegate):
    def paint_row(self, row, index):
        row.painter.fillRect(row.place(row.rect.adjusted(4, 4, -150, -4)), Qt.GlobalColor.red)
        row.painter.fillRect(row.place(QRectF(row.rect.right() - 20, row.rect.top() + 4, 10, 8)), Qt.GlobalColor.blue)


class One(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()):  # noqa: B008, N802 - Qt's own default and name
        return 0 if parent.isValid() else 1

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        return None


def rows():
    view = QListView()
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setModel(One(view))
    view.setItemDelegate(Rows(view))
    return view


MADE = {
    "heading": folded, "facet": row, "slider": slider, "combo": combo, "rows": rows,
    "check box": lambda: CheckBox("א", on=True), "menu button": lambda: MenuButton(""),
    "chip": lambda: Chip("א", removable=True), "name field": lambda: NameField([("א", "א")], ("", "")),
}  # fmt: skip


def weight(widget, direction, qtbot):
    """How much of what is drawn stands in each of twelve columns, beginning where one reads."""
    widget.setLayoutDirection(direction)
    widget.resize(240, 30)
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    wide = image.bytesPerLine()
    grey = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), wide)[3:-3, : image.width()].astype(int)
    drawn = np.abs(grey - np.median(grey))
    columns = np.array([part.sum() for part in np.array_split(drawn, 12, axis=1)]) / max(1, drawn.sum())
    return columns if direction == LTR else columns[::-1]


@pytest.mark.parametrize("name", sorted(MADE))
def test_what_we_draw_is_mirrored(qtbot, qapp, name):
    shares = []
    for direction in (LTR, RTL):
        qapp.setLayoutDirection(direction)
        dress(qapp, Preferences(theme="light"))
        widget = MADE[name]()
        qtbot.addWidget(widget)
        shares.append(weight(widget, direction, qtbot))
    qapp.setLayoutDirection(LTR)
    dress(qapp, Preferences(theme="light"))
    assert max(shares[0]) > 0.1
    assert shares[1] == pytest.approx(shares[0], abs=0.06)
    assert np.abs(shares[0] - shares[0][::-1]).max() > 0.1  # so that what is not mirrored would be seen


def test_the_slider_runs_as_one_reads(qtbot, mirrored):
    made = RangeSlider(1, 5)
    qtbot.addWidget(made)
    made.resize(200, 24)
    made.show()
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    assert made.span == (1, 4)
    QTest.keyClick(made, Qt.Key.Key_Left)
    assert made.span == (1, 5)
    QTest.keyClick(made, Qt.Key.Key_Right)
    QTest.keyClick(made, Qt.Key.Key_Down)
    assert made.span == (1, 3)


def test_the_page_of_a_panel_keeps_its_words_from_the_edge_and_gives_the_bar_room(qtbot, mirrored):
    page = ScrollPage(16)
    qtbot.addWidget(page)
    sheet, column = page.new_page("page", 0)
    label = QLabel("\n" * 60)
    column.addWidget(label)
    page.setWidget(sheet)
    page.resize(200, 200)
    page.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().isVisible())
    assert page.verticalScrollBar().mapTo(page, QPoint()).x() < 20  # it stands at the left
    assert sheet.width() - label.geometry().right() - 1 == 16
    assert label.x() < 16


def test_a_quote_has_its_rule_where_one_begins_to_read(qtbot, mirrored):
    block = QuoteBlock(HEBREW)
    qtbot.addWidget(block)
    margins = block.layout().contentsMargins()
    assert (margins.left(), margins.right()) == (0, 14)


def order_of(words, direction):
    """The words of a text from left to right, as they are drawn in a paragraph of a direction."""
    layout = QTextLayout(words)
    option = QTextOption()
    option.setTextDirection(direction)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    starts = [(line.cursorToX(words.index(each))[0], each) for each in words.split() if each[0].isalnum()]
    return [each for _x, each in sorted(starts)]


def test_isolated_words_are_drawn_in_their_own_order(qapp):
    title = "14 killed in Kyiv"
    assert order_of(title, RTL)[-1] == "14"
    assert order_of(f"{BEGINS}{title}\u2069", RTL)[1:] != order_of(title, RTL)[1:]


def test_titles_of_two_directions_are_told_in_one_sentence(window):
    event = Event(new_id(), HEBREW, "2025-07-23")
    window.services.apply(Change(i18n.gettext("Add “{title}”").format(title=HEBREW), after=(event,)))
    assert window.session.chronology.undo_label == f"Add “{BEGINS}{HEBREW}\u2069”"
    window.session.select(window.session.chronology.row_of(event.id))
    window.view.toggle_table()
    table = window.workspace.table.events
    titles = {table.index(at, column).data() for at in range(table.rowCount()) for column in range(2)}
    assert f"{BEGINS}{HEBREW}\u2069" in titles
    assert BEGINS in window.toolbar.undo.toolTip()
