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
_SUBSTITUTIONS = ("calt", "liga", "clig")
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


def ui_font(px: float, weight: int = REGULAR, *, tabular: bool = False, plain: bool = False) -> QFont:
    """Give Inter at `px` pixels; `tabular` makes figures of one width, for rulers and counts.

    `plain` takes each character's own glyph and no other: glyphs that stand for them in some contexts (figures of one
    width, raised dashes and brackets, arrows for "->") have no Unicode, and text in a PDF could not be found or copied.
    """
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(px)))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if plain:
        for feature in _SUBSTITUTIONS:
            font.setFeature(QFont.Tag.fromString(feature), 0)
    elif tabular:
        font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font
