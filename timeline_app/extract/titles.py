"""Make a short title out of the sentence that tells an event.

The title is cut from the author's own words, never made up: the clause that holds the date, or the noun phrase that
the date belongs to ("Russia's annexation of Crimea [in 2014]"), without the date, the connectives before it, and the
"officials said" after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from timeline_app.extract.language import OTHER
from timeline_app.extract.tense import sentence_of

if TYPE_CHECKING:
    from timeline_app.extract.prose import Prose
    from timeline_app.extract.tagger import Reader

LONGEST_TITLE: Final = 80
_FARTHEST: Final = 70
"""Tokens to either side of the date that are looked at; what stands farther off is not its clause."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its tokens, with the date group that a title leaves out."""

    read: Reader
    prose: Prose
    first: int
    last: int
    group: tuple[int, int]
    """The tokens of the date, and of dates said in one breath with it."""
    verbs: tuple[int, ...] = ()
    """How many verbs stand before each token, counted from `first`."""

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
        if (
            word in self.prose.verbs
            or word in language.cues.past
            or word in language.cues.future
            or word in self.prose.saying
        ):
            return True
        plain = self.read.stream.codes[index : index + 1] == OTHER and len(word) > 4
        return plain and word.endswith(language.cues.past_endings) and word not in language.cues.not_past

    def has_verb(self, first: int, last: int) -> bool:
        """Tell whether a verb stands between two tokens."""
        first, last = max(first, self.first), min(last, self.last)
        return last > first and self.verbs[last - self.first] > self.verbs[first - self.first]

    def is_clause_start(self, index: int) -> bool:
        """Tell whether a word can open a clause: a name, an article, a pronoun."""
        word = self.word(index)
        return self.kind(index, "CAP", "PLACE") or word in self.prose.determiners or word in self.prose.pronouns


def title_of(sentence: Sentence) -> str:
    """Give the title, or nothing where the date tells only when somebody spoke."""
    begin = _begin(sentence)
    phrase = _phrase_start(sentence, begin)
    attribute = _attribute(sentence)
    if attribute:
        return _polish(sentence, attribute)
    named = _event_phrase(sentence, begin, phrase)
    if named is not None:
        return _polish(sentence, _text(sentence, named, phrase, phrase))
    if sentence.word(sentence.group[1]) in sentence.prose.witnesses:
        right = _right_edge(sentence, sentence.group[1], done=False)
        return _polish(sentence, _slice(sentence, sentence.group[1] + 1, right))
    left, needs_subject = _left_edge(sentence, begin, phrase)
    right = _right_edge(sentence, sentence.group[1], done=sentence.has_verb(left, phrase))
    if _only_says(sentence, left, right, phrase) or (left == phrase and sentence.is_verb(sentence.group[1])):
        return ""
    body = _without_relative(sentence, left, phrase) or _text(sentence, left, phrase, right)
    if needs_subject:
        subject = _subject(sentence, begin)
        if subject:
            body = f"{subject} {body}"
    return _polish(sentence, body)


def _attribute(sentence: Sentence) -> str:
    """Give the noun phrase of "the [2014] annexation of Crimea"."""
    first = sentence.group[1]
    if not sentence.kind(sentence.group[0] - 1, "the", "A", "OWN") or not sentence.kind(first, "OTHER", "CAP"):
        return ""
    heads = [i for i in range(first, first + 3) if sentence.word(i) in sentence.prose.events]
    if not heads:
        return ""
    last = heads[0] + 1
    while last < min(sentence.last, heads[0] + 8):
        joint = sentence.word(last) in sentence.prose.joints - sentence.prose.of_place
        if sentence.is_verb(last) or joint or sentence.kind(last, "COMMA", "STOP", "and", "LPAR", "RPAR", "QUOTE"):
            break
        last += 1
    return _slice(sentence, first, last)


def _begin(sentence: Sentence) -> int:
    """Skip a dateline ("ISTANBUL –"), connectives, and a phrase that stands before the subject."""
    index = _after_dateline(sentence)
    while _ties(sentence, index) or sentence.kind(index, "COMMA", "QUOTE", "DASH"):
        index += 1
    if sentence.word(index) not in sentence.prose.openers or sentence.group[0] <= index + 1:
        return index
    for comma in range(index, min(sentence.group[0], index + 25)):
        if (
            sentence.kind(comma, "COMMA")
            and sentence.is_clause_start(comma + 1)
            and sentence.has_verb(comma, sentence.last)
        ):
            return comma + 1
    return index


