"""A chronology as Markdown: a heading for each year, a paragraph for each event, sources as footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.export.documents.markdown_text import linked, paragraphs, plain
from timeline_app.export.told import citation_of, facts_of, headed, imprint_of, said_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.export.published import Published, PublishedEvent, PublishedSource

_OFTEN: Final = 200


def write_markdown(published: Published, path: Path) -> Iterator[float]:
    """Write the chronology in steps; footnotes stand at its end, written in a second walk through the events."""
    total = max(2 * len(published.events), 1)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\n\n".join(_opening(published)) + "\n")
        note = 0
        for done, (heading, event) in enumerate(headed(published.events)):
            if heading:
                file.write(f"\n## {plain(heading)}\n")
            file.write("\n" + "\n\n".join(_entry(event, note)) + "\n")
            note += len(event.sources)
            if done % _OFTEN == 0:
                yield done / total
        number = 0
        for done, event in enumerate(published.events, len(published.events)):
            for source in event.sources:
                number += 1
                file.write(f"\n[^{number}]: " + "\n\n    ".join(_footnote(source, event)) + "\n")
            if done % _OFTEN == 0:
                yield done / total


def _opening(published: Published) -> Iterator[str]:
    yield f"# {plain(published.title)}"
    yield from paragraphs(published.description)
    yield from (f"*{plain(line)}*" for line in imprint_of(published))


def _entry(event: PublishedEvent, notes_before: int) -> Iterator[str]:
    marks = " ".join(f"[^{notes_before + nth}]" for nth in range(1, len(event.sources) + 1))
    line = plain(_("{date}: {title}").format(date=event.date_words, title=event.title))
    yield f"**{line}**{marks or ' ' + plain(_('(no source)'))}"
    yield from paragraphs(event.summary)
    yield f"*{plain(facts_of(event))}*"
    yield from paragraphs(event.notes)


def _footnote(source: PublishedSource, event: PublishedEvent) -> Iterator[str]:
    yield linked(citation_of(source), (source.address, source.archive_address))
    yield from map(plain, said_by(source, event))
