"""A chronology of another war is begun by keys alone: made, told about, on its clocks, with a plan for the future."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
from real_screen import MARKS, programs_on_screen, wait_for
from typist import Typist

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
