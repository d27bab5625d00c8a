"""Searching in a real window, typed slowly: the field keeps the keyboard, whatever is offered or told below it."""

from __future__ import annotations

import time

import pytest
from real_screen import MARKS, wait_for

pytestmark = MARKS


@pytest.fixture
def screen():
    return "1366x768x24"


def slowly(typist, text, pause_s=0.25):
    """Type letter by letter, slower than the field waits; the keyboard stays in the field all the time."""
    where, seen = typist.now()["focus"], len(typist.lines())
    for letter in text:
        typist.xdotool("type", letter)
        time.sleep(pause_s)
    typist.rests()
    assert {tuple(each["focus"] or ()) for each in typist.lines()[seen:]} <= {tuple(where)}


def text_is(typist, text):
    wait_for(lambda: typist.now()["text"] == text, f"the line says {text!r}, not {typist.now()['text']!r}")


def test_slow_typing_completes_fields_and_values_and_keeps_the_keyboard(typist):
    typist.press("ctrl+f")
    wait_for(lambda: typist.now()["focus"][1].endswith("Search"), "the search has the keyboard")
    slowly(typist, "cat")
    typist.press("Tab", pause_s=0.4)
    text_is(typist, "category:")
    slowly(typist, "mil")
    typist.press("Tab", pause_s=0.4)
    text_is(typist, "")  # a chip stands for it
    slowly(typist, "siege")
    text_is(typist, "siege")
    typist.press("Return", pause_s=0.4)
    assert typist.now()["focus"][1].endswith("Search")
    typist.press("Home", "BackSpace", pause_s=0.3)  # the chip goes, the word stays
    text_is(typist, "siege")
    typist.press("Escape", pause_s=0.4)
    text_is(typist, "")


def test_what_is_wrong_is_told_without_taking_the_keyboard_or_the_letters(typist):
    typist.press("period")
    wait_for(lambda: typist.now()["selected"] is not None)
    typist.press("ctrl+f")
    slowly(typist, "statsu:planned and more", 0.12)
    text_is(typist, "statsu:planned and more")
    time.sleep(1.2)  # the sentence stands below by now
    slowly(typist, "nftw", 0.3)
    text_is(typist, "statsu:planned and morenftw")
    typist.press("Escape", "Escape")
    typist.press("Delete")
    wait_for(lambda: typist.now()["selected"] is None, "the canvas has the keyboard again")


def test_escape_closes_the_list_alone(typist):
    typist.press("ctrl+f")
    slowly(typist, "status:")
    typist.press("Escape", pause_s=0.4)
    text_is(typist, "status:")
    slowly(typist, "planned")
    text_is(typist, "status:planned")
    typist.press("Escape", pause_s=0.4)
    text_is(typist, "")


def test_a_text_does_not_keep_the_keys_of_a_command_for_itself(typist):
    typist.press("ctrl+f")
    wait_for(lambda: typist.now()["focus"][1].endswith("Search"), "the search has the keyboard")
    typist.opens("ctrl+e", title="Export")  # on Linux a line of text takes it for the way to its end
    typist.press("Escape")
    typist.gone("Export")
