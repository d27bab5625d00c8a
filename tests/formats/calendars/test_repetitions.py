"""A repeated event can be taken each time that it happens in days that a person chose."""

from __future__ import annotations

from datetime import date

import pytest

from timeline_app.document.importing import ImportOptions, carry_out, plan_import
from timeline_app.domain.errors import DateError
from timeline_app.formats.calendars.icalendar_file import read_icalendar
from timeline_app.formats.calendars.repetitions import MOST_REPETITIONS
from timeline_app.formats.reading import Days, ReadOptions
from timeline_app.store.store import Store

YEAR = Days(date(2022, 1, 1), date(2022, 12, 31))
KYIV = "DTSTART;TZID=Europe/Kyiv:20220307T100000"


def calendar(path, *events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for event in events:
        lines += ["BEGIN:VEVENT", "UID:briefing", "SUMMARY:Briefing", *event, "END:VEVENT"]
    path.write_bytes(("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode())
    return path


def read(tmp_path, *events, within=YEAR):
    reading = read_icalendar(calendar(tmp_path / "calendar.ics", *events), ReadOptions(repeats=within))
    return list(reading.drafts), reading


def starts(tmp_path, *lines, within=YEAR):
    return [draft.start for draft in read(tmp_path, lines, within=within)[0]]


def test_without_days_a_repeated_event_is_one_with_its_rule_in_words(tmp_path):
    found, reading = read(tmp_path, [KYIV, "RRULE:FREQ=DAILY;COUNT=3"], within=None)
    assert [draft.start for draft in found] == ["2022-03-07T10:00:00"]
    assert "every day" in found[0].notes
    assert reading.repeats


def test_a_calendar_without_repetitions_says_so(tmp_path):
    assert not read(tmp_path, [KYIV])[1].repeats


def test_each_time_keeps_the_clock_the_zone_and_the_length_when_clocks_are_changed(tmp_path):
    lines = [KYIV, "DTEND;TZID=Europe/Kyiv:20220307T113000", "RRULE:FREQ=WEEKLY;COUNT=4"]
    found, _reading = read(tmp_path, lines)
    assert [(draft.start, draft.end, draft.zone) for draft in found] == [
        (f"2022-{day}T10:00:00", f"2022-{day}T11:30:00", "Europe/Kyiv") for day in ("03-07", "03-14", "03-21", "03-28")
    ]
    assert [draft.external_id for draft in found][:2] == ["briefing 20220307T100000", "briefing 20220314T100000"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;UNTIL=20220309", ["2022-03-07", "2022-03-08", "2022-03-09"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", ["2022-03-07", "2022-03-31", "2022-04-30"]),
        ("FREQ=YEARLY", ["2022-03-07"]),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO,WE;COUNT=3", ["2022-03-07", "2022-03-09", "2022-03-21"]),
    ],
)
def test_days_stay_days(tmp_path, rule, expected):
    assert starts(tmp_path, "DTSTART;VALUE=DATE:20220307", f"RRULE:{rule}") == expected


def test_a_rule_ends_at_a_time_in_utc_by_the_clocks_of_the_event(tmp_path):
    rule = "RRULE:FREQ=DAILY;UNTIL=20220309T080000Z"  # ten in Kyiv
    assert starts(tmp_path, KYIV, rule)[-1] == "2022-03-09T10:00:00"
    assert starts(tmp_path, KYIV, rule.replace("080000", "075959"))[-1] == "2022-03-08T10:00:00"


@pytest.mark.parametrize(
    "exception",
    ["EXDATE;TZID=Europe/Kyiv:20220308T100000", "EXDATE:20220308T080000Z", "EXDATE;VALUE=DATE:20220308"],
)
def test_a_date_that_is_left_out_is_none_however_it_is_spelled(tmp_path, exception):
    found = starts(tmp_path, KYIV, "RRULE:FREQ=DAILY;COUNT=3", exception)
    assert found == ["2022-03-07T10:00:00", "2022-03-09T10:00:00"]


def test_dates_are_added_once_and_periods_keep_their_length(tmp_path):
    added = "RDATE;TZID=Europe/Kyiv:20220308T100000,20220401T120000"
    period = "RDATE;VALUE=PERIOD:20220501T080000Z/PT2H"
    found, _reading = read(tmp_path, [KYIV, "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2", added, period])
    assert [(draft.start, draft.end) for draft in found] == [
        ("2022-03-07T10:00:00", "2022-03-07T11:00:00"),
        ("2022-03-08T10:00:00", "2022-03-08T11:00:00"),
        ("2022-04-01T12:00:00", "2022-04-01T13:00:00"),
        ("2022-05-01T08:00:00Z", "2022-05-01T10:00:00Z"),
    ]


@pytest.mark.parametrize(
    "changed", ["RECURRENCE-ID;TZID=Europe/Kyiv:20220308T100000", "RECURRENCE-ID:20220308T080000Z"]
)
def test_a_time_that_was_changed_stands_for_itself_and_bears_the_id_of_that_time(tmp_path, changed):
    moved = [changed, "DTSTART;TZID=Europe/Kyiv:20220308T150000"]
    found, _reading = read(tmp_path, [KYIV, "RRULE:FREQ=DAILY;COUNT=3"], moved)
    assert sorted((draft.start, draft.external_id) for draft in found) == [
        ("2022-03-07T10:00:00", "briefing 20220307T100000"),
        ("2022-03-08T15:00:00", "briefing 20220308T100000"),
        ("2022-03-09T10:00:00", "briefing 20220309T100000"),
    ]


def test_a_change_of_all_later_times_is_told_and_changes_one(tmp_path):
    moved = ["RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Kyiv:20220308T100000", "DTSTART:20220308T130000Z"]
    found, reading = read(tmp_path, [KYIV, "RRULE:FREQ=DAILY;COUNT=3"], moved)
    assert [draft.start for draft in found] == ["2022-03-07T10:00:00", "2022-03-09T10:00:00", "2022-03-08T13:00:00Z"]
    assert "and of those after it" in found[-1].notes
    assert "later times" in reading.problems[0].message


def test_only_times_in_the_days_come_and_an_event_without_any_is_told(tmp_path):
    rule = "RRULE:FREQ=DAILY"
    week = Days(date(2023, 1, 1), date(2023, 1, 7))
    assert len(starts(tmp_path, KYIV, rule, within=week)) == 7
    found, reading = read(tmp_path, [KYIV, f"{rule};COUNT=3"], within=week)
    assert found == []
    assert [each.message for each in reading.left_out] == ["“Briefing” does not happen in the days chosen."]


def test_more_times_than_fit_are_left_out_and_told(tmp_path):
    many = [KYIV, "RRULE:FREQ=MINUTELY"]
    found, reading = read(tmp_path, many, within=Days(date(2022, 3, 7), date(2022, 3, 17)))
    assert len(found) == MOST_REPETITIONS
    assert len(reading.problems) == 1
    assert "Choose fewer days" in reading.problems[0].message


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYSETPOS=3", "FREQ=SECONDLY;BYYEARDAY=400", "FREQ=NEVER",
        "FREQ=WEEKLY;BYSETPOS=100", "FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=53SU", "FREQ=HOURLY;BYMONTH=2", "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;INTERVAL=-1",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_worked_out_leaves_one_event_with_it(tmp_path, rule):
    found, reading = read(tmp_path, [KYIV, f"RRULE:{rule}"])
    assert [draft.start for draft in found] == ["2022-03-07T10:00:00"]
    assert "cannot be worked out here" in reading.problems[0].message


def test_coming_in_again_changes_nothing_and_a_change_of_one_time_updates_that_event(tmp_path):
    options = ImportOptions(reading=ReadOptions(repeats=YEAR))
    plain = [KYIV, "RRULE:FREQ=DAILY;COUNT=3"]
    file = calendar(tmp_path / "calendar.ics", plain)
    moved = ["RECURRENCE-ID;TZID=Europe/Kyiv:20220308T100000", "DTSTART;TZID=Europe/Kyiv:20220308T150000"]
    with Store.create(tmp_path / "s.timelinedb") as store:
        assert plan_import(file, options).count(store).result.added == 3
        first = carry_out(plan_import(file, options), store).result
        again = carry_out(plan_import(file, options), store).result
        newer = carry_out(plan_import(calendar(file, plain, moved), options), store).result
    assert (first.added, again.added, again.updated) == (3, 0, 0)
    assert (newer.added, newer.updated, newer.gone) == (0, 1, 0)


@pytest.mark.parametrize("text", ["", "2022", "2022-12-31/2022-01-01", "2022-01-01/soon"])
def test_what_is_no_stretch_of_days_is_refused(text):
    with pytest.raises(DateError, match="first and last"):
        Days.parse(text)


def test_a_stretch_of_days_is_spelled_as_it_is_read():
    assert str(Days.parse("2022-02-24/2022-03-01")) == "2022-02-24/2022-03-01"
