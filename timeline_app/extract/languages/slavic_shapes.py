"""The shapes of time expressions in Ukrainian and Russian, which build them alike: only their words differ.

A day is a number before a month in the genitive, a year an ordinal before its noun; prepositions stand outside.
"""

from __future__ import annotations

from typing import Final

from timeline_app.extract.languages.model import TimePattern

_YEARWORD: Final = "(?:year|years|YABB STOP? (?:YABB STOP?)?)"
_BCE: Final = "(?P<bce>to (?:n STOP e STOP?|NE|our era))"
_YEAR: Final = f"(?P<year>YEAR (?:DASH YEARORD)?|N3(?=year|YABB)) {_YEARWORD}? {_BCE}?"
_REL: Final = "(?P<rel>(?:RELATIVE|LAST|this|that|same|BEFORELAST){1,3})"
_YREL: Final = "(?P<yrel>(?:RELATIVE|LAST|this|that|same){1,3} year)"
_CURRENT: Final = "(?P<cy>(?:cyc|from) STOP YABB STOP?)"
_YEAR_AFTER: Final = f"(?:COMMA? {_YEAR}|COMMA? {_YREL}|{_CURRENT}|(?P<ystep>YEARSTEP))"
_MOD: Final = "(?P<mod>EDGE|PHASE|ORDW HALF)"
_MONTH: Final = "(?P<month>MONTH|MAY|MONABB STOP?)"
_WDAY: Final = "(?:(?P<wd>WDAY|WDABB) STOP? COMMA?)?"
_DAY: Final = "(?P<day>DAY (?:DASH ORDEND)?|ORDW)"
_SEP: Final = "(?:COMMA|DASH|and|or|to|on){1,2}"
_PART: Final = "(?P<part>PART|PARTADV)"
_NIGHT: Final = f"(?:{_PART} (?:on|against)?)"
_N: Final = "(?P<n>(?:NUMBER|ONE|SOME)(?:from HALFMORE)?|HALFMORE)"
_UNIT: Final = "(?P<unit>year|years|UNIT|DAYTIME)"
_OF_HOUR: Final = "(?P<part>PART|PARTADV|DNIA)"
_ZONE: Final = "(?P<zone>LPAR? ZONE RPAR?|(?:for|to) (?:PLACE|ZONEWORD) TIMEWORD?)"
_NTH: Final = "ORDW|ROMAN|TENS|DAY (?:DASH ORDEND)?"

