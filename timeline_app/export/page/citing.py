"""The numbers of its sources behind the title of an event, as small raised figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.compat import override
from timeline_app.layout.placement.titles import Title, TitleBook

if TYPE_CHECKING:
    from collections.abc import Sequence

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST: Final = 4
_THIN_SPACE: Final = "\u2009"


class NumberedTitles(TitleBook):
    """Titles with numbers behind them, which stay whole when the words are cut."""

    @override
    def shorter(self, event: int, most_px: float, *, bold: bool) -> Title:
        words, space, numbers = self.text(event).partition(_THIN_SPACE)
        widths = self.bold if bold else self.regular
        cut = widths.shortened(words, most_px - widths.of(space + numbers))
        return Title(cut.text + space + numbers, cut.width_px + widths.of(space + numbers))


def with_numbers(title: str, numbers: Sequence[int]) -> str:
    """Put up to four numbers behind `title`; neighbours are joined ("³⁻⁵"), and more are marked by a plus."""
    if not numbers:
        return title
    runs = _runs(sorted(numbers))
    raised = [_word(first, last) for first, last in runs[:_MOST]]
    return f"{title}{_THIN_SPACE}{_THIN_SPACE.join(raised)}{'⁺' if len(runs) > _MOST else ''}"


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _word(first: int, last: int) -> str:
    if first == last:
        return str(first).translate(_RAISED)
    joint = "⁻" if last > first + 1 else _THIN_SPACE
    return f"{str(first).translate(_RAISED)}{joint}{str(last).translate(_RAISED)}"
