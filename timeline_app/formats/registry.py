"""What can be read: one table of formats that the command line, the window's dialogs and drops, and imports go by.

A format is recognised by what stands in a file; the ending of its name counts where the content leaves it open. Each
reading that is possible comes with how sure it is and the reason in words, so that a person can choose another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from timeline_app.base.held_files import open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import FormatError
from timeline_app.formats.encoding import decode
from timeline_app.formats.reading import Content, FileReading, FoundRecords, FoundSources, ReadOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from timeline_app.domain.records import Source

Gives: TypeAlias = Literal["events", "records", "sources", "article"]
"""What comes of a file: events as drafts, whole records, sources alone, or a text in which events are found."""

_HEAD: Final = 1 << 16
_DATABASE: Final = b"SQLite format 3\x00"
_BESIDE_A_DATABASE: Final = ("-wal", "-shm", "-journal")
"""Endings of the files in which SQLite keeps what is not yet in the database itself."""
_CSL_WORDS: Final = re.compile(r'"(?:container-title|issued|date-parts|citation-key|DOI|publisher-place)"\s*:')
_BIBTEX_ENTRY: Final = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_RIS_ENTRY: Final = re.compile(r"^\s*TY  ?- ", re.MULTILINE)
_SURE, _LIKELY, _BY_NAME, _PERHAPS = 1.0, 0.9, 0.6, 0.2
_SEVERAL: Final = 2


@dataclass(frozen=True)
class FileHead:
    """The beginning of a file, by which it is recognised."""

    path: Path
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending of the file's name."""
        return self.path.suffix.lower()

    @cached_property
    def text(self) -> str:
        """The beginning as text, without a byte order mark or blanks before it."""
        return decode(self.data).lstrip("\ufeff \t\r\n")

    @property
    def is_json(self) -> bool:
        """Whether it begins as JSON does."""
        return self.text[:1] in {"{", "["}

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The header of a table; empty where no rows can be told."""
        from timeline_app.formats.tables.columns import fields_named  # noqa: PLC0415 - likewise
        from timeline_app.formats.tables.delimited import header_of  # noqa: PLC0415 - for tables only

        return tuple(header_of(self.path, lambda row: fields_named(row, {}), _HEAD))


Judgement: TypeAlias = tuple[float, str] | None
"""How sure a reading is (0 to 1), and why; None where it is not possible."""


@dataclass(frozen=True, slots=True)
class ReadFormat:
    """A format that is read."""

    name: str
    label: Callable[[], str]
    """What people call it."""
    suffixes: tuple[str, ...]
    gives: Gives
    recognise: Callable[[FileHead], Judgement]
    read: Callable[[Path, ReadOptions], Content] | None
    """None for an article, which is read as a page and looked through."""
    takes_mapping: bool = False
    """Whether a person can say which column is which field."""
    spell: Callable[[Iterable[Source]], str] | None = None
    """Writes sources in this format; None where it holds more, or is only read."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A reading of a file that is possible."""

    format: ReadFormat
    confidence: float
    reason: str


# --- how each is recognised -------------------------------------------------------------------------------------------


def _ends_so(head: FileHead, suffixes: Iterable[str], confidence: float) -> Judgement:
    if head.suffix not in suffixes:
        return None
    return confidence, _("Its name ends in {suffix}.").format(suffix=head.suffix)


def _is_own_json(head: FileHead) -> Judgement:
    if head.text.startswith("{") and '"conflict-timeline"' in head.text:
        return _SURE, _("It says of itself that this program wrote it.")
    return _ends_so(head, (".json",), _PERHAPS)  # its reader says what is wrong with it


def _is_csl(head: FileHead) -> Judgement:
    if head.is_json and (word := _CSL_WORDS.search(head.text)) is not None:
        return _LIKELY, _("It is JSON and has the field {field} of CSL.").format(field=word[0].rstrip(" :"))
    return _ends_so(head, (".csljson",), _BY_NAME) or _ends_so(head, (".json",), _PERHAPS / 2)


def _is_bibtex(head: FileHead) -> Judgement:
    return _is_bibliography(head, _BIBTEX_ENTRY, (".bib",))


def _is_ris(head: FileHead) -> Judgement:
    return _is_bibliography(head, _RIS_ENTRY, (".ris",))


def _is_bibliography(head: FileHead, entry: re.Pattern[str], suffixes: Iterable[str]) -> Judgement:
    found = entry.search(head.text) if not head.is_json else None
    if found is not None and (found.start() == 0 or head.suffix in suffixes):
        return _LIKELY, _("It has entries such as “{entry}”.").format(entry=found[0].strip())
    by_name = _ends_so(head, suffixes, _BY_NAME)
    if by_name is None and found is not None:
        return _PERHAPS, _("It has entries such as “{entry}”.").format(entry=found[0].strip())
    return by_name


