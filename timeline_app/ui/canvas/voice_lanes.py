"""A lane of the timeline as a screen reader finds it: a group of the events that are drawn in it one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleSelectionInterface

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.layout.marks.hit_test import Hit, hit
from timeline_app.ui.canvas.voice_parts import EventVoice, Part
from timeline_app.ui.widgets.accessible import NOTHING, Address

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import LaneScene
    from timeline_app.ui.canvas.voice_parts import SpokenCanvas, SpokenTree


def hit_at(canvas: SpokenCanvas, x: int, y: int) -> Hit:
    """Tell what lies at a point of the screen."""
    point = canvas.view.scene_pos(canvas.mapFromGlobal(QPoint(x, y)).toPointF())
    return hit(canvas.scene, point.x(), point.y())


class LaneVoice(Part):
    """A lane: a group with its name, of the events in view."""

    def __init__(self, tree: SpokenTree, number: int, name: str) -> None:
        super().__init__(tree)
        self.number = number
        self._name = name
        self._selection = _LaneSelection(self)

    @property
    def _lane(self) -> LaneScene | None:
        lanes = self._tree.lanes
        is_there = self.number < len(lanes) and lanes[self.number].name == self._name
        return lanes[self.number] if is_there else None

    @override
    def isValid(self) -> bool:
        return self._lane is not None

    @override
    def parent(self) -> QAccessibleInterface:
        return self._tree.root

    @override
    def childCount(self) -> int:
        return len(self._tree.events_in(self.number)) if self._lane is not None else 0

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None for none
        there = self._tree.events_in(self.number) if self._lane is not None else ()
        return self._tree.event(self.number, int(there[index])) if 0 <= index < len(there) else None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if not isinstance(child, EventVoice) or self._lane is None:
            return -1
        found = np.flatnonzero(self._tree.events_in(self.number) == child.index)
        return int(found[0]) if len(found) else -1

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None for none
        canvas = self._tree.canvas
        if canvas is None:
            return None
        found = hit_at(canvas, x, y)
        return self._tree.event(self.number, found.event) if found.lane == self.number and found.event >= 0 else None

    @override
    def rect(self) -> QRect:
        lane, canvas = self._lane, self._tree.canvas
        if lane is None or canvas is None:
            return QRect()
        return self._on_screen(0, lane.top_px, canvas.scene.width_px, lane.top_px + lane.height_px)

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Grouping

    @override
    def state(self) -> QAccessible.State:
        state, lane = QAccessible.State(), self._lane
        state.invalid = lane is None
        state.expandable = True
        state.collapsed = lane is not None and lane.collapsed
        state.expanded = lane is not None and not lane.collapsed
        return state

    @override
    def name_words(self) -> str:
        return self._name or _("Events")

    @override
    def about_words(self) -> str:
        lane = self._lane
        if lane is None:
            return ""
        all_of = ngettext("{n} event", "{n} events", lane.total).format(n=grouped(lane.total))
        return _("{events}, {n} of them in view").format(events=all_of, n=grouped(lane.in_view))

    @override
    def interface_cast(self, t: QAccessible.InterfaceType) -> Address:  # type: ignore[override]
        return self._selection if t == QAccessible.InterfaceType.SelectionInterface else NOTHING

    def selected_items(self) -> list[EventVoice]:
        """Give the selected events that are drawn one by one in this lane."""
        canvas, item = self._tree.canvas, self._tree.selected()
        several = canvas.model.several if canvas is not None else None
        if several is None:
            return [item] if item is not None and item.lane == self.number else []
        drawn = self._tree.events_in(self.number)
        chosen = [self._tree.event(self.number, index) for index in drawn[several.flags[drawn]].tolist()]
        return [each for each in chosen if each is not None]

    def pick(self, item: QAccessibleInterface | None) -> bool:
        """Select an event of the lane, None for none."""
        canvas = self._tree.canvas
        if canvas is None:
            return False
        if isinstance(item, EventVoice):
            self._tree.later(partial(canvas.pick, item.index, self.number, reveal=True))
        elif item is None:
            self._tree.later(partial(canvas.pick, -1))
        return item is None or isinstance(item, EventVoice)


class _LaneSelection(QAccessibleSelectionInterface):
    """The selection as a lane sees it; what is selected here is one event at most."""

    def __init__(self, lane: LaneVoice) -> None:
        super().__init__()
        self._lane = lane

    @override
    def selectedItemCount(self) -> int:
        return len(self._lane.selected_items())

    @override
    def selectedItems(self) -> list[QAccessibleInterface]:
        return list(self._lane.selected_items())

    @override
    def selectedItem(self, selectionIndex: int) -> QAccessibleInterface | None:  # type: ignore[override]
        items = self._lane.selected_items()
        return items[selectionIndex] if 0 <= selectionIndex < len(items) else None

    @override
    def isSelected(self, childItem: QAccessibleInterface) -> bool:
        return childItem in self._lane.selected_items()

    @override
    def select(self, childItem: QAccessibleInterface) -> bool:
        return self._lane.pick(childItem)

    @override
    def unselect(self, childItem: QAccessibleInterface) -> bool:
        return self.isSelected(childItem) and self._lane.pick(None)

    @override
    def selectAll(self) -> bool:
        return False

    @override
    def clear(self) -> bool:
        return self._lane.pick(None)
