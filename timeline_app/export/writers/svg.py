"""A sheet as SVG whose text stays text: in the bundled font where it is installed, in a similar one elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache, partial
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape

from PySide6.QtCore import QBuffer, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgGenerator

from timeline_app.export.page.layers import layer_words
from timeline_app.paint.theme import qcolor, ui_font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from timeline_app.export.page.layers import LayerName
    from timeline_app.export.page.page import PageLayout, PlacedBlock

FONT_STACK: Final = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, escaped or not (section 2.2)."""
_PARTS: Final = re.compile(r"<defs>(.*?)</defs>(.*)</svg>", re.DOTALL)
_TEXT: Final = re.compile(r"<text([^>]*)>([^<]*)</text>")
_FONT_OF_A_GROUP: Final = re.compile(r'(<g\b[^>]*?)\sfont-family="[^"]*"')
_SIZE: Final = re.compile(r'font-size="([0-9.]+)"')
_WEIGHT: Final = re.compile(r'font-weight="(\d+)"')
_NAMED: Final = re.compile(r'(id="|url\(#)(clipPath|gradient|mask|pattern)(\d+)')
_FORBIDDEN_REFERENCE: Final = re.compile(r"&#(?:x[01]?[0-9a-fA-F]|[0-2]?[0-9]|3[01]);")


def write_svg(path: Path, sheet: PageLayout, ground: str | None, labels: tuple[str, str]) -> None:
    """Write `sheet` to `path`; `labels` are its title and description for those who cannot see it.

    Each part of the page is a layer of its own, with a name that graphics editors show.
    """
    layers: list[tuple[LayerName, SvgPart]] = []
    if ground is not None:
        whole = QRectF(0, 0, sheet.width, sheet.height)
        layers.append(("ground", _drawn(sheet, lambda painter: painter.fillRect(whole, qcolor(ground)), 0)))
    for number, placed in enumerate(sheet.blocks, 1):
        layers.append((placed.block.layer, _drawn(sheet, partial(_draw_block, placed), number)))
    links = "".join(f'<a xlink:href="{_escaped(url)}">{_rectangle(rect)}</a>\n' for rect, url in sheet.links())
    if links:
        layers.append(("links", SvgPart("", links)))
    path.write_text(_finished(layers, sheet, labels), encoding="utf-8", newline="\n")


class SvgPart(NamedTuple):
    """What Qt wrote of one part of a page: what is defined for it, and what is drawn."""

    definitions: str
    body: str


def _draw_block(placed: PlacedBlock, painter: QPainter) -> None:
    placed.block.draw(painter, placed.rect)


def _drawn(sheet: PageLayout, draw: Callable[[QPainter], None], number: int) -> SvgPart:
    """Have Qt draw one part in memory, for it would not say that a disk is full, nor find a name that is no Unicode."""
    buffer = QBuffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # the older one, SVG Tiny, cannot clip
    generator.setOutputDevice(buffer)
    size = QSizeF(sheet.width, sheet.height)
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    with QPainter(generator) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
    text = bytes(buffer.data().data()).decode()
    text = _FORBIDDEN_REFERENCE.sub("", _FORBIDDEN.sub("", text))
    text = _NAMED.sub(rf"\1\2-{number}-\3", text)  # or the parts would take one another's
    found = _PARTS.search(text)
    definitions, body = (found[1], found[2]) if found else ("", "")
    body = _FONT_OF_A_GROUP.sub(r"\1", body)  # each text names its own, with those to fall back on
    return SvgPart(definitions, _TEXT.sub(_as_long_as_drawn, body))


def _as_long_as_drawn(match: re.Match[str]) -> str:
    """Say how long a text is, so that it takes the same room in another font, and name fonts to fall back on."""
    attributes, text = match[1], match[2]
    size, weight = _SIZE.search(attributes), _WEIGHT.search(attributes)
    attributes = re.sub(r'font-family="[^"]*"', f'font-family="{FONT_STACK}"', attributes)
    if size is None or weight is None or len(text) < 2:
        return f"<text{attributes}>{text}</text>"
    metrics = _metrics(float(size[1]), int(weight[1]))
    length = metrics.horizontalAdvance(unescape(text))
    return f'<text{attributes.rstrip()} textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs">{text}</text>'


@lru_cache(maxsize=64)
def _metrics(px: float, weight: int) -> QFontMetricsF:
    return QFontMetricsF(ui_font(px, weight, plain=True))


def _rectangle(rect: QRectF) -> str:
    place = f'x="{rect.x():.2f}" y="{rect.y():.2f}" width="{rect.width():.2f}" height="{rect.height():.2f}"'
    return f'<rect {place} fill="#000000" fill-opacity="0"/>'


def _finished(layers: Sequence[tuple[LayerName, SvgPart]], sheet: PageLayout, labels: tuple[str, str]) -> str:
    """Put the layers together, and say what the picture is."""
    title, description = (_FORBIDDEN.sub("", _escaped(label)) for label in labels)
    size = f'width="{sheet.width:g}" height="{sheet.height:g}" viewBox="0 0 {sheet.width:g} {sheet.height:g}"'
    used: Counter[str] = Counter()
    groups = []
    words = layer_words()
    for name, part in layers:
        used[name] += 1
        key = name if used[name] == 1 else f"{name}-{used[name]}"
        mode = f'inkscape:groupmode="layer" inkscape:label="{_escaped(words[name])}"'
        groups.append(f'<g id="{key}" {mode}>\n{part.body.strip()}\n</g>\n')
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<svg role="img" {size}\n xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"\n'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" version="1.1">\n'
        f"<title>{title}</title>\n<desc>{description}</desc>\n"
        f"<defs>{''.join(part.definitions for _name, part in layers)}</defs>\n{''.join(groups)}</svg>\n"
    )


def _escaped(text: str) -> str:
    return escape(text, {'"': "&quot;"})
