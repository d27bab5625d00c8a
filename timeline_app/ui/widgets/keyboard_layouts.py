"""Commands by keys on a keyboard without Latin letters: a key counts as what it bears on the American keyboard there.

Qt knows a key by the sign that it writes. On a Ukrainian, Russian, Greek, Hebrew or Arabic keyboard no key writes N,
and Ctrl+N is found only where a Latin layout happens to be set up beside it, and then not for every key. Such keyboards
bear the Latin letters beside their own, at the places of the American one.

A key that writes any Latin sign is left to Qt: on a German keyboard Ctrl+Z is where Z is, and "/" is Shift+7.
(docs/decisions/0180-a-key-without-latin-letters-counts-by-its-place.md)
"""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid

from timeline_app.base.compat import override

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QWindow
    from PySide6.QtWidgets import QWidget

_ROWS: Final = {16: "QWERTYUIOP[]", 30: "ASDFGHJKL;'", 44: "ZXCVBNM,./"}
"""What the American keyboard bears from a place on: places as Linux and the PC number them (input-event-codes.h)."""
_PLACES: Final = {first + at: sign for first, row in _ROWS.items() for at, sign in enumerate(row)}
_BEFORE_FIRST: Final = {"xcb": 8, "wayland": 8}
"""What X11 and Wayland add to the number of a place."""
_FIRST_OF_OTHERS: Final = 0x370
"""Greek and all scripts after it; nearly all Latin letters come before it in Unicode."""
_KEYSYMS: Final = (range(0x590, 0x800), range(0xCE0, 0xF00))
"""X11's own numbers for Arabic, Cyrillic and Greek, and for Hebrew, Thai and Korean (keysymdef.h)."""
_KEYSYM_OF_UNICODE: Final = 0x01000000
"""What X11 adds to the number of any other sign."""
_CHOOSING: Final = Qt.KeyboardModifier.GroupSwitchModifier | Qt.KeyboardModifier.KeypadModifier
_ON_WINDOWS: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""How Windows tells of AltGr."""


def latin_key(event: QKeyEvent) -> str:
    """Give the sign that the American keyboard has at the place of a key; empty where the key bears Latin itself."""
    held = event.modifiers()
    before_first = _BEFORE_FIRST.get(QGuiApplication.platformName(), 0)
    named = event.nativeVirtualKey() if before_first else 0  # with Ctrl, Qt may take the Latin sign of another layout
    is_other = any(map(_is_other_letter, (event.key(), named - _KEYSYM_OF_UNICODE)))
    is_other = is_other or any(named in each for each in _KEYSYMS)
    if not is_other or held & _CHOOSING or held & _ON_WINDOWS == _ON_WINDOWS:
        return ""
    sign = _PLACES.get(event.nativeScanCode() - before_first, "")
    shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
    return "" if shifted and not sign.isalpha() else sign


def _is_other_letter(code: int) -> bool:
    """Tell whether a number of Unicode is that of a letter that is not Latin."""
    if not _FIRST_OF_OTHERS <= code <= sys.maxunicode:
        return False
    return chr(code).isalpha() and not unicodedata.name(chr(code), "").startswith("LATIN")


class KeyboardLayouts(QObject):
    """Lets keys of every layout do what they are for, in whichever window has the keyboard.

    A text, or a list that looks for what is typed, takes the letter as it is. Else the key goes the way that Qt's own
    keys go, as the Latin one: what has the keyboard may claim it, then a command may, then it is pressed.
    """

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._window: QWindow | None = None
        self._is_asking = False
        self._is_text = False
        app.focusWindowChanged.connect(self._follow)
        self._follow(app.focusWindow())

    @Slot()
    def _follow(self, window: QWindow | None) -> None:
        """Watch the window that has the keyboard, and no other."""
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_asking or not isinstance(event, QKeyEvent) or QApplication.activePopupWidget() is not None:
            return False  # in a menu a letter chooses what begins with it
        sign = latin_key(event)
        if not sign:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self._is_text = self._send(watched, _again(event))
            event.accept()  # Qt looks for no command: it would find some of them, and some of those twice
            return True
        if event.type() != QEvent.Type.KeyPress or self._is_text:
            return False
        self._press(watched, event, sign)
        return True

    def _press(self, window: QObject, event: QKeyEvent, sign: str) -> None:
        """Press a key as the one that stands at its place."""
        latin = _again(event, QEvent.Type.KeyPress, sign)
        is_claimed = self._send(window, _again(event, QEvent.Type.ShortcutOverride, sign))
        if is_claimed or not (_do_command(latin) or self._send(window, _again(event))):
            self._send(window, latin)

    def _send(self, window: QObject, event: QKeyEvent) -> bool:
        """Give a key to what has the keyboard; tell whether it was taken."""
        event.setAccepted(event.type() != QEvent.Type.ShortcutOverride)
        before, self._is_asking = self._is_asking, True
        try:
            QCoreApplication.sendEvent(window, event)
        finally:
            self._is_asking = before
        return event.isAccepted()


def _again(event: QKeyEvent, kind: QEvent.Type | None = None, sign: str = "") -> QKeyEvent:
    """Give the same key once more, or as another one."""
    held = event.modifiers()
    key, text = event.key(), event.text()
    if sign:
        key = ord(sign)
        text = sign if held & Qt.KeyboardModifier.ShiftModifier else sign.lower()
    return QKeyEvent(
        kind or event.type(),
        key,
        held,
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        text,
        event.isAutoRepeat(),
    )


def _do_command(event: QKeyEvent) -> bool:
    """Do what a key stands for where the keyboard is, as Qt's map of shortcuts does; tell whether it is anything."""
    keys = QKeySequence(event.keyCombination())
    focused = QApplication.focusWidget() or QApplication.activeWindow()
    at = focused
    while at is not None:
        for action in at.actions():
            if keys in action.shortcuts() and action.isEnabled() and _acts_here(action, at, focused):
                QCoreApplication.sendEvent(action, QShortcutEvent(keys, 0))  # as Qt does it, for those who watch
                return True
        if at.isWindow():
            break
        at = at.parentWidget()
    buttons = at.findChildren(QAbstractButton) if at is not None else ()
    button = next((each for each in buttons if each.shortcut() == keys and each.isVisible() and each.isEnabled()), None)
    if button is not None:
        button.click()
    return button is not None


def _acts_here(action: QAction, at: QWidget, focused: QWidget | None) -> bool:
    """Tell whether the keys of an action reach from a widget to what has the keyboard in it."""
    return action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut or at is focused
