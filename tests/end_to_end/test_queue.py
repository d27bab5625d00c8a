"""The review queue driven by hand on pages in four languages: one article, retold, gives the same six events in each.

Xvfb, a window manager and xdotool. A second article on the same day is evidence for what is there, a document that is
opened again knows what was left out, and of two dates one key takes the other.
"""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest
from real_reader import Reader
from real_screen import MARKS, programs_on_screen, wait_for

from timeline_app.store.store import Store

RETELLINGS = Path(__file__).parents[1] / "data" / "retellings"
LANGUAGES = ["en", "uk", "ru", "de"]
pytestmark = MARKS
SIX = [
    ("2014", "reported"), ("2022-02", "reported"), ("2022~", "reported"), ("2025-05", "reported"),
    ("2025-06", "reported"), ("2025-07-23", "planned"),
]  # fmt: skip
ADDRESS = "https://gazette.example/{name}"


def page_of(text, name, published="2025-07-21"):
    """Write a text as the page of a newspaper."""
    title, *paragraphs = text.strip().split("\n\n")
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title} - Gazette</title>"
        f'<link rel="canonical" href="{ADDRESS.format(name=name)}"><meta property="article:published_time" '
        f'content="{published}T08:00:00Z"></head><body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}'
        "</article></body></html>"
    )


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "talks.timelinedb"
    Store.create(path, as_of="2025-07-21").close()
    return path


@pytest.fixture
def reader(store, tmp_path):
    with programs_on_screen("1366x768x24", tmp_path) as programs:
        yield Reader(programs, store)


def opened(reader, path, documents=1):
    """Choose a file in File > Read an article; so many documents are stored then."""
    reader.press("ctrl+shift+o")
    reader.rest()
    reader.types(str(path))
    reader.press("Return")
    wait_for(lambda: reader.documents() == documents, "the page is stored")
    reader.rest()  # it is read for dates


def events_of(store):
    with Store.open(store, read_only=True) as opened_store, closing(opened_store):
        return sorted(
            (event.start, event.status, event.title)
            for event in opened_store.lookups.events(opened_store.columns().row.tolist())
        )


def excerpts_of(store):
    with Store.open(store, read_only=True) as opened_store:
        events = opened_store.lookups.events(opened_store.columns().row.tolist())
        return {event.start: len(opened_store.evidence.of_event(event.id)) for event in events}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_article_gives_the_same_six_events_in_every_language(reader, store, tmp_path, language):
    path = tmp_path / f"{language}.html"
    path.write_text(page_of((RETELLINGS / f"{language}.txt").read_text("utf-8"), language), "utf-8")
    opened(reader, path)
    reader.press(*"aaaaaa")
    assert events_of(store) == []  # nothing enters before it is added
    reader.press("ctrl+Return")
    wait_for(lambda: len(events_of(store)) == len(SIX), "the events are in the chronology")
    assert [event[:2] for event in events_of(store)] == SIX
    reader.press("ctrl+z")
    wait_for(lambda: events_of(store) == [], "one undo takes them back")
    reader.quit()


TWICE = """Bridge at Novopil hit again

The bridge at Novopil was hit by two drones on 03/04/2025, officials of the city said in a long statement.

The council of the city closed the harbour on 16 May 2025. The strike of the pilots began on 2 June 2025.
"""
AGAIN = """What the week brought

The council of the city closed the harbour on 16 May 2025, a spokesman told this newspaper on the phone.
"""


def test_keys_take_the_other_date_leave_out_for_good_and_offer_evidence(reader, store, tmp_path):
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    first.write_text(page_of(TWICE, "first"), "utf-8")
    second.write_text(page_of(AGAIN, "second"), "utf-8")
    opened(reader, first)
    reader.press("d", "a", "a", "r", "ctrl+Return")
    wait_for(lambda: len(events_of(store)) == 2, "two events are in the chronology")
    assert [event[0] for event in events_of(store)] == ["2025-03-04", "2025-05-16"]

    opened(reader, second, documents=2)
    reader.press("a", "ctrl+Return")  # what is told again is evidence for the event that is there
    wait_for(lambda: excerpts_of(store) == {"2025-03-04": 1, "2025-05-16": 2}, "the event has two excerpts")
    reader.quit()

    reader.program = reader.start()
    opened(reader, first, documents=2)  # stored already: it opens, and what was left out is folded
    reader.press("a", "a", "a", "ctrl+Return")
    time.sleep(1)
    assert len(events_of(store)) == 2
    reader.press("Tab", "space", "r", "a", "ctrl+Return")  # unfolded by key, taken back, accepted
    wait_for(lambda: len(events_of(store)) == 3, "what was left out is in the chronology after all")
    assert events_of(store)[-1][0] == "2025-06-02"
    reader.quit()
