"""Tell by the verbs of its sentence whether a date lies ahead or behind: "will meet on Friday", "met on Friday"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.extract.languages.model import OTHER

if TYPE_CHECKING:
    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream

Tense = Literal["past", "future", ""]

_LONGEST: Final = 120
"""Tokens to either side; what goes on longer is a table or a list, and looking through all would take for ever."""


def sentence_of(stream: TokenStream, index: int) -> tuple[int, int]:
    """Give the tokens of the sentence that holds a token, at most `_LONGEST` to either side."""
    place = bisect_left(stream.sentence_ends, index)
    first = stream.sentence_ends[place - 1] + 1 if place else 0
    last = stream.sentence_ends[place] if place < len(stream.sentence_ends) else len(stream.words)
    return max(first, index - _LONGEST), min(last, index + _LONGEST)


def tense_at(stream: TokenStream, grammar: Grammar, first: int, last: int, *, timetable: bool = False) -> Tense:
    """Give the tense of the verb nearest before an expression, or else of the first after it, within its sentence.

    In the news the present of a timetable, "the term begins on Monday", looks ahead.
    """
    start, end = sentence_of(stream, first)
    if (
        first > 1
        and stream.codes[first - 1] in grammar.members["UNTIL"]
        and stream.words[first - 2] in grammar.language.cues.puts_off
    ):
        return "future"
    if first and stream.words[first - 1] in grammar.language.habits.asides:
        return "past"  # "since Monday"
    if _is_decreed(stream, grammar, start, first):
        return "future"
    ahead = first > 1 and stream.words[first - 2] in grammar.language.cues.ahead
    if ahead or _is_deadline(stream, grammar, first, last):
        return "future"
    if timetable and _is_fixed(stream, grammar, first):
        return "future"
    if _is_in_aside(stream, grammar, start, first, last):
        end = last
    left, right = _clause_between_commas(stream, grammar, (start, end), (first, last))
    for index in (
        *range(first - 1, left - 1, -1),
        *range(last, right),
        *range(left - 1, start - 1, -1),
        *range(right, end),
    ):
        tense = tense_cue(stream, grammar, index)
        if tense:
            return tense
        if timetable and _is_on_timetable(stream, grammar, index):
            return "future"
    return "future" if first and stream.words[first - 1] in grammar.language.cues.deadlines else ""


def _clause_between_commas(
    stream: TokenStream, grammar: Grammar, sentence: tuple[int, int], place: tuple[int, int]
) -> tuple[int, int]:
    """Give the clause about a date, whose own verb tells most: "there were talks, on Sunday *they ended*"."""
    comma = grammar.codes["COMMA"]
    left = stream.codes.rfind(comma, sentence[0], place[0])
    right = stream.codes.find(comma, place[1], sentence[1])
    return (left + 1 if left >= 0 else sentence[0]), (right if right >= 0 else sentence[1])


def is_off(stream: TokenStream, grammar: Grammar, first: int, last: int) -> bool:
    """Tell whether what was meant for a day did not come: "due to leave on Friday, is now to sail", "was cancelled"."""
    cues, words = grammar.language.cues, stream.words
    start, end = sentence_of(stream, first)
    near = (*range(max(start, first - _MEANT), first), *range(last, min(end, last + _MEANT_BEHIND)))
    meant = next((index for index in near if words[index] in cues.meant), None)
    if meant is None:
        return False
    for index in range(start, end):
        if words[index] in cues.called_off or tuple(words[index : index + 2]) in cues.off_pairs:
            return True
        if index > max(meant, first) and words[index] in cues.superseded:
            return True
    return False


_MEANT: Final = 6
"""Tokens before a day in which "planned" is said of it."""
_MEANT_BEHIND: Final = 1


def _is_decreed(stream: TokenStream, grammar: Grammar, start: int, first: int) -> bool:
    """Tell "declared three days of mourning from Thursday": what is ordered begins later."""
    cues = grammar.language.cues
    if not first or stream.words[first - 1] not in cues.decrees_from:
        return False
    for index in range(first - 2, start - 1, -1):
        if stream.words[index] in cues.decreed:
            return True
        if tense_cue(stream, grammar, index):
            return False
    return False


def _is_deadline(stream: TokenStream, grammar: Grammar, first: int, last: int) -> bool:
    """Tell "had until Friday to lay down arms" by the infinitive that follows."""
    until = bool(first) and stream.words[first - 1] in grammar.language.cues.deadlines
    return until and last < len(stream.words) and stream.words[last] == grammar.language.cues.infinitive


_SHORTEST_ASIDE: Final = 3


def _is_in_aside(stream: TokenStream, grammar: Grammar, start: int, first: int, last: int) -> bool:
    """Tell ", set up in mid-June," between commas: what follows it says nothing of its time."""
    comma = grammar.codes["COMMA"]
    if first and stream.capital(first - 1):
        return False  # "Thursday, May 7, 2015 On Tuesday, the court"
    return (
        stream.codes[last : last + 1] == comma
        and comma in stream.codes[start : max(start, first - _SHORTEST_ASIDE + 1)]
    )


def _is_fixed(stream: TokenStream, grammar: Grammar, first: int) -> bool:
    """Tell "the final is on Saturday", "shops are closed Monday": *be* in the present, maybe with a participle."""
    cues = grammar.language.cues
    before = first - 2 if first and stream.codes[first - 1] in grammar.members["PREP"] else first - 1
    if before > 0 and (stream.words[before].endswith(cues.past_endings) or stream.words[before] in cues.past):
        before -= 1
    return before >= 0 and stream.words[before] in cues.present


def _is_on_timetable(stream: TokenStream, grammar: Grammar, index: int) -> bool:
    """Tell the verbs "begins" and "leaders meet" from the nouns "the returns" and "a start"."""
    if stream.words[index] not in grammar.language.cues.timetable or not index:
        return False
    if stream.codes[index - 1] not in {OTHER, *(grammar.codes[name] for name in ("CAP", "and", "WDAY"))}:
        return False
    before = stream.words[index - 1]
    plural = before.endswith("s") and not before.endswith("ss")
    cues = grammar.language.cues
    return before not in cues.passive | cues.general and stream.words[index].endswith("s") != plural


def tense_cue(stream: TokenStream, grammar: Grammar, index: int) -> Tense:
    """Tell what a single word says of the time of its sentence."""
    language = grammar.language
    word = stream.words[index]
    if word in language.cues.future and stream.codes[index] not in grammar.members["MAY"]:
        before = stream.words[max(0, index - 2) : index]
        return "past" if before[-1:] == ["been"] and language.cues.perfect.intersection(before) else "future"
    if (
        word in language.cues.to_be
        and index + 1 < len(stream.words)
        and stream.words[index + 1] == language.cues.infinitive
    ):
        return "future"
    if word == language.cues.infinitive and index and stream.words[index - 1] in language.cues.to_be:
        return "future"
    if _goes_on(stream, grammar, index):
        return "future"
    if word in language.cues.to_be and index and stream.words[index - 1] == language.cues.infinitive:
        return "future"  # "to be released"
    if index and stream.words[index - 1] in language.cues.passive:
        return ""
    if word in language.cues.past:
        return "past"
    plain = stream.codes[index] == OTHER and len(word) > 4
    return "past" if plain and word.endswith(language.cues.past_endings) and word not in language.cues.not_past else ""


def _goes_on(stream: TokenStream, grammar: Grammar, index: int) -> bool:
    """Tell "is meeting", which beside a date speaks of what is to come."""
    following = stream.words[index + 1] if index + 1 < len(stream.words) else ""
    return stream.words[index] in grammar.language.cues.present and following.endswith(
        grammar.language.cues.progressive
    )