SHAPES: Final = (
    TimePattern("iso", "(?P<iso>ISO)"),
    TimePattern(
        "numeric", "(?:(?P<wd>WDAY|WDABB) STOP? COMMA?)? (?P<numeric>NUMDATE) YABB? (?:(?<=YABB)STOP)?", "numeric"
    ),
    TimePattern(
        "dated",
        f"(?:DEICTIC COMMA)? {_NIGHT}? {_WDAY} {_DAY} {_MONTH} {_YEAR_AFTER}?",
        "w_day",
    ),
    TimePattern("dated", f"{_NIGHT} from (?P<night>DAY) on (?P<day>DAY) {_MONTH} {_YEAR_AFTER}?", "w_day"),
    TimePattern("day_list", f"(?P<days>DAY (?:{_SEP} DAY){{1,9}}) {_MONTH} {_YEAR_AFTER}?", "w_day"),
    TimePattern("figures", f"{_WDAY} (?P<figures>DOTTED|NUM)", "w_figures"),
    TimePattern("dated", f"{_MOD}? {_REL}? {_MONTH} {_YEAR_AFTER}?", "w_month"),
    TimePattern("dated", f"(?P<ystep>YEARSTEP) in {_MONTH}", "w_month"),
    TimePattern(
        "dated", f"{_MOD}? {_REL}? (?P<season>SEASON|SEASONADV) (?:{_YEAR}|{_YREL}|(?P<ystep>YEARSTEP))?", "w_season"
    ),
    TimePattern("dated", "(?P<season>SEASON|SEASONADV) (?P<year>YEAR) DASH (?:YY|DAY|YEAR) year?", "w_season"),
    TimePattern("quarter", f"(?P<quarter>ORDW|ROMAN|DAY (?:DASH ORDEND)?) quarter (?:{_YEAR}|{_YREL})?"),
    TimePattern("half", f"(?P<half>ORDW|ROMAN|DAY (?:DASH ORDEND)?) (?:HALFYEAR|HALF) (?:{_YEAR}|{_YREL})"),
    TimePattern("years", f"{_MOD}? {_YEAR}", "w_year"),
    TimePattern("years", f"(?P<year>YEAR) {_BCE}", "w_year"),
    TimePattern("years", f"(?P<year>YY|DAY|N3) {_YEARWORD}? {_BCE}", "w_year"),
    TimePattern(
        "years_before_christ",
        "(?P<first>YEAR|N3|YY|DAY) (?:year STOP?|YABB STOP?)? (?:DASH|and|to|COMMA) (?P<year>YEAR|N3|YY|DAY)"
        f"{_YEARWORD}? {_BCE}",
    ),
    TimePattern("dated", f"{_MOD}? {_REL}? (?P<season>SEASON|SEASONADV)", "w_season"),
    TimePattern("dated", f"{_MOD}? (?P<season>SEASON|SEASONADV) (?P<year>N3|YY|DAY) {_YEARWORD}? {_BCE}", "w_season"),
    TimePattern(
        "year_range", f"(?P<year>YEAR) DASH (?P<second>YY|DAY) (?:DASH (?:YEARORD|TENS))? {_YEARWORD}?", "w_year"
    ),
    TimePattern(
        "tens", f"{_MOD}? (?P<decade>(?:YEAR|DAY|YY|N3) DASH TENS|DECADE|DECW) (?:years|year|YABB STOP?)?", "w_unit"
    ),
    TimePattern("centuries", f"{_MOD}? (?P<nth>{_NTH}) (?:CENTURY|CABB STOP) {_BCE}?", "w_century"),
    TimePattern(
        "century_list",
        f"(?P<first>{_NTH}) (?:DASH|and|to) (?P<second>{_NTH}) (?:CENTURY|CABB STOP)",
    ),
    TimePattern("this_unit", f"{_MOD}? {_REL} (?P<unit>year|UNIT|CENTURY|PART|quarter)", "w_unit"),
    TimePattern("this_unit", "(?P<mod>EDGE|PHASE) (?P<unit>year|UNIT|CENTURY)", "w_unit"),
    TimePattern("this_unit", "(?<=(?:in|on))(?P<unit>UNIT)", "w_weekend"),
    TimePattern("step", "(?P<year_step>YEARSTEP)"),
    TimePattern("step", "(?P<step>DAYSTEP)", "w_unit"),
    TimePattern("day_named", f"(?P<deictic>DEICTIC) COMMA? LATE? {_PART}?", "w_unit"),
    TimePattern("day_named", f"{_PART} (?P<deictic>DEICTIC)", "w_unit"),
    TimePattern(
        "week_day",
        f"(?:{_PART} (?:on|against))? {_REL}? (?P<wd>WDAY) (?:LATE? {_PART.replace('part', 'later')})?",
        "w_weekday",
    ),
    TimePattern("counted", f"APPROX{{0,2}} {_N}? APPROX? {_UNIT} (?P<way>AGO)", "w_unit"),
    TimePattern("counted", f"APPROX{{0,2}} {_N}? {_UNIT} (?P<way>LATER|EARLIER|AFTERTIME)", "w_unit"),
    TimePattern("counted", f"APPROX{{0,2}} {_N}? {_UNIT} (?:(?P<later>to ago)|(?P<earlier>to that))", "w_unit"),
    TimePattern("counted", f"(?P<way>THROUGH|AFTERTIME) APPROX? {_N}? {_UNIT} (?:after that)?", "w_unit"),
    TimePattern("counted", f"for {_N}? {_UNIT} (?P<earlier>to that)", "w_unit"),
    TimePattern("hour", f"(?P<clock>CLOCK) (?:HOUR STOP?)? {_OF_HOUR}? {_ZONE}?", "w_hour"),
    TimePattern("hour", f"(?<=at)(?P<clock>DOTTED) (?:HOUR STOP?)? {_OF_HOUR}? {_ZONE}?"),
    TimePattern(
        "hour",
        f"(?P<clock>DOTTED|DAY) (?:HOUR STOP?) (?:(?P<minute>DAY|YY) MINUTE STOP?)? {_OF_HOUR}? {_ZONE}?",
        "w_hour",
    ),
    TimePattern("hour", f"(?P<clock>DAY DASH ORDEND|ORDW) HOUR STOP? {_OF_HOUR}? {_ZONE}?", "w_hour"),
    TimePattern("hour", f"(?<=at)(?P<clock>DAY DASH ORDEND) {_OF_HOUR}? {_ZONE}?"),
    TimePattern("hour", f"(?P<clock>DAY|NUMW|ORDW) (?:HOUR STOP?)? (?P<part>PART|DNIA) {_ZONE}?", "w_hour"),
    TimePattern("hour", f"(?P<halfday>HALFDAY) {_ZONE}?", "w_hour"),
    TimePattern("hour", f"(?<=at)(?P<halfday>MIDNIGHT) {_ZONE}?"),
    TimePattern("holiday", f"(?P<holiday>HOLIDAY) {_YEAR_AFTER}?", "holiday"),
    TimePattern("holiday", "(?<!in)(?P<holiday>NEW) year"),
    TimePattern("bare_day", f"(?:{_PART} (?:on|against))? (?P<day>DAY) DASH (?:ORDEND|TENS)", "w_bare_day"),
    TimePattern("day_part", _PART, "w_part"),
    TimePattern(
        "lasting",
        f"APPROX{{0,2}} {_N} (?P<unit>lasting|UNIT|HOUR|MINUTE|CENTURY) {_N.replace('<n>', '<more>')}?",
        "w_lasting",
    ),
)

UNIONS: Final = {
    "lasting": ("nominative", "years"),
    "year": ("year", "nominative"),
    "NUMBER": ("DAY", "YY", "N3", "NUM", "NUMW", "DOTTED"),
    "ANYNUMBER": ("DAY", "YY", "N3", "NUM", "YEAR"),
    "ANYERA": ("BCE",),
    "CAP": ("CAP", "PLACE"),
    "ORDEND": ("YEARORD", "ORDEND", "in", "and", "e"),
    "PARTADV": ("PARTADV", "DAYTIME"),
    "UNIT": ("UNIT", "DNIA"),
    "RELATIVE": ("PREVIOUS", "FOLLOWING", "NEXT"),
    "AGO": ("AGO", "ago"),
    "that": ("that", "ago"),
    "UNTIL": ("to",),
    "EACH": ("EACH", "DAILY"),
    "PREP": (
        *("in", "on", "by", "from", "to", "since", "between", "at", "before", "after", "for", "about", "against"),
        *("THROUGH", "during"),
    ),
}
"""Classes together; a class may be named like the union that holds it."""
