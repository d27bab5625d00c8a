"""Calendars: each event comes in with its days, clocks and zones, whatever the rest of the file is like."""

from __future__ import annotations

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.formats.reading import FileReading, ReadOptions
from timeline_app.formats.registry import possible_readings, read, recognise


def reading_of(tmp_path, text, name="a.ics"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    chosen, _others = recognise(path, ReadOptions())
    content = read(path, chosen, ReadOptions())
    assert isinstance(content, FileReading)
    return content


def drafts_of(tmp_path, text):
    return list(reading_of(tmp_path, text).drafts)


def event(*lines):
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""))


@pytest.mark.parametrize(
    ("lines", "start", "end", "zone"),
    [
        (["DTSTART;VALUE=DATE:20140409", "DTEND;VALUE=DATE:20140410"], "2014-04-09", "", ""),
        (["DTSTART;VALUE=DATE:20140409", "DTEND;VALUE=DATE:20140412"], "2014-04-09", "2014-04-11", ""),
        (["DTSTART:20220101", "DTEND:20220101"], "2022-01-01", "", ""),
        (["DTSTART;VALUE=DATE:20140409", "DURATION:P1D"], "2014-04-09", "", ""),
        (["DTSTART;VALUE=DATE:20140409", "DURATION:P2W"], "2014-04-09", "2014-04-22", ""),
        (["DTSTART;VALUE=DATE:20140409", "DTEND:20140410T000000"], "2014-04-09", "", ""),
        (["DTSTART:19970714T170000Z", "DTEND:19970715T035959Z"], "1997-07-14T17:00:00Z", "1997-07-15T03:59:59Z", ""),
        (["DTSTART:19970714T170000Z", "DURATION:PT1H30M"], "1997-07-14T17:00:00Z", "1997-07-14T18:30:00Z", ""),
        (["DTSTART:20140409T093000", "DTEND:20140409T093000"], "2014-04-09T09:30:00", "", ""),
        (["DTSTART;TZID=Europe/Kyiv:20220224T050000"], "2022-02-24T05:00:00", "", "Europe/Kyiv"),
        (["DTSTART;TZID=FLE Standard Time:20220224T050000"], "2022-02-24T05:00:00", "", "Europe/Kiev"),
        (
            ["DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20220224T050000"],
            "2022-02-24T05:00:00", "", "Europe/Berlin",
        ),
        (
            ['DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20220224T050000'],
            "2022-02-24T05:00:00", "", "Europe/Amsterdam",
        ),
        (["DTSTART;TZID=GMT+0300:20220224T050000"], "2022-02-24T05:00:00+03:00", "", ""),
        (["DTSTART;TZID=UTC:20220224T050000"], "2022-02-24T05:00:00Z", "", ""),
        (
            ["DTSTART;TZID=Europe/Berlin:20220701T100000", "DTEND;TZID=America/New_York:20220701T120000"],
            "2022-07-01T10:00:00", "2022-07-01T12:00:00-04:00", "Europe/Berlin",
        ),
        (["DTSTART;VALUE=DATE:08991231"], "0899-12-31", "", ""),
        (["DTSTART:2014-02-28T10:00:00Z"], "2014-02-28T10:00:00Z", "", ""),
    ],
)  # fmt: skip
def test_days_stay_days_and_clocks_keep_their_zone(tmp_path, lines, start, end, zone):
    (draft,) = drafts_of(tmp_path, event("SUMMARY:x", *lines))
    assert (draft.start, draft.end, draft.zone) == (start, end, zone)


def test_a_zone_that_only_the_file_explains_gives_the_offset_of_its_rules(tmp_path):
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Our own\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
        "TZOFFSETFROM:+0500\nTZOFFSETTO:+0630\nTZNAME:S\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19701025T030000\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0630\nTZOFFSETTO:+0500\nTZNAME:W\nEND:STANDARD\n"
        "END:VTIMEZONE\n"
    )
    text = event("SUMMARY:x", "DTSTART;TZID=Our own:20220701T100000", "DTEND;TZID=Our own:20221201T100000")
    (draft,) = drafts_of(tmp_path, text.replace("BEGIN:VEVENT", zone.replace("\n", "\r\n") + "BEGIN:VEVENT"))
    assert (draft.start, draft.end) == ("2022-07-01T10:00:00+06:30", "2022-12-01T10:00:00+05:00")


def test_an_unknown_zone_is_told_and_its_name_is_kept(tmp_path):
    reading = reading_of(tmp_path, event("SUMMARY:x", "DTSTART;TZID=Western/Central Europe:20211101T160000"))
    (draft,) = reading.drafts
    assert (draft.start, draft.zone) == ("2021-11-01T16:00:00", "")
    assert "Western/Central Europe" in draft.notes
    assert "Western/Central Europe" in reading.problems[0].message


