"""What a screen reader finds in the timeline: a lane as a group of events, an event with its words and its actions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped, with_stops
from timeline_app.domain.timeline import status_words
from timeline_app.ui.widgets.accessible import NOTHING, Address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSize, SignalInstance
    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Chronology
    from timeline_app.layout.marks.scene import LaneScene, Scene
    from timeline_app.layout.metrics import I32
    from timeline_app.layout.shown_events import ShownEvents
    from timeline_app.ui.canvas.event_labels import EventLabels
    from timeline_app.ui.canvas.viewport import Viewport

    Relation = tuple[QAccessibleInterface, QAccessible.RelationFlag]

_OPEN: Final = QAccessibleActionInterface.pressAction()
_MENU: Final = QAccessibleActionInterface.showMenuAction()
_EDIT: Final = "Edit"
_SOURCE: Final = "Source"
_DELETE: Final = "Delete"


class SpokenCanvas(Protocol):
    """What is read of the canvas, and what an assistive program can have it do."""

    chronology: Chronology
    model: ShownEvents
    labels: EventLabels
    view: Viewport

    @property
    def scene(self) -> Scene:
        """What is painted now."""

    @property
    def visible_range(self) -> tuple[int, int]:
        """The first second shown and the first beyond."""

    def hasFocus(self) -> bool:  # noqa: N802 - as in QWidget
        """Whether it has the keyboard."""

    def size(self) -> QSize:
        """Its size."""

    def mapToGlobal(self, at: QPoint, /) -> QPoint:  # noqa: N802 - as in QWidget
        """Give where on the screen a point of it lies."""

    def mapFromGlobal(self, at: QPoint, /) -> QPoint:  # noqa: N802 - as in QWidget
        """Give where on it a point of the screen lies."""

    def pick(self, index: int, lane: int = -1, *, reveal: bool = False) -> None:
        """Ask for an event to be selected; -1 for none."""

    def open_selected(self) -> bool:
        """Ask for the selected event to be opened in its form."""

    def ask_menu(self) -> None:
        """Ask for the menu of the selected event."""

    @property
    def delete_wanted(self) -> SignalInstance:
        """The selected event shall be deleted."""

    @property
    def source_wanted(self) -> SignalInstance:
        """The keyboard shall go to the first source of the selected event."""

    def evidence_shown(self) -> Sequence[QWidget]:
        """Give what shows the evidence of the selected event now."""


class SpokenTree(Protocol):
    """The lanes and events that are told: `CanvasTree`."""

    @property
    def root(self) -> QAccessibleInterface:
        """The canvas itself."""

    @property
    def canvas(self) -> SpokenCanvas | None:
        """The canvas, while it is there."""

    @property
    def lanes(self) -> tuple[LaneScene, ...]:
        """The lanes that there are now."""

    def later(self, act: partial[None]) -> None:
        """Do something once the question has been answered."""

    def lane(self, number: int) -> QAccessibleInterface | None:
        """Give the interface of a lane."""

    def events_in(self, number: int) -> I32:
        """Give the numbers of the events that are drawn one by one in a lane, in order of time."""

    def event(self, lane: int, index: int) -> EventVoice | None:
        """Give the interface of an event in a lane."""

    def selected(self) -> EventVoice | None:
        """Give the selected event."""


class Part(QAccessibleInterface):
    """What a lane and an event have in common: they are drawn, and no object of Qt."""

    def __init__(self, tree: SpokenTree) -> None:
        super().__init__()
        self._tree = tree

    @override
    def object(self) -> None:  # type: ignore[override]  # None for none
        return None

    @override
    def window(self) -> QWindow | None:  # type: ignore[override]  # None for none
        return self._tree.root.window() if self._tree.canvas is not None else None

    @override
    def text(self, t: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if t == QAccessible.Text.Name:
            return self.name_words()
        return self.about_words() if t == QAccessible.Text.Description else ""

    def name_words(self) -> str:
        """Name it."""
        raise NotImplementedError

    def about_words(self) -> str:
        """Tell what else there is to know."""
        raise NotImplementedError

    @override
    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Names stay as they are: events are renamed in their form."""

    @override
    def focusChild(self) -> None:  # type: ignore[override]  # None for none
        return None

    @override
    def interface_cast(self, t: QAccessible.InterfaceType) -> Address:  # type: ignore[override]
        return NOTHING

    def _on_screen(self, left: float, top: float, right: float, bottom: float) -> QRect:
        """Give where a part of the scene lies on the screen."""
        canvas = self._tree.canvas
        if canvas is None:
            return QRect()
        by = canvas.view.magnification
        corner = canvas.mapToGlobal(QPoint(round(left * by), round(top * by)))
        return QRect(corner, canvas.mapToGlobal(QPoint(round(right * by), round(bottom * by)))).intersected(
            QRect(canvas.mapToGlobal(QPoint(0, 0)), canvas.size())
        )


