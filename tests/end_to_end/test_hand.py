"""Typing as people type, on a real screen: each letter goes where it was typed, and nothing else happens.

Keys go by xdotool to whatever has the focus; the pauses are those of slow and quick hands, drawn from a seed.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

from real_screen import MARKS, wait_for

from timeline_app.document import Chronology
from timeline_app.document.evidence.reviews import reviews_of
from timeline_app.domain.query.parser import parse_query
from timeline_app.store.store import Store
from timeline_app.ui.events.review_line import standing_words

pytestmark = MARKS


def test_what_is_typed_into_the_search_goes_nowhere_else(typist):
    typist.press("period")  # an event is selected that Delete would take
    wait_for(lambda: typist.now()["selected"] is not None)
    typist.press("ctrl+f")
    typist.types(9)
    typist.press("Escape")
    typist.types(9)
    typist.press("Escape", "Escape")
    typist.press("Delete")
    wait_for(lambda: typist.now()["selected"] is None, "the canvas has the keyboard again")


def test_what_is_typed_into_the_forms_goes_nowhere_else(typist):
    typist.press("period")
    typist.opens("shift+n", title="Add event")
    typist.types(6)
    typist.press("Escape")
    typist.gone("Add event")
    typist.opens("n", title="New event")
    typist.tab_to("Add a source")
    typist.press("space")
    names = typist.types_in_all(2)
    wanted = ["Title", "Date", "Until", "Category", "Actors", "Place", "Tags", "Summary", "Notes", "Publisher"]
    assert set(wanted) <= set(names)


def test_what_is_typed_into_the_dialogs_goes_nowhere_else(typist):
    typist.press("period")
    for keys, title, least in (
        (("ctrl+k",), "Commands", 1),
        (("ctrl+comma",), "Settings", 1),
        (("ctrl+shift+r",), "Sources", 1),
        (("ctrl+shift+h",), "History", 1),
        (("ctrl+b",), "Save as view", 1),
        (("ctrl+shift+v",), "Paste an article", 3),
        (("ctrl+e",), "Export", 1),
    ):
        typist.opens(*keys, title=title)
        fields = len(typist.types_in_all(3))
        assert fields >= least, title
        typist.leaves(title)
    assert typist.now()["focus"][1] == "Timeline"


def test_what_is_typed_beside_the_timeline_goes_nowhere_else(typist):
    typist.press("period")
    for name in ("From", "Until"):
        typist.click(name)
        typist.types(3)
        typist.press("ctrl+a", "BackSpace")
    typist.tab_to("actors…")
    typist.press("space")
    wait_for(lambda: "Actor" in typist.now()["windows"])
    typist.types(5)
    typist.press("Escape")
    typist.gone("Actor")
    typist.press("ctrl+k")
    typist.xdotool("type", "--delay", "60", "for publication")
    typist.opens("Return", title="Copy for publication")
    assert typist.types_in_all(2)
    typist.leaves("Copy for publication")
    typist.press("ctrl+f")
    typist.xdotool("type", "--delay", "60", "has:quote")
    typist.press("Return", pause_s=0.3)
    typist.tab_to("Timeline")
    typist.press("period", "g", pause_s=0.4)
    wait_for(lambda: typist.now()["read_only"], "the text of the document has the keyboard")
    typist.press("ctrl+f", pause_s=0.3)
    assert typist.now()["focus"][1] == "Find in this text"
    typist.types(5)


def test_a_page_that_comes_and_a_window_that_comes_back_leave_the_keyboard(typist):
    typist.press("ctrl+f")
    window = typist.xdotool("getactivewindow")
    typist.xdotool("type", "zzzz")  # nothing is found, and a page stands in place of the canvas
    time.sleep(0.4)
    typist.press("BackSpace", "BackSpace", "BackSpace", "BackSpace", pause_s=0.25)
    assert typist.now()["focus"][1] == "Search"
    typist.xdotool("windowminimize", window)
    time.sleep(0.4)
    typist.xdotool("windowactivate", "--sync", window)
    time.sleep(0.4)
    assert typist.now()["focus"][1] == "Search"
    typist.types(4)


def test_the_wheel_over_a_choice_scrolls_the_form_and_changes_nothing(typist):
    typist.opens("n", title="New event")
    wait_for(lambda: typist.now()["focus"][1] == "Title", "the form has the keyboard")
    before = typist.now()
    for name in ("Status", "Importance", "Times in"):
        for button in ("5", "5", "4", "4"):
            typist.click(name, button)
            assert typist.now()["choices"] == before["choices"]
        assert typist.now()["focus"] == before["focus"]
    for _source in range(2):
        typist.tab_to("Add a source")
        typist.press("space")
    typist.tab_to("Title")
    top = typist.now()
    typist.click("Status", "5")
    time.sleep(0.3)
    assert max(typist.now()["scrolled"]) > max(top["scrolled"])
    assert {**typist.now()["choices"], **before["choices"]} == typist.now()["choices"]
    typist.tab_to("Status")
    typist.click("Status", "5")
    assert typist.now()["choices"]["Status"] != before["choices"]["Status"]  # with the focus it takes the wheel


def test_names_are_renamed_merged_and_taken_back_by_keys_alone(typist):
    """A journalist finds that one actor stands under two names, and thinks better of it afterwards."""

    def names():
        with closing(sqlite3.connect(f"file:{typist.store}?mode=ro", uri=True)) as connection:
            return dict(
                connection.execute(
                    "SELECT name, count(event_row) FROM actor LEFT JOIN event_actor ON actor_row = actor.row"
                    " WHERE deleted = 0 GROUP BY actor.row"
                )
            )

    def types_slowly(words):
        typist.xdotool("type", "--delay", "110", words)
        time.sleep(0.4)

    before = names()
    typist.opens("ctrl+shift+m", title="Names")
    typist.tab_to("Categories · 7")
    typist.press("Right")  # as among radio buttons
    wait_for(lambda: typist.now()["focus"][1] == f"Actors · {len(before)}", "the arrow leads to the actors")
    typist.tab_to("Find a name")
    types_slowly("medinsk")
    typist.press("Down")
    typist.opens("F2", title="Rename")
    types_slowly("V. Medinsky")
    typist.press("Return")
    typist.gone("Rename")
    wait_for(lambda: "V. Medinsky" in names() and "Vladimir Medinsky" not in names(), "the actor has another name")
    typist.tab_to("Merge with…")
    typist.opens("space", title="Merge names")
    types_slowly("umerov")
    typist.press("Down", "Return", pause_s=0.4)
    typist.press("ctrl+Return", pause_s=0.4)
    typist.gone("Merge names")
    wait_for(lambda: len(names()) == len(before) - 1, "two actors are one")
    merged = names()
    both = before["Vladimir Medinsky"] + before["Rustem Umerov"]
    assert max(merged.get("V. Medinsky", 0), merged.get("Rustem Umerov", 0)) in range(both // 2, both + 1)
    typist.tab_to("Close")
    typist.press("ctrl+z", pause_s=0.6)
    wait_for(lambda: len(names()) == len(before), "the merge is taken back")
    typist.press("ctrl+z", pause_s=0.6)
    wait_for(lambda: names() == before, "the rename is taken back")
    typist.press("Escape")
    typist.gone("Names")
    typist.press("ctrl+y", pause_s=0.6)
    wait_for(lambda: "V. Medinsky" in names(), "redo renames again")


def standing_of_selected(typist):
    """What the file says of the event that is selected, as the panel puts it; read beside the program."""
    with closing(Store.open(typist.store, read_only=True)) as store:
        chronology = Chronology(store)
        event = chronology.event(typist.now()["selected"])
        return standing_words(reviews_of(chronology, event).event)


def offered(typist):
    """What the line of the event panel offers to do."""
    return {name.partition(":")[0] for name in typist.now()["places"] if name.endswith(": this event")}


def test_an_event_is_checked_changed_and_taken_back_by_keys(typist):
    typist.press("period")
    wait_for(lambda: typist.now()["selected"] is not None)
    wait_for(lambda: "Mark as checked" in offered(typist), "the panel offers to mark the event as checked")
    assert standing_of_selected(typist) == "Not checked"
    steps = typist.steps()
    typist.press("c")
    wait_for(lambda: typist.steps() == steps + 1, "the check is one change")
    wait_for(lambda: offered(typist) == {"Needs checking…", "Take back"})
    assert standing_of_selected(typist).startswith("Checked, ")
    typist.opens("ctrl+Return", title="Edit event")
    typist.press("End")
    typist.xdotool("type", "--delay", "80", " now")
    typist.press("ctrl+Return")
    typist.gone("Edit event")
    wait_for(lambda: typist.steps() == steps + 2, "the edit is saved")
    assert standing_of_selected(typist).startswith("Changed since it was checked on ")
    wait_for(lambda: "Mark as checked" in offered(typist))
    typist.press("ctrl+z")
    wait_for(lambda: typist.steps() == steps + 3)
    assert standing_of_selected(typist).startswith("Checked, ")
    wait_for(lambda: "Mark as checked" not in offered(typist))
    typist.press("ctrl+z")
    wait_for(lambda: typist.steps() == steps + 4)
    assert standing_of_selected(typist) == "Not checked"


def test_what_needs_checking_is_noted_found_and_marked_by_keys(typist):
    typist.press("period", "period")
    wait_for(lambda: typist.now()["selected"] is not None)
    typist.opens("shift+c", title="Needs checking")
    typist.xdotool("type", "--delay", "80", "which cat nods?")
    typist.press("ctrl+Return")
    typist.gone("Needs checking")
    assert standing_of_selected(typist).startswith("Needs checking: which cat nods?")
    typist.press("ctrl+f")
    typist.xdotool("type", "--delay", "80", "is:needs-checking")
    time.sleep(0.6)
    typist.press("Escape", "Escape", pause_s=0.4)
    with closing(Store.open(typist.store, read_only=True)) as store:
        assert store.search.matching_rows(parse_query("is:needs-checking")) == [typist.now()["selected"]]
    typist.press("c")
    wait_for(lambda: standing_of_selected(typist).startswith("Checked, "), "it is marked")