def _is_timelinejs(head: FileHead) -> Judgement:
    from timeline_app.formats.tables.timelinejs_sheet import is_header  # noqa: PLC0415 - for tables only

    if head.is_json or not is_header(head.header):
        return None
    return _LIKELY, _("It has the columns of a TimelineJS sheet: Year, Headline and others.")


def _is_table(head: FileHead) -> Judgement:
    from timeline_app.formats.tables.columns import fields_named  # noqa: PLC0415 - for tables only

    if not head.is_json and len(head.header) > 1 and fields_named(head.header, {}) >= _SEVERAL:
        names = ", ".join(f"“{name.strip()[:40]}”" for name in head.header[:4])
        return _BY_NAME + 0.1, _("It has a header with names of fields: {columns}.").format(columns=names)
    return _ends_so(head, _TABLES, _BY_NAME)


def _is_article(head: FileHead) -> Judgement:
    return _ends_so(head, _ARTICLES, _PERHAPS * 2)


# --- how each is read -------------------------------------------------------------------------------------------------


def _read_table(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.tables.csv_table import read_csv  # noqa: PLC0415 - one of several is needed

    return read_csv(path, options)


def _read_sheet(path: Path, options: ReadOptions) -> FileReading:
    from timeline_app.formats.tables.timelinejs_sheet import read_sheet  # noqa: PLC0415 - likewise

    return read_sheet(path, options)


def _read_own_json(path: Path, _options: ReadOptions) -> FoundRecords:
    from timeline_app.formats.own_json import read_json  # noqa: PLC0415 - likewise

    return FoundRecords("json", read_json(path))


def _read_bibtex(path: Path, _options: ReadOptions) -> FoundSources:
    from timeline_app.formats.bibliographies.bibtex import read_bibtex  # noqa: PLC0415 - likewise

    return _read_bibliography("bibtex", path, read_bibtex)


def _read_ris(path: Path, _options: ReadOptions) -> FoundSources:
    from timeline_app.formats.bibliographies.ris import read_ris  # noqa: PLC0415 - likewise

    return _read_bibliography("ris", path, read_ris)


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


_TABLES: Final = (".csv", ".tsv", ".tab", ".txt")
ARTICLE_TYPES: Final[Mapping[str, str]] = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".mhtml": "multipart/related",
    ".mht": "multipart/related", ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".eml": "message/rfc822",
}  # fmt: skip
"""The kinds of file that articles come in: the endings of their names, and the media type of each."""
_ARTICLES: Final = tuple(ARTICLE_TYPES)

READ_FORMATS: Final[tuple[ReadFormat, ...]] = (
    ReadFormat("csv", lambda: _("CSV or TSV table"), _TABLES, "events", _is_table, _read_table, takes_mapping=True),
    ReadFormat("timelinejs", lambda: _("TimelineJS sheet"), _TABLES[:2], "events", _is_timelinejs, _read_sheet),
    ReadFormat("json", lambda: _("JSON of this program"), (".json",), "records", _is_own_json, _read_own_json),
    ReadFormat("bibtex", lambda: _("BibTeX"), (".bib",), "sources", _is_bibtex, _read_bibtex, spell=_spell_bibtex),
    ReadFormat("ris", lambda: _("RIS"), (".ris",), "sources", _is_ris, _read_ris, spell=_spell_ris),
    ReadFormat("csl", lambda: _("CSL-JSON"), (".json", ".csljson"), "sources", _is_csl, _read_csl, spell=_spell_csl),
    ReadFormat("article", lambda: _("Article"), _ARTICLES, "article", _is_article, None),
)
"""In the order in which people are told of them."""


# --- what is asked of the table ---------------------------------------------------------------------------------------


def importable() -> tuple[ReadFormat, ...]:
    """Give the formats that an import takes: all but articles, which are read in the window or by `extract`."""
    return tuple(each for each in READ_FORMATS if each.read is not None)


def giving(*gives: Gives) -> tuple[ReadFormat, ...]:
    """Give the formats of which such things come."""
    return tuple(each for each in READ_FORMATS if each.gives in gives)


def suffixes_of(formats: Iterable[ReadFormat]) -> tuple[str, ...]:
    """Give the endings of files in some formats, each once."""
    return tuple(dict.fromkeys(suffix for each in formats for suffix in each.suffixes))


def read_format(name: str) -> ReadFormat:
    """Give the format that is called `name`; raise FormatError where there is none to import."""
    found = next((each for each in importable() if each.name == name.lower()), None)
    if found is None:
        names = ", ".join(each.name for each in importable())
        raise FormatError(
            _("The format “{format}” is not known. What can be imported: {formats}.").format(format=name, formats=names)
        )
    return found


