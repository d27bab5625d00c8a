"""`timeline-app thumbnail`: a store drawn small, as file managers show it. The desktop calls it for any file it meets.

So it takes nothing for granted: the store is read without a lock or a log of ours, is never brought up to date, and
neither a large nor a hostile one keeps anybody waiting.
"""

from __future__ import annotations

import signal
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from timeline_app.base.i18n import gettext as _
from timeline_app.cli.parsing import add_store, add_verb
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from types import FrameType

    from timeline_app.cli.parsing import Subparsers

USUAL_PX: Final = 256
LEAST_PX: Final = 16
MOST_PX: Final = 1024
LARGEST_BYTES: Final = 512 * 1024 * 1024
SECONDS: Final = 20
GRACE_S: Final = 5
"""How long the program may take to stop, once it has been told; then the system ends it."""


def add_parser(subparsers: Subparsers) -> None:
    """Say what `thumbnail` understands."""
    parser = add_verb(subparsers, "thumbnail", run)
    add_store(parser)
    parser.add_argument("--to", required=True, metavar="FILE", help=_("the PNG to write; one that exists is replaced"))
    parser.add_argument("--size", type=int, default=USUAL_PX, metavar="N", help=_("how many pixels wide"))


def run(args: argparse.Namespace) -> int:
    """Draw the store small, or say why not."""
    store, target = Path(args.store), Path(args.to)
    if not LEAST_PX <= args.size <= MOST_PX:
        told = _("A small picture is {least} to {most} pixels wide.")
        raise KnownError(told.format(least=LEAST_PX, most=MOST_PX))
    if store.is_file() and store.stat().st_size > LARGEST_BYTES:
        raise KnownError(_("“{name}” is too large for a small picture.").format(name=store.name))
    with _no_longer_than(SECONDS):
        _draw(store, target, args.size)
    return 0


def _draw(path: Path, target: Path, width: int) -> None:
    from timeline_app.document import Chronology  # noqa: PLC0415 - not for --help
    from timeline_app.export.picture import offscreen_application, write_small  # noqa: PLC0415 - brings Qt
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    with closing(Store.open(path, read_only=True, alone=True)) as store:
        application = offscreen_application()
        write_small(Chronology(store), target, width)
        del application  # kept until here: fonts and painters need it


@contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    """End what takes longer: with a sentence, and at last by the system, where a library does not come back."""
    if not hasattr(signal, "SIGALRM"):  # there nobody calls this
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _too_long(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(GRACE_S)
    raise KnownError(_("A small picture of this timeline would take too long."))
