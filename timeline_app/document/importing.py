"""Bring a file of any format into a store: what the window and the command line both call."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from timeline_app.base.held_files import open_bytes
from timeline_app.domain.draft import Origin
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.detecting import detect
from timeline_app.formats.reading import ReadOptions
from timeline_app.store.imports.importing import Order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.draft import ImportResult
    from timeline_app.formats.reading import Reading
    from timeline_app.store.store import Store

FORMATS = ("csv", "json")
"""What can be asked for by name; `store` is refused with a word on merging."""


@dataclass(frozen=True, slots=True)
class ImportWish:
    """How to import a file."""

    format: str = ""
    """Empty to find out."""
    options: ReadOptions = field(default_factory=ReadOptions)
    author: str = ""
    dry_run: bool = False
    """Tell what would happen, and change nothing."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    format: str
    result: ImportResult
    """Its problems are those of reading and of taking in, by row."""
    notes: tuple[str, ...] = ()
    unread_dates: int = 0
    """Rows with a date that could not be read; it was kept as text."""


def import_into(
    chronology: Chronology, path: Path, wish: ImportWish, progress: Callable[[int], bool] | None = None
) -> Imported:
    """Import a file into an open chronology, on a worker; its owner then adopts a snapshot."""
    return import_file(chronology.store, path, wish, progress)


def import_file(store: Store, path: Path, wish: ImportWish, progress: Callable[[int], bool] | None = None) -> Imported:
    """Import the file at `path` as one change; `progress` gets the number of rows read, and answers False to stop."""
    kind = wish.format or detect(path)
    order = Order(_("Import “{name}”").format(name=on_one_line(path.name)), wish.author, progress, wish.dry_run)
    if kind == "json":
        from timeline_app.formats.own_json import read_json  # noqa: PLC0415 - for this format only

        return Imported(kind, store.import_records(read_json(path), order))
    reading = _reading(kind, path, wish.options)
    origin = Origin(on_one_line(path.name), reading.columns, reading.format, _digest(path))
    result = store.import_events(reading.drafts, replace(order, origin=origin))
    problems = sorted((*reading.problems, *result.problems), key=lambda problem: problem.row)
    notes = (*reading.notes, *result.notes)
    return Imported(
        reading.format,
        replace(result, problems=tuple(problems)),
        notes,
        len(reading.unread_dates) + result.unread_dates,
    )


def summary_of(imported: Imported) -> str:
    """Say in a line what an import did."""
    result = imported.result
    parts = [ngettext("{n:,} event added", "{n:,} events added", result.added).format(n=result.added)]
    if result.updated:
        parts.append(_("{n:,} updated").format(n=result.updated))
    if result.skipped:
        parts.append(_("{n:,} left as they are").format(n=result.skipped))
    if result.undated:
        parts.append(_("{n:,} without a date").format(n=result.undated))
    if imported.unread_dates:
        parts.append(_("{n:,} with a date that is kept as text").format(n=imported.unread_dates))
    if result.kept:
        parts.append(_("{n:,} not overwritten").format(n=result.kept))
    return ", ".join(parts)


def _digest(path: Path) -> str:
    with open_bytes(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reading(kind: str, path: Path, options: ReadOptions) -> Reading:
    if kind == "csv":
        from timeline_app.formats.tables.table import read_table  # noqa: PLC0415 - for this format only

        return read_table(path, options)
    if kind == "store":
        raise FormatError(_("“{name}” is a store itself; join it with: timeline-app merge").format(name=path.name))
    raise FormatError(_("The format “{format}” is not known.").format(format=kind))
