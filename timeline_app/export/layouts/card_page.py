"""Key events as cards on a sheet: with title, legend, axis and who is cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.export.layouts.card_axis import CardAxis
from timeline_app.export.layouts.cards import CardBlock
from timeline_app.export.layouts.text_page import Note, credit_of, listed_of
from timeline_app.export.page.page import FOOTER_PX, GAP, height_under, source_stacks
from timeline_app.export.page.sources import SourceColumns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.export.layouts.text_page import TextPage
    from timeline_app.export.page.page import Block, PageLayout, Stack
    from timeline_app.export.published import PublishedEvent


@dataclass(frozen=True, slots=True)
class CardEvents:
    """The events of a picture of cards: all of them, each a tick of the axis, and those that may be cards."""

    all: Sequence[PublishedEvent]
    chosen: Sequence[PublishedEvent] | None = None
    """By a person; None where the most important ones are cards."""


def card_sheets(page: TextPage, events: CardEvents) -> tuple[PageLayout, ...]:
    """Set key events as cards over an axis of all of them; the sources of a PDF follow on pages of their own."""
    axis = CardAxis(page.style, page.published, events.all, compress_gaps=page.options.compress_gaps, width=page.inner)
    pdf = page.options.format == "pdf"
    height = page.size.height or (page.size.width / 2**0.5 if pdf else None)
    listed = pdf or height is None
    cards = CardBlock(page.style, events.all if events.chosen is None else events.chosen, axis, page.inner)
    cards.cite = (lambda shown: page.citations(shown)[1]) if listed else (lambda _shown: {})
    if height is None:
        cards.spread_out()
        stack = _sheet(page, events, cards, listed_of(page, page.citations(cards.events)[0]))
        return (stack.sheet(None),)
    credit = None if pdf else credit_of(page, page.citations(cards.events)[0])
    foot = FOOTER_PX if pdf else 0.0
    cards.fit(height - foot - _taken(page, events, cards, credit))
    credit = None if pdf else credit_of(page, page.citations(cards.events)[0])
    stacks = [_sheet(page, events, cards, credit)]
    if not pdf:
        return (stacks[0].sheet(height),)
    sources = page.citations(cards.events)[0].sources
    if sources:
        columns = SourceColumns(sources, page.inner, page.theme)
        stacks += source_stacks(columns, columns.entries, page.size, height)
    for number, stack in enumerate(stacks, 1):
        stack.foot(height, page.title, _("{n} of {all}").format(n=number, all=len(stacks)), page.theme)
    return tuple(stack.sheet(height) for stack in stacks)


def _sheet(page: TextPage, events: CardEvents, cards: CardBlock, sources: Block | None) -> Stack:
    """Put everything on one sheet."""
    stack = page.begin(cards.events)
    stack.add(cards)
    stack.add_if(_note(page, events, cards))
    if sources is not None:
        stack.rule(page.theme)
        stack.add(sources)
    stack.add_if(page.imprint)
    return stack


def _taken(page: TextPage, events: CardEvents, cards: CardBlock, credit: Block | None) -> float:
    """Give the height of all but the cards."""
    stack = page.begin(cards.events)
    note = _note(page, events, cards)
    under = sum(block.height + GAP for block in (note, page.imprint) if block is not None)
    return stack.y + stack.margin + under + height_under(credit)


def _note(page: TextPage, events: CardEvents, cards: CardBlock) -> Note | None:
    """Say that there are more events than cards."""
    shown, all_of_them = len(cards.events), len(events.all)
    if shown == all_of_them:
        return None
    words = {"n": grouped(shown), "all": grouped(all_of_them)}
    if events.chosen is None:
        sentence = ngettext(
            "The most important event of {all} as a card; the axis has a tick for each.",
            "The {n} most important events of {all} as cards; the axis has a tick for each.",
            shown,
        )
    elif shown == len(events.chosen):
        sentence = ngettext(
            "{n} key event of {all} as a card; the axis has a tick for each.",
            "{n} key events of {all} as cards; the axis has a tick for each.",
            shown,
        )
    else:
        words["chosen"] = grouped(len(events.chosen))
        sentence = ngettext(
            "{n} of {chosen} key events as a card; the axis has a tick for each of {all} events.",
            "{n} of {chosen} key events as cards; the axis has a tick for each of {all} events.",
            shown,
        )
    return Note(sentence.format(**words), page.inner, page.theme)
