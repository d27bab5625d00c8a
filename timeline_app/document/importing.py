"""Bring a file of any format into a store, after a look at it: what the window and the command line both call.

`plan_import` looks at the beginning of a file and tells how it is read; `ImportPlan.count` tells what would happen to
a store, and writes nothing; `carry_out` does it. What is counted and what is done come of one and the same reading.
"""

from __future__ import annotations

import hashlib
import itertools
import mimetypes
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext, pgettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.base.system_faults import fault_reason
from timeline_app.document.evidence.source_records import adding_to, clean_text
from timeline_app.domain.draft import Draft, FileOrigin, ImportResult, ListedRow
from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Actor, Category, Document, Event, Place, Tag, new_id
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.encoding import decode, read_whole
from timeline_app.formats.reading import (
    NO_TABLE,
    FileReading,
    FoundRecords,
    FoundSources,
    ReadOptions,
    UnmappedTableError,
)
from timeline_app.formats.registry import read, recognise
from timeline_app.store.imports.importing import ImportRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.draft import DataSetChoice, DataSetFacts, Outcome, Problem
    from timeline_app.domain.records import Record, Source
    from timeline_app.formats.reading import Content, TableFacts
    from timeline_app.formats.recognition import Gives, Recognised
    from timeline_app.store.store import Store

    Progress = Callable[[int], bool]
    """Gets the number of rows read, and answers False to stop."""

