"""Regular expressions that a person types, with a bound on the time that they may take.

Python's engine can take longer than the universe for a pattern such as `(a+)+$`, and nothing else runs meanwhile. It
lets signals through, though: a timer that counts the program's own work ends it.
"""

from __future__ import annotations

import re
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

LONGEST_PATTERN: Final = 1_000


class _TooLongError(Exception):
    """The time is up."""


def compiled(pattern: str, *, match_case: bool) -> re.Pattern[str]:
    """Read a regular expression; KnownError says what is wrong with it, and where."""
    if len(pattern) > LONGEST_PATTERN:
        raise KnownError(_("The pattern is too long: {most} letters at most.").format(most=LONGEST_PATTERN))
    try:
        with bounded(1.0):
            return re.compile(pattern, 0 if match_case else re.IGNORECASE)
    except re.error as error:
        place = (error.pos or 0) + 1
        sentence = _("The pattern cannot be read: {what} (character {n}).")
        raise KnownError(sentence.format(what=error.msg, n=place)) from error
    except (OverflowError, RecursionError) as error:
        raise KnownError(_("The pattern is too involved; write a simpler one.")) from error


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise KnownError where what is done inside takes more of the processor than `seconds`; on the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        raise KnownError(_("Patterns cannot be used here, since nothing would end one that takes too long."))
    before = signal.signal(signal.SIGVTALRM, _ring)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _TooLongError:
        raise KnownError(_("The pattern takes too long; write one that has fewer ways to match.")) from None
    finally:
        signal.signal(signal.SIGVTALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _TooLongError
