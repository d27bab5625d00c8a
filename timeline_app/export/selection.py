"""Which events a picture shows, and how to say so in a line."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.chronology import query_dates
from timeline_app.document.filter.selecting import during_mask
from timeline_app.document.filter.wording import query_in_words
from timeline_app.document.gating import gate_of, passing
from timeline_app.domain.dates.calendar import civil_at, seconds_at
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.errors import DateError, ExportError
from timeline_app.domain.query.tree import During
from timeline_app.layout.axis.civil_time import on_clocks

if TYPE_CHECKING:
    from timeline_app.document import Chronology
    from timeline_app.document.gating import PassingEvents
    from timeline_app.domain.columns import I64
    from timeline_app.export.options import ExportOptions
    from timeline_app.layout.metrics import Mask


DAY_S: Final = 86_400
_AIR: Final = 12.0
"""Beyond this a date is open, and no place to begin or end a picture."""


@dataclass(frozen=True, slots=True)
class ExportSelection:
    """The events of a picture and the stretch of time it covers."""

    mask: Mask
    """Over the chronology's columns: what is asked for and goes out."""
    start_s: int
    end_s: int
    """What is asked for, or the extent of the events; half-open."""
    kept: int
    undated: int
    """Of the events asked for, those that are left out for want of a date."""
    total: int
    passing: PassingEvents
    """Which of the events asked for go out, and which the profile holds back."""

    def view(self, width: float) -> tuple[int, int]:
        """Give the first second of a picture so wide and the first beyond it: with so much air that no mark is cut."""
        air = max(int((self.end_s - self.start_s) * max(_AIR / width, 1 / 80)), 1)
        return self.start_s - air, self.end_s + air


def find_shown(chronology: Chronology, options: ExportOptions, *, undated: bool = False) -> ExportSelection:
    """Apply query, range and profile of `options`; an ExportError says where they leave nothing.

    With `undated`, events without a date are in the mask too, where no stretch of time is asked for.
    """
    shown = look_over(chronology, options, undated=undated)
    if not shown.kept:
        raise ExportError(_nothing(options, chronology, shown.passing))
    return shown


def look_over(chronology: Chronology, options: ExportOptions, *, undated: bool = False) -> ExportSelection:
    """Do the same where nothing may be left: for who wants to see what is held back."""
    columns = on_clocks(chronology.columns, options.zone)
    asked = chronology.select(options.query) if options.query.strip() else np.ones(len(columns), dtype=bool)
    is_dated = (columns.flags & np.uint16(WhenFlag.UNDATED)) == 0
    going = passing(columns, asked, options.profile).mask
    dated = going & is_dated
    start_s, end_s = stretch_of(options, columns.start_min[dated], columns.end_max[dated])
    within = during_mask(During(start_s, end_s), columns)
    takes_undated = undated and not is_ranged(options)
    here = within if is_ranged(options) else is_dated
    found = passing(columns, asked & (here | ~is_dated if takes_undated else here), options.profile)
    mask = found.mask & (within | ~is_dated)
    left = 0 if takes_undated else int(np.count_nonzero(going)) - int(np.count_nonzero(dated))
    return ExportSelection(mask, start_s, end_s, int(np.count_nonzero(mask)), left, len(columns), found)


def undated_left_out(chronology: Chronology, options: ExportOptions) -> int:
    """Count the events asked for that a format which needs dates leaves out."""
    return look_over(chronology, options).undated


def words_on_undated(count: int) -> str:
    """Say that events are left out for want of a date; empty where none are."""
    if not count:
        return ""
    words = ngettext("{n} event has no date and is left out.", "{n} events have no date and are left out.", count)
    return words.format(n=grouped(count))


def is_ranged(options: ExportOptions) -> bool:
    """Whether a stretch of time is asked for."""
    return bool(options.first or options.last or options.span is not None)


