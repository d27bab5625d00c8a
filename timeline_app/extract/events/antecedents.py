"""Find what a pronoun stands for: who "he" is, what "it" was, whose "their army" is, and what "which" takes up.

A reader takes a pronoun at the head of a clause for the subject of the clause before, or for whoever spoke there. That
is believed where number and kind agree and where nothing else that the verb acts on could be meant. A sentence whose
own subject is such a pronoun only passes the question on to the one before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.context.tense import sentence_of
from timeline_app.extract.events.headlines import owned_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.extract.text.sentences import Sentence

    Before = Callable[[Sentence, int], tuple[Sentence, int] | None]

_LONGEST: Final = 9
"""Words of a noun phrase that a title can begin with."""
_FARTHEST: Final = 4
"""Sentences that a reader keeps in mind."""
_EXPLETIVE: Final = frozenset({"that", "to", "whether", "if"})
_FEW: Final = 5
_FULL_NAME: Final = 2
_REMEMBERED: Final = 2000
"""Tokens back to where a name was told in full."""


def referent(sentence: Sentence, left: int, begin: int, before: Before) -> str:
    """Give what the pronoun at `left` stands for; empty where nobody can tell.

    `before` gives the sentence that ends before a token, and where its subject may begin.
    """
    prose, pronoun = sentence.prose, _meant(sentence, left)
    if pronoun not in prose.persons | prose.things | prose.many or _is_expletive(sentence, left):
        return ""
    if left > begin and sentence.has_verb(begin, left):
        words = subject_words(sentence, begin, left)
        if words and words[0].lower() not in prose.persons | prose.things | prose.many:
            certain = _agrees(words, pronoun, sentence) and not _has_rival(sentence, begin, pronoun)
            return " ".join(words) if certain else ""
    found = before(sentence, sentence.first)
    for _step in range(_FARTHEST):
        if found is None:
            break
        words, passed_on = _named_in(*found, pronoun)
        if words or not passed_on:
            return " ".join(words)
        owned = _owned(*found, pronoun, before)
        if owned:
            return owned
        found = before(found[0], found[0].first)
    return _topic(sentence) if pronoun in prose.persons else ""


def _owned(sentence: Sentence, begin: int, pronoun: str, before: Before) -> str:
    """Give "Mladic's trial" for the "it" behind "His trial began"."""
    words = subject_words(sentence, begin, sentence.last, pronouns=True)
    if len(words) < _FULL_NAME or words[0].lower() not in sentence.prose.owners:
        return ""
    owner = referent(sentence, begin, begin, before) if _agrees(words[1:], pronoun, sentence) else ""
    return " ".join([*owned_by(owner, sentence.prose), *words[1:]]) if owner else ""


def _topic(sentence: Sentence) -> str:
    """Give whom a text is about, where its first line is a name in full, or its first sentence opens with one."""
    stream, capital = sentence.read.stream, sentence.read.grammar.members["CAP"]
    last = 0
    while last < min(_LONGEST, len(stream.codes)) and stream.codes[last] in capital:
        last += 1
    closes = stream.codes[last : last + 1] in {
        "",
        sentence.read.grammar.codes["BREAK"],
        sentence.read.grammar.codes["LPAR"],
    }
    return stream.covered(0, last) if last >= _FULL_NAME and closes else ""


def _meant(sentence: Sentence, left: int) -> str:
    """Give the pronoun of an owner: "his" asks for a person, "their" for several."""
    word = sentence.word(left)
    return sentence.prose.owner_pronouns.get(word, word)


def _named_in(sentence: Sentence, begin: int, pronoun: str) -> tuple[list[str], bool]:
    """Give the words of a sentence that a pronoun stands for; the flag says that the sentence before may tell."""
    prose = sentence.prose
    words = subject_words(sentence, begin, sentence.last, pronouns=True)
    named = words and words[0].lower() not in prose.pronouns | prose.owners
    surname = pronoun in prose.persons and len(words) == 1 and _is_surname(sentence, begin)
    if named and (surname or _agrees(words, pronoun, sentence)):
        return ([], False) if _has_rival(sentence, begin, pronoun) else (words, False)
    speaker = speaker_words(sentence) if pronoun in prose.persons else []
    if speaker:
        return speaker, False
    own = bool(words) and (words[0].lower() in prose.owners or words[0].lower() == pronoun)
    return [], own or pronoun in prose.persons


def speaker_words(sentence: Sentence) -> list[str]:
    """Give who speaks in a sentence: "…", *Defence Minister Assomo* told reporters."""
    stream, members = sentence.read.stream, sentence.read.grammar.members
    for index in range(sentence.first, sentence.last):
        if stream.words[index] not in sentence.prose.saying:
            continue
        first = index
        while first > sentence.first and stream.codes[first - 1] in members["CAP"]:
            first -= 1
        if index - first >= _FULL_NAME or (first < index and _is_surname(sentence, first)):
            return _spelt(sentence, first, index)
        last = index + 1
        while last < sentence.last and stream.codes[last] in members["CAP"]:
            last += 1
        if last - index - 1 >= _FULL_NAME or (last > index + 1 and _is_surname(sentence, index + 1)):
            return _spelt(sentence, index + 1, last)
    return []


def _is_surname(sentence: Sentence, index: int) -> bool:
    """Tell a name that the text has told in full before: *Ismail Dura*, then *Dura*."""
    stream, capital = sentence.read.stream, sentence.read.grammar.members["CAP"]
    name = stream.words[index]
    return any(
        stream.words[at] == name and stream.codes[at - 1] in capital for at in range(max(1, index - _REMEMBERED), index)
    )


def noun_before(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Give the noun phrase that ends right before a token, or before the comma there: what "which" takes up."""
    last = index
    while last > sentence.first and sentence.kind(last - 1, "COMMA"):
        last -= 1
    first = last
    while first > sentence.first and last - first < _LONGEST and _is_of_noun(sentence, first - 1):
        first -= 1
        if sentence.kind(first, "the", "A", "OWN"):
            break
    while first < last and (
        sentence.word(first) in sentence.prose.weighing.name_links
        or (sentence.is_progressive(first) and not sentence.kind(first, "CAP"))
    ):
        first += 1  # "accused of helping *the rebels*, who"
    return (first, last) if first < last and sentence.word(first) not in sentence.prose.owners else None


