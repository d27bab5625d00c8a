"""The discourse: which date the text spoke of last, and which year its narrative has reached."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.dates.calendar_span import FINENESS, CalendarSpan, sub_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.context.reference_date import ReferenceContext
    from timeline_app.extract.context.tense import Tense
    from timeline_app.extract.dates.captures import DateCaptures, Mention

_TURN: Final = 6.0
"""What a change of year costs, in months. Tried from 2 to 100 on histories of wars: flat from 5 to 10, worse beyond."""
_BACK: Final = 1.5
"""What a month back costs, in months forward: stories go forward."""
_AHEAD: Final = 3
"""Months by which a story goes on without a year."""
_COARSE: Final = frozenset({"century", "decade"})
_TELLS_YEAR: Final = frozenset({"date", "year", "era", "ancient", "numeric"})

_AGAIN: Final = 6
"""Dates back that a day without a year may say again."""

Told = tuple[int, int, int]
"""A date with its year in the text: which mention, year, month (0 for none)."""


@dataclass(slots=True)
class Discourse:
    """What has been read so far, and the years still to come."""

    ground: ReferenceContext
    last: CalendarSpan | None = None
    """Where the discourse stands."""
    last_day: CalendarSpan | None = None
    spoken: CalendarSpan | None = None
    """The date last spoken of, even in passing: what "that year" means."""
    near_year: int | None = None
    """The year or decade last spoken of."""
    explicit_year: int | None = None
    """The year last written out."""
    explicit_token: int = -1
    index: int = 0
    """Which of the mentions is being read."""
    _spoken_sentence: int = -1
    _flashback: int = -1
    """The sentence of the look back that the discourse has not returned from, by its first token."""
    _before: CalendarSpan | None = None
    """What was spoken of before that."""
    _by_part: dict[str, tuple[int, CalendarSpan]] = field(default_factory=dict)
    """The evening, the night ... last spoken of, and the token that did."""
    _mentions: Sequence[Mention] = ()
    _last_sentence: int = -1
    _told: list[Told] = field(default_factory=list)
    _asides: frozenset[int] = frozenset()
    _days: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Month and day -> the mention that told it last, and its year."""

    def open(self, mentions: Sequence[Mention]) -> None:
        """Look ahead at the years that the text writes out."""
        self._mentions = mentions
        told: list[Told] = []
        for index, mention in enumerate(mentions):
            reading = mention.reading
            full = reading.kind == "date" and reading.year is not None and reading.full_year
            if full and mention.meaning in _TELLS_YEAR:
                near = told[-1][1] if told else None
                told.append((index, year_told(mention, near), month_of(reading)))
        self._asides = look_asides(told)
        self._told = [one for one in told if one[0] not in self._asides]

    def remember(self, mention: Mention, moment: CalendarSpan) -> None:
        """Take in a date; the discourse goes on from it unless it only looks aside."""
        if mention.reading.part:
            self._by_part[mention.reading.part] = (mention.first, moment)
        if moment.scale == "day":
            self._days[moment.month, moment.day] = self.index, moment.year
        if self.ground.looks_back(mention):
            self._before = self.spoken if self._flashback < 0 else self._before
            self._flashback = self.ground.sentence(mention)[0]
            self.spoken = moment
            return
        self._flashback = -1
        self.spoken = moment
        if not self.ground.news:
            self._spoken_sentence = self.ground.sentence(mention)[0]
        if self._is_aside(mention):
            return
        if mention.reading.year is not None and mention.reading.scale not in _COARSE:
            self.explicit_year, self.explicit_token = moment.year, mention.first
        if moment.scale != "century":
            self.near_year = moment.year
        if moment.scale in _COARSE and self.last is not None and not self.ground.news:
            return
        if not self._repeats_year(mention, moment):
            self.last = moment
        self._last_sentence = self.ground.sentence(mention)[0]
        if moment.scale == "day":
            self.last_day = moment

    def stand_at(self, moment: CalendarSpan) -> None:
        """Go on from the heading of a list, whatever the entry before spoke of."""
        self._flashback = -1
        self.spoken = self.last = moment
        self.last_day = moment if moment.scale == "day" else self.last_day

    @property
    def mention_before(self) -> Mention | None:
        """Give the expression before the one that is being read."""
        return self._mentions[self.index - 1] if self.index else None

    def _repeats_year(self, mention: Mention, moment: CalendarSpan) -> bool:
        """Tell the 1941 of a sentence that named its month before."""
        here = self.last
        if here is None or not here.month or moment.scale != "year" or moment.year != here.year:
            return False
        return self._last_sentence == self.ground.sentence(mention)[0]

    def _is_aside(self, mention: Mention) -> bool:
        """Tell whether a date is a look elsewhere that the discourse does not follow: "since 1900", "a year before"."""
        if mention.meaning == "year" and self.ground.names_something(mention):
            return True
        if self.ground.before(mention) in self.ground.grammar.language.habits.asides or self.ground.is_as_of(mention):
            return True
        reading = mention.reading
        looks_back = reading.relation in {"previous", "last"} or (reading.to_text and reading.amount < 0)
        looks_ahead = reading.relation == "next" and not reading.to_text  # "by next summer" is said by somebody
        if self.ground.news:
            return False
        return self.index in self._asides or looks_back or looks_ahead

    def year_for(self, mention: Mention) -> int:
        """Choose the year in which a bare month continues the discourse, up to the next date that is written in full.

        A month forward costs one, a month back `_BACK`, a change of year `_TURN`; past the next full date each
        month costs one more. Call it only when something was spoken of.
        """
        here = self._here(mention)
        if here is None:
            return 0
        month = month_of(mention.reading) or 4
        told, year = self._days.get((month, mention.reading.day), (-_AGAIN, 0))
        if self.index - told < _AGAIN:
            return year
        before = self.mention_before
        if before is not None and self.spoken is not None and self._is_stretch(before, mention):
            return self.spoken.year + (month < self.spoken.first()[1])
        following = self._mentions[self.index + 1] if self.index + 1 < len(self._mentions) else None
        if following is not None and self._is_stretch(mention, following) and month_of(following.reading) < month:
            return self._likeliest(here, month_of(following.reading), self._next_told()) - 1
        limit = self._next_told() if here is self.last else None
        return self._likeliest(here, month, limit)

    @staticmethod
    def _likeliest(here: CalendarSpan, month: int, limit: int | None) -> int:
        """Choose the year of a month by what it costs to go there, and to go back for the next date told in full."""
        if not here.month and not here.sub:
            return (limit - 1) // 12 if limit is not None and limit <= here.year * 12 else here.year
        start = here.year * 12 + here.first()[1]

        def cost(year: int) -> float:
            there = year * 12 + month
            step = there - start
            beyond = max(0, there - limit) if limit is not None else 0
            return (step if step >= 0 else -step * _BACK) + (_TURN if year != here.year else 0) + beyond

        return min((here.year, here.year + 1, here.year - 1), key=cost)

    def _is_stretch(self, first: Mention, last: Mention) -> bool:
        """Tell "from *October* to *March*", neither of which says its year."""
        for each in (first.reading, last.reading):
            if each.kind != "date" or each.year is not None or each.of_unit or each.relation or not month_of(each):
                return False
        members = self.ground.grammar.members
        links = members["to"] + members["until"] + members["till"] + members["through"] + members["DASH"]
        between = self.ground.stream.codes[first.last : last.first]
        return len(between) == 1 and between in links

    def _here(self, mention: Mention) -> CalendarSpan | None:
        """Within its sentence even a look aside leads on, and "that spring" is one of the year last spoken of."""
        same = self._spoken_sentence >= 0 and self._spoken_sentence == self.ground.sentence(mention)[0]
        same = same or self.last is None or mention.reading.relation == "that" or self._continues(mention)
        return self.spoken if same and self.spoken is not None else self.last

    def _continues(self, mention: Mention) -> bool:
        """Tell the April right behind "by the end of March 1944", even where the text looks aside for both."""
        here, month = self.spoken, month_of(mention.reading)
        if here is None or not here.month or not month or self._flashback >= 0 or self.ground.news:
            return False
        cues, before = self.ground.grammar.language.cues, self.mention_before
        if before is None or self.ground.before(before) in cues.until | cues.range_ends:
            return False  # "lasted until January 1905. At the same time, on 9 February"
        return 0 <= month - here.month <= 1 and self._has_no_break(mention)

    def _next_told(self) -> int | None:
        place = bisect_right(self._told, (self.index, 99_999, 99))
        if place == len(self._told):
            return None
        _index, year, month = self._told[place]
        return year * 12 + (month or 12)

    def goes_on(self, mention: Mention) -> bool:
        """Tell, in news, whether a bare month goes on from a year written out before it in its sentence."""
        if self.explicit_year is None or self.explicit_year == self.ground.published.year:
            return False
        inside = self.explicit_token >= self.ground.sentence(mention)[0]
        return inside and not self.ground.is_in_relative(self.explicit_token)

    def is_in_same_sentence(self, mention: Mention) -> bool:
        """Tell whether the date before stands in the sentence of a mention."""
        return self._last_sentence == self.ground.sentence(mention)[0]

    def stays_near(self, mention: Mention, tense: Tense) -> bool:
        """Tell, in news, whether a day or month lies about the date last told, in a year long gone.

        "He was seen on 18 May 2014 … between 1 and 20 May he was away": the story stays there.
        """
        here, month = self.last, month_of(mention.reading)
        if here is None or not month or here.year >= self.ground.published.year - 1:
            return False
        if here.scale == "year":
            aside = self.ground.is_in_relative(self.explicit_token)
            return tense != "future" and bool(mention.reading.day) and self.is_in_same_sentence(mention) and not aside
        step = month - here.month
        near = abs(step) <= 1 if mention.reading.day else 0 <= step <= _AHEAD and tense != "future"
        return bool(here.month) and near and self._has_no_break(mention)

    def _has_no_break(self, mention: Mention) -> bool:
        before = self.mention_before
        return before is None or not self.ground.is_paragraph_between(before.first, mention.first)

    def base_for(self, scale: str, relation: str) -> CalendarSpan | None:
        """Give the date that "that week" or "the next day" is counted from."""
        taken_up = self._taken_up(relation)
        if taken_up is not None:
            return taken_up
        for base in (self.spoken_here(), self.last):
            if base is not None and is_fine_enough(base, scale):
                return base
            if base is not None and relation == "that" and self.ground.news:
                return None  # "that same week" after "in July" is no week in particular
        spoken = self.spoken_here()
        if scale == "day" and relation == "that" and spoken is not None and spoken.scale == "month":
            inside = self.last_day is not None and self.last_day.at("month") == spoken
            return self.last_day if inside else spoken
        if scale in {"day", "week", "weekend"} and self.last_day is not None:
            return self.last_day
        return self.ground.published if self.ground.news and self.last is None else None

    def spoken_here(self) -> CalendarSpan | None:
        """Give the date last spoken of; after a look back ("they had met in March") the one before, unless it goes on.

        The past perfect tells what lies behind the story, so the next sentence without it takes up where the story was.
        """
        mention = self._mentions[self.index]
        back = self._flashback >= 0 and self.ground.sentence(mention)[0] != self._flashback
        return self._before if back and not self.ground.is_behind(mention) else self.spoken

    def _taken_up(self, relation: str) -> CalendarSpan | None:
        """Give the evening of "on the same evening" where a new paragraph of the news takes up one it spoke of before.

        Within a paragraph it is that of the day last spoken of.
        """
        mention = self._mentions[self.index]
        found = self._by_part.get(mention.reading.part)
        if relation != "that" or not self.ground.news or found is None:
            return None
        near = self._mentions[self.index - 1].first if self.index else 0
        return found[1].at("day") if self.ground.is_paragraph_between(near, mention.first) else None


def year_told(mention: Mention, near: int | None) -> int:
    """Give the year that a mention writes out; "the spring of 331" among years BC is one of them."""
    year = mention.reading.year or 0
    return 1 - year if mention.meaning == "ancient" and near is not None and near <= 0 else year


def month_of(reading: DateCaptures) -> int:
    """Give the month a reading begins in, 0 where it names none."""
    if reading.sub:
        return sub_month(reading.sub)
    if reading.holiday[:2].isdigit():
        return int(reading.holiday[:2])
    return reading.month


def is_fine_enough(base: CalendarSpan, unit: str) -> bool:
    """Tell whether steps of a unit can be counted from a date: no days from a month."""
    need = "day" if unit in {"week", "fortnight"} else unit
    return FINENESS[base.scale] >= FINENESS.get(need, 7)


def look_asides(told: Sequence[Told]) -> frozenset[int]:
    """Find the years that stick out: later than both neighbours, or earlier, while the discourse goes on."""
    asides: set[int] = set()
    before = told[0][1] if told else 0
    for place in range(1, len(told) - 1):
        index, year, _month = told[place]
        after = told[place + 1][1]
        if before <= after < year or year < before <= after:
            asides.add(index)
        else:
            before = year
    return frozenset(asides)
