"""The two ways of wording a date: in full, and short for where room is scarce."""

from __future__ import annotations

from functools import cache

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.formatting.phrases import _, months_alone, months_of_days, months_short


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
