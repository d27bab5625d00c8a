"""What the event editor holds, and the one change that saving it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.change import Change
from timeline_app.domain.names import Naming
from timeline_app.domain.records import Document, Event, Excerpt, Source, SourceFacts, new_id
from timeline_app.domain.text.quotes import quote_problem, settled_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document import Chronology, Evidence
    from timeline_app.domain.draft import Draft
    from timeline_app.domain.records import ExcerptKind, Participation, Record, Review, Stance


@dataclass(frozen=True, slots=True)
class EvidenceDraft(SourceFacts):
    """One piece of evidence as a person fills it in; `known` is what it was before, if it was there."""

    kind: ExcerptKind = "paraphrase"
    exact: str = ""
    stance: Stance = "supports"
    claimed_date: str = ""
    """EDTF."""
    locator: str = ""
    archive_url: str = ""
    known: Evidence | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any(
            (self.title, self.publisher, self.author, self.url, self.archive_url, self.exact, self.locator,
             self.claimed_date)
        )  # fmt: skip


def change_for(
    chronology: Chronology,
    before: Event | None,
    draft: Draft,
    evidence: Sequence[EvidenceDraft],
    had: Sequence[Evidence] = (),
) -> Change | None:
    """Make the change that saves `draft`; None where nothing would change.

    `had` is the evidence that the form began with: what others added since is not in the form, and stays.
    """
    naming = Naming(chronology.store.lookups)
    base = before or Event(new_id(), "")
    event = replace(
        base,
        title=" ".join(draft.title.split()),
        start=draft.start,
        end=draft.end,
        date_text=draft.date_text,
        zone=draft.zone,
        status=draft.status or chronology.particulars.new_status,
        category_id=naming.category(draft.category),
        importance=draft.importance,
        place_id=naming.place(draft.place),
        summary=draft.summary.strip(),
        notes=draft.notes.strip(),
        actors=_with_roles(naming.actors(draft.actors), base),
        tag_ids=naming.tags(draft.tags),
    )
    old: list[Record] = []
    new: list[Record] = list(naming.made)
    if event != before:
        new.append(event)
        if before is not None:
            old.append(before)
    if before is not None:
        _drop_missing(had, evidence, chronology.reviews(before.id), old)
    for each in evidence:
        if not each.is_empty:
            _keep(chronology, each, event.id, (old, new))
    if not old and not new:
        return None
    label = _("Edit “{title}”") if before is not None else _("Add “{title}”")
    return Change(label.format(title=event.title), tuple(old), tuple(new))


def deletion_of(chronology: Chronology, *events: Event) -> Change:
    """Make the change that deletes events with what hangs on them: excerpts, reviews and links, not the sources."""
    if len(events) == 1:
        label = _("Delete “{title}”").format(title=events[0].title)
    else:
        label = ngettext("Delete {n} event", "Delete {n} events", len(events)).format(n=grouped(len(events)))
    hanging = chronology.store.lookups.hanging_on([event.id for event in events])
    return Change(label, before=(*events, *hanging))


def _with_roles(actors: Sequence[Participation], base: Event) -> tuple[Participation, ...]:
    """Keep the role of an actor who had one in the event."""
    roles = {each.actor_id: each for each in base.actors}
    return tuple(roles.get(each.actor_id, each) for each in actors)


def _drop_missing(
    had: Sequence[Evidence], keep: Sequence[EvidenceDraft], reviews: Sequence[Review], old: list[Record]
) -> None:
    """Delete the excerpts that were taken out of the form, or emptied in it, with what was said of them."""
    kept = {each.known.excerpt.id for each in keep if each.known is not None and not each.is_empty}
    gone = [each.excerpt for each in had if each.excerpt.id not in kept]
    ids = {excerpt.id for excerpt in gone}
    old.extend((*gone, *(review for review in reviews if review.excerpt_id in ids)))


def quote_problem_of(chronology: Chronology, draft: EvidenceDraft) -> str:
    """Say why a draft cannot be a quote from the document that it is of; empty where it can."""
    known = draft.known
    document = _document_of(chronology, known.excerpt) if known is not None else None
    if known is None or document is None:
        return ""
    return quote_problem(replace(known.excerpt, kind=draft.kind, exact=draft.exact.strip()), document.text)


def _document_of(chronology: Chronology, excerpt: Excerpt) -> Document | None:
    return chronology.store.lookups.record(Document, excerpt.document_id) if excerpt.document_id else None


def _keep(
    chronology: Chronology, draft: EvidenceDraft, event_id: str, records: tuple[list[Record], list[Record]]
) -> None:
    """Add or edit a source and its excerpt; other words of a document are fastened to where they stand in it."""
    old, new = records
    known = draft.known
    source = replace(
        known.source if known is not None else Source(new_id(), ""),
        title=draft.title.strip() or draft.url.strip(),
        publisher=draft.publisher.strip(),
        author=draft.author.strip(),
        url=draft.url.strip(),
        archive_url=draft.archive_url.strip(),
        published=draft.published,
    )
    excerpt = replace(
        known.excerpt if known is not None else Excerpt(new_id(), event_id, source.id),
        kind=draft.kind,
        exact=draft.exact.strip(),
        stance=draft.stance,
        claimed_date=draft.claimed_date,
        locator=draft.locator.strip(),
    )
    if known is None:
        new.extend((source, excerpt))
        return
    document = _document_of(chronology, excerpt) if excerpt.exact != known.excerpt.exact else None
    if document is not None and excerpt.kind == "quote":
        excerpt = settled_in(excerpt, document.text)
    for was, now in ((known.source, source), (known.excerpt, excerpt)):
        if was != now:
            old.append(was)
            new.append(now)
