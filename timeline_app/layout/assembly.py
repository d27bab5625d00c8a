"""The one place that puts a timeline together: index, books and layout, from a source of events.

The canvas, exports and measurements each make one call here; what differs between them is the size and the painter.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.formatting import word_short
from timeline_app.domain.dates.zones import OWN
from timeline_app.domain.timeline import as_of_second, read_as_of
from timeline_app.layout.axis.civil_time import on_clocks, point_on_clocks
from timeline_app.layout.axis.ruler import OccupiedSpan
from timeline_app.layout.axis.ruler_markers import Moments, flags_over_ruler
from timeline_app.layout.engine import TimelineLayout
from timeline_app.layout.index.arrangement import Arrangement
from timeline_app.layout.marks.date_claims import ClaimBook, claimed_of
from timeline_app.layout.marks.sets import MemberSpan, SetBook, stretches_of
from timeline_app.layout.placement.date_labels import DateBook, UnbrokenDateBook
from timeline_app.layout.placement.titles import TitleBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.domain.columns import EventColumns
    from timeline_app.domain.dates.when import When
    from timeline_app.domain.timeline import ClaimedDate, LaneNames
    from timeline_app.layout.axis.breaks import BrokenTime
    from timeline_app.layout.axis.ruler import RulerStyle
    from timeline_app.layout.marks.scene import Scene, SceneRequest
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.placement.label_cache import View
    from timeline_app.layout.placement.titles import TextWidths

_MOST_PASSES: Final = 3
"""Titles of what may get a row, titles of what stands without one, claimed dates of what has one."""


class EventSource(Protocol):
    """Where events come from."""

    @property
    def columns(self) -> EventColumns:
        """The events, by no clocks yet."""

    @property
    def zone(self) -> str:
        """By whose clocks they are drawn."""

    @property
    def as_of(self) -> str:
        """The date as of which they are told, in EDTF; empty for none."""

    def lane_names(self) -> LaneNames:
        """Give the names behind the indices of the columns."""

    def titles(self, rows: Iterable[int]) -> Mapping[int, str]:
        """Read titles by row."""

    def claimed_dates(self, rows: Iterable[int]) -> Mapping[int, tuple[ClaimedDate, ...]]:
        """Read by row which other dates are claimed."""

    def dates(self, rows: Iterable[int]) -> Mapping[int, When]:
        """Read dates by row."""


class TextStyle(NamedTuple):
    """How wide text is where it will be painted."""

    ruler: RulerStyle
    regular: TextWidths
    bold: TextWidths


def arrange(source: EventSource, mode: str) -> Arrangement:
    """Arrange the events of a source in lanes; a worker may do it."""
    return Arrangement(on_clocks(source.columns, source.zone), mode, source.lane_names(), source.zone)


def as_of_line(edtf: str, zone: str) -> tuple[int | None, str]:
    """Give where the as-of line stands and what its flag says: at the end of the date, as clocks of the zone show it.

    What is known as of a day or a month was known by the end of it.
    """
    when = read_as_of(edtf)
    if when is None:
        return None, ""
    words = word_short(when, "" if zone == OWN else zone)
    return point_on_clocks(as_of_second(when), when.flags, zone), _("As of {date}").format(date=words)


class Timeline:
    """A layout with what it draws on; asks its source for what a scene wants, between two passes of laying out."""

    def __init__(
        self,
        source: EventSource,
        arranged: Arrangement,
        text: TextStyle,
        book: TitleBook,
        metrics: Metrics | None = None,
    ) -> None:
        """Lay out arranged events of a source; `assemble` makes what it needs."""
        self.source = source
        self.arranged = arranged
        self.text = text
        self.book = book
        self.breaks: BrokenTime | None = None
        self._as_of = as_of_line(source.as_of, source.zone)
        self.layout = TimelineLayout(arranged.columns, arranged.index, book, text.ruler, metrics)
        self.take(source)

    def take(self, source: EventSource) -> None:
        """Go on with a source in which something was edited; what else is known of events is asked for anew."""
        if (source.as_of, source.zone) != (self.source.as_of, self.source.zone):
            self._as_of = as_of_line(source.as_of, source.zone)
        self.source = source
        self.layout.label_cache.sets, self.layout.claims = SetBook(self.arranged.columns), ClaimBook()
        self.layout.label_cache.dates = DateBook(source.zone)

    def with_metrics(self, metrics: Metrics) -> Timeline:
        """Give the same in rows of another height, without a memory of where things stood."""
        other = Timeline(self.source, self.arranged, self.text, self.book, metrics)
        other.layout.label_cache.sets, other.layout.claims = self.layout.label_cache.sets, self.layout.claims
        other.layout.label_cache.dates = self.layout.label_cache.dates
        other.breaks = self.breaks
        return other

    def moments(self, now_s: int, selection_words: str = "") -> Moments:
        """Give the moments that have a line of their own."""
        as_of_s, words = self._as_of
        if self.breaks is not None:
            now_s = self.breaks.shortened(now_s)
            as_of_s = None if as_of_s is None else self.breaks.shortened(as_of_s)
        return Moments(now_s, as_of_s, words, selection_words)

    def scene(self, view: View) -> Scene:
        """Lay out a view with all that it wants; not settled where that is too much for one frame."""
        scene = self.layout.lay_out(view)
        for _pass in range(_MOST_PASSES):
            if not scene.wants.anything:
                break
            self.answer(scene.wants)
            scene = self.layout.lay_out(view)
        return scene if self.breaks is None else self._with_breaks(scene, self.breaks)

    def _with_breaks(self, scene: Scene, breaks: BrokenTime) -> Scene:
        """Have the ruler name the time of clocks, and show where stretches are shortened."""
        places = breaks.places(scene.scale)
        between = tuple(OccupiedSpan(each.start_px, each.end_px) for each in places)
        rows = flags_over_ruler(scene.flags)
        ruler = breaks.ruler(scene.scale, self.text.ruler, (rows[0], rows[1] + between))
        return replace(scene, ruler=ruler, breaks=places)

    def answer(self, wants: SceneRequest) -> None:
        """Read what a scene wants from the source."""
        if wants.titles:
            rows = self._rows(wants.titles)
            titles = self.source.titles(rows.values())
            self.book.learn({event: titles.get(row, "") for event, row in rows.items()})
        sets, claims = self.layout.label_cache.sets, self.layout.claims
        if wants.members and sets is not None:
            rows = self._rows(wants.members)
            dates = self.source.dates(rows.values())
            zone = self.source.zone
            found_sets = {event: stretches_of(dates[row], zone) if row in dates else () for event, row in rows.items()}
            sets.learn({event: self._shortened(spans) for event, spans in found_sets.items()})
        if wants.dates and self.layout.label_cache.dates is not None:
            rows = self._rows(wants.dates)
            found_dates = self.source.dates(rows.values())
            self.layout.label_cache.dates.learn({event: found_dates.get(row) for event, row in rows.items()})
        if wants.claims and claims is not None:
            rows = self._rows(wants.claims)
            found = self.source.claimed_dates(rows.values())
            told = {event: claimed_of(found.get(row, ()), self.source.zone) for event, row in rows.items()}
            if self.breaks is not None:
                told = {
                    event: tuple(each.moved(self.breaks.shortened) for each in all_) for event, all_ in told.items()
                }
            claims.learn(told)

    def _shortened(self, spans: tuple[MemberSpan, ...]) -> tuple[MemberSpan, ...]:
        if self.breaks is None:
            return spans
        return tuple(MemberSpan(*(self.breaks.shortened(second) for second in span)) for span in spans)

    def title(self, event: int) -> str:
        """Give the whole title of an event, read if need be."""
        missing = self.book.missing([event])
        if missing:
            titles = self.source.titles(self._rows(missing).values())
            self.book.learn({each: titles.get(row, "") for each, row in self._rows(missing).items()})
        return self.book.text(event)

    def _rows(self, events: Iterable[int]) -> dict[int, int]:
        numbers = list(events)
        rows: list[int] = self.arranged.columns.row[numbers].tolist()
        return dict(zip(numbers, rows, strict=True))


def assemble(
    source: EventSource, text: TextStyle, arranged: Arrangement | str = "category", book: TitleBook | None = None
) -> Timeline:
    """Put a timeline together, in lanes by a field or as a worker has `arranged` the source already.

    `book` is one that knows some of the titles, or words them in another way.
    """
    if isinstance(arranged, str):
        arranged = arrange(source, arranged)
    return Timeline(source, arranged, text, book or TitleBook(text.regular, text.bold))


def assemble_broken(source: EventSource, text: TextStyle, mode: str, book: TitleBook, breaks: BrokenTime) -> Timeline:
    """Put a timeline together on which stretches without events are shortened."""
    columns = on_clocks(source.columns, source.zone)
    arranged = Arrangement(breaks.columns(columns), mode, source.lane_names(), source.zone)
    timeline = Timeline(source, arranged, text, book)
    timeline.breaks = breaks
    timeline.layout.label_cache.dates = UnbrokenDateBook(source.zone, columns)
    return timeline
