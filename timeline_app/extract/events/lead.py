"""Propose what a page of news reports where its first sentence names no day: "A court has ruled that …".

Such news is of its day. The headline is the title, for it was made to stand alone; a person sees by the reason that the
day is that of the publication.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.context.tense import sentence_of
from timeline_app.extract.events.headlines import LONGEST_TITLE
from timeline_app.extract.events.titles import tell_entry
from timeline_app.extract.events.weighing import doubt_of
from timeline_app.extract.text.sentences import Sentence, counted

if TYPE_CHECKING:
    from timeline_app.extract.dates.tagger import TaggedText
    from timeline_app.extract.events.titles import Telling
    from timeline_app.extract.languages.model import Prose

_FEWEST, _SHORTEST_LEAD = 4, 8
"""Words of a headline, and of a sentence that opens the text."""
_SHORTEST_PAGE: Final = 40
"""Tokens behind the first sentence; what is shorter is a note, not a page."""
_MOST_LINES: Final = 4
"""The headline, the date, a line under a picture, the text."""
_FARTHEST: Final = 160
"""Tokens within which the text begins."""
_FEWEST_LETTERS: Final = 4


@dataclass(frozen=True, slots=True)
class LeadEvent:
    """What a page reports."""

    title: str
    first: int
    """The tokens of the sentence that tells it."""
    last: int


def lead_of(read: TaggedText, prose: Prose) -> LeadEvent | None:
    """Give the headline and the first sentence of a text, where they tell one event and name no day."""
    lines = _first_lines(read)
    if not read.news or not lines:
        return None
    for first, last in lines[:_MOST_LINES]:
        if read.entries and read.entries[0].first <= first:
            return None
        if _words(read, first, last) < _SHORTEST_LEAD:
            continue
        start, end = sentence_of(read.stream, first)
        if _words(read, start, end) < _SHORTEST_LEAD or end + _SHORTEST_PAGE > len(read.stream.words):
            return None
        if end >= len(read.stream.words) or read.stream.words[end] not in {".", "!"} or end > last:
            continue
        return _told(read, prose, lines[0], (start, end))
    return None


def _told(read: TaggedText, prose: Prose, head: tuple[int, int], lead: tuple[int, int]) -> LeadEvent | None:
    if any(lead[0] <= mention.first < lead[1] for mention in read.dated):
        return None
    sentence = counted(Sentence(read, prose, *lead, (lead[0], lead[0])))
    telling = tell_entry(sentence)
    if telling is None or doubt_of(sentence, telling, ()) or _is_ahead(sentence, telling):
        return None
    title = telling.title if head[0] == lead[0] else _headline(read, prose, head, lead)
    return LeadEvent(title, *lead) if title else None


def _is_ahead(sentence: Sentence, telling: Telling) -> bool:
    """Tell by its first verb what is to come; its day is not that of the page."""
    verb = next((at for at in range(telling.first, telling.last) if sentence.is_verb(at)), telling.last)
    future = sentence.read.grammar.language.cues.future
    return any(sentence.word(at) in future for at in range(telling.first, verb + 2))


def _headline(read: TaggedText, prose: Prose, head: tuple[int, int], lead: tuple[int, int]) -> str:
    """Give the line over the text, where it speaks of what the first sentence tells."""
    if head[1] > lead[0] or _words(read, *head) < _FEWEST:
        return ""
    title = read.stream.covered(*head).strip()
    said = {read.stream.words[index][:_FEWEST_LETTERS] for index in range(*head)}
    shared = said.intersection(
        word[:_FEWEST_LETTERS] for word in read.stream.words[slice(*lead)] if len(word) >= _FEWEST_LETTERS
    )
    dated = any(head[0] <= mention.first < head[1] for mention in read.dated)
    asks = read.stream.words[head[1] - 1] in {"?", ":"} or prose.weighing.speakers.intersection(said)
    return title if len(title) <= LONGEST_TITLE and len(shared) >= 2 and not dated and not asks else ""


def _first_lines(read: TaggedText) -> list[tuple[int, int]]:
    """Give the lines that open a text, but for dates that stand alone."""
    lines, first = [], 0
    line_end = read.grammar.codes["BREAK"]
    for index in range(min(len(read.stream.words), _FARTHEST) + 1):
        if index < len(read.stream.words) and read.stream.codes[index] != line_end:
            continue
        if index > first:
            lines.append((first, index))
        first = index + 1
    if first < len(read.stream.words):
        lines.append((first, min(len(read.stream.words), first + _FARTHEST)))
    return lines


def _words(read: TaggedText, first: int, last: int) -> int:
    return sum(1 for word in read.stream.words[first:last] if word[0].isalpha())
