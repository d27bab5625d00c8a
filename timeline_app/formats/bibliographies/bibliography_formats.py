"""The formats that are bibliographies: how each is recognised, who reads it, and who spells sources in it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.formats.reading import FoundSources
from timeline_app.formats.recognition import BY_NAME, LIKELY, PERHAPS, ReadFormat, ends_so

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from timeline_app.domain.records import Source
    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.recognition import FileHead, Judgement

_CSL_WORDS: Final = re.compile(r'"(?:container-title|issued|date-parts|citation-key|DOI|publisher-place)"\s*:')
_BIBTEX_ENTRY: Final = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_SHOWN_KEYS: Final = 9
_RIS_ENTRY: Final = re.compile(r"^[ \t]*TY  ?- ", re.MULTILINE)


def _is_csl(head: FileHead) -> Judgement:
    if head.is_json and (word := _CSL_WORDS.search(head.text)) is not None:
        return LIKELY, _("It is JSON and has the field {field} of CSL.").format(field=word[0].rstrip(" :"))
    return ends_so(head, (".csljson",), BY_NAME) or ends_so(head, (".json",), PERHAPS / 2)


def _is_bibtex(head: FileHead) -> Judgement:
    return _is_bibliography(head, _BIBTEX_ENTRY, (".bib",))


def _is_ris(head: FileHead) -> Judgement:
    return _is_bibliography(head, _RIS_ENTRY, (".ris",))


def _is_bibliography(head: FileHead, entry: re.Pattern[str], suffixes: Iterable[str]) -> Judgement:
    found = entry.search(head.text) if not head.is_json else None
    if found is not None and (found.start() == 0 or head.suffix in suffixes):
        return LIKELY, _("It has entries such as “{entry}”.").format(entry=found[0].strip())
    by_name = ends_so(head, suffixes, BY_NAME)
    if by_name is None and found is not None:
        return PERHAPS, _("It has entries such as “{entry}”.").format(entry=found[0].strip())
    return by_name


def _read_bibtex(path: Path, _options: ReadOptions) -> FoundSources:
    from timeline_app.formats.bibliographies.bibtex import (  # noqa: PLC0415 - likewise
        entries_with_a_lost_brace,
        entry_left_open,
        read_bibtex,
    )
    from timeline_app.formats.bibliographies.parts import read_text  # noqa: PLC0415 - likewise

    found = _read_bibliography("bibtex", path, read_bibtex)
    text = read_text(path)
    notes = []
    if (key := entry_left_open(text)) is not None:
        words = _("The entry “{key}” is never closed; what stands behind it was taken for a part of it.")
        notes.append(words.format(key=key[:60]))
    if keys := entries_with_a_lost_brace(text):
        words = _("Entries in which a brace is missing, so that they may be read wrongly; look at them: {keys}.")
        shown = ", ".join(key[:60] for key in keys[:_SHOWN_KEYS]) + (" …" if len(keys) > _SHOWN_KEYS else "")
        notes.append(words.format(keys=shown))
    return replace(found, notes=tuple(notes))


def _read_ris(path: Path, _options: ReadOptions) -> FoundSources:
    from timeline_app.formats.bibliographies.parts import read_text  # noqa: PLC0415 - likewise
    from timeline_app.formats.bibliographies.ris import breaks_off, read_ris  # noqa: PLC0415 - likewise

    found = _read_bibliography("ris", path, read_ris)
    if not breaks_off(read_text(path)):
        return found
    return replace(found, notes=(_("The last reference is broken off; what stands of it was taken."),))


def _read_csl(path: Path, _options: ReadOptions) -> FoundSources:
    from timeline_app.formats.bibliographies.csl import read_csl  # noqa: PLC0415 - likewise

    return _read_bibliography("csl", path, read_csl)


def _read_bibliography(name: str, path: Path, read: Callable[[str], list[Source]]) -> FoundSources:
    from timeline_app.formats.bibliographies.parts import sources_of  # noqa: PLC0415 - likewise

    return FoundSources(name, sources_of(path, read))


def _spell_bibtex(sources: Iterable[Source]) -> str:
    from timeline_app.formats.bibliographies.bibtex import write_bibtex  # noqa: PLC0415 - likewise

    return write_bibtex(sources)


def _spell_ris(sources: Iterable[Source]) -> str:
    from timeline_app.formats.bibliographies.ris import write_ris  # noqa: PLC0415 - likewise

    return write_ris(sources)


def _spell_csl(sources: Iterable[Source]) -> str:
    from timeline_app.formats.bibliographies.csl import write_csl  # noqa: PLC0415 - likewise

    return write_csl(sources)


BIBLIOGRAPHY_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("bibtex", lambda: _("BibTeX"), (".bib",), "sources", _is_bibtex, _read_bibtex, spell=_spell_bibtex),
    ReadFormat("ris", lambda: _("RIS"), (".ris",), "sources", _is_ris, _read_ris, spell=_spell_ris),
    ReadFormat("csl", lambda: _("CSL-JSON"), (".json", ".csljson"), "sources", _is_csl, _read_csl, spell=_spell_csl),
)
