"""Tables are read many rows at a time, and give what reading them one by one gives."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.tables.csv_table import read_csv
from timeline_app.formats.tables.delimited import DelimitedRows
from timeline_app.formats.tables.row_blocks import split_at_once

HEADER = "id,title,start,end,status,importance,actors,place,lat,lon,tags,summary,link,publisher,zone,shift\n"
CELLS = st.sampled_from(
    [
        "", "", " ", "-", "null", "e1", "Shelling", "  Shelling   of  a bridge ", "A\u00a0bridge", "'=1", "' x", "'",
        "2022-03-01", "1.2.2022", "13.2.2022", "some day", "2022-03-01 14:05", "planned", "maybe", "4", "9", "NaN",
        "50.4", "95", "Kyiv; Lviv", "Europe/Kyiv", "no zone", "https://a.example/1 | https://b.example/2",
        "01a227c7-6309-7fe2-8366-57623e4427cb", "x" * 301, "{}",
    ]
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=16, max_size=16), min_size=1, max_size=12)


def read(path, options=None):
    reading = read_csv(path, options or ReadOptions())
    found = list(reading.drafts)
    return found, list(reading.problems), list(reading.left_out), reading.unread_dates


@given(rows=ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_of_one_width_give_what_each_gives_by_itself(tmp_path, rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path = tmp_path / "table.csv"
    path.write_text(HEADER + text.getvalue())
    by_themselves = ReadOptions(separators={"category": "§"})  # of a column that is not there, so it changes nothing
    assert read(path) == read(path, by_themselves)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_cells_of_several_lines_may_lie_anywhere_in_a_large_file(tmp_path, ends):
    chance = random.Random(3)  # noqa: S311 - of a test
    rows = [
        [f"e{n}", "a" * chance.randint(0, 200), ends.join("b" * chance.randint(0, 9) for _line in range(n % 5)), 'c"d']
        for n in range(3_000)
    ]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ends).writerows(rows)
    path = tmp_path / "table.csv"
    path.write_bytes(text.getvalue().encode())
    assert list(DelimitedRows(path, "utf-8", ",").rows()) == rows


def test_marks_that_do_not_pair_hide_no_row_of_a_large_file_and_are_told(tmp_path):
    rows = [f"e{n},title {n},2022-01-01" for n in range(4_000)]
    rows[2_000] = 'e2000,"title 2000,2022-01-01'
    path = tmp_path / "table.csv"
    path.write_text("\n".join(rows) + "\n")
    told = []
    found = list(DelimitedRows(path, "utf-8", ",").rows(lambda row, message: told.append(row)))
    assert [row[0] for row in found] == [f"e{n}" for n in range(4_000)]
    assert told == [2_001]


def test_columns_beside_fields_stand_in_the_notes_of_rows_at_once(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("title,date,notes,shift,crew\nA,2022,said,night,-\nB,2023,,,5\nC,2024,,,\n")
    found, *_rest = read(path)
    assert [draft.notes for draft in found] == ["said\nshift: night", "crew: 5", ""]


def test_a_first_look_says_nothing_of_rows_behind_those_it_shows(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("title,date\n" + "A,2022\n" * 60 + "B,some day\n")
    reading = read_csv(path, replace(ReadOptions(), within=1_000))
    for _row in range(50):
        next(reading.drafts)
    assert list(reading.problems) == []


@given(text=st.text(st.sampled_from("a,;\t\" '\r\n"), min_size=1, max_size=60), delimiter=st.sampled_from(",;\t"))
@example(text="a,a\na,a", delimiter=",")
@example(text="a,a\r\n,\r\n", delimiter=",")
def test_one_split_gives_what_csv_gives_or_nothing(text, delimiter):
    found = split_at_once(text, delimiter)
    if found is not None:
        assert list(found) == list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        assert [found.row(at) for at in range(len(found))] == list(found)
        assert list(found.part(1, 3)) == list(found)[1:3]


def test_a_plain_table_is_split_at_once():
    found = split_at_once("a,b\r\nc,\r\n,d", ",")
    assert found is not None
    assert found.columns == [["a", "c", ""], ["b", "", "d"]]


def test_the_header_and_the_lines_above_it_are_no_rows_of_a_batch(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Of 2022\n\ntitle,date,place\n" + "".join(f"A {n},2022-01-01,Kyiv\n" for n in range(2_000)))
    found, problems, left_out, _unread = read(path)
    assert [draft.title for draft in found] == [f"A {n}" for n in range(2_000)]
    assert [draft.row for draft in found] == list(range(4, 2_004))
    assert not problems
    assert not left_out


def test_a_row_of_another_width_in_a_large_table_loses_nothing(tmp_path):
    rows = [f"A {n},2022-01-01,Kyiv" for n in range(2_000)]
    rows[1_500] = "A 1500,2022-01-01,Kyiv,more"
    path = tmp_path / "table.csv"
    path.write_text("title,date,place\n" + "\n".join(rows))
    found, problems, _left_out, _unread = read(path)
    assert [draft.title for draft in found] == [f"A {n}" for n in range(2_000)]
    assert "more" in found[1_500].notes
    assert [problem.row for problem in problems] == [1_502]
