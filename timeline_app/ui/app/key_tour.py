"""Ten keys for the first job: on the page of an empty chronology, then in a strip, each ticked as one presses it.

Nobody has to take the tour: it asks for nothing, Escape puts it away for good, and Help brings it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.ui.app.actions import Actions, keys_in_words
from timeline_app.ui.app.blank_page import BlankPage
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.messages import announce

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.services.settings import Settings

_PUT_AWAY: Final = "ten keys"
_COLUMNS: Final = 2
_TICK_PX: Final = 9.0
_ROOM_PX: Final = 460
"""In a lower window the strip comes only for who asks for it."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """A key of the tour: the command that it is for, and what it does in a few words."""

    name: str
    words: str


def tour_steps() -> tuple[TourStep, ...]:
    """Give the ten keys in the order of the job: write down, support, read, look, find, take back, hand on."""
    return (
        TourStep("add", _("Add an event")),
        TourStep("edit", _("Edit it, add a source")),
        TourStep("paste", _("Paste an article")),
        TourStep("next", _("Go to the next event")),
        TourStep("zoom in", _("Look closer")),
        TourStep("fit", _("See the whole again")),
        TourStep("search", _("Search and filter")),
        TourStep("undo", _("Take the last step back")),
        TourStep("export", _("Export what is shown")),
        TourStep("palette", _("Find any command")),
    )


class KeyCap(QWidget):
    """A key as it stands on the keyboard: outlined, in the accent while its turn is, ticked once it was pressed."""

    def __init__(self, keys: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys, self._words = keys, words
        self.show_state(done=False, due=False)

    def show_state(self, *, done: bool, due: bool) -> None:
        """Show whether the key was pressed, and whether it is the one to press next."""
        self._done, self._due = done, due
        self.setToolTip(self._words)
        told = _("{key}: {words}, done") if done else _("{key}: {words}")
        self.setAccessibleName(told.format(key=self._keys, words=self._words))
        self.update()

    def _letters(self) -> QFont:
        return sized(12, QFont.Weight.Medium)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._letters())
        wide = metrics.horizontalAdvance(self._keys) + scaled_px(_TICK_PX) + scaled_px(18)
        return QSize(max(wide, scaled_px(34)), max(metrics.height() + 7, scaled_px(24)))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            strong = self._done or self._due
            painter.setBrush(ink.accent_ground(self) if self._done else ink.panel(self))
            painter.setPen(QPen(ink.accent(self) if strong else ink.outline(self), 1.6 if self._due else 1))
            painter.drawRoundedRect(edge, 5, 5)
            painter.setFont(self._letters())
            painter.setPen(ink.accent(self) if strong else ink.ink(self))
            room = self.rect().adjusted(0, 0, -scaled_px(_TICK_PX + 4), 0) if self._done else self.rect()
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._keys)
            if self._done:
                self._tick(painter)

    def _tick(self, painter: QPainter) -> None:
        unit = scaled_px(_TICK_PX) / _TICK_PX
        corner = QPointF(self.width() - unit * (_TICK_PX + 6), self.height() / 2 - unit * _TICK_PX / 2)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(ink.accent(self), 1.6 * unit, Qt.PenStyle.SolidLine, cap, join))
        marks = (QPointF(0.8, 5), QPointF(3.4, 7.6), QPointF(8.2, 1.8))
        painter.drawPolyline([corner + each * unit for each in marks])


class KeyList(QWidget):
    """The ten keys with what each does, under the page of an empty chronology."""

    def __init__(self, caps: Iterable[tuple[KeyCap, str]], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(8)
        column.addWidget(plain(_("Ten keys for the first job"), "heading", self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        placed = list(caps)
        half = (len(placed) + 1) // _COLUMNS
        for number, (cap, words) in enumerate(placed):
            line, side = number % half, number // half
            cap.setParent(self)
            grid.addWidget(cap, line, 2 * side, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(plain(words, "body", self, wrap=True), line, 2 * side + 1)
            grid.setColumnStretch(2 * side + 1, 1)
        column.addLayout(grid)
        away = _("Each is ticked as you press it. Esc puts them away; Help brings them back.")
        column.addWidget(plain(away, "faint", self, wrap=True))


class KeyStrip(QFrame):
    """The ten keys in a line under the toolbar, with what the next one does."""

    closed = Signal()

    def __init__(self, caps: Iterable[KeyCap], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", "note")
        self.setAccessibleName(_("Ten keys for the first job"))
        self._words = plain("", "body", self, wrap=True)
        self.close_button = GlyphButton("close", _("Put the ten keys away (Esc)"), self, side_px=26)
        self.close_button.clicked.connect(self.closed)
        keys = QWidget(self)
        flow = FlowLayout(keys, gap_px=6)
        for cap in caps:
            cap.setParent(keys)
            flow.addWidget(cap)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(14)
        row.addWidget(keys, 3)
        row.addWidget(self._words, 2)
        row.addWidget(self.close_button)
        self.hide()

    def say(self, words: str) -> None:
        """Say what the next key does."""
        self._words.setText(words)


class KeyTour(QObject):
    """Which of the ten keys were pressed, shown where the person is; made with the actions, and on until it is left."""

    dismissed = Signal()
    """It was put away: what had the keyboard in it is gone."""

    def __init__(self, settings: Settings, actions: Actions, page: QWidget) -> None:
        """Take the page of the window, under whose first strips the tour has its own."""
        super().__init__(page)
        self._settings, self._actions, self._page = settings, actions, page
        self._steps = tour_steps()
        self._keys = {each.name: each.keys[:1] for each in actions.commands()}
        self._done: set[str] = set()
        self._caps: dict[str, list[KeyCap]] = {each.name: [] for each in self._steps}
        self._strip: KeyStrip | None = None
        self._list: KeyList | None = None
        self._work: Workspace | None = None
        self._is_asked = False
        self.is_on = False

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The strip, where there is one."""
        return () if self._strip is None else (self._strip,)

    @property
    def done(self) -> Mapping[str, bool]:
        """The commands of the tour in order, and whether the key of each was pressed."""
        return {each.name: each.name in self._done for each in self._steps}

    def follow(self, work: Workspace) -> None:
        """Go with a page: offer the keys while its chronology is empty, unless they were put away."""
        if work is self._work:
            return
        self._work, self._list = work, None
        for caps in self._caps.values():
            caps[:] = [each for each in caps if self._strip is not None and self._strip.isAncestorOf(each)]
        work.stack.currentChanged.connect(self._turn)
        work.session.shown_changed.connect(self._turn)
        self._turn()

    @Slot()
    def begin(self) -> None:
        """Show the keys from the first one on, as a person asks for them."""
        self._done.clear()
        self._is_asked = True
        self._start()
        self._turn()

    def leave(self) -> bool:
        """Put the keys away for good; tell whether they were shown."""
        if not self.is_on:
            return False
        self._stop()
        self._settings.put_away(_PUT_AWAY)
        self._turn()
        self.dismissed.emit()
        return True

    @Slot()
    def _close(self) -> None:
        self.leave()

    def _start(self) -> None:
        if not self.is_on:
            self.is_on = True
            for step in self._steps:
                self._actions[step.name].installEventFilter(self)

    def _stop(self) -> None:
        self.is_on = False
        for step in self._steps:
            self._actions[step.name].removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut:
            self._tick(watched.objectName())
        return False

    def _tick(self, name: str) -> None:
        if name in self._done:
            return
        self._done.add(name)
        self._show_state()
        announce(self._page, self._next_words())

    @Slot()
    def _turn(self) -> None:
        """Show the keys on the page of an empty chronology, and in the strip on any other."""
        blank = self._work.stack.currentWidget() if self._work is not None else None
        begins = isinstance(blank, BlankPage) and blank.is_beginning
        if begins and not self.is_on and not self._settings.is_put_away(_PUT_AWAY):
            self._start()
        if isinstance(blank, BlankPage) and begins and self.is_on and self._list is None:
            self._list = KeyList(((self._cap(each), each.words) for each in self._steps), blank)
            blank.put_below(self._list)
        if isinstance(blank, BlankPage):
            blank.want_below(on=begins and self.is_on)
        has_room = self._is_asked or self._page.height() >= scaled_px(_ROOM_PX)
        in_strip = self.is_on and not begins and has_room
        if in_strip and self._strip is None:
            self._make_strip()
        if self._strip is not None:
            self._strip.setVisible(in_strip)
        self._show_state()

    def _make_strip(self) -> None:
        self._strip = KeyStrip([self._cap(each) for each in self._steps], self._page)
        self._strip.closed.connect(self._close)
        column = self._page.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(column.count() - 2, self._strip)  # over what is shown and the status line

    def _cap(self, step: TourStep) -> KeyCap:
        cap = KeyCap(keys_in_words(self._keys[step.name]), step.words)
        self._caps[step.name].append(cap)
        return cap

    def _due(self) -> TourStep | None:
        return next((each for each in self._steps if each.name not in self._done), None)

    def _next_words(self) -> str:
        due = self._due()
        if due is None:
            return _("That is the whole job. Escape puts this away.")
        words = _("{n} of {all}. Next, {key}: {words}.")
        key = keys_in_words(self._keys[due.name])
        return words.format(n=grouped(len(self._done)), all=grouped(len(self._steps)), key=key, words=due.words)

    def _show_state(self) -> None:
        due = self._due()
        for name, caps in self._caps.items():
            for cap in caps:
                cap.show_state(done=name in self._done, due=due is not None and due.name == name)
        if self._strip is not None:
            self._strip.say(self._next_words())
