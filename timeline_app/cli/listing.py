"""`timeline-app list`: events in order of time, all of them or those that a query finds."""

from __future__ import annotations

import argparse
import re
from contextlib import closing
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import print_json_array, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb, add_zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.domain.records import Event
    from timeline_app.store.store import Store

_CHUNK = 2000
"""Events fetched at a time: memory stays small with a million of them."""


def add_parser(subparsers: Subparsers) -> None:
    """Say what `list` understands."""
    parser = add_verb(subparsers, "list")
    add_store(parser)
    parser.add_argument("--query", default="", metavar="Q", help=_("as in the search field: category:Strike kyiv"))
    add_zone(parser)
    parser.add_argument("--limit", type=count, metavar="N", help=_("print the first N only"))
    add_json(parser)


def count(text: str) -> int:
    """Read a number of things that is not negative."""
    if re.fullmatch(r"\d{1,18}", text, re.ASCII) is None:  # more would not fit SQLite's 64 bits
        raise argparse.ArgumentTypeError(_("“{text}” is not a number of events").format(text=text))
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Print what the query finds."""
    from timeline_app.cli.eventjson import EventPrinter  # noqa: PLC0415 - not for --help
    from timeline_app.domain.query.parser import parse_query  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    query = parse_query(args.query, args.zone)
    with closing(Store.open(Path(args.store), read_only=True)) as store:
        rows = store.search.matching_rows(query, args.limit if args.json else None)
        shown = rows if args.limit is None else rows[: args.limit]
        printer = EventPrinter(store)
        if args.json:
            print_json_array(printer.object(event) for event in _events(store, shown))
        else:
            for event in _events(store, shown):
                print_line(printer.line(event))
            print_line(_tally(len(shown), len(rows)))
    return 0


def _events(store: Store, rows: list[int]) -> Iterator[Event]:
    for first in range(0, len(rows), _CHUNK):
        yield from store.lookups.events(rows[first : first + _CHUNK])


def _tally(shown: int, found: int) -> str:
    if shown < found:
        return _("{shown} of {found} events").format(shown=shown, found=found)
    return ngettext("{n} event", "{n} events", found).format(n=found)
