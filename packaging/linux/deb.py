"""Makes the Debian package of the built folder: the same input gives the same bytes."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import textwrap
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from linux.desktop import HERE, ROOT, lay_desktop, settle, validate, write
from products import Product

if TYPE_CHECKING:
    from products import Build, Facts

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


def lay_program(folder: Path, tree: Path) -> None:
    """Put the built folder in its place, and its commands on the path."""
    shutil.copytree(folder, tree / PROGRAM, symlinks=True)
    commands = tree / "usr/bin"
    commands.mkdir(parents=True)
    for name in ("timeline-app", "conflict-timeline"):
        (commands / name).symlink_to("../lib/conflict-timeline/timeline-app")


def lay_papers(tree: Path) -> None:
    """Put in place the licences and the changelog, as Debian asks."""
    papers = tree / "usr/share/doc/conflict-timeline"
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    lines = [line or "." for line in textwrap.dedent(licence).strip().splitlines()]
    copyright_text = (HERE / "copyright").read_text(encoding="utf-8").rstrip()
    write(papers / "copyright", "\n".join([copyright_text, "", "License: MIT", *(f" {line}" for line in lines)]) + "\n")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def build_deb(folder: Path, tree: Path, target: Path, facts: Facts) -> Path:
    """Lay the package out in `tree` and pack it into the folder `target`; give the package's path."""
    shutil.rmtree(tree, ignore_errors=True)
    lay_program(folder, tree)
    lay_desktop(tree / "usr/share", facts)
    lay_papers(tree)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    control = CONTROL.substitute(
        version=facts.version,
        architecture=architecture,
        kilobytes=size // 1024,
        depends=", ".join(facts.depends),
    )
    write(tree / "DEBIAN/control", control)
    settle(tree, facts.epoch)
    package = target / f"conflict-timeline_{facts.version}_{architecture}.deb"
    compression = ["-Zzstd", "-z3"] if os.environ.get("CI") else ["-Zxz", "-z9"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(facts.epoch)}
    command = ["dpkg-deb", "--root-owner-group", *compression, "--build", str(tree), str(package)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return package


def why_not() -> str:
    """Say why no Debian package can be made here."""
    return "" if shutil.which("dpkg-deb") else "dpkg-deb is missing: install the package dpkg."


def make(build: Build) -> Path:
    """Make the Debian package and check its papers."""
    tree = build.work / PRODUCT.name
    made = build_deb(build.folder, tree, build.target, build.facts)
    validate(tree / "usr/share")
    return made


PRODUCT = Product("deb", "a package for Debian and Ubuntu", why_not, make, limit=40_000_000)
