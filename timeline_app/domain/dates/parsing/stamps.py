"""Timestamps as machines write them: mail headers, logs, `date`, camera files. dateutil reads them, behind a gate.

dateutil guesses what is missing and swaps day and month where that makes sense of a text. So it is only given texts of
shapes that state year, month, day and clock in full and leave nothing to guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

_DAY: Final = "(?:mon|tue|wed|thu|fri|sat|sun)"
_MONTH: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_CLOCK: Final = r"\d\d:\d\d:\d\d"
_SHAPES: Final = re.compile(
    rf"{_DAY} {_MONTH} [ \d]\d {_CLOCK} (?:UTC |GMT )?\d{{4}}"  # asctime, date(1)
    rf"|\d{{1,2}}[-/ ]{_MONTH}[-/ ]\d{{4}}(?:[ :T]{_CLOCK}(?: ?[+-]\d\d:?\d\d| UTC| GMT)?)?"  # Oracle, Apache, Git
    rf"|\d{{8}}T\d{{4}}(?:\d\d)?(?:Z|[+-]\d\d:?\d\d)?"  # ISO 8601 basic
    rf"|\d{{4}}:\d\d:\d\d {_CLOCK}",  # Exif
    re.ASCII | re.IGNORECASE,
)
_APACHE: Final = re.compile(r"(?<=\d{4}):(?=\d\d:\d\d:\d\d)")
_EXIF: Final = re.compile(r"(\d{4}):(\d\d):(\d\d) ")


def read_stamp(text: str) -> str | None:
    """Give the EDTF of a machine's timestamp; None where the text is not of such a shape or names no real day."""
    if not _SHAPES.fullmatch(text):
        return None
    from dateutil.parser import ParserError, parse  # noqa: PLC0415  # 35 ms, for a rare kind of text

    spaced = _APACHE.sub(" ", _EXIF.sub(r"\1-\2-\3 ", text))
    try:
        moment = parse(spaced, dayfirst=False, yearfirst=True)
    except (ParserError, OverflowError):
        return None
    return _edtf_of(moment) if re.search(r"\d:\d|T\d", spaced) else moment.date().isoformat()


def _edtf_of(moment: datetime) -> str:
    """Write a moment without the fractions of a second that EDTF lacks, and UTC as Z."""
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")
