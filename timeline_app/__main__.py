"""Where the program starts: `python -m timeline_app`, the console command and the packaged application."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from timeline_app.base.i18n import settle_language

if TYPE_CHECKING:
    from pathlib import Path

_ZONES = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv` (the process's own when None) and give the exit code."""
    _settle_environment()
    settle_language()
    from timeline_app.cli.app import run  # noqa: PLC0415 - after the environment is settled, which imports read

    return run(sys.argv[1:] if argv is None else argv, _show_window)


def _show_window(store: Path | None) -> int:
    gc.disable()  # nothing of what a start makes is garbage; `Opening.complete` enables it
    from timeline_app.startup.preloading import import_extensions, load_ahead  # noqa: PLC0415 - no verb needs the widgets

    import_extensions()
    load_ahead()
    import timeline_app.document.timeline_source  # noqa: PLC0415 - what needs no Qt, while its libraries are linked
    import timeline_app.layout.shown_events  # noqa: PLC0415 - likewise; PySide6 looks into each module after it
    import timeline_app.store.column_cache  # noqa: PLC0415 - likewise
    import timeline_app.store.store  # noqa: PLC0415 - likewise
    import timeline_app.ui.canvas.event_labels  # noqa: F401, PLC0415 - likewise
    from timeline_app.startup.start import run_window  # noqa: PLC0415 - likewise

    return run_window(store)


def _settle_environment() -> None:
    _settle_home()
    if getattr(sys, "frozen", False) and sys.platform.startswith("linux"):
        _restore_library_path()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts twice as fast; no linear algebra is done here
    if (
        sys.platform != "win32"
    ):  # Python's own places; to find that out, zoneinfo would load all that Python was built by
        os.environ.setdefault("PYTHONTZPATH", _ZONES)


def _settle_home() -> None:
    """See to it that Python and Qt agree on where a person's files lie, also where nobody said it.

    Python asks the system then, and Qt takes the root folder. Where the system knows nobody either, that is the place:
    it cannot be written, which is told where it matters.
    """
    if sys.platform == "win32" or os.environ.get("HOME"):
        return
    os.environ.pop("HOME", None)
    home = os.path.expanduser("~")  # noqa: PTH111 - a Path raises where there is none
    os.environ["HOME"] = home if os.path.isabs(home) else "/"  # noqa: PTH117 - likewise, and a path costs an import


def _restore_library_path() -> None:
    """Undo what PyInstaller's starter did, or a browser opened for a source's link would load our libraries."""
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if original:
        os.environ["LD_LIBRARY_PATH"] = original
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    sys.exit(main())
