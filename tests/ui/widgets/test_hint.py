"""A hint in a field says as much as there is room for, and is cut in no word."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from timeline_app.ui.events.planned_offer import PlannedOffer
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.hinted_line_edit import HintedLineEdit, shorter


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        ("23 July 2025, early May 2025, c. 1990 …",
         ["23 July 2025, early May 2025, c. 1990 …", "23 July 2025, early May 2025 …", "23 July 2025 …"]),
        ("empty — no category", ["empty — no category", "empty"]),
        ("where", ["where"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_a_hint_is_shortened_from_its_end(hint, expected):
    assert shorter(hint) == expected


def test_a_hint_says_less_where_there_is_less_room_and_more_again(qtbot):
    field = HintedLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("23 July 2025, early May 2025, c. 1990 …")
    told = []
    for width_px in (500, 230, 140, 500):
        field.resize(width_px, 30)
        field.show()
        told.append(field.placeholderText())
    assert told == [
        "23 July 2025, early May 2025, c. 1990 …",
        "23 July 2025, early May 2025 …",
        "23 July 2025 …",
        "23 July 2025, early May 2025, c. 1990 …",
    ]


def test_another_sentence_stands_in_for_a_hint_without_room(qtbot):
    field = HintedLineEdit()
    qtbot.addWidget(field)
    field.resize(120, 30)
    field.set_hints("Search, or filter by actor", "Search")
    assert field.placeholderText() == "Search"
    field.set_hints()
    assert field.placeholderText() == ""


def test_an_offer_breaks_into_lines_where_it_has_no_room_on_one(window):
    page = QWidget(window)
    offer = PlannedOffer(window.session, page)
    offer.setText("This lies after 31 July 2025. Mark as planned (Alt+P)")
    whole_px = offer.sizeHint().width()
    assert offer.heightForWidth(whole_px // 2) >= 2 * offer.fontMetrics().height()
    assert offer.heightForWidth(whole_px + 10) < 2 * offer.fontMetrics().height()
    assert offer.minimumSizeHint().width() < whole_px // 2


def test_a_choice_that_has_no_room_is_told_whole_by_its_tip(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    box = ComboBox(page, yields=True)
    box.addItems(["Once, with the rule in the notes", "No"])
    box.resize(100, 30)
    page.show()
    assert box.toolTip() == "Once, with the rule in the notes"
    box.setCurrentIndex(1)
    assert box.toolTip() == ""


def test_a_hint_without_any_room_is_not_said(qtbot):
    field = HintedLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("a new name is added")
    field.resize(60, 30)
    field.show()
    assert field.placeholderText() == ""
    field.resize(300, 30)
    assert field.placeholderText() == "a new name is added"


def test_the_room_of_a_hint_is_what_the_style_leaves_for_text(window, qtbot):
    fields = window.findChildren(HintedLineEdit)
    bare = HintedLineEdit()
    qtbot.addWidget(bare)
    bare.resize(200, 30)
    assert len(fields) >= 1
    for field in (*fields, bare):
        frame = QStyleOptionFrame()
        field.initStyleOption(frame)
        inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, field)
        margins = field.textMargins()
        caret_px = 2  # on either side of the text, as Qt draws it
        assert field.hint_room_px == inside.width() - margins.left() - margins.right() - 2 * caret_px
