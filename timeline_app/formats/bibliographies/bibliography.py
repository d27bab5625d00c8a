"""Bibliographies in and out, by the ending of the file: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.domain.errors import FormatError
from timeline_app.formats.bibliographies.parts import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from timeline_app.domain.records import Source

ENDINGS: Final = (".bib", ".ris", ".json")


def read_bibliography(path: Path) -> list[Source]:
    """Read the sources of a bibliography, without ids; raise FormatError where it holds none."""
    text = read_text(path)
    found = _reader(path, text)
    sources = [source for source in found if source.title or source.url or source.author]
    if not sources:
        raise FormatError(
            _("No references were found in “{name}”. Choose a BibTeX, RIS or CSL-JSON file.").format(name=path.name)
        )
    return sources


def _reader(path: Path, text: str) -> list[Source]:
    ending, head = path.suffix.lower(), text.lstrip()[:1]
    if ending in {".json", ".csljson"} or (ending not in ENDINGS and head in {"[", "{"}):
        from timeline_app.formats.bibliographies.csl import read_csl  # noqa: PLC0415 - one of three is needed

        return read_csl(text)
    if ending == ".bib" or (ending != ".ris" and head in {"@", "%"}):
        from timeline_app.formats.bibliographies.bibtex import read_bibtex  # noqa: PLC0415 - likewise

        return read_bibtex(text)
    from timeline_app.formats.bibliographies.ris import read_ris  # noqa: PLC0415 - likewise

    return read_ris(text)


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
