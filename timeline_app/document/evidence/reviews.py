"""Reviews of an event and of its evidence: how things stand, and the changes that say who found what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.change import Change
from timeline_app.domain.records import Review, review_id
from timeline_app.domain.reviews import seen_of_event, seen_of_excerpt, stands

if TYPE_CHECKING:
    from timeline_app.document.chronology import Chronology, Evidence
    from timeline_app.domain.records import Event, ReviewState

Standing = Literal["unchecked", "checked", "changed", "needs checking"]


@dataclass(frozen=True, slots=True)
class ReviewSubject:
    """What a review is about: an event, or one piece of its evidence; with the review there is."""

    event: Event
    evidence: Evidence | None
    seen: str
    """The digest of what is there now."""
    review: Review | None = None

    @property
    def standing(self) -> Standing:
        """How things stand: a check that was overtaken by a change is told as such."""
        if self.review is None:
            return "unchecked"
        if self.review.state == "needs checking":
            return "needs checking"
        return "checked" if stands(self.review, self.seen) else "changed"


@dataclass(frozen=True, slots=True)
class Reviews:
    """The subjects of an event: itself, and its evidence by the id of the excerpt."""

    event: ReviewSubject
    evidence: dict[str, ReviewSubject]


def reviews_of(chronology: Chronology, event: Event, evidence: tuple[Evidence, ...] | None = None) -> Reviews:
    """Read how an event and its evidence stand; `evidence` is all of it, where that was read already."""
    evidence = chronology.evidence(event.id) if evidence is None else evidence
    found = {review.excerpt_id: review for review in chronology.reviews(event.id)}
    seen = seen_of_event(event, (each.excerpt for each in evidence))
    return Reviews(
        ReviewSubject(event, None, seen, found.get("")),
        {
            each.excerpt.id: ReviewSubject(event, each, seen_of_excerpt(each.excerpt), found.get(each.excerpt.id))
            for each in evidence
        },
    )


def checking(subject: ReviewSubject, reviewer: str, moment: datetime | None = None) -> Change | None:
    """Make the change that says that somebody checked what is there now; None where that is said already."""
    if subject.standing == "checked" and subject.review is not None and subject.review.reviewer == reviewer:
        return None
    label = _("Mark “{title}” as checked") if subject.evidence is None else _("Mark evidence for “{title}” as checked")
    label = label.format(title=subject.event.title)
    return _change(label, subject, _review(subject, "checked", reviewer, moment))


def doubting(subject: ReviewSubject, reviewer: str, note: str, moment: datetime | None = None) -> Change | None:
    """Make the change that says that something needs checking, and why; None where that is said already."""
    note = " ".join(note.split())
    if subject.standing == "needs checking" and subject.review is not None and subject.review.note == note:
        return None
    label = (
        _("Say that “{title}” needs checking")
        if subject.evidence is None
        else _("Say that evidence for “{title}” needs checking")
    ).format(title=subject.event.title)
    return _change(label, subject, replace(_review(subject, "needs checking", reviewer, moment), note=note))


def withdrawing(subject: ReviewSubject) -> Change | None:
    """Make the change after which it is not checked, as if nobody had looked; None where nobody has."""
    if subject.review is None:
        return None
    label = _("Take back what was said on checking “{title}”").format(title=subject.event.title)
    return Change(label, before=(subject.review,))


def _review(subject: ReviewSubject, state: ReviewState, reviewer: str, moment: datetime | None) -> Review:
    excerpt_id = subject.evidence.excerpt.id if subject.evidence is not None else ""
    at = (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Review(
        review_id(subject.event.id, excerpt_id), subject.event.id, excerpt_id, state, reviewer, at, seen=subject.seen
    )


def _change(label: str, subject: ReviewSubject, review: Review) -> Change:
    return Change(label, (subject.review,) if subject.review is not None else (), (review,))
