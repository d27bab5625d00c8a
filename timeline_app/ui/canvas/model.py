"""What the canvas shows of a chronology, and how it words it."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Final

from timeline_app.domain.dates.calendar import DAY_S, civil_at
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.layout.axis.civil_time import clock_now
from timeline_app.layout.axis.ruler import MONTHS
from timeline_app.ui.canvas.shown_events import ShownEvents
from timeline_app.ui.wording.date_words import date_in_words, range_in_words

_YEAR_S: Final = 360 * DAY_S
_MONTH_S: Final = 27 * DAY_S
_TELLING_S: Final = 2 * 366 * DAY_S
"""In a longer view the ruler no longer tells the year at a glance."""


class CanvasModel(ShownEvents):
    """The events of a chronology as the canvas arranges and words them."""

    def title(self, index: int) -> str:
        """Give the whole title of an event."""
        return self._book.text(index)

    def span(self, index: int) -> tuple[int, int]:
        """Give what is possible of an event, without open ends."""
        start, end = int(self.columns.start_min[index]), int(self.columns.end_max[index])
        if start <= -FAR_S:
            start = end - DAY_S
        return start, end if end < FAR_S else start + DAY_S

    def flag_words(self, index: int, span_s: float = 0) -> str:
        """Word where an event begins as briefly as a flag asks in a view of `span_s`: "23 Jul", "c. Mar 2021"."""
        start, flags = self.span(index)[0], int(self.columns.flags[index])
        if flags & WhenFlag.OPEN_START:
            return _point_words(start, 0, flags, span_s)
        slack_s = int(self.columns.start_max[index]) - start
        if not flags & WhenFlag.APPROXIMATE_START:
            return _point_words(start, slack_s, flags, span_s)
        middle = start + slack_s // 2  # "about" reaches one unit to both sides of the one that is written
        return _("c. {date}").format(date=_point_words(middle, slack_s // 3, flags, span_s))

    def day_words(self, second: int) -> str:
        """Word a day: "31 Jul 2025"."""
        at = civil_at(second)
        return f"{at.day} {_(MONTHS[at.month - 1])[:3]} {at.year}"

    def place_words(self, index: int) -> str:
        """Name the place of an event on one line; empty for none."""
        row = self.row_of(index)
        event = self.chronology.event(row) if row is not None else None
        places = self.chronology.places if event is not None and event.place_id else ()
        return next((on_one_line(each.name) for each in places if event and each.id == event.place_id), "")

    def date_words(self, index: int) -> str:
        """Word the date of an event in full."""
        row = self.row_of(index)
        event = self.chronology.event(row) if row is not None else None
        return date_in_words(event, self.zone) if event is not None else ""

    def evidence_words(self, index: int) -> str:
        """Tell how many excerpts speak of an event."""
        row = self.row_of(index)
        event = self.chronology.event(row) if row is not None else None
        count = len(self.chronology.evidence(event.id)) if event is not None else 0
        return ngettext("{count} excerpt", "{count} excerpts", count).format(count=count) if count else ""

    def stretch_words(self, start_s: int, end_s: int, seconds_per_px: float) -> str:
        """Word a stretch of time as finely as it can be pointed at."""
        finest = DAY_S if seconds_per_px > 600 else 1
        return range_in_words(start_s // finest * finest, -(-end_s // finest) * finest)

    def now(self) -> int:
        """Give the second that clocks show now."""
        return clock_now(self.zone)


def _point_words(second: int, unit_s: int, flags: int, span_s: float) -> str:
    """Word a point that is known to a unit of time, no finer than that."""
    at = civil_at(second)
    year = str(at.year) if at.year > 0 else _("{year} BCE").format(year=1 - at.year)
    if unit_s >= _YEAR_S:
        return year
    month = _(MONTHS[at.month - 1])[:3]
    if unit_s >= _MONTH_S:
        return f"{month} {year}"
    if span_s > _TELLING_S:
        return f"{at.day} {month} {year}"
    return f"{at.day} {month}, {at.hour:02}:{at.minute:02}" if flags & WhenFlag.INSTANT else f"{at.day} {month}"
