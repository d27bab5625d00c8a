"""The interactive timeline: one widget, and the parts of which each knows one thing about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.layout.metrics import HEADER_PX
from timeline_app.layout.shown_events import ShownEvents
from timeline_app.paint.context import PixmapCache
from timeline_app.paint.painter import text_style
from timeline_app.ui.canvas.cards import EventMenu
from timeline_app.ui.canvas.event_labels import EventLabels
from timeline_app.ui.canvas.keys import act_on_key
from timeline_app.ui.canvas.pointer import Pointer
from timeline_app.ui.canvas.scene_painter import ScenePainter
from timeline_app.ui.canvas.viewport import Viewport
from timeline_app.ui.widgets.speaking import let_widgets_speak

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import (
        QAccessibleInterface,
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from timeline_app.document import Chronology
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.index.arrangement import Arrangement
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.layout.metrics import I64, Mask
    from timeline_app.paint.theme import Theme


class TimelineCanvas(QWidget):
    """The timeline of a chronology, as a hand moves it.

    `model` knows which events are shown, `labels` words them, `view` knows what part of them is seen and moves it,
    `painter` paints that, the pointer and the keys say what a person wants. The widget connects them and tells others.
    Rows in signals and methods are the store's integer keys of events. The selection is set from outside alone.
    """

    range_changed = Signal(object)
    """The TimeScale that is shown now."""
    selection_wanted = Signal(object)
    """The row that a hand picked, or None; who sets the selection answers by `select`."""
    addition_wanted = Signal(object)
    """The row that a hand added to the selected ones, or took from them."""
    new_event_wanted = Signal(object)
    """(start_s, end_s) of the stretch that was drawn."""
    move_wanted = Signal(object)
    """(row, seconds) by which the selected event was dragged."""
    event_activated = Signal(object)
    """The row that was double-clicked or entered."""
    name_menu_wanted = Signal(str, str, QPoint)
    """The field by which lanes are made and the name of one, and where on the screen its menu shall open."""
    delete_wanted = Signal()
    """The selected event shall be deleted: an assistive program asked for it, as in the next."""
    source_wanted = Signal()
    """The keyboard shall go to the first source of the selected event."""
    selection_shown = Signal()
    """Another event is shown as the selected one, or the keyboard came to it."""
    context_wanted = Signal(object)
    """(row or None, second or None, QPoint on the screen) for a menu."""
    content_changed = Signal()
    """What is shown of the chronology changed: its events, the filter or the colours; the overview follows."""
    events_edited = Signal(object)
    """A list of `PositionChange` of the index: a few events stand elsewhere, all others where they stood."""

    def __init__(
        self,
        chronology: Chronology,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        zone: str = "UTC",
        arranged: Arrangement | None = None,
    ) -> None:
        super().__init__(parent)
        pixmaps = PixmapCache()
        self.chronology = chronology
        source = partial(TimelineSource.of, chronology)
        self.model = ShownEvents(chronology, source, text_style(pixmaps), zone, arranged)
        self.labels = EventLabels(self.model, chronology)
        self.view = Viewport(self, self.labels)
        self.evidence_shown: Callable[[], Sequence[QWidget]] = tuple
        """Gives what shows the evidence of the selected event; the page sets it."""
        self.painter = ScenePainter(self, self.view, theme, pixmaps)
        self._pointer = Pointer(self, self.view, self.labels, self.painter)
        self._picking: bool | None = None
        """Whether what is being picked shall be revealed; None while nothing is."""
        self._picked_lane = -1
        """The lane in which it is being picked; -1 for none in particular."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Timeline"))
        let_widgets_speak()
        self._connect()
        self._hold_least()
        self._tell()

    def _connect(self) -> None:
        self.view.changed.connect(self.update)
        self.view.range_changed.connect(self._follow_range)
        self.view.lanes_moved.connect(self._pointer.leave)
        pointer = self._pointer
        pointer.picked.connect(self.pick)
        pointer.added.connect(self.addition_wanted)
        pointer.list_wanted.connect(self._list_events)
        pointer.activated.connect(self.event_activated)
        pointer.new_event_wanted.connect(self.new_event_wanted)
        pointer.move_wanted.connect(self.move_wanted)
        pointer.context_wanted.connect(self.context_wanted)
        pointer.name_menu_wanted.connect(self.name_menu_wanted)
        self.installEventFilter(self)

    # What others ask

    @property
    def scale(self) -> TimeScale:
        """The scale shown now."""
        return self.view.scale

    @property
    def visible_range(self) -> tuple[int, int]:
        """The first second shown and the first beyond."""
        scale = self.view.scale.at_rest()
        return scale.start_s, scale.end_s

    @property
    def scene(self) -> Scene:
        """What is painted now."""
        return self.view.scene

    @property
    def theme(self) -> Theme:
        """The colours in which it is drawn."""
        return self.painter.theme

    @property
    def lanes(self) -> str:
        """The field by which lanes are made."""
        return self.model.lanes

    @property
    def selected(self) -> int | None:
        """The row of the selected event."""
        return self.model.selected_row

    def show_range(self, start_s: int, end_s: int) -> None:
        """Show a stretch of time across the whole width."""
        self.view.show_range(start_s, end_s)

    # What is shown

    def set_mask(self, mask: Mask | None, *, anew: bool = True) -> None:
        """Show only the events of `mask`, all for None; not made `anew`, it is that of before but for edited events."""
        self._follow("as before" if anew else mask)
        if anew and (mask is not None or self.model.mask is not None):
            self.model.set_mask(mask)
            self.view.outdate()
            self._pointer.leave()
            QTimer.singleShot(0, self, self._show_filtered)  # a search may have taken a frame already

    def _show_filtered(self) -> None:
        """Pick out what the filter keeps, and paint it in the next frame."""
        self.model.layout.pick_out()
        self.view.ease_in()
        self.content_changed.emit()

    def follow_edit(self, mask: Mask | None, *, anew: bool) -> None:
        """Draw what the chronology holds after an edit, with the mask that the filter has now."""
        if anew:
            self.set_mask(mask)
            self.redraw()
        elif not self._follow(mask):
            self.redraw()

    @Slot()
    def refresh(self) -> None:
        """Draw what the chronology holds now; the selection stays with its event."""
        if not self._follow("as before"):
            self.redraw()

    def _follow(self, mask: Mask | Literal["as before"] | None) -> bool:
        """Follow what was edited; tell whether there was anything."""
        selected, was_empty = self.model.selected_row, self.model.is_empty
        shifts = self.model.follow(mask)
        if self.model.selected_row != selected:
            self._tell()
        if shifts is not None and not shifts:
            return False
        self._pointer.leave()
        self.view.ease_in()
        if was_empty and not self.model.is_empty:  # what was shown of nothing has no claim to stay
            self.view.open_range()
        if shifts is None:
            self.content_changed.emit()
        else:
            self.events_edited.emit(shifts)
        return True

    def set_lanes(self, mode: str) -> None:
        """Arrange by "category", "actor", "place", "status" or "none"."""
        if mode != self.model.lanes:
            self._pointer.leave()
            self.view.forget_lanes()
            self.model.set_lanes(mode)
            self.redraw()

    def set_zone(self, zone: str) -> None:
        """Show the axis in a zone: an IANA name, "UTC" or "local"."""
        self._pointer.leave()
        self.model.set_zone(zone)
        self.redraw()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.painter.theme = theme
        self.redraw()
        self.content_changed.emit()

    def magnify(self, by: float) -> None:
        """Draw everything larger, the overview too."""
        if by != self.view.magnification:
            self.view.magnify(by)
            self._hold_least()
        self.content_changed.emit()

    def _hold_least(self) -> None:
        self.setMinimumSize(round((HEADER_PX + 180) * self.view.magnification), 200)

    def redraw(self) -> None:
        """Lay out and paint anew: something changed."""
        self.view.redraw()

    @Slot(object)
    def _follow_range(self, scale: TimeScale) -> None:
        self._pointer.leave()
        self.range_changed.emit(scale)

    # The selection

    def mark_several(self, rows: I64) -> None:
        """Show the events of two or more rows as the selected ones; fewer are no several."""
        if self.model.select_several(rows):
            self.update()
            self._tell()

    def select(self, row: int | None, *, reveal: bool = False) -> None:
        """Show an event as the selected one, and bring it into view where `reveal`."""
        changed = self.model.select(row, self._picked_lane)
        if (reveal if self._picking is None else self._picking) and self.model.selected >= 0:
            self.view.reveal(self.model.selected)
        if changed:
            self.redraw()
            self._tell()

    @Slot(object, object)
    def pick(self, index: int, lane: int = -1, *, reveal: bool = False) -> None:
        """Ask for the event at an index of the columns to be selected, as a lane shows it; -1 for none."""
        self._picking, self._picked_lane = reveal, lane
        row = self.model.row_of(index)
        self.selection_wanted.emit(row)
        if row is not None and row == self.selected and self.model.select(row, lane):  # in another lane than before
            self.redraw()
        self._picking, self._picked_lane = None, -1

    @Slot()
    def next_event(self) -> None:
        """Select the next kept event; from nothing, the first in view."""
        self._step(1)

    @Slot()
    def previous_event(self) -> None:
        """Select the kept event before; from nothing, the first in view."""
        self._step(-1)

    def _step(self, way: int) -> None:
        index = self.model.selected
        found = self.model.first_from(self.scale.start_s) if index < 0 else self.model.neighbour(index, way)
        if found >= 0:
            self.pick(found, reveal=True)

    def open_selected(self) -> bool:
        """Ask for the selected event to be opened; tell whether there is one."""
        if self.selected is None:
            return False
        self.event_activated.emit(self.selected)
        return True

    def deselect(self) -> bool:
        """Ask for nothing to be selected; tell whether something was."""
        if self.selected is None and self.model.several is None:
            return False
        self.pick(-1)
        return True

    def ask_menu(self) -> None:
        """Ask for the menu of the selected event."""
        self.context_wanted.emit((self.selected, None, self.mapToGlobal(QPoint(160, 80))))

    @Slot(object)
    def _list_events(self, wanted: tuple[list[int], str, QPoint]) -> None:
        """Offer events for choice in a menu at a point of the canvas."""
        indices, heading, at = wanted
        EventMenu(self, self.model, (heading, indices), self.pick).popup(self.mapToGlobal(at))

    def _tell(self) -> None:
        """Say to screen readers what is selected; the table is the full way in."""
        selected, several = self.model.selected, self.model.several
        if several is not None:
            told = ngettext("{n} event selected", "{n} events selected", len(several)).format(n=grouped(len(several)))
        elif selected < 0:
            told = _("Nothing selected. Press the full stop for the next event; the table lists all events.")
        else:
            told = f"{self.model.title(selected)}, {self.labels.date_words(selected)}"
        self.setAccessibleDescription(told)
        self.selection_shown.emit()

    def make_voice(self) -> QAccessibleInterface:
        """Give what a screen reader finds here; Qt asks for it when one runs."""
        from timeline_app.ui.canvas.voice import CanvasTree  # noqa: PLC0415 - only where it is heard

        return CanvasTree(self, self, self.selection_shown).root

    # What Qt tells

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.view.place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.painter.paint()
        if not self.scene.settled:
            QTimer.singleShot(0, self, self.redraw)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._pointer.wheel(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.leave()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pointer.context(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_on_key(self, event):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        self.selection_shown.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QNativeGestureEvent) and self._pointer.pinch(event)
