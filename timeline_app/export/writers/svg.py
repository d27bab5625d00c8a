"""A sheet as SVG whose text stays text: in the bundled font where it is installed, in a similar one elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.export.page.page import PageLayout

FONT_STACK: Final = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not (section 2.2)."""
_FORBIDDEN_REFERENCE: Final = re.compile(r"&#(?:x[01]?[0-9a-fA-F]|[0-2]?[0-9]|3[01]);")


def write_svg(path: Path, sheet: PageLayout, ground: str | None, labels: tuple[str, str]) -> None:
    """Write `sheet` to `path`; `labels` are its title and description for those who cannot see it.

    Qt draws into memory, for it would not say that a disk is full, nor find a name that is no Unicode.
    """
    buffer = QBuffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # the older one, SVG Tiny, cannot clip
    generator.setOutputDevice(buffer)
    size = QSizeF(sheet.width, sheet.height)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle("T")
    generator.setDescription("D")
    with QPainter(generator) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ground is not None:
            painter.fillRect(QRectF(0, 0, size.width(), size.height()), qcolor(ground))
        sheet.draw(painter)
    path.write_text(_finished(bytes(buffer.data().data()).decode(), sheet, labels), encoding="utf-8", newline="\n")


def _finished(text: str, sheet: PageLayout, labels: tuple[str, str]) -> str:
    """Name fonts to fall back on, say what the picture is, and drop what XML cannot hold."""
    text = _FORBIDDEN_REFERENCE.sub("", _FORBIDDEN.sub("", text))
    text = re.sub(r"font-family=\"[^\"]*\"", f'font-family="{FONT_STACK}"', text)
    title, description = (_FORBIDDEN.sub("", _escaped(label)) for label in labels)
    text = text.replace("<title>T</title>", f"<title>{title}</title>", 1)
    text = text.replace("<desc>D</desc>", f"<desc>{description}</desc>", 1)
    size = f'width="{sheet.width:g}" height="{sheet.height:g}"'  # in pixels, where Qt writes millimetres
    return re.sub(r'<svg width="[^"]*" height="[^"]*"', f'<svg role="img" {size}', text, count=1)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
