"""What one does who does not see the window: the whole job through AT-SPI alone, on a real screen with a real bus."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from assistive import NEEDED, announced, assistive_bus, program_on
from real_screen import MARKS, programs_on_screen, wait_for

from timeline_app.store.store import Store

pytestmark = [*MARKS, NEEDED]


def events(store):
    with Store.open(store, read_only=True) as opened:
        return opened.info().events


@pytest.fixture
def heard(sample, tmp_path):
    """Run the window on the sample; gives the program as an assistive program has it, the store, and the process."""
    with programs_on_screen("1366x768x24", tmp_path) as programs, assistive_bus(programs) as bus:
        command = [sys.executable, "-m", "timeline_app", str(sample)]
        process = programs.run_to_first_frame(*command, cwd=Path(__file__).parents[2])
        yield program_on(bus), sample, process


def page_of(program):
    """Give the window of the program once its panels are there."""
    wait_for(lambda: program.children and program.children[0].find("Filters") is not None, "the panels")
    return program.children[0]


def choose(dialog, label, wanted):
    """Choose an entry of the combo box that a label names."""
    boxes = dialog.find_all(role="combo box")
    box = next(each for each in boxes if label in {named.name for named in each.related("labelled by")})
    entries = box.find(role="list", showing=False)
    next(each for each in entries.children if each.name == wanted).act("Toggle")
    dialog.wait(wanted, "combo box")


def find_and_read(window):
    """Look for an event by its words, and read what is known of it."""
    window.find("Search", "text").write("Kakhovka dam")
    window.wait("1 of 130 shown")
    timeline = window.find("Timeline", "panel")
    item = timeline.wait("Kakhovka dam destroyed, Tuesday, 6 June 2023", "list item")
    assert item.about.startswith("Disputed. 1 of 1 in Infrastructure and economy. 2 excerpts")
    item.act()
    panel = window.find("Event and document")
    panel.wait("Kakhovka dam destroyed")
    assert panel.find("Nova Kakhovka") is not None
    assert panel.find("Evidence · 2") is not None
    assert panel.find("AP via The Herald Journal · 19 June 2023") is not None
    assert panel.find("Open www.hjnews.com", "push button") is not None
    window.find("Search", "text").write("")
    window.wait("130 of 130 shown")


def add(program, window):
    """Add an event with the words of a source."""
    window.find("Add event", "push button").act()
    form = program.wait(role="dialog")
    form.find("Title", "text").write("A bridge falls")
    form.find("Date", "text").write("6 June 2025")
    form.find("Category", "text").write("Strike")
    choose(form, "Status", "Occurred")
    form.find("Add a source", "push button").act()
    form.wait("Title of the source", "text").write("A report from the river")
    form.find("Publisher", "text").write("The River Post")
    form.find("Address", "text").write("https://example.org/bridge")
    form.find("Words of the source", "text").write("The bridge fell at dawn.")
    choose(form, "Kind of evidence", "Quote: the exact words")
    form.find("Save", "push button").act()
    panel = window.find("Event and document")
    panel.wait("A bridge falls")
    assert panel.find("The bridge fell at dawn.") is not None
    assert panel.find("The River Post") is not None


def export(program, window, path):
    """Write a table of all events."""
    window.find("Export…", "push button").act()
    dialog = program.wait(role="dialog")
    choose(dialog, "Format", "CSV table")
    dialog.find("Save as…", "push button").act()
    wait_for(lambda: program.find("File name:", "text") is not None, "the dialog for files")
    name = program.find("File name:", "text")
    name.write(str(path))
    name.parent.find("Save", "push button").act()
    wait_for(path.exists, "the table")


def test_the_whole_first_job_is_done_through_at_spi(heard, tmp_path):
    program, store, process = heard
    window = page_of(program)
    find_and_read(window)
    add(program, window)
    assert events(store) == 131
    timeline = window.find("Timeline", "panel")
    timeline.wait("A bridge falls, Friday, 6 June 2025", "list item").act("Edit")
    form = program.wait(role="dialog")
    form.find("Title", "text").write("A bridge falls into the river")
    form.find("Save", "push button").act()
    title = "A bridge falls into the river, Friday, 6 June 2025"
    timeline.wait(title, "list item").act("Delete")
    wait_for(lambda: events(store) == 130, "the event to be deleted")
    wait_for(lambda: timeline.find(title) is None, "the item to leave")
    window.find("Undo", "push button").act()
    wait_for(lambda: events(store) == 131, "the event to be back")
    timeline.wait(title, "list item")
    table = tmp_path / "events.csv"
    export(program, window, table)
    with table.open(encoding="utf-8-sig", newline="") as opened:
        assert "A bridge falls into the river" in {row["title"] for row in csv.DictReader(opened)}
    told = announced(program.bus, 1.0)
    for sentence in ("Added “A bridge falls”", "Saved “A bridge falls into the river”",
                     "Deleted “A bridge falls into the river”"):  # fmt: skip
        assert told.count(sentence) == 1, told
    assert process.poll() is None
