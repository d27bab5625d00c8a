"""Draws the icon in every size and wrapping that a desktop asks for, from its SVG."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from timeline_app.base.resources import resource
from timeline_app.paint.theme import LIGHT

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICNS_NAMES = {
    b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic13": 256, b"ic08": 256, b"ic14": 512, b"ic09": 512, b"ic10": 1024,
}  # fmt: skip
"""Names of the pictures in an icon family: ic11 to ic14 and ic10 are for screens with two pixels a point."""


PROGRAM, STORE = "conflict-timeline", "timeline-store"
"""The drawings: of the program, and of a file that it opens."""


def png(size: int, drawing: str = PROGRAM) -> bytes:
    """Draw an icon at `size` pixels square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        QSvgRenderer(str(resource("icons", f"{drawing}.svg"))).render(painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(drawing: str = PROGRAM) -> bytes:
    """Wrap the sizes up to 256 as a Windows icon (a directory, then PNGs)."""
    pictures = {size: png(size, drawing) for size in SIZES if size <= 256}
    offset = 6 + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures.values())


def icns(drawing: str = PROGRAM) -> bytes:
    """Wrap the sizes that macOS knows as an icon family (named chunks of PNG)."""
    chunks = b""
    for name, size in ICNS_NAMES.items():
        picture = png(size, drawing)
        chunks += name + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(chunks) + 8) + chunks


SIDE = (164, 314)
"""The size of what stands at the side of an installer's last page (Modern UI of NSIS)."""


def side_picture() -> bytes:
    """Draw the icon on the paper of the timeline, for the installer, as a bitmap of Windows."""
    wide, high = SIDE
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.paper))
    edge = wide * 5 // 8
    with QPainter(image) as painter:
        painter.drawImage((wide - edge) // 2, (wide - edge) // 2, QImage.fromData(png(edge)))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "BMP")
    return bytes(buffer.data().data())


def write_icons(folder: Path) -> None:
    """Write the .ico of the program and of its files, and the .icns of both, that PyInstaller and Info.plist take."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conflict-timeline.ico").write_bytes(ico())
    (folder / "timeline-store.ico").write_bytes(ico(STORE))
    for drawing in (PROGRAM, STORE):
        (folder / f"{drawing}.icns").write_bytes(icns(drawing))
