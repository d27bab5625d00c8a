"""A title takes a second line before it is cut, where rows are high enough; no line is wider than its room."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.layout.placement.titles import TextWidths, TitleBook

words = st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join)


def book_of(title):
    widths = TextWidths(lambda _character: 6.0)
    book = TitleBook(widths, widths)
    book.learn({0: title})
    return book


@given(words, st.integers(90, 400))
@settings(max_examples=80, deadline=None)
def test_both_lines_fit_and_hold_more_than_one_would(title, room_px):
    book = book_of(title)
    folded, single = (make(0, room_px, bold=False, date="") for make in (book.folded, book.shorter))
    lines = folded.text.split("\n")
    assert len(lines) <= 2
    assert all(6 * len(line) <= room_px for line in lines)
    assert folded.width_px == 6 * max(map(len, lines))
    assert len(folded.text) >= len(single.text)
    if len(title) * 6 <= room_px:
        assert folded.text == title


def test_a_date_stands_before_the_first_line_and_takes_its_room_from_both():
    title = "first second third fourth fifth sixth seventh eighth ninth tenth"
    folded = book_of(title).folded(0, 200, bold=False, date="16 May")
    plain = book_of(title).folded(0, 200, bold=False)
    assert folded.date == "16 May"
    assert folded.width_px <= 200
    assert len(folded.text.split("\n")[0]) < len(plain.text.split("\n")[0])


def test_two_lines_are_about_equally_long():
    folded = book_of("Russia launches its full scale invasion of Ukraine").folded(0, 6 * 44, bold=False)
    assert folded.text.split("\n") == ["Russia launches its full", "scale invasion of Ukraine"]
