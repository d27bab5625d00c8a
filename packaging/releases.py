"""Reads from CHANGELOG.md which versions there were and when, for what tells a desktop of them.

A released version is headed "## 1.2.0 (2026-12-24)". What is being built needs no date: it gets that of its commit.
"""

from __future__ import annotations

import re
from pathlib import Path

CHANGES = Path(__file__).resolve().parents[1] / "CHANGELOG.md"
HEADING = re.compile(r"^## (\d+(?:\.\d+)+)(?: \((\d{4}-\d\d-\d\d)\))?$", re.MULTILINE)


def releases(version: str, day: str) -> list[tuple[str, str]]:
    """Give the versions up to the one that is built, newest first, each with its day, which the built one is given."""
    headings = HEADING.findall(CHANGES.read_text(encoding="utf-8"))
    told = [(number, when) for number, when in headings if number != version and when]
    return [(version, day), *told]


def in_metainfo(version: str, day: str) -> str:
    """Give the releases as AppStream has them."""
    return "\n    ".join(f'<release version="{number}" date="{when}"/>' for number, when in releases(version, day))