def describe(shown: ExportSelection, options: ExportOptions, chronology: Chronology) -> str:
    """Say in a line what the picture shows and when it was made."""
    parts, gate = [range_words(shown, options), count_words(shown)], gate_of(chronology, options.profile)
    if options.query.strip():
        asked = gate.text(query_in_words(options.query, query_dates(chronology)))
        parts.insert(1, _("only {query}").format(query=asked))
    if shown.undated:
        parts.append(ngettext("{n} without a date", "{n} without a date", shown.undated).format(n=shown.undated))
    if chronology.as_of:
        parts.append(_("as known on {date}").format(date=gate.text(words(chronology.as_of))))
    parts.append(_("made on {date}").format(date=words(options.made or time.strftime("%Y-%m-%d"))))
    return " · ".join(parts)


def words(edtf: str) -> str:
    """Give a date in words; the text itself where it is no date."""
    try:
        return word(When.parse(edtf)) if edtf else ""
    except DateError:
        return edtf


def stretch_of(options: ExportOptions, starts: I64, ends: I64) -> tuple[int, int]:
    """Give the stretch of time that is asked for; where one side is open, the events' own extent."""
    if options.span is not None:
        start_s, end_s = options.span
    else:
        first_s, last_s = _extent(starts, ends)
        start_s = When.parse(options.first).start_min if options.first else first_s
        end_s = When.parse(options.last).end_max if options.last else max(last_s, start_s + DAY_S)
        if options.last and not options.first:
            start_s = min(start_s, end_s - DAY_S)
    if end_s <= start_s:
        raise ExportError(_("The stretch of time ends before it begins."))
    if max(abs(start_s), abs(end_s)) >= FAR_S:
        raise ExportError(_("The stretch of time needs a beginning and an end."))
    return start_s, end_s


def _extent(starts: I64, ends: I64) -> tuple[int, int]:
    """Give where the events begin and end, open ends left aside."""
    points = np.concatenate((starts, starts + 1, ends))  # what begins last and goes on has no end of its own
    points = points[np.abs(points) < FAR_S]
    if not len(points):
        return 0, DAY_S
    return int(points.min()), max(int(points.max()), int(points.min()) + 1)


def all_held_back() -> str:
    """Say that the gate leaves nothing to write."""
    return _("The profile holds back every event asked for; let more statuses out, or choose another profile.")


def _nothing(options: ExportOptions, chronology: Chronology, found: PassingEvents) -> str:
    if not len(chronology.columns):
        return _("There are no events to export yet; add some, or import a file.")
    if found.by_status.any() or found.unsourced.any():
        return all_held_back()
    ranged = is_ranged(options)
    asked = query_in_words(options.query, query_dates(chronology))
    if asked and ranged:
        return _("No dated event in this stretch of time matches: {query}.").format(query=asked)
    if asked:
        return _("No dated event matches: {query}.").format(query=asked)
    return _("No event lies in this stretch of time.")


def count_words(shown: ExportSelection) -> str:
    """Say how many of the events are shown."""
    if shown.kept == shown.total:
        return ngettext("{n} event", "{n} events", shown.total).format(n=grouped(shown.total))
    return _("{kept} of {all} events").format(kept=grouped(shown.kept), all=grouped(shown.total))


def range_words(shown: ExportSelection, options: ExportOptions) -> str:
    """Say which stretch of time is shown."""
    first = options.first if options.first and options.span is None else ""
    last = options.last if options.last and options.span is None else ""
    whole_years = _whole_years(shown)
    if whole_years and not first and not last:
        return whole_years
    begin, end = words(first or _day(shown.start_s)), words(last or _day(shown.end_s - 1))
    return begin if begin == end else f"{begin} – {end}"


def _whole_years(shown: ExportSelection) -> str:
    """Give years alone where the stretch runs from one New Year to another."""
    first, last = civil_at(shown.start_s).year, civil_at(shown.end_s).year
    if seconds_at(first) != shown.start_s or seconds_at(last) != shown.end_s:
        return ""
    begin, end = words(_year(first)), words(_year(last - 1))
    return begin if begin == end else f"{begin} – {end}"


def _day(second: int) -> str:
    civil = civil_at(second)
    return f"{_year(civil.year)}-{civil.month:02}-{civil.day:02}" if abs(civil.year) < 10_000 else _year(civil.year)


def _year(year: int) -> str:
    if abs(year) >= 10_000:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"
