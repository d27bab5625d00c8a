"""A short list of events to choose from: those of a cluster on one instant."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

MOST: Final = 24


class EventMenu(QMenu):
    """Lists events by title under a heading; choosing one selects it. The table shows what is too much for a menu."""

    def __init__(self, canvas: TimelineCanvas, indices: list[int], heading: str) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addSection(f"{heading} · {len(indices):,}")
        for index in indices[:MOST]:
            title = canvas.model.title(index) or _("Without a title")
            action = self.addAction(title.replace("&", "&&"))
            action.setData(index)
        if len(indices) > MOST:
            rest = self.addAction(_("… and {count} more: see the table").format(count=f"{len(indices) - MOST:,}"))
            rest.setEnabled(False)
        self.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        index = action.data()
        if isinstance(index, int):
            self._canvas.select_index(index, reveal=not self._canvas.model.is_undated(index))
