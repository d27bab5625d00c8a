"""Join neighbouring expressions of one day into one date: its weekday, its clock time, its other calendar.

"On 6 June 2023 (Tuesday), at 02:50" is one time, and so is "25 October (7 November) 1917". Left apart, each part would
become an event of its own, dated by whatever else the text speaks of.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.calendar_span import from_julian, length_of_month, ordinal_of
from timeline_app.extract.dates.captures import STYLES_APART, DateCaptures, Mention

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream

_LONGEST_LEAD: Final = 3
"""Words between a day and its clock: "at shortly before"."""
_LONGEST_STYLE: Final = 4
"""Tokens that name a calendar beside a date: "Old Style"."""
_BOTH: Final = 4
"""Two days and their two weekdays."""


def join_appositions(stream: TokenStream, grammar: Grammar, mentions: list[Mention]) -> list[Mention]:
    """Join the parts of one date: clocks first, for one may stand in a weekday's brackets, and last for the rest."""
    beside = _Beside(stream, grammar)
    joined = beside.two_days(_pairwise(_pairwise(mentions, beside.edge_of_day), beside.one_time))
    joined = [beside.with_short_weekday(each) for each in _pairwise(joined, beside.one_day)]
    joined = [beside.in_style(each) for each in _pairwise(joined, beside.same_day)]
    joined = _pairwise(joined, beside.one_time_at_last)
    return beside.other_zones(joined)


def _pairwise(mentions: list[Mention], one: Callable[[Mention, Mention], Mention | None]) -> list[Mention]:
    joined: list[Mention] = []
    for mention in mentions:
        whole = one(joined[-1], mention) if joined else None
        if whole is None:
            joined.append(mention)
        else:
            joined[-1] = whole
    return joined


