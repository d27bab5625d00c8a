"""Sources as records: articles are stored with them, bibliographies bring them, and duplicates are found and merged.

An article is stored as a new source, as a newer version of a known one, or not at all.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.change import Change
from timeline_app.domain.records import SOURCE_FACTS, Document, Source, SourceFacts, new_id
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.quotes import QuoteMatch, anchored, find_again
from timeline_app.domain.text.urls import normalised
from timeline_app.store.records.evidence import document_with_text, marked_in, outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Excerpt, Record


_UNWANTED: Final = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_HEAD: Final = 3_000
_LEAST_TITLE: Final = 12
"""Code points of a title that says which article it is."""
_COMPARED: Final = 60_000
_RUN, _FEWEST_RUNS, _SHARE = 16, 200, 0.6
"""Letters of a stretch; how many stretches a text must have to be told by them; and the share that both must have."""
_LINE_ENDS: Final = re.compile("\r\n?|[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Article(SourceFacts):
    """A text to be stored, with what is known of where it comes from."""

    text: str = ""
    media_type: str = "text/plain"
    original: bytes = field(default=b"", repr=False)
    archive_url: str = ""
    """Where a web archive keeps it, if the file is a copy of that."""
    seen: str = ""
    """EDTF; the day on which the page was as it is in the file, if that is told."""


@dataclass(frozen=True, slots=True)
class ExcerptMove:
    """What becomes of an excerpt in a newer version of its document."""

    excerpt: Excerpt
    title: str
    """Of its event."""
    found: QuoteMatch | None
    words: str = ""
    """What stands there now."""

    @property
    def state(self) -> str:
        """Tell in one word: "same", "changed" or "lost"."""
        if self.found is None:
            return "lost"
        return "same" if self.found.verbatim else "changed"


@dataclass(frozen=True, slots=True)
class DocumentIntake:
    """What storing an article would do; nothing is done yet."""

    source: Source
    document: Document
    is_new_source: bool = True
    is_known: bool = False
    """Whether this very text is stored already; there is nothing to do then."""
    moved: tuple[ExcerptMove, ...] = ()
    """The excerpts of the version before, where this is a newer one."""
    source_before: Source | None = None
    """The source as it stands, where it takes over what the article tells of it."""
    by_words: bool = False
    """Whether its words and not its address say that this is a version of that source."""

    def change(self, accepted: Iterable[ExcerptMove] | None = None) -> Change:
        """Make the change that stores the document; `accepted` are the excerpts that follow to the new version."""
        kept = [each for each in (self.moved if accepted is None else accepted) if each.found is not None]
        before = () if self.source_before is None else (self.source_before,)
        new: list[Record] = [self.source] if self.is_new_source or before else []
        label = _("Store “{title}”") if self.is_new_source else _("Store a newer version of “{title}”")
        return Change(
            label.format(title=self.source.title),
            (*before, *(each.excerpt for each in kept)),
            (*new, self.document, *(_followed(each, self.document) for each in kept)),
        )


def clean_text(text: str) -> str:
    """Give `text` as it is stored: line ends of one kind, without what no text has; empty where nothing is seen."""
    clean = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)).strip("\n ")
    return clean if any(letter.isprintable() and not letter.isspace() for letter in clean) else ""


def intake(chronology: Chronology, article: Article) -> DocumentIntake:
    """Find out what an article is to the chronology."""
    text = clean_text(article.text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = document_with_text(chronology.store, digest)
    if known is not None:
        source = chronology.store.lookups.record(Source, known.source_id)
        if source is not None:
            return DocumentIntake(source, known, is_new_source=False, is_known=True)
    captured = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    here = source_at(chronology, article.url)
    old = here or source_telling(chronology, article, text)
    told = article.facts | {"title": article.title.strip() or _title_of(text)}
    seen = article.seen or captured[:10]
    if old is None:
        source = Source(new_id(), **told, retrieved=seen, kind="report", archive_url=article.archive_url)
    else:
        told = {"archive_url": article.archive_url} | ({} if here else told)
        source = replace(old, **{name: value for name, value in told.items() if value and not getattr(old, name)})
    document = Document(new_id(), source.id, text, digest, article.media_type, captured, article.original)
    moved = moved_to(chronology, source, text) if old is not None else ()
    return DocumentIntake(
        source, document, is_new_source=old is None, moved=moved, by_words=here is None and old is not None,
        source_before=old if source != old else None,
    )  # fmt: skip


def newer_version(chronology: Chronology, source: Source, article: Article) -> DocumentIntake:
    """Find out what a newer version of a source's document would change, whatever its address says."""
    made = intake(chronology, replace(article, url=""))
    if made.is_known and made.document.source_id == source.id:
        return made
    text = clean_text(article.text)
    document = Document(
        new_id(), source.id, text, made.document.sha256, article.media_type, made.document.captured, article.original
    )
    return DocumentIntake(source, document, is_new_source=False, moved=moved_to(chronology, source, text))


