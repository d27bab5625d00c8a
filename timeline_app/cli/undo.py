"""`timeline-app undo` and `redo`: step through the changes of a store, across restarts."""

from __future__ import annotations

from contextlib import closing
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Say what `undo` and `redo` understand."""
    for verb in ("undo", "redo"):
        parser = add_verb(subparsers, verb)
        add_store(parser)
        add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Take one step; where there is none to take, say so and change nothing."""
    from timeline_app.store.store import Store  # noqa: PLC0415 - not for --help

    with closing(Store.open(Path(args.store))) as store:
        change = store.undo() if args.verb == "undo" else store.redo()
    if change is None:
        raise KnownError(_("There is nothing to undo.") if args.verb == "undo" else _("There is nothing to redo."))
    if args.json:
        print_json({"label": change.label})
    else:
        print_line((_("Undone: {label}") if args.verb == "undo" else _("Redone: {label}")).format(label=change.label))
    return 0
