"""What the system refuses, in plain words of the program's language: systems say it in their own, or in English."""

from __future__ import annotations

import errno
import os

from timeline_app.base.file_trouble import is_held
from timeline_app.base.i18n import gettext as _


def fault_reason(error: OSError) -> str:
    """Say why the system refused something, as it stands behind a colon or in a sentence, without a full stop."""
    if is_held(error):  # on Windows one number stands for both
        return _("another program is using it, or your permissions do not allow it")
    known = _reasons().get(errno.errorcode.get(error.errno or 0, ""))
    if known is not None:
        return known
    told = (error.strerror or str(error)).strip().rstrip(".")
    if not told:
        return _("the system does not say why")
    return _("the system says “{told}”").format(told=told)


def fault_sentence(error: OSError) -> str:
    """Say in a sentence what the system refused, with the file where there is one."""
    reason = fault_reason(error)
    if error.filename is None:
        return _("That did not work: {reason}.").format(reason=reason)
    name = error.filename if isinstance(error.filename, int) else os.fsdecode(error.filename)
    return _("{file}: {reason}.").format(file=name, reason=reason)


def _reasons() -> dict[str, str]:
    """Give the reasons by the names of their numbers, which differ between systems."""
    refused, full = _("your permissions do not allow it"), _("the disk is full")
    busy, many = _("another program is using it"), _("too many files are open; close some programs")
    gone = _("the disk or drive is not there any more")
    return {
        "ENOENT": _("there is no such file or folder"),
        "EACCES": refused,
        "EPERM": refused,
        "ENOSPC": full,
        "EDQUOT": _("the disk quota is used up"),
        "EFBIG": _("the file is larger than the disk accepts"),
        "EROFS": _("the disk is read-only"),
        "EISDIR": _("this is a folder, not a file"),
        "ENOTDIR": _("part of the path is not a folder"),
        "ENOTEMPTY": _("the folder is not empty"),
        "EBUSY": busy,
        "ETXTBSY": busy,
        "EEXIST": _("something of this name is there already"),
        "ENAMETOOLONG": _("the name is too long"),
        "EINVAL": _("the system does not accept this name"),
        "ELOOP": _("its links lead round in a circle"),
        "EIO": _("the disk reported an error"),
        "ENXIO": gone,
        "ENODEV": gone,
        "ESTALE": gone,
        "EMFILE": many,
        "ENFILE": many,
        "ENOMEM": _("there is not enough memory"),
        "EPIPE": _("the program that reads the output has ended"),
    }
