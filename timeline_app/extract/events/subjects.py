"""Resolve a leading pronoun to the subject of the clause before it, where nothing else can be meant.

A reader takes a pronoun at the head of a clause for the subject of the clause before. That is believed only where
number and kind agree, where no other name competes, and where the clause before stands in the same paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.context.tense import sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.extract.text.sentences import Sentence

_LONGEST: Final = 7
_EXPLETIVE: Final = frozenset({"that", "to", "whether", "if"})
_FEW: Final = 5


def referent(
    sentence: Sentence, left: int, begin: int, around: Callable[[Sentence, int], tuple[Sentence, int] | None]
) -> str:
    """Give what the pronoun at `left` stands for; empty where nobody can tell.

    `around` gives the sentence that ends before a token, and where its subject may begin.
    """
    pronoun = sentence.word(left)
    prose = sentence.prose
    if pronoun not in prose.persons | prose.things | prose.many or _is_expletive(sentence, left):
        return ""
    if left > begin and sentence.has_verb(begin, left):
        words = subject_words(sentence, begin, left)
        certain = words and _agrees(words, pronoun, sentence) and not _has_rival(sentence, begin, words, pronoun)
        return " ".join(words) if certain else ""
    found = around(sentence, sentence.first)
    if found is None:
        return ""
    before, start = found
    words = subject_words(before, start, before.last)
    if not words or not _agrees(words, pronoun, before) or _has_rival(before, start, words, pronoun):
        return ""
    return " ".join(words)


def subject_words(sentence: Sentence, begin: int, limit: int) -> list[str]:
    """Give the words before the first verb, where they are one short noun phrase with a capital or an article."""
    stream = sentence.read.stream
    end = begin
    while end < limit and not sentence.is_verb(end) and not _follows_name(sentence, begin, end):
        if sentence.kind(end, "COMMA", "STOP", "DASH", "LPAR", "QUOTE") or end - begin >= _LONGEST:
            return []
        end += 1
    while end > begin and sentence.word(end - 1) in sentence.prose.connectives:
        end -= 1
    if not begin < end < limit or not _opens_phrase(sentence, begin):
        return []
    words = [stream.text[stream.starts[index] : stream.ends[index]] for index in range(begin, end)]
    return words if words[0].lower() not in sentence.prose.pronouns | sentence.prose.owners else []


def _follows_name(sentence: Sentence, begin: int, index: int) -> bool:
    """Tell the verb in the present behind a full name: "Rustem Umerov *leads* the team"."""
    named = index - begin >= 2 and all(sentence.kind(each, "CAP") for each in range(begin, index))
    return named and sentence.kind(index, "OTHER") and sentence.word(index).endswith("s")


def _opens_phrase(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    opens = sentence.is_clause_start(index) or sentence.kind(index, "A", "the", "OTHER")
    return opens and word not in sentence.prose.openers | sentence.prose.subordinators | sentence.prose.expletives


def _is_expletive(sentence: Sentence, left: int) -> bool:
    """Tell "it was announced that", where the pronoun stands for nothing."""
    if sentence.word(left) not in sentence.prose.things:
        return False
    first, last = sentence.group
    beyond = last - first + 1 if left < first <= left + _FEW else 0
    return any(sentence.word(index) in _EXPLETIVE for index in range(left + 2, left + _FEW + beyond))


def _agrees(words: list[str], pronoun: str, sentence: Sentence) -> bool:
    """Tell whether a noun phrase can be meant by a pronoun: several by "they", a person by "he", a thing by "it"."""
    prose = sentence.prose
    several = _is_several(words, sentence)
    if pronoun in prose.many:
        return several
    if several:
        return False
    named = all(word[0].isupper() for word in words if word.lower() not in prose.joints)
    person = any(word.lower() in prose.people for word in words)
    if pronoun in prose.persons:
        return person or (named and words[0].lower() not in prose.articles)
    return not person and (not named or len(words) == 1 or words[0].lower() in prose.articles)


def _is_several(words: list[str], sentence: Sentence) -> bool:
    lower = [word.lower() for word in words]
    if "and" in lower:
        return True
    head = len(lower)
    for index, word in enumerate(lower):
        if index and (word in sentence.prose.joints or word == "of"):
            head = index
            break
    noun = lower[head - 1]
    return noun in sentence.prose.plurals or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s")))


def _has_rival(sentence: Sentence, begin: int, words: list[str], pronoun: str) -> bool:
    """Tell whether something else in the clause could be meant: what its verb acts on, or for a person any name."""
    stream = sentence.read.stream
    index = begin + len(words)
    if pronoun in sentence.prose.persons:
        named = (each for each in range(index, sentence.last) if sentence.kind(each, "CAP"))
        return any(sentence.word(each - 1) not in sentence.prose.of_place for each in named)
    while sentence.is_verb(index):
        index += 1
    if not sentence.kind(index, "the", "A", "OWN", "CAP"):
        return False
    end = index
    while end < index + _FEW and sentence.kind(end, "the", "A", "OWN", "CAP", "OTHER") and not sentence.is_verb(end):
        end += 1
    acted_on = [stream.text[stream.starts[each] : stream.ends[each]] for each in range(index, end)]
    return _agrees(acted_on, pronoun, sentence)


def sentence_ending_before(sentence: Sentence, first: int) -> tuple[int, int] | None:
    """Give the tokens of the sentence before one, where both stand in one paragraph."""
    stream = sentence.read.stream
    if first < 2 or stream.words[first - 1].startswith("\n"):
        return None
    start, end = sentence_of(stream, first - 2)
    return (start, end) if end <= first else None
