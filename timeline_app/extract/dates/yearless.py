"""Find the year of a date that names none, counted from the day of publication: "in May", "last winter"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.placing import day_number, ends, first_of, placed, starts

if TYPE_CHECKING:
    from timeline_app.extract.context.tense import Tense
    from timeline_app.extract.dates.calendar_span import Moment
    from timeline_app.extract.dates.readings import Reading

_SOON: Final = 60
"""Days within which a day and month mean that very day, whatever the tense: no writer drops the year of a date as
far as ten months away."""
_AHEAD: Final = 1.5
"""Without a tense, how much nearer the date ahead must be: most dates of the news lie behind."""
_SPRING_ENDS: Final = 5


def nearest(reading: Reading, tense: Tense, published: Moment) -> Moment | None:
    """Give the last one up to the day of writing, or the first from it on, as the tense says."""
    now = starts(published)
    options = _years_about(reading, published)
    if reading.scale == "day" and options:
        close = _unmistakable(reading, options, published)
        if close is not None:
            return close
    told = ends if reading.scale == "quarter" else starts  # of a quarter one speaks when its figures are in
    behind = first_of(m for m in reversed(options) if told(m) <= now)
    if tense == "past":
        return behind
    ahead = first_of(m for m in options if ends(m) >= now)
    if tense == "future" or behind is None or ahead is None:
        return ahead if tense == "future" else behind or ahead
    today = day_number(published)
    return ahead if (day_number(ahead) - today) * _AHEAD < today - day_number(behind) else behind


def by_relation(reading: Reading, tense: Tense, published: Moment) -> Moment | None:
    """Give "last winter", "next May", "this spring"."""
    now = starts(published)
    options = _years_about(reading, published)
    if reading.relation == "last":
        return first_of(m for m in reversed(options) if ends(m) < now)
    if reading.relation == "next":
        return first_of(m for m in options if starts(m) > now)
    holding = [m for m in options if starts(m) <= now <= ends(m)]
    if holding:
        return holding[0]
    if reading.sub == "WI" and published.month <= _SPRING_ENDS and tense != "future":
        return first_of(m for m in reversed(options) if starts(m) <= now)
    return placed(reading, published.year)


def _years_about(reading: Reading, published: Moment) -> list[Moment]:
    """Put a reading into the years around publication; 29 February may need to go four back."""
    options = (placed(reading, published.year + step) for step in range(-4, 5))
    return [moment for moment in options if moment is not None]


def _unmistakable(reading: Reading, options: list[Moment], published: Moment) -> Moment | None:
    """Give a day that needs no year: its weekday fits one only, or it is weeks away and all others most of a year."""
    today = day_number(published)

    def distance(moment: Moment) -> int:
        return abs(day_number(moment) - today)

    fitting = [m for m in options if m.weekday == reading.weekday]
    if fitting:
        return min(fitting, key=distance)
    closest = min(options, key=distance)
    return closest if distance(closest) <= _SOON else None
