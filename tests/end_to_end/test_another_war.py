"""A chronology of another war is begun and worked on by keys alone: made, told about, many events changed at once."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
from real_screen import MARKS, programs_on_screen, wait_for
from typist import Typist

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.store import Store

pytestmark = MARKS


@pytest.fixture
def typist(sample, tmp_path):
    (tmp_path / "documents").mkdir()
    with programs_on_screen("1366x768x24", tmp_path) as programs:
        made = Typist(programs, sample)
        yield made
        made.leave()


def asked(path, sql):
    """What stands in the store, as another program sees it."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchone()


def test_a_chronology_of_sudan_is_begun_with_its_clocks_and_a_planned_event(typist, tmp_path):
    path = tmp_path / "documents" / "sudan.timelinedb"
    typist.opens("ctrl+shift+n", title="New chronology")
    typist.press("ctrl+a")
    typist.xdotool("type", "--delay", "70", str(path))
    typist.press("Return")
    wait_for(lambda: any("About the new chronology" in each for each in typist.now()["windows"]))
    time.sleep(0.4)
    assert typist.now()["text"] == "sudan", "the file's name stands there, and is typed over"
    typist.xdotool("type", "--delay", "70", "The war in Sudan")
    typist.tab_to("Zone")
    typist.xdotool("type", "--delay", "90", "Khartoum")
    typist.press("ctrl+Return", pause_s=0.5)
    typist.gone("About the new chronology")
    told = "SELECT name, zone FROM particulars"
    wait_for(lambda: asked(path, told) == ("The war in Sudan", "Africa/Khartoum"))
    wait_for(lambda: "Times in: Khartoum time" in typist.now()["places"], "the window runs on Khartoum clocks")

    typist.opens("shift+n", title="Add event")
    typist.xdotool("type", "--delay", "90", "3 May 2120 - Talks in Jeddah")
    time.sleep(0.3)
    typist.press("alt+p", "Return", pause_s=0.5)
    typist.gone("Add event")
    events = "SELECT title, start, status, deleted FROM event"
    wait_for(lambda: asked(path, events) == ("Talks in Jeddah", "2120-05-03", "planned", 0))
    typist.press("ctrl+z")
    wait_for(lambda: asked(path, events) == ("Talks in Jeddah", "2120-05-03", "planned", 1), "taken back")
    typist.press("ctrl+z")
    wait_for(lambda: asked(path, told) == ("sudan", ""), "the properties are taken back, too")
    wait_for(lambda: "Times in: Kyiv time" in typist.now()["places"])


WAR = [
    ("Fighting begins in Khartoum", "2023-04-15"), ("The airport is shelled", "2023-04-15"),
    ("Embassies are evacuated", "2023-04-23"), ("A ceasefire is announced", "2023-04-24"),
    ("Talks begin in Jeddah", "2023-05-06"), ("A declaration of commitment", "2023-05-11"),
    ("The hospital in Khartoum is hit", "2023-05-13"), ("A ceasefire of seven days", "2023-05-20"),
    ("Talks in Jeddah are suspended", "2023-06-01"), ("El Geneina is attacked", "2023-06-14"),
    ("The governor of West Darfur is killed", "2023-06-14"), ("Convoys leave El Geneina", "2023-06-15"),
    ("Neighbours meet in Cairo", "2023-07-13"), ("Nyala is fought over", "2023-08-11"),
    ("The bridge at Shambat is destroyed", "2023-11-11"), ("Ardamata is taken", "2023-11-04"),
    ("Talks begin again in Jeddah", "2023-10-26"), ("Wad Madani falls", "2023-12-18"),
    ("Famine is declared in Zamzam", "2024-08-01"), ("Khartoum is retaken", "2025-03-26"),
]  # fmt: skip
CHANGED = (
    "SELECT count(*) FROM event JOIN category ON category.row = category_row WHERE category.name = 'Siege'"
    " AND event.status = 'corroborated' AND event.deleted = 0"
    " AND (SELECT count(*) FROM event_tag WHERE event_row = event.row) = 2"
)
TITLED = "SELECT count(*) FROM event WHERE deleted = 0 AND title LIKE '%{}%'"


@pytest.fixture
def war(typist, tmp_path):
    """Sudan in twenty events, open in the window with the table alone."""
    path = tmp_path / "documents" / "war.timelinedb"
    with Store.create(path) as store:
        store.apply(Change("Fill", after=tuple(Event(new_id(), title, day) for title, day in WAR)))
    typist.starts_again(path)
    typist.store = path
    typist.press("ctrl+shift+t", pause_s=0.6)
    wait_for(lambda: typist.now()["focus"][1] == "Events as a table")
    return path


def test_twelve_events_are_edited_at_once_and_one_undo_takes_all_of_it_back(typist, war):
    typist.press("Home", *["shift+Down"] * 11, pause_s=0.08)
    typist.opens("ctrl+Return", title="Edit 12 events")
    typist.fill("Category", "Siege")
    typist.tab_to("Status")
    typist.press("Down")  # all were reported
    typist.fill("Tags: add to all", "siege; aid")
    time.sleep(0.3)
    typist.press("ctrl+Return", pause_s=0.5)
    typist.gone("Edit 12 events")
    wait_for(lambda: asked(war, CHANGED) == (12,), "twelve events have what was chosen, and no other has")
    steps = typist.steps()
    typist.press("ctrl+z")
    wait_for(lambda: asked(war, CHANGED) == (0,), "one undo takes all of it back")
    assert typist.steps() == steps + 1
    names = "SELECT count(*) FROM (SELECT deleted FROM category UNION ALL SELECT deleted FROM tag) WHERE deleted = 0"
    assert asked(war, names) == (0,), "the names that it brought are gone with it"
    typist.press("ctrl+y")
    wait_for(lambda: asked(war, CHANGED) == (12,), "and redo does all of it again")


def test_a_spelling_is_replaced_in_all_titles_after_a_look_at_each(typist, war):
    before = asked(war, TITLED.format("Khartoum"))
    assert before == (3,)
    typist.opens("ctrl+h", title="Find and replace")
    typist.fill("Find", "khartoum")
    typist.fill("Replace with", "Al-Khartum")
    time.sleep(0.8)
    assert asked(war, TITLED.format("Al-Khartum")) == (0,), "nothing is replaced before it was looked at"
    typist.tab_to("Places")
    typist.press("Down", "space")
    typist.press("ctrl+Return", pause_s=0.5)
    typist.gone("Find and replace")
    wait_for(lambda: asked(war, TITLED.format("Al-Khartum")) == (2,), "what was ticked is replaced")
    typist.press("ctrl+z")
    wait_for(lambda: asked(war, TITLED.format("Khartoum")) == before)
