"""Make a short title out of the sentence that tells an event.

The title is cut from the author's own words, never made up: the clause that holds the date, or the noun phrase that
the date belongs to ("Russia's annexation of Crimea [in 2014]"), without the date, the connectives before it, and the
"officials said" after it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.events.antecedents import noun_before, referent, sentence_ending_before
from timeline_app.extract.events.clauses import clause_begin, right_edge, ties, without_date, words_between
from timeline_app.extract.events.headlines import headline
from timeline_app.extract.text.sentences import Sentence, counted

if TYPE_CHECKING:
    from timeline_app.extract.events.headlines import Headline

_LONGEST_OPENER: Final = 14
"""Tokens of a phrase before the subject."""
_LONGEST_INSERTION: Final = 7
_FARTHEST_RELATIVE: Final = 30
"""Tokens back to the first of two relative clauses with one antecedent."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The title of an event, and the clause that tells it."""

    title: str
    first: int
    """The first token of the clause."""
    last: int
    leans: bool = False
    """Whether the title lacks a subject that nobody can name."""
    is_noun: bool = False
    """Whether a noun phrase names the event: the annexation of Crimea."""


def tell(sentence: Sentence) -> Telling | None:
    """Find the title, or nothing where the date tells only when somebody spoke."""
    told = _behind_own_dateline(sentence)
    if told is not None:
        return None if sentence.times else tell_entry(told)
    begin = clause_begin(sentence)
    phrase = _phrase_start(sentence, begin)
    attribute = _attribute(sentence)
    if attribute:
        return _named(headline(attribute, sentence.prose), sentence.group)
    named = _event_phrase(sentence, begin, phrase)
    if named is not None:
        return _named(headline(without_date(sentence, named, phrase, phrase), sentence.prose), (named, phrase))
    if sentence.word(sentence.group[1]) in sentence.prose.witnesses:
        right = right_edge(sentence, sentence.group[1], done=False)
        told_of = words_between(sentence, sentence.group[1] + 1, right)
        return _named(headline(told_of, sentence.prose), (sentence.group[1], right))
    return _tell_clause(sentence, begin, phrase)


def _behind_openers(sentence: Sentence) -> int:
    """Skip what else stands before the subject: "In 1995, *at age seventeen*, she was told to leave"."""
    after = place = sentence.group[1]
    while sentence.word(place + sentence.kind(place, "COMMA")) in sentence.prose.openers:
        comma = next((at for at in range(place + 2, place + _LONGEST_OPENER) if sentence.kind(at, "COMMA")), None)
        if comma is None or sentence.has_verb(place, comma):
            break
        place = comma
    return place if sentence.kind(place, "COMMA") and sentence.is_clause_start(place + 1) else after


def _behind_insertion(sentence: Sentence, after: int) -> int:
    """Skip the comma behind a date that opens a clause, and ", some say," there."""
    if not sentence.kind(after, "COMMA"):
        return after
    closing = next((at for at in range(after + 1, after + _LONGEST_INSERTION) if sentence.kind(at, "COMMA")), after)
    said = any(sentence.word(at) in sentence.prose.saying for at in range(after + 1, closing))
    return closing + 1 if said else after + 1


def _named(title: Headline, tokens: tuple[int, int]) -> Telling | None:
    return Telling(title.title, *tokens, leans=title.leans, is_noun=True) if title.title else None


