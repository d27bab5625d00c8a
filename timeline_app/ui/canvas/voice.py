"""The timeline as a screen reader finds it: lanes are groups, the events in view are their items.

`CanvasTree` holds the interfaces that were asked for and keeps them in step with what is seen; the rules by which
Python and Qt share them are those of `widgets/accessible.py`. Nothing here runs unless an assistive program asks.
"""

from __future__ import annotations

import weakref
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from timeline_app.base.compat import override
from timeline_app.ui.canvas.voice_lanes import LaneVoice, hit_at
from timeline_app.ui.canvas.voice_parts import EventVoice
from timeline_app.ui.widgets.messages import announce
from timeline_app.ui.wording.date_words import range_in_words

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QAccessibleInterface
    from PySide6.QtWidgets import QWidget

    from timeline_app.layout.marks.scene import LaneScene, Scene
    from timeline_app.layout.metrics import I32
    from timeline_app.ui.canvas.voice_parts import SpokenCanvas

MOST_ITEMS: Final = 200
"""In a lane; more cannot be told apart on the screen, and the table has them all."""
SETTLE_MS: Final = 500
"""After the last movement: what passes by on the way is not told."""


class CanvasTree:
    """The lanes and events that were asked for, by number and by row."""

    def __init__(self, canvas: SpokenCanvas, widget: QWidget, selection_shown: SignalInstance) -> None:
        """Take the canvas twice, as what is told and as the widget that Qt knows, and its signal of the selection."""
        self._canvas = weakref.ref(canvas)
        self._widget = weakref.ref(widget)
        self.root = CanvasVoice(widget, self)
        self._lanes: dict[tuple[int, str], LaneVoice] = {}
        self._events: dict[tuple[int, int], EventVoice] = {}
        self._listed: tuple[Scene | None, dict[int, I32]] = (None, {})
        self._range = canvas.visible_range
        self._pause = QTimer(widget, singleShot=True, interval=SETTLE_MS)
        self._pause.timeout.connect(self.settle)
        canvas.view.changed.connect(self._pause.start)
        selection_shown.connect(self.follow_selection)
        widget.destroyed.connect(self._leave)

    @property
    def canvas(self) -> SpokenCanvas | None:
        """The canvas, while it is there."""
        widget = self._widget()
        return self._canvas() if widget is not None and Shiboken.isValid(widget) else None

    def later(self, act: partial[None]) -> None:
        """Do something once the question has been answered."""
        widget = self._widget()
        if widget is not None and self.canvas is not None:
            QTimer.singleShot(0, widget, act)

    @property
    def lanes(self) -> tuple[LaneScene, ...]:
        """The lanes that there are now."""
        return self.canvas.scene.lanes if self.canvas is not None else ()

    def lane(self, number: int) -> LaneVoice | None:
        """Give the interface of a lane."""
        lanes = self.lanes
        if not 0 <= number < len(lanes):
            return None
        key = (number, lanes[number].name)
        if key not in self._lanes:
            self._lanes[key] = LaneVoice(self, *key)
        return self._lanes[key]

    def events_in(self, number: int) -> I32:
        """Give the numbers of the events that are drawn one by one in a lane, in order of time."""
        canvas = self.canvas
        if canvas is None:
            return np.zeros(0, np.int32)
        scene = canvas.scene
        if self._listed[0] is not scene:
            self._listed = (scene, {})
        known = self._listed[1]
        if number not in known:
            strip, marks = scene.lanes[number].strip, scene.marks
            parts = [marks.event[marks.lane == number], strip.tick_event]
            if strip.cluster_event is not None:
                parts.append(strip.cluster_event)
            drawn = np.unique(np.concatenate(parts))
            order = np.lexsort((drawn, canvas.model.columns.start_min[drawn]))
            known[number] = drawn[order][:MOST_ITEMS]
        return known[number]

    def event(self, lane: int, index: int) -> EventVoice | None:
        """Give the interface of an event in a lane."""
        row = self.canvas.model.row_of(index) if self.canvas is not None else None
        if row is None:
            return None
        key = (lane, row)
        if key not in self._events:
            self._events[key] = EventVoice(self, *key)
        return self._events[key]

    def selected(self) -> EventVoice | None:
        """Give the selected event, in the lane in which it is marked."""
        canvas = self.canvas
        if canvas is None or canvas.model.selected < 0:
            return None
        model = canvas.model
        lanes = [model.selected_lane] if model.selected_lane >= 0 else model.lanes_of(model.selected)
        return self.event(lanes[0], model.selected) if lanes and lanes[0] < len(self.lanes) else None

    def follow_selection(self) -> None:
        """Tell that another event is the selected one, where that was done here: Orca would go to it from elsewhere."""
        canvas, item = self.canvas, self.selected()
        if canvas is None or item is None or not canvas.hasFocus() or not QAccessible.isActive():
            return
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Selection))
        self.later(partial(self._tell_focus))  # Qt is about to tell that the canvas has it: the event is to be last

    def _tell_focus(self) -> None:
        item = self.selected()
        if item is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))

    def settle(self) -> None:
        """Let go of what is no longer seen, tell what is new, and say the stretch of time where that changed."""
        canvas = self.canvas
        if canvas is None:
            return
        lanes = {(number, lane.name) for number, lane in enumerate(self.lanes)}
        kept = self.selected()
        seen = {
            (number, int(canvas.model.columns.row[index]))
            for number, _name in self._lanes.keys() & lanes
            for index in self.events_in(number).tolist()
        }
        for key in [key for key, item in self._events.items() if key not in seen and item is not kept]:
            _let_go(self._events.pop(key))
        for lane in self._lanes.keys() - lanes:
            _let_go(self._lanes.pop(lane))
        for number, row in sorted(seen - self._events.keys()):
            made = self.event(number, canvas.model.index_of(row))
            if made is not None and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleEvent(made, QAccessible.Event.ObjectCreated))
        self._tell_range(canvas)

    def _tell_range(self, canvas: SpokenCanvas) -> None:
        now = canvas.visible_range
        if now != self._range and canvas.hasFocus():
            widget = self._widget()
            if widget is not None:
                announce(widget, range_in_words(*now))
        self._range = now

    def _leave(self) -> None:
        """Take all of it out of Qt's cache: its canvas is no more."""
        for item in (*self._events.values(), *self._lanes.values()):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        self._events.clear()
        self._lanes.clear()


