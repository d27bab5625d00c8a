"""The base of dialogs with a form: a title, a page that scrolls, two buttons below.

Dialogs in the size of the design as far as the screen has room: what does not fit scrolls, no button is lost.
"""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.tab_order import ReadingDialog

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance


_FRAME_PX: Final = QSize(24, 56)
"""What window managers put around a dialog, and a little air."""


def open_at(dialog: QDialog, wide_px: float, high_px: float) -> None:
    """Make a dialog as large as the design has it at the text size in force, and no larger than the screen."""
    fit(dialog, QSize(scaled_px(wide_px), scaled_px(high_px)))


def fit(dialog: QDialog, size: QSize) -> None:
    """Make a dialog so large, and no larger than the screen."""
    dialog.resize(size.boundedTo(dialog.screen().availableSize() - _FRAME_PX))


def let_scroll(dialog: QDialog, page: QWidget, wide_px: int = 0) -> None:
    """Put a page into a dialog: whole where the screen has room for it, else to be scrolled. 0: as wide as it wants."""
    page.setObjectName("page")
    area = QScrollArea(dialog)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    layout, hint = page.layout(), page.sizeHint()
    size = QSize(wide_px or hint.width(), hint.height())
    if layout is not None and layout.hasHeightForWidth():
        size.setHeight(layout.heightForWidth(size.width()))
    fit(dialog, size)


class PageDialog(ReadingDialog):
    """A page with a title over a foot; `done_button` does what the dialog is for, `confirm` is called by it."""

    def __init__(self, title: str, done_words: str, size_px: tuple[int, int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(on_one_line(title))
        page = QWidget(self)
        page.setObjectName("page")
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(28, 22, 28, 22)
        self.column.setSpacing(10)
        self.column.addWidget(plain(title, "title", page, wrap=True))
        self.page_scroll = QScrollArea(self)
        self.page_scroll.setWidgetResizable(True)
        self.page_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.page_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page_scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.page_scroll, 1)
        whole.addWidget(self._foot(done_words))
        open_at(self, *size_px)

    def _foot(self, done_words: str) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("dialogFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 12, 28, 12)
        self._problem = plain("", "problem", foot, wrap=True)
        row.addWidget(self._problem, 1)
        self.cancel_button = cancel = QPushButton(_("Cancel"), foot)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.leave)
        self.done_button = QPushButton(done_words, foot)
        self.done_button.setProperty("role", "primary")
        self.done_button.setDefault(True)
        self.done_button.setToolTip(_("Ctrl+Enter"))
        self.done_button.setShortcut("Ctrl+Return")
        self.done_button.clicked.connect(self.confirm)
        row.addWidget(cancel)
        row.addWidget(self.done_button)
        return foot

    def confirm(self) -> None:
        """Do what the dialog is for; say what is missing instead where something is."""
        close(self, DONE)

    def hand_over(self, signal: SignalInstance, change: object) -> None:
        """Give a change to whoever saves it, and leave unless it was refused: then the form stays as it was typed."""
        self.refuse("")
        signal.emit(change)
        if not self.problem and self.result() != QDialog.DialogCode.Accepted:
            close(self, DONE)

    @property
    def problem(self) -> str:
        """What keeps the dialog from being done."""
        return self._problem.text()

    def refuse(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what is wrong, and lead to it."""
        self._problem.setText(sentence)
        if field is not None:
            field.setFocus()

    def add_field(self, words: str, hint: str = "") -> QLineEdit:
        """Add a line to fill in, with its name over it."""
        field = QLineEdit(self)
        field.setAccessibleName(words)
        field.setPlaceholderText(hint)
        self.add_labelled(words, field)
        return field

    def add_labelled(self, words: str, widget: QWidget) -> None:
        """Add a widget under its name."""
        box = QVBoxLayout()
        box.setSpacing(4)
        box.addWidget(plain(words, "heading", self))
        box.addWidget(widget)
        self.column.addLayout(box)
