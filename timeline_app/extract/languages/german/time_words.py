"""German time words and the shapes of German time expressions: ordinals with a full stop, compounds of day and part."""

from __future__ import annotations

from typing import Final

from timeline_app.extract.languages.german.prose import CUES, HABITS
from timeline_app.extract.languages.model import Language, TimePattern, lexicon, listed
from timeline_app.extract.languages.zones import ZONES

_ADJECTIVE: Final = "e,en,er,em,es"
_DAYS: Final = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_PARTS: Final = {
    "morgen": "MO", "früh": "MO", "vormittag": "MO", "mittag": "MI", "nachmittag": "AF", "abend": "EV", "nacht": "NI",
}  # fmt: skip
_ONES: Final = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS: Final = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig",
                90: "neunzig"}  # fmt: skip


def _numbers() -> dict[str, int]:
    """Give the numbers that German writes in one word: vierundzwanzig."""
    small = [
        "null",
        "eins",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ]
    found = {word: number for number, word in enumerate(small)}
    for ten, word in _TENS.items():
        found[word] = ten
        found.update({f"{one}und{word}": ten + number for number, one in enumerate(_ONES) if one})
    return found | {"hundert": 100, "tausend": 1000, "zwo": 2}


def _ordinals() -> dict[str, int]:
    """Give the stems of ordinals up to 31."""
    irregular = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
    found = {}
    for word, number in _numbers().items():
        if 1 <= number <= 31 and word != "zwo":
            found[irregular.get(number, word + ("t" if number < 20 else "st"))] = number
    return found


def _weekdays() -> dict[str, str]:
    """Give the compounds of a weekday and a part of the day: Mittwochabend."""
    return {day + part: f"{number}{code}" for number, day in enumerate(_DAYS) for part, code in _PARTS.items()}


def _entries(words: dict[str, int] | dict[str, str]) -> str:
    return " ".join(f"{word}={value}" for word, value in words.items())


