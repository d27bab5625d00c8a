"""Cut a sentence: where its first clause begins, where a clause ends, and its words without the dates among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline_app.extract.languages.model import Prose
    from timeline_app.extract.text.sentences import Sentence


def clause_begin(sentence: Sentence) -> int:
    """Skip a dateline ("ISTANBUL –"), connectives, and a phrase that stands before the subject."""
    index = _after_dateline(sentence)
    while ties(sentence, index) or sentence.kind(index, "COMMA", "QUOTE", "DASH"):
        index += 1
    if sentence.word(index) not in sentence.prose.openers or sentence.group[0] <= index + 1:
        return index
    dated = sentence.behind_date(index + 1)
    if dated and sentence.is_clause_start(dated):
        return dated  # "On 16 May the president"
    for comma in range(index, min(sentence.group[0], index + 25)):
        if (
            sentence.kind(comma, "COMMA")
            and (sentence.is_clause_start(comma + 1) or sentence.kind(comma + 1, "NUMBER", "MORE"))
            and sentence.has_verb(comma, sentence.last)
        ):
            return comma + 1
    return index


def ties(sentence: Sentence, index: int) -> bool:
    """Tell a word that only ties its sentence to the one before."""
    word = sentence.word(index)
    return word in sentence.prose.ties or (word in sentence.prose.connectives and sentence.kind(index + 1, "COMMA"))


def _after_dateline(sentence: Sentence) -> int:
    stream = sentence.read.stream
    for index in range(sentence.first, min(sentence.first + 14, sentence.group[0])):
        if sentence.kind(index, "DASH") and index > sentence.first:
            if not stream.glued(index):
                return index + 1
            continue  # "ANKARA/ISTANBUL -"
        dated = any(start <= index < end for start, end in sentence.times)
        if not dated and not sentence.kind(index, "CAP", "PLACE", "COMMA", "LPAR", "RPAR", "STOP"):
            break
    return sentence.first


def _is_attribution(sentence: Sentence, comma: int) -> bool:
    """Tell ", an official confirmed" after a clause."""
    for index in range(comma + 1, min(comma + 9, sentence.last)):
        if sentence.kind(index, "COMMA"):
            return False
        if sentence.word(index) in sentence.prose.saying:
            return sentence.word(index - 1) not in sentence.prose.weighing.being  # "she was told to leave"
    return sentence.word(comma + 1) in sentence.prose.attributes


def right_edge(sentence: Sentence, first: int, *, done: bool) -> int:
    """Go on to where the clause ends; `done` says that it had its verb before `first`."""
    behind = first
    for index in range(first, sentence.last):
        if index < behind:
            continue
        word = sentence.word(index)
        behind = _behind_relative(sentence, index) if not done else index
        if behind > index:
            continue
        if word in {":", ";"} or (sentence.kind(index, "COMMA") and _is_attribution(sentence, index)):
            return index
        pauses = sentence.kind(index, "COMMA", "DASH") and not sentence.read.stream.glued(index + 1)
        if pauses and done and not _lists_names(sentence, index):
            return index
        if not done:
            done = sentence.is_verb(index)
            continue
        if word in sentence.prose.subordinators - sentence.prose.continues:
            return index
        joins = sentence.kind(index, "and") and not sentence.is_verb(index - 1)  # "seized and annexed" is one deed
        joins = joins and not _ends_names(sentence, index)
        if joins and (sentence.is_verb(index + 1) or sentence.is_clause_start(index + 1)):
            return index
    return sentence.last


def _behind_relative(sentence: Sentence, comma: int) -> int:
    """Skip what stands between commas about a subject: "the president, *who was in Jordan*, declared"."""
    if not sentence.kind(comma, "COMMA") or sentence.word(comma + 1) not in sentence.prose.weighing.object_relatives:
        return comma
    for closing in range(comma + 2, sentence.last - 1):
        if sentence.kind(closing, "COMMA"):
            return closing + 1 if sentence.is_verb(closing + 1) else comma
    return comma


def _lists_names(sentence: Sentence, comma: int) -> bool:
    """Tell the comma of "Kyiv, Kharkiv and Odesa" from the one that ends a clause."""
    index = comma + 1
    while sentence.kind(index, "CAP", "PLACE", "COMMA"):
        index += 1
    listed = index > comma + 1 and sentence.kind(comma - 1, "CAP", "PLACE") and sentence.kind(index, "and")
    return listed and sentence.kind(index + 1, "CAP", "PLACE") and not sentence.has_verb(index + 1, index + 4)


def _ends_names(sentence: Sentence, joint: int) -> bool:
    """Tell the "and" before the last name of a list."""
    names = sentence.kind(joint - 1, "CAP", "PLACE") and sentence.kind(joint + 1, "CAP", "PLACE")
    return names and not sentence.has_verb(joint + 1, joint + 4)


def without_date(sentence: Sentence, left: int, phrase: int, right: int) -> str:
    """Give the words of a clause without its date and what leads to it."""
    if sentence.kind(sentence.group[1], "POSS"):  # "before [Friday]'s deadline"
        before = words_between(sentence, left, sentence.group[0])
        return f"{before} {words_between(sentence, sentence.group[1] + 1, right)}"
    before = _led(sentence.prose, words_between(sentence, left, phrase)) if phrase > left else ""
    after = words_between(sentence, sentence.group[1], right) if right > sentence.group[1] else ""
    if before.endswith(",") and after.startswith(","):  # the date stood between two commas
        before, after = before[:-1], after[1:].lstrip()
    return f"{before} {after}".strip()


def _led(prose: Prose, text: str) -> str:
    """Take from the end of a text what leads to the date behind it; the "on" of "went on" is its verb's."""
    kept = prose.lead_in.sub("", text).rstrip()
    particle = kept.rpartition(" ")[2].lower() in prose.goes_on and text[len(kept) :].split()[:1] == ["on"]
    return f"{kept} on" if particle else kept


def words_between(sentence: Sentence, first: int, last: int) -> str:
    """Give the words between two tokens, without the dates among them and what leads to those."""
    stream, text = sentence.read.stream, ""
    for start, end in sentence.times:
        if first <= start and end <= last:
            if start > first:
                piece = stream.text[stream.starts[first] : stream.ends[start - 1]]
                text = f"{text} {_led(sentence.prose, piece)}"
            first = end
    if last > first:
        text = f"{text} {stream.text[stream.starts[first] : stream.ends[last - 1]]}"
    return text.strip()
