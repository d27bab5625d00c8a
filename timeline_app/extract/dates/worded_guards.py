"""Tell dates from what only looks like them, in languages of many endings: guards that know classes, not words.

What a language adds to them stands in its data: labels, streets, what is counted, how the nouns end that numbers count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.calendar_span import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline_app.extract.dates.year_guards import MatchContext

_MONTHS: Final = ("MONTH", "MAY", "MONABB")
_LATEST: Final = 2100
_EARLIEST: Final = 1000
_RANGES: Final = ("DASH", "and", "or", "to", "until")
_ENDS: Final = ("STOP", "COMMA", "BREAK", "RPAR", "QUOTE", "DASH")


def _is_name(at: MatchContext, index: int) -> bool:
    """Tell a capital within a sentence, in a language that writes this word small: вулиця 8 Березня, генерал Май."""
    if at.stream.words[index] in at.grammar.language.capital_only or not at.stream.capital(index):
        return False
    return not (index == at.first and at.kind(index - 1, "BREAK", "STOP", "DASH"))


def _is_labelled(at: MatchContext, index: int, reach: int = 1) -> bool:
    """Tell whether a word whose number is a name stands before a token: стаття 73, Resolution 2202."""
    habits = at.grammar.language.habits
    for before in range(index - 1, index - 1 - reach, -1):
        word = at.word(before)
        if word in {".", "№", "#"}:
            word = at.word(before - 1) if word == "." else "№"
        if word in habits.labels or word in {"№", "#"}:
            return True
    return False


def _is_street(at: MatchContext) -> bool:
    """Tell "Straße des 17. Juni" and "площа 10 квітня" from days."""
    streets = at.grammar.language.habits.streets
    before = at.first - 2 if at.before("the") else at.first - 1
    return at.word(before) in streets


def _is_joined(at: MatchContext) -> bool:
    """Tell what a hyphen ties to another word: Су-24, 155-мм, T-2000."""
    before = at.before("DASH") and at.stream.glued(at.first) and at.stream.glued(at.first - 1)
    return before and not at.kind(at.first - 2, "DAY", "YEAR", "YY", "NUMDATE", "WDAY", *_MONTHS)


def _day(at: MatchContext) -> bool:
    """Hold a day away from streets and names; that its month does not have it is found when it is to be placed."""
    month = at.find(*_MONTHS)
    value = at.stream.values[month] if month >= 0 else None
    if not isinstance(value, int) or _is_street(at) or _is_name(at, month) or _is_joined(at):
        return False
    if at.kind(at.last, "DASH") and at.stream.glued(at.last) and at.kind(at.last + 1, "OTHER"):
        return False
    days = (at.stream.values[i] for i in range(at.first, month) if at.kind(i, "DAY", "ORD", "ORDW"))
    return all(isinstance(day, int) and 1 <= day <= LAST_DAY for day in days)


def _month(at: MatchContext) -> bool:
    """Take a month for one; words that mean something else as well need a word of time before or a year behind."""
    index = at.find(*_MONTHS)
    if index < 0 or _is_name(at, index) or _is_joined(at):
        return False
    numbered = at.before("DAY") or (at.before("STOP") and at.kind(at.first - 2, "DAY") and index == at.first)
    if numbered:
        return False  # "Straße des 17. Juni"
    if at.inside("YEAR", "EDGE", "PHASE", "YEARSTEP", "year", "RELATIVE", "LAST", "this", "that", "same", "HALF"):
        return True
    if at.before("BREAK") and at.after("BREAK"):
        return True
    led = at.before("PREP", "LPAR", "EDGE", "APPROX")
    coordinated = at.before(*_RANGES, "COMMA") and at.kind(at.first - 2, *_MONTHS, "YEAR")
    coordinated = coordinated or (at.after(*_RANGES, "COMMA") and at.kind(at.last + 1, *_MONTHS))
    if at.kind(index, "MONABB"):
        return coordinated and led
    if at.kind(index, "MAY"):
        noun = at.after("OTHER", "CAP") and not coordinated and at.before("PREP") and _agrees(at)
        return (led and not noun) or coordinated
    return not at.before("TITLE")


def _agrees(at: MatchContext) -> bool:
    """Tell "in the fierce frost", where the month's name is an adjective, by the noun right behind it."""
    return at.stream.glued(at.last)


