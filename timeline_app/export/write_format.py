"""A format that is written: what people call it, what they can choose about it, who writes it.

Folders with several formats have a table of their own, made of what is here; the registry joins them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.document import Chronology
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.published import Write

Kind: TypeAlias = Literal["picture", "page", "document", "data"]
Option: TypeAlias = Literal[
    "query", "range", "pixels", "paper", "orientation", "pages", "resolution", "theme", "lanes", "title", "legend",
    "sources", "transparent", "dates", "layout", "bleed", "gaps",
    "story",
]  # fmt: skip
"""What a person can choose: `pixels` and `paper` are two ways to say a size; with `layout` go presets and columns."""
Steps: TypeAlias = "Callable[[Chronology, ExportOptions, Path], Iterator[float]]"
"""Writes a file in steps, and yields after each how far it is (0 to 1)."""

OF_DATA: Final[frozenset[Option]] = frozenset({"query", "range"})
"""What can be chosen about every format."""
OF_DOCUMENTS: Final[frozenset[Option]] = OF_DATA | {"title"}


@dataclass(frozen=True, slots=True)
class WriteFormat:
    """A format that is written."""

    name: str
    label: Callable[[], str]
    """What people call it, with what it is good for."""
    suffix: str
    kind: Kind
    options: frozenset[Option]
    steps: Steps
    about: Callable[[], str] = str
    """What the file holds, in place of a preview; empty for what is drawn."""
    dated: bool = False
    """Whether it can hold events with a date only."""
    event_ms: float = 0.0
    """How long an event of usual size takes on a usual machine, in milliseconds; 0 where that says nothing."""


def publishing(writer: Callable[[], Write]) -> Steps:
    """Give the steps of a format that is written from what is published.

    `writer` fetches who writes it, once it is asked for: a writer brings what only its own format needs.
    """

    def steps(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
        from timeline_app.export.published import published_steps  # noqa: PLC0415 - brings numpy

        return published_steps(chronology, options, path, writer())

    return steps
