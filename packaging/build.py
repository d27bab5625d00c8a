"""Builds the application and its Debian package into dist/, tries both, and says what they weigh.

./run package              everything
./run package --no-deb     the folder alone
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import deb
import icons
import messages
import smoke

import timeline_app
from timeline_app.domain.sample_texts import SAMPLE_NAMES, sample_language
from timeline_app.store.sample import build_sample
from timeline_app.store.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parents[1]
BUILD, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "conflict-timeline"
MEGABYTE = 1_000_000
RAW_LIMIT, PACKED_LIMIT = 165 * MEGABYTE, 40 * MEGABYTE


def epoch() -> int:
    """Give the time of the commit that is built, so that the same commit gives the same package."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    answer = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(answer.stdout or time.time())


def prepare() -> None:
    """Make what the bundle takes in: the sample, the icons and the catalogues."""
    for made in (BUILD / "icons", BUILD / "pyinstaller", BUILD / "deb", DIST):  # build/bare is another script's
        shutil.rmtree(made, ignore_errors=True)
    BUILD.mkdir(exist_ok=True)
    icons.write_icons(BUILD / "icons")
    messages.compile_all(messages.LOCALES)
    for former in BUILD.glob("sample*.timelinedb"):
        former.unlink()
    for code in sorted({sample_language(each) for each in SAMPLE_NAMES}):
        _make_sample(BUILD / f"sample.{code}.timelinedb", code)


def _make_sample(path: Path, code: str) -> None:
    build_sample(path, code)
    with closing(sqlite3.connect(path)) as store, store:  # the one thing in it that differs from build to build
        store.execute(
            "UPDATE _sqlite_migrations SET applied_at = ?", [datetime.fromtimestamp(epoch(), UTC).isoformat()]
        )


def bundle() -> None:
    """Run PyInstaller, and strip the parts of Python that were compiled with their symbols."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    command += [str(ROOT / "packaging" / "conflict-timeline.spec")]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(epoch())}
    subprocess.run(command, check=True, env=environment)
    if sys.platform == "linux":
        inner = FOLDER / "_internal"
        (FOLDER / "qt.conf").write_text("[Paths]\nPrefix = _internal/PySide6/Qt\n", encoding="utf-8")
        parts = [*inner.glob("libpython*"), *inner.glob("python3*/lib-dynload/*.so")]
        subprocess.run(["strip", "--strip-unneeded", *map(str, parts)], check=True)


def raw_size(folder: Path) -> int:
    """Add up the files of a folder, each once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def validate(tree: Path) -> None:
    """Ask the desktop's own tools whether they understand what the package tells them."""
    share = tree / "usr/share"
    subprocess.run(["desktop-file-validate", str(share / f"applications/{deb.APP_ID}.desktop")], check=True)
    metainfo = str(share / f"metainfo/{deb.APP_ID}.metainfo.xml")
    subprocess.run(["appstreamcli", "validate", "--no-net", metainfo], check=True, stdout=subprocess.DEVNULL)


def package() -> Path:
    """Make the Debian package and check its papers."""
    moment = epoch()
    facts = deb.Facts(
        version=timeline_app.__version__,
        application_id=APPLICATION_ID,
        depends=tuple((BUILD / "depends.txt").read_text(encoding="utf-8").splitlines()),
        released=datetime.fromtimestamp(moment, UTC).date().isoformat(),
        epoch=moment,
    )
    made = deb.build_deb(FOLDER, BUILD / "deb", DIST, facts)
    validate(BUILD / "deb")
    return made


def main() -> int:
    """Build, try, weigh; exit 1 when something is too heavy."""
    prepare()
    bundle()
    seconds = smoke.smoke(FOLDER / "timeline-app", [sys.executable, "-m", "timeline_app"])
    raw = raw_size(FOLDER)
    print(f"{FOLDER.relative_to(ROOT)}: {raw / MEGABYTE:.1f} MB (at most {RAW_LIMIT // MEGABYTE})")
    print(f"first painted frame of the built application: {seconds:.2f} s; its picture is the source's to the byte")
    packed = 0
    if "--no-deb" not in sys.argv[1:] and shutil.which("dpkg-deb"):
        made = package()
        packed = 0 if os.environ.get("CI") else made.stat().st_size  # the limit is for xz, which CI has no time for
        limit = f"(at most {PACKED_LIMIT // MEGABYTE})" if packed else "(packed quickly, for CI)"
        print(f"{made.relative_to(ROOT)}: {made.stat().st_size / MEGABYTE:.1f} MB {limit}")
    return int(raw > RAW_LIMIT or packed > PACKED_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
