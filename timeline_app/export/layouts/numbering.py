"""The numbers of the sources of the events that are shown: in order of first use, whatever else is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.export.page.sources import Citations, NumberedSource, publisher_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.export.published import PublishedEvent, PublishedSource


def numbered(events: Iterable[PublishedEvent]) -> tuple[Citations, dict[int, int]]:
    """Give the sources as they are listed, and the number that each has here by the one it has in what is published."""
    numbers: dict[int, int] = {}
    sources: dict[int, PublishedSource] = {}
    locators: dict[int, dict[str, None]] = {}
    for event in events:
        for source in event.sources:
            numbers.setdefault(source.number, len(numbers) + 1)
            sources.setdefault(source.number, source)
            locators.setdefault(source.number, {}).update(dict.fromkeys(source.locators))
    listed = tuple(_listed(number, sources[key], tuple(locators[key])) for key, number in numbers.items())
    return Citations(listed, {}), numbers


def _listed(number: int, source: PublishedSource, locators: tuple[str, ...]) -> NumberedSource:
    publisher = publisher_of(source.publisher, source.author, source.address)
    title = source.title.strip() or source.address or _("Untitled")
    day = source.published_words.replace(" ", "\xa0")  # a date is not broken over lines
    author = source.author if source.author != publisher else ""
    return NumberedSource(number, title, publisher, day, author, locators, source.link)