@pytest.mark.parametrize(
    ("lines", "start", "text"),
    [
        (["DTSTART;VALUE=DATE:20140231"], "", "20140231"),
        (["DTSTART:some day", "DTEND:20140101T000000Z"], "", "some day – 20140101T000000Z"),
        (["DTSTART:20140101T000000Z", "DTEND:whenever"], "2014-01-01T00:00:00Z", "20140101T000000Z – whenever"),
        (
            ["DTSTART:20140102T000000Z", "DTEND:20140101T000000Z"],
            "2014-01-02T00:00:00Z",
            "20140102T000000Z – 20140101T000000Z",
        ),
        (
            ["DTSTART:20140102T000000Z", "DURATION:P99999999999D"],
            "2014-01-02T00:00:00Z",
            "20140102T000000Z + P99999999999D",
        ),
    ],
)
def test_a_date_that_is_none_is_kept_as_text_and_reported(tmp_path, lines, start, text):
    reading = reading_of(tmp_path, event("SUMMARY:x", *lines))
    (draft,) = reading.drafts
    assert (draft.start, draft.end, draft.date_text) == (start, "", text)
    assert reading.unread_dates == [3]
    assert reading.problems


def test_what_a_component_says_finds_its_place(tmp_path):
    (draft,) = drafts_of(
        tmp_path,
        event(
            "UID:one@example.com", "SUMMARY:Talks\\, second round", "DTSTART:20250602T100000Z",
            'DESCRIPTION:They <b>met</b>. <a href="https://a.example/1">More</a>', "STATUS:CANCELLED",
            "LOCATION:Çırağan Palace\\nIstanbul", "GEO:41.04;29.01", "CATEGORIES:Diplomacy,Prisoners",
            "CATEGORIES:Talks",
            "URL:https://a.example/2", "ATTACH;FILENAME=list.pdf:https://a.example/3",
            "ORGANIZER;CN=Hakan Fidan:mailto:h@example.com", "ATTENDEE:mailto:r@example.com",
            "ATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:hall@example.com", "COMMENT:Behind closed doors", "PRIORITY:1",
        ),
    )  # fmt: skip
    assert (draft.title, draft.external_id, draft.status) == ("Talks, second round", "one@example.com", "cancelled")
    assert draft.summary == "They met. More"
    assert (draft.place, draft.latitude, draft.longitude) == ("Çırağan Palace, Istanbul", 41.04, 29.01)
    assert (draft.category, draft.tags) == ("Diplomacy", ("Prisoners", "Talks"))
    assert draft.actors == ("Hakan Fidan", "r@example.com")
    assert [(each.title, each.url) for each in draft.sources] == [
        ("https://a.example/2", "https://a.example/2"),
        ("list.pdf", "https://a.example/3"),
        ("https://a.example/1", "https://a.example/1"),
    ]
    assert draft.notes.splitlines() == ["Comment: Behind closed doors", "Priority: 1", "Room: Hall"]


@pytest.mark.parametrize(("status", "ours"), [("TENTATIVE", "planned"), ("cancelled", "cancelled"), ("CONFIRMED", "")])
def test_statuses_are_ours(tmp_path, status, ours):
    (draft,) = drafts_of(tmp_path, event("SUMMARY:x", "DTSTART:20250101", f"STATUS:{status}"))
    assert draft.status == ours


def test_a_repeated_event_comes_once_with_its_rule_in_words(tmp_path):
    (draft,) = drafts_of(
        tmp_path,
        event(
            "SUMMARY:x", "DTSTART:20250106T090000Z", "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;UNTIL=20251231",
            "EXDATE:20250307T090000Z,20250509T090000Z", "RDATE;VALUE=PERIOD:20250401T090000Z/PT3H",
        ),
    )  # fmt: skip
    assert draft.notes.splitlines() == [
        "Repeated: every 2 months; on the last Friday; until 2025-12-31.",
        "Also on: 2025-04-01 09:00Z – 2025-04-01 12:00Z.",
        "Not on: 2025-03-07 09:00Z, 2025-05-09 09:00Z.",
    ]


def test_a_rule_that_has_no_words_stands_as_it_is(tmp_path):
    (draft,) = drafts_of(tmp_path, event("SUMMARY:x", "DTSTART:20250106", "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2"))
    assert draft.notes.startswith("Repeated: every month; on Monday.")
    assert "BYSETPOS=2" in draft.notes


def test_a_repetition_that_was_moved_is_an_event_of_its_own(tmp_path):
    text = event("UID:a", "SUMMARY:x", "DTSTART:20140707T090000Z", "RECURRENCE-ID:20140707T050000Z")
    (draft,) = drafts_of(tmp_path, text)
    assert draft.external_id == "a 20140707T050000Z"
    assert draft.notes == "In place of the repetition on 2014-07-07 05:00Z."


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20140409\nEND:VEVENT\n",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20140409\nEND:VCA",
        "BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20140409\nBEGIN:VALARM\nSUMMARY:no\nEND:VALARM\nEND:VCALENDAR",
        "SUMMARY:x\nDTSTART:20140409\nEND:VEVENT\nEND:VCALENDAR\n",
        "BEGIN\n\n :VEVENT\nSUMM\n ARY\n\n :x\nDTSTART\n\n ;VALUE=DATE\n :20140409\nEND:VEVENT\n",
        '\ufeffBEGIN:VCALENDAR\rBEGIN:VEVENT\rSUMMARY:x\rDTSTART:20140409\rX-BAD;A="b:c\rEND:VEVENT\rEND:VCALENDAR\r',
        "BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20140409\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20140409\nUID:2\nEND:VEVENT\n",
    ],
)
def test_an_event_is_read_whatever_stands_around_it(tmp_path, text):
    drafts = drafts_of(tmp_path, text)
    assert {(draft.title, draft.start) for draft in drafts} == {("x", "2014-04-09")}


