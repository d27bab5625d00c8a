"""The formats that are documents: what each holds, and who writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.export.write_format import OF_DOCUMENTS, WriteFormat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.export.options import ExportOptions


def _word(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    from timeline_app.export.documents.word import write_word  # noqa: PLC0415 - one of several is needed
    from timeline_app.export.published import published_steps  # noqa: PLC0415 - brings numpy

    return published_steps(chronology, options, path, write_word)


def _markdown(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    from timeline_app.export.documents.markdown import write_markdown  # noqa: PLC0415 - likewise
    from timeline_app.export.published import published_steps  # noqa: PLC0415 - likewise

    return published_steps(chronology, options, path, write_markdown)


DOCUMENT_FORMATS: Final = (
    WriteFormat(
        "docx", lambda: _("Word, with footnotes"), ".docx", "document", OF_DOCUMENTS, _word,
        lambda: _(
            "A chronology to edit and print: a heading for each event, its date in words, and its sources with quotes "
            "as footnotes; coordinates and importance are left out."
        ),
        event_ms=0.25,
    ),
    WriteFormat(
        "md", lambda: _("Markdown, with footnotes"), ".md", "document", OF_DOCUMENTS, _markdown,
        lambda: _(
            "A chronology as plain text with footnotes, for a website or notes: dates in words, sources with quotes; "
            "coordinates and importance are left out."
        ),
        event_ms=0.25,
    ),
)  # fmt: skip
