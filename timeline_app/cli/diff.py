"""`timeline-app diff`: how two copies of a store differ."""

from __future__ import annotations

from contextlib import closing
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n.facts import grouped
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document.merge.differences import Differences


def add_parser(subparsers: Subparsers) -> None:
    """Say what `diff` understands."""
    parser = add_verb(subparsers, "diff")
    parser.add_argument("a", metavar="A", help=_("a .timelinedb"))
    parser.add_argument("b", metavar="B", help=_("another copy of it"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is only in one of them, and what differs."""
    from timeline_app.document.merge.differences import compare  # noqa: PLC0415 - not for --help
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    with closing(Store.open(Path(args.a), read_only=True)) as a, closing(Store.open(Path(args.b), read_only=True)) as b:
        found = compare(a, b)
    if args.json:
        print_json(as_json(found))
    else:
        _tell(found)
    return 0


def as_json(found: Differences) -> dict[str, object]:
    """Give the answer for programs."""
    return {
        "same": found.same,
        "only_a": [{"type": each.type, "id": each.id, "name": each.name} for each in found.only_a],
        "only_b": [{"type": each.type, "id": each.id, "name": each.name} for each in found.only_b],
        "changed": [
            {
                "type": each.type,
                "id": each.id,
                "name": each.name,
                "fields": {one.field: {"a": one.a, "b": one.b} for one in fields},
            }
            for each, fields in found.changed
        ],
        "united": [{"type": a.type, "a": a.id, "b": b.id, "name": a.name} for a, b in found.united],
    }


def _tell(found: Differences) -> None:
    for each in found.only_a:
        print_line(_("only in the first:  {type} “{name}”").format(type=each.type, name=each.name))
    for each in found.only_b:
        print_line(_("only in the second: {type} “{name}”").format(type=each.type, name=each.name))
    for each, fields in found.changed:
        names = ", ".join(one.field for one in fields)
        print_line(_("differs: {type} “{name}”: {fields}").format(type=each.type, name=each.name, fields=names))
    for a, _b in found.united:
        print_line(_("the same under two ids: {type} “{name}”").format(type=a.type, name=a.name))
    print_line(_("{n} records are the same").format(n=grouped(found.same)))
