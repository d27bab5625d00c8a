"""Sizes that go with a layout and a size of text: what a page, a slide or a telephone wants, under one name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.export.options import ExportOptions


@dataclass(frozen=True, slots=True)
class Preset:
    """Size, layout and size of text under a name."""

    name: str
    label: Callable[[], str]
    size: str
    layout: str
    text: float = 1.0
    landscape: bool = True

    def on(self, options: ExportOptions, layout: str = "") -> ExportOptions:
        """Give options with what the preset says; a layout that was asked for by name stays."""
        return replace(options, size=self.size, layout=layout or self.layout, text=self.text, landscape=self.landscape)


PRESETS: Final = (
    Preset("newspaper-column", lambda: _("Newspaper column, 60 mm"), "60mm", "column"),
    Preset("half-page", lambda: _("Half a page, 190 × 130 mm"), "190x130mm", "cards", text=0.85),
    Preset("A4", lambda: _("A4 upright, to read"), "A4", "column", landscape=False),
    Preset("A3", lambda: _("A3 across, to look over"), "A3", "lanes"),
    Preset("slide", lambda: _("Slide, 16:9"), "1920x1080", "cards", text=1.4),
    Preset("square", lambda: _("Square, for social media"), "1080x1080", "cards", text=1.5),
    Preset("phone", lambda: _("Phone, upright"), "1080x1920", "column", text=2.5),
)


def preset_named(name: str) -> Preset:
    """Give the preset of a name."""
    found = next((each for each in PRESETS if each.name.lower() == name.strip().lower()), None)
    if found is None:
        known = ", ".join(each.name for each in PRESETS)
        raise ExportError(_("“{name}” is no preset; choose one of {known}.").format(name=name, known=known))
    return found