def _let_go(item: QAccessibleInterface) -> None:
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.ObjectDestroyed))
    QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))


class CanvasVoice(QAccessibleWidget):
    """The canvas: a group of its lanes, then of the widgets that lie on it."""

    def __init__(self, widget: QWidget, tree: CanvasTree) -> None:
        super().__init__(widget, QAccessible.Role.Grouping)
        self._tree = tree

    @override
    def childCount(self) -> int:
        return len(self._tree.lanes) + super().childCount()

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None for none
        lanes = len(self._tree.lanes)
        return self._tree.lane(index) if index < lanes else super().child(index - lanes)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, LaneVoice):
            return child.number
        found = super().indexOfChild(child)
        return found + len(self._tree.lanes) if found >= 0 else -1

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None for none
        canvas, above = self._tree.canvas, super().childAt(x, y)
        if above is not None or canvas is None:
            return above
        return self._tree.lane(hit_at(canvas, x, y).lane)

    @override
    def text(self, t: QAccessible.Text) -> str:
        """Leave it to the selected event to be read: it would be heard twice."""
        is_event = t == QAccessible.Text.Description and self._tree.selected() is not None
        return "" if is_event else super().text(t)

    @override
    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # None for none
        canvas = self._tree.canvas
        return self._tree.selected() if canvas is not None and canvas.hasFocus() else super().focusChild()