_CLASSES: Final = {
    "NUMW": _entries(_numbers()),
    "ORDW": " ".join(f"{stem}({_ADJECTIVE})={number}" for stem, number in _ordinals().items()),
    "MONTH": """
        januar=1 januars=1 jänner=1 februar=2 februars=2 feber=2 april=4 aprils=4 juni=6 juli=7 september=9 oktober=10
        oktobers=10 november=11 novembers=11 dezember=12 dezembers=12 juno=6
    """,
    "MAY": "märz=3 mai=5 august=8",
    "MONABB": "jan=1 jän=1 feb=2 febr=2 mrz=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 okt=10 nov=11 dez=12",
    "WDAY": " ".join(f"{day}(,s)={number}" for number, day in enumerate(_DAYS)) + " sonnabend(,s)=5",
    "WDABB": "mo=0 di=1 mi=2 do=3 fr=4 sa=5 so=6",
    "WDPART": _entries(_weekdays()),
    "ONE": "ein=1 eine=1 einen=1 einem=1 einer=1 eines=1",
    "SOME": "einige=X einigen=X einiger=X mehrere=X mehreren=X wenige=X wenigen=X weniger=X viele=X vielen=X paar=X",
    "HALFMORE": "halben=0 halbes=0 anderthalb=1 eineinhalb=1",
    "HALF": "hälfte",
    "HALFYEAR": "halbjahr halbjahres halbjahrs",
    "DECW": " ".join(f"{word}er(,n,jahre,jahren)={ten}" for ten, word in _TENS.items()),
    "SEASON": """
        frühjahr=SP frühjahrs=SP frühling=SP frühlings=SP sommer=SU sommers=SU herbst=FA herbstes=FA herbsts=FA
        winter=WI winters=WI spätsommer=SU frühsommer=SU hochsommer=SU spätherbst=FA frühherbst=FA
    """,
    "year": "jahr=year jahres=year jahrs=year",
    "years": "jahre=year jahren=year",
    "UNIT": """
        monat=month monats=month monates=month woche=week tag=day tags=day tages=day wochenende=weekend
        wochenendes=weekend wochenend=weekend jahrzehnt=decade jahrzehnts=decade
    """,
    "UNITS": "monate(,n)=month wochen=week tage(,n)=day jahrzehnte(,n)=decade wochenenden=weekend",
    "CENTURY": "jahrhundert(,s,e,en)=century jh=century jhd=century",
    "quarter": "quartal=quarter quartals=quarter quartale=quarter quartalen=quarter",
    "EDGEUNIT": """
        jahresende=END jahresanfang=START jahresbeginn=START jahresmitte=MID jahreswende=END jahreswechsel=END
        jahresschluss=END
    """,
    "EDGEMONTH": "monatsende=END monatsanfang=START monatsbeginn=START monatsmitte=MID",
    "HOUR": "uhr=hour",
    "LASTINGUNIT": "stunde=hour stunden=hour minute=minute minuten=minute sekunde=second sekunden=second",
    "MORGEN": "morgen=1",
    "PART": """
        vormittag=MO mittag=MI nachmittag=AF abend=EV nacht=NI abends=EV morgengrauen=MO vormittags=MO früh=MO
        nachmittags=AF spätabend=EV morgenstunden=MO abendstunden=EV nachtstunden=NI
        nachmittagsstunden=AF mittagsstunden=MI vormittagsstunden=MO
    """,
    "PARTADV": "morgens=MO mittags=MI nachts=NI frühmorgens=MO spätabends=EV",
    "HALFDAY": "mitternacht=00:00",
    "HALB": "halb=30",
    "DEICTIC": "heute=0 gestern=-1 vorgestern=-2 übermorgen=2",
    "DAYSTEP": "vortag=-1 vortages=-1 vorabend=-1 folgetag=1 folgetages=1",
    "YEARSTEP": "heuer=0 vorvorjahr=-2", "YEARBEFORE": "vorjahr=-1 vorjahres=-1",
    "PHASE": f"früh({_ADJECTIVE})=START spät({_ADJECTIVE})=END",
    "EDGE": "anfang=START beginn=START mitte=MID ende=END ausgang=END",
    "LAST": f"letzt({_ADJECTIVE})=last vergangen({_ADJECTIVE})=last vorig({_ADJECTIVE})=last",
    "PREVIOUS": f"vorherig({_ADJECTIVE})=previous",
    "NEXT": f"nächst({_ADJECTIVE})=next kommend({_ADJECTIVE})=coming",
    "FOLLOWING": f"folgend({_ADJECTIVE})=following darauffolgend({_ADJECTIVE})=following",
    "BEFORELAST": f"vorletzt({_ADJECTIVE})=last vorvergangen({_ADJECTIVE})=last vorvorig({_ADJECTIVE})=last",
    "this": f"dies({_ADJECTIVE})=this",
    "that": f"jen({_ADJECTIVE})=that",
    "same": """
        selben=that selbe=that gleichen=that demselben=that desselben=that derselben=that denselben=that dieselbe=that
    """,
    "ago": "vor=ago", "LATER": "später=later danach=later darauf=later drauf=later hernach=later",
    "EARLIER": "zuvor=earlier davor=earlier früher=earlier vorher=earlier",
    "APPROX": "etwa=~ rund=~ ungefähr=~ circa=~ ca=~ fast=~ knapp=~ gut=~ mehr=~ als über=~ genau nur erst schon noch",
    "EACH": f"jed({_ADJECTIVE})", "DAILY": "täglich jährlich wöchentlich monatlich alljährlich",
    "HOLIDAY": """
        weihnachten=12-25 heiligabend=12-24 silvester=12-31 neujahr=01-01 ostern=easter+0 ostersonntag=easter+0
        ostermontag=easter+1 karfreitag=easter-2 palmsonntag=easter-7 gründonnerstag=easter-3
        pfingsten=easter+49 pfingstsonntag=easter+49
        pfingstmontag=easter+50 aschermittwoch=easter-46 rosenmontag=easter-48 faschingsdienstag=easter-47
        allerheiligen=11-01 nikolaustag=12-06 dreikönigstag=01-06 neujahrstag=01-01 fronleichnam=easter+60
    """,
    "the": "der die das dem den des", "and": "und sowie", "or": "oder bzw", "in": "in im", "on": "am an",
    "to": "zu zum zur",
    "onto": "auf", "from": "von vom", "until": "bis", "since": "seit", "between": "zwischen", "at": "um",
    "before": "bevor", "after": "nach", "by": "ab", "for": "für", "during": "während", "about": "gegen",
    "of": "per", "COHORT": "jahrgang baujahr", "A": "lang",
    "v": "v", "n": "n", "chr": "chr christus",
    "ZONE": ZONES + " ortszeit= lokalzeit=",
    "ZONEWORD": """
        moskauer=Europe/Moscow kiewer=Europe/Kyiv kyjiwer=Europe/Kyiv berliner=Europe/Berlin
        mitteleuropäischer=Europe/Berlin osteuropäischer=Europe/Kyiv istanbuler=Europe/Istanbul
        türkischer=Europe/Istanbul
        washingtoner=America/New_York londoner=Europe/London pariser=Europe/Paris wiener=Europe/Vienna
        ukrainischer=Europe/Kyiv
    """,
    "TIMEWORD": "zeit",
    "TITLE": "herr herrn frau dr professor präsident kanzler minister general kommandeur oberst",
    "RESULT": "ergebnis", "PERCENT": "%", "DATED": "datiert",
}  # fmt: skip

