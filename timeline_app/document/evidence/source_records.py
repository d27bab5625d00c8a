"""Sources as records: find duplicates, merge them, and import bibliographies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from timeline_app.domain.change import Change
from timeline_app.domain.records import SOURCE_FACTS, Document, Source, new_id
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.urls import normalised
from timeline_app.store.records.evidence import outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Record

_FIELDS = (*(name for name in SOURCE_FACTS if name != "title"), "retrieved", "licence", "external_id")


@dataclass(frozen=True, slots=True)
class SameSources:
    """Sources that are one, and how that shows: "address" or "text"."""

    sources: tuple[Source, ...]
    by: str


def duplicates(chronology: Chronology) -> tuple[SameSources, ...]:
    """Find sources with one address after normalisation, or with a document of the same text."""
    sources = {each.id: each for each in chronology.sources}
    by_address: dict[str, list[Source]] = {}
    for source in sources.values():
        if key := normalised(source.url):
            by_address.setdefault(key, []).append(source)
    by_text: dict[str, dict[str, Source]] = {}
    for outline in outlines(chronology.store):
        if outline.source_id in sources:
            by_text.setdefault(outline.sha256, {})[outline.source_id] = sources[outline.source_id]
    found = [SameSources(tuple(each), "address") for each in by_address.values() if len(each) > 1]
    known = {frozenset(source.id for source in same.sources) for same in found}
    found += [
        SameSources(tuple(each.values()), "text")
        for each in by_text.values()
        if len(each) > 1 and frozenset(each) not in known
    ]
    return tuple(found)


def merging(chronology: Chronology, keep: Source, others: Sequence[Source]) -> Change:
    """Make the change that turns several sources into `keep`: it takes over what it lacks, and all that uses them."""
    store = chronology.store
    merged = keep
    old: list[Record] = []
    new: list[Record] = []
    for other in others:
        gaps = {name: getattr(other, name) for name in _FIELDS if not getattr(merged, name) and getattr(other, name)}
        merged = replace(merged, **gaps)
        excerpts, documents = store.evidence.excerpts_of_source(other.id), store.evidence.documents(other.id)
        old += [*excerpts, *documents, other]
        new += [replace(each, source_id=keep.id) for each in excerpts]
        new += [replace(each, source_id=keep.id) for each in documents]
    if merged != keep:
        old.append(keep)
        new.append(merged)
    label = ngettext("Merge {n} source into “{title}”", "Merge {n} sources into “{title}”", len(others))
    return Change(label.format(n=len(others), title=keep.title), tuple(old), tuple(new))


def deleting(source: Source, documents: Sequence[Document]) -> Change:
    """Make the change that deletes a source that nothing uses, with its documents."""
    return Change(_("Delete the source “{title}”").format(title=source.title), (source, *documents))


def adding(chronology: Chronology, read: Iterable[Source]) -> tuple[Change | None, int]:
    """Make the change that adds sources from a bibliography, and count those that are there already."""
    return adding_to(chronology.sources, read)


def adding_to(there: Sequence[Source], read: Iterable[Source]) -> tuple[Change | None, int]:
    """Make the change that adds those of the sources `read` that are not `there`, and count the others."""
    addresses = {key for each in there if (key := normalised(each.url))}
    names: dict[tuple[str, str], set[str]] = {}
    for each in there:
        names.setdefault(_name(each), set()).add(each.published)
    new: list[Record] = []
    known = 0
    for source in read:
        key = normalised(source.url)
        days = names.setdefault(_name(source), set())
        if key in addresses if key else any(_is_one_day(source.published, day) for day in days):
            known += 1
            continue
        addresses |= {key} if key else set()
        days.add(source.published)
        new.append(replace(source, id=new_id()))
    label = ngettext("Add {n} source", "Add {n} sources", len(new)).format(n=len(new))
    return (Change(label, after=tuple(new)) if new else None), known


def _name(source: Source) -> tuple[str, str]:
    return fold(source.title), fold(source.publisher or source.author)


def _is_one_day(one: str, other: str) -> bool:
    """Tell whether two dates of publication may be one: 2024 and 2024-05-03, but not two days of one year."""
    return one == other or bool(one and other and (one.startswith(other) or other.startswith(one)))
