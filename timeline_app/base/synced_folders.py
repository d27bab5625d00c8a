"""Folders that another program copies to a server and to other computers, and files that are only there.

A store in such a folder is an ordinary file to SQLite: locks hold among the programs of this computer, and none reaches
another one. Two computers that change it at the same time make two versions, of which the service keeps both.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMED: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""What Windows names the folders of OneDrive by."""
_BY_NAME: Final = {
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "com~apple~clouddocs": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "yandex.disk": "Yandex Disk",
    "yandexdisk": "Yandex Disk",
    "onedrive": "OneDrive",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "syncthing": "Syncthing",
}
"""How services name their folder, folded, with the name of the service."""
_BY_MARK: Final = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".owncloudsync.log": "ownCloud"}
"""What services put into their folder, whatever that is called."""
_BUSINESS: Final = "onedrive - "
"""Before the name of an organisation."""

_ONLY_THERE: Final = 0x00400000 | 0x00040000 | 0x00001000
"""FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS, _RECALL_ON_OPEN and _OFFLINE of Windows."""


def service_of(path: Path, environment: Mapping[str, str] | None = None) -> str:
    """Name the service that copies the folder of a file elsewhere; empty where none is known to."""
    given = os.environ if environment is None else environment
    folders = path.absolute().parents
    if any(given.get(name) and Path(given[name]) in folders for name in _NAMED):
        return "OneDrive"
    for folder in folders:
        name = folder.name.casefold()
        if name.startswith(_BUSINESS):
            return "OneDrive"
        if name in _BY_NAME:
            return _BY_NAME[name]
    for folder in folders[:-1]:  # a mark in the root of a disk would speak for all of it
        for mark, service in _BY_MARK.items():
            if (folder / mark).exists():
                return service
    return ""


def is_only_there(path: Path) -> bool:
    """Tell whether Windows knows a file that the service has not brought to this computer."""
    try:
        attributes = getattr(path.stat(), "st_file_attributes", 0)
    except OSError:
        return False
    return only_there(attributes)


def only_there(attributes: int) -> bool:
    """Tell it by the attributes of a file."""
    return bool(attributes & _ONLY_THERE)
