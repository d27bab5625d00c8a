"""One event as an article of the page: date, title, what is told, and what it rests on."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.timeline import status_words
from timeline_app.export.published_lanes import PublishedLanes
from timeline_app.export.told import SourceWords
from timeline_app.export.web.mark_symbols import drawn
from timeline_app.export.web.markup import anchor, date, escape, paragraphs
from timeline_app.layout.axis.civil_time import point_on_clocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.export.published import (
        PublishedCategory,
        PublishedEvent,
        PublishedPicture,
        PublishedQuote,
        PublishedSource,
    )

PICTURE_TYPES: Final = ("image/png", "image/jpeg", "image/webp", "image/gif")
"""What a browser shows and cannot be made to run: no SVG."""
_NAMED_SOURCES: Final = 3


@dataclass(frozen=True, slots=True)
class ArticleWriter:
    """Writes events as articles; it knows what is the same for all of them."""

    categories: Mapping[PublishedCategory, int]
    zone: str
    own: str
    """Attributes of text in the chronology's own language: `dir`, and `lang` where it is not that of the page."""
    lanes: PublishedLanes = field(default_factory=PublishedLanes)
    cited: SourceWords = field(default_factory=lambda: SourceWords(_citation))

    def write(self, event: PublishedEvent) -> str:
        """Give the article of an event."""
        name, untitled = anchor(event.id), _("Untitled")
        number = self.categories.get(event.category, -1) if event.category else -1
        shape = event.category.shape if event.category else "circle"
        own_colour = f"c{number} " if number >= 0 else ""
        opening = f'<article id="event={name}" class="{own_colour}i{event.importance:d}"'
        return "".join(
            (
                f'{opening} data-e="{self._numbers(event)}"{self._lane(event)}>\n',
                f'{drawn(shape, event.status)}\n<p class="when">',
                f'<a href="#event={name}">{date(event.when.edtf, event.date_words)}</a>{_status(event)}</p>\n',
                f"<h3{self.own}>{escape(event.title or untitled)}</h3>\n",
                self._facts(event),
                paragraphs(event.summary, f' class="summary"{self.own}'),
                "".join(map(_picture, event.pictures)),
                paragraphs(event.notes, f' class="notes"{self.own}'),
                self._actors(event),
                self._sources(event),
                "</article>\n",
            )
        )

    def _numbers(self, event: PublishedEvent) -> str:
        """Say for the script what the timeline is drawn from: category, status, importance, and what the date means."""
        number = self.categories.get(event.category, -1) if event.category else -1
        parts = [str(number), str(STATUSES.index(event.status)), str(event.importance), str(int(event.when.flags))]
        if event.is_dated:
            when = event.when
            points = (when.start_min, when.start_max, when.end_min, when.end_max)
            parts += [_point(point_on_clocks(point, int(when.flags), self.zone)) for point in points]
        return " ".join(parts)

    def _lane(self, event: PublishedEvent) -> str:
        """Say for the script in which lanes it stands, where they are not those of categories."""
        return f' data-l="{" ".join(map(str, self.lanes.of(event)))}"' if self.lanes.names else ""

    def _facts(self, event: PublishedEvent) -> str:
        parts = []
        if event.category:
            parts.append(f'<span class="category"{self.own}>{escape(event.category.name)}</span>')
        parts += [f"<span{self.own}>{escape(words)}</span>" for words in (event.place, *event.tags) if words]
        return f'<p class="meta">{" · ".join(parts)}</p>\n' if parts else ""

    def _actors(self, event: PublishedEvent) -> str:
        if not event.actors:
            return ""
        items = "".join(
            f"<li><bdi>{escape(each.name)}</bdi>"
            + (f" (<bdi>{escape(each.role)}</bdi>)" if each.role else "")
            + "</li>"
            for each in event.actors
        )
        name = escape(_("Actors"))
        return f'<ul class="actors" aria-label="{name}"{self.own}>{items}</ul>\n'

    def _sources(self, event: PublishedEvent) -> str:
        if event.unsourced:
            words = escape(_("No source is given for this."))
            return f'<p class="unsourced">{words}</p>\n'
        count = ngettext("{n} source", "{n} sources", len(event.sources)).format(n=len(event.sources))
        names = dict.fromkeys(filter(None, (each.publisher or each.author for each in event.sources)))
        named = ", ".join(f"<bdi>{escape(each)}</bdi>" for each in list(names)[:_NAMED_SOURCES])
        more = ", …" if len(names) > _NAMED_SOURCES else ""
        items = "\n".join(self._source(each) for each in event.sources)
        summary = f"<summary><b>{escape(count)}</b> {named}{more}</summary>"
        return f'<details class="evidence">{summary}\n<ol>{items}</ol></details>\n'

    def _source(self, source: PublishedSource) -> str:
        quotes = "".join(map(self._quote, source.quotes))
        return (
            f'<li><span class="number">{source.number}</span>{quotes}<p class="cite">{self.cited.of(source)}</p></li>'
        )

    def _quote(self, quote: PublishedQuote) -> str:
        if quote.kind == "quote" and quote.words.strip():
            told = f"<blockquote>{paragraphs(quote.words, self.own)}</blockquote>"
        else:
            told = paragraphs(quote.words, f' class="paraphrase"{self.own}')
        notes = []
        if quote.stance == "disputes":
            notes.append(_("Disputes the event."))
        if quote.claimed:
            notes.append(_("Dates it to: {date}.").format(date=day_in_words(quote.claimed)))
        return told + (f'<p class="note">{escape(" ".join(notes))}</p>' if notes else "")


def _point(second: int) -> str:
    if abs(second) >= FAR_S:
        return "<" if second < 0 else ">"
    return str(second)


def _status(event: PublishedEvent) -> str:
    """Name a status that is not the calm one."""
    return "" if event.status == "occurred" else f' <span class="status">{escape(status_words(event.status))}</span>'


def _picture(picture: PublishedPicture) -> str:
    if picture.media_type not in PICTURE_TYPES:
        return ""
    data = b64encode(picture.data).decode()
    credit = " · ".join(escape(each) for each in (picture.credit, picture.licence) if each)
    caption = f'<figcaption dir="auto">{credit}</figcaption>' if credit else ""
    image = (
        f'<img src="data:{picture.media_type};base64,{data}" alt="{escape(picture.alternative_text)}" loading="lazy">'
    )
    return f'<figure class="picture">{image}{caption}</figure>\n'


def _citation(source: PublishedSource) -> str:
    """Cite a source in a line: author, title, publisher, date, page; what is not known is left out."""
    name = source.title or source.address or _("Untitled")
    title = f'<bdi class="title">{escape(name)}</bdi>'
    if address := source.link:
        title = f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{title}</a>'
    author = source.author if source.author != source.publisher else ""
    parts = [
        f"<bdi>{escape(author)}</bdi>" if author else "",
        title,
        f"<bdi>{escape(source.publisher)}</bdi>" if source.publisher else "",
        date(source.published, source.published_words) if source.published_words else "",
        *(f"<bdi>{escape(locator)}</bdi>" for locator in source.locators),
    ]
    line = ", ".join(filter(None, parts))
    if archived := source.archive_link:
        words = escape(_("archived copy"))
        line += f' · <a href="{escape(archived)}" rel="noopener noreferrer nofollow">{words}</a>'
    return line
