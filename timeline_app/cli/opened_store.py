"""A store that a verb works on, opened as every verb opens it: what became of it by that is told on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.cli.output import complain

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.store.store import Store


def opened(path: Path, *, read_only: bool = False) -> Store:
    """Open the store at `path`, and tell in a line each whether it was brought up to date, or is not all read.

    Who wants to write where that cannot be is told so by what is refused then.
    """
    from timeline_app.store.store import Store  # noqa: PLC0415 - not for --help

    store = Store.open(path, read_only=read_only)
    for sentence in (store.update, store.newer if read_only else "", store.stray_log):
        if sentence:
            complain(sentence)
    return store
