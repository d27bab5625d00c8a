"""Write a crash report: one file with the version and the stack, and nothing of what the person was working on.

The text of an exception may quote an event or a file name, so it is left out; its type and the lines of our own
code that led there stay in.
"""

from __future__ import annotations

import os
import platform
import sys
import time
import traceback
from pathlib import Path

import timeline_app
from timeline_app.base.folders import state_folder

_KEPT_REPORTS = 20


def write_report(error: BaseException, doing: str = "window") -> Path | None:
    """Write a report on `error`, met while `doing`, and give its path; None where not even that can be written."""
    stamp = f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{os.getpid()}"
    try:
        folder = state_folder() / "crashes"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _forget_old(folder)
        path = folder / f"crash-{stamp}.txt"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(report_text(error, doing))
    except (OSError, RuntimeError):  # RuntimeError: a person without a home
        return None
    return path


def report_text(error: BaseException, doing: str = "window") -> str:
    """Put a report on `error` into words: versions first, then the stack, innermost call last."""
    head = [
        f"Conflict Timeline {timeline_app.__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()} {platform.machine()}",
        f"Qt {_qt_version()}, frozen: {bool(getattr(sys, 'frozen', False))}",
        f"Doing: {doing}",
        "",
    ]
    return "\n".join([*head, *_chain(error), ""])


def _chain(error: BaseException) -> list[str]:
    """List the error and what caused it, the first cause first."""
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [*_chain(cause), "", "which led to", ""]
    for frame in traceback.extract_tb(error.__traceback__):
        lines += [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}", f"    {frame.line or ''}"]
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}"]


def _short(filename: str) -> str:
    """Name a code file without the folders above the package, which may hold a person's name."""
    parts = Path(filename).parts
    for top in ("timeline_app", "site-packages"):
        if top in parts:
            return "/".join(parts[parts.index(top) :])
    return parts[-1] if parts else filename


def _qt_version() -> str:
    core = sys.modules.get("PySide6.QtCore")
    return str(core.qVersion()) if core is not None else "not loaded"


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT_REPORTS]:
        old.unlink(missing_ok=True)
