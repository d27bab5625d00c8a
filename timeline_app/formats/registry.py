"""What can be read: one table of formats that the command line, the window's dialogs and drops, and imports go by.

Each reading that is possible comes with how sure it is and the reason in words, so that a person can choose another.
How a format is recognised, and who reads it, stands in the table of its folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.system_faults import fault_reason
from timeline_app.domain.errors import FormatError
from timeline_app.formats.bibliographies.bibliography_formats import BIBLIOGRAPHY_FORMATS
from timeline_app.formats.calendars.calendar_formats import CALENDAR_FORMATS
from timeline_app.formats.conflict_data.conflict_formats import CONFLICT_FORMATS
from timeline_app.formats.feeds import is_feed_file
from timeline_app.formats.geography.geography_formats import GEOGRAPHY_FORMATS
from timeline_app.formats.history.history_formats import HISTORY_FORMATS
from timeline_app.formats.logs.log_formats import LOG_FORMATS
from timeline_app.formats.reading import Content, FoundRecords, FoundSources, ReadOptions
from timeline_app.formats.recognition import (
    BY_NAME,
    HEAD,
    LIKELY,
    PERHAPS,
    SURE,
    FileHead,
    ReadFormat,
    Recognised,
    ends_so,
)
from timeline_app.formats.tables.table_formats import TABLE_FORMATS
from timeline_app.formats.timelines.timeline_formats import TIMELINE_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from timeline_app.domain.records import Source
    from timeline_app.formats.recognition import Gives, Judgement

_DATABASE: Final = b"SQLite format 3\x00"
_BESIDE_A_DATABASE: Final = ("-wal", "-shm", "-journal")
"""Endings of the files in which SQLite keeps what is not yet in the database itself."""


def _is_own_json(head: FileHead) -> Judgement:
    if head.text.startswith("{") and '"conflict-timeline"' in head.text:
        return SURE, _("It says of itself that this program wrote it.")
    return ends_so(head, (".json",), PERHAPS)  # its reader says what is wrong with it


def _is_article(head: FileHead) -> Judgement:
    return ends_so(head, _ARTICLES, PERHAPS * 2)


def _read_own_json(path: Path, _options: ReadOptions) -> FoundRecords:
    from timeline_app.formats.own_json import read_json  # noqa: PLC0415 - likewise

    return FoundRecords("json", read_json(path))


ARTICLE_TYPES: Final[Mapping[str, str]] = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".mhtml": "multipart/related",
    ".mht": "multipart/related", ".webarchive": "application/x-webarchive", ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".eml": "message/rfc822",
}  # fmt: skip
"""The kinds of file that articles come in: the endings of their names, and the media type of each."""
_ARTICLES: Final = tuple(ARTICLE_TYPES)

READ_FORMATS: Final[tuple[ReadFormat, ...]] = (
    *TABLE_FORMATS,
    *CALENDAR_FORMATS,
    *LOG_FORMATS,
    *CONFLICT_FORMATS,
    *GEOGRAPHY_FORMATS,
    *HISTORY_FORMATS,
    *TIMELINE_FORMATS,
    ReadFormat("json", lambda: _("JSON of this program"), (".json",), "records", _is_own_json, _read_own_json),
    *BIBLIOGRAPHY_FORMATS,
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
        chosen = next((each for each in readings if each.format is asked), Recognised(asked, SURE, _("As asked for.")))
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
    """Tell whether a file that was dropped is an article, or a list of them, rather than something to import."""
    if path.suffix.lower() not in _ARTICLES:
        return is_feed_file(path)  # the reader says that it is one, and what to do
    try:
        readings = possible_readings(path)
    except FormatError:
        return True  # the reader says what is wrong with it
    return not any(each.confidence >= LIKELY for each in readings)


def readable() -> str:
    """Say in a sentence what can be imported, and where all of it is listed."""
    return _(
        "Tables, workbooks, calendars, maps, bibliographies and timelines of many programs can be imported; "
        "docs/formats.md and timeline-app formats list them."
    )


def read(path: Path, recognised: Recognised, options: ReadOptions) -> Content:
    """Begin to read the file at `path`; where it turns out to be something else, tell what can be read."""
    if recognised.format.read is None:
        raise FormatError(_("“{name}” is an article, not a table.").format(name=path.name))
    try:
        return recognised.format.read(path, options)
    except FormatError as error:
        if recognised.confidence >= BY_NAME:
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
            head = file.read(HEAD)
    except OSError as error:
        raise FormatError(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=fault_reason(error))
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
