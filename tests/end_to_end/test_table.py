"""A day at the table with real keys: lines are selected and deleted, a date is edited, events duplicated and copied."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest
from real_screen import MARKS, wait_for

pytestmark = MARKS


@pytest.fixture
def screen():
    return "1366x768x24"


def asked(typist, sql):
    """What stands in the store, as another program sees it."""
    with closing(sqlite3.connect(f"file:{typist.store}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchone()


ALIVE = "SELECT count(*) FROM event WHERE deleted = 0"
BATTLE = "SELECT start, date_text FROM event WHERE title LIKE 'Battle of Ilovaisk%'"


def test_a_table_is_worked_on_by_keys_alone(typist):
    typist.press("ctrl+shift+t", pause_s=0.6)
    wait_for(lambda: (typist.now()["focus"] or ["", ""])[1] == "Events as a table")
    typist.press("ctrl+Home", "Down", "shift+Down", "shift+Down", "Delete", pause_s=0.2)
    wait_for(lambda: asked(typist, ALIVE) == (127,), "three are deleted")
    typist.press("ctrl+z")
    wait_for(lambda: asked(typist, ALIVE) == (130,), "one step brings them back")

    typist.press("ctrl+f", pause_s=0.3)
    typist.xdotool("type", "--delay", "90", "Ilovaisk")
    time.sleep(0.8)
    typist.press("Return", pause_s=0.3)
    typist.tab_to("Events as a table")
    typist.press("ctrl+Home", "Home", "F2", "ctrl+a", pause_s=0.2)
    typist.xdotool("type", "--delay", "70", "about 12 August 2014")
    typist.press("Return", pause_s=0.4)
    wait_for(lambda: asked(typist, BATTLE) == ("2014-08-12~", "about 12 August 2014"), "the date is edited in its cell")

    typist.press("ctrl+d", pause_s=0.4)
    wait_for(lambda: asked(typist, ALIVE) == (131,), "it is there twice")
    typist.press("ctrl+c", pause_s=0.4)
    typist.press("ctrl+z", pause_s=0.4)
    wait_for(lambda: asked(typist, ALIVE) == (130,))
    typist.press("ctrl+f", "ctrl+a", "ctrl+v", pause_s=0.3)
    wait_for(lambda: "Battle of Ilovaisk" in (typist.now().get("text") or ""), "what was copied is a row")
