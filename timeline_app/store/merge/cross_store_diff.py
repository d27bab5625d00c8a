"""The diff of two stores on one connection: which records they share, under one id or two, which differ, which one has.

SQLite does the comparing, set by set, so that what is alike costs no memory but two numbers a record. The other store
is attached for reading only and held to the same schema as any that is opened, on the very connection that reads it;
no trigger, view or default of its own can be there. Records come out of each store by its own reading connection, of
the same moment.

Categories, actors, places and tags are one where they are called the same, or one is called what is another spelling of
the other; sources where their addresses lead to one
page, or where the text of a stored document is the same and not both have an address; documents of one source where
their texts are the same. What the other store holds twice itself, it holds apart on purpose, and it stays apart.
"""

from __future__ import annotations

import dataclasses
import json
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Actor, Category, Document, Event, Place, Record, Source, Tag
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.text.urls import normalised
from timeline_app.store.errors import told_plainly
from timeline_app.store.older_schemas import table_in
from timeline_app.store.open_store import attach, revision_of
from timeline_app.store.records.record_rows import rows_where
from timeline_app.store.records.references import live_with, uses_of
from timeline_app.store.tables import TABLES, aliases_in, table_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from timeline_app.store.store import Store


RecordT = TypeVar("RecordT", bound=Record)

CHUNK: Final = 2_000
NOT_COMPARED: Final[dict[type[Record], frozenset[str]]] = {
    Event: frozenset({"created", "updated"}),
    Document: frozenset({"text", "original", "captured", "media_type"}),
}
"""What the store stamps itself, and what is as good as its hash."""

_TRIES: Final = 5


