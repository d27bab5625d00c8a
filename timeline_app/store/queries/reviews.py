"""Reviews in queries: which checks stand, which were overtaken by a change, and what needs checking."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from timeline_app.domain.reviews import digest_of

if TYPE_CHECKING:
    import sqlite3

CHECKED: Final = "SELECT event_row FROM review WHERE deleted = 0 AND excerpt_row IS NULL AND state = 'checked'"
"""The events that somebody checked, whatever happened since."""
_EVIDENCE: Final = (
    "SELECT json_group_array(json_array(excerpt.id, coalesce(source.id, ''), excerpt.kind, excerpt.exact,"
    " excerpt.claimed_date, excerpt.stance)) FROM excerpt"
    " LEFT JOIN source ON source.row = excerpt.source_row"
    " WHERE excerpt.event_row = event.row AND excerpt.deleted = 0"
)
_SEEN: Final = (
    f'seen_digest(json_array(event.title, event."start", event."end", event.zone, event.status, json(({_EVIDENCE}))))'
)
"""What `domain.reviews.seen_of_event` gives for the event at hand; asked for those alone that somebody checked."""
_STANDS: Final = (
    f"(SELECT seen = '' OR seen = {_SEEN} FROM review"
    " WHERE event_row = event.row AND excerpt_row IS NULL AND deleted = 0)"
)
CHECK_STANDS: Final = f"(event.row IN ({CHECKED}) AND {_STANDS})"
CHANGED_SINCE: Final = f"(event.row IN ({CHECKED}) AND NOT {_STANDS})"
NEEDS_CHECKING: Final = (
    "event.row IN (SELECT review.event_row FROM review LEFT JOIN excerpt ON excerpt.row = review.excerpt_row"
    " WHERE review.deleted = 0 AND review.state = 'needs checking' AND coalesce(excerpt.deleted, 0) = 0)"
)
"""The event itself, or some of its evidence."""


def register_digest(connection: sqlite3.Connection) -> None:
    """Let the SQL of this connection tell what a reviewer would see now."""
    connection.create_function("seen_digest", 1, _digest, deterministic=True)


def _digest(plain: object) -> str:
    try:
        return digest_of(json.loads(str(plain)))
    except (ValueError, TypeError):  # a store of a stranger may hold anything
        return "?"
