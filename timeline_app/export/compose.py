"""Put a picture together: what is shown, in which words, on which sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.export.page import Content, set_pages, set_picture
from timeline_app.export.shown import describe, find_shown
from timeline_app.export.size import read_size
from timeline_app.export.sources import NO_CITATIONS, cite
from timeline_app.paint.fonts import load_fonts
from timeline_app.paint.theme import theme_named

if TYPE_CHECKING:
    from timeline_app.document import Chronology
    from timeline_app.export.options import ExportOptions
    from timeline_app.export.page import Sheet
    from timeline_app.export.size import PageSize
    from timeline_app.paint.theme import Theme


@dataclass(frozen=True, slots=True)
class Composition:
    """A picture ready to be drawn on any device."""

    sheets: tuple[Sheet, ...]
    size: PageSize
    theme: Theme
    ground: str | None
    """The colour under everything; None for a transparent picture."""
    title: str
    line: str


def compose(chronology: Chronology, options: ExportOptions) -> Composition:
    """Lay out the picture that `options`, which are settled, ask for."""
    load_fonts()
    size = read_size(options.size, options.dpi, landscape=options.landscape)
    theme = theme_named(options.theme)
    shown = find_shown(chronology, options)
    citations = cite(chronology, shown) if options.sources else NO_CITATIONS
    ...