class Pair:
    """`ours` and `theirs` in one state each. Rows are numbers of ours or theirs, as the names say."""

    def __init__(self, connection: sqlite3.Connection, ours: Store, theirs: Store) -> None:
        self.connection = connection
        self.ours = ours
        self.theirs = theirs
        self.revisions = (0, 0)
        self.same: dict[str, str] = {}
        """Our ids for records of theirs that are the same under another id."""

    def match(self) -> None:
        """Match records by their ids; those that both hold live are the ones to compare."""
        for table in TABLES.values():
            name = table.name
            self.connection.execute(
                f"CREATE TEMP TABLE match_{name} "
                "(theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL, live INTEGER NOT NULL)"
            )
            found = f"INSERT OR IGNORE INTO match_{name} SELECT t.row, o.row, {self._live(table.record_type)}"
            self.connection.execute(
                f"{found} FROM {self._theirs(name)} t CROSS JOIN {self._ours(name)} o ON o.row = t.row AND o.id = t.id"
            )
            self.connection.execute(
                f"{found} FROM {self._theirs(name)} t CROSS JOIN {self._ours(name)} o ON o.id = t.id "
                f"WHERE t.row NOT IN (SELECT theirs FROM match_{name})"
            )

    def unite(self, record_type: type[Record], rows: Iterable[tuple[int, int]]) -> None:
        """Take records of theirs for the same as records of ours that have another id: (theirs, ours)."""
        name = table_of(record_type).name
        their_table, our_table = self._theirs(name), self._ours(name)
        for theirs, ours in rows:
            self.connection.execute(f"INSERT OR REPLACE INTO match_{name} VALUES (?, ?, 1)", (theirs, ours))
            ids = self.connection.execute(
                f"SELECT (SELECT id FROM {their_table} WHERE row = ?), (SELECT id FROM {our_table} WHERE row = ?)",
                (theirs, ours),
            ).fetchone()
            self.same[ids[0]] = ids[1]

    def shared(self, record_type: type[Record]) -> int:
        """Count what both hold."""
        name = table_of(record_type).name
        return int(self.connection.execute(f"SELECT count(*) FROM match_{name} WHERE live").fetchone()[0])

    def differing(self, record_type: type[Record]) -> list[tuple[int, int]]:
        """Give the (ours, theirs) rows of what both hold under one id, and not alike."""
        name = table_of(record_type).name
        conditions = " OR ".join(self._differences(record_type))
        found = self.connection.execute(
            f"SELECT o.row, t.row FROM match_{name} m CROSS JOIN {self._theirs(name)} t ON t.row = m.theirs "
            f"CROSS JOIN {self._ours(name)} o ON o.row = m.ours WHERE m.live AND o.id = t.id AND ({conditions})"
        ).fetchall()
        if record_type is Event:
            known = set(found)
            found += [pair for pair in self._of_other_company() if pair not in known]
        return sorted(found)

    def united(self, record_type: type[Record]) -> list[tuple[int, int]]:
        """Give the (ours, theirs) rows of what is the same under other ids."""
        name = table_of(record_type).name
        return self.connection.execute(
            f"SELECT m.ours, m.theirs FROM match_{name} m JOIN {self._theirs(name)} t ON t.row = m.theirs "
            f"JOIN {self._ours(name)} o ON o.row = m.ours WHERE m.live AND o.id <> t.id ORDER BY 1, 2"
        ).fetchall()

    def their_ids(self, record_type: type[Record], rows: Iterable[tuple[int, int]]) -> list[str]:
        """Name the ids that they have for what is at (ours, theirs) rows."""
        select = f"SELECT id FROM {self._theirs(table_of(record_type).name)} WHERE row = ?"
        return [str(self.connection.execute(select, (theirs,)).fetchone()[0]) for _ours, theirs in rows]

    def only_theirs(self, record_type: type[Record], after: int = 0, most: int = -1) -> list[int]:
        """Give their rows, beyond `after`, of what we never had."""
        name = table_of(record_type).name
        return self._rows(
            f"SELECT t.row FROM {self._theirs(name)} t LEFT JOIN match_{name} m ON m.theirs = t.row WHERE t.row > ? "
            f"AND m.theirs IS NULL AND {self._is_live(record_type, 't', 'theirs')} ORDER BY t.row LIMIT ?",
            (after, most),
        )

    def only_ours(self, record_type: type[Record]) -> list[int]:
        """Give our rows of what they do not hold, or no longer."""
        name = table_of(record_type).name
        return self._rows(
            f"SELECT o.row FROM {self._ours(name)} o WHERE {self._is_live(record_type, 'o', 'main')} "
            f"AND o.row NOT IN (SELECT ours FROM match_{name} WHERE live) ORDER BY o.row"
        )

    def gone_here(self, record_type: type[Record]) -> list[int]:
        """Give their rows of what they hold and we do no longer."""
        name = table_of(record_type).name
        return self._rows(
            f"SELECT t.row FROM match_{name} m JOIN {self._theirs(name)} t ON t.row = m.theirs "
            f"WHERE NOT m.live AND {self._is_live(record_type, 't', 'theirs')} ORDER BY t.row"
        )

    def gone_there(self, record_type: type[Record]) -> list[int]:
        """Give our rows of what we hold and they do no longer."""
        name = table_of(record_type).name
        return self._rows(
            f"SELECT o.row FROM match_{name} m JOIN {self._ours(name)} o ON o.row = m.ours WHERE NOT m.live "
            f"AND {self._is_live(record_type, 'o', 'main')} "
            f"AND o.row NOT IN (SELECT ours FROM match_{name} WHERE live) ORDER BY o.row"
        )

    def gone_here_but_needed(self, record_type: type[Record]) -> set[int]:
        """Give their rows of what we no longer hold and what is new of theirs points at."""
        name, found = table_of(record_type).name, set[int]()
        for use in uses_of(record_type):
            pointing = f"{self._theirs(use.table)} u JOIN match_{name} g ON g.theirs = u.{use.column}"
            owning = f"JOIN {self._theirs(use.owner)} w ON w.row = u.{use.owner_row}"
            found.update(
                self._rows(
                    f"SELECT DISTINCT u.{use.column} FROM {pointing} {owning} LEFT JOIN match_{use.owner} m "
                    "ON m.theirs = w.row WHERE NOT g.live AND m.theirs IS NULL AND w.deleted = 0"
                )
            )
        return found

    def used_here(self, record_type: type[Record], rows: Iterable[int], going: dict[str, set[int]]) -> set[int]:
        """Give those of our `rows` that something of ours points at which is not `going` itself."""
        asked, used = json.dumps(list(rows)), set[int]()
        for use in uses_of(record_type):
            leaving = json.dumps(list(going.get(use.owner, ())))
            used.update(
                self._rows(
                    f"SELECT DISTINCT u.{use.column} FROM {self._ours(use.table)} u JOIN {self._ours(use.owner)} w "
                    f"ON w.row = u.{use.owner_row} WHERE u.{use.column} IN (SELECT value FROM json_each(?)) "
                    "AND w.deleted = 0 AND w.row NOT IN (SELECT value FROM json_each(?))",
                    (asked, leaving),
                )
            )
        return used

    def our_records(self, record_type: type[RecordT], rows: Sequence[int]) -> Iterator[RecordT]:
        """Read our live records at rows, in that order."""
        return _records(self.ours, record_type, rows)

    def their_records(self, record_type: type[RecordT], rows: Sequence[int]) -> Iterator[RecordT]:
        """Read their live records at rows, in that order, under the ids that they have with us."""
        return (self.under_our_ids(record) for record in _records(self.theirs, record_type, rows))

    def under_our_ids(self, record: RecordT) -> RecordT:
        """Give a record of theirs with our ids for all that is the same."""
        same = self.same
        if not same:
            return record
        changed: dict[str, Any] = {
            name: same[value]
            for name in ("id", *table_of(type(record)).references)
            if (value := getattr(record, name)) in same
        }
        if isinstance(record, Event):
            changed["actors"] = tuple(
                dataclasses.replace(part, actor_id=same.get(part.actor_id, part.actor_id)) for part in record.actors
            )
            changed["tag_ids"] = tuple(same.get(tag_id, tag_id) for tag_id in record.tag_ids)
        return dataclasses.replace(record, **changed) if changed else record

    def table(self, schema: str, name: str) -> str:
        """Name a table of ours (`main`) or of theirs in SQL, whatever schema the store has."""
        return table_in(self.connection, schema, name)

    def _ours(self, name: str) -> str:
        return self.table("main", name)

    def _theirs(self, name: str) -> str:
        return self.table("theirs", name)

    def _live(self, record_type: type[Record]) -> str:
        return f"{self._is_live(record_type, 't', 'theirs')} AND {self._is_live(record_type, 'o', 'main')}"

    def _is_live(self, record_type: type[Record], alias: str, schema: str) -> str:
        """Say in SQL that a row is live; an excerpt or a link counts only with its events."""
        return f"({' AND '.join(live_with(record_type, alias, schema))})"

    def _differences(self, record_type: type[Record]) -> Iterator[str]:
        """Say in SQL what makes two records differ, field by field."""
        table = table_of(record_type)
        for field in table.fields[1:]:
            if field in NOT_COMPARED.get(record_type, ()):
                continue
            column = table.column_of(field)
            if field in table.references:
                match = f"match_{table.references[field]}"
                ours = f"coalesce((SELECT ours FROM {match} WHERE theirs = t.{column}), -1)"
                yield f"o.{column} IS NOT CASE WHEN t.{column} IS NOT NULL THEN {ours} END"
            else:
                yield f'o."{column}" IS NOT t."{column}"'

    def _of_other_company(self) -> list[tuple[int, int]]:
        """Give the events whose actors or tags are not the same, from either side."""
        found: set[tuple[int, int]] = set()
        for company, column, match, more in (
            ("event_actor", "actor_row", "match_actor", "OR c.role IS NOT d.role"),
            ("event_tag", "tag_row", "match_tag", ""),
        ):
            head = "SELECT DISTINCT m.ours, m.theirs FROM match_event m"
            found.update(
                self.connection.execute(
                    f"{head} CROSS JOIN theirs.{company} c ON c.event_row = m.theirs "
                    f"LEFT JOIN {match} a ON a.theirs = c.{column} "
                    f"LEFT JOIN main.{company} d ON d.event_row = m.ours AND d.position = c.position "
                    f"WHERE (d.{column} IS NULL OR d.{column} IS NOT a.ours {more}) AND m.live"
                )
            )
            found.update(
                self.connection.execute(
                    f"{head} CROSS JOIN main.{company} d ON d.event_row = m.ours "
                    f"LEFT JOIN theirs.{company} c ON c.event_row = m.theirs AND c.position = d.position "
                    f"WHERE c.{column} IS NULL AND m.live"
                )
            )
        return sorted(found)

    def _rows(self, select: str, values: Sequence[Any] = ()) -> list[int]:
        return [row for (row,) in self.connection.execute(select, values)]


