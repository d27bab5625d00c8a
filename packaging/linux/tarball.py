"""Makes the .tar.xz: the built folder, to be unpacked anywhere, with what a desktop wants to know beside it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

from linux.desktop import HERE, lay_desktop, settle
from products import Product

if TYPE_CHECKING:
    from pathlib import Path

    from products import Build


def why_not() -> str:
    """Say why no archive can be packed here."""
    return "" if shutil.which("xz") else "xz is missing: install the package xz-utils."


def pack(tree: Path, target: Path, epoch: int) -> None:
    """Pack a folder under its own name into a `.tar` or `.tar.xz`: in order, owned by root, all of one time."""

    def settled(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = epoch
        return member

    plain = target.with_suffix("") if target.suffix == ".xz" else target
    with tarfile.open(plain, "w", format=tarfile.PAX_FORMAT) as archive:
        for path in [tree, *sorted(tree.rglob("*"))]:
            archive.add(path, str(path.relative_to(tree.parent)), recursive=False, filter=settled)
    if plain != target:
        level = "-3" if os.environ.get("CI") else "-9"
        subprocess.run(["xz", "--force", "--threads=1", level, str(plain)], check=True)


def make(build: Build) -> Path:
    """Make the archive."""
    tree = build.work / PRODUCT.name / f"conflict-timeline-{build.facts.version}"
    shutil.rmtree(tree.parent, ignore_errors=True)
    shutil.copytree(build.folder, tree, symlinks=True)
    lay_desktop(tree / "share", build.facts)
    for name in ("install.sh", "README.txt"):
        shutil.copy(HERE / name, tree)
    settle(tree, build.facts.epoch)
    made = build.target / f"{tree.name}-linux-{platform.machine()}.tar.xz"
    pack(tree, made, build.facts.epoch)
    return made


PRODUCT = Product("tar", "an archive to unpack anywhere", why_not, make, limit=40_000_000)
