"""Paths of the files that ship with the program: fonts, icons, the sample."""

from __future__ import annotations

from pathlib import Path

_INSIDE = Path(__file__).parents[1] / "_resources"
"""Where a wheel puts them (pyproject.toml, force-include)."""
_BESIDE = Path(__file__).parents[2] / "resources"
"""Where they are in a checkout and in a bundle of PyInstaller."""


def resource(*parts: str) -> Path:
    """Give the path of a shipped file, for example `resource("fonts", "Inter-Regular.ttf")`."""
    folder = _BESIDE if _BESIDE.is_dir() else _INSIDE
    return folder.joinpath(*parts)
