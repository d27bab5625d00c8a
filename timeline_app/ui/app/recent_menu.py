"""The menu of stores that were open lately, listed anew each time it opens."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.ui.widgets.look import on_button, tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from timeline_app.ui.services.settings import Settings


class RecentMenu(QObject):
    """Fills a menu with the recent stores; those that are gone cannot be chosen."""

    chosen = Signal(str)
    """The path of a store."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._menu: QMenu | None = None

    def fill(self, menu: QMenu) -> None:
        """Keep a menu filled."""
        self._menu = menu
        menu.aboutToShow.connect(self._list)
        menu.triggered.connect(self._choose)

    def _list(self) -> None:
        menu = self._menu
        if menu is None:
            return
        menu.clear()
        for path in self._settings.recent():
            action = menu.addAction(on_button(path.stem))
            action.setData(str(path))
            action.setToolTip(tip(str(path)))
            action.setEnabled(path.exists())
        if menu.isEmpty():
            menu.addAction(_("None yet")).setEnabled(False)

    def _choose(self, action: object) -> None:
        self.chosen.emit(str(action.data()))  # type: ignore[attr-defined]