_BCE: Final = "(?P<bce>v STOP chr STOP?|ago chr STOP?)"
_CE: Final = "(?:n STOP chr STOP?)"
_YEAR: Final = f"(?:year|years)? (?P<year>YEAR) (?:{_BCE}|{_CE})?"
_REL: Final = "(?P<rel>(?:RELATIVE|LAST|this|that|same|BEFORELAST){1,3})"
_YREL: Final = "(?P<yrel>the? (?:RELATIVE|LAST|this|that|same){1,3} year)"
_STEP: Final = "the? (?P<ystep>YEARSTEP)"
_YEAR_AFTER: Final = f"(?:COMMA? {_YEAR}|{_YREL}|{_STEP})"
_MOD: Final = "(?P<mod>EDGE the?|PHASE|ORDW HALF the?)"
_MONTH: Final = "(?P<month>MONTH|MAY|MONABB STOP?)"
_WDAY: Final = "(?:(?:the? (?:RELATIVE|LAST|this))? (?P<wd>WDAY|WDABB) STOP? COMMA? the?)?"
_WEEKDAY: Final = "(?:the? WDAY COMMA?)? the?"
_DAY: Final = "(?P<day>DAY STOP|ORDW)"
_NTH: Final = "(?P<nth>DAY STOP|ORDW)"
_PART: Final = "(?P<part>PART|PARTADV)"
_LATER: Final = "(?:(?P<later>PART|PARTADV)|(?P<morning>MORGEN))"
_OF_DAY: Final = f"(?:the? (?:{_PART}|(?P<morning>MORGEN)) (?:the|to the?|onto the?|from the?)?)"
_SEP: Final = "(?:COMMA|DASH|and|or|until|onto|to){1,2} (?:the|on)?"
_N: Final = "(?P<n>(?:the? (?:NUMBER|ONE) HALFMORE?|SOME|HALFMORE))"
_UNIT: Final = "(?P<unit>year|years|UNIT|UNITS|CENTURY)"
_ZONE: Final = "(?P<zone>LPAR? ZONE RPAR?|ZONEWORD TIMEWORD)"
_FULL: Final = f"{_DAY} {_MONTH} {_YEAR_AFTER}?"

