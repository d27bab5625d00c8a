"""A day's work on another war, in the real window and by its keys: begun, filled, put in order, changed and printed.

The dates are those on which the events are known to have happened; titles and desk notes are our own.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from real_screen import MARKS, programs_on_screen, wait_for
from typist import Typist

pytestmark = MARKS
TABLE = Path(__file__).resolve().parents[1] / "data" / "sudan.csv"
IN_A_LINE = (
    "15 April 2023 - Fighting breaks out in Khartoum",
    "11 May 2023 - Both sides sign a declaration in Jeddah",
    "13 July 2023 - The ICC opens an inquiry into crimes in West Darfur",
)
IN_THE_FORM = (
    {
        "Title": "The Security Council demands an end to the siege of El Fasher", "Date": "13 June 2024",
        "Category": "Diplomacy", "Actors": "United Nations; RSF", "Place": "El Fasher",
        "Title of the source": "Resolution 2736 (2024)", "Publisher": "Security Council",
        "Words of the source": "It demands that the siege be ended.",
    },
    {
        "Title": "The United States call what RSF fighters did genocide", "Date": "7 January 2025",
        "Category": "Diplomacy", "Actors": "United States", "Place": "Washington",
        "Title of the source": "Statement of the Secretary of State", "Publisher": "State Department",
        "Words of the source": "Members of the RSF are said to have committed genocide.",
    },
)  # fmt: skip
OF_SOURCES = {"Title of the source", "Publisher", "Words of the source"}
THERE = "SELECT count(*) FROM event WHERE deleted = 0"


class Day:
    """What a person does in a day, and what another program sees in the store meanwhile."""

    def __init__(self, typist, folder):
        self.typist, self.folder, self.path = typist, folder, folder / "sudan.timelinedb"

    def asked(self, sql, *values):
        """What stands in the store, as another program sees it."""
        if not self.path.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def becomes(self, sql, rows):
        wait_for(lambda: self.asked(sql) == rows, f"{sql} gives {rows}, not {self.asked(sql)}")

    def count(self):
        return self.asked(THERE)[0][0]

    def names_file(self, title, path):
        """Type the path into the dialog that asks for a file."""
        typist = self.typist
        wait_for(lambda: typist.shows(title) and typist.now()["text"] is not None, f"{title} takes a name")
        typist.press("ctrl+a")
        typist.xdotool("type", "--delay", "12", str(path))
        wait_for(lambda: typist.now()["text"] == str(path))
        typist.press("Return")
        typist.gone(title)

    # Filling

    def begin(self):
        typist = self.typist
        typist.opens("ctrl+shift+n", title="New chronology")
        self.names_file("New chronology", self.path)
        wait_for(lambda: typist.shows("About the new chronology"))
        typist.fill("Title", "The war in Sudan")
        typist.fill("Zone", "Khartoum")
        typist.press("ctrl+Return")
        typist.gone("About the new chronology")
        self.becomes("SELECT name, zone FROM particulars", [("The war in Sudan", "Africa/Khartoum")])

    def add_in_a_line(self, line):
        typist, count = self.typist, self.count()
        typist.opens("shift+n", title="Add event")
        typist.fill("Date and title of the event", line)
        typist.press("Return")
        typist.gone("Add event")
        self.becomes(THERE, [(count + 1,)])

    def add_in_the_form(self, fields):
        typist, count = self.typist, self.count()
        typist.opens("n", title="New event")
        for name, text in fields.items():
            if name == "Title of the source":
                typist.tab_to("Add a source")
                typist.press("space")
            typist.fill(name, text)
        typist.press("ctrl+Return")
        typist.gone("New event")
        self.becomes(THERE, [(count + 1,)])

    def bring_in(self, path, rows):
        typist, count = self.typist, self.count()
        typist.opens("ctrl+i", title="Import")
        # From where the path has no letters but those of the keyboard: xdotool loses others, and keys after them.
        self.names_file("Import", Path(shutil.copy(path, typist.home / path.name)))
        page = f"Import “{path.name}”"
        typist.comes(page)
        typist.press("ctrl+Return")
        typist.gone(page)
        self.becomes(THERE, [(count + rows,)])

    # Names

    def put_names_in_order(self):
        typist = self.typist
        typist.opens("ctrl+shift+m", title="Names")
        typist.click("Places")
        wait_for(lambda: "Merge…" in typist.now()["places"], "the two spellings of El Fasher are offered")
        typist.click("Merge…")
        self.merge()
        self.becomes("SELECT count(*) FROM place WHERE deleted = 0 AND name LIKE 'El%Fasher'", [(1,)])
        typist.click("Actors")
        typist.fill("Find a name", "Rapid")
        typist.click("Merge with…")
        wait_for(lambda: typist.shows("Merge names"))
        typist.fill("Merge with", "RSF")
        typist.press("Return")
        self.merge()
        self.becomes("SELECT count(*) FROM actor WHERE deleted = 0 AND name IN ('RSF', 'Rapid Support Forces')", [(1,)])
        typist.fill("Find a name", "Sudanese army")
        typist.press("Down")
        typist.opens("F2", title="Rename “Sudanese army”")
        typist.fill("Name", "Sudanese Armed Forces")
        typist.press("ctrl+Return")
        typist.gone("Rename “Sudanese army”")
        self.becomes("SELECT count(*) FROM actor WHERE deleted = 0 AND name LIKE 'Sudanese%'", [(1,)])
        typist.press("Escape")
        typist.gone("Names")

    def merge(self):
        wait_for(lambda: self.typist.shows("Merge names"))
        self.typist.press("ctrl+Return")
        self.typist.gone("Merge names")

    # Pictures

    def export(self, name):
        typist, path = self.typist, self.folder / name
        typist.opens("ctrl+e", title="Export")
        typist.press("Return")
        self.names_file("Export", path)
        wait_for(path.exists)
        return path.read_bytes()

    def both_pictures(self, name):
        """Export the whole, and the fighting by actor."""
        self.fits()
        whole = self.export(f"{name} whole.png")
        self.arranges("Actor")
        self.searches("category:Fighting", 9)
        self.fits()
        fighting = self.export(f"{name} fighting.png")
        return whole, fighting

    def fits(self):
        """Show all that is kept, across the whole width."""
        self.typist.tab_to("Timeline")
        self.typist.press("f")
        self.typist.rests()

    def walks(self):
        """Go about in the window as one does before one knows what to print."""
        typist = self.typist
        typist.tab_to("Timeline")
        before = typist.now()["range"]
        typist.press("Right", "w", "shift+Left")
        typist.tab_to("Overview")
        typist.press("Right", "Up", "Left")
        typist.rests()
        assert typist.now()["range"] != before
        x, y = self.typist.now()["places"]["Timeline"]
        typist.xdotool("mousemove", str(x + 120), str(y), "click", "--repeat", "3", "4")
        typist.rests()
        typist.xdotool("click", "--repeat", "3", "5")
        typist.press("ctrl+t")
        wait_for(lambda: "Events as a table" in typist.now()["places"], "the table is open")
        typist.press("ctrl+t")
        wait_for(lambda: "Events as a table" not in typist.now()["places"], "the table is closed")
        typist.tab_to("Timeline")
        typist.press("period", "period")
        wait_for(lambda: typist.now()["selected"] is not None)
        typist.press("Escape")
        wait_for(lambda: typist.now()["selected"] is None)

    def arranges(self, field):
        typist = self.typist
        typist.opens("ctrl+k", title="Commands")
        typist.xdotool("type", "--delay", "12", f"Lanes by {field}")
        wait_for(lambda: typist.now()["text"] == f"Lanes by {field}")
        typist.press("Return")
        typist.gone("Commands")
        wait_for(lambda: any(f"Lanes: {field}" in each for each in typist.now()["places"]), f"lanes by {field}")

    def searches(self, query, kept):
        typist = self.typist
        typist.press("ctrl+f", "ctrl+a")
        typist.xdotool("type", "--delay", "12", query)
        typist.press("Return")
        wait_for(lambda: typist.now()["kept"] == kept, f"{query} keeps {kept}")


@pytest.fixture
def day(sample, tmp_path):
    (tmp_path / "documents").mkdir()
    with programs_on_screen("1366x768x24", tmp_path) as programs:
        typist = Typist(programs, sample)
        yield Day(typist, tmp_path / "documents")
        typist.leave()


def test_a_day_with_another_war(day):
    day.begin()
    for line in IN_A_LINE:
        day.add_in_a_line(line)
    for fields in IN_THE_FORM:
        day.add_in_the_form(fields)
    day.bring_in(TABLE, 15)
    day.put_names_in_order()
    day.walks()
    walked = day.both_pictures("walked")
    day.typist.starts_again(day.path)
    straight = day.both_pictures("straight")
    assert [one == other for one, other in zip(walked, straight, strict=True)] == [True, True]
    assert walked[0] != walked[1]
