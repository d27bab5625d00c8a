"""Exports of Aeon Timeline 2 and 3."""

from __future__ import annotations

import csv
import io

import pytest
from foreign_files import names_of, read_as

OF_2 = ("EventID", "Title", "Start Date", "Duration", "End Date", "Parent", "Color", "Tags", "Links", "Description",
        "Participant", "Witness", "Location")  # fmt: skip
OF_3 = ("Type", "Display ID", "Label", "Summary", "Narrative Position", "Color", "Ongoing", "Start Date",
        "Latest Start Date", "Duration", "Earliest End Date", "End Date", "Tags", "Participant")  # fmt: skip


def table(header, *rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows({name.replace("_", " "): cell for name, cell in row.items()} for row in rows)
    return out.getvalue()


def read(tmp_path, header, *rows):
    return read_as("aeon", tmp_path / "a.csv", table(header, *rows))


def test_a_row_of_version_2(tmp_path):
    (draft,), reading = read(tmp_path, OF_2, {
        "EventID": "70.7", "Title": "Talks", "Start Date": "1933-02-07 14:20:00", "Duration": "10 minutes",
        "End Date": "1933-02-07 14:30:00", "Parent": "70", "Color": "Blue", "Tags": "A|B", "Description": "One\ntwo",
        "Participant": "Poirot|Colonel, the", "Witness": "Valet", "Location": "Train",
    })  # fmt: skip
    assert (draft.title, draft.start, draft.end) == ("Talks", "1933-02-07T14:20:00", "1933-02-07T14:30:00")
    assert (draft.actors, draft.tags, draft.place) == (("Poirot", "Colonel, the", "Valet"), ("A", "B"), "Train")
    assert (draft.external_id, draft.summary, draft.row) == ("70.7", "One\ntwo", 2)
    assert draft.notes.splitlines() == ["Duration: 10 minutes", "Parent: 70", "Color: Blue", "Witness: Valet"]
    assert any("Kept in the notes" in note and "Parent" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("cells", "tags"),
    [
        (("a, b", "c"), [("a", "b"), ("c",)]),
        (("a, b", "c|d"), [("a, b",), ("c", "d")]),
    ],
)
def test_tags_of_version_2_are_parted_at_commas_where_no_bar_stands_between_any(tmp_path, cells, tags):
    rows = [{"EventID": "1", "Title": "A", "Participant": "Colonel, the", "Tags": cell} for cell in cells]
    drafts, _reading = read(tmp_path, OF_2, *rows)
    assert [draft.tags for draft in drafts] == tags
    assert {draft.actors for draft in drafts} == {("Colonel, the",)}


def test_only_events_of_version_3_come_in_and_the_others_are_told(tmp_path):
    drafts, reading = read(
        tmp_path, OF_3,
        {"Type": "Event", "Display ID": "EV1", "Label": "A", "Start Date": "1778-06", "Tags": "x,y"},
        {"Type": "Person", "Display ID": "P1", "Label": "Poirot", "Start Date": "1880-01-01"},
        {"Type": "Event", "Label": "B", "Start Date": "2014-02-20 09:00:00", "Ongoing": "True"},
        {"Type": "Story", "Label": "Folder"},
    )  # fmt: skip
    assert [(each.title, each.start, each.end, each.tags) for each in drafts] == [
        ("A", "1778-06", "", ("x", "y")), ("B", "2014-02-20T09:00:00", "..", ()),
    ]  # fmt: skip
    assert any("Person 1, Story 1" in note for note in reading.notes)


def test_four_dates_are_two_that_are_not_known_exactly(tmp_path):
    (draft,), _reading = read(tmp_path, OF_3, {
        "Type": "Event", "Label": "A", "Start Date": "1861-06-01", "Latest Start Date": "1861-07-01",
        "Earliest End Date": "1863-06", "End Date": "1863-07",
    })  # fmt: skip
    assert (draft.start, draft.end) == ("[1861-06-01..1861-07-01]", "[1863-06..1863-07]")


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("0044-03-15 12:30:00 BC", "-0043-03-15T12:30:00"),
        ("0001-12-17 BC", "0000-12-17"),
        ("BCE0612-08-10", "-0611-08-10"),
        ("0912", "0912"),
        ("1778-06", "1778-06"),
        ("7 July 1944", "1944-07-07"),
        ("0117-03 AD", "0117-03"),
    ],
)
def test_dates(tmp_path, cell, edtf):
    (draft,), _reading = read(tmp_path, OF_2, {"EventID": "1", "Title": "A", "Start Date": cell})
    assert draft.start == edtf


def test_dates_whose_clocks_all_show_midnight_are_days(tmp_path):
    rows = [{"EventID": str(n), "Title": "A", "Start Date": f"0044-03-{n} 00:00:00 BC"} for n in (15, 16)]
    drafts, reading = read(tmp_path, OF_2, *rows)
    assert [each.start for each in drafts] == ["-0043-03-15", "-0043-03-16"]
    assert any("read as days" in note for note in reading.notes)
    drafts, _reading = read(tmp_path, OF_2, *rows, {"EventID": "9", "Title": "B", "Start Date": "1933-02-06 21:15:00"})
    assert drafts[0].start == "-0043-03-15T00:00:00"


def test_what_cannot_be_read_is_kept_and_told(tmp_path):
    drafts, reading = read(
        tmp_path, OF_2,
        {"EventID": "1", "Title": "A", "Start Date": "once", "Location": "Kyiv|Lviv"},
        {"EventID": "2", "Title": "", "Start Date": "1933"},
        {"EventID": "3", "Title": "C"},
    )  # fmt: skip
    assert [(each.title, each.start, each.date_text, each.place) for each in drafts] == [
        ("A", "", "once", "Kyiv"), ("C", "", "", ""),
    ]  # fmt: skip
    assert "Location: Kyiv|Lviv" in drafts[0].notes
    assert sorted(each.row for each in reading.problems) == [2, 3]


@pytest.mark.parametrize(
    "header", ["Title,Start Date,End Date,Tags", "Type,Label,Start Date", "id,Duration,Color,Links"]
)
def test_other_tables_are_not_taken_for_one(tmp_path, header):
    assert "aeon" not in names_of(tmp_path / "a.csv", f"{header}\na,2014-01-01,b,c\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    text = table(OF_2, {"EventID": "1", "Title": "Café", "Start Date": "1933"}).encode(encoding)
    (draft,), _reading = read_as("aeon", tmp_path / "a.csv", text)
    assert draft.title == "Café"
