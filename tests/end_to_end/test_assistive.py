"""What one does who does not see the window: the timeline through AT-SPI, on a real screen with a real bus."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from assistive import NEEDED, SELECTION, assistive_bus, program_on
from real_screen import MARKS, programs_on_screen, wait_for

from timeline_app.store.store import Store

pytestmark = [*MARKS, NEEDED]


def events(store):
    with Store.open(store, read_only=True) as opened:
        return opened.info().events


@pytest.fixture
def heard(sample, tmp_path):
    """Run the window on the sample; gives it as an assistive program has it, and the store."""
    with programs_on_screen("1366x768x24", tmp_path) as programs, assistive_bus(programs) as address:
        command = [sys.executable, "-m", "timeline_app", str(sample)]
        program = programs.run_to_first_frame(*command, cwd=Path(__file__).parents[2])
        yield program_on(address), sample, program


def test_the_timeline_is_read_and_an_event_opened_edited_and_deleted_through_at_spi(heard):
    window, store, program = heard
    wait_for(lambda: window.find("Timeline", "panel") is not None, "the timeline")
    timeline = window.find("Timeline", "panel")
    lane = next(each for each in timeline.children if each.name == "Diplomacy")
    assert lane.role == "panel"
    assert "in view" in lane.about
    items = lane.children
    assert {each.role for each in items} == {"list item"}
    item = items[0]
    assert item.name.endswith(", Thursday, 17 April 2014")
    assert "in Diplomacy" in item.about
    assert item.actions == ["Press", "Edit", "ShowMenu", "Delete"]
    item.act("Press")
    wait_for(lambda: item.is_("selected"), "the event to be selected")
    lane.call(SELECTION, "SelectChild", "1")
    wait_for(lambda: lane.children[1].is_("selected"), "the second event to be selected")
    before = events(store)
    gone = lane.children[1].name
    lane.children[1].act("Delete")
    wait_for(lambda: events(store) == before - 1, "the event to be deleted")
    wait_for(lambda: gone not in {each.name for each in lane.children}, "the item to leave the lane")
    assert program.poll() is None
