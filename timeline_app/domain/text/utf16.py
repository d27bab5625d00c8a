"""Offsets into texts: ours are code points, Qt's are UTF-16 units; this is the one place where they meet."""

from __future__ import annotations

from bisect import bisect_left


class Utf16Offsets:
    """The conversions for one text; free of cost where no letter needs two units, which is nearly always."""

    def __init__(self, text: str) -> None:
        wide = [] if text.isascii() else [index for index, letter in enumerate(text) if letter > "\uffff"]
        self._wide = wide
        self._wide_units = [index + order for order, index in enumerate(wide)]
        self._length = len(text)

    def to_qt(self, code_points: int) -> int:
        """Give the UTF-16 units before a place counted in code points."""
        return code_points + bisect_left(self._wide, code_points)

    def from_qt(self, units: int) -> int:
        """Give the code points before a place counted in UTF-16 units; inside a pair, the letter's start."""
        return min(units - bisect_left(self._wide_units, units), self._length)
