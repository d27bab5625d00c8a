"""Builds the application and its products into dist/, tries them, and says what they weigh.

./run package              the folder and the Debian package
./run package NAME...      the folder and the products of these names
./run package --all        all that this machine can make, and what it cannot make, and why
./run package --no-deb     the folder alone
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import checksums
import components
import icons
import messages
import sbom
import smoke
import wheel
import windows
from bundle import SETTINGS
from linux import appimage, deb, flatpak, tarball
from linux.tidy import tidy
from macos import app as macos_app
from products import Build, Facts, Product

import timeline_app
from timeline_app.domain.sample_texts import SAMPLE_NAMES, sample_language
from timeline_app.store.sample import build_sample
from timeline_app.store.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parents[1]
BUILD, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "conflict-timeline"
MEGABYTE = 1_000_000
RAW_LIMIT = 165 * MEGABYTE

PRODUCTS: tuple[Product, ...] = (
    deb.PRODUCT,
    appimage.PRODUCT,
    tarball.PRODUCT,
    flatpak.PRODUCT,
    windows.PRODUCT,
    macos_app.PRODUCT,
    wheel.WHEEL,
    wheel.SDIST,
    sbom.PRODUCT,
)
"""In the order in which they are made."""


def epoch() -> int:
    """Give the time of the commit that is built, so that the same commit gives the same package."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    if not shutil.which("git"):
        return int(time.time())
    answer = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(answer.stdout or time.time())


def prepare() -> None:
    """Begin anew, with what the bundle takes in."""
    for made in (BUILD / "icons", BUILD / "pyinstaller", *(BUILD / each.name for each in PRODUCTS), DIST):
        shutil.rmtree(made, ignore_errors=True)  # build/bare is another script's
    make_inputs()


def make_inputs() -> None:
    """Make what the bundle takes in, on any system: the sample, the icons and the catalogues."""
    BUILD.mkdir(exist_ok=True)
    icons.write_icons(BUILD / "icons")
    messages.compile_all(messages.LOCALES)
    for former in BUILD.glob("sample*.timelinedb"):
        former.unlink()
    for code in sorted({sample_language(each) for each in SAMPLE_NAMES}):
        _make_sample(BUILD / f"sample.{code}.timelinedb", code)


def _make_sample(path: Path, code: str) -> None:
    build_sample(path, code)
    moment = epoch()
    with closing(sqlite3.connect(path)) as store, store:  # the two things in it that differ from build to build
        store.execute("UPDATE _sqlite_migrations SET applied_at = ?", [datetime.fromtimestamp(moment, UTC).isoformat()])
        store.execute("UPDATE meta SET value = ? WHERE key = 'mark'", [f"{moment:016x} {moment:016x}"])


def bundle() -> None:
    """Run PyInstaller, and take out what only this machine knows of."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    command += [str(ROOT / "packaging" / "conflict-timeline.spec")]
    environment = {**os.environ, **SETTINGS, "SOURCE_DATE_EPOCH": str(epoch())}
    subprocess.run(command, check=True, env=environment)
    if sys.platform == "linux":
        (FOLDER / "qt.conf").write_text("[Paths]\nPrefix = _internal/PySide6/Qt\n", encoding="utf-8")
        tidy(FOLDER, BUILD / "icu")


def lay_papers(folder: Path) -> None:
    """Put into the built folder what must go wherever the program goes: licences, and what it is made of."""
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE")
    if unknown := list(components.unknown_files(folder)):
        raise SystemExit("Nobody says whose these are; name them in components.toml:\n  " + "\n  ".join(unknown))


def raw_size(folder: Path) -> int:
    """Add up the files of a folder, each once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def facts() -> Facts:
    """Say what every product says of itself."""
    moment = epoch()
    depends = BUILD / "depends.txt"
    return Facts(
        version=timeline_app.__version__,
        application_id=APPLICATION_ID,
        depends=tuple(depends.read_text(encoding="utf-8").splitlines()) if depends.exists() else (),
        released=datetime.fromtimestamp(moment, UTC).date().isoformat(),
        epoch=moment,
    )


def build_folder() -> bool:
    """Build the folder and try it; tell whether it is light enough."""
    bundle()
    lay_papers(FOLDER)
    seconds = smoke.smoke(FOLDER / "timeline-app", [sys.executable, "-m", "timeline_app"])
    raw = raw_size(FOLDER)
    print(f"{FOLDER.relative_to(ROOT)}: {raw / MEGABYTE:.1f} MB (at most {RAW_LIMIT // MEGABYTE})")
    print(f"first painted frame of the built application: {seconds:.2f} s; its picture is the source's to the byte")
    return raw <= RAW_LIMIT


def make_products(products: list[Product]) -> bool:
    """Make what this machine can, and say what it cannot; tell whether each is light enough."""
    build, made, light = Build(FOLDER, BUILD, DIST, facts()), list[Path](), True
    for product in products:
        if reason := product.why_not():
            print(f"not made: {product.told}. {reason}")
            continue
        path = product.make(build)
        made.append(path)
        weight = path.stat().st_size
        most = 0 if os.environ.get("CI") else product.limit  # the limit is for xz, which CI has no time for
        print(f"{path.relative_to(ROOT)}: {weight / MEGABYTE:.1f} MB" + (f" (at most {most // MEGABYTE})" * bool(most)))
        light = light and (not most or weight <= most)
    finish(build, made)
    return light


def finish(build: Build, made: list[Path]) -> None:
    """Do what is due once all products are there."""
    if made:
        listing = checksums.write_checksums(made, build.target)
        print(f"{listing.relative_to(ROOT)}: the sums of {len(made)} files")


def wanted(arguments: list[str]) -> list[Product]:
    """Give the products that the words of the command ask for."""
    parser = argparse.ArgumentParser(prog="./run package", description="Build the application into dist/.")
    told = ", ".join(f"{product.name} ({product.told})" for product in PRODUCTS)
    parser.add_argument("names", nargs="*", metavar="NAME", help=told)
    parser.add_argument("--all", action="store_true", help="all that this machine can make")
    parser.add_argument("--no-deb", action="store_true", help="the folder alone")
    given = parser.parse_args(arguments)
    by_name = {product.name: product for product in PRODUCTS}
    for name in given.names:
        if name not in by_name:
            parser.error(f"there is no product {name}; there are {', '.join(by_name)}")
    if given.all:
        return list(PRODUCTS)
    if given.names:
        return [by_name[name] for name in given.names]
    return [] if given.no_deb else [deb.PRODUCT]


def main() -> int:
    """Build, try, weigh; exit 1 when something is too heavy."""
    products = wanted(sys.argv[1:])
    prepare()
    light = build_folder() if not products or any(each.takes_folder for each in products) else True
    return 0 if make_products(products) and light else 1


if __name__ == "__main__":
    sys.exit(main())
