"""The shared state of reading: tokens, words, settings, and how far reading has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from timeline_app.base.i18n import phrase as _
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.dates.parsing.lexicon import DateToken, Lexicon
    from timeline_app.domain.dates.parsing.partial import PartialDate

    Readings: TypeAlias = Iterator[tuple[PartialDate, int]]

_MOST_STEPS: Final = 60_000
"""Look-ups after which a text is given up: real dates need a few hundred."""


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """What the person or the file has settled beforehand."""

    order: str = "dmy"
    today: int | None = None
    """Days since 1970 of the day against which "last Wednesday" is read."""
    zone: str = ""
    strict: bool = False
    """Whether dates against the order are refused, as in a column of a file."""


class TokenCursor:
    """Tokens under a cursor that the rules move by giving back new places.

    Every rule is a generator of (what was read, the place behind it), best reading first; a caller that cannot go on
    from one place asks for the next.
    """

    __slots__ = ("_steps", "fault", "lexicon", "reached", "settings", "text", "tokens")

    def __init__(self, text: str, tokens: tuple[DateToken, ...], lexicon: Lexicon, settings: ParseSettings) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self.settings = settings
        self.reached = 0
        self.fault: DateError | None = None
        """What is wrong with a date that was recognised as one."""
        self._steps = 0

    def word(self, place: int, kind: str) -> tuple[str, int] | None:
        """Give value and following place where a phrase of the kind stands at `place`."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise DateError(_("This is too long for a date."), text=self.text, end=len(self.text))
        found = self.lexicon.find(self.tokens, place, kind)
        if found:
            self.reach(found[1])
        return found

    def past(self, place: int, kind: str) -> int | None:
        """Give the place behind a phrase of the kind, or None."""
        found = self.word(place, kind)
        return found[1] if found else None

    def reach(self, place: int) -> int:
        """Note that everything before `place` made sense."""
        self.reached = max(self.reached, place)
        return place

    def sign(self, place: int, signs: str) -> bool:
        """Tell whether one of the signs stands at `place`."""
        return place < len(self.tokens) and self.tokens[place].text in signs and not self.tokens[place].digits

    def is_dash(self, place: int) -> bool:
        """Tell whether a dash stands at `place`, as between two dates; a hyphen or a minus could be an offset's."""
        return place < len(self.tokens) and self.text[self.tokens[place].start] in "–—"

    def number(self, place: int) -> DateToken | None:
        """Give the number at `place`, or None."""
        return self.tokens[place] if place < len(self.tokens) and self.tokens[place].digits else None

    def touching(self, place: int) -> bool:
        """Tell whether the token at `place` follows the one before without a blank."""
        return 0 < place < len(self.tokens) and self.tokens[place - 1].end == self.tokens[place].start

    def skip(self, place: int) -> int:
        """Go past commas and words such as "the" and "of"."""
        while True:
            if self.sign(place, ","):
                place += 1
            elif (after := self.past(place, "never_mind")) is not None:
                place = after
            else:
                return place

    def suffix(self, token: DateToken, kind: str) -> bool:
        """Tell whether an ending of the kind is written onto the number."""
        return kind in self.lexicon.suffixes.get(token.suffix, ())
