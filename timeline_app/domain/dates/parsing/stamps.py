"""Times as machines and armies write them: timestamps of mail, logs and cameras, and military date-time groups.

dateutil reads the timestamps, behind a gate: it guesses what is missing and swaps day and month where that makes sense
of a text, so it is only given texts of shapes that state year, month, day and clock in full and leave nothing to guess.
The military rules read "1845Z", "131845Z MAR 22" and "13 1845B MAR 2022".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.parsing.reader import PartialDate
from timeline_app.domain.dates.parsing.years import century_of, full_year
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from datetime import datetime

    from timeline_app.domain.dates.parsing.reader import Readings, TokenCursor


_DAY: Final = "(?:mon|tue|wed|thu|fri|sat|sun)"
_DAY_IN_FULL: Final = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_CLOCK: Final = r"\d\d:\d\d:\d\d(?:[.,]\d+)?"
_FRACTION: Final = re.compile(r"(?<=:\d\d)[.,]\d+|(?<=T\d{6})[.,]\d+", re.IGNORECASE)
"""Fractions of a second have no place on the axis."""
_SHAPES: Final = re.compile(
    rf"{_DAY} {_MONTH} [ \d]?\d {_CLOCK} (?:UTC |GMT |[+-]\d{{4}} )?\d{{4}}"  # asctime, date(1), X
    rf"|{_DAY} [ \d]?\d {_MONTH} \d{{4}} {_CLOCK}(?: [AP]M)? (?:UTC|GMT)"  # date(1) of today
    rf"|{_DAY_IN_FULL}, \d\d-{_MONTH}-\d\d {_CLOCK} (?:UTC|GMT)"  # RFC 850
    rf"|\d{{1,2}}[-/ ]{_MONTH}[-/ ]\d{{4}}(?:[ :T]{_CLOCK}(?: ?[+-]\d\d:?\d\d| UTC| GMT)?)?"  # Oracle, Apache, Git
    rf"|\d{{8}}T\d{{4}}(?:\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"  # ISO 8601 basic
    rf"|\d{{4}}:\d\d:\d\d(?: {_CLOCK}(?: ?Z| ?[+-]\d\d:?\d\d)?)?"  # Exif
    rf"|\d{{4}}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,]\d+(?: ?Z| UTC| ?[+-]\d\d:?\d\d)?",  # logs
    re.ASCII | re.IGNORECASE,
)
_APACHE: Final = re.compile(r"(?<=\d{4}):(?=\d\d:\d\d:\d\d)")
_EXIF: Final = re.compile(r"^(\d{4}):(\d\d):(\d\d)(?!\d)")
_BEFORE_OUR_ERA: Final = re.compile(r"-\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?", re.ASCII)
_RFC_850: Final = re.compile(r"(?<=day, \d\d-\w{3})-(\d\d) ", re.IGNORECASE)
_FILE_NAME: Final = re.compile(
    r"(?:[A-Z]+[-_ ]){0,2}(\d{4})(-?)(\d\d)\2(\d\d)(?:[-_ ]| at |(?=\d{6}$))(\d\d)([-.:]?)(\d\d)\6(\d\d)(?:[-_]?\d{3})?"
    r"(?:\.[A-Z]\w{2,3})?",
    re.ASCII | re.IGNORECASE,
)
"""Cameras, screen shots and archives of pages: 20220313_184507, IMG_20220313_184507.jpg, 2022-03-13 at 18.45.07."""


def read_stamp(text: str) -> str | None:
    """Give the EDTF of a machine's timestamp; None where the text is not of such a shape or names no real day."""
    text = text.removeprefix("[").removesuffix("]") if text.startswith("[") else text
    if named := _FILE_NAME.fullmatch(text):
        year, _dash, month, day, hour, _sign, minute, second = named.groups()
        text = f"{year}{month}{day}T{hour}{minute}{second}"
    if _BEFORE_OUR_ERA.fullmatch(text):
        return text.replace(" ", "T")
    if not _SHAPES.fullmatch(text):
        return None
    from dateutil.parser import ParserError, parse  # noqa: PLC0415  # 35 ms, for a rare kind of text

    text = _RFC_850.sub(lambda match: f"-{century_of(int(match[1]))} ", text)
    spaced = _APACHE.sub(" ", _EXIF.sub(r"\1-\2-\3", _FRACTION.sub("", text)))
    try:
        moment = parse(spaced, dayfirst=False, yearfirst=True)
    except (ParserError, OverflowError):
        return None
    return _edtf_of(moment) if re.search(r"\d:\d|T\d", spaced) else moment.date().isoformat()


def _edtf_of(moment: datetime) -> str:
    """Write a moment as EDTF does, with UTC as Z."""
    return moment.isoformat().replace("+00:00", "Z")


_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MILITARY_MONTH: Final = "|".join(_MONTHS)
_GROUP: Final = re.compile(
    rf"(\d\d)(\s?)(\d\d)(\d\d)\s?([A-Z](?![A-Z])|[A-Z](?={_MILITARY_MONTH}))?"
    rf"(?:\s*({_MILITARY_MONTH})[A-Z]{{0,6}}\.?\s*(\d{{4}}|\d\d))?(?![^\W_])",
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
