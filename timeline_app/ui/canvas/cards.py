"""What the card beside the pointer says of an event, a cluster or a bar of the histogram.

A short list of events to choose from: those of a cluster on one instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, side_by_side
from timeline_app.domain.dates.zones import OWN
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import status_words
from timeline_app.paint.card import HoverCard
from timeline_app.ui.widgets.closing import own

if TYPE_CHECKING:
    from typing import Protocol

    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    from timeline_app.layout.marks.hit_test import Hit
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.layout.shown_events import ShownEvents
    from timeline_app.ui.canvas.event_labels import EventLabels

    class Pick(Protocol):
        """Asks for an event to be selected."""

        def __call__(self, index: int, *, reveal: bool) -> None:
            """Ask for the event at an index of the columns, to be brought into view where `reveal`."""


_MOST_CLAIMS: Final = 3


def card_for(labels: EventLabels, scene: Scene, found: Hit, pos: QPointF) -> HoverCard | None:
    """Write the card for what lies under the pointer; None where nothing needs one."""
    if found.event >= 0:
        return event_card(labels, found.event, pos)
    if found.kind in ("cluster", "bar"):
        count = ngettext("{count} event", "{count} events", found.size).format(count=grouped(found.size))
        when = labels.gathered_words(labels.events.gathered(found, scene))
        return HoverCard(pos.x(), pos.y(), count, (when, _("Click to look closer")))
    return None


def event_card(labels: EventLabels, index: int, pos: QPointF) -> HoverCard:
    """Write the card of an event, with the other dates that are claimed for it."""
    events = labels.events
    status = status_words(STATUSES[int(events.columns.status[index])])
    about = " · ".join(part for part in (status, labels.place_words(index)) if part)
    return HoverCard(
        pos.x(),
        pos.y(),
        events.title(index),
        (labels.date_words(index), about, labels.evidence_words(index), *_claims(labels, index)),
        int(events.columns.category[index]),
        of_event=True,
    )


def _claims(labels: EventLabels, index: int) -> list[str]:
    """Word the other dates that evidence claims for an event."""
    from timeline_app.domain.dates.formatting import word  # noqa: PLC0415 - when something is pointed at

    events, zone = labels.events, "" if labels.events.zone == OWN else labels.events.zone
    row = events.row_of(index)
    others = events.timeline.source.claimed_dates([row]).get(row, ()) if row is not None else ()
    told = []
    for other in others[:_MOST_CLAIMS]:
        frame = _("Also claimed, against the event: {date}") if other.disputes else _("Also claimed: {date}")
        told.append(frame.format(date=word(other.when, zone)))
    if len(others) > _MOST_CLAIMS:
        told.append(_("and other dates"))
    return told


MOST: Final = 24


class EventMenu(QMenu):
    """Lists events by title under a heading; choosing one selects it. The table shows what is too much for a menu."""

    def __init__(self, canvas: QWidget, events: ShownEvents, listed: tuple[str, list[int]], pick: Pick) -> None:
        super().__init__(canvas)
        self._events, self._pick = events, pick
        heading, indices = listed
        own(self)
        self.setAccessibleName(on_one_line(heading))
        self.addSection(side_by_side(heading, grouped(len(indices))))
        for index in indices[:MOST]:
            title = events.title(index) or _("Without a title")
            action = self.addAction(title.replace("&", "&&"))
            action.setData(index)
        if len(indices) > MOST:
            rest = self.addAction(_("… and {count} more: see the table").format(count=grouped(len(indices) - MOST)))
            rest.setEnabled(False)
        self.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        index = action.data()
        if isinstance(index, int):
            self._pick(index, reveal=not self._events.is_undated(index))
