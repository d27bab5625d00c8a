"""The base of dialogs: Tab in reading order, a page that scrolls, two buttons below.

Dialogs in the size of the design as far as the screen has room: what does not fit scrolls, no button is lost.

Qt's Tab order is that in which widgets were made, and here forms grow, and panels are made again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets.buttons import DONE_KEY, press_by
from timeline_app.ui.widgets.closing import DONE, LEFT, close, own
from timeline_app.ui.widgets.focus import put_side_by_side
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import key_name, key_words, on_button, scaled_px
from timeline_app.ui.widgets.messages import announce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QShowEvent


class ReadingDialog(QDialog):
    """A dialog in which Tab goes by the eye, and what has the keyboard is in sight however it came by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @Slot()
    def leave(self) -> None:
        """Close; where something is unsaved, ask first."""
        close(self)

    def _focus_moved(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:  # nothing may move under a pressed button
            QTimer.singleShot(0, self, self._show_focused)  # what was just added is not laid out before

    def _show_focused(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            _bring_into_view(now)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_next((self,), QApplication.focusWidget(), forward=forward)


def focus_next(parts: Sequence[QWidget], now: QWidget | None, *, forward: bool) -> bool:
    """Give the focus to what comes after `now`, or before it; tell whether there was anything."""
    order = [widget for part in parts for widget in in_reading_order(part)]
    if not order:
        return False
    before = order.index(now) if now in order else -1 if forward else 0
    chosen = order[(before + (1 if forward else -1)) % len(order)]
    chosen.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(chosen)
    return True


def in_reading_order(part: QWidget) -> list[QWidget]:
    """Give what can have the focus in a part of a window, line by line.

    What one widget holds is read to its end before what stands beside or below it: a list with its search, a field
    with what it offers, a page that scrolls.
    """
    found: list[QWidget] = [part] if _takes_tab(part) else []
    held = {
        child: in_reading_order(child)
        for child in part.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    }
    for child in _in_lines((child for child, stops in held.items() if stops), mirrored=part.isRightToLeft()):
        found += held[child]
    return found


def _in_lines(widgets: Iterable[QWidget], *, mirrored: bool) -> list[QWidget]:
    """Sort children of one widget from line to line, and in a line from where one begins to read it.

    A line is as high as the topmost widget in it; others that share half of the lower of both heights stand on it.
    """
    lines: list[list[QWidget]] = []
    for each in sorted(widgets, key=lambda widget: (widget.y(), widget.x())):
        line = next((line for line in lines if _on_one_line(line[0], each)), None)
        if line is None:
            lines.append([each])
        else:
            line.append(each)
    return [each for line in lines for each in sorted(line, key=partial(_place_in_line, mirrored=mirrored))]


def _place_in_line(widget: QWidget, *, mirrored: bool) -> tuple[int, int]:
    return (-widget.geometry().right() if mirrored else widget.x()), widget.y()


def _on_one_line(one: QWidget, other: QWidget) -> bool:
    shared_px = min(one.geometry().bottom(), other.geometry().bottom()) - max(one.y(), other.y()) + 1
    return 2 * shared_px > min(one.height(), other.height())


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _bring_into_view(widget: QWidget) -> None:
    """Scroll until what has the focus is seen; Qt does so only for a Tab that begins in the same area."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


FINDS: Final = "finds"
"""A property of fields that look for something: what stands in one is no work."""


def _is_typed(field: QWidget) -> bool:
    """Tell whether a person has typed into a field, and something stands there; a field that only finds is none."""
    if isinstance(field, QLineEdit):
        return field.isModified() and bool(field.text().strip()) and not field.property(FINDS)
    return isinstance(field, QPlainTextEdit) and field.document().isModified() and bool(field.toPlainText().strip())


_FEW_LINES_PX: Final = 120
_FRAME_PX: Final = QSize(24, 56)
"""What window managers put around a dialog, and a little air."""


def lay_in_two(dialog: QDialog, left: QWidget, right: QWidget, footer: QWidget, wide_px: tuple[float, float]) -> None:
    """Put a list and the page of what is chosen in it beside each other, over a footer."""
    split = QSplitter(Qt.Orientation.Horizontal, dialog)
    split.setHandleWidth(1)
    split.setChildrenCollapsible(False)
    put_side_by_side(split, left, right)
    split.setSizes([scaled_px(each) for each in wide_px])
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(split, 1)
    whole.addWidget(footer)


def open_at(dialog: QDialog, wide_px: float, high_px: float) -> None:
    """Make a dialog as large as the design has it at the text size in force, and no larger than the screen."""
    fit(dialog, QSize(scaled_px(wide_px), scaled_px(high_px)))


def fit(dialog: QDialog, size: QSize) -> None:
    """Make a dialog so large, and no larger than the screen."""
    dialog.resize(size.boundedTo(room(dialog)))


def room(dialog: QDialog) -> QSize:
    """Give how large a dialog may be on its screen."""
    return dialog.screen().availableSize() - _FRAME_PX


def let_scroll(dialog: QDialog, page: QWidget, wide_px: int = 0) -> None:
    """Put a page into a dialog: whole where the screen has room for it, else to be scrolled. 0: as wide as it wants."""
    page.setObjectName("page")
    area = QScrollArea(dialog)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    has_stop = any(_takes_tab(each) for each in page.findChildren(QWidget))
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus if has_stop else Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(dialog.windowTitle())
    area.setWidget(page)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area)
    layout, hint = page.layout(), page.sizeHint()
    size = QSize(wide_px or hint.width(), hint.height())
    if layout is not None and layout.hasHeightForWidth():
        size.setHeight(layout.heightForWidth(size.width()))
    if size.height() > room(dialog).height():  # or the bar that scrolls it would lie over its right edge
        size.setWidth(size.width() + area.verticalScrollBar().sizeHint().width())
    fit(dialog, size)


class PageDialog(ReadingDialog):
    """A page with a title over a footer; `done_button` does what the dialog is for, `confirm` is called by it."""

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
        self.page_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page_scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.page_scroll, 1)
        whole.addWidget(self._footer(done_words))
        open_at(self, *size_px)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._grow_a_little()

    def _grow_a_little(self) -> None:
        """Give a page the few lines that it lacks, as in a language with longer words; what lacks more scrolls."""
        page, inside = self.page_scroll.widget(), self.page_scroll.viewport()
        missing_px = (page.heightForWidth(inside.width()) if page is not None else 0) - inside.height()
        if 0 < missing_px <= scaled_px(_FEW_LINES_PX):
            fit(self, self.size() + QSize(0, missing_px))

    def _footer(self, done_words: str) -> QFrame:
        footer = QFrame(self)
        footer.setObjectName("dialogFooter")
        row = QHBoxLayout(footer)
        row.setContentsMargins(28, 12, 28, 12)
        self._problem = plain("", "problem", footer, wrap=True)
        row.addWidget(self._problem, 1)
        self.cancel_button = cancel = QPushButton(_("Cancel"), footer)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.leave)
        self.done_button = QPushButton(done_words, footer)
        self.done_button.setProperty("role", "primary")
        self.done_button.setDefault(True)
        self.done_button.setToolTip(key_words(_("Ctrl+Enter"), DONE_KEY))
        press_by(self.done_button, DONE_KEY)
        self.done_button.clicked.connect(self.confirm)
        row.addWidget(cancel)
        row.addWidget(self.done_button)
        self._buttons = row
        return footer

    def add_button(self, words: str, keys: str, act: Callable[[], object]) -> QPushButton:
        """Add another way to be done, before the usual one."""
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setToolTip(key_name(keys))
        press_by(button, keys)
        button.clicked.connect(act)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def confirm(self) -> None:
        """Do what the dialog is for; say what is missing instead where something is."""
        close(self, DONE)

    def would_lose(self) -> bool:
        """Tell whether something typed here would be lost now; what only looks for something is no loss."""
        return any(map(_is_typed, (*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit))))

    @override
    def reject(self) -> None:
        """Leave; where that loses what was typed, ask first."""
        if not self.would_lose():
            super().reject()
            return
        box = QMessageBox(self)
        own(box)
        box.setWindowTitle(self.windowTitle())
        box.setText(self.words_of_loss())
        box.setDefaultButton(box.addButton(self.words_of_saving(), QMessageBox.ButtonRole.AcceptRole))
        box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setEscapeButton(box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.buttonClicked.connect(self._answer_loss)
        box.open()

    def words_of_loss(self) -> str:
        """Say what would be lost."""
        return _("What you typed here would be lost.")

    def words_of_saving(self) -> str:
        """Name what keeps it: what the dialog is for."""
        return self.done_button.text()

    def _answer_loss(self, button: object) -> None:
        box = self.sender()
        role = box.buttonRole(button) if isinstance(box, QMessageBox) else None  # type: ignore[arg-type]
        if role == QMessageBox.ButtonRole.DestructiveRole:
            close(self, LEFT)
        elif role == QMessageBox.ButtonRole.AcceptRole:
            self.confirm()

    def word_done(self, words: str) -> None:
        """Say in other words what the dialog does; Qt forgets a button's key with its text."""
        self.done_button.setText(on_button(words))
        self.done_button.setShortcut(DONE_KEY)

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
        """Say what is wrong, and lead to it; the sentence leaves when one types there."""
        self._problem.setText(sentence)
        if sentence:
            announce(self, sentence)
        if field is not None:
            field.setFocus()
        at = field or self.focusWidget()
        if sentence and isinstance(at, QLineEdit):
            at.textChanged.connect(partial(self._withdraw, sentence), Qt.ConnectionType.SingleShotConnection)

    def _withdraw(self, sentence: str, _typed: str) -> None:
        if self.problem == sentence:
            self._problem.setText("")

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
        box.addWidget(plain(words, "heading", self, names=widget))
        box.addWidget(widget)
        self.column.addLayout(box)
