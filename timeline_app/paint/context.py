"""What the painter needs besides the scene: theme, categories, the hovered event, and the pixmap cache."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from PySide6.QtGui import QPen

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.paint.theme import colours_of, qcolor

if TYPE_CHECKING:
    from timeline_app.paint.pixmap_cache import PixmapCache
    from timeline_app.paint.theme import Theme


@dataclass(frozen=True, slots=True)
class PaintContext:
    """Everything beyond the scene; `palette` holds the colour (as chosen, on light) and shape of each category."""

    theme: Theme
    palette: tuple[tuple[str, str], ...]
    pixmaps: PixmapCache
    hovered: int = -1
    """The index of the event under the pointer."""
    focused: bool = False
    """Whether the canvas has the keyboard."""
    transparent: bool = False
    """Leave the paper out (for pictures laid over something)."""

    colours: tuple[str, ...] = field(init=False)
    """Those of the palette on this theme's background."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "colours", colours_of(self.theme, self.palette))

    def colour(self, category: int) -> str:
        """Give the colour of a category on this theme's background."""
        return self.colours[category] if 0 <= category < len(self.colours) else self.theme.secondary

    def hairline(self, colour: str) -> QPen:
        """Give the pen of a line of one unit; on a screen it is of whole pixels, or lines would differ at 150 %."""
        ratio = self.pixmaps.ratio if self.pixmaps.pixels else 1.0
        return QPen(qcolor(colour), max(int(ratio), 1) / ratio)

    def shape(self, category: int) -> str:
        """Give the shape of a category."""
        return self.palette[category][1] if 0 <= category < len(self.palette) else "circle"
