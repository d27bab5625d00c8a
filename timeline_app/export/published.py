"""What goes out: the events of a chronology as readers get them, for every writer of pages, documents and data.

Writers take all they say from `Published` and nothing from the chronology, so that what is held back is held back
everywhere. No writer reads a record by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from timeline_app.base.i18n import gettext as _
from timeline_app.document.gating import reading_gated, told
from timeline_app.document.records import reading_records
from timeline_app.domain.columns import distinct
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.errors import DateError
from timeline_app.domain.publication import WITHOUT_PROFILE, Gate
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.export.published_lanes import PublishedLanes, published_lanes
from timeline_app.export.published_story import story_to_publish
from timeline_app.export.saving import replacing
from timeline_app.export.selection import describe, find_shown
from timeline_app.export.web_links import openable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.document.records import RecordReader
    from timeline_app.domain.publication import HeldBack
    from timeline_app.domain.records import Category, Event, Excerpt, ExcerptKind, Place, Shape, Source, Stance, Status
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.published_story import PublishedStory
    from timeline_app.export.selection import ExportSelection

Write: TypeAlias = "Callable[[Published, Path], Iterator[float]]"
"""Writes what is published to a file, in steps, and yields after each how far it is (0 to 1)."""

_CHUNK: Final = 500
"""Events that are read at once: all that is held of them at any time."""
_REMEMBERED: Final = 5_000
"""Sources that are held in words."""


@dataclass(frozen=True, slots=True)
class PublishedCategory:
    """A category that an event has, for a legend."""

    name: str
    colour: str
    """On a light background, as #RRGGBB."""
    shape: Shape


@dataclass(frozen=True, slots=True)
class PublishedActor:
    """Who takes part in an event."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class PublishedQuote:
    """Words of a source about an event."""

    kind: ExcerptKind
    words: str
    """As the source has them where it is a quote; empty where evidence names a source without any words."""
    stance: Stance
    locator: str = ""
    """A page, a paragraph, a timecode."""
    claimed: str = ""
    """The date that it claims, in EDTF; empty for none of its own."""


@dataclass(frozen=True, slots=True)
class PublishedSource:
    """A source that speaks of an event, with what it says of that event."""

    number: int
    """Running, in order of first use; the same source has the same number at every event."""
    title: str
    author: str
    publisher: str
    published: str
    """EDTF."""
    published_words: str
    address: str
    """As it was typed; only `link` may be made a link."""
    archive_address: str
    language: str
    licence: str
    kind: str
    retrieved: str
    quotes: tuple[PublishedQuote, ...] = ()

    @property
    def link(self) -> str:
        """The address where it may be opened by a click; empty for what is no link."""
        return openable(self.address)

    @property
    def archive_link(self) -> str:
        """The same of the archived copy."""
        return openable(self.archive_address)

    @property
    def locators(self) -> tuple[str, ...]:
        """Pages and timecodes, each once."""
        return tuple(dict.fromkeys(quote.locator for quote in self.quotes if quote.locator))


@dataclass(frozen=True, slots=True)
class PublishedPicture:
    """A picture of an event; chronologies will hold them later."""

    data: bytes = field(repr=False)
    media_type: str
    alternative_text: str
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """An event as readers get it. Names and titles are lines, and no text holds signs that deceive."""

    id: str
    title: str
    when: When
    """Undated where there is no date, or none that can be read."""
    date_words: str
    """The date as a person reads it, or that there is none; never empty."""
    date_text: str
    """A date that could not be read, as it was typed; empty for all others."""
    start: str
    """EDTF, as `end` is; both empty for what is undated."""
    end: str
    zone: str
    status: Status
    importance: int
    category: PublishedCategory | None
    actors: tuple[PublishedActor, ...]
    place: str
    coordinates: tuple[float, float] | None
    """Latitude and longitude, in decimal degrees."""
    tags: tuple[str, ...]
    summary: str
    notes: str
    """Empty unless a profile lets notes out."""
    sources: tuple[PublishedSource, ...]
    pictures: tuple[PublishedPicture, ...] = ()

    @property
    def unsourced(self) -> bool:
        """Whether it rests on no source."""
        return not self.sources

    @property
    def is_dated(self) -> bool:
        """Whether it has a date that can be read."""
        return not self.when.flags & WhenFlag.UNDATED


@dataclass(frozen=True, slots=True)
class Published:
    """A chronology as readers get it."""

    title: str
    description: str
    author: str
    credit: str
    editorial_line: str
    language: str
    """Of titles and summaries, as a BCP 47 tag; empty where the chronology does not say."""
    zone: str
    """By whose clocks dates are worded."""
    as_of: str
    """EDTF; empty for none."""
    as_of_words: str
    line: str
    """What is shown, how much of it, and when it was made."""
    held_back: HeldBack
    categories: tuple[PublishedCategory, ...]
    """Those of the events, in the chronology's order."""
    span: tuple[int, int]
    """The stretch of time asked for, or the extent of the events: seconds on the axis, half-open."""
    events: PublishedEvents
    """In order of time, undated ones last; read anew each time they are walked through."""
    lanes: PublishedLanes = field(default_factory=PublishedLanes)
    story: PublishedTelling | None = None
    """The story that is told with them; None where none was asked for."""

    @property
    def sources(self) -> Iterator[PublishedSource]:
        """Walk through all sources in the order of their numbers, without what they say of single events."""
        seen = 0
        for event in self.events:
            for source in event.sources:
                if source.number > seen:
                    seen = source.number
                    yield replace(source, quotes=())


