"""Tables as people have them: nothing that stands in the file is lost without a word."""

from __future__ import annotations

import time

import pytest

from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import FormatError
from timeline_app.formats import registry
from timeline_app.formats.markup import plain_text
from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.tables.cell_dates import clock_is_midnight, day_of
from timeline_app.formats.tables.columns import FIELDS
from timeline_app.formats.tables.csv_table import read_csv


def read(tmp_path, text: str | bytes, options: ReadOptions | None = None):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    options = options or ReadOptions()
    recognised, _others = registry.recognise(path, options)
    reading = registry.read(path, recognised, options)
    return list(reading.drafts), reading


def dates(drafts):
    return [(draft.start, draft.end, draft.date_text) for draft in drafts]


# --- what is no date


def test_dates_that_cannot_be_read_are_kept_as_text_and_told(tmp_path):
    drafts, reading = read(
        tmp_path,
        "title,start,end\nA,sometime that winter,\nB,45123,\nC,2022-02-24,\nD,that spring,2022-05-01\n"
        "E,2022-01-01,late that year\nF,,2022-03-03\n",
    )
    assert dates(drafts) == [
        ("", "", "sometime that winter"),
        ("", "", "45123"),
        ("2022-02-24", "", ""),
        ("", "", "that spring – 2022-05-01"),
        ("2022-01-01", "", "2022-01-01 – late that year"),
        ("", "2022-03-03", ""),
    ]
    assert reading.unread_dates == [2, 3, 5, 6]
    assert [problem.row for problem in reading.problems] == [2, 3, 5, 6]
    assert all("kept as text" in problem.message for problem in reading.problems)


def test_a_text_of_the_files_own_stands_before_the_cell(tmp_path):
    (draft,), _reading = read(tmp_path, "title,start,date text\nA,garbled,in the winter\n")
    assert draft.date_text == "in the winter"


# --- clocks that all show midnight


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("2022-05-03T00:00:00Z", "2022-05-04T00:00:00Z"), ("2022-05-03", "2022-05-04")),
        (("2022-05-03 00:00:00.000", "2022-05-04"), ("2022-05-03", "2022-05-04")),
        (("2022-05-03T00:00:00+02:00", "2022-05-04T00:00:00+0300"), ("2022-05-03", "2022-05-04")),
        (("5/14/2022 12:00:00 AM", "5/3/2022 12:00:00 AM"), ("2022-05-14", "2022-05-03")),
        (("14.05.2022 0:00", "03.05.2022 00:00"), ("2022-05-14", "2022-05-03")),
    ],
)
def test_dates_whose_clocks_all_show_midnight_are_days(tmp_path, cells, days):
    drafts, reading = read(tmp_path, "title,date\n" + "".join(f"A,{cell}\n" for cell in cells))
    assert tuple(draft.start for draft in drafts) == days
    assert any("read as days" in note for note in reading.notes)


def test_one_clock_that_shows_another_time_makes_all_of_them_clocks(tmp_path):
    rows = "".join(f"A,2022-05-03T00:00:00Z\nB{n},2022-05-04T00:00:00Z\n" for n in range(15_000))
    drafts, reading = read(tmp_path, f"title,date\n{rows}C,2022-05-05T00:00:01Z\n")  # beyond the sample
    assert {draft.start for draft in drafts} == {
        "2022-05-03T00:00:00Z", "2022-05-04T00:00:00Z", "2022-05-05T00:00:01Z",
    }  # fmt: skip
    assert not any("days" in note for note in reading.notes)


def test_ends_at_midnight_beside_starts_in_the_evening_are_clocks(tmp_path):
    drafts, _reading = read(tmp_path, "title,start,end\nCurfew,2022-05-03T20:00,2022-05-04T00:00\n")
    assert dates(drafts)[0][:2] == ("2022-05-03T20:00", "2022-05-04T00:00")


def test_a_table_of_ours_keeps_its_midnights(tmp_path):
    row = ["x" if name == "title" else "2022-05-03T00:00:00Z" if name == "start" else "" for name in FIELDS]
    drafts, _reading = read(tmp_path, f"{','.join(FIELDS)}\n{','.join(row)}\n")
    assert drafts[0].start == "2022-05-03T00:00:00Z"


@pytest.mark.parametrize(
    ("cell", "midnight"),
    [("2022", None), ("2022-05-03T00:00", True), ("2022-05-03 12:00", False), ("3 May 2022, 12:00 AM", True),
     ("3 May 2022, 12:00 pm", False), ("2022-05-03 00:00:00.5", False), ("at 00:00", False), (":", False)],
)  # fmt: skip
def test_what_a_clock_shows(cell, midnight):
    assert clock_is_midnight(cell) is midnight


def test_an_era_behind_the_clock_stays():
    assert day_of("0044-03-15 00:00:00 BC") == "0044-03-15 BC"


