"""What a language must tell the tagger and the titles: its words, its sentence shapes, its cues, all of it data.

Each word belongs to one class, and each pattern is a regular expression over *classes*, written with their names:
`(?P<day>DAY) of? (?P<month>MONTH)`. The names stand for one character each, so a sentence becomes a short string
and Python's own matcher does the work. Nothing here knows English.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.languages.event_words import EventWords
from timeline_app.extract.languages.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


OTHER: Final = "."
"""The class of every word that means nothing to the tagger."""

BUILT_IN: Final = (
    "DAY",  # 1 to 31 in digits
    "YY",  # other numbers of two digits
    "N3",  # three digits
    "YEAR",  # four digits that can be a year
    "NUM",  # other numbers
    "DOTTED",  # 9.30: a clock before "a.m.", else a number
    "ORD",  # 1st to 31st
    "ORDX",  # later ordinals in digits
    "ORDW",  # ordinals in words
    "NUMW",  # numbers in words
    "CLOCK",  # 14:30
    "HHMM",  # 0730 before "hours"
    "ISO",  # 2025-07-23 and 2025-07-23T14:00Z
    "NUMDATE",  # 23.07.2025
    "DECADE",  # 1920s, '20s
    "DEC3",  # 480s, which only an era makes a decade
    "APYEAR",  # '99
    "CAP",  # a capitalised word of no class
    "BREAK",  # end of a line or paragraph
    "STOP",  # . ! ? ; and the like
    "COMMA",
    "DASH",
    "LPAR",
    "RPAR",
    "QUOTE",
    "POSS",  # 's
)


@dataclass(frozen=True, slots=True)
class TimePattern:
    """One way to say a time: a pattern over word classes and the name of what it means."""

    meaning: str
    pattern: str
    guard: str = ""
    """The name of a check that must hold in the sentence around it."""


@dataclass(frozen=True, slots=True)
class TenseCues:
    """How verbs tell what lies behind from what lies ahead."""

    future: frozenset[str]
    past: frozenset[str]
    """Irregular forms."""
    past_endings: tuple[str, ...]
    not_past: frozenset[str]
    """Words that end so and are no verbs in the past: need, hundred."""
    puts_off: frozenset[str]
    """Verbs in the past whose "to Friday" lies ahead: postponed."""
    deadlines: frozenset[str]
    """Words before the end of a time that is left: *until* Friday to answer."""
    ahead: frozenset[str]
    """What, with one word between, says that a date is to come: *ahead* of Friday."""
    appointed: frozenset[str]
    """Words before the day of what is arranged: a hearing *for* Friday."""
    to_be: frozenset[str]
    """Forms of *be*; with an infinitive they speak of what is to come."""
    infinitive: str
    present: frozenset[str]
    """Forms of *be* in the present."""
    progressive: str
    """How a verb in progress ends."""
    general: frozenset[str]
    """Verbs of sentences about what is always so."""
    timetable: frozenset[str]
    """Verbs whose present beside a date, in the news, speaks of what is to come: the term *begins* on Monday."""
    perfect: frozenset[str]
    """Verbs that with a participle tell what lies behind the discourse: they *had* met."""
    deadline_of: frozenset[str]
    """Words that lead to where the discourse stands, not to what lies behind it: *by* May they had met."""
    range_starts: frozenset[str]
    """Words before the day on which something begins: *from* Friday until Sunday."""
    range_ends: frozenset[str]
    """Words before the day on which it ends."""
    passive: frozenset[str]
    """Words before a participle that leave its tense open: "is to *be* held"."""
    until: frozenset[str] = frozenset()
    """Words that lead ahead to a month, a season or a year, whatever the tense: *до* осени, *bis* Jahresende."""
    relatives: frozenset[str] = frozenset()
    """Words that open a relative clause, whose date the sentence does not go on from."""
    meant: frozenset[str] = frozenset()
    """Words that say for when something was meant: *planned* for Sunday, *due* to leave on Friday."""
    called_off: frozenset[str] = frozenset()
    """Words that say that it did not come: cancelled, postponed."""
    off_pairs: frozenset[tuple[str, str]] = frozenset()
    """Two words that say so: called *off*, did *not take* place."""
    superseded: frozenset[str] = frozenset()
    """Words that say that another day holds: is *now* to sail on Sunday."""
    proposes: frozenset[str] = frozenset()
    """Verbs of what somebody puts forward: *proposed* a meeting in late August."""
    decreed: frozenset[str] = frozenset()
    """Verbs of what is ordered for later: *declared* mourning from Thursday."""
    decrees_from: frozenset[str] = frozenset()
    """Words before the day on which that begins: from."""


@dataclass(frozen=True, slots=True)
class GuardWords:
    """Words that tell dates from numbers and names that look like them."""

    labels: frozenset[str]
    """Words whose number is a name: Resolution 2202, Gate 5."""
    streets: frozenset[str]
    """Words that end an address: 2024 Second Street."""
    counted: frozenset[str]
    """What numbers count: men, tons, kilometres."""
    dated: frozenset[str]
    """What a year describes, though it stands in the plural: 1913 levels."""
    titles: frozenset[str]
    """Words before a family name."""
    particles: frozenset[str]
    """Short words that may follow a date but that no number counts: it, was, when."""
    prefixes: frozenset[str]
    """What may stand before a year with a hyphen: mid-1980, pre-1990."""
    asides: frozenset[str]
    """Words before a date that the discourse looks back to and does not go on from: since."""
    seasonal: frozenset[str]
    """What is named after its season and happens in it: the Spring Offensive."""
    given_names: frozenset[str]
    """Months that people are called."""
    named_days: frozenset[str]
    """Words that make a weekday a name: Black Friday."""
    numbered: frozenset[str]
    """What is counted by ordinals and written large: the 28th Infantry Division."""
    old_style: frozenset[str]
    """Words that say that a date is by the Julian calendar."""
    styles: frozenset[str]
    """All words that name a calendar beside a date."""
    clock_leads: frozenset[str]
    """Words between a day and its clock: on 6 June, *shortly before* 11 pm."""
    abbreviations: frozenset[str]
    """Words whose full stop does not end the sentence."""
    states_of: frozenset[tuple[str, str]] = frozenset()
    """Words before the day of a figure, which no story goes on from: *as of* 5 December 2006."""
    yearly: frozenset[str] = frozenset()
    """Words that say that a day comes every year: annually."""
    superlatives: tuple[str, ...] = ()
    """How words end that pick one of many out: the deadli*est* day."""
    of_person: frozenset[str] = frozenset()
    """Whose birth or death it is, in the life of one person: *his* death, the night before *he* died."""
    births: frozenset[str] = frozenset()
    deaths: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Language:
    """All that the tagger knows of one language."""

    code: str
    words: Mapping[str, tuple[str, object]]
    """Word in lower case -> its class and what it stands for."""
    capital_only: frozenset[str]
    """Words that have their class only when they begin with a capital ("March")."""
    unions: Mapping[str, tuple[str, ...]]
    """Names for several classes together."""
    shapes: tuple[TimePattern, ...]
    tens: Mapping[str, int]
    """Number words that a smaller one may follow: twenty-one."""
    multipliers: Mapping[str, int]
    zones: Mapping[str, str]
    """Abbreviation -> offset, and city or region before "time" -> IANA name."""
    cues: TenseCues
    habits: GuardWords
    feasts: Mapping[str, str]
    """Name of a day -> the day of every year, or the one day, that it is."""
    number_endings: Mapping[str, str] = field(default_factory=lambda: _NO_ENDINGS)
    """Letters that a number bears -> the class that it then has: 1990er."""
    ordinals_with_stop: frozenset[str] = frozenset()
    """Words before a number whose full stop makes it an ordinal, where a language writes "der 24. Tag"; else none."""
    closing: frozenset[str] = frozenset()
    """Short words whose full stop may end a sentence too, which a capital behind it tells: "2014 р. Потім"."""
    counted_endings: tuple[str, ...] = ()
    """How nouns end that a number counts, where no list can name all: "2014 набоїв"."""
    bare_years: bool = False
    """Whether a sentence may open with a year and nothing else: "2014 annektierte Russland ..."."""
    free_weekdays: bool = False
    """Whether a weekday needs no word before it: "Freitag trifft er ein"."""


_NO_ENDINGS: Final[Mapping[str, str]] = MappingProxyType({})


def listed(words: str) -> frozenset[str]:
    """Write a set of words without quoting each, folded as the words of a text are."""
    return frozenset(folded(words).split())


def lexicon(
    alone: Iterable[str], classes: Mapping[str, str], meant: Mapping[str, tuple[str, object]]
) -> Mapping[str, tuple[str, object]]:
    """Put a lexicon together: words of a class of their own, classes written "word=value ...", and exceptions."""
    words: dict[str, tuple[str, object]] = {word: (word, word) for word in alone}
    for kind, entries in classes.items():
        for word, value in _entries(entries):
            number = value.lstrip("-").isdigit()
            words[folded(word)] = (kind, int(value) if number else value or word)
    words.update({folded(word): entry for word, entry in meant.items()})
    return words


def _entries(lines: str) -> Iterator[tuple[str, str]]:
    """Give each word with what it stands for; "січ(ень,ня,ню)=1" is one word in three cases."""
    for entry in lines.split():
        stems, _sign, value = entry.partition("=")
        stem, _bracket, endings = stems.partition("(")
        for ending in endings.rstrip(")").split(",") if endings else ("",):
            yield stem + ending, value


@dataclass(frozen=True, slots=True)
class CompiledShape:
    """A shape ready to run over a string of class characters."""

    meaning: str
    guard: str
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language made ready: class name -> character, and every shape compiled."""

    language: Language
    codes: Mapping[str, str]
    members: Mapping[str, str]
    """Name of a class or union -> all its characters."""
    shapes: tuple[CompiledShape, ...]


