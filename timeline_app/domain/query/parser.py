"""The query language of the search field, the command line and saved views (DESIGN.md §5): from text to tree.

Words match title, summary, excerpts, actors and place; all of them must occur. The last word may still be being typed:
unless a space follows, it also matches as a beginning (`talk` finds "talks"); `talk*` does so anywhere, quotes never.
`OR` between parts and parentheses group; `-` excludes. `field:value` asks one field, `field:="value"` its whole name.
Dates are `2025-05..2025-07`, `>=2022-02-24`, `2014`, or any EDTF date or interval.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import edtf_from, edtf_until
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When, WhenFlag
from timeline_app.domain.dates.zones import OWN, offset_at, offset_of_clock
from timeline_app.domain.errors import DateError, QueryError
from timeline_app.domain.query.tree import (
    FEATURES,
    NAME_FIELDS,
    STATES,
    TEXT_FIELDS,
    AllOf,
    AnyOf,
    During,
    EventState,
    Feature,
    Has,
    Importance,
    Is,
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


TokenKind = Literal["term", "open", "close", "or", "not"]

_QUOTES: Final = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_FIELD = re.compile(r"([^\W\d_]+):(?!//)(=?)")
_RUN = re.compile(r"[^\s()\"“„«]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One piece of a query, with where it stands (in code points)."""

    kind: TokenKind
    position: int
    value: str = ""
    field: str = ""
    exact: bool = False
    prefix: bool = False
    value_position: int = 0


def tokens_of(text: str) -> tuple[QueryToken, ...]:
    """Split `text` into tokens; a QueryError tells of a quotation mark that is not closed."""
    text = _CONTROL.sub(" ", text)
    found: list[QueryToken] = []
    at = 0
    while at < len(text):
        letter = text[at]
        if letter.isspace():
            at += 1
        elif letter in "()":
            found.append(QueryToken("open" if letter == "(" else "close", at))
            at += 1
        elif letter == "-":
            found.append(QueryToken("not", at))
            at += 1
        else:
            token, at = _next_term(text, at)
            found.append(token)
    return tuple(_without_stray_minus(found))


def _next_term(text: str, start: int) -> tuple[QueryToken, int]:
    field, exact, at = "", False, start
    if (match := _FIELD.match(text, start)) is not None:
        field, exact, at = match[1].casefold(), bool(match[2]), match.end()
    if at < len(text) and text[at] in _QUOTES:
        value, end = _quoted(text, at)
        return QueryToken("term", start, value, field, exact, value_position=at + 1), end
    run = _RUN.match(text, at)
    value, end = (run[0], run.end()) if run is not None else ("", at)
    if value == "OR" and not field:
        return QueryToken("or", start), end
    starred = value.endswith("*")
    prefix = not field and (starred or end == len(text))
    return QueryToken("term", start, value.rstrip("*") if not field else value, field, exact, prefix, at), end


def _quoted(text: str, opening: int) -> tuple[str, int]:
    closings = _QUOTES[text[opening]]
    for at in range(opening + 1, len(text)):
        if text[at] in closings:
            return text[opening + 1 : at], at + 1
    raise QueryError(_("This quotation mark is not closed."), position=opening)


def _without_stray_minus(tokens: list[QueryToken]) -> list[QueryToken]:
    """Drop a minus that stands alone between spaces, as in "Kyiv - Moscow": a dash, not an exclusion."""
    kept: list[QueryToken] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        alone = following is not None and following.position > token.position + 1
        if not (token.kind == "not" and alone):
            kept.append(token)
    return kept


Bound = tuple[int, int]
"""A place on the axis as clocks show it, and as a moment."""

_FAR_S: Final = 2**61
_PAST: Final = (OPEN_PAST, OPEN_PAST)
_FUTURE: Final = (OPEN_FUTURE, OPEN_FUTURE)
_SIGNS: Final = (">=", "<=", ">", "<")


def read_span(text: str, position: int, zone: str = "UTC", *, certain: bool = False) -> During:
    """Read a stretch of time, of days as clocks in `zone` show them."""
    zone = "UTC" if zone in ("", "Z", OWN) else zone
    first, last = _bounds(text, position, zone)
    moments = first[1], last[1]
    shown = first[0], last[0]
    return During(*shown, certain=certain, moments=None if moments == shown else moments)