class PublishedEvents(Iterable[PublishedEvent]):
    """The events, read as they are walked through: any number of them takes the memory of a few hundred."""

    def __init__(self, chronology: Chronology, rows: list[int], zone: str, gate: Gate) -> None:
        self._chronology = chronology
        self._rows = rows
        self._zone = zone
        self._gate = gate
        self._numbers: dict[str, int] = {}
        self._known: dict[str, tuple[Source, PublishedSource]] = {}
        self._categories = {each.id: published_category(gate.named(each)) for each in chronology.categories}
        self._actors = {each.id: on_one_line(gate.named(each).name) for each in chronology.actors}
        self._places = {each.id: gate.named(each) for each in chronology.places}
        self._tags = {each.id: on_one_line(gate.named(each).name) for each in chronology.tags}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[PublishedEvent]:
        rows = iter(self._rows)
        while chunk := list(islice(rows, _CHUNK)):
            with reading_gated(self._chronology, self._gate) as records:
                read = list(self._read(records, chunk))
            yield from read

    def _read(self, records: RecordReader, rows: list[int]) -> Iterator[PublishedEvent]:
        events = records.events(rows)
        evidence = records.evidence(event.id for event in events)
        for event in events:
            yield self._event(event, self._sources(evidence.get(event.id, ())))

    def _sources(self, evidence: Iterable[tuple[Excerpt, Source]]) -> tuple[PublishedSource, ...]:
        """Put what each source says under it, in order of first use."""
        sources: dict[str, Source] = {}
        quotes: dict[str, list[PublishedQuote]] = {}
        for excerpt, source in evidence:
            sources.setdefault(source.id, source)
            quotes.setdefault(source.id, []).append(_quote(excerpt))
        return tuple(replace(self._worded(source), quotes=tuple(quotes[key])) for key, source in sources.items())

    def _worded(self, source: Source) -> PublishedSource:
        """Give a source without what it says; the same one is worded once, as long as few are remembered."""
        known, found = self._known.get(source.id, (None, None))
        if found is not None and known == source:
            return found
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        found = _source(self._numbers.setdefault(source.id, len(self._numbers) + 1), source)
        self._known[source.id] = source, found
        return found

    def _event(self, event: Event, sources: tuple[PublishedSource, ...]) -> PublishedEvent:
        when = _when(event)
        dated = not when.flags & WhenFlag.UNDATED
        typed = on_one_line(event.date_text or " / ".join(filter(None, (event.start, event.end))))
        place = self._places.get(event.place_id)
        return PublishedEvent(
            id=self._gate.id(event.id),
            title=on_one_line(event.title),
            when=when,
            date_words=word(when, self._zone) if dated else typed or _("No date"),
            date_text="" if dated else typed,
            start=event.start if dated else "",
            end=event.end if dated else "",
            zone=event.zone,
            status=event.status,
            importance=event.importance,
            category=self._categories.get(event.category_id),
            actors=tuple(
                PublishedActor(self._actors[part.actor_id], on_one_line(part.role))
                for part in event.actors
                if part.actor_id in self._actors
            ),
            place=on_one_line(place.name) if place else "",
            coordinates=_coordinates(place),
            tags=tuple(self._tags[tag] for tag in event.tag_ids if tag in self._tags),
            summary=shown(event.summary),
            notes=shown(event.notes),
            sources=sources,
        )


@dataclass(frozen=True, slots=True)
class PublishedScene:
    """A view of a story beside all that goes out."""

    title: str
    text: str
    line: str
    span: tuple[int, int] | None
    """Seconds as clocks show them, half-open; None for the whole time."""
    events: tuple[PublishedEvent, ...]
    """Those it speaks of; where it names none, the most important that it shows."""
    names_events: bool
    """Whether these were chosen for it."""
    more: int
    """How many it shows beyond these, where it names none."""
    kept: tuple[int, ...] | None
    """Places, among all events that go out, of those that its filter keeps; None for all."""


