"""The settings: each takes effect at once, so there is nothing to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import OWN_NAMES, known_languages, pgettext
from timeline_app.base.i18n import gettext as _
from timeline_app.ui.services.settings import CONTRASTS, MOTIONS, ORDERS, TEXT_SIZES, THEMES, ZONES, Settings
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import ReadingDialog, let_scroll
from timeline_app.ui.wording.labels import zone_words

if TYPE_CHECKING:
    from collections.abc import Sequence


NAME_LETTERS = 80


class SettingsDialog(ReadingDialog):
    """Language, colours, contrast, text size, zone, order of dates, dates before titles, motion, the person's name."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        now = settings.preferences()
        self.setWindowTitle(_("Settings"))
        sheet = QWidget(self)
        page = QVBoxLayout(sheet)
        page.setContentsMargins(28, 24, 28, 20)
        page.setSpacing(16)
        page.addWidget(plain(_("Settings"), "title", self))
        self._form = QGridLayout()
        self._form.setColumnStretch(1, 1)
        self._form.setHorizontalSpacing(20)
        self._form.setVerticalSpacing(10)
        themes = {"auto": _("As the system"), "light": _("Light"), "dark": _("Dark")}
        orders = {"dmy": _("Day first: 5/11/2025 is 5 November"), "mdy": _("Month first: 5/11/2025 is 11 May")}
        motions = {"auto": _("As the system"), "smooth": _("Smooth"), "none": pgettext("motion", "None")}
        spoken = [(code, OWN_NAMES[code]) for code in known_languages()]
        self._row(_("Language"), "language", [("", _("As the system")), *spoken], now.language)
        self._row(_("Colours"), "theme", [(each, themes[each]) for each in THEMES], now.theme)
        contrasts = {"auto": _("As the system"), "usual": _("Usual"), "high": _("High")}
        self._row(_("Contrast"), "contrast", [(each, contrasts[each]) for each in CONTRASTS], now.contrast)
        sizes = [(str(each), f"{each} %") for each in TEXT_SIZES]
        self._row(_("Text size"), "text_size", sizes, str(now.text_size))
        self._row(_("Times in"), "zone", [(each, zone_words(each)) for each in ZONES], now.zone)
        self._row(_("Dates in figures"), "order", [(each, orders[each]) for each in ORDERS], now.order)
        shown = [("False", _("Hidden")), ("True", _("Shown"))]
        self._row(_("Dates before titles"), "dates", shown, str(now.dates))
        self._row(_("Motion"), "motion", [(each, motions[each]) for each in MOTIONS], now.motion)
        self._add_name(now.author)
        page.addLayout(self._form)
        close = QPushButton(_("Close"), self)
        close.clicked.connect(self.leave)
        page.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        let_scroll(self, sheet, max(scaled_px(480), sheet.sizeHint().width()))

    def _row(self, words: str, name: str, choices: Sequence[tuple[str, str]], now: str) -> None:
        box = ComboBox(self)
        box.setAccessibleName(words)
        box.setObjectName(name)
        for value, label in choices:
            box.addItem(label, value)
        box.setCurrentIndex(max(0, box.findData(now)))
        box.currentIndexChanged.connect(self._set)
        line = self._form.rowCount()
        self._form.addWidget(plain(words, "", self, names=box), line, 0)
        self._form.addWidget(box, line, 1)

    def _add_name(self, author: str) -> None:
        self._name = QLineEdit(author, self)
        self._name.setAccessibleName(_("Your name"))
        self._name.setPlaceholderText(_("as it stands in the history"))
        self._name.editingFinished.connect(self._set_name)
        line = self._form.rowCount()
        self._form.addWidget(plain(_("Your name"), "", self, names=self._name), line, 0)
        self._form.addWidget(self._name, line, 1)

    def _set_name(self) -> None:
        self._settings.change(author=" ".join(self._name.text().split())[:NAME_LETTERS])
        self.changed.emit()

    def _set(self, _index: int) -> None:
        box = self.sender()
        if not isinstance(box, ComboBox):
            return
        name, value = box.objectName(), str(box.currentData())
        if name == "text_size":
            self._settings.change(text_size=int(value))
        elif name == "dates":
            self._settings.change(dates=value == "True")
        else:
            self._settings.change(**{name: value})
        if name == "language":
            self.leave()  # the window goes on as another one, which opens the settings again
        self.changed.emit()
