"""Say in words how a date was found: "Wednesday after Monday, 21 July 2025"."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.extract.moment import Moment
    from timeline_app.extract.resolve import Resolved
    from timeline_app.extract.tagger import Reader


def reason_of(read: Reader, dates: tuple[Resolved, ...]) -> str:
    """Give the reason for the date of a proposal; for a range, those of both ends where they differ."""
    reasons = list(dict.fromkeys(_reason(read, one) for one in dates))
    return "; ".join(reasons)


def _reason(read: Reader, one: Resolved) -> str:
    moment, reading = one.moment, one.mention.reading
    if moment is None:
        return ""
    published = spoken(read.published)
    said = read.stream.covered(one.mention.first, one.mention.last)
    if one.because in {"future", "past", "this", "next", "last", "nearest"} and (
        reading.weekday >= 0 or reading.month or reading.sub
    ):
        return _counted(moment, reading.weekday >= 0 and not reading.day, read)
    if one.because in {"ago", "today", "ahead"} or (one.because in {"last", "this", "next"} and not reading.to_text):
        return _("“{said}” counted from the publication on {day}").format(said=said, day=published)
    if one.because == "clock":
        return _("the day of the date before, or of the publication on {day}").format(day=published)
    if reading.year is not None and not any(c.isdigit() for c in said):
        return _("“{said}” in the year of the date said with it").format(said=said)
    if reading.year is not None:
        return _("“{said}”, the year as written").format(said=said)
    if one.because:
        return _("“{said}” counted from the date last spoken of").format(said=said)
    return _("“{said}”, as written").format(said=said)


def _counted(moment: Moment, weekday: bool, read: Reader) -> str:  # noqa: FBT001 - which of two sentences
    published = spoken(read.published)
    name = weekday_name(moment) if weekday else month_or_day(moment)
    if moment.first() == read.published.first():
        return _("{name}, the day of publication ({day})").format(name=name, day=published)
    if moment.first() > read.published.first():
        return _("{name} after {day}").format(name=name, day=published)
    return _("{name} before {day}").format(name=name, day=published)


def spoken(day: Moment) -> str:
    """Say a day in words: Monday 21 July 2025."""
    return f"{weekday_name(day)} {day.day} {month_name(day)} {day.year}"


def weekday_name(day: Moment) -> str:
    """Name the day of the week."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday]


def month_name(moment: Moment) -> str:
    """Name the month."""
    names = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
        _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return names[moment.month - 1]


def month_or_day(moment: Moment) -> str:
    """Name a month, a day of it, or a season, without its year."""
    if moment.sub:
        seasons = {"SP": _("spring"), "SU": _("summer"), "FA": _("autumn"), "WI": _("winter")}
        return seasons.get(moment.sub, moment.sub)
    return f"{moment.day} {month_name(moment)}" if moment.day else month_name(moment)
