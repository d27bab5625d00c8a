"""Lays out what makes a Linux desktop know the program, its icon and its files, for every Linux product."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import icons
import releases
from products import APP_ID

if TYPE_CHECKING:
    from products import Facts

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FILE_ICON = "application-vnd.conflict-timeline+sqlite3"
"""The type's name with a hyphen: where GTK and Qt look, whatever the type's own entry says."""
_NO_HOMEPAGE = "url-homepage-missing"
"""An error for AppStream 1.0; there is no homepage yet, and a dead link would serve nobody."""


def write(path: Path, text: str) -> None:
    """Write a text file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def lay_icons(theme: Path) -> None:
    """Put the icons of the program and of its files where every theme of a desktop looks last: in hicolor."""
    for folder, name, drawing in (("apps", APP_ID, icons.PROGRAM), ("mimetypes", FILE_ICON, icons.STORE)):
        for size in icons.SIZES:
            picture = theme / f"{size}x{size}/{folder}/{name}.png"
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(icons.png(size, drawing))
        svg = (ROOT / f"resources/icons/{drawing}.svg").read_text(encoding="utf-8")
        write(theme / f"scalable/{folder}/{name}.svg", svg)


def lay_desktop(share: Path, facts: Facts) -> None:
    """Put in place what makes a desktop know the program, its icon and its files."""
    lay_icons(share / "icons/hicolor")
    source = HERE / APP_ID
    write(share / f"applications/{APP_ID}.desktop", source.with_name(f"{APP_ID}.desktop").read_text(encoding="utf-8"))
    write(share / f"thumbnailers/{APP_ID}.thumbnailer", source.with_name(f"{APP_ID}.thumbnailer").read_text("utf-8"))
    mime = source.with_name(f"{APP_ID}.mime.xml").read_text(encoding="utf-8")
    write(share / f"mime/packages/{APP_ID}.xml", mime.replace("@APPLICATION_ID@", f"0x{facts.application_id:08x}"))
    metainfo = source.with_name(f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    listed = releases.in_metainfo(facts.version, facts.released)
    write(share / f"metainfo/{APP_ID}.metainfo.xml", metainfo.replace("@RELEASES@", listed))


def settle(tree: Path, epoch: int) -> None:
    """Give every file the rights that a product has, whatever the umask here is, and the time that it may bear."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or (os.access(path, os.X_OK) and ".so" not in path.suffixes)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def validate(share: Path) -> None:
    """Ask the desktop's own tools whether they understand what they are told."""
    subprocess.run(["desktop-file-validate", str(share / f"applications/{APP_ID}.desktop")], check=True)
    metainfo = str(share / f"metainfo/{APP_ID}.metainfo.xml")
    told = subprocess.run(
        ["appstreamcli", "validate", "--no-net", metainfo], check=False, capture_output=True, text=True
    )
    faults = [line for line in told.stdout.splitlines() if line.startswith("E:") and _NO_HOMEPAGE not in line]
    if faults or (told.returncode and _NO_HOMEPAGE not in told.stdout):
        raise SystemExit(f"appstreamcli refuses what the desktop is told:\n{told.stdout}{told.stderr}")
