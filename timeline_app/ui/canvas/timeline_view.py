"""The timeline with what is selected in it, and the verbs by which it is moved; pointer and keys call them."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot

from timeline_app.base.compat import override
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.ui.canvas.cards import EventMenu
from timeline_app.ui.canvas.scene_view import SceneView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Chronology
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.layout.metrics import Mask
    from timeline_app.paint.card import HoverCard
    from timeline_app.paint.theme import Theme

ZOOM_STEP: Final = 2**0.5


class TimelineView(SceneView):
    """Rows in signals and methods are the store's integer keys of events. The selection is set from outside alone."""

    selection_wanted = Signal(object)
    """The row that a hand picked, or None; who sets the selection answers by `select`."""
    new_event_wanted = Signal(object)
    """(start_s, end_s) of the stretch that was drawn."""
    move_wanted = Signal(object)
    """(row, seconds) by which the selected event was dragged."""
    event_activated = Signal(object)
    """The row that was double-clicked or entered."""
    context_wanted = Signal(object)
    """(row or None, second or None, QPoint on the screen) for a menu."""
    content_changed = Signal()
    """What is shown of the chronology changed: its events, the filter or the colours; the overview follows."""
    events_edited = Signal(object)
    """A list of `layout.index.index.PositionChange`: a few events stand elsewhere, and all others where they stood."""

    def __init__(
        self,
        chronology: Chronology,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        zone: str = "UTC",
        arranged: Arrangement | None = None,
    ) -> None:
        super().__init__(chronology, theme, parent, zone=zone, arranged=arranged)
        self._picking: bool | None = None
        """Whether what is being picked shall be revealed; None while nothing is."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Timeline"))
        self._tell()

    @property
    def lanes(self) -> str:
        """The field by which lanes are made."""
        return self.model.lanes

    @property
    def visible_range(self) -> tuple[int, int]:
        """The first second shown and the first beyond."""
        return self._scale.start_s, self._scale.end_s

    @property
    def selected(self) -> int | None:
        """The row of the selected event."""
        return self.model.row_of(self._selected)

    # What is shown

    def set_mask(self, mask: Mask | None, *, anew: bool = True) -> None:
        """Show only the events of `mask`, all for None; not made `anew`, it is that of before but for edited events."""
        self._follow("as before" if anew else mask)
        if anew and (mask is not None or self.model.mask is not None):
            self.model.set_mask(mask)
            self._scene, self._card = None, None
            QTimer.singleShot(0, self, self._show_filtered)  # a search may have taken a frame already

    def follow_edit(self, mask: Mask | None, *, anew: bool) -> None:
        """Draw what the chronology holds after an edit, with the mask that the filter has now."""
        if anew:
            self.set_mask(mask)
            self.redraw()
        elif not self._follow(mask):
            self.redraw()

    def _show_filtered(self) -> None:
        """Pick out what the filter keeps, and paint it in the next frame."""
        self.model.layout.pick_out()
        self.redraw()
        self.content_changed.emit()

    def select(self, row: int | None, *, reveal: bool = False) -> None:
        """Show an event as the selected one, and bring it into view where `reveal`."""
        index = self.model.index_of(row)
        changed, self._selected = index != self._selected, index
        if (reveal if self._picking is None else self._picking) and index >= 0:
            self.reveal(index)
        if changed:
            self.redraw()
            self._tell()

    def pick(self, index: int, *, reveal: bool = False) -> None:
        """Ask for the event at an index of the columns to be selected; -1 for none."""
        self._picking = reveal
        self.selection_wanted.emit(self.model.row_of(index))
        self._picking = None

    def set_lanes(self, mode: str) -> None:
        """Arrange by "category", "actor", "place", "status" or "none"."""
        if mode != self.model.lanes:
            self._collapsed, self._scroll_px = frozenset(), 0.0
            self._heights.clear()
            row = self.selected
            self.model.set_lanes(mode)
            self._selected = self.model.index_of(row)
            self.redraw()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.theme = theme
        self.redraw()
        self.content_changed.emit()

    @override
    def magnify(self, by: float) -> None:
        """Draw everything larger, the overview too."""
        super().magnify(by)
        self.content_changed.emit()

    def set_zone(self, zone: str) -> None:
        """Show the axis in a zone: an IANA name, "UTC" or "local"."""
        row = self.selected
        self.model.set_zone(zone)
        self._selected = self.model.index_of(row)
        self.redraw()

    @Slot()
    def refresh(self) -> None:
        """Draw what the chronology holds now; the selection stays with its event."""
        if not self._follow("as before"):
            self.redraw()

    def _follow(self, mask: Mask | Literal["as before"] | None) -> bool:
        """Follow what was edited; tell whether there was anything. Events keep their numbers where they can."""
        row = self.selected
        shifts = self.model.follow(mask)
        if shifts is not None and not shifts:
            return False
        if shifts is None or (row is not None and self.model.index_of(row) < 0):
            self._selected = self.model.index_of(row)
            if row is not None and self._selected < 0:
                self._tell()
        self._hovered, self._card = -1, None
        self.redraw()
        if shifts is None:
            self.content_changed.emit()
        else:
            self.events_edited.emit(shifts)
        return True

    # Moving

    @Slot()
    def zoom_in(self) -> None:
        """Magnify about the selection, else the middle."""
        self.go(self.aim.zoomed(ZOOM_STEP, self.anchor_px()))

    @Slot()
    def zoom_out(self) -> None:
        """Show more about the selection, else the middle."""
        self.go(self.aim.zoomed(1 / ZOOM_STEP, self.anchor_px()))

    def pan(self, fraction: float) -> None:
        """Move the view by a fraction of its width, to later where positive."""
        self.go(self.aim.moved(fraction * self._scale.width_px))

    @Slot()
    def fit(self) -> None:
        """Show all the kept events."""
        self.show_range(*self.model.extent(self.model.mask))

    @Slot()
    def whole_range(self) -> None:
        """Show the whole chronology, whatever the filter."""
        self.show_range(*self.model.extent())

    @Slot()
    def go_to_today(self) -> None:
        """Bring today to the middle."""
        self.go(self.aim.moved(self.aim.px_of(self.model.now()) - self._scale.width_px / 2))

    @Slot()
    def next_event(self) -> None:
        """Select the next kept event; from nothing, the first in view."""
        self._step(1)

    @Slot()
    def previous_event(self) -> None:
        """Select the kept event before; from nothing, the first in view."""
        self._step(-1)

    def show_range(self, start_s: int, end_s: int) -> None:
        """Show a stretch of time across the whole width."""
        self.go(TimeScale.showing(start_s, end_s, self._scale.width_px))

    def hover(self, index: int, card: HoverCard | None) -> None:
        """Show what lies under the pointer."""
        if index != self._hovered or card != self._card:
            self._hovered, self._card = index, card
            self.update()

    def list_events(self, indices: list[int], heading: str, at: QPoint) -> None:
        """Offer events for choice in a menu at a point of the canvas."""
        EventMenu(self, indices, heading, self.pick).popup(self.mapToGlobal(at))

    def _step(self, way: int) -> None:
        index = self._selected
        found = self.model.first_from(self._scale.start_s) if index < 0 else self.model.neighbour(index, way)
        if found >= 0:
            self.pick(found, reveal=True)

    def _tell(self) -> None:
        """Say to screen readers what is selected; the table is the full way in."""
        if self._selected < 0:
            told = _("Nothing selected. Press the full stop for the next event; the table lists all events.")
        else:
            told = f"{self.model.title(self._selected)}, {self.model.date_words(self._selected)}"
        self.setAccessibleDescription(told)
