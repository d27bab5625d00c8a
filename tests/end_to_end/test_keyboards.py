"""Keyboards of other languages on a real screen: each key does what it is for, and in a text it writes its own letter.

Keys go by their places, as a hand presses them: what they write is the layout's business.
"""

from __future__ import annotations

import subprocess
import time

import pytest
from real_screen import MARKS, wait_for

pytestmark = MARKS

CTRL, SHIFT, ALT = 37, 50, 64
PLACES = {
    letter: first + at
    for first, row in ((24, "qwertyuiop"), (38, "asdfghjkl"), (52, "zxcvbnm,./"))
    for at, letter in enumerate(row)
}
"""Where the keys of the American keyboard are, as X11 numbers places."""


def lay_out(typist, layouts):
    subprocess.run(["setxkbmap", "-layout", layouts], env=typist.environment, check=True)
    time.sleep(0.3)


def press_at(typist, place, *held):
    """Press the key at a place while others are held."""
    for key in held:
        typist.xdotool("keydown", str(key))
    typist.xdotool("key", str(place))
    for key in reversed(held):
        typist.xdotool("keyup", str(key))
    time.sleep(0.12)


def opens_at(typist, place, *held, title):
    press_at(typist, place, *held)
    wait_for(lambda: typist.shows(title), title)
    time.sleep(0.2)
    typist.press("Escape")
    typist.gone(title)


def changes(typist, what, place, *held):
    """Press a key, and wait until something that is watched has changed."""
    before = typist.now()[what]
    press_at(typist, place, *held)
    wait_for(lambda: typist.now()[what] != before, f"{what} is changed by the key at {place} with {held}")
    time.sleep(0.25)


@pytest.mark.parametrize("layouts", ["ua,ru,de", "ru,us"])
def test_commands_go_by_the_places_of_latin_letters_where_a_keyboard_has_none(typist, layouts):
    lay_out(typist, layouts)
    for sign in (".", ".", ","):
        changes(typist, "selected", PLACES[sign])
    for letter in ("w", "w", "w", "q", "e", "s"):
        changes(typist, "range", PLACES[letter])
    changes(typist, "range", PLACES["e"], SHIFT)  # a key of the timeline itself
    opens_at(typist, PLACES["n"], title="New event")
    opens_at(typist, PLACES["n"], SHIFT, title="Add event")
    opens_at(typist, PLACES["n"], ALT, title="New event")
    opens_at(typist, PLACES["k"], CTRL, title="Commands")
    opens_at(typist, PLACES[","], CTRL, title="Settings")
    opens_at(typist, PLACES["m"], CTRL, SHIFT, title="Names")
    steps = typist.steps()
    press_at(typist, PLACES["d"], CTRL)
    wait_for(lambda: typist.steps() == steps + 1, "Ctrl+D makes a copy, once")
    press_at(typist, PLACES["z"], CTRL)
    wait_for(lambda: typist.steps() == steps + 2, "Ctrl+Z takes it back")
    press_at(typist, PLACES["f"], CTRL)
    wait_for(lambda: typist.now()["focus"][1] == "Search", "Ctrl+F leads to the search")
    before = typist.now()
    for place in (*map(PLACES.get, "newa"), 47):  # a colon stands there on the American keyboard
        press_at(typist, place)
    wait_for(lambda: typist.now()["text"] == "туцфж", f"a letter is text in a field, not {typist.now()['text']}")
    assert typist.now()["windows"] == before["windows"]
    press_at(typist, PLACES["a"], CTRL)
    press_at(typist, PLACES["x"], CTRL)
    wait_for(lambda: typist.now()["text"] == "", "Ctrl+A and Ctrl+X act in a text")
    press_at(typist, PLACES["v"], CTRL)
    wait_for(lambda: typist.now()["text"] == "туцфж", "and Ctrl+V")
    press_at(typist, PLACES["e"], CTRL)
    wait_for(lambda: typist.shows("Export"), "Ctrl+E exports, though a text has the keyboard")


def test_keyboards_of_other_scripts_have_the_commands_too(typist):
    for layouts, typed in (("gr", "ν"), ("il,us", "מ"), ("ara", "ى")):
        lay_out(typist, layouts)
        changes(typist, "range", PLACES["e"])
        opens_at(typist, PLACES["k"], CTRL, title="Commands")
        opens_at(typist, PLACES["n"], title="New event")
        press_at(typist, PLACES["f"], CTRL)
        press_at(typist, PLACES["n"])
        wait_for(lambda typed=typed: typist.now()["text"] == typed, f"the field has {typed}")
        press_at(typist, PLACES["a"], CTRL)
        typist.press("Delete", "Escape", pause_s=0.3)
        wait_for(lambda: typist.now()["focus"][1] == "Timeline", "Escape leads back")


def test_a_german_keyboard_goes_by_its_letters(typist):
    lay_out(typist, "de")
    changes(typist, "selected", PLACES["."])
    changes(typist, "range", 35)  # +
    changes(typist, "range", 61)  # -
    steps = typist.steps()
    press_at(typist, PLACES["d"], CTRL)
    wait_for(lambda: typist.steps() == steps + 1)
    press_at(typist, PLACES["y"], CTRL)  # there is Z
    wait_for(lambda: typist.steps() == steps + 2, "Ctrl+Z is where Z is")
    press_at(typist, PLACES["z"], CTRL)  # and there is Y
    wait_for(lambda: typist.steps() == steps + 3, "Ctrl+Y is where Y is")
    opens_at(typist, 20, SHIFT, title="Keys")  # ?
    before = typist.now()
    for place, held in ((20, ()), (47, ()), (48, ()), (24, (108,)), (26, (108,))):  # ß ö ä @ €
        press_at(typist, place, *held)
    assert {**typist.now(), "places": 0} == {**before, "places": 0}
    press_at(typist, 16, SHIFT)  # /
    wait_for(lambda: typist.now()["focus"][1] == "Search", "/ leads to the search")
    typed = ""
    for place, held, letter in ((24, (108,), "@"), (20, (), "ß"), (29, (), "z"), (26, (108,), "€")):
        typed += letter
        for _again in range(3):  # a screen under load loses a key now and then
            press_at(typist, place, *held)
            time.sleep(0.4)
            if typist.now()["text"] == typed:
                break
        assert typist.now()["text"] == typed
