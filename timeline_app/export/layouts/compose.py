"""Put a picture of text together: a column, cards or a table, on one sheet or on the pages of a PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import ExportError
from timeline_app.export.layouts.card_page import CardEvents, card_sheets
from timeline_app.export.layouts.choosing import foremost
from timeline_app.export.layouts.entries import ALL_LINES
from timeline_app.export.layouts.flow import balanced
from timeline_app.export.layouts.text_page import Note, TextPage, credit_of, listed_of
from timeline_app.export.page.compose import Composition, metadata_of
from timeline_app.export.page.page import GAP, Stack, height_under, read_size, source_stacks
from timeline_app.export.page.sources import SourceBlock, SourceColumns
from timeline_app.export.page.text import plain_line
from timeline_app.export.published import publish
from timeline_app.export.selection import find_shown
from timeline_app.paint.theme import load_fonts, theme_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.document import Chronology
    from timeline_app.export.layouts.flow import Filled, Piece
    from timeline_app.export.layouts.table import TableHead
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.page.page import Block, PageLayout
    from timeline_app.export.page.sources import Citations, CreditBlock
    from timeline_app.export.published import Published, PublishedEvent

LEAST_UNITS: Final = (150, 150)
MOST_ENTRIES: Final = 3000
"""A column of more events fills hundreds of pages."""
_MOST_FOR_CARDS: Final = 20_000
_ANY_HEIGHT: Final = 1e7
_LONGEST_PAGE: Final = 18_000.0
"""In units of 1/96 inch: readers of PDF know no page longer than 200 inches."""
_SHORT_LINES: Final = (ALL_LINES, 8, 6, 5, 4, 3, 2, 1, 0)
"""How many lines of each summary a picture of given height holds: the most with which all events have room."""
_CHOSEN_LINES: Final = 3
_MORE_LINES: Final = (ALL_LINES, 8, 6, 5, 4)
"""What summaries may have where the most events that have room leave some over."""
_LEAST_ENTRY: Final = 30.0


def compose_text(chronology: Chronology, options: ExportOptions) -> Composition:
    """Lay out the picture that `options`, which are settled, ask for."""
    load_fonts()
    size = read_size(options.size, options.dpi, landscape=options.landscape, text=options.text, least=LEAST_UNITS)
    theme = theme_named(options.theme)
    published = publish(chronology, replace(options, undated=options.layout != "cards"))
    events = _read(published, options.layout)
    page = TextPage(published, options, size, theme)
    if options.layout == "cards":
        sheets = card_sheets(page, CardEvents(events, _key_events(chronology, options, events)))
    elif options.format == "pdf" and size.height is not None:
        sheets = _pages(page, events)
    else:
        sheets = (_picture(page, events),)
        if options.format == "pdf" and sheets[0].height * size.text > _LONGEST_PAGE:
            sheets = _pages(page, events)
    ground = None if options.transparent else theme.paper
    line = plain_line(published.line)
    about = metadata_of(published, published.description, line, published.language)
    return Composition(sheets, size, theme, ground, page.title, line, about)


def _read(published: Published, layout: str) -> list[PublishedEvent]:
    """Read the events; refuse more than anybody would read, and say what to do."""
    most = _MOST_FOR_CARDS if layout == "cards" else MOST_ENTRIES
    if len(published.events) > most:
        sentence = _(
            "{n} events are too many for this layout; filter them to {most} at most, or choose lanes or a data format."
        )
        raise ExportError(sentence.format(n=grouped(len(published.events)), most=grouped(most)))
    return list(published.events)


def _key_events(
    chronology: Chronology, options: ExportOptions, events: Sequence[PublishedEvent]
) -> Sequence[PublishedEvent] | None:
    """Give the events that are to be cards; None where nobody chose."""
    if not options.key_query.strip() and not options.key_rows:
        return None
    columns = chronology.columns
    asked = np.isin(columns.row, np.array(options.key_rows, np.int64))
    if options.key_query.strip():
        asked = asked | chronology.select(options.key_query)
    shown = find_shown(chronology, replace(options, undated=False)).mask
    found = [event for event, is_key in zip(events, asked[shown].tolist(), strict=True) if is_key]
    if not found:
        raise ExportError(_("None of the events chosen as cards is in the picture; choose others, or another filter."))
    return found


def _pages(page: TextPage, events: Sequence[PublishedEvent]) -> tuple[PageLayout, ...]:
    """Set events on as many pages as they need, then the sources."""
    height = page.size.height or page.size.width * 2**0.5
    citations, numbers = page.citations(events)
    flow = page.flow(events, numbers, ALL_LINES)
    stacks = [page.begin(events)]
    rest: Sequence[Piece] = flow.pieces
    while rest:
        filled = balanced(rest, page.columns, stacks[-1].room(height) - flow.head_px)
        stacks[-1].add(page.block(filled, flow.head))
        rest = filled.rest
        if rest:
            stacks.append(Stack(page.size))
    stacks += _under(page, stacks[-1], citations, height)
    for number, stack in enumerate(stacks, 1):
        stack.foot(height, page.title, _("{n} of {all}").format(n=number, all=len(stacks)), page.theme)
    return tuple(stack.sheet(height) for stack in stacks)


def _under(page: TextPage, last: Stack, citations: Citations, height: float) -> Iterator[Stack]:
    """Put imprint and sources under what is on the last sheet, or on sheets of their own."""
    if page.imprint is not None:
        if last.room(height) < height_under(page.imprint):
            last = Stack(page.size)
            yield last
        last.rule(page.theme)
        last.add(page.imprint)
    if not citations.sources:
        return
    columns = SourceColumns(citations.sources, page.inner, page.theme)
    whole = SourceBlock(columns, columns.entries, _("Sources"))
    if last.room(height) >= height_under(whole):
        last.rule(page.theme)
        last.add(whole)
    else:
        yield from source_stacks(columns, columns.entries, page.size, height)


def _picture(page: TextPage, events: Sequence[PublishedEvent]) -> PageLayout:
    """Set everything on one sheet; of a given height, as much as it holds, the most important first."""
    if page.size.height is None:
        citations, numbers = page.citations(events)
        flow = page.flow(events, numbers, ALL_LINES)
        filled = balanced(flow.pieces, page.columns, _ANY_HEIGHT)
        listed = listed_of(page, citations)
        return _one_sheet(page, events, _Parts(filled, flow.head, listed))
    best = _all_that_fit(page, events) or _foremost_that_fit(page, events)
    return _one_sheet(page, best.events, best)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands on one sheet beside title and legend."""

    filled: Filled
    head: TableHead | None
    sources: SourceBlock | CreditBlock | None
    events: Sequence[PublishedEvent] = ()
    note: Note | None = None


