"""What can be written: one table of formats that the command line, the export form and file dialogs go by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ExportError
from timeline_app.export.documents.document_formats import DOCUMENT_FORMATS
from timeline_app.export.exchange.exchange_formats import EXCHANGE_FORMATS
from timeline_app.export.write_format import OF_DATA, OF_DOCUMENTS, WriteFormat, publishing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.published import Write
    from timeline_app.export.write_format import Option

_PICTURE: Final[frozenset[Option]] = OF_DOCUMENTS | {"theme", "lanes", "legend", "sources", "dates", "layout", "gaps"}


def _png(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    from timeline_app.export.picture import picture_steps, png_steps  # noqa: PLC0415 - brings Qt

    return picture_steps(chronology, options, path, png_steps)


def _svg(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    from timeline_app.export.picture import picture_steps, svg_steps  # noqa: PLC0415 - likewise

    return picture_steps(chronology, options, path, svg_steps)


def _pdf(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    from timeline_app.export.picture import pdf_steps, picture_steps  # noqa: PLC0415 - likewise

    return picture_steps(chronology, options, path, pdf_steps)


def _csv(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    from timeline_app.export.data import csv_steps, data_steps  # noqa: PLC0415 - brings numpy

    return data_steps(chronology, options, path, csv_steps)


def _json(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    from timeline_app.export.data import data_steps, json_steps  # noqa: PLC0415 - likewise

    return data_steps(chronology, options, path, json_steps)


def _html() -> Write:
    from timeline_app.export.web.page import write_page  # noqa: PLC0415 - brings Qt, for the outlines of marks

    return write_page


WRITE_FORMATS: Final[tuple[WriteFormat, ...]] = (
    WriteFormat(
        "png", lambda: _("PNG picture"), ".png", "picture", _PICTURE | {"pixels", "resolution", "transparent"}, _png
    ),
    WriteFormat(
        "svg", lambda: _("SVG, text stays text"), ".svg", "picture", _PICTURE | {"pixels", "transparent"}, _svg
    ),
    WriteFormat(
        "pdf", lambda: _("PDF to print"), ".pdf", "picture",
        _PICTURE | {"paper", "orientation", "pages", "bleed", "story"}, _pdf,
    ),
    WriteFormat(
        "html", lambda: _("Web page, in one file"), ".html", "page",
        OF_DOCUMENTS | {"lanes", "story"}, publishing(_html),
        lambda: _(
            "One file for a web site, an e-mail or an archive: the story with its sources, and a timeline to search "
            "and filter. It needs no network and no other file."
        ),
        event_ms=0.2,
    ),
    *DOCUMENT_FORMATS,
    WriteFormat(
        "csv", lambda: _("CSV table"), ".csv", "data", OF_DATA, _csv,
        lambda: _(
            "One line an event with all its evidence, dates in EDTF, several values between semicolons: import takes "
            "it back without loss."
        ),
        event_ms=0.2,
    ),
    WriteFormat(
        "json", lambda: _("JSON, with everything"), ".json", "data", OF_DATA, _json,
        lambda: _(
            "Everything, for another copy of this program or one of your own: nothing is lost on the way back."
        ),
        event_ms=0.1,
    ),
    *EXCHANGE_FORMATS,
)  # fmt: skip
"""In the order in which people are offered them, kind by kind; the first is the usual one."""


def written_as(name: str) -> WriteFormat:
    """Give the format that is called `name`."""
    found = next((each for each in WRITE_FORMATS if each.name == name.lower()), None)
    if found is None:
        raise ExportError(
            _("“{format}” is no format for an export; choose one of {formats}.").format(format=name, formats=names())
        )
    return found


def write_format(name: str, path: Path) -> WriteFormat:
    """Give the format of a file to write: the one that is asked for by name, else that of the file's ending.

    Of formats that come in several kinds of file (timelinejs, timelinejs-csv), the ending says which is meant. Where
    several formats share an ending, it alone means the first of them.
    """
    if name:
        kinds = (each for each in WRITE_FORMATS if each.name.startswith(f"{name.lower()}-"))
        return next((each for each in kinds if each.suffix == path.suffix.lower()), None) or written_as(name)
    found = next((each for each in WRITE_FORMATS if each.suffix == path.suffix.lower()), None)
    if found is None:
        known = ", ".join(dict.fromkeys(each.suffix for each in WRITE_FORMATS))
        raise ExportError(_("The ending of “{file}” is none of {known}.").format(file=path, known=known))
    return found


def names() -> str:
    """Name all formats, for a sentence."""
    return ", ".join(each.name for each in WRITE_FORMATS)


def export_steps(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    """Write the file in steps, and yield after each how far it is (0 to 1); close it to stop and leave nothing."""
    form = write_format(options.format, path)
    yield from form.steps(chronology, replace(options, format=form.name), path)


def export_file(
    chronology: Chronology,
    options: ExportOptions,
    path: Path,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Write the file to `path`, whole or not at all; what `progress` raises stops it and leaves nothing behind."""
    for fraction in export_steps(chronology, options, path):
        if progress is not None:
            progress(fraction)