def _ties(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    return word in sentence.prose.ties or (word in sentence.prose.connectives and sentence.kind(index + 1, "COMMA"))


def _after_dateline(sentence: Sentence) -> int:
    stream = sentence.read.stream
    for index in range(sentence.first, min(sentence.first + 12, sentence.group[0])):
        if sentence.kind(index, "DASH") and not stream.glued(index) and index > sentence.first:
            return index + 1
        if not sentence.kind(index, "CAP", "PLACE", "COMMA", "LPAR", "RPAR", "STOP"):
            break
    return sentence.first


def _phrase_start(sentence: Sentence, begin: int) -> int:
    """Take in the prepositions that lead to the date: "in the", "by about"."""
    index = sentence.group[0]
    while (
        index > begin
        and sentence.kind(index - 1, "PREP", "APPROX", "the", "MORE", "than", "LPAR")
        and index > sentence.group[0] - 3
    ):
        index -= 1
    return index


def _event_phrase(sentence: Sentence, begin: int, phrase: int) -> int | None:
    """Find where the phrase begins that the date belongs to, if it names an event: "with the invasion [in 2022]"."""
    index = phrase - 1
    if index <= begin or not (sentence.kind(index, "OTHER", "CAP", "PLACE")):
        return None
    while index > begin and not _breaks_phrase(sentence, index) and not _leads_event(sentence, index):
        if sentence.word(index) in sentence.prose.verbs or sentence.word(index) in sentence.prose.saying:
            return None
        index -= 1
    if not _leads_event(sentence, index) or sentence.is_verb(index + 1):
        return None
    first = index + 1
    heads = [i for i in range(first, phrase) if sentence.word(i) in sentence.prose.events]
    verbs = [i for i in range(first, phrase) if sentence.is_verb(i)]
    articles = 1 if sentence.kind(first, "the", "A") else 0
    if not heads or not 2 + articles <= phrase - first <= 14 or any(v < heads[0] for v in verbs) or len(verbs) > 1:
        return None
    finite = any(sentence.word(v) in sentence.prose.begins for v in verbs)
    return None if finite else first


def _breaks_phrase(sentence: Sentence, index: int) -> bool:
    hyphen = (
        sentence.kind(index, "DASH") and sentence.read.stream.glued(index) and sentence.read.stream.glued(index + 1)
    )
    return sentence.kind(index, "COMMA", "STOP", "RPAR", "DASH") and not hyphen


def _leads_event(sentence: Sentence, index: int) -> bool:
    return sentence.word(index) in sentence.prose.leads_event


def _left_edge(sentence: Sentence, begin: int, phrase: int) -> tuple[int, bool]:
    """Go back from the date to where its clause begins; the flag says that the clause lacks its subject."""
    if _opens_clause(sentence, begin, phrase):
        return phrase, False
    for index in range(phrase - 1, begin - 1, -1):
        if sentence.word(index) in {":", ";"}:
            return index + 1, False
        if not sentence.has_verb(index + 1, phrase):
            continue
        word = sentence.word(index)
        if (
            word in sentence.prose.subordinators
            and sentence.has_verb(index + 1, phrase)
            and sentence.is_clause_start(index + 1)
        ):
            return index + 1, False
        if (
            word in sentence.prose.saying
            and sentence.is_clause_start(index + 1)
            and sentence.has_verb(index + 2, phrase)
        ):
            return index + 1, False
        if sentence.kind(index, "and") and sentence.is_verb(index + 1):
            return index + 1, True
        opens = sentence.kind(index, "COMMA") and sentence.is_clause_start(index + 1)
        if opens and sentence.has_verb(index + 1, phrase) and sentence.has_verb(begin, index):
            return index + 1, False
    return begin, False


def _opens_clause(sentence: Sentence, begin: int, phrase: int) -> bool:
    """Tell whether the date stands before its clause: ", and a week ago the army admitted it"."""
    if phrase <= begin:
        return True
    if (
        not sentence.kind(phrase - 1, "COMMA", "and", "STOP")
        and sentence.word(phrase - 1) not in sentence.prose.subordinators
    ):
        return False
    after = sentence.group[1]
    if sentence.kind(after, "POSS"):
        return sentence.has_verb(after, after + 7)
    while sentence.kind(after, "COMMA"):
        after += 1
    if sentence.kind(phrase - 1, "COMMA") and after > sentence.group[1]:
        return False
    return (
        sentence.kind(after, "OTHER", "CAP", "PLACE", "the", "A", "OWN")
        and not sentence.is_verb(after)
        and sentence.has_verb(after, after + 5)
    )


def _is_attribution(sentence: Sentence, comma: int) -> bool:
    """Tell ", an official confirmed" after a clause."""
    for index in range(comma + 1, min(comma + 9, sentence.last)):
        if sentence.kind(index, "COMMA"):
            return False
        if sentence.word(index) in sentence.prose.saying:
            return True
    return sentence.word(comma + 1) in sentence.prose.attributes


def _right_edge(sentence: Sentence, first: int, *, done: bool) -> int:
    """Go on to where the clause ends; `done` says that it had its verb before `first`."""
    for index in range(first, sentence.last):
        word = sentence.word(index)
        if word in {":", ";"} or (sentence.kind(index, "COMMA") and _is_attribution(sentence, index)):
            return index
        if (
            sentence.kind(index, "COMMA", "DASH")
            and not sentence.read.stream.glued(index + 1)
            and (done or sentence.has_verb(first, index))
        ):
            return index
        if not done:
            done = sentence.is_verb(index)
            continue
        if word in sentence.prose.subordinators - sentence.prose.continues:
            return index
        if sentence.kind(index, "and") and (sentence.is_verb(index + 1) or sentence.is_clause_start(index + 1)):
            return index
    return sentence.last


def _without_relative(sentence: Sentence, left: int, phrase: int) -> str:
    """Tell the main clause where the date stands in a relative one: "the crash, which occurred [then], killed"."""
    after = sentence.group[1]
    if not sentence.kind(after, "COMMA") or not sentence.is_verb(after + 1):
        return ""
    for index in range(phrase - 1, left, -1):
        if sentence.kind(index, "COMMA") and sentence.word(index + 1) in sentence.prose.relative:
            right = _right_edge(sentence, after + 1, done=False)
            return f"{_slice(sentence, left, index)} {_slice(sentence, after + 1, right)}"
    return ""


def _only_says(sentence: Sentence, left: int, right: int, phrase: int) -> bool:
    """Tell "an official confirmed [Monday]": the date is when somebody spoke, not when something happened."""
    before = [i for i in range(left, phrase) if sentence.is_verb(i)]
    if not before or sentence.word(before[-1]) not in sentence.prose.saying:
        return False
    listener = 1 if sentence.word(before[-1]) in sentence.prose.telling else 0
    return phrase - before[-1] <= 1 + 2 * listener and right - sentence.group[1] <= 1


def _subject(sentence: Sentence, begin: int) -> str:
    for index in range(begin, min(begin + 10, sentence.last)):
        if sentence.is_verb(index):
            end = index
            while end > begin and (
                sentence.kind(end - 1, "COMMA") or sentence.word(end - 1) in sentence.prose.connectives
            ):
                end -= 1
            return _slice(sentence, begin, end) if end > begin else ""
    return ""


def _text(sentence: Sentence, left: int, phrase: int, right: int) -> str:
    before = _slice(sentence, left, phrase)
    after = _slice(sentence, sentence.group[1], right) if right > sentence.group[1] else ""
    if before.endswith(",") and after.startswith(","):  # the date stood between two commas
        before, after = before[:-1], after[1:].lstrip()
    return f"{before} {after}".strip()


def _slice(sentence: Sentence, first: int, last: int) -> str:
    if last <= first:
        return ""
    stream = sentence.read.stream
    return stream.text[stream.starts[first] : stream.ends[last - 1]]


_PARENTHESIS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]|\s*\[\d+\]")
_EDGES: Final = " \t\n,.;:–—-!?\"“”«»()[]'’/"


