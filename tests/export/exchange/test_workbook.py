"""A workbook of events: dates that Excel sorts, what it cannot say in words, nothing that is a formula."""

from __future__ import annotations

import re
import zipfile
from contextlib import closing
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publishing import HOSTILE, TALKS, a_source, an_event, events, published, quoted, read_back, written
from python_calamine import load_workbook

from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import ExportError
from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import status_words
from timeline_app.export.exchange import workbook
from timeline_app.export.exchange.events_workbook import write_workbook
from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.registry import possible_readings


def sheet_of(path, at=0):
    head, *rows = load_workbook(path).get_sheet_by_index(at).to_python()
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("start", "end", "shown", "until"),
    [
        ("2025-05-16", "", date(2025, 5, 16), ""),
        ("2025-05-16", "2025-05-19", date(2025, 5, 16), date(2025, 5, 19)),
        ("2025-05-16T14:30", "", datetime(2025, 5, 16, 14, 30), ""),  # noqa: DTZ001
        ("2025-05", "", "May 2025", ""),
        ("2025-05-16~", "", "about 16 May 2025", ""),
        ("1900-02-28", "", "28 February 1900", ""),
        ("1900-03-01", "", date(1900, 3, 1), ""),
        ("1899-05-01", "1950-01-01", "1 May 1899 to 1 January 1950", ""),
        ("-0043-03-15", "", "15 March 44 BCE", ""),
        ("2022-02-24", "..", "from 24 February 2022, still going on", ""),
    ],
)  # fmt: skip
def test_dates_are_real_where_excel_has_them_else_in_words(tmp_path, start, end, shown, until):
    (row,) = sheet_of(written(write_workbook, published(an_event("A", start, end)), tmp_path / "a.xlsx"))
    assert (row["Date"], row["Until"]) == (shown, until)
    assert (row["EDTF"], row["EDTF end"]) == (start, end)


def test_what_sources_say_stands_on_a_sheet_of_its_own(tmp_path):
    report = a_source(
        1, "A report", "https://example.org/a", quoted("We met", locator="p. 3"), quoted("No", stance="disputes")
    )
    event = an_event("Talks", "2025", category=TALKS, sources=(report, a_source(2, "Another")))
    path = written(write_workbook, published(event), tmp_path / "a.xlsx")
    rows = sheet_of(path, 1)
    assert [(row["Number"], row["Event"], row["Title"], row["Words"], row["Stance"]) for row in rows] == [
        (1, "Talks", "A report", "“We met”", "supports"),
        (1, "Talks", "A report", "“No”", "disputes"),
        (2, "Talks", "Another", "", ""),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula_and_only_addresses_of_the_web_are_links(tmp_path, text):
    line = " ".join(text.split())
    source = a_source(1, line, "javascript:alert(1)", quoted(line))
    event = an_event(line, "2025", summary=line, place=line, tags=(line,), sources=(source,))
    path = written(write_workbook, published(event, title=line), tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        inside = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not re.search(r"<f[ >]|javascript:", "".join(text for name, text in inside.items() if "rels" in name))
    assert not any(re.search(r"<f[ >/]", text) for name, text in inside.items() if "worksheets" in name)
    (row,) = sheet_of(path)
    assert (row["Title"], row["Summary"], row["Place"]) == (line, line, line)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(events(), min_size=1, max_size=4, unique_by=lambda event: event.id))
def test_our_own_import_takes_events_back(tmp_path, some):
    path = written(write_workbook, published(*some), tmp_path / "a.xlsx")
    for event, draft in zip(some, read_back(path, "xlsx"), strict=True):
        assert (draft.title, draft.status, draft.importance) == (event.title, event.status, event.importance)
        assert When.of(draft.start, draft.end, draft.zone) == event.when
        assert (draft.place, draft.summary) == (event.place, event.summary)
        assert (draft.id or draft.external_id) == event.id
        assert draft.category == (event.category.name if event.category else "")
        assert [each.url for each in draft.sources] == [each.address for each in event.sources]
        assert not draft.notes


def test_that_shown_dates_are_not_read_is_told(tmp_path):
    path = written(write_workbook, published(an_event("A", "2025-05~", status="disputed")), tmp_path / "a.xlsx")
    reading = possible_readings(path)[0].format.read(path, ReadOptions())
    assert any("EDTF" in note and "“Date”, “Until”" in note for note in reading.notes)


def test_statuses_in_words_are_read(tmp_path):
    some = [an_event(f"A {status}", "2025", status=status) for status in STATUSES]
    path = written(write_workbook, published(*some), tmp_path / "a.xlsx")
    assert [row["Status"] for row in sheet_of(path)] == list(map(status_words, STATUSES))
    assert [draft.status for draft in read_back(path, "xlsx")] == list(STATUSES)


def test_a_sheet_that_is_full_is_told_and_no_file_of_the_library_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_ROWS", 3)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(ExportError, match="room for 2 rows"):
        written(write_workbook, published(*(an_event(f"A{n}", "2025") for n in range(3))), tmp_path / "a.xlsx")
    with closing(workbook.Workbook(tmp_path / "b.xlsx", "t")) as book:
        book.sheet("s", ["a"]).add(["x" * 40_000])
    assert len(load_workbook(tmp_path / "b.xlsx").get_sheet_by_index(0).to_python()[1][0]) == 32_767
