"""Queries as SQL. Every value travels as a parameter; the SQL itself is made of words that stand here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Protocol

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.query.tree import (
    AllOf,
    AnyOf,
    During,
    EventState,
    Feature,
    Has,
    Importance,
    Is,
    Named,
    NameField,
    Node,
    Not,
    Query,
    StatusIs,
    Text,
    Within,
)
from timeline_app.domain.text.normalize import fold, matching_names
from timeline_app.store.queries.indexing import ready_to_search
from timeline_app.store.queries.reviews import CHANGED_SINCE, CHECK_STANDS, NEEDS_CHECKING
from timeline_app.store.queries.spellings import Spellings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

_UNDATED: Final = int(WhenFlag.UNDATED)
_MOMENT: Final = (
    f"event.flags & {int(WhenFlag.INSTANT | WhenFlag.FLOATING)} = {int(WhenFlag.INSTANT)}"
    f" AND (event.flags & {int(WhenFlag.RANGE)} = 0 OR event.{{end}}_max - event.{{end}}_min < {DAY_S})"
)
"""That one end of an event is a moment: a clock time, and not the day at the other end of a range."""
_END: Final = (
    f"CASE WHEN event.flags & {int(WhenFlag.INSTANT)} AND event.flags & {int(WhenFlag.RANGE)}"
    f" AND event.end_max - event.end_min < {DAY_S} THEN event.end_min ELSE event.end_max END"
)
"""Where an event ends: a range up to a clock time ends there, not a minute later."""
_PASSED: Final = "(SELECT days_passed_until(as_of, zone, {moments}) FROM particulars WHERE id = 'particulars')"
OVERDUE: Final = (
    f"event.status = 'planned' AND event.flags & {_UNDATED} = 0"
    f" AND event.end_max <= CASE WHEN {_MOMENT.format(end='end')}"
    f" THEN {_PASSED.format(moments=1)} ELSE {_PASSED.format(moments=0)} END"
    " AND NOT EXISTS (SELECT 1 FROM review WHERE review.event_row = event.row AND review.excerpt_row IS NULL"
    " AND review.deleted = 0 AND review.state = 'checked'"
    " AND CAST(strftime('%s', review.at) AS INTEGER) >= event.end_max)"
)
"""The one rule of what is overdue: planned for a day that has passed, and nobody has looked at it since.

A person who says that it is still planned has looked at it.
"""
_LIVE_EXCERPT: Final = "SELECT excerpt.event_row FROM excerpt WHERE excerpt.deleted = 0"

_NAMES: Final[dict[NameField, str]] = {
    "category": "SELECT row, name, aliases FROM category WHERE deleted = 0",
    "actor": "SELECT row, name, aliases FROM actor WHERE deleted = 0",
    "place": "SELECT row, name, aliases FROM place WHERE deleted = 0",
    "source": "SELECT row, title, json_array(publisher, external_id) FROM source WHERE deleted = 0",
    "tag": "SELECT row, name, aliases FROM tag WHERE deleted = 0",
}
_NAMED: Final[dict[NameField, str]] = {
    "category": "event.category_row IN ({rows})",
    "actor": "event.row IN (SELECT event_row FROM event_actor WHERE actor_row IN ({rows}))",
    "place": "event.place_row IN ({rows})",
    "source": f"event.row IN ({_LIVE_EXCERPT} AND source_row IN ({{rows}}))",
    "tag": "event.row IN (SELECT event_row FROM event_tag WHERE tag_row IN ({rows}))",
}
_FEATURES: Final[dict[Feature, str]] = {
    "excerpt": f"event.row IN ({_LIVE_EXCERPT})",
    "source": f"event.row IN ({_LIVE_EXCERPT})",
    "quote": f"event.row IN ({_LIVE_EXCERPT} AND kind = 'quote')",
    "document": f"event.row IN ({_LIVE_EXCERPT} AND document_row IS NOT NULL)",
    "date": f"event.flags & {_UNDATED} = 0",
    "end": "event.\"end\" <> ''",
    "place": "event.place_row IS NOT NULL",
    "coordinates": "event.place_row IN (SELECT row FROM place WHERE latitude IS NOT NULL AND longitude IS NOT NULL)",
    "actor": "event.row IN (SELECT event_row FROM event_actor)",
    "category": "event.category_row IS NOT NULL",
    "tag": "event.row IN (SELECT event_row FROM event_tag)",
    "summary": "event.summary <> ''",
    "notes": "event.notes <> ''",
    "link": "(event.row IN (SELECT from_row FROM link WHERE deleted = 0)"
    " OR event.row IN (SELECT to_row FROM link WHERE deleted = 0))",
}
_OF_EVENT: Final = "FROM excerpt WHERE excerpt.event_row = event.row AND excerpt.deleted = 0"
UNBACKED: Final = "excerpt.kind = 'quote' AND excerpt.document_row IS NULL"
"""An excerpt said to be word for word, of which no text is stored that it could be held to."""
_STATES: Final[dict[EventState, str]] = {
    "overdue": f"({OVERDUE})",
    "checked": CHECK_STANDS,
    "changed-since-check": CHANGED_SINCE,
    "needs-checking": NEEDS_CHECKING,
    "one-source": f"(event.row IN ({_LIVE_EXCERPT}) AND (SELECT min(source_row) = max(source_row) {_OF_EVENT}))",
    "unbacked": f"event.row IN ({_LIVE_EXCERPT} AND {UNBACKED})",
}
_IN_ACTORS: Final = "actor_row IN (SELECT rowid FROM actor_words WHERE actor_words MATCH ?)"
_IN_EXCERPTS: Final = "row IN (SELECT rowid FROM excerpt_words WHERE excerpt_words MATCH ?)"
WORDS_SELECTS: Final = (
    "SELECT rowid AS row FROM event_words WHERE event_words MATCH ?",
    f"SELECT event_row AS row FROM excerpt WHERE deleted = 0 AND {_IN_EXCERPTS}",
    f"SELECT event_row AS row FROM event_actor WHERE {_IN_ACTORS}",
    "SELECT row FROM event WHERE place_row IN (SELECT rowid FROM place_words WHERE place_words MATCH ?)",
)
"""Where words are looked for, each with the same phrase: in the event itself, then in what belongs to it.

