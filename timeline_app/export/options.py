"""What a person can choose about a file to export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ExportError

if TYPE_CHECKING:
    from timeline_app.domain.publication import PublicationProfile

THEMES: Final = ("light", "dark", "print", "print-grey", "print-safe")
MOST_BLEED_MM: Final = 20
LAYOUTS: Final = ("lanes", "column", "cards", "table")
STORY: Final = "story"
"""The layout of a PDF that tells a story, a view a page."""
MOST_COLUMNS: Final = 6
MOST_PAGES: Final = 100


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a file shows, how big, in which colours. Everything has a sensible default."""

    format: str = ""
    """A name of `export.registry`; empty for what the file's name says."""
    size: str = ""
    """`1600x1000` pixels in the file, `1600` (as high as needed), `60mm`, `A4`; empty for what suits the format."""
    dpi: float = 0.0
    """Pixels per inch, where text has its screen size at 96; 0 for 96, and for 300 on paper."""
    landscape: bool = True
    theme: str = ""
    """One of `THEMES`; empty for print in a PDF and light elsewhere."""
    layout: str = "lanes"
    """lanes, column, cards, table or story."""
    story: str = ""
    """The name of the story that is told; empty for none, and for the only one where the layout is a story."""
    key_query: str = ""
    """Which events are cards: those that this finds of what is shown; empty for the most important."""
    key_rows: tuple[int, ...] = ()
    """Likewise, by their rows: what a person selected."""
    columns: int = 0
    """How many columns a column layout has; 0 for what the width has room for."""
    text: float = 1.0
    """How much larger than usual text is."""
    bleed: float = 0.0
    """Millimetres that the paper's colour runs beyond the edge of a PDF, with crop marks; 0 for neither."""
    lanes: str = "category"
    query: str = ""
    first: str = ""
    """EDTF of where the picture begins; empty for the first event."""
    last: str = ""
    """EDTF of where it ends, inclusive; empty for the last event."""
    span: tuple[int, int] | None = None
    """Seconds on the axis, half-open, in place of `first` and `last`: what the window shows."""
    title: str = ""
    """Empty for the name of the chronology."""
    transparent: bool = False
    """Leave the background out; PNG and SVG only."""
    compress_gaps: bool = False
    """Whether long stretches without events are shortened, and drawn as breaks; of lanes and cards."""
    dates: bool = True
    """Whether dates stand before titles."""
    legend: bool = True
    sources: bool = True
    pages: int = 1
    """Over how many pages a PDF's time is spread."""
    made: str = ""
    """EDTF of the day the picture is made; empty for today."""
    zone: str = "UTC"
    undated: bool = True
    """Whether what is no picture of time holds events without a date as well, unless a stretch of time is asked for."""
    profile: PublicationProfile | None = None
    """What may go out; None where nobody chose, and then data holds all there is."""
    for_spreadsheet: bool = False
    """Begin a table with the mark by which a spreadsheet knows UTF-8; other programs stumble over it."""


def settled(options: ExportOptions) -> ExportOptions:
    """Fill in what follows from the format of a picture, and refuse what does not go together."""
    if not 1 <= options.pages <= MOST_PAGES:
        raise ExportError(_("A PDF can be spread over 1 to {n} pages.").format(n=MOST_PAGES))
    pdf = options.format == "pdf"
    if options.pages > 1 and not pdf:
        raise ExportError(_("Only a PDF can be spread over pages."))
    if options.pages > 1 and options.layout != "lanes":
        raise ExportError(_("Only lanes can be spread over pages; other layouts take the pages that they need."))
    if not 0 <= options.columns <= MOST_COLUMNS:
        raise ExportError(_("A page can have 1 to {n} columns.").format(n=MOST_COLUMNS))
    if options.compress_gaps and options.layout not in ("lanes", "cards"):
        raise ExportError(_("Only lanes and cards have an axis on which stretches can be shortened."))
    if options.columns and options.layout != "column":
        raise ExportError(_("Only the layout “column” has columns to count."))
    if (options.key_query or options.key_rows) and options.layout != "cards":
        raise ExportError(_("Only the layout “cards” has key events to choose."))
    if options.bleed and not pdf:
        raise ExportError(_("Only a PDF has a bleed and crop marks."))
    if not 0 <= options.bleed <= MOST_BLEED_MM:
        raise ExportError(_("The bleed can be 0 to {n} mm.").format(n=MOST_BLEED_MM))
    if options.transparent and pdf:
        raise ExportError(_("A PDF has no transparent ground; PNG and SVG have."))
    if options.layout == STORY and not pdf:
        raise ExportError(_("A story is written as a PDF or as a web page; choose one of these."))
    return replace(
        options,
        format=options.format or "png",
        size=options.size or ("A4" if pdf else ""),
        theme=options.theme or ("print" if pdf else "light"),
    )
