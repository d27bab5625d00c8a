"""A query in plain words: for chips in the window and for the line below the title of a picture."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import pgettext
from timeline_app.base.i18n.facts import as_heading, one_of
from timeline_app.domain.dates.formatting import word_governed
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError, QueryError
from timeline_app.domain.query.parser import IS_WORDS, parse_query, read_is
from timeline_app.domain.query.tree import (
    AllOf,
    AnyOf,
    During,
    Has,
    Importance,
    Is,
    Named,
    Node,
    Not,
    StatusIs,
    Text,
    Within,
)
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.timeline import status_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.query.dates import QueryDates
    from timeline_app.domain.query.tree import WordMatch

_LOWEST: Final = 1
_HIGHEST: Final = 5


def query_in_words(text: str, dates: QueryDates) -> str:
    """Word a query as it stands within a sentence; the text itself where it cannot be read."""
    try:
        root = parse_query(text, dates).root
    except QueryError:
        return text.strip()
    return _in_words(root) or text.strip()


def query_as_heading(text: str, dates: QueryDates) -> str:
    """Word a query, or a part of one, as it stands by itself: "Category: Strike or Diplomacy"."""
    return as_heading(query_in_words(text, dates))


def quality_words(word: str) -> str:
    """Word what `is:` asks for."""
    words = {
        "checked": _("checked"),
        "unchecked": _("not checked"),
        "needs-checking": _("needs checking"),
        "changed-since-check": _("changed since it was checked"),
        "overdue": _("planned, and the day has passed"),
        "one-source": _("from one source only"),
        "unbacked": _("with a quote that no stored text backs"),
    }
    return words.get(word, word)


def feature_words(feature: str, *, missing: bool = False) -> str:
    """Word what `has:` or `missing:` asks for."""
    words = {
        "excerpt": (_("with evidence"), _("without evidence")),
        "quote": (_("with a quote"), _("without a quote")),
        "source": (_("with a source"), _("without a source")),
        "document": (_("with a stored text"), _("without a stored text")),
        "date": (_("with a date"), _("without a date")),
        "end": (_("with an end"), _("without an end")),
        "place": (_("with a place"), _("without a place")),
        "coordinates": (_("with coordinates"), _("without coordinates")),
        "actor": (_("with an actor"), _("without an actor")),
        "category": (_("with a category"), _("without a category")),
        "tag": (_("with a tag"), _("without a tag")),
        "summary": (_("with a summary"), _("without a summary")),
        "notes": (_("with notes"), _("without notes")),
        "link": (_("with a link to another event"), _("without a link to another event")),
    }
    return words[feature][missing] if feature in words else feature


def _in_words(node: Node, *, alone: bool = True) -> str:
    """Word a part; `alone` says that nothing beside it could be taken for part of it."""
    asked = {read_is(word): word for word in IS_WORDS}
    if node in asked:
        return quality_words(asked[node])
    match node:
        case AllOf(parts):
            told = filter(None, (_in_words(part, alone=len(parts) == 1) for part in parts))
            words = functools.reduce(_beside, told, "")
        case AnyOf(parts):
            words = _either(parts)
            alone = alone or _field_of(parts) != ""
        case Not(Has(feature)):
            return feature_words(feature, missing=True)
        case Not(part):
            return _("not {part}").format(part=_in_words(part, alone=False))
        case _:
            return _plain(node)
    return words if alone else f"({words})"


def _beside(one: str, other: str) -> str:
    return _("{one}; {other}").format(one=one, other=other) if one else other


def _either(parts: Sequence[Node]) -> str:
    """Word alternatives: values of one field behind its name, once; others one by one."""
    match _field_of(parts):
        case "status":
            return _("status: {names}").format(names=one_of([status_words(each.status) for each in parts]))  # type: ignore[union-attr]
        case "":
            return one_of([_in_words(part, alone=False) for part in parts])
        case field:
            return _named(field, one_of([_name(each) for each in parts if isinstance(each, Named)]))


def _field_of(parts: Sequence[Node]) -> str:
    """Give the one field of which all parts name values; empty where there is none."""
    fields = {
        part.field if isinstance(part, Named) else "status" if isinstance(part, StatusIs) else "" for part in parts
    }
    return fields.pop() if len(fields) == 1 else ""


def _plain(node: Node) -> str:
    match node:
        case Text(text, match=match):
            return _word(text, match)
        case Named(field):
            return _named(field, _name(node))
        case Within(field, value, match):
            return _within(field, match).format(words=value)
        case StatusIs(status):
            return _("status: {names}").format(names=status_words(status))
        case Importance(low, high):
            return _importance(low, high)
        case During():
            words = _dates(*node.dates)
            return _("certainly {dates}").format(dates=words) if node.certain else words
        case Has(feature):
            return feature_words(feature)
        case Is(state):
            return quality_words(state)
    return ""


def _word(text: str, match: WordMatch) -> str:
    words = {
        "exact": _("“{words}”"),
        "forms": _("“{words}” in any form"),
        "sound": _("“{words}” in any spelling"),
    }
    return words[match].format(words=text)


def _named(field: str, names: str) -> str:
    words = {
        "category": _("category: {names}"),
        "actor": _("actor: {names}"),
        "place": _("place: {names}"),
        "source": _("source: {names}"),
        "tag": _("tag: {names}"),
    }
    return words[field].format(names=names)


def _name(node: Named) -> str:
    """Give a whole name as it stands; words of a name, which may be in several, in quotation marks."""
    return node.value if node.exact else _("“{words}”").format(words=node.value)


def _within(field: str, match: WordMatch) -> str:
    if match == "forms":
        return {
            "title": _("title: “{words}” in any form"),
            "summary": _("summary: “{words}” in any form"),
        }[field]
    if match == "sound":
        return {
            "title": _("title: “{words}” in any spelling"),
            "summary": _("summary: “{words}” in any spelling"),
        }[field]
    words = {
        "title": _("title: “{words}”"),
        "summary": _("summary: “{words}”"),
        "notes": _("notes: “{words}”"),
        "id": _("id: {words}"),
    }
    return words[field]


def _importance(low: int, high: int) -> str:
    if low > high:
        return _("an importance that no event has")
    if low == high:
        return _("importance {number}").format(number=low)
    if high == _HIGHEST:
        return _("importance {low} or more").format(low=low)
    if low == _LOWEST:
        return _("importance {high} or less").format(high=high)
    return _("importance {low} to {high}").format(low=low, high=high)


def _dates(first: str, last: str) -> str:
    if first == last:
        return day_in_words(first) if first else _("any date")
    if first and last:
        return _("{first} – {last}").format(first=day_in_words(first), last=day_in_words(last))
    if first:
        words, is_day = _governed(first)
        from_day = pgettext("a filter by date, of a day", "from {first}")
        return (from_day if is_day else pgettext("a filter by date", "from {first}")).format(first=words)
    words, is_day = _governed(last)
    until_day = pgettext("a filter by date, of a day", "until {last}")
    return (until_day if is_day else pgettext("a filter by date", "until {last}")).format(last=words)


def _governed(edtf: str) -> tuple[str, bool]:
    try:
        return word_governed(When.parse(edtf))
    except DateError:
        return edtf, False