ABSENT: Final = "\x00"
"""The class of words that a language does not have: no token bears it."""


class ClassMembers(dict[str, str]):
    """Name of a class or union -> all its characters; a language lacks the articles or links that another has."""

    def __missing__(self, name: str) -> str:
        """Give what no token is."""
        return ABSENT


_NAME: Final = re.compile(r"\(\?P[<=]\w+[>)]|\?[:!=]|\(\?<[=!]|[A-Za-z_][A-Za-z_0-9]*|\s+")


def _compile(pattern: str, members: Mapping[str, str]) -> re.Pattern[str]:
    def put(match: re.Match[str]) -> str:
        name = match[0]
        if not name[0].isalpha():
            return "" if name.isspace() else name
        chars = members[name]
        return chars if len(chars) == 1 else f"[{chars}]"

    return re.compile(_NAME.sub(put, pattern))


def compiled(language: Language) -> Grammar:
    """Make a language ready to run."""
    names = dict.fromkeys([*BUILT_IN, *(kind for kind, _value in language.words.values())])
    codes = {name: chr(0x100 + index) for index, name in enumerate(names)} | {"OTHER": OTHER}
    members = ClassMembers(codes | {"OTHER": re.escape(OTHER)})
    for union, parts in language.unions.items():
        members[union] = "".join(members[part] for part in parts)
    shapes = tuple(CompiledShape(s.meaning, s.guard, _compile(s.pattern, members)) for s in language.shapes)
    return Grammar(language, ClassMembers(codes), members, shapes)


