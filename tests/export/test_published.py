"""What goes out is one stream of events, filtered as pictures are and numbered by its sources."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest

from timeline_app.document import Chronology
from timeline_app.document.records import RecordReader
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ExportError
from timeline_app.domain.records import (
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Particulars,
    Place,
    Source,
    Tag,
)
from timeline_app.export.options import ExportOptions
from timeline_app.export.published import PublishedActor, publish, published_steps
from timeline_app.export.selection import find_shown
from timeline_app.store.store import Store

RECORDS = (
    Particulars(name="A war", summary="What it tells", author="A. Author", credit="The Paper", language="en"),
    Category("c1", "Talks", "#112233", "diamond"),
    Category("c2", "Unused"),
    Actor("a1", "Rustem\u202e Umerov"),
    Place("p1", "Istanbul", 41.01, 28.96),
    Tag("t1", "peace"),
    Event("late", "Second", "2025-06-02", category_id="c1", notes="mine alone"),
    Event(
        "early", "First\nround", "2025-05-16", date_text="16 May", category_id="c1", place_id="p1", tag_ids=("t1",),
        actors=(Participation("a1", "head"),), summary="They met.\nThey left.",
    ),
    Event("never", "Some day", date_text="in spring?"),
    Source("s1", "A report", "Agency", "B. Line", "https://example.org/a", "2025-05-17", archive_url="file:///etc"),
    Source("s2", "Another", url="javascript:alert(1)"),
    Excerpt("x1", "late", "s2", kind="quote", exact="It took place.", locator="p. 3", claimed_date="2025-06-01"),
    Excerpt("x2", "early", "s1", exact="They met."),
    Excerpt("x3", "late", "s1", locator="p. 9"),
    Excerpt("x4", "early", "s1", exact="Nobody met.", stance="disputes"),
)  # fmt: skip


@pytest.fixture
def chronology(tmp_path):
    opened = Chronology(Store.create(tmp_path / "a.timelinedb"))
    opened.do(Change("Add", before=(opened.particulars,), after=RECORDS))
    yield opened
    opened.close()


def test_a_chronology_says_of_itself_what_its_properties_say(chronology):
    published = publish(chronology, ExportOptions(made="2026-01-01", zone="UTC"))
    assert (published.title, published.description, published.author) == ("A war", "What it tells", "A. Author")
    assert (published.credit, published.language, published.held_back.line) == ("The Paper", "en", "")
    assert [(each.name, each.colour, each.shape) for each in published.categories] == [("Talks", "#112233", "diamond")]
    assert "made on 1 January 2026" in published.line
    assert publish(chronology, ExportOptions(title="Mine")).title == "Mine"


def test_what_begins_last_and_goes_on_is_not_left_out(chronology):
    chronology.do(Change("Add", after=(Event("on", "Going on", "2026-01-01", ".."),)))
    assert [each.id for each in publish(chronology, ExportOptions()).events] == ["early", "late", "on", "never"]


def test_an_event_is_given_whole_and_in_words_and_its_sources_are_numbered_in_order_of_time(chronology):
    early, late, never = publish(chronology, ExportOptions()).events
    assert (early.id, early.title, early.date_words, early.date_text) == ("early", "First round", "16 May 2025", "")
    assert (early.place, early.coordinates, early.tags) == ("Istanbul", (41.01, 28.96), ("peace",))
    assert (early.summary, early.actors) == ("They met.\nThey left.", (PublishedActor("Rustem Umerov", "head"),))
    assert early.category is not None
    assert early.category.name == "Talks"
    (one,) = early.sources
    assert (one.number, one.title, one.published_words, one.link) == (
        1, "A report", "17 May 2025", "https://example.org/a",
    )  # fmt: skip
    assert one.archive_link == ""
    assert [(quote.kind, quote.words, quote.stance) for quote in one.quotes] == [
        ("paraphrase", "They met.", "supports"), ("paraphrase", "Nobody met.", "disputes"),
    ]  # fmt: skip
    assert [(each.number, each.link, each.locators) for each in late.sources] == [
        (2, "", ("p. 3",)), (1, "https://example.org/a", ("p. 9",)),
    ]  # fmt: skip
    assert late.sources[0].quotes[0].claimed == "2025-06-01"
    assert (never.date_words, never.date_text, never.is_dated, never.unsourced) == (
        "in spring?", "in spring?", False, True,
    )  # fmt: skip
    assert not early.unsourced


def test_notes_stay_at_home(chronology):
    assert [event.notes for event in publish(chronology, ExportOptions()).events] == ["", "", ""]


def test_events_may_be_walked_through_again_and_sources_keep_their_numbers(chronology):
    published = publish(chronology, ExportOptions())
    assert list(published.events) == list(published.events)
    assert len(published.events) == 3
    listed = list(published.sources)
    assert [(each.number, each.title, each.quotes) for each in listed] == [(1, "A report", ()), (2, "Another", ())]


def test_the_undated_are_left_out_on_demand_and_where_a_stretch_of_time_is_asked_for(chronology):
    for options in (ExportOptions(undated=False), ExportOptions(first="2025"), ExportOptions(span=(0, 2**33))):
        assert [event.id for event in publish(chronology, options).events] == ["early", "late"]
    assert [event.id for event in publish(chronology, ExportOptions(query="missing:date")).events] == ["never"]
    with pytest.raises(ExportError):
        publish(chronology, ExportOptions(query="missing:date", undated=False))


@pytest.mark.parametrize(
    "options",
    [
        ExportOptions(undated=False),
        ExportOptions(query="category:Diplomacy", first="2025-06"),
        ExportOptions(first="2022-02-24", last="2022-03", zone="Asia/Tokyo"),
        ExportOptions(query="talks", span=(1_746_000_000, 1_760_000_000), zone="Europe/Kyiv"),
    ],
)
def test_filter_and_range_are_those_of_a_picture(sample, options):
    with_sample = Chronology(Store.open(sample, read_only=True))
    shown = with_sample.columns.row[find_shown(with_sample, options).mask].tolist()
    published = publish(with_sample, options)
    assert [with_sample.row_of(event.id) for event in published.events] == shown
    starts = [event.when.start_min for event in published.events]
    assert all(one <= other for one, other in pairwise(starts))
    with_sample.close()


def test_only_a_few_hundred_events_are_held_at_once(chronology, monkeypatch):
    chronology.do(Change("Many", after=tuple(Event(f"m{n}", "One", "2024") for n in range(1_300))))
    asked, events = [], RecordReader.events
    monkeypatch.setattr(RecordReader, "events", lambda self, rows: asked.append(len(rows)) or events(self, rows))
    published = publish(chronology, ExportOptions())
    assert len(list(islice(published.events, 10))) == 10
    assert asked == [500]
    assert len(list(published.events)) == 1_303
    assert max(asked) == 500


def test_a_file_is_written_in_steps_and_whole_or_not_at_all(chronology, tmp_path):
    target = tmp_path / "out.txt"

    def write(published, part):
        for event in published.events:
            with part.open("a") as file:
                file.write(event.title + "\n")
            yield 0.5

    steps = published_steps(chronology, ExportOptions(), target, write)
    assert next(steps) == 0.5
    steps.close()
    assert not target.exists()
    assert list(published_steps(chronology, ExportOptions(), target, write))[-1] == 1.0
    assert target.read_text().splitlines() == ["First round", "Second", "Some day"]
