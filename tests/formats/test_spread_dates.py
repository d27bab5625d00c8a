"""Dates over several columns, ranges, durations and how exact they are; columns are told by their cells, too."""

from __future__ import annotations

import pytest

from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.tables.cell_dates import ReadDate, count_of, read_count, read_date, with_century
from timeline_app.formats.tables.csv_table import read_csv
from timeline_app.formats.tables.date_spans import end_after, made_as_exact, unit_named


def read(tmp_path, text, **options):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    reading = read_csv(path, ReadOptions(**options))
    return list(reading.drafts), reading


def dates(tmp_path, text, **options):
    drafts, reading = read(tmp_path, text, **options)
    assert reading.problems == []
    for draft in drafts:
        When.of(draft.start, draft.end)
    return [(draft.start, draft.end) for draft in drafts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Year,Month,Day,Title\n2014,3,18,A\n2014,3,,B\n2014,,,C\n", ["2014-03-18", "2014-03", "2014"]),
        ("Рік,Місяць,День,Подія\n2014,березень,18,А\n2014,квітня,,Б\n", ["2014-03-18", "2014-04"]),
        ("Jahr;Monat;Tag;Titel\n2014;März;18;A\n", ["2014-03-18"]),
        ("год,месяц,число,событие\n2014,март,18,А\n", ["2014-03-18"]),
        ("year,month,day,time,title\n2014,3,18,5:30 PM,A\n-44,3,15,,B\n", ["2014-03-18T17:30:00", "-0043-03-15"]),
        ("year,month,day,title\n1905,0,0,A\n1905,1,0,B\n", ["1905", "1905-01"]),
        ("date,time,title\n24.02.2022,05:00,A\n25.02.2022,,B\n", ["2022-02-24T05:00:00", "2022-02-25"]),
        ("event_date,year,title\n24 February 2022,2022,A\n", ["2022-02-24"]),
        ("year,title\n2014,A\n871,B\n44,C\n", ["2014", "0871", "0044"]),
        ("title,date\nA,44 BC\nB,BCE0612-08-10\nC,-44\nD,912\n", ["-0043", "-0611-08-10", "-0043", "0912"]),
        ("title,date\nA,1905-00-00\nB,1905-03-00\nC,0000-00-00\n", ["1905", "1905-03", ""]),
        ("title,date\nA,Between 25 and 220\nB,before 220\n", ["[0025..0220]", "[..0219]"]),
        ("title,date\nA,871 after 15 Apr 871\nB,circa1m 3 May 912\n", ["[0871-04-16..0871-12-31]", "0912-05-03~"]),
        ("title,date\nA,24-Feb-22\nB,Feb-22\nC,Feb-2022\n", ["2022-02-24", "2022-02", "2022-02"]),
    ],
)  # fmt: skip
def test_a_start_over_columns_or_in_a_form_of_programs(tmp_path, text, found):
    assert [start for start, _end in dates(tmp_path, text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title,date\nA,2014-2016\nB,16-18 May 2025\n", [("2014", "2016"), ("2025-05-16", "2025-05-18")]),
        ("Year,Month,End Year,End Month,Title,Text\n2014,3,2015,4,A,x\n2014,3,,,B,x\n",
         [("2014-03", "2015-04"), ("2014-03", "")]),
        ("start_date,start_time,end_date,end_time,title\n2022-02-24,05:00,2022-02-25,06:30,A\n",
         [("2022-02-24T05:00:00", "2022-02-25T06:30:00")]),
        ("title,from,to\nA,2022-02-24,2022-03-01\n", [("2022-02-24", "2022-03-01")]),
        ("title,date,From,To\nA,2022-02-24,Kyiv,Lviv\n", [("2022-02-24", "")]),
        ("title,von,bis\nA,24.02.2022,01.03.2022\n", [("2022-02-24", "2022-03-01")]),
        ("title,earliest,latest\nA,1490,1510\nB,1500,1500\nC,1490,\n",
         [("[1490..1510]", ""), ("1500", ""), ("[1490..]", "")]),
        ("title,start,duration (hours)\nA,2022-02-24 05:00,2.5\n", [("2022-02-24T05:00", "2022-02-24T07:30:00")]),
        ("title,start,Dauer\nA,24.02.2022,3 Tage\n", [("2022-02-24", "2022-02-26")]),
        ("title,date,precision\nA,2022-02-24,month\nB,2022-02-24,рік\nC,2022-02-24,approx\nD,2022-02-24,day\n",
         [("2022-02", ""), ("2022", ""), ("2022-02-24~", ""), ("2022-02-24", "")]),
        ("title,event_date,time_precision\nA,2022-02-24,1\nB,2022-02-24,2\nC,2022-02-24,3\n",
         [("2022-02-24", ""), ("[2022-02-21..2022-02-27]", ""), ("2022-02", "")]),
        ("title,date_start,date_end,date_prec\nA,2022-02-24,2022-02-24,1\nB,2022-02-20,2022-02-24,2\n",
         [("2022-02-24", "2022-02-24"), ("[2022-02-20..2022-02-24]", "")]),
    ],
)  # fmt: skip
def test_ends_bounds_durations_and_precision(tmp_path, text, found):
    assert dates(tmp_path, text) == found


