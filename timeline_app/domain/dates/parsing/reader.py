"""The state of reading: tokens, words, settings, how far reading has come, and the dates that are read in part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.dates.parsing.lexicon import DateToken, Lexicon


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The fields that were typed; None or empty where they were not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    """EDTF number of a season, quarter or half year."""
    mask: str = ""
    """EDTF text of a decade or century: "199X"."""
    fixed: str = ""
    """EDTF text that stands for itself, such as a year of many digits."""
    span: tuple[str, str] = ("", "")
    """First and last day of a week."""
    part: str = ""
    """"early", "mid", "late", "half1" or "half2" of what the other fields say."""
    clock: str = ""
    hours: str = ""
    """First and last hour of a part of the day, from its midnight on: "06-12", "-22-06" for the night before."""
    zone: str = ""
    midnight: bool = False
    """Whether the clock time is the word "midnight", which ends a day as well as it begins one."""
    waits: bool = False
    """Whether the clock time is a bare hour that waits for the other side: the 9 of "9 to 11 am"."""
    half_day: str = ""
    """"am" or "pm" where it was typed."""
    week: int | None = None
    """ISO number of a week."""
    weekday: int | None = None
    about: bool = False
    perhaps: bool = False
    julian: bool = False
    other: bool = False
    """Whether day and month are taken in the order that was not asked for."""
    guessed_year: bool = False
    era: str = ""
    """"bce" or "ce" where it was typed."""
    needs_era: bool = False
    """Whether the year is too short to be one without an era: the 500 of "500–480 BC"."""
    century: int = 0
    """A century that waits for its word: the XIX of "XIX–XX ст."."""
    two_digits: bool = False
    """Whether a lone number could be a day as well as the end of a year."""
    concluded: tuple[str, ...] = ()
    """What to tell a person that was not typed: the century of '22, the day after midnight."""

    @property
    def has_date(self) -> bool:
        """Whether anything but a clock time was said."""
        fields = (self.year, self.month, self.day, self.season, self.week)
        others = self.mask or self.fixed or self.span[0] or self.part or self.century
        return any(each is not None for each in fields) or bool(others)

    @property
    def is_complete(self) -> bool:
        """Whether it can stand for itself on the axis."""
        if self.mask or self.fixed or self.span[0]:
            return True
        return self.year is not None and not self.needs_era and (self.day is None or self.month is not None)

    @property
    def is_lone_day(self) -> bool:
        """Whether it is a day that waits for its month."""
        return self.day is not None and self.month is None

    @property
    def is_lone_part(self) -> bool:
        """Whether only "early", "mid" or "late" was said."""
        return bool(self.part) and replace(self, about=False, perhaps=False) == PartialDate(part=self.part)


Readings: TypeAlias = "Iterator[tuple[PartialDate, int]]"


def with_clock(day: PartialDate, time: PartialDate) -> PartialDate:
    """Give the day the clock time, and what was concluded of either."""
    return replace(
        day,
        clock=time.clock,
        zone=time.zone,
        midnight=time.midnight,
        waits=time.waits,
        half_day=time.half_day,
        other=day.other or time.other,
        concluded=tuple(dict.fromkeys((*day.concluded, *time.concluded))),
    )


def completed(one: PartialDate, other: PartialDate) -> PartialDate | None:
    """Fill in what `one` leaves to `other`; None where the two do not fit together."""
    if not one.has_date:
        return with_clock(other, replace(one, zone=one.zone or other.zone)) if other.has_date else None
    if one.century:
        sign = "-" if other.mask.startswith("-") else ""
        century = other.mask.removeprefix("-").endswith("XX")
        return replace(one, mask=f"{sign}{one.century - 1:02}XX", century=0) if century else None
    if one.is_lone_part:
        return None if other.day is not None else replace(other, part=one.part, about=one.about, perhaps=one.perhaps)
    filled = one
    if one.is_lone_day:
        if other.month is None or other.day is None:
            return None
        filled = replace(filled, month=other.month)
    elif one.month is not None and one.day is None and other.day is not None and one.year is None:
        return None
    if filled.year is None and not (one.mask or one.fixed or one.span[0]):
        if other.year is None:
            return None
        filled = replace(filled, year=other.year, guessed_year=other.guessed_year)
    if one.clock and not one.zone:
        filled = replace(filled, zone=other.zone)
    return replace(filled, julian=one.julian or other.julian, other=one.other or other.other)


_MOST_STEPS: Final = 60_000
"""Look-ups after which a text is given up: real dates need a few hundred."""


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """What the person or the file has settled beforehand."""

    order: str = "dmy"
    today: int | None = None
    """Days since 1970 of the day against which "last Wednesday" is read."""
    clock_day: int | None = None
    """Days since 1970 of the day of clock times that name none, where that is not `today`."""
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
