"""Which store to open when none is named: the last one, else the person's own copy of the sample."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from timeline_app.base.folders import carried_folder
from timeline_app.base.held_files import put_in_place
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import language
from timeline_app.base.i18n.direction import unmarked
from timeline_app.base.resources import resource
from timeline_app.base.system_faults import fault_reason
from timeline_app.domain.errors import StoreError
from timeline_app.domain.sample_texts import SAMPLE_NAMES, sample_language

if TYPE_CHECKING:
    from timeline_app.ui.services.settings import Settings

SUFFIX = ".timelinedb"


def documents_folder() -> Path:
    """Give the folder for a person's stores; TIMELINE_APP_DOCUMENTS names another one."""
    if named := os.environ.get("TIMELINE_APP_DOCUMENTS"):
        return Path(named)
    if carried := carried_folder():
        return carried / "chronologies"
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
    """Tell whether a store is the person's own copy of the sample, in any language."""
    return path.parent == documents_folder() and path.name in map(sample_file, SAMPLE_NAMES)


def sample_file(of: str) -> str:
    """Name the file of the sample in a language, one of `SAMPLE_NAMES`."""
    return SAMPLE_NAMES[of] + SUFFIX


def is_in_other_words(path: Path) -> bool:
    """Tell whether the sample at `path` is in another language than the one a person would get now."""
    return is_sample(path) and path.name != sample_file(sample_language(language()))


def copy_sample(folder: Path) -> Path:
    """Give the person's copy of the sample in `folder` and in the language of the program, made now if there is none.

    A copy in another language is another file and stays as it is.
    """
    import shutil  # noqa: PLC0415 - for the first start only
    import tempfile  # noqa: PLC0415 - likewise

    from timeline_app.document.chronology import make_sample  # noqa: PLC0415 - brings numpy; the first start from source

    spoken = sample_language(language())
    target = folder / sample_file(spoken)
    if target.exists():
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=folder) as apart:  # others may do so too
            half_done = Path(apart, target.name)
            shipped = resource("sample", f"sample.{spoken}.timelinedb")
            if shipped.exists():
                shutil.copyfile(shipped, half_done)
                half_done.chmod(0o600)
            else:
                make_sample(half_done, spoken)
            with suppress(FileExistsError):  # it did, and was quicker: that one may have been worked on
                put_in_place(half_done, target)
    except OSError as error:
        raise StoreError(
            _("The sample could not be copied to {folder}: {reason}.").format(folder=folder, reason=fault_reason(error))
        ) from error
    return target


def free_path(folder: Path, name: str) -> Path:
    """Give a path in `folder` that no file has yet, for a chronology that is called so.

    The signs around a name in a sentence are no part of it.
    """
    from timeline_app.domain.text.file_names import file_name  # noqa: PLC0415 - when a name is asked for

    name = unmarked(name)
    path, number = folder / file_name(name, SUFFIX), 2
    while path.exists():
        path, number = folder / file_name(name, f" {number}{SUFFIX}"), number + 1
    return path
