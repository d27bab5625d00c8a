"""Say in words how a date was found: "Wednesday after Monday 21 July 2025"."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import months_alone, months_of_days, quoted, weekdays
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.extract.dates.relative import weekday_in_julian

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.dates.calendar_span import CalendarSpan
    from timeline_app.extract.dates.resolve import ResolvedMention
    from timeline_app.extract.dates.tagger import Expression, TaggedText

_LAST_JULIAN: Final = 1930
"""After this year no country that we read of counts by the Julian calendar."""


_TOLD: Final = 3
"""So many dates without a place are told by their words."""


def unplaced_words(dates: Sequence[Expression]) -> str:
    """Say which dates of a text have no place on the calendar, in one sentence; empty where there are none."""
    if not dates:
        return ""
    said = dict.fromkeys(on_one_line(each.text) for each in dates)
    told = ", ".join(quoted(each) for each in islice(said, _TOLD))
    if len(said) > _TOLD:
        told = _("{dates} and others").format(dates=told)
    words = ngettext(
        "{n} date has no place on the calendar; check it in the text: {dates}.",
        "{n} dates have no place on the calendar; check them in the text: {dates}.",
        len(dates),
    )
    return words.format(n=len(dates), dates=told)


class ReasonWriter:
    """Words the reasons for the dates of one text; the names of days and months are looked up once."""

    __slots__ = ("_day", "_day_months", "_months", "_read", "_seasons", "_weekdays")

    def __init__(self, read: TaggedText) -> None:
        self._read = read
        self._weekdays = weekdays()
        self._months = months_alone()
        self._day_months = months_of_days()
        self._seasons = {"SP": _("spring"), "SU": _("summer"), "FA": _("autumn"), "WI": _("winter")}
        self._day = self._spoken(read.published)

    def reason(self, dates: tuple[ResolvedMention, ...], *, headed: bool = False) -> str:
        """Give the reason for the date of a proposal, which may be its heading's; for a range, those of both ends."""
        if headed:
            said = self._read.stream.covered(dates[0].mention.first, dates[0].mention.last)
            return _("“{said}”, the heading over it").format(said=said)
        return "; ".join(dict.fromkeys(part for date in dates for part in (self._one(date), self._doubt(date)) if part))

    def of_publication(self) -> str:
        """Give the reason for the date of news that names no day."""
        return _("no day is named; the page is of {day}").format(day=self._day)

    def nearest_weekday(self, weekday: int) -> str:
        """Give the reason for another day, where a date does not fall on the weekday that is said with it."""
        return _("the nearest {weekday}").format(weekday=self._weekdays[weekday])

    def other_figure(self, said: str) -> str:
        """Give the reason for another day, where either figure may be the month."""
        return _("“{said}” with the other figure as the month").format(said=said)

    def other_week(self, weekday: int, *, ahead: bool) -> str:
        """Give the reason for another day, where no verb says whether a weekday is past."""
        words = _("{name} after {day}") if ahead else _("{name} before {day}")
        return words.format(name=self._weekdays[weekday], day=self._day)

    def beside(self, said: str) -> str:
        """Give the reason for another day that the sentence names."""
        return _("“{said}” in the same sentence").format(said=said)

    def _doubt(self, one: ResolvedMention) -> str:
        """Say that a day was no such weekday as the text says; what counts by the Julian calendar is in the right."""
        moment, said = one.moment, one.mention.reading.weekday
        if moment is None or said < 0 or moment.scale != "day" or not one.mention.reading.day or moment.weekday == said:
            return ""
        day, weekday = self._dated(moment), self._weekdays[said]
        if moment.year <= _LAST_JULIAN and weekday_in_julian(moment) == said:
            return _("{day} is a {weekday} in the Julian calendar").format(day=day, weekday=weekday)
        return _("the text says {weekday}, but {day} is a {other}: please check").format(
            weekday=weekday, day=day, other=self._weekdays[moment.weekday]
        )

    def _one(self, one: ResolvedMention) -> str:
        moment, reading = one.moment, one.mention.reading
        if moment is None:
            return ""
        said = self._read.stream.covered(one.mention.first, one.mention.last)
        if reading.note == "julian":
            return _("“{said}”, the date in the Gregorian calendar").format(said=said)
        if reading.note == "heading":
            return _("“{said}” under the heading that dates it").format(said=said)
        if one.because == "weekday":
            return _("“{said}” in the nearest year in which that day is a {weekday}: {year}").format(
                said=said, weekday=self._weekdays[moment.weekday], year=moment.year
            )
        counted = one.because in {"future", "past", "this", "next", "last", "nearest"}
        if counted and (reading.weekday >= 0 or reading.month or reading.sub):
            return self._counted(moment, one)
        if one.because in {"ago", "today", "ahead"} or (
            one.because in {"last", "this", "next"} and not reading.to_text
        ):
            return _("“{said}” counted from the publication on {day}").format(said=said, day=self._day)
        if one.because == "clock":
            return _("the day of the date before, or of the publication on {day}").format(day=self._day)
        if one.because == "event":
            return _("“{said}” counted from the event that is named behind it").format(said=said)
        if one.because == "beside":
            return _("“{said}” by the date written right after it").format(said=said)
        figures = "".join(letter for letter in said if letter.isdigit()).lstrip("0")
        if reading.year is not None and figures in {"", str(reading.day)}:  # "3" of "between 3 and 9 June 2025"
            return _("“{said}” in the year of the date said with it").format(said=said)
        if reading.year is not None:
            return _("“{said}”, the year as written").format(said=said)
        if one.because:
            return _("“{said}” counted from the date last spoken of").format(said=said)
        return _("“{said}”, as written").format(said=said)

    def _counted(self, moment: CalendarSpan, one: ResolvedMention) -> str:
        reading = one.mention.reading
        name = self._weekdays[moment.weekday] if reading.weekday >= 0 and not reading.day else self._named(moment)
        today = self._read.published.first()
        if moment.first() == today:
            return _("{name}, the day of publication ({day})").format(name=name, day=self._day)
        if moment.first() > today:
            return _("{name} after {day}").format(name=name, day=self._day)
        return _("{name} before {day}").format(name=name, day=self._day)

    def _named(self, moment: CalendarSpan) -> str:
        """Name a month, a day of it, or a season, without its year."""
        if moment.sub:
            return self._seasons.get(moment.sub, moment.sub)
        if not moment.day:
            return self._months[moment.month]
        return _("{day} {month}").format(day=moment.day, month=self._day_months[moment.month])

    def _spoken(self, day: CalendarSpan) -> str:
        return _("{weekday} {date}").format(weekday=self._weekdays[day.weekday], date=self._dated(day))

    def _dated(self, day: CalendarSpan) -> str:
        return _("{day} {month} {year}").format(day=day.day, month=self._day_months[day.month], year=day.year)
