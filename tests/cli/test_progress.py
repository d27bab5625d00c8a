"""How far an export is, on a terminal: told in one line, with what stops it; elsewhere nothing is said."""

from __future__ import annotations

import io

from timeline_app.cli.progress import TerminalProgress


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def test_a_terminal_is_told_how_far_it_is_and_how_long_it_takes_and_the_line_goes_again():
    terminal, clock = Terminal(), Clock()
    progress = TerminalProgress(terminal, clock)
    progress.tell(0.1)
    assert terminal.getvalue() == ""  # what is soon done needs no line
    clock.now += 10
    progress.tell(0.25)
    assert terminal.getvalue().endswith("25 %, about 30 seconds left; Ctrl+C stops it")
    written = len(terminal.getvalue())
    progress.tell(0.26)
    assert len(terminal.getvalue()) == written  # not at every step
    progress.end()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_nothing_is_said_where_nobody_looks():
    pipe, clock = io.StringIO(), Clock()
    progress = TerminalProgress(pipe, clock)
    progress.say("It takes long.")
    clock.now += 10
    progress.tell(0.5)
    progress.end()
    assert pipe.getvalue() == ""
