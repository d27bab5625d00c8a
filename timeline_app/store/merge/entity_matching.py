"""Match records of two stores that mean the same under different ids.

Categories, actors, places and tags are one where they are called the same; sources where their addresses lead to one
page, or where the text of a stored document is the same and not both have an address; documents of one source where
their texts are the same. What the other store holds twice itself, it holds apart on purpose, and it stays apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.records import Actor, Category, Document, Place, Source, Tag
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.text.urls import normalised
from timeline_app.store.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.domain.records import Record
    from timeline_app.store.merge.cross_store_diff import Pair

_KNOWN_BY_NAME: Final[tuple[type[Record], ...]] = (Category, Actor, Place, Tag)
_LEAST_TEXT: Final = 40
"""Letters of a document's text; a shorter one may well be the same in two documents by chance."""


def unite(pair: Pair) -> None:
    """Tell the pair what is the same under other ids."""
    for kind in _KNOWN_BY_NAME:
        pair.unite(kind, _same(pair, kind, "name", name_key))
    pair.unite(Source, _same(pair, Source, "url", normalised))
    pair.unite(Source, list(_sources_of_same_text(pair)))
    pair.unite(Document, list(_documents_of_same_text(pair)))


def _same(pair: Pair, kind: type[Record], column: str, key_of: object) -> list[tuple[int, int]]:
    key = key_of if callable(key_of) else str
    ours: dict[str, int] = {}
    for row, value, matched in _values(pair, kind, column, "main"):
        found = key(value)
        if found and (kind in _KNOWN_BY_NAME or not matched):
            ours.setdefault(found, row)
    return [
        (row, ours[found])
        for row, value, matched in _values(pair, kind, column, "theirs")
        if not matched and (found := key(value)) in ours
    ]


def _values(pair: Pair, kind: type[Record], column: str, schema: str) -> Iterator[tuple[int, str, bool]]:
    """Read (row, value, whether the other store holds it under the same id) of live records."""
    name = table_of(kind).name
    side = "ours" if schema == "main" else "theirs"
    for row, value, matched in pair.connection.execute(
        f'SELECT row, "{column}", row IN (SELECT {side} FROM match_{name} WHERE live) FROM {schema}.{name} '
        "WHERE deleted = 0 ORDER BY row"
    ):
        yield row, str(value), bool(matched)


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
