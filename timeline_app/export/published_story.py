"""A story as readers get it: what each view says and shows, through the gate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.base.i18n import gettext as _
from timeline_app.document.chronology import query_dates
from timeline_app.document.filter.wording import query_in_words
from timeline_app.document.gating import gate_of
from timeline_app.document.stories import seen, stories_of
from timeline_app.domain.errors import ExportError
from timeline_app.domain.stories import story_named
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.export.selection import count_words, look_over, range_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.document import Chronology
    from timeline_app.domain.publication import Gate
    from timeline_app.domain.records import Story, StoryView
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.selection import ExportSelection


@dataclass(frozen=True, slots=True)
class PublishedView:
    """A view as readers get it."""

    title: str
    """On one line; the range in words where the view has none of its own."""
    text: str
    """Each line is a paragraph."""
    line: str
    """Range, filter and count, in words."""
    lanes: str
    selection: ExportSelection
    """What it shows: events that go out, and the stretch of time."""
    chosen: tuple[int, ...]
    """Rows of the events it speaks of, as far as it shows them."""
    whole: bool = False
    """Whether it has no stretch of time of its own."""


class PublishedStory:
    """The views of a story, found as they are asked for: any number of them takes the memory of one."""

    def __init__(self, chronology: Chronology, story: Story, options: ExportOptions) -> None:
        """Filter and profile of `options` hold for each view; their stretch of time for views without one."""
        self._chronology = chronology
        self._story = story
        self._options = options
        self.gate: Gate = gate_of(chronology, options.profile)
        self.title = self.gate.text(on_one_line(story.name)) or _("Untitled")

    def __len__(self) -> int:
        return len(self._story.views)

    def __iter__(self) -> Iterator[PublishedView]:
        return (self.view(at) for at in range(len(self)))

    def options_of(self, at: int) -> ExportOptions:
        """Give the options by which a view is drawn."""
        return self._seen(self._story.views[at])[1]

    def view(self, at: int) -> PublishedView:
        """Give a view, counted from 0."""
        view = self._story.views[at]
        rows, options = self._seen(view)
        selection = look_over(self._chronology, options)
        going = set(self._chronology.columns.row[selection.mask].tolist()).intersection(rows) if rows else set()
        span_words = range_words(selection, options)
        return PublishedView(
            title=self.gate.text(on_one_line(view.title)).strip() or span_words,
            text=self.gate.text(shown(view.text)).strip(),
            line=self._line(view, selection, options, "" if not view.title.strip() else span_words),
            lanes=options.lanes,
            selection=selection,
            chosen=tuple(row for row in rows if row in going),
            whole=not options.span,
        )

    def filtered(self, at: int) -> set[int] | None:
        """Give the rows that the filter of a view keeps, whenever they are; None where it has none."""
        found = seen(self._chronology, self._story.views[at])
        return set(self._chronology.columns.row[found.mask].tolist()) if found.filtered else None

    def foremost(self, at: int) -> list[int]:
        """Give the rows that a view shows, the most important first."""
        columns, mask = self._chronology.columns, look_over(self._chronology, self.options_of(at)).mask
        order = np.argsort(-columns.importance[mask].astype(np.int32), kind="stable")
        rows: list[int] = columns.row[mask][order].tolist()
        return rows

    def everything(self) -> ExportSelection:
        """Give all events that any view shows, for numbers that run through the story."""
        found: ExportSelection | None = None
        for at in range(len(self)):
            selection = look_over(self._chronology, self.options_of(at))
            found = selection if found is None else replace(found, mask=found.mask | selection.mask)
        if found is None:
            raise ExportError(_("The story “{name}” has no views yet; add one first.").format(name=self.title))
        return replace(found, kept=int(np.count_nonzero(found.mask)))

    def _seen(self, view: StoryView) -> tuple[tuple[int, ...], ExportOptions]:
        """Give the rows that a view speaks of, and the options by which it is drawn."""
        found, options = seen(self._chronology, view), self._options
        query = view.query.strip() if found.filtered else ""
        both = " ".join(f"({each})" for each in (options.query.strip(), query)) if options.query.strip() else query
        query = both if query else options.query
        span = found.span or options.span
        options = replace(options, query=query, span=span, lanes=found.lanes)
        return found.rows, replace(options, first="", last="") if found.span else options

    def _line(self, view: StoryView, selection: ExportSelection, options: ExportOptions, span_words: str) -> str:
        parts = [*filter(None, [span_words]), count_words(selection)]
        if options.query.strip() and view.query.strip():
            asked = query_in_words(view.query, query_dates(self._chronology))
            parts.insert(-1, self.gate.text(_("only {query}").format(query=asked)))
        return on_one_line(" · ".join(parts))


def story_to_publish(chronology: Chronology, options: ExportOptions) -> PublishedStory | None:
    """Give the story that is asked for by name; None where none is."""
    if not options.story:
        return None
    return PublishedStory(chronology, story_named(stories_of(chronology), options.story), options)


def only_story(chronology: Chronology) -> str:
    """Name the one story there is; ExportError where there are several, or none."""
    stories = stories_of(chronology)
    if not stories:
        raise ExportError(_("There is no story to tell yet; make one in the window, by “Add this view to a story”."))
    if len(stories) > 1:
        names = ", ".join(on_one_line(each.name) for each in stories)
        raise ExportError(_("Say which story: {names}.").format(names=names))
    return stories[0].name
