"""English: its time words, the shapes of its time expressions, and the cues of its tenses.

Patterns run over word classes (see `extract.languages.model`). Names in capitals are classes or unions of them;
names in lower case are words that have a class of their own.

Days that English calls by a name: feasts that come every year, and the few days that are a date of their own.

Only what means one day to every reader stands here: Independence Day and Mother's Day differ by country, and the feasts
of the moon need its tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.languages.english.prose import CUES, HABITS
from timeline_app.extract.languages.model import Language, TimePattern, lexicon, listed

if TYPE_CHECKING:
    from collections.abc import Mapping


_EVERY_YEAR: Final = """
    12-24 christmas eve / 12-25 christmas day / 12-26 boxing day / 12-26 st stephen day / 12-31 new year eve
    01-01 new year day / 01-06 three kings day / 02-02 groundhog day / 02-14 valentine day / 02-14 valentines day
    02-14 st valentine day / 03-08 women day / 03-08 international women day / 03-17 st patrick day
    04-01 april fools day / 04-01 april fool day
    04-22 earth day / 04-23 st george day / 04-25 anzac day / 05-01 may day / 05-09 victory day
    06-24 midsummer day / 07-01 canada day / 07-14 bastille day / 01-26 australia day / 11-01 all saints day
    11-02 all souls day / 11-11 armistice day / 11-11 remembrance day / 11-11 veterans day / 11-30 st andrew day
    11/4/3 thanksgiving day / 01/3/0 martin luther king day / 01/3/0 martin luther king jr day / 01/3/0 mlk day
    02/3/0 presidents day / 02/3/0 president day / 05/-1/0 memorial day / 09/1/0 labor day / 10/2/0 columbus day
    easter-47 shrove tuesday / easter-46 ash wednesday / easter-7 palm sunday / easter-3 maundy thursday
    easter-2 good friday / easter-1 holy saturday / easter+0 easter day / easter+0 easter sunday
    easter+1 easter monday / easter+39 ascension day / easter+49 whit sunday / easter+50 whit monday
"""
"""What the year is asked for: month and day, "month/which/weekday" (-1 is the last), or days from Western Easter."""

_ONCE: Final = """
    1944-06-06 d day / 1945-05-08 ve day / 1945-05-08 v e day / 1945-08-15 vj day / 1945-08-15 v j day
    2001-09-11 9 to 11 / 2001-09-11 september 11 attacks / 2001-09-11 sept 11 attacks / 2001-09-11 11 september attacks
    2021-01-06 january 6 attack / 2021-01-06 january 6 riot / 2021-01-06 jan 6 attack / 2021-01-06 jan 6 riot
    2023-10-07 october 7 attack / 2023-10-07 october 7 attacks / 2023-10-07 october 7 massacre
    2023-10-07 7 october attack / 2023-10-07 7 october attacks / 2023-10-07 oct 7 attack / 2023-10-07 oct 7 attacks
"""


def _listed(lines: str) -> Mapping[str, str]:
    entries = (entry.split(maxsplit=1) for line in lines.splitlines() for entry in line.split(" / ") if entry.strip())
    return {name.strip(): when for when, name in entries}


FEASTS: Final[Mapping[str, str]] = _listed(_EVERY_YEAR + _ONCE)
"""Name in lower case, without apostrophes, stops and hyphens, a slash read "to" -> when it is."""


_ALONE: Final = listed("""
    the of in on at by and or to until till through from since ago hence back this that these same time every
    each other per half part hours hour old age long local standard between during throughout within for as
    before after than dozen anniversary q year week day days eve quarter spring fall present moment new world war
