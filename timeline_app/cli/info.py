"""`timeline-app info`: how much a store holds, and over what time."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.verbs import add_json, add_store, add_verb

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.verbs import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Say what `info` understands."""
    parser = add_verb(subparsers, "info")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the counts and the dates."""
    from timeline_app.store.store import Store  # noqa: PLC0415 - not for --help

    with closing(Store.open(Path(args.store), read_only=True)) as store:
        info = dataclasses.asdict(store.info())
    if args.json:
        print_json(info)
    else:
        for name, value in info.items():
            print_line(f"{name + ':':<12}{value}")
    return 0
