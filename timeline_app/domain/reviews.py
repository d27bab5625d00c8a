"""What a check was about: a digest of what the reviewer saw, by which a later change shows.

A check holds for what was seen: the event's title, date and status with its evidence, or the words of one excerpt. The
review keeps a digest of it. As long as it is the digest of what is there now, the check stands; undo brings it back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.records import Event, Excerpt, Review


def seen_of_event(event: Event, excerpts: Iterable[Excerpt]) -> str:
    """Give the digest of an event with its evidence."""
    told = [_told(each) for each in excerpts]
    return digest_of([event.title, event.start, event.end, event.zone, event.status, told])


def seen_of_excerpt(excerpt: Excerpt) -> str:
    """Give the digest of one piece of evidence."""
    return digest_of(["", "", "", "", "", [[*_told(excerpt), excerpt.locator]]])


def _told(excerpt: Excerpt) -> list[str]:
    """Give what a reviewer reads of it; not which document holds the words, which a copy for publication leaves out."""
    return [excerpt.id, excerpt.source_id, excerpt.kind, excerpt.exact, excerpt.claimed_date, excerpt.stance]


def digest_of(parts: Sequence[Any]) -> str:
    """Give a short digest of fields and, last among them, evidence in any order."""
    import hashlib  # noqa: PLC0415 - it brings OpenSSL along, for which no start need wait

    *fields, evidence = parts
    spelled = json.dumps([fields, sorted(evidence)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def stands(review: Review, seen_now: str) -> bool:
    """Tell whether a review is about what is there now; one that does not say what it saw is taken at its word."""
    return review.seen in {"", seen_now}
