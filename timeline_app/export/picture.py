"""Export the timeline as a picture: what the window and the command line call.

Call these on the thread that owns the chronology. `export_steps` does a huge picture in slices, so that a window can
go on between them; `export_picture` does it all at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

import timeline_app
from timeline_app.export.options import FORMATS, LANES, ExportOptions, settled
from timeline_app.export.page.compose import compose
from timeline_app.export.page.size import pixels
from timeline_app.export.saving import replacing
from timeline_app.export.writers.png import PngHead, bands, draw_image, write_png
from timeline_app.export.writers.svg import write_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage

    from timeline_app.document import Chronology
    from timeline_app.export.page.compose import Composition

__all__ = ["FORMATS", "LANES", "ExportOptions", "export_picture", "export_steps", "render_image", "render_preview"]


def export_picture(
    chronology: Chronology,
    options: ExportOptions,
    path: Path,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Write the picture to `path`, whole or not at all; what `progress` raises stops it and leaves nothing behind."""
    for fraction in export_steps(chronology, options, path):
        if progress is not None:
            progress(fraction)


def export_steps(chronology: Chronology, options: ExportOptions, path: Path) -> Iterator[float]:
    """Write the picture in steps, and yield after each how far it is (0 to 1); close it to stop."""
    options = settled(options, path)
    composition = compose(chronology, options)
    with replacing(path) as part:
        yield from _STEPS[options.format](composition, part)


def render_image(chronology: Chronology, options: ExportOptions) -> QImage:
    """Draw the picture as an image, for the clipboard; of a PDF its first page."""
    composition = compose(chronology, settled(options, None))
    sheet = composition.sheets[0]
    return draw_image(sheet, QSize(*pixels(composition.size, sheet.height)), composition.ground)


def render_preview(chronology: Chronology, options: ExportOptions, width_px: int) -> QImage:
    """Draw the first page `width_px` wide, to show what the export will look like."""
    composition = compose(chronology, settled(options, None))
    sheet = composition.sheets[0]
    width_px = max(1, width_px)
    return draw_image(sheet, QSize(width_px, max(1, round(width_px * sheet.height / sheet.width))), composition.ground)


def _png_steps(composition: Composition, part: Path) -> Iterator[float]:
    sheet = composition.sheets[0]
    width, height = pixels(composition.size, sheet.height)
    texts = {
        "Title": composition.title,
        "Description": composition.line,
        "Software": f"Conflict Timeline {timeline_app.__version__}",
    }
    head = PngHead(width, height, composition.size.dpi, tuple(texts.items()))
    return write_png(part, head, bands(sheet, QSize(width, height), composition.ground))


def _svg_steps(composition: Composition, part: Path) -> Iterator[float]:
    write_svg(part, composition.sheets[0], composition.ground, (composition.title, composition.line))
    yield 1.0


def _pdf_steps(composition: Composition, part: Path) -> Iterator[float]:
    from timeline_app.export.writers.pdf import write_pdf  # noqa: PLC0415 - for a PDF only

    return write_pdf(part, composition.sheets, composition.theme.paper, composition.title)


_STEPS = {"png": _png_steps, "svg": _svg_steps, "pdf": _pdf_steps}