def source_at(chronology: Chronology, url: str) -> Source | None:
    """Find the source with an address, however it is spelled."""
    key = normalised(url)
    return next((each for each in chronology.sources if key and normalised(each.url) == key), None)


def source_telling(chronology: Chronology, article: Article, text: str) -> Source | None:
    """Find the source whose text this is in another form, a PDF of a page say: one title, and most of its words.

    Two sources that name their addresses are two, whatever they say: an agency's report stands on many pages.
    """
    head, title = fold(text[:_HEAD]), fold(article.title.strip())
    for source in chronology.sources:
        known = fold(source.title.strip())
        if (article.url and source.url) or len(known) < _LEAST_TITLE or not (known == title or known in head):
            continue
        versions = outlines(chronology.store, source.id)
        document = chronology.store.lookups.record(Document, versions[-1].id) if versions else None
        if document is not None and _is_one_text(document.text, text):
            return source
    return None


def _is_one_text(one: str, other: str) -> bool:
    """Tell whether most stretches of the shorter text stand in the other, whatever its lines, blanks and hyphens."""
    runs, others = _runs(one), _runs(other)
    shorter = min(len(runs), len(others))
    return shorter >= _FEWEST_RUNS and len(runs & others) >= _SHARE * shorter


def _runs(text: str) -> frozenset[str]:
    letters = "".join(letter for letter in fold(text[:_COMPARED]) if letter.isalnum())
    return frozenset(letters[place : place + _RUN] for place in range(max(0, len(letters) - _RUN + 1)))


def moved_to(chronology: Chronology, source: Source, text: str) -> tuple[ExcerptMove, ...]:
    """Look for the excerpts of the newest version of a source's document in another text of it."""
    versions = outlines(chronology.store, source.id)
    if not versions:
        return ()
    moved = []
    for marked in marked_in(chronology.store, versions[-1].id):
        found = find_again(marked.excerpt, text)
        words = text[found.start : found.end] if found is not None else ""
        moved.append(ExcerptMove(marked.excerpt, marked.title, found, words))
    return tuple(moved)


def _followed(moved: ExcerptMove, document: Document) -> Excerpt:
    found = moved.found
    excerpt = replace(moved.excerpt, document_id=document.id)
    return anchored(excerpt, document.text, found.start, found.end) if found is not None else excerpt


def _title_of(text: str, most: int = 120) -> str:
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), _("Untitled"))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


_FIELDS = (*(name for name in SOURCE_FACTS if name != "title"), "retrieved", "licence", "external_id", "archive_url")


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
    """Make the change that adds those of the sources `read` that are not `there`, and count the others.

    One address is one source, unless title and date of publication both say that it holds two.
    """
    addresses: dict[str, list[Source]] = {}
    names: dict[tuple[str, str], set[str]] = {}
    for each in there:
        if key := normalised(each.url):
            addresses.setdefault(key, []).append(each)
        names.setdefault(_name(each), set()).add(each.published)
    new: list[Record] = []
    known = 0
    for source in read:
        key = normalised(source.url)
        days = names.setdefault(_name(source), set())
        at_address = addresses.setdefault(key, []) if key else []
        is_there = (
            any(_may_be_one(source, each) for each in at_address)
            if key
            else any(_is_one_day(source.published, day) for day in days)
        )
        if is_there:
            known += 1
            continue
        if key:
            at_address.append(source)
        days.add(source.published)
        new.append(replace(source, id=new_id()))
    label = ngettext("Add {n} source", "Add {n} sources", len(new)).format(n=len(new))
    return (Change(label, after=tuple(new)) if new else None), known


def _may_be_one(one: Source, other: Source) -> bool:
    """Tell whether two sources of one address may be one: not where both title and date of publication differ."""
    if not (one.published and other.published) or _is_one_day(one.published, other.published):
        return True
    return not (one.title and other.title) or fold(one.title) == fold(other.title)


def _name(source: Source) -> tuple[str, str]:
    return fold(source.title), fold(source.publisher or source.author)


def _is_one_day(one: str, other: str) -> bool:
    """Tell whether two dates of publication may be one: 2024 and 2024-05-03, but not two days of one year."""
    return one == other or bool(one and other and (one.startswith(other) or other.startswith(one)))
