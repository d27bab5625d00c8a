"""One line to add an event with: "23 July 2025 14:00 Kyiv — title"; what was understood shows while it is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.date_reading import Counting, read_date
from timeline_app.document.editing.event_draft import change_for
from timeline_app.domain.draft import Draft
from timeline_app.ui.widgets.closing import LEFT, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import ReadingDialog
from timeline_app.ui.widgets.search_field import UnderlinedLineEdit

if TYPE_CHECKING:
    from timeline_app.domain.dates.when import When
    from timeline_app.ui.services.session import Session

_DASH: Final = re.compile(r"\s+[—–-]\s+|\s*—\s*|\s*\t\s*|:\s+(?=\D)")


@dataclass(frozen=True, slots=True)
class QuickReading:
    """What a line says: a date, a title, or what is wrong with it."""

    when: When | None = None
    date_text: str = ""
    title: str = ""
    problem: str = ""
    words: str = ""
    """The date in words and as EDTF."""
    fault: tuple[int, int] | None = None
    """The part of the date that was not understood, in code points."""

    @property
    def is_whole(self) -> bool:
        """Whether an event can be made of it."""
        return self.when is not None and bool(self.title)


def read_line(text: str, order: str, day: str | None = None) -> QuickReading:
    """Read "date — title": of all places where a dash stands, the last one before which a date can be read."""
    found, counting = (
        QuickReading(problem=_("Begin with a date, then a dash, then the title.")),
        Counting(order, day=day),
    )
    for match in _DASH.finditer(text):
        date_text, title = text[: match.start()].strip(), text[match.end() :].strip()
        reading = read_date(date_text, counting)
        if reading.when is not None:
            missing = "" if title else _("And the title?")
            found = QuickReading(reading.when, date_text, title, missing, words=reading.words)
        elif found.when is None:
            found = QuickReading(problem=reading.error, fault=reading.fault)
    if found.when is None and text.strip() and not _DASH.search(text):
        reading = read_date(text, counting)
        if reading.when is not None:
            return QuickReading(reading.when, text.strip(), "", _("Now a dash and the title."), words=reading.words)
    return found


class QuickAdd(ReadingDialog):
    """A line, its reading, Enter."""

    saved = Signal(object)
    """The `Change` to carry out."""
    form_wanted = Signal(object)
    """The person wants the full form; carries the `QuickReading` so far."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = QuickReading()
        self.setObjectName("palette")
        self.setWindowTitle(_("Add event"))
        self.line = UnderlinedLineEdit(self)
        self.line.setObjectName("paletteField")
        self.line.setPlaceholderText(_("23 July 2025 14:00 Kyiv — what happened"))
        self.line.setAccessibleName(_("Date and title of the event"))
        self.line.textChanged.connect(self._read)
        self._words = plain("", "quiet", self, wrap=True)
        self._add = QPushButton(_("Add"), self)
        self._add.setProperty("role", "primary")
        self._add.setDefault(True)
        self._add.clicked.connect(self.save)
        more = QPushButton(_("Full form…"), self)
        more.setAutoDefault(False)
        more.clicked.connect(self._want_form)
        footer = QHBoxLayout()
        footer.setContentsMargins(16, 4, 16, 12)
        footer.addWidget(self._words, 1)
        footer.addWidget(more)
        footer.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addLayout(footer)
        self.setFixedWidth(min(scaled_px(620), self.screen().availableSize().width() - 24))
        self._read("")

    @property
    def sentence(self) -> str:
        """What the reading says."""
        return self._words.text()

    def _read(self, text: str) -> None:
        self._reading = read_line(text, self._session.preferences.order)
        reading = self._reading
        if reading.when is not None:
            self._words.setText(f"{reading.words}\n{reading.title or reading.problem}")
        else:
            self._words.setText(reading.problem)
        self.line.mark(reading.fault)
        self._add.setEnabled(reading.is_whole)

    def save(self) -> None:
        """Add the event."""
        reading = self._reading
        if not reading.is_whole or reading.when is None:
            return
        start, slash, end = reading.when.edtf.partition("/")
        draft = Draft(reading.title, start, end if slash else "", reading.date_text, reading.when.zone)
        change = change_for(self._session.chronology, None, draft, ())
        if change is not None:
            self.saved.emit(change)  # whoever carries it out closes the line

    def refuse(self, sentence: str) -> None:
        """Say why it was not saved; the line stays as it was typed."""
        self._words.setText(sentence)

    def _want_form(self) -> None:
        self.form_wanted.emit(self._reading)
        close(self, LEFT)

    def show_text(self, text: str) -> None:
        """Begin with a text."""
        self.line.setText(text)
        self.line.setCursorPosition(len(text))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