@contextmanager
def side_by_side(ours: Store, theirs: Store) -> Iterator[Pair]:
    """Open two stores as a `Pair`, matched by ids; nothing is written, and both stand still meanwhile."""
    with told_plainly(theirs.path), closing(ours.connections.another()) as connection:
        attach(connection, theirs.path, alone=bool(theirs.read_only_reason))
        with ours.connections.one_moment(), theirs.connections.one_moment():
            pair = Pair(connection, ours, theirs)
            for _try in range(_TRIES):
                connection.execute("BEGIN")
                pair.revisions = (revision_of(connection), revision_of(connection, "theirs"))
                if pair.revisions == (ours.connections.revision(), theirs.connections.revision()):
                    break
                connection.execute("COMMIT")
            else:
                raise StoreError(_("The timelines are being changed by other programs; try again in a moment."))
            pair.match()
            yield pair


def _records(store: Store, record_type: type[RecordT], rows: Sequence[int]) -> Iterator[RecordT]:
    name = table_of(record_type).name
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        with store.connections.reading() as connection:
            asked = f"{name}.row IN (SELECT value FROM json_each(?))"
            found = dict(rows_where(connection, record_type, asked, (json.dumps(chunk),)))
        for row in chunk:
            if row in found:
                yield found[row]


_KNOWN_BY_NAME: Final[tuple[type[Record], ...]] = (Category, Actor, Place, Tag)
_LEAST_TEXT: Final = 40
"""Letters of a document's text; a shorter one may well be the same in two documents by chance."""