def test_a_line_that_is_none_spoils_only_itself(tmp_path):
    lines = ("DTSTART;;VALUE=DATE:20140409", "SUMMARY=x", "SUMMARY:y", "and more of it")
    reading = reading_of(tmp_path, event(*lines))
    (draft,) = reading.drafts
    assert (draft.start, draft.title, draft.notes) == ("2014-04-09", "y and more of it", "SUMMARY=x")
    assert "SUMMARY=x" in reading.problems[0].message


def test_an_event_that_breaks_off_does_not_swallow_the_next(tmp_path):
    text = "BEGIN:VEVENT\nSUMMARY:a\nDTSTART:20140409\nBEGIN:VEVENT\nSUMMARY:b\nDTSTART:20150101\nEND:VEVENT\n"
    reading = reading_of(tmp_path, text)
    assert [draft.title for draft in reading.drafts] == ["a", "b"]
    assert [problem.row for problem in reading.problems] == [1]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8"])
def test_letters_of_any_encoding_are_read(tmp_path, encoding):
    text = event("SUMMARY:Переговори про обмін полоненими", "DTSTART:20250602", "DESCRIPTION:Зустріч у Стамбулі")
    (draft,) = drafts_of(tmp_path, text.encode(encoding))
    assert draft.title == "Переговори про обмін полоненими"


def test_a_letter_that_a_fold_cuts_in_two_is_put_together(tmp_path):
    data = event("SUMMARY:Зустріч", "DTSTART:20250602").encode().replace("у".encode(), b"\xd1\r\n \x83", 1)
    (draft,) = drafts_of(tmp_path, data)
    assert draft.title == "Зустріч"


def test_quoted_printable_texts_of_vcalendar_are_read(tmp_path):
    text = event(
        "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D1=80=\r\n=D0=B8=D0=B2=D1=96=D1=82",
        "DTSTART:20100101T120000Z",
    )
    (draft,) = drafts_of(tmp_path, text)
    assert draft.title == "Привіт"


def test_an_event_that_stands_there_twice_is_taken_once_and_another_by_its_id_is_kept(tmp_path):
    one = "BEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART:20140409\nEND:VEVENT\n"
    reading = reading_of(tmp_path, f"BEGIN:VCALENDAR\n{one}{one}{one.replace('0409', '0410')}END:VCALENDAR\n")
    assert [(draft.external_id, draft.start) for draft in reading.drafts] == [
        ("a", "2014-04-09"),
        ("a (2)", "2014-04-10"),
    ]
    assert len(reading.problems) == 1


def test_to_dos_and_what_has_no_place_are_told(tmp_path):
    task = "BEGIN:VTODO\nSUMMARY:Submit taxes\nDUE:19980415\nEND:VTODO\n"
    text = (
        event("SUMMARY:x", "DTSTART:20140409", "SEQUENCE:2")
        .replace("\r\n", "\n")
        .replace("END:VCALENDAR", task + "END:VCALENDAR")
    )
    reading = reading_of(tmp_path, text.replace("VERSION:2.0", "X-WR-CALNAME:Ours"))
    assert len(list(reading.drafts)) == 1
    told = " ".join(reading.notes)
    assert "Submit taxes" in told
    assert "SEQUENCE" in told
    assert "Ours" in told


def test_a_file_inside_the_calendar_is_told_and_left_out(tmp_path):
    reading = reading_of(
        tmp_path,
        event("SUMMARY:x", "DTSTART:20140409", "ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=image/png:SGVsbG8="),
    )
    (draft,) = reading.drafts
    assert draft.sources == ()
    assert "image/png" in reading.problems[0].message


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\n", "1 to-do"),
        ("BEGIN:VFREEBUSY\nEND:VFREEBUSY\n", "busy"),
        ("VERSION:2.0\n", "without events"),
    ],
)
def test_a_calendar_without_events_says_what_it_has(tmp_path, body, word):
    with pytest.raises(FormatError, match=word):
        reading_of(tmp_path, f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n")


def test_a_calendar_is_recognised_by_what_stands_in_it(tmp_path):
    (tmp_path / "calendar.txt").write_text(event("SUMMARY:x", "DTSTART:20140409"))
    assert possible_readings(tmp_path / "calendar.txt")[0].format.name == "icalendar"


def test_a_journal_entry_is_an_event(tmp_path):
    (draft,) = drafts_of(tmp_path, "BEGIN:VJOURNAL\nSUMMARY:x\nDTSTART;VALUE=DATE:20140409\nEND:VJOURNAL\n")
    assert (draft.start, draft.tags) == ("2014-04-09", ("journal",))
