"""Where words that a search found stand in a text, so that they can be marked there; the text stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.text.normalize import word_places

if TYPE_CHECKING:
    from collections.abc import Sequence

Places = tuple[tuple[int, int], ...]
"""Where stretches of a text begin and end, in code points, in order; none touches another."""
_KEPT: Final = 2_000
_LONGEST: Final = 20_000
"""Letters of a text that are looked at; nobody reads on in a panel."""


@dataclass(frozen=True, slots=True)
class SoughtWords:
    """Words in a row that were looked for; of each, all folded words that may stand for it."""

    words: tuple[frozenset[str], ...]
    beginning: str = ""
    """With which the last of them may also begin; empty where it is a whole word."""
    field: str = ""
    """The one field in which they were looked for; empty for all in which a search looks."""


class FoundWords:
    """Finds the words of one search in the texts that it found; texts are remembered, since they are drawn often."""

    def __init__(self, sought: Sequence[SoughtWords] = ()) -> None:
        self._sought = tuple(sought)
        self._known: dict[tuple[str, str], Places] = {}

    def __bool__(self) -> bool:
        return bool(self._sought)

    def places(self, text: str, field: str = "") -> Places:
        """Give where a text of a field has what was looked for."""
        if not self._sought or not text:
            return ()
        known = self._known.get((text, field))
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[text, field] = self._places(text[:_LONGEST], field)
        return known

    def _places(self, text: str, field: str) -> Places:
        sought = [each for each in self._sought if each.field in ("", field)]
        placed = word_places(text) if sought else []
        found = sorted(
            (placed[at][1], placed[at + len(each.words) - 1][2])
            for each in sought
            for at in range(len(placed) - len(each.words) + 1)
            if _stands_at(each, [word for word, _start, _end in placed[at : at + len(each.words)]])
        )
        joined: list[tuple[int, int]] = []
        for start, end in found:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return tuple(joined)


def _stands_at(sought: SoughtWords, words: Sequence[str]) -> bool:
    *before, last = zip(words, sought.words, strict=True)
    return all(word in wanted for word, wanted in before) and (
        last[0] in last[1] or (sought.beginning != "" and last[0].startswith(sought.beginning))
    )
