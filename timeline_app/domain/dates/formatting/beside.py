"""Dates beside titles: as short as the view allows, since the ruler tells the rest."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import kept_in_words
from timeline_app.domain.dates.calendar import DAY_S, civil_from_days
from timeline_app.domain.dates.edtf import points as pt
from timeline_app.domain.dates.formatting.dates import day_words
from timeline_app.domain.dates.formatting.intervals import tree_words
from timeline_app.domain.dates.formatting.phrases import _, short_style
from timeline_app.domain.dates.zones import clock_doubt, offset_at

if TYPE_CHECKING:
    from timeline_app.domain.dates.formatting.phrases import PhraseStyle
    from timeline_app.domain.dates.when import When


class DateDetail(IntEnum):
    """What of a date stands beside a title."""

    YEAR = 0
    """ "16 May 2025", in a view of years."""
    DAY = 1
    """ "16 May", in a view of months."""
    TIME = 2
    """ "16 May, 14:30", in a view of days."""
    CLOCK = 3
    """ "14:30", in a view of hours."""


_DAY: Final = pt.DAY
_INSTANT: Final = pt.INSTANT
_OF_A_PLAIN_DATE: Final = pt.DAY | pt.INSTANT | pt.FLOATING


@kept_in_words()
def beside_style(detail: DateDetail, *, years: bool, zones: bool) -> PhraseStyle:
    """Give the short wording with no more in it than a detail asks for; the year too where it is wanted."""
    return short_style()._replace(
        years=years or detail is DateDetail.YEAR,
        clocks=detail >= DateDetail.TIME,
        clock_days=years or detail is not DateDetail.CLOCK,
        zones=zones,
    )


def word_beside(when: When, zone: str, detail: DateDetail, *, years: bool = False) -> str:
    """Word a date beside a title; clock times by the clocks of `zone`, else by its own.

    The clocks of `zone` are not named, but for the hour that they show twice.
    """
    style = beside_style(detail, years=years, zones=not zone or _is_doubtful(when, zone))
    return _("undated") if when.tree is None else tree_words(when.tree, style, (when.zone, zone))


def _is_doubtful(when: When, zone: str) -> bool:
    """Tell whether a date begins or ends in an hour that clocks in the zone show twice."""
    if when.flags & (_INSTANT | pt.FLOATING) != _INSTANT:
        return False
    ends = [each for each in (when.start_min, when.end_min) if abs(each) < pt.FAR_S]
    return any(comes_twice(each + offset_at(each, zone), zone) for each in ends)


@lru_cache(maxsize=16_384)
def comes_twice(clock_s: int, zone: str) -> bool:
    """Tell whether clocks in a zone show a second twice, as they are put back: it takes words to say which is meant."""
    return clock_doubt(clock_s, zone) == "twice"


@kept_in_words(16_384)
def word_plain_beside(start_s: int, until_s: int, flags: int, detail: DateDetail, *, years: bool = False) -> str | None:
    """Word what begins and may end at seconds that clocks show, where it is one plain day or moment; else None."""
    if flags & ~_OF_A_PLAIN_DATE or not flags & (_DAY | _INSTANT) or until_s - start_s > DAY_S:
        return None
    days, second = divmod(start_s, DAY_S)
    to_the_minute = until_s - start_s in (1, 60) and second % 60 == 0
    if not (to_the_minute if flags & _INSTANT else second == 0 and until_s - start_s == DAY_S):
        return None
    style = beside_style(detail, years=years, zones=False)
    day = day_words(*civil_from_days(days), style)
    if not flags & _INSTANT or not style.clocks:
        return day
    time = f"{second // 3600:02}:{second // 60 % 60:02}"
    return _("{day}, {time}").format(day=day, time=time) if style.clock_days else time
