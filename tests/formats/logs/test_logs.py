"""Logs of forensic tools: titled by the message, at the second that the stamp says, with nothing lost."""

from __future__ import annotations

import json

import pytest

from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.logs.stamps import read_stamp
from timeline_app.formats.reading import FileReading, ReadOptions
from timeline_app.formats.registry import read, recognise


def reading_of(tmp_path, text, name="a.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    chosen, _others = recognise(path, ReadOptions())
    content = read(path, chosen, ReadOptions())
    assert isinstance(content, FileReading)
    return content


@pytest.mark.parametrize(
    ("text", "edtf", "exact"),
    [
        ("2015-07-24T19:01:01+00:00", "2015-07-24T19:01:01Z", ""),
        ("2012-03-14 04:17:38.276340+00:00", "2012-03-14T04:17:38Z", "2012-03-14 04:17:38.276340+00:00"),
        ("2012-03-14T04:17:38.000+0200", "2012-03-14T04:17:38+02:00", ""),
        ("2012-03-14T04:17", "2012-03-14T04:17:00", ""),
        ("1723474994349345", "2024-08-12T15:03:14Z", "1723474994349345"),
        ("1437764461000000", "2015-07-24T19:01:01Z", ""),
        ("1437764461000", "2015-07-24T19:01:01Z", ""),
        ("1437764461", "2015-07-24T19:01:01Z", ""),
        ("1437764461000000000", "2015-07-24T19:01:01Z", ""),
        ("2012-03-14", "2012-03-14", ""),
    ],
)
def test_a_stamp_is_read_to_its_second_and_kept_where_it_tells_more(text, edtf, exact):
    assert read_stamp(text) == (edtf, exact)


@pytest.mark.parametrize(
    "text", ["0", "0000-00-00T00:00:00", "0000-00-00T00:00:00.000000+00:00", "00/00/0000", "Not set", "9" * 19]
)
def test_a_stamp_that_stands_for_no_date_is_none(text):
    if text == "9" * 19:
        assert read_stamp(text)[0].startswith("2286")  # nanoseconds
        return
    with pytest.raises(DateError):
        read_stamp(text)


def test_a_row_of_timesketch_is_titled_by_its_message_and_keeps_the_rest(tmp_path):
    reading = reading_of(
        tmp_path,
        "label,datetime,message,timestamp,timestamp_desc,source_long,tag,user\n"
        "[],2015-07-24T19:01:01+00:00,A message,1437764461000000,Write time,Log File,malware; urgent,root\n"
        f"[],2015-07-24T19:01:02+00:00,{'word ' * 100},1,Write time,Log File,-,root\n",
    )
    first, second = reading.drafts
    assert reading.format == "timesketch"
    assert (first.title, first.start, first.category) == ("A message", "2015-07-24T19:01:01Z", "Log File")
    assert first.tags == ("Write time", "malware", "urgent")
    assert first.notes == "user: root"
    assert second.title.endswith(" …")
    assert second.summary == ("word " * 100).strip()
    assert "timestamp: 1" in second.notes


def test_a_stamp_that_is_no_date_is_kept_as_text(tmp_path):
    reading = reading_of(
        tmp_path, "message,datetime,timestamp_desc\nx,0000-00-00T00:00:00,Not a time\ny,Never,Last login\n"
    )
    first, second = reading.drafts
    assert (first.start, first.date_text) == ("", "0000-00-00T00:00:00")
    assert (second.start, second.date_text) == ("", "Never")
    assert reading.unread_dates == [2, 3]


L2T = "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n"


def test_rows_of_l2tcsv_have_the_month_first_and_their_zone(tmp_path):
    tail = "M...,LOG,Log File,Creation Time,-,host,short words,long words,2,OS:/a,-,-,text/syslog,size: 1"
    reading = reading_of(
        tmp_path,
        f"{L2T}01/02/2012,07:52:33,UTC,{tail}\n07/02/2012,07:52:33,Europe/Kyiv,{tail}\n00/00/0000,--:--:--,UTC,{tail}\n"
        f"01/22/2012,--:--:--,UTC,{tail}\n13/40/2012,07:52:33,UTC,{tail}\n",
    )
    drafts = list(reading.drafts)
    assert [(draft.start, draft.zone) for draft in drafts] == [
        ("2012-01-02T07:52:33Z", ""), ("2012-07-02T07:52:33", "Europe/Kyiv"), ("", ""), ("2012-01-22", ""), ("", ""),
    ]  # fmt: skip
    assert drafts[2].date_text == "00/00/0000 --:--:-- UTC"
    assert reading.unread_dates == [4, 6]
    assert drafts[0].title == "long words"
    assert "short: short words" in drafts[0].notes
    assert "host: host" in drafts[0].notes


@pytest.mark.parametrize(
    "header", ["Time|Source|Host|User|Description|TZ|Notes\n", "Time|Source|Host|User|Description\n", ""]
)
def test_lines_of_tln_are_read_with_and_without_their_header(tmp_path, header):
    tail = "|UTC|inode 1" if "TZ" in header else ""
    lines = f"1327218753|LOG|host|root|Logged in{tail}\n0|REG|host||2012-01-22T07:52:33+00:00; Last run; A key{tail}\n"
    reading = reading_of(tmp_path, header + lines, "a.log")
    first, second = reading.drafts
    assert reading.format == "tln"
    assert (first.title, first.start, first.category) == ("Logged in", "2012-01-22T07:52:33Z", "LOG")
    assert "user: root" in first.notes.casefold()
    assert (second.title, second.start, second.date_text, second.tags) == ("A key", "", "0", ("Last run",))


def test_lines_of_json_are_read_one_by_one(tmp_path):
    records = [
        {
            "message": "A message", "datetime": "2015-07-24T19:01:01+00:00", "timestamp_desc": "Write time", "pid": 7,
            "tag": ["x"],
        },
        {"message": "B", "timestamp": 0, "timestamp_desc": "Not a time", "date_time": {"string": "Not set"}},
    ]  # fmt: skip
    text = "\n".join(map(json.dumps, records))
    reading = reading_of(tmp_path, f"{text}\n{{broken\n\n", "a.jsonl")
    first, second = reading.drafts
    assert (first.title, first.start, first.tags, first.notes) == (
        "A message",
        "2015-07-24T19:01:01Z",
        ("Write time", "x"),
        "pid: 7",
    )
    assert (second.start, second.date_text) == ("", "Not set")
    assert [problem.row for problem in reading.problems] == [2, 3]


def test_the_one_object_of_plaso_is_read(tmp_path):
    event = {"message": "A message", "timestamp": 1437764461000000, "timestamp_desc": "Write time"}
    reading = reading_of(tmp_path, json.dumps({"event_0": event, "event_1": event}, indent=1), "a.json")
    assert [draft.start for draft in reading.drafts] == ["2015-07-24T19:01:01Z"] * 2


def test_a_table_that_is_asked_to_be_a_log_says_what_it_lacks(tmp_path):
    (tmp_path / "a.csv").write_text("title,date\nx,2020\n")
    for name in ("timesketch", "l2tcsv", "tln", "timesketch-json"):
        chosen, _others = recognise(tmp_path / "a.csv", ReadOptions(), name)
        with pytest.raises(FormatError):
            read(tmp_path / "a.csv", chosen, ReadOptions())


def test_an_l2t_line_of_anybody_is_no_log(tmp_path):
    (tmp_path / "a.csv").write_text("title,date,message\nx,2020,y\n")
    assert recognise(tmp_path / "a.csv", ReadOptions())[0].format.name == "csv"
