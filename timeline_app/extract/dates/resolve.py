"""Put readings on the calendar, one after another, as a reader does who remembers what was said before.

Two clocks run: the day of writing, from which news counts ("on Wednesday", "in May"), and the date last spoken of,
from which narrative counts ("two days later", "in August"). Which one holds is decided by the words, by the tense of
the sentence, and by whether the text is news.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.context.discourse import Discourse, year_told
from timeline_app.extract.dates.calendar_span import (
    FINENESS,
    STEPS,
    CalendarSpan,
    is_possible,
    length_of_month,
    placed,
    starts,
    timed,
    within_century,
)
from timeline_app.extract.dates.event_anchors import from_date_of_event, from_event, from_life, from_war
from timeline_app.extract.dates.relative import (
    ahead,
    by_relation,
    day_on_weekday,
    nearest,
    on_weekday,
    stepped,
    until_weekday,
    weekday_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.context.reference_date import ReferenceContext
    from timeline_app.extract.dates.captures import DateCaptures, Mention
    from timeline_app.extract.dates.relative import Found
    from timeline_app.extract.events.entries import ListEntry

_NOTHING: Final[Found] = (None, "")
_HEAD_DATES: Final = 8
"""Dates at the head of a text that may be those of a life."""
_REMEMBERED: Final = 40
"""Dates back that an event may be dated by."""


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A mention and its place on the calendar, None where it has none; `because` says how it was found."""

    mention: Mention
    moment: CalendarSpan | None
    because: str = ""
    period: str = ""
    """EDTF where the place on the calendar is no single stretch: the world wars, "recent years"."""


def resolve(
    mentions: Sequence[Mention], ground: ReferenceContext, entries: Sequence[ListEntry] = ()
) -> tuple[ResolvedMention, ...]:
    """Resolve all mentions of a text, in order; each entry of a list starts from the heading over it."""
    discourse = Discourse(ground)
    discourse.open(mentions)
    found: list[ResolvedMention] = []
    headed = deque((entry.first, entry.headings[-1].first) for entry in entries if entry.headings)
    at: dict[int, CalendarSpan | None] = {}
    for index, mention in enumerate(mentions):
        discourse.index = index
        heading = None
        while headed and headed[0][0] <= mention.first:
            heading = at.get(headed.popleft()[1])
        if heading is not None:
            discourse.stand_at(heading)
        beside = _appositive(mention, mentions[index + 1], ground) if index + 1 < len(mentions) else None
        counted = _from_date_behind(mention, mentions[index + 1], ground) if index + 1 < len(mentions) else None
        if beside is not None:
            discourse.remember(mention, beside)
        if counted is not None:
            one = ResolvedMention(mention, counted, "event")
        elif beside is not None:
            one = ResolvedMention(mention, beside, "beside")
        else:
            one = _one(mention, ground, discourse, found)
        if mention.reading.note == "again" and found:
            one = replace(one, moment=_same_moment(one.moment, found[-1].moment))
        found.append(one)
        at[mention.first] = one.moment
    return tuple(found)


def _same_moment(again: CalendarSpan | None, told: CalendarSpan | None) -> CalendarSpan | None:
    """Give "(23:50 GMT)" behind "6 June, 02:50" the day on which it is the same moment: that which is nearest."""
    if again is None or told is None or ":" not in again.clock or ":" not in told.clock:
        return again
    apart = _minutes(again.clock) - _minutes(told.clock)
    step = -1 if apart > _HALF_DAY else 1 if apart < -_HALF_DAY else 0
    day = told.at("day").shift(step, "day")
    return replace(day, clock=again.clock, zone=again.zone)


_HALF_DAY: Final = 12 * 60


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


def _appositive(mention: Mention, following: Mention, ground: ReferenceContext) -> CalendarSpan | None:
    """Take what is said in full right behind a step: "two years later (218 BC)", "the next day, 5 May 1945,"."""
    step, told = mention.reading, following.reading
    if step.kind != "shift" or step.mod or step.part or told.kind != "date" or told.mod:
        return None
    if told.year is None or not told.full_year or not _stands_beside(mention, following, ground):
        return None
    moment = placed(told, told.year)
    scale = "day" if step.scale == "week" and not step.relation else step.scale
    if moment is None or FINENESS[moment.scale] < FINENESS.get(scale, 99):
        return None
    return moment.at(scale) if moment.scale != scale else replace(moment, clock="", part="")


