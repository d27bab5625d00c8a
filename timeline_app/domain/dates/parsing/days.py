"""Rules for days and months: "16 March 2014", "March 16, 2014", "16.03.2014", "03/2014", "2014-03-16"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import days_in_month
from timeline_app.domain.dates.parsing import archives
from timeline_app.domain.dates.parsing.reader import PartialDate
from timeline_app.domain.dates.parsing.years import alone, full_year, year
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.dates.parsing.lexicon import DateToken
    from timeline_app.domain.dates.parsing.reader import Readings, TokenCursor


def written(reader: TokenCursor, place: int) -> Readings:
    """Read a day or month with the month's name, perhaps after the name of the weekday."""
    found = reader.word(place, "weekday")
    if found:
        for partial, end in [*_written(reader, reader.skip(found[1])), *numeric(reader, reader.skip(found[1]))]:
            if partial.day is not None:
                yield replace(partial, weekday=int(found[0])), end
    yield from _written(reader, place)


def _written(reader: TokenCursor, place: int) -> Readings:
    for day, after in _day_number(reader, place):
        if found := reader.word(reader.skip(after), "month"):
            yield from _with_year(reader, found[1], PartialDate(day=day, month=int(found[0])))
    if found := reader.word(place, "month"):
        month = PartialDate(month=int(found[0]))
        for day, after in _day_number(reader, reader.skip(found[1])):
            yield from _with_year(reader, after, replace(month, day=day))
        yield from _with_year(reader, found[1], month)
    for two, after in archives.two_years(reader, place, PartialDate()):
        if found := reader.word(reader.skip(after), "month"):
            for day, end in _day_number(reader, reader.skip(found[1])):
                yield replace(two, month=int(found[0]), day=day), end
    for number, after in year(reader, place):
        for day, after_day in _day_number(reader, reader.skip(after)):
            if (found := reader.word(reader.skip(after_day), "month")) and after_day > after + 1:
                yield PartialDate(year=number, month=int(found[0]), day=day), found[1]
        if found := reader.word(reader.skip(after), "month"):
            month = PartialDate(year=number, month=int(found[0]))
            for day, end in _day_number(reader, reader.skip(found[1])):
                yield replace(month, day=day), end
            yield month, found[1]


def _day_number(reader: TokenCursor, place: int) -> Iterator[tuple[int, int]]:
    token = reader.number(place)
    if token is None or len(token.digits) > 2 or not 1 <= token.number <= 31:
        return
    if token.suffix and not reader.suffix(token, "ordinal_suffix"):
        return
    end = reader.reach(place + 1)
    yield token.number, end + 1 if reader.sign(end, ".") else end


def _with_year(reader: TokenCursor, place: int, partial: PartialDate) -> Readings:
    """Complete a day or month by the year that follows, if one does."""
    after = place + 1 if reader.sign(place, ".") else place
    skipped = reader.skip(after)
    yield from archives.two_years(reader, skipped, partial)
    for found, end in alone(reader, skipped):
        if not found.needs_era:
            yield replace(partial, year=found.year, concluded=found.concluded), end
    token = reader.number(skipped)
    if token and len(token.digits) == 3 and not token.suffix:
        yield replace(partial, year=token.number), reader.reach(skipped + 1)
    if partial.day is not None and token and len(token.digits) == 2 and not token.suffix and skipped == place:
        number, concluded = full_year(token.digits)
        yield replace(partial, year=number, concluded=concluded), reader.reach(place + 1)
    yield partial, place


def lone(reader: TokenCursor, place: int) -> Readings:
    """Read a number that waits for what the other side says: the 16 of "16–18 March", the 15 of "2014–15"."""
    for day, after in _day_number(reader, place):
        for number, end in year(reader, reader.skip(after)):
            yield PartialDate(day=day, year=number), end
        yield PartialDate(day=day, two_digits=len(reader.tokens[place].digits) == 2), after
    token = reader.number(place)
    if token and len(token.digits) == 2 and token.number > 31 and not token.suffix:
        yield PartialDate(day=token.number, two_digits=True), reader.reach(place + 1)


def numeric(reader: TokenCursor, place: int) -> Readings:
    """Read dates in figures; day and month go in the order that was settled, the other order is a second reading."""
    yield from _with_named_era(reader, place)
    first = reader.number(place)
    if first and len(first.digits) == 8 and not first.suffix:
        compact = _valid(int(first.digits[:4]), int(first.digits[4:6]), int(first.digits[6:]))
        yield from ((partial, reader.reach(place + 1)) for partial in compact)
    if first is None or first.suffix or not reader.sign(place + 1, "./-") or not _joined(reader, place + 1):
        return
    second = reader.number(place + 2)
    if second is None or second.suffix or len(second.digits) > 4:
        return
    sign = reader.tokens[place + 1].text
    third = reader.number(place + 4) if reader.sign(place + 3, sign) and _joined(reader, place + 3) else None
    if third and not third.suffix:
        readings = _three(reader, place, second, third)
        end = place + 5
        for partial in readings:
            yield partial, reader.reach(reader.past(end, "year_word") or end)
    yield from _two(reader, place, first, second)


