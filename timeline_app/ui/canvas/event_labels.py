"""How the canvas words an event: its flag, its card, and what a hand is about to make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import months_short, months_short_of_days
from timeline_app.domain.dates.calendar import DAY_S, civil_at
from timeline_app.domain.dates.formatting import word, word_short
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.dates.zones import OWN
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.wording.date_words import date_in_words, dates_in_words, event_when, start_of, stretch_as_edtf

if TYPE_CHECKING:
    from timeline_app.document import Chronology
    from timeline_app.domain.records import Event
    from timeline_app.layout.metrics import I32
    from timeline_app.layout.shown_events import ShownEvents

_YEAR_S: Final = 360 * DAY_S
_MONTH_S: Final = 27 * DAY_S
_UNITS_S: Final = ((28 * DAY_S, 31 * DAY_S), (365 * DAY_S, 366 * DAY_S))
_TELLING_S: Final = 2 * 366 * DAY_S
"""In a longer view the ruler no longer tells the year at a glance."""


class EventLabels:
    """Words for shown events, by the clocks of their timeline."""

    def __init__(self, events: ShownEvents, chronology: Chronology) -> None:
        self.events = events
        self.chronology = chronology

    @property
    def _zone(self) -> str:
        return self.events.zone

    def _event(self, index: int) -> Event | None:
        row = self.events.row_of(index)
        return self.chronology.event(row) if row is not None else None

    def flag_words(self, index: int, span_s: float = 0) -> str:
        """Word where an event begins as briefly as a flag asks in a view of `span_s`: "23 Jul", "c. Mar 2021"."""
        start, flags = self.events.span(index)[0], int(self.events.columns.flags[index])
        slack_s = int(self.events.columns.start_max[index]) - start
        unbounded = flags & (WhenFlag.OPEN_START | WhenFlag.UNKNOWN_START)
        if unbounded or not _is_unit(slack_s // 3 if flags & WhenFlag.APPROXIMATE_START else slack_s):
            return self._start_words(index)
        if not flags & WhenFlag.APPROXIMATE_START:
            return _point_words(start, slack_s, flags, span_s)
        middle = start + slack_s // 2  # "about" reaches one unit to both sides of the one that is written
        return _("c. {date}").format(date=_point_words(middle, slack_s // 3, flags, span_s))

    def place_words(self, index: int) -> str:
        """Name the place of an event on one line; empty for none."""
        event = self._event(index)
        places = self.chronology.places if event is not None and event.place_id else ()
        return next((on_one_line(each.name) for each in places if event and each.id == event.place_id), "")

    def date_words(self, index: int) -> str:
        """Word the date of an event in full."""
        event = self._event(index)
        return date_in_words(event, self._zone) if event is not None else ""

    def evidence_words(self, index: int) -> str:
        """Tell how many excerpts speak of an event."""
        event = self._event(index)
        count = len(self.chronology.evidence(event.id)) if event is not None else 0
        return ngettext("{count} excerpt", "{count} excerpts", count).format(count=count) if count else ""

    def _start_words(self, index: int) -> str:
        """Word a beginning that is no plain day, month, year or moment: "summer 2025", "the 19th century"."""
        event = self._event(index)
        when = event_when(event) if event is not None else None
        if when is None:
            return ""
        bounded = not when.flags & (WhenFlag.OPEN_START | WhenFlag.UNKNOWN_START)
        return word_short(start_of(when) if bounded else when, "" if self._zone == OWN else self._zone)

    def gathered_words(self, events: I32) -> str:
        """Word the stretch of time in which some events lie, none of them finer than it is known."""
        start, end = self.events.columns.start_min[events], self.events.columns.end_max[events]
        ends = (events[np.lexsort((-end, start))[0]], events[np.lexsort((-start, end))[-1]]) if len(events) else ()
        first, last = (self._event(int(index)) for index in ends) if ends else (None, None)
        return dates_in_words(first, last, self._zone) if first is not None and last is not None else ""

    def moved_words(self, event: Event, by_s: int) -> str:
        """Word the date that an event would have after it was moved."""
        from timeline_app.domain.dates.shifting import shifted  # noqa: PLC0415 - no start waits for a hand

        return date_in_words(shifted(event, by_s), self._zone, weekday_too=False)

    def stretch_words(self, start_s: int, end_s: int) -> str:
        """Word a stretch that is drawn as the dates that a new event gets of it."""
        return word(When.of(*stretch_as_edtf(start_s, end_s, self._zone)), "" if self._zone == OWN else self._zone)


def _is_unit(unit_s: int) -> bool:
    """Whether a point is known to a moment, a day, a month or a year: what `_point_words` has words for."""
    return unit_s <= DAY_S or any(low <= unit_s <= high for low, high in _UNITS_S)


def _point_words(second: int, unit_s: int, flags: int, span_s: float) -> str:
    """Word a point that is known to a unit of time, no finer than that."""
    at = civil_at(second)
    year = str(at.year) if at.year > 0 else _("{year} BCE").format(year=1 - at.year)
    if unit_s >= _YEAR_S:
        return year
    if unit_s >= _MONTH_S:
        return _("{month} {year}").format(month=months_short()[at.month], year=year)
    month = months_short_of_days()[at.month]
    if span_s > _TELLING_S:
        return _("{day} {month} {year}").format(day=at.day, month=month, year=year)
    day = _("{day} {month}").format(day=at.day, month=month)
    if not flags & WhenFlag.INSTANT:
        return day
    return _("{day}, {time}").format(day=day, time=f"{at.hour:02}:{at.minute:02}")
