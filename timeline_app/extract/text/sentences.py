"""A sentence as titles see it: its tokens, its verbs, the date it is read for, and the other dates in it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.context.tense import sentence_of
from timeline_app.extract.languages.model import OTHER

if TYPE_CHECKING:
    from timeline_app.extract.dates.captures import Mention
    from timeline_app.extract.dates.resolve import ResolvedMention
    from timeline_app.extract.dates.tagger import TaggedText
    from timeline_app.extract.languages.model import Prose

_SAYS_WHEN: Final = frozenset({"date", "shift"})
_FARTHEST: Final = 70
"""Tokens to either side of the date that are looked at; what stands farther off is not its clause."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its tokens, with the date group that a title leaves out."""

    read: TaggedText
    prose: Prose
    first: int
    last: int
    group: tuple[int, int]
    """The tokens of the date, and of dates said in one breath with it."""
    verbs: tuple[int, ...] = ()
    """How many verbs stand before each token, counted from `first`."""
    times: tuple[tuple[int, int], ...] = ()
    """The tokens of other dates, which stand in no title either."""

    def word(self, index: int) -> str:
        """Give a word in lower case, empty outside the sentence."""
        return self.read.stream.words[index] if self.first <= index < self.last else ""

    def kind(self, index: int, *names: str) -> bool:
        """Tell whether a token is of one of the classes."""
        members = self.read.grammar.members
        return self.first <= index < self.last and any(self.read.stream.codes[index] in members[name] for name in names)

    def is_verb(self, index: int) -> bool:
        """Tell whether a word is surely a verb: an auxiliary or a form of the past."""
        word = self.word(index)
        language = self.read.grammar.language
        if self.is_hyphen(index - 1):
            return False  # "Norwegian-brokered"
        if self.kind(index, "CAP") and self.kind(index - 1, "CAP", "PLACE"):
            return False  # "the United States"
        if self.prose.subject_first and self.kind(index - 1, "the", "A", "OWN"):
            return False  # "a plan", "their promises"
        if (
            word in self.prose.verbs
            or word in language.cues.past
            or word in language.cues.future
            or word in self.prose.saying
        ):
            return True
        if word in self.prose.weighing.same_past:
            acts = self.kind(index + 1, "the", "A", "OWN", "NUMBER")
            return acts and self.kind(index - 1, "OTHER", "CAP", "PLACE")  # "the rebels *cut* the road"
        plain = self.read.stream.codes[index : index + 1] == OTHER and len(word) > 4
        return plain and word.endswith(language.cues.past_endings) and word not in language.cues.not_past

    def is_hyphen(self, index: int) -> bool:
        """Tell the hyphen inside a word from a dash."""
        stream = self.read.stream
        return self.kind(index, "DASH") and stream.glued(index) and stream.glued(index + 1)

    def is_quote(self, index: int) -> bool:
        """Tell a quotation mark, wherever in the text."""
        return self.read.stream.codes[index] in self.read.grammar.members["QUOTE"]

    def is_progressive(self, index: int) -> bool:
        """Tell a verb in progress, "declaring", where a language marks it by its ending."""
        ending = self.read.grammar.language.cues.progressive
        return bool(ending) and self.word(index).endswith(ending)

    def behind_date(self, index: int) -> int:
        """Give where a date ends that begins at a token, 0 where none does."""
        dated = self.read.dated
        place = bisect_left(dated, index, key=_begins)
        found = dated[place] if place < len(dated) else None
        return found.last if found is not None and found.first == index else 0

    def has_verb(self, first: int, last: int) -> bool:
        """Tell whether a verb stands between two tokens."""
        first, last = max(first, self.first), min(last, self.last)
        return last > first and self.verbs[last - self.first] > self.verbs[first - self.first]

    def is_clause_start(self, index: int) -> bool:
        """Tell whether a word can open a clause: a name, an article, a pronoun."""
        word = self.word(index)
        return self.kind(index, "CAP", "PLACE") or word in self.prose.determiners or word in self.prose.pronouns


def sentence_around(read: TaggedText, prose: Prose, group: tuple[int, int]) -> Sentence:
    """Give the sentence that holds a date group."""
    first, last = sentence_of(read.stream, group[0])
    first, last = max(first, group[0] - _FARTHEST), min(last, group[1] + _FARTHEST)
    first = max(first, _behind_dateline(read, first, group[0]))
    sentence = Sentence(read, prose, first, max(last, group[1]), group)
    return counted(replace(sentence, times=_other_times(sentence)))


def _behind_dateline(read: TaggedText, first: int, before: int) -> int:
    """Give where a sentence begins behind the day of a page, "Thursday, May 7, 2015 On Tuesday, the court"; else 0."""
    place = bisect_left(read.dated, first, key=_begins)
    day = read.dated[place] if place < len(read.dated) else None
    if day is None or day.first != first or day.last >= before or not read.stream.capital(day.last):
        return 0
    opens = first == 0 or read.stream.codes[first - 1] == read.grammar.codes["BREAK"]
    led = read.stream.codes[day.last] in "".join(read.grammar.members[name] for name in ("PREP", "the", "A"))
    written = day.reading.weekday >= 0 and day.reading.year is not None and day.reading.full_year
    return day.last if opens and led and written else 0


def counted(sentence: Sentence) -> Sentence:
    """Give a sentence with its verbs counted."""
    flags = (sentence.is_verb(index) for index in range(sentence.first, sentence.last))
    return replace(sentence, verbs=tuple(accumulate(flags, initial=0)))


def _other_times(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Find the other dates of a sentence, but for those that are part of a name: "the 2014 agreement"."""
    found = sentence.read.resolved
    low = bisect_left(found, sentence.first, key=_first)
    high = bisect_left(found, sentence.last, key=_first)
    first, last = sentence.group
    return tuple(
        (each.first, each.last)
        for each in (one.mention for one in found[low:high])
        if each.reading.kind in _SAYS_WHEN and (each.last <= first or each.first >= last)
        and not _is_attribute(sentence, each)
    )  # fmt: skip


def _begins(mention: Mention) -> int:
    return mention.first


def _first(one: ResolvedMention) -> int:
    return one.mention.first


def _is_attribute(sentence: Sentence, mention: Mention) -> bool:
    led = sentence.kind(mention.first - 1, "the", "A", "OWN", "POSS")
    return led and sentence.kind(mention.last, "OTHER", "CAP") and not sentence.is_verb(mention.last)
