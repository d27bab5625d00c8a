"""`timeline-app check`: look for damage and for evidence that is lost."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.cli.output import complain, print_json, print_line
from timeline_app.cli.parsing import add_json, add_store, add_verb

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.store.safety.checking import Finding


def add_parser(subparsers: Subparsers) -> None:
    """Say what `check` understands."""
    parser = add_verb(subparsers, "check")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is wrong; the exit code is 1 where something is."""
    from timeline_app.store.store import Store  # noqa: PLC0415 - not for --help

    with closing(Store.open(Path(args.store), read_only=True)) as store:
        report = store.check()
    if args.json:
        print_json({"ok": report.ok, "problems": _plain(report.problems), "hints": _plain(report.hints)})
    else:
        for finding in (*report.problems, *report.hints):
            print_line(f"{finding.kind + ':':<12}{finding.message}")
        if report.ok:
            print_line(_("The store is whole."))
    if report.ok:
        return 0
    count = len(report.problems)
    complain(ngettext("the check found {n} problem", "the check found {n} problems", count).format(n=count))
    return 1


def _plain(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
    return [dataclasses.asdict(finding) for finding in findings]
