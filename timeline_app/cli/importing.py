"""`timeline-app import`: bring events in from a file, as one change that undo takes back."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.cli.opened_store import opened
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb
from timeline_app.domain.errors import DateError
from timeline_app.formats.reading import LAST_CENTURY, Days
from timeline_app.formats.registry import importable

if TYPE_CHECKING:
    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document.importing import ImportOptions, ImportOutcome, ImportPlan
    from timeline_app.formats.reading import ReadOptions

_SHOWN_PROBLEMS = 20
_OF_SEVERAL = ("actors", "tags", "category", "place")


def add_parser(subparsers: Subparsers) -> None:
    """Say what `import` understands."""
    parser = add_verb(subparsers, "import", run)
    parser.add_argument("file", metavar="FILE", help=_("the file; timeline-app formats lists what is read"))
    parser.add_argument("--into", required=True, metavar="STORE", help=_("the .timelinedb that takes the events"))
    told = _("where the file does not show it: {names}").format(names=_names())
    parser.add_argument("--format", default="", metavar="F", help=told)
    parser.add_argument(
        "--map", action="append", default=[], type=pair, metavar="COLUMN=FIELD", help=_("Datum=start; may be repeated")
    )
    parser.add_argument("--order", choices=("dmy", "mdy", "ymd"), help=_("how to read 5/6/2025; else found out"))
    told = _("of a workbook, or the table of a page; else the first that fits")
    parser.add_argument("--sheet", metavar="S", help=told)
    told = _("of clock times that name none: Europe/Kyiv, UTC, +02:00")
    parser.add_argument("--zone", type=_zone_of_events, metavar="Z", help=told)
    told = _("the first of the hundred years in which years of two figures lie: 1900")
    parser.add_argument("--century", type=_first_year, metavar="YYYY", help=told)
    told = _("what stands between names in a cell: ,=actors")
    parser.add_argument("--separator", action="append", default=[], type=_separator, metavar="SIGN=FIELD", help=told)
    told = _("of a calendar: take repeated events each time from the first of these days to the last")
    parser.add_argument("--repeats", type=_days, metavar="DAY/DAY", help=told)
    parser.add_argument("--encoding", metavar="E", help=_("of a text: utf-8, cp1251; else found out"))
    parser.add_argument(
        "--dataset", metavar="NAME", help=_("the data set of which the file is a version, or a new one of this name")
    )
    parser.add_argument(
        "--keep-file", action="store_true", help=_("store the file itself too, and let each event point to its row")
    )
    parser.add_argument(
        "--mapping", metavar="FILE", help=_("how to read the file, as the window has saved it under a name")
    )
    parser.add_argument("--save-mapping", metavar="FILE", help=_("write to a file how this one is read"))
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would happen, and change nothing"))
    add_json(parser)
    parser.set_defaults(refuse=parser.error)


def _names() -> str:
    return ", ".join(each.name for each in importable())


def pair(text: str) -> tuple[str, str]:
    """Read COLUMN=FIELD; a column's name may hold an equals sign, a field's does not. No field means the notes."""
    column, sign, name = text.rpartition("=")
    if not sign or not column.strip():
        raise argparse.ArgumentTypeError(_("“{text}” is not of the form COLUMN=FIELD").format(text=text))
    return column.strip(), name.strip()


def _separator(text: str) -> tuple[str, str]:
    sign, _equals, name = text.rpartition("=")
    if not sign or name not in _OF_SEVERAL:
        words = _("“{text}” is not of the form SIGN=FIELD, where the field is one of {fields}")
        raise argparse.ArgumentTypeError(words.format(text=text, fields=", ".join(_OF_SEVERAL)))
    return sign, name


def _first_year(text: str) -> int:
    if not text.isdecimal() or len(text) > len(str(LAST_CENTURY)) or not 1 <= int(text) <= LAST_CENTURY:
        words = _("“{text}” is no year; write the first of a hundred, as 1900")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return int(text)


def _days(text: str) -> Days:
    try:
        return Days.parse(text)
    except DateError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _zone_of_events(text: str) -> str:
    """Read the name of a zone, or an offset; the computer's own would be another one elsewhere."""
    from timeline_app.domain.dates.zones import LOCAL, is_zone  # noqa: PLC0415 - not for --help

    if text == LOCAL or not is_zone(text):
        words = _("“{text}” is no zone; write one such as Europe/Kyiv, UTC or +02:00")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return text


def _said(args: argparse.Namespace, saved: ReadOptions) -> ReadOptions:
    """Give how a file is read: as was saved, and over that as the command line says."""
    names = ("order", "sheet", "zone", "century", "encoding", "repeats")
    said = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    return replace(
        saved,
        mapping={**saved.mapping, **dict(args.map)},
        orders={} if args.order else saved.orders,
        separators={**saved.separators, **{name: sign for sign, name in args.separator}},
        **said,
    )


