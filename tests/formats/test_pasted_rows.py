"""Rows from the clipboard: of a spreadsheet, of a page, with names above the columns and without."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document.importing import plan_import
from timeline_app.domain.errors import FormatError
from timeline_app.formats.tables import pasted_rows as module
from timeline_app.formats.tables.pasted_rows import pasted_rows, with_header, write_rows


def test_lines_with_tabs_are_rows():
    assert pasted_rows("Date\tTitle\r\n15 April 2023\tFighting begins\r\n\r\n") == [
        ["Date", "Title"],
        ["15 April 2023", "Fighting begins"],
    ]


def test_a_cell_with_line_breaks_and_marks_comes_whole_as_spreadsheets_copy_it():
    assert pasted_rows('2023\t"One\nTwo, ""so called"""\n') == [["2023", 'One\nTwo, "so called"']]


def test_a_quotation_mark_that_is_a_letter_swallows_nothing():
    assert pasted_rows('2023\t"Wagner" leaves\n2024\t"open') == [["2023", '"Wagner" leaves'], ["2024", '"open']]


def test_a_table_of_a_page_is_taken_where_the_text_has_no_tabs():
    page = (
        "<html><style>td{}</style><table><tr><th>Date</th><th>Title</th></tr>"
        "<tr><td>15&nbsp;April 2023<td>Fighting <b>begins</b><br>in Khartoum<script>x()</script></tr></table> after"
    )
    assert pasted_rows("Date Title", page) == [
        ["Date", "Title"],
        ["15 April 2023", "Fighting begins in Khartoum"],
    ]


def test_a_copied_table_is_read_as_one_in_a_file_is():
    page = (
        "<table><tr><td>Menu</td></tr></table>"
        "<table><tr><th rowspan=2>Date</th><th colspan=2>Talks</th></tr><tr><th>Place</th><th>What</th></tr>"
        "<tr><td rowspan=2>16 May 2025<td>Istanbul<td>First round<sup class=reference>[1]</sup></tr>"
        "<tr><td>Rome<td><a href='https://example.org/rome'>A meeting</a><span style='display:none'>x</span></tr>"
        "</table>"
    )
    assert pasted_rows("", page) == [
        ["Date", "Talks Place", "Talks What", "Links"],
        ["16 May 2025", "Istanbul", "First round", ""],
        ["16 May 2025", "Rome", "A meeting", "https://example.org/rome"],
    ]


def test_rows_that_were_copied_without_their_table_are_rows():
    assert pasted_rows("", "<tr><td>15 April 2023<td>Fighting begins") == [["15 April 2023", "Fighting begins"]]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("", ""), ("An article.\nIn two lines.", "<p>An article.</p>"), ("\t\n \t", ""),
        ("one", "<table><tr><td>one</table>"),
    ],
    ids=["nothing", "an article", "empty cells", "one cell"],
)  # fmt: skip
def test_what_is_no_table_gives_no_rows(text, markup):
    assert pasted_rows(text, markup) == []


def test_too_much_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 10)
    with pytest.raises(FormatError, match="More than 10 letters were copied"):
        pasted_rows("a\tb\n" * 10)


def test_names_that_were_copied_stay():
    rows = [["Datum", "Titel"], ["1.5.2023", "A"]]
    assert with_header(rows) == rows
    unknown = [["Wann?", "Was geschah"], ["1.5.2023", "A"], ["2.5.2023", "B"]]
    assert with_header(unknown) == unknown, "a person says what they mean"


def test_rows_alone_get_names_by_what_stands_in_them():
    rows = [["3", "15 April 2023", "16 April 2023", "Fighting begins", "Khartoum"], ["4", "", "", "Talks", "Jeddah"]]
    assert with_header(rows) == [["A", "start", "end", "title", "E"], *rows]
    assert with_header([["2023-04-15", "Only one row"]])[0] == ["start", "title"]


def test_columns_beyond_the_alphabet_are_named_as_spreadsheets_do():
    assert with_header([["1"] * 28])[0][25:] == ["Z", "AA", "AB"]


def test_they_are_planned_as_a_file_of_them_is(tmp_path):
    path = tmp_path / "Pasted rows.csv"
    write_rows(with_header(pasted_rows("15 April 2023\tFighting begins\n6 May 2023\tTalks, in Jeddah")), path)
    plan = plan_import(path)
    assert plan.format == "csv"
    assert [(draft.title, draft.start) for draft in plan.first] == [
        ("Fighting begins", "2023-04-15"), ("Talks, in Jeddah", "2023-05-06")
    ]  # fmt: skip


CELLS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_a_spreadsheet_copies_comes_back_cell_by_cell(rows):
    text = io.StringIO()
    csv.writer(text, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(rows)
    assert pasted_rows(text.getvalue()) == rows


@given(st.text(max_size=60), st.text(max_size=80))
def test_no_clipboard_is_too_odd(text, markup):
    for row in pasted_rows(text + "\t", "<table><tr><td>" + markup):
        assert all(isinstance(cell, str) for cell in row)
