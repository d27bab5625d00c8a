"""Bibliographies in and out: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from timeline_app.domain.errors import FormatError
from timeline_app.formats.bibliographies.parts import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from timeline_app.domain.records import Source


def sources_of(path: Path, read: Callable[[str], list[Source]]) -> list[Source]:
    """Read the sources of a bibliography, without ids; raise FormatError where it holds none."""
    sources = [source for source in read(read_text(path)) if source.title or source.url or source.author]
    if not sources:
        raise FormatError(
            _("No references were found in “{name}”. Choose a BibTeX, RIS or CSL-JSON file.").format(name=path.name)
        )
    return sources


def spell_bibliography(sources: Iterable[Source], ending: str) -> str:
    """Write sources in the format of a file's ending; raise FormatError for another."""
    if ending == ".bib":
        from timeline_app.formats.bibliographies.bibtex import write_bibtex  # noqa: PLC0415 - one of three is needed

        return write_bibtex(sources)
    if ending == ".ris":
        from timeline_app.formats.bibliographies.ris import write_ris  # noqa: PLC0415 - likewise

        return write_ris(sources)
    if ending == ".json":
        from timeline_app.formats.bibliographies.csl import write_csl  # noqa: PLC0415 - likewise

        return write_csl(sources)
    raise FormatError(_("Give the file the ending .bib, .ris or .json: that says which format it shall have."))
