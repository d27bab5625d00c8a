"""The filter in force, as one query text that can be edited part by part, and saved views of it.

The search field shows this text, the facets and chips change it; nothing else holds a filter. A part is what stands
between spaces on the outermost level: `talks`, `status:planned`, `(category:=Strike OR category:=Diplomacy)`.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.dates.calendar import edtf_from, edtf_until
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When
from timeline_app.domain.errors import DateError, QueryError
from timeline_app.domain.records import SavedView, StoryView, new_id
from timeline_app.domain.text.normalize import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.query.dates import QueryDates
    from timeline_app.domain.query.lexer import QueryToken


CHOICE_FIELDS: Final = ("category", "actor", "place", "source", "tag", "status")
"""Fields of which several values may be chosen."""
_PLAIN = re.compile(r"\w[\w.\-]*")
LOWEST, HIGHEST = 1, 5
OVERDUE: Final = "is:overdue"
"""Lists planned events whose day has passed (`outcomes.overdue_rows`)."""


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One part of the query; `field` and `values` are empty where it is not a plain filter by values of one field."""

    text: str
    field: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterState:
    """A query text and its parts."""

    text: str = ""

    @property
    def parts(self) -> tuple[QueryPart, ...]:
        """The parts; the whole text is one part where it has OR on the outermost level or cannot be read."""
        if not self.text.strip():
            return ()
        from timeline_app.domain.query.lexer import tokens_of  # noqa: PLC0415 - no start waits for a filter

        try:
            tokens = tokens_of(self.text)
        except QueryError:
            return (QueryPart(self.text.strip()),)
        return _split(self.text, tokens)

    def values(self, field: str) -> tuple[str, ...]:
        """Give the chosen values of `field`."""
        return tuple(value for part in self.parts if part.field == field for value in part.values)

    def toggled(self, field: str, value: str) -> FilterState:
        """Choose `value` of `field`, or no longer choose it."""
        chosen = self.values(field)
        low = name_key(value)
        kept = [each for each in chosen if name_key(each) != low]
        return self.with_values(field, kept if len(kept) < len(chosen) else [*chosen, value])

    def with_values(self, field: str, values: Iterable[str]) -> FilterState:
        """Choose exactly `values` of `field`."""
        chosen = tuple(values)
        terms = [term_of(field, value) for value in chosen]
        whole = f"({' OR '.join(terms)})" if len(terms) > 1 else "".join(terms)
        return self._replaced(field, whole)

    def with_importance(self, low: int, high: int) -> FilterState:
        """Keep events of importance `low` to `high`."""
        if (low, high) == (LOWEST, HIGHEST):
            return self._replaced("importance", "")
        if high == HIGHEST:
            return self._replaced("importance", f"importance:>={low}")
        return self._replaced("importance", f"importance:{low}..{high}" if low < high else f"importance:{low}")

    @property
    def importance(self) -> tuple[int, int]:
        """The importance asked for, both ends included."""
        from timeline_app.domain.query.parser import parse_query  # noqa: PLC0415 - after the first frame
        from timeline_app.domain.query.tree import Importance  # noqa: PLC0415 - likewise

        text = next((part.text for part in self.parts if part.field == "importance"), "")
        try:
            root = parse_query(text).root
        except QueryError:
            return LOWEST, HIGHEST
        if not isinstance(root, Importance):
            return LOWEST, HIGHEST
        return max(LOWEST, root.low), min(HIGHEST, root.high)

    def with_dates(self, first: str, last: str, *, certain: bool = False) -> FilterState:
        """Keep events between two EDTF dates, either of which may be empty: possibly, or only what is `certain`."""
        field, other = ("within", "date") if certain else ("date", "within")
        whole = f"{field}:{first}..{last}" if first or last else ""
        return self._replaced(other, "")._replaced(field, whole)  # noqa: SLF001 - its own

    @property
    def certain(self) -> bool:
        """Whether only events are kept that certainly lie within the dates."""
        return bool(self.values("within"))

    def dates(self, how: QueryDates) -> tuple[str, str]:
        """Give the first and last date asked for, as EDTF; a single date is both."""
        from timeline_app.domain.query.dates import dates_of_span  # noqa: PLC0415 - no start waits for a filter

        values = self.values("within") or self.values("date")
        return dates_of_span(values[0], how) if values else ("", "")

    def taken_apart(self) -> tuple[tuple[QueryPart, ...], str]:
        """Give the plain filters by fields, and the rest as it is typed: words, negations, alternatives.

        A blank behind the rest says that its last word is whole: where it stood further on, nothing was being typed.
        """
        parts = self.parts
        fields = tuple(part for part in parts if part.field)
        if not fields:
            return (), self.text
        rest = " ".join(part.text for part in parts if not part.field)
        is_last = not parts[-1].field and not self.text[-1:].isspace()
        return fields, rest if is_last or not rest else f"{rest} "

    def without(self, part: QueryPart) -> FilterState:
        """Take one part out."""
        return FilterState(" ".join(each.text for each in self.parts if each != part))

    def _replaced(self, field: str, term: str) -> FilterState:
        """Put `term` where the part on `field` was, or at the end; with an empty term take the part out."""
        texts: list[str] = []
        placed = False
        for part in self._safe_parts():
            if part.field != field:
                texts.append(part.text)
            elif not placed:
                texts.append(term)
                placed = True
        if not placed:
            texts.append(term)
        return FilterState(" ".join(text for text in texts if text))

    @staticmethod
    def joined(fields: Iterable[QueryPart], rest: str) -> tuple[FilterState, int]:
        """Join filters by fields with the rest; tell as well where the rest begins. `a OR b` goes into parentheses."""
        head = " ".join(part.text for part in fields)
        if not head or not rest.strip():
            return FilterState(head or rest), 0
        opening = "(" if _is_alternative(rest) else ""
        closing = ")" if opening else ""
        return FilterState(f"{head} {opening}{rest}{closing}"), len(head) + 1 + len(opening)

    def _safe_parts(self) -> tuple[QueryPart, ...]:
        """Give the parts so that another may be put beside them: `a OR b` goes into parentheses, `(a OR b)` stays."""
        parts = self.parts
        if len(parts) != 1 or parts[0].field:
            return parts
        return (QueryPart(f"({parts[0].text})"),) if _is_alternative(self.text) else parts


