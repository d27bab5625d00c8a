"""Jobs of the reader: a file becomes an article, a text becomes proposals. They run on the worker and use no Qt."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.document.evidence.source_records import Article, clean_text
from timeline_app.domain.errors import KnownError
from timeline_app.formats.encoding import read_whole

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.domain.records import Document
    from timeline_app.extract.dates.tagger import Expression
    from timeline_app.extract.events.names import KnownNames
    from timeline_app.extract.events.proposals import Extraction
    from timeline_app.extract.pages.page import Page, PublicationDay

_HEAD: Final = 20_000
_AROUND: Final = 4_000
"""Code points about selected words that are read with them."""
_YEAR: Final = re.compile(r"\d{4}|[’']\d\d\b")
_DATED_WHEN_MADE: Final = frozenset(
    {"application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
)
_WITH_MORE: Final = frozenset(
    {"text/html", "multipart/related", "application/x-webarchive", "message/rfc822", *_DATED_WHEN_MADE}
)


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How an article shall be read for its dates; empty is "find out"."""

    published: str = ""
    genre: str = ""
    """"news" or "narrative"."""
    order: str = ""
    """"dmy" or "mdy"."""


def read_file(path: Path) -> Article:
    """Read a file as an article; raise KnownError where it cannot be read, is too large or holds no text."""
    from timeline_app.extract.pages.reader import read_bytes, without_front_matter  # noqa: PLC0415 - only reading needs them

    data = read_whole(path)
    page = read_bytes(data, path.name)
    text = without_front_matter(page.text) if page.media_type == "text/markdown" else page.text
    if not clean_text(text):
        raise KnownError(_("There is no text in “{name}”.").format(name=path.name))
    published = page.published if page.media_type not in _DATED_WHEN_MADE else _printed_day(page)
    return Article(
        **page.facts | {"published": published}, text=text, media_type=page.media_type, original=data,
        archive_url=page.archive_url, seen=page.captured[:10],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentOrigin:
    """What the file of a stored document says besides its text."""

    dates: tuple[PublicationDay, ...] = ()
    """The days of publication that it names, the surest first."""
    left_out: tuple[str, ...] = ()
    """Paragraphs that are not in the stored text."""
    whole: str = ""
    """The text with them."""
    notes: tuple[str, ...] = ()
    """What a person should know of the file before trusting its text, and what to do."""


def origin_of(document: Document) -> DocumentOrigin:
    """Read the file of a document again, for what its text does not hold."""
    from timeline_app.extract.pages.listing import notes_on  # noqa: PLC0415 - only reading needs them
    from timeline_app.extract.pages.page import PublicationDay, left_out  # noqa: PLC0415 - likewise
    from timeline_app.extract.pages.reader import read_stored  # noqa: PLC0415 - likewise

    if not document.original or document.media_type not in _WITH_MORE:
        return DocumentOrigin()
    try:
        page = read_stored(document.original, document.media_type)
    except KnownError:
        return DocumentOrigin()
    first = page.published if page.media_type not in _DATED_WHEN_MADE else _printed_day(page)
    dates = (PublicationDay(first, page.found), *page.others) if first else page.others
    return DocumentOrigin(dates, left_out(page, document.text), page.whole, notes_on(page))


def _printed_day(page: Page) -> str:
    """Take the day a PDF or Word file was made for that of publication only where its text prints the same day.

    A page that is saved as PDF says when it was saved, and a document made from a template when the template was made.
    """
    from timeline_app.extract.events.article import read_in_its_languages  # noqa: PLC0415 - when something is read

    day = page.published[:10]
    if not day:
        return ""
    try:
        found = read_in_its_languages(page.text[:_HEAD], day, hint=page.language).expressions
    except KnownError:
        return ""
    printed = any((each.edtf or "")[:10] == day and _YEAR.search(each.text) for each in found)
    return page.published if printed else ""


def names_of(chronology: Chronology) -> KnownNames:
    """Give every spelling of the actors and places that are known."""
    from timeline_app.extract.events.names import KnownNames  # noqa: PLC0415 - without what reads, for the window waits

    actors = {name: each.id for each in chronology.actors for name in (each.name, *each.aliases) if name.strip()}
    places = {each.name: each.id for each in chronology.places if each.name.strip()}
    return KnownNames(actors, places)


def proposals_of(text: str, language: str, options: ReadingOptions, names: KnownNames) -> Extraction:
    """Find what a text proposes, read as the person wants it; `language` decides for a text too short to tell."""
    from timeline_app.extract.dates.tagger import TaggingOptions  # noqa: PLC0415 - likewise
    from timeline_app.extract.events.article import read_in_its_languages  # noqa: PLC0415 - when something is read
    from timeline_app.extract.languages.names import unread_advice  # noqa: PLC0415 - likewise

    wish = TaggingOptions(
        news=options.genre == "news" if options.genre else None,
        month_first=options.order == "mdy" if options.order else None,
    )
    found = read_in_its_languages(text, options.published, names, language, wish)
    if found.language in found.unread and not found.expressions:
        raise KnownError(unread_advice(found.language))
    return found


def date_of_words(text: str, span: tuple[int, int], published: str) -> Expression | None:
    """Give the first date in a stretch of a text, read in its paragraph, whose verb says whether it lies ahead."""
    from timeline_app.extract.events.article import read_in_its_languages  # noqa: PLC0415 - when something is read
    from timeline_app.extract.languages.detection import language_of  # noqa: PLC0415 - likewise

    first = max(text.rfind("\n", 0, span[0]) + 1, span[0] - _AROUND)
    end = text.find("\n", span[1])
    last = min(end if end >= 0 else len(text), span[1] + _AROUND)
    found = read_in_its_languages(text[first:last], published, hint=language_of(text))
    within = (each for each in found.expressions if span[0] <= each.start + first and each.end + first <= span[1])
    return next((each for each in within if each.edtf), None)


def unread_part(extraction: Extraction) -> str:
    """Say which parts of a text are in a language that is not read; nothing where all was read."""
    from timeline_app.extract.languages.names import unread_part_words  # noqa: PLC0415 - when something is read

    return " ".join(unread_part_words(code) for code in extraction.unread if code)


def unplaced_part(extraction: Extraction) -> str:
    """Say which dates of a text have no place on the calendar; nothing where all have a place."""
    from timeline_app.extract.dates.reasons import unplaced_words  # noqa: PLC0415 - when something is read

    return unplaced_words(extraction.unplaced)


def written_in_full(extraction: Extraction) -> Extraction:
    """Keep of what a text proposes the dates that hold whenever it was published: those with their year."""
    kept = tuple(each for each in extraction.proposals if _YEAR.search(each.date_text))
    rest = tuple(each for each in extraction.rest if _YEAR.search(each.date_text))
    return replace(extraction, proposals=kept, rest=rest)
