"""Makes the Debian package of the built folder: the same input gives the same bytes."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import textwrap
from dataclasses import dataclass
from pathlib import Path
from string import Template

import icons

HERE = Path(__file__).parent
APP_ID = "org.conflicttimeline.ConflictTimeline"
PROGRAM = Path("usr/lib/conflict-timeline")

CONTROL = Template("""\
Package: conflict-timeline
Version: $version
Architecture: $architecture
Maintainer: The Conflict Timeline developers <developers@conflict-timeline.invalid>
Installed-Size: $kilobytes
Depends: $depends
Section: education
Priority: optional
Description: keep, read and draw a sourced chronology of a conflict
 Keeps the events of a conflict, with the words that support each and where
 they were published, in one file on your own machine; draws them as an
 interactive timeline; exports pictures and pages that can be printed.
""")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the package says of itself."""

    version: str
    application_id: int
    depends: tuple[str, ...]
    released: str
    """Day of the release, ISO."""
    epoch: int
    """The newest time a file in it may bear."""


def write(path: Path, text: str) -> None:
    """Write a text file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def lay_program(folder: Path, tree: Path) -> None:
    """Put the built folder in its place, and its commands on the path."""
    shutil.copytree(folder, tree / PROGRAM, symlinks=True)
    commands = tree / "usr/bin"
    commands.mkdir(parents=True)
    for name in ("timeline-app", "conflict-timeline"):
        (commands / name).symlink_to("../lib/conflict-timeline/timeline-app")


def lay_desktop(tree: Path, facts: Facts) -> None:
    """Put in place what makes a desktop know the program, its icon and its files."""
    share = tree / "usr/share"
    for size in icons.SIZES:
        picture = share / f"icons/hicolor/{size}x{size}/apps/{APP_ID}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(icons.png(size))
    drawing = (HERE.parent / "resources/icons/conflict-timeline.svg").read_text(encoding="utf-8")
    write(share / f"icons/hicolor/scalable/apps/{APP_ID}.svg", drawing)
    source = HERE / "linux" / APP_ID
    write(share / f"applications/{APP_ID}.desktop", source.with_name(f"{APP_ID}.desktop").read_text(encoding="utf-8"))
    mime = source.with_name(f"{APP_ID}.mime.xml").read_text(encoding="utf-8")
    write(share / f"mime/packages/{APP_ID}.xml", mime.replace("@APPLICATION_ID@", f"0x{facts.application_id:08x}"))
    metainfo = source.with_name(f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    metainfo = metainfo.replace("@VERSION@", facts.version).replace("@DATE@", facts.released)
    write(share / f"metainfo/{APP_ID}.metainfo.xml", metainfo)


def lay_papers(tree: Path) -> None:
    """Put in place the licences and the changelog, as Debian asks."""
    papers = tree / "usr/share/doc/conflict-timeline"
    licence = (HERE.parent / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    lines = [line or "." for line in textwrap.dedent(licence).strip().splitlines()]
    copyright_text = (HERE / "linux/copyright").read_text(encoding="utf-8").rstrip()
    write(papers / "copyright", "\n".join([copyright_text, "", "License: MIT", *(f" {line}" for line in lines)]) + "\n")
    changes = (HERE.parent / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def settle_modes(tree: Path) -> None:
    """Give every file the rights that a package has, whatever the umask here is."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or (os.access(path, os.X_OK) and ".so" not in path.suffixes)
            path.chmod(0o755 if runs else 0o644)


def build_deb(folder: Path, tree: Path, target: Path, facts: Facts) -> Path:
    """Lay the package out in `tree` and pack it into the folder `target`; give the package's path."""
    shutil.rmtree(tree, ignore_errors=True)
    lay_program(folder, tree)
    lay_desktop(tree, facts)
    lay_papers(tree)
    settle_modes(tree)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    control = CONTROL.substitute(
        version=facts.version,
        architecture=architecture,
        kilobytes=size // 1024,
        depends=", ".join(facts.depends),
    )
    write(tree / "DEBIAN/control", control)
    package = target / f"conflict-timeline_{facts.version}_{architecture}.deb"
    compression = ["-Zzstd", "-z3"] if os.environ.get("CI") else ["-Zxz", "-z9"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(facts.epoch)}
    command = ["dpkg-deb", "--root-owner-group", *compression, "--build", str(tree), str(package)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return package
