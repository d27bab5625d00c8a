"""Words for years: of the common era, before it, and very far away."""

from __future__ import annotations

from typing import Final

from timeline_app.domain.dates.formatting.phrases import _

_BILLION: Final = 10**9
_MILLION: Final = 10**6


def year_words(year: int) -> str:
    """Word an astronomical year: "2014", "79 CE", "44 BCE", "13.8 billion BCE"."""
    if 1000 <= year <= 9999:
        return str(year)
    if year > 0:
        return _("{year} CE").format(year=_large(year) if year > 9999 else year)
    # A round number of millions of years is no count of single years, so 0000 = 1 BCE does not move it.
    count = -year if -year >= _MILLION and year % (_MILLION // 10) == 0 else 1 - year
    return _("{year} BCE").format(year=_large(count) if count > 9999 else count)


def _large(year: int) -> str:
    for size, template in ((_BILLION, _("{number} billion")), (_MILLION, _("{number} million"))):
        if year >= size and year % (size // 10_000) == 0:
            return template.format(number=f"{year / size:,.4f}".rstrip("0").rstrip("."))
    return f"{year:,}"


def years_words(first: int, last: int) -> str:
    """Word two years that follow each other: "2014–15", "1999–2000"."""
    if first >= 1000 and last <= 9999:
        return f"{first}–{last % 100:02}" if first // 100 == last // 100 else f"{first}–{last}"
    return f"{year_words(first)} – {year_words(last)}"