def _from_date_behind(mention: Mention, following: Mention, ground: ReferenceContext) -> CalendarSpan | None:
    """Count "three months after the coup of 26 July 2023" from the date in the name of the event."""
    told = following.reading
    if mention.reading.kind != "duration" or mention.reading.note not in {"after", "before"}:
        return None
    if told.kind == "period":
        return from_war(mention, following, ground)[0]
    if told.kind != "date" or told.year is None or not told.full_year:
        return None
    moment = placed(told, told.year)
    return from_date_of_event(mention, following, moment, ground)[0] if moment is not None else None


def _stands_beside(mention: Mention, following: Mention, ground: ReferenceContext) -> bool:
    codes = ground.grammar.codes
    between = ground.stream.codes[mention.last : following.first]
    if between in {codes["LPAR"], *(codes["COMMA"] + codes[word] for word in ("in", "on"))}:
        return True
    after = ground.stream.codes[following.last : following.last + 1]
    return between == codes["COMMA"] and after in {codes["COMMA"], codes["STOP"], codes["RPAR"]}


def _up_to_now(reading: DateCaptures, published: CalendarSpan) -> str:
    """Write "the past 30 days" from its first day on, "a few months ago" as open, each as fine as its unit."""
    fine = "month" if reading.scale == "month" else "day"
    last = published.at(fine).edtf()
    begun = published.shift(-reading.amount, reading.scale).at(fine).edtf() if reading.amount else ".."
    return f"{begun}/{last}"


def _one(
    mention: Mention, ground: ReferenceContext, discourse: Discourse, told: Sequence[ResolvedMention] = ()
) -> ResolvedMention:
    reading = mention.reading
    if reading.kind == "period":
        return ResolvedMention(mention, None, "", reading.value)
    moment, because = _NOTHING
    if reading.kind == "date":
        moment, because = _date(mention, ground, discourse)
    elif reading.kind == "shift":
        moment, because = stepped(mention, ground, discourse)
    elif reading.kind == "duration":
        moment, because = ahead(mention, ground)
        if moment is None and reading.note in {"after", "before"}:
            moment, because = from_event(mention, ground, [(one.mention, one.moment) for one in told[-_REMEMBERED:]])
            if moment is None:
                moment, because = from_life(mention, ground, [(one.mention, one.moment) for one in told[:_HEAD_DATES]])
    if reading.relation == "past" and ground.news and moment is None:
        return ResolvedMention(mention, None, "past", _up_to_now(reading, ground.published))
    if moment is None or not is_possible(moment):
        return ResolvedMention(mention, None, because)
    night = reading.note == "night"  # the story goes on in the morning
    discourse.remember(mention, moment.shift(1, "day") if night else moment)
    return ResolvedMention(mention, moment, because)


