"""What can be made of the built program: each product says what it is, whether this machine can make it, and makes it.

A product of another system or another form is one more `Product`, in a module of its own, named in build.py's PRODUCTS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

APP_ID = "org.conflicttimeline.ConflictTimeline"


@dataclass(frozen=True, slots=True)
class Facts:
    """What every product says of itself."""

    version: str
    application_id: int
    depends: tuple[str, ...]
    """The system's packages that the program relies on, as Debian names them."""
    released: str
    """Day of the release, ISO."""
    epoch: int
    """The newest time that a file in a product may bear: seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Build:
    """Where a build stands, for the products made of it."""

    folder: Path
    """The program, as PyInstaller leaves it on this system."""
    work: Path
    """Where a product may lay out what it packs, each in a folder named for itself."""
    target: Path
    """Where products go."""
    facts: Facts


@dataclass(frozen=True, slots=True)
class Product:
    """One way to deliver the program."""

    name: str
    """As `./run package NAME` asks for it."""
    told: str
    """What it is, in a few words."""
    why_not: Callable[[], str]
    """Say why this machine cannot make it, and what would help; empty where it can."""
    make: Callable[[Build], Path]
    """Make it, check it, give its path."""
    limit: int = 0
    """The most bytes it may weigh; 0: no limit."""
    takes_folder: bool = True
    """Whether it packs the folder of this system (a product of another system builds its own)."""
