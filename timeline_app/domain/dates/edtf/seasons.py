"""Where the parts of a year that ISO 8601-2 numbers 21 to 41 begin and how long they last."""

from __future__ import annotations

from typing import Final

from timeline_app.base.i18n import phrase as _
from timeline_app.domain.dates.calendar import DAY_S, days_from_civil
from timeline_app.domain.errors import DateError

SEASONS: Final[dict[int, tuple[int, int]]] = {
    21: (3, 3),  # spring
    22: (6, 3),  # summer
    23: (9, 3),  # autumn
    24: (12, 3),  # winter, which begins in the year named
    25: (3, 3),  # northern hemisphere
    26: (6, 3),
    27: (9, 3),
    28: (12, 3),
    29: (9, 3),  # southern hemisphere
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),
    33: (1, 3),  # quarters
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),  # quadrimesters
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),  # semesters
    41: (7, 6),
}
"""First month and number of months."""


def season_bounds(text: str, year: int, code: int) -> tuple[int, int]:
    """Give the seconds at which a season begins and has ended."""
    if code not in SEASONS:
        message = _("{code} is neither a month (01 to 12) nor a season (21 to 41).").format(code=code)
        raise DateError(message, text=text, start=len(text) - 2, end=len(text))
    month, length = SEASONS[code]
    years, month0 = divmod(month - 1 + length, 12)
    return days_from_civil(year, month, 1) * DAY_S, days_from_civil(year + years, month0 + 1, 1) * DAY_S
