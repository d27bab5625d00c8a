"""What to tell about clock times that a change of clocks makes doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.edtf.date import offset_seconds
from timeline_app.domain.wording.phrases import _
from timeline_app.domain.zones import clock_doubt

if TYPE_CHECKING:
    from timeline_app.domain.edtf.tree import DatePart


def doubt_about(part: DatePart, zone: str) -> str:
    """Say that clocks in the zone skip this time, or show it twice; nothing where all is clear."""
    doubt = clock_doubt(part.lower + offset_seconds(part.offset), zone)
    if doubt == "skipped":
        return _("clocks were put forward past this time")
    return _("clocks show this time twice that day; the first is taken") if doubt else ""