_ERAS: Final = ("BCE", "NE", "n", "era")
"""Classes of the words for "before Christ" and "our era"."""


def _year(at: MatchContext) -> bool:
    """Weigh a number of four figures by what leads to it and what it may count."""
    index = at.find("YEAR", "N3", "YY", "DAY")
    number = at.stream.values[index]
    language = at.grammar.language
    if not isinstance(number, int) or number > _LATEST or _is_street(at):
        return False
    if _is_joined(at) or (at.stream.glued(at.last) and at.after("OTHER", "CAP")) or _is_labelled(at, at.first):
        return False
    if at.after("DASH") and at.stream.glued(at.last) and at.stream.glued(at.last + 1) and at.kind(at.last + 1, "OTHER"):
        return False
    if at.after("year", "years", "YABB") or at.inside(
        "year", "years", "YABB", "YEARORD", *_ERAS, "PHASE", "EDGE", "HALF"
    ):
        return number >= _EARLIEST or at.before("PREP", *_RANGES, "APPROX", "EDGE") or at.inside(*_ERAS, "EDGE")
    if number < _EARLIEST or at.word(at.first - 1) in _SIGNS or _is_quoted(at) or _counts(at):
        return False
    if at.before("from", "since") and at.after("to", "until", "DASH") and at.kind(at.last + 1, "NUM"):
        return False  # "від 1300 до 12 000 людей"
    if at.after("DASH") and at.kind(at.last + 1, "YEAR") and at.kind(at.last + 2, "year", "years", "YABB"):
        return True  # "кампанії 1777–1778 років"
    if at.before("COMMA", "STOP") and at.after("DASH") and not at.stream.glued(at.last):
        return True  # "1956 року їх було 85, 1958 — 37"
    if at.before("DASH", "and", "or", "to", "COMMA") and at.kind(at.first - 2, "YEAR"):
        return not _is_labelled(at, at.first - 2)
    if at.before("APPROX"):
        return at.after(*_ENDS) or (language.bare_years and not at.after("CAP"))
    if at.before("PREP", "LPAR", *_MONTHS, "SEASON", "EDGE", "PHASE"):
        return True
    if at.after("DASH") and at.kind(at.last + 1, "YEAR"):
        return at.before(*_ENDS, "LPAR") or at.first == 0
    return language.bare_years and _stands_free(at, number)


def _stands_free(at: MatchContext, number: int) -> bool:
    """Tell "wurde 1979 gegründet" from a number of things, which are nouns and written large."""
    before = at.stream.text[at.stream.starts[at.first - 1] : at.stream.ends[at.first - 1]] if at.first else ""
    named = at.before("CAP") and before.isupper()  # "EOS 1995", but "die Wahlen 2010"
    return number >= _MODERN and not (named or at.after("CAP") or at.before("NUMBER", "PERCENT"))


_MODERN: Final = 1500
_SIGNS: Final = frozenset("$€£₴₽¥#№=<>≤≥±×+~≈%§")


def _is_quoted(at: MatchContext) -> bool:
    return at.before("QUOTE") and at.after("QUOTE")


def _counts(at: MatchContext) -> bool:
    """Tell whether the word behind a number may be what it counts."""
    language, word = at.grammar.language, at.word(at.last)
    if word in language.habits.counted or at.after("NUM", "DAY", "YY", "N3", "YEAR", "PERCENT"):
        return not at.kind(at.last, "YEAR") or not at.before("PREP")
    return at.after("OTHER", "CAP") and word.endswith(language.counted_endings) if language.counted_endings else False


