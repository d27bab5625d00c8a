"""What can be done about a file that is damaged: look at it, bring back a backup, or recover what can be read."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.letters import scaled_px
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.moment_words import moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import SignalInstance

    from timeline_app.store.safety.backups import Backup

SIZE_PX = (600, 470)
BUTTON_PX = 170


class DamagedDialog(PageDialog):
    """Offers three ways on, the safest first; none of them writes into the damaged file."""

    restore_wanted = Signal(object)
    recover_wanted = Signal(object)
    look_wanted = Signal(object)
    """Each carries the path of the file."""

    def __init__(self, path: Path, reason: str, backups: Sequence[Backup], parent: QWidget) -> None:
        super().__init__(_("“{name}” is damaged").format(name=path.name), _("Close"), SIZE_PX, parent)
        self.done_button.hide()
        self.cancel_button.setText(_("Close"))
        self._path = path
        self.column.addWidget(plain(reason, "problem", self, wrap=True))
        words = _("Nothing of it was changed, and none of these ways writes into it.")
        self.column.addWidget(plain(words, "quiet", self, wrap=True))
        count = len(backups)
        told = _("No backup of it was made on this computer.")
        if backups:
            told = ngettext(
                "There is {n} backup, of {moment}.", "There are {n} backups, the newest of {moment}.", count
            ).format(n=count, moment=moment_words(backups[0].time))
            told += " " + _("See what it holds, and put it in the place of the file, which is kept beside it.")
        self.restore = self._way(
            _("Restore a backup…"), told, self.restore_wanted, on=bool(backups), first=bool(backups)
        )
        told = _("Everything that can still be read is put into a new file beside this one, and counted: events, "
                 "evidence, and the history as far as it fits.")  # fmt: skip
        self.recover = self._way(_("Recover into a new file"), told, self.recover_wanted, first=not backups)
        told = _("Open it for reading only, to see what is left. Parts of it may be missing.")
        self.look = self._way(_("Open for reading"), told, self.look_wanted)
        self.column.addStretch(1)

    def _way(
        self, words: str, told: str, wanted: SignalInstance, *, on: bool = True, first: bool = False
    ) -> QPushButton:
        self.column.addSpacing(4)
        self.column.addWidget(rule(self))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(plain(told, "body" if on else "quiet", self, wrap=True), 1)
        button = QPushButton(words, self)
        button.setEnabled(on)
        button.setAutoDefault(False)
        button.setMinimumWidth(scaled_px(BUTTON_PX))
        if first:
            button.setProperty("role", "primary")
        button.clicked.connect(self._choose)
        button.setProperty("way", {self.restore_wanted: 0, self.recover_wanted: 1}.get(wanted, 2))
        row.addWidget(button)
        self.column.addLayout(row)
        return button

    def _choose(self) -> None:
        ways = (self.restore_wanted, self.recover_wanted, self.look_wanted)
        way = ways[int(self.sender().property("way"))]
        self.accept()
        way.emit(self._path)
