"""The one typeface, made the same on every device: bundled, sized in pixels, unhinted, with tabular figures."""

from __future__ import annotations

from functools import cache
from gettext import gettext as _

from PySide6.QtGui import QFont, QFontDatabase

from timeline_app.base.resources import resource
from timeline_app.domain.errors import KnownError

FAMILY = "Inter"
REGULAR = 400
MEDIUM = 500
SEMIBOLD = 600
FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")


def load_fonts() -> None:
    """Make Inter known to Qt; call after the QGuiApplication exists (again does no harm)."""
    _load_once()


@cache
def _load_once() -> None:
    for name in FILES:
        path = resource("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise KnownError(_("The font {path} cannot be read. Please install the program again.").format(path=path))


def ui_font(px: float, weight: int = REGULAR, *, tabular: bool = False) -> QFont:
    """Give Inter at `px` pixels; `tabular` makes figures of one width, for rulers and counts."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(px)))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if tabular:
        font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font