def test_what_made_a_date_stays_in_the_notes(tmp_path):
    (draft,), _reading = read(tmp_path, "title,date,precision,duration\nA,2022-02-24,day,PT2H\n")
    assert draft.notes == "precision: day\nduration: PT2H"


def test_a_part_that_cannot_be_read_is_told_and_nothing_is_made_up(tmp_path):
    text = "year,month,day,title\n2014,13,1,A\n,3,1,B\nlong ago,,,C\n2014,2,30,D\n"
    drafts, reading = read(tmp_path, text)
    assert [(draft.start, draft.date_text) for draft in drafts] == [
        ("", "2014 13 1"), ("", "3 1"), ("", "long ago"), ("", "2014 2 30"),
    ]  # fmt: skip
    assert reading.unread_dates == [2, 3, 4, 5]


def test_a_day_with_a_clock_that_is_none_stays_a_day(tmp_path):
    (draft,), reading = read(
        tmp_path, "title,date,time\nA,2022-02-24,05:00\n".replace("05:00", "dawn"), mapping={"time": "time"}
    )
    assert (draft.start, draft.date_text) == ("2022-02-24", "2022-02-24 dawn")
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    ("cells", "unit", "start"),
    [
        (["1723474994349345"], "us", "2024-08-12T15:03:14Z"),
        (["1723474994349"], "ms", "2024-08-12T15:03:14Z"),
        (["1723474994"], "s", "2024-08-12T15:03:14Z"),
        (["44616", "44617.5"], "serial", "2022-02-24"),
        (["2014", "912"], "year", "2014"),
        (["20220224"], "", None),
        (["12", "13"], "", None),
        (["44616", "soon"], "", None),
        ([], "", None),
    ],
)
def test_numbers_are_counted_by_the_column(cells, unit, start):
    assert count_of(cells) == unit
    if unit:
        found = read_count(cells[0], unit)
        assert found is not None
        assert found.start == start


def test_years_of_two_figures_lie_where_a_person_says():
    assert [read_date(text, "dmy", 1850).start for text in ("24.02.85", "24.02.49", "Feb '22", "24-Feb-22")] == [
        "1885-02-24", "1949-02-24", "1922-02", "1922-02-24",
    ]  # fmt: skip
    assert with_century("24.02.2022 10:00", 1900) == "24.02.2022 10:00"


def test_clocks_without_a_zone_go_by_the_one_that_is_said(tmp_path):
    text = "title,date,zone\nA,2022-02-24 05:00,\nB,2022-02-24 05:00+01:00,\nC,2022-02-24,\nD,2022-02-24 05:00,EET\n"
    drafts, _reading = read(tmp_path, text, zone="Europe/Kyiv")
    assert [draft.zone for draft in drafts] == ["Europe/Kyiv", "", "", "EET"]


