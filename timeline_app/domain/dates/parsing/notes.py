"""Notes on a date that was read: its old-style date, or a clock time that a change of clocks makes doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.i18n.facts import all_of
from timeline_app.domain.dates.edtf.date import offset_seconds
from timeline_app.domain.dates.formatting.dates import day_words
from timeline_app.domain.dates.formatting.phrases import _, long_style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.domain.dates.edtf.tree import DatePart
    from timeline_app.domain.dates.parsing.partial import PartialDate


def doubt_about(part: DatePart, zone: str) -> str:
    """Say that clocks in the zone skip this time, or show it twice; nothing where all is clear."""
    from timeline_app.domain.dates.zones import clock_doubt  # noqa: PLC0415  # zoneinfo is needed for few dates

    doubt = clock_doubt(part.lower + offset_seconds(part.offset), zone)
    if doubt == "skipped":
        return _("clocks were put forward past this time")
    return _("clocks show this time twice that day; the first is taken") if doubt else ""


def old_style_note(dates: Iterable[PartialDate]) -> str:
    """Name dates as they stood in the Julian calendar: "10 February 1918 O.S."."""
    style = long_style()
    days = [day_words(each.year or 0, each.month, each.day, style) for each in dates if each.month and each.day]
    return _("{date} O.S.").format(date=all_of(days))
