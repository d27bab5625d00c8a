"""The look of a page: its typeface, and colours by what they mean; for light, for dark and for print.

Colours can be seen: contrast by WCAG 2.2, and shifting a chosen colour until it reaches a wanted one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, Literal

from PySide6.QtGui import QColor, QFont, QFontDatabase

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.resources import resource
from timeline_app.domain.errors import KnownError
from timeline_app.domain.names import COLOURS, FORMER_COLOURS


def channels(colour: str) -> tuple[int, int, int]:
    """Split #RRGGBB into its three channels."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def mixed(one: str, other: str, share: float) -> str:
    """Mix `share` of `other` into `one`."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@lru_cache(maxsize=1024)
def paled(colour: str, ground: str, share: float, least: float = 3.0) -> str:
    """Mix up to `share` of the background into a colour: as much as leaves it the `least` contrast on it."""
    for step in range(10, 0, -1):
        made = mixed(colour, ground, share * step / 10)
        if contrast(made, ground) >= least:
            return made
    return colour


@lru_cache(maxsize=256)
def readable_on(colour: str, ground: str, wanted: float) -> str:
    """Shift `colour` towards ink or light, as little as needed, until it has the `wanted` contrast on `ground`."""
    far_end = "#FFFFFF" if luminance(ground) < 0.2 else "#000000"
    for step in range(21):
        shifted = mixed(colour, far_end, step / 20)
        if contrast(shifted, ground) >= wanted:
            return shifted
    return far_end


def grey_of(colour: str) -> str:
    """Give the grey that is as light as a colour."""
    light = luminance(colour)
    value = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(value * 255):02X}" * 3


ThemeName = Literal["light", "dark", "light-high", "dark-high", "print", "print-grey", "print-safe"]

CATEGORY_SERIES: Final = COLOURS
"""Colours for new categories, in turn; the first eight are told apart by any colour vision (decision 167)."""

_SERIES_DARK: Final = (
    "#628BCD", "#A9854D", "#D46180", "#63CFAC", "#CEB9FB", "#BAE4E6", "#EAC44C", "#BC9DBA", "#859198", "#BBD98A",
    "#E8975C", "#909EFB",
)  # fmt: skip
"""`CATEGORY_SERIES` on a dark background, with the same distances."""

_FORMER_DARK: Final = ("#7FB2E5", "#D9A066", "#F08A8F", "#6CC6A1", "#B79BE0", "#5FC3D3", "#DDBB55")
_FORMER_SAFE: Final = (
    "#4096ED", "#966854", "#87240E", "#25514C", "#342993", "#58A196", "#1C160E", "#AC4770", "#062B3A", "#67A345",
    "#9A6008", "#4C57E3",
)  # fmt: skip
"""For `FORMER_COLOURS`, near their hues: searched for the largest least distance (CIEDE2000) to any colour vision."""

GIVEN_DARK: Final = MappingProxyType(
    dict(zip(FORMER_COLOURS, _FORMER_DARK, strict=False)) | dict(zip(CATEGORY_SERIES, _SERIES_DARK, strict=True))
)
"""The colours of the given categories on a dark background, those of former versions among them; others are derived."""
_SAFE: Final = MappingProxyType(dict(zip(FORMER_COLOURS, _FORMER_SAFE, strict=True)))

Marks = Literal["chosen", "grey", "safe"]


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one appearance, as #RRGGBB; `qcolor` turns them into Qt's."""

    name: ThemeName
    dark: bool
    paper: str
    panel: str
    lane: str
    """The background of every second lane."""
    hairline: str
    hairline_strong: str
    outline: str
    """What shows where something is: edges of fields and buttons, ticks. At least 3:1 on every background."""
    ink: str
    secondary: str
    faint: str
    accent: str
    accent_ground: str
    on_accent: str
    today: str
    on_today: str
    future: str
    """The tint of what lies ahead, laid over the background at `future_alpha`."""
    future_alpha: int
    histogram: str
    histogram_faint: str
    warning: str
    success: str
    marks: Marks = "chosen"
    """Whether categories have the colours that were chosen, greys as light as these, or safe ones in their place."""
    mark_contrast: float = 3.0
    """The least contrast of a mark on any background (WCAG 2.2, 1.4.11)."""
    found: str = "#FDE8A0"
    """The background of words that a search found; a line in the colour of a warning stands below them."""
    text_contrast: float = 4.5
    """The least contrast of text (WCAG 2.2, 1.4.3; 7 where a person wants high contrast, 1.4.6)."""

    @property
    def hardest_ground(self) -> str:
        """The background on which marks stand out least: every second lane, in what lies ahead."""
        return mixed(self.lane, self.future, self.future_alpha / 255)

    def category(self, colour: str) -> str:
        """Give the colour in which a category with `colour` (chosen on a light background) is drawn here."""
        chosen = colour.upper()
        if self.marks == "grey":
            return readable_on(grey_of(chosen), self.paper, 4.5)
        if self.marks == "safe" and chosen in _SAFE:
            return _SAFE[chosen]
        if self.dark:
            chosen = GIVEN_DARK.get(chosen) or readable_on(chosen, self.paper, 6.5)
        return readable_on(chosen, self.hardest_ground, self.mark_contrast)

    def legible(self, colour: str, ground: str) -> str:
        """Give a colour, shifted as little as needed for text in it to be read on a background."""
        return readable_on(colour, ground, self.text_contrast)