class _Beside:
    """Tells by the tokens between two expressions whether they are one."""

    __slots__ = ("_grammar", "_stream")

    def __init__(self, stream: TokenStream, grammar: Grammar) -> None:
        self._stream, self._grammar = stream, grammar

    def _kind(self, index: int, *names: str) -> bool:
        codes = self._stream.codes
        return 0 <= index < len(codes) and any(codes[index] in self._grammar.members[name] for name in names)

    def _closed(self, opened: int, last: int) -> int:
        """Give where an expression ends whose bracket may open at a token: past the closing one, or -1 without it."""
        if not self._kind(opened, "LPAR"):
            return last
        return last + 1 if self._kind(last, "RPAR") else -1

    def one_time(self, left: Mention, right: Mention) -> Mention | None:
        """Join "02:50 on 6 June", "6 June 2023 (at 02:50)", "Monday, shortly before 5 pm"."""
        clock, day = (left, right) if left.meaning == "clock" else (right, left)
        if clock.meaning != "clock" or day.meaning == "clock" or day.reading.clock or not _is_day(day.reading):
            return None
        first = left.last
        if day is left and self._kind(first, "RPAR") and self._kind(left.first - 1, "LPAR"):
            return None  # "Thursday (8 June) at 14:00": the bracket belongs to what stands before it
        if self._kind(first, "COMMA", "RPAR") or (day is left and self._kind(first, "LPAR", "DASH")):
            first += 1
            first += self._kind(first - 1, "RPAR") and self._kind(first, "COMMA")
        named = -1
        if day is left and self._kind(left.last, "LPAR") and self._kind(first, "WDABB") and _lacks_weekday(day.reading):
            named = first  # "9 June 2023 (Fri., 14:30)": a short weekday is no expression by itself
            first += 1 + (self._stream.words[first + 1 : first + 2] == ["."])
            first += self._kind(first, "COMMA")
        between = self._stream.words[first : right.first]
        if len(between) > _LONGEST_LEAD or not self._grammar.language.habits.clock_leads.issuperset(between):
            return None
        last = max(right.last, self._closed(left.last, right.last))
        reading = replace(day.reading, clock=clock.reading.clock, zone=clock.reading.zone, part="")
        if named >= 0:
            reading = replace(reading, weekday=self._named(named).weekday)
        return replace(day, first=left.first, last=last, reading=reading)

    def edge_of_day(self, left: Mention, right: Mention) -> Mention | None:
        """Join "the end of the day" and the "Saturday" right behind it."""
        edge = left.reading.kind == "shift" and left.reading.scale == "day" and left.reading.mod
        if not edge or right.meaning != "weekday" or right.reading.mod or left.last != right.first:
            return None
        return replace(right, first=left.first, reading=replace(right.reading, mod=left.reading.mod))

    def one_time_at_last(self, left: Mention, right: Mention) -> Mention | None:
        """Join also "(8 June) at 14:00", when nothing before the bracket belongs to it."""
        bracketed = self._kind(left.last, "RPAR") and self._kind(left.first - 1, "LPAR")
        if not bracketed or not _is_day(left.reading) or left.meaning == "clock":
            return self.one_time(left, right)
        return self.one_time(replace(left, first=left.first - 1, last=left.last + 1), right)

    def two_days(self, mentions: list[Mention]) -> list[Mention]:
        """Give "7 and 8 June (Saturday and Sunday)" their weekdays."""
        joined: list[Mention] = []
        for mention in mentions:
            joined.append(mention)
            if len(joined) < _BOTH or not self._are_two_days(*joined[-_BOTH:]):
                continue
            first, second, one, other = joined[-_BOTH:]
            second = _on_weekday(second, other.reading, second.first, other.last + 1)
            joined[-_BOTH:] = [_on_weekday(first, one.reading, first.first, first.last), second]
        return joined

    def _are_two_days(self, first: Mention, second: Mention, one: Mention, other: Mention) -> bool:
        if not (
            one.meaning == other.meaning == "weekday" and second.last == one.first - 1 and other.first == one.last + 1
        ):
            return False
        linked = self._kind(one.last, "and", "to", "DASH", "or") and second.first - first.last <= _LONGEST_LEAD
        bracketed = self._kind(second.last, "LPAR") and self._kind(other.last, "RPAR")
        return linked and bracketed and _lacks_weekday(first.reading) and _lacks_weekday(second.reading)

    def one_day(self, left: Mention, right: Mention) -> Mention | None:
        """Join "Wednesday (7 June)", "7 June, Wednesday morning", "last Friday, 9 June"."""
        weekday, day = (left, right) if left.meaning == "weekday" else (right, left)
        if weekday.meaning != "weekday" or not _lacks_weekday(day.reading):
            return None
        if weekday is left and self._kind(left.first - 1, "LPAR") and self._kind(left.last, "RPAR"):
            left = replace(left, first=left.first - 1, last=left.last + 1)  # "(Tuesday) 6 June"
        start = left.last + self._kind(left.last, "LPAR", "COMMA", "DASH")
        if not all(self._kind(index, "the", "on", "A") for index in range(start, right.first)):
            return None
        if weekday is right and not self._belongs(left.last, right):
            return None
        last = self._closed(left.last, right.last)
        return _on_weekday(day, weekday.reading, left.first, last) if last > 0 else None

    def _belongs(self, start: int, weekday: Mention) -> bool:
        """Tell "6 June, Tuesday," from "6 June, Tuesday's papers" and "6 June, Monday and Friday"."""
        if self._kind(start, "LPAR"):
            return True
        lists = self._kind(weekday.last, "and", "or", "to", "COMMA", "DASH") and self._kind(
            weekday.last + 1, "WDAY", "WDAYS"
        )
        return not lists and not self._kind(weekday.last, "POSS")

    def with_short_weekday(self, mention: Mention) -> Mention:
        """Take in a weekday that is no expression by itself: "6 June, a Tuesday,", "6 June (Tue)", "Tue (6 June)"."""
        if not _lacks_weekday(mention.reading):
            return mention
        index = mention.last + self._kind(mention.last, "LPAR", "COMMA", "DASH")
        article = self._kind(index, "A")
        index += article
        if self._kind(index, "WDABB") or (article and self._kind(index, "WDAY")):
            end = index + 1 + (self._stream.words[index + 1 : index + 3] == [".", ")"])
            last = self._closed(mention.last, end)
            apart = last == len(self._stream.codes) or self._kind(last, "COMMA", "STOP", "BREAK", "RPAR", "DASH")
            if last > 0 and (apart or self._kind(mention.last, "LPAR")):
                return _on_weekday(mention, self._named(index), mention.first, last)
        before = mention.first - 2
        if self._kind(before, "WDABB") and self._kind(before + 1, "LPAR") and self._kind(mention.last, "RPAR"):
            return _on_weekday(mention, self._named(before), before, mention.last + 1)
        if self._kind(before, "WDABB") and self._kind(before - 1, "LPAR") and self._kind(before + 1, "RPAR"):
            return _on_weekday(mention, self._named(before), before - 1, mention.last)
        return mention

    def _named(self, index: int) -> DateCaptures:
        value = self._stream.values[index]
        return DateCaptures("date", weekday=value if isinstance(value, int) else -1)

    def same_day(self, left: Mention, right: Mention) -> Mention | None:
        """Join a day with the bracket that says it again: in figures, by its year, or by the other calendar.

        Of two calendars the later date is the Gregorian, by which all else is dated.
        """
        a, b = left.reading, right.reading
        if not (_is_day(a) and a.day and self._kind(left.last, "LPAR")):
            return self._with_year_behind(left, right)
        closing = right.last
        while closing < right.last + _LONGEST_STYLE and self._is_style(closing):
            closing += 1
        if not self._kind(closing, "RPAR"):
            return None
        if b.kind == "date" and b.scale == "year" and b.year == a.year and a.year is not None:
            return replace(left, last=closing + 1) if self._stream.values[left.last + 1] == a.day else None
        styled = all(self._is_style(index) for index in range(left.last + 1, right.first))
        if not (_is_day(b) and b.day and styled and right.first - left.last <= _LONGEST_STYLE + 1):
            return None
        if right.meaning != "feast" and _is_again(a, b):
            return replace(left, last=closing + 1)
        later = _gregorian(a, b)
        return replace(left, last=closing + 1, reading=later) if later is not None else None

    def in_style(self, mention: Mention) -> Mention:
        """Read "25 October 1917 (Old Style)" as the day that it is by the Gregorian calendar."""
        own, habits = mention.reading, self._grammar.language.habits
        if not (
            _is_day(own) and own.kind == "date" and own.day and own.month and own.year is not None and own.full_year
        ):
            return mention
        first = mention.last + self._kind(mention.last, "LPAR")
        last = first
        while last < len(self._stream.words) and self._stream.words[last] in habits.styles:
            last += 1
        end = self._closed(mention.last, last)
        words = self._stream.words[first:last]
        if not words or end < 0 or own.note or own.day > length_of_month(own.year, own.month):
            return mention
        if not habits.old_style.intersection(words) or own.value:
            return replace(mention, last=end) if self._kind(mention.last, "LPAR") else mention
        day = from_julian(own.year, own.month, own.day)
        reading = replace(own, year=day.year, month=day.month, day=day.day, note="julian")
        return replace(mention, last=end, reading=reading)

    def _is_style(self, index: int) -> bool:
        """Tell the words of "Old Style", "O. S." or another language's month from a preposition or a number."""
        word = self._stream.words[index] if index < len(self._stream.words) else ""
        return word == "." or (word[:1].isalpha() and not self._kind(index, "PREP"))

    def _with_year_behind(self, left: Mention, right: Mention) -> Mention | None:
        """Give "25 October (7 November)" and "8 June (Thursday)" the year behind the bracket."""
        own = left.reading
        if own.year is not None or right.meaning != "year" or left.last != right.first:
            return None
        if own.note != "julian" and not (_is_day(own) and own.day and own.month and own.weekday >= 0):
            return None
        return replace(left, last=right.last, reading=replace(left.reading, year=right.reading.year))

    def other_zones(self, mentions: list[Mention]) -> list[Mention]:
        """See to a clock said twice: "11:15 a.m. (09:15 GMT) on Sunday", "6 June, 02:50 (23:50 GMT)"."""
        lent = list(mentions)
        for index in range(len(lent) - 2, -1, -1):
            left, right = lent[index], lent[index + 1]
            between = self._stream.codes[left.last : right.first]
            if not left.reading.clock or len(between) != 1:
                continue
            if left.meaning == "clock" and right.reading.clock and right.meaning != "clock":
                if self._kind(left.last, "LPAR", "DASH", "to", "and"):
                    reading = replace(right.reading, clock=left.reading.clock, zone=left.reading.zone)
                    lent[index] = replace(left, reading=reading, meaning=right.meaning)
                    if self._kind(left.last, "LPAR"):
                        lent[index + 1] = right.with_reading(note="again")
            elif right.meaning == "clock" and self._kind(left.last, "LPAR") and self._kind(right.last, "RPAR"):
                lent[index + 1] = right.with_reading(note="again")
        return lent


