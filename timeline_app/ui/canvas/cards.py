"""What the card beside the pointer says of an event, a cluster or a bar of the histogram.

A short list of events to choose from: those of a cluster on one instant.
"""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from timeline_app.base.i18n.facts import grouped, side_by_side
from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import status_words
from timeline_app.paint.card import HoverCard

if TYPE_CHECKING:
    from typing import Protocol

    from PySide6.QtCore import QPointF

    from timeline_app.layout.marks.hit_test import Hit
    from timeline_app.ui.canvas.scene_view import SceneView

    class Pick(Protocol):
        """Asks for an event to be selected."""

        def __call__(self, index: int, *, reveal: bool) -> None:
            """Ask for the event at an index of the columns, to be brought into view where `reveal`."""


_MOST_CLAIMS: Final = 3


def card_for(canvas: SceneView, found: Hit, pos: QPointF) -> HoverCard | None:
    """Write the card for what lies under the pointer; None where nothing needs one."""
    if found.event >= 0:
        return event_card(canvas, found.event, pos)
    if found.kind in ("cluster", "bar"):
        count = ngettext("{count} event", "{count} events", found.size).format(count=grouped(found.size))
        when = canvas.model.gathered_words(canvas.model.gathered(found, canvas.scene))
        return HoverCard(pos.x(), pos.y(), count, (when, _("Click to look closer")))
    return None


def event_card(canvas: SceneView, index: int, pos: QPointF) -> HoverCard:
    """Write the card of an event, with the other dates that are claimed for it."""
    model = canvas.model
    status = status_words(STATUSES[int(model.columns.status[index])])
    about = " · ".join(part for part in (status, model.place_words(index)) if part)
    return HoverCard(
        pos.x(),
        pos.y(),
        model.title(index),
        (model.date_words(index), about, model.evidence_words(index), *_claims(canvas, index)),
        int(model.columns.category[index]),
    )


def _claims(canvas: SceneView, index: int) -> list[str]:
    """Word the other dates that evidence claims for an event."""
    from timeline_app.domain.dates.formatting import word  # noqa: PLC0415 - when something is pointed at

    row = canvas.model.row_of(index)
    others = canvas.model.timeline.source.claimed_dates([row]).get(row, ()) if row is not None else ()
    told = []
    for other in others[:_MOST_CLAIMS]:
        frame = _("Also claimed, against the event: {date}") if other.disputes else _("Also claimed: {date}")
        told.append(frame.format(date=word(other.when)))
    if len(others) > _MOST_CLAIMS:
        told.append(_("and other dates"))
    return told


MOST: Final = 24


class EventMenu(QMenu):
    """Lists events by title under a heading; choosing one selects it. The table shows what is too much for a menu."""

    def __init__(self, canvas: SceneView, indices: list[int], heading: str, pick: Pick) -> None:
        super().__init__(canvas)
        self._canvas, self._pick = canvas, pick
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addSection(side_by_side(heading, grouped(len(indices))))
        for index in indices[:MOST]:
            title = canvas.model.title(index) or _("Without a title")
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
            self._pick(index, reveal=not self._canvas.model.is_undated(index))
