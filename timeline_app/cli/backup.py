"""`timeline-app backup`: a consistent copy, even while the store is open elsewhere."""

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
    """Say what `backup` understands."""
    parser = add_verb(subparsers, "backup")
    add_store(parser)
    parser.add_argument(
        "--to", required=True, metavar="FILE", help=_("where the copy goes; a file there is left alone")
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Write the copy beside what exists, never over it."""
    from timeline_app.store.store import Store  # noqa: PLC0415 - not for --help

    target = Path(args.to)
    if target.exists() or target.is_symlink():
        raise KnownError(_("“{path}” exists already; choose another name.").format(path=target))
    if not target.parent.is_dir():
        raise KnownError(_("There is no folder “{path}”; make it first.").format(path=target.parent))
    with closing(Store.open(Path(args.store), read_only=True)) as store:
        store.backup(target)
    if args.json:
        print_json({"backup": str(target), "bytes": target.stat().st_size})
    else:
        print_line(_("Copied to {path}.").format(path=target))
    return 0