def _is_day(reading: DateCaptures) -> bool:
    return reading.scale == "day" and reading.kind in {"date", "shift"} and not reading.mod


def _lacks_weekday(reading: DateCaptures) -> bool:
    written = reading.kind == "date" and reading.scale == "day" and reading.day > 0 and reading.month > 0
    return written and reading.weekday < 0


def _on_weekday(day: Mention, weekday: DateCaptures, first: int, last: int) -> Mention:
    """Give a day its weekday, and the clock or part of day that is said with that."""
    own = day.reading
    reading = replace(
        own,
        weekday=weekday.weekday,
        part=own.part or weekday.part,
        clock=own.clock or weekday.clock,
        zone=own.zone or weekday.zone,
    )
    return replace(day, first=first, last=last, reading=reading)


def _is_again(a: DateCaptures, b: DateCaptures) -> bool:
    """Tell "6 June 1944 (6/6/1944)"."""
    same = (a.month, a.day) in {(b.month, b.day), (b.day, b.month)} if b.value else (a.month, a.day) == (b.month, b.day)
    return same and (a.year == b.year or b.year is None)


def _gregorian(a: DateCaptures, b: DateCaptures) -> DateCaptures | None:
    """Of "25 October (7 November)" give the day in the Gregorian calendar; None where these are two days."""
    year = a.year if a.year is not None else b.year
    near = year if year is not None else 1900
    first, second = ((near if r.year is None else r.year, r.month, r.day) for r in (a, b))
    if b.value or max(first[1], second[1]) > 12 or any(d > length_of_month(y, m) for y, m, d in (first, second)):
        return None
    later, apart = (b, second), ordinal_of(*second) - ordinal_of(*first)
    if apart < 0:
        later, apart = (a, first), -apart
    if apart not in STYLES_APART:
        return None
    return replace(
        a, year=later[1][0] if year is not None else None, month=later[0].month, day=later[0].day, note="julian"
    )