def run(args: argparse.Namespace) -> int:
    """Import the file, and tell what became of it."""
    from timeline_app.document.importing import ImportOptions, carry_out, plan_import  # noqa: PLC0415 - not for --help
    from timeline_app.domain.draft import DataSetChoice  # noqa: PLC0415 - likewise
    from timeline_app.formats.reading import ReadOptions  # noqa: PLC0415 - likewise

    data_set = DataSetChoice(name=args.dataset) if args.dataset else None
    options = ImportOptions(args.format, ReadOptions(), "timeline-app", data_set, keep_file=args.keep_file)
    if args.mapping is not None:
        options = _as_saved(Path(args.mapping), Path(args.file), options)
    options = replace(options, format=args.format or options.format, reading=_said(args, options.reading))
    plan = plan_import(Path(args.file), options)
    _refuse_untaken(args, plan)
    with closing(opened(Path(args.into))) as store:
        if args.save_mapping is not None:
            _save(plan, Path(args.save_mapping))
        imported = plan.count(store) if args.dry_run else carry_out(plan, store)
    if args.json:
        print_json(_plain(imported))
    else:
        _tell(imported, dry_run=args.dry_run)
    return 0


def _refuse_untaken(args: argparse.Namespace, plan: ImportPlan) -> None:
    """Leave with 2 for an option that such a file has no use for; nothing has been read into the store yet."""
    label = plan.recognised.format.label()
    if args.sheet and not plan.table.sheets:
        args.refuse(_("--sheet is of workbooks and pages only; {format} has none").format(format=label))
    if args.repeats and plan.format != "icalendar":
        args.refuse(_("--repeats is of calendars only; {format} has no repeated events").format(format=label))
    if args.encoding and not plan.table.encoding:
        args.refuse(_("--encoding is of tables in text only; {format} tells its own").format(format=label))


def _as_saved(reading: Path, path: Path, options: ImportOptions) -> ImportOptions:
    """Give options with a saved reading, as far as it is about columns that the file has."""
    from timeline_app.document.importing import plan_import  # noqa: PLC0415 - loaded by now
    from timeline_app.document.saved_readings import read_as_before, read_file_of_reading  # noqa: PLC0415 - when asked

    text = read_file_of_reading(reading)
    saved = read_as_before(text, options)
    bare = replace(options, reading=replace(options.reading, sheet=saved.reading.sheet))
    return read_as_before(text, options, [column.name for column in plan_import(path, bare).table.columns])


def _save(plan: ImportPlan, path: Path) -> None:
    """Write how a file is read, each column with the field that was found."""
    from timeline_app.document.saved_readings import (  # noqa: PLC0415 - for this option only
        require_place_for_reading,
        spell_reading,
    )
    from timeline_app.export.saving import replacing  # noqa: PLC0415 - likewise

    require_place_for_reading(path)
    columns = {each.name: each.field for each in reversed(plan.table.columns) if each.name.strip()}
    reading = replace(plan.options.reading, mapping={**columns, **plan.options.reading.mapping})
    text = spell_reading(replace(plan.options, format=plan.format, reading=reading))
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8")


def _plain(imported: ImportOutcome) -> dict[str, object]:
    result = imported.result
    return {
        "format": imported.format,
        "read": result.read,
        "added": result.added,
        "updated": result.updated,
        "skipped": result.skipped,
        "undated": result.undated,
        "first": result.first,
        "last": result.last,
        "problems": [{"row": problem.row, "message": problem.message} for problem in result.problems],
        "problem_count": result.problem_count,
        "notes": list(imported.notes),
        "unread_dates": imported.unread_dates,
        "kept": result.kept,
        "data_set": result.data_set,
        "data_set_name": result.data_set_name,
        "gone": result.gone,
        "left_out": result.left_out,
        "conflicts": [
            {"row": each.row, "title": each.title, "field": each.field, "here": each.here, "file": each.there}
            for each in result.conflicts
        ],
    }


def _tell(imported: ImportOutcome, *, dry_run: bool) -> None:
    from timeline_app.document.importing import summary_of  # noqa: PLC0415 - for people only

    for note in imported.notes:
        print_line(note)
    problems = imported.result.problems
    for problem in problems[:_SHOWN_PROBLEMS]:
        print_line(_("Row {row}: {message}").format(row=problem.row, message=problem.message))
    if (more := imported.result.problem_count - _SHOWN_PROBLEMS) > 0:
        print_line(_("… and {n} more; --json lists them").format(n=more))
    words = summary_of(imported)
    print_line(_("Nothing was changed; it would be: {words}.").format(words=words) if dry_run else f"{words}.")
