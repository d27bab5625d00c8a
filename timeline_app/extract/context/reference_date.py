"""The context of all dates in a text: its reference date, its sentences, and whether it is news or narrative.

Its genre decides the year of a bare "in May".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.context.tense import is_off, sentence_of, tense_at, tense_cue
from timeline_app.extract.dates.calendar_span import CalendarSpan
from timeline_app.extract.languages.model import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.extract.context.tense import Tense
    from timeline_app.extract.dates.captures import Mention
    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream


_HEAD_TOKENS: Final = 60
_DATELINE_DAYS: Final = 3
_MEANT: Final = 5
"""Tokens before a day in which "had been planned for" stands."""
_YEARLY: Final = 4
"""Tokens before a day within which "every year" is said of it."""
_RANGE: Final = 5
"""Tokens in which a range begins before its end."""
_FIRST: Final = 3.0
"""What the first date of a text weighs: who opens with the present year speaks from it."""
_SPEECH: Final = {"clock": 1.0, "bare_ordinal": 1.0, "deictic": 3.0, "weekday": 3.0, "relative": 1.5, "shift": 1.0}
"""How strongly an expression speaks from the writer's own day. On the dev texts days may weigh from 1 to 4, and "last
month" from 1 to 2, with one result; the middle lets news name its background in years."""


def is_news(stream: TokenStream, grammar: Grammar, mentions: Iterable[Mention], published: CalendarSpan) -> bool:
    """Tell news from narrative: by a dateline, else by weighing speech from today against years long past.

    "The worst since 1945" tells of no past.
    """
    asides = grammar.language.habits.asides
    speaking, distant, near = 0.0, 0, 0.0
    for mention in mentions:
        reading = mention.reading
        if mention.meaning == "feast":
            continue  # D-Day and 9/11 are spoken of in any text
        if reading.kind == "date" and reading.year is not None and reading.full_year:
            if mention.first < _HEAD_TOKENS and _is_dateline(mention, published):
                return True
            if abs(reading.year - published.year) > 1:
                distant += stream.words[mention.first - 1] not in asides if mention.first else 1
            else:
                near += 1 if distant + near else _FIRST
        elif reading.kind == "date" and reading.month and not reading.relation and not distant + near:
            speaking += 1.0
        elif mention.meaning == "bare_ordinal" and distant + near:
            continue  # "by the 28th", after a date, is of that month
        elif mention.meaning == "deictic" and not reading.amount and reading.part != "NI":
            continue  # "today" may be these days
        elif (
            reading.kind == "date" and reading.relation in {"last", "next", "this"} and reading.month + len(reading.sub)
        ):
            speaking += _SPEECH["relative"]
        elif (
            mention.meaning in _SPEECH
            and not reading.to_text
            and reading.relation in {"", "now", "last", "next", "this"}
        ):
            speaking += _SPEECH[mention.meaning]
    return speaking * 2 + near >= distant


def dateline(
    stream: TokenStream, grammar: Grammar, mentions: Iterable[Mention], published: CalendarSpan
) -> CalendarSpan | None:
    """Give the day that the head of the text prints on a line of its own, if it is within days of publication."""
    line_end = grammar.codes["BREAK"]
    for mention in mentions:
        if mention.first >= _HEAD_TOKENS:
            return None
        alone = (mention.first == 0 or stream.codes[mention.first - 1] == line_end) and stream.codes[
            mention.last : mention.last + 1
        ] in {"", line_end}
        if alone and _is_dateline(mention, published):
            return CalendarSpan("day", published.year, published.month, mention.reading.day)
    return None


def _is_dateline(mention: Mention, published: CalendarSpan) -> bool:
    reading = mention.reading
    if not reading.day or reading.year != published.year or reading.month != published.month:
        return False
    return abs(reading.day - published.day) <= _DATELINE_DAYS


