"""Tell by its verbs whether an event is planned, happened as reported, or was planned and did not happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from timeline_app.extract.context.tense import is_off, tense_at

if TYPE_CHECKING:
    from timeline_app.extract.dates.resolve import ResolvedMention
    from timeline_app.extract.dates.tagger import TaggedText
    from timeline_app.extract.events.titles import Telling
    from timeline_app.extract.text.sentences import Sentence

ProposedStatus = Literal["planned", "reported", "cancelled"]

_WHOLE: frozenset[str] = frozenset({"year", "season", "quarter", "half"})
_PART: frozenset[str] = frozenset({"month", "week", "day"})


def status_by_day(
    read: TaggedText, last: ResolvedMention, at: tuple[int, int], *, timetable: bool = False
) -> ProposedStatus:
    """Call planned what lies ahead of the publication, or is under way in it and spoken of as to come.

    In the news the present of a timetable looks ahead, but not in the entries of a list, which are all told in it.
    """
    moment = last.moment
    if moment is None:
        return "reported"
    if moment.first() > read.published.first():
        return "planned"
    holds_today = moment.scale in _WHOLE and moment.at("year") == read.published.at("year")
    holds_today = holds_today or (moment.scale in _PART and moment.at(moment.scale) == read.published.at(moment.scale))
    before = read.stream.words[last.mention.first - 1] if last.mention.first else ""
    if holds_today and before in read.grammar.language.cues.deadline_of and last.mention.reading.mod == "END":
        return "planned"  # "agreed to begin by the end of the week"
    future = holds_today and tense_at(read.stream, read.grammar, *at, timetable=timetable) == "future"
    return "planned" if future else "reported"


def status_told(sentence: Sentence, telling: Telling, last: ResolvedMention) -> ProposedStatus:
    """Give the status by day and words: what was meant for a day and called off, or *had been* meant for it."""
    words, group = sentence.prose.weighing, sentence.group
    if is_off(sentence.read.stream, sentence.read.grammar, last.mention.first, last.mention.last):
        return "cancelled"
    status = status_by_day(sentence.read, last, (last.mention.first, last.mention.last), timetable=sentence.read.news)
    if status == "planned":
        return status
    for index in range(max(telling.first, sentence.first), group[0]):
        meant = sentence.word(index) in words.meant and not sentence.kind(index + 1, "STOP", "COMMA")
        if sentence.word(index) in words.meant_passive and not sentence.kind(index + 1, "to", "for"):
            continue  # "had set out"
        unmet = sentence.word(index) in words.being and sentence.kind(index + 1, "to")
        if unmet and sentence.word(index + 2) in words.unreal:
            return "cancelled"  # "was to have returned"
        if meant and any(sentence.word(at) in words.had for at in (index - 1, index - 2, index - 3)):
            return "cancelled"
    return status