SHAPES: Final = (
    TimePattern("iso", "(?P<iso>ISO)"),
    TimePattern("numeric", "(?:(?P<wd>WDAY|WDABB) STOP? COMMA? the?)? (?P<numeric>NUMDATE)", "numeric"),
    TimePattern("dated", f"(?:DEICTIC COMMA the?)? {_WDAY} {_FULL}", "w_day"),
    TimePattern("dated", f"{_OF_DAY} {_WDAY} {_FULL}", "w_day"),
    TimePattern("dated", f"{_DAY} (?P<month>MONABB) STOP? (?P<year>YY|DAY)(?=STOP|COMMA|BREAK|RPAR)", "w_day"),
    TimePattern(
        "dated",
        f"the? {_PART} from {_WEEKDAY} (?P<night>DAY) STOP MONTH? (?:onto|until|to) {_WEEKDAY}"
        f"(?P<day>DAY) STOP {_MONTH} {_YEAR_AFTER}?",
        "w_day",
    ),
    TimePattern("day_list", f"(?P<days>DAY STOP (?:{_SEP} DAY STOP){{1,9}}) {_MONTH} {_YEAR_AFTER}?", "w_day"),
    TimePattern("figures", "(?:(?P<wd>WDAY|WDABB) STOP? COMMA? the?)? (?P<figures>DOTTED|NUM) STOP?", "w_figures"),
    TimePattern("dated", f"{_MOD}? {_REL}? {_MONTH} {_YEAR_AFTER}?", "w_month"),
    TimePattern("dated", f"{_MOD}? {_REL}? (?P<season>SEASON) (?:{_YEAR}|{_YREL}|{_STEP})?", "w_season"),
    TimePattern("dated", "(?P<season>SEASON) (?P<year>YEAR) DASH (?:YY|DAY|YEAR)", "w_season"),
    TimePattern("quarter", f"(?P<quarter>ORDW|DAY STOP) quarter (?:{_YEAR}|{_YREL}|{_STEP})?"),
    TimePattern("half", f"(?P<half>ORDW|DAY STOP) (?:HALFYEAR|HALF) the? (?:{_YEAR}|{_YREL}|{_STEP})"),
    TimePattern("years", f"{_MOD}? {_YEAR}", "w_year"),
    TimePattern("years", f"(?P<year>YY|DAY|N3) (?:{_BCE}|(?P<era>{_CE}))"),
    TimePattern("year_range", "(?P<year>YEAR) DASH (?P<second>YY|DAY)", "w_year"),
    TimePattern("tens", f"{_MOD}? (?P<decade>DECADE|DECW) DASH? (?:years|year)", "w_unit"),
    TimePattern("tens", f"{_MOD}? (?<=the)(?P<decade>DECADE|DECW)", "w_unit"),
    TimePattern("tens", f"{_MOD} (?P<decade>DECADE|DECW)", "w_unit"),
    TimePattern("centuries", f"{_MOD}? {_NTH} CENTURY STOP? {_BCE}?"),
    TimePattern("century_list", "(?P<first>DAY) STOP (?:and|until|DASH) the? (?P<second>DAY) STOP CENTURY"),
    TimePattern(
        "this_unit", f"{_MOD}? {_REL} (?:(?P<unit>year|UNIT|CENTURY|PART|quarter)|(?P<morning>MORGEN))", "w_unit"
    ),
    TimePattern("this_unit", "(?P<mod>EDGE) the? (?P<unit>year|UNIT|CENTURY)", "w_unit"),
    TimePattern("this_unit", "(?P<mod>(?P<unit_edge>EDGEUNIT|EDGEMONTH))", "w_unit"),
    TimePattern("this_unit", "(?<=on)(?P<unit>UNIT) (?P<rel>LATER|EARLIER)", "w_unit"),
    TimePattern("this_unit", "(?<=on)(?P<unit>UNIT)", "w_weekend"),
    TimePattern("this_unit", "(?<=the)(?P<unit>UNIT) (?P<rel>LATER|EARLIER)", "w_unit"),
    TimePattern("years", f"(?P<mod>EDGEUNIT) {_YEAR} (?:DASH (?:YY|DAY|YEAR))?", "w_year"),
    TimePattern("step", "(?P<year_before>YEARBEFORE)"),
    TimePattern("step", "(?P<year_step>YEARSTEP)"),
    TimePattern("step", "(?P<later>(?P<step>DAYSTEP))"),
    TimePattern("day_named", f"(?P<deictic>DEICTIC|MORGEN) COMMA? {_LATER}?", "w_deictic"),
    TimePattern("week_day", f"(?:the? {_PART} (?:to|onto) the?)? {_REL}? (?P<wd>WDAY) {_LATER}?", "w_weekday"),
    TimePattern("week_day", f"{_REL}? (?P<wd>WDPART)", "w_weekday"),
    TimePattern("counted", f"(?P<way>ago) APPROX{{0,2}} {_N} {_UNIT}", "w_unit"),
    TimePattern("counted", f"APPROX{{0,2}} {_N} {_UNIT} (?P<way>LATER|EARLIER)", "w_unit"),
    TimePattern("counted", "(?P<unit>UNIT) (?P<way>LATER|EARLIER)", "w_tags"),
    TimePattern("counted", f"(?P<within>in) APPROX? {_N} {_UNIT}", "w_unit"),
    TimePattern("hour", f"(?P<clock>CLOCK|DOTTED) HOUR? {_PART}? {_ZONE}?", "w_german_hour"),
    TimePattern("hour", f"(?P<clock>DAY|NUMW|HHMM) HOUR (?P<minute>DAY|YY)? (?P<part>PART|PARTADV)? {_ZONE}?"),
    TimePattern("hour", "(?P<clock>DAY)(?=(?:until|DASH|and|or)(?:DAY|DOTTED|CLOCK)HOUR)"),
    TimePattern("hour", f"(?:{_PART} at)? (?P<lacks>HALB) (?P<clock>NUMW|DAY) HOUR? {_ZONE}?"),
    TimePattern("hour", f"(?P<halfday>HALFDAY) {_ZONE}?"),
    TimePattern("holiday", f"{_REL}? (?P<holiday>HOLIDAY) {_YEAR_AFTER}?", "w_unit"),
    TimePattern("bare_day", "(?:the? (?P<part>PART) (?:to|onto) the?)? (?P<day>DAY) STOP", "w_bare_day"),
    TimePattern("day_part", "the? PHASE? (?:(?P<part>PART)|(?P<morning>MORGEN))", "w_part"),
    TimePattern(
        "lasting", f"APPROX{{0,2}} {_N} OTHER? (?P<unit>year|years|UNIT|UNITS|LASTINGUNIT|CENTURY) A?", "w_lasting"
    ),
)  # fmt: skip

