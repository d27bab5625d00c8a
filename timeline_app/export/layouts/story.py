"""A story on pages: a view on each, with its words, its stretch of the timeline and the numbers of its sources.

A page of paper and a screen on which a story is told are laid out alike.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.document.gating import told
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.errors import ExportError
from timeline_app.domain.publication import EVERYTHING
from timeline_app.export.layouts.story_text import ViewHead, set_text
from timeline_app.export.layouts.text_page import Note
from timeline_app.export.page.compose import Composition, metadata_of
from timeline_app.export.page.imprint import ImprintBlock, imprint_of
from timeline_app.export.page.legend import Legend, legend_of
from timeline_app.export.page.page import GAP, Stack, margin_of, read_size, source_stacks
from timeline_app.export.page.sources import NO_CITATIONS, SourceColumns, cite
from timeline_app.export.page.text import plain_line
from timeline_app.export.page.timeline_block import LEAST_PX, TimelineBlock, drawing_of
from timeline_app.export.published_story import only_story, story_to_publish
from timeline_app.paint.theme import load_fonts, theme_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document import Chronology
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.page.page import Block, PageLayout, PageSize
    from timeline_app.export.page.sources import Citations
    from timeline_app.export.published_story import PublishedStory, PublishedView
    from timeline_app.paint.theme import Theme

_TIMELINE_SHARE: Final = 0.5
"""Of what a page has under its title, what the timeline keeps from a text that does not end on it."""
_MOST_OF_A_PAGE: Final = 0.8
"""What it may have from a text that ends there, to be drawn as large as it is elsewhere."""
_CITED_LINES: Final = 2
_LOW_PX: Final = 420.0
"""On a page that is less high, a title has one line."""
_LOWEST_PX: Final = 90.0
"""A timeline that is less high says nothing: the words stand alone."""


class StoryPages:
    """Lays out the views of a story on pages of one size; each when it is asked for."""

    def __init__(self, chronology: Chronology, story: PublishedStory, size: PageSize, theme: Theme) -> None:
        load_fonts()
        self._chronology = chronology
        self._size = size
        self._height = size.height or size.width / 2**0.5
        self._theme = theme
        self._inner = size.width - 2 * margin_of(size)
        self.story = story
        self.citations: Citations = NO_CITATIONS
        """The sources of all views, by numbers that run through the story."""

    def number_sources(self) -> None:
        """Give the sources numbers; without that, none has one."""
        self.citations = cite(self._chronology, self.story.everything(), self.story.gate)

    def stacks(self, at: int, imprint: Block | None = None) -> list[Stack]:
        """Lay out a view, counted from 0: on one sheet, or on more where its text does not end on the first."""
        view, options = self.story.view(at), self.story.options_of(at)
        stack = self._begun(view.title, view.line)
        left, under = self._under(stack.room(self._height), (imprint, self._cited(view)))
        drawn = self._timeline(view, options)
        wanted = max(LEAST_PX, drawn.least_height if isinstance(drawn, TimelineBlock) else 0.0)
        rooms = left - min(wanted, left * _MOST_OF_A_PAGE) - GAP, left - min(LEAST_PX, left * _TIMELINE_SHARE) - GAP
        text = set_text(view.text, self._inner, rooms, self._theme)
        stack.add_if(text.first)
        stacks = [stack]
        self._add_timeline(stack, drawn, options, sum(block.height + GAP for block in under))
        for block in under:
            stack.add(block)
        while text.rest:
            more = self._begun(_("{title}, continued").format(title=view.title), "")
            text = text.next(more.room(self._height))
            more.add_if(text.first)
            stacks.append(more)
        return stacks

    def _under(self, left: float, blocks: Sequence[Block | None]) -> tuple[float, list[Block]]:
        """Tell which blocks have room under a timeline, in their order from the foot up, and what they leave."""
        under: list[Block] = []
        for block in blocks:
            if block is not None and left - block.height - GAP >= LEAST_PX:
                under.insert(0, block)
                left -= block.height + GAP
        return left, under

    def source_stacks(self) -> list[Stack]:
        """Lay out the list of sources, after the last view."""
        if not self.citations.sources:
            return []
        columns = SourceColumns(self.citations.sources, self._inner, self._theme)
        return source_stacks(columns, columns.entries, self._size, self._height)

    def sheet(self, stack: Stack, foot: tuple[str, str], name: str = "") -> PageLayout:
        """Finish a sheet: what stands at its foot at the left and at the right; and its name in a table of contents."""
        stack.foot(self._height, *foot, self._theme)
        return replace(stack.sheet(self._height), name=name)

    def _begun(self, title: str, line: str) -> Stack:
        stack = Stack(self._size)
        low = self._height < _LOW_PX
        stack.add(ViewHead((self.story.title, title, line), self._inner, self._theme, most=1 if low else 3))
        return stack

    def _timeline(self, view: PublishedView, options: ExportOptions) -> TimelineBlock | Note:
        """Put the timeline of a view together."""
        if not view.selection.kept:
            return Note(_("No event lies in this view."), self._inner, self._theme)
        gate, whole = self.story.gate, TimelineSource.of(self._chronology, options.zone)
        seen = whole if gate.profile is EVERYTHING else whole.through(gate)
        source = seen.picked(view.selection.mask).with_names_in_use().with_foremost(view.chosen)
        drawing = replace(drawing_of(source, self.citations, self._theme, options), chosen=view.chosen)
        return TimelineBlock(drawing, view.selection.view(self._inner), self._inner)

    def _add_timeline(self, stack: Stack, drawn: TimelineBlock | Note, options: ExportOptions, needed: float) -> None:
        """Put the timeline on a sheet with a legend, where there is room for that without drawing it smaller."""
        if isinstance(drawn, Note):
            stack.add(drawn)
            return
        explained = legend_of(drawn.source, options.lanes, self._theme) if options.legend else []
        legend = Legend(explained, self._inner, self._theme) if explained else None
        room = stack.room(self._height) - needed
        if legend is not None and room - legend.height - GAP >= max(LEAST_PX, drawn.least_height):
            room -= legend.height + GAP
        else:
            legend = None
        if room >= _LOWEST_PX:
            stack.add(drawn, room)
        stack.add_if(legend)

    def _cited(self, view: PublishedView) -> Note | None:
        """Name the sources of the events that a view speaks of, behind their numbers."""
        numbers: dict[int, None] = {}
        for row in view.chosen or self._chronology.columns.row[view.selection.mask][:_MOST_CITED].tolist():
            numbers.update(dict.fromkeys(self.citations.by_row.get(row, ())))
        if not numbers:
            return None
        sources = [self.citations.sources[number - 1] for number in sorted(numbers)]
        words = (", ".join(filter(None, (each.publisher or each.title, each.day))) for each in sources)
        told = " · ".join(f"{each.number}\xa0{about}" for each, about in zip(sources, words, strict=True))
        return Note(told, self._inner, self._theme, most=_CITED_LINES)


_MOST_CITED: Final = 40
"""Of a view that names no events, so many have their sources at its foot."""


def compose_story(chronology: Chronology, options: ExportOptions) -> Composition:
    """Lay out the pages of a PDF that tell the story which `options`, which are settled, ask for."""
    load_fonts()
    options = replace(options, story=options.story or only_story(chronology))
    story = story_to_publish(chronology, options)
    if story is None or not len(story):
        raise ExportError(_("The story “{name}” has no views yet; add one first.").format(name=options.story))
    size = read_size(options.size, options.dpi, landscape=options.landscape, text=options.text)
    theme = theme_named(options.theme)
    pages = StoryPages(chronology, story, size, theme)
    everything = story.everything()
    if options.sources:
        pages.number_sources()
    held_back = told(everything.passing, options.profile, places=False).line
    about = story.gate.particulars(chronology.particulars, held_back)
    printed = imprint_of(about, "")
    imprint = ImprintBlock(printed, size.width - 2 * margin_of(size), theme) if printed else None
    named: list[tuple[Stack, str]] = []
    for at in range(len(story)):
        stacks = pages.stacks(at, imprint if at == len(story) - 1 else None)
        named += zip(stacks, [story.view(at).title, *[""] * len(stacks)], strict=False)
    listed = pages.source_stacks() if options.sources else []
    named += zip(listed, [_("Sources"), *[""] * len(listed)], strict=False)
    title = plain_line(story.title)
    foot = plain_line(story.gate.text(options.title or chronology.name))
    sheets = tuple(
        pages.sheet(stack, (foot, _("{n} / {all}").format(n=number, all=len(named))), name)
        for number, (stack, name) in enumerate(named, 1)
    )
    told_of_file = metadata_of(about, about.summary, title, about.language)
    return Composition(sheets, size, theme, theme.paper, title, title, told_of_file)
