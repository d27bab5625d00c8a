"""Dialogs in which a person chooses, field by field, which of two versions stands."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from timeline_app.domain.records import Event
from timeline_app.ui.history.change_words import NOTHING, value_words
from timeline_app.ui.history.version_card import VersionCard
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.date_words import date_in_words
from timeline_app.ui.wording.moment_words import stamp_words
from timeline_app.ui.wording.record_words import field_words, kind_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.merge.joined import Conflict, Merge, Version
    from timeline_app.domain.records import Record
    from timeline_app.ui.history.change_words import Names

MOST_CONFLICTS = 200
MOST_LETTERS = 160
SIZE_PX = (680, 680)
DATE_FIELDS = frozenset({"start", "end", "date_text", "zone"})


class VersionsDialog(PageDialog):
    """Lists conflicts with both versions of each; `chosen` is the merge as the person wants it."""

    def __init__(self, merge: Merge, names: Names, words: tuple[str, str], parent: QWidget) -> None:
        super().__init__(*words, SIZE_PX, parent)
        self.merge = merge
        self._names = names
        self.cards: list[tuple[VersionCard, VersionCard]] = []

    @property
    def chosen(self) -> Merge:
        """The merge as the person chose."""
        return self.merge.choosing({number: theirs.isChecked() for number, (_mine, theirs) in enumerate(self.cards)})

    def list_conflicts(self, conflicts: Sequence[Conflict], sides: tuple[str, str]) -> None:
        """List conflicts, each with both versions, mine first."""
        last = None
        for conflict in conflicts[:MOST_CONFLICTS]:
            if conflict.key != last:
                self.column.addSpacing(4)
                self.column.addWidget(rule(self))
                self.column.addWidget(plain(_heading(conflict), "strong", self, wrap=True))
            self._add_conflict(conflict, sides)
            last = conflict.key
        if len(conflicts) > MOST_CONFLICTS:
            more = len(conflicts) - MOST_CONFLICTS
            words = ngettext(
                "and {n} more, in which the later edit stands", "and {n} more, in which the later edit stands", more
            )
            self.column.addWidget(plain(words.format(n=f"{more:,}"), "quiet", self, wrap=True))

    def _add_conflict(self, conflict: Conflict, sides: tuple[str, str]) -> None:
        mine, theirs = self._told(conflict)
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(10)
        pair = (
            VersionCard(sides[0], mine, byline(conflict.mine), box),
            VersionCard(sides[1], theirs, byline(conflict.theirs), box),
        )
        group = QButtonGroup(box)
        for card in pair:
            group.addButton(card)
            card.setEnabled(conflict.is_free)
            row.addWidget(card, 1)
        pair[conflict.takes_theirs].setChecked(True)
        self.cards.append(pair)
        if conflict.fields:
            self.column.addWidget(plain(field_words(conflict.field) or conflict.field, "heading", self))
        elif not conflict.is_free:
            self.column.addWidget(plain(_("Other things need it, so it stays."), "quiet", self, wrap=True))
        self.column.addWidget(box)

    def _told(self, conflict: Conflict) -> tuple[str, str]:
        """Say what each side has in the fields of a conflict, or made of the record."""
        if not conflict.fields:
            deleted, kept = _("Deleted"), _("Kept, and worked on since")
            return (deleted, kept) if conflict.reason == "deleted here" else (kept, deleted)
        mine, theirs = self.merge.sides(conflict)
        return self._words(mine, conflict), self._words(theirs, conflict)

    def _words(self, record: Record, conflict: Conflict) -> str:
        if isinstance(record, Event) and DATE_FIELDS.issuperset(conflict.fields):
            return date_in_words(record, "")
        parts = [
            value_words(field, getattr(record, field), self._names) for field in conflict.fields if field_words(field)
        ]
        return "\n".join(part for part in parts if part != NOTHING) or NOTHING

    def take_mine(self) -> None:
        """Let what is here stand everywhere."""
        for mine, _theirs in self.cards:
            mine.click() if mine.isEnabled() else None

    def take_theirs(self) -> None:
        """Let what the copy has stand everywhere."""
        for _mine, theirs in self.cards:
            theirs.click() if theirs.isEnabled() else None

    def take_later(self) -> None:
        """Let the later edit stand everywhere, as it was proposed."""
        for pair, conflict in zip(self.cards, self.merge.conflicts, strict=False):
            pair[conflict.takes_theirs].setChecked(True)


def byline(version: Version) -> str:
    """Tell who edited, and when, as far as it is known."""
    return ", ".join(filter(None, (version.author, stamp_words(version.time) if version.time else "")))


def _heading(conflict: Conflict) -> str:
    return _("{kind} “{name}”").format(kind=kind_words(conflict.record.type), name=cut(conflict.record.name))


def cut(text: str) -> str:
    """Give a title on one line, cut off where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1].rstrip() + "…"
