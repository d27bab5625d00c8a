"""Rules for military clock times and date-time groups: "1845Z", "131845Z MAR 22", "13 1845B MAR 2022"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import phrase as _
from timeline_app.domain.dates.parsing.partial import PartialDate
from timeline_app.domain.dates.parsing.years import full_year
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.dates.parsing.reader import Readings, TokenCursor

_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTH: Final = "|".join(_MONTHS)
_GROUP: Final = re.compile(
    rf"(\d\d)(\s?)(\d\d)(\d\d)\s?([A-Z](?![A-Z])|[A-Z](?={_MONTH}))?"
    rf"(?:\s*({_MONTH})[A-Z]{{0,6}}\.?\s*(\d{{4}}|\d\d))?(?![^\W_])",
    re.ASCII | re.IGNORECASE,
)
_HOURS_OF: Final = "YXWVUTSRQPONZABCDEFGHIKLM"
"""The letters of zones from UTC−12 to UTC+12; J is local time."""
_LOCAL: Final = "J"


def zone_of(letter: str) -> str:
    """Give the zone that a letter stands for: Z is UTC, B is UTC+2, R is UTC−5; J says none."""
    if letter.upper() == _LOCAL:
        return ""
    hours = _HOURS_OF.index(letter.upper()) - 12
    return f"{hours:+03}:00" if hours else "UTC"


def group(reader: TokenCursor, place: int) -> Readings:
    """Read a date-time group; without month and year it waits for those of the other side."""
    token = reader.number(place)
    if token is None or len(token.digits) not in (2, 6):
        return
    match = _GROUP.match(reader.text, token.start)
    if match is None:
        return
    day, blank, hour, minute, letter, month, year = match.groups()
    end = next((at for at in range(place, len(reader.tokens)) if reader.tokens[at].start >= match.end()), None)
    if not letter and (blank or not month):
        return
    if int(hour) > 24 or int(minute) > 59 or not 1 <= int(day) <= 31:
        reader.fault = DateError(_("There is no clock time {time}.").format(time=f"{hour}:{minute}"))
        return
    number, concluded = full_year(year) if year else (None, ())
    found = PartialDate(
        year=number,
        month=_MONTHS.index(month.upper()) + 1 if month else None,
        day=int(day),
        clock=f"{hour}:{minute}:00",
        zone=zone_of(letter) if letter else "",
        concluded=concluded,
    )
    yield found, reader.reach(len(reader.tokens) if end is None else end)


def military_clock(reader: TokenCursor, place: int) -> Readings:
    """Read "1845Z" and "1845 hrs": four figures are a year unless the letter of a zone or a word for hours follows."""
    token = reader.number(place)
    if token is None or len(token.digits) != 4 or int(token.digits[:2]) > 24 or token.number % 100 > 59:
        return
    clock = f"{token.digits[:2]}:{token.digits[2:]}:00"
    after = place + 1
    if token.suffix:  # as in "the 1990s"
        if reader.text[token.end - 1] == "S" and token.suffix == "s":
            yield PartialDate(clock=clock, zone=zone_of("S")), reader.reach(after)
        return
    if (behind := reader.past(after, "hour")) is not None:
        yield PartialDate(clock=clock), behind
        if reader.tokens[after].text == "h":  # which is a zone as well
            yield PartialDate(clock=clock, zone=zone_of("H"), other=True), behind
        return
    other = reader.number(after + 1) if reader.sign(after, "-–") else None
    if other and len(other.digits) == 4 and any(military_clock(reader, after + 1)):
        yield PartialDate(clock=clock, waits=True), after
    letter = reader.tokens[after].written if after < len(reader.tokens) else ""
    if len(letter) == 1 and letter.upper() in _HOURS_OF + _LOCAL and (letter.isupper() or reader.touching(after)):
        yield PartialDate(clock=clock, zone=zone_of(letter)), reader.reach(after + 1)
