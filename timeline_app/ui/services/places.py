"""Which store to open when none is named: the last one, else the person's own copy of the sample."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from timeline_app.base.i18n import gettext as _
from timeline_app.base.resources import resource
from timeline_app.domain.errors import StoreError

if TYPE_CHECKING:
    from timeline_app.ui.services.settings import Settings

SUFFIX = ".timelinedb"
SAMPLE_NAME = "Ukraine–Russia" + SUFFIX


def documents_folder() -> Path:
    """Give the folder for a person's stores; TIMELINE_APP_DOCUMENTS names another one."""
    if named := os.environ.get("TIMELINE_APP_DOCUMENTS"):
        return Path(named)
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place or Path.home())


def store_to_open(settings: Settings) -> tuple[Path, str]:
    """Choose a store, with a sentence where it is not the one a person expects (empty otherwise)."""
    last = settings.last_store()
    if last is not None and last.exists():
        return last, ""
    path = copy_sample(documents_folder())
    if last is None:
        return path, ""
    return path, _("“{name}” is no longer at {folder}. This is your copy of the sample.").format(
        name=last.name, folder=last.parent
    )


def is_sample(path: Path) -> bool:
    """Tell whether a store is the person's own copy of the sample."""
    return path == documents_folder() / SAMPLE_NAME


def copy_sample(folder: Path) -> Path:
    """Give the person's copy of the sample in `folder`, made now where there is none."""
    import shutil  # noqa: PLC0415 - for the first start only

    target = folder / SAMPLE_NAME
    if target.exists():
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        half_done = target.with_name(target.name + ".part")
        shipped = resource("sample", "sample.timelinedb")
        if shipped.exists():
            shutil.copyfile(shipped, half_done)
        else:
            _build(half_done)
        half_done.replace(target)
    except OSError as error:
        raise StoreError(
            _("The sample could not be copied to {folder}: {reason}.").format(folder=folder, reason=error.strerror)
        ) from error
    return target


def _build(path: Path) -> None:
    """Make the sample from its tables, as a checkout has no built one."""
    from timeline_app.document.chronology import make_sample  # noqa: PLC0415 - brings numpy; the first start from source only

    path.unlink(missing_ok=True)
    make_sample(path)


def free_path(folder: Path, name: str) -> Path:
    """Give a path in `folder` that no file has yet."""
    path, number = folder / f"{name}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{name} {number}{SUFFIX}", number + 1
    return path
