"""Weigh how much of an event a sentence is: opinions, habits, figures and captions bear dates, too.

Nothing is lost by it: what weighs too little is kept apart, with the reason, for a person who wants to see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.i18n import gettext as _

if TYPE_CHECKING:
    from timeline_app.extract.dates.resolve import ResolvedMention
    from timeline_app.extract.events.titles import Telling
    from timeline_app.extract.text.sentences import Sentence

Doubt = Literal[
    "",
    "subject",
    "caption",
    "speech",
    "condition",
    "figures",
    "state",
    "habit",
    "coarse",
    "since",
    "negated",
    "other",
    "double",
]

_FAR_AHEAD: Final = 8
"""Years; what lies farther ahead is a forecast."""
_REACH: Final = 60
"""Tokens to either side that are searched for the words of a caption."""
_NARROW: Final = 4


def doubt_words(doubt: Doubt) -> str:
    """Say to a person why a sentence is kept apart."""
    return {
        "subject": _("who or what it was cannot be told from the sentence"),
        "caption": _("words under a picture"),
        "speech": _("somebody speaks of himself"),
        "condition": _("only what might be"),
        "figures": _("figures that moved"),
        "state": _("a state, not an event"),
        "habit": _("what happens again and again"),
        "coarse": _("a forecast"),
        "since": _("what has lasted since then"),
        "negated": _("what did not happen"),
        "double": _("told before"),
        "other": _("no event is told beside the date"),
    }.get(doubt, "")


def doubt_of(sentence: Sentence, telling: Telling, dates: tuple[ResolvedMention, ...]) -> Doubt:
    """Give why a sentence is hardly an event; empty where it is one."""
    if is_caption(sentence):
        return "caption"
    weigher = _Weigher(sentence, telling)
    if len(dates) > 1 and weigher.is_period():
        return "other"
    if weigher.is_said_of_oneself():
        return "speech"
    if telling.leans:
        return "subject"
    if weigher.is_condition():
        return "condition"
    if weigher.is_of_figures():
        return "figures"
    if weigher.is_habit():
        return "habit"
    if weigher.is_denied():
        return "negated"
    if not telling.is_noun and weigher.is_no_clause():
        return "other"
    if not telling.is_noun and weigher.lasts_since():
        return "since"
    if not telling.is_noun and weigher.is_state():
        return "state"
    return "coarse" if _is_forecast(sentence, dates) else ""


def is_caption(sentence: Sentence) -> bool:
    """Tell the words under a picture: "Image: Reuters", "from file, 2008", a line without a full stop or a verb."""
    stream, words = sentence.read.stream, sentence.prose.weighing
    line_end = sentence.read.grammar.codes["BREAK"]
    first, last = sentence.first, sentence.last
    while first > max(0, sentence.first - _REACH) and stream.codes[first - 1] != line_end:
        first -= 1
    while last < min(len(stream.words), sentence.last + _REACH) and stream.codes[last] != line_end:
        last += 1
    for index in range(first, last - 1):
        word = stream.words[index]
        if word in words.captions and stream.words[index + 1] == ":":
            return True
        if word in words.from_file and stream.words[index - 1 : index] == ["from"]:
            return True
    ends = stream.words[sentence.last : sentence.last + 1]
    unfinished = not ends or ends[0].startswith("\n")
    return unfinished and not sentence.has_verb(sentence.first, sentence.last)


def _is_forecast(sentence: Sentence, dates: tuple[ResolvedMention, ...]) -> bool:
    """Tell what is so far ahead that nobody plans it."""
    moment, published = dates[-1].moment if dates else None, sentence.read.published
    return moment is not None and moment.year > published.year + _FAR_AHEAD


class _Weigher:
    """Looks at the words of one clause."""

    __slots__ = ("_first", "_last", "_sentence", "_telling", "_words")

    def __init__(self, sentence: Sentence, telling: Telling) -> None:
        self._sentence, self._telling = sentence, telling
        self._words = sentence.prose.weighing
        self._first, self._last = max(telling.first, sentence.first), min(telling.last, sentence.last)

    def _has(self, words: frozenset[str]) -> bool:
        return any(self._sentence.word(index) in words for index in self._clause())

    def _clause(self) -> list[int]:
        """Give the tokens of the clause, without its date and what stands between commas about a noun."""
        first, last = self._sentence.group
        relative = self._sentence.prose.relative | self._words.object_relatives
        kept, aside = [], False
        for index in range(self._first, self._last):
            if self._sentence.kind(index, "COMMA"):
                aside = not aside and index > self._first and self._sentence.word(index + 1) in relative
            elif not aside and not first <= index < last:
                kept.append(index)
        return kept if kept and not aside else [at for at in range(self._first, self._last) if not first <= at < last]

    def is_said_of_oneself(self) -> bool:
        """Tell "I visited it", "our army": whoever speaks is no name; "US" is one."""
        stream = self._sentence.read.stream
        said = [index for index in self._clause() if self._sentence.word(index) in self._words.speakers]
        return any(stream.ends[index] - stream.starts[index] == 1 or not stream.shouted(index) for index in said)

    def is_condition(self) -> bool:
        """Tell "if he wins", "would have met", "might survive", "by 2030, some say, the tanks will be there"."""
        said = self._sentence.prose.saying | self._words.thinking
        inside = range(self._sentence.first, self._sentence.last)
        if any(
            self._sentence.word(at) in self._words.nobodies and self._sentence.word(at + 1) in said for at in inside
        ):
            return True
        if any(self._sentence.word(at) in self._words.conditions for at in (self._sentence.first, self._first - 1)):
            return True
        verb = self._verb()
        if self._sentence.word(verb) not in self._words.possible:
            return False
        behind = [self._sentence.word(at) for at in range(verb + 1, verb + _NARROW)]
        return bool(self._words.unreal.intersection(behind)) or self._sentence.word(verb) not in self._would()

    def _would(self) -> frozenset[str]:
        """Give the verb that tells what was to come as well as what would be: *would* meet."""
        return self._sentence.prose.ahead

    def is_of_figures(self) -> bool:
        """Tell "shares closed 2 percent lower", "fell to 56 percent"."""
        moves = self._has(self._words.moves)
        return moves and (self._has(self._words.measures) or self._has(self._words.traded))

    def is_habit(self) -> bool:
        """Tell what happens again and again."""
        return self._has(self._words.habits)

    def is_denied(self) -> bool:
        """Tell what did not happen: "no civilian left", "the road was not opened"."""
        verb = self._verb()
        return any(self._sentence.word(index) in self._words.negations for index in self._clause() if index <= verb + 2)

    def _verb(self) -> int:
        return next((index for index in self._clause() if self._sentence.is_verb(index)), self._last)

    def is_period(self) -> bool:
        """Tell "for the period from 2004 to 2009"."""
        lead = self._sentence.group[0] - 1
        return any(self._sentence.word(index) in self._words.periods for index in (lead - 1, lead))

    def is_no_clause(self) -> bool:
        """Tell words without a verb that name no event."""
        named = self._has(self._sentence.prose.events)
        cues = self._sentence.read.grammar.language.cues
        timetable = cues.timetable
        if self._sentence.is_progressive(self._first):
            return False  # "after *declaring* martial law"
        return not named and not any(
            self._sentence.is_verb(index) or self._sentence.word(index) in timetable for index in self._clause()
        )

    def lasts_since(self) -> bool:
        """Tell "has been under a curfew since 2014", "the worst since 1945"."""
        return self._sentence.word(self._sentence.group[0] - 1) in self._words.since

    def is_state(self) -> bool:
        """Tell by the verb of the clause what lasts or what somebody thinks: "has 12 members", "was calm"."""
        for index in self._clause():
            word = self._sentence.word(index)
            if word in self._words.states or word in self._words.thinking:
                if index == self._first or self._sentence.kind(index - 1, "the", "A", "OWN", "POSS"):
                    continue  # "the results of the vote"
                return True
            if word in self._words.being:
                return self._is_being(index)
            if word in self._words.having:
                return self._sentence.kind(index + 1, "the", "A", "NUMBER", "OWN", "MORE")
            if self._sentence.is_verb(index) and not self._is_attribute(index):
                return False
        return False

    def _is_attribute(self, index: int) -> bool:
        """Tell the participle of "taxes *requested* from 2006 to 2009 are": the verb is the one behind the date."""
        after = self._sentence.group[1]
        return index < after and self._sentence.word(after) in self._words.being

    def _is_being(self, index: int) -> bool:
        """Tell "was calm" from "was killed", "is to meet", "were being held"."""
        at = self._behind_adverbs(index + 1)
        word = self._sentence.word(at)
        if (
            index < self._sentence.group[0] < self._sentence.group[1] == at
            or at >= self._last
            or self._sentence.kind(at, "to")
            or word in self._words.meant
            or word in self._words.phases
        ):
            return False  # "the final is on Saturday", "is to meet", "is scheduled to", "was over by Sunday"
        if any(self._sentence.word(each) in self._words.roles for each in range(at, min(at + _NARROW, self._last))):
            return False  # "was a guest at the fair"
        expletive = self._sentence.word(self._first) in self._sentence.prose.expletives
        subject = range(self._first, self._last if expletive else index)
        names = any(self._sentence.word(each) in self._sentence.prose.events for each in subject)
        participle = self._sentence.is_verb(at) or word.endswith(self._words.participles)
        participle = participle or word in self._words.irregular
        return not participle and not names

    def _behind_adverbs(self, index: int) -> int:
        """Skip the date, with what leads to it, and what may stand before a participle: "has since been quietly"."""
        first, last = self._sentence.group
        while index < self._last:
            leads = self._sentence.kind(index, "PREP", "the") and index < first <= index + 2
            word = self._sentence.word(index)
            loose = word in self._words.between | self._words.being or word.endswith(self._words.adverbs or ("\n",))
            if not (first <= index < last or leads or loose):
                break
            index += 1
        return index
