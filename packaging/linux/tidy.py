"""Takes out of the built folder what tells of this machine, and data that nothing asks for.

Code that comes in wheels stays as its publishers made it; Python may have been compiled here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from linux.icu import thin

ROOT = Path(__file__).resolve().parents[2]
SYSTEM = ("/usr", "/usr/local")
"""Where Python lies on any machine, so that its path tells nothing."""


def own_places() -> list[bytes]:
    """Give the folders of this machine that no file of the program may name."""
    places = {str(ROOT), sys.prefix, sys.base_prefix, str(Path.home())}
    return [place.encode() for place in sorted(places, key=len, reverse=True) if place not in {*SYSTEM, "/root", "/"}]


def tidy(folder: Path, work: Path) -> None:
    """Take out symbols, paths and data; refuse a folder in which a path of this machine is left."""
    inner = folder / "_internal"
    own = [*inner.glob("libpython*"), *inner.glob("python3*/lib-dynload/*.so")]
    subprocess.run(["strip", "--strip-unneeded", *map(str, own)], check=True)
    if sys.base_prefix not in SYSTEM:
        subprocess.run(["patchelf", "--remove-rpath", *map(str, own)], check=True)
        for path in [*own, *inner.glob("_sysconfigdata*.pyc")]:
            _neutralise(path, sys.base_prefix.encode())
    for library in inner.glob("PySide6/Qt/lib/libicudata.so.*"):
        thin(library, work)
    if found := traces(folder, own_places()):
        raise SystemExit("Files of the built program name folders of this machine:\n  " + "\n  ".join(found))


def _neutralise(path: Path, place: bytes) -> None:
    """Put the system's own folder in the place of Python's, spelled as long as that: nothing in the file moves.

    The last name stays. It may be Python's version, and linkers keep a text that ends another one only once: the
    version that Python tells of itself would go with the path.
    """
    last = b"/" + place.rsplit(b"/", 1)[1]
    path.write_bytes(path.read_bytes().replace(place, b"/usr".ljust(len(place) - len(last), b"/") + last))


def traces(folder: Path, places: list[bytes]) -> list[str]:
    """Name the files below `folder` in which one of `places` stands."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    return [str(path.relative_to(folder)) for path in files if any(place in path.read_bytes() for place in places)]
