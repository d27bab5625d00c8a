"""Where reading takes place in the window: the text between the timeline and the side column, and who gives way."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
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

from timeline_app.ui.reader.document_controller import Desk
from timeline_app.ui.reader.proposals_panel import ProposalsPanel
from timeline_app.ui.reader.reader_panel import ReaderPanel
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.services.jobs import Jobs

CANVAS_SHARE_READING: Final = 0.3
"""What the canvas keeps while something is read: two panes stand beside it then, not one."""
READER_PX, SIDE_PX, LEAST_READER_PX = 560, 350, 300


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


class ReadingRoom(QObject):
    """Opens and closes the reader in a workspace; the filters give way while it is open."""

    entered = Signal()
    left = Signal()

    def __init__(self, workspace: Workspace, jobs: Jobs) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        session = workspace.session
        self.reader = ReaderPanel(session.theme, workspace)
        self.reader.setMinimumWidth(scaled_px(LEAST_READER_PX))
        self.reader.hide()
        self.proposals = ProposalsPanel(session.preferences.order, workspace.right)
        self.switch = SideSwitch(workspace.right)
        layout = workspace.right.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setSpacing(0)
            layout.insertWidget(0, self.switch)
            layout.insertWidget(1, self.proposals, 1)
        self.desk = Desk(session, jobs, self.reader, self.proposals)
        self.is_open = False
        self._had = (True, True)
        self._then: Callable[[], object] | None = None
        self.state_before = QByteArray()
        self.switch.chosen.connect(self._show_side)
        self.switch.hide()
        self.proposals.hide()
        self.reader.closed.connect(self.close)
        self.desk.emptied.connect(self.leave)
        self.desk.event_visited.connect(self._show_event)

    def enter(self) -> None:
        """Make room for the reader."""
        if self.is_open:
            return
        work, split = self._workspace, self._workspace.split
        self.is_open = True
        self.entered.emit()
        self.state_before = split.saveState()
        self._had = (work.left.isVisibleTo(work), work.right.isVisibleTo(work))
        split.insertWidget(2, self.reader)
        split.setCollapsible(2, False)
        work.left.hide()
        work.right.show()
        self.reader.show()
        self.switch.show()
        work.set_canvas_share(CANVAS_SHARE_READING)
        side, reader = scaled_px(SIDE_PX), scaled_px(READER_PX)
        canvas = max(round(work.width() * CANVAS_SHARE_READING), work.width() - side - reader)
        reader = max(scaled_px(LEAST_READER_PX), work.width() - side - canvas)
        split.setSizes([0, canvas, reader, side])
        self.switch.choose("proposals")

    def close(self) -> None:
        """Leave, unless something was accepted and not added: then ask first."""
        if not self.ask_about_accepted(self.leave):
            self.leave()

    def ask_about_accepted(self, go_on: Callable[[], object]) -> bool:
        """Where something was accepted and not added, ask what shall become of it, and `go_on` after the answer."""
        count = self.desk.undecided
        if not count or not self.is_open:
            return False
        box = QMessageBox(self.reader.window())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        box.addButton(QMessageBox.StandardButton.Cancel)
        self._then = go_on
        box.buttonClicked.connect(self._answer)
        box.open()
        return True

    def _answer(self, button: QAbstractButton) -> None:
        box = self.sender()
        role = box.buttonRole(button) if isinstance(box, QMessageBox) else QMessageBox.ButtonRole.RejectRole
        then, self._then = self._then, None
        if role == QMessageBox.ButtonRole.AcceptRole:
            self.desk.add_accepted()
        elif role == QMessageBox.ButtonRole.DestructiveRole:
            self.desk.drop_accepted()
        if then is not None and not self.desk.undecided:
            then()

    def leave(self) -> None:
        """Give the room back."""
        if not self.is_open:
            return
        work = self._workspace
        self.is_open = False
        self.left.emit()
        self.desk.clear()
        self.reader.hide()
        self.reader.setParent(work)
        self.switch.hide()
        self.proposals.hide()
        if work.details is not None:
            work.details.show()
        work.left.setVisible(self._had[0])
        work.right.setVisible(self._had[1])
        work.set_canvas_share()
        work.split.restoreState(self.state_before)
        work.split.setHandleWidth(1)
        work.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_proposals(self) -> None:
        """Turn the side column to the proposals."""
        self.switch.choose("proposals")

    def _show_event(self) -> None:
        self.reader.page.setFocus()
        self.switch.choose("event")

    def _show_side(self, name: str) -> None:
        self.proposals.setVisible(name == "proposals")
        if self._workspace.details is not None:
            self._workspace.details.setVisible(name == "event")
