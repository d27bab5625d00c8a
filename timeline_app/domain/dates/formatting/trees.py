"""A date that was taken apart, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates.edtf.tree import DatePart, SetPart, Unit
from timeline_app.domain.dates.formatting.dates import date_words
from timeline_app.domain.dates.formatting.phrases import _
from timeline_app.domain.dates.formatting.ranges import interval_words
from timeline_app.domain.dates.formatting.sets import set_words

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import Edtf
    from timeline_app.domain.dates.formatting.style import Style


def tree_words(tree: Edtf, style: Style, zones: tuple[str, str]) -> str:
    """Word a date, a set of dates or an interval."""
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
