"""What every reader of a foreign file gives: drafts as a stream, and what it noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline_app.domain.draft import Draft, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline_app.formats.tables.date_columns import Order

MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file where it does not say so itself."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    """Column of a table to field of an event."""
    order: Order | None = None
    """Of day and month in 03/04/2014; None lets each column's values prove it."""
    usual_order: Order = "dmy"
    """Where nothing proves it: the person's setting."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that is being read. Drafts come as they are read; `problems` is whole when they have all come."""

    format: str
    drafts: Iterator[Draft]
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Told to the person: which order of day and month was taken, which columns were left out."""

    columns: tuple[str, ...] = ()
    """The header of a table: a part of what tells one data set from another."""
    unread_dates: list[int] = field(default_factory=list)
    """The rows with a date that could not be read, and was kept as text."""

    def report(self, row: int, message: str, *, unread_date: bool = False) -> None:
        """Note what is wrong with a row; of a file full of mistakes the first thousand are enough."""
        if unread_date and self.unread_dates[-1:] != [row]:
            self.unread_dates.append(row)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(row, message))
