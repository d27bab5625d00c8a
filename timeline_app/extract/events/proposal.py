"""A proposed event, as an article seems to tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from timeline_app.extract.events.outcomes import ProposedStatus
    from timeline_app.extract.events.weighing import Doubt


@dataclass(frozen=True, slots=True)
class AlternativeDate:
    """Another date that an event may have, because the text leaves it open."""

    start: str
    """EDTF."""
    end: str
    """EDTF, empty where it is one date."""
    why: str
    """Why it competes, in words for a person."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that an article seems to tell; nothing of it counts before a person accepts it."""

    title: str
    start: str
    """EDTF."""
    end: str
    """EDTF, empty where the event has one date."""
    status: ProposedStatus
    excerpt_start: int
    excerpt_end: int
    exact: str
    """The sentence, verbatim; the offsets are its code points in the text."""
    date_text: str
    """The words that say when, as they are read; behind those of an entry of a list, the headings that it needs."""
    date_start: int
    date_end: int
    reasoning: str = ""
    """Why this date, in words for a person."""
    actors: tuple[str, ...] = ()
    """Ids of the actors named in the sentence."""
    places: tuple[str, ...] = ()
    doubt: Doubt = ""
    """Why it is hardly an event, empty where it is one."""
    alternatives: tuple[AlternativeDate, ...] = ()
    """The dates that compete with its own, the likeliest first; a person may take one of them instead."""
