"""An event as a file or a person gives it, with names instead of ids; the records are found or made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.domain.records import SourceFacts

if TYPE_CHECKING:
    from timeline_app.domain.records import Status


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file drafts come from: its external ids mean the same events only in versions of the same file."""

    name: str = ""
    columns: tuple[str, ...] = ()
    format: str = ""
    sha256: str = ""


UNKNOWN_ORIGIN: Final = Origin()


@dataclass(frozen=True, slots=True)
class DraftSource(SourceFacts):
    """A source that a foreign file gives for an event; `words` are what it says there, kept as a paraphrase."""

    words: str = ""
    external_id: str = ""


class Draft(NamedTuple):
    """An event to add. `start` and `end` are EDTF already; `date_text` is what stood in the file, or was typed.

    A named tuple, since making a million of them takes a third of the time of frozen dataclasses.
    """

    title: str
    start: str = ""
    end: str = ""
    date_text: str = ""
    zone: str = ""
    status: Status = "reported"
    importance: int = 3
    category: str = ""
    actors: tuple[str, ...] = ()
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    tags: tuple[str, ...] = ()
    summary: str = ""
    notes: str = ""
    external_id: str = ""
    """What the file calls the event; a second import of the same file finds it again by this."""
    sources: tuple[DraftSource, ...] = ()
    id: str = ""
    """The event's own id, in a table that this program wrote."""
    row: int = 0
    """Where in the file it stands, for messages."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row of a file that could not be taken, or not wholly, and why."""

    row: int
    message: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did; the command line prints it."""

    read: int = 0
    added: int = 0
    updated: int = 0
    skipped: int = 0
    undated: int = 0
    first: str = ""
    last: str = ""
    batch: str = ""
    """Under which the import can be undone; empty when nothing changed."""
    problems: tuple[Problem, ...] = ()
    kept: int = 0
    """Events of which the file tells something that would overwrite what others wrote; that was not done."""
    unread_dates: int = 0
    """Rows with a date that is none; it was kept as text."""
    notes: tuple[str, ...] = ()
