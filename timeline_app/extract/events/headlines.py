"""Make a headline of a clause: nothing that leans on another sentence, nothing dangling, short enough for a bar.

A reader takes a pronoun at the head of a clause for the subject of the clause before. That is believed only where
number and kind agree, where no other name competes, and where the clause before stands in the same paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.extract.context.tense import sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.extract.languages.model import Prose
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


LONGEST_TITLE: Final = 80
_LINK: Final = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_MARKUP: Final = re.compile(r"(?<!\w)[*_`]{1,3}(?=\w)|(?<=\w)[*_`]{1,3}(?!\w)")
"""The signs by which Markdown makes links and sets words apart."""
_PARENTHESIS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]|\s*\[\d+\]")
_INSERTED: Final = re.compile(
    r",\s*(?:however|meanwhile|though|therefore|moreover|too|for (?:its|his|her|their) part)\s*,?"
)
_RELATIVE: Final = re.compile(r",\s+(?:who|which|whose|where|when)\s[^,]*,\s*")
_ASIDE: Final = re.compile(r"\s+[–—]\s[^–—]*\s[–—]\s+")
_ON_THE_SIDE: Final = re.compile(r",\s*\w+ing$")
"""What somebody did while speaking is no event: "Mr Umerov, speaking [then]"."""
_EDGES: Final = " \t\n,.;:–—-!?\"“”«»()[]'’/"


def headline(text: str, prose: Prose, subject: str = "") -> str:
    """Give the headline of a clause; `subject` is what its leading pronoun stands for, empty where nobody can tell."""
    text = _tidied(text)
    if _ON_THE_SIDE.search(text):
        return ""
    words = _trimmed(text.split(), prose)
    words = _filled(words, prose)
    words = _standing_alone(words, prose, subject)
    if len(words) > 2 and words[0].lower() in prose.articles and words[1][0].islower():
        words.pop(0)
    words = _shortened(words, prose)
    while words and words[-1].lower().strip(_EDGES) in prose.dangling and not _is_particle(words, prose):
        words.pop()
    told = " ".join(words).strip(_EDGES)
    if len(words) < 2:
        return ""
    return told[0].upper() + told[1:]


def _is_particle(words: list[str], prose: Prose) -> bool:
    """Tell the "on" of "the fighting went on"."""
    return len(words) > 1 and words[-1].lower() == "on" and words[-2].lower() in prose.goes_on


def _tidied(text: str) -> str:
    """Take out brackets, asides and what stood around a date."""
    text = _MARKUP.sub("", _LINK.sub(r"\1", text))
    text = " ".join(_PARENTHESIS.sub("", text).split())
    text = _ASIDE.sub(" ", _RELATIVE.sub(" ", _INSERTED.sub("", text)))
    text = re.sub(r"(?:^|\s)['’]s\s+", " ", text)
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ")
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split()))
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r",\s*\w+ed\s*,", "", text)  # "the ceasefire, agreed [then], came into force"
    text = re.sub(r"\s+(?:and|or)(?=\s*(?:[,;]|$))", "", text)
    if text.count(",") == 1:
        text = re.sub(r"^(\w+(?: \w+)?), (\w+(?:ed|eld|de|nt))$", r"\1 \2", text)  # "the vote, held [then]"
    return text.strip(_EDGES)


def _trimmed(words: list[str], prose: Prose) -> list[str]:
    """Leave out the words at the head that only tie the sentence to the one before."""
    loose = prose.ties | prose.relative | prose.continues
    while words and (
        words[0].lower().strip(_EDGES) in loose
        or words[0] in {"–", "—", "-"}
        or (words[0].endswith(",") and words[0].lower()[:-1] in prose.connectives)
    ):
        words = words[1:]
    return words


def _filled(words: list[str], prose: Prose) -> list[str]:
    """Say again what a list leaves out: "the first exchange took place [then], the second [then]"."""
    comma = next((place for place, word in enumerate(words) if word.endswith(",")), -1)
    told, left = words[:comma], [word.lower() for word in words[comma + 1 :] if word.lower() not in prose.articles]
    told = told[1:] if told and told[0].lower() in prose.articles else told
    numbers = comma > 1 and len(left) == 1 and left[0] in prose.ordinals and told[0].lower() in prose.ordinals
    return [left[0], *told[1:], words[comma].rstrip(",")] if numbers else words


def _standing_alone(words: list[str], prose: Prose, subject: str) -> list[str]:
    """Put what a leading pronoun stands for in its place, or leave it out as headlines do: "Met in Geneva"."""
    words = _uncontracted(words, prose)
    if not words:
        return words
    first, rest = words[0].lower(), words[1:]
    if first in prose.owners:
        return rest or words
    if _is_helper(words[0], prose) and not words[0][0].isupper():
        bare = _without_helpers(words, prose)
        return bare if len(bare) > 1 else words
    if first in prose.expletives:
        bare = _without_helpers(rest, prose)
        return bare if rest and _is_helper(rest[0], prose) and len(bare) > 1 else words
    if first in prose.pointers and rest and not _is_helper(rest[0], prose):
        return _without_pointer(words, prose)
    if first not in prose.persons | prose.things | prose.many | prose.pointers | prose.speakers:
        return words
    if subject:
        return [*subject.split(), *rest]
    bare = _without_helpers(rest, prose)
    return bare if len(bare) > 1 else words


def _uncontracted(words: list[str], prose: Prose) -> list[str]:
    """Part "there's" and "you've"."""
    stem, mark, end = words[0].replace("’", "'").partition("'") if words else ("", "", "")
    known = mark and stem.lower() in prose.pronouns
    return [stem, f"'{end}", *words[1:]] if known else words


def _without_pointer(words: list[str], prose: Prose) -> list[str]:
    """Leave out "this" before a noun or a verb; "those arrested" are a subject of their own."""
    rest = words[1:]
    if words[0].lower() not in prose.singles and rest[0].endswith("ed"):
        return words
    while len(rest) > 2 and rest[0].endswith("ly"):
        rest = rest[1:]
    return rest if len(rest) > 1 else words


def _is_helper(word: str, prose: Prose) -> bool:
    return word.lower() in prose.helpers | prose.ahead


def _without_helpers(words: list[str], prose: Prose) -> list[str]:
    """Leave out "was", "had been"; "will meet" becomes "to meet", "would be the third round" only the round."""
    ahead = False
    while words and (_is_helper(words[0], prose) or words[0].lower() in prose.ties | {"also", "again", "to"}):
        if words[0].lower() == prose.to:
            return words
        ahead = ahead or words[0].lower() in prose.ahead
        words = words[1:]
        if ahead and words and words[0].lower() not in prose.helpers | prose.ties:
            break
    if not ahead or not words:
        return words
    names = words[0].lower() in prose.articles or words[0][0].isupper() or words[0].lower() in prose.ordinals
    return words if names else [prose.to, *words]


def _shortened(words: list[str], prose: Prose) -> list[str]:
    """Cut a long title where a phrase ends, so that what stays is still a sentence or a noun phrase."""
    if len(" ".join(words)) <= LONGEST_TITLE:
        return words
    best = 0
    for count in range(3, len(words)):
        if len(" ".join(words[:count])) > LONGEST_TITLE:
            break
        opens = words[count].lower().strip(_EDGES)
        if opens in prose.joints or words[count - 1].endswith(",") or opens in prose.ties | prose.relative:
            best = count
    if best:
        return words[:best]
    kept: list[str] = []
    for word in words:
        if len(" ".join([*kept, word])) > LONGEST_TITLE:
            break
        kept.append(word)
    return kept
