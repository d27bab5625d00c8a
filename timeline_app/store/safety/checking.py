"""The integrity check of a store: SQLite's own check, keys, dates, hashes of documents, and the words of excerpts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.domain.errors import DateError
from timeline_app.domain.records import Excerpt
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.text.normalize import words_of
from timeline_app.domain.text.quotes import find_verbatim
from timeline_app.store.queries.indexing import ready_to_search
from timeline_app.store.queries.reviews import CHANGED_SINCE, CHECK_STANDS, NEEDS_CHECKING
from timeline_app.store.queries.spellings import phrase_of
from timeline_app.store.queries.sql import OVERDUE, UNBACKED
from timeline_app.store.records.record_rows import points_of, records_where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

MOST: Final = 1_000
"""Problems that are listed; a store with more needs recovery, not reading."""


_SAMPLE: Final = 1_000
"""Records of each kind whose words are searched for."""

_STEPS: Final = 1_000
"""Instructions of SQLite between two rests: some thirty rows whose dates are read."""


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


def check(connection: sqlite3.Connection, rest: Callable[[], object] | None = None) -> Report:
    """Run every check; `rest` is called all along, and may stop it by what it raises."""
    if rest is not None:
        connection.set_progress_handler(partial(_goes_on, rest), _STEPS)
    problems: list[Finding] = []
    for each in (_integrity, _keys, _dates, _documents, _excerpts, _words):
        problems.extend(each(connection))
        if len(problems) >= MOST:
            break
    return Report(tuple(problems[:MOST]), tuple(_hints(connection)))


def _goes_on(rest: Callable[[], object]) -> int:
    """Tell SQLite to go on after a rest; what `rest` raises makes it give up."""
    rest()
    return 0


def _integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (message,) in connection.execute("PRAGMA integrity_check(100)"):
        if message != "ok":
            yield Finding("integrity", "", message)


def _keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row, target, _number in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(
            "key",
            str(row),
            _("A reference leads nowhere: from row {row} of {table} to {target}.").format(
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
    for record_id, title, text, sha256 in connection.execute(
        "SELECT document.id, source.title, text, sha256 FROM document "
        "LEFT JOIN source ON source.row = document.source_row WHERE document.deleted = 0"
    ):
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            message = _("The stored text of “{title}” is not the one that was stored: something outside changed it.")
            yield Finding("document", record_id, message.format(title=title or _("a document")))


def _excerpts(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Re-check every anchored excerpt against its document, document by document."""
    message = _("The words “{exact}” are no longer in their document.")
    for row, text in connection.execute("SELECT row, text FROM document WHERE deleted = 0"):
        for excerpt in _quotes_in(connection, row):
            if find_verbatim(excerpt, text) is None:
                yield Finding("excerpt", excerpt.id, message.format(exact=excerpt.exact[:60]))


def _quotes_in(connection: sqlite3.Connection, document_row: int) -> list[Excerpt]:
    live = "excerpt.document_row = ? AND excerpt.kind = 'quote' AND event_of.deleted = 0"
    return records_where(connection, Excerpt, live, (document_row,))


