"""What a part of the bench gives back: rows of one table."""

from __future__ import annotations

from dataclasses import dataclass


class MissingError(Exception):
    """A part cannot be measured here: says in one sentence what this machine lacks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured, beside what it should be."""

    what: str
    value: float
    unit: str
    """In words: "S" (sorts of a million numbers), "× a bare window", "µs", "bytes an event"."""
    target: float | None = None
    """None where the row only informs."""
    at_most: bool = True
    """Whether the target is an upper bound; a lower one otherwise."""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    @property
    def wanted(self) -> str:
        """The target in words."""
        if self.target is None:
            return ""
        return f"{'≤' if self.at_most else '≥'} {self.target:,g}"
