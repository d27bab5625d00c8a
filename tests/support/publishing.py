"""What is published, made by hand for tests of writers, and files read back as an import reads them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.publication import HeldBack
from timeline_app.export.published import (
    Published,
    PublishedActor,
    PublishedCategory,
    PublishedEvent,
    PublishedQuote,
    PublishedSource,
)
from timeline_app.formats.reading import FileReading, ReadOptions
from timeline_app.formats.registry import possible_readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from timeline_app.domain.draft import Draft

TALKS = PublishedCategory("Talks; second track", "#2166AC", "circle")
HOSTILE = (
    "<script>alert(1)</script>", '=HYPERLINK("http://x.example","y")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "]]>&amp;",
    "](javascript:alert(1))", "{\\field{\\*\\fldinst", "END:VEVENT\r\nBEGIN:VALARM", "</w:t><w:br/>", "# _x0041_ ~~~",
    "\u0634\u0647\u0631 \u05e9\u05dc\u05d5\u05dd", "- 1. > `code` **x** [^1]: $a$",
)  # fmt: skip
"""Texts that mean something in a format, or run from right to left."""


def an_event(title: str = "A meeting", start: str = "", end: str = "", **others: Any) -> PublishedEvent:
    """Make an event; its date is worded as the program words it."""
    when = When.of(start, end, others.get("zone", ""))
    dated = not when.flags & WhenFlag.UNDATED
    told = {"id": "0198605a-7e00-7b02-aab6-4256b55a1a22", "date_text": "", "zone": "", "status": "occurred",
            "importance": 3, "category": None, "actors": (), "place": "", "coordinates": None, "tags": (),
            "summary": "", "notes": "", "sources": ()} | others  # fmt: skip
    known = {each.name for each in fields(PublishedEvent)}
    words = word(when) if dated else told["date_text"] or "No date"
    return PublishedEvent(
        title=title,
        start=start,
        end=end,
        when=when,
        date_words=words,
        **{name: value for name, value in told.items() if name in known},
    )


def a_source(number: int = 1, title: str = "A report", address: str = "", *said: PublishedQuote, **others: str) -> Any:
    """Make a source of an event."""
    told = {"author": "", "publisher": "", "published": "", "published_words": "", "archive_address": "",
            "language": "", "licence": "", "kind": "report", "retrieved": ""} | others  # fmt: skip
    return PublishedSource(number=number, title=title, address=address, quotes=said, **told)


def quoted(words: str, **others: Any) -> PublishedQuote:
    """Make words that a source says."""
    return PublishedQuote(**({"kind": "quote", "words": words, "stance": "supports"} | others))


def published(*events: PublishedEvent, **others: Any) -> Published:
    """Make what is published of some events."""
    categories = dict.fromkeys(event.category for event in events if event.category)
    told = {"title": "A war", "description": "", "author": "", "credit": "", "editorial_line": "", "language": "en",
            "zone": "UTC", "as_of": "", "as_of_words": "", "line": "", "held_back": HeldBack(),
            "categories": tuple(categories), "span": (0, 86_400)} | others  # fmt: skip
    return Published(events=events, **told)


def written(write: Callable[[Published, Path], Iterator[float]], what: Published, path: Path) -> Path:
    """Write a file to its end."""
    for fraction in write(what, path):
        assert 0 <= fraction <= 1
    return path


def read_back(path: Path, name: str) -> list[Draft]:
    """Read a file as an import does that nobody told what it is; it has to be found to be `name`."""
    surest = possible_readings(path)[0].format
    assert surest.name == name
    reading = surest.read(path, ReadOptions())
    assert isinstance(reading, FileReading)
    drafts = list(reading.drafts)
    unread = [problem.message for problem in reading.problems if "no title" not in problem.message]
    assert not unread, unread
    return drafts


# --- any event --------------------------------------------------------------------------------------------------------

DATES = (
    ("2025-05-16", ""), ("2025-05-16", "2025-05-19"), ("2025-05", ""), ("2025", "2026-01"), ("2025-05-16T14:30", ""),
    ("2025-05-16T14:30:05Z", "2025-05-16T18:00:00Z"), ("2025-07~", ""), ("2025-07-04?", ""), ("2025-21", ""),
    ("[2025-05-01..2025-05-09]", ""), ("{2025-05-01,2025-06-01}", ""), ("2022-02-24", ".."), ("..", "2022-02-24"),
    ("202X", ""), ("-0043-03-15", ""), ("-0099", ""), ("0000", ""), ("2024-02-29", ""), ("9999-12-31", ""),
    ("Y20000", ""), ("1963-11-22", ""), ("2025-05-16T01:00:00+03:00", ""), ("", ""), ("1899-12-31", ""),
)  # fmt: skip
_WORDS = st.text(
    st.characters(categories=("L", "Nd"), include_characters="-.,:;!?()[]{}'\"=+@|/\\*_#~$%^Їїئשд"),
    min_size=1,
    max_size=9,
)
_LINES = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)
_ADDRESSES = st.sampled_from(["https://example.org/a", "http://example.org/b?c=1&d=2", "https://пример.рф/путь"])


@st.composite
def events(draw: st.DrawFn, dates: Iterable[tuple[str, str]] = DATES) -> PublishedEvent:
    """Give any event; its title has a letter, as titles do."""
    start, end = draw(st.sampled_from(list(dates)))
    zone = draw(st.sampled_from(["", "Europe/Kyiv"])) if "T" in start and start.endswith("14:30") else ""
    sources = tuple(
        a_source(number, draw(_LINES), address)
        for number, address in enumerate(draw(st.lists(_ADDRESSES, unique=True)), 1)
    )
    return an_event(
        f"T{draw(_LINES)}",
        start,
        end,
        id=str(draw(st.uuids(version=4))),
        zone=zone,
        status=draw(st.sampled_from(["planned", "occurred", "disputed"])),
        category=draw(st.none() | _LINES.map(lambda name: PublishedCategory(f"C{name}", "#112233", "square"))),
        actors=tuple(PublishedActor(name) for name in draw(st.lists(_LINES, max_size=2, unique=True))),
        place=draw(st.just("") | _LINES),
        coordinates=draw(st.none() | st.just((50.45, 30.52))),
        tags=tuple(draw(st.lists(_WORDS, max_size=2, unique=True))),
        summary=draw(st.just("") | _LINES),
        sources=sources,
    )
