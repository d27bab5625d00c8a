"""Dates in words, as a person reads them; the one place where a date becomes text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.edtf.tree import DatePart, SetPart, Unit
from timeline_app.domain.wording.dates import date_words
from timeline_app.domain.wording.phrases import _
from timeline_app.domain.wording.ranges import interval_words
from timeline_app.domain.wording.sets import set_words
from timeline_app.domain.wording.style import Style, long_style, short_style

if TYPE_CHECKING:
    from timeline_app.domain.edtf.tree import Edtf
    from timeline_app.domain.when import When

__all__ = ["word", "word_short", "word_tree"]


def word(when: When, zone: str = "", *, weekday: bool = False) -> str:
    """Word a date in full: "16 May 2025", "about July 2025", "before 24 February 2022".

    Clock times are shown in `zone` (an IANA name, an offset, "UTC" or "local"), else in the date's own. `weekday`
    puts the day of the week before a single day: "Wednesday, 23 July 2025".
    """
    return _word(when, long_style(weekday=weekday), zone)


def word_short(when: When, zone: str = "") -> str:
    """Word a date where room is scarce, as on the flags of the canvas: "23 Jul 2025", "c. Jul 2025"."""
    return _word(when, short_style(), zone)


def word_tree(tree: Edtf, zone: str = "") -> str:
    """Word an EDTF text that was taken apart but not placed on the axis; `zone` is its own."""
    return _word_tree(tree, long_style(), (zone, ""))


def _word(when: When, style: Style, zone: str) -> str:
    return _("undated") if when.tree is None else _word_tree(when.tree, style, (when.zone, zone))


def _word_tree(tree: Edtf, style: Style, zones: tuple[str, str]) -> str:
    if isinstance(tree, DatePart):
        return date_words(tree, style, zones)
    if isinstance(tree, SetPart):
        words = set_words(tree, style, zones)
        return words if style.short or not _needs_some_time(tree) else _("some time in {dates}").format(dates=words)
    return interval_words(tree, style, zones)


def _needs_some_time(tree: SetPart) -> bool:
    """Tell whether the dates are alternatives so coarse that "in 2015 or 2016" could be read as lasting."""
    return (
        tree.one_of
        and len(tree.members) > 1
        and all(not each.is_range and each.first and each.first.unit > Unit.DAY for each in tree.members)
    )
