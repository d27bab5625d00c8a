"""Tokens of a query: words, phrases, fields with their values, parentheses, OR and minus, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import QueryError

if TYPE_CHECKING:
    from timeline_app.domain.query.tree import WordMatch

TokenKind = Literal["term", "open", "close", "or", "not"]

_QUOTES: Final = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_FIELD: Final = re.compile(r"([^\W\d_]+):(?!//)([=~]?)")
_SIGN_BEFORE_QUOTE: Final = re.compile(r"[<>]=?(?=[\"“„«])")
_SIGNS: Final = "=~"
_MATCH_OF: Final[dict[str, WordMatch]] = {"=": "exact", "~": "sound", "": "forms"}
_RUN: Final = re.compile(r"[^\s()\"“„«]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One piece of a query, with where it begins and ends (in code points)."""

    kind: TokenKind
    position: int
    end: int
    value: str = ""
    field: str = ""
    exact: bool = False
    prefix: bool = False
    value_position: int = 0
    quoted: bool = False
    match: WordMatch = "exact"
    """How the word is looked for; of a beginning that `*` asks for, and in quotation marks, as it stands."""
    sign: str = ""
    """`=` or `~`, where one of them stands right before the word; behind a field only `~`."""


def tokens_of(text: str) -> tuple[QueryToken, ...]:
    """Split `text` into tokens; a QueryError tells of a quotation mark that is not closed."""
    text = _CONTROL.sub(" ", text)
    found: list[QueryToken] = []
    at = 0
    while at < len(text):
        letter = text[at]
        if letter.isspace():
            at += 1
        elif letter in "()-":
            kinds: dict[str, TokenKind] = {"(": "open", ")": "close", "-": "not"}
            found.append(QueryToken(kinds[letter], at, at + 1))
            at += 1
        else:
            token = _term(text, at)
            found.append(token)
            at = token.end
    return tuple(_without_stray_minus(found))


def _term(text: str, start: int) -> QueryToken:
    field, exact, at, sign, asked = "", False, start, "", ""
    if (match := _FIELD.match(text, start)) is not None:
        field, exact, at = match[1].casefold(), match[2] == "=", match.end()
        asked = "~" if match[2] == "~" else ""
        if (before := _SIGN_BEFORE_QUOTE.match(text, at)) is not None:
            sign, at = before[0], before.end()
    elif text[start] in _SIGNS:
        asked, at = text[start], start + 1
    how = _MATCH_OF[asked]
    if at < len(text) and text[at] in _QUOTES:
        value, end = _quoted(text, at)
        value_at = at + 1 - len(sign)
        how = "sound" if asked == "~" else "exact"
        return QueryToken(
            "term", start, end, sign + value, field, exact, value_position=value_at, quoted=True, match=how, sign=asked
        )
    run = _RUN.match(text, at)
    value, end = (run[0], run.end()) if run is not None else ("", at)
    if value == "OR" and not field and not asked:
        return QueryToken("or", start, end)
    starred = value.endswith("*")
    prefix = not field and (starred or (end == len(text) and asked != "="))
    how = "exact" if exact or (starred and not asked) else _MATCH_OF[asked]
    plain = value if field else value.rstrip("*")
    return QueryToken("term", start, end, plain, field, exact, prefix, at, match=how, sign=asked)


def _quoted(text: str, opening: int) -> tuple[str, int]:
    closings = _QUOTES[text[opening]]
    for at in range(opening + 1, len(text)):
        if text[at] in closings:
            return text[opening + 1 : at], at + 1
    raise QueryError(_("This quotation mark is not closed."), position=opening, end=len(text))


def _without_stray_minus(tokens: list[QueryToken]) -> list[QueryToken]:
    """Drop a minus that stands alone between spaces, as in "Kyiv - Moscow": a dash, not an exclusion."""
    kept: list[QueryToken] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        alone = following is not None and following.position > token.end
        if not (token.kind == "not" and alone):
            kept.append(token)
    return kept