def unite(pair: Pair) -> None:
    """Tell the pair what is the same under other ids."""
    for kind in _KNOWN_BY_NAME:
        pair.unite(kind, _of_one_name(pair, kind))
        pair.unite(kind, _of_one_spelling(pair, kind))
    pair.unite(Source, _of_one_address(pair))
    pair.unite(Source, list(_sources_of_same_text(pair)))
    pair.unite(Document, list(_documents_of_same_text(pair)))


def _of_one_name(pair: Pair, kind: type[Record]) -> list[tuple[int, int]]:
    """Give (theirs, ours) of names that are compared as one."""
    ours: dict[str, int] = {}
    for each in _names(pair, kind, "main"):
        ours.setdefault(name_key(each.name), each.row)
    return [
        (each.row, ours[key])
        for each in _names(pair, kind, "theirs")
        if not each.shared and (key := name_key(each.name)) in ours
    ]


def _of_one_spelling(pair: Pair, kind: type[Record]) -> list[tuple[int, int]]:
    """Give (theirs, ours) where the name of one is another spelling of the other.

    What the other store has beside the same name as ours it holds apart, unless we had it ourselves and deleted it: we
    merged the two.
    """
    called: dict[str, int] = {}
    spelled: dict[str, int] = {}
    taken = set()
    for each in _names(pair, kind, "main"):
        called.setdefault(name_key(each.name), each.row)
        for alias in each.aliases:
            spelled.setdefault(name_key(alias), each.row)
        if each.shared:
            taken.add(each.row)
    found = []
    for each in _names(pair, kind, "theirs"):
        meant = [spelled.get(name_key(each.name)), *(called.get(name_key(alias)) for alias in each.aliases)]
        ours = next((row for row in meant if row is not None and (each.known or row not in taken)), None)
        if not each.shared and ours is not None:
            taken.add(ours)
            found.append((each.row, ours))
    return found