def _is_alternative(text: str) -> bool:
    """Whether a query has OR on the outermost level."""
    from timeline_app.domain.query.lexer import tokens_of  # noqa: PLC0415 - no start waits for a filter

    try:
        kinds = [token.kind for token in tokens_of(text)]
    except QueryError:
        return False
    depths = itertools.accumulate({"open": 1, "close": -1}.get(kind, 0) for kind in kinds)
    return any(kind == "or" and depth == 0 for kind, depth in zip(kinds, depths, strict=True))


def term_of(field: str, value: str) -> str:
    """Write the query for one value of a field, the whole of it."""
    return f"{field}:{quoted_value(value)}" if field == "status" else f"{field}:={quoted_value(value)}"


def quoted_value(value: str) -> str:
    """Write a value as it stands behind the colon of a field: in quotation marks, where it is not one plain word."""
    clean = value.replace('"', "").strip()
    return clean if _PLAIN.fullmatch(clean) and clean != "OR" else f'"{clean}"'


def _split(text: str, tokens: Sequence[QueryToken]) -> tuple[QueryPart, ...]:
    """Cut the query at its outermost level."""
    depth, starts, groups = 0, [], []
    current: list[QueryToken] = []
    for index, token in enumerate(tokens):
        if depth == 0 and token.kind in {"or", "close"}:
            return (QueryPart(text.strip()),)
        behind_minus = index > 0 and tokens[index - 1].kind == "not"
        if depth == 0 and token.kind != "close" and not behind_minus:
            starts.append(token.position)
            current = []
            groups.append(current)
        current.append(token)
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
    if depth:
        return (QueryPart(text.strip()),)
    ends = [*starts[1:], len(text)]
    return tuple(_part(text[start:end].strip(), group) for start, end, group in zip(starts, ends, groups, strict=True))


def _part(text: str, tokens: Sequence[QueryToken]) -> QueryPart:
    if any(token.kind == "not" for token in tokens):
        return QueryPart(text)
    terms = [token for token in tokens if token.kind == "term"]
    fields = {token.field for token in terms}
    if len(fields) != 1 or not (field := fields.pop()):
        return QueryPart(text)
    if len(terms) > 1 and (field not in CHOICE_FIELDS or not _only_or(tokens)):
        return QueryPart(text)
    return QueryPart(text, field, tuple(token.value for token in terms))


def _only_or(tokens: Sequence[QueryToken]) -> bool:
    """Whether the terms in the group are joined by OR throughout, without further parentheses."""
    inner = [token.kind for token in tokens][1:-1]
    return tokens[0].kind == "open" and all(
        kind == ("term" if index % 2 == 0 else "or") for index, kind in enumerate(inner)
    )


def view_of(name: str, state: FilterState, span: tuple[int, int], lanes: str) -> SavedView:
    """Make a view of a filter, a stretch of time and the field by which lanes are made."""
    return SavedView(new_id(), name, state.text, edtf_from(span[0]), edtf_until(span[1]), lanes)


def state_of_view(view: object) -> FilterState:
    """Give the filter of a view."""
    return FilterState(view.query) if isinstance(view, SavedView | StoryView) else FilterState()


def range_of_view(view: object) -> tuple[int, int] | None:
    """Give the stretch of time of a view; None where it has none, or none that can be read."""
    return range_between(view.first, view.last) if isinstance(view, SavedView | StoryView) else None


def range_between(first_edge: str, last_edge: str) -> tuple[int, int] | None:
    """Give the stretch of time from one EDTF to another, inclusive; None where there is none that can be read."""
    if not first_edge or not last_edge:
        return None
    try:
        first, last = When.parse(first_edge).start_min, When.parse(last_edge).end_max
    except DateError:
        return None
    return (first, last) if OPEN_PAST < first < last < OPEN_FUTURE else None