def _words(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Search for the words of records, of many records for those of some, and see whether they are found."""
    ready_to_search(connection)
    for table, column in (("event", "title"), ("excerpt", "exact"), ("actor", "name"), ("place", "name")):
        lost = 0
        for row, text in connection.execute(
            f"SELECT row, {column} FROM {table} WHERE row % max(1, (SELECT count(*) / {_SAMPLE} FROM {table})) = 0"
        ):
            words = " ".join(words_of(str(text))[:8])
            if (
                words
                and not connection.execute(
                    f"SELECT 1 FROM {table}_words WHERE rowid = ? AND {table}_words MATCH ?",
                    (row, f"{{{column}}} : {phrase_of(words)}"),
                ).fetchone()
            ):
                lost += 1
        if lost:
            yield Finding("search", table, _("The search does not find {lost} records.").format(lost=lost))


def _hints(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find what a careful editor would look into; none of it makes the store less whole."""
    for each in (_overdue, _superseded, _doubted, _changed, _unbacked, _sourcing, _unchecked):
        yield from each(connection)


def _overdue(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find what is overdue on the day as of which *planned* is meant: today, where none is set."""
    message = _("“{title}” is planned for {day}, which has passed. Did it take place?")
    for record_id, title, start, end in connection.execute(
        f'SELECT id, title, "start", "end" FROM event WHERE deleted = 0 AND {OVERDUE} ORDER BY end_max LIMIT ?',
        (MOST,),
    ):
        yield Finding("overdue", record_id, message.format(title=title, day=day_in_words(end or start)))


def _superseded(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find quotes whose words a newer version of their document no longer has."""
    message = _("The newest version of “{title}” no longer has the words “{exact}”.")
    for row, text, title in connection.execute(
        "SELECT older.row, newest.text, source.title FROM document AS older "
        "JOIN document AS newest ON newest.row = (SELECT max(row) FROM document "
        "WHERE source_row = older.source_row AND deleted = 0) "
        "JOIN source ON source.row = older.source_row WHERE older.deleted = 0 AND older.row <> newest.row"
    ):
        for excerpt in _quotes_in(connection, row):
            if find_verbatim(excerpt, text) is None:
                yield Finding("superseded", excerpt.id, message.format(title=title, exact=excerpt.exact[:60]))


def _doubted(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find what somebody said needs checking, with what they noted."""
    for record_id, title, exact, note in connection.execute(
        "SELECT event.id, event.title, coalesce(excerpt.exact, ''), review.note FROM review "
        "JOIN event ON event.row = review.event_row AND event.deleted = 0 "
        "LEFT JOIN excerpt ON excerpt.row = review.excerpt_row WHERE review.deleted = 0 "
        "AND review.state = 'needs checking' AND coalesce(excerpt.deleted, 0) = 0 ORDER BY event.start_min LIMIT ?",
        (MOST,),
    ):
        message = _("Of “{title}”, the words “{exact}” need checking.") if exact else _("“{title}” needs checking.")
        told = message.format(title=title, exact=exact[:60])
        yield Finding("needs checking", record_id, sentences(told, note) if note else told)


def _changed(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find checks that were overtaken by a change."""
    message = _("“{title}” has changed since it was checked on {day}.")
    for record_id, title, at in connection.execute(
        "SELECT event.id, event.title, (SELECT at FROM review WHERE event_row = event.row AND excerpt_row IS NULL "
        f"AND deleted = 0) FROM event WHERE event.deleted = 0 AND {CHANGED_SINCE} ORDER BY event.start_min LIMIT ?",
        (MOST,),
    ):
        yield Finding("changed", record_id, message.format(title=title, day=day_in_words(str(at)[:10])))


def _unbacked(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Find quotes of which no text is stored, so that nothing says whether they stand there word for word."""
    message = _("No text is stored of “{source}” that holds the quote “{exact}” for “{title}”.")
    for record_id, exact, source, title in connection.execute(
        "SELECT excerpt.id, excerpt.exact, source.title, event.title FROM excerpt "
        "JOIN event ON event.row = excerpt.event_row AND event.deleted = 0 "
        "LEFT JOIN source ON source.row = excerpt.source_row "
        f"WHERE excerpt.deleted = 0 AND {UNBACKED} ORDER BY event.start_min LIMIT ?",
        (MOST,),
    ):
        yield Finding("unbacked", record_id, message.format(source=source or "", exact=exact[:60], title=title))


def _unchecked(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Count the events that nobody has checked: mostly all of them, so that they are told in one sentence."""
    (count,) = connection.execute(
        f"SELECT count(*) FROM event WHERE deleted = 0 AND NOT coalesce({CHECK_STANDS}, 0) AND NOT {NEEDS_CHECKING}"
    ).fetchone()
    if count:
        words = ngettext("{n} event is not checked.", "{n} events are not checked.", count).format(n=grouped(count))
        yield Finding("unchecked", "", words)


def _sourcing(connection: sqlite3.Connection) -> Iterator[Finding]:
    for record_id, title, sources in connection.execute(
        "SELECT event.id, event.title, count(DISTINCT excerpt.source_row) FROM event "
        "LEFT JOIN excerpt ON excerpt.event_row = event.row AND excerpt.deleted = 0 "
        "WHERE event.deleted = 0 GROUP BY event.row HAVING count(DISTINCT excerpt.source_row) < 2 "
        "ORDER BY 3, event.start_min LIMIT ?",
        (MOST,),
    ):
        if sources:
            yield Finding("one source", record_id, _("“{title}” rests on one source only.").format(title=title))
        else:
            yield Finding("no source", record_id, _("“{title}” has no source yet.").format(title=title))