class _Name(NamedTuple):
    row: int
    name: str
    aliases: tuple[str, ...]
    known: bool
    """Whether the other store has, or had, it under the same id."""
    shared: bool
    """Whether it is matched with one that the other store has."""


def _names(pair: Pair, kind: type[Record], schema: str) -> Iterator[_Name]:
    name = table_of(kind).name
    side = "ours" if schema == "main" else "theirs"
    for row, called, aliases, known, shared in pair.connection.execute(
        f"SELECT row, name, aliases, row IN (SELECT {side} FROM match_{name}), "
        f"row IN (SELECT {side} FROM match_{name} WHERE live) FROM {pair.table(schema, name)} "
        "WHERE deleted = 0 ORDER BY row"
    ).fetchall():
        yield _Name(row, str(called), aliases_in(str(aliases)), bool(known), bool(shared))


def _of_one_address(pair: Pair) -> list[tuple[int, int]]:
    ours: dict[str, int] = {}
    for row, address, matched in _addresses(pair, "main"):
        if address and not matched:
            ours.setdefault(address, row)
    return [
        (row, ours[address]) for row, address, matched in _addresses(pair, "theirs") if not matched and address in ours
    ]


def _addresses(pair: Pair, schema: str) -> Iterator[tuple[int, str, bool]]:
    """Read (row, address as it is compared, whether the other store holds it under the same id) of live sources."""
    side = "ours" if schema == "main" else "theirs"
    for row, url, matched in pair.connection.execute(
        f"SELECT row, url, row IN (SELECT {side} FROM match_source WHERE live) FROM {pair.table(schema, 'source')} "
        "WHERE deleted = 0 ORDER BY row"
    ):
        yield row, normalised(str(url)), bool(matched)


def _sources_of_same_text(pair: Pair) -> Iterator[tuple[int, int]]:
    found: dict[int, int] = {}
    for theirs, ours, their_url, our_url in pair.connection.execute(
        "SELECT s.row, r.row, s.url, r.url FROM theirs.document t "
        "JOIN main.document o ON o.sha256 = t.sha256 AND o.deleted = 0 "
        "JOIN theirs.source s ON s.row = t.source_row JOIN main.source r ON r.row = o.source_row "
        "WHERE t.deleted = 0 AND length(t.text) >= ? AND s.deleted = 0 AND r.deleted = 0 "
        "AND s.row NOT IN (SELECT theirs FROM match_source WHERE live) "
        "AND r.row NOT IN (SELECT ours FROM match_source WHERE live) ORDER BY s.row, r.row",
        (_LEAST_TEXT,),
    ):
        if not (normalised(str(their_url)) and normalised(str(our_url))):
            found.setdefault(theirs, ours)
    yield from _one_each(found.items())


def _documents_of_same_text(pair: Pair) -> Iterator[tuple[int, int]]:
    found: dict[int, int] = {}
    for theirs, ours in pair.connection.execute(
        "SELECT t.row, o.row FROM theirs.document t JOIN match_source m ON m.theirs = t.source_row AND m.live "
        "JOIN main.document o ON o.source_row = m.ours AND o.sha256 = t.sha256 "
        "WHERE t.deleted = 0 AND o.deleted = 0 AND t.row NOT IN (SELECT theirs FROM match_document WHERE live) "
        "AND o.row NOT IN (SELECT ours FROM match_document WHERE live) ORDER BY t.row, o.row"
    ):
        found.setdefault(theirs, ours)
    yield from _one_each(found.items())


def _one_each(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Let each of ours stand for one of theirs only."""
    taken: set[int] = set()
    for theirs, ours in pairs:
        if ours not in taken:
            taken.add(ours)
            yield theirs, ours