LANGUAGE: Final = Language(
    code="de",
    words=lexicon((), _CLASSES, {}),
    capital_only=listed("""
        januar jänner februar märz april mai juni juli august september oktober november dezember jan feb apr jun jul
        aug sep sept okt nov dez mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag
        sonnabend frühjahr frühling sommer herbst winter jahr monat woche tag jahrhundert quartal anfang beginn mitte
        ende uhr mittag nachmittag vormittag nacht abend spätabend morgenstunden abendstunden
        nachtstunden nachmittagsstunden mittagsstunden vormittagsstunden morgengrauen mitternacht wochenende
        juno feber zeit hälfte
    """)
    | listed(" ".join(f"{day}{part}" for day in _DAYS for part in _PARTS)),
    unions={
        "lasting": ("year", "years"),
        "NUMBER": ("DAY", "YY", "N3", "NUM", "NUMW", "DOTTED"),
        "ANYNUMBER": ("DAY", "YY", "N3", "NUM", "YEAR"),
        "ANYERA": ("chr",),
        "CAP": ("CAP", "TITLE"),
        "RELATIVE": ("PREVIOUS", "FOLLOWING", "NEXT"),
        "UNTIL": ("until", "onto"),
        "EACH": ("EACH", "DAILY"),
        "YEARSTEP": ("YEARSTEP", "YEARBEFORE"),
        "PREP": (
            *("in", "on", "by", "from", "to", "until", "since", "between", "at", "after", "for", "about", "during"),
            *("ago", "onto", "of", "COHORT"),
        ),
    },
    shapes=SHAPES,
    tens={},
    multipliers={},
    zones={},
    cues=CUES,
    habits=HABITS,
    feasts={},
    number_endings={"er": "DECADE", "ern": "DECADE"},
    ordinals_with_stop=listed(
        "am im zum vom beim der die das dem den des ein eine einen einem bis und auf zur seit ab"
    ),
    closing=listed("chr jh"),
    bare_years=True,
    free_weekdays=True,
)
