"""The dialog that asks for a file: where a person's chronologies lie, and gone once it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from timeline_app.ui.services.places import documents_folder
from timeline_app.ui.widgets.page_dialog import open_at
from timeline_app.ui.widgets.wheel import calm_wheel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FileDialog(QFileDialog):
    """Asks for a file to read, or for a name to save under; `kinds` are the filters that Qt shows."""

    def __init__(self, parent: QWidget, title: str, kinds: str, *, to_save: bool = False) -> None:
        super().__init__(parent, title, str(documents_folder()), kinds)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if to_save:
            self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        else:
            self.setFileMode(QFileDialog.FileMode.ExistingFile)
        open_at(self, 860, 520)
        calm_wheel(self)
