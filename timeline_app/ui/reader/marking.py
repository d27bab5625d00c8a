"""The marks of a document: its proposals, its excerpts in the colours of their events, and what is lost."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.anchoring import find_verbatim
from timeline_app.ui.reader.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.document.evidence.review_queue import Deck
    from timeline_app.domain.records import Excerpt
    from timeline_app.store.records.evidence import Marked
    from timeline_app.ui.services.session import Session

EVENT_KEY: Final = "event "
CARD_KEY: Final = "card "


def proposal_marks(deck: Deck) -> list[Mark]:
    """Mark the sentences of proposals that are not in the chronology; a click leads to the first of each."""
    spans = {
        (card.proposal.excerpt_start, card.proposal.excerpt_end): row
        for row, card in reversed(list(enumerate(deck.cards)))
        if card.decision not in {"there", "rejected"}
    }
    return [Mark(*span, "proposal", f"{CARD_KEY}{row}", _("A proposal")) for span, row in spans.items()]


def excerpt_marks(session: Session, marked: Iterable[Marked], text: str) -> tuple[list[Mark], list[str]]:
    """Mark the excerpts that stand in `text`, and give the words of the quotes that do not."""
    marks, lost = [], []
    for each in marked:
        span = place_of(each.excerpt, text)
        if span is None:
            lost += [each.excerpt.exact] if each.excerpt.kind == "quote" else []
            continue
        category = session.category(each.category_id)
        colour = session.theme.category(category.colour) if category is not None else ""
        marks.append(Mark(*span, "excerpt", f"{EVENT_KEY}{each.event_row}", each.title, colour))
    return marks, lost


def place_of(excerpt: Excerpt, text: str) -> tuple[int, int] | None:
    """Find where an excerpt stands: a quote by its words, a paraphrase by its place; None where it is lost."""
    found = find_verbatim(excerpt, text)
    if found is not None:
        return found.start, found.end
    placed = 0 <= excerpt.start < excerpt.end <= len(text)
    return (excerpt.start, excerpt.end) if placed and excerpt.kind == "paraphrase" else None
