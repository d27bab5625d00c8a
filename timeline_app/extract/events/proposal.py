"""A proposed event, as an article seems to tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _

if TYPE_CHECKING:
    from timeline_app.extract.events.outcomes import ProposedStatus
    from timeline_app.extract.events.weighing import Doubt


Confidence = Literal["sure", "likely", "unsure"]
"""How much a person should look at the date: it stands there, it was reckoned, or another may be meant."""


@dataclass(frozen=True, slots=True)
class OtherDate:
    """Another day that the words of a proposal may mean."""

    start: str
    """EDTF."""
    end: str
    """EDTF, empty where it is one date."""
    date_text: str
    """The words that say when."""
    reasoning: str


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
    others: tuple[OtherDate, ...] = ()
    """What competes with its date, where anything does."""
    confidence: Confidence = "likely"


def confidence_words(proposal: Proposal) -> str:
    """Say to a person in a word how sure the date of a proposal is, and why it is that date."""
    words = {
        "sure": _("Sure: {why}"),
        "likely": _("Likely: {why}"),
        "unsure": _("Unsure: {why}"),
    }[proposal.confidence]
    return words.format(why=proposal.reasoning) if proposal.reasoning else ""
