"""The titles of the events in view: fetched by the hundred, measured once, shortened, kept while they are of use."""

from __future__ import annotations

from collections import OrderedDict
from itertools import islice
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_KEPT: Final = 20_000
"""Titles in memory: about 4 MB, and many screens' worth."""
DATE_GAP_PX: Final = 6.0
"""Between a date and the title behind it."""
FETCHED_AT_ONCE: Final = 600
"""One query fetches so many in about 2 ms."""


class Title(NamedTuple):
    """A title as it is drawn, with the date before it, and the width of both."""

    text: str
    width_px: float
    date: str = ""
    date_px: float = 0.0
    """From where the date begins to where the title does."""


class TextWidths:
    """Measures text by adding up the widths of its characters: thirty times as fast as shaping it."""

    def __init__(self, advance: Callable[[str], float]) -> None:
        self._advance = advance
        self._widths: dict[str, float] = {}

    def of(self, text: str) -> float:
        """Measure a text."""
        try:
            return sum(map(self._widths.__getitem__, text))
        except KeyError:
            for character in text:
                if character not in self._widths:
                    self._widths[character] = self._advance(character)
            return sum(map(self._widths.__getitem__, text))

    def shortened(self, text: str, most_px: float) -> Title:
        """Give the text, cut at a word and ended by an ellipsis where it is wider than `most_px`."""
        width = self.of(text)
        if width <= most_px:
            return Title(text, width)
        room = most_px - self.of("…")
        kept = text
        while kept and width > room:
            cut = max(1, int(len(kept) * (1 - room / width)) or 1)
            kept = kept[:-cut]
            width = self.of(kept)
        head, space, _tail = kept.rpartition(" ")
        kept = (head if space and len(head) > len(kept) * 0.7 else kept).rstrip(" .,;:–-/")
        return Title(kept + "…", self.of(kept + "…"))


class TitleBook:
    """Remembers titles by the index of their event, as it is told them; gives them as they are drawn."""

    def __init__(self, regular: TextWidths, bold: TextWidths, most_px: float = 430) -> None:
        self.regular = regular
        self.bold = bold
        self.most_px = most_px
        self.lines = 1
        """2 where rows are so high that a title beside its mark may take two lines before it is cut."""
        self.keeps_dates = False
        """Whether a title without its date says too little to be drawn."""
        self._texts: OrderedDict[int, str] = OrderedDict()
        self._measured: dict[int, dict[tuple[bool, str], Title]] = {}

    def missing(self, events: Iterable[int]) -> list[int]:
        """Give those of some events whose titles are not known: as many as are fetched at once."""
        texts = self._texts
        return list(islice(dict.fromkeys(event for event in events if event not in texts), FETCHED_AT_ONCE))

    def learn(self, titles: Mapping[int, str]) -> None:
        """Remember some titles; those that were asked for longest ago are forgotten."""
        self._texts.update(titles)
        while len(self._texts) > _KEPT:
            self.forget([next(iter(self._texts))])

    def title(self, event: int, *, bold: bool, date: str = "") -> Title | None:
        """Give a title with a date before it; None while it is not known."""
        found = self._measured[event].get((bold, date)) if event in self._measured else None
        if found is None:
            text = self._texts.get(event)
            if text is None:
                return None
            widths = self.bold if bold else self.regular
            date_px = self._date_px(date)
            found = self._dated(widths.shortened(" ".join(text.split()), self.most_px - date_px), date, date_px)
            self._measured.setdefault(event, {})[bold, date] = found
        return found

    def shorter(self, event: int, most_px: float, *, bold: bool, date: str = "") -> Title:
        """Give a title, which is known, cut to a width; the date before it stays whole."""
        text, date_px = self._texts.get(event, ""), self._date_px(date)
        return self._dated(self.cut(text, most_px - date_px, self.bold if bold else self.regular), date, date_px)

    def folded(self, event: int, most_px: float, *, bold: bool, date: str = "") -> Title:
        """Give a title, which is known, on two lines of a width; what has no room on the second is cut."""
        widths, date_px = self.bold if bold else self.regular, self._date_px(date)
        words, room_px = self._texts.get(event, "").split(" "), most_px - date_px
        count = 1
        while count < len(words) and widths.of(" ".join(words[: count + 1])) <= room_px:
            count += 1
        while 1 < count < len(words) and _wider_px(words, count - 1, widths) < _wider_px(words, count, widths):
            count -= 1  # no single word is left for the second line
        first, rest = " ".join(words[:count]), " ".join(words[count:])
        if not rest or widths.of(first) > room_px:
            return self.shorter(event, most_px, bold=bold, date=date)
        second = self.cut(rest, room_px, widths)
        title = Title(f"{first}\n{second.text}", max(widths.of(first), second.width_px))
        return self._dated(title, date, date_px)

    def cut(self, text: str, most_px: float, widths: TextWidths) -> Title:
        """Cut the words of a title to a width."""
        return widths.shortened(" ".join(text.split()), most_px)

    def _date_px(self, date: str) -> float:
        return self.regular.of(date) + DATE_GAP_PX if date else 0.0

    def _dated(self, title: Title, date: str, date_px: float) -> Title:
        return Title(title.text, title.width_px + date_px, date, date_px) if date and title.text else title

    def text(self, event: int) -> str:
        """Give the whole title of an event; empty while it is not known."""
        return self._texts.get(event, "")

    def forget(self, events: Iterable[int]) -> None:
        """Fetch the titles of these anew when they are wanted next."""
        for event in events:
            self._texts.pop(event, None)
            self._measured.pop(event, None)


def _wider_px(words: list[str], count: int, widths: TextWidths) -> float:
    """Give the width of the wider of two lines, of which the first has so many words."""
    return max(widths.of(" ".join(words[:count])), widths.of(" ".join(words[count:])))