@pytest.mark.parametrize(
    ("start", "said", "unit", "end"),
    [
        ("2022-02-24", "3 days", "", "2022-02-26"), ("2022-02-24", "1 day", "", ""), ("2022-02-24", "PT2H", "", ""),
        ("2022-02-24T05:00:00Z", "1:30", "", "2022-02-24T06:30:00Z"),
        ("2022-02-24T05:00:00", "45", "min", "2022-02-24T05:45:00"),
        ("2022-01-31", "1 month", "", "2022-02-27"), ("2014", "2 years", "", "2015"),
        ("2014-05", "3 Monate", "", "2014-07"),
        ("2022-02-24", "1 тиждень", "", "2022-03-02"), ("2022-02-24T05:00:00", "1 h 30 min", "", "2022-02-24T06:30:00"),
    ],
)  # fmt: skip
def test_how_long_an_event_lasts(start, said, unit, end):
    assert end_after(start, said, unit) == end


@pytest.mark.parametrize("said", ["long", "1 год", "3", "99999999999999 days"])
def test_a_duration_that_is_unclear_is_told(said):
    with pytest.raises(DateError, match="duration"):
        end_after("2022-02-24", said, "")


def test_the_unit_of_a_duration_by_the_name_of_its_column():
    assert [unit_named(name) for name in ("duration (hours)", "Duration_days", "Dauer in Minuten", "duration")] == [
        "h", "d", "min", "",
    ]  # fmt: skip


def test_how_exact_a_date_is_said_to_be():
    day = ReadDate("1914-07-28")
    for said, figures, found in (("9", "wikidata", "1914"), ("8", "wikidata", "191X"), ("7", "wikidata", "19XX"),
                                 ("circa", "", "1914-07-28~"), ("week", "", "[1914-07-25..1914-07-31]")):  # fmt: skip
        assert made_as_exact(day, ReadDate(""), said, figures)[0].start == found
    with pytest.raises(DateError, match="how exact"):
        made_as_exact(day, ReadDate(""), "very", "")


# --- which column is the title


def fields(reading):
    return {column.field: column.name for column in reading.table.columns if column.field}


def test_a_label_that_says_nothing_is_no_title(tmp_path):
    rows = "".join(f'[],2022-01-0{n},"A message, number {n}"\n' for n in range(1, 8))
    drafts, reading = read(tmp_path, f"label,datetime,description\n{rows}")
    assert fields(reading)["title"] == "description"
    assert drafts[0].title == "A message, number 1"
    assert "No column is called a title" in reading.notes[0]


def test_a_label_of_few_kinds_is_no_title_beside_a_message(tmp_path):
    rows = "".join(f"kind,2022-01-0{n},Message {n}\n" for n in range(1, 8))
    _drafts, reading = read(tmp_path, f"label,datetime,message\n{rows}")
    assert fields(reading)["title"] == "message"


@pytest.mark.parametrize("title", ["[]", "-", "null"])
def test_what_programs_write_for_nothing_is_no_title(tmp_path, title):
    drafts, reading = read(tmp_path, f"title,date,text\n{title},2022,What happened\nB,2023,x\n")
    assert [draft.title for draft in drafts] == ["What happened", "B"]
    assert "no title" in reading.problems[0].message


def test_a_long_title_is_cut_and_kept_whole_in_the_summary(tmp_path):
    (draft,), _reading = read(tmp_path, f"title,date\n{'word ' * 100},2022\n")
    assert len(draft.title) < 210
    assert draft.title.endswith("word …")
    assert draft.summary == ("word " * 100).strip()


def test_the_first_column_of_dates_is_the_date_where_none_is_called_so(tmp_path):
    drafts, reading = read(tmp_path, "Was,Stand\nÜberfall,24.02.2022\nRückzug,03.04.2022\n")
    assert [(draft.title, draft.start) for draft in drafts] == [("Überfall", "2022-02-24"), ("Rückzug", "2022-04-03")]
    assert any("“Stand” was taken for it" in note for note in reading.notes)


def test_several_columns_of_actors(tmp_path):
    (draft,), _reading = read(tmp_path, "title,date,actor1,actor2\nA,2022,Army,Protesters\n")
    assert draft.actors == ("Army", "Protesters")


def test_separators_that_a_person_names(tmp_path):
    text = 'title,date,actors,category,place\nA,2022,"X, Y",War/Air,Kyiv > Podil\n'
    (draft,), _reading = read(tmp_path, text, separators={"actors": ",", "category": "/", "place": ">"})
    assert (draft.actors, draft.category, draft.tags, draft.place, draft.notes) == (
        ("X", "Y"), "War", ("Air",), "Kyiv", "Podil",
    )  # fmt: skip
