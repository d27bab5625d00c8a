"""Workbooks are read as tables: what a cell is stays so, a sheet can be chosen, and nothing fills the memory."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import python_calamine

from tests.support.workbooks import sheet_xml, write_ods, write_xlsx
from timeline_app.document.importing import ImportOptions, plan_import
from timeline_app.domain.errors import FormatError
from timeline_app.formats import registry
from timeline_app.formats.reading import ReadOptions

XLS = Path(__file__).parents[1] / "data" / "tables" / "events.xls"
EVENTS = [
    ["Title", "Date", "Time", "Casualties"],
    ["Shelling", date(2022, 2, 24), time(5, 0), 3.0],
    ["Talks", datetime.fromisoformat("2022-02-28T12:30"), None, 1.5],
    ["Serial number", 44620, 0.25, True],
]


def read(path, **options):
    options = ReadOptions(**options)
    recognised, _others = registry.recognise(path, options)
    reading = registry.read(path, recognised, options)
    return list(reading.drafts), reading


def test_cells_that_are_dates_stay_dates_and_numbers_among_them_are_days(tmp_path):
    drafts, reading = read(write_xlsx(tmp_path / "a.xlsx", {"Events": EVENTS}))
    assert reading.format == "xlsx"
    assert [(draft.title, draft.start, draft.row) for draft in drafts] == [
        ("Shelling", "2022-02-24T05:00:00", 2),
        ("Talks", "2022-02-28T12:30:00", 3),
        ("Serial number", "2022-02-28T06:00:00", 4),
    ]
    assert [draft.notes for draft in drafts] == ["Casualties: 3", "Casualties: 1.5", "Casualties: true"]
    assert reading.problems == []


def test_days_of_a_workbook_are_days(tmp_path):
    rows = [["Title", "Start", "End"], ["A", date(2022, 2, 24), date(2022, 3, 2)], ["B", date(1905, 1, 9), "ongoing"]]
    drafts, _reading = read(write_xlsx(tmp_path / "a.xlsx", {"Events": rows}))
    assert [(draft.start, draft.end) for draft in drafts] == [("2022-02-24", "2022-03-02"), ("1905-01-09/..", "")]


def test_the_first_sheet_with_a_table_is_read_and_another_can_be_chosen(tmp_path):
    sheets = {
        "Hidden": [["Title", "Date"], ["H", date(2020, 1, 1)]],
        "Cover": [["A history"], ["made by me"]],
        "Events": [["Title", "Date"], ["E", date(2021, 1, 1)]],
        "Others": [["Title", "Date"], ["O", date(2022, 1, 1)]],
        "Empty": [],
    }
    path = write_xlsx(tmp_path / "a.xlsx", sheets, hidden=["Hidden"])
    drafts, reading = read(path)
    assert [draft.title for draft in drafts] == ["E"]
    assert (reading.table.sheet, reading.table.sheets) == ("Events", tuple(sheets))
    assert any("“Events” was read" in note for note in reading.notes)
    assert [draft.title for draft in read(path, sheet="others")[0]] == ["O"]
    assert [draft.title for draft in read(path, sheet="Hidden")[0]] == ["H"]
    with pytest.raises(FormatError, match="no sheet “None”\\. Its sheets are: Cover, Events"):
        read(path, sheet="None")
    with pytest.raises(FormatError, match="empty"):
        read(path, sheet="Empty")


def test_empty_rows_lines_above_merged_cells_and_formulas(tmp_path):
    rows = [
        ["Incidents of spring"],
        [],
        [None, "Title", "Date", "Place"],
        [None, "One", date(2022, 5, 3), "Izium"],
        [],
        [None, "Two", date(2022, 5, 4), "Lyman"],
        [None, ("UPPER(B6)", "THREE"), None, None],
        [None, "Four", date(2022, 5, 6), None],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows}, merged=["C6:C7", "D6:D8", "B1:D1"])
    drafts, reading = read(path)
    assert [(draft.title, draft.start, draft.place, draft.row) for draft in drafts] == [
        ("One", "2022-05-03", "Izium", 4),
        ("Two", "2022-05-04", "Lyman", 6),
        ("THREE", "2022-05-04", "Lyman", 7),
        ("Four", "2022-05-06", "Lyman", 8),
    ]
    assert any("Incidents of spring" in note for note in reading.notes)


def test_a_sheet_of_opendocument_and_one_of_old_excel(tmp_path):
    rows = [["Назва", "Дата", "Місце"], ["Переговори", date(2025, 7, 23), "Стамбул"]]
    for path in (write_ods(tmp_path / "a.ods", {"Аркуш": rows}), XLS):
        drafts, reading = read(path)
        assert [(draft.title, draft.start, draft.place) for draft in drafts] == [
            ("Переговори", "2025-07-23", "Стамбул")
        ], path
        assert reading.table.sheet == "Аркуш"


def test_a_sheet_of_timelinejs_in_a_workbook(tmp_path):
    rows = [["Year", "Month", "Day", "Headline", "Text", "Media", "Display Date"], [2023, 4, 15, "First", "", "", ""]]
    drafts, reading = read(write_xlsx(tmp_path / "a.xlsx", {"od1": rows}))
    assert reading.format == "timelinejs"
    assert [(draft.title, draft.start) for draft in drafts] == [("First", "2023-04-15")]


# --- what is none, or too much


def damaged(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


@pytest.mark.parametrize("make", [write_xlsx, write_ods])
def test_a_workbook_that_breaks_off_is_refused_in_a_sentence(tmp_path, make):
    path = damaged(make(tmp_path / f"a.{make.__name__[-4:].strip('_')}", {"S": EVENTS[:1]}))
    with pytest.raises(FormatError, match=r"is damaged, or no workbook.*\.$"):
        read(path)


def test_a_binary_workbook_is_told_how_to_be_saved(tmp_path):
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("xl/workbook.bin", b"x")
    with pytest.raises(FormatError, match=r"save it as \.xlsx"):
        read(path)


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
WIDE = "".join(f'<row r="{number}"><c r="ZZ{number}"><v>1</v></c></row>' for number in (1, 900_000)) + "</sheetData>"
BOMBS = {
    "far": sheet_xml([["Title", "Date"]]).replace("</sheetData>", FAR),
    "wide": sheet_xml([["Title", "Date"]]).replace("</sheetData>", WIDE),
}


@pytest.mark.parametrize("name", ["far", "wide"])
def test_cells_far_apart_are_refused_before_they_fill_the_memory(tmp_path, name):
    """In a process of its own with little memory: what fails here would end the tests."""
    path = write_xlsx(tmp_path / "a.xlsx", {"S": BOMBS[name]})
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from timeline_app.formats import registry; from timeline_app.formats.reading import ReadOptions\n"
        "from timeline_app.domain.errors import FormatError\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))\n"
        "try:\n"
        "    found, _others = registry.recognise(Path(sys.argv[1]), ReadOptions())\n"
        "    list(registry.read(Path(sys.argv[1]), found, ReadOptions()).drafts)\n"
        "except FormatError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "more memory than a table may" in done.stdout


@pytest.mark.parametrize(
    "extra",
    [
        (
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
            'table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell></table:table-row>'
        ),
        (
            '<table:table-row><table:table-cell table:number-columns-repeated="1000000" office:value-type="string">'
            "<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
    ],
)
def test_cells_of_opendocument_repeated_very_often_are_refused(tmp_path, extra):
    with pytest.raises(FormatError, match="more memory"):
        read(write_ods(tmp_path / "a.ods", {"S": [["Title", "Date"], ["A", date(2022, 1, 1)]]}, extra=extra))


def test_empty_rows_repeated_to_the_end_of_the_sheet_are_as_usual(tmp_path):
    extra = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    drafts, _reading = read(
        write_ods(tmp_path / "a.ods", {"S": [["Title", "Date"], ["A", date(2022, 1, 1)]]}, extra=extra)
    )
    assert [draft.title for draft in drafts] == ["A"]


def test_the_first_look_at_a_large_workbook_takes_its_first_rows(tmp_path, monkeypatch):
    opened = []

    def load(source, load=python_calamine.load_workbook):
        workbook = load(source)
        opened.append(workbook.get_sheet_by_name("S").height)
        return workbook

    monkeypatch.setattr(python_calamine, "load_workbook", load)
    line = "x" * 60
    rows = [["Title", "Date"], *([f"{line} {number}", date(2022, 1, 1)] for number in range(60_000))]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as target:
        target.writestr("xl/media/picture.png", b"\x00" * 2_000_000)  # so that it is no small file
    plan = plan_import(path, ImportOptions())
    assert not plan.whole
    assert 0 < max(opened) < 60_000 / 4
    assert [draft.title for draft in plan.first[:2]] == [f"{line} 0", f"{line} 1"]
    assert len(read(path)[0]) == 60_000