def _is_of_noun(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    if sentence.is_verb(index) or word in sentence.prose.saying:
        return False
    if word in sentence.prose.weighing.name_links:
        return True
    loose = word in sentence.prose.subordinators | sentence.prose.joints | sentence.prose.ties
    return not loose and (
        sentence.kind(index, "CAP", "OTHER", "PLACE", "the", "A", "NUMBER") or sentence.is_hyphen(index)
    )


def subject_words(sentence: Sentence, begin: int, limit: int, *, pronouns: bool = False) -> list[str]:
    """Give the words before the first verb, where they are one short noun phrase with a capital or an article."""
    end = begin
    while end < limit and not sentence.is_verb(end) and not _follows_name(sentence, begin, end):
        relative = sentence.word(end + 1) in sentence.prose.weighing.object_relatives
        aged = sentence.kind(end + 1, "NUMBER") and sentence.kind(end + 2, "COMMA")
        full_name = end - begin >= _FULL_NAME and all(sentence.kind(at, "CAP") for at in range(begin, end))
        if end > begin and sentence.kind(end, "COMMA") and (relative or aged or full_name):
            break  # "Dura, who", "Suu Kyi, 75,", "Nick Bos, of Helsinki,"
        if full_name and sentence.kind(end, "LPAR"):
            break  # "Ratko Mladic (born 1942)"
        if end > begin and sentence.kind(end, "COMMA") and _names_person(sentence, begin, end):
            begin, end = end + 1, _end_of_name(sentence, end + 1)
            break  # "The foreign minister, *Pavel Ruis*, who"
        closes = sentence.kind(end, "COMMA", "STOP", "DASH", "LPAR", "QUOTE") and not sentence.is_hyphen(end)
        if closes or end - begin >= _LONGEST:
            return []
        end += 1
    while end > begin and sentence.word(end - 1) in sentence.prose.connectives:
        end -= 1
    if not begin < end < limit or not _opens_phrase(sentence, begin):
        return []
    words = _spelt(sentence, begin, end)
    closed = sentence.prose.pronouns | sentence.prose.owners
    return words if pronouns or words[0].lower() not in closed else []


def _names_person(sentence: Sentence, begin: int, comma: int) -> bool:
    """Tell a person who is told by office and then by name between commas."""
    end = _end_of_name(sentence, comma + 1)
    person = any(sentence.word(at) in sentence.prose.people for at in range(begin, comma))
    return person and end - comma - 1 >= _FULL_NAME and sentence.kind(end, "COMMA")


def _end_of_name(sentence: Sentence, first: int) -> int:
    last = first
    while last < sentence.last and sentence.kind(last, "CAP"):
        last += 1
    return last


def _spelt(sentence: Sentence, first: int, last: int) -> list[str]:
    stream = sentence.read.stream
    return stream.text[stream.starts[first] : stream.ends[last - 1]].split()


def _follows_name(sentence: Sentence, begin: int, index: int) -> bool:
    """Tell the verb in the present behind a full name: "Rustem Umerov *leads* the team"."""
    named = index - begin >= _FULL_NAME and all(sentence.kind(each, "CAP") for each in range(begin, index))
    return named and sentence.kind(index, "OTHER") and sentence.word(index).endswith("s")


def _opens_phrase(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    opens = sentence.is_clause_start(index) or sentence.kind(index, "A", "the", "OTHER", "NUMBER")
    return opens and word not in sentence.prose.openers | sentence.prose.subordinators | sentence.prose.expletives


def _is_expletive(sentence: Sentence, left: int) -> bool:
    """Tell "it was announced that", where the pronoun stands for nothing."""
    if sentence.word(left) not in sentence.prose.things:
        return False
    first, last = sentence.group
    beyond = last - first + 1 if left < first <= left + _FEW else 0
    return any(
        sentence.word(index) in _EXPLETIVE and not sentence.behind_date(index + 1)  # "from May to June"
        for index in range(left + 2, left + _FEW + beyond)
    )


def _agrees(words: list[str], pronoun: str, sentence: Sentence) -> bool:
    """Tell whether a noun phrase can be meant by a pronoun: several by "they", a person by "he", a thing by "it"."""
    prose = sentence.prose
    several = _is_several(words, sentence)
    proper = all(word[0].isupper() or word.lower() in prose.articles for word in words)
    if pronoun in prose.many:
        return several
    joined = any(word.lower() in prose.ties for word in words)
    person_name = len(words) >= _FULL_NAME and words[0].lower() not in prose.articles
    if several and (joined or not proper or (pronoun in prose.persons and not person_name)):
        return False  # but "the United Nations" may be it and they, and "Paris" only looks like several
    named = all(word[0].isupper() for word in words if word.lower() not in prose.joints)
    person = any(word.lower().strip("’'s") in prose.people or word.lower() in prose.people for word in words)
    if pronoun in prose.persons:
        return person or (named and person_name)
    return not person and (not named or len(words) == 1 or several or words[0].lower() in prose.articles)


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


def _has_rival(sentence: Sentence, begin: int, pronoun: str) -> bool:
    """Tell whether what a verb acts on could be meant as well: "Putin met Zelenskyy", "a drone hit the depot"."""
    index = begin
    while index < sentence.last and not sentence.is_verb(index):
        index += 1
    being = sentence.word(index) in sentence.prose.weighing.being
    while sentence.is_verb(index):
        index += 1
    if being and sentence.kind(index, "A", "the"):
        return False  # "the siege *was a blockade*": both are one
    if not sentence.kind(index, "the", "A", "OWN", "CAP"):
        return False
    end = index
    while end < index + _FEW and sentence.kind(end, "the", "A", "OWN", "CAP", "OTHER") and not sentence.is_verb(end):
        end += 1
    return end > index and _agrees(_spelt(sentence, index, end), pronoun, sentence)


def sentence_ending_before(sentence: Sentence, first: int) -> tuple[int, int] | None:
    """Give the tokens of the sentence before one, also the last of the paragraph before; a heading is none."""
    stream = sentence.read.stream
    end = first
    while end > 1 and (stream.words[end - 1].startswith("\n") or sentence.is_quote(end - 1)):
        end -= 1
    if end < 2 or stream.words[end - 1][-1] not in ".!?;":
        return None
    start, last = sentence_of(stream, end - 2)
    return (start, last) if last <= first else None
