"""The timeline as a picture: drawn for a file, the clipboard or a preview, with a screen or without one.

Call these on the thread that owns the chronology. `picture_steps` does a huge picture in slices, so that a window can
go on between them.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication

import timeline_app
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ExportError
from timeline_app.export.options import STORY, ExportOptions, settled
from timeline_app.export.page.compose import compose
from timeline_app.export.page.page import pixels
from timeline_app.export.saving import replacing
from timeline_app.export.writers.png import PngMetadata, bands, draw_image, write_png
from timeline_app.export.writers.svg import write_svg
from timeline_app.paint.theme import load_fonts

_SMALL_LAID_OUT_PX: Final = 640
"""The width for which a small picture is laid out: room for lanes and some titles."""
_SMALLEST_DRAWN_PX: Final = 160
"""Below it text has no shape left to draw (24 dpi); what is to be smaller is made so afterwards."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage

    from timeline_app.document import Chronology
    from timeline_app.export.page.compose import Composition


def picture_steps(
    chronology: Chronology, options: ExportOptions, path: Path, write: Callable[[Composition, Path], Iterator[float]]
) -> Iterator[float]:
    """Write the picture in steps, and yield after each how far it is (0 to 1); close it to stop."""
    composition = composed(chronology, options)
    with replacing(path) as part:
        yield from write(composition, part)


def composed(chronology: Chronology, options: ExportOptions) -> Composition:
    """Lay out the picture that is asked for, in lanes or as text."""
    options = settled(options)
    if options.layout == "lanes":
        composition = compose(chronology, options)
    elif options.layout == STORY:
        from timeline_app.export.layouts.story import compose_story  # noqa: PLC0415 - not for lanes

        composition = compose_story(chronology, options)
    else:
        from timeline_app.export.layouts.compose import compose_text  # noqa: PLC0415 - not for lanes

        composition = compose_text(chronology, options)
    return replace(composition, size=replace(composition.size, bleed_mm=options.bleed))


def render_image(chronology: Chronology, options: ExportOptions) -> QImage:
    """Draw the picture as an image, for the clipboard; of a PDF its first page."""
    composition = composed(chronology, options)
    sheet = composition.sheets[0]
    return draw_image(sheet, QSize(*pixels(composition.size, sheet.height)), composition.ground)


def render_preview(chronology: Chronology, options: ExportOptions, width_px: int) -> QImage:
    """Draw the first page `width_px` wide, to show what the export will look like."""
    composition = composed(chronology, options)
    sheet = composition.sheets[0]
    width_px = max(1, width_px)
    return draw_image(sheet, QSize(width_px, max(1, round(width_px * sheet.height / sheet.width))), composition.ground)


def write_small(chronology: Chronology, path: Path, width_px: int) -> None:
    """Write a PNG as file managers show it, three quarters as high as wide: all lanes, some titles, nothing beside."""
    drawn_px = max(width_px, _SMALLEST_DRAWN_PX)
    options = ExportOptions(
        format="png",
        size=f"{drawn_px}x{drawn_px * 3 // 4}",
        dpi=96 * drawn_px / _SMALL_LAID_OUT_PX,
        dates=False,
        legend=False,
        sources=False,
    )
    image = render_image(chronology, options)
    if drawn_px != width_px:
        image = image.scaled(width_px, width_px * 3 // 4, mode=Qt.TransformationMode.SmoothTransformation)
    with replacing(path) as part:
        if not image.save(str(part), "PNG"):  # type: ignore[call-overload]  # the stubs want bytes, Qt takes text
            raise ExportError(_("“{name}” could not be written.").format(name=path.name))


def png_steps(composition: Composition, part: Path) -> Iterator[float]:
    """Write a picture as PNG, in bands."""
    sheet, told = composition.sheets[0], composition.metadata
    width, height = pixels(composition.size, sheet.height)
    texts = {
        "Title": composition.title,
        "Description": told.description,
        "Author": told.author,
        "Credit": told.credit,
        "Disclaimer": told.editorial_line,
        "Software": f"Conflict Timeline {timeline_app.__version__}",
    }
    head = PngMetadata(width, height, composition.size.dpi, tuple(pair for pair in texts.items() if pair[1]))
    return write_png(part, head, bands(sheet, QSize(width, height), composition.ground))


def svg_steps(composition: Composition, part: Path) -> Iterator[float]:
    """Write a picture as SVG."""
    told = composition.metadata
    description = "\n".join(filter(None, (told.description, told.editorial_line, told.author, told.credit)))
    write_svg(part, composition.sheets[0], composition.ground, (composition.title, description))
    yield 1.0


def pdf_steps(composition: Composition, part: Path) -> Iterator[float]:
    """Write a picture as PDF, page by page."""
    from timeline_app.export.writers.pdf import PrintedPage, write_pdf  # noqa: PLC0415 - for a PDF only

    told = composition.metadata
    facts = {
        "/Subject": told.description,
        "/Author": told.author,
        "/Keywords": "; ".join(filter(None, (told.credit, told.editorial_line))),
    }
    about = {name: text for name, text in facts.items() if text}
    page = PrintedPage(composition.theme.paper, composition.size.text, composition.size.bleed_mm)
    return write_pdf(part, composition.sheets, page, (composition.title, about, told.language))


def offscreen_application() -> QGuiApplication:
    """Give the application object, a new one that needs no screen where there is none; keep it while drawing."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        application = existing
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QGuiApplication(["timeline-app"])
    load_fonts()
    return application