class EventVoice(Part):
    """An event in a lane."""

    def __init__(self, tree: SpokenTree, lane: int, row: int) -> None:
        super().__init__(tree)
        self.lane = lane
        self.row = row
        self._actions = _EventActions(self)

    @property
    def tree(self) -> SpokenTree:
        """What it belongs to."""
        return self._tree

    @property
    def index(self) -> int:
        """The number of the event; -1 once it is gone."""
        canvas = self._tree.canvas
        return canvas.model.index_of(self.row) if canvas is not None else -1

    @override
    def isValid(self) -> bool:
        return self.index >= 0

    @override
    def parent(self) -> QAccessibleInterface:
        return self._tree.lane(self.lane) or self._tree.root

    @override
    def childCount(self) -> int:
        return 0

    @override
    def child(self, index: int) -> None:  # type: ignore[override]  # None for none
        return None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    @override
    def childAt(self, x: int, y: int) -> None:  # type: ignore[override]  # None for none
        return None

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    @override
    def state(self) -> QAccessible.State:
        state, canvas, index = QAccessible.State(), self._tree.canvas, self.index
        is_selected = canvas is not None and index >= 0 and canvas.model.selected == index
        several = canvas.model.several if canvas is not None else None
        state.invalid = index < 0
        state.selectable = state.focusable = True
        state.selected = is_selected or (several is not None and several.has(index))
        state.focused = is_selected and canvas is not None and canvas.hasFocus()
        return state

    @override
    def rect(self) -> QRect:
        canvas, index = self._tree.canvas, self.index
        if canvas is None or index < 0 or self.lane >= len(canvas.scene.lanes):
            return QRect()
        scene, lane = canvas.scene, canvas.scene.lanes[self.lane]
        header_px = scene.metrics.header_px
        marks = scene.marks
        found = np.flatnonzero((marks.event == index) & (marks.lane == self.lane))
        if len(found):
            place = int(found[0])
            title = marks.titles[place]
            right = marks.label_px[place] + title.width_px if title is not None else marks.end_px[place]
            half = marks.size_px[place] / 2 + 2
            y = marks.y_px[place]
            return self._on_screen(
                header_px + min(marks.start_px[place], marks.label_px[place] if title is not None else np.inf),
                y - half,
                header_px + max(marks.end_px[place], right),
                y + half,
            )
        start, end = (header_px + scene.scale.px_of(second) for second in canvas.model.span(index))
        bottom = lane.top_px + lane.height_px
        return self._on_screen(start, bottom - max(lane.foot_px, 8), max(end, start + 4), bottom)

    @override
    def name_words(self) -> str:
        canvas, index = self._tree.canvas, self.index
        return f"{canvas.model.title(index)}, {canvas.labels.date_words(index)}" if canvas is not None else ""

    @override
    def about_words(self) -> str:
        canvas, index = self._tree.canvas, self.index
        event = canvas.chronology.event(self.row) if canvas is not None else None
        if canvas is None or event is None:
            return ""
        evidence = canvas.labels.evidence_words(index)
        return with_stops(status_words(event.status), self._place_words(canvas, index), evidence)

    def _place_words(self, canvas: SpokenCanvas, index: int) -> str:
        """Say where in its lane it stands, among all that the filter keeps: "3 of 16 in Diplomacy"."""
        whole = canvas.model.layout.lanes[self.lane]
        place = whole.place_of(index, int(canvas.model.columns.start_min[index]))
        if place < 0:
            return ""
        name = self._tree.lanes[self.lane].name
        words = _("{n} of {total} in {lane}") if name else _("{n} of {total}")
        return words.format(n=grouped(place + 1), total=grouped(len(whole)), lane=name)

    @override
    def interface_cast(self, t: QAccessible.InterfaceType) -> Address:  # type: ignore[override]
        return self._actions if t == QAccessible.InterfaceType.ActionInterface else NOTHING

    @override
    def relations(self, match: QAccessible.RelationFlag) -> list[Relation]:  # type: ignore[override]  # stubs: one flag
        """Lead from the selected event to what shows its evidence."""
        canvas, kind = self._tree.canvas, QAccessible.RelationFlag.Described
        if canvas is None or not match & kind or not self.state().selected:
            return []
        shown = [QAccessible.queryAccessibleInterface(each) for each in canvas.evidence_shown()]
        return [(each, kind) for each in shown if each is not None]

    @property
    def has_evidence(self) -> bool:
        """Whether there is a source to go to."""
        canvas, index = self._tree.canvas, self.index
        return canvas is not None and index >= 0 and bool(canvas.labels.evidence_words(index))

    def act(self, name: str) -> None:
        """Do one of its actions, once the question has been answered."""
        self._tree.later(partial(self._act, name))

    def _act(self, name: str) -> None:
        canvas, index = self._tree.canvas, self.index
        if canvas is None or index < 0:
            return
        canvas.pick(index, self.lane, reveal=True)
        if name == _EDIT:
            canvas.open_selected()
        elif name == _MENU:
            canvas.ask_menu()
        elif name == _DELETE:
            canvas.delete_wanted.emit()
        elif name == _SOURCE:
            canvas.source_wanted.emit()


class _EventActions(QAccessibleActionInterface):
    """What can be done with an event: open, edit, go to its source, delete, and the menu with everything else."""

    def __init__(self, event: EventVoice) -> None:
        super().__init__()
        self._event = event

    @override
    def actionNames(self) -> list[str]:
        canvas = self._event.tree.canvas
        if canvas is None:
            return []
        source = [_SOURCE] if self._event.has_evidence else []
        return [_OPEN, *source, _MENU] if canvas.chronology.read_only else [_OPEN, _EDIT, *source, _MENU, _DELETE]

    @override
    def doAction(self, actionName: str) -> None:
        self._event.act(actionName)

    @override
    def localizedActionName(self, name: str) -> str:
        words = {_OPEN: _("Open"), _EDIT: _("Edit"), _SOURCE: _("Go to source"), _MENU: _("Menu"), _DELETE: _("Delete")}
        return words.get(name, name)

    @override
    def localizedActionDescription(self, name: str) -> str:
        return ""

    @override
    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return []
