"""The shared grammar: one date with all that goes with it, and what two or more dates make together."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline_app.domain.dates.parsing import archives, days, stamps, years
from timeline_app.domain.dates.parsing.reader import PartialDate, completed, with_clock
from timeline_app.domain.dates.parsing.relative import relative
from timeline_app.domain.dates.parsing.times import time, zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.dates.parsing.reader import Readings, TokenCursor

_MOST_LISTED: Final = 20
_PREFIXES: Final = ("not_after", "before", "after", "not_before", "until", "since", "ante", "post")


class DateShape(NamedTuple):
    """What the dates make together: "one", "range", "between", "before", "or" and so on."""

    kind: str
    dates: tuple[PartialDate, ...]


def expression(reader: TokenCursor) -> Iterator[DateShape]:
    """Read the whole text, best reading first."""
    for start in dict.fromkeys((0, reader.skip(0))):
        for shape, end in _shapes(reader, start):
            if end == len(reader.tokens):
                yield shape


def _shapes(reader: TokenCursor, place: int) -> Iterator[tuple[DateShape, int]]:
    if (after := reader.past(place, "between")) is not None:
        for first, end in dated(reader, after):
            for joint in (reader.past(end, "and"), reader.past(end, "to")):  # "у проміжку від 2 до 5 червня"
                if joint is not None:
                    yield from ((DateShape("between", (first, last)), final) for last, final in dated(reader, joint))
    if (after := reader.past(place, "from")) is not None:
        for first, end in dated(reader, after):
            yield from _range(reader, first, end)
    for kind in _PREFIXES:
        if (after := reader.past(place, kind)) is not None:
            after += reader.sign(after, "-")  # "post-1950"
            for only, end in dated(reader, after):
                yield DateShape(kind, (only,)), end
                yield from _ended(reader, kind, only, _comma(reader, end))
    if (after := reader.past(place, "from")) is not None:
        for first, end in dated(reader, after):
            yield DateShape("since", (first,)), end
            yield from _ended(reader, "since", first, _comma(reader, end))
    yield from _of_unknown_beginning(reader, place)
    for first, end in dated(reader, place):
        yield DateShape("one", (first,)), end
        yield from _followed(reader, first, end)


def _of_unknown_beginning(reader: TokenCursor, place: int) -> Iterator[tuple[DateShape, int]]:
    """Read "до 5 травня 2025, початок невідомий", where the word is that of a range, and "? – 5 May 2025"."""
    if (after := reader.past(place, "to")) is not None:
        for last, end in dated(reader, after):
            yield from _ended(reader, "until", last, _comma(reader, end))
    for sign, kind in (("?", "until"), ("…", "no_start")):
        if reader.sign(place, sign) and reader.sign(place + 1, "-–"):
            for last, end in dated(reader, place + 2):
                yield DateShape(kind, (last,)), end


def _ended(reader: TokenCursor, kind: str, only: PartialDate, place: int) -> Iterator[tuple[DateShape, int]]:
    """Read what can be said of the other end after "since" and "until"."""
    endings = {"since": ("still", "end_unknown"), "until": ("start_unknown", "no_start")}
    for ending in endings.get(kind, ()):
        if (after := reader.past(place, ending)) is not None:
            yield DateShape(kind if ending in ("still", "start_unknown") else ending, (only,)), after


def _comma(reader: TokenCursor, place: int) -> int:
    return place + 1 if reader.sign(place, ",") else place


def _followed(reader: TokenCursor, first: PartialDate, end: int) -> Iterator[tuple[DateShape, int]]:
    """Read what can come after a first date."""
    yield from _range(reader, first, end)
    for kind in ("after", "before"):
        if not first.clock and first.day is None and (after := reader.past(_comma(reader, end), kind)) is not None:
            yield from ((DateShape(f"{kind}_in", (first, day)), final) for day, final in dated(reader, after))
    if first.day is not None and not first.clock:
        yield from _hours_behind(reader, first, _comma(reader, end))
    if (after := reader.past(end, "or_earlier")) is not None:
        yield DateShape("not_after", (first,)), after
    if (after := reader.past(end, "or_later")) is not None:
        yield DateShape("not_before", (first,)), after
    if (after := reader.past(_comma(reader, end), "still")) is not None:
        yield DateShape("since", (first,)), after
    yield from _list(reader, (first,), end)


def _range(reader: TokenCursor, first: PartialDate, end: int) -> Iterator[tuple[DateShape, int]]:
    after = end + 1 if reader.sign(end, "-–/" if first.part else "-–") else reader.past(end, "to")
    still = reader.past(_comma(reader, end), "still")
    if still is not None:
        yield DateShape("since", (first,)), still
    if after is None:
        return
    reader.reach(after)
    if after == len(reader.tokens) and reader.sign(end, "-–") and first.is_complete:
        yield DateShape("since", (first,)), after
    if reader.sign(end, "-–") and reader.sign(after, "?"):
        yield DateShape("end_unknown", (first,)), reader.reach(after + 1)
    now = reader.past(after, "now")
    if now is not None:
        yield DateShape("since", (first,)), now
    for last, final in chain(dated(reader, after), _time_only(reader, after)):
        if reader.sign(end, "-–") and (moment := _of_one_moment(first, last)):
            yield DateShape("one", (moment,)), final
        else:
            yield DateShape("range", (first, last)), final


def _of_one_moment(first: PartialDate, last: PartialDate) -> PartialDate | None:
    """Join a clock time and a day on either side of a dash, as posts are stamped: "6:45 PM - 13 Mar 2018"."""
    for time_of, day in ((first, last), (last, first)):
        if time_of.clock and not time_of.has_date and not time_of.waits and day.day is not None and not day.clock:
            return with_clock(day, time_of)
    return None


def _hours_behind(reader: TokenCursor, day: PartialDate, place: int) -> Iterator[tuple[DateShape, int]]:
    """Read "5 May from 21:00 to midnight", "5 травня з 21:00 до півночі", "5 May between 9 and 11 am"."""
    if (after := reader.past(place, "from")) is not None:
        for clock, end in time(reader, after):
            yield from _range(reader, with_clock(day, clock), end)
    if (after := reader.past(place, "between")) is not None:
        for clock, end in time(reader, after):
            joint = reader.past(end, "and")
            for last, final in time(reader, joint) if joint is not None else ():
                yield DateShape("between", (with_clock(day, clock), last)), final


def _time_only(reader: TokenCursor, place: int) -> Readings:
    yield from time(reader, reader.skip(place))


def _list(reader: TokenCursor, dates: tuple[PartialDate, ...], end: int) -> Iterator[tuple[DateShape, int]]:
    """Read "5, 6 or 7 May", "2015 and 2016"."""
    if len(dates) > _MOST_LISTED:
        return
    for kind in ("or", "and"):
        after = reader.past(_comma(reader, end), kind)
        if after is not None:
            yield from ((DateShape(kind, (*dates, last)), final) for last, final in dated(reader, after))
    if reader.sign(end, ","):
        for another, after_next in dated(reader, end + 1):
            yield from _list(reader, (*dates, another), after_next)


def dated(reader: TokenCursor, place: int) -> Readings:
    """Read one date with its qualifiers and clock time."""
    if reader.past(place, "ahead") is not None:  # "in 3 days", where "in" is more than a word to skip
        yield from relative(reader, place)
    place = reader.skip(place)
    for kind in ("about", "perhaps"):
        after = reader.past(place, kind)
        if kind == "about" and after is None and reader.sign(place, "~"):
            after = reader.reach(place + 1)
        if after is not None:
            at = kind == "about" and reader.past(place, "at") is not None  # German "um" is both
            margin, start = archives.margin(reader, after) if kind == "about" else ((), after)
            for partial, end in dated(reader, start):
                if not (at and partial.clock):
                    marked = replace(
                        partial,
                        about=partial.about or kind == "about",
                        perhaps=partial.perhaps or kind == "perhaps",
                        concluded=(*margin, *partial.concluded),
                    )
                    yield marked, end
    for partial, end in _timed(reader, place):
        if reader.sign(end, "?"):
            yield replace(partial, perhaps=True), reader.reach(end + 1)
        elif (after := reader.past(_comma(reader, end), "perhaps_after")) is not None:
            yield replace(partial, perhaps=True), after
        elif (after := reader.past(_comma(reader, end), "about_after")) is not None:
            yield replace(partial, about=True), after
        else:
            yield partial, end


def _timed(reader: TokenCursor, place: int) -> Readings:
    """Read a date with a clock time behind or before it."""
    yield from stamps.group(reader, place)
    for partial, end in _day_or_period(reader, place):
        yield from days.with_era(reader, partial, end)
        yield partial, end
        if partial.day is not None:
            begin = end + 1 if _iso_t(reader, end) else reader.skip(end)
            for clock, after in time(reader, begin):
                timed = with_clock(partial, clock)
                yield from days.with_era(reader, timed, after)
                yield timed, after
            about = reader.past(begin, "about")
            for clock, after in time(reader, about) if about is not None else ():
                yield replace(with_clock(partial, clock), about=True), after
    yield from _part_of_day(reader, place)
    for clock, end in time(reader, place):
        for partial, after in _day_or_period(reader, reader.skip(end)):
            if partial.day is not None:
                late_zone = None if clock.zone else zone(reader, after)
                if late_zone:
                    yield with_clock(partial, replace(clock, zone=late_zone[0])), late_zone[1]
                yield with_clock(partial, clock), after
        yield clock, end


def _part_of_day(reader: TokenCursor, place: int) -> Readings:
    """Read "the morning of 24 February 2022", "в ночь на 24 февраля", "the night of 23–24 July"."""
    for kind in ("daypart", "night_to", "night_of"):
        found = reader.word(place, kind)
        if found is None:
            continue
        hours = {"daypart": found[0], "night_to": "-22-06", "night_of": "22-30"}[kind]
        for partial, end in _day_or_period(reader, reader.skip(found[1])):
            if partial.day is not None and kind == "night_of":
                yield from _night_between(reader, partial, end)
            if partial.day is not None:
                yield replace(partial, hours=hours), end


def _night_between(reader: TokenCursor, evening: PartialDate, end: int) -> Readings:
    """Read the second day of "the night of 23–24 July", "в ночь с 23 на 24 июля"."""
    after = end + 1 if reader.sign(end, "-–/") else reader.past(end, "night_joint")
    if after is None:
        return
    for morning, final in _day_or_period(reader, reader.skip(after)):
        begun = completed(evening, morning) if not evening.is_complete else evening
        if morning.day is not None and begun is not None:
            yield replace(begun, hours="22-30"), final


def _iso_t(reader: TokenCursor, place: int) -> bool:
    return place < len(reader.tokens) and reader.tokens[place].written == "T" and reader.touching(place)


def _day_or_period(reader: TokenCursor, place: int) -> Readings:
    """Read a date without time, with the calendar that it is named in."""
    for partial, end in _with_weekday(
        reader, chain(_parts(reader, place), _unknown_part(reader, place), _plain(reader, place))
    ):
        if (after := reader.past(_comma(reader, end), "old_style")) is not None:
            yield replace(partial, julian=True), after
        elif (after := reader.past(_comma(reader, end), "new_style")) is not None:
            yield partial, after
        else:
            yield partial, end


def _with_weekday(reader: TokenCursor, readings: Readings) -> Readings:
    """Read a weekday behind a day: "25 мая 2025 года, воскресенье"."""
    for partial, end in readings:
        found = reader.word(_comma(reader, end), "weekday") if partial.day and partial.weekday is None else None
        if found:
            yield replace(partial, weekday=int(found[0])), found[1]
        yield partial, end


def _parts(reader: TokenCursor, place: int) -> Readings:
    """Read "early May", "mid-July", "Ende 2014", "the first half of May 2025"."""
    if found := reader.word(place, "part"):
        after = found[1] + 1 if reader.sign(found[1], "-") else found[1]
        for partial, end in _plain(reader, reader.skip(after)):
            whole = partial.day is None and partial.week is None and not partial.span[0]
            if whole and not partial.fixed and not partial.part:
                yield replace(partial, part=found[0]), end
        yield PartialDate(part=found[0]), found[1]
    for number, after in years.ordinal(reader, place):
        end_of_half = reader.past(after, "half")
        if end_of_half is not None and number in (1, 2):
            start = reader.skip(end_of_half)
            yield from years.half(reader, start, _plain(reader, start), number)


def _unknown_part(reader: TokenCursor, place: int) -> Readings:
    """Read "some day in May 2025", "Monat unbekannt, 2025"."""
    if (found := reader.word(place, "unknown")) is None:
        return
    for partial, end in _plain(reader, reader.skip(found[1])):
        within = f"{partial.year:04d}" if partial.year is not None and partial.year >= 0 else ""
        if partial == PartialDate(year=partial.year) and within:
            yield PartialDate(fixed=f"{within}-XX-XX" if found[0] == "day" else f"{within}-XX"), end
        elif partial == PartialDate(year=partial.year, month=partial.month) and within and found[0] == "day":
            yield PartialDate(fixed=f"{within}-{partial.month:02d}-XX"), end


def _plain(reader: TokenCursor, place: int) -> Readings:
    for rule in (
        days.written,
        days.numeric,
        years.century,
        years.decade,
        years.quarter,
        years.half_year,
        years.season,
        archives.roman_month,
        years.years_ago,
        relative,
        years.alone,
        days.lone,
        years.lone_century,
    ):
        yield from rule(reader, place)
