"""Rules for years and what is counted by them: eras, decades, centuries, seasons, quarters, halves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.parsing.reader import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.dates.parsing.lexicon import DateToken
    from timeline_app.domain.dates.parsing.reader import Readings, TokenCursor

_ROMAN: Final = re.compile(r"(X{0,2})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS: Final = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_WINTER: Final = 24
_THIS_CENTURY: Final = 2000
"""Its "2000s" are more often the years up to 2009 than the century; "the 1800s" are the century."""
_FIRST_TWENTIETH: Final = 30
"""Two-digit decades from here on belong to the 20th century: "the 90s", but "the 20s" are unclear and not read."""


def year(reader: TokenCursor, place: int) -> Iterator[tuple[int, int]]:
    """Read a year with or without an era, as an astronomical number."""
    return ((partial.year or 0, end) for partial, end in alone(reader, place) if not partial.needs_era)


def alone(reader: TokenCursor, place: int) -> Readings:
    """Read a year that stands for itself, or is too short to without an era."""
    if (after := reader.past(place, "ce")) is not None and (token := reader.number(after)):
        yield PartialDate(year=token.number, era="ce"), reader.reach(after + 1)
    if reader.sign(place, "'") and (token := reader.number(place + 1)) and len(token.digits) == 2:
        number, concluded = full_year(token.digits)
        yield PartialDate(year=number, concluded=concluded), reader.reach(place + 2)
    if (
        (after := reader.past(place, "bce")) is not None
        and (token := reader.number(after))
        and 0 < token.number < 10**4
    ):
        yield PartialDate(year=1 - token.number, era="bce"), reader.reach(after + 1)
    token = reader.number(place)
    if token and len(token.digits) < 4 and token.number and not token.suffix and _follows_the_word_year(reader, place):
        yield PartialDate(year=token.number), reader.reach(place + 1)
    for number, digits, end in _counts(reader, place):
        unit_end = reader.past(end, "year_word")
        for after_year in (unit_end, end):
            if after_year is None:
                continue
            if (after_era := reader.past(after_year, "bce")) is not None and number:
                yield PartialDate(year=1 - number, era="bce"), _past_year_word(reader, after_era)
            if (after_era := reader.past(after_year, "ce")) is not None and number:
                yield PartialDate(year=number, era="ce"), _past_year_word(reader, after_era)
            if digits == 4:
                yield PartialDate(year=number), reader.reach(after_year)
        if digits in (2, 3) and number:
            yield PartialDate(year=number, needs_era=True), end


def _follows_the_word_year(reader: TokenCursor, place: int) -> bool:
    return place > 0 and reader.past(place - 1, "year_word") == place


def _past_year_word(reader: TokenCursor, place: int) -> int:
    return reader.past(place, "year_word") or place


def _counts(reader: TokenCursor, place: int) -> Iterator[tuple[int, int, int]]:
    """Read a number, also one with its thousands apart: value, digits of its first group, place behind it."""
    token = reader.number(place)
    if token is None or len(token.digits) > 11:
        return
    if token.suffix and (len(token.digits) != 4 or not reader.suffix(token, "ordinal_suffix")):
        return  # "2014-го" is a year
    end, digits = place + 1, token.digits
    if len(digits) <= 3:
        while (group := _thousands(reader, end)) is not None:
            digits += reader.tokens[group].digits
            end = group + 1
        if end > place + 1:
            yield int(digits), 0, end
    yield token.number, len(token.digits), reader.reach(place + 1)


def _thousands(reader: TokenCursor, place: int) -> int | None:
    """Give the place of a group of three digits that goes on a number: "10,000", "10 000"."""
    at = place + 1 if reader.sign(place, ",.") and reader.touching(place) and reader.touching(place + 1) else place
    token = reader.number(at)
    return at if token and len(token.digits) == 3 and not token.suffix else None


def full_year(figures: str) -> tuple[int, tuple[str, ...]]:
    """Give the year of two or four figures, and what to tell where the century was concluded."""
    if len(figures) != 2:
        return int(figures), ()
    number = century_of(int(figures))
    return number, (_("“{figures}” is taken for {year}").format(figures=figures, year=number),)


def century_of(two_digits: int) -> int:
    """Complete a year of two digits: 00 to 49 are of this century, 50 to 99 of the last."""
    return two_digits + (2000 if two_digits < 50 else 1900)


def ordinal(reader: TokenCursor, place: int, *, bare: bool = True) -> Iterator[tuple[int, int]]:
    """Read "3rd", "third", "3.", "III" or, where the next word makes it clear, "3"."""
    if found := reader.word(place, "ordinal"):
        yield int(found[0]), found[1]
    token = reader.number(place)
    if token and len(token.digits) <= 2:
        if reader.suffix(token, "ordinal_suffix"):
            yield token.number, reader.reach(place + 1)
        elif reader.sign(place + 1, "."):
            yield token.number, place + 2
        elif bare and not token.suffix:
            yield token.number, place + 1
    elif place < len(reader.tokens) and (number := _roman(reader.tokens[place])):
        yield number, place + 1


def _roman(token: DateToken) -> int:
    match = _ROMAN.fullmatch(token.written)
    return len(match[1]) * 10 + _ROMAN_DIGITS[match[2]] if match else 0


def decade(reader: TokenCursor, place: int) -> Readings:
    """Read "the 1990s", "1990-ті", "1990er Jahre", "the 90s"; hundreds mean a century first: "the 1800s"."""
    token = reader.number(place)
    if token is None or token.number % 10 or not reader.suffix(token, "decade_suffix"):
        return
    end = _past_years(reader, reader.reach(place + 1))
    if len(token.digits) == 2 and token.number >= _FIRST_TWENTIETH:
        yield PartialDate(mask=f"19{token.number // 10}X"), end
    if len(token.digits) != 4:
        return
    after_era = reader.past(end, "bce")
    sign = "-" if after_era is not None else ""
    if token.number % 100 == 0 and not sign:
        as_decade = token.number == _THIS_CENTURY
        masks = (f"{token.digits[:2]}XX", f"{token.digits[:3]}X")
        first, second = masks[::-1] if as_decade else masks
        yield PartialDate(mask=first), end
        yield PartialDate(mask=second, other=True), end
    else:
        yield PartialDate(mask=f"{sign}{token.digits[:3]}X"), after_era or end


def _past_years(reader: TokenCursor, place: int) -> int:
    found = reader.word(place, "unit")
    if found and found[0] == "year":
        return found[1]
    return reader.past(place, "year_word") or reader.past(place, "never_mind") or place


def century(reader: TokenCursor, place: int) -> Readings:
    """Read "19th century", "XIX століття", "19. Jh. v. Chr.", "3rd millennium BC"."""
    for number, end in ordinal(reader, place):
        after = reader.past(end, "millennium")
        if after is not None and 0 < number <= 9:
            if (after_era := reader.past(after, "bce")) is not None:
                yield PartialDate(mask=f"-{number - 1}XXX"), after_era
            yield PartialDate(mask=f"{number - 1}XXX"), reader.past(after, "ce") or after
        after = reader.past(end, "century")
        if after is None or not 0 < number <= 99:
            continue
        if (after_era := reader.past(after, "bce")) is not None:
            yield PartialDate(mask=f"-{number - 1:02}XX"), after_era
        yield PartialDate(mask=f"{number - 1:02}XX"), reader.past(after, "ce") or after


def lone_century(reader: TokenCursor, place: int) -> Readings:
    """Read a century whose word comes with the next: "XIX–XX ст.", "19th and 20th centuries"."""
    for number, end in ordinal(reader, place, bare=False):
        if 0 < number <= 99:
            yield PartialDate(century=number), end


def half_year(reader: TokenCursor, place: int) -> Readings:
    """Read "H1 2014" and "2014 H2"."""
    for number, after in year(reader, place):
        for code, end in _half_number(reader, reader.skip(after)):
            yield PartialDate(season=code, year=number), end
    for code, after in _half_number(reader, place):
        for number, end in year(reader, reader.skip(after)):
            yield PartialDate(season=code, year=number), end


def _half_number(reader: TokenCursor, place: int) -> Iterator[tuple[int, int]]:
    after = reader.past(place, "half_mark")
    if after is not None and (token := reader.number(after)) and token.number in (1, 2):
        yield 39 + token.number, after + 1


def season(reader: TokenCursor, place: int) -> Readings:
    """Read "spring 2014", "winter 2013/14", "2014, spring", and a season that waits for its year."""
    if found := reader.word(place, "season"):
        code = int(found[0])
        for number, end in year(reader, reader.skip(found[1])):
            yield from _winter(reader, code, number, end)
            yield PartialDate(season=code, year=number), end
            if code == _WINTER:
                yield PartialDate(season=code, year=number - 1, other=True), end
        yield PartialDate(season=code), found[1]
    for number, after in year(reader, place):
        if found := reader.word(reader.skip(after), "season"):
            yield PartialDate(season=int(found[0]), year=number), found[1]


def _winter(reader: TokenCursor, code: int, number: int, end: int) -> Readings:
    """Read the second year of a winter."""
    if code != _WINTER or not reader.sign(end, "/-–"):
        return
    token = reader.number(end + 1)
    if token and token.number in (number + 1, (number + 1) % 100) and len(token.digits) in (2, 4):
        yield PartialDate(season=code, year=number), _past_year_word(reader, reader.reach(end + 2))


def quarter(reader: TokenCursor, place: int) -> Readings:
    """Read "Q1 2014", "the third quarter of 2014", "2-й квартал 2014", "2014 Q3"."""
    for number, after in year(reader, place):
        for code, end in _quarter_number(reader, reader.skip(after)):
            yield PartialDate(season=code, year=number), end
    for code, after in _quarter_number(reader, place):
        for number, end in year(reader, reader.skip(after)):
            yield PartialDate(season=code, year=number), end
        yield PartialDate(season=code), after


def _quarter_number(reader: TokenCursor, place: int) -> Iterator[tuple[int, int]]:
    after = reader.past(place, "quarter_mark")
    if after is not None and (token := reader.number(after)) and 1 <= token.number <= 4:
        yield 32 + token.number, after + 1
    for number, end in ordinal(reader, place):
        if 1 <= number <= 4 and (after := reader.past(end, "quarter")) is not None:
            yield 32 + number, after


def half(reader: TokenCursor, place: int, whole: Readings, number: int) -> Readings:
    """Take the first or second half of what was read."""
    del place
    for partial, end in whole:
        plain_year = partial.year is not None and partial.month is None and partial.season is None
        if partial.day is not None or partial.part or partial.clock:
            continue
        if partial.week is not None:
            continue
        if plain_year:
            yield replace(partial, season=39 + number), reader.reach(end)
        else:
            yield replace(partial, part=f"half{number}"), reader.reach(end)


def years_ago(reader: TokenCursor, place: int) -> Readings:
    """Read "13.8 billion years ago", "65 million BCE": a year with as many significant digits as were typed."""
    token = reader.number(place)
    if token is None or token.suffix or len(token.digits) > 6:
        return
    end, fraction = place + 1, ""
    if reader.sign(end, ".,") and reader.touching(end + 1) and (after_point := reader.number(end + 1)):
        end, fraction = end + 2, after_point.digits[:6]
    found = reader.word(end, "thousand")
    after = (reader.past(found[1], "years_ago") or reader.past(found[1], "bce")) if found else None
    if found is None or after is None or not token.number:
        return
    digits = token.digits.lstrip("0") + fraction
    exponent = int(found[0]) - len(fraction)
    if exponent >= 0 and int(digits) * 10**exponent > 9999:
        yield PartialDate(fixed=f"Y-{digits}E{exponent}S{len(digits)}"), after
