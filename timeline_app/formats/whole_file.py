"""Files that are read whole, and how large one may be: one limit, one sentence, for documents and bibliographies."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.domain.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 64 * 1024 * 1024
"""Bytes (DESIGN.md §7): a scanned book fits, a film does not."""


def read_whole(path: Path) -> bytes:
    """Read a file; a pipe is read like a file, and neither beyond the limit. Raise FormatError where that fails."""
    try:
        size = path.stat().st_size
        with open_bytes(path) as file:
            data = file.read(LARGEST + 1) if size <= LARGEST else b""
    except OSError as error:
        words = _("“{file}” cannot be read: {reason}.")
        raise FormatError(words.format(file=path.name or path, reason=error.strerror or str(error))) from None
    require_readable_size(path.name, max(size, len(data)))
    return data


def require_readable_size(name: str, size: int) -> None:
    """Refuse what is over the limit; `name` is empty for text that is no file."""
    if size > LARGEST:
        raise FormatError(
            _("“{file}” has {size} MiB; up to {limit} MiB can be read. Save the part that you need as a file.").format(
                file=name or _("The text"), size=-(-size // (1024 * 1024)), limit=LARGEST // (1024 * 1024)
            )
        )