@dataclass(frozen=True, slots=True)
class Prose:
    """The words that open, join and close sentences."""

    connectives: frozenset[str]
    """Words that only tie a sentence to the one before."""
    ties: frozenset[str]
    """Those of them that need no comma after them."""
    witnesses: frozenset[str]
    """Verbs whose subject is a time and whose object the event: 1916 *saw* a rising."""
    openers: frozenset[str]
    """Prepositions that open a phrase before the subject."""
    subordinators: frozenset[str]
    saying: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    dangling: frozenset[str]
    """Words that no title ends with."""
    joints: frozenset[str]
    """Words before which a long title can be cut."""
    of_place: frozenset[str]
    """Those of them that may stay inside a name: the siege *of* Sarajevo *in* Bosnia."""
    relative: frozenset[str]
    """Words that open a relative clause."""
    continues: frozenset[str]
    """Subordinators after which the clause goes on: that, as."""
    leads_event: frozenset[str]
    """Words before a noun phrase that names an event: *after* the raid."""
    begins: frozenset[str]
    """Verbs that make a clause of a noun phrase: the raid *began*."""
    attributes: frozenset[str]
    """Words that open an attribution: according to."""
    telling: frozenset[str]
    """Verbs of saying that name who listens."""
    articles: frozenset[str]
    verbs: frozenset[str]
    events: frozenset[str]
    """Nouns that name an event by themselves."""
    again: frozenset[str]
    """Words between dates said in one breath: on 16 May and *again* on 2 June."""
    lead_in: re.Pattern[str]
    """What stands before a date and belongs to it, at the end of a text: "shortly after midnight on the"."""
    expletives: frozenset[str]
    """Words that only hold the place of a subject: *there* were talks."""
    persons: frozenset[str]
    """Pronouns for a person."""
    things: frozenset[str]
    """Pronouns for a thing."""
    many: frozenset[str]
    """Pronouns for several."""
    pointers: frozenset[str]
    """Pronouns that point to anything, even to a whole sentence."""
    owners: frozenset[str]
    """Whose something is: its, their."""
    helpers: frozenset[str]
    """Verbs that say only when: was, has, been."""
    ahead: frozenset[str]
    """Verbs that say only that it is to come: will."""
    to: str
    """What stands for them in a headline: *to* meet in Istanbul."""
    plurals: frozenset[str]
    """Nouns for several that do not look it: police."""
    people: frozenset[str]
    """Nouns for one person: minister, envoy."""
    ordinals: frozenset[str]
    """Words that number the rounds of something: first, second, another."""
    goes_on: frozenset[str]
    """Verbs that "on" belongs to: the fighting went *on*."""
    counting: frozenset[str]
    """Verbs that count time from an event: the war is *dated* from the seizure."""
    counted_from: frozenset[str]
    singles: frozenset[str]
    """Those of the pointers that mean one thing: *this* happened; "those arrested" are a subject of their own."""
    speakers: frozenset[str]
    """Pronouns for who speaks and who listens: I, you."""
    owner_pronouns: Mapping[str, str] = MappingProxyType({})
    """Who owns by "his", "its", "their": he, it, they."""
    owning: str = "’s"
    """What makes an owner of a name: an apostrophe, and what follows where the name has no such ending."""
    weighing: EventWords = EventWords()
    """What tells an event from what is always so."""
    name_endings: tuple[str, ...] = ()
    """What the cases of a name end with: Умєров*им*, Putin*s*."""
    subject_first: bool = True
    """Whether a subject stands before its verb, so that a title can be cut by it; else it keeps its whole clause."""
    verb_second: bool = False
    """Whether a date at the head of a clause has the verb right behind it."""


def prose_of(*, name_endings: str, **words: str) -> Prose:
    """Make the prose of a language of free word order, which needs few lists: all others are empty."""
    empty: dict[str, Any] = {
        each.name: re.compile("(?!)") if each.name == "lead_in" else "" if each.name == "to" else frozenset()
        for each in fields(Prose)
        if each.default is MISSING and each.default_factory is MISSING
    }
    given: dict[str, Any] = {name: listed(each) for name, each in words.items() if name != "verb_second"}
    endings = tuple(name_endings.split())
    return Prose(**(empty | given), name_endings=endings, subject_first=False, verb_second="verb_second" in words)
