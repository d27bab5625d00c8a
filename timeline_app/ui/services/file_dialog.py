"""The dialog that asks for a file: where a person's chronologies lie, and gone once it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QSplitter

from timeline_app.base.i18n import gettext as _
from timeline_app.ui.services.places import SUFFIX, documents_folder
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.focus import calm_wheel
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import open_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from timeline_app.formats.recognition import ReadFormat


_PLACES_PX: Final = 170


def kinds_of(words: str, formats: Iterable[ReadFormat]) -> str:
    """Give the filters of a dialog that asks for a file in one of some formats, which `words` name together."""
    from timeline_app.formats.registry import suffixes_of  # noqa: PLC0415 - when a dialog is opened

    endings = " ".join(f"*{suffix}" for suffix in suffixes_of(formats))
    return ";;".join((f"{words} ({endings})", _("All files (*)")))


def one_by_one(formats: Iterable[ReadFormat]) -> str:
    """Give the filters of a dialog that asks in which of some formats to save."""
    return ";;".join(f"{each.label()} (*{each.suffixes[0]})" for each in formats)


class FileDialog(QFileDialog):
    """Asks for a file to read, or for a name to save under; `kinds` are the filters that Qt shows."""

    def __init__(self, parent: QWidget, title: str, kinds: str, *, to_save: bool = False) -> None:
        super().__init__(parent, title, str(documents_folder()), kinds)
        own(self)
        if to_save:
            self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        else:
            self.setFileMode(QFileDialog.FileMode.ExistingFile)
        open_at(self, 860, 520)
        for split in self.findChildren(QSplitter):  # in the dialog of Qt itself, whose places are cut otherwise
            split.setSizes([scaled_px(_PLACES_PX), self.width() - scaled_px(_PLACES_PX)])
        calm_wheel(self)


def opening(parent: QWidget, title: str, kinds: str = "") -> FileDialog:
    """Give a dialog that asks for a file: a chronology, or one of `kinds`."""
    return FileDialog(parent, title, kinds or _stores())


def saving(parent: QWidget, title: str, path: Path) -> FileDialog:
    """Give a dialog that asks where to save a chronology."""
    dialog = FileDialog(parent, title, _stores(), to_save=True)
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.selectFile(str(path))
    return dialog


def _stores() -> str:
    return _("Chronologies (*{suffix})").format(suffix=SUFFIX)
