"""Looking a store over: SQLite's own integrity, keys, hashes of documents, and the words of excerpts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.domain.anchoring import found_at
from timeline_app.domain.errors import DateError
from timeline_app.domain.records import Excerpt
from timeline_app.domain.when import WhenFlag
from timeline_app.store.points import points_of
from timeline_app.store.reading import records_where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_MOST: Final = 1_000
"""Problems that are listed; a store with more needs recovery, not reading."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or could be better."""

    kind: str
    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. Hints are about sourcing and do not make a store less whole."""

    problems: tuple[Finding, ...]
    hints: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(connection: sqlite3.Connection) -> Report:
    """Run every check."""
    problems: list[Finding] = []
    for each in (_integrity, _keys, _dates, _documents, _excerpts, _words):
        problems.extend(each(connection))
        if len(problems) >= _MOST:
            break
    return Report(tuple(problems[:_MOST]), tuple(_hints(connection)))


def is_sound(connection: sqlite3.Connection) -> bool:
    """Run SQLite's quick check only."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def first_and_last(connection: sqlite3.Connection) -> tuple[str, str]:
    """Give the EDTF dates at which the chronology begins and ends."""
    dated = f"FROM event WHERE deleted = 0 AND flags & {int(WhenFlag.UNDATED)} = 0"
    first = connection.execute(f'SELECT "start", "end" {dated} ORDER BY start_min LIMIT 1').fetchone()
    last = connection.execute(f'SELECT "end", "start" {dated} ORDER BY end_max DESC LIMIT 1').fetchone()
    return (next(filter(None, first), "") if first else "", next(filter(None, last), "") if last else "")


def _integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (message,) in connection.execute("PRAGMA integrity_check(100)"):
        if message != "ok":
            yield Finding("integrity", "", message)


def _keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row, target, _number in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(
            "key",
            str(row),
            _("Row {row} of {table} points at a {target} that is not there.").format(
                row=row, table=table, target=target
            ),
        )


def _dates(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Hold the numbers kept of each date to the date itself."""
    for record_id, title, start, end, zone, *points in connection.execute(
        'SELECT id, title, "start", "end", zone, start_min, start_max, end_min, end_max, flags '
        "FROM event WHERE deleted = 0"
    ):
        try:
            if points_of(start, end, zone) == tuple(points):
                continue
            message = _("The place of “{title}” on the axis does not fit its date.")
        except DateError:
            message = _("The date of “{title}” cannot be read.")
        yield Finding("date", record_id, message.format(title=title))


def _documents(connection: sqlite3.Connection) -> Iterator[Finding]:
    for record_id, text, sha256 in connection.execute("SELECT id, text, sha256 FROM document WHERE deleted = 0"):
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield Finding("document", record_id, _("The text of a document is not the one that was stored."))


def _excerpts(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Re-check every anchored excerpt against its document, document by document."""
    for row, text in connection.execute("SELECT row, text FROM document WHERE deleted = 0"):
        for excerpt in records_where(connection, Excerpt, "excerpt.document_row = ? AND event_of.deleted = 0", (row,)):
            if excerpt.kind == "quote" and found_at(excerpt, text) is None:
                yield Finding(
                    "excerpt",
                    excerpt.id,
                    _("The words “{exact}” are no longer in their document.").format(exact=excerpt.exact[:60]),
                )


def _words(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table in ("event", "excerpt", "actor", "place"):
        indexed, kept = (
            connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in (f"{table}_words_docsize", table)
        )
        if indexed != kept:
            yield Finding(
                "search",
                table,
                _("The search index of {table} holds {indexed} of {kept} records.").format(
                    table=table, indexed=indexed, kept=kept
                ),
            )


def _hints(connection: sqlite3.Connection) -> Iterator[Finding]:
    for record_id, title, sources in connection.execute(
        "SELECT event.id, event.title, count(DISTINCT excerpt.source_row) FROM event "
        "LEFT JOIN excerpt ON excerpt.event_row = event.row AND excerpt.deleted = 0 "
        "WHERE event.deleted = 0 GROUP BY event.row HAVING count(DISTINCT excerpt.source_row) < 2 LIMIT ?",
        (_MOST,),
    ):
        message = _("“{title}” rests on one source only.") if sources else _("“{title}” has no source yet.")
        yield Finding("sourcing", record_id, message.format(title=title))
