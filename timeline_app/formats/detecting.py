"""Which format a file is in, by its first bytes rather than its name."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.domain.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

_HEAD: Final = 4_096
_DATABASE: Final = b"SQLite format 3\x00"
_BESIDE_A_DATABASE: Final = ("-wal", "-shm", "-journal")
"""Endings of the files in which SQLite keeps what is not yet in the database itself."""


def is_database(path: Path) -> bool:
    """Tell whether the file at `path` is a database of SQLite, or one of the files without which one loses work."""
    names = [path.name, *(path.name.removesuffix(each) for each in _BESIDE_A_DATABASE if path.name.endswith(each))]
    return any(_begins_as_database(path.with_name(name)) for name in names if name)


def _begins_as_database(path: Path) -> bool:
    if not path.is_file():
        return False
    with open_bytes(path) as file:
        return file.read(len(_DATABASE)) == _DATABASE


def detect(path: Path) -> str:
    """Name the format of the file at `path`: "json" (our own), "store", "csv"...; raise FormatError for none known."""
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
    if head.startswith(_DATABASE):
        return "store"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if (start.startswith(b"{") and b'"conflict-timeline"' in head) or path.suffix.lower() == ".json":
        return "json"  # the reader says what is wrong with a .json of somebody else
    if path.suffix.lower() in {".csv", ".tsv", ".tab", ".txt"}:
        return "csv"
    raise FormatError(
        _("The format of “{name}” is not known; name it with --format if you know it.").format(name=path.name)
    )
