"""Saved views in the filter panel: a name that brings back a query, a range and an arrangement."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from timeline_app.domain.change import Change
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.fold import Fold
from timeline_app.ui.widgets.labels import TitleLink

if TYPE_CHECKING:
    from timeline_app.domain.records import SavedView
    from timeline_app.ui.services.session import Session


class SavedViews(Fold):
    """A list of the views; a click shows one, its menu deletes it."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Views"), parent, inset=True)
        self._session = session
        self._views: dict[QPushButton, SavedView] = {}
        session.data_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _change: object = None) -> None:
        """Read the views anew."""
        for button in self._views:
            button.hide()
            button.deleteLater()
        self._views = {}
        for view in self._session.chronology.views():
            button = TitleLink(view.name, self.body, view.query)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.clicked.connect(self._choose)
            button.customContextMenuRequested.connect(self._open_menu)
            self._views[button] = view
            self.rows.addWidget(button)
        self.setVisible(bool(self._views))

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(self._views[button])

    def _open_menu(self, place: QPoint) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton) or self._session.chronology.read_only:
            return
        view = self._views[button]
        menu = QMenu(self)
        own(menu)
        delete = menu.addAction(_("Delete view “{name}”").format(name=view.name))
        delete.setData(view)
        menu.triggered.connect(self._delete)
        menu.popup(button.mapToGlobal(place))

    def _delete(self, action: object) -> None:
        view: SavedView = action.data()  # type: ignore[attr-defined]
        self._session.chronology.do(Change(_("Delete view “{name}”").format(name=view.name), before=(view,)), self)
