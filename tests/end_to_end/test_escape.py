"""Escape, pressed on a real screen from deep within: each press goes one step back, and none goes two."""

from __future__ import annotations

import time

from real_screen import MARKS, programs_on_screen, wait_for
from typist import Typist

from timeline_app.domain.change import Change
from timeline_app.domain.records import Story, StoryView
from timeline_app.store.store import Store

pytestmark = MARKS


def focus(typist):
    return typist.now()["focus"][1]


def is_full(typist):
    told = typist.xdotool("getactivewindow", "getwindowgeometry")
    return "1440x900" in told


def test_each_escape_goes_one_step_back(typist):
    typist.press("F11", pause_s=0.5)
    wait_for(lambda: is_full(typist), "the window fills the screen")
    typist.press("period")
    wait_for(lambda: typist.now()["selected"] is not None)
    chosen = typist.now()["selected"]
    typist.opens("ctrl+k", title="Commands")
    typist.xdotool("type", "--delay", "60", "sett")
    typist.press("Escape")
    typist.gone("Commands")
    assert focus(typist) == "Timeline"

    typist.press("ctrl+f")
    typist.xdotool("type", "--delay", "90", "stat")
    time.sleep(0.4)
    typist.press("Escape", pause_s=0.4)  # the list below goes
    assert (focus(typist), typist.now()["text"]) == ("Search", "stat")
    typist.press("Escape", pause_s=0.4)  # what is typed goes
    assert (focus(typist), typist.now()["text"]) == ("Search", "")
    typist.press("Escape", pause_s=0.4)
    assert focus(typist) == "Timeline"

    typist.click("From")
    wait_for(lambda: focus(typist) == "From")
    typist.press("Escape", pause_s=0.3)
    assert (focus(typist), typist.now()["selected"]) == ("Timeline", chosen)
    assert is_full(typist)
    typist.press("Escape", pause_s=0.3)
    assert typist.now()["selected"] is None
    assert is_full(typist)
    typist.press("Escape", pause_s=0.6)
    wait_for(lambda: not is_full(typist), "the window is as large as before")
    typist.press("Escape", pause_s=0.3)
    assert typist.shows("Conflict Timeline")


def test_escape_in_a_form_asks_only_once_something_is_typed(typist):
    typist.opens("ctrl+shift+v", title="Paste an article")
    typist.press("Escape")
    typist.gone("Paste an article")
    typist.opens("ctrl+shift+v", title="Paste an article")
    before = "They met on 23 July."
    typist.xdotool("type", "--delay", "60", before)
    wait_for(lambda: typist.now()["text"] == before, "it is typed")
    typist.press("Escape", pause_s=0.4)
    wait_for(lambda: typist.now()["text"] is None, "it asks")
    typist.press("Escape", pause_s=0.4)
    wait_for(lambda: typist.now()["text"] == before, "Escape goes back to what was typed")
    typist.press("Escape", pause_s=0.4)
    typist.tab_to("Discard")
    typist.press("space")
    typist.gone("Paste an article")
    assert focus(typist) == "Timeline"


def test_a_story_is_left_by_escape_and_the_window_stays(sample, tmp_path):
    with Store.open(sample) as store:
        store.apply(Change("Tell", after=(Story("s", "How it went", (StoryView("First", "Words."),)),)))
    with programs_on_screen("1440x900x24", tmp_path) as programs:
        typist = Typist(programs, sample)
        before = typist.now()["windows"]
        typist.press("F5")
        wait_for(lambda: len(typist.now()["windows"]) == 2, "the story is told")
        time.sleep(0.5)
        typist.press("Escape")
        wait_for(lambda: typist.now()["windows"] == before, "the story is left")
        typist.leave()
