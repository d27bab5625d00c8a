"""From dated expressions to proposed events: date, title, status, who and where, the sentence, and the reasoning."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.extract.context.tense import sentence_of
from timeline_app.extract.dates.reasons import ReasonWriter
from timeline_app.extract.dates.tagger import Expression, expression_of, read_text
from timeline_app.extract.events.clause_titles import tell_clause
from timeline_app.extract.events.competing import DateContest
from timeline_app.extract.events.doubles import marked_doubles
from timeline_app.extract.events.lead import lead_of
from timeline_app.extract.events.names import KnownNames, NameIndex
from timeline_app.extract.events.outcomes import status_by_day, status_told
from timeline_app.extract.events.proposal import Proposal
from timeline_app.extract.events.titles import tell, tell_entry
from timeline_app.extract.events.weighing import doubt_of
from timeline_app.extract.languages import load_prose
from timeline_app.extract.text.reading_text import reading_text
from timeline_app.extract.text.sentences import Sentence, counted, sentence_around

if TYPE_CHECKING:
    from timeline_app.extract.dates.calendar_span import CalendarSpan
    from timeline_app.extract.dates.captures import Mention
    from timeline_app.extract.dates.resolve import ResolvedMention
    from timeline_app.extract.dates.tagger import TaggedText, TaggingOptions
    from timeline_app.extract.events.entries import ListEntry
    from timeline_app.extract.events.lead import LeadEvent
    from timeline_app.extract.languages.model import Prose

_A_DAY: Final = re.compile(r"XXXX-\d\d-\d\d")
_TOO_COARSE: Final = frozenset({"century", "decade"})
_FEWEST_WORDS: Final = 4
_LONGEST_RANGE: Final = 2
"""Tokens between the two ends of a range."""
_LONGEST_LINK: Final = 4
"""Tokens between dates said in one breath: "and again on the"."""
_WIDEST: Final = 12
"""Dates in one breath; more are a table."""
_MOST_DATES: Final = 5000
"""Dates of one text that are tried; nobody goes through more proposals."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that an article gives."""

    expressions: tuple[Expression, ...]
    proposals: tuple[Proposal, ...]
    news: bool
    """Whether the article was read as news of its day or as a narrative of the past."""
    rest: tuple[Proposal, ...] = ()
    """What bears a date but is hardly an event, in the order of the text."""
    language: str = ""
    """That of most of the text, where it was found by itself."""
    unread: tuple[str, ...] = ()
    """The languages of paragraphs that are not read yet; "" where nobody can tell the language."""

    @property
    def unplaced(self) -> tuple[Expression, ...]:
        """The expressions that name a day and have no place on the calendar: "30 February 2025"."""
        return tuple(each for each in self.expressions if each.edtf is None and _A_DAY.match(each.value))


def read_article(
    text: str,
    published: str,
    names: KnownNames | None = None,
    language: str = "en",
    options: TaggingOptions | None = None,
) -> Extraction:
    """Read an article: its time expressions and the events it proposes."""
    read = read_text(text, published, language, options)
    expressions = tuple(expression_of(read, one) for one in read.resolved)
    ordered = options is not None and options.month_first is not None
    found = propose(read, names or KnownNames(), ordered=ordered)
    events = tuple(each for each in found if not each.doubt)
    return Extraction(expressions, events, read.news, tuple(each for each in found if each.doubt))


def propose(read: TaggedText, names: KnownNames, *, ordered: bool = False) -> tuple[Proposal, ...]:
    """Propose an event for each date, or range of dates, whose sentence tells one.

    `ordered` says that the person told which figure of a date is the month.
    """
    prose = load_prose(read.grammar.language.code)
    endings = prose.name_endings
    actors, places = NameIndex(names.actors, endings), NameIndex(names.places, endings)
    reasons = ReasonWriter(read)
    proposals: dict[tuple[str, str, str], Proposal] = {}
    for dates, entry in _tried(read)[:_MOST_DATES]:
        proposal = _propose_one(read, prose, dates) if entry is None else _propose_entry(read, prose, dates, entry)
        if proposal is None:
            continue
        exact = reading_text(proposal.exact).text
        proposal = replace(
            proposal,
            reasoning=reasons.reason(dates, headed=entry is not None and not entry.dates),
            actors=actors.find(exact),
            places=places.find(exact),
        )
        proposals.setdefault((proposal.start, proposal.end, proposal.title), proposal)
    found = marked_doubles(proposals.values())
    contest = DateContest(read, prose, reasons, found, ordered=ordered)
    found = tuple(contest.judged(each) for each in found)
    lead = lead_of(read, prose) if prose.subject_first else None
    if lead is None or any(_stands_in(read, each, lead) for each in found):
        return found
    return (_propose_lead(read, lead, reasons, actors, places), *found)


