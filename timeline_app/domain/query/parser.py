"""The query language of the search field, the command line and saved views (DESIGN.md §5): from text to tree.

Words match title, summary, excerpts, actors and place, in any form; all of them must occur. `=talks` and quotation
marks ask for words as they stand, `~Zelensky` for other letters as well. The last word may still be being typed:
unless a space follows, it also matches as a beginning (`talk` finds "talks"); `talk*` does so anywhere, quotes never.
`OR` between parts and parentheses group; `-` excludes. `field:value` asks one field, `field:="value"` its whole name.
Dates are `2025-05..2025-07`, `>=2022-02-24`, `2014`, and whatever a date field takes: `"16 May 2025"`, `"last week"`.
`is:checked`, `is:needs-checking` and `is:unchecked` ask who looked at an event (docs/evidence.md).
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final, TypeVar

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.dates import QueryDates, read_span
from timeline_app.domain.query.lexer import tokens_of
from timeline_app.domain.query.tree import (
    FEATURES,
    NAME_FIELDS,
    STATES,
    TEXT_FIELDS,
    AllOf,
    AnyOf,
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
    WordMatch,
)
from timeline_app.domain.records import STATUSES, Status
from timeline_app.domain.text.normalize import words_of
from timeline_app.domain.text.word_forms import without_apostrophe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.query.lexer import QueryToken


DATE_FIELDS: Final = ("date", "within")
FIELDS = (*NAME_FIELDS, "status", *DATE_FIELDS, "importance", "has", "missing", "is", *TEXT_FIELDS)
_UNCHECKED = "unchecked"
IS_WORDS = (_UNCHECKED, *STATES)
"""What may stand behind `is:`."""
_SPELT_FIELDS: Final = frozenset(("title", "summary"))
"""Fields whose words are found in other forms and letters."""
_DEEPEST = 50
_LONGEST = 10_000
_MOST_TERMS = 200
"""SQLite takes expressions some thousand parts deep; nobody types a tenth of that."""
_MOST_DATE_WORDS = 6
"""How many words behind `date:16` may belong to the same date: "16 May 2025, 14:00 Kyiv"."""
_BY_UTC: Final = QueryDates()

_DEGREES = re.compile(r"(?P<sign>[<>]?=?)(?P<number>[1-5])|(?P<low>[1-5]?)\.\.(?P<high>[1-5]?)", re.ASCII)

ChoiceT = TypeVar("ChoiceT", bound=str)


def parse_query(text: str, dates: QueryDates = _BY_UTC) -> Query:
    """Read `text`; a QueryError says what is wrong and where. `dates` says how its dates are read."""
    if len(text) > _LONGEST:
        message = _("The query is too long; {n} characters are the most.").format(n=_LONGEST)
        raise QueryError(message, position=_LONGEST, end=len(text))
    tokens = tokens_of(text)
    terms = [token for token in tokens if token.kind == "term"]
    if len(terms) > _MOST_TERMS:
        message = _("The query has too many parts; {n} are the most.").format(n=_MOST_TERMS)
        raise QueryError(message, position=terms[_MOST_TERMS].position, end=len(text))
    reader = _Reader(text, tokens, dates)
    root = reader.any_of(0)
    if (stray := reader.next) is not None:
        raise QueryError(_("This closing parenthesis has no opening one."), position=stray.position)
    return Query(text, root)


class _Reader:
    """Walks over the tokens once, from the loosest binding (OR) to the tightest (one term)."""

    def __init__(self, text: str, tokens: Sequence[QueryToken], dates: QueryDates) -> None:
        self._text = text
        self._tokens = tokens
        self._dates = dates
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
                message = _("OR needs something on both sides.")
                raise QueryError(message, position=token.position, end=token.end)
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
        if token.field in DATE_FIELDS and not token.quoted and ".." not in token.value:
            self._refuse_loose_dates(token)
        return _term(token, self._dates)

    def _refuse_loose_dates(self, token: QueryToken) -> None:
        """Refuse `date:16 May 2025`, of which only "16" belongs to the date: quotation marks make it one."""
        following = self._tokens[self._at : self._at + _MOST_DATE_WORDS]
        plain = list(itertools.takewhile(_is_plain_word, following))
        for last in reversed(plain):
            whole = self._text[token.value_position : last.end]
            try:
                read_span(whole, 0, self._dates)
            except QueryError:
                continue
            message = _("A date of several words stands in quotation marks: {example}.")
            example = f'{token.field}:"{whole}"'
            raise QueryError(message.format(example=example), position=token.value_position, end=last.end)

    def _group(self, opening: QueryToken, depth: int) -> Node:
        if depth > _DEEPEST:
            raise QueryError(_("The parentheses are nested too deeply."), position=opening.position)
        inner = self.any_of(depth)
        if self.next is None:
            raise QueryError(_("This parenthesis is not closed."), position=opening.position)
        self._at += 1
        return inner


def _is_plain_word(token: QueryToken) -> bool:
    return token.kind == "term" and not token.field and not token.quoted


def _term(token: QueryToken, dates: QueryDates) -> Node:
    if not token.field:
        return _words(token)
    if token.field not in FIELDS:
        raise QueryError(_unknown_field(token.field), position=token.position, end=token.position + len(token.field))
    if not token.value.strip():
        message = _("“{field}:” needs a value right behind it.").format(field=token.field)
        raise QueryError(message, position=token.position, end=token.end)
    return _field(token, dates)


def _words(token: QueryToken) -> Node:
    """Ask for the words of a term in a row, or in other letters for each of them."""
    if not any(map(str.isalnum, token.value)):
        if token.sign:
            message = _("“{sign}” needs a word right behind it.").format(sign=token.sign)
            raise QueryError(message, position=token.position, end=token.end)
        return AllOf()
    words = words_of(token.value)
    if token.match == "sound" and len(words) > 1 and not _is_one_word(token.value):
        last = len(words) - 1
        return AllOf(
            tuple(
                Text(word, prefix=token.prefix and at == last, match=_match_of(word, "sound"))
                for at, word in enumerate(words)
            )
        )
    return Text(token.value, prefix=token.prefix, match=_match_of(token.value, token.match))


def _match_of(value: str, match: WordMatch) -> WordMatch:
    """Say how a value is looked for: words in a row, and what has no letters, only as they stand."""
    return match if _is_one_word(value) else "exact"


def _is_one_word(value: str) -> bool:
    words = words_of(value)
    return (len(words) == 1 and words[0].isalpha()) or bool(without_apostrophe(value.strip()))


def _field(token: QueryToken, dates: QueryDates) -> Node:
    if token.sign == "~" and token.field not in _SPELT_FIELDS:
        message = _("“~” stands before a word, or behind “title:” or “summary:”, not behind “{field}:”.")
        raise QueryError(message.format(field=token.field), position=token.position, end=token.end)
    if token.field in NAME_FIELDS:
        return Named(token.field, token.value, exact=token.exact)
    if token.field in TEXT_FIELDS:
        how = _match_of(token.value, token.match) if token.field in _SPELT_FIELDS else "exact"
        return Within(token.field, token.value, how)
    if token.field in DATE_FIELDS:
        return read_span(token.value, token.value_position, dates, certain=token.field == "within")
    if token.field == "status":
        statuses: tuple[Status, ...] = STATUSES
        return StatusIs(_choice(token, statuses, _("There is no status “{value}”. There are: {choices}.")))
    if token.field == "importance":
        return _importance(token)
    if token.field == "is":
        return read_is(_choice(token, IS_WORDS, _("An event cannot be “{value}”. Ask for one of: {choices}.")))
    features: tuple[Feature, ...] = FEATURES
    has = Has(_choice(token, features, _("An event cannot have or miss “{value}”. Ask for one of: {choices}.")))
    return has if token.field == "has" else Not(has)


def read_is(word: str) -> Node:
    """Say what `is:word` asks. Each event is one of these: checked, in need of a check, or unchecked."""
    checked, doubted = Is("checked"), Is("needs-checking")
    if word == _UNCHECKED:
        return AllOf((Not(checked), Not(doubted)))
    if word == checked.state:
        return AllOf((checked, Not(doubted)))
    return Is(next(each for each in STATES if each == word))


def _choice(token: QueryToken, choices: tuple[ChoiceT, ...], sentence: str) -> ChoiceT:
    wanted = token.value.strip().casefold()
    for choice in choices:
        if choice == wanted:
            return choice
    raise QueryError(
        sentence.format(value=token.value, choices=", ".join(choices)), position=token.value_position, end=token.end
    )


def _importance(token: QueryToken) -> Importance:
    match = _DEGREES.fullmatch(token.value.replace(" ", ""))
    if match is None:
        raise QueryError(
            _("Importance is a number from 1 to 5, such as importance:4, importance:>=4 or importance:2..4."),
            position=token.value_position,
            end=token.end,
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