def _date(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> Found:
    reading = mention.reading
    if reading.scale == "time":
        base = discourse.last_day or (ground.published if ground.news else None)
        if base is not None and base.clock and discourse.is_in_same_sentence(mention):
            base = base.shift(int(_goes_past_midnight(base.clock, reading.clock)), "day")
        return (timed(base, reading) if base is not None else None), "clock"
    if mention.meaning == "numeric":
        day = _numeric(reading, ground)
        return (timed(day, reading) if day is not None else None), "numeric"
    if reading.scale in {"century", "decade"}:
        return _long(reading, ground, discourse), ""
    if mention.meaning == "bare_ordinal":
        return _bare_day(mention, ground, discourse), "context"
    if mention.meaning == "weekday":
        found = until_weekday(mention, ground, discourse) or weekday_of(mention, ground, discourse)
        return (timed(found[0], reading), found[1]) if found is not None else _NOTHING
    year = _year_named(reading, ground, discourse)
    if year is None:
        return _without_year(mention, ground, discourse)
    if reading.year is not None and reading.full_year:
        year = year_told(mention, discourse.near_year)
    day = placed(reading, year)
    if mention.meaning == "feast" and day is not None and starts(day) > starts(ground.published):
        return _NOTHING  # the text is older than the day that bears this name
    return day, ""


def _goes_past_midnight(told: str, clock: str) -> bool:
    """Tell "from 23:40 on Tuesday; the all-clear came at 6:15"."""
    return told >= _LATE and clock < _EARLY


_LATE: Final = "18:00"
_EARLY: Final = "12:00"


def _year_named(reading: DateCaptures, ground: ReferenceContext, discourse: Discourse) -> int | None:
    if reading.year is not None:
        return reading.year if reading.full_year else within_century(reading.year, *_years_near(ground, discourse))
    if reading.of_unit != "year":
        return None
    if reading.relation in {"last", "next", "this"} and ground.news:
        base: int | None = ground.published.year
    elif (spoken := discourse.spoken_here()) is not None:
        base = spoken.year
    else:
        base = ground.published.year if ground.news else None
    return None if base is None else base + STEPS.get(reading.relation, 0)


def _years_near(ground: ReferenceContext, discourse: Discourse) -> tuple[int, int]:
    """Give the year that short years are near to, and the last that they can mean."""
    told = discourse.last.year if discourse.last is not None and not ground.news else ground.published.year
    return told, ground.published.year + 10


def _numeric(reading: DateCaptures, ground: ReferenceContext) -> CalendarSpan | None:
    day, month = reading.day, reading.month
    if month > 12 or (ground.month_first and day <= 12):
        day, month = month, day
    published = ground.published.year
    year = reading.year or 0
    year = year if reading.full_year else within_century(year, published, published + 10)
    found = CalendarSpan("day", year, month, day) if day <= length_of_month(year, month) else None
    if found is not None and 0 <= reading.weekday != found.weekday and day <= 12:
        swapped = CalendarSpan("day", year, day, month)
        if month <= length_of_month(year, day) and swapped.weekday == reading.weekday:
            return swapped  # the weekday beside it tells which figure is the month
    return found


_SHORT_DECADES: Final = 1700
"""Before this year nobody leaves the century out: "the eighties" beside 1230 are those of the writer."""


def _long(reading: DateCaptures, ground: ReferenceContext, discourse: Discourse) -> CalendarSpan:
    year = reading.year or 0
    if reading.full_year:
        return CalendarSpan(reading.scale, year)
    published, near = ground.published.year, discourse.near_year
    if near is None or near < _SHORT_DECADES:
        near = published
    return CalendarSpan("decade", within_century(year, near, published))


def _bare_day(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> CalendarSpan | None:
    """Resolve "the 12th" to the month last spoken of, "Friday the 13th" to the nearest."""
    reading = mention.reading
    today = ground.published if ground.news else None
    if reading.weekday >= 0:
        day = day_on_weekday(reading, today or discourse.last_day)
        return timed(day, reading) if day is not None else None
    if today is not None and reading.relation in {"last", "next", "this"}:
        base: CalendarSpan | None = today.shift(STEPS.get(reading.relation, 0), "month")
    else:
        told = discourse.last if discourse.last is not None and discourse.last.month else None
        here = told if told is not None and discourse.is_in_same_sentence(mention) else None
        base = here or discourse.last_day or told or today
    if base is None or not 1 <= reading.day <= length_of_month(base.year, base.month):
        return None
    return timed(CalendarSpan("day", base.year, base.month, reading.day), reading)


def _without_year(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> Found:
    reading = mention.reading
    relation = reading.relation
    if reading.sub and not relation and not reading.mod and ground.is_general(mention):
        return _NOTHING
    if not relation and (reading.day or reading.month or reading.holiday) and ground.comes_every_year(mention):
        return _NOTHING
    if reading.scale == "quarter" and not relation and not ground.news:
        return _NOTHING  # as likely the last of a match
    if relation in {"that", "following", "previous"} or not ground.news:
        return _by_story(mention, ground, discourse)
    tense = ground.tense(mention)
    if relation in {"last", "next", "this"}:
        return by_relation(reading, tense, ground.published), relation
    if discourse.goes_on(mention) or discourse.stays_near(mention, tense):
        return _by_story(mention, ground, discourse)
    found = nearest(reading, tense, ground.published)
    told = found is not None and reading.weekday >= 0 and found.weekday == reading.weekday
    if told and found != nearest(replace(reading, weekday=-1), tense, ground.published):
        return found, "weekday"
    return found, tense or "nearest"


def _by_story(mention: Mention, ground: ReferenceContext, discourse: Discourse) -> Found:
    reading = mention.reading
    here = discourse.last or discourse.spoken  # a story may open with a look back
    if here is None:
        return (nearest(reading, "past", ground.published), "past") if ground.news else _NOTHING
    year = discourse.year_for(mention)
    moment = placed(reading, year)
    if moment is None:
        return _NOTHING
    if reading.weekday >= 0 and moment.weekday != reading.weekday and not reading.relation:
        fitting = on_weekday(reading, year, here.year)
        return (fitting, "weekday") if fitting is not None else (moment, "context")
    within = here.scale == "year" and moment.year == here.year
    if reading.relation in {"following", "next"} and (within or starts(moment) <= starts(here)):
        moment = placed(reading, year + 1)
    elif reading.relation in {"previous", "last"} and starts(moment) >= starts(here):
        moment = placed(reading, year - 1)
    return moment, "context"