_AT_ONCE: Final = 16 * 2**20
"""Bytes; a larger file is looked at in its beginning only before it is counted."""
_SHOWN_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import a file."""

    format: str = ""
    """The name of a format; empty to find out."""
    reading: ReadOptions = field(default_factory=ReadOptions)
    author: str = ""
    data_set: DataSetChoice | None = None
    """Which data set the file is a version of; None to find out."""
    overwrite: frozenset[int] = frozenset()
    """Rows whose word stands also over what a person wrote in events of the data set."""
    keep_file: bool = False
    """Whether the file itself is stored as a document, to whose rows the events point."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a file, or would."""

    format: str
    result: ImportResult
    """Its problems are those of reading and of taking in, by row."""
    notes: tuple[str, ...] = ()
    unread_dates: int = 0
    """Rows with a date that could not be read; it was kept as text."""
    gives: Gives = "events"
    """What its counts count: events, also of records; of a bibliography sources."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """How a file is read, to be looked at before anything of it is taken."""

    path: Path
    options: ImportOptions
    recognised: Recognised
    """The format, how sure that is, and why."""
    others: tuple[Recognised, ...]
    """The other readings that are possible, the surest first."""
    whole: bool
    """Whether the whole file was looked at; else its beginning, and what is told of it may change by `count`."""
    stamp: tuple[int, int]
    """Size and time of the file that was looked at."""
    table: TableFacts = NO_TABLE
    """Encoding, columns with their fields, orders of day and month: of a table."""
    first: tuple[Draft, ...] = ()
    """The first rows as events, as they would arrive."""
    sources: tuple[Source, ...] = ()
    """The first sources of a bibliography."""
    problems: tuple[Problem, ...] = ()
    """Of the first rows."""
    notes: tuple[str, ...] = ()
    repeats: bool = False
    """Whether it is a calendar with repeated events, which can be taken each time that they happen."""
    fault: str = ""
    """Why nothing can be taken as it is read now: of a table without a title, in which a person can choose one."""

    @property
    def format(self) -> str:
        """The name of the format."""
        return self.recognised.format.name

    def count(self, store: Store, progress: Progress | None = None, *, most: int = 0) -> ImportOutcome:
        """Tell what the import would do to `store`, with the first rows behind each count; nothing is written.

        This reads the whole file, or its beginning for `most` events, where some thousands are enough to tell its data
        set; nothing else can be written to the store meanwhile. Made for a worker thread.
        """
        return _bring_in(self, store, progress, _Way(dry_run=True, most=most))


@dataclass(frozen=True, slots=True)
class _Way:
    dry_run: bool
    most: int = 0


def plan_import(path: Path, options: ImportOptions | None = None) -> ImportPlan:
    """Look at the file at `path`, within a second also where it is large; nothing is written."""
    options = options or ImportOptions()
    recognised, others = recognise(path, options.reading, options.format)
    stamp = _stamp(path)
    whole = stamp[0] <= min(recognised.format.at_once, _AT_ONCE)
    plan = ImportPlan(path, options, recognised, others, whole, stamp)
    gives = recognised.format.gives
    if not whole and gives != "events":
        return plan  # what is no table is read as a whole, which is for `count`
    try:
        content = read(path, recognised, options.reading if whole else replace(options.reading, within=_AT_ONCE))
    except UnmappedTableError as error:
        return replace(plan, table=error.table, fault=str(error))
    if isinstance(content, FoundSources):
        return replace(plan, sources=tuple(content.sources[:_SHOWN_ROWS]), notes=content.notes)
    if isinstance(content, FoundRecords):
        return replace(plan, first=tuple(itertools.islice(_drafts_of(content.records), _SHOWN_ROWS)))
    first = tuple(itertools.islice(content.drafts, _SHOWN_ROWS))
    problems, notes = tuple(content.problems), tuple(content.notes)
    return replace(plan, table=content.table, first=first, problems=problems, notes=notes, repeats=content.repeats)


def carry_out(plan: ImportPlan, store: Store, progress: Progress | None = None) -> ImportOutcome:
    """Import the file of a plan as one change."""
    return _bring_in(plan, store, progress, _Way(dry_run=False))


def count_in(chronology: Chronology, plan: ImportPlan, progress: Progress | None = None) -> ImportOutcome:
    """Tell, on a worker, what a plan would do to an open chronology; nothing is written."""
    return plan.count(chronology.store, progress)


def data_sets_of(chronology: Chronology) -> list[DataSetFacts]:
    """Give the data sets of which a file may be a newer version, the latest first."""
    return chronology.store.lookups.data_sets()


def import_into(chronology: Chronology, plan: ImportPlan, progress: Progress | None = None) -> ImportOutcome:
    """Carry a plan out in an open chronology, on a worker; its owner then adopts a snapshot."""
    return carry_out(plan, chronology.store, progress)


def summary_of(imported: ImportOutcome) -> str:
    """Say in a line what an import did."""
    result = imported.result
    if imported.gives == "sources":
        parts = [ngettext("{n} source added", "{n} sources added", result.added).format(n=grouped(result.added))]
    else:
        parts = [ngettext("{n} event added", "{n} events added", result.added).format(n=grouped(result.added))]
    if result.updated:
        parts.append(_("{n} updated").format(n=grouped(result.updated)))
    if result.skipped:
        parts.append(_("{n} left as they are").format(n=grouped(result.skipped)))
    if result.left_out:
        parts.append(_("{n} left out").format(n=grouped(result.left_out)))
    if result.undated:
        parts.append(_("{n} without a date").format(n=grouped(result.undated)))
    if imported.unread_dates:
        parts.append(_("{n} with a date that is kept as text").format(n=grouped(imported.unread_dates)))
    if result.kept:
        parts.append(_("{n} not overwritten").format(n=grouped(result.kept)))
    if result.gone:
        parts.append(_("{n} no longer in the file, kept here").format(n=grouped(result.gone)))
    return ", ".join(parts)


# --- what is read -----------------------------------------------------------------------------------------------------


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        words = _("“{name}” cannot be read: {reason}.")
        raise FormatError(words.format(name=path.name, reason=fault_reason(error))) from error
    return status.st_size, status.st_mtime_ns


def _read_again(plan: ImportPlan, within: int) -> Content:
    if _stamp(plan.path) != plan.stamp:
        raise FormatError(
            _("“{name}” was changed since it was looked at; choose it again.").format(name=plan.path.name)
        )
    return read(plan.path, plan.recognised, replace(plan.options.reading, within=within))


def _digest(path: Path) -> str:
    with open_bytes(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _drafts_of(records: Iterable[Record]) -> Iterable[Draft]:
    """Give the events among records as drafts, each with what its ids stand for."""
    names: dict[str, str] = {}
    places: dict[str, Place] = {}
    for number, record in enumerate(records, 1):
        if isinstance(record, Category | Actor | Place | Tag):
            names[record.id] = record.name
        if isinstance(record, Place):
            places[record.id] = record
        if isinstance(record, Event):
            yield _draft_of(number, record, names, places.get(record.place_id))


def _draft_of(number: int, event: Event, names: dict[str, str], place: Place | None) -> Draft:
    return Draft(
        title=event.title,
        start=event.start,
        end=event.end,
        date_text=event.date_text,
        zone=event.zone,
        status=event.status,
        importance=event.importance,
        category=names.get(event.category_id, ""),
        actors=tuple(names[part.actor_id] for part in event.actors if part.actor_id in names),
        place=place.name if place is not None else "",
        latitude=place.latitude if place is not None else None,
        longitude=place.longitude if place is not None else None,
        tags=tuple(names[tag] for tag in event.tag_ids if tag in names),
        summary=event.summary,
        notes=event.notes,
        external_id=event.external_id,
        id=event.id,
        row=number,
    )


# --- what becomes of it -----------------------------------------------------------------------------------------------


def _bring_in(plan: ImportPlan, store: Store, progress: Progress | None, way: _Way) -> ImportOutcome:
    """Import the file, or see what that would do."""
    name = on_one_line(plan.path.name)
    label = pgettext("a change", "Import “{name}”").format(name=name)
    order = ImportRequest(label, plan.options.author, progress, way.dry_run, way.dry_run, whole=not way.most)
    order = replace(order, overwrite=plan.options.overwrite)
    content = _read_again(plan, within=_AT_ONCE if way.most and not plan.whole else 0)
    if isinstance(content, FoundRecords):
        records = content.records[: way.most] if way.most else content.records
        return ImportOutcome(content.format, store.import_records(records, order), gives="records")
    if isinstance(content, FoundSources):
        sources = content.sources[: way.most] if way.most else content.sources
        return ImportOutcome(content.format, _with_sources(store, sources, order), content.notes, gives="sources")
    file = _file_to_keep(plan) if plan.options.keep_file else None
    return _with_events(store, content, replace(order, origin=_origin(plan, content), file=file), way.most)


def _file_to_keep(plan: ImportPlan) -> Document:
    """Give the file as a document; what is no text is kept as it is, and its name stands for a text."""
    path = plan.path
    if plan.stamp[0] > _AT_ONCE:
        words = _("“{name}” is too large to be kept as a document: up to {n} MiB are. Import it without keeping it.")
        raise FormatError(words.format(name=path.name, n=_AT_ONCE // 2**20))
    data = read_whole(path)
    text = clean_text(data.decode(plan.table.encoding, "replace") if plan.table.encoding else _text_in(data))
    text = text or on_one_line(path.name)
    digest = hashlib.sha256(text.encode()).hexdigest()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    captured = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Document(new_id(), "", text, digest, kind, captured, data)


def _text_in(data: bytes) -> str:
    return "" if b"\x00" in data or data.startswith(b"PK") else decode(data)


def _origin(plan: ImportPlan, reading: FileReading) -> FileOrigin:
    return FileOrigin(
        on_one_line(plan.path.name), reading.columns, reading.format, _digest(plan.path), plan.options.data_set
    )


def _with_events(store: Store, reading: FileReading, order: ImportRequest, most: int) -> ImportOutcome:
    drafts = itertools.islice(reading.drafts, most) if most else reading.drafts
    result = store.import_events(drafts, order)
    problems = sorted((*reading.problems, *result.problems), key=lambda problem: problem.row)
    count = reading.problems.total + result.problem_count
    left_out = tuple(ListedRow(each.row, each.message) for each in reading.left_out)
    rows: dict[Outcome, tuple[ListedRow, ...]] = {**result.rows, "left out": left_out} if order.list_rows else {}
    result = replace(result, left_out=reading.left_out.total, rows=rows)
    return ImportOutcome(
        reading.format,
        replace(result, problems=tuple(problems), problem_count=count),
        (*reading.notes, *result.notes),
        len(reading.unread_dates) + result.unread_dates,
    )


def _with_sources(store: Store, sources: Sequence[Source], order: ImportRequest) -> ImportResult:
    change, known = adding_to(store.lookups.sources(), sources)
    added = len(sources) - known
    batch = ""
    if change is not None and not order.dry_run:
        batch = str(store.apply(replace(change, label=order.label), order.author))
    return ImportResult(read=len(sources), added=added, skipped=known, batch=batch)
