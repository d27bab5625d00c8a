"""What merging another copy would do, before it is done: what comes, what changes, where both edited the same."""

from __future__ import annotations

from collections import Counter
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from timeline_app.ui.keeping.record_words import counted, field_words, kind_words
from timeline_app.ui.page_dialog import PageDialog
from timeline_app.ui.words import plain, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.document.differences import Named
    from timeline_app.document.merging import Conflict, Merge

MOST_NAMES = 12
MOST_CONFLICTS = 200
MOST_LETTERS = 160
SIZE_PX = (620, 600)


class MergeDialog(PageDialog):
    """Accepting it makes the one change of the merge."""

    def __init__(self, merge: Merge, name: str, parent: QWidget) -> None:
        super().__init__(_("Merge “{name}”").format(name=name), _("Merge"), SIZE_PX, parent)
        self.merge = merge
        if not (merge.added or merge.updated or merge.deleted):
            words = _("There is nothing in it that this chronology does not hold already.")
            self.column.addWidget(plain(words, "body", self, wrap=True))
            self.done_button.setEnabled(False)
        else:
            words = _("All of it is one step, and undo takes it back as a whole.")
            self.column.addWidget(plain(words, "quiet", self, wrap=True))
        self._list(_("Comes in"), merge.added)
        self._list(_("Changes"), merge.updated)
        self._list(_("Goes"), merge.deleted)
        self._list_conflicts(merge.conflicts)
        self.column.addStretch(1)

    def _list(self, heading: str, records: Sequence[Named]) -> None:
        if not records:
            return
        self.column.addSpacing(8)
        self.column.addWidget(plain(heading, "heading", self))
        counts = Counter(each.type for each in records)
        words = ", ".join(counted(kind, count) for kind, count in counts.items())
        self.column.addWidget(plain(words, "strong", self, wrap=True))
        titles = [each.name for each in records if each.type == "event"]
        for title in titles[:MOST_NAMES]:
            self.column.addWidget(plain(_cut(title), "quiet", self, wrap=True))
        if len(titles) > MOST_NAMES:
            more = len(titles) - MOST_NAMES
            words = ngettext("and {n} more event", "and {n} more events", more).format(n=f"{more:,}")
            self.column.addWidget(plain(words, "quiet", self))

    def _list_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        if not conflicts:
            return
        self.column.addSpacing(12)
        self.column.addWidget(plain(_("To look at afterwards"), "heading", self))
        count = len(conflicts)
        words = ngettext(
            "{n} matter on which both copies were worked. The later edit wins; the other is told here.",
            "{n} matters on which both copies were worked. The later edit wins; the other is told here.",
            count,
        )
        self.column.addWidget(plain(words.format(n=f"{count:,}"), "quiet", self, wrap=True))
        for conflict in conflicts[:MOST_CONFLICTS]:
            self.column.addWidget(rule(self))
            head = _("{kind} “{name}”").format(kind=kind_words(conflict.record.type), name=_cut(conflict.record.name))
            self.column.addWidget(plain(head, "strong", self, wrap=True))
            self.column.addWidget(plain(conflict_words(conflict), "body", self, wrap=True))


def conflict_words(conflict: Conflict) -> str:
    """Say what both did, and which of it stands after merging."""
    if not conflict.field:
        where = {"deleted here": _("Deleted here, but worked on in the other copy: it is kept."),
                 "deleted there": _("Deleted in the other copy, but worked on here: it is kept.")}  # fmt: skip
        return where.get(conflict.reason, conflict.reason)
    field = field_words(conflict.field) or conflict.field
    return _("{field}: “{kept}” stands, not “{dropped}”.").format(
        field=field, kept=_cut(str(conflict.kept)), dropped=_cut(str(conflict.dropped))
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_LETTERS else line[: MOST_LETTERS - 1].rstrip() + "…"
