"""Timestamps as machines write them: mail headers, logs, `date`, cameras, X. dateutil reads them, behind a gate.

dateutil guesses what is missing and swaps day and month where that makes sense of a text. So it is only given texts of
shapes that state year, month, day and clock in full and leave nothing to guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.parsing.years import century_of

if TYPE_CHECKING:
    from datetime import datetime

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
