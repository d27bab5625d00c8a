"""A story as a PDF: a view a page, numbered, with its sources, a table of contents and text that is found."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from pypdf import PdfReader

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ExportError, FormatError
from timeline_app.domain.records import Event, Excerpt, Source, Story, StoryView
from timeline_app.export.layouts.story import StoryPages
from timeline_app.export.options import ExportOptions
from timeline_app.export.page.page import read_size
from timeline_app.export.published_story import PublishedStory
from timeline_app.export.registry import export_file
from timeline_app.paint.theme import theme_named
from timeline_app.store.store import Store

FIXED = ExportOptions("pdf", size="A4", layout="story", made="2026-11-28", zone="UTC", theme="print")
LONG = "\n".join(
    f"Paragraph {number} tells of what was said, by whom, and what came of it later." * 4 for number in range(60)
)
EVENTS = [
    Event(f"e{number:02}", f"Meeting {number:02}", f"2025-05-{number + 1:02}", status="occurred", importance=5)
    for number in range(24)
]
SOURCES = [Source(f"s{number}", f"Report {number}", "Agency") for number in range(24)]
CITED = [Excerpt(f"x{number}", f"e{number:02}", f"s{number}", exact="So.") for number in range(24)]
MINOR = Event("m", "A minor thing", "2025-05-10", status="planned", importance=1)
TOLD = Story(
    "s",
    "How it went",
    (
        StoryView("The first week", "It began\nslowly.", "", "2025-05-01", "2025-05-07", "none", ("e02",)),
        StoryView("", "", "status:planned", "2025-05-01", "2025-05-31", event_ids=("m", "gone")),
        StoryView("Nothing", "", "title:nobody", "2030", "2031"),
        StoryView("All of it", query="status:(", lanes="colour"),
    ),
)


@pytest.fixture
def chronology(tmp_path, qapp):
    opened = Chronology(Store.create(tmp_path / "Talks.timelinedb"))
    opened.do(Change("Add", after=(*EVENTS, *SOURCES, *CITED, MINOR, TOLD)))
    yield opened
    opened.close()


def tell(chronology, story):
    before = next(each for each in chronology.store.lookups.stories() if each.id == "s")
    chronology.do(Change("Change", (before,), (story,)))


def test_each_view_is_a_page_with_its_words_and_its_stretch(chronology, tmp_path):
    export_file(chronology, FIXED, tmp_path / "a.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages]
    assert len(pages) == 5
    assert [f"{number} / 5" in page for number, page in enumerate(pages, 1)] == [True] * 5
    assert all("How it went" in page and "Talks" in page for page in pages[:4])
    assert "The first week" in pages[0]
    assert "It began" in pages[0]
    assert "slowly." in pages[0]
    assert "7 of 25 events" in pages[0]
    assert "Meeting 02" in pages[0]
    assert "Meeting 20" not in pages[0]
    assert "1 May 2025 – 31 May 2025" in pages[1]
    assert "A minor thing" in pages[1]
    assert "No event lies in this view." in pages[2]
    assert "25 events" in pages[3]
    assert "Sources" in pages[4]


def test_a_reader_of_the_file_finds_the_views_in_its_table_of_contents(chronology, tmp_path):
    export_file(chronology, FIXED, tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    named = [(each.title, reader.get_destination_page_number(each)) for each in reader.outline]
    assert named == [
        ("The first week", 0), ("1 May 2025 – 31 May 2025", 1), ("Nothing", 2), ("All of it", 3), ("Sources", 4),
    ]  # fmt: skip
    assert reader.metadata.title == "How it went"


def test_numbers_of_sources_run_through_the_story_and_stand_on_the_page(chronology, tmp_path):
    export_file(chronology, FIXED, tmp_path / "a.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages]
    assert "3 Agency" in pages[0].replace("\xa0", " ")
    assert "Report 23" in pages[4]
    export_file(chronology, ExportOptions("pdf", layout="story", sources=False), tmp_path / "b.pdf")
    assert len(PdfReader(tmp_path / "b.pdf").pages) == 4


def test_what_a_view_speaks_of_gets_a_title_before_anything_else(chronology, tmp_path):
    crowd = [Event(f"c{number}", f"Crowd {number}", "2025-05-10", importance=5) for number in range(300)]
    chronology.do(Change("Add", after=tuple(crowd)))
    view = StoryView("x", "", "", "2025-05-01", "2025-05-31", "none")
    found = []
    for chosen in ((), ("m",)):
        tell(chronology, Story("s", "How it went", (replace(view, event_ids=chosen),)))
        export_file(chronology, FIXED, tmp_path / "a.pdf")
        found.append("A minor thing" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text())
    assert found == [False, True]


def test_a_long_text_goes_on_on_further_pages_and_none_of_it_is_lost(chronology, tmp_path):
    tell(chronology, Story("s", "How it went", (StoryView("Long", LONG), StoryView("Short"))))
    export_file(chronology, FIXED, tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    whole = " ".join(page.extract_text() for page in reader.pages)
    assert all(f"Paragraph {number} tells" in " ".join(whole.split()) for number in range(60))
    assert "Long, continued" in whole
    assert [each.title for each in reader.outline] == ["Long", "Short", "Sources"]
    assert len(reader.pages) > 4


@pytest.mark.parametrize("size", ["A4", "A5", "360x240", "683x340", "1366x768", "1080x1920"])
@pytest.mark.parametrize("text", ["", "A few words.", LONG])
def test_no_block_of_a_page_lies_over_another_or_beyond_the_edge(chronology, size, text):
    tell(chronology, Story("s", "How it went " * 9, (StoryView("A title of many words " * 9, text),)))
    story = PublishedStory(chronology, chronology.store.lookups.stories()[0], FIXED)
    pages = StoryPages(chronology, story, read_size(size, 96), theme_named("light"))
    pages.number_sources()
    for stack in pages.stacks(0):
        sheet = pages.sheet(stack, ("Talks", "1 / 1"))
        tops = [(placed.rect.top(), placed.rect.bottom()) for placed in sheet.blocks]
        assert all(above[1] <= below[0] + 0.5 for above, below in itertools.pairwise(tops))
        assert tops[-1][1] <= sheet.height + 0.5


@pytest.mark.parametrize(
    ("options", "error", "told"),
    [
        ({"story": "nobody"}, FormatError, "there are: How it went"),
        ({"format": "png"}, ExportError, "PDF or as a web page"),
    ],
)
def test_what_cannot_be_told_is_refused_in_a_sentence(chronology, tmp_path, options, error, told):
    with pytest.raises(error, match=told):
        export_file(chronology, replace(FIXED, **options), tmp_path / "a.out")
    assert not (tmp_path / "a.out").exists()


def test_a_story_without_views_or_none_at_all_is_refused(chronology, tmp_path):
    tell(chronology, Story("s", "How it went"))
    with pytest.raises(ExportError, match="no views yet"):
        export_file(chronology, FIXED, tmp_path / "a.pdf")
    chronology.do(Change("Add", after=(Story("t", "Another", TOLD.views),)))
    with pytest.raises(ExportError, match="Say which story: How it went, Another"):
        export_file(chronology, FIXED, tmp_path / "a.pdf")
    chronology.undo()
    chronology.do(Change("Delete", (Story("s", "How it went"),)))
    with pytest.raises(ExportError, match="no story to tell yet"):
        export_file(chronology, FIXED, tmp_path / "a.pdf")


def test_filter_and_profile_of_the_export_hold_for_each_view(chronology, tmp_path):
    export_file(chronology, replace(FIXED, query='"Meeting 03" OR status:planned'), tmp_path / "a.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages]
    assert "1 of 25 events" in pages[0]
    assert "1 of 25 events" in pages[1]
    assert "2 of 25 events" in pages[3]


@pytest.mark.parametrize("query", ['"Meeting', 'title:"Meeting', "Meeting OR Meeting", "-nobody"])
@pytest.mark.parametrize("asked", ["", "status:occurred OR status:planned"])
@pytest.mark.parametrize("edges", [("", ""), ("-9999", "9999"), ("Y-80000000000", "Y80000000000"), ("2025", "2024")])
def test_no_view_keeps_a_story_from_being_told(chronology, tmp_path, query, asked, edges):
    tell(chronology, Story("s", "How it went", (StoryView("x", "", query, *edges),)))
    export_file(chronology, replace(FIXED, query=asked), tmp_path / "a.pdf")
    assert "24" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