@dataclass(frozen=True, slots=True)
class ReferenceContext:
    """A text with the day of its publication and whether it is news of that day."""

    stream: TokenStream
    grammar: Grammar
    published: CalendarSpan
    news: bool
    month_first: bool = False
    """Whether 05/07 is 7 May."""

    def tense(self, mention: Mention) -> Tense:
        """Tell whether a mention lies behind or ahead by the verbs of its sentence."""
        if self._leads_ahead(mention) or self._is_proposed(mention):
            return "future"
        return tense_at(self.stream, self.grammar, mention.first, mention.last, timetable=self.news)

    def is_off(self, mention: Mention) -> bool:
        """Tell whether what was meant for a day did not come."""
        return is_off(self.stream, self.grammar, mention.first, mention.last)

    def had_been_meant(self, mention: Mention) -> bool:
        """Tell "a signing that *had been* planned for Sunday", which lies behind."""
        first = max(self.sentence(mention)[0], mention.first - _MEANT)
        return bool(self.grammar.language.cues.perfect.intersection(self.stream.words[first : mention.first]))

    def _is_proposed(self, mention: Mention) -> bool:
        """Tell "Kyiv proposed talks in late August", where what is proposed stands between the verb and the month."""
        if mention.reading.scale in {"day", "time", "year"} or mention.reading.kind != "date":
            return False
        nouns = self.grammar.members["CAP"] + self.grammar.members["PLACE"] + OTHER
        for index in range(mention.first - 1, self.sentence(mention)[0] - 1, -1):
            if self.stream.codes[index] in self.grammar.members["COMMA"]:
                return False
            if self.stream.words[index] in self.grammar.language.cues.proposes:
                return any(code in nouns for code in self.stream.codes[index + 1 : mention.first])
        return False

    def _leads_ahead(self, mention: Mention) -> bool:
        """Tell "they offered to meet by the end of August", where a word before the date decides, not the verb."""
        cues = self.grammar.language.cues
        if self.before(mention) not in cues.until or mention.reading.scale == "day":
            return False
        first = self.sentence(mention)[0]
        return not cues.range_starts.intersection(
            self.stream.words[max(first, mention.first - _RANGE) : mention.first - 1]
        )

    def sentence(self, mention: Mention) -> tuple[int, int]:
        """Give the tokens of the sentence that holds a mention."""
        return sentence_of(self.stream, mention.first)

    def before(self, mention: Mention) -> str:
        """Give the word before a mention, empty at the start of the text."""
        return self.stream.words[mention.first - 1] if mention.first else ""

    def is_in_relative(self, token: int) -> bool:
        """Tell whether a token closes a relative clause: "Gaddafi, who seized power in *1969*, fell"."""
        relatives = self.grammar.language.cues.relatives
        start, comma = sentence_of(self.stream, token)[0], self.grammar.codes["COMMA"]
        return self.stream.codes[token + 1 : token + 2] == comma and any(
            word in relatives for word in self.stream.words[start:token]
        )

    def has_date(self, first: int, last: int) -> bool:
        """Tell whether figures of a date or a month stand between two tokens, within their sentence."""
        last = min(last, sentence_of(self.stream, first)[1])
        dated = "".join(self.grammar.members[name] for name in ("YEAR", "MONTH", "MAY", "MONABB", "ISO", "NUMDATE"))
        return any(code in dated for code in self.stream.codes[first:last])

    def is_as_of(self, mention: Mention) -> bool:
        """Tell the day of a figure, "3,100 dead (as of December 5, 2006)", which the story does not go on from."""
        first = max(0, mention.first - 2)
        return tuple(self.stream.words[first : mention.first]) in self.grammar.language.habits.states_of

    def after(self, mention: Mention) -> str:
        """Give the word after a mention, empty at the end of the text."""
        return self.stream.words[mention.last] if mention.last < len(self.stream.words) else ""

    def is_general(self, mention: Mention) -> bool:
        """Tell "it is hot in the summer" from a season of the discourse."""
        if self.tense(mention):
            return False
        first, last = self.sentence(mention)
        return any(word in self.grammar.language.cues.general for word in self.stream.words[first:last])

    def is_habitual(self, mention: Mention) -> bool:
        """Tell "one flight per week on Thursday" from an event."""
        first, last = self.sentence(mention)
        repeated = self.grammar.members["EACH"]
        return any(code in repeated for code in self.stream.codes[first:last])

    def comes_every_year(self, mention: Mention) -> bool:
        """Tell "every year on 8 May", "in May each year", "each 28 December" from a day of one year."""
        codes, words, members = self.stream.codes, self.stream.words, self.grammar.members
        first, last = self.sentence(mention)
        near = (
            *range(max(first, mention.first - _YEARLY), mention.first),
            *range(mention.last, min(last, mention.last + 2)),
        )
        for index in near:
            if words[index] in self.grammar.language.habits.yearly:
                return True
            if codes[index] in members["EACH"] and (
                index + 1 == mention.first or codes[index + 1 : index + 2] in members["year"]
            ):
                return True
        return False

    def is_these_days(self, mention: Mention) -> bool:
        """Tell the "today" of "more people work today than ever": no verb in the past, none that looks ahead."""
        reading = mention.reading
        if reading.amount or reading.part or reading.clock or reading.mod or self.after(mention) == "'s":
            return False
        return self._says_what_is(mention) or not self.tense(mention)

    def _says_what_is(self, mention: Mention) -> bool:
        """Tell "it is as strong today as it was": of all verbs before it, the nearest is one of being or having."""
        cues = self.grammar.language.cues
        first, _last = self.sentence(mention)
        for index in range(mention.first - 1, first - 1, -1):
            if self.stream.words[index] in cues.general:
                return True
            if tense_cue(self.stream, self.grammar, index):
                return False
        return False

    def names_something(self, mention: Mention) -> bool:
        """Tell the year of "the 1950 war", which names a war and takes the discourse nowhere."""
        codes, members = self.stream.codes, self.grammar.members
        before, after = codes[max(0, mention.first - 1) : mention.first], codes[mention.last : mention.last + 1]
        naming = members["the"] + members["A"]
        return bool(before) and before in naming and after in {self.grammar.codes["OTHER"], self.grammar.codes["CAP"]}

    def looks_back(self, mention: Mention) -> bool:
        """Tell a date behind a verb in the past perfect, "they *had met* [then]", which lies behind the discourse.

        One before the verb, or after "by", is where the story stands: "by [then] they had met".
        """
        language, words = self.grammar.language, self.stream.words
        if self.before(mention) in language.cues.deadline_of:
            return False
        for index in range(mention.first - 1, self.sentence(mention)[0] - 1, -1):
            if words[index] in language.cues.perfect:
                return self._is_helper(index)
            if tense_cue(self.stream, self.grammar, index):
                return any(words[before] in language.cues.perfect for before in range(max(index - 3, 0), index))
        return False

    def is_behind(self, mention: Mention) -> bool:
        """Tell whether the sentence of a mention is told in the past perfect."""
        cues = self.grammar.language.cues
        return any(
            self.stream.words[index] in cues.perfect and self._is_helper(index)
            for index in range(*self.sentence(mention))
        )

    def _is_helper(self, index: int) -> bool:
        """Tell "had taken place" from "had a house"."""
        after = index + 1
        while after < len(self.stream.words) and self.stream.words[after].endswith("ly"):
            after += 1
        return self.stream.codes[after : after + 1] not in {
            "",
            *self.grammar.members["the"],
            *self.grammar.members["A"],
        }

    def is_paragraph_between(self, first: int, last: int) -> bool:
        """Tell whether a line ends between two tokens."""
        return self.grammar.codes["BREAK"] in self.stream.codes[first:last]
