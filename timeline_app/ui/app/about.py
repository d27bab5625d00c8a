"""The about dialog: what the program is, and how it names contested places."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

import timeline_app
from timeline_app.base.i18n import gettext as _
from timeline_app.base.licences import ingredients
from timeline_app.base.resources import resource
from timeline_app.ui.widgets.labels import plain, prose
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import ReadingDialog, let_scroll


class About(ReadingDialog):
    """A page of four paragraphs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Conflict Timeline"))
        sheet = QWidget(self)
        page = QVBoxLayout(sheet)
        page.setContentsMargins(32, 28, 32, 20)
        page.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(16)
        icon = QLabel(self)
        pixmap = QPixmap(str(resource("icons", "conflict-timeline.png")))
        if not pixmap.isNull():
            pixmap.setDevicePixelRatio(4)
            icon.setPixmap(pixmap)
            head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(plain(_("Conflict Timeline"), "display", self))
        version = _("Version {version}").format(version=timeline_app.__version__)
        names.addWidget(plain(version, "quiet", self))
        head.addLayout(names, 1)
        page.addLayout(head)
        for text in _paragraphs():
            page.addWidget(prose(text, "body", self))
        page.addSpacing(8)
        page.addLayout(self._buttons())
        let_scroll(self, sheet, scaled_px(560))
        self.findChildren(QScrollArea)[0].setFocus()  # a large text is seen from its beginning

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        licences = QPushButton(_("Licences…"), self)
        licences.clicked.connect(self.show_licences)
        licences.setVisible(bool(ingredients()))
        close = QPushButton(_("Close"), self)
        close.clicked.connect(self.leave)
        close.setDefault(True)
        row.addWidget(licences)
        row.addStretch(1)
        row.addWidget(close)
        return row

    @Slot()
    def show_licences(self) -> None:
        """Show the licences of all that the program is made of."""
        from timeline_app.ui.app.licences_dialog import LicencesDialog  # noqa: PLC0415 - seldom asked for

        LicencesDialog(self).open()


def _paragraphs() -> tuple[str, ...]:
    return (
        _("A sourced chronology on your own machine: for each event the date as far as it is known, "
          "and the words that support it. Nothing you enter leaves this computer."),
        _("Contested claims are attributed to those who make them. Crimea and the occupied regions are placed in "
          "Ukraine, following resolutions 68/262 and ES-11/4 of the United Nations General Assembly; the summaries "
          "say who claims what."),
        _("The evidence of the sample is told in our own words, with the address of each source; only its own "
          "background brief is quoted."),
        _("Free software under the MIT licence. Set in Inter, under the SIL Open Font License. Made with Qt, under the "
          "LGPL, SQLite and NumPy."),
    )  # fmt: skip
