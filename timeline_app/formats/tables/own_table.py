"""The table that this program writes and takes back without loss: its columns, and several values in one cell.

It is known by its heads, in whatever order they stand and however many of them a person has left. In it a semicolon
stands between values, and a backslash before a semicolon that is part of one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.when import When
from timeline_app.domain.draft import DraftSource
from timeline_app.domain.errors import DateError
from timeline_app.formats.tables.field_names import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from timeline_app.domain.records import Excerpt, Source

_OF_SOURCES: Final = {
    "source_url": "url", "source_title": "title", "publisher": "publisher", "source_author": "author",
    "source_published": "published", "source_language": "language", "source_retrieved": "retrieved",
    "source_licence": "licence", "source_kind": "kind", "source_archive": "archive_url", "source_id": "external_id",
}  # fmt: skip
"""Columns with a value for each piece of evidence: what each is called in a source."""
_OF_EVIDENCE: Final = {
    "locator": "locator", "words": "words", "words_kind": "words_kind", "stance": "stance",
    "claimed_date": "claimed_date", "confidence": "confidence",
}  # fmt: skip
"""Likewise, what each is called in a `DraftSource`."""
_EVIDENCE: Final = {**_OF_SOURCES, **_OF_EVIDENCE}
OWN_FIELDS: Final = (*FIELDS, "roles", *(name for name in _EVIDENCE if name not in FIELDS))
"""The heads of the table, in this order."""
_TELLING: Final = frozenset({"title", "words", "words_kind", "stance"})
"""Heads that only a table of ours has together."""
_DATES: Final = ("source_published", "claimed_date")
_VALUE: Final = re.compile(r"(?:[^;\\]|\\.|\\$)*", re.DOTALL)
_SIGN: Final = re.compile(r"\\(.)", re.DOTALL)
_SURE: Final = re.compile(r"[0-4]", re.ASCII)


def is_own(header: Sequence[str]) -> bool:
    """Tell whether a table is one of ours, by its heads."""
    return set(header) >= _TELLING or tuple(header) == FIELDS


def has_evidence(header: Sequence[str]) -> bool:
    """Tell whether a table of ours has what sources say, and values with semicolons in them."""
    return set(header) >= _TELLING


def joined(values: Iterable[str]) -> str:
    """Put values into one cell; empty where all of them are."""
    found = [re.sub(r"([\\;])", r"\\\1", value) for value in values]
    return "; ".join(found) if any(found) else ""


def parted(cell: str) -> list[str]:
    """Give the values of a cell; none of an empty one."""
    if not cell:
        return []
    values, at = [], 0
    while at <= len(cell):
        found = _VALUE.match(cell, at)
        assert found is not None  # noqa: S101 - it matches nothing at all, too
        values.append(_SIGN.sub(r"\1", found[0].strip()))
        at = found.end() + 1
    return values


def cells_of_evidence(evidence: Sequence[tuple[Excerpt, Source]]) -> dict[str, str]:
    """Give the columns of what supports or disputes an event, a value for each piece of it."""
    sources = [source for _excerpt, source in evidence]
    cells = {name: joined(getattr(source, field) for source in sources) for name, field in _OF_SOURCES.items()}
    told: Mapping[str, Callable[[Excerpt], str]] = {
        "locator": lambda each: each.locator,
        "words": lambda each: each.exact,
        "words_kind": lambda each: each.kind,
        "stance": lambda each: each.stance,
        "claimed_date": lambda each: each.claimed_date,
        "confidence": lambda each: str(each.confidence),
    }
    return cells | {name: joined(tell(excerpt) for excerpt, _source in evidence) for name, tell in told.items()}


def sources_in(told: Mapping[str, str], report: Callable[[str, str], None]) -> Iterator[DraftSource]:
    """Read the evidence of a row; `report` takes the column and the value of what cannot be read."""
    columns = {name: parted(told.get(name, "")) for name in _EVIDENCE}
    for at in range(max(map(len, columns.values()), default=0)):
        values = {name: column[at] for name, column in columns.items() if at < len(column) and column[at]}
        for name in [name for name, value in values.items() if not _is_readable(name, value)]:
            report(name, values.pop(name))
        found = {_EVIDENCE[name]: value for name, value in values.items() if name != "confidence"}
        if values:
            yield DraftSource(**found, confidence=int(values.get("confidence", "2")))  # type: ignore[arg-type]


def _is_readable(name: str, value: str) -> bool:
    if name in _DATES:
        try:
            return bool(When.parse(value).edtf)
        except DateError:
            return False
    allowed = {"words_kind": ("quote", "paraphrase"), "stance": ("supports", "disputes")}.get(name)
    return value in allowed if allowed else _SURE.fullmatch(value) is not None if name == "confidence" else True