def _polish(sentence: Sentence, text: str) -> str:
    """Make a headline of a clause: no brackets, no article, a capital first, nothing dangling, at most 80 long."""
    text = " ".join(_PARENTHESIS.sub("", text).split())
    text = re.sub(r",\s*(?:however|meanwhile|though|therefore|moreover|too)\s*,?", "", text)
    text = re.sub(r"(?:^|\s)['’]s\s+", " ", text)
    if text.count("(") != text.count(")"):
        text = " ".join(text.replace("(", " ").replace(")", " ").split())
    text = re.sub(r"\s+and again\b.*$", "", text)
    text = re.sub(r"\s+([,.;:])", r"\1", text).strip(_EDGES)
    words = text.split()
    loose = sentence.prose.ties | sentence.prose.relative | sentence.prose.continues
    while words and (
        words[0].lower() in loose or (words[0].endswith(",") and words[0].lower()[:-1] in sentence.prose.connectives)
    ):
        words.pop(0)
    if len(words) > 2 and words[0].lower() in sentence.prose.articles and words[1][0].islower():
        words.pop(0)
    words = _shortened(words, sentence.prose)
    while words and words[-1].lower().strip(_EDGES) in sentence.prose.dangling:
        words.pop()
    text = " ".join(words).strip(_EDGES)
    if len(words) < 2:
        return ""
    return text[0].upper() + text[1:]


def _shortened(words: list[str], prose: Prose) -> list[str]:
    """Cut a long title where a phrase ends, so that what stays is still a sentence or a noun phrase."""
    if len(" ".join(words)) <= LONGEST_TITLE:
        return words
    best = 0
    for count in range(3, len(words)):
        if len(" ".join(words[:count])) > LONGEST_TITLE:
            break
        if (
            words[count].lower().strip(_EDGES) in prose.joints
            or words[count - 1].endswith(",")
            or words[count].lower() in prose.ties | prose.relative
        ):
            best = count
    if best:
        return words[:best]
    kept: list[str] = []
    for word in words:
        if len(" ".join([*kept, word])) > LONGEST_TITLE:
            break
        kept.append(word)
    return kept


def sentence_around(read: Reader, prose: Prose, group: tuple[int, int]) -> Sentence:
    """Give the sentence that holds a date group."""
    first, last = sentence_of(read.stream, group[0])
    first, last = max(first, group[0] - _FARTHEST), min(last, group[1] + _FARTHEST)
    sentence = Sentence(read, prose, first, max(last, group[1]), group)
    flags = (sentence.is_verb(index) for index in range(sentence.first, sentence.last))
    return replace(sentence, verbs=tuple(accumulate(flags, initial=0)))
