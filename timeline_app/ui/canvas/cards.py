"""What the card beside the pointer says of an event, a cluster or a bar of the histogram."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from timeline_app.domain.records import STATUSES
from timeline_app.paint.card import Card
from timeline_app.ui.canvas.model import STATUS_NAMES

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from timeline_app.layout.hit import Hit
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas


def card_for(canvas: TimelineCanvas, found: Hit, pos: QPointF) -> Card | None:
    """Write the card for what lies under the pointer; None where nothing needs one."""
    if found.event >= 0:
        return event_card(canvas, found.event, pos)
    if found.kind in ("cluster", "bar"):
        count = ngettext("{count} event", "{count} events", found.size).format(count=f"{found.size:,}")
        span = canvas.model.stretch_words(found.start_s, found.end_s, (found.end_s - found.start_s) / 40)
        return Card(pos.x(), pos.y(), count, (span, _("Click to look closer")))
    return None


def event_card(canvas: TimelineCanvas, index: int, pos: QPointF) -> Card:
    """Write the card of an event."""
    model = canvas.model
    status = STATUS_NAMES[STATUSES[int(model.columns.status[index])]]
    place = int(model.columns.place[index])
    places = canvas.chronology.places
    name = places[place].name if 0 <= place < len(places) else ""
    about = " · ".join(part for part in (status, name) if part)
    return Card(
        pos.x(),
        pos.y(),
        model.title(index),
        (model.date_words(index), about, model.evidence_words(index)),
        int(model.columns.category[index]),
    )
