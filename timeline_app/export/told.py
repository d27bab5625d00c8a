"""What readers are told of an event in words beside title and text: its facts on a line, its sources as citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import side_by_side
from timeline_app.domain.dates.calendar_dates import calendar_dates
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.records import Source
from timeline_app.domain.text.citation import cite, day_in_words
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import status_words
from timeline_app.formats.date_parts import edtf_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline_app.export.published import Published, PublishedActor, PublishedEvent, PublishedSource

_REMEMBERED: Final = 5_000


class SourceWords:
    """What is written of sources beside their quotes, made once for each: a chronology cites the same again and again.

    It remembers a few thousand, so that any number of events takes the same memory.
    """

    def __init__(self, make: Callable[[PublishedSource], str]) -> None:
        self._make = make
        self._made: dict[tuple[object, ...], str] = {}

    def of(self, source: PublishedSource) -> str:
        """Give the words on a source, with the pages and timecodes that it has here."""
        key = (
            source.number, source.title, source.author, source.publisher, source.published, source.address,
            source.archive_address, source.retrieved, source.locators,
        )  # fmt: skip
        found = self._made.get(key)
        if found is None:
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            found = self._made[key] = self._make(source)
        return found


def facts_of(event: PublishedEvent) -> str:
    """Give status, category, place, actors and tags on one line."""
    told = (
        status_words(event.status),
        event.category.name if event.category else "",
        event.place,
        ", ".join(map(actor_in_words, event.actors)),
        ", ".join(event.tags),
    )
    return side_by_side(*filter(None, told))


def actor_in_words(actor: PublishedActor) -> str:
    """Name an actor with the role."""
    return _("{name} ({role})").format(name=actor.name, role=actor.role) if actor.role else actor.name


def citation_of(source: PublishedSource) -> str:
    """Cite a source in one line, with the pages and timecodes that speak of the event."""
    cited = Source(
        "", source.title, source.publisher, source.author, source.address, source.published, source.retrieved,
        archive_url=source.archive_address,
    )  # fmt: skip
    return on_one_line(cite(cited, ", ".join(source.locators)))


def said_by(source: PublishedSource, event: PublishedEvent) -> Iterator[str]:
    """Give what a source says of an event, a line for each; what repeats the event's own words is left out."""
    known = {event.title, event.summary.strip(), ""}
    for quote in source.quotes:
        words = on_one_line(quote.words)
        if quote.kind == "paraphrase" and quote.words.strip() in known and quote.stance == "supports":
            continue
        if not words:
            continue
        if quote.kind == "quote":
            words = _("“{words}”").format(words=words)
        if quote.stance == "disputes":
            words = _("Disputes it: {words}").format(words=words)
        if quote.claimed:
            words = _("{words} (gives as date: {date})").format(words=words, date=day_in_words(quote.claimed))
        yield words


def imprint_of(published: Published) -> Iterator[str]:
    """Give the lines that stand under the title of what is made of a chronology."""
    yield from filter(None, (published.author, published.credit, published.editorial_line))
    if published.as_of_words:
        yield _("As known on {date}.").format(date=published.as_of_words)
    yield from filter(None, (published.held_back.line,))


def headed(events: Iterable[PublishedEvent]) -> Iterator[tuple[str, PublishedEvent]]:
    """Give each event with the heading that stands before it: the year where one begins, else nothing.

    Headings never go back: what began “about 2025” may stand among the events of 2024, before those of 2025.
    """
    year: int | None = None
    undated = False
    for event in events:
        first = calendar_dates(event.when).first
        heading = ""
        if first is None and not event.is_dated and not undated:
            heading, undated = _("Without a date"), True
        elif first is not None and (year is None or first.year > year):
            year = first.year
            heading = word(When.parse(edtf_year(year)))
        yield heading, event


def as_text(event: PublishedEvent, *more: str) -> str:
    """Give text, facts and sources of an event as lines, for programs that have one field for them."""
    sources = [line for source in event.sources for line in (citation_of(source), *said_by(source, event))]
    said = "\n".join((_("Sources:"), *sources)) if sources else _("(no source)")
    return "\n\n".join(filter(None, (event.summary.strip(), *more, facts_of(event), event.notes.strip(), said)))
