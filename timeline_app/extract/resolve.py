"""Put readings on the calendar, one after another, as a reader does who remembers what was said before.

Two clocks run: the day of writing, from which news counts ("on Wednesday", "in May"), and the date last spoken of,
from which narrative counts ("two days later", "in August"). Which one holds is decided by the words, by the tense of
the sentence, and by whether the text is news.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from timeline_app.extract.language import OTHER
from timeline_app.extract.moment import Moment, day_of, length_of_month, ordinal_of, sub_month
from timeline_app.extract.tense import sentence_of, tense_at

if TYPE_CHECKING:
    from timeline_app.extract.language import Grammar
    from timeline_app.extract.readings import Mention, Reading
    from timeline_app.extract.tense import Tense
    from timeline_app.extract.tokens import Stream

_JUMP: Final = 1
_LOOK: Final = 1
_SOON: Final = 60
"""Days within which a day and month mean that very day, whatever the tense: no writer drops the year of a date as far as
ten months away."""
_TURN: Final = 6
_BACK: Final = 1.5
_YEARS_TOLD: Final = frozenset({"date", "year", "era", "ancient", "numeric"})
_FINENESS: Final = {
    "century": 0, "decade": 1, "year": 2, "half": 3, "quarter": 3, "season": 3, "month": 4, "week": 5, "weekend": 6, "day": 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention and its place on the calendar, None where it has none; `because` says how it was found."""

    mention: Mention
    moment: Moment | None
    because: str = ""
    period: str = ""
    """EDTF where the place on the calendar is no single stretch: the world wars, "recent years"."""


