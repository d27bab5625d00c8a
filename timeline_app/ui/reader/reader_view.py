"""The reader view: the text between timeline and side column, while the filter panel is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.ui.reader.document_controller import DocumentController
from timeline_app.ui.reader.proposals_panel import ProposalsPanel
from timeline_app.ui.reader.reader_panel import ReaderPanel
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QSplitter

    from timeline_app.ui.services.jobs import Jobs
    from timeline_app.ui.services.session import Session

CANVAS_SHARE_READING: Final = 0.3
"""What the canvas keeps while something is read: two panes stand beside it then, not one."""
READER_PX, SIDE_PX, LEAST_READER_PX = 560, 350, 300


class MovableTimeline(Protocol):
    """The timeline, as far as reading moves it."""

    @property
    def visible_range(self) -> tuple[int, int]:
        """The seconds that are in view."""

    def show_range(self, start_s: int, end_s: int) -> None:
        """Bring a stretch into view."""


class ReaderPage(Protocol):
    """The page on which the reader opens: its panels from left to right, and the canvas that gives way."""

    session: Session
    left: QFrame
    centre: QSplitter
    right: QFrame
    split: QSplitter
    reading: ReaderView | None

    @property
    def canvas(self) -> MovableTimeline:
        """The timeline."""

    @property
    def details(self) -> QWidget | None:
        """What shows the selected event."""

    @property
    def page(self) -> QWidget:
        """The page itself."""

    def complete(self) -> None:
        """Build what the first frame could do without."""

    def set_canvas_share(self, share: float = ...) -> None:
        """Let the canvas keep another share of the width."""

    def focus_canvas(self) -> None:
        """Put the keyboard on the timeline."""


class SideSwitch(QFrame):
    """Two words over the side column: what the article proposes, or the event that is selected."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for name, words in (("proposals", _("Proposals")), ("event", _("Event"))):
            button = QPushButton(words, self)
            button.setCheckable(True)
            button.setProperty("side", name)
            button.clicked.connect(self._press)
            self._group.addButton(button)
            self.buttons[name] = button
            row.addWidget(button, 1)

    def choose(self, name: str) -> None:
        """Show one side."""
        self.buttons[name].setChecked(True)
        self.chosen.emit(name)

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(str(button.property("side")))


class ReaderView(QObject):
    """Opens and closes the reader in a workspace; the filters give way while it is open."""

    def __init__(self, place: ReaderPage, jobs: Jobs) -> None:
        super().__init__(place.page)
        self.place = place
        session = place.session
        self.reader = ReaderPanel(session.theme, place.page)
        self.reader.setMinimumWidth(scaled_px(LEAST_READER_PX))
        self.reader.hide()
        self.proposals = ProposalsPanel(session.preferences.order, place.right)
        self.switch = SideSwitch(place.right)
        layout = place.right.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setSpacing(0)
            layout.insertWidget(0, self.switch)
            layout.insertWidget(1, self.proposals, 1)
        self.documents = DocumentController(session, jobs, self.reader, self.proposals)
        self.is_open = False
        self._had = (True, True)
        self._then: Callable[[], object] | None = None
        self.state_before = QByteArray()
        self.switch.chosen.connect(self._show_side)
        self.switch.hide()
        self.proposals.hide()
        self.reader.closed.connect(self.ask_and_leave)
        self.documents.emptied.connect(self.leave)
        self.documents.event_visited.connect(self._show_event)

    def enter(self) -> None:
        """Make room for the reader."""
        if self.is_open:
            return
        place, page, split = self.place, self.place.page, self.place.split
        self.is_open = True
        self.state_before = split.saveState()
        self._had = (place.left.isVisibleTo(page), place.right.isVisibleTo(page))
        split.insertWidget(2, self.reader)
        split.setCollapsible(2, False)
        place.left.hide()
        place.right.show()
        self.reader.show()
        self.switch.show()
        place.set_canvas_share(CANVAS_SHARE_READING)
        side, reader = scaled_px(SIDE_PX), scaled_px(READER_PX)
        canvas = max(round(page.width() * CANVAS_SHARE_READING), page.width() - side - reader)
        if not place.centre.isVisibleTo(page):  # it had to give way
            canvas, side = 0, min(side, page.width() - scaled_px(LEAST_READER_PX))
        reader = max(scaled_px(LEAST_READER_PX), page.width() - side - canvas)
        split.setSizes([0, canvas, reader, side])
        self.switch.choose("proposals")

    def ask_and_leave(self) -> None:
        """Leave, unless something was accepted and not added: then ask first."""
        if not self.ask_about_accepted(self.leave):
            self.leave()

    def ask_about_accepted(self, go_on: Callable[[], object]) -> bool:
        """Where something was accepted and not added, ask what shall become of it, and `go_on` after the answer."""
        count = self.documents.undecided
        if not count or not self.is_open:
            return False
        box = QMessageBox(self.reader.window())
        own(box)
        box.setWindowTitle(_("Accepted proposals"))
        box.setText(
            ngettext(
                "{n} accepted proposal is not in the timeline yet.",
                "{n} accepted proposals are not in the timeline yet.",
                count,
            ).format(n=count)
        )
        box.addButton(self.proposals.add.text(), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Leave out"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self._then = go_on
        box.buttonClicked.connect(self._answer)
        box.open()
        return True

    def _answer(self, button: QAbstractButton) -> None:
        box = self.sender()
        role = box.buttonRole(button) if isinstance(box, QMessageBox) else QMessageBox.ButtonRole.RejectRole
        then, self._then = self._then, None
        if role == QMessageBox.ButtonRole.AcceptRole:
            self.documents.add_accepted()
        elif role == QMessageBox.ButtonRole.DestructiveRole:
            self.documents.drop_accepted()
        if then is not None and not self.documents.undecided:
            then()

    def leave(self) -> None:
        """Give the room back."""
        if not self.is_open:
            return
        place = self.place
        self.is_open = False
        self.documents.clear()
        self.reader.hide()
        self.reader.setParent(place.page)
        self.switch.hide()
        self.proposals.hide()
        if place.details is not None:
            place.details.show()
        place.left.setVisible(self._had[0])
        place.right.setVisible(self._had[1])
        place.set_canvas_share()
        place.split.restoreState(self.state_before)
        place.split.setHandleWidth(1)
        place.focus_canvas()

    def show_proposals(self) -> None:
        """Turn the side column to the proposals."""
        self.switch.choose("proposals")

    def _show_event(self) -> None:
        self.reader.page.setFocus()
        self.switch.choose("event")

    def _show_side(self, name: str) -> None:
        self.proposals.setVisible(name == "proposals")
        if self.place.details is not None:
            self.place.details.setVisible(name == "event")
