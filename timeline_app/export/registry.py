"""What can be written: one table of formats that the command line, the export form and file dialogs go by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.export.options import ExportOptions

Kind: TypeAlias = Literal["picture", "data", "page"]
Option: TypeAlias = Literal[
    "query", "range", "pixels", "paper", "orientation", "pages", "resolution", "theme", "lanes", "title", "legend",
    "sources", "transparent", "dates", "layout", "bleed", "gaps",
]  # fmt: skip
"""What a person can choose: `pixels` and `paper` are two ways to say a size; with `layout` go presets and columns."""
Steps: TypeAlias = "Callable[[Chronology, ExportOptions, Path], Iterator[float]]"
"""Writes a file in steps, and yields after each how far it is (0 to 1)."""

_DATA: Final[frozenset[Option]] = frozenset({"query", "range"})
_PICTURE: Final[frozenset[Option]] = _DATA | {"theme", "lanes", "title", "legend", "sources", "dates", "layout", "gaps"}


@dataclass(frozen=True, slots=True)
class WriteFormat:
    """A format that is written."""

    name: str
    label: Callable[[], str]
    """What people call it, with what it is good for."""
    suffix: str
    kind: Kind
    options: frozenset[Option]
    steps: Steps
    about: Callable[[], str] = str
    """What the file holds, in place of a preview; empty for what is drawn."""


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


def _html(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    from timeline_app.export.published import published_steps  # noqa: PLC0415 - brings numpy
    from timeline_app.export.web.page import write_page  # noqa: PLC0415 - brings Qt, for the outlines of marks

    return published_steps(chronology, options, path, write_page)


WRITE_FORMATS: Final[tuple[WriteFormat, ...]] = (
    WriteFormat(
        "png", lambda: _("PNG picture"), ".png", "picture", _PICTURE | {"pixels", "resolution", "transparent"}, _png
    ),
    WriteFormat(
        "svg", lambda: _("SVG, text stays text"), ".svg", "picture", _PICTURE | {"pixels", "transparent"}, _svg
    ),
    WriteFormat(
        "pdf", lambda: _("PDF to print"), ".pdf", "picture", _PICTURE | {"paper", "orientation", "pages", "bleed"}, _pdf
    ),
    WriteFormat(
        "html", lambda: _("Web page, in one file"), ".html", "page", _DATA | {"title"}, _html,
        lambda: _(
            "One file for a web site, an e-mail or an archive: the story with its sources, and a timeline to search "
            "and filter. It needs no network and no other file."
        ),
    ),
    WriteFormat(
        "csv", lambda: _("CSV table"), ".csv", "data", _DATA, _csv,
        lambda: _(
            "One line an event, for a spreadsheet: dates in EDTF, actors between semicolons, sources by address."
        ),
    ),
    WriteFormat(
        "json", lambda: _("JSON, with everything"), ".json", "data", _DATA, _json,
        lambda: _(
            "Everything, for another copy of this program or one of your own: nothing is lost on the way back."
        ),
    ),
)  # fmt: skip
"""In the order in which people are offered them; the first is the usual one."""


def written_as(name: str) -> WriteFormat:
    """Give the format that is called `name`."""
    found = next((each for each in WRITE_FORMATS if each.name == name.lower()), None)
    if found is None:
        raise ExportError(
            _("“{format}” is no format for an export; choose one of {formats}.").format(format=name, formats=names())
        )
    return found


def write_format(name: str, path: Path) -> WriteFormat:
    """Give the format of a file to write: the one that is asked for by name, else that of the file's ending."""
    if name:
        return written_as(name)
    found = next((each for each in WRITE_FORMATS if each.suffix == path.suffix.lower()), None)
    if found is None:
        known = ", ".join(each.suffix for each in WRITE_FORMATS)
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
