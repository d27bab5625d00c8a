"""One line to add an event with: "23 July 2025 14:00 Kyiv — title"; what was understood shows while it is typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import with_stops
from timeline_app.document.editing.date_reading import Counting, read_date
from timeline_app.document.editing.event_draft import change_for
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.zones import known_zone
from timeline_app.domain.draft import Draft
from timeline_app.ui.events.planned_offer import PlannedOffer
from timeline_app.ui.widgets.closing import LEFT, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.messages import SettledWords, announce
from timeline_app.ui.widgets.page_dialog import ReadingDialog
from timeline_app.ui.widgets.search_field import UnderlinedLineEdit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QShowEvent

    from timeline_app.domain.dates.when import When
    from timeline_app.domain.records import Status
    from timeline_app.ui.services.session import Session

_MOST_WORDS: Final = 10
"""A date has no more words."""
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
    other: str = ""
    """What at the other end of the line could be a date, too, and stays in the title."""
    status: Status | Literal[""] = ""
    """What the person said of it; empty for the status of new events."""

    @property
    def is_whole(self) -> bool:
        """Whether an event can be made of it."""
        return self.when is not None and bool(self.title)


def read_line(text: str, order: str, day: str | None = None, zone: str = "") -> QuickReading:
    """Read "date — title"; without such a dash, the longest date at either end of the line is the date.

    `zone` is that of clock times that name none.
    """
    counting = Counting(order, zone, day)
    dashed = _before_a_dash(text, counting)
    return dashed if dashed.when is not None else _at_an_end(text, counting) or dashed


def _before_a_dash(text: str, counting: Counting) -> QuickReading:
    """Read a line with a dash: of all places where one stands, the last one before which a date can be read."""
    found = QuickReading(problem=_("Type a date and a title, in either order."))
    for match in _DASH.finditer(text):
        date_text, title = text[: match.start()].strip(), text[match.end() :].strip()
        reading = read_date(date_text, counting)
        if reading.when is not None:
            missing = "" if title else _("And the title?")
            found = QuickReading(reading.when, date_text, title, missing, words=reading.words)
        elif found.when is None and reading.error:
            found = QuickReading(problem=reading.error, fault=reading.fault)
    return found


def _at_an_end(text: str, counting: Counting) -> QuickReading | None:
    """Read a line that begins or ends with a date; None where neither is one.

    The longer of the two is the date. The other stays in the title, and is told: it may have been meant.
    """
    words = [match.span() for match in re.finditer(r"\S+", text)]
    ends = [end for _start, end in words[:_MOST_WORDS]]
    starts = [start for start, _end in words[-_MOST_WORDS:]]
    first = _longest(((text[:end], text[end:]) for end in reversed(ends)), counting)
    last = _longest(((text[start:], text[:start]) for start in starts), counting)
    both = sorted((each for each in (first, last) if each is not None), key=lambda each: -len(each.date_text))
    if not both:
        return None
    chosen = both[0]
    if not chosen.title:
        return replace(chosen, problem=_("And the title?"))
    other = both[1].date_text if len(both) > 1 else ""
    return replace(chosen, other=other) if other in chosen.title else chosen


def _longest(parts: Iterable[tuple[str, str]], counting: Counting) -> QuickReading | None:
    """Give the first of some parts, the longest first, that is a date; the rest of the line is the title."""
    for part, rest in parts:
        date_text = part.strip().strip(",;:")
        reading = read_date(date_text, counting)
        when = reading.when
        # A word such as "March" or "spring" at an end is too likely to be one of the title.
        if when is not None and (any(map(str.isdigit, date_text)) or when.end_max - when.start_min <= DAY_S):
            return QuickReading(when, date_text, rest.strip().strip(",;:—–-").strip(), words=reading.words)
    return None


class QuickAdd(ReadingDialog):
    """A line, its reading, Enter."""

    saved = Signal(object)
    """The `Change` to carry out."""
    form_wanted = Signal(object)
    """The person wants the full form; carries the `QuickReading` so far."""
    left = Signal(str)
    """What is typed, as the person leaves without adding it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = QuickReading()
        self.setObjectName("palette")
        self.setWindowTitle(_("Add event"))
        self.line = UnderlinedLineEdit(self)
        self.line.setObjectName("paletteField")
        self.line.setPlaceholderText(_("23 July 2025 14:00 — what happened"))
        self.line.setAccessibleName(_("Date and title of the event"))
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self._say_missing)
        self._voice = SettledWords(self)
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
        self.planned = PlannedOffer(session, self)
        self.planned.clicked.connect(self._make_planned)
        self._planned_for = ""
        """The date, in EDTF, for which the person said that the event is planned; another date asks anew."""
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._words)
        words.addWidget(self.planned)
        footer.addLayout(words, 1)
        footer.addWidget(more)
        footer.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)  # or its frame would lie under the line
        column.addWidget(self.line)
        column.addLayout(footer)
        self.setFixedWidth(min(scaled_px(620), self.screen().availableSize().width() - 24))
        self._read("")

    @property
    def sentence(self) -> str:
        """What the reading says."""
        return self._words.text()

    def _read(self, text: str) -> None:
        zone = known_zone(self._session.chronology.particulars.zone)
        self._reading = read_line(text, self._session.preferences.order, zone=zone)
        reading = self._reading
        if reading.when is not None:
            told = [reading.words, reading.title or reading.problem]
            if reading.other:
                told.append(_("“{words}” could be a date, too, and stays in the title.").format(words=reading.other))
            self._words.setText("\n".join(told))
        else:
            self._words.setText(reading.problem)
        status = self._status
        if status == "planned":
            self._words.setText("\n".join((self._words.text(), _("Status: planned"))))
        self.planned.weigh(reading.when, status or self._session.chronology.particulars.new_status)
        self.line.mark(reading.fault)
        self._add.setEnabled(reading.is_whole)
        self._voice.say(self._spoken if text else "")
        self._grow()

    @property
    def _spoken(self) -> str:
        return with_stops(*self._words.text().split("\n"))

    def _say_missing(self) -> None:
        """Say at Enter what is still missing: the button does nothing then, and says nothing either."""
        if not self._reading.is_whole:
            announce(self, self._spoken)

    def _grow(self) -> None:
        """Give all the words room; what has grown stays so, as nothing may jump while one types."""
        if not self.isVisible():
            return  # how wide the words are is known once they are laid out
        needed_px = self._words.heightForWidth(self._words.width())
        self._words.setMinimumHeight(max(self._words.minimumHeight(), needed_px))
        if not self.planned.isHidden():
            self.planned.setMinimumHeight(self.planned.heightForWidth(self._words.width()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    @property
    def _status(self) -> Status | Literal[""]:
        when = self._reading.when
        return "planned" if when is not None and when.edtf == self._planned_for else ""

    def _make_planned(self) -> None:
        """Add the event as planned; the words say so, and another date takes it back."""
        when = self._reading.when
        self._planned_for = when.edtf if when is not None else ""
        self._read(self.line.text())
        self.line.setFocus()

    def save(self) -> None:
        """Add the event."""
        reading = self._reading
        if not reading.is_whole or reading.when is None:
            return
        start, slash, end = reading.when.edtf.partition("/")
        zone = reading.when.zone if "T" in reading.when.edtf else ""
        told = self._session.chronology.particulars
        draft = Draft(
            reading.title, start, end if slash else "", reading.date_text, zone, self._status,
            category=told.default_category,
        )  # fmt: skip
        change = change_for(self._session.chronology, None, draft, ())
        if change is not None:
            self.saved.emit(change)  # whoever carries it out closes the line

    @override
    def reject(self) -> None:
        """Leave without a question: what is typed is told, and stands there again the next time."""
        self.left.emit(self.line.text())
        super().reject()

    def begin_with(self, typed: str) -> None:
        """Begin with what was typed before, so that one may go on with it or type over it."""
        self.line.setText(typed)
        self.line.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why it was not saved; the line stays as it was typed."""
        self._words.setText(sentence)
        announce(self, sentence)
        self._grow()

    def _want_form(self) -> None:
        self.form_wanted.emit(replace(self._reading, status=self._status))
        close(self, LEFT)

    def show_text(self, text: str) -> None:
        """Begin with a text."""
        self.line.setText(text)
        self.line.setCursorPosition(len(text))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
