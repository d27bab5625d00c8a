"""Events as text for the clipboard: rows for a spreadsheet, lines with date and citation, Markdown."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.errors import DateError, KnownError
from timeline_app.domain.text.citation import cite
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.export.documents.markdown_text import linked, plain
from timeline_app.formats.tables.csv_table import ReferencedNames, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.document import Chronology
    from timeline_app.domain.records import Event, Source

MOST: Final = 1_000
"""What reads evidence event by event holds the window: a thousand take half a second. A file takes any number."""


def as_rows(chronology: Chronology, rows: Sequence[int]) -> str:
    """Give events as rows between tabs, under the headings that the import knows."""
    names = ReferencedNames(
        {each.id: each for each in chronology.categories},
        {each.id: each for each in chronology.actors},
        {each.id: each for each in chronology.places},
        {each.id: each for each in chronology.tags},
    )
    text = StringIO(newline="")
    events = ((event, [source for source, _locator in cited]) for event, cited in _cited(chronology, rows))
    write_csv(text, events, names, delimiter="\t")
    return text.getvalue()


def as_text(chronology: Chronology, rows: Sequence[int], zone: str) -> str:
    """Give each event as a line with its date, and under it where it is from."""
    lines = []
    for event, cited in _cited(chronology, rows):
        lines.append(_("{date}: {title}").format(date=_date(event, zone), title=on_one_line(event.title)))
        lines += [f"    {on_one_line(cite(source, locator))}" for source, locator in cited]
    return "\n".join(lines) + "\n"


def as_markdown(chronology: Chronology, rows: Sequence[int], zone: str) -> str:
    """Give events as a list in Markdown, with sources as a list under each."""
    lines = []
    for event, cited in _cited(chronology, rows):
        lines.append(f"* **{plain(_date(event, zone))}** {plain(on_one_line(event.title))}")
        lines += [f"    * {_cited_in_markdown(source, locator)}" for source, locator in cited]
    return "\n".join(lines) + "\n"


def _cited(chronology: Chronology, rows: Sequence[int]) -> Iterator[tuple[Event, list[tuple[Source, str]]]]:
    """Give events with the sources of their evidence, each source once."""
    if len(rows) > MOST:
        sentence = _("{n} events are too many to copy; choose {most} at most, or export them to a file.")
        raise KnownError(sentence.format(n=grouped(len(rows)), most=grouped(MOST)))
    for event in chronology.events(rows):
        cited: dict[str, tuple[Source, str]] = {}
        for each in chronology.evidence(event.id):
            cited.setdefault(each.source.id, (each.source, each.excerpt.locator))
        yield event, list(cited.values())


def _date(event: Event, zone: str) -> str:
    try:
        when = When.of(event.start, event.end, event.zone)
    except DateError:
        when = None
    if when is None or when.flags & WhenFlag.UNDATED:
        return on_one_line(event.date_text) or _("No date")
    return word(when, zone)


def _cited_in_markdown(source: Source, locator: str) -> str:
    """Give a citation in which addresses are links."""
    return linked(on_one_line(cite(source, locator)), (source.url.strip(), source.archive_url.strip()))
