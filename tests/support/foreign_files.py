"""Reads a foreign file as an import does, for the tests of its format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline_app.formats import registry
from timeline_app.formats.reading import FileReading, ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.domain.draft import Draft


def read_as(expected: str, path: Path, content: Any) -> tuple[list[Draft], FileReading]:
    """Write a file (what is no text or bytes as JSON), and read it by what it is recognised as: the format expected."""
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    chosen, _others = registry.recognise(path, ReadOptions())
    assert chosen.format.name == expected
    reading = registry.read(path, chosen, ReadOptions())
    assert isinstance(reading, FileReading)
    return list(reading.drafts), reading


def names_of(path: Path, content: Any) -> list[str]:
    """Name the formats that a file may be of, the surest first."""
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return [each.format.name for each in registry.possible_readings(path)]
