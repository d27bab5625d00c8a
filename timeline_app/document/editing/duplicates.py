"""Copies of events: others of the same kind, which a person then makes different."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.change import Change
from timeline_app.domain.records import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.records import Event


def duplicates_of(events: Sequence[Event]) -> Change:
    """Make the change that adds each event once more, without its evidence: that speaks of the one there was."""
    copies = tuple(replace(event, id=new_id(), external_id="", created="", updated="") for event in events)
    if len(copies) == 1:
        label = _("Duplicate “{title}”").format(title=copies[0].title)
    else:
        label = ngettext("Duplicate {n} event", "Duplicate {n} events", len(copies)).format(n=grouped(len(copies)))
    return Change(label, after=copies)
