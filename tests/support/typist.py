"""Someone at the keyboard of the program on a real screen: keys go by xdotool to whatever has the focus."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from real_screen import wait_for

ROOT = Path(__file__).resolve().parents[2]
COMMANDS_ON_CANVAS = "nftwsaud.,lg/"
"""Letters that are commands where no text has the focus."""
PAUSES_S = (0.06, 0.09, 0.13, 0.2, 0.22, 0.6)
"""From quick to slow; a search follows after 0.12 s, so that those just above it count most."""


class Typist:
    """Someone at the keyboard, and what the program was seen to do."""

    def __init__(self, programs, store):
        self.programs, self.store = programs, store
        self.home, self.environment = programs.home, programs.environment
        self.log = self.home / "log"
        self.log.touch()
        self.pauses = np.random.default_rng(12)
        self.start(store)

    def start(self, store):
        """Open a store in the program, and wait until it takes keys."""
        self.log.write_text("")
        watched = Path(__file__).with_name("watched_program.py")
        command = [sys.executable, str(watched), str(store), str(self.log)]
        environment = self.environment | {"PYTHONPATH": str(ROOT)}
        with (self.home / "errors").open("a") as errors:
            self.program = self.programs.run_to_first_frame(*command, env=environment, cwd=ROOT, stderr=errors)
        wait_for(lambda: any("Conflict Timeline" in each for each in self.now().get("windows", ())))
        wait_for(lambda: self.now()["focus"] is not None)
        time.sleep(0.6)  # the keys are made after the first frame

    def starts_again(self, store):
        """Quit as a person does, and open a store in the program anew."""
        self.press("ctrl+q")
        self.program.wait(30)
        self.start(store)

    def xdotool(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def press(self, *keys, pause_s=0.12):
        for key in keys:
            self.xdotool("key", key)
            time.sleep(pause_s)

    def click(self, name, button="1"):
        x, y = next(place for words, place in self.now()["places"].items() if name in words)
        self.xdotool("mousemove", str(x), str(y), "click", button)
        time.sleep(0.15)

    def lines(self):
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines(keepends=True)
                if line.endswith("\n")]  # fmt: skip

    def now(self):
        found = self.lines()
        return found[-1] if found else {}

    def rests(self, seconds=0.6):
        """Wait until nothing that is watched has changed for a while."""
        wait_for(lambda: time.time() - self.log.stat().st_mtime > seconds, "the program comes to rest")

    def steps(self):
        with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM journal_step").fetchone()[0]

    def types(self, count):
        """Type letters that are commands elsewhere, slowly; all go into the text that has the focus."""
        before, steps = self.now(), self.steps()
        seen = len(self.lines())
        letters = "".join(self.pauses.choice(list(COMMANDS_ON_CANVAS), count))
        for letter in letters:
            self.xdotool("type", letter)
            time.sleep(float(self.pauses.choice(PAUSES_S)))
        self.press("Delete", pause_s=0.25)  # at the end of a text it does nothing; elsewhere it deletes an event
        after = self.lines()[seen:]
        where = before["focus"]
        assert {tuple(each["focus"] or ()) for each in after} == {tuple(where)}, (where, letters)
        assert after[-1]["text"].endswith(letters), (where, after[-1]["text"], letters)
        for each in after:
            for what in ("windows", "range", "selected"):
                assert each[what] == before[what], (where, letters, what)
        assert self.steps() == steps
        return letters

    def types_in_all(self, count=4):
        """Go through a form by Tab and type into each text that one comes to."""
        seen = []
        for _press in range(40):
            now = self.now()
            if now["focus"] is not None and now["focus"][0] in [number for number, _name in seen]:
                break
            if now["focus"] is not None:
                seen.append(now["focus"])
            if now["text"] is not None and not now["read_only"]:
                self.types(count)
            self.press("Tab", pause_s=0.1)
        return [name for _number, name in seen]

    def tab_to(self, name):
        for _press in range(60):
            if (self.now()["focus"] or [0, ""])[1].endswith(name):
                return
            self.press("Tab", pause_s=0.07)
        pytest.fail(f"Tab does not come to {name}")

    def fill(self, name, text):
        """Go to a field by Tab and type into it, and into no other, over what stands there."""
        self.tab_to(name)
        self.press("ctrl+a")
        self.xdotool("type", "--delay", "12", text)
        wait_for(lambda: self.now()["text"] == text, f"{name} says {text!r}")

    def shows(self, title):
        return any(title in each for each in self.now()["windows"])

    def comes(self, title):
        """Wait until a window is shown and has the keyboard: a person looks before they press a key."""
        asked = ["xdotool", "getactivewindow", "getwindowname"]

        def is_in_front():
            told = subprocess.run(asked, env=self.environment, capture_output=True, text=True, check=False)
            return title in told.stdout and self.shows(title)

        wait_for(is_in_front, f"{title} is in front")
        time.sleep(0.1)

    def opens(self, *keys, title):
        self.press(*keys)
        wait_for(lambda: self.shows(title), title)
        time.sleep(0.2)

    def leaves(self, title):
        """Press Escape in a dialog; where it asks because something was typed, let that go."""
        self.press("Escape", pause_s=0.4)
        if any(name == "Discard" for name in self.now()["places"]):
            self.tab_to("Discard")
            self.press("space")
        self.gone(title)

    def gone(self, title):
        wait_for(lambda: not self.shows(title), f"{title} is closed")
        time.sleep(0.1)

    def leave(self):
        self.programs.end()
        told = (self.home / "errors").read_text(encoding="utf-8")
        assert "Traceback" not in told, told
