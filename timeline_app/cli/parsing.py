"""The parser of the command line: it knows all verbs and imports only the module of the verb that is called.

The verbs of the command line: which module runs each, and what it does in a line.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn, Protocol, cast

import timeline_app
from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import as_heading
from timeline_app.cli.argument_words import WordedDescription, WordedHelp, said_again
from timeline_app.cli.output import plain
from timeline_app.domain.dates.zones import LOCAL, is_zone
from timeline_app.domain.errors import DateError, KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    Subparsers: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no other name
    Run: TypeAlias = Callable[[argparse.Namespace], int]


class VerbModule(Protocol):
    """What a module of verbs offers."""

    def add_parser(self, subparsers: Subparsers) -> object:
        """Say what its verbs understand."""


VERBS: Final[Mapping[str, str]] = {
    "new": "stores",
    "info": "stores",
    "properties": "properties",
    "check": "stores",
    "add": "events",
    "list": "events",
    "edit": "editing",
    "replace": "replacing",
    "date": "date",
    "import": "importing",
    "export": "export",
    "profiles": "profiles",
    "stories": "stories",
    "formats": "formats",
    "extract": "extract",
    "names": "names",
    "rename": "names",
    "join": "names",
    "undo": "events",
    "redo": "events",
    "backup": "stores",
    "thumbnail": "thumbnail",
    "merge": "copies",
    "diff": "copies",
    "bench": "bench",
}
"""Each verb, and its module below `timeline_app.cli`, which is imported for that verb only."""


def summary(verb: str) -> str:
    """Say in a line what `verb` does, in the person's language."""
    return {
        "new": _("make a store, empty or with the sample"),
        "info": _("say how much a store holds"),
        "properties": _("show or change title, author, zone and the like of a store"),
        "check": _("look for damage and for evidence that is lost"),
        "add": _("add an event"),
        "list": _("list events in order of time"),
        "edit": _("change several events at once"),
        "replace": _("find and replace words in events"),
        "date": _("show how dates are understood"),
        "import": _("bring events in from a file"),
        "export": _("write a picture of the timeline, or its events as data"),
        "profiles": _("show or set what may go out, under names"),
        "stories": _("list stories, and add views to tell in them"),
        "formats": _("list what is read and written"),
        "extract": _("find the dates and events in an article"),
        "names": _("list categories, actors, places and tags, or those that look alike"),
        "rename": _("call a category, actor, place or tag otherwise"),
        "join": _("merge names that mean the same"),
        "undo": _("take the last change back"),
        "redo": _("do again what was taken back"),
        "backup": _("write a consistent copy, also while the store is open"),
        "thumbnail": _("draw a store small, as file managers show it"),
        "merge": _("join another copy of a store into this one"),
        "diff": _("tell two copies of a store apart"),
        "bench": _("measure opening and drawing of a store"),
    }[verb]


def add_verb(subparsers: Subparsers, verb: str, run: Run) -> argparse.ArgumentParser:
    """Add the parser of `verb`, described by its summary; `run` does it and gives the exit code."""
    line = summary(verb)
    parser = subparsers.add_parser(verb, help=line, description=_("{what}.").format(what=as_heading(line)))
    parser.set_defaults(run=run)
    return parser


def add_store(parser: argparse.ArgumentParser) -> None:
    """Add the store a verb works on."""
    parser.add_argument("store", metavar="STORE", help=_("the .timelinedb to work on"))


def add_zone(parser: argparse.ArgumentParser) -> None:
    """Add the zone whose clocks say which day it is."""
    told = _("whose days and clocks count, in place of the chronology's own: Khartoum, Africa/Khartoum, UTC, local")
    parser.add_argument("--zone", type=zone_name, default="", metavar="ZONE", help=told)


def zone_name(text: str) -> str:
    """Read a zone: its name, or the city or country that it is known by."""
    if text in ("UTC", LOCAL) or is_zone(text):
        return text
    from argparse import ArgumentTypeError  # noqa: PLC0415 - for a mistake only

    from timeline_app.domain.dates.zone_places import zone_named  # noqa: PLC0415 - most name none, or a zone

    try:
        return zone_named(text)
    except DateError as error:
        raise ArgumentTypeError(str(error)) from None


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the switch that turns the answer into one JSON value."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON value and nothing else"))


