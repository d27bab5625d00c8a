"""Tell dates from words and numbers that only look like them: "Mr May", "Su-35", the fall of Kherson, Black Friday.

A shape of the language names its guard; a guard looks at the words on either side and says whether the shape holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.apposed_guards import APPOSED_GUARDS
from timeline_app.extract.dates.calendar_span import LAST_DAY, length_of_month
from timeline_app.extract.dates.year_guards import YEAR_GUARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline_app.extract.dates.year_guards import MatchContext


def _clause_end(at: MatchContext) -> bool:
    if at.kind(at.last - 1, "FOLLOWING") and at.after("OTHER"):
        return True
    return at.after("STOP", "COMMA", "BREAK", "RPAR", "QUOTE", "DASH", "and", "or")


def _numeric(at: MatchContext) -> bool:
    raw = at.word(at.find("NUMDATE"))
    parts = [int(p) for p in raw.replace("/", ".").replace("-", ".").split(".")]
    if parts[0] > 31:
        return 1 <= parts[1] <= 12 and 1 <= parts[2] <= length_of_month(parts[0], parts[1])
    year_is_short = len(raw) < 8
    if year_is_short and (raw.count(".") == 2 and at.before("CAP", "OTHER") and not at.before("PREP")):
        return False
    return 1 <= parts[0] <= 31 and 1 <= parts[1] <= 31 and min(parts[0], parts[1]) <= 12


def _date(at: MatchContext) -> bool:
    """Tell a day from a number behind its month; "25 May" after a hyphen belongs to something else.

    A day that its month does not have is a date all the same, with no place on the calendar: "30 February". Read on
    without its day it would be another date. Behind a month without a year it rather counts: "in February 30 soldiers".
    """
    month = at.find("MONTH", "MAY", "MONABB")
    value = at.stream.values[month]
    if not isinstance(value, int):
        return False
    for index in range(at.first, at.last):
        day = at.stream.values[index]
        if not at.kind(index, "DAY", "ORD") or not isinstance(day, int):
            continue
        dated = index < month or at.inside("YEAR")
        if day > (LAST_DAY if dated else length_of_month(2000, value)):
            return False
    if at.kind(at.last - 1, "DAY"):
        dated = at.before("on", "by", "since", "until", "from")
        if at.before("in") and at.after("N3", "NUM", "YY", "NUMW"):
            return False  # "in March 12 500 shells": a day is *on*, so the month ends before the number
        return not (at.word(at.last) in at.grammar.language.habits.counted and not dated)
    return True


def _month_list(at: MatchContext) -> bool:
    """Take "January 14 and 17" for two days, but not the 17 of "January 14 and 17 men"."""
    if not _date(at):
        return False
    if at.kind(at.last - 1, "YEAR", "ORD") or at.before("between", "from"):
        return True
    return not at.after("OTHER", "CAP") or at.word(at.last) in at.grammar.language.habits.particles


def _month(at: MatchContext) -> bool:
    """Take a bare month for one unless it may be a verb, a name or a short form of something else."""
    if at.inside("RELATIVE", "LAST", "this", "PHASE", "EDGE", "LATTER", "that", "same"):
        return True
    if at.before("BREAK") and at.after("BREAK"):
        return True  # a heading
    index = at.find("MONTH", "MAY", "MONABB")
    prepared = at.before("PREP", "LPAR")
    if at.kind(index, "MONABB"):
        listed = at.after("DASH", "and", "to", "or") and at.kind(at.last + 1, "MONTH", "MAY", "MONABB")
        joined = at.after("DASH") and at.stream.glued(at.last) and not listed  # "Mar-a-Lago"
        return (prepared or listed) and not joined and not at.after("CAP")
    named = at.word(index) in at.grammar.language.habits.given_names
    if named and at.before("OTHER") and at.after("OTHER") and not at.kind(at.first - 2, "the", "A"):
        return False  # "her sister June laughed"
    if named and at.inside("the") and at.after("CAP"):
        return at.word(at.last).endswith("s")  # "the August Decrees"
    if at.before("A", "the", "OTHER") and (
        at.after("OTHER") or (at.after("CAP") and at.word(index) not in at.grammar.language.habits.given_names)
    ):
        return at.word(at.last) not in at.grammar.language.habits.particles or not at.kind(index, "MAY")
    coordinated = (at.before("and", "or", "DASH", "COMMA") and at.kind(at.first - 2, "MONTH", "MAY")) or (
        at.after("and", "or", "DASH", "to", "until", "through", "COMMA") and at.kind(at.last + 1, "MONTH", "MAY")
    )
    if at.kind(index, "MAY"):
        return prepared or coordinated
    if prepared or coordinated:
        return True
    return not at.after("CAP", "POSS") and not (
        at.before("CAP") or at.word(at.first - 1) in at.grammar.language.habits.titles
    )


def _season_year(at: MatchContext) -> bool:
    index = at.find("ANYSEASON")
    if at.kind(at.last - 1, "N3") and not (at.ancient or at.after("STOP", "COMMA", "RPAR", "DASH", "BREAK")):
        return False
    return not (at.stream.capital(index) and index == at.last - 1 and at.after("CAP") and not _seasonal(at))


def _seasonal(at: MatchContext) -> bool:
    return at.word(at.last) in at.grammar.language.habits.seasonal


def _season(at: MatchContext) -> bool:
    index = at.find("ANYSEASON")
    if at.stream.capital(index) and at.after("CAP"):
        return _seasonal(at)
    if at.stream.capital(index) and at.before("CAP") and not at.inside("the") and at.first == index:
        return False
    if at.inside("RELATIVE", "LAST", "this", "that", "same", "PHASE", "EDGE", "LATTER"):
        return not (at.kind(index, "fall") and at.after("of"))
    if (
        at.stream.capital(index)
        and at.first == index
        and not at.starts_sentence()
        and not at.before("PREP", "and", "or", "the")
    ):
        return _seasonal(at)
    if at.before("and", "or") and at.kind(at.first - 2, "ANYSEASON"):
        return True  # "had spent the spring and summer gathering men"
    if at.kind(index, "SEASON"):
        noun_follows = at.after("OTHER") and at.word(at.last) not in at.grammar.language.habits.particles
        return _seasonal(at) or not (
            at.before("A") or (noun_follows and not at.before("PREP") and not at.inside("the"))
        )
    led = at.before("PREP") and not at.after("of")
    if at.kind(index, "fall"):
        return (led and at.inside("the")) or _seasonal(at)
    return led or _seasonal(at) or (at.inside("the") and at.after("and"))


def _quarter(at: MatchContext) -> bool:
    """Take "the first quarter" for a stretch of a year, the last only of a year that is named."""
    return at.last - at.find("quarter") > 1 or not at.kind(at.find("quarter") - 1, "LASTING")


def _glued(at: MatchContext) -> bool:
    return at.stream.glued(at.first + 1)


def _relative(at: MatchContext) -> bool:
    """Let "that day" be a day, but not "to this day", "day-long", or the same day "as" another."""
    if at.after("DASH") and at.stream.glued(at.last):
        return False
    if at.before("to") and at.kind(at.first, "this"):
        return False
    return not (at.inside("same") and at.after("as"))


def _weekend(at: MatchContext) -> bool:
    """Take "at the weekend" for one, but not that of "the weekend edition" or "the weekend of 9 March"."""
    loose = not at.after("OTHER", "CAP", "of") or at.word(at.last) in at.grammar.language.habits.particles
    led = at.before("PREP", "APPROX") and at.after("OTHER")
    return at.word(at.last - 1) == "weekend" and (loose or led)


def _of_unit(at: MatchContext) -> bool:
    """Let "the end of the year" be one, but not "On the Last Day of the Year", which is a title."""
    if at.stream.capital(at.last - 1) and any(at.stream.capital(i) for i in range(at.first + 1, at.last - 1)):
        return False
    return not at.after("of", "DASH", "POSS") and not at.word(at.last - 1).endswith("s")


def _weekday(at: MatchContext) -> bool:
    index = at.find("WDAY")
    if at.kind(at.last - 1, "PART") and at.stream.capital(at.last - 1) and at.after("CAP"):
        return False
    if index > at.first or not at.stream.capital(index):
        return at.stream.capital(index)
    if (at.before("DASH") and at.kind(at.first - 2, "WDAY", "WDAYS")) or (
        at.after("the") and at.kind(at.last + 1, "ORD")
    ):
        return False
    return not at.before("A") and at.word(at.first - 1) not in at.grammar.language.habits.named_days


def _uncounted(at: MatchContext) -> bool:
    """Take "the year 70" for one, but not that of "since the start of the year 70 people died"."""
    return not at.after("OTHER", "MORE") or at.word(at.last) in at.grammar.language.habits.particles


def _vague(at: MatchContext) -> bool:
    return at.word(at.first).endswith("s")


def _duration(at: MatchContext) -> bool:
    unit = at.find("quarter")
    if unit >= 0 or at.word(at.last - 1) == "quarters":
        return False
    return not (at.before("DASH") and at.stream.glued(at.first))


def _whole(at: MatchContext) -> bool:
    """Refuse parts of hyphened words: "now-isolated"."""
    joined = at.before("DASH") and at.stream.glued(at.first)
    return not joined and not (at.after("DASH") and at.stream.glued(at.last))


def _daily(at: MatchContext) -> bool:
    capital = at.kind(at.first, "DAILY") and at.stream.capital(at.first)
    return not (capital and (at.after("CAP") or not at.starts_sentence()))


def _clock(at: MatchContext) -> bool:
    """Take 14:30 for a time, but not the 3:16 of a verse or the 3:2 of a match."""
    if at.inside("AMPM", "ZONE", "PLACE", "local", "hours", "HRS"):
        return True
    if at.word(at.first - 1) in at.grammar.language.habits.labels:
        return False
    return not at.before("CAP") or at.before("WDAY", "WDABB")


def _holiday(at: MatchContext) -> bool:
    return not at.after("CAP") and not (at.before("CAP") and not at.starts_sentence())


def _bare_ordinal(at: MatchContext) -> bool:
    """Take "by the 12th" for a day, but not the 12th of "the 12th round".

    "On the 28th Marseille fell" opens its clause with a day; of "near the 28th Infantry" nobody can tell.
    """
    if not at.before("on", "by", "until", "till", "from", "since", "between", "and", "to", "before", "after", "for"):
        return False
    if at.after("STOP", "COMMA", "BREAK", "RPAR", "the", "A", "PREP", "and", "to", "QUOTE", "OWN"):
        return True
    if at.word(at.last) in at.grammar.language.habits.particles:
        return True
    counted = at.after("CAP", "NUMBER") or (at.after("OTHER") and at.word(at.last).endswith("s"))
    return counted and at.kind(at.first - 2, "BREAK", "STOP", "QUOTE", "COMMA") and not _is_numbered(at)


def _is_numbered(at: MatchContext) -> bool:
    """Tell "the 28th Infantry" from "on the 28th Marseille fell"."""
    habits = at.grammar.language.habits
    words = (at.word(index) for index in range(at.last, at.last + 3))
    return any(word in habits.numbered or word in habits.labels or word in habits.streets for word in words)


def _war(at: MatchContext) -> bool:
    """Take a war for a time where a word of time leads to it: "after World War II"."""
    if at.before("of"):
        return at.kind(at.first - 2, "EDGE")
    return at.before("during", "after", "before", "since", "until")


def _time_word_before(at: MatchContext) -> bool:
    """Take "on Friday the 13th" for a day where a word of time leads to it: it is a film as well."""
    return at.before("PREP") and not at.before("of")


def _halfday(at: MatchContext) -> bool:
    """Take midnight for a time, but not the Midnight of a title."""
    return not at.stream.capital(at.first) or at.starts_sentence()


def _deictic(at: MatchContext) -> bool:
    """Take "today" for a day unless it is the name of a paper."""
    index = at.find("DEICTIC")
    return not (at.stream.capital(index) and index == at.first and at.before("CAP"))


def _day_list(at: MatchContext) -> bool:
    return not (at.before("CAP") or (at.before("PART") and at.stream.capital(at.first - 1))) and _date(at)


def _present(at: MatchContext) -> bool:
    return at.before("DASH", "to", "until") or (
        at.last - at.first > 1 and at.after("STOP", "COMMA", "BREAK", "RPAR", "OTHER", "PREP")
    )


GUARDS: Final[Mapping[str, Callable[[MatchContext], bool]]] = {
    **YEAR_GUARDS, **APPOSED_GUARDS,
    "clause_end": _clause_end, "numeric": _numeric, "date": _date, "month_list": _month_list,
    "month": _month, "season_year": _season_year, "season": _season,
    "quarter": _quarter, "glued": _glued,
     "relative": _relative, "of_unit": _of_unit, "weekend": _weekend, "deictic": _deictic,
    "halfday": _halfday,
    "time_word_before": _time_word_before, "war": _war, "day_list": _day_list, "weekday": _weekday,
    "uncounted": _uncounted, "vague": _vague, "duration": _duration, "whole": _whole, "daily": _daily, "clock": _clock,
    "holiday": _holiday, "bare_ordinal": _bare_ordinal, "present": _present,
}  # fmt: skip
