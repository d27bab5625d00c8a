"""A chronology as a Word document: headings for years and events, and true footnotes for sources.

It is written by hand, part by part: the library of choice knows no footnotes, keeps all in memory, and puts the clock
into the file (docs/decisions/0163).
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import IO, TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.export.archive import add_part, open_part
from timeline_app.export.documents import word_parts as parts
from timeline_app.export.saving import aside, pieces_of
from timeline_app.export.told import SourceWords, citation_of, facts_of, headed, imprint_of, said_by
from timeline_app.export.web_links import LONGEST_IN_OFFICE, cut_at
from timeline_app.export.xml_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from timeline_app.export.published import Published, PublishedEvent, PublishedSource

_OFTEN: Final = 200
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EM_SPACE: Final = "\u2003"
_FOOTNOTE_SIGN: Final = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
_BLANK_LINES: Final = re.compile(r"\n[ \t]*\n")


def write_word(published: Published, path: Path) -> Iterator[float]:
    """Write the document in steps; footnotes are a part of their own, and stand aside until the text is whole."""
    with zipfile.ZipFile(path, "w") as archive, aside(path) as notes:
        add_part(archive, "[Content_Types].xml", parts.CONTENT_TYPES)
        add_part(archive, "_rels/.rels", parts.PACKAGE_RELATIONS)
        add_part(archive, "docProps/core.xml", _properties(published))
        add_part(archive, "word/styles.xml", parts.styles(_language(published)))
        add_part(archive, "word/settings.xml", parts.SETTINGS)
        add_part(archive, "word/footer1.xml", parts.FOOTER)
        add_part(archive, "word/_rels/document.xml.rels", parts.DOCUMENT_RELATIONS)
        links = _Links()
        with open_part(archive, "word/document.xml") as part:
            yield from _write_text(published, links, part, notes)
        with open_part(archive, "word/footnotes.xml") as part:
            part.write(parts.FOOTNOTES_BEGIN.encode())
            for piece in pieces_of(notes):
                part.write(piece)
                yield 0.99
            part.write(b"</w:footnotes>")
        add_part(archive, "word/_rels/footnotes.xml.rels", parts.relations(list(links.numbers)))


def _write_text(published: Published, links: _Links, part: IO[bytes], notes: IO[bytes]) -> Iterator[float]:
    """Write the text to a part, and to `notes` the footnotes that belong to it."""
    cited = SourceWords(links.citation)
    total = max(len(published.events), 1)
    part.write("".join(_opening(published)).encode())
    note = 0
    for done, (heading, event) in enumerate(headed(published.events)):
        before = _paragraph("Heading1", _run(heading), heading) if heading else ""
        part.write((before + "".join(_entry(event, note))).encode())
        for note, source in enumerate(event.sources, note + 1):  # noqa: B020 - it runs on
            notes.write(f'<w:footnote w:id="{note}">{"".join(_footnote(source, event, cited))}</w:footnote>'.encode())
        if done % _OFTEN == 0:
            yield min(done / total, 0.99)
    part.write(f"{parts.SECTION}</w:body></w:document>".encode())


class _Links:
    """The links of the footnotes, each address once; `numbers` has them escaped, in order."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def citation(self, source: PublishedSource) -> str:
        """Give the paragraph that cites a source, with the sign of its footnote."""
        line = citation_of(source)
        pieces = cut_at((source.address, source.archive_address), line)
        opened = ((piece, target if len(target) <= LONGEST_IN_OFFICE else "") for piece, target in pieces)
        cited = "".join(self._run(piece, target) if target else _run(piece) for piece, target in opened)
        return _paragraph("FootnoteText", f"{_FOOTNOTE_SIGN}{_run(' ')}{cited}", line)

    def _run(self, address: str, target: str) -> str:
        number = self.numbers.setdefault(escaped(target), len(self.numbers) + 1)
        return f'<w:hyperlink r:id="rId{number}" w:history="1">{_run(address, style="Hyperlink")}</w:hyperlink>'


def _opening(published: Published) -> Iterator[str]:
    yield f'{parts.HEAD}<w:document xmlns:w="{parts.MAIN}" xmlns:r="{parts.RELATIONS}"><w:body>'
    yield _paragraph("Title", _run(published.title), published.title)
    yield from _paragraphs("Normal", published.description)
    yield from (_paragraph("Subtitle", _run(line), line) for line in imprint_of(published))


def _entry(event: PublishedEvent, notes_before: int) -> Iterator[str]:
    comma = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>,</w:t></w:r>'
    marks = comma.join(  # without it, the notes 1 and 2 would read as 12
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{notes_before + nth}"/>'
        "</w:r>"
        for nth in range(1, len(event.sources) + 1)
    )
    date = _run(f"{event.date_words}{_EM_SPACE}", style="EventDate")
    yield _paragraph("Heading2", date + _run(event.title) + (marks or _run(" ") + _run(_("(no source)"))), event.title)
    yield from _paragraphs("Normal", event.summary)
    facts = facts_of(event)
    yield _paragraph("Facts", _run(facts), facts)
    yield from _paragraphs("Facts", event.notes)


def _footnote(source: PublishedSource, event: PublishedEvent, cited: SourceWords) -> Iterator[str]:
    yield cited.of(source)
    yield from (_paragraph("FootnoteText", _run(words), words) for words in said_by(source, event))


# --- XML --------------------------------------------------------------------------------------------------------------


def _paragraphs(style: str, text: str) -> Iterator[str]:
    for block in _BLANK_LINES.split(text.strip()):
        if block.strip():
            yield _paragraph(style, "<w:r><w:br/></w:r>".join(map(_run, block.strip().splitlines())), block)


def _paragraph(style: str, runs: str, text: str) -> str:
    direction = "<w:bidi/>" if _is_right_to_left(text) else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{direction}</w:pPr>{runs}</w:p>'


def _run(text: str, style: str = "") -> str:
    looks = f'<w:rStyle w:val="{style}"/>' if style else ""
    turned = "<w:rtl/>" if _is_right_to_left(text) else ""
    properties = f"<w:rPr>{looks}{turned}</w:rPr>" if looks or turned else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text belongs to a script that runs from right to left."""
    strong: Iterable[str] = (unicodedata.bidirectional(sign) for sign in text if sign.isalpha())
    return next(iter(strong), "L") in {"R", "AL"}


def _language(published: Published) -> str:
    return published.language if _LANGUAGE.fullmatch(published.language) else ""


def _properties(published: Published) -> str:
    fields = {
        "dc:title": published.title,
        "dc:creator": published.author,
        "dc:description": published.editorial_line,
        "dc:language": _language(published),
    }
    told = "".join(f"<{name}>{escaped(text)}</{name}>" for name, text in fields.items() if text)
    return (
        f'{parts.HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{told}</cp:coreProperties>"
    )