@dataclass(slots=True)
class Resolver:
    """Walks through the mentions of one text and remembers the date last spoken of."""

    stream: Stream
    grammar: Grammar
    published: Moment
    news: bool
    month_first: bool = False
    """Whether 05/07 is 7 May."""
    last: Moment | None = None
    last_day: Moment | None = None
    spoken: Moment | None = None
    """The date last spoken of, even in passing: what "that year" means."""
    spoken_sentence: int = -1
    last_token: int = -10_000
    explicit_year: int | None = None
    """The year last written out."""
    explicit_token: int = -10_000
    index: int = 0
    """Which of the mentions is being read."""
    ahead: list[tuple[int, int, int]] = field(default_factory=list)
    """The dates with a year that the story gives: mention, year and month, 0 where it names none."""
    asides: set[int] = field(default_factory=set)
    """Mentions whose year is a look elsewhere, after which the story goes on where it was."""
    near_year: int | None = None
    """The year or decade last spoken of."""

    def resolve(self, mentions: list[Mention]) -> list[Resolved]:
        """Resolve all mentions of the text, in order."""
        self.ahead = [
            (index, m.reading.year, m.reading.month or (sub_month(m.reading.sub) if m.reading.sub else 0))
            for index, m in enumerate(mentions)
            if m.reading.kind == "date"
            and m.reading.year is not None
            and m.reading.full_year
            and m.meaning in _YEARS_TOLD
        ]
        self.asides = look_asides(self.ahead)
        found = []
        for self.index, mention in enumerate(mentions):  # noqa: B007 - the others ask where we are
            found.append(self._one(mention))
        return found

    def _one(self, mention: Mention) -> Resolved:
        reading = mention.reading
        moment: Moment | None = None
        because = ""
        if reading.kind == "date":
            moment, because = self._date(mention)
        elif reading.kind == "shift":
            moment, because = self._shift(mention)
        elif reading.kind == "duration":
            moment, because = self._ahead(mention)
        elif reading.kind == "period":
            return Resolved(mention, None, "", reading.value)
        if reading.relation == "past" and self.news and moment is None:
            return Resolved(mention, None, "past", f"../{self.published.edtf()}")
        if moment is not None and not _possible(moment):
            moment = None
        if moment is not None:
            self._remember(mention, moment)
        return Resolved(mention, moment, because)

    def _remember(self, mention: Mention, moment: Moment) -> None:
        self.spoken = moment
        self.spoken_sentence = sentence_of(self.stream, self.grammar, mention.first)[0] if not self.news else -1
        if self._is_aside(mention):
            return
        if mention.reading.year is not None and mention.reading.scale not in {"century", "decade"}:
            self.explicit_year, self.explicit_token = moment.year, mention.first
        if moment.scale != "century":
            self.near_year = moment.year
        if moment.scale in {"century", "decade"} and self.last is not None and not self.news:
            return
        self.last, self.last_token = moment, mention.first
        if moment.scale == "day":
            self.last_day = moment

    def _is_aside(self, mention: Mention) -> bool:
        """Tell whether a date is a look elsewhere that the story does not follow: "since 1900"."""
        reading = mention.reading
        if mention.meaning == "year" and self._attributive(mention):
            return True
        if not self.news and (
            self.index in self.asides
            or reading.relation in {"previous", "last"}
            or (reading.to_text and reading.amount < 0)
        ):
            return True
        return mention.first > 0 and self.stream.words[mention.first - 1] in self.grammar.language.asides

    def _attributive(self, mention: Mention) -> bool:
        """Tell the year of "the 1950 war", which names a war and takes the story nowhere."""
        before = self.stream.codes[mention.first - 1] if mention.first else ""
        after = self.stream.codes[mention.last] if mention.last < len(self.stream.codes) else ""
        naming = self.grammar.members["the"] + self.grammar.members["A"]
        return bool(before) and before in naming and after in {OTHER, self.grammar.codes["CAP"]}

    # dates that name their parts

    def _date(self, mention: Mention) -> tuple[Moment | None, str]:
        reading = mention.reading
        if reading.scale == "time":
            return self._clock(reading), "clock"
        if mention.meaning == "numeric":
            return self._numeric(reading), "numeric"
        if reading.scale in {"century", "decade"}:
            return self._long(reading), ""
        if mention.meaning == "bare_ordinal":
            return self._bare_day(reading), "context"
        if mention.meaning == "weekday":
            return self._weekday(mention)
        year = self._year_named(reading)
        if year is not None and mention.meaning == "ancient" and self.near_year is not None and self.near_year <= 0:
            year = 1 - year  # "(594)" among years BC
        if year is not None:
            return self._placed(reading, year), ""
        return self._without_year(mention)

    def _placed(self, reading: Reading, year: int) -> Moment | None:
        if reading.holiday:
            return self._holiday(reading, year)
        if reading.scale == "day" and reading.day > length_of_month(year, reading.month):
            return None
        return Moment(
            reading.scale, year, reading.month, reading.day, reading.sub, reading.clock,
            self._zone(reading.zone, (year, reading.month, reading.day)), reading.part,
        )  # fmt: skip

    def _year_named(self, reading: Reading) -> int | None:
        if reading.year is not None:
            return reading.year if reading.full_year else self._century_for(reading.year)
        if reading.of_unit == "year":
            base = self._base_year(reading.relation)
            return (
                None
                if base is None
                else base + {"last": -1, "previous": -1, "next": 1, "following": 1}.get(reading.relation, 0)
            )
        return None

    def _base_year(self, relation: str) -> int | None:
        if relation in {"last", "next", "this"} and self.news:
            return self.published.year
        return self.spoken.year if self.spoken is not None else self.published.year if self.news else None

    def _century_for(self, short: int) -> int:
        """Give "'99" the century that brings it nearest to the years around it, never far ahead of the writing."""
        if short >= 100:
            return short
        near = self.last.year if self.last is not None and not self.news else self.published.year
        options = [century + short for century in range(near // 100 * 100 - 100, near // 100 * 100 + 200, 100)]
        return min(
            (y for y in options if y <= self.published.year + 10), key=lambda y: abs(y - near), default=1900 + short
        )

    def _numeric(self, reading: Reading) -> Moment | None:
        day, month = reading.day, reading.month
        if month > 12 or (self.month_first and day <= 12):
            day, month = month, day
        year = reading.year or 0
        if not reading.full_year:
            year = self._century_for(year)
        return Moment("day", year, month, day) if day <= length_of_month(year, month) else None

    def _long(self, reading: Reading) -> Moment:
        year = reading.year or 0
        if reading.full_year:
            return Moment(reading.scale, year)
        near = self.near_year if self.near_year is not None else self.published.year
        options = [century + year for century in range(near // 100 * 100 - 100, near // 100 * 100 + 100, 100)]
        past = [option for option in options if option <= self.published.year]
        return Moment("decade", min(past or options, key=lambda option: abs(option - near)))

    def _bare_day(self, reading: Reading) -> Moment | None:
        if reading.weekday >= 0:
            return self._day_on_weekday(reading)
        base = self.last_day or (self.last if self.last is not None and self.last.month else None)
        if base is None and self.news:
            base = self.published
        if base is None or not base.month:
            return None
        return (
            Moment("day", base.year, base.month, reading.day)
            if reading.day <= length_of_month(base.year, base.month)
            else None
        )

    def _day_on_weekday(self, reading: Reading) -> Moment | None:
        """Give the nearest "Friday the 13th"; most days fall on a weekday once in seven months."""
        base = self.published if self.news else self.last_day
        if base is None:
            return None
        for step in (0, -1, 1, -2, 2, -3, 3):
            month = base.shift(step, "month")
            if reading.day <= length_of_month(month.year, month.month):
                day = Moment("day", month.year, month.month, reading.day)
                if day.weekday == reading.weekday:
                    return day
        return None

    def _holiday(self, reading: Reading, year: int) -> Moment | None:
        if reading.holiday == "easter":
            month, day = easter(year)
        else:
            month, day = (int(part) for part in reading.holiday.split("-"))
        return (
            Moment("day", year, month, day).shift(reading.amount, "day")
            if reading.amount
            else Moment("day", year, month, day)
        )

    # dates without a year

    def _without_year(self, mention: Mention) -> tuple[Moment | None, str]:
        reading = mention.reading
        relation = reading.relation
        if reading.sub and not relation and not reading.mod and self._general(mention):
            return None, ""
        if relation in {"that", "following", "previous"} or not self.news:
            return self._by_story(mention)
        tense = self._tense(mention)
        if relation in {"last", "next", "this"}:
            return self._by_relation(reading, relation, tense), relation
        if self._follows_story(mention):
            return self._by_story(mention)
        return self._nearest(reading, tense), tense or "nearest"

    def _tense(self, mention: Mention) -> Tense:
        return tense_at(self.stream, self.grammar, mention.first, mention.last)

    def _follows_story(self, mention: Mention) -> bool:
        """Tell whether a bare month goes on from a date spoken of before, not from the day of writing."""
        if self.explicit_year is None or self.explicit_year == self.published.year:
            return False
        first, _last = sentence_of(self.stream, self.grammar, mention.first)
        return self.explicit_token >= first

    def _by_story(self, mention: Mention) -> tuple[Moment | None, str]:
        reading = mention.reading
        if self.last is None:
            return (self._nearest(reading, "past"), "past") if self.news else (None, "")
        year = self._story_year(mention)
        moment = self._placed(reading, year)
        if moment is None:
            return None, ""
        if reading.relation in {"following", "next"} and _key(moment) <= _key(self.last):
            moment = self._placed(reading, year + 1)
        elif reading.relation in {"previous", "last"} and _key(moment) >= _key(self.last):
            moment = self._placed(reading, year - 1)
        return moment, "context"

    def _story_year(self, mention: Mention) -> int:
        """Choose the year in which a bare month keeps the story going forward, up to the next date it tells in full.

        Months count one each, twice when they lead back; a change of year costs `_TURN`; past the next full date
        every month counts again.
        """
        last = self.last
        if (
            self.spoken is not None
            and self.spoken_sentence >= 0
            and self.spoken_sentence == sentence_of(self.stream, self.grammar, mention.first)[0]
        ):
            last = self.spoken
        assert last is not None  # noqa: S101 - asked only then
        reading = mention.reading
        month = reading.month or (
            sub_month(reading.sub) if reading.sub else int(reading.holiday[:2]) if reading.holiday[:2].isdigit() else 4
        )
        if not last.month and not last.sub:
            return last.year
        here = last.year * 12 + last.first()[1]
        limit = self._next_told()

        def cost(year: int) -> float:
            there = year * 12 + month
            step = there - here
            over = max(0, there - limit) if limit is not None else 0
            return (step if step >= 0 else -step * _BACK) + (_TURN if year != last.year else 0) + over

        return min((last.year, last.year + 1, last.year - 1), key=cost)

    def _next_told(self) -> int | None:
        for index, year, month in self.ahead:
            if index > self.index and index not in self.asides:
                return year * 12 + (month or 12)
        return None

    def _by_relation(self, reading: Reading, relation: str, tense: Tense) -> Moment | None:
        now = _key(self.published)
        options = self._years_about(reading)
        if relation == "last":
            return next((m for m in reversed(options) if _end_key(m) < now), None)
        if relation == "next":
            return next((m for m in options if _key(m) > now), None)
        holding = [m for m in options if _key(m) <= now <= _end_key(m)]
        if holding:
            return holding[0]
        if reading.sub == "WI" and self.published.month <= 5 and tense != "future":
            return next((m for m in reversed(options) if _key(m) <= now), None)
        return self._placed(reading, self.published.year)

    def _years_about(self, reading: Reading) -> list[Moment]:
        options = [self._placed(reading, self.published.year + step) for step in (-2, -1, 0, 1, 2)]
        return [moment for moment in options if moment is not None]

    def _nearest(self, reading: Reading, tense: Tense) -> Moment | None:
        """Give the last one up to the day of writing, or the first from it on, as the tense says."""
        now = _key(self.published)
        options = self._years_about(reading)
        if reading.scale == "day" and options:
            close = self._unmistakable(reading, options)
            if close is not None:
                return close
        if tense == "future":
            return next((m for m in options if _end_key(m) >= now), None)
        if tense == "past":
            return next((m for m in reversed(options) if _key(m) <= now), None)
        behind = next((m for m in reversed(options) if _key(m) <= now), None)
        ahead = next((m for m in options if _key(m) >= now), None)
        if behind is None or ahead is None:
            return behind or ahead
        return ahead if (_days(ahead) - _days(self.published)) * 1.5 < _days(self.published) - _days(behind) else behind

    def _unmistakable(self, reading: Reading, options: list[Moment]) -> Moment | None:
        """Give a day that needs no year: its weekday fits one only, or it is weeks away and all others most of a year."""
        today = _days(self.published)
        if reading.weekday >= 0:
            fitting = [m for m in options if m.weekday == reading.weekday]
            if fitting:
                return min(fitting, key=lambda m: abs(_days(m) - today))
        nearest = min(options, key=lambda m: abs(_days(m) - today))
        return nearest if abs(_days(nearest) - today) <= _SOON else None

    def _weekday(self, mention: Mention) -> tuple[Moment | None, str]:
        reading = mention.reading
        found = self._weekday_day(mention)
        if found is None:
            return None, ""
        day, because = found
        zone = self._zone(reading.zone, (day.year, day.month, day.day))
        return replace(day, clock=reading.clock, zone=zone, part=reading.part), because

    def _weekday_day(self, mention: Mention) -> tuple[Moment, str] | None:
        reading = mention.reading
        relation = reading.relation
        if not self.news or relation in {"that", "following", "previous"} or self._steps_on(mention):
            return self._weekday_in_story(reading)
        base = ordinal_of(*self.published.first())
        ahead = (reading.weekday - self.published.weekday) % 7
        if reading.of_unit == "week":
            monday = base - self.published.weekday + {"last": -7, "next": 7}.get(relation, 0)
            return day_of(monday + reading.weekday), f"{relation} week"
        if relation == "next":
            step = ahead if 0 < ahead and reading.weekday < self.published.weekday else ahead + 7 if ahead else 7
            return day_of(base + step), "next"
        if relation == "last":
            return day_of(base - ((-ahead) % 7 or 7)), "last"
        tense = self._tense(mention)
        if not tense and not relation and self._habitual(mention):
            return None
        if relation == "this":
            behind = tense == "past" and reading.weekday < self.published.weekday
            return day_of(base + (ahead - 7 if behind else ahead)), "this"
        if tense == "future":
            return day_of(base + ahead), "future"
        return day_of(base - (-ahead) % 7), "past"

    def _habitual(self, mention: Mention) -> bool:
        """Tell "one flight per week on Thursday" from an event."""
        first, last = sentence_of(self.stream, self.grammar, mention.first)
        repeated = self.grammar.members["EACH"]
        return any(code in repeated for code in self.stream.codes[first:last])

    def _general(self, mention: Mention) -> bool:
        """Tell "it is hot in the summer" from a season of the story."""
        if self._tense(mention):
            return False
        first, last = sentence_of(self.stream, self.grammar, mention.first)
        return any(word in self.grammar.language.general_forms for word in self.stream.words[first:last])

    def _steps_on(self, mention: Mention) -> bool:
        """Tell "the next Tuesday" of a story from "next Tuesday" of the writer."""
        return mention.reading.relation == "next" and self.stream.words[mention.first] == "the"

    def _weekday_in_story(self, reading: Reading) -> tuple[Moment, str] | None:
        if self.last_day is None:
            return None
        base = ordinal_of(*self.last_day.first())
        ahead = (reading.weekday - self.last_day.weekday) % 7
        if reading.relation in {"following", "next"}:
            return day_of(base + (ahead or 7)), "context"
        if reading.relation in {"previous", "last"}:
            return day_of(base - ((-ahead) % 7 or 7)), "context"
        return day_of(base + (ahead if ahead <= 3 else ahead - 7)), "context"

    def _clock(self, reading: Reading) -> Moment | None:
        base = self.last_day
        if base is None and self.news:
            base = self.published
        if base is None:
            return None
        zone = self._zone(reading.zone, (base.year, base.month, base.day))
        return replace(base, clock=reading.clock, zone=zone, part="")

    def _zone(self, zone: str, day: tuple[int, int, int]) -> str:
        if "/" not in zone:
            return zone
        from datetime import datetime  # noqa: PLC0415 - only texts with named zones pay for the zone tables
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415

        try:
            offset = datetime(max(1, min(9998, day[0])), day[1] or 1, day[2] or 1, 12, tzinfo=ZoneInfo(zone)).strftime(
                "%z"
            )
        except (ZoneInfoNotFoundError, ValueError):
            return ""
        return f"{offset[:3]}:{offset[3:5]}"

    # steps from another date

    def _shift(self, mention: Mention) -> tuple[Moment | None, str]:
        reading = mention.reading
        if reading.relation == "now":
            if not self.news or self._these_days(mention):
                return None, ""
            moved = self.published.shift(reading.amount, "day")
            return replace(moved, part=reading.part, clock=reading.clock, zone=reading.zone), "today"
        if reading.relation:
            return self._unit(mention)
        return self._steps(reading)

    def _these_days(self, mention: Mention) -> bool:
        """Tell the "today" of "more people work today than ever": no verb in the past, none that looks ahead."""
        reading = mention.reading
        if reading.amount or reading.part or reading.clock or reading.mod or self._tense(mention):
            return False
        following = self.stream.words[mention.last] if mention.last < len(self.stream.words) else ""
        return following != "'s"

    def _steps(self, reading: Reading) -> tuple[Moment | None, str]:
        from_text = reading.to_text or not self.news
        base = self.spoken if from_text else self.published
        if base is None and self.news:
            base = self.published
        if base is None or not self._fine_enough(base, reading.scale):
            if not reading.to_text or self.last_day is None or reading.scale not in {"day", "week"}:
                return None, ""
            base = self.last_day
        moved = base.shift(reading.amount, reading.scale)
        if reading.of_unit == "day" and reading.scale in {"year", "month"}:
            moved = self._same_day(reading)
        elif reading.of_unit == "month" and reading.scale == "year":
            moved = Moment("month", moved.year, self.published.month)
        return moved, "steps" if from_text else "ago"

    def _same_day(self, reading: Reading) -> Moment:
        months = reading.amount * (12 if reading.scale == "year" else 1)
        total = self.published.year * 12 + self.published.month - 1 + months
        year, month = divmod(total, 12)
        return Moment("day", year, month + 1, min(self.published.day, length_of_month(year, month + 1)))

    @staticmethod
    def _fine_enough(base: Moment, unit: str) -> bool:
        need = {"week": "day", "fortnight": "day"}.get(unit, unit)
        return _FINENESS[base.scale] >= _FINENESS.get(need, 7)

    def _unit(self, mention: Mention) -> tuple[Moment | None, str]:
        """Resolve "last week", "that year", "the following month"."""
        reading = mention.reading
        relation = reading.relation
        if reading.mod and relation == "that" and not self.news and self._general(mention):
            return None, ""
        spoken = self.news and relation in {"last", "next", "this"} and not reading.to_text
        base = self.published if spoken else self._story_base(reading.scale, relation)
        if base is None:
            return None, ""
        step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(relation, 0)
        if reading.scale == "weekend":
            return self._weekend(mention, base, step, spoken=spoken), relation
        if reading.scale == "week" and step:
            base = base.shift(step, "week").at("week")
            return base, relation
        if reading.scale == "day" and reading.part == "NI" and relation == "last":
            return replace(base.shift(-1, "day"), part="NI"), relation
        moved = base.at(reading.scale) if not step else base.shift(step, reading.scale)
        return (replace(moved, part=reading.part) if reading.part else moved), relation

    def _story_base(self, scale: str, relation: str) -> Moment | None:
        for base in (self.spoken, self.last):
            if base is not None and self._fine_enough(base, scale):
                return base
            if base is not None and relation == "that" and self.news:
                return None  # "that same week" after "in July" is no week in particular
        if scale in {"day", "week", "weekend"} and self.last_day is not None:
            return self.last_day
        return self.published if self.news and self.last is None else None

    def _weekend(self, mention: Mention, base: Moment, step: int, *, spoken: bool) -> Moment:
        if spoken and not step and base.weekday < 5 and self._tense(mention) == "past":
            step = -1
        return base.shift(step, "week").at("weekend")

    def _ahead(self, mention: Mention) -> tuple[Moment | None, str]:
        """Resolve "in two weeks" where the sentence looks ahead."""
        reading = mention.reading
        after_in = mention.first > 0 and self.stream.words[mention.first - 1] == "in"
        if not (self.news and after_in and reading.amount and reading.scale in {"day", "week", "month", "year"}):
            return None, ""
        if self._tense(mention) != "future":
            return None, ""
        return self.published.shift(reading.amount, reading.scale), "ahead"


def look_asides(told: list[tuple[int, int, int]]) -> set[int]:
    """Find the years that stick out of a story: later than both neighbours, or earlier, while the story goes on."""
    asides: set[int] = set()
    before = told[0][1] if told else 0
    for place in range(1, len(told) - 1):
        index, year, _month = told[place]
        later = [one[1] for one in told[place + 1 : place + 1 + _LOOK]]
        forth_and_back = any(year - after >= _JUMP and after >= before for after in later)
        back_and_forth = before - year >= _JUMP and any(after >= before for after in later)
        if forth_and_back or back_and_forth:
            asides.add(index)
        else:
            before = year
    return asides


def _key(moment: Moment) -> tuple[int, int, int]:
    return moment.first()


def _end_key(moment: Moment) -> tuple[int, int, int]:
    year, month, day = moment.first()
    if moment.scale == "month":
        return year, month, 31
    if moment.sub:
        total = year * 12 + sub_month(moment.sub) - 1 + {"Q": 2, "H": 5}.get(moment.sub[0], 2)
        return total // 12, total % 12 + 1, 31
    if moment.scale == "year":
        return year, 12, 31
    return year, month, day


def _days(moment: Moment) -> int:
    return ordinal_of(*moment.first())


def _possible(moment: Moment) -> bool:
    if moment.scale in {"week", "weekend"} and not 1 <= moment.year <= 9998:
        return False
    return -9999 <= moment.year <= 9999 and (moment.scale != "day" or moment.month > 0)


def easter(year: int) -> tuple[int, int]:
    """Give the month and day of Western Easter (the Gregorian computus)."""
    golden = year % 19
    century = year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    sunday = epact - weekday
    month = 3 + (sunday + 40) // 44
    return month, sunday + 28 - 31 * (month // 4)
