"""Makes the checkout importable in its virtual environment and gives it the command `timeline-app`.

What an editable installation does, without a build backend or a network: a path file and two small scripts. The
scripts are for the system's shell, which calls Python: a `#!` line that names Python itself ends at the first blank of
its path, and after some hundred letters.
"""

from __future__ import annotations

import os
import shlex
import sys
import sysconfig
from pathlib import Path

COMMANDS = ("timeline-app", "conflict-timeline")
CALLED = "-P -m timeline_app"
"""`-P`: or Python would look for modules in the folder where the command is given before it looks here."""


def script_for(python: str, *, windows: bool) -> tuple[str, str]:
    """Give the ending and the text of a script that starts the program with the Python at this path."""
    if windows:
        return ".cmd", f'@"%~dp0{Path(python).name}" {CALLED} %*\n'
    return "", f'#!/bin/sh\nexec {shlex.quote(python)} {CALLED} "$@"\n'


def main() -> None:
    """Link the checkout named by the first argument into the environment whose Python runs this."""
    root = os.fsencode(Path(sys.argv[1]).resolve())
    path_file = Path(sysconfig.get_path("purelib"), "conflict_timeline.pth")
    path_file.write_bytes(root + os.fsencode(os.sep) + b".\n")  # the dot keeps a blank at the end of the path
    ending, text = script_for(sys.executable, windows=sys.platform == "win32")
    for name in COMMANDS:
        script = Path(sysconfig.get_path("scripts"), name + ending)
        script.unlink(missing_ok=True)
        script.write_bytes(os.fsencode(text))
        script.chmod(0o755)


if __name__ == "__main__":
    main()
