"""Words that dates are made of, in the language of the program.

The two ways of wording a date: in full, and short for where room is scarce.
"""

from __future__ import annotations

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext, kept_in_words, pgettext
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import era_number, months_alone, months_of_days, months_short, months_short_of_days
from timeline_app.domain.dates.edtf.tree import DatePart

__all__ = ["_"]


def season_phrases(*, governed: bool = False) -> dict[int, str]:
    """Give the templates of the parts of a year that EDTF numbers 21 to 41, by themselves or behind a preposition."""
    return _governed_seasons() if governed else _seasons()


@kept_in_words()
def _seasons() -> dict[int, str]:
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


@kept_in_words()
def _governed_seasons() -> dict[int, str]:
    return {
        21: pgettext("after a preposition", "spring {year}"),
        22: pgettext("after a preposition", "summer {year}"),
        23: pgettext("after a preposition", "autumn {year}"),
        24: pgettext("after a preposition", "winter {years}"),
        25: pgettext("after a preposition", "spring {year} (northern hemisphere)"),
        26: pgettext("after a preposition", "summer {year} (northern hemisphere)"),
        27: pgettext("after a preposition", "autumn {year} (northern hemisphere)"),
        28: pgettext("after a preposition", "winter {years} (northern hemisphere)"),
        29: pgettext("after a preposition", "spring {year} (southern hemisphere)"),
        30: pgettext("after a preposition", "summer {years} (southern hemisphere)"),
        31: pgettext("after a preposition", "autumn {year} (southern hemisphere)"),
        32: pgettext("after a preposition", "winter {year} (southern hemisphere)"),
        33: pgettext("after a preposition", "the first quarter of {year}"),
        34: pgettext("after a preposition", "the second quarter of {year}"),
        35: pgettext("after a preposition", "the third quarter of {year}"),
        36: pgettext("after a preposition", "the fourth quarter of {year}"),
        37: pgettext("after a preposition", "the first four months of {year}"),
        38: pgettext("after a preposition", "the middle four months of {year}"),
        39: pgettext("after a preposition", "the last four months of {year}"),
        40: pgettext("after a preposition", "the first half of {year}"),
        41: pgettext("after a preposition", "the second half of {year}"),
    }


def century_words(number: int, *, before: bool = False, governed: bool = False) -> str:
    """Word a century by its number: "the 19th century", "the 1st century BCE"; `governed` by a preposition or not."""
    if governed:
        bce = pgettext("after a preposition", "the {number} century BCE")
        template = bce if before else pgettext("after a preposition", "the {number} century")
    else:
        template = _("the {number} century BCE") if before else _("the {number} century")
    return template.format(number=era_number(number))


def decade_words(decade: str, *, governed: bool = False) -> str:
    """Word the ten years that begin with "1980": "the 1980s"."""
    template = pgettext("after a preposition", "the {decade}s") if governed else _("the {decade}s")
    return template.format(decade=decade)


class Phrase(NamedTuple):
    """A template in which a preposition governs a date: in German "vor Mai 2025", but "vor dem 5. Mai 2025"."""

    other: str
    day: str

    def around(self, *parts: object) -> str:
        """Give the template for such dates: that for days, or times of days, where all of them are such."""
        return self.day if all(map(_is_day, parts)) else self.other


def _is_day(part: object) -> bool:
    return isinstance(part, DatePart) and bool(part.day)


def bare_day(day: int) -> str:
    """Word a day whose month stands later, as the 18 in "18 to 20 May": in German with a point behind it."""
    return pgettext("a day whose month stands later: 18 to 20 May", "{day}").format(day=day)


@kept_in_words()
def before_phrase() -> Phrase:
    """Give the phrase of what ends before a date."""
    return Phrase(_("before {date}"), pgettext("a day", "before {date}"))


@kept_in_words()
def after_phrase() -> Phrase:
    """Give the phrase of what begins after a date."""
    return Phrase(_("after {date}"), pgettext("a day", "after {date}"))


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
    within: Phrase
    still: Phrase
    end_unknown: Phrase
    start_unknown: Phrase
    start_open: Phrase
    governed: bool = False
    """Whether a preposition stands before the date, so that it has another case in many languages."""
    years: bool = True
    """Whether days and months name their year; beside a title the ruler does."""
    clocks: bool = True
    """Whether clock times are worded, or only the day on which they fall."""
    clock_days: bool = True
    """Whether a clock time names its day."""
    zones: bool = True
    """Whether a clock time names its zone."""

    def behind_preposition(self) -> PhraseStyle:
        """Give the style of a date that a preposition governs: "до липня 2025" where "липень 2025" stands alone."""
        return self._replace(months=self.day_months, governed=True)


@kept_in_words()
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
        within=Phrase(_("between {first} and {last}"), pgettext("a day", "between {first} and {last}")),
        still=Phrase(_("from {first}, still going on"), pgettext("a day", "from {first}, still going on")),
        end_unknown=Phrase(_("from {first}, end unknown"), pgettext("a day", "from {first}, end unknown")),
        start_unknown=Phrase(
            _("until {last}, beginning unknown"), pgettext("a day", "until {last}, beginning unknown")
        ),
        start_open=Phrase(_("until {last}, with no beginning"), pgettext("a day", "until {last}, with no beginning")),
    )


@kept_in_words()
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
        within=Phrase(_("between {first} and {last}"), pgettext("a day", "between {first} and {last}")),
        still=Phrase(_("since {first}"), pgettext("a day", "since {first}")),
        end_unknown=Phrase(_("{first} – ?"), pgettext("a day", "{first} – ?")),
        start_unknown=Phrase(_("? – {last}"), pgettext("a day", "? – {last}")),
        start_open=Phrase(_("until {last}"), pgettext("a day", "until {last}")),
    )
