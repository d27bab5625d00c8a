"""The command line as a whole: finds the verb, runs it, and turns what goes wrong into one line and an exit code.

Exit codes: 0 done, 1 a known problem (one line on stderr), 2 the command line is wrong, 130 stopped by the person,
141 whoever read our output went away, 143 and 129 told to end (SIGTERM, SIGHUP).
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import sentences
from timeline_app.base.system_faults import fault_reason, fault_sentence
from timeline_app.cli.output import complain, settle_streams
from timeline_app.domain.errors import KnownError, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

    from timeline_app.cli.window import ShowWindow

EXIT_PROBLEM = 1
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141
_BY_SIGNAL = 128
"""Added to its number: the shell's own exit code of what a signal ended."""


class ToldToEnd(KeyboardInterrupt):
    """The system, or whoever started us, says that the verb is to end: it stops as with Ctrl+C."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = _BY_SIGNAL + number


def run(argv: Sequence[str], show_window: ShowWindow) -> int:
    """Run one command line and give its exit code; nothing but `SystemExit` of argparse comes out of here."""
    settle_streams()
    try:
        code = _dispatch(argv, show_window)
        sys.stdout.flush()  # here, where a full disk can still be told
    except KnownError as error:
        complain(_located(error))
        return EXIT_PROBLEM
    except KeyboardInterrupt as stop:
        complain(_("stopped"))
        return getattr(stop, "exit_code", EXIT_INTERRUPTED)
    except SystemExit:  # argparse has printed its help, perhaps where nobody takes it
        if (fault := _fault_of_flushing()) is None:
            raise
        return _tell(fault)
    except OSError as error:
        return _tell(error)
    except Exception as error:  # noqa: BLE001 - a bug of ours: kept in a file, told in a line
        from timeline_app.cli.parsing import VERBS  # noqa: PLC0415 - for the report alone

        return _report(error, argv[0] if argv and argv[0] in VERBS else "window")
    return code


def _dispatch(argv: Sequence[str], show_window: ShowWindow) -> int:
    if not argv or (len(argv) == 1 and os.path.isabs(argv[0])):  # noqa: PTH117 - a path costs an import
        return _open(argv[0] if argv else None, show_window)
    from timeline_app.cli.parsing import VERBS, read_verb, read_window  # noqa: PLC0415 - a double-click needs no parser

    if argv[0] in VERBS:
        run_verb, args = read_verb(argv)
        with _ending_in_order():
            return run_verb(args)
    return _open(read_window(argv).store, show_window)


def _open(store: str | None, show_window: ShowWindow) -> int:
    from timeline_app.cli.window import open_window  # noqa: PLC0415 - no verb needs it

    return open_window(store, show_window)


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a signal to end stop the verb, so that it closes its store; the window sees to that in its own way.

    A signal that is ignored stays so (`nohup`). Other threads than the first may not ask for signals.
    """
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            try:
                before[number] = signal.signal(number, _stop)
            except ValueError:
                break
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise ToldToEnd(number)


def _located(error: KnownError) -> str:
    """Give the sentence; for a query also where in it, which the window shows by a mark."""
    if isinstance(error, QueryError):
        sentence = str(error).removesuffix(".")
        return _("{sentence} (character {n} of the query).").format(sentence=sentence, n=error.position + 1)
    return str(error)


def _sentence(error: OSError) -> str:
    if error.filename is None:
        return _("The output could not be written: {reason}.").format(reason=fault_reason(error))
    return fault_sentence(error)


def _fault_of_flushing() -> OSError | None:
    try:
        sys.stdout.flush()
    except OSError as error:
        return error
    return None


def _tell(error: OSError) -> int:
    """Tell what the system refused; a reader who went away has seen enough and is told nothing."""
    _abandon_stdout()
    if isinstance(error, BrokenPipeError):
        return EXIT_BROKEN_PIPE
    complain(_sentence(error))
    return EXIT_PROBLEM


def _abandon_stdout() -> None:
    """Point stdout to nothing, or Python would fail again when it flushes at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return  # a stdout without a file behind it has nothing to flush


def _report(error: Exception, doing: str) -> int:
    from timeline_app.base.crash_report import write_report  # noqa: PLC0415 - for the rare case only

    path = write_report(error, doing)
    where = _("The details are in {file}.").format(file=path) if path else _("The details could not be written.")
    what = _("Something unexpected happened ({kind}). Your work is kept.").format(kind=type(error).__name__)
    complain(sentences(what, where))
    return EXIT_PROBLEM
