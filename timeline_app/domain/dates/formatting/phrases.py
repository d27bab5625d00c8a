"""Words that dates are made of, in the language of the program.

The two ways of wording a date: in full, and short for where room is scarce.
"""

from __future__ import annotations

from functools import cache
from gettext import gettext, pgettext

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import phrase as _

__all__ = ["_"]


@cache
def months_of_days() -> tuple[str, ...]:
    """Name the months as they stand after a day (in many languages in the genitive), from index 1."""
    context = "month after a day"
    return (
        "",
        pgettext(context, "January"),
        pgettext(context, "February"),
        pgettext(context, "March"),
        pgettext(context, "April"),
        pgettext(context, "May"),
        pgettext(context, "June"),
        pgettext(context, "July"),
        pgettext(context, "August"),
        pgettext(context, "September"),
        pgettext(context, "October"),
        pgettext(context, "November"),
        pgettext(context, "December"),
    )


@cache
def months_alone() -> tuple[str, ...]:
    """Name the months as they stand by themselves, from index 1."""
    return (
        "",
        gettext("January"),
        gettext("February"),
        gettext("March"),
        gettext("April"),
        gettext("May"),
        gettext("June"),
        gettext("July"),
        gettext("August"),
        gettext("September"),
        gettext("October"),
        gettext("November"),
        gettext("December"),
    )


@cache
def months_short() -> tuple[str, ...]:
    """Name the months in three letters or so, from index 1."""
    context = "short month"
    return (
        "",
        pgettext(context, "Jan"),
        pgettext(context, "Feb"),
        pgettext(context, "Mar"),
        pgettext(context, "Apr"),
        pgettext(context, "May"),
        pgettext(context, "Jun"),
        pgettext(context, "Jul"),
        pgettext(context, "Aug"),
        pgettext(context, "Sep"),
        pgettext(context, "Oct"),
        pgettext(context, "Nov"),
        pgettext(context, "Dec"),
    )


@cache
def weekdays() -> tuple[str, ...]:
    """Name the days of the week, Monday first."""
    return (
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    )


@cache
def season_phrases() -> dict[int, str]:
    """Give the templates of the parts of a year that EDTF numbers 21 to 41."""
    north, south = gettext("{season} (northern hemisphere)"), gettext("{season} (southern hemisphere)")
    spring, summer = gettext("spring {year}"), gettext("summer {year}")
    autumn, winter = gettext("autumn {year}"), gettext("winter {years}")
    southern_summer = gettext("summer {years}")
    southern_winter = gettext("winter {year}")
    return {
        21: spring,
        22: summer,
        23: autumn,
        24: winter,
        25: north.format(season=spring),
        26: north.format(season=summer),
        27: north.format(season=autumn),
        28: north.format(season=winter),
        29: south.format(season=spring),
        30: south.format(season=southern_summer),
        31: south.format(season=autumn),
        32: south.format(season=southern_winter),
        33: gettext("the first quarter of {year}"),
        34: gettext("the second quarter of {year}"),
        35: gettext("the third quarter of {year}"),
        36: gettext("the fourth quarter of {year}"),
        37: gettext("the first four months of {year}"),
        38: gettext("the middle four months of {year}"),
        39: gettext("the last four months of {year}"),
        40: gettext("the first half of {year}"),
        41: gettext("the second half of {year}"),
    }


def century_words(number: int, *, article: bool = True) -> str:
    """Word a century by its number: "the 19th century"."""
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    endings = {1: _("{number}st century"), 2: _("{number}nd century"), 3: _("{number}rd century")}
    words = endings.get(last, _("{number}th century")).format(number=number)
    return _("the {century}").format(century=words) if article else words


class Style(NamedTuple):
    """The phrases by which full and short wording differ."""

    short: bool
    weekday: bool
    day_months: tuple[str, ...]
    months: tuple[str, ...]
    about: str
    uncertain: str
    about_uncertain: str
    interval: str
    within: str
    still: str
    end_unknown: str
    start_unknown: str
    start_open: str


@cache
def long_style(*, weekday: bool = False) -> Style:
    """Give the phrases of the full wording."""
    return Style(
        short=False,
        weekday=weekday,
        day_months=months_of_days(),
        months=months_alone(),
        about=_("about {date}"),
        uncertain=_("{date} (uncertain)"),
        about_uncertain=_("about {date} (uncertain)"),
        interval=_("{first} to {last}"),
        within=_("between {first} and {last}"),
        still=_("from {first}, still going on"),
        end_unknown=_("from {first}, end unknown"),
        start_unknown=_("until {last}, beginning unknown"),
        start_open=_("until {last}, with no beginning"),
    )


@cache
def short_style() -> Style:
    """Give the phrases of the short wording."""
    return Style(
        short=True,
        weekday=False,
        day_months=months_short(),
        months=months_short(),
        about=_("c. {date}"),
        uncertain=_("{date}?"),
        about_uncertain=_("c. {date}?"),
        interval=_("{first} – {last}"),
        within=_("between {first} and {last}"),
        still=_("since {first}"),
        end_unknown=_("{first} – ?"),
        start_unknown=_("? – {last}"),
        start_open=_("until {last}"),
    )
