"""Write a file whole or not at all: to a temporary file beside its target, which then replaces it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from timeline_app.base.file_trouble import is_held, patiently
from timeline_app.base.i18n import gettext as _
from timeline_app.base.long_paths import reachable
from timeline_app.base.system_faults import fault_reason
from timeline_app.domain.errors import ExportError
from timeline_app.formats.registry import is_database

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE: Final = 1 << 20


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the place of `target` when the block ends well, and vanishes otherwise.

    Where `target` is a symbolic link, what it points to is replaced and the link stays.
    """
    asked, target = target, reachable(target)
    try:
        if target.is_symlink():
            target = Path(os.path.realpath(target))
        _refuse_what_is_no_file(target)
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".part", dir=target.parent)
        os.close(descriptor)
    except OSError as error:
        raise _worded(error, asked) from error
    part = Path(name)
    try:
        yield part
        _flush_to_disk(part)
        part.chmod(_wanted_mode(target))
        _put_in_place(part, target)
    except OSError as error:
        raise _worded(error, asked) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def aside(target: Path) -> Iterator[IO[bytes]]:
    """Give a file without a name, beside `target`, for what is found early and stands late in it."""
    with tempfile.TemporaryFile(dir=target.parent) as file:
        yield file


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """Give what was put aside, from its beginning, piece by piece."""
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _refuse_what_is_no_file(target: Path) -> None:
    if not target.name or target.is_dir():
        raise ExportError(_("“{path}” is a folder; give a file name in it.").format(path=target))
    if target.exists() and not target.is_file():
        raise ExportError(_("“{path}” is not a file that can be replaced.").format(path=target))
    if not target.parent.is_dir():
        raise ExportError(_("There is no folder “{path}”; make it first.").format(path=target.parent))
    if is_database(target):
        raise ExportError(
            _("“{path}” is a timeline, which no export replaces; choose another name.").format(path=target.name)
        )


def _put_in_place(part: Path, target: Path) -> None:
    """Let the finished file take the place of the other, which another program may hold for a moment or for long."""
    try:
        patiently(lambda: part.replace(target))
    except OSError as error:
        if is_held(error) and target.exists():
            raise ExportError(
                _("“{path}” is open in another program. Close it there, then export again.").format(path=target.name)
            ) from error
        raise


def _flush_to_disk(part: Path) -> None:
    """Have the disk take the bytes, so that a full one is told now and not after the old file is gone."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _wanted_mode(target: Path) -> int:
    """Keep the permissions of the file that is replaced; a new one gets what the person's umask leaves."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0o077)
    os.umask(umask)
    return 0o666 & ~umask


def _worded(error: OSError, target: Path) -> ExportError:
    return ExportError(_("“{path}” cannot be written: {reason}.").format(path=target, reason=fault_reason(error)))