Rows may come twice, and deleted events may be among them.
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on `event`, with its parameters."""

    sql: str
    values: tuple[object, ...] = ()


class NameFinder(Protocol):
    """Finds the row numbers that a name stands for."""

    def __call__(self, field: NameField, value: str, *, exact: bool) -> list[int]:
        """Give the rows of the categories, actors... whose name matches."""


def name_finder(connection: sqlite3.Connection) -> NameFinder:
    """Look names up in the tables of `connection`."""

    def find(field: NameField, value: str, *, exact: bool) -> list[int]:
        listed = connection.execute(_NAMES[field]).fetchall()
        names = [(name, *json.loads(more)) for _row, name, more in listed]
        return [listed[i][0] for i in matching_names(names, value, exact=exact)]

    return find


def condition_in(connection: sqlite3.Connection, query: Query) -> Condition:
    """Compile a query for a connection, and see to it that its words can be looked for there."""
    condition = condition_of(query.root, name_finder(connection), Spellings(connection))
    if "_words MATCH" in condition.sql:
        ready_to_search(connection)
    return condition


def condition_of(node: Node, find: NameFinder, spellings: Spellings) -> Condition:
    """Compile a query's tree."""
    match node:
        case AllOf(parts):
            return _joined([condition_of(part, find, spellings) for part in parts], " AND ", "1")
        case AnyOf(parts):
            return _joined([condition_of(part, find, spellings) for part in parts], " OR ", "0")
        case Not(part):
            inner = condition_of(part, find, spellings)
            return Condition(f"NOT coalesce({inner.sql}, 0)", inner.values)
        case Text():
            phrase = spellings.phrase(node)
            return Condition(f"event.row IN ({' UNION ALL '.join(WORDS_SELECTS)})", (phrase,) * len(WORDS_SELECTS))
        case Named(field, value, exact):
            rows = json.dumps(find(field, value, exact=exact))
            return Condition(_NAMED[field].format(rows="SELECT value FROM json_each(?)"), (rows,))
        case Within("title" | "summary" as field, value, match):
            phrase = f"{{{field}}} : {spellings.phrase(Text(value, match=match))}"
            return Condition("event.row IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)", (phrase,))
        case _:
            return _plain_condition(node)


def condition_of_having(field: NameField) -> str:
    """Word that an event has one record of a list; its id is the parameter."""
    return _NAMED[field].format(rows=f"SELECT row FROM {field} WHERE id = ?")


def _plain_condition(node: Node) -> Condition:
    match node:
        case StatusIs(status):
            return Condition("event.status = ?", (status,))
        case Importance(low, high):
            return Condition("event.importance BETWEEN ? AND ?", (low, high))
        case During():
            return _during(node)
        case Has(feature):
            return Condition(_FEATURES[feature])
        case Is(state):
            return Condition(_STATES[state])
        case Within("id", value):
            return Condition("(event.id = ? OR event.external_id = ?)", (value, value))
        case Within("notes", value):
            return Condition("instr(folded(event.notes), ?) > 0", (fold(value),))
    message = f"no condition for {node}"
    raise TypeError(message)


def _during(node: During) -> Condition:
    """Compare days with the stretch that clocks show, clock times with the same in moments (see `During`)."""
    days, moments = (node.first, node.last), node.for_moments
    start = [f"CASE WHEN {_MOMENT.format(end='start')} THEN ? ELSE ? END" for _bound in days]
    end = f"CASE WHEN {_MOMENT.format(end='end')} THEN ? ELSE ? END"
    dated = f"event.flags & {_UNDATED} = 0"
    first, last = ((moments[at], days[at]) for at in (0, 1))
    if node.certain:
        return Condition(
            f"({dated} AND event.start_min >= {start[0]} AND event.start_min < {start[1]} AND {_END} <= {end})",
            (*first, *last, *last),
        )
    return Condition(
        f"({dated} AND event.start_min < ? AND event.end_max > ?"  # what an index can answer, before the rest
        f" AND event.start_min < {start[0]} AND ({_END} > {end} OR event.start_min >= {start[1]}))",
        (max(last), min(first), *last, *first, *first),
    )


def _joined(parts: list[Condition], operator: str, empty: str) -> Condition:
    if not parts:
        return Condition(empty)
    values = tuple(value for part in parts for value in part.values)
    return Condition("(" + operator.join(part.sql for part in parts) + ")", values)


def one_of(column: str, rows: Collection[int]) -> str:
    """Word that a column holds one of a few numbers."""
    return f"{column} IN ({', '.join(str(int(row)) for row in rows)})"
