"""Put a picture together: what is shown, in which words, on which sheets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.document.gating import gate_of, told
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.publication import EVERYTHING
from timeline_app.export.page.imprint import ImprintBlock, imprint_of
from timeline_app.export.page.legend import Legend, claiming, counting, crowding, legend_of, sharing
from timeline_app.export.page.page import (
    Content,
    height_under,
    margin_of,
    page_room_of,
    picture_room_of,
    read_size,
    set_pages,
    set_picture,
)
from timeline_app.export.page.sources import NO_CITATIONS, CreditBlock, SourceBlock, SourceColumns, cite
from timeline_app.export.page.text import plain_line
from timeline_app.export.page.timeline_block import LEAST_PX, TimelineBlock, drawing_of, stretches
from timeline_app.export.selection import describe, find_shown
from timeline_app.paint.theme import load_fonts, theme_named

if TYPE_CHECKING:
    from timeline_app.document import Chronology
    from timeline_app.domain.publication import Gate
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.page.imprint import Told
    from timeline_app.export.page.legend import LegendItem
    from timeline_app.export.page.page import PageLayout, PageSize
    from timeline_app.export.page.sources import Citations
    from timeline_app.paint.theme import Theme

_TIMELINE_SHARE: Final = 0.7
"""Of a page of given height, what the timeline keeps from a list of sources, if it has use for it."""

_ROOM_FOR_CREDITS: Final = 640.0


@dataclass(frozen=True, slots=True)
class FileMetadata:
    """What a picture's file says of itself to whoever opens its properties."""

    description: str
    author: str = ""
    credit: str = ""
    editorial_line: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Composition:
    """A picture ready to be drawn on any device."""

    sheets: tuple[PageLayout, ...]
    size: PageSize
    theme: Theme
    ground: str | None
    """The colour under everything; None for a transparent picture."""
    title: str
    line: str
    metadata: FileMetadata
    """What the file says of itself besides its title."""


def metadata_of(told: Told, summary: str, line: str, language: str) -> FileMetadata:
    """Gather what a file says of itself."""
    description = "\n".join(filter(None, (line, plain_line(summary))))
    return FileMetadata(
        description, plain_line(told.author), plain_line(told.credit), plain_line(told.editorial_line), language
    )


def compose(chronology: Chronology, options: ExportOptions) -> Composition:
    """Lay out the picture that `options`, which are settled, ask for."""
    load_fonts()
    size = read_size(options.size, options.dpi, landscape=options.landscape, text=options.text)
    theme = theme_named(options.theme)
    shown = find_shown(chronology, options)
    gate = gate_of(chronology, options.profile)
    source = _seen(TimelineSource.of(chronology, options.zone), gate).picked(shown.mask).with_names_in_use()
    citations = cite(chronology, shown, gate) if options.sources else NO_CITATIONS
    drawing = drawing_of(source, citations, theme, options)
    inner = size.width - 2 * margin_of(size)
    title = plain_line(gate.text(options.title or chronology.name))
    line = plain_line(describe(shown, options, chronology))
    view = (shown.start_s, shown.end_s) if options.compress_gaps else shown.view(inner)
    blocks = tuple(TimelineBlock(drawing, each, inner) for each in stretches(view, options.pages))
    explained = legend_of(source, options.lanes, theme) if options.legend else []
    particulars = gate.particulars(chronology.particulars, told(shown.passing, options.profile, places=False).line)
    printed = imprint_of(particulars, particulars.summary)
    imprint = ImprintBlock(printed, inner, theme) if printed else None
    content = Content(title, line, blocks, _legend(explained, inner, theme), theme, imprint=imprint)
    height = size.height or size.width / 2**0.5
    if options.format == "pdf":
        columns = SourceColumns(citations.sources, inner, theme) if citations.sources else None
        content = replace(content, source_pages=columns)
        room = page_room_of(content, size, height)
    else:
        content = _with_sources(content, blocks, citations, size)
        room = blocks[0].height if size.height is None else picture_room_of(content, size)
    if options.legend and room >= LEAST_PX:
        if not all(block.keeps_lanes_at(room) for block in content.timelines):  # then no header says what a colour is
            explained = legend_of(source, "none", theme)
        signs = [block.signs_at(room) for block in content.timelines]
        explained += [crowding(theme)] * any(each.ticks for each in signs)
        explained += [sharing(theme)] * any(each.shared for each in signs)
        explained += [counting(theme)] * any(each.bars for each in signs)
        explained += [claiming(theme, disputes=False)] * any(each.claims for each in signs)
        explained += [claiming(theme, disputes=True)] * any(each.disputes for each in signs)
        content = replace(content, legend=_legend(explained, inner, theme))
    elif room < LEAST_PX:
        content = replace(content, legend=None)
    sheets = set_pages(content, size, height) if options.format == "pdf" else (set_picture(content, size),)
    ground = None if options.transparent else theme.paper
    about = metadata_of(particulars, particulars.summary, line, particulars.language)
    return Composition(sheets, size, theme, ground, title, line, about)


def _seen(source: TimelineSource, gate: Gate) -> TimelineSource:
    return source if gate.profile is EVERYTHING else source.through(gate)


def _legend(items: list[LegendItem], width: float, theme: Theme) -> Legend | None:
    return Legend(items, width, theme) if items else None


def _with_sources(content: Content, blocks: tuple[TimelineBlock, ...], citations: Citations, size: PageSize) -> Content:
    """Put the list of sources under a picture; where that would cost the timeline titles, only who is cited."""
    if not citations.sources:
        return content
    inner = size.width - 2 * margin_of(size)
    columns = SourceColumns(citations.sources, inner, content.theme)
    listed = replace(content, sources=SourceBlock(columns, columns.entries, _("Sources")))
    if size.height is None:
        return listed
    room = picture_room_of(content, size)
    needed = min(blocks[0].full_height, room * _TIMELINE_SHARE)
    if room - height_under(listed.sources) >= needed:
        return listed
    credit = CreditBlock(citations, inner, content.theme, most_lines=4 if room > _ROOM_FOR_CREDITS else 2)
    fits = room - height_under(credit) >= LEAST_PX
    bare = tuple(block.without_numbers() for block in blocks)
    return replace(content, sources=credit if fits else None, timelines=bare)
