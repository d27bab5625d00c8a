"""Open the window, or say in a sentence why there is none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable


ShowWindow: TypeAlias = "Callable[[Path | None], int]"
"""Shows the window on a store (the last one when None) and gives the exit code once it is closed."""


def open_window(store: str | None, show_window: ShowWindow) -> int:
    """Show the window on `store`, where there is such a file and a screen."""
    path = Path(store) if store is not None else None
    if path is not None and not path.exists():
        raise KnownError(_missing(path))
    if not _has_screen():
        raise KnownError(_("There is no screen to open a window on. The verbs work without one: timeline-app --help"))
    return show_window(path)


def _missing(path: Path) -> str:
    import difflib  # noqa: PLC0415 - for the sentence only

    from timeline_app.cli.parsing import VERBS  # noqa: PLC0415 - likewise

    close = difflib.get_close_matches(str(path), VERBS, n=1)
    if close:
        return _("There is no file “{path}”. Did you mean: timeline-app {verb}?").format(path=path, verb=close[0])
    return _("There is no file “{path}”. To make a store: timeline-app new {path}").format(path=path)


def _has_screen() -> bool:
    """Whether Qt can open a window; asked before Qt is loaded, for it aborts the process where there is none."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
