"""How big an export is: pixels in the file, and the logical page they stand for.

A page is laid out in logical units of 1/96 inch, in which text has the sizes it has on a screen at 100 %; `scale` is
pixels per unit. So 3200x2000 at 192 dpi is the page of 1600x1000, drawn twice as fine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from gettext import gettext as _
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from timeline_app.domain.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping

UNIT_DPI: Final = 96.0
PRINT_DPI: Final = 300.0
PAPERS_MM: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"A5": (148, 210), "A4": (210, 297), "A3": (297, 420), "A2": (420, 594), "A1": (594, 841), "A0": (841, 1189)}
)
DEFAULT_WIDTH: Final = 1600
SMALLEST_UNITS: Final = (360, 240)
LONGEST_SIDE_PX: Final = 32_000
"""Qt's raster painter stops at 32,767."""
MOST_PX: Final = 400_000_000
_DPI_RANGE: Final = (24.0, 1200.0)


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page in logical units; no height means as high as its content."""

    width: float
    height: float | None
    scale: float
    paper: str = ""
    landscape: bool = True

    @property
    def dpi(self) -> float:
        """Pixels per inch, where a logical unit is 1/96 inch."""
        return self.scale * UNIT_DPI


def read_size(text: str, dpi: float = 0.0, *, landscape: bool = True) -> PageSize:
    """Read `1600x1000`, `1600` (as high as needed) or the name of a paper; `dpi` 0 is what suits the size."""
    if dpi and not _DPI_RANGE[0] <= dpi <= _DPI_RANGE[1]:
        raise ExportError(_("The resolution must lie between 24 and 1200 dpi, not at {dpi}.").format(dpi=f"{dpi:g}"))
    paper = text.strip().upper()
    if paper in PAPERS_MM:
        return _paper_size(paper, dpi, landscape=landscape)
    found = re.fullmatch(r"(\d{1,6})(?:\s*[x×X]\s*(\d{1,6})?)?", text.strip() or str(DEFAULT_WIDTH))
    if found is None:
        papers = ", ".join(PAPERS_MM)
        raise ExportError(
            _("“{text}” is no size; give 1600x1000, or one of {papers}.").format(text=text, papers=papers)
        )
    scale = (dpi or UNIT_DPI) / UNIT_DPI
    height = int(found[2]) / scale if found[2] else None
    size = PageSize(int(found[1]) / scale, height, scale)
    _refuse_impossible(size)
    return size


def pixels(size: PageSize, height: float) -> tuple[int, int]:
    """Give the pixels of a page that came out `height` units high; refuse what no picture can hold."""
    width_px, height_px = round(size.width * size.scale), round(height * size.scale)
    if max(width_px, height_px) > LONGEST_SIDE_PX or width_px * height_px > MOST_PX:
        raise ExportError(
            _("A picture of {w} × {h} pixels is too large; the most is {side} a side and {mega} megapixels.").format(
                w=width_px, h=height_px, side=LONGEST_SIDE_PX, mega=MOST_PX // 1_000_000
            )
        )
    return width_px, height_px


def _paper_size(paper: str, dpi: float, *, landscape: bool) -> PageSize:
    short_mm, long_mm = PAPERS_MM[paper]
    width_mm, height_mm = (long_mm, short_mm) if landscape else (short_mm, long_mm)
    scale = (dpi or PRINT_DPI) / UNIT_DPI
    return PageSize(width_mm / 25.4 * UNIT_DPI, height_mm / 25.4 * UNIT_DPI, scale, paper, landscape)


def _refuse_impossible(size: PageSize) -> None:
    least_w, least_h = SMALLEST_UNITS
    if size.width < least_w or (size.height is not None and size.height < least_h):
        raise ExportError(
            _("That is too small to read; the least is {w} × {h} pixels at 96 dpi.").format(w=least_w, h=least_h)
        )
    pixels(size, size.height or least_h)
