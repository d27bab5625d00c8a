"""Asks for the name under which the choices about a file are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class NameReadingDialog(PageDialog):
    """Proposes the name of the file; one of that name is replaced."""

    named = Signal(str)

    def __init__(self, proposed: str, parent: QWidget) -> None:
        super().__init__(_("Save these choices"), _("Save"), (460, 250), parent)
        words = _("Fields of columns, orders of days and months, letters: they can be chosen for other files then.")
        self.column.addWidget(plain(words, "quiet", self, wrap=True))
        self.name = self.add_field(_("Name"))
        self.name.setText(proposed)
        self.name.selectAll()
        self.column.addStretch(1)
        self.name.setFocus()

    @override
    def confirm(self) -> None:
        name = self.name.text().strip()
        if not any(map(str.isalnum, name)):
            self.refuse(_("Give the reading a name of letters or digits."), self.name)
            return
        close(self, DONE)
        self.named.emit(name)