def _tell_clause(sentence: Sentence, begin: int, phrase: int) -> Telling | None:
    left, needs_subject = _left_edge(sentence, begin, phrase)
    after = _behind_openers(sentence) if left == phrase else sentence.group[1]
    after = _behind_insertion(sentence, after) if left == phrase else after
    right = right_edge(sentence, after, done=sentence.has_verb(left, phrase))
    if _only_says(sentence, left, right, phrase) or (left == phrase and _lacks_subject(sentence)):
        return None
    body = (
        _without_aside(sentence, begin, phrase)
        or _without_relative(sentence, min(left, begin), phrase)
        or _of_relative(sentence, left, phrase, right)
        or (words_between(sentence, after, right) if left == phrase else without_date(sentence, left, phrase, right))
    )
    leans = False
    if needs_subject:
        subject = _subject(sentence, begin)
        leans = not subject
        if subject:
            body = f"{subject} {body}"
    head = _head(sentence, begin if needs_subject else left if left < phrase else after)
    title = headline(body, sentence.prose, referent(sentence, head, begin, _before))
    if not title.title:
        return None
    return Telling(title.title, min(left, sentence.group[0]), right, leans or title.leans)


def tell_entry(sentence: Sentence) -> Telling | None:
    """Find the title of an entry of a list: its first clause, with the dates in it, which are none of its own."""
    begin = clause_begin(sentence)
    label = begin
    while sentence.kind(label, "CAP", "PLACE", "COMMA"):
        label += 1
    if label > begin and sentence.word(label) == ":":
        begin = label + 1  # "Haifa: Sirens sound across the north"
    right = right_edge(sentence, begin, done=False)
    title = headline(words_between(sentence, begin, right), sentence.prose, referent(sentence, begin, begin, _before))
    return Telling(title.title, begin, right, title.leans) if title.title else None


def _of_relative(sentence: Sentence, left: int, phrase: int, right: int) -> str:
    """Tell a relative clause with what it is about: "Dura, *who was arrested* [then]", "the base *which they took*"."""
    words = sentence.prose.weighing
    pronoun = next((at for at in (left, left - 1) if sentence.word(at) in words.object_relatives), None)
    if pronoun is None:
        return ""
    first = pronoun
    if sentence.kind(pronoun - 1, "and", "or"):  # "which has waged war and which denied it"
        back = range(pronoun - 2, max(sentence.first, pronoun - _FARTHEST_RELATIVE), -1)
        first = next((at for at in back if sentence.word(at) in words.object_relatives), pronoun)
    noun = _described(sentence, first) or noun_before(sentence, first)
    if noun is None or sentence.word(noun[0] - 1) in sentence.prose.telling:
        return ""  # "told reporters that the city would mourn" is no clause about reporters
    antecedent = words_between(sentence, *noun)
    if sentence.is_verb(pronoun + 1):
        right = sentence.group[1] if sentence.is_verb(sentence.group[1]) else right
        return f"{antecedent} {without_date(sentence, pronoun + 1, phrase, right)}"
    if sentence.word(pronoun) in words.subject_relatives or right > sentence.group[1]:
        return ""
    if sentence.kind(noun[0], "the", "A"):
        antecedent = antecedent[0].lower() + antecedent[1:]
    return f"{without_date(sentence, pronoun + 1, phrase, phrase)} {antecedent}"


def _described(sentence: Sentence, relative: int) -> tuple[int, int] | None:
    """Give the subject of "*the siege* was a blockade of the capital, which lasted [then]".

    What lasts is an event: "*an operation* in the village that lasted [then]".
    """
    begin = clause_begin(sentence)
    verb = next((at for at in range(begin, relative) if sentence.is_verb(at)), relative)
    being = sentence.word(verb) in sentence.prose.weighing.being and sentence.kind(verb + 1, "A", "the")
    other = any(sentence.word(at) in sentence.prose.weighing.object_relatives for at in range(verb + 1, relative))
    if being and verb > begin and not other and not sentence.has_verb(verb + 1, relative):
        return begin, verb
    if sentence.word(relative + 1) in sentence.prose.weighing.lasting:
        back = range(relative - 1, max(sentence.first, relative - _LONGEST_OPENER), -1)
        event = next((at for at in back if sentence.word(at) in sentence.prose.events), None)
        noun = noun_before(sentence, event + 1) if event is not None else None
        if noun is not None:
            return noun[0], relative - sentence.kind(relative - 1, "COMMA")
    return None


