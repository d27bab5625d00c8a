"""Tell what says a date again, "17 September 1862, the bloodiest day of the war", from what only stands behind one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline_app.extract.dates.year_guards import MatchContext


def _beside_date(at: MatchContext) -> bool:
    """Ask for a date in figures, or a month, before the comma."""
    return at.kind(at.first - 2, "YEAR", "DAY", "ORD", "MONTH", "MAY", "ISO", "NUMDATE")


def _superlative(at: MatchContext) -> bool:
    """Ask for a word that picks one of many out: the *deadliest* day."""
    endings = at.grammar.language.habits.superlatives
    picked = any(at.word(index).endswith(endings) for index in range(at.first, at.last - 1))
    return bool(endings) and picked and _beside_date(at)


APPOSED_GUARDS: Final[Mapping[str, Callable[[MatchContext], bool]]] = {
    "beside_date": _beside_date, "superlative": _superlative,
}  # fmt: skip