def possible_readings(path: Path) -> tuple[Recognised, ...]:
    """Give what the file at `path` can be read as, the surest first; raise FormatError for what is no file of use."""
    head = FileHead(path, _head_of(path))
    if head.data.startswith(_DATABASE):
        raise FormatError(_("“{name}” is a store itself; join it with: timeline-app merge").format(name=path.name))
    judged = ((each, each.recognise(head)) for each in READ_FORMATS)
    found = [Recognised(each, *judgement) for each, judgement in judged if judgement is not None]
    return tuple(sorted(found, key=lambda each: -each.confidence))


def recognise(path: Path, options: ReadOptions, name: str = "") -> tuple[Recognised, tuple[Recognised, ...]]:
    """Settle how an import reads the file at `path`, and give the other readings that are possible.

    That is the format called `name` where one was asked for, else the surest that takes what a person said of columns.
    """
    asked = read_format(name) if name else None
    try:
        readings = import_readings(path)
    except FormatError:
        if asked is None or not path.is_file() or is_database(path):
            raise
        readings = ()
    if asked is not None:
        chosen = next((each for each in readings if each.format is asked), Recognised(asked, _SURE, _("As asked for.")))
    else:
        chosen = next((each for each in readings if each.format.takes_mapping or not options.mapping), readings[0])
    return chosen, tuple(each for each in readings if each.format is not chosen.format)


def import_readings(path: Path) -> tuple[Recognised, ...]:
    """Give what an import can read the file at `path` as, the surest first, at least one; else raise FormatError."""
    readings = possible_readings(path)
    found = tuple(each for each in readings if each.format.read is not None)
    if found:
        return found
    if readings:
        words = _("“{name}” is an article, not a table: drop it on the window, or read it with timeline-app extract.")
        raise FormatError(words.format(name=path.name))
    raise FormatError(
        _("The format of “{name}” is not known; save it as one that is, best as CSV. {readable}").format(
            name=path.name, readable=readable()
        )
    )


def is_for_the_reader(path: Path) -> bool:
    """Tell whether a file that was dropped is an article rather than something to import."""
    if path.suffix.lower() not in _ARTICLES:
        return False
    try:
        readings = possible_readings(path)
    except FormatError:
        return True  # the reader says what is wrong with it
    return not any(each.confidence >= _LIKELY for each in readings)


def readable() -> str:
    """Say in a sentence what can be imported."""
    kinds = ", ".join(f"{each.label()} ({' '.join(each.suffixes)})" for each in importable())
    return _("What can be imported: {formats}.").format(formats=kinds)


def read(path: Path, recognised: Recognised, options: ReadOptions) -> Content:
    """Begin to read the file at `path`; where it turns out to be something else, tell what can be read."""
    if recognised.format.read is None:
        raise FormatError(_("“{name}” is an article, not a table.").format(name=path.name))
    try:
        return recognised.format.read(path, options)
    except FormatError as error:
        if recognised.confidence >= _BY_NAME:
            raise
        raise FormatError(_("{problem} {readable}").format(problem=error, readable=readable())) from error


def read_bibliography(path: Path) -> list[Source]:
    """Read the sources of a bibliography, without ids; raise FormatError where it holds none."""
    found = next((each for each in possible_readings(path) if each.format.gives == "sources"), None)
    content = read(path, found, ReadOptions()) if found is not None else None
    if isinstance(content, FoundSources):
        return content.sources
    kinds = ", ".join(f"{each.label()} ({' '.join(each.suffixes)})" for each in giving("sources"))
    words = _("No references were found in “{name}”. Choose one of these: {formats}.")
    raise FormatError(words.format(name=path.name, formats=kinds))


def spell_bibliography(sources: Iterable[Source], ending: str) -> str:
    """Write sources in the format of a file's ending; raise FormatError where there is none."""
    written = [each for each in giving("sources") if each.spell is not None]
    found = next((each.spell for each in written if ending in each.suffixes), None)
    if found is None:
        words = _("Give the file an ending that says which format it shall have: {endings}.")
        raise FormatError(words.format(endings=", ".join(suffixes_of(written))))
    return found(sources)


def _head_of(path: Path) -> bytes:
    try:
        if not path.exists():
            raise FormatError(_("There is no file “{name}”.").format(name=path))
        if not path.is_file():
            raise FormatError(_("“{name}” is not a file that can be read.").format(name=path))
        with open_bytes(path) as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise FormatError(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror)
        ) from error
    if not head.strip():
        raise FormatError(_("“{name}” is empty.").format(name=path.name))
    return head


def is_database(path: Path) -> bool:
    """Tell whether the file at `path` is a database of SQLite, or one of the files without which one loses work."""
    names = [path.name, *(path.name.removesuffix(each) for each in _BESIDE_A_DATABASE if path.name.endswith(each))]
    return any(_begins_as_database(path.with_name(name)) for name in names if name)


def _begins_as_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with open_bytes(path) as file:
        return file.read(len(_DATABASE)) == _DATABASE