PROGRAM = "timeline-app"


class VerbParser(argparse.ArgumentParser):
    """A parser that takes `-0044-03-15` for a date, no option for an abbreviation, and words all it says as we do."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("allow_abbrev", False)
        kwargs.setdefault("formatter_class", WordedHelp)
        super().__init__(*args, **kwargs, add_help=False)  # type: ignore[arg-type,misc] # handed on as they came
        self.add_argument("-h", "--help", action="help", help=_("show this help message and exit"))
        self._negative_number_matcher = re.compile(r"-\d")

    def joined(self, words: Sequence[str]) -> list[str]:
        """Join `--query -Kyiv` into `--query=-Kyiv`, for argparse takes what begins with a hyphen for an option.

        An option that needs a value takes the next word, whatever it begins with, unless that is an option itself.
        """
        joined: list[str] = []
        options = self._option_string_actions
        for at, word in enumerate(words):
            if word == "--":
                return [*joined, *words[at:]]
            before = options.get(joined[-1]) if joined else None
            if before is not None and before.nargs is None and word.startswith("-") and word not in options:
                joined[-1] += f"={word}"
            else:
                joined.append(word)
        return joined

    @override
    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the command line, and leave with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{PROGRAM}: {plain(said_again(message))}\n")


def read_verb(argv: Sequence[str]) -> tuple[Run, argparse.Namespace]:
    """Import the module of the verb `argv[0]`, which is one of ours, and read the rest by its rules.

    Gives what does it, and what that is told.
    """
    name = f"timeline_app.cli.{VERBS[argv[0]]}"
    try:
        module = cast("VerbModule", importlib.import_module(name))
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise KnownError(_("“{verb}” is not in this version yet.").format(verb=argv[0])) from None
    parser: argparse.ArgumentParser = VerbParser(prog=PROGRAM)
    subparsers = parser.add_subparsers()
    module.add_parser(subparsers)
    own = cast("VerbParser", subparsers.choices[argv[0]])  # which words its faults by its own usage
    args = own.parse_args(own.joined(argv[1:]), argparse.Namespace(verb=argv[0]))
    return cast("Run", args.run), args


def read_window(argv: Sequence[str]) -> argparse.Namespace:
    """Read a command line without a verb: the store to open, `--version` or `--help`."""
    parser = VerbParser(
        prog=PROGRAM,
        usage=_("%(prog)s [STORE]\n       %(prog)s VERB ...   (%(prog)s VERB --help tells more)"),
        description=_("Keep, read and draw a sourced chronology of a conflict."),
        epilog=_overview(),
        formatter_class=WordedDescription,
    )
    parser.add_argument(
        "store",
        nargs="?",
        metavar="STORE",
        help=_("the .timelinedb to open in a window; without it, the last one, else a copy of the sample"),
    )
    told = _("show program's version number and exit")
    parser.add_argument("--version", action=_Version, nargs=0, help=told)
    return parser.parse_args(argv)


class _Version(argparse.Action):
    """Tells the versions of the program, of Python and of Qt, which reports of faults need; Qt is asked only then."""

    @override
    def __call__(self, parser: argparse.ArgumentParser, *_arguments: object, **_more: object) -> None:
        told = [f"Python {sys.version.split()[0]}"]
        with suppress(ImportError):  # verbs work without the system's libraries that Qt needs
            from timeline_app.paint.qt import qt_version  # noqa: PLC0415 - no verb needs it

            told.append(f"Qt {qt_version()}")
        print(f"{PROGRAM} {timeline_app.__version__} ({', '.join(told)})")
        parser.exit()


def _overview() -> str:
    lines = [f"  {verb:<12}{summary(verb)}" for verb in VERBS]
    end = _("A store whose name is that of a verb is opened as ./list, ./date and so on.")
    return "\n".join([_("verbs:"), *lines, "", end])
