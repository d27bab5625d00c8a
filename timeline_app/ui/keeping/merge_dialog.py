"""What merging another copy would do, before it is done; where both worked, a person chooses what stands."""

from __future__ import annotations

from collections import Counter
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from timeline_app.domain.records import Event
from timeline_app.ui.date_words import date_in_words
from timeline_app.ui.keeping.change_words import NOTHING, value_words
from timeline_app.ui.keeping.moment_words import stamp_words
from timeline_app.ui.keeping.record_words import counted, field_words, kind_words
from timeline_app.ui.keeping.version_card import VersionCard
from timeline_app.ui.page_dialog import PageDialog
from timeline_app.ui.words import plain, rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline_app.document.differences import Named
    from timeline_app.document.joined import Conflict, Merge, Version
    from timeline_app.domain.records import Record
    from timeline_app.ui.keeping.change_words import Names

MOST_NAMES = 12
MOST_CONFLICTS = 200
MOST_LETTERS = 160
SIZE_PX = (680, 680)
DATE_FIELDS = frozenset({"start", "end", "date_text", "zone"})


class MergeDialog(PageDialog):
    """Accepting it makes the one change of the merge, as `chosen` says."""

    def __init__(self, merge: Merge, names: Names, name: str, parent: QWidget) -> None:
        super().__init__(_("Merge “{name}”").format(name=name), _("Merge"), SIZE_PX, parent)
        self.merge = merge
        self._names = names
        self.cards: list[tuple[VersionCard, VersionCard]] = []
        added, updated, deleted = merge.counts
        if not (added or updated or deleted or merge.conflicts):
            words = _("There is nothing in it that this chronology does not hold already.")
            self.column.addWidget(plain(words, "body", self, wrap=True))
            self.done_button.setEnabled(False)
        else:
            words = _("All of it is one step, and undo takes it back as a whole.")
            self.column.addWidget(plain(words, "quiet", self, wrap=True))
        self._list(_("Comes in"), merge.added, merge.added_by_kind())
        self._list(_("Changes"), merge.updated)
        self._list(_("Goes"), merge.deleted)
        self._tell_united(merge.united)
        self._list_conflicts(merge.conflicts)
        self.column.addStretch(1)

    @property
    def chosen(self) -> Merge:
        """The merge as the person chose."""
        return self.merge.choosing({number: theirs.isChecked() for number, (_mine, theirs) in enumerate(self.cards)})

    def _list(self, heading: str, records: Sequence[Named], counts: Mapping[str, int] | None = None) -> None:
        counts = Counter(each.type for each in records) if counts is None else counts
        if not counts:
            return
        self.column.addSpacing(8)
        self.column.addWidget(plain(heading, "heading", self))
        words = ", ".join(counted(kind, count) for kind, count in counts.items())
        self.column.addWidget(plain(words, "strong", self, wrap=True))
        titles = [each.name for each in records if each.type == "event"][:MOST_NAMES]
        for title in titles:
            self.column.addWidget(plain(_cut(title), "quiet", self, wrap=True))
        more = counts.get("event", 0) - len(titles)
        if more and titles:
            words = ngettext("and {n} more event", "and {n} more events", more).format(n=f"{more:,}")
            self.column.addWidget(plain(words, "quiet", self))

    def _tell_united(self, united: Sequence[tuple[Named, Named]]) -> None:
        """Say what both made on their own and is one from here on."""
        if not united:
            return
        counts = Counter(ours.type for ours, _theirs in united)
        told = ", ".join(counted(kind, count) for kind, count in counts.items())
        words = _("Both made these on their own, and they become one: {what}.").format(what=told)
        self.column.addSpacing(8)
        self.column.addWidget(plain(words, "quiet", self, wrap=True))

    # --- where both worked -----------------------------------------------------------------------------------------

    def _list_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        if not conflicts:
            return
        self.column.addSpacing(12)
        self.column.addWidget(plain(_("Where both worked"), "heading", self))
        count = len(conflicts)
        words = ngettext(
            "{n} thing was edited in both copies. The later edit is chosen; choose the other where it is right.",
            "{n} things were edited in both copies. The later edit is chosen; choose the other where it is right.",
            count,
        )
        self.column.addWidget(plain(words.format(n=f"{count:,}"), "quiet", self, wrap=True))
        if count > 1:
            self._add_links()
        last = None
        for conflict in conflicts[:MOST_CONFLICTS]:
            if conflict.key != last:
                self.column.addSpacing(4)
                self.column.addWidget(rule(self))
                self.column.addWidget(plain(_heading(conflict), "strong", self, wrap=True))
            self._add_conflict(conflict)
            last = conflict.key
        if count > MOST_CONFLICTS:
            more = count - MOST_CONFLICTS
            words = ngettext(
                "and {n} more, in which the later edit stands", "and {n} more, in which the later edit stands", more
            )
            self.column.addWidget(plain(words.format(n=f"{more:,}"), "quiet", self, wrap=True))

    def _add_links(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(18)
        for words, act in (
            (_("Always mine"), self.take_mine),
            (_("Always theirs"), self.take_theirs),
            (_("Always the later"), self.take_later),
        ):
            link = QPushButton(words, self)
            link.setProperty("role", "link")
            link.setAutoDefault(False)
            link.clicked.connect(act)
            row.addWidget(link)
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_conflict(self, conflict: Conflict) -> None:
        mine, theirs = self._told(conflict)
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(10)
        pair = (
            VersionCard(_("Mine"), mine, byline(conflict.mine), box),
            VersionCard(_("Theirs"), theirs, byline(conflict.theirs), box),
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
    return _("{kind} “{name}”").format(kind=kind_words(conflict.record.type), name=_cut(conflict.record.name))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1].rstrip() + "…"
