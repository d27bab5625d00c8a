"""Rules for clock times and their zones: "14:00", "9am", "14 Uhr 30", "о 9 ранку", "14:00 Kyiv", "UTC+3"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.parsing.reader import PartialDate
from timeline_app.domain.dates.parsing.stamps import military_clock
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.dates.parsing.lexicon import DateToken
    from timeline_app.domain.dates.parsing.reader import Readings, TokenCursor


def time(reader: TokenCursor, place: int) -> Readings:
    """Read a clock time with or without its zone."""
    start = reader.past(place, "at")
    for begin in (place, start):
        if begin is None:
            continue
        yield from military_clock(reader, begin)
        for clock, end in _clock(reader, begin):
            found = zone(reader, reader.skip(end) if reader.sign(end, ",") else end)
            as_range = found is not None and _may_be_a_range(reader, begin, end)
            if as_range:
                yield clock, end
            if found:
                yield replace(clock, zone=found[0], other=as_range), found[1]
            yield clock, end
        token = reader.number(begin)
        if token and _is_hour(token) and _goes_on(reader, begin + 1):
            yield PartialDate(clock=f"{token.number:02}:00:00", waits=True), begin + 1


def _goes_on(reader: TokenCursor, place: int) -> bool:
    return reader.sign(place, "-–") or any(reader.past(place, kind) is not None for kind in ("to", "and"))


def _may_be_a_range(reader: TokenCursor, begin: int, end: int) -> bool:
    """Tell whether "-01:00" behind "23:00" is the end of a range; seconds and the T of ISO 8601 make it an offset."""
    after_t = begin > 0 and reader.tokens[begin - 1].written == "T"
    offset = reader.number(end + 1)
    two_times = end == begin + 3 and reader.sign(end + 2, ":") and offset is not None and len(offset.digits) == 2
    return bool(reader.sign(end, "-")) and two_times and not after_t


def _is_hour(token: DateToken) -> bool:
    return len(token.digits) <= 2 and not token.suffix and token.number <= 24


def _clock(reader: TokenCursor, place: int) -> Readings:
    if (after := reader.past(place, "noon")) is not None:
        yield PartialDate(clock="12:00:00"), after
    if (after := reader.past(place, "midnight")) is not None:
        yield PartialDate(clock="00:00:00", midnight=True), after
    token = reader.number(place)
    if token is None or len(token.digits) > 2 or token.suffix:
        return
    hour, end = token.number, place + 1
    minute, second = _part(reader, end, ":"), _part(reader, end + 2, ":")
    if minute is not None:
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            reader.fault = DateError(_("There is no clock time {time}.").format(time=f"{token.digits}:{minute:02}"))
            return
        if second is not None:
            yield from _halved(reader, hour, f"{minute:02}:{second:02}", _past_fraction(reader, end + 4))
        else:
            yield from _halved(reader, hour, f"{minute:02}:00", end + 2)
    elif (dotted := _part(reader, end, ".")) is not None:
        yield from (each for each in _halved(reader, hour, f"{dotted:02}:00", end + 2) if each[1] > end + 2)
    else:
        yield from _whole_hour(reader, hour, end)


def _past_fraction(reader: TokenCursor, place: int) -> int:
    """Go past fractions of a second, which have no place on the axis."""
    fraction = reader.number(place + 1) if reader.sign(place, ".,") and reader.touching(place) else None
    return place + 2 if fraction and reader.touching(place + 1) and not fraction.suffix else place


def _part(reader: TokenCursor, place: int, sign: str) -> int | None:
    """Give the two figures of minutes or seconds behind a colon or dot."""
    if not reader.sign(place, sign) or not reader.touching(place) or not reader.touching(place + 1):
        return None
    token = reader.number(place + 1)
    return token.number if token and len(token.digits) == 2 and not token.suffix else None


def _whole_hour(reader: TokenCursor, hour: int, end: int) -> Readings:
    """Read "9am", "14 Uhr", "14 Uhr 30", "9 утра", "3 часа дня"."""
    after_hour = reader.past(end, "hour")
    if after_hour is not None and (token := reader.number(after_hour)) and len(token.digits) == 2:
        yield from _halved(reader, hour, f"{token.digits}:00", after_hour + 1)
    for found in _halved(reader, hour, "00:00", end):
        if found[1] > end:
            yield found


def _halved(reader: TokenCursor, hour: int, rest: str, end: int) -> Readings:
    """Apply "am" and "pm" in all languages; a word for the hour may stand before them."""
    reader.reach(end)
    for after in {reader.past(end, "hour") or end, end}:
        if hour <= 12 and (behind := reader.past(after, "pm")) is not None:
            yield PartialDate(clock=f"{hour % 12 + 12:02}:{rest}", half_day="pm"), behind
        if hour <= 12 and (behind := reader.past(after, "am")) is not None and not _is_german_on(reader, hour, behind):
            yield PartialDate(clock=f"{hour % 12:02}:{rest}", half_day="am"), behind
    if hour <= 24:
        yield PartialDate(clock=f"{hour:02}:{rest}"), reader.past(end, "hour") or end


def _is_german_on(reader: TokenCursor, hour: int, place: int) -> bool:
    """Tell whether "am" stands before a German day: "12:00 am 5. Mai" is noon."""
    dotted = reader.number(place) is not None and reader.sign(place + 1, ".")
    return hour == 12 and (dotted or reader.word(place, "weekday") is not None)


def zone(reader: TokenCursor, place: int) -> tuple[str, int] | None:
    """Read the name of a zone or an offset from UTC: "Kyiv time", "MSK", "Europe/Kyiv", "UTC+3"."""
    if found := _iana(reader, place):
        return found
    named = reader.word(place, "zone")
    if named is None:
        return _offset(reader, place)
    return (_offset(reader, named[1]) if named[0] == "UTC" else None) or named


def _offset(reader: TokenCursor, place: int) -> tuple[str, int] | None:
    """Read "+3", "+03:00", "-0500"."""
    if not reader.sign(place, "+-–") or not reader.touching(place + 1) or reader.is_dash(place):
        return None
    token = reader.number(place + 1)
    if token is None or token.suffix or len(token.digits) not in (1, 2, 4):
        return None
    sign = "+" if reader.tokens[place].text == "+" else "-"
    hours, minutes = (token.digits[:2], token.digits[2:]) if len(token.digits) == 4 else (token.digits, "00")
    end = place + 2
    if len(token.digits) < 4 and (part := _part(reader, end, ":")) is not None:
        minutes, end = f"{part:02}", end + 2
    if int(hours) > 14 or int(minutes) > 59:
        return None
    offset = f"{sign}{int(hours):02}:{minutes}"
    return ("UTC" if offset[1:] == "00:00" else offset), reader.reach(end)


def _iana(reader: TokenCursor, place: int) -> tuple[str, int] | None:
    """Read the name of a zone as in the tz database: "Europe/Kyiv"."""
    if not reader.sign(place + 1, "/") or not reader.touching(place + 1) or reader.number(place):
        return None
    start = reader.tokens[place].start
    end = place + 2
    while end < len(reader.tokens) and reader.touching(end):
        end += 1
    name = reader.text[start : reader.tokens[end - 1].end].rstrip(".,")
    from timeline_app.domain.dates.zones import is_zone  # noqa: PLC0415  # zoneinfo is needed for few dates

    return (name, reader.reach(end)) if is_zone(name) else None