def _stands_in(read: TaggedText, proposal: Proposal, lead: LeadEvent) -> bool:
    first, last = read.place(lead.first, lead.last)
    return not proposal.doubt and proposal.excerpt_start < last and first < proposal.excerpt_end


def _propose_lead(
    read: TaggedText, lead: LeadEvent, reasons: ReasonWriter, actors: NameIndex, places: NameIndex
) -> Proposal:
    """Propose what a page reports without a day, on the day of its publication."""
    first, last = read.place(lead.first, lead.last + 1)
    exact = read.source.stored[first:last]
    names = reading_text(exact).text
    return Proposal(
        lead.title, read.published.edtf(), "", "reported", first, last, exact, "", first, first,
        reasons.of_publication(), actors.find(names), places.find(names), confidence="unsure",
    )  # fmt: skip


def _tried(read: TaggedText) -> list[tuple[tuple[ResolvedMention, ...], ListEntry | None]]:
    """Give all dates and ranges in order, those of lists with the entry that they date.

    What else an entry speaks of in its first sentence is no event of its own, unless a single line only looks so.
    """
    listed = len(read.entries) > 1
    dating: list[tuple[int, tuple[ResolvedMention, ...], ListEntry | None]] = []
    at = {one.mention.first: one for one in read.resolved}
    taken = {date.first for entry in read.entries for date in entry.dates}
    asides = [(entry.first, _end_of(read, entry)) for entry in read.entries]
    for entry in read.entries:
        dates = entry.dates or entry.headings[-1:]
        found = tuple(at[date.first] for date in dates)
        pairs = [found] if len(found) == 2 and _spans(read, *found) else [(each,) for each in found]
        dating += [(entry.first, pair, entry) for pair in pairs]
    for pair in _ranges(read):
        first = pair[0].mention.first
        place = bisect_right(asides, (first, len(read.stream.words))) - 1
        aside = listed and place >= 0 and (first < asides[place][1] or _is_coarse_in(read.entries[place], pair[0]))
        if first not in taken and not aside and pair[0].mention.reading.note != "again":
            dating.append((first, pair, None))
    return [(pair, entry) for _first, pair, entry in sorted(dating, key=lambda each: each[0])]


def _is_coarse_in(entry: ListEntry, one: ResolvedMention) -> bool:
    """Tell the "deadliest since 2003" of a later sentence of an entry, which is no event beside it."""
    return one.mention.first < entry.last and one.moment is not None and one.moment.scale != "day"


def _end_of(read: TaggedText, entry: ListEntry) -> int:
    """Give where the first sentence of an entry ends."""
    ends = read.stream.sentence_ends
    place = bisect_left(ends, entry.body)
    return min(entry.last, ends[place] if place < len(ends) else entry.last)


def _propose_entry(
    read: TaggedText, prose: Prose, dates: tuple[ResolvedMention, ...], entry: ListEntry
) -> Proposal | None:
    """Propose the event of an entry of a list: its first sentence, on its own date or that of the heading."""
    if any(one.moment is None or one.moment.scale in _TOO_COARSE for one in dates):
        return None
    end = _end_of(read, entry)
    sentence = counted(Sentence(read, prose, entry.body, end, (entry.body, entry.body)))
    words = [index for index in range(entry.body, end) if sentence.kind(index, "OTHER", "CAP", "PLACE")]
    tells = any(sentence.kind(index, "OTHER") or sentence.word(index) in prose.events for index in words)
    told = tell_entry if prose.subject_first else tell_clause
    telling = told(sentence) if tells else None
    when = _extent(read, dates) if telling is not None and len(words) > 1 else ("", "")
    if telling is None or not when[0]:
        return None
    stored, stream = read.source.stored, read.stream
    closed = end < entry.last and stream.words[end] in {".", "!", "?", ";"}
    first, last = read.place(min(entry.first, entry.body), end + closed)
    heads = entry.headings if entry.dates else entry.headings[-1:]
    date_first, date_last = read.place(dates[0].mention.first, dates[-1].mention.last)
    said = [stream.covered(dates[0].mention.first, dates[-1].mention.last)] if entry.dates else []
    lent = entry.dates and any(one.mention.reading.note == "heading" or one.mention.meaning == "clock" for one in dates)
    said += [stream.covered(head.first, head.last) for head in reversed(heads) if lent or not entry.dates]
    return Proposal(
        telling.title, *when, status_by_day(read, dates[-1], (entry.body, entry.body)), first, last, stored[first:last],
        " ".join(said), date_first, date_last,
    )  # fmt: skip


