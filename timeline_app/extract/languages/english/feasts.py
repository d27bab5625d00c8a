"""Days that English calls by a name: feasts that come every year, and the few days that are a date of their own.

Only what means one day to every reader stands here: Independence Day and Mother's Day differ by country, and the feasts
of the moon need its tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVERY_YEAR: Final = """
    12-24 christmas eve / 12-25 christmas day / 12-26 boxing day / 12-26 st stephen day / 12-31 new year eve
    01-01 new year day / 01-06 three kings day / 02-02 groundhog day / 02-14 valentine day / 02-14 valentines day
    02-14 st valentine day / 03-08 women day / 03-08 international women day / 03-17 st patrick day
    04-01 april fools day / 04-01 april fool day
    04-22 earth day / 04-23 st george day / 04-25 anzac day / 05-01 may day / 05-09 victory day
    06-24 midsummer day / 07-01 canada day / 07-14 bastille day / 01-26 australia day / 11-01 all saints day
    11-02 all souls day / 11-11 armistice day / 11-11 remembrance day / 11-11 veterans day / 11-30 st andrew day
    11/4/3 thanksgiving day / 01/3/0 martin luther king day / 01/3/0 martin luther king jr day / 01/3/0 mlk day
    02/3/0 presidents day / 02/3/0 president day / 05/-1/0 memorial day / 09/1/0 labor day / 10/2/0 columbus day
    easter-47 shrove tuesday / easter-46 ash wednesday / easter-7 palm sunday / easter-3 maundy thursday
    easter-2 good friday / easter-1 holy saturday / easter+0 easter day / easter+0 easter sunday
    easter+1 easter monday / easter+39 ascension day / easter+49 whit sunday / easter+50 whit monday
"""
"""What the year is asked for: month and day, "month/which/weekday" (-1 is the last), or days from Western Easter."""

_ONCE: Final = """
    1944-06-06 d day / 1945-05-08 ve day / 1945-05-08 v e day / 1945-08-15 vj day / 1945-08-15 v j day
    2001-09-11 9 to 11 / 2001-09-11 september 11 attacks / 2001-09-11 sept 11 attacks / 2001-09-11 11 september attacks
    2021-01-06 january 6 attack / 2021-01-06 january 6 riot / 2021-01-06 jan 6 attack / 2021-01-06 jan 6 riot
    2023-10-07 october 7 attack / 2023-10-07 october 7 attacks / 2023-10-07 october 7 massacre
    2023-10-07 7 october attack / 2023-10-07 7 october attacks / 2023-10-07 oct 7 attack / 2023-10-07 oct 7 attacks
"""


def _listed(lines: str) -> Mapping[str, str]:
    entries = (entry.split(maxsplit=1) for line in lines.splitlines() for entry in line.split(" / ") if entry.strip())
    return {name.strip(): when for when, name in entries}


FEASTS: Final[Mapping[str, str]] = _listed(_EVERY_YEAR + _ONCE)
"""Name in lower case, without apostrophes, stops and hyphens, a slash read "to" -> when it is."""
