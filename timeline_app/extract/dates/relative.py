"""Resolve what is relative: counted from another date ("three years ago"), a weekday, or a date that names no year.

A weekday lies before or after publication by the tense, or next to the discourse's last day; the year of "in May" and
"last winter" is counted from the day of publication.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.extract.context.discourse import is_fine_enough
from timeline_app.extract.dates.calendar_span import (
    STEPS,
    CalendarSpan,
    day_number,
    day_of,
    ends,
    first_of,
    julian_lag,
    length_of_month,
    placed,
    starts,
    timed,
)

if TYPE_CHECKING:
    from timeline_app.extract.context.discourse import Discourse
    from timeline_app.extract.context.reference_date import ReferenceContext
    from timeline_app.extract.context.tense import Tense
    from timeline_app.extract.dates.captures import DateCaptures, Mention


Found = tuple[CalendarSpan | None, str]
"""A date, None where there is none to count from, and by what it was found."""

_NOTHING: Found = (None, "")


def _on_weekday(reading: DateCaptures, published: CalendarSpan) -> CalendarSpan:
    """Resolve "a week ago Friday", "a week from Friday", and "ten years ago Friday", counted from the nearest."""
    if reading.amount > 0:
        ahead = (reading.weekday - published.weekday) % 7
        return published.shift(ahead, "day").shift(reading.amount, reading.scale)
    behind = (published.weekday - reading.weekday) % 7
    if reading.scale in {"day", "week"}:
        return published.shift(-behind, "day").shift(reading.amount, reading.scale)
    return _same_day(reading, published.shift(-behind if behind <= _HALF_WEEK else 7 - behind, "day"))


_HALF_WEEK = 3


def stepped(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> Found:
    """Resolve a step from the day of publication or from the date last spoken of."""
    reading = mention.reading
    if reading.relation == "now":
        if not ground.news or ground.is_these_days(mention):
            return _NOTHING
        return timed(ground.published.shift(reading.amount, "day"), reading), "today"
    if reading.relation:
        return _unit(mention, ground, discourse)
    if reading.note == "within" and not (ground.news and ground.tense(mention) == "future"):
        return _NOTHING  # "in zwei Jahren wurden 50 Häuser gebaut" says how long it took
    if reading.note == "within":
        reading = replace(reading, to_text=False)
    if reading.note == "through" and ground.news and ground.tense(mention) != "past":
        reading = replace(reading, to_text=False)  # "через тиждень" leads on from today, unless the past tells it
    return _counted(mention, reading, ground, discourse)


def ahead(mention: Mention, ground: ReferenceContext) -> Found:
    """Resolve "in two weeks" where the sentence looks ahead."""
    reading = mention.reading
    countable = reading.amount and reading.scale in {"day", "week", "month", "year"}
    if not (ground.news and countable and ground.before(mention) == "in" and ground.tense(mention) == "future"):
        return _NOTHING
    return ground.published.shift(reading.amount, reading.scale), "ahead"


def _counted(mention: Mention, reading: DateCaptures, ground: ReferenceContext, discourse: Discourse) -> Found:
    """Resolve "ten days ago" and "two weeks later"."""
    from_text = reading.to_text or not ground.news
    base = discourse.spoken_here() if from_text else ground.published
    if base is None and ground.news:
        base = ground.published
    if base is None or not is_fine_enough(base, reading.scale):
        last = discourse.last_day
        if not reading.to_text or last is None or reading.scale not in {"day", "week"}:
            return _NOTHING
        if base is not None and base.scale == "year" and base.year != last.year and not ground.news:
            return _NOTHING  # "in 1913 he fell; a week later" is no week after a day of 1911
        base = last
    onward = ground.news and reading.to_text and reading.amount > 0
    if onward and base == ground.published and ground.tense(mention) == "past":
        return _NOTHING  # "a day after, we counted": what lies behind the page is not counted on from it
    if reading.weekday >= 0 and not from_text:
        return _on_weekday(reading, ground.published), "ago"
    moved = base.shift(reading.amount, reading.scale)
    if reading.of_unit == "day" and reading.scale in {"year", "month"}:
        moved = _same_day(reading, ground.published)
    elif reading.of_unit == "month" and reading.scale == "year":
        moved = CalendarSpan("month", moved.year, ground.published.month)
    return moved, "steps" if from_text else "ago"


def _same_day(reading: DateCaptures, published: CalendarSpan) -> CalendarSpan:
    """Give the day of "three years ago today"."""
    months = reading.amount * (12 if reading.scale == "year" else 1)
    year, month = divmod(published.year * 12 + published.month - 1 + months, 12)
    return CalendarSpan("day", year, month + 1, min(published.day, length_of_month(year, month + 1)))


def _unit(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> Found:
    """Resolve "last week", "that year", "the following month", "the end of the year"."""
    reading = mention.reading
    relation = reading.relation
    if reading.mod and relation == "that" and not ground.news and ground.is_general(mention):
        return _NOTHING
    spoken = _counts_from_publication(mention, ground)
    beside = discourse.last if reading.note == "beside" and discourse.is_in_same_sentence(mention) else None
    spoken = spoken and beside is None  # "2009 fielen die Preise gegenüber dem *Vorjahr*"
    base = beside or (ground.published if spoken else discourse.base_for(reading.scale, relation))
    if base is None and relation in {"last", "next"} and not reading.to_text:
        base = ground.published  # a text that has told no date can only mean the day on which it is written
    if base is None:
        return _NOTHING
    step = STEPS.get(relation, 0) + reading.amount
    if reading.scale == "weekend" and relation == "this" and ground.is_general(mention):
        return _NOTHING
    if reading.scale == "weekend":
        gone = spoken and not step and base.weekday < 5 and ground.tense(mention) == "past"
        return base.shift(-1 if gone else step, "week").at("weekend"), relation
    if reading.scale == "week" and step:
        return base.shift(step, "week").at("week"), relation
    if reading.scale == "day" and reading.part == "NI" and relation == "last":
        return replace(base.shift(-1, "day"), part="NI"), relation
    if reading.scale == "day" and base.scale == "month":
        return base, relation  # "that same day", of a battle that is told by its month
    moved = base.shift(step, reading.scale) if step else base.at(reading.scale)
    return timed(moved, reading), relation


def _counts_from_publication(mention: Mention, ground: ReferenceContext) -> bool:
    reading = mention.reading
    if not ground.news:
        return False
    if reading.relation in {"last", "next", "this"}:
        return not reading.to_text
    deadline = ground.before(mention) in ground.grammar.language.cues.deadline_of and reading.mod == "END"
    return reading.relation == "that" and bool(reading.mod) and (deadline or ground.tense(mention) == "future")


FoundDay = tuple[CalendarSpan, str]
"""A day, and by what it was found."""


def weekday_of(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> FoundDay | None:
    """Find the day of "on Wednesday", "next Monday", "the following Friday"."""
    reading = mention.reading
    if not ground.news or reading.relation in {"that", "following", "previous"}:
        return _in_story(reading, discourse)
    return _from_publication(mention, ground)


def until_weekday(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> FoundDay | None:
    """Find the end of "from Friday, 6 September, until Sunday": the first such day after the one it began on."""
    before = discourse.mention_before
    if mention.reading.relation or before is None or discourse.last_day is None or before.reading.scale != "day":
        return None
    between = ground.stream.words[before.last : mention.first]
    led = [word for word in between if word != ","]
    ends = len(between) <= _LONGEST_LINK and len(led) == 1 and led[0] in ground.grammar.language.cues.range_ends
    begins = before.reading.weekday >= 0 or before.reading.day > 0
    if not (ends and begins) or (
        before.first and ground.before(before) not in ground.grammar.language.cues.range_starts
    ):
        return None
    base = discourse.last_day
    return day_of(day_number(base) + ((mention.reading.weekday - base.weekday) % 7 or 7)), "context"


_LONGEST_LINK: Final = 2


def _from_publication(mention: Mention, ground: ReferenceContext) -> FoundDay | None:
    reading = mention.reading
    relation = reading.relation
    today, now = day_number(ground.published), ground.published.weekday
    ahead = (reading.weekday - now) % 7
    if reading.of_unit == "week":
        monday = today - now + {"last": -7, "next": 7}.get(relation, 0)
        return day_of(monday + reading.weekday), f"{relation} week"
    if relation == "next":
        return day_of(today + _next(reading.weekday, now)), "next"
    if relation == "coming":
        return day_of(today + (ahead or 7)), "next"
    if relation == "last":
        return day_of(today - ((-ahead) % 7 or 7)), "last"
    tense = "future" if _is_appointed(mention, ground) else ground.tense(mention)
    if relation == "this":
        gone = tense == "past" and reading.weekday < now
        return day_of(today + (ahead - 7 if gone else ahead)), "this"
    if not tense and ground.is_habitual(mention):
        return None
    if tense == "future" and ground.is_off(mention) and 0 < (-ahead) % 7 <= _HALF_WEEK:
        return day_of(today - (-ahead) % 7), "past"  # "the talks planned for Sunday were called off"
    if tense == "future":
        return day_of(today + ahead), "future"
    return day_of(today - (-ahead) % 7), tense or "nearest"


def _is_appointed(mention: Mention, ground: ReferenceContext) -> bool:
    """Tell "a hearing for Friday" from "blame for Friday's attack"."""
    appointed = ground.before(mention) in ground.grammar.language.cues.appointed
    return appointed and ground.after(mention) != "'s" and not ground.had_been_meant(mention)


def _next(weekday: int, now: int) -> int:
    """Count to "next Wednesday": that of the coming week, for Wednesday of this week would be "this" or "on" it."""
    ahead = (weekday - now) % 7
    return ahead if ahead > 0 and weekday < now else ahead + 7


def _in_story(reading: DateCaptures, discourse: Discourse) -> FoundDay | None:
    if discourse.last_day is None:
        return None
    base = day_number(discourse.last_day)
    ahead = (reading.weekday - discourse.last_day.weekday) % 7
    if reading.relation in {"following", "next", "coming"}:
        return day_of(base + (ahead or 7)), "context"
    if reading.relation in {"previous", "last"}:
        return day_of(base - ((-ahead) % 7 or 7)), "context"
    return day_of(base - discourse.last_day.weekday + reading.weekday), "context"  # of the same week


def day_on_weekday(reading: DateCaptures, base: CalendarSpan | None) -> CalendarSpan | None:
    """Give the nearest "Friday the 13th"; most days fall on a weekday once in seven months."""
    for step in (0, -1, 1, -2, 2, -3, 3) if base is not None else ():
        month = base.shift(step, "month") if base is not None else None
        if month is not None and reading.day <= length_of_month(month.year, month.month):
            day = CalendarSpan("day", month.year, month.month, reading.day)
            if day.weekday == reading.weekday:
                return day
    return None


def weekday_in_julian(day: CalendarSpan) -> int:
    """Give the weekday of a date if it is read by the Julian calendar, which lags behind ours."""
    return (day.weekday + julian_lag(day.year, day.month)) % 7


_SOON: Final = 60
"""Days within which a day and month mean that very day, whatever the tense: no writer drops the year of a date as
far as ten months away."""
_AHEAD: Final = 1.5
"""Without a tense, how much nearer the date ahead must be: most dates of the news lie behind."""
_SPRING_ENDS: Final = 5


def nearest(reading: DateCaptures, tense: Tense, published: CalendarSpan) -> CalendarSpan | None:
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


def on_weekday(reading: DateCaptures, year: int, begun: int) -> CalendarSpan | None:
    """Give a day in the year next to the likely one if it is then on the weekday that the text says.

    A story goes forward: no year before that in which it stands is taken for the sake of a weekday.
    """
    options = (placed(reading, near) for near in (year - 1, year + 1) if near >= begun)
    return first_of(moment for moment in options if moment is not None and moment.weekday == reading.weekday)


def by_relation(reading: DateCaptures, tense: Tense, published: CalendarSpan) -> CalendarSpan | None:
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


def _years_about(reading: DateCaptures, published: CalendarSpan) -> list[CalendarSpan]:
    """Put a reading into the years around publication; 29 February may need to go four back."""
    options = (placed(reading, published.year + step) for step in range(-4, 5))
    return [moment for moment in options if moment is not None]


def _unmistakable(reading: DateCaptures, options: list[CalendarSpan], published: CalendarSpan) -> CalendarSpan | None:
    """Give a day that needs no year: its weekday fits one only, or it is weeks away and all others most of a year."""
    today = day_number(published)

    def distance(moment: CalendarSpan) -> int:
        return abs(day_number(moment) - today)

    fitting = [m for m in options if m.weekday == reading.weekday]
    if fitting:
        return min(fitting, key=distance)
    closest = min(options, key=distance)
    return closest if distance(closest) <= _SOON else None
