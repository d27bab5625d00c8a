"""Years of more than four digits, exponential years and years with significant digits: Y170000002, Y-17E7, 1950S2."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from timeline_app.base.i18n import phrase as _
from timeline_app.domain.dates.calendar import DAY_S, days_from_civil
from timeline_app.domain.dates.edtf.tree import DatePart, Unit
from timeline_app.domain.errors import DateError

_YEAR: Final = re.compile(r"([?~%]?)(Y?)(-?)(\d+)(?:E(\d+))?(?:S([1-9]\d?))?([?~%]?)", re.ASCII)
_LONGEST: Final = 18
"""Digits of the furthest year that is read; the axis itself ends near the year 146,000,000,000."""


def read_long_year(text: str) -> DatePart:
    """Read a year that begins with Y or carries S; raise DateError for any other text."""
    match = _YEAR.fullmatch(text)
    if match is None:
        _refuse(text)
    before, letter, sign, digits, exponent, significant, after = match.groups()
    if letter:
        if digits[0] == "0" or (not exponent and len(digits) < 5):
            _refuse(text)
    elif exponent or not significant or len(digits) != 4 or sign + digits == "-0000":
        _refuse(text)
    if len(exponent or "") > 2 or len(digits) + int(exponent or 0) > _LONGEST:
        message = _("“{text}” lies further off than this program can reckon.").format(text=text)
        raise DateError(message, text=text, end=len(text))
    year = int(sign + digits) * 10 ** int(exponent or 0)
    written = f"{year:0{4 + (year < 0)}d}"
    mark = before or after
    blank = " "
    return DatePart(
        text,
        days_from_civil(year, 1, 1) * DAY_S,
        days_from_civil(year + 1, 1, 1) * DAY_S,
        Unit.YEAR,
        written,
        marks=(before or blank) + (after or blank) + blank * 4 if mark else "",
        margin=Unit.YEAR if {before, after} & {"~", "%"} else None,
        uncertain=bool({before, after} & {"?", "%"}),
        significant=int(significant or 0),
    )


def significant_years(part: DatePart) -> tuple[int, int]:
    """Give the first and the last year that agree with the significant digits of a year."""
    year = int(part.year)
    step = 10 ** max(len(str(abs(year))) - part.significant, 0)
    base = abs(year) // step * step
    return (base, base + step - 1) if year >= 0 else (1 - base - step, -base)


def _refuse(text: str) -> NoReturn:
    raise DateError(_("“{text}” is not an EDTF date.").format(text=text), text=text, end=len(text))
