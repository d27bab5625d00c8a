"""`timeline-app import`: bring events in from a file, as one change that undo takes back."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.cli.output import print_json, print_line
from timeline_app.cli.parsing import add_json, add_verb
from timeline_app.formats.registry import importable

if TYPE_CHECKING:
    from timeline_app.cli.parsing import Subparsers
    from timeline_app.document.importing import ImportOptions, ImportOutcome

_SHOWN_PROBLEMS = 20


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
    parser.add_argument(
        "--dataset", metavar="NAME", help=_("the data set of which the file is a version, or a new one of this name")
    )
    parser.add_argument(
        "--keep-file", action="store_true", help=_("store the file itself too, and let each event point to its row")
    )
    parser.add_argument(
        "--mapping", metavar="FILE", help=_("how to read the file, as the window has saved it under a name")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would happen, and change nothing"))
    add_json(parser)


def _names() -> str:
    return ", ".join(each.name for each in importable())


def pair(text: str) -> tuple[str, str]:
    """Read COLUMN=FIELD; a column's name may hold an equals sign, a field's does not."""
    column, sign, name = text.rpartition("=")
    if not sign or not column.strip() or not name.strip():
        raise argparse.ArgumentTypeError(_("“{text}” is not of the form COLUMN=FIELD").format(text=text))
    return column.strip(), name.strip()


def run(args: argparse.Namespace) -> int:
    """Import the file, and tell what became of it."""
    from timeline_app.document.importing import ImportOptions, carry_out, plan_import  # noqa: PLC0415 - not for --help
    from timeline_app.domain.draft import DataSetChoice  # noqa: PLC0415 - likewise
    from timeline_app.formats.reading import ReadOptions  # noqa: PLC0415 - likewise
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    reading = ReadOptions(mapping=dict(args.map), order=args.order)
    data_set = DataSetChoice(name=args.dataset) if args.dataset else None
    options = ImportOptions(args.format, reading, "timeline-app", data_set, keep_file=args.keep_file)
    if args.mapping:
        options = _as_saved(Path(args.mapping), Path(args.file), options)
    plan = plan_import(Path(args.file), options)
    with closing(Store.open(Path(args.into))) as store:
        imported = plan.count(store) if args.dry_run else carry_out(plan, store)
    if args.json:
        print_json(_plain(imported))
    else:
        _tell(imported, dry_run=args.dry_run)
    return 0


def _as_saved(reading: Path, path: Path, options: ImportOptions) -> ImportOptions:
    """Give options with a saved reading; what stands on the command line goes before it."""
    from timeline_app.document.importing import plan_import  # noqa: PLC0415 - loaded by now
    from timeline_app.document.saved_readings import read_as_before, read_file_of_reading  # noqa: PLC0415 - when asked
    from timeline_app.formats.reading import ReadOptions  # noqa: PLC0415 - loaded by now

    text = read_file_of_reading(reading)
    columns = [column.name for column in plan_import(path, replace(options, reading=ReadOptions())).table.columns]
    saved = read_as_before(text, options, columns)
    mapping = {**saved.reading.mapping, **options.reading.mapping}
    order = options.reading.order or saved.reading.order
    orders = {} if options.reading.order else saved.reading.orders
    reading_of_all = replace(saved.reading, mapping=mapping, order=order, orders=orders)
    return replace(saved, format=options.format or saved.format, reading=reading_of_all)


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
