"""What one does who does not see the window: the whole job through AT-SPI alone, on a real screen with a real bus."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from assistive import NEEDED, SELECTION, TABLE, announced, assistive_bus, program_on
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


def entries_of(window):
    """Give the entries of the menu by their words."""
    window.find("Menu (F10)", "push button").act()
    menu = window.wait("Menu", "popup menu")
    return {entry.name: entry for title in menu.children for below in title.children for entry in below.children}


def dialog_of(program, entry):
    """Choose an entry of the menu; gives the dialog that it opens."""
    before = program.children
    entry.act()
    found = []
    wait_for(lambda: found.extend(each for each in program.children if each not in before) or found,
             f"the dialog of {entry}")  # fmt: skip
    return found[0]


def nameless(top):
    """Give what can have the keyboard and says no name; on Unix a label names a combo box, its name is the choice."""
    stops = [each for each in top.each() if {"focusable", "showing", "sensitive"} <= each.states]
    assert stops, f"nothing to go to in {top}"
    names = {
        each: each.related("labelled by")[0].name if each.role == "combo box" and each.related("labelled by") else
        "" if each.role == "combo box" else each.name for each in stops
    }  # fmt: skip
    return [(top, each.role, each.parent) for each, name in names.items() if not name.strip()]


def importing(program, entry, path):
    """Give the wizard on a small table that is to be imported."""
    path.write_text("date,title\n2025-07-23,Third round of talks\n", encoding="utf-8")
    files = dialog_of(program, entry)
    files.find("File name:", "text").write(str(path))
    files.find("Open", "push button").act()
    wait_for(lambda: any("a.csv" in each.name for each in program.children), "the wizard")
    return next(each for each in program.children if "a.csv" in each.name)


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
    evidence = item.related("described by")
    assert [each.name for each in evidence] == ["Paraphrase. AP via The Herald Journal.", "Paraphrase. RFE/RL."]
    item.act("Source")
    link = evidence[0].find("Open www.hjnews.com", "push button")
    wait_for(lambda: link.is_("focused"), "the keyboard to be on the way to the source")
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
    told = announced(program, 1.0)
    for sentence in ("Added “A bridge falls”", "Saved “A bridge falls into the river”",
                     "Deleted “A bridge falls into the river”"):  # fmt: skip
        assert told.count(sentence) == 1, told
    assert process.poll() is None


def test_a_row_of_the_table_selects_its_event_everywhere(heard):
    program, _store, process = heard
    window = page_of(program)
    window.find("Table", "check box").act()
    table = window.wait("Events as a table", "table")
    assert table.get("NRows", TABLE) == 130
    table.ask(TABLE, "AddRowSelection", "i", 3)
    title = "Ukrainian parliament removes President Yanukovych after he leaves Kyiv"
    window.find("Event and document").wait(title)
    lane = next(each for each in window.find("Timeline", "panel").children if each.name == "Politics and law")
    wait_for(lambda: [each.name for each in lane.children if each.is_("selected")] ==
             [f"{title}, Saturday, 22 February 2014"], "the event on the timeline")  # fmt: skip
    table.ask(TABLE, "AddRowSelection", "i", 4)
    window.find("Event and document").wait("2 events selected")
    table.ask(SELECTION, "ClearSelection")
    window.find("Event and document").wait("Nothing selected")
    assert process.poll() is None


def test_menus_and_the_legend_are_found_and_chosen_from(heard):
    program, _store, process = heard
    window = page_of(program)
    window.find("Lanes: Category", "push button").act()
    lanes = window.wait("Lanes", "popup menu")
    assert [each.name for each in lanes.children if each.is_("checked")] == ["Category"]
    lanes.find("Actor", "menu item").act()
    window.wait("Lanes: Actor", "push button")
    wait_for(lambda: window.find("Lanes", "popup menu") is None, "the menu to close")
    assert window.find("Timeline", "panel").children[0].name == "Russia"
    window.find("Legend", "push button").act()
    legend = window.wait("Legend", "panel")
    assert legend.find("Disputed: it happened; its author, cause or extent is contested") is not None
    assert process.poll() is None


DIALOGS = (
    "Add event…", "Add event in one line…", "Settings…", "Names…", "Properties…", "Stories…", "Commands…", "Keys",
    "Sources…", "Sourcing…", "History…", "Search and filter", "Find and replace…", "Save as view…", "Export…",
    "Add this view to a story…", "Backups…", "Copy for publication…", "About Conflict Timeline", "Paste an article…",
)  # fmt: skip
ARTICLE = (
    "Talks in Istanbul\n\nOn 16 May 2025 delegations from Ukraine and Russia met in Istanbul for the first talks "
    "in three years. On 23 May 2025 both sides exchanged 390 prisoners each."
)


def test_every_thing_that_can_have_the_keyboard_says_its_name(heard, tmp_path):
    program, _store, process = heard
    window = page_of(program)
    window.find("Table", "check box").act()
    window.wait("Events as a table", "table")
    found = nameless(window)
    entries = entries_of(window)
    wizard = importing(program, entries["Import a file…"], tmp_path / "a.csv")
    found += nameless(wizard)
    wizard.find("Cancel", "push button").act()
    wait_for(lambda: wizard not in program.children, "the wizard to go")
    for words in DIALOGS:
        dialog = dialog_of(program, entries[words])
        found += nameless(dialog)
    dialog.find("Text", "text").write(ARTICLE)  # the last one is that of an article
    dialog.find("Read it", "push button").act()
    proposals = window.wait("Proposed events", "list")
    wait_for(lambda: len(proposals.children) == 2, "the proposals")
    assert "is there: A adds this as evidence for it" in proposals.children[0].name
    found += nameless(window)
    window.find("Accept", "push button").act()
    wait_for(lambda: "Evidence for “First round" in proposals.children[0].name, "the decision")
    assert found == []
    assert process.poll() is None