""")
"""Words that patterns name; each is a class of its own."""

_CLASSES: Final = {
    "MONTH": "january=1 february=2 april=4 june=6 july=7 august=8 september=9 october=10 november=11 december=12",
    "MAY": "march=3 may=5",
    "MONABB": "jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12",
    "WDAY": "monday=0 tuesday=1 wednesday=2 thursday=3 friday=4 saturday=5 sunday=6",
    "WDAYS": "mondays=0 tuesdays=1 wednesdays=2 thursdays=3 fridays=4 saturdays=5 sundays=6",
    "WDABB": "mon=0 tue=1 tues=1 wed=2 thu=3 thur=3 thurs=3 fri=4 sat=5 sun=6",
    "NUMW": """
        zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12
        thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30
        forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000
    """,
    "ORDW": """
        first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11
        twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18
        nineteenth=19 twentieth=20 thirtieth=30 fortieth=40 fiftieth=50 sixtieth=60 seventieth=70 eightieth=80
        ninetieth=90
    """,
    "DECW": "twenties=20 thirties=30 forties=40 fifties=50 sixties=60 seventies=70 eighties=80 nineties=90",
    "SEASON": """
        summer=SU summers=SU midsummer=SU autumn=FA autumns=FA winter=WI winters=WI midwinter=WI springtime=SP
    """,
    "UNIT": """
        month=month months=month years=year weeks=week decade=decade decades=decade quarters=quarter
        weekend=weekend fortnight=fortnight fortnights=fortnight
    """,
    "CENTURY": "century=century centuries=century",
    "TUNIT": "minute=minute minutes=minute seconds=second",
    "PART": """
        morning=MO dawn=MO daybreak=MO sunrise=MO afternoon=AF evening=EV dusk=EV sunset=EV nightfall=EV
        night=NI nighttime=NI daytime=DT
    """,
    "PARTS": "mornings=MO afternoons=AF evenings=EV nights=NI",
    "HALFDAY": "noon=12:00 midday=12:00 midnight=00:00",
    "AMPM": "am=am pm=pm a.m.=am p.m.=pm",
    "OCLOCK": "o'clock",
    "HRS": "hrs hr h",
    "DEICTIC": "today=0 tonight=0 tomorrow=1 yesterday=-1",
    "PHASE": "early=START earliest=START mid=MID late=END latest=END",
    "EDGE": """
        start=START beginning=START onset=START outset=START outbreak=START turn=START middle=MID midst=MID midpoint=MID
        height=MID end=END close=END rest=END remainder=END
    """,
    "LATTER": "former=START opening=START latter=END final=END closing=END",
    "LATER": "later=following earlier=previous",
    "PAST": "past=last",
    "LAST": "last=last",
    "NEXT": "next=next coming=coming upcoming=coming forthcoming=coming",
    "PREVIOUS": "previous=previous preceding=previous prior=previous",
    "FOLLOWING": "following=following subsequent=following succeeding=following ensuing=following",
    "CURRENT": "current=this",
    "AFTERWARDS": "afterwards=following afterward=following thereafter=following",
    "BEFOREHAND": "previously=previous beforehand=previous",
    "RECENT": "recent",
    "APPROX": """
        about=~ around=~ approximately=~ roughly=~ nearly=~ almost=~ circa=~ c=~ ca=~ over=~ some just only
        exactly barely
    """,
    "MORE": "more less fewer under",
    "A": "a=1 an=1 another=1",
    "SOME": "few=X several=X many=X various=X countless=X couple=2",
    "OWN": "his her its their our my your whose",
    "DAILY": """
        daily=XXXX-XX-XX everyday=XXXX-XX-XX nightly=XXXX-XX-XXTNI hourly=XXXX-XX-XXTXX weekly=XXXX-WXX
        monthly=XXXX-XX quarterly=XXXX-QX yearly=XXXX annually=XXXX annual=XXXX
    """,
    "NOW": """
        now=PRESENT_REF currently=PRESENT_REF presently=PRESENT_REF nowadays=PRESENT_REF recently=PAST_REF
        lately=PAST_REF
    """,
    "FUTURE": "future=FUTURE_REF",
    "HOLIDAY": """
        christmas=12-25 xmas=12-25 halloween=10-31 epiphany=01-06 michaelmas=09-29 candlemas=02-02 martinmas=11-11
        hogmanay=12-31 juneteenth=06-19 thanksgiving=11/4/3 easter=easter+0 pentecost=easter+49 whitsun=easter+49
    """,
    "FISCAL": "fiscal financial fy",
    "WW": "wwi=1 wwii=2",
    "ROMAN": "i=1 ii=2",
    "BCE": "bc=BC bce=BC b.c.=BC b.c=BC b.c.e.=BC",
    "CE": "ad=AD ce=AD a.d.=AD a.d=AD c.e.=AD",
    "ZONE": """
        utc gmt z est edt cst cdt mst mdt pst pdt et ct mt pt cet cest eet eest msk bst jst wet west trt ist idt eat
    """,
    "PLACE": """
        moscow kyiv kiev london berlin paris brussels warsaw istanbul ankara minsk rome athens bucharest vienna
        geneva jerusalem gaza beirut damascus baghdad tehran kabul beijing tokyo seoul delhi islamabad tbilisi
        baku yerevan cairo khartoum riyadh doha washington
    """,
    "REGION": "eastern pacific",
    "PLUS": "+",
}

_MEANT: Final = {
    "those": ("that", "that"), "very": ("same", "that"), "this": ("this", "this"), "that": ("that", "that"),
    "same": ("same", "that"), "on": ("on", "following"), "before": ("before", "previous"), "dozen": ("dozen", 12),
    "after": ("after", "following"), "hours": ("hours", "hour"), "hour": ("hour", "hour"), "days": ("days", "day"),
    "spring": ("spring", "SP"), "fall": ("fall", "FA"), "present": ("present", "PRESENT_REF"),
    "moment": ("moment", "PRESENT_REF"), "other": ("other", 2), "&": ("and", "and"),
}  # fmt: skip
"""Words of a class of their own that stand for something else than themselves."""

_ZONES: Final = {
    "utc": "Z", "gmt": "Z", "z": "Z", "wet": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "trt": "+03:00", "bst": "+01:00", "west": "+01:00",
    "jst": "+09:00", "idt": "+03:00", "eat": "+03:00",
    "et": "America/New_York", "ct": "America/Chicago",
    "mt": "America/Denver", "pt": "America/Los_Angeles",
    "eastern": "America/New_York", "pacific": "America/Los_Angeles", "moscow": "Europe/Moscow",
    "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "london": "Europe/London", "berlin": "Europe/Berlin",
    "paris": "Europe/Paris", "brussels": "Europe/Brussels", "warsaw": "Europe/Warsaw", "istanbul": "Europe/Istanbul",
    "ankara": "Europe/Istanbul", "minsk": "Europe/Minsk", "rome": "Europe/Rome", "athens": "Europe/Athens",
    "bucharest": "Europe/Bucharest", "vienna": "Europe/Vienna", "geneva": "Europe/Zurich",
    "jerusalem": "Asia/Jerusalem", "gaza": "Asia/Gaza", "beirut": "Asia/Beirut", "damascus": "Asia/Damascus",
    "baghdad": "Asia/Baghdad", "tehran": "Asia/Tehran", "kabul": "Asia/Kabul", "beijing": "Asia/Shanghai",
    "tokyo": "Asia/Tokyo", "seoul": "Asia/Seoul", "delhi": "Asia/Kolkata", "islamabad": "Asia/Karachi",
    "tbilisi": "Asia/Tbilisi", "baku": "Asia/Baku", "yerevan": "Asia/Yerevan", "cairo": "Africa/Cairo",
    "khartoum": "Africa/Khartoum", "riyadh": "Asia/Riyadh", "doha": "Asia/Qatar", "washington": "America/New_York",
}  # fmt: skip

_MOD: Final = (
    "(?P<mod>(?:EDGE DASH"
    "|the? PHASE (?:DASH|(?:part|days|UNIT)? of|in|on)?|the? PHASE? EDGE of|the? LATTER (?:part|days) of"
    "|the? (?:ORDW|LATTER) half of|the? (?:ORDW|LASTING) quarter of(?=the?(?:ORD|ORDW|ORDX)DASH?CENTURY)"
    "|LATER in|LATER|the? (?:ORDW|LASTING) (?:week|days|day) of"
    "|(?:PHASE in)? (?:the PHASE?|PHASE) (?:PART hours?|hours) (?:of|on)|PART on|LATTER(?= ANYDECADE)))"
)
_YEAR: Final = (
    "(?P<year>CE? (?:the year)? YEAR ANYERA?|NUMBER ANYERA|CE NUMBER|APYEAR|N3(?=COMMA|STOP|RPAR|DASH|BREAK))"
)
_SEASON_YEAR: Final = _YEAR.removesuffix(")") + "|(?<=of)N3)"
_YEAR_OF: Final = "(?:(?:of|in|COMMA)? (?P<yrel>the? (?:RELATIVE|LAST|this|that|same){1,3} year))"
_YEAR_AFTER: Final = f"(?:COMMA? of? {_YEAR}|{_YEAR_OF})"
_REL: Final = "(?P<rel>this PAST|(?:RELATIVE|LAST|this|that|same){1,3})"
_NAMED_REL: Final = "(?P<rel>this? PAST|(?:RELATIVE|LAST|this|that|same){1,3})"
"""Of months, seasons and weekdays "the past summer" is the last one; "the past year" is twelve months."""
_ONE_OF_THEM: Final = "(?P<rel>RELATIVE|LAST|this|that)"
_MONTH: Final = "(?P<month>MONTH|MAY|MONABB STOP?)"
_WDAY: Final = "(?:(?P<wd>WDAY|WDABB) STOP? COMMA? (?:the|on)?)?"
_SEP: Final = "(?:COMMA|DASH|and|or|to|until|till|through){1,2} the?"
_AMOUNT: Final = "(?P<n>(?:A? SOME of?|A? dozen|half A|A NUMBER|A|NUMBER (?:and A half)?) MORE?)"
_SOME_UNITS: Final = f"(?:APPROX|MORE than){{0,3}} {_AMOUNT} (?P<unit>ANYUNIT) (?:and (?P<more>A half))?"
_ZONE: Final = "(?P<zone>ZONE (?:PLUS DAY)?|(?:PLACE|REGION|CAP|local) standard? time)"
_NTH: Final = "ORD|ORDW|ORDX"

SHAPES: Final = (
    TimePattern("iso", "(?P<iso>ISO)"),
    TimePattern("numeric", f"{_WDAY} (?P<numeric>NUMDATE)", "numeric"),
    TimePattern(
        "date",
        f"{_MOD}? {_WDAY} the? (?P<day>DAY|ORD|ORDW(?=of)|(?:ORD|ORDW) day (?=of)) DASH? of? {_MONTH}"
        f"(?:{_YEAR_AFTER}|(?P<rel>LAST|NEXT)(?=COMMA|STOP|BREAK|and))?",
        "date",
    ),
    TimePattern("date", "(?P<day>DAY|ORD) DASH (?P<month>MONTH|MAY|MONABB) DASH (?P<year>YEAR)", "date"),
    TimePattern("two_styles", f"(?P<first>DAY) LPAR (?P<day>DAY) RPAR of? {_MONTH} {_YEAR_AFTER}?"),
    TimePattern("two_styles", f"{_MONTH} (?P<first>DAY) LPAR (?P<day>DAY) RPAR {_YEAR_AFTER}?"),
    TimePattern(
        "date", f"{_MOD}? {_WDAY} (?:the? {_REL})? {_MONTH} (?:the(?=ORD))? (?P<day>DAY|ORD) {_YEAR_AFTER}?", "date"
    ),
    TimePattern(
        "day_list",
        f"(?P<days>the? (?:DAY|ORD) (?:{_SEP} (?:DAY|ORD)){{1,9}}) of? {_MONTH} {_YEAR_AFTER}?",
        "day_list",
    ),
    TimePattern(
        "month_list",
        f"{_MOD}? {_MONTH} (?P<days>(?:DAY|ORD) (?:{_SEP} (?:DAY|ORD)){{1,9}}) (?:COMMA? {_YEAR})?",
        "month_list",
    ),
    TimePattern("date", f"{_MOD}? the? {_MONTH} (?:COMMA? (?:of|in)? (?:the year)? {_YEAR}|{_YEAR_OF})"),
    TimePattern("date", f"{_MOD}? (?:the(?!(?:MONTH|MAY|MONABB STOP?)(?:DAY|ORD)))? {_NAMED_REL}? {_MONTH}", "month"),
    TimePattern(
        "season",
        f"{_MOD}? the? {_NAMED_REL}? (?P<season>ANYSEASON)"
        f"(?:COMMA? (?:of|in)? {_SEASON_YEAR} (?:DASH (?:YY|DAY|YEAR|N3))?|{_YEAR_OF})",
        "season_year",
    ),
    TimePattern("season", "(?P<year>YEAR) (?:DASH (?:YY|DAY|YEAR))? (?P<season>ANYSEASON)", "season_year"),
    TimePattern("season", f"{_MOD}? the? {_NAMED_REL}? (?P<season>ANYSEASON)", "season"),
    TimePattern(
        "quarter",
        f"{_MOD}? the? (?P<quarter>ORD|ORDW|LASTING) DASH? quarter"
        f"(?:COMMA? of? (?:FISCAL year?)? {_YEAR}|{_YEAR_OF}|of the year)?",
        "quarter",
    ),
    TimePattern("quarter", f"q (?P<quarter>DAY) (?:COMMA? of? (?:FISCAL year?)? {_YEAR})?", "glued"),
    TimePattern("half", f"HRS (?P<half>DAY) {_YEAR}", "glued"),
    TimePattern("half", f"the? (?P<half>ORD|ORDW|LATTER) half (?:of? {_YEAR}|{_YEAR_OF}|of the year)"),
    TimePattern("year", f"{_MOD}? (?:the? FISCAL? year|FISCAL)? {_YEAR}", "year"),
    TimePattern("year", f"year DASH? (?P<mod>EDGE) (?:of|in)? {_YEAR}", "year"),
    TimePattern("ancient", f"{_MOD}? the year (?P<year>YY|DAY|N3)", "uncounted"),
    TimePattern("year_range", "(?P<year>YEAR) DASH (?P<second>YY|DAY)", "year_range"),
    TimePattern("era_list", "(?P<years>ANYNUMBER (?:(?:COMMA|DASH|and|or|to|until){1,2} ANYNUMBER){1,9}) ANYERA"),
    TimePattern("era_list", "(?P<lead>CE) (?P<years>ANYNUMBER (?:DASH|to|until|till) ANYNUMBER)"),
    TimePattern("ancient", f"{_MOD}? (?P<year>N3)", "ancient"),
    TimePattern("decade", f"{_MOD}? the? (?P<decade>DECADE ANYERA?|DEC3 ANYERA?|DECW)", "decade"),
    TimePattern("century", f"{_MOD}? the? (?P<nth>{_NTH}) DASH? CENTURY (?P<era>ANYERA)?"),
    TimePattern(
        "decade_of_century",
        f"{_MOD}? the? (?P<decade>ORD|ORDW|LASTING) (?P<unit>UNIT) of the (?P<nth>{_NTH}) DASH? CENTURY",
    ),
    TimePattern(
        "century_list",
        f"the? (?P<first>{_NTH}) DASH? (?:and|or|to|DASH|through) the? (?P<second>{_NTH}) DASH? CENTURY"
        "(?P<era>ANYERA)?",
    ),
    TimePattern("relative", f"{_MOD}? the? {_REL} (?P<unit>CALENDAR) (?P<part>PART)?", "relative"),
    TimePattern("relative", "the (?P<rel>PAST) (?P<unit>UNIT)", "weekend"),
    TimePattern("relative", "the (?P<unit>UNIT)", "weekend"),
    TimePattern(
        "apposed",
        "(?<=COMMA) (?:the|OWN|(?:CAP|the OTHER) POSS) (?:OTHER|LATTER){1,3} (?P<unit>day|week|month|year|UNIT)",
        "superlative",
    ),
    TimePattern("apposed", f"(?<=COMMA) (?:the|OWN|(?:CAP|the OTHER) POSS) (?:{_NTH}) anniversary", "beside_date"),
    TimePattern("before_last", "the (?P<unit>year|week|UNIT) before LAST"),
    TimePattern("relative", f"{_MOD} the (?P<unit>year|week|UNIT|CENTURY|day|quarter)", "of_unit"),
    TimePattern("relative", "the? (?P<unit>year|UNIT|CENTURY|week) POSS (?P<edge>EDGE)", "relative"),
    TimePattern("relative", "the (?P<unit>year|week|CENTURY) POSS"),
    TimePattern("relative", "(?P<unit>year|UNIT) DASH? (?P<edge>EDGE)", "time_word_before"),
    TimePattern(
        "relative",
        "(?:the|on the) (?P<unit>day|year|week|UNIT|PART) (?P<rel>before|after|LATER|PREVIOUS|FOLLOWING)",
        "clause_end",
    ),
    TimePattern("beside_event", "(?:the|on the) (?P<unit>day|year|week|UNIT|PART) (?=before|after)"),
    TimePattern("deictic", f"{_MOD}? (?P<deictic>DEICTIC) (?:at? (?P<part>PART))?", "deictic"),
    TimePattern("deictic", "the? day (?P<step>before|after) (?P<deictic>DEICTIC)"),
    TimePattern(
        "weekday",
        f"{_MOD}? the? {_NAMED_REL}? (?P<wd>WDAY) (?P<part>PART)?"
        "(?:(?:of|in|COMMA)? (?P<wrel>RELATIVE|LAST|this) week)?",
        "weekday",
    ),
    TimePattern(
        "shift",
        f"{_SOME_UNITS} (?P<dir>ago|LATER|BEFOREHAND|hence|back|from (?:NOW|DEICTIC)|AFTERWARDS)"
        "(?:this (?P<within>week|UNIT|day)|(?P<today>DEICTIC)|(?<=ago)(?P<wd>WDAY))?",
        "whole",
    ),
    TimePattern(
        "shift",
        f"{_SOME_UNITS} (?P<dir>from) (?P<wd>WDAY)",
        "whole",
    ),
    TimePattern("weekdays_ago", "(?P<n>NUMBER) (?P<wd>WDAYS) ago"),
    TimePattern("shift", f"{_SOME_UNITS} (?P<dir>before|after|on)", "clause_end"),
    TimePattern("shift", f"in {_SOME_UNITS} POSS? (?P<dir>time)"),
    TimePattern("vague", "(?P<unit>ANYUNIT) (?P<dir>ago|LATER|BEFOREHAND|AFTERWARDS)", "vague"),
    TimePattern(
        "duration",
        "(?:the? (?P<rel>LAST|PAST|NEXT|FOLLOWING|PREVIOUS|LATTER|ORDW))? (?:APPROX|MORE than){0,3}"
        f"{_AMOUNT} OTHER? DASH? (?P<unit>ANYUNIT) (?:DASH? (?:long|old))?",
        "duration",
    ),
    TimePattern("duration", "(?:the|this|these) (?P<rel>PAST) (?P<unit>ANYUNIT)"),
    TimePattern("vague_duration", "(?P<unit>ANYUNIT) DASH long"),
    TimePattern("recent", "RECENT (?P<unit>ANYUNIT)"),
    TimePattern("set", "(?:every|each) (?P<n>other|NUMBER|ORDW)? (?P<what>WDAY|MONTH|ANYSEASON|CALENDAR|hour|TUNIT)"),
    TimePattern("set", "per (?P<what>year|day|week|hour|UNIT|TUNIT)"),
    TimePattern("set", "(?P<what>WDAYS|DAILY)", "daily"),
    TimePattern("set", "(?P<what>WDAY|WDAYS) PARTS"),
    TimePattern(
        "clock",
        f"(?P<clock>CLOCK|DOTTED(?=AMPM|HRS|hours|ZONE)) (?P<ap>AMPM)? (?:hours|HRS)? (?:LPAR? {_ZONE} RPAR?)?"
        "(?:in the (?P<part>PART))?",
        "clock",
    ),
    TimePattern("clock", f"(?P<clock>DAY) (?P<ap>AMPM) {_ZONE}?"),
    TimePattern("clock", f"(?P<clock>DAY) OCLOCK (?:(?:in the|at) (?P<part>PART))? {_ZONE}?"),
    TimePattern("clock", f"(?P<clock>HHMM|YEAR) (?:hours|HRS) {_ZONE}?"),
    TimePattern("clock", "(?P<clock>HHMM|YEAR) (?P<zone>ZONE)"),
    TimePattern("clock", f"(?P<halfday>HALFDAY) {_ZONE}?", "halfday"),
    TimePattern("holiday", f"{_ONE_OF_THEM}? (?P<holiday>HOLIDAY) PART? {_YEAR_AFTER}?", "holiday"),
    TimePattern(
        "feast",
        f"{_ONE_OF_THEM}? (?P<feast>NAMING (?:NAMING|POSS|STOP|DASH){{0,5}} (?:day|eve|WDAY)) {_YEAR_AFTER}?",
        "holiday",
    ),
    TimePattern("feast", "(?P<feast>DAY DASH DAY)", "holiday"),
    TimePattern("feast", "(?P<feast>(?:MONTH|MONABB STOP?) DAY|DAY MONTH) (?P<what>OTHER)"),
    TimePattern("war", "the? (?:(?P<nth>ORDW) world war|world war (?P<number>ROMAN|NUMW|DAY)|(?P<short>WW))", "war"),
    TimePattern("nth_weekday", f"the? (?P<nth>ORDW|LAST) (?P<wd>WDAY) (?:of|in) {_MONTH} {_YEAR_AFTER}?"),
    TimePattern("weekday_ordinal", "(?P<wd>WDAY) COMMA? the? (?P<day>ORD)", "time_word_before"),
    TimePattern("bare_ordinal", f"the (?P<day>ORD|ORDW) (?:day of|of) (?:the|{_ONE_OF_THEM}) (?P<unit>UNIT)"),
    TimePattern("bare_ordinal", "the (?P<day>ORD)", "bare_ordinal"),
    TimePattern("ref", "(?P<ref>NOW)", "whole"),
    TimePattern("ref", "at? the? (?P<ref>present) (?:day|time)?", "present"),
    TimePattern("ref", "at the (?P<ref>moment)"),
    TimePattern("ref", "these days"),
    TimePattern("ref", "the (?P<ref>FUTURE|PAST)", "clause_end"),
)

LANGUAGE: Final = Language(
    code="en",
    words=lexicon(_ALONE, _CLASSES, _MEANT),
    capital_only=listed("""
        march may mar jan feb apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
        ad bc bce ce q est west z et ct mt pt ist eat eastern pacific august i ii world war
    """),
    unions={
        "NUMBER": ("DAY", "YY", "N3", "NUM", "NUMW", "DOTTED"),
        "ANYNUMBER": ("DAY", "YY", "N3", "NUM", "YEAR"),
        "ANYERA": ("BCE", "CE"),
        "CAP": ("CAP", "PLACE", "REGION"),
        "ANYSEASON": ("SEASON", "spring", "fall"),
        "ANYDECADE": ("DECADE", "DECW"),
        "RELATIVE": ("PREVIOUS", "FOLLOWING", "NEXT", "CURRENT"),
        "LASTING": ("LAST", "LATTER"),
        "NAMING": ("CAP", "MONTH", "MAY", "HOLIDAY", "new", "year"),
        "ANYUNIT": ("year", "week", "day", "days", "UNIT", "CENTURY", "quarter", "hours", "hour", "TUNIT"),
        "CALENDAR": ("year", "week", "day", "UNIT", "CENTURY", "quarter", "PART"),
        "UNTIL": ("to", "until", "till", "for"),
        "EACH": ("every", "each", "per", "DAILY", "WDAYS", "PARTS"),
        "PREP": (
            *("in", "on", "by", "of", "from", "to", "until", "till", "since", "during", "between", "through", "at"),
            *("throughout", "before", "after", "for", "within"),
        ),
    },
    shapes=SHAPES,
    tens={"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    multipliers={"hundred": 100, "thousand": 1000, "million": 1_000_000},
    zones=_ZONES,
    cues=CUES,
    habits=HABITS,
    feasts=FEASTS,
)