@lru_cache(maxsize=64)
def colours_of(theme: Theme, palette: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Give the colours in which the categories of a palette are drawn."""
    return tuple(theme.category(colour) for colour, _shape in palette)


@lru_cache(maxsize=1024)
def qcolor(colour: str, alpha: int = 255) -> QColor:
    """Make Qt's colour of `colour`, with `alpha` of 0 to 255. It is shared: make a copy to change it."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


LIGHT: Final = Theme(
    name="light",
    dark=False,
    paper="#FBFAF7",
    panel="#FFFFFF",
    lane="#F5F3EE",
    hairline="#E7E3DC",
    hairline_strong="#D6D1C7",
    outline="#857F75",
    ink="#1B1A17",
    secondary="#57524A",
    faint="#6B655C",
    accent="#1D4F91",
    accent_ground="#E8EFF8",
    on_accent="#FFFFFF",
    today="#B3261E",
    on_today="#FFFFFF",
    future="#1D4F91",
    future_alpha=13,
    histogram="#807B71",
    histogram_faint="#DEDAD2",
    warning="#8A5A00",
    success="#1A7656",
)

DARK: Final = Theme(
    name="dark",
    dark=True,
    paper="#15171B",
    panel="#1B1E23",
    lane="#191C21",
    hairline="#2A2E35",
    hairline_strong="#3A3F48",
    outline="#85837D",
    ink="#ECEAE5",
    secondary="#B3B0A8",
    faint="#9A9891",
    accent="#8AB4F0",
    accent_ground="#22304A",
    on_accent="#10141B",
    today="#FF8A80",
    on_today="#1B1310",
    future="#8AB4F0",
    future_alpha=16,
    histogram="#8E8C85",
    histogram_faint="#33373E",
    warning="#E0B060",
    success="#6CC6A1",
    found="#4A3D14",
)

LIGHT_HIGH: Final = Theme(
    name="light-high",
    dark=False,
    paper="#FFFFFF",
    panel="#FFFFFF",
    lane="#F7F7F7",
    hairline="#B3B3B3",
    hairline_strong="#767676",
    outline="#000000",
    ink="#000000",
    secondary="#262626",
    faint="#404040",
    accent="#003A8C",
    accent_ground="#DCE8FA",
    on_accent="#FFFFFF",
    today="#9C0000",
    on_today="#FFFFFF",
    future="#003A8C",
    future_alpha=13,
    histogram="#404040",
    histogram_faint="#BFBFBF",
    warning="#5C3A00",
    success="#00502F",
    found="#FFE680",
    text_contrast=7.0,
)

DARK_HIGH: Final = Theme(
    name="dark-high",
    dark=True,
    paper="#000000",
    panel="#000000",
    lane="#141414",
    hairline="#595959",
    hairline_strong="#8C8C8C",
    outline="#FFFFFF",
    ink="#FFFFFF",
    secondary="#E6E6E6",
    faint="#CCCCCC",
    accent="#9CC7FF",
    accent_ground="#102A52",
    on_accent="#000000",
    today="#FFA39B",
    on_today="#000000",
    future="#9CC7FF",
    future_alpha=20,
    histogram="#CCCCCC",
    histogram_faint="#4D4D4D",
    warning="#FFD27A",
    success="#7DE8B5",
    found="#4D3D00",
    text_contrast=7.0,
)

PRINT: Final = Theme(
    name="print",
    dark=False,
    paper="#FFFFFF",
    panel="#FFFFFF",
    lane="#F6F6F5",
    hairline="#E2E0DC",
    hairline_strong="#C4C1BB",
    outline="#87837B",
    ink="#000000",
    secondary="#4A4741",
    faint="#66625A",
    accent="#1D4F91",
    accent_ground="#EDF2F8",
    on_accent="#FFFFFF",
    today="#9C1C15",
    on_today="#FFFFFF",
    future="#000000",
    future_alpha=8,
    histogram="#87837B",
    histogram_faint="#DDDBD7",
    warning="#6B4700",
    success="#14573F",
)

PRINT_SAFE: Final = replace(PRINT, name="print-safe", marks="safe", today="#9A2A00")
PRINT_GREY: Final = replace(
    PRINT,
    name="print-grey",
    marks="grey",
    lane="#F6F6F6",
    hairline="#E0E0E0",
    hairline_strong="#C2C2C2",
    outline="#848484",
    secondary="#474747",
    faint="#626262",
    future="#000000",
    accent="#3A3A3A",
    accent_ground="#F0F0F0",
    today="#000000",
    histogram="#848484",
    histogram_faint="#DBDBDB",
    warning="#474747",
    success="#474747",
    found="#E2E2E2",
)
"""For a printer without colour: nothing is told by colour alone, and no grey is one by chance."""

THEMES: Final = (LIGHT, DARK, LIGHT_HIGH, DARK_HIGH, PRINT, PRINT_SAFE, PRINT_GREY)


def theme_named(name: str) -> Theme:
    """Give the theme called `name`; the light one for a name that is not known."""
    return next((theme for theme in THEMES if theme.name == name), LIGHT)


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
