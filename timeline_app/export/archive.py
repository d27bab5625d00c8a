"""Zip archives, as office programs have them, whose bytes follow from what is in them: no clock, no owner."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can tell."""


def add_part(archive: zipfile.ZipFile, name: str, text: str) -> None:
    """Put a part into an archive."""
    with open_part(archive, name) as part:
        part.write(text.encode())


@contextmanager
def open_part(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """Open a part of an archive to write it piece by piece."""
    about = zipfile.ZipInfo(name, _EARLIEST)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.create_system = 0
    with archive.open(about, "w") as part:
        yield part
