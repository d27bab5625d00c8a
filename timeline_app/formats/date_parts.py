"""Dates that foreign files spread over fields: year, month, day, time of day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE: Final = re.compile(r"[+-]?\d{1,18}(?:\.0*)?", re.ASCII)
_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.h](\d\d)(?::(\d\d)(?:[.,]\d*)?)?)?\s*([AP])?\.?(?:M\.?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.ASCII | re.IGNORECASE,
)
_FOUR_FIGURES: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
_LARGEST_PLAIN: Final = 9_999


def edtf_of_parts(parts: Sequence[str]) -> str:
    """Join year, month, day and time of day to EDTF; raise DateError where they are no date.

    Years before our era count from 1 BC: -48 is 48 BC, which EDTF calls -0047.
    """
    year, month, day, time = parts
    text = " ".join(filter(None, parts))
    if not text:
        return ""
    if not _WHOLE.fullmatch(year) or any(part and not _WHOLE.fullmatch(part) for part in (month, day)):
        raise DateError(_("“{text}” is no date.").format(text=text[:60]))
    if (day and not month) or (time and not day):
        raise DateError(_("“{text}” is no date: a part of it is missing.").format(text=text[:60]))
    number = int(float(year)) if "." in year else int(year)
    edtf = edtf_year(number + 1 if number < 0 else number)
    edtf += "".join(f"-{int(float(part)):02d}" for part in (month, day) if part)
    edtf += clock_of(time) if time else ""
    try:
        When.parse(edtf)
    except DateError as error:
        raise DateError(_("“{text}”: {problem}").format(text=text[:60], problem=error)) from error
    return edtf


def between(earliest: str, latest: str) -> str:
    """Give the date that lies between two, both of them included; where there is one of them, it is that."""
    if not earliest or not latest or earliest == latest:
        return earliest or latest
    return f"[{earliest}..{latest}]"


def edtf_year(astronomical: int) -> str:
    """Spell a year that is counted as astronomers count: 0 is 1 BC, and in EDTF too."""
    if abs(astronomical) > _LARGEST_PLAIN:
        return f"Y{astronomical}"
    return f"{'-' if astronomical < 0 else ''}{abs(astronomical):04d}"


def clock_of(text: str) -> str:
    """Spell a time of day as it stands behind a day in EDTF; raise DateError where it is none."""
    if (figures := _FOUR_FIGURES.fullmatch(text)) is not None:
        return f"T{figures[1]}:{figures[2]}:00"
    match = _TIME.fullmatch(text)
    if match is None:
        raise DateError(_("“{text}” is no time of day.").format(text=text[:60]))
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4] in "Pp" else 0)
    zone = (match[5] or "").upper()
    if zone[:1] in {"+", "-"}:
        zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return f"T{hour:02d}:{match[2] or '00'}:{match[3] or '00'}{'Z' if zone.isalpha() else zone}"
