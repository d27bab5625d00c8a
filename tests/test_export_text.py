"""Text on an export page: broken to its column, safe to show."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from timeline_app.export.text import Measure, Piece, Style, break_lines, height_of, plain_line, shorten
from timeline_app.paint.fonts import load_fonts

STYLE = Style(10.0, 14.0, "#000000")


@pytest.fixture
def measure(qapp):
    assert QGuiApplication.instance() is qapp
    load_fonts()
    return Measure()


def texts(lines):
    return [" ".join(piece.text for piece in line) for line in lines]


def test_lines_keep_to_their_width_and_lose_no_word(measure):
    words = "Third round of direct talks in Istanbul brings an exchange of prisoners on both sides"
    lines = break_lines([Piece(words, STYLE)], 120, measure)
    assert len(lines) > 2
    assert all(line[-1].x + measure.width(line[-1].text, STYLE) <= 120.5 for line in lines)
    assert " ".join(texts(lines)) == words
    assert height_of(lines) == 14 * len(lines)


def test_a_word_wider_than_the_column_is_split(measure):
    address = "https://example.org/" + "a" * 200
    lines = break_lines([Piece(address, STYLE)], 100, measure)
    assert "".join(texts(lines)).replace(" ", "") == address
    assert all(measure.width(text, STYLE) <= 100.5 for text in texts(lines))


def test_lines_beyond_the_most_end_in_an_ellipsis(measure):
    lines = break_lines([Piece("one two three four five six seven eight nine ten", STYLE)], 60, measure, most=2)
    assert len(lines) == 2
    assert texts(lines)[1].endswith("…")


def test_a_date_is_not_broken(measure):
    date = "24\u00a0July\u00a02025"
    lines = break_lines([Piece(f"Some publisher or other, {date}", STYLE)], measure.width(date, STYLE) + 2, measure)
    assert texts(lines)[-1] == date


def test_shortened_text_fits(measure):
    assert shorten("short", STYLE, 500, measure) == "short"
    cut = shorten("a rather long text that does not fit", STYLE, 60, measure)
    assert cut.endswith("…")
    assert measure.width(cut, STYLE) <= 60


def test_what_hides_or_turns_text_is_dropped():
    assert plain_line("a\u202eb\u200bc\x1b[31m\nd\te") == "abc[31m d e"
    assert plain_line("Україна 24\u00a0липня") == "Україна 24\u00a0липня"
