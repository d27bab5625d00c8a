"""Paints the scene that is seen, and over it what a hand is about: the card beside the pointer, a stretch it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from timeline_app.domain.text.found_words import FoundWords
from timeline_app.paint.card import HoverCard, paint_card
from timeline_app.paint.context import PaintContext
from timeline_app.paint.painter import OverlayState, paint, paint_overlays

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from timeline_app.paint.context import PixmapCache
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.canvas.viewport import Viewport


class ScenePainter:
    """Paints a viewport on its widget in the colours of a theme."""

    def __init__(self, widget: QWidget, view: Viewport, theme: Theme, pixmaps: PixmapCache) -> None:
        self._widget = widget
        self._view = view
        self.theme = theme
        self.pixmaps = pixmaps
        self.overlays = OverlayState()
        self.found: Callable[[], FoundWords] = FoundWords
        """Gives what the filter looks for, to be marked in titles."""
        self._hovered = -1
        self._card: HoverCard | None = None

    @property
    def card(self) -> HoverCard | None:
        """The card beside the pointer."""
        return self._card

    def hover(self, index: int, card: HoverCard | None) -> None:
        """Show what lies under the pointer."""
        if index != self._hovered or card != self._card:
            self._hovered, self._card = index, card
            self._widget.update()

    def mark_stretch(self, stretch_px: tuple[float, float] | None, words: str = "") -> None:
        """Mark a stretch of the axis that a hand draws, moves or points at; nothing for None."""
        self.overlays.stretch_px, self.overlays.stretch_words = stretch_px, words
        self._widget.update()

    def paint(self) -> None:
        """Paint all of it."""
        scene, by, events = self._view.scene, self._view.magnification, self._view.events
        context = PaintContext(
            self.theme,
            events.palette,
            self.pixmaps,
            self._hovered,
            events.several,
            focused=self._widget.hasFocus(),
            found=self.found(),
        )
        with QPainter(self._widget) as painter:
            if by != 1.0:
                painter.scale(by, by)
            paint(painter, scene, context)
            paint_overlays(painter, scene, self.overlays, context)
            if self._card is not None:
                paint_card(painter, scene, self._card, context)
