"""The query language of the search field, the command line and saved views (DESIGN.md §5).

Words match title, summary, excerpts, actors and place; all of them must occur. The last word may still be being typed:
unless a space follows, it also matches as a beginning (`talk` finds "talks"); `talk*` does so anywhere, quotes never.
`OR` between parts and parentheses group; `-` excludes. `field:value` asks one field, `field:="value"` its whole name.
"""

from __future__ import annotations

import re
from gettext import gettext as _
from typing import TYPE_CHECKING, TypeVar

from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.dates import read_span
from timeline_app.domain.query.lexer import QueryToken, tokens_of
from timeline_app.domain.query.tree import (
    FEATURES,
    NAME_FIELDS,
    TEXT_FIELDS,
    AllOf,
    AnyOf,
    During,
    Feature,
    Has,
    Importance,
    Named,
    Node,
    Not,
    Query,
    StatusIs,
    Text,
    Within,
)
from timeline_app.domain.records import STATUSES, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELDS = (*NAME_FIELDS, "status", "date", "within", "importance", "has", "missing", *TEXT_FIELDS)
_DEEPEST = 50
_LONGEST = 10_000
_MOST_TERMS = 200
"""SQLite takes expressions some thousand parts deep; nobody types a tenth of that."""

_DEGREES = re.compile(r"(?P<sign>[<>]?=?)(?P<number>[1-5])|(?P<low>[1-5]?)\.\.(?P<high>[1-5]?)", re.ASCII)

ChoiceT = TypeVar("ChoiceT", bound=str)


def parse_query(text: str, zone: str = "UTC") -> Query:
    """Read `text`; a QueryError says what is wrong and at which code point.

    Its days are those that clocks in `zone` show.
    """
    if len(text) > _LONGEST:
        raise QueryError(_("The query is too long; {n} characters are the most.").format(n=_LONGEST), position=_LONGEST)
    tokens = tokens_of(text)
    terms = [token for token in tokens if token.kind == "term"]
    if len(terms) > _MOST_TERMS:
        beyond = terms[_MOST_TERMS].position
        raise QueryError(_("The query has too many parts; {n} are the most.").format(n=_MOST_TERMS), position=beyond)
    reader = _Reader(tokens, zone)
    root = reader.any_of(0)
    if (stray := reader.next) is not None:
        raise QueryError(_("This closing parenthesis has no opening one."), position=stray.position)
    return Query(text, root)


class _Reader:
    """Walks over the tokens once, from the loosest binding (OR) to the tightest (one term)."""

    def __init__(self, tokens: Sequence[QueryToken], zone: str) -> None:
        self._tokens = tokens
        self._zone = zone
        self._at = 0

    @property
    def next(self) -> QueryToken | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def any_of(self, depth: int) -> Node:
        parts = [self._all_of(depth)]
        while (token := self.next) is not None and token.kind == "or":
            self._at += 1
            following = self.next
            if parts[-1] == AllOf() or following is None or following.kind in {"or", "close"}:
                raise QueryError(_("OR needs something on both sides."), position=token.position)
            parts.append(self._all_of(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all_of(self, depth: int) -> Node:
        parts = []
        while (token := self.next) is not None and token.kind not in {"or", "close"}:
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _part(self, depth: int) -> Node:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "not":
            following = self.next
            if following is None or following.kind not in {"term", "open"}:
                raise QueryError(_("A minus needs a word right behind it."), position=token.position)
            return Not(self._part(depth))
        if token.kind == "open":
            return self._group(token, depth + 1)
        return _term(token, self._zone)

    def _group(self, opening: QueryToken, depth: int) -> Node:
        if depth > _DEEPEST:
            raise QueryError(_("The parentheses are nested too deeply."), position=opening.position)
        inner = self.any_of(depth)
        if self.next is None:
            raise QueryError(_("This parenthesis is not closed."), position=opening.position)
        self._at += 1
        return inner


def _term(token: QueryToken, zone: str) -> Node:
    if not token.field:
        return Text(token.value, prefix=token.prefix) if any(map(str.isalnum, token.value)) else AllOf()
    if token.field not in FIELDS:
        raise QueryError(_unknown_field(token.field), position=token.position)
    if not token.value.strip():
        raise QueryError(
            _("“{field}:” needs a value right behind it.").format(field=token.field), position=token.position
        )
    return _field(token, zone)


def _field(token: QueryToken, zone: str) -> Node:
    if token.field in NAME_FIELDS:
        return Named(token.field, token.value, exact=token.exact)
    if token.field in TEXT_FIELDS:
        return Within(token.field, token.value)
    if token.field in {"date", "within"}:
        return read_span(token.value, token.value_position, zone, certain=token.field == "within")
    if token.field == "status":
        statuses: tuple[Status, ...] = STATUSES
        return StatusIs(_choice(token, statuses, _("There is no status “{value}”. There are: {choices}.")))
    if token.field == "importance":
        return _importance(token)
    features: tuple[Feature, ...] = FEATURES
    has = Has(_choice(token, features, _("An event cannot have or miss “{value}”. Ask for one of: {choices}.")))
    return has if token.field == "has" else Not(has)


def _choice(token: QueryToken, choices: tuple[ChoiceT, ...], sentence: str) -> ChoiceT:
    wanted = token.value.strip().casefold()
    for choice in choices:
        if choice == wanted:
            return choice
    raise QueryError(sentence.format(value=token.value, choices=", ".join(choices)), position=token.value_position)


def _importance(token: QueryToken) -> Importance:
    match = _DEGREES.fullmatch(token.value.replace(" ", ""))
    if match is None:
        raise QueryError(
            _("Importance is a number from 1 to 5, such as importance:4, importance:>=4 or importance:2..4."),
            position=token.value_position,
        )
    if match["number"] is None:
        return Importance(int(match["low"] or 1), int(match["high"] or 5))
    number = int(match["number"])
    low_high = {">=": (number, 5), ">": (number + 1, 5), "<=": (1, number), "<": (1, number - 1)}
    return Importance(*low_high.get(match["sign"], (number, number)))


def _unknown_field(name: str) -> str:
    import difflib  # noqa: PLC0415  # for mistakes only; the first frame does not wait for it

    near = difflib.get_close_matches(name, FIELDS, n=1)
    if near:
        return _("There is no field “{name}”. Did you mean “{near}”?").format(name=name, near=near[0])
    return _("There is no field “{name}”. The fields are: {fields}.").format(name=name, fields=", ".join(FIELDS))


__all__ = [
    "FIELDS", "AllOf", "AnyOf", "During", "Has", "Importance", "Named", "Node", "Not", "Query", "StatusIs", "Text",
    "Within", "parse_query",
]  # fmt: skip
