"""Says what this machine lacks before Qt is asked, because Qt answers a missing library by aborting.

Standard library only, and nothing that Python 3.8 does not know: it must be able to speak on a machine that is too old.

    preflight.py packages FAMILY VERB...   the system's packages to install, on one line (nothing: all there)
    preflight.py screen                    exit 0 when a window can be opened here, else 1 and the reason
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
import sysconfig
from pathlib import Path

NEEDS = Path(__file__).with_name("needs.txt")
FAMILIES = {"debian": 3, "fedora": 4}  # column of needs.txt


def has_library(soname: str) -> bool:
    """Try a library by the name under which Qt will ask for it."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def is_there(kind: str, name: str) -> bool:
    """Tell whether a library, a program or a file is on this machine."""
    if kind == "file":
        return Path(name).is_file()
    return has_library(name) if kind == "library" else shutil.which(name) is not None


def has_libpython() -> bool:
    """Tell whether Python can be packed: its library is there, or (as no package can help) was never made."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    return ".so" not in name or Path(sysconfig.get_config_var("LIBDIR") or "/", name).is_file() or has_library(name)


def python_packages(family: str, verbs: list[str]) -> list[str]:
    """Name the parts of Python that Debian packs apart from it: for a virtual environment, and for packing it."""
    if family != "debian":
        return []
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    found = [] if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")) else [f"python{version}-venv"]
    return found + [f"libpython{version}"] * ("package" in verbs and not has_libpython())


def missing_packages(family: str, verbs: list[str]) -> list[str]:
    """Name the packages of `family` that bring what `verbs` need and this machine lacks, each once."""
    column = FAMILIES[family]
    rows = [line.split() for line in NEEDS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    wanted = [row[column] for row in rows if row[0] in verbs and row[column] != "-" and not is_there(row[1], row[2])]
    return list(dict.fromkeys(python_packages(family, verbs) + wanted))


def x11_answers() -> bool:
    """Connect to the X server that DISPLAY names, as Qt will."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def no_screen_because() -> str:
    """Say why no window can be opened here; empty when one can."""
    if sys.platform in ("darwin", "win32") or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if not os.environ.get("DISPLAY"):
        return "there is no screen here (DISPLAY and WAYLAND_DISPLAY are not set)"
    return "" if x11_answers() else f"the screen {os.environ['DISPLAY']} does not answer"


def main(arguments: list[str]) -> int:
    """Answer one of the two questions of the module's docstring."""
    if arguments[:1] == ["packages"] and len(arguments) > 1 and arguments[1] in FAMILIES:
        print(" ".join(missing_packages(arguments[1], arguments[2:])))
        return 0
    if arguments == ["screen"]:
        reason = no_screen_because()
        print(reason, end="\n" if reason else "")
        return 1 if reason else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
