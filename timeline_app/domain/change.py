"""The one way to change a chronology: a frozen value that says what was and what shall be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from timeline_app.domain.records import Record


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

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.label, self.after, self.before, self.batch, not self.batch_present)