# --- lines and cells


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
@pytest.mark.parametrize("first", ["sep={}", '"sep={}"', "SEP={}"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_line_that_names_the_delimiter(tmp_path, delimiter, first, encoding):
    text = f"{first.format(delimiter)}\r\nНазва{delimiter}Дата\r\nОдин{delimiter}14.05.2022\r\n"
    drafts, reading = read(tmp_path, text.encode(encoding))
    assert [(draft.title, draft.start, draft.row) for draft in drafts] == [("Один", "2022-05-14", 3)]
    assert not any("sep" in note for note in reading.notes)


def test_lines_above_the_header_are_told(tmp_path):
    drafts, reading = read(
        tmp_path, "Export of incidents,,\nmade on 1 May,,\n,,\n\ntitle,date,place\nThree,2022-05-20,Izium\n"
    )
    assert [(draft.title, draft.start, draft.place, draft.row) for draft in drafts] == [
        ("Three", "2022-05-20", "Izium", 6)
    ]
    assert "2 lines above the header were left out: Export of incidents / made on 1 May" in reading.notes


def test_a_line_above_that_has_the_name_of_a_column_is_no_header(tmp_path):
    drafts, _reading = read(tmp_path, "Name,Incidents of 2022\nMade,1 May\n\ntitle,date,place\nA,2022-05-20,Izium\n")
    assert [(draft.title, draft.place) for draft in drafts] == [("A", "Izium")]


def test_lines_above_without_delimiters(tmp_path):
    drafts, _reading = read(tmp_path, "Incidents, spring\n\ntitle;date;place\nOne;2022-05-20;Izium\nTwo;2022-05-21;X\n")
    assert [draft.place for draft in drafts] == ["Izium", "X"]


def test_cells_under_no_field_are_kept_in_the_notes(tmp_path):
    drafts, reading = read(tmp_path, "title,date,weapon,,title,notes\nA,2022,mortar,x,B,mine\nC,2023,,,,,further,\n")
    assert [draft.notes for draft in drafts] == ["mine\nweapon: mortar\nColumn 4: x\ntitle: B", "Column 7: further"]
    assert any(note.startswith("Kept in the notes of events: weapon, Column 4") for note in reading.notes)
    assert any("“title” is there more than once" in note for note in reading.notes)
    assert [problem.row for problem in reading.problems] == [3]


def test_bytes_that_are_no_letters_are_told(tmp_path):
    text = "title;date\nУдар;03.05.2022\nЩе удар по місту;14.05.2022\n".encode("cp1251")
    drafts, reading = read(tmp_path, text.replace(b";14", b"\x98;14"))
    assert drafts[0].title == "Удар"
    assert "�" in drafts[1].title
    assert any("�" in note for note in reading.notes)


def test_a_short_year_in_a_column_of_years_is_one_also_beside_words(tmp_path):
    text = "year,title\n70,A\n622,B\n1066,C\nc. 1100,D\n-44,E\n"
    drafts, reading = read(tmp_path, text)
    assert [draft.start for draft in drafts] == ["0070", "0622", "1066", "1100~", "-0043"]
    assert reading.problems == []
    drafts, _reading = read(tmp_path, text, ReadOptions(century=1900))
    assert drafts[0].start == "1970"


@pytest.mark.parametrize(("latitude", "longitude"), [("50.4", ""), ("", "30.5"), ("200", "30"), ("north", "east")])
def test_coordinates_that_tell_no_place_are_told_and_kept(tmp_path, latitude, longitude):
    (draft,), reading = read(tmp_path, f"title,date,lat,lon\nA,2022-01-01,{latitude},{longitude}\n")
    assert (draft.latitude, draft.longitude) == (None, None)
    assert all(text in draft.notes for text in (latitude, longitude))
    assert {problem.row for problem in reading.problems} == {2}


def test_a_header_alone_is_told(tmp_path):
    drafts, reading = read(tmp_path, "title,date\n")
    assert drafts == []
    assert "no rows" in reading.notes[-1]


@pytest.mark.parametrize("text", ["\n\n,,\n", "foo,bar\n1,2\n"])
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path, text):
    with pytest.raises(FormatError, match=r"\w.*\."):
        read(tmp_path, text)


def test_a_hundred_thousand_columns(tmp_path):
    names = ",".join(f"c{number}" for number in range(100_000))
    drafts, reading = read(tmp_path, f"title,{names}\nA{',' * 100_000}z\n")
    assert drafts[0].notes == "c99999: z"
    assert len(reading.notes[0]) < 700


def test_a_person_may_map_what_no_name_tells_below_lines(tmp_path):
    options = ReadOptions(mapping={"Was": "title", "Tag": "start"})
    drafts, _reading = read(tmp_path, "Liste\n\nWas;Tag\nEins;14.05.2022\n", options)
    assert [(draft.title, draft.start) for draft in drafts] == [("Eins", "2022-05-14")]


# --- the sheet of TimelineJS

SHEET = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
    "Media Caption,Media Thumbnail,Type,Group,Background\n"
)


