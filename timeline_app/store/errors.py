"""SQLite's and the system's faults as one sentence each."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from timeline_app.base.file_trouble import is_absent, is_held
from timeline_app.base.i18n import gettext as _
from timeline_app.base.system_faults import fault_reason
from timeline_app.domain.errors import DamagedError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class OnlyReadableError(StoreError):
    """Raised where a store that was to be written can only be read, with the reason."""


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what the world does to the file at `path` into a StoreError that names it."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR":
            raise  # a mistake in our SQL is no fault of the world
        code = getattr(error, "sqlite_errorname", "") or ""
        damaged = code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "decode to UTF-8" in str(error)
        raise (DamagedError if damaged else StoreError)(sentence_for(error, path)) from error
    except UnicodeEncodeError as error:
        raise StoreError(_("A text holds half a character, which cannot be stored; retype it.")) from error
    except UnicodeDecodeError as error:
        raise DamagedError(_sentences()["SQLITE_CORRUPT"].format(name=path.name)) from error
    except OSError as error:
        raise StoreError(system_sentence(error, path)) from error


def sentence_for(error: sqlite3.Error, path: Path) -> str:
    """Say what `error` means for the store at `path`."""
    code = getattr(error, "sqlite_errorname", "") or ""
    log = path.with_name(f"{path.name}-wal")
    if code.startswith("SQLITE_CANTOPEN") and log.exists() and not os.access(path.parent, os.W_OK):
        return _(
            "“{name}” was not closed properly and lies where nothing can be written, so it cannot be opened there. Copy"
            " it together with “{log}” to a folder of yours, and open the copy."
        ).format(name=path.name, log=log.name)
    for known, sentence in _sentences().items():
        if code.startswith(known):
            return sentence.format(name=path.name)
    if "decode to UTF-8" in str(error):
        return _sentences()["SQLITE_CORRUPT"].format(name=path.name)
    return _("“{name}” could not be read or written: {reason}.").format(name=path.name, reason=error)


def system_sentence(error: OSError, path: Path) -> str:
    """Say what the system's `error` means for the file at `path`."""
    if is_absent(error, path):
        return _(
            "“{name}” is not on this computer yet: the service that synchronises its folder has it. Let it be"
            " downloaded, then try again."
        ).format(name=path.name)
    if is_held(error):
        return _(
            "“{name}” is open in another program, or you may not read or write it. Close it there, then try again."
        ).format(name=path.name)
    sentence = _system_sentences().get(error.errno or 0)
    if sentence is not None:
        return sentence.format(name=path.name)
    return _("“{name}” could not be read or written: {reason}.").format(name=path.name, reason=fault_reason(error))


def _sentences() -> dict[str, str]:
    return {
        "SQLITE_BUSY": _("“{name}” is in use by another program that is writing to it; try again in a moment."),
        "SQLITE_LOCKED": _("“{name}” is in use by another program that is writing to it; try again in a moment."),
        "SQLITE_FULL": _(
            "There is no room left on the disk that holds “{name}”; nothing was changed. Free some space and try again."
        ),
        "SQLITE_READONLY": _("“{name}” cannot be changed: the file, its folder or its disk is read-only."),
        "SQLITE_CANTOPEN": _("“{name}” cannot be opened; check that the file and its folder may be read and written."),
        "SQLITE_NOTADB": _("“{name}” is not a timeline of this program."),
        "SQLITE_CORRUPT": _("“{name}” is damaged. Restore a backup, or recover what can be read into a new file."),
        "SQLITE_IOERR": _(
            "“{name}” could not be read or written: the disk reported an error. Nothing half-done was kept."
        ),
        "SQLITE_TOOBIG": _("Something in “{name}” is larger than this program accepts."),
        "SQLITE_INTERRUPT": _("The work was cancelled; nothing was changed."),
        "SQLITE_PERM": _("“{name}” may not be opened with your permissions."),
    }


def _system_sentences() -> dict[int, str]:
    return {
        errno.ENOENT: _("There is no file “{name}”."),
        errno.EACCES: _("“{name}” may not be read or written with your permissions."),
        errno.EPERM: _("“{name}” may not be read or written with your permissions."),
        errno.EISDIR: _("“{name}” is a folder, not a timeline."),
        errno.ENOTDIR: _("“{name}” cannot be reached: part of its path is not a folder."),
        errno.ENOSPC: _sentences()["SQLITE_FULL"],
        errno.EIO: _sentences()["SQLITE_IOERR"],
        errno.EROFS: _sentences()["SQLITE_READONLY"],
        errno.ENAMETOOLONG: _("The name “{name}” is too long."),
        errno.EEXIST: _("“{name}” exists already; choose another name."),
    }
