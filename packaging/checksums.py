"""Writes SHA256SUMS beside what was built, as `sha256sum --check SHA256SUMS` reads it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "SHA256SUMS"


def line_for(path: Path) -> str:
    """Give the line of one file: its hash, and its name without a folder."""
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n"


def write_checksums(paths: Iterable[Path], folder: Path) -> Path:
    """Write the sums of these files, sorted by name, into a folder; give the list's path."""
    listing = folder / NAME
    listing.write_text("".join(line_for(path) for path in sorted(paths, key=lambda path: path.name)), encoding="utf-8")
    return listing
