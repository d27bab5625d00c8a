"""Lays out what makes a Linux desktop know the program, its icon and its files, for every Linux product."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import icons
from products import APP_ID

if TYPE_CHECKING:
    from products import Facts

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def write(path: Path, text: str) -> None:
    """Write a text file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def lay_desktop(share: Path, facts: Facts) -> None:
    """Put in place what makes a desktop know the program, its icon and its files."""
    for size in icons.SIZES:
        picture = share / f"icons/hicolor/{size}x{size}/apps/{APP_ID}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(icons.png(size))
    drawing = (ROOT / "resources/icons/conflict-timeline.svg").read_text(encoding="utf-8")
    write(share / f"icons/hicolor/scalable/apps/{APP_ID}.svg", drawing)
    source = HERE / APP_ID
    write(share / f"applications/{APP_ID}.desktop", source.with_name(f"{APP_ID}.desktop").read_text(encoding="utf-8"))
    mime = source.with_name(f"{APP_ID}.mime.xml").read_text(encoding="utf-8")
    write(share / f"mime/packages/{APP_ID}.xml", mime.replace("@APPLICATION_ID@", f"0x{facts.application_id:08x}"))
    metainfo = source.with_name(f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    metainfo = metainfo.replace("@VERSION@", facts.version).replace("@DATE@", facts.released)
    write(share / f"metainfo/{APP_ID}.metainfo.xml", metainfo)


def settle_modes(tree: Path) -> None:
    """Give every file the rights that a package has, whatever the umask here is."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or (os.access(path, os.X_OK) and ".so" not in path.suffixes)
            path.chmod(0o755 if runs else 0o644)


def validate(share: Path) -> None:
    """Ask the desktop's own tools whether they understand what they are told."""
    subprocess.run(["desktop-file-validate", str(share / f"applications/{APP_ID}.desktop")], check=True)
    metainfo = str(share / f"metainfo/{APP_ID}.metainfo.xml")
    subprocess.run(["appstreamcli", "validate", "--no-net", metainfo], check=True, stdout=subprocess.DEVNULL)
