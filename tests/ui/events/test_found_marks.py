"""Words that a search found are marked in the event panel, the table, the canvas and its cards, and only there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocumentFragment

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.change import Change
from timeline_app.paint.card import HoverCard, paint_card
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.theme import DARK, LIGHT
from timeline_app.ui.table.model import TITLE
from timeline_app.ui.table.view import EventTable
from timeline_app.ui.widgets.chip import Chip
from timeline_app.ui.widgets.labels import MarkableLabel

MARKED = re.compile("<span[^>]*background-color[^>]*>(.*?)</span>")


def labels(window):
    return window.workspace.details.widget().findChildren(MarkableLabel)


def marked(window):
    return {label.field: MARKED.findall(label.text()) for label in labels(window) if MARKED.search(label.text())}


def said(label):
    return QTextDocumentFragment.fromHtml(label.text()).toPlainText() if "<" in label.text() else label.text()


def search(window, text):
    """Filter by words, and select the event whose title names the meeting that failed."""
    window.session.set_filter(FilterState(text))
    chronology = window.session.chronology
    titles = chronology.titles(chronology.columns.row.tolist())
    window.session.select(next(row for row, title in titles.items() if title.startswith("Trump–Zelensky")))


@pytest.mark.parametrize(
    ("query", "in_title"),
    [("~Зеленський meet ", ["Zelensky", "meeting"]), ("=meeting", ["meeting"]), ("zelen", ["Zelensky"]),
     ('"open dispute"', ["open dispute"]), ("title:meets", ["meeting"]), ("-strike", None), ("actor:Trump", None),
     ("summary:zelensky", None), ("=meet OR zelensky", ["Zelensky"])],
)  # fmt: skip
def test_the_panel_marks_what_was_found_as_it_was_found(window, query, in_title):
    search(window, query)
    assert marked(window).get("title") == in_title


def test_marks_follow_the_search_and_change_no_word(window):
    search(window, "")
    before = [said(label) for label in labels(window)]
    window.session.set_filter(FilterState("zelensky reproached"))
    assert marked(window)["summary"] == ["reproached", "Zelensky"]
    assert [said(label) for label in labels(window)] == before
    assert [label.accessibleName() for label in labels(window)] == before
    window.session.set_filter(FilterState("zelensky reproached ("))  # it cannot be read: the last one holds
    assert marked(window)["summary"] == ["reproached", "Zelensky"]
    window.session.set_filter(FilterState(""))
    assert marked(window) == {}


def test_notes_in_which_a_search_does_not_look_are_not_marked(window):
    search(window, "zelensky")
    session = window.session
    event = session.selected_event()
    session.chronology.do(Change("Note", before=(event,), after=(replace(event, notes="Zelensky left early."),)))
    notes = next(label for label in labels(window) if said(label) == "Zelensky left early.")
    assert not MARKED.search(notes.text())
    assert "title" in marked(window)


def has_colour(picture: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(picture.pixel(x, y) == wanted for x in range(picture.width()) for y in range(picture.height()))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_cells_and_names_have_the_background_of_found_words_while_something_is_sought(window, theme, qtbot):
    window.session.theme = theme
    search(window, "")
    table = EventTable(window.session)
    qtbot.addWidget(table)
    table.resize(900, 400)
    chip = next(each for each in window.workspace.details.widget().findChildren(Chip) if "Zelensky" in each.text())
    assert not has_colour(table.grab().toImage(), theme.found)
    assert not has_colour(chip.grab().toImage(), theme.found)
    words = [table.model().index(line, TITLE).data() for line in range(table.model().rowCount())]
    window.session.set_filter(FilterState("zelensky"))
    assert has_colour(table.grab().toImage(), theme.found)
    assert has_colour(chip.grab().toImage(), theme.found)
    assert {table.model().index(line, TITLE).data() for line in range(table.model().rowCount())} <= set(words)


def test_titles_of_the_canvas_are_underlined_while_something_is_sought(window):
    window.resize(1300, 760)
    canvas = window.workspace.canvas
    search(window, "category:=Diplomacy")
    window.session.select(None)
    plain = canvas.grab().toImage()
    window.session.set_filter(FilterState("category:=Diplomacy zelensky OR category:=Diplomacy -nosuchword"))
    marked_ones = canvas.grab().toImage()
    assert marked_ones != plain
    window.session.set_filter(FilterState("category:=Diplomacy"))
    assert canvas.grab().toImage() == plain


def test_the_card_beside_the_pointer_underlines_words_of_its_title_alone(window):
    window.resize(1300, 760)
    canvas = window.workspace.canvas
    titled = HoverCard(500, 200, "Zelensky and 5 events", ("Zelensky, on 5 days",), of_event=True)
    counted = HoverCard(500, 200, "5 events", ("Zelensky, on 5 days",))

    def pictures():
        made = []
        for card in (titled, counted):
            picture = QImage(canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
            picture.fill(0)
            with QPainter(picture) as painter:
                context = PaintContext(canvas.theme, (), PixmapCache(), found=window.session.found())
                paint_card(painter, canvas.scene, card, context)
            made.append(picture)
        return made

    plain = pictures()
    window.session.set_filter(FilterState("zelensky OR events"))
    assert window.session.found()
    marked_title, marked_count = pictures()
    assert marked_title != plain[0]
    assert marked_count == plain[1]
