"""Text on an export page: broken to its column, safe to show."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from timeline_app.export.page.page import GAP, _Footer
from timeline_app.export.page.sources import NumberedSource, with_numbers
from timeline_app.export.page.text import (
    FontStyle,
    TextMeasure,
    TextPiece,
    break_lines,
    draw_lines,
    height_of,
    plain_line,
    shorten,
)
from timeline_app.paint.theme import LIGHT, load_fonts

STYLE = FontStyle(10.0, 14.0, "#000000")


@pytest.fixture
def measure(qapp):
    assert QGuiApplication.instance() is qapp
    load_fonts()
    return TextMeasure()


def texts(lines):
    return [" ".join(piece.text for piece in line) for line in lines]


def test_lines_keep_to_their_width_and_lose_no_word(measure):
    words = "Third round of direct talks in Istanbul brings an exchange of prisoners on both sides"
    lines = break_lines([TextPiece(words, STYLE)], 120, measure)
    assert len(lines) > 2
    assert all(line[-1].x + measure.width(line[-1].text, STYLE) <= 120.5 for line in lines)
    assert " ".join(texts(lines)) == words
    assert height_of(lines) == 14 * len(lines)


def test_a_word_wider_than_the_column_is_split(measure):
    address = "https://example.org/" + "a" * 200
    lines = break_lines([TextPiece(address, STYLE)], 100, measure)
    assert "".join(texts(lines)).replace(" ", "") == address
    assert all(measure.width(text, STYLE) <= 100.5 for text in texts(lines))


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("Kraftfahrzeughaftpflichtversicherung", ["Kraftfahrzeug-", "haftpflichtver-", "sicherung"]),
        ("Waffenstillstandsüberwachung", None),
        ("переосвідомлювальність", None),
        ("x" * 60, None),
    ],
)
def test_a_long_compound_is_divided_with_hyphens_before_syllables(measure, word, divided):
    width = measure.width("Kraftfahrzeug-", STYLE) + 2
    lines = texts(break_lines([TextPiece(word, STYLE)], width, measure))
    assert "".join(line.removesuffix("-") for line in lines) == word
    assert all(measure.width(line, STYLE) <= width for line in lines)
    assert all(line.endswith("-") == (word[0] != "x") for line in lines[:-1])
    assert divided is None or lines == divided


def test_lines_beyond_the_most_end_in_an_ellipsis(measure):
    lines = break_lines([TextPiece("one two three four five six seven eight nine ten", STYLE)], 60, measure, most=2)
    assert len(lines) == 2
    assert texts(lines)[1].endswith("…")


def test_a_date_is_not_broken(measure):
    date = "24\u00a0July\u00a02025"
    lines = break_lines([TextPiece(f"Some publisher or other, {date}", STYLE)], measure.width(date, STYLE) + 2, measure)
    assert texts(lines)[-1] == date


def test_shortened_text_fits(measure):
    assert shorten("short", STYLE, 500, measure) == "short"
    cut = shorten("a rather long text that does not fit", STYLE, 60, measure)
    assert cut.endswith("…")
    assert measure.width(cut, STYLE) <= 60


def test_what_hides_or_turns_text_is_dropped():
    assert plain_line("a\u202eb\u200bc\x1b[31m\nd\te") == "abc[31m d e"
    assert plain_line("Україна 24\u00a0липня") == "Україна 24\u00a0липня"


def test_a_text_without_end_costs_no_more_than_a_page_holds(measure):
    endless = "x" * 1_000_000
    lines = break_lines([TextPiece(endless, STYLE)], 200, measure, most=2)
    assert [line[-1].text[-1] for line in lines] == ["x", "…"]
    assert measure.width(shorten(endless, STYLE, 200, measure), STYLE) <= 200


def test_text_is_cut_no_sooner_than_it_must(measure):
    words = "a rather long text that does not fit"
    for width in range(20, 140, 7):
        cut = shorten(words, STYLE, width, measure)
        longer = next(each for n in range(len(cut), 99) if (each := words[:n].rstrip() + "…") != cut)
        assert measure.width(cut, STYLE) <= width
        assert measure.width(longer, STYLE) > width


def test_a_long_title_leaves_the_number_of_the_page_alone(measure):
    foot = _Footer("A title that is much longer than the page is wide " * 9, "1 of 3", LIGHT)
    image = QImage(300, 20, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        foot.draw(painter, QRectF(0, 0, 300, 14))
    number = measure.width("1 of 3", foot._style)
    gap = range(math.ceil(300 - number - GAP) + 1, math.floor(300 - number) - 1)
    assert len(gap) > 10
    assert all(image.pixelColor(x, y).alpha() == 0 for x in gap for y in range(20))


@pytest.mark.parametrize(
    ("numbers", "raised"),
    [
        ((), ""),
        ((7,), "⁷"),
        ((1, 2), "¹ ²"),
        ((3, 4, 5), "³⁻⁵"),
        ((10, 2, 1), "¹ ² ¹⁰"),
        ((1, 3, 5, 7), "¹ ³ ⁵ ⁷"),
        ((1, 3, 5, 7, 9), "¹ ³ ⁵ ⁷⁺"),
    ],
)
def test_numbers_of_sources_are_raised_joined_and_no_more_than_four(numbers, raised):
    spaced = raised.replace(" ", "\u2009")
    assert with_numbers("Talks", numbers) == (f"Talks\u2009{spaced}" if numbers else "Talks")


def test_of_a_word_without_end_only_what_may_stand_on_a_line_is_measured(qapp):
    class Counting(TextMeasure):
        longest = 0

        def width(self, text, style):
            self.longest = max(self.longest, len(text))
            return super().width(text, style)

    measure, style = Counting(), FontStyle(12.0, 17.0, "#000000")
    lines = break_lines([TextPiece("W" * 4000 + "i" * 4000, style)], 300.0, measure)
    assert (
        "".join(piece.text for line in lines for piece in line).replace(" ", "").replace("-", "")
        == "W" * 4000 + "i" * 4000
    )
    assert all(measure.width(piece.text, style) <= 300.0 for line in lines for piece in line)
    assert measure.longest < 200


def test_a_line_of_a_source_in_two_directions_keeps_its_order_and_its_spaces(measure):
    title, publisher = "דיווח (2025).", "הארץ"
    source = NumberedSource(1, title, publisher, "24 July 2025", "", locators=("p. 3",))
    assert source.byline == f"\u2068{publisher}\u2069, 24 July 2025, p. 3"
    assert plain_line(source.byline) == source.byline
    assert plain_line(f"\u2069{title}") == title
    style, other = FontStyle(10.0, 13.0, "#000000"), FontStyle(10.0, 13.0, "#5F5A51")
    (line,) = break_lines([TextPiece(title, style), TextPiece(publisher, other)], 400, measure)
    picture = QImage(300, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    with QPainter(picture) as painter:
        draw_lines(painter, [line], QPointF(2, 2), measure)
    seam = round(2 + line[1].x - measure.width(" ", other) / 2)
    assert {picture.pixel(seam, y) & 0xFFFFFF for y in range(20)} == {0xFFFFFF}