def _ranges(read: TaggedText) -> list[tuple[ResolvedMention, ...]]:
    """Pair the two ends of "from 1 September to 8 November"; every other date stands alone."""
    found: list[tuple[ResolvedMention, ...]] = []
    index = 0
    while index < len(read.resolved):
        pair = read.resolved[index : index + 2]
        found.append(pair if len(pair) == 2 and _spans(read, *pair) else pair[:1])
        index += len(found[-1])
    return found


def _spans(read: TaggedText, first: ResolvedMention, second: ResolvedMention) -> bool:
    a, b = first.moment, second.moment
    if a is None or b is None or a.first() > b.first() or a == b:
        return False
    members = read.grammar.members
    between = read.stream.codes[first.mention.last : second.mention.first].replace(members["the"], "")
    leading = read.stream.words[first.mention.first - 1] if first.mention.first else ""
    if between == members["and"] and (leading == "between" or _is_next_day(first, second)):
        return True
    links = "".join(members[name] for name in ("DASH", "to", "until", "till", "through"))
    return 0 < len(between) <= _LONGEST_RANGE and all(code in links for code in between)  # "bis zum"


def _is_next_day(first: ResolvedMention, second: ResolvedMention) -> bool:
    """Tell "on 11 and 12 February they negotiated", one event of two days, from two attacks on 3 and 7 May."""
    a, b = first.moment, second.moment
    days = a is not None and b is not None and a.scale == b.scale == "day" and not a.clock and not b.clock
    return days and a is not None and b is not None and a.shift(1, "day").first() == b.first()


def _propose_one(read: TaggedText, prose: Prose, dates: tuple[ResolvedMention, ...]) -> Proposal | None:
    first, last = dates[0], dates[-1]
    if any(one.moment is None or one.moment.scale in _TOO_COARSE or not _datable(one) for one in dates):
        return None
    if _names_something(read, prose, first.mention) or _is_line_end(read, last.mention):
        return None
    sentence = sentence_around(read, prose, _group(read, prose, first.mention, last.mention))
    if not _tells(sentence):
        return None
    telling = tell(sentence) if prose.subject_first else tell_clause(sentence)
    if telling is None:
        return None
    start, end = _extent(read, dates)
    if not start:
        return None
    stored = read.source.stored
    from_point, to_point = excerpt_of(read, sentence)
    date_start, date_end = read.place(first.mention.first, last.mention.last)
    return Proposal(
        telling.title, start, end, status_told(sentence, telling, last), from_point, to_point,
        stored[from_point:to_point], read.stream.covered(first.mention.first, last.mention.last), date_start, date_end,
        doubt=doubt_of(sentence, telling, dates),
    )  # fmt: skip


def _datable(one: ResolvedMention) -> bool:
    return one.mention.reading.kind in {"date", "shift", "duration"} and not one.period


def _is_line_end(read: TaggedText, mention: Mention) -> bool:
    """Tell the date that a page prints over or under its text: nothing leads to it, and its line ends with it."""
    codes, members = read.stream.codes, read.grammar.members
    ends = mention.last >= len(codes) or codes[mention.last] in members["BREAK"]
    opens = mention.first == 0 or codes[mention.first - 1] in members["BREAK"]
    if opens and not ends and mention.reading.weekday >= 0 and mention.reading.full_year:
        return mention.reading.year is not None and read.stream.capital(mention.last)  # and its line goes on
    led = mention.first > 0 and codes[mention.first - 1] in members["PREP"] + members["the"]
    return ends and not led


def _names_something(read: TaggedText, prose: Prose, mention: Mention) -> bool:
    """Tell the year of "the 2019 laureate", which dates no event here, from that of "the 2014 annexation"."""
    codes, members = read.stream.codes, read.grammar.members
    before, after = codes[mention.first - 1 : mention.first], codes[mention.last : mention.last + 1]
    if mention.meaning == "year" and before and before in members["CAP"]:
        return True  # "Fan Expo Canada 2016"
    if mention.meaning != "year" or not before or before not in members["the"] + members["A"] + members["OWN"]:
        return False
    if not after or after not in members["OTHER"].replace("\\", "") + members["CAP"]:
        return False
    return not any(word in prose.events for word in read.stream.words[mention.last : mention.last + 3])


