"""Which format a file is in, by its first bytes rather than its name."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.domain.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

_HEAD: Final = 4_096


def detect(path: Path) -> str:
    """Name the format of the file at `path`: "json" (our own), "store", "csv"...; raise FormatError for none known."""
    try:
        if not path.is_file():
            raise FormatError(_("“{name}” is not a file that can be read.").format(name=path.name))
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise FormatError(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=error.strerror)
        ) from error
    if not head.strip():
        raise FormatError(_("“{name}” is empty.").format(name=path.name))
    if head.startswith(b"SQLite format 3\x00"):
        return "store"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{") and b'"conflict-timeline"' in head:
        return "json"
    if path.suffix.lower() in {".csv", ".tsv", ".tab", ".txt"}:
        return "csv"
    raise FormatError(
        _("The format of “{name}” is not known; name it with --format if you know it.").format(name=path.name)
    )
