"""The one way to change a chronology: a frozen value that says what was and what shall be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass

if TYPE_CHECKING:
    from timeline_app.domain.records import Record

NameKind = Literal["category", "actor", "place", "tag"]


class SharedUse(NamedTuple):
    """How one event used both names of a move: what is needed to give it back."""

    row: int
    position: int
    """Where the use stood that goes."""
    role: str
    """Its role."""
    other_role: str
    """The role of the name that stays, before it took the other in."""


@dataclass(frozen=True, slots=True)
class UseMove:
    """Uses of one name that become uses of another, too many to carry as events.

    The store fills in which events these are: all that use the name and are no records of the change.
    """

    kind: NameKind
    from_id: str
    into_id: str
    rows: tuple[int, ...] = ()
    """The events that use the one name and not the other."""
    shared: tuple[SharedUse, ...] = ()
    """The events that use both."""
    back: bool = False
    """Whether this takes a move back, and gives events of `shared` the name `into_id` beside the one they have."""

    @property
    def inverse(self) -> UseMove:
        """The move that takes this one back."""
        return UseMove(self.kind, self.into_id, self.from_id, self.rows, self.shared, not self.back)


@dataclass(frozen=True, slots=True)
class Change:
    """Records before and after, under a label that reads well after "Undo".

    A record is known by its type and id: in `after` only, it is added; in `before` only, deleted; in both, edited.
    `batch` names a set too large to carry as values (an import): the store adds or removes what came with that batch by
    its batch id, and `before` and `after` hold only those records which the import found and edited.
    """

    label: str
    before: tuple[Record, ...] = ()
    after: tuple[Record, ...] = ()
    batch: str = ""
    batch_present: bool = True
    """Whether the events of `batch` are in the chronology after this change."""
    moves: tuple[UseMove, ...] = ()
    """What becomes of very many uses of a name, beside the records."""

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        moves = tuple(each.inverse for each in reversed(self.moves))
        return Change(self.label, self.after, self.before, self.batch, not self.batch_present, moves)
