"""A chronology as Markdown: a heading for each year, a paragraph for each event, sources as footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.export.documents.markdown_text import linked, paragraphs, plain
from timeline_app.export.saving import aside, pieces_of
from timeline_app.export.told import SourceWords, citation_of, facts_of, headed, imprint_of, said_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.export.published import Published, PublishedEvent

_OFTEN: Final = 200


def write_markdown(published: Published, path: Path) -> Iterator[float]:
    """Write the chronology in steps; footnotes stand at its end, and aside until then."""
    total, note = max(len(published.events), 1), 0
    cited = SourceWords(lambda source: linked(citation_of(source), (source.address, source.archive_address)))
    with path.open("w", encoding="utf-8", newline="\n") as file, aside(path) as notes:
        file.write("\n\n".join(_opening(published)) + "\n")
        for done, (heading, event) in enumerate(headed(published.events)):
            if heading:
                file.write(f"\n## {plain(heading)}\n")
            file.write("\n" + "\n\n".join(_entry(event, note)) + "\n")
            for note, source in enumerate(event.sources, note + 1):  # noqa: B020 - it runs on
                lines = "\n\n    ".join((cited.of(source), *map(plain, said_by(source, event))))
                notes.write(f"\n[^{note}]: {lines}\n".encode())
            if done % _OFTEN == 0:
                yield done / total
        file.flush()
        for piece in pieces_of(notes):
            file.buffer.write(piece)
            yield 0.99


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
