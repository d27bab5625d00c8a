"""Merge another copy: compare on the worker, ask about conflicts, and make the one change.

What merging another copy would do, before it is done; where both worked, a person chooses what stands.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext, pgettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.ui.history.versions import VersionsDialog, cut
from timeline_app.ui.services.file_dialog import opening
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.wording.labels import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.document import Chronology
    from timeline_app.document.merge.merging import Merge
    from timeline_app.ui.services.jobs import Job

    Change = Callable[[str, Callable[[Chronology], str]], None]
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.document.merge.differences import NamedRecord
    from timeline_app.document.merge.merging import Conflict
    from timeline_app.ui.history.change_words import RecordNames
    from timeline_app.ui.services.services import Services


class MergeController(QObject):
    """What the window does to merge; `change` changes the store on the worker and shows what became of it."""

    def __init__(self, services: Services, change: Change) -> None:
        super().__init__(services.window)
        self._services = services
        self._change = change
        self._path = Path()

    def ask(self) -> None:
        """Ask for the other copy."""
        dialog = opening(self._services.window, _("Merge with a copy"))
        dialog.fileSelected.connect(self.plan)
        dialog.open()

    def plan(self, name: str) -> None:
        """Work out what merging a file would do, and ask."""
        session = self._services.session
        if session is None:
            return
        chronology, path = session.chronology, Path(name)

        def work(_job: Job) -> Merge:
            from timeline_app.document.merge.merging import plan_merge_of  # noqa: PLC0415 - when needed

            return plan_merge_of(chronology, path, pgettext("a change", "Merge “{name}”").format(name=path.stem))

        def ask(merge: Merge) -> None:
            if self._services.session is not session:
                return
            from timeline_app.ui.history.change_words import RecordNames  # noqa: PLC0415 - when needed

            dialog = MergeDialog(merge, RecordNames(session.chronology, merge.change), path.stem, self._services.window)
            dialog.accepted.connect(self._merge)
            dialog.open()

        self._path = path
        label = _("Comparing with {name}").format(name=path.name)
        self._services.jobs.start(label, work, ask, self._services.fault)

    def _merge(self) -> None:
        merge: Merge = self.sender().chosen  # type: ignore[attr-defined]
        path = self._path

        def work(chronology: Chronology) -> str:
            from timeline_app.document.merge.merging import merge_in  # noqa: PLC0415 - loaded by now

            merge_in(merge, chronology, path)
            parts = zip((_("{n} added"), _("{n} changed"), _("{n} gone")), merge.counts, strict=True)
            told = ", ".join(words.format(n=grouped(count)) for words, count in parts if count)
            return _("Merged: {what}").format(what=told) if told else _("Merged; nothing had to change")

        self._change(_("Merging"), work)


MOST_NAMES = 12


class MergeDialog(VersionsDialog):
    """Accepting it makes the one change of the merge, as `chosen` says."""

    def __init__(self, merge: Merge, names: RecordNames, name: str, parent: QWidget) -> None:
        super().__init__(merge, names, (_("Merge “{name}”").format(name=name), _("Merge")), parent)
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
        self._explain_conflicts(merge.conflicts)
        self.column.addStretch(1)

    def _list(self, heading: str, records: Sequence[NamedRecord], counts: Mapping[str, int] | None = None) -> None:
        counts = Counter(each.type for each in records) if counts is None else counts
        if not counts:
            return
        self.column.addSpacing(8)
        self.column.addWidget(plain(heading, "heading", self))
        words = ", ".join(counted(kind, count) for kind, count in counts.items())
        self.column.addWidget(plain(words, "strong", self, wrap=True))
        titles = [each.name for each in records if each.type == "event"][:MOST_NAMES]
        for title in titles:
            self.column.addWidget(plain(cut(title), "quiet", self, wrap=True))
        more = counts.get("event", 0) - len(titles)
        if more and titles:
            words = ngettext("and {n} more event", "and {n} more events", more).format(n=grouped(more))
            self.column.addWidget(plain(words, "quiet", self))

    def _tell_united(self, united: Sequence[tuple[NamedRecord, NamedRecord]]) -> None:
        """Say what both made on their own and is one from here on."""
        if not united:
            return
        counts = Counter(ours.type for ours, _theirs in united)
        told = ", ".join(counted(kind, count) for kind, count in counts.items())
        words = _("Both made these on their own, and they become one: {what}.").format(what=told)
        self.column.addSpacing(8)
        self.column.addWidget(plain(words, "quiet", self, wrap=True))

    def _explain_conflicts(self, conflicts: Sequence[Conflict]) -> None:
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
        self.column.addWidget(plain(words.format(n=grouped(count)), "quiet", self, wrap=True))
        if count > 1:
            self._add_links()
        self.list_conflicts(conflicts, (_("Mine"), _("Theirs")))

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