def _joined(reader: TokenCursor, place: int) -> bool:
    """Tell whether a sign stands between figures without blanks; a dot may have one after it."""
    dotted = reader.sign(place, ".")
    return reader.touching(place) and (dotted or reader.touching(place + 1))


def _with_named_era(reader: TokenCursor, place: int) -> Readings:
    """Read "BCE0612-08-10" and "44-03-15 BC", where the era makes any number a year."""
    for era in ("bce", "ce"):
        if (after := reader.past(place, era)) is not None:
            yield from ((_of_era(partial, era), end) for partial, end in _year_first(reader, after))
        for partial, end in _year_first(reader, place):
            if (after := reader.past(end, era)) is not None:
                yield _of_era(partial, era), after


def _year_first(reader: TokenCursor, place: int) -> Readings:
    """Read year, month and perhaps day in figures with hyphens, however short the year is."""
    first, second, third = reader.number(place), reader.number(place + 2), reader.number(place + 4)
    if first is None or second is None or not reader.sign(place + 1, "-") or not _joined(reader, place + 1):
        return
    if not 1 <= len(first.digits) <= 4 or len(second.digits) != 2 or not first.number or first.suffix or second.suffix:
        return
    if third and len(third.digits) == 2 and reader.sign(place + 3, "-") and not third.suffix:
        yield from ((each, place + 5) for each in _valid(first.number, second.number, third.number))
    if len(first.digits) == 4 and 1 <= second.number <= 12:
        yield PartialDate(year=first.number, month=second.number), place + 3


def with_era(reader: TokenCursor, partial: PartialDate, place: int) -> Readings:
    """Read the era behind a date in figures: "0043-11-27 00:00:00 BC"."""
    written_in_full = partial.day is not None and partial.year is not None and not partial.concluded
    for era in ("bce", "ce") if written_in_full and not partial.era else ():
        if (after := reader.past(place, era)) is not None:
            yield _of_era(partial, era), after


def _of_era(partial: PartialDate, era: str) -> PartialDate:
    return replace(partial, year=1 - partial.year if era == "bce" and partial.year else partial.year, era=era)


def _three(reader: TokenCursor, first_place: int, second: DateToken, third: DateToken) -> Iterator[PartialDate]:
    first = reader.tokens[first_place]
    order = reader.settings.order
    if len(first.digits) == 4 or (len(first.digits) == 3 and reader.sign(first_place + 1, "-")):
        yield from _valid(first.number, second.number, third.number)
        return
    if order == "ymd" and len(first.digits) == 2 and len(third.digits) <= 2:
        number, concluded = full_year(first.digits)
        yield from (replace(each, concluded=concluded) for each in _valid(number, second.number, third.number))
        return
    if len(third.digits) not in (2, 3, 4) or max(len(first.digits), len(second.digits)) > 2:
        return
    number, concluded = full_year(third.digits)
    by_day = [replace(each, concluded=concluded) for each in _valid(number, second.number, first.number)]
    by_month = [replace(each, concluded=concluded) for each in _valid(number, first.number, second.number)]
    if not by_day and not by_month and 1 <= second.number <= 12 and first.number <= 31:
        reader.fault = DateError(_("There is no day {day} in that month.").format(day=first.number))
    asked, other = (by_month, by_day) if order == "mdy" else (by_day, by_month)
    yield from asked
    if not reader.settings.strict and other != asked:
        yield from (replace(each, other=bool(asked)) for each in other)


def _valid(number: int, month: int, day: int) -> Iterator[PartialDate]:
    if 1 <= month <= 12 and 1 <= day <= days_in_month(number, month):
        yield PartialDate(year=number, month=month, day=day)


def _two(reader: TokenCursor, place: int, first: DateToken, second: DateToken) -> Readings:
    """Read a month of a year, or a day of a month that waits for its year."""
    end = place + 3
    if len(first.digits) == 4 and len(second.digits) == 2 and 1 <= second.number <= 12:
        yield PartialDate(year=first.number, month=second.number), reader.reach(end)
    elif len(first.digits) <= 2 and len(second.digits) == 4 and 1 <= first.number <= 12:
        yield PartialDate(year=second.number, month=first.number), reader.reach(reader.past(end, "year_word") or end)
    elif max(len(first.digits), len(second.digits)) <= 2 and not reader.sign(place + 1, "-"):
        by_month = reader.settings.order == "mdy"
        month, day = (first.number, second.number) if by_month else (second.number, first.number)
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield PartialDate(month=month, day=day), reader.reach(end + 1 if reader.sign(end, ".") else end)
