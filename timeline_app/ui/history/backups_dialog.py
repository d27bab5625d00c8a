"""The backups of a chronology: when each was made, what differs from today, and the way to bring one back."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from timeline_app.ui.history.dialog import ListDialog
from timeline_app.ui.history.line_list import SECOND, LineList
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.wording.moment_words import moment_words, size_words
from timeline_app.ui.wording.record_words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.store.safety.backups import Backup

SIDES = ("only_in_other", "only_in_one", "changed")


class BackupsDialog(ListDialog):
    """Lists backups; what one differs by is worked out when it is chosen."""

    preview_wanted = Signal(object)
    look_wanted = Signal(object)
    restore_wanted = Signal(object)
    """Each carries the `Backup`."""

    def __init__(self, backups: Sequence[Backup], parent: QWidget) -> None:
        listing = LineList(_("Backups"))
        super().__init__(
            _("Backups"),
            _("Made by itself when the file is opened and as you work. The last ten are kept, and one a day for a "
              "month. Restoring one keeps today's file beside it under another name."),
            listing,
            parent,
        )  # fmt: skip
        self._backups = tuple(backups)
        rows = QStandardItemModel(self)
        for backup in self._backups:
            item = QStandardItem(moment_words(backup.time))
            item.setData(_size(backup), SECOND)
            rows.appendRow(item)
        listing.setModel(rows)
        self.look = self.add_button(_("Look at it"), self._look)
        self.restore = self.add_button(_("Restore"), self._restore, primary=True)
        listing.row_chosen.connect(self._choose)
        if self._backups:
            listing.setCurrentIndex(rows.index(0, 0))
        else:
            column = self.new_page()
            column.addWidget(plain(_("No backup has been made of this file yet."), "quiet", self, wrap=True))
            column.addStretch(1)

    def start(self) -> None:
        """Ask for what differs in the first backup, now that someone listens."""
        self._choose(self.listing.currentIndex().row())

    @property
    def current(self) -> Backup | None:
        """The backup that is chosen."""
        row = self.listing.currentIndex().row()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _choose(self, _row: int) -> None:
        backup = self.current
        self.look.setEnabled(backup is not None)
        self.restore.setEnabled(False)
        if backup is None:
            return
        column = self.new_page()
        column.addWidget(plain(moment_words(backup.time), "strong", self))
        column.addSpacing(6)
        column.addWidget(plain(_("Comparing with the file as it is now…"), "quiet", self, wrap=True))
        column.addStretch(1)
        self.preview_wanted.emit(backup)

    def show_preview(self, backup: Backup, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Say what restoring a backup would change."""
        if backup != self.current:
            return
        column = self.new_page()
        column.addWidget(plain(moment_words(backup.time), "strong", self))
        column.addSpacing(6)
        self.restore.setEnabled(bool(counts))
        if not counts:
            column.addWidget(plain(_("The same as the file is now."), "quiet", self, wrap=True))
        else:
            column.addWidget(plain(_("If you restore it:"), "quiet", self, wrap=True))
        for sentence in told(counts):
            column.addSpacing(10)
            column.addWidget(rule(self))
            column.addSpacing(10)
            column.addWidget(plain(sentence, "body", self, wrap=True))
        column.addStretch(1)

    def show_fault(self, backup: Backup, sentence: str) -> None:
        """Say why a backup could not be compared; it can be restored all the same when the file itself is at fault."""
        if backup != self.current:
            return
        column = self.new_page()
        column.addWidget(plain(moment_words(backup.time), "strong", self))
        column.addSpacing(6)
        column.addWidget(plain(sentence, "problem", self, wrap=True))
        column.addStretch(1)
        self.restore.setEnabled(True)

    def _look(self) -> None:
        if self.current is not None:
            self.look_wanted.emit(self.current)

    def _restore(self) -> None:
        if self.current is not None:
            self.restore_wanted.emit(self.current)


def told(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Say what differs: what would come back, what would go, what would be as it was."""
    sentences = []
    for side in SIDES:
        parts = [counted(kind, of_kind[side]) for kind, of_kind in counts.items() if of_kind.get(side)]
        if not parts:
            continue
        number = sum(of_kind.get(side, 0) for of_kind in counts.values())
        words = {
            "only_in_other": ngettext("{what} comes back.", "{what} come back.", number),
            "only_in_one": ngettext("{what} goes, made since then.", "{what} go, made since then.", number),
            "changed": ngettext("{what} is again as it was then.", "{what} are again as they were then.", number),
        }
        sentences.append(words[side].format(what=", ".join(parts)))
    return sentences


def _size(backup: Backup) -> str:
    try:
        return size_words(backup.path.stat().st_size)
    except OSError:
        return ""