def _group(read: TaggedText, prose: Prose, first: Mention, last: Mention) -> tuple[int, int]:
    """Widen a date to the dates said in one breath with it ("in May and June"), none of which belong in the title."""
    links = "".join(
        read.grammar.members[name] for name in ("and", "or", "COMMA", "DASH", "the", "on", "in", "to", "LPAR")
    )
    mentions = read.dated
    low, high = bisect_left(mentions, first.first, key=_first), bisect_left(mentions, last.first, key=_first)

    def linked(a: Mention, b: Mention) -> bool:
        codes, words = read.stream.codes[a.last : b.first], read.stream.words[a.last : b.first]
        linked = len(codes) <= _LONGEST_LINK and all(
            code in links or word in prose.again for code, word in zip(codes, words, strict=True)
        )
        return linked and not any(read.stream.capital(index) for index in range(a.last, b.first))

    earliest, latest = max(0, low - _WIDEST), min(len(mentions) - 1, high + _WIDEST)
    while low > earliest and linked(mentions[low - 1], mentions[low]):
        low -= 1
    while high < latest and linked(mentions[high], mentions[high + 1]):
        high += 1
    return mentions[low].first, mentions[high].last


def _first(mention: Mention) -> int:
    return mention.first


def _tells(sentence: Sentence) -> bool:
    """Tell whether a sentence tells something: it has a verb and enough words; a dateline or a heading has not."""
    words = [i for i in range(sentence.first, sentence.last) if sentence.kind(i, "OTHER", "CAP", "PLACE")]
    others = [i for i in words if not sentence.group[0] <= i < sentence.group[1]]
    if len(others) < _FEWEST_WORDS // 2:
        return False
    ends = sentence.read.stream.words[sentence.last : sentence.last + 1]
    complete = bool(ends) and ends[0] in {".", "!", "?", ";"}
    if complete and any(sentence.word(i) in sentence.read.grammar.language.cues.timetable for i in others):
        return True  # "The truce expires on Friday."
    return sentence.has_verb(sentence.first, sentence.last) or (complete and len(others) >= _FEWEST_WORDS)


def excerpt_of(read: TaggedText, sentence: Sentence) -> tuple[int, int]:
    """Give where a sentence is stored, its full stop and closing quotation mark included."""
    stream = read.stream
    first, last = sentence_of(stream, sentence.group[0])
    last = max(last, sentence.group[1])
    if last < len(stream.words) and stream.words[last] in {".", "!", "?", ";"}:
        last += 1
        if last < len(stream.words) and stream.words[last] in {"”", '"', "’", ")"} and stream.glued(last):
            last += 1
    return read.place(first, last)


def _extent(read: TaggedText, dates: tuple[ResolvedMention, ...]) -> tuple[str, str]:
    """Give start and end; a pair that makes no stretch of time, or a date that EDTF knows not, gives nothing."""
    start = _event_date(read, dates[0])
    end = _event_date(read, dates[1]) if len(dates) > 1 else _second_day(dates[0])
    try:
        When.of(start, end)
    except DateError:
        return "", ""
    return start, end


def _second_day(one: ResolvedMention) -> str:
    """Give the day on which "the night from 12 to 13 August" ends."""
    night = one.mention.reading.note == "night" and one.moment is not None and not one.moment.clock
    return one.moment.shift(1, "day").edtf() if night and one.moment is not None else ""


def _event_date(read: TaggedText, one: ResolvedMention) -> str:
    """Write the date of an event: "last week" is one of its days, "about 1990" approximate, "early 2014" narrowed."""
    moment = one.moment
    if moment is None:
        return ""
    if moment.scale in {"week", "weekend"}:
        return "[" + moment.edtf().replace("/", "..") + "]"
    narrowed = _narrowed(moment, one.mention.reading.mod)
    if narrowed:
        return narrowed
    edtf = moment.edtf()
    return f"{edtf}~" if _is_approximate(read, one.mention) and not moment.clock else edtf


def _narrowed(moment: CalendarSpan, mod: str) -> str:
    year = moment.edtf()
    if moment.scale == "year" and mod in {"START", "MID", "END"} and moment.year > 0:
        first, last = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[mod]
        return f"[{year}-{first:02d}..{year}-{last:02d}]"
    if moment.scale == "month" and mod in {"START", "MID", "END"}:
        from timeline_app.extract.dates.calendar_span import length_of_month  # noqa: PLC0415

        end = length_of_month(moment.year, moment.month)
        first, last = {"START": (1, 10), "MID": (11, 20), "END": (21, end)}[mod]
        return f"[{year}-{first:02d}..{year}-{last:02d}]"
    return ""


def _is_approximate(read: TaggedText, mention: Mention) -> bool:
    members = read.grammar.members["APPROX"]
    codes = read.stream.codes
    first = mention.first
    while first > max(0, mention.first - 2) and codes[first - 1] in members + read.grammar.members["the"]:
        first -= 1
    near = [i for i in range(first, mention.last) if codes[i] in members]
    return any(read.stream.values[i] == "~" for i in near)
