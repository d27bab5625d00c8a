"""Paths of the files that ship with the program: fonts, icons, the sample."""

from __future__ import annotations

from pathlib import Path

_INSIDE = Path(__file__).parents[1] / "_resources"
"""Where a wheel puts them (pyproject.toml, force-include)."""
_BESIDE = Path(__file__).parents[2] / "resources"
"""Where they are in a checkout and in a bundle of PyInstaller."""


def resource(*parts: str) -> Path:
    """Give the path of a shipped file, for example `resource("fonts", "Inter-Regular.ttf")`."""
    return _folder(_INSIDE, _BESIDE).joinpath(*parts)


def _folder(inside: Path, beside: Path) -> Path:
    """Prefer our own: beside an installed package may lie a `resources` of somebody else."""
    return inside if inside.is_dir() else beside
