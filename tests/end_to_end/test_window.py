"""A few things with real keys on a real screen: Xvfb, a window manager and xdotool."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from real_screen import MARKS, programs_on_screen, wait_for

from timeline_app.store.store import Store

pytestmark = MARKS


class Person:
    """Someone at the keyboard of a screen on which the program runs."""

    def __init__(self, programs, store):
        self.store, self.environment = store, programs.environment
        command = [sys.executable, "-m", "timeline_app", str(store)]
        self.program = programs.run_to_first_frame(*command, cwd=Path(__file__).parents[2])
        wait_for(lambda: "Conflict Timeline" in self.title())
        time.sleep(0.5)  # the keys are made after the first frame

    def xdotool(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def title(self):
        return self.xdotool("getactivewindow", "getwindowname")

    def press(self, *keys):
        for key in keys:
            self.xdotool("key", key)

    def types(self, text):
        self.xdotool("type", "--delay", "15", text)

    def events(self):
        with Store.open(self.store, read_only=True) as store:
            return store.info().events


@pytest.fixture
def person(sample, tmp_path):
    with programs_on_screen("1440x900x24", tmp_path) as programs:
        yield Person(programs, sample)


def test_an_event_is_added_and_taken_back_with_the_keyboard_alone(person):
    person.press("n")
    wait_for(lambda: "New event" in person.title())
    person.types("Typed on a real screen")
    person.press("Tab")
    person.types("24 July 2025")
    person.press("ctrl+Return")
    wait_for(lambda: person.events() == 131)
    wait_for(lambda: "New event" not in person.title())
    person.press("ctrl+z")
    wait_for(lambda: person.events() == 130)
    person.press("ctrl+shift+z")
    wait_for(lambda: person.events() == 131)


def test_an_event_found_by_searching_is_deleted(person):
    person.press("ctrl+f")
    person.types("Spider")
    time.sleep(0.5)
    person.press("Return", "Escape", "Escape", "period")
    time.sleep(0.3)
    person.press("Delete")
    wait_for(lambda: person.events() == 129)


def test_escape_leaves_the_palette_and_control_q_the_program(person):
    person.press("ctrl+k")
    wait_for(lambda: person.title().startswith("Commands"))
    person.press("Escape")
    wait_for(lambda: not person.title().startswith("Commands"))
    person.press("ctrl+q")
    wait_for(lambda: person.program.poll() is not None)
    assert person.program.returncode == 0
