"""Words that dates are made of, in the language of the program.

The two ways of wording a date: in full, and short for where room is scarce.
"""

from __future__ import annotations

from functools import cache

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import era_number, months_alone, months_of_days, months_short, months_short_of_days

__all__ = ["_"]


@cache
def season_phrases() -> dict[int, str]:
    """Give the templates of the parts of a year that EDTF numbers 21 to 41."""
    return {
        21: gettext("spring {year}"),
        22: gettext("summer {year}"),
        23: gettext("autumn {year}"),
        24: gettext("winter {years}"),
        25: gettext("spring {year} (northern hemisphere)"),
        26: gettext("summer {year} (northern hemisphere)"),
        27: gettext("autumn {year} (northern hemisphere)"),
        28: gettext("winter {years} (northern hemisphere)"),
        29: gettext("spring {year} (southern hemisphere)"),
        30: gettext("summer {years} (southern hemisphere)"),
        31: gettext("autumn {year} (southern hemisphere)"),
        32: gettext("winter {year} (southern hemisphere)"),
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


def century_words(number: int, *, before: bool = False) -> str:
    """Word a century by its number: "the 19th century", "the 1st century BCE"."""
    template = _("the {number} century BCE") if before else _("the {number} century")
    return template.format(number=era_number(number))


class PhraseStyle(NamedTuple):
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
    years: bool = True
    """Whether days and months name their year; beside a title the ruler does."""
    clocks: bool = True
    """Whether clock times are worded, or only the day on which they fall."""
    clock_days: bool = True
    """Whether a clock time names its day."""
    zones: bool = True
    """Whether a clock time names its zone."""


@cache
def long_style(*, weekday: bool = False) -> PhraseStyle:
    """Give the phrases of the full wording."""
    return PhraseStyle(
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
def short_style() -> PhraseStyle:
    """Give the phrases of the short wording."""
    return PhraseStyle(
        short=True,
        weekday=False,
        day_months=months_short_of_days(),
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
