"""Titles for languages whose word order is free: the clause that holds the date, in the author's words.

Where a subject may stand anywhere, no rule of English for what stands before a verb holds. So the clause is kept whole;
only the date goes, with the words that lead to it, and what ties the sentence to the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.events.titles import Telling

if TYPE_CHECKING:
    from timeline_app.extract.text.sentences import Sentence

_LONGEST: Final = 90
_FEWEST: Final = 2
"""Words that a title needs."""
_SHORTEST: Final = 5
"""Tokens of a clause that tells something."""
_LEADS: Final = 3
"""Words that lead to a date: "не раніше ніж у"."""


def tell_clause(sentence: Sentence) -> Telling | None:
    """Give the title and its clause, nothing where no words are left without the date."""
    first, last = _clause(sentence)
    title = _title(sentence, first, last)
    return Telling(title, first, last) if title else None


def _title(sentence: Sentence, first: int, last: int) -> str:
    first = _behind_ties(sentence, first)
    cut_first, cut_last = sentence.group
    while cut_first > max(first, sentence.group[0] - _LEADS) and sentence.kind(cut_first - 1, "PREP", "APPROX", "the"):
        if sentence.kind(cut_first - 1, "the") and sentence.kind(cut_first, "PREP"):
            break  # the relative pronoun of "Gespräche, *die* für Sonntag geplant waren"
        cut_first -= 1
    heads = cut_first <= first + 1 or sentence.kind(cut_first - 1, "COMMA")
    if sentence.prose.verb_second and heads and _is_finite(sentence, cut_last):
        cut_first = cut_last = first  # "Am Montag griff Russland an": without its date the clause would be a question
    elif _stands_in_commas(sentence, cut_first, cut_last):
        cut_last += 1
    words = _joined(_slice(sentence, first, max(first, cut_first)), _slice(sentence, min(cut_last, last), last))
    words = words.strip(" ,;:–—-")
    if len(words.split()) < _FEWEST:
        return ""
    words = _shortened(sentence, words)
    return words[:1].upper() + words[1:]


def _clause(sentence: Sentence) -> tuple[int, int]:
    """Give the sentence, or of a long one the part between signs that holds the date and a verb."""
    first, last = _behind_dateline(sentence), sentence.last
    for signs in ((";", ":"), ("–", "—"), (",",)):
        if _length(sentence, first, last) <= _LONGEST:
            break
        before = [i + 1 for i in range(first, sentence.group[0]) if _parts(sentence, i, signs)]
        after = [i for i in range(sentence.group[1], last) if _parts(sentence, i, signs)]
        left, right = before[-1] if before else first, after[0] if after else last
        for start, end in ((left, right), (first, right), (left, last)):
            narrowed = _whole_clause(sentence, first, start, end)
            if narrowed is not None and narrowed != (first, last):
                first, last = narrowed
                break
    return first, last


def _whole_clause(sentence: Sentence, begin: int, start: int, end: int) -> tuple[int, int] | None:
    """Give a clause that tells something by itself, without the "that" which ties it to a verb; None for a fragment."""
    if not sentence.has_verb(start, end) or end - start <= _SHORTEST:
        return None
    if start > begin and sentence.word(start) in sentence.prose.relative:
        if not sentence.is_verb(start - 2):
            return None  # "the round, which took place [then]": its noun stands before
        return start + 1, end  # "they confirmed that the bus leaves [tomorrow]"
    return start, end


def _parts(sentence: Sentence, index: int, signs: tuple[str, ...]) -> bool:
    """Tell a sign that parts clauses from one within a number or between two."""
    between = sentence.kind(index - 1, "NUMBER") and sentence.kind(index + 1, "NUMBER")
    return sentence.word(index) in signs and not between


def _behind_dateline(sentence: Sentence) -> int:
    """Skip "СТАМБУЛ (Агентство) –" at the head of a sentence."""
    for index in range(sentence.first, min(sentence.first + 8, sentence.group[0])):
        if sentence.kind(index, "DASH") and not sentence.read.stream.glued(index) and index > sentence.first:
            return index + 1
        if not sentence.kind(index, "CAP", "PLACE", "COMMA", "LPAR", "RPAR", "STOP"):
            break
    return sentence.first


def _behind_ties(sentence: Sentence, first: int) -> int:
    while first < sentence.group[0] and (
        sentence.word(first) in sentence.prose.connectives | sentence.prose.subordinators
        or (sentence.kind(first, "COMMA", "DASH", "QUOTE") and not sentence.read.stream.glued(first + 1))
    ):
        first += 1
    return first


def _is_finite(sentence: Sentence, index: int) -> bool:
    """Tell the verb right behind a date."""
    return sentence.kind(index, "OTHER") or sentence.is_verb(index)


def _stands_in_commas(sentence: Sentence, first: int, last: int) -> bool:
    return sentence.kind(first - 1, "COMMA") and sentence.kind(last, "COMMA")


def _length(sentence: Sentence, first: int, last: int) -> int:
    stream = sentence.read.stream
    return stream.ends[last - 1] - stream.starts[first] if last > first else 0


def _slice(sentence: Sentence, first: int, last: int) -> str:
    stream = sentence.read.stream
    return " ".join(stream.text[stream.starts[first] : stream.ends[last - 1]].split()) if last > first else ""


def _joined(before: str, after: str) -> str:
    if after[:1] in {",", ".", ";", ":", ")"}:
        return before + after if before else after[1:].lstrip()
    return f"{before} {after}".strip()


def _shortened(sentence: Sentence, words: str) -> str:
    """Cut a title that is too long where a word ends, and never behind one that leads to more."""
    if len(words) <= _LONGEST:
        return words
    kept = words[:_LONGEST].rsplit(" ", 1)[0].split(" ")
    while len(kept) > _FEWEST and kept[-1].lower().strip(",;:–—-") in sentence.prose.dangling | {""}:
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–—-") + "…"
