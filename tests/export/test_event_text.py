"""Events go to the clipboard as rows that the import reads again, and as text with dates and sources."""

from __future__ import annotations

import pytest

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Event, Excerpt, Source, Tag
from timeline_app.export import event_text
from timeline_app.export.event_text import as_markdown, as_rows, as_text
from timeline_app.formats.tables.csv_table import read_csv
from timeline_app.store.store import Store

URL = "https://example.org/a_b"


@pytest.fixture
def chronology(tmp_path):
    made = Chronology(Store.create(tmp_path / "one.timelinedb"))
    source = Source("s", "On the *talks*", url=URL, publisher="Herald")
    event = Event("e", "Talks [first] round", "2014-04-17T14:30Z", zone="UTC", tag_ids=("t",), summary="Two\nlines")
    made.do(
        Change(
            "Add",
            after=(
                Tag("t", "talks"),
                event,
                Event("f", "=1+1", "2014-05"),
                source,
                Excerpt("x", "e", "s", exact="They met.", locator="p. 3"),
                Excerpt("y", "e", "s", exact="They left."),
            ),
        )
    )
    yield made
    made.close()


def rows(chronology):
    return [chronology.row_of(each) for each in ("e", "f")]


def test_rows_are_read_again_as_the_events_that_they_were(chronology, tmp_path):
    text = as_rows(chronology, rows(chronology))
    assert "\t" in text.splitlines()[0]
    path = tmp_path / "rows.tsv"
    path.write_text(text, encoding="utf-8", newline="")
    drafts = list(read_csv(path).drafts)
    assert [(each.title, each.start, each.tags, each.summary) for each in drafts] == [
        ("Talks [first] round", "2014-04-17T14:30Z", ("talks",), "Two\nlines"),
        ("=1+1", "2014-05", (), ""),
    ]
    assert "'=1+1" in text, "a spreadsheet takes no title for a formula"


def test_text_has_dates_on_the_clocks_shown_and_each_source_once(chronology):
    assert as_text(chronology, rows(chronology), "Europe/Kyiv").splitlines() == [
        "17 April 2014, 17:30 Kyiv: Talks [first] round",
        f"    “On the *talks*”, Herald, p. 3, {URL}.",
        "May 2014: =1+1",
    ]


def test_markdown_is_a_list_in_which_only_our_marks_are_marks(chronology):
    assert as_markdown(chronology, rows(chronology), "").splitlines() == [
        "* **17 April 2014, 14:30 UTC** Talks \\[first\\] round",
        f"    * “On the \\*talks\\*”, Herald, p. 3, <{URL}>.",
        "* **May 2014** \\=1+1",
    ]


def test_very_many_are_left_to_a_file(chronology, monkeypatch):
    monkeypatch.setattr(event_text, "MOST", 1)
    with pytest.raises(KnownError, match="export them to a file"):
        as_rows(chronology, rows(chronology))
