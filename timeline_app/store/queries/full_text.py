"""Rows of events that hold words, as arrays: the quickest way from a search to a mask.

Reading a list of rows out of SQLite takes longer than finding it. Words that must all be there are therefore put to the
full-text index as one question, which leaves few rows to read. What it cannot know is an event that holds one word
itself and another in its excerpts, actors or place; such events are looked for among those that hold any word there.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import partial, reduce
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.domain.columns import distinct
from timeline_app.store.column_cache import numbers
from timeline_app.store.queries.indexing import TOKENIZER, ready_to_search, select_of
from timeline_app.store.queries.spellings import Spellings
from timeline_app.store.queries.sql import WORDS_SELECTS, one_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from timeline_app.domain.columns import I64
    from timeline_app.domain.query.tree import Text

_IN_EVENTS, *_ELSEWHERE = WORDS_SELECTS
_FEW: Final = 2_000
"""So many events are put into an index of their own within a frame."""


def rows_with_all(connection: sqlite3.Connection, texts: Sequence[Text], among: Collection[int] | None = None) -> I64:
    """Find the events that hold every text, in no order; all of them, or those `among` a few rows."""
    ready_to_search(connection)
    few = f" WHERE {one_of('row', among)}" if among is not None else ""

    def rows(select: str, phrase: str) -> I64:
        sql = f"SELECT group_concat(row) FROM ({select}){few}"
        return numbers(connection.execute(sql, (phrase,)).fetchone()[0])

    spellings = Spellings(connection)
    phrases = [spellings.phrase(each) for each in texts]
    together = " AND ".join(phrases)
    themselves = rows(_IN_EVENTS, together) if among is None else _in_few(connection, [together], among)[0]
    elsewhere = [np.concatenate([rows(select, phrase) for select in _ELSEWHERE]) for phrase in phrases]
    open_ones = distinct(np.concatenate(elsewhere))
    if len(phrases) == 1 or not len(open_ones):
        return np.concatenate((themselves, open_ones))
    within = _in_few if len(open_ones) <= _FEW else _in_many
    inside = within(connection, phrases, open_ones.tolist())
    held = [distinct(np.concatenate((beside, here))) for beside, here in zip(elsewhere, inside, strict=True)]
    return np.concatenate((themselves, reduce(partial(np.intersect1d, assume_unique=True), held)))


def _in_few(connection: sqlite3.Connection, phrases: Sequence[str], among: Collection[int]) -> list[I64]:
    """Find which of a few events hold each phrase themselves, in an index of them alone.

    To ask the large one for a beginning of words takes as long for a few events as for all.
    """
    texts = f"{select_of('event')} WHERE row IN (SELECT value FROM json_each(?))"
    with closing(sqlite3.connect(":memory:")) as small:
        small.execute(f"CREATE VIRTUAL TABLE event_words USING fts5(title, summary, content='', {TOKENIZER})")
        say = "INSERT INTO event_words (rowid, title, summary) VALUES (?, ?, ?)"
        small.executemany(say, connection.execute(texts, (_listed(among),)))
        sql = f"SELECT group_concat(row) FROM ({_IN_EVENTS})"
        return [numbers(small.execute(sql, (phrase,)).fetchone()[0]) for phrase in phrases]


def _in_many(connection: sqlite3.Connection, phrases: Sequence[str], among: Collection[int]) -> list[I64]:
    """Find which of many events hold each phrase themselves; the index is read once, not once for each of them."""
    sql = f"SELECT group_concat(row) FROM ({_IN_EVENTS}) WHERE +row IN (SELECT value FROM json_each(?))"
    return [numbers(connection.execute(sql, (phrase, _listed(among))).fetchone()[0]) for phrase in phrases]


def _listed(rows: Collection[int]) -> str:
    return json.dumps([int(row) for row in rows])
