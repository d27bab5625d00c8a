"""How far long work is, on a terminal: one line that is written over, and nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.cli.output import safe

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_FIRST_S: Final = 1.0
"""What is done sooner needs no line."""
_PAUSE_S: Final = 0.25
_CLEAR: Final = "\r\x1b[K"


class TerminalProgress:
    """Tells on stderr, where that is a terminal, how far the work is and how long it still takes."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._begun_s = self._told_s = clock()
        self._shown = False
        self.seen = self._stream is not None and self._stream.isatty()
        """Whether somebody looks on."""

    def tell(self, fraction: float) -> None:
        """Say how far the work is, from 0 to 1; now and then."""
        now_s = self._clock()
        gone_s = now_s - self._begun_s
        if not self.seen or gone_s < _FIRST_S or now_s - self._told_s < _PAUSE_S:
            return
        self._told_s, self._shown = now_s, True
        from timeline_app.export.duration import told_during  # noqa: PLC0415 - for long work only

        told = _("{progress}; Ctrl+C stops it").format(progress=told_during(fraction, gone_s))
        self._write(_CLEAR + safe(told))

    def say(self, sentence: str) -> None:
        """Say something before the work begins."""
        if self.seen and sentence:
            self._write(safe(sentence) + "\n")

    def end(self) -> None:
        """Take the line away, for what is said next."""
        if self._shown:
            self._shown = False
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
