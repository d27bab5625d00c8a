"""The formats that are documents: what each holds, and who writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.export.write_format import OF_DOCUMENTS, WriteFormat, publishing

if TYPE_CHECKING:
    from timeline_app.export.published import Write


def _word() -> Write:
    from timeline_app.export.documents.word import write_word  # noqa: PLC0415 - one of several is needed

    return write_word


def _markdown() -> Write:
    from timeline_app.export.documents.markdown import write_markdown  # noqa: PLC0415 - likewise

    return write_markdown


DOCUMENT_FORMATS: Final = (
    WriteFormat(
        "docx", lambda: _("Word, with footnotes"), ".docx", "document", OF_DOCUMENTS, publishing(_word),
        lambda: _(
            "A chronology to edit and print: a heading for each event, its date in words, and its sources with quotes "
            "as footnotes; coordinates and importance are left out."
        ),
        event_ms=0.25,
    ),
    WriteFormat(
        "md", lambda: _("Markdown, with footnotes"), ".md", "document", OF_DOCUMENTS, publishing(_markdown),
        lambda: _(
            "A chronology as plain text with footnotes, for a website or notes: dates in words, sources with quotes; "
            "coordinates and importance are left out."
        ),
        event_ms=0.25,
    ),
)  # fmt: skip
