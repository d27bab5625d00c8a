"""`timeline-app info`: how much a store holds, and over what time."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n.facts import grouped
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Say what `info` understands."""
    parser = add_verb(subparsers, "info")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the counts and the dates."""
    from timeline_app.cli.eventjson import edtf_words  # noqa: PLC0415 - not for --help
    from timeline_app.store.store import Store  # noqa: PLC0415 - not for --help

    with closing(Store.open(Path(args.store), read_only=True)) as store:
        info = store.info()
    if args.json:
        print_json(dataclasses.asdict(info))
        return 0
    lines = {
        _("Events"): grouped(info.events),
        _("Sources"): grouped(info.sources),
        _("Excerpts"): grouped(info.excerpts),
        _("From"): edtf_words(info.first),
        _("Until"): edtf_words(info.last),
        _("As of"): edtf_words(info.as_of),
        _("Schema"): str(info.schema),
    }
    for name, value in lines.items():
        print_line(f"{name:<10}{value or '–'}")
    return 0
