"""Rows of events that hold words, as arrays: the quickest way from a search to a mask.

Reading a list of rows out of SQLite takes longer than finding it. Words that must all be there are therefore put to the
full-text index as one question, which leaves few rows to read. What it cannot know is an event that holds one word
itself and another in its excerpts, actors or place; such events are found by going through those that hold any word
there, which are few.
"""

from __future__ import annotations

import json
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.store.packing import numbers
from timeline_app.store.searching import WORDS_SELECTS, one_of, phrase_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from timeline_app.domain.columns import I64
    from timeline_app.domain.query_tree import Text

_IN_EVENTS, *_ELSEWHERE = WORDS_SELECTS


def rows_with_all(connection: sqlite3.Connection, texts: Sequence[Text], among: Collection[int] | None = None) -> I64:
    """Find the events that hold every text, in no order; all of them, or those `among` a few rows."""
    few = f" WHERE {one_of('row', among)}" if among is not None else ""

    def rows(select: str, phrase: str) -> I64:
        sql = f"SELECT group_concat(row) FROM ({select}){few}"
        return numbers(connection.execute(sql, (phrase,)).fetchone()[0])

    phrases = [phrase_of(each.text, prefix=each.prefix) for each in texts]
    themselves = rows(_IN_EVENTS, " AND ".join(phrases))
    elsewhere = [np.concatenate([rows(select, phrase) for select in _ELSEWHERE]) for phrase in phrases]
    open_ones = np.unique(np.concatenate(elsewhere))
    if len(phrases) == 1 or not len(open_ones):
        return np.concatenate((themselves, open_ones))
    held = [
        np.union1d(beside, _in_events(connection, phrase, open_ones))
        for phrase, beside in zip(phrases, elsewhere, strict=True)
    ]
    return np.concatenate((themselves, reduce(np.intersect1d, held)))


def _in_events(connection: sqlite3.Connection, phrase: str, among: I64) -> I64:
    """Find which of some events hold a phrase themselves; the index is read once, not once for each of them."""
    sql = f"SELECT group_concat(row) FROM ({_IN_EVENTS}) WHERE +row IN (SELECT value FROM json_each(?))"
    return numbers(connection.execute(sql, (phrase, json.dumps(among.tolist()))).fetchone()[0])
