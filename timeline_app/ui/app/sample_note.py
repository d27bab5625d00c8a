"""What a first start says: that this is a sample, where the copy of it lies, and how to begin one's own work.

Once another language is chosen, it offers the sample in that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import language
from timeline_app.domain.text.sanitize import shown
from timeline_app.ui.services.places import is_in_other_words, is_sample
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.labels import plain

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.ui.services.settings import Settings

_PUT_AWAY = "sample note"
_OFFER_PUT_AWAY = "sample in {language}"


class SampleNotePlace(QObject):
    """Where the note stands, under the banner; it is made for those who open the sample only."""

    keys_wanted = Signal()
    new_wanted = Signal()
    article_wanted = Signal()
    sample_wanted = Signal()
    dismissed = Signal()

    def __init__(self, settings: Settings, banner: QWidget) -> None:
        super().__init__(banner)
        self._settings, self._banner = settings, banner
        self.note: SampleNote | None = None

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The note, where there is one."""
        return () if self.note is None else (self.note,)

    def show_for(self, path: Path) -> None:
        """Show the note while the person's copy of the sample is what is open."""
        page = self._banner.parentWidget()
        column = page.layout() if page is not None else None
        if self.note is None and is_sample(path) and isinstance(column, QBoxLayout):
            self.note = SampleNote(self._settings, page)
            self.note.new_wanted.connect(self.new_wanted)
            self.note.article_wanted.connect(self.article_wanted)
            self.note.sample_wanted.connect(self.sample_wanted)
            self.note.keys_wanted.connect(self.keys_wanted)
            self.note.dismissed.connect(self.dismissed)
            column.insertWidget(column.indexOf(self._banner) + 1, self.note)
        if self.note is not None:
            self.note.show_for(path)


class SampleNote(QFrame):
    """A strip under the toolbar while the sample is open; closed once, it does not come back."""

    keys_wanted = Signal()
    new_wanted = Signal()
    article_wanted = Signal()
    sample_wanted = Signal()
    dismissed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", "note")
        self.setAccessibleName(_("About the sample"))
        self._settings, self._key = settings, _PUT_AWAY
        self._words = plain("", "body", self, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        new = QPushButton(_("Start my own…"), self)
        new.clicked.connect(self.new_wanted)
        article = QPushButton(_("Read an article…"), self)
        article.clicked.connect(self.article_wanted)
        keys = QPushButton(_("Ten keys…"), self)
        keys.setToolTip(_("The keys of a first job, ticked as you press them"))
        keys.clicked.connect(self.keys_wanted)
        self._own = (new, article, keys)
        self._other = QPushButton(_("Open the sample"), self)
        self._other.clicked.connect(self._take_other)
        close = GlyphButton("close", _("Close; this is not shown again"), self, side_px=26)
        close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        for button in (self._other, new, article, keys, close):
            row.addWidget(button)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now; empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_for(self, path: Path) -> None:
        """Show it while the person's copy of the sample is what is open."""
        offers = is_in_other_words(path)
        self._key = _OFFER_PUT_AWAY.format(language=language()) if offers else _PUT_AWAY
        wanted = is_sample(path) and not self._settings.is_put_away(self._key)
        if offers:
            self._words.setText(
                _("The sample is there in your language as well. It opens as another file; this one stays as it is.")
            )
        elif wanted:
            told = _("This is a sample to look around in and to change as you like. Your copy lies at {file}.")
            self._words.setText(told.format(file=shown(str(path))))
        self._other.setVisible(offers)
        for button in self._own:
            button.setVisible(not offers)
        self.setVisible(wanted)

    @Slot()
    def _take_other(self) -> None:
        """Ask for the sample in the other language, and let the keyboard go to it: this button is hidden then."""
        self.sample_wanted.emit()
        self.dismissed.emit()

    @Slot()
    def put_away(self) -> None:
        """Close it for good."""
        self._settings.put_away(self._key)
        self.hide()
        self.dismissed.emit()
