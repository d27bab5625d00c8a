"""`timeline-app new`: make a store."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Say what `new` understands."""
    parser = add_verb(subparsers, "new")
    parser.add_argument("store", metavar="STORE", help=_("the .timelinedb to make; one that exists is left alone"))
    parser.add_argument("--sample", action="store_true", help=_("fill it with the sample chronology"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Make the store, unless something stands there already."""
    path = Path(args.store)
    if path.exists() or path.is_symlink():
        raise KnownError(_("“{path}” exists already; choose another name.").format(path=path))
    if not path.parent.is_dir():
        raise KnownError(_("There is no folder “{path}”; make it first.").format(path=path.parent))
    if args.sample:
        from timeline_app.store.sample import build_sample  # noqa: PLC0415 - not for an empty store

        build_sample(path)
    else:
        from timeline_app.store.store import Store  # noqa: PLC0415 - not for the sample

        Store.create(path, name=on_one_line(path.stem)).close()  # a file's name may hold bytes that are no text
    if args.json:
        print_json({"store": str(path)})
    else:
        print_line(_("Made {path}.").format(path=path))
    return 0