def _behind_own_dateline(sentence: Sentence) -> Sentence | None:
    """Give what follows "KYIV, 21 July 2025 –" where the date is that of the dateline; None for any other date."""
    first, last = sentence.group
    place = all(sentence.kind(index, "CAP", "PLACE", "COMMA", "LPAR") for index in range(sentence.first, first))
    last += sentence.kind(last, "RPAR")
    if sentence.kind(last, "LPAR") and sentence.kind(last + 1, "CAP") and sentence.kind(last + 2, "RPAR"):
        last += 3  # "MAROUA, Sept 16 (Reuters) -"
    if first == sentence.first or not place or not sentence.kind(last, "DASH") or sentence.read.stream.glued(last + 1):
        return None
    return counted(replace(sentence, first=last + 1, group=(last + 1, last + 1)))


def _lacks_subject(sentence: Sentence) -> bool:
    """Tell that a verb stands right after the date, and is no adjective: "[then] armed men seized the parliament"."""
    after = sentence.group[1]
    return sentence.is_verb(after) and not sentence.has_verb(after + 2, after + 4)


def _head(sentence: Sentence, index: int) -> int:
    """Skip what stands between a date and the clause that it opens."""
    while sentence.kind(index, "COMMA", "QUOTE", "DASH") or ties(sentence, index):
        index += 1
    return index


def _before(sentence: Sentence, first: int) -> tuple[Sentence, int] | None:
    """Give the sentence before one, in the same paragraph, and where its subject may begin."""
    place = sentence_ending_before(sentence, first)
    if place is None:
        return None
    before = counted(Sentence(sentence.read, sentence.prose, *place, (place[1], place[1])))
    return before, clause_begin(before)


def _attribute(sentence: Sentence) -> str:
    """Give the noun phrase of "the [2014] annexation of Crimea"."""
    first = sentence.group[1]
    if not sentence.kind(sentence.group[0] - 1, "the", "A", "OWN") or not sentence.kind(first, "OTHER", "CAP", "PLACE"):
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
    return words_between(sentence, first, last)


