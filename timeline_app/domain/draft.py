"""An event as a file or a person gives it, with names instead of ids; the records are found or made."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.domain.records import SourceFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.domain.records import ExcerptKind, Stance, Status


@dataclass(frozen=True, slots=True)
class DataSetChoice:
    """Which data set a person says that a file is a version of; a new one where nothing here names one."""

    id: str = ""
    name: str = ""
    """The data set that is called so, or what a new one is called; empty for the name of the file."""


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """Which file drafts come from: its external ids mean the same events only in versions of the same file."""

    name: str = ""
    columns: tuple[str, ...] = ()
    format: str = ""
    sha256: str = ""
    data_set: DataSetChoice | None = None
    """What a person says of it; None to find out."""


UNKNOWN_ORIGIN: Final = FileOrigin()


@dataclass(frozen=True, slots=True)
class DraftSource(SourceFacts):
    """A source that a foreign file gives for an event; `words` are what it says there, kept as a paraphrase."""

    words: str = ""
    external_id: str = ""
    locator: str = ""
    """Where in the source it stands: a page, a row."""
    words_kind: ExcerptKind | Literal[""] = ""
    """Whether its words are a quote; where nothing says so, the row speaks for a source without words."""
    stance: Stance = "supports"
    claimed_date: str = ""
    """EDTF, where it gives a date of its own."""
    confidence: int = 2
    archive_url: str = ""
    retrieved: str = ""
    licence: str = ""
    kind: str = "report"


class Draft(NamedTuple):
    """An event to add. `start` and `end` are EDTF already; `date_text` is what stood in the file, or was typed.

    A named tuple, since making a million of them takes a third of the time of frozen dataclasses.
    """

    title: str
    start: str = ""
    end: str = ""
    date_text: str = ""
    zone: str = ""
    status: Status | Literal[""] = ""
    """Empty where nothing says it: a new event gets the status that the chronology gives new events."""
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
    roles: tuple[str, ...] = ()
    """Of the actors, one for each in their order; none at all where the file tells no roles."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row of a file that could not be taken, or not wholly, and why."""

    row: int
    message: str


MOST_LISTED: Final = 1_000
"""Of a file full of mistakes, or of changes, so many rows are listed; all are counted."""


class Problems(list[Problem]):
    """The first problems of a file; `total` counts all of them."""

    total: int = 0

    def add(self, row: int, message: str) -> None:
        """Note what is wrong with a row."""
        self.total += 1
        if len(self) < MOST_LISTED:
            self.append(Problem(row, message))


Outcome: TypeAlias = Literal["new", "updated", "unchanged", "kept", "undated", "left out", "gone"]
"""What becomes of a row. One that is kept, or undated, is new, updated or unchanged besides; of one that is left out
nothing is taken; gone is one that an earlier version of the file had: its event stays."""
OUTCOMES: Final[tuple[Outcome, ...]] = ("new", "updated", "unchanged", "kept", "undated", "left out", "gone")


class ListedRow(NamedTuple):
    """A row of a file behind a count."""

    row: int
    title: str
    """Of one that is left out, why."""


class RowLists:
    """Collects the first rows behind each count."""

    def __init__(self) -> None:
        self._rows: dict[Outcome, list[ListedRow]] = {outcome: [] for outcome in OUTCOMES}

    def add(self, outcome: Outcome, row: int, title: str) -> None:
        """Note what becomes of a row."""
        rows = self._rows[outcome]
        if len(rows) < MOST_LISTED:
            rows.append(ListedRow(row, title))

    def listed(self) -> Mapping[Outcome, tuple[ListedRow, ...]]:
        """Give the rows in the order of the file."""
        return {outcome: tuple(sorted(rows)) for outcome, rows in self._rows.items()}


@dataclass(frozen=True, slots=True)
class ImportConflict:
    """A field of which a newer version of a file tells something else than a person, or another file, wrote here."""

    row: int
    title: str
    field: str
    """In words."""
    here: str
    there: str
    free: bool
    """Whether a person may let the file's word stand; never over an event of another data set."""


class DataSetFacts(NamedTuple):
    """A data set of which a file may be a newer version."""

    id: str
    name: str
    imported: str
    """When its last version came in."""
    events: int


DataSetKind: TypeAlias = Literal["", "new", "version", "same file"]
"""Whether a file is the first of its data set, another version of one, or was imported before as it is."""


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
    problem_count: int = 0
    """How many problems there are; `problems` holds the first."""
    data_set: DataSetKind = ""
    data_set_name: str = ""
    """What the data set is called that the file was found to be of."""
    data_set_id: str = ""
    """Empty for a new one."""
    gone: int = 0
    """Events that an earlier version of the file told and this one does not; they stay."""
    left_out: int = 0
    """Rows of which nothing was taken; they are not among those read."""
    conflicts: tuple[ImportConflict, ...] = ()
    """Behind `kept`, field by field, the first ones."""
    rows: Mapping[Outcome, tuple[ListedRow, ...]] = field(default_factory=dict)
    """The first rows behind each count, where they were asked for."""
