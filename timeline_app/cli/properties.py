"""`timeline-app properties`: what a chronology says of itself, and how to change it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Say what `properties` understands."""
    parser = add_verb(subparsers, "properties", run)
    add_store(parser)
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=_("change one: zone=Khartoum, title=…, as_of=“31 July 2025”; may be given more than once"),
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Make the changes that are asked for, as one, and print how the properties stand."""
    from timeline_app.domain.change import Change  # noqa: PLC0415 - likewise
    from timeline_app.domain.properties import properties_of, with_properties  # noqa: PLC0415 - not for --help

    wanted = dict(map(pair, args.set))
    with closing(opened(Path(args.store), read_only=not wanted)) as store:
        before = store.particulars
        after = with_properties(before, wanted)
        if after != before:
            store.apply(Change(_("Change the properties"), (before,), (after,)), author="timeline-app")
    told = properties_of(after)
    if args.json:
        print_json(told)
        return 0
    for line in lines_of(told):
        print_line(line)
    return 0


def lines_of(properties: dict[str, str]) -> list[str]:
    """Give the properties as lines for a person, under the names by which they are set."""
    return [f"{name:<16}{value or '–'}" for name, value in properties.items()]


def pair(text: str) -> tuple[str, str]:
    """Read FIELD=VALUE."""
    name, equals, value = text.partition("=")
    if not equals:
        raise KnownError(_("“{text}” sets nothing; write FIELD=VALUE, such as zone=Khartoum.").format(text=text))
    return name.strip(), value