def test_a_sheet_of_timelinejs(tmp_path):
    drafts, reading = read(
        tmp_path,
        SHEET + ",,,,,,,,,The whole story,<p>Intro</p>,,,,,title,,\n"
        "2023,4,15,,,,,,,Fighting <i>starts</i>,"
        '"<p>In <b>Khartoum</b> &amp; <a href=""https://b.example/x"">beyond</a></p><p>Next</p>",'
        "https://example.org/a,A. Writer,The bridge,https://t.example,,Battles,#fff\n"
        "2023,5,11,6:30 PM,2023,5,12,,in May,Declaration signed,,,,,,,Talks,\n"
        "-48,8,9,,,,,,,Pharsalus,,,,,,,,\n"
        "-13800000000,,,,,,,,,Beginning,,,,,,,,\n"
        "2023.0,4.0,,,2023,6,,,,First phase,,,,,,era,,\n",
    )
    assert reading.format == "timelinejs"
    assert [(draft.title, draft.start, draft.end) for draft in drafts] == [
        ("Fighting starts", "2023-04-15", ""),
        ("Declaration signed", "2023-05-11T18:30:00", "2023-05-12"),
        ("Pharsalus", "-0047-08-09", ""),
        ("Beginning", "Y-13799999999", ""),
        ("First phase", "2023-04", "2023-06"),
    ]
    first, second, *_rest, era = drafts
    assert first.summary == "In Khartoum & beyond\nNext"
    assert [(source.title, source.url, source.publisher) for source in first.sources] == [
        ("The bridge", "https://example.org/a", "A. Writer"),
        ("https://b.example/x", "https://b.example/x", ""),
    ]
    assert first.notes == "Media Thumbnail: https://t.example\nBackground: #fff"
    assert (first.category, second.date_text, era.tags) == ("Battles", "in May", ("era",))
    assert any("The whole story" in note and "Intro" in note for note in reading.notes)
    for draft in drafts:
        When.of(draft.start, draft.end)


@pytest.mark.parametrize(
    ("cells", "text"),
    [("2023,13,1,", "2023 13 1"), ("2023,,5,", "2023 5"), ("about 1900,,,", "about 1900"),
     ("2023,2,30,", "2023 2 30"), ("2023,2,3,noon", "2023 2 3 noon"), ("2023,4,,10:00", "2023 4 10:00")],
)  # fmt: skip
def test_a_date_of_a_sheet_that_is_none_is_kept_as_text(tmp_path, cells, text):
    (draft,), reading = read(tmp_path, SHEET + f"{cells},,,,,,A,,,,,,,,\n")
    assert (draft.start, draft.end, draft.date_text) == ("", "", text)
    assert reading.unread_dates == [2]
    assert len(reading.problems) == 1


def test_columns_that_a_person_mapped_are_anybodys_table(tmp_path):
    drafts, reading = read(tmp_path, SHEET + "2023,,,,,,,,,A,B,,,,,,,\n", ReadOptions(mapping={"Text": "title"}))
    assert reading.format == "csv"
    assert drafts[0].title == "B"


def test_markup_is_taken_off_but_not_what_only_looks_like_it():
    assert plain_text("a < b and c > d") == ("a < b and c > d", ())
    assert plain_text("R&D <unknown") == ("R&D <unknown", ())
    assert plain_text("<p>One<br>two</p><script>x()</script>") == ("One\ntwo", ())
    assert plain_text('<a href="javascript:x()">y</a>') == ("y", ())


def test_read_csv_stays_the_reader_of_anybodys_table(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("title,date\nA,44 BC\n", encoding="utf-8")
    (draft,) = read_csv(path).drafts
    assert draft.start == "-0043"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("https://example.org/a1", [("", "https://example.org/a1")]),
        (
            "https://example.org/a1; HTTP://example.org/a2",
            [("", "https://example.org/a1"), ("", "HTTP://example.org/a2")],
        ),
        ("Report, https://example.org/a1", [("Report, https://example.org/a1", "")]),
        ("A report", [("A report", "")]),
    ],
)
def test_an_address_in_the_column_of_sources_can_be_opened(tmp_path, cell, found):
    drafts, _reading = read(tmp_path, f'title,date,source\nA,2023-04-15,"{cell}"\n')
    assert [(source.title, source.url) for source in drafts[0].sources] == found


def test_a_title_slide_is_told_by_what_it_says(tmp_path):
    head = "Year,Month,Day,Headline,Text,Media,Type\n"
    for slide, told in (("War in Sudan,", "“War in Sudan”"), (",First year", "First year"),
                        ("War,First year", "“War”, First year"), (",", "–")):  # fmt: skip
        _drafts, reading = read(tmp_path, f"{head}2023,,,{slide},,title\n2023,4,15,First shots,,,\n")
        list(_drafts)
        assert [note for note in reading.notes if note.endswith(f"left out: {told}")], (slide, reading.notes)


@pytest.mark.parametrize("text", ["9" * 30_000 + ":", "1 " * 20_000 + "12:00"])
def test_a_cell_that_is_too_long_for_a_date_is_passed_over_at_once(text):
    begun = time.process_time()
    assert clock_is_midnight(text) in {None, False}
    assert day_of(text) == text
    assert time.process_time() - begun < 1.0
