"""What a person left out of the proposals of a document, kept for the next time that it is read.

It stands in the settings, by the source: a newer version of a page asks no more for what was left out of the older one
(docs/decisions/0147-what-was-left-out-is-a-setting.md).
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.extract.events.proposal import Proposal

_LARGEST: Final = 1 << 20
"""Bytes; more than a person leaves out of one source."""
_MOST_SOURCES: Final = 2_000
"""Sources that are remembered, the latest."""
_MOST_OF_ONE: Final = 20_000
_KEY_LENGTH: Final = 24


def key_of(proposal: Proposal) -> str:
    """Name a proposal by its sentence and the words that say when, wherever they stand in the text."""
    told = "\x1f".join((" ".join(proposal.exact.split()), proposal.date_text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_LENGTH]


class LeftOutProposals:
    """Keeps them in a folder, one file for each source. That something cannot be kept is no hindrance to reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of_source(self, source_id: str) -> frozenset[str]:
        """Give the keys of what was left out of a source's documents."""
        return frozenset(self._kept(source_id))

    def keep(self, source_id: str, proposal: Proposal, *, left_out: bool) -> None:
        """Remember that a proposal was left out, or that it no longer is."""
        keys = dict.fromkeys(self._kept(source_id))
        key = key_of(proposal)
        if (key in keys) == left_out:
            return
        if left_out:
            keys[key] = None
        else:
            del keys[key]
        path = self._path(source_id)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                self._make_room()
            path.write_text(json.dumps(list(keys)[-_MOST_OF_ONE:]), "utf-8")

    def _make_room(self) -> None:
        kept = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in kept[: max(0, len(kept) - _MOST_SOURCES + 1)]:
            path.unlink(missing_ok=True)

    def _kept(self, source_id: str) -> list[str]:
        path = self._path(source_id)
        with suppress(OSError, ValueError, RecursionError):
            if path.is_file() and path.stat().st_size <= _LARGEST:
                keys = json.loads(read_bytes(path))
                if isinstance(keys, list):
                    return [key for key in keys if isinstance(key, str)]
        return []

    def _path(self, source_id: str) -> Path:
        return self._folder / f"{hashlib.sha256(source_id.encode()).hexdigest()[:_KEY_LENGTH]}.json"
