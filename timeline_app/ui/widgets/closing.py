"""Windows, dialogs and menus: each is owned until Qt has destroyed it, and all of them close in one way.

Qt comes by the same way when a person presses Escape or the button of the title bar: `reject` and `closeEvent` ask
where something is unsaved, and Qt destroys what has closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

DONE: Final = QDialog.DialogCode.Accepted
"""The dialog did what it is for."""
LEFT: Final = QDialog.DialogCode.Rejected
"""The dialog is left without that, and nobody need be asked any more."""


class WindowOwner(QObject):
    """Holds a window, as the application's child, from its making until it is destroyed.

    Whoever else knows the window may forget it. Without an owner the collector would take its Python half, attributes
    first, while Qt still sends it events: "object has no attribute" out of `resizeEvent`, "Slot not found".
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(QApplication.instance())
        self._window: QWidget | None = window
        window.destroyed.connect(self._let_go)

    @Slot()
    def _let_go(self) -> None:
        self._window = None
        self.deleteLater()


def own(window: QWidget) -> None:
    """Let a window, dialog or menu live until it closes, and no longer, whoever holds it or forgets it."""
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    WindowOwner(window)


def close(window: QWidget, result: QDialog.DialogCode | None = None) -> bool:
    """Close a window, dialog or menu; tell whether it is gone, for one with unsaved text asks first.

    A dialog that is at its end says so by `result`, and asks nothing.
    """
    if not isValid(window):
        return True
    if not isinstance(window, QDialog):
        return window.close()
    if result is None:
        window.reject()
    else:
        window.done(result)
    return not isValid(window) or not window.isVisible()


def close_all() -> bool:
    """Close every window of the program, those that stand on others first; False where one asks, and stays."""
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    return all(close(each) for each in sorted(windows, key=_depth, reverse=True))


def _depth(window: QWidget) -> int:
    above = window.parentWidget()
    return 0 if above is None else 1 + _depth(above)
