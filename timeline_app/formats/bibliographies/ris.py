"""RIS: one tag a line, as reference managers exchange it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.domain.records import Source
from timeline_app.formats.bibliographies.parts import (
    archived_at,
    edtf_of,
    kind_named,
    name_in_order,
    name_of_kind,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TAG: Final = re.compile(r"^\s*([A-Z][A-Z0-9])\s{1,2}-(?: (.*))?$")
_TITLES: Final = ("TI", "T1", "CT", "ST", "BT")
_CONTAINERS: Final = ("T2", "JF", "JO", "JA", "PB")
_AUTHORS: Final = ("AU", "A1", "A2", "ED", "A3")
_DATES: Final = ("DA", "PY", "Y1")
_ADDRESSES: Final = ("UR", "L2", "LK", "L1")
_LONG: Final = frozenset({"AB", "N2", "N1", "TI", "T1", "KW"})

Fields = dict[str, list[str]]


def read_ris(text: str) -> list[Source]:
    """Read the references of a RIS file; lines that are none of its own are passed over."""
    return [_source(fields) for fields in _entries(text) if fields]


def breaks_off(text: str) -> bool:
    """Tell whether the last reference has no end (ER) where those before it have one."""
    tags = [match[1] for line in text.splitlines() if (match := _TAG.match(line)) is not None]
    return bool(tags) and tags[-1] != "ER"


def _entries(text: str) -> Iterator[Fields]:
    fields: Fields = {}
    last = ""
    for line in text.splitlines():
        match = _TAG.match(line)
        if match is None:
            if last in _LONG and line.strip():
                fields[last][-1] += f" {line.strip()}"
            continue
        tag, value = match[1], (match[2] or "").strip()
        if tag == "TY" and fields:
            yield fields
            fields = {}
        if tag == "ER":
            yield fields
            fields, last = {}, ""
            continue
        last = tag
        fields.setdefault(tag, []).append(value)
    yield fields


def _source(fields: Fields) -> Source:
    authors = next((fields[tag] for tag in _AUTHORS if tag in fields), [])
    address = re.split(r"[;\s]", _first(fields, _ADDRESSES).strip())[0]
    doi = _first(fields, ("DO",)).removeprefix("https://doi.org/")
    title = _first(fields, _TITLES)
    return Source(
        "",
        " ".join(title.split()),
        " ".join(_first(fields, _CONTAINERS).split()),
        "; ".join(name_in_order(name) for name in authors if name),
        address or (f"https://doi.org/{doi}" if doi else ""),
        edtf_of(_day(_first(fields, _DATES))),
        edtf_of(_day(_first(fields, ("Y2",)))),
        kind_named(_first(fields, ("TY",))),
        _first(fields, ("LA",)),
        external_id=_first(fields, ("ID", "AN")),
        archive_url=archived_at(_first(fields, ("AV",))),
    )


def _day(text: str) -> str:
    """Turn "1948/07//" and "2014/3/1/spring" into figures with hyphens."""
    return "-".join(part.zfill(2) for part in text.split("/")[:3] if part.strip().isdigit()) or text


def _first(fields: Fields, tags: Sequence[str]) -> str:
    return next((value for tag in tags for value in fields.get(tag, ()) if value), "")


def _slashed(edtf: str) -> str:
    """Give a date as RIS has it, YYYY/MM/DD: of a range its start, and without doubt, for which it has no sign."""
    year, *rest = parts_of(edtf.partition("/")[0]) or (-1,)
    return "/".join((f"{year:04}", *(f"{part:02}" for part in rest))) if year >= 0 else edtf


def write_ris(sources: Iterable[Source]) -> str:
    """Write sources as RIS."""
    return "\n".join("\n".join(_lines(source)) + "\n" for source in sources)


def _lines(source: Source) -> Iterator[str]:
    yield f"TY  - {name_of_kind(source.kind, 3)}"
    for name in filter(None, (part.strip() for part in source.author.split(";"))):
        yield f"AU  - {name}"
    for tag, value in (
        ("TI", source.title), ("T2", source.publisher), ("DA", _slashed(source.published)), ("UR", source.url),
        ("Y2", _slashed(source.retrieved)), ("LA", source.language), ("ID", source.external_id),
        ("AV", source.archive_url),
    ):  # fmt: skip
        if value:
            yield f"{tag}  - {' '.join(value.split())}"
    yield "ER  - "