class PublishedTelling:
    """A story beside all that goes out: its views point to events that are there."""

    def __init__(
        self, story: PublishedStory, rows: list[int], events_of: Callable[[list[int]], PublishedEvents]
    ) -> None:
        """Take the `rows` of all events that go out, in their order."""
        self._story = story
        self._rows = rows
        self._events_of = events_of
        self.title = story.title

    def __len__(self) -> int:
        return len(self._story)

    def scenes(self) -> Iterator[PublishedScene]:
        """Give the views in their order."""
        going = set(self._rows)
        for at, view in enumerate(self._story):
            spoken = [row for row in view.chosen if row in going]
            shown_rows = [] if view.chosen else [row for row in self._story.foremost(at) if row in going]
            kept = self._story.filtered(at)
            yield PublishedScene(
                title=view.title,
                text=view.text,
                line=view.line,
                span=None if view.whole else (view.selection.start_s, view.selection.end_s),
                events=tuple(self._events_of(self._in_order(spoken or shown_rows[:_MOST_NAMED]))),
                names_events=bool(spoken),
                more=0 if spoken else max(len(shown_rows) - _MOST_NAMED, 0),
                kept=None if kept is None else tuple(place for place, row in enumerate(self._rows) if row in kept),
            )

    def _in_order(self, rows: list[int]) -> list[int]:
        """Put rows in the order of the page."""
        wanted = set(rows)
        return [row for row in self._rows if row in wanted]


_MOST_NAMED: Final = 8
"""Of a view that names no events, so many are pointed to."""


def publish(chronology: Chronology, options: ExportOptions) -> Published:
    """Gather what goes out: filter, stretch of time and zone as for a picture, with the undated where wanted.

    Raise ExportError where nothing is left. What is read later is of the moment in which it is read; who wants one
    moment for all of it writes by `published_steps`.
    """
    selection = find_shown(chronology, options, undated=options.undated)
    gate = Gate(options.profile or WITHOUT_PROFILE, chronology.actors)
    says = gate.particulars(chronology.particulars)
    rows = chronology.columns.row[selection.mask].tolist()
    story = story_to_publish(chronology, options)

    def events_of(some: list[int]) -> PublishedEvents:
        return PublishedEvents(chronology, some, options.zone, gate)

    return Published(
        title=gate.text(on_one_line(options.title) or chronology.name),
        description=shown(says.summary),
        author=on_one_line(says.author),
        credit=on_one_line(says.credit),
        editorial_line=on_one_line(says.editorial_line),
        language=says.language,
        zone=options.zone,
        as_of=says.as_of,
        as_of_words=day_in_words(says.as_of),
        line=on_one_line(describe(selection, options, chronology)),
        held_back=told(selection.passing, options.profile),
        categories=_in_use(chronology, selection, gate),
        span=(selection.start_s, selection.end_s),
        events=events_of(rows),
        story=PublishedTelling(story, rows, events_of) if story else None,
        lanes=published_lanes(chronology, options, selection.mask, gate),
    )


def published_steps(chronology: Chronology, options: ExportOptions, path: Path, write: Write) -> Iterator[float]:
    """Write what is published in steps; all of it is of one moment. Close it to stop and leave nothing behind."""
    with reading_records(chronology), replacing(path) as part:
        yield from write(publish(chronology, options), part)
        yield 1.0


def published_category(category: Category) -> PublishedCategory:
    """Give a category as readers get it."""
    return PublishedCategory(on_one_line(category.name), category.colour, category.shape)


def _in_use(chronology: Chronology, selection: ExportSelection, gate: Gate) -> tuple[PublishedCategory, ...]:
    used = distinct(chronology.columns.category[selection.mask])
    return tuple(published_category(gate.named(chronology.categories[index])) for index in used.tolist() if index >= 0)


def _when(event: Event) -> When:
    """Read the date of an event; what is none, in a store of a stranger, counts as undated."""
    try:
        return When.of(event.start, event.end, event.zone)
    except DateError:
        return When.of("")


def _coordinates(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _quote(excerpt: Excerpt) -> PublishedQuote:
    return PublishedQuote(
        excerpt.kind, shown(excerpt.exact), excerpt.stance, on_one_line(excerpt.locator), excerpt.claimed_date
    )


def _source(number: int, source: Source) -> PublishedSource:
    return PublishedSource(
        number=number,
        title=on_one_line(source.title),
        author=on_one_line(source.author),
        publisher=on_one_line(source.publisher),
        published=source.published,
        published_words=on_one_line(day_in_words(source.published)),
        address=on_one_line(source.url).strip(),
        archive_address=on_one_line(source.archive_url).strip(),
        language=source.language,
        licence=on_one_line(source.licence),
        kind=on_one_line(source.kind),
        retrieved=source.retrieved,
    )
