"""Every action of the window, once: the menus, the shortcuts, the command palette and the key sheet all read this."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from timeline_app.base.compat import override
from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import in_sentence
from timeline_app.ui.widgets.look import key_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do: its name for code, its words, where it stands, its keys and what it calls."""

    name: str
    words: str
    group: str
    do: Callable[[], object]
    keys: tuple[str, ...] = ()
    on_canvas_only: bool = False
    """Keys that other widgets need for themselves (arrows, Home) act only while the canvas has the focus."""
    checkable: bool = False
    by_widget: bool = False
    """The canvas or the table takes these keys itself, while it has the keyboard: listed here and bound there."""


class Actions(QObject):
    """The commands as `QAction`s, in the order in which they were given.

    The keys of a command that can do nothing now are not dead: they ask for the reason to be told.
    """

    refused = Signal(object)
    """The name of a command whose keys were pressed while it could do nothing."""

    def __init__(self, window: QWidget, commands: Iterable[Command]) -> None:
        super().__init__(window)
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._refusals: dict[str, QAction] = {}
        for command in commands:
            action = QAction(command.words, self)
            action.setObjectName(command.name)
            if not command.by_widget:
                action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setCheckable(command.checkable)
            action.triggered.connect(_Caller(action, command.do).call)
            if command.on_canvas_only:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                window.addAction(action)
            self._commands[command.name] = command
            self._actions[command.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def commands(self) -> tuple[Command, ...]:
        """Give every command in order."""
        return tuple(self._commands.values())

    def groups(self) -> dict[str, list[Command]]:
        """Give the commands by group, in order."""
        found: dict[str, list[Command]] = {}
        for command in self._commands.values():
            found.setdefault(command.group, []).append(command)
        return found

    def fill(self, menu: QMenu, names: Iterable[str]) -> None:
        """Put the named actions into a menu; an empty name is a separator."""
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()

    def attach(self, widget: QWidget | None, names: Iterable[str] = ()) -> None:
        """Let the keys that are not the whole window's act in `widget`: those of the named commands, or all of them."""
        wanted = set(names)
        if widget is None:
            return
        for name, command in self._commands.items():
            if command.on_canvas_only and (not wanted or name in wanted):
                widget.addAction(self._actions[name])
                if name in self._refusals:
                    widget.addAction(self._refusals[name])

    def enable(self, names: Iterable[str], *, on: bool) -> None:
        """Allow or forbid some actions; the keys of those that are forbidden have it told why."""
        for name in names:
            self._actions[name].setEnabled(on)
            if name in self._refusals:
                self._refusals[name].setEnabled(not on)
            elif not on and self._commands[name].keys:
                self._refusals[name] = self._refusal(name)

    def _refusal(self, name: str) -> QAction:
        """Make what answers the keys of a command while that is forbidden; it stands in no menu."""
        action = self._actions[name]
        refusal = QAction(action)
        refusal.setShortcuts(action.shortcuts())
        refusal.setShortcutContext(action.shortcutContext())
        refusal.triggered.connect(_Caller(refusal, partial(self.refused.emit, name)).call)
        for widget in action.associatedObjects():
            if isinstance(widget, QWidget) and not isinstance(widget, QMenu):
                widget.addAction(refusal)
        return refusal


class KeysOverText(QObject):
    """Lets keys of commands act while a text of the window has the keyboard, though the text has a use for them, too.

    A line of text takes Ctrl+E on Linux to go to its end, as End does, so that nothing was exported from the search.
    """

    def __init__(self, window: QWidget, keys: Iterable[QKeySequence]) -> None:
        super().__init__(window)
        self._window = window
        self._keys = frozenset(key.toString() for key in keys)
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101  # there is a window
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch what has the keyboard, and nothing else."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        takes_text = isinstance(now, (QLineEdit, QTextEdit, QPlainTextEdit)) and now.window() is self._window
        self._watched = now if takes_text else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()).toString() not in self._keys:
            return False
        event.ignore()  # the text does not get to claim it, and the command's shortcut is asked next
        return True


class _Caller(QObject):
    """Calls a command without the `checked` flag that Qt sends along."""

    def __init__(self, parent: QAction, do: Callable[[], object]) -> None:
        super().__init__(parent)
        self._do = do

    def call(self) -> None:
        self._do()


def keys_in_words(keys: Iterable[str]) -> str:
    """Write shortcuts as they stand on the keyboard: "Ctrl+K", "W, +"; both keys marked Enter are told as one."""
    names = dict.fromkeys(key_name(key) for key in keys)
    return ", ".join(map(in_sentence, names))