def _phrase_start(sentence: Sentence, begin: int) -> int:
    """Take in the prepositions that lead to the date: "in the", "by about"."""
    index = sentence.group[0]
    while (
        index > begin
        and sentence.kind(index - 1, "PREP", "APPROX", "the", "MORE", "than", "LPAR")
        and index > sentence.group[0] - 3
        and not (sentence.word(index - 1) in sentence.prose.weighing.particles and sentence.is_verb(index - 2))
        and sentence.word(index - 2) not in sentence.prose.goes_on
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
    finite = finite or any(sentence.kind(v + 1, "the", "A", "OWN") for v in verbs)  # "the war *signed an* agreement"
    return None if finite else first


def _breaks_phrase(sentence: Sentence, index: int) -> bool:
    hyphen = (
        sentence.kind(index, "DASH") and sentence.read.stream.glued(index) and sentence.read.stream.glued(index + 1)
    )
    return sentence.kind(index, "COMMA", "STOP", "RPAR", "DASH") and not hyphen


def _leads_event(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    counted = word in sentence.prose.counted_from and sentence.word(index - 1) in sentence.prose.counting
    return counted or word in sentence.prose.leads_event


def _left_edge(sentence: Sentence, begin: int, phrase: int) -> tuple[int, bool]:
    """Go back from the date to where its clause begins; the flag says that the clause lacks its subject."""
    if _opens_clause(sentence, begin, phrase) or _ends_opening(sentence, begin):
        return phrase, False
    for index in range(phrase - 1, begin - 1, -1):
        if sentence.word(index) in {":", ";"}:
            return index + 1, False
        word = sentence.word(index)
        doing = sentence.is_progressive(index + 1) and sentence.kind(index + 1, "OTHER")
        if word in sentence.prose.leads_event and doing and sentence.has_verb(begin, index):
            return index + 1, True  # "was impeached after declaring martial law"
        if not sentence.has_verb(index + 1, phrase):
            continue
        if _opens_relative(sentence, index, phrase):
            return index, False
        if (
            word in sentence.prose.subordinators
            and not _in_loose_relative(sentence, begin, index)
            and sentence.has_verb(index + 1, phrase)
            and (sentence.is_clause_start(index + 1) or _is_bare_subject(sentence, index))
        ):
            return index + 1, False
        if (
            word in sentence.prose.saying
            and sentence.is_clause_start(index + 1)
            and sentence.has_verb(index + 2, phrase)
        ):
            return index + 1, False
        closes = sentence.kind(index, "COMMA") and sentence.is_verb(index + 1) and _in_relative(sentence, begin, index)
        if closes and sentence.has_verb(begin, index):
            return index + 1, True  # "Erdogan, who had been away when it began, flew"
        joins = sentence.kind(index, "and") or word in sentence.prose.ties
        joins = joins or (sentence.kind(index, "COMMA") and not _in_relative(sentence, begin, index))
        if joins and sentence.is_verb(index + 1) and sentence.has_verb(begin, index):
            return index + 1, True
        opens = sentence.kind(index, "COMMA") or (sentence.kind(index - 1, "COMMA") and ties(sentence, index))
        opens = opens and sentence.is_clause_start(index + 1)
        if opens and sentence.has_verb(index + 1, phrase) and sentence.has_verb(begin, index):
            return index + 1, False
    return begin, False


def _without_aside(sentence: Sentence, begin: int, phrase: int) -> str:
    """Leave out what somebody did while he spoke: "Zelensky, *speaking in Berlin* [then], said that"."""
    after = sentence.group[1]
    if sentence.times or not sentence.kind(after, "COMMA") or sentence.word(after + 1) not in sentence.prose.saying:
        return ""
    for comma in range(phrase - 1, begin, -1):
        if sentence.is_verb(comma):
            return ""
        if sentence.kind(comma, "COMMA") and sentence.is_progressive(comma + 1):
            right = right_edge(sentence, after + 1, done=False)
            return f"{words_between(sentence, begin, comma)} {words_between(sentence, after + 1, right)}"
    return ""


def _opens_relative(sentence: Sentence, index: int, phrase: int) -> bool:
    """Tell the "who" of "Dura, who was arrested [then]", when no comma closes its clause before the date."""
    relative = sentence.word(index) in sentence.prose.weighing.object_relatives and sentence.is_verb(index + 1)
    parted = sentence.kind(index - 1, "COMMA", "and", "or", "OTHER", "CAP") and not sentence.is_verb(index - 1)
    if not relative or not parted or any(sentence.kind(at, "COMMA") for at in range(index + 1, phrase)):
        return False
    loose = not sentence.kind(index - 1, "COMMA", "and", "or")
    own = index + 2
    while sentence.is_verb(own):
        own += 1
    return not (loose and sentence.has_verb(own, phrase))  # "the truce that took effect then collapsed"


def _in_loose_relative(sentence: Sentence, begin: int, index: int) -> bool:
    """Tell "the two that have ruled since *the war* signed it", where the verb behind is that of the two."""
    word, phrase = sentence.word(index), sentence.group[0]
    if word not in sentence.prose.leads_event:
        return False
    verbs = [at for at in range(index + 1, phrase) if sentence.is_verb(at)]
    relatives = sentence.prose.weighing.object_relatives
    for at in range(index - 1, begin, -1):
        if sentence.kind(at, "COMMA"):
            return False
        if sentence.word(at) in relatives:
            return len(verbs) == 1 and sentence.is_verb(at + 1) and not sentence.has_verb(begin, at)
    return False


def _is_bare_subject(sentence: Sentence, subordinator: int) -> bool:
    """Tell the clause of "since *heavy rains* began" from "after *meeting* them"."""
    first = subordinator + 1
    bare = sentence.kind(first, "OTHER") and not sentence.is_verb(first)
    return bare and sentence.word(subordinator) in sentence.prose.leads_event and not sentence.is_progressive(first)


def _in_relative(sentence: Sentence, begin: int, comma: int) -> bool:
    """Tell the comma that closes "the dam, which had been mined," from that of a list of verbs."""
    return any(sentence.word(index) in sentence.prose.relative for index in range(begin, comma))


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
    if sentence.word(phrase - 1) in sentence.prose.continues and sentence.has_verb(after, sentence.last):
        return True  # "told reporters that on Friday, after his return, he would"
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


def _ends_opening(sentence: Sentence, begin: int) -> bool:
    """Tell the date that ends a phrase before the subject: "after the meeting [then], both sides agreed"."""
    after = sentence.group[1]
    ends = sentence.kind(after, "COMMA") or sentence.word(after) in sentence.prose.pronouns
    opens = sentence.word(begin) in sentence.prose.openers and ends and sentence.has_verb(after, sentence.last)
    verbs = [sentence.word(index) for index in range(begin, sentence.group[0]) if sentence.is_verb(index)]
    return opens and sentence.prose.weighing.issued.issuperset(verbs)


def _without_relative(sentence: Sentence, left: int, phrase: int) -> str:
    """Tell the main clause where the date stands in a relative one: "the crash, which occurred [then], killed"."""
    after = sentence.group[1]
    if not sentence.kind(after, "COMMA") or not sentence.is_verb(after + 1):
        return ""
    for index in range(phrase - 1, left, -1):
        if sentence.kind(index, "COMMA") and sentence.word(index + 1) in sentence.prose.relative:
            if not sentence.is_verb(index + 2):
                return ""
            told_of = {sentence.word(at) for at in range(index + 2, phrase) if sentence.is_verb(at)}
            if told_of - sentence.prose.weighing.occurring - sentence.prose.helpers:
                noun = noun_before(sentence, index)
                return f"{words_between(sentence, *noun)} {words_between(sentence, index + 2, phrase)}" if noun else ""
            right = right_edge(sentence, after + 1, done=False)
            dated = any(after <= start < right for start, _end in sentence.times)
            told = words_between(sentence, index + 2, phrase) if dated else words_between(sentence, after + 1, right)
            return f"{words_between(sentence, left, index)} {told}"
    return ""


def _only_says(sentence: Sentence, left: int, right: int, phrase: int) -> bool:
    """Tell "an official confirmed [Monday]": the date is when somebody spoke, not when something happened."""
    before = [i for i in range(left, phrase) if sentence.is_verb(i)]
    if not before or sentence.word(before[-1]) not in sentence.prose.saying:
        return False
    if sentence.word(left - 1) in sentence.prose.weighing.object_relatives:
        return False  # "the truce, which they announced [then]"
    after = sentence.group[1]
    dated = any(start >= after for start, _end in sentence.times)
    if dated and sentence.word(after) in sentence.prose.continues:
        return True  # "said [then] that two had been killed on Monday": the killing is the event
    listener = 1 if sentence.word(before[-1]) in sentence.prose.telling else 0
    return phrase - before[-1] <= 1 + 2 * listener and right - sentence.group[1] <= 1


def _subject(sentence: Sentence, begin: int) -> str:
    for index in range(begin, min(begin + 10, sentence.last)):
        relatives = sentence.prose.weighing.object_relatives
        led = sentence.word(index + 2) in relatives and not sentence.kind(index + 1, "CAP")  # ", under which"
        relative = sentence.word(index + 1) in relatives or led
        apposed = sentence.kind(index + 1, "A", "the") and index > begin  # "the trial of Ibarra, *a former chief*"
        if sentence.is_verb(index) or (sentence.kind(index, "COMMA") and (relative or apposed)):
            end = index
            while end > begin and (
                sentence.kind(end - 1, "COMMA") or sentence.word(end - 1) in sentence.prose.connectives
            ):
                end -= 1
            return words_between(sentence, begin, end) if end > begin else ""
    return ""
