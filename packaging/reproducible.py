"""Builds this commit twice, in folders of different names and at different times, and compares what was made.

    .venv/bin/python packaging/reproducible.py [PRODUCT...]    deb, appimage and tar where none is named

Exit 1 where a product of the one build is not that of the other, byte by byte; both builds are kept then, with a list
of the files that differ. It takes some ten minutes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
USUAL = ("deb", "appimage", "tar")
PLACES = ("one", "another place/мої події")


def clone(checkout: Path) -> Path:
    """Clone this checkout, as it is committed."""
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(checkout)], check=True)
    return checkout


def build(checkout: Path, products: list[str]) -> dict[str, str]:
    """Build in a clone, with the Python that runs this; give the hashes of what is made."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "TZ": f"UTC{len(checkout.name) - 5:+d}"}
    subprocess.run(
        [sys.executable, "packaging/build.py", *products], cwd=checkout, env=environment, check=False, stdout=sys.stderr
    )
    return hashes(checkout / "dist")


def hashes(folder: Path) -> dict[str, str]:
    """Give the hash of every file below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def main(products: list[str]) -> int:
    """Build twice and compare."""
    place = Path(tempfile.mkdtemp(prefix="conflict-timeline-twice-"))
    first, second = [build(checkout, products) for checkout in [clone(place / name) for name in PLACES]]
    differing = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    for name in sorted(name for name in first if "/" not in name):
        print(f"{first[name]}  {name}")
    packed = [name for name in first if "/" not in name]
    if differing or len(packed) < len(products):
        print(f"Two builds differ; they are kept in {place}:", *differing, sep="\n  ", file=sys.stderr)
        return 1
    shutil.rmtree(place)
    print(f"Two builds are the same: {len(packed)} products, {len(first) - len(packed)} files in the folder.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(USUAL)))
