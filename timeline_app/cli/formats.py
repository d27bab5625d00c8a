"""`timeline-app formats`: what is read and written, with the endings of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb
from timeline_app.export.registry import WRITE_FORMATS
from timeline_app.formats.registry import READ_FORMATS

if TYPE_CHECKING:
    import argparse

    from timeline_app.cli.parsing import Subparsers
    from timeline_app.export.write_format import WriteFormat
    from timeline_app.formats.recognition import ReadFormat


def add_parser(subparsers: Subparsers) -> None:
    """Say what `formats` understands."""
    add_json(add_verb(subparsers, "formats", run))


def run(args: argparse.Namespace) -> int:
    """List the formats."""
    if args.json:
        print_json({"read": list(map(_read, READ_FORMATS)), "written": list(map(_written, WRITE_FORMATS))})
        return 0
    gives = {
        "events": _("events"),
        "records": _("everything of a chronology"),
        "sources": _("sources"),
        "article": _("text, in which events are found"),
    }
    width = max(len(name) for name in (*(each.name for each in READ_FORMATS), *(one.name for one in WRITE_FORMATS)))
    print_line(_("Read by import, and articles by extract; in the window both by dropping the file:"))
    for each in READ_FORMATS:
        print_line(f"  {each.name:<{width}} {each.label()} ({' '.join(each.suffixes)}): {gives[each.gives]}")
    print_line(_("Written by export:"))
    for one in WRITE_FORMATS:
        print_line(f"  {one.name:<{width}} {one.label()} ({one.suffix})")
        if about := one.about():
            print_line(f"  {'':<{width}}   {about}")
    return 0


def _read(each: ReadFormat) -> dict[str, object]:
    return {
        "name": each.name,
        "label": each.label(),
        "suffixes": list(each.suffixes),
        "gives": each.gives,
        "verb": "extract" if each.read is None else "import",
        "mapping": each.takes_mapping,
    }


def _written(each: WriteFormat) -> dict[str, object]:
    return {
        "name": each.name,
        "label": each.label(),
        "about": each.about(),
        "suffix": each.suffix,
        "kind": each.kind,
        "options": sorted(each.options),
    }