def _weekday(at: MatchContext) -> bool:
    """Take a weekday for one where a word of time leads to it: a surname, a paper and "среда" look like it."""
    index = at.find("WDAY", "WDPART", "WDABB")
    if _is_name(at, index) or at.before("TITLE"):
        return False
    if at.after("QUOTE") and (at.before("QUOTE") or at.kind(at.first - 2, "QUOTE")):
        return False
    if at.inside("RELATIVE", "LAST", "BEFORELAST", "this", "that", "same", "WDPART", "PART"):
        return True
    free = at.grammar.language.free_weekdays
    led = at.before("PREP", "COMMA", "LPAR", "DASH", "BREAK", "STOP", "and", "or", "EDGE")
    if at.stream.capital(index) and at.stream.words[index] in at.grammar.language.capital_only:
        return (
            led or at.after("COMMA", "CLOCK", "DOTTED", "PART", "STOP") or (free and not at.before("CAP", "QUOTE", "A"))
        )
    return at.before("PREP", "LATER", "EARLIER") or (led and at.after("COMMA", "CLOCK", "at", "LPAR", "STOP")) or (
        at.before("and", "or", "COMMA", "DASH") and at.kind(at.first - 2, "WDAY")
    )  # fmt: skip


def _figures(at: MatchContext) -> bool:
    """Take 25.11 for a day where a word of dates leads to it and nothing follows that it counts."""
    if _is_labelled(at, at.first) or (at.after("HOUR", "PERCENT", "OTHER", "CAP", "AMPM") and not _ends_date(at)):
        return False
    if at.inside("WDAY", "WDABB"):
        return True
    if at.before("DASH") and not at.stream.glued(at.first):
        return at.after("STOP", "COMMA", "BREAK", "RPAR")
    led = at.first - at.before("the")  # "für den 30.7."
    return at.kind(
        led - 1, "on", "from", "to", "by", "of", "since", "until", "for", "before", "after", "between", "DATED"
    )


def _ends_date(at: MatchContext) -> bool:
    """Tell "am 18.7. zurückgefahren" and "на 25.11 о 10:30" from "25.11 Prozent"."""
    return at.word(at.last - 1) == "." or at.after("at", "and", "to") or (
        at.word(at.last) not in at.grammar.language.habits.counted and at.before("on", "from", "since", "DATED")
    )  # fmt: skip


def _hour(at: MatchContext) -> bool:
    """Take a bare number with its "o'clock" for a clock where a word of time leads to it: else it may last so long."""
    if at.inside("HALFDAY"):
        return not _is_name(at, at.find("HALFDAY"))
    if at.inside("CLOCK"):
        joined = at.before("DASH") and at.stream.glued(at.first)
        named = at.inside("HOUR", "ZONE", "ZONEWORD", "PLACE", "PART")
        return not joined and (named or not (_is_labelled(at, at.first) or at.before("LABEL", "CAP", "RESULT")))
    if at.inside("ORDW"):
        return at.before("at", "to", "until", "by", "from", "since", "about", "APPROX", "before", "after")
    return at.before("at", "in", "to", "until", "by", "from", "since", "of", "on", "about", "APPROX", "before", "after",
                     "COMMA", "around", "BREAK", "STOP", "PART", "and", "DASH")  # fmt: skip


def _bare_day(at: MatchContext) -> bool:
    """Take "12-го" for a day where it stands alone: what follows is what it numbers."""
    if at.inside("PART"):
        return True
    joined = at.before("DASH") and at.stream.glued(at.first) and at.stream.glued(at.first - 1)
    if _is_labelled(at, at.first) or joined or _is_decimal(at):
        return False
    if at.word(at.last) in at.grammar.language.habits.particles and at.before("from", "on", "since", "by", "until"):
        return True
    if at.kind(at.last - 1, "YEARORD") and at.after(*_ENDS) and not at.kind(at.last + 1, "DAY"):
        return True  # an ending of the genitive answers "when?" by itself
    if not at.before("on", "from", "to", "until", "by", "since", "and", "COMMA", "before", "after", "of", *_ENDS):
        return False
    return at.after(*_ENDS, "and", "PREP") or (at.after("OTHER") and at.before("on", *_ENDS) and not _numbers(at))


