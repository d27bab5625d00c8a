"""How an article is read for its dates: from which day on, as what, and which figure of a date is the month."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.menu_button import Choice

if TYPE_CHECKING:
    from timeline_app.ui.widgets.date_input import Reading

PAUSE_MS = 350


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How an article shall be read for its dates; empty is "find out"."""

    published: str = ""
    genre: str = ""
    """"news" or "narrative"."""
    order: str = ""
    """"dmy" or "mdy"."""


class OptionsForm(QFrame):
    """Says what it holds once the typing pauses."""

    changed = Signal(object)
    """`ReadingOptions`: the article shall be read again."""
    entered = Signal()
    """Enter was pressed in the date: the person wants to go on to what was found."""

    def __init__(self, order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.published = DateInput(_("Published"), _("When it appeared, e.g. 21 July 2025"), order, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.published.field.returnPressed.connect(self._enter)
        self._quiet = False
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 16, 12)
        box.setSpacing(4)
        box.addWidget(plain(_("Published"), "heading", self))
        box.addWidget(self.published)
        box.addSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.genre = self._choice(_("Read as"), ("", "news", "narrative"), row)
        self.order = self._choice(_("Figures such as 3/4"), ("", "dmy", "mdy"), row)
        box.addLayout(row)
        self.published.reading_changed.connect(self._follow_date)

    def _choice(self, heading: str, values: tuple[str, ...], row: QHBoxLayout) -> Choice:
        words = {"": _("Automatic"), "news": _("News"), "narrative": _("Narrative"), "dmy": _("Day first"),
                 "mdy": _("Month first")}  # fmt: skip
        choice = Choice(self)
        choice.setAccessibleName(heading)
        for value in values:
            choice.addItem(words[value], value)
        choice.setMinimumContentsLength(8)
        choice.activated.connect(self._tell)
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addWidget(plain(heading, "heading", self))
        part.addWidget(choice)
        row.addLayout(part, 1)
        return choice

    def options(self) -> ReadingOptions:
        """Give how the article shall be read."""
        return ReadingOptions(
            self.published.reading.edtf, str(self.genre.currentData() or ""), str(self.order.currentData() or "")
        )

    def show_published(self, published: str) -> None:
        """Show when the article was published, as far as that is known."""
        self._quiet = True
        self.published.set_date(day_in_words(published), published, "")
        self._quiet = False

    def show_genre(self, *, news: bool) -> None:
        """Say in the choice what was found out."""
        kind = _("news") if news else _("narrative")
        self.genre.setItemText(0, _("Auto: {kind}").format(kind=kind))

    def _follow_date(self, _reading: Reading) -> None:
        if not self._quiet:
            self._pause.start()

    def _enter(self) -> None:
        self._tell()
        self.entered.emit()

    def _tell(self, _index: int = 0) -> None:
        self._pause.stop()
        self.changed.emit(self.options())