def span_on_clocks(first_s: int, last_s: int, zone: str) -> During:
    """Give the stretch between two places on the axis, as clocks in `zone` show them."""
    zone = "UTC" if zone in ("", "Z", OWN) else zone
    first, last = (_bound(each, zone, is_moment=False) for each in (first_s, last_s))
    moments = first[1], last[1]
    return During(first[0], last[0], moments=None if moments == (first[0], last[0]) else moments)


def dates_of_span(text: str) -> tuple[str, str]:
    """Give the first and the last date of a stretch, in EDTF; an end that is open is empty, as both are of no date."""
    if ".." in text and "/" not in text:
        first, _dots, last = text.partition("..")
        return first.strip(), last.strip()
    sign = next((each for each in _SIGNS if text.startswith(each)), "")
    plain = text.removeprefix(sign or "=").strip()
    try:
        when = When.parse(plain)
    except DateError:
        return "", ""
    first, last = _both_ends(when) if when.flags & WhenFlag.RANGE else (plain, plain)
    match sign:
        case ">=":
            return first, ""
        case "<=":
            return "", last
        case ">":
            return _on_same_clocks(edtf_from(when.end_max), last), ""
        case "<":
            return "", _on_same_clocks(edtf_until(when.start_min), first)
    return first, last


def _both_ends(when: When) -> tuple[str, str]:
    """Give where an interval begins and ends, in EDTF; empty for an end that is open or not known."""
    start, end = ("" if each == ".." else each for each in when.edtf.split("/"))
    return start, end


def _on_same_clocks(edtf: str, other: str) -> str:
    """Spell a clock time, given as a moment, without a zone where the other date has a clock time without one."""
    return edtf if not other or _is_moment(When.parse(other)) else edtf.removesuffix("Z")


def _bounds(text: str, position: int, zone: str) -> tuple[Bound, Bound]:
    if ".." in text and "/" not in text:
        left, _dots, right = text.partition("..")
        first = _ends(_when(left, position), zone)[0] if left.strip() else _PAST
        right_at = position + len(left) + 2
        last = _ends(_when(right, right_at), zone)[1] if right.strip() else _FUTURE
        return _in_order(first, last, position)
    for sign in _SIGNS:
        if text.startswith(sign):
            return _beyond(sign, *_ends(_when(text[len(sign) :], position + len(sign)), zone))
    return _ends(_when(text.removeprefix("="), position), zone)


def _ends(when: When, zone: str) -> tuple[Bound, Bound]:
    """Give where a date begins and ends; a clock time with a zone of its own is a moment already."""
    if when.flags & WhenFlag.RANGE:  # each end by its own: one may be a day and the other a moment
        start, end = _both_ends(when)
        first = _ends(When.parse(start), zone)[0] if start else _PAST
        return first, _ends(When.parse(end), zone)[1] if end else _FUTURE
    first, last = (_bound(each, zone, is_moment=_is_moment(when)) for each in (when.start_min, when.end_max))
    return first, last


def _is_moment(when: When) -> bool:
    return bool(when.flags & WhenFlag.INSTANT) and not when.flags & WhenFlag.FLOATING


def _bound(at_s: int, zone: str, *, is_moment: bool) -> Bound:
    if zone == "UTC" or abs(at_s) >= _FAR_S:
        return at_s, at_s
    return (at_s + offset_at(at_s, zone), at_s) if is_moment else (at_s, at_s - offset_of_clock(at_s, zone))


def _beyond(sign: str, first: Bound, last: Bound) -> tuple[Bound, Bound]:
    return {">=": (first, _FUTURE), ">": (last, _FUTURE), "<=": (_PAST, last), "<": (_PAST, first)}[sign]


def _when(text: str, position: int) -> When:
    try:
        return When.parse(text.strip())
    except DateError as error:
        raise QueryError(
            _(
                "“{text}” is not a date that a query understands; write 2025, 2025-07, 2025-07-23 or 2025-05..2025-07."
            ).format(text=text.strip()),
            position=position,
        ) from error


def _in_order(first: Bound, last: Bound, position: int) -> tuple[Bound, Bound]:
    if first[0] >= last[0]:
        raise QueryError(_("The first date of this range lies after the second."), position=position)
    return first, last


FIELDS = (*NAME_FIELDS, "status", "date", "within", "importance", "has", "missing", "is", *TEXT_FIELDS)
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
    if token.field == "is":
        states: tuple[EventState, ...] = STATES
        return Is(_choice(token, states, _("An event cannot be “{value}”. Ask for one of: {choices}.")))
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