def _is_decimal(at: MatchContext) -> bool:
    """Tell the 14 of "1.02,14" from that of "am 12., 14. und 16. Mai"."""
    return at.before("COMMA") and at.stream.glued(at.first) and at.stream.glued(at.first - 1)


def _numbers(at: MatchContext) -> bool:
    """Tell "24-ї бригади" by an ending that agrees: only verbs and particles may follow a bare day."""
    language = at.grammar.language
    word = at.word(at.last)
    return not (
        word.endswith(language.cues.past_endings) or word in language.cues.past or word in language.habits.particles
    )


def _unit(at: MatchContext) -> bool:
    """Refuse a unit that a noun or a hyphen makes something else."""
    if at.after("DASH") and at.stream.glued(at.last) and at.stream.glued(at.last + 1):
        return False
    return not _is_joined(at)


def _part(at: MatchContext) -> bool:
    """Take "in the evening" for that of a day, not of all days."""
    if at.inside("MORGEN"):
        return at.before("on")
    index = at.find("PART", "PARTADV")
    if at.before("EACH") or _is_name(at, index):
        return False
    return at.kind(index, "PARTADV") or at.before("PREP")


def _season(at: MatchContext) -> bool:
    index = at.find("SEASON", "SEASONADV")
    if _is_name(at, index) or (at.stream.capital(index) and at.after("CAP") and at.before("CAP")):
        return False
    number = at.stream.values[at.find("YEAR")] if at.inside("YEAR") else 0
    if isinstance(number, int) and number > _LATEST:
        return False  # "за зиму 2500 чоловіків померли"
    if at.last - at.first > 1 or at.kind(index, "SEASONADV"):
        return True
    return at.before("PREP", *_RANGES, "EDGE") and not at.before("TITLE")


def _century(at: MatchContext) -> bool:
    """Tell "XIX ст." from "ч. 2 ст. 368", a part of an article of a law."""
    return not _is_labelled(at, at.first) and not (at.after("DAY", "YY", "N3", "YEAR") and at.kind(at.last - 1, "STOP"))


def _deictic(at: MatchContext) -> bool:
    """Tell "morgen" from "am Morgen": the word for tomorrow is small, or opens its sentence."""
    index = at.find("MORGEN")
    if index < 0 or index > at.first:
        return True
    small = not at.stream.capital(index) or at.starts_sentence() or at.first == 0
    return small and not at.before("on", "the", "this", "EACH", "ONE", "to")


def _tags(at: MatchContext) -> bool:
    """Take "tags darauf" for a step, but not "am Tage danach", which has a word of time before it."""
    return not at.before("NUMBER", "ONE", "SOME")


def _figures_of_hour(at: MatchContext) -> bool:
    """Take 19.38 for a clock where the word for the hour stands behind it or a weekday before it."""
    if at.inside("HOUR", "ZONE", "ZONEWORD"):
        return True
    led = at.before("at", "about", "by", "from", "until", "since", "before", "after", "COMMA", "LPAR", "BREAK")
    return at.inside("CLOCK") and led and _hour(at)  # "0:13" is a score


def _weekend(at: MatchContext) -> bool:
    """Take "am Wochenende" for the nearest one, but not that of a date behind it."""
    return at.stream.values[at.last - 1] == "weekend" and not at.after("EACH", "DAY", "OF")


def _lasting(at: MatchContext) -> bool:
    """Refuse what lasts in a compound, and the age of a person is no stretch of time either way."""
    return not _is_joined(at) and not (at.after("DASH") and at.stream.glued(at.last))


WORDED_GUARDS: Final[Mapping[str, Callable[[MatchContext], bool]]] = {
    "w_day": _day, "w_month": _month, "w_year": _year, "w_weekday": _weekday, "w_figures": _figures, "w_hour": _hour,
    "w_bare_day": _bare_day, "w_unit": _unit, "w_part": _part, "w_season": _season, "w_lasting": _lasting,
    "w_century": _century, "w_deictic": _deictic, "w_tags": _tags, "w_weekend": _weekend,
    "w_german_hour": _figures_of_hour,
}  # fmt: skip
