"""The menus of the window, and what macOS does otherwise: a menu bar above all windows, and some keys of its own.

There the commands of the application as a whole stand in a menu under its name: Qt puts them there by their roles. Keys
need no change, since Qt reads Ctrl as Cmd, but for those that macOS keeps for itself. Never tried on a Mac.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

    from timeline_app.ui.app.actions import Actions, Command

    Filled: TypeAlias = Iterable[tuple[str, Sequence[str] | Callable[[QMenu], None]]]

MAC: Final = "darwin"
MAC_KEYS: Final = {"replace": ("Ctrl+Shift+F",), "full screen": ("Ctrl+Meta+F",)}
"""Cmd+H hides a program; full screen is Cmd and Ctrl with F. Qt calls the Mac's Ctrl key Meta.

Menus show the first key of a command. To Qt, Enter is the key of the number block, and its sign on a Mac is one that
few keyboards bear; on a PC both keys are marked Enter.
"""


def for_system(commands: Iterable[Command], system: str = sys.platform) -> list[Command]:
    """Give the commands with the keys that they have on a system."""
    if system != MAC:
        return list(commands)
    own = [replace(each, keys=MAC_KEYS.get(each.name, each.keys)) for each in commands]
    return [replace(each, keys=tuple(sorted(each.keys, key=lambda key: "Enter" in key))) for each in own]


def has_menu_bar(system: str = sys.platform) -> bool:
    """Tell whether programs of a system have their menus in a bar."""
    return system == MAC


def fill_menus(target: QMenu | QMenuBar, actions: Actions, filled: Filled) -> None:
    """Add menus: each a title, and names of commands (empty for a line) or what fills it."""
    for title, names in filled:
        menu = target.addMenu(title)
        menu.setAccessibleName(title)
        if callable(names):
            names(menu)
        else:
            actions.fill(menu, names)


def lay_menus(window: QMainWindow, button: QMenu, actions: Actions, filled: Filled) -> None:
    """Fill the menu of the toolbar's button, and the bar where the system has one."""
    fill_menus(button, actions, filled)
    if has_menu_bar():
        lay_menu_bar(window.menuBar(), actions, filled)


def lay_menu_bar(bar: QMenuBar, actions: Actions, filled: Filled) -> None:
    """Fill the bar; only what belongs to the application as a whole may be put into the application's menu.

    Left to itself, Qt would move every command whose words begin with "About", "Settings" or "Quit".
    """
    roles = {
        "about": QAction.MenuRole.AboutRole,
        "settings": QAction.MenuRole.PreferencesRole,
        "quit": QAction.MenuRole.QuitRole,
    }
    for command in actions.commands():
        actions[command.name].setMenuRole(roles.get(command.name, QAction.MenuRole.NoRole))
    fill_menus(bar, actions, filled)
