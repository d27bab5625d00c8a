"""The verbs of the command line: which module runs each, and what it does in a line."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from typing import TypeAlias

    Subparsers: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no other name


class VerbModule(Protocol):
    """What each verb's module offers."""

    def add_parser(self, subparsers: Subparsers) -> object:
        """Say what the verb understands."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and give the exit code."""


VERBS: Final[Mapping[str, str]] = {
    "new": "new",
    "info": "info",
    "check": "check",
    "add": "add",
    "list": "listing",
    "date": "date",
    "import": "importing",
    "export": "export",
    "extract": "extract",
    "undo": "undo",
    "redo": "undo",
    "backup": "backup",
    "merge": "merge",
    "diff": "diff",
    "bench": "bench",
}
"""Each verb, and its module below `timeline_app.cli`, which is imported for that verb only."""


def summary(verb: str) -> str:
    """Say in a line what `verb` does, in the person's language."""
    return {
        "new": _("make a store, empty or with the sample"),
        "info": _("say how much a store holds"),
        "check": _("look for damage and for evidence that is lost"),
        "add": _("add an event"),
        "list": _("list events in order of time"),
        "date": _("show how dates are understood"),
        "import": _("bring events in from a file"),
        "export": _("write a picture (PNG, SVG, PDF) or data (CSV, JSON)"),
        "extract": _("find the dates and events in an article"),
        "undo": _("take the last change back"),
        "redo": _("do again what was taken back"),
        "backup": _("write a consistent copy, also while the store is open"),
        "merge": _("join another copy of a store into this one"),
        "diff": _("tell two copies of a store apart"),
        "bench": _("measure opening and drawing of a store"),
    }[verb]


def add_verb(subparsers: Subparsers, verb: str) -> argparse.ArgumentParser:
    """Add the parser of `verb`, described by its summary."""
    line = summary(verb)
    return subparsers.add_parser(verb, help=line, description=f"{line[0].upper()}{line[1:]}.")


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add the store a verb works on."""
    parser.add_argument("store", metavar="STORE", help=_("the .timelinedb to work on"))


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the switch that turns the answer into one JSON value."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON value and nothing else"))