def _one_sheet(page: TextPage, events: Sequence[PublishedEvent], parts: _Parts) -> PageLayout:
    stack = page.begin(events)
    stack.add(page.block(parts.filled, parts.head))
    stack.add_if(parts.note)
    if parts.sources is not None:
        stack.rule(page.theme)
        stack.add(parts.sources)
    stack.add_if(page.imprint)
    return stack.sheet(page.size.height)


def _room(page: TextPage, events: Sequence[PublishedEvent], under: Sequence[Block | None]) -> float:
    """Give the room for events on a sheet of given height, with blocks under them."""
    stack = page.begin(events)
    taken = sum(height_under(block) for block in under)
    imprint = page.imprint.height + GAP if page.imprint else 0.0
    return (page.size.height or 0.0) - stack.y - stack.margin - taken - imprint


def _all_that_fit(page: TextPage, events: Sequence[PublishedEvent]) -> _Parts | None:
    """Set all events: with all of their summaries and a list of sources, or with less of either; None if none fits."""
    citations, numbers = page.citations(events)
    credit, listed = credit_of(page, citations), listed_of(page, citations)
    if len(events) * _LEAST_ENTRY > _room(page, events, [credit]) * page.columns:
        return None
    for most_lines in _SHORT_LINES:
        for block, cited in ((listed, numbers), (credit, {})):
            if block is listed and most_lines != ALL_LINES:
                continue
            flow = page.flow(events, cited, most_lines)
            filled = balanced(flow.pieces, page.columns, _room(page, events, [block]) - flow.head_px)
            if filled.holds_all:
                return _Parts(filled, flow.head, block, events)
    return None


def _foremost_that_fit(page: TextPage, events: Sequence[PublishedEvent]) -> _Parts:
    """Set as many events as there is room for, the most important first, and say how many are left out."""
    low, high = 1, min(len(events), max(int(_room(page, events, []) * page.columns / _LEAST_ENTRY), 1))
    best = _with(page, events, low)
    while low < high:
        middle = (low + high + 1) // 2
        attempt = _with(page, events, middle)
        if attempt.filled.holds_all:
            low, best = middle, attempt
        else:
            high = middle - 1
    fuller = (_with(page, events, low, most_lines) for most_lines in _MORE_LINES)
    return next((parts for parts in fuller if parts.filled.holds_all), best)


def _with(page: TextPage, events: Sequence[PublishedEvent], count: int, most_lines: int = _CHOSEN_LINES) -> _Parts:
    chosen = foremost(events, count)
    credit = credit_of(page, page.citations(chosen)[0])
    left = len(events) - count
    sentence = ngettext(
        "{n} more event has no room here; those shown are the most important.",
        "{n} more events have no room here; those shown are the most important.",
        left,
    )
    note = Note(sentence.format(n=grouped(left)), page.inner, page.theme) if left else None
    flow = page.flow(chosen, {}, most_lines)
    filled = balanced(flow.pieces, page.columns, _room(page, chosen, [credit, note]) - flow.head_px)
    return _Parts(filled, flow.head, credit, chosen, note)
