"""English: its time words, the shapes of its time expressions, and the cues of its tenses.

Patterns run over word classes (see `timeline_app.extract.language`). Names in capitals are classes or unions; names
in lower case are words that have a class of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.language import Language, Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_SINGLE = (
    "the of in on at by and or to until till through from since ago hence back this that these those same very time "
    "every each other per year half part hours hour old age long local day week eve now before after few couple several many "
    "dozen q days standard between during throughout within for as fall spring"
).split()


def _words() -> Mapping[str, tuple[str, object]]:
    words: dict[str, tuple[str, object]] = {word: (word, word) for word in _SINGLE}

    def put(kind: str, **entries: object) -> None:
        for group, value in entries.items():
            for word in group.split("_"):
                words[word] = (kind, value)

    def put_all(kind: str, listed: str, value: object = None) -> None:
        for word in listed.split():
            words[word.replace("_", " ")] = (kind, value if value is not None else word)

    for number, word in enumerate(_NUMBERS):
        words[word] = ("NUMW", number)
    for word, number in _TENS.items():
        words[word] = ("NUMW", number)
        words[word[:-1] + "ieth"] = ("ORDW", number)
    put("NUMW", hundred=100, thousand=1000)
    for number, word in enumerate(_ORDINALS):
        words[word] = ("ORDW", number)
    for number, word in enumerate(_MONTHS, 1):
        words[word] = ("MAY" if word in {"march", "may"} else "MONTH", number)
        words[word[:3]] = ("MAY" if word == "may" else "MONABB", number)
    words["sept"] = ("MONABB", 9)
    for number, word in enumerate(_DAYS):
        words[word] = ("WDAY", number)
        words[word + "s"] = ("WDAYS", number)
        words[word[:3]] = ("WDABB", number)
    put("WDABB", tues=1, thur_thurs=3)
    put("SEASON", summer_summers_midsummer="SU", autumn_autumns="FA", winter_winters_midwinter="WI")
    words["spring"], words["springtime"], words["fall"] = ("spring", "SP"), ("SEASON", "SP"), ("fall", "FA")
    put(
        "UNIT",
        months_month="month",
        years="year",
        weeks="week",
        decades_decade="decade",
        fortnight_fortnights="fortnight",
    )
    put("UNIT", quarters="quarter", weekend="weekend")
    words["year"], words["day"], words["days"], words["week"] = (
        ("year", "year"),
        ("day", "day"),
        ("days", "day"),
        ("week", "week"),
    )
    put("quarter", quarter="quarter")
    put("CENTURY", century_centuries="century")
    put("TUNIT", minute_minutes="minute", seconds="second")
    words["hours"], words["hour"] = ("hours", "hour"), ("hour", "hour")
    put("DECW", twenties=20, thirties=30, forties=40, fifties=50, sixties=60, seventies=70, eighties=80, nineties=90)
    put(
        "PART",
        morning="MO",
        afternoon="AF",
        evening="EV",
        night="NI",
        dawn_daybreak_sunrise="MO",
        dusk_sunset_nightfall="EV",
    )
    put("PART", daytime="DT", nighttime="NI")
    put("HALFDAY", noon="12:00", midday="12:00", midnight="00:00")
    put("AMPM", am="am", pm="pm")
    words["a.m."], words["p.m."] = ("AMPM", "am"), ("AMPM", "pm")
    put("PARTS", mornings="MO", afternoons="AF", evenings="EV", nights="NI")
    put("OWN", his="his", her="her", its="its", their="their", our="our", my="my", your="your", whose="whose")
    put("RECENT", recent=None)
    put("FISCAL", fiscal_financial_fy=None)
    put("world", world=None)
    put("wars", war=None)
    put("WW", wwi=1, wwii=2)
    put("ROMAN", i=1, ii=2)
    put("DEICTIC", today=0, tomorrow=1, yesterday=-1, tonight=0)
    put("PHASE", early="START", late="END", mid="MID", earliest="START", latest="END")
    put(
        "LATTER",
        latter="END",
        later="END",
        earlier="START",
        final="END",
        closing="END",
        opening="START",
        former="START",
    )
    put("EDGE", start_beginning_onset_outset_dawn="START", end_close="END", middle_midst_height_midpoint="MID")
    put("EDGE", rest_remainder="END", turn="START")
    words["dawn"] = ("PART", "MO")
    put("PAST", past="last")
    put("LAST", last="last")
    put("NEXT", next="next", coming="next", upcoming="next", forthcoming="next")
    put("PREVIOUS", previous="previous", preceding="previous", prior="previous")
    put("FOLLOWING", following="following", subsequent="following", succeeding="following", ensuing="following")
    put("CURRENT", current="this")
    put("this", this="this")
    put("that", that="that", those="that")
    put("same", same="that", very="that")
    put("AFTERWARDS", afterwards="following", afterward="following", thereafter="following", on="following")
    words["on"] = ("on", "following")
    put("BEFOREHAND", previously="previous", beforehand="previous")
    words["earlier"], words["later"] = ("LATER", "previous"), ("LATER", "following")
    words["before"], words["after"] = ("before", "previous"), ("after", "following")
    put_all("APPROX", "about around approximately roughly nearly almost circa c ca over", "~")
    put_all("APPROX", "some just only exactly barely")
    put_all("MORE", "more less fewer under")
    words["than"] = ("than", None)
    put("A", a=1, an=1, another=1)
    put("SOME", several="X", few="X", many="X", couple="2", various="X", countless="X")
    words["dozen"] = ("dozen", 12)
    put(
        "DAILY",
        daily="XXXX-XX-XX",
        weekly="XXXX-WXX",
        monthly="XXXX-XX",
        yearly_annually_annual="XXXX",
        hourly="XXXX-XX-XXTXX",
    )
    put("DAILY", nightly="XXXX-XX-XXTNI", everyday="XXXX-XX-XX", quarterly="XXXX-QX")
    put("NOW", now_currently_presently_nowadays="PRESENT_REF", recently_lately="PAST_REF")
    put("present", present="PRESENT_REF")
    put("FUTURE", future="FUTURE_REF")
    put("moment", moment="PRESENT_REF")
    put("HOLIDAY", christmas="12-25", xmas="12-25", halloween="10-31", easter="easter", epiphany="01-06")
    words["new"] = ("new", "new")
    put("OCLOCK")
    words["o'clock"] = ("OCLOCK", None)
    put("HRS", hrs_hr_h="hours")
    put("BCE", bc_bce="BC")
    put("CE", ad_ce="AD")
    words["b.c."], words["b.c.e."] = ("BCE", "BC"), ("BCE", "BC")
    words["a.d."], words["c.e."] = ("CE", "AD"), ("CE", "AD")
    put(
        "ZONE",
        **{
            zone: zone
            for zone in "utc gmt est edt cst cdt mst mdt pst pdt cet cest eet eest msk bst jst wet west trt z".split()
        },
    )
    put("PLACE", **{place: place for place in _PLACES})
    put("REGION", eastern="eastern", pacific="pacific")
    return words


_PLACES: Final = {
    "moscow": "Europe/Moscow", "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "london": "Europe/London",
    "berlin": "Europe/Berlin", "paris": "Europe/Paris", "brussels": "Europe/Brussels", "warsaw": "Europe/Warsaw",
    "istanbul": "Europe/Istanbul", "ankara": "Europe/Istanbul", "minsk": "Europe/Minsk", "rome": "Europe/Rome",
    "athens": "Europe/Athens", "bucharest": "Europe/Bucharest", "vienna": "Europe/Vienna", "geneva": "Europe/Zurich",
    "jerusalem": "Asia/Jerusalem", "gaza": "Asia/Gaza", "beirut": "Asia/Beirut", "damascus": "Asia/Damascus",
    "baghdad": "Asia/Baghdad", "tehran": "Asia/Tehran", "kabul": "Asia/Kabul", "beijing": "Asia/Shanghai",
    "tokyo": "Asia/Tokyo", "seoul": "Asia/Seoul", "delhi": "Asia/Kolkata", "islamabad": "Asia/Karachi",
    "tbilisi": "Asia/Tbilisi", "baku": "Asia/Baku", "yerevan": "Asia/Yerevan", "cairo": "Africa/Cairo",
    "khartoum": "Africa/Khartoum", "riyadh": "Asia/Riyadh", "doha": "Asia/Qatar", "washington": "America/New_York",
}  # fmt: skip

_ZONES: Final = {
    "utc": "Z", "gmt": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00",
    "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "bst": "+01:00", "jst": "+09:00", "wet": "Z",
    "west": "+01:00", "trt": "+03:00", "eastern": "America/New_York", "pacific": "America/Los_Angeles", **_PLACES,
}  # fmt: skip

_MOD = (
    "(?P<mod>(?:the? PHASE (?:DASH|(?:part|days|UNIT)? of|in|on)?|the? PHASE? EDGE of|the? LATTER (?:part|days) of"
    "|the? (?:ORDW|LATTER) half of|LATER in|LATER|the? (?:ORDW|LASTING) (?:week|days|day) of"
    "|(?:PHASE in)? (?:the PHASE?|PHASE) (?:PART hours?|hours) (?:of|on)|PART on|LATTER(?= ANYDECADE)))"
)
_YEAR = "(?P<year>CE? (?:the year)? YEAR ANYERA?|NUMBER ANYERA|CE NUMBER|APYEAR)"
_YEAR_OF = "(?:(?:of|in|COMMA)? (?P<yrel>the? (?:RELATIVE|LAST|this|that|same)+ year))"
_REL = "(?P<rel>(?:RELATIVE|LAST|this|that|same)+)"
_MONTH = "(?P<month>MONTH|MAY|MONABB STOP?)"
_WDAY = "(?:(?P<wd>WDAY|WDABB) STOP? COMMA? (?:the|on)?)?"
_SEP = "(?:(?:COMMA|DASH|and|or|to|until|till|through) the?)+"
_AMOUNT = "(?P<n>(?:A? SOME of?|A? dozen|half A|A NUMBER|A|NUMBER (?:and A half)?) MORE?)"
_APPROX = "(?:APPROX|MORE than)*"
_ZONE = "(?P<zone>ZONE|(?:PLACE|REGION|CAP|local) standard? time)"
_MERIDIEM = "(?P<ap>AMPM)"

SHAPES: Final = (
    Shape("iso", "(?P<iso>ISO)"),
    Shape("numeric", f"{_WDAY} (?P<numeric>NUMDATE)", "numeric"),
    Shape("date", f"{_MOD}? {_WDAY} the? (?P<day>DAY|ORD|ORDW(?=of)|(?:ORD|ORDW) day (?=of)) DASH? of? {_MONTH} (?:COMMA? of? {_YEAR}|{_YEAR_OF}|(?P<rel>LAST|NEXT)(?=COMMA|STOP|BREAK|and))?", "date"),
    Shape("date", f"{_MOD}? {_WDAY} {_MONTH} (?:the(?=ORD))? (?P<day>DAY|ORD) (?:(?:COMMA|of)? {_YEAR}|{_YEAR_OF})?", "date"),
    Shape("day_list", f"(?P<days>(?:the? (?:DAY|ORD) {_SEP})+ the? (?:DAY|ORD)) of? {_MONTH} (?:COMMA? {_YEAR}|{_YEAR_OF})?", "day_list"),
    Shape("month_list", f"{_MONTH} (?P<days>(?:DAY|ORD) (?:{_SEP} (?:DAY|ORD))+) (?P<tail>COMMA? {_YEAR})?", "month_list"),
    Shape("date", f"{_MOD}? the? {_MONTH} (?:COMMA? (?:of|in)? (?:the year)? {_YEAR}|{_YEAR_OF})", "month_year"),
    Shape("date", f"{_MOD}? the? {_REL}? {_MONTH}", "month"),
    Shape("season", f"{_MOD}? the? {_REL}? (?P<season>ANYSEASON) (?:COMMA? (?:of|in)? {_YEAR} (?:DASH(?:YY|DAY|YEAR))?|{_YEAR_OF})", "season_year"),
    Shape("season", "(?P<year>YEAR) (?:DASH (?:YY|DAY|YEAR))? (?P<season>ANYSEASON)", "season_year"),
    Shape("season", f"{_MOD}? the? {_REL}? (?P<season>ANYSEASON)", "season"),
    Shape("quarter", f"{_MOD}? the? (?P<quarter>ORD|ORDW) quarter (?:of? {_YEAR}|{_YEAR_OF}|of the year)?", "quarter"),
    Shape("quarter", f"q (?P<quarter>DAY) (?:COMMA? of? {_YEAR})?", "glued"),
    Shape("half", f"HRS (?P<half>DAY) {_YEAR}", "glued"),
    Shape("half", f"the? (?P<half>ORD|ORDW|LATTER) half (?:of? {_YEAR}|{_YEAR_OF}|of the year)"),
    Shape("year", f"{_MOD}? (?:the? FISCAL? year|FISCAL)? {_YEAR}", "year"),
    Shape("named_year", f"{_MOD}? the year (?P<year>YY|DAY|N3)"),
    Shape("year_range", "(?P<year>YEAR) DASH (?P<second>YY|DAY)", "year_range"),
    Shape("era_list", "(?P<years>ANYNUMBER (?:(?:COMMA|DASH|and|or|to|until)+ ANYNUMBER)+) ANYERA"),
    Shape("ancient", f"{_MOD}? (?P<year>N3)", "ancient"),
    Shape("decade", f"{_MOD}? the? (?P<decade>DECADE ANYERA?|DEC3 ANYERA|DECW)", "decade"),
    Shape("century", f"{_MOD}? the? (?P<nth>ORD|ORDW|ORDX) DASH? CENTURY (?P<era>ANYERA)?"),
    Shape("century_list", "the? (?P<first>ORD|ORDW|ORDX) DASH? (?:and|or|to|DASH|through) the? (?P<second>ORD|ORDW|ORDX) DASH? CENTURY (?P<era>ANYERA)?"),
    Shape("relative", f"{_MOD}? the? {_REL} (?P<unit>CALENDAR) (?P<part>PART)?", "relative"),
    Shape("relative", "the (?P<unit>UNIT)", "weekend"),
    Shape("relative", f"{_MOD} the (?P<unit>year|week|UNIT|CENTURY|day|quarter)", "of_unit"),
    Shape("relative", "the? (?P<unit>year|UNIT|CENTURY|week) POSS (?P<edge>EDGE)", "relative"),
    Shape("relative", "(?:the|on the) (?P<unit>day|year|week|UNIT|PART) (?P<rel>before|after|LATER|PREVIOUS|FOLLOWING)", "clause_end"),
    Shape("deictic", f"{_MOD}? (?P<deictic>DEICTIC) (?:at? (?P<part>PART))?", "deictic"),
    Shape("deictic", "the? day (?P<step>before|after) (?P<deictic>DEICTIC)"),
    Shape("weekday", f"{_MOD}? the? {_REL}? (?P<wd>WDAY) (?P<part>PART)? (?:(?:of|in|COMMA)? (?P<wrel>RELATIVE|LAST|this) week)?", "weekday"),
    Shape("shift", f"{_APPROX} {_AMOUNT} (?P<unit>ANYUNIT) (?P<dir>ago|LATER|BEFOREHAND|hence|back|from NOW|AFTERWARDS) (?:this (?P<within>week|UNIT|day)|(?P<today>DEICTIC))?", "shift"),
    Shape("shift", f"{_APPROX} {_AMOUNT} (?P<unit>ANYUNIT) (?P<dir>before|after|on)", "clause_end"),
    Shape("shift", f"in {_APPROX} {_AMOUNT} (?P<unit>ANYUNIT) POSS? (?P<dir>time)"),
    Shape("vague", "(?P<unit>ANYUNIT) (?P<dir>ago|LATER|BEFOREHAND|AFTERWARDS)", "vague"),
    Shape("duration", f"(?:the? (?P<rel>LAST|PAST|NEXT|FOLLOWING|PREVIOUS|LATTER|ORDW))? {_APPROX} {_AMOUNT} OTHER? DASH? (?P<unit>ANYUNIT) (?:DASH? (?:long|old))?", "duration"),
    Shape("duration", "(?:the|this|these) (?P<rel>PAST) (?P<unit>ANYUNIT)"),
    Shape("vague_duration", "(?P<unit>ANYUNIT) DASH long"),
    Shape("set", "(?:every|each) (?:other|NUMW|ORDW)? (?P<what>WDAY|MONTH|ANYSEASON|CALENDAR|hour|TUNIT)"),
    Shape("set", "per (?P<what>year|day|week|hour|UNIT|TUNIT)"),
    Shape("set", "(?P<what>WDAYS|DAILY)", "daily"),
    Shape("set", "(?P<what>WDAY|WDAYS) PARTS"),
    Shape("relative", "the (?P<unit>year|week|CENTURY) POSS"),
    Shape("clock", f"(?P<clock>CLOCK) {_MERIDIEM}? (?:hours|HRS)? (?:LPAR? {_ZONE} RPAR?)? (?:in the (?P<part>PART))?", "clock"),
    Shape("clock", f"(?P<clock>DAY) {_MERIDIEM} {_ZONE}?"),
    Shape("clock", f"(?P<clock>DAY) OCLOCK (?:(?:in the|at) (?P<part>PART))? {_ZONE}?"),
    Shape("clock", f"(?P<clock>HHMM|YEAR) (?:hours|HRS) {_ZONE}?"),
    Shape("clock", "(?P<clock>HHMM|YEAR) (?P<zone>ZONE)"),
    Shape("clock", f"(?P<halfday>HALFDAY) {_ZONE}?"),
    Shape("holiday", f"(?P<rel>RELATIVE|LAST|this|that)? (?P<holiday>HOLIDAY) (?:day|eve|PART|(?P<wd>WDAY))? (?:COMMA? of? {_YEAR}|{_YEAR_OF})?", "holiday"),
    Shape("holiday", f"(?P<rel>RELATIVE|LAST|this|that)? (?P<holiday>new year POSS? (?:day|eve)) (?:COMMA? of? {_YEAR}|{_YEAR_OF})?"),
    Shape("war", "(?:the? (?P<nth>ORDW) world wars|world wars (?P<number>ROMAN|NUMW|DAY)|(?P<short>WW))", "war"),
    Shape("recent", "RECENT (?P<unit>ANYUNIT)"),
    Shape("weekday_ordinal", "(?P<wd>WDAY) the (?P<day>ORD)", "weekday_ordinal"),
    Shape("bare_ordinal", "the (?P<day>ORD)", "bare_ordinal"),
    Shape("ref", "(?P<ref>NOW)", "now"),
    Shape("ref", "at? the? (?P<ref>present) (?:day|time)?", "present"),
    Shape("ref", "at the (?P<ref>moment)"),
    Shape("ref", "these days"),
    Shape("ref", "the (?P<ref>FUTURE|PAST)", "clause_end"),
)  # fmt: skip

LANGUAGE: Final = Language(
    code="en",
    words=_words(),
    capital_only=frozenset(
        "march may mar jan feb apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ad bc bce ce q "
        "est west z eastern pacific august i ii world war".split()
    ),
    unions={
        "NUMBER": ("DAY", "YY", "N3", "NUM", "NUMW"),
        "PREP": (
            "in", "on", "by", "of", "from", "to", "until", "till", "since", "during", "between", "through", "at",
            "throughout", "before", "after", "for", "within",
        ),
        "UNTIL": ("to", "until", "till", "for"),
        "EACH": ("every", "each", "per", "DAILY", "WDAYS", "PARTS"),
        "ANYNUMBER": ("DAY", "YY", "N3", "NUM", "YEAR"),
        "ANYERA": ("BCE", "CE"),
        "ANYSEASON": ("SEASON", "spring", "fall"),
        "ANYDECADE": ("DECADE", "DECW"),
        "RELATIVE": ("PREVIOUS", "FOLLOWING", "NEXT", "CURRENT"),
        "LASTING": ("LAST", "LATTER"),
        "ANYUNIT": ("year", "week", "day", "days", "UNIT", "CENTURY", "quarter", "hours", "hour", "TUNIT"),
        "CALENDAR": ("year", "week", "day", "UNIT", "CENTURY", "quarter", "PART"),
    },
    shapes=SHAPES,
    tens=_TENS,
    multipliers={"hundred": 100, "thousand": 1000, "million": 1_000_000},
    zones=_ZONES,
    future_words=frozenset(
        "will shall scheduled planned plans plan planning expected expects expect due slated upcoming 'll won't forthcoming "
        "would should could might must intends intend preparing prepare hopes hope aims promises".split()
    ),
    past_words=frozenset(
        "was were had did said told came went took began became left held met made found fell won lost gave got sent "
        "saw ran led brought thought wrote died broke rose flew shot struck hit killed ceded fled sank spoke "
        "drew drove fought grew kept knew laid paid rang sat sold stood taught wore chose built sought bought caught "
        "shook threw swore withdrew overthrew".split()
    ),
    past_endings=("ed",),
    not_past=frozenset("hundred indeed speed unprecedented agreed exceed proceed succeed embed hatred sacred naked breed".split()) - {"agreed"},
    puts_off=frozenset("postponed delayed moved adjourned extended rescheduled pushed deferred shifted prolonged".split()),
    streets=frozenset("street avenue road boulevard lane drive ave st blvd rd terrace place square court parkway".split()),
    asides=frozenset({"since"}),
    auxiliaries=frozenset("is are was were be am".split()),
    infinitive="to",
    present_forms=frozenset("am is are".split()),
    progressive="ing",
    general_forms=frozenset("is are has have can does do am".split()),
    passives=frozenset("be been being is are by of the a".split()),
    labels=frozenset(
        "resolution flight gate room highway route article section order page pages frame frames chapter verse serial no no. "
        "number numbers nos vol volume issue paragraph paragraphs rule regulation directive protocol decree law act bill "
        "boeing airbus type mark mk model version windows apollo title unit units block lot plot suite apartment floor "
        "street avenue road box channel band line lines psalm figure table item step level phase squadron brigade regiment "
        "division battalion company corps hill point area zone serials platform track exit mile km nato standard iso grade".split()
    ),
    counted=frozenset(
        "men people soldiers troops tons tonnes kilometres kilometers km miles metres meters feet ft m mm cm kg g lb lbs pounds "
        "dollars euros rubles roubles hryvnias percent % yards acres hectares square tanks aircraft guns ships planes dead "
        "killed wounded casualties prisoners civilians refugees homes houses vehicles pieces copies members students rounds "
        "missiles drones rockets shells hours minutes seconds horses cavalry infantry inhabitants residents families workers "
        "children women persons victims deaths votes seats points runs words pages items times evacuees hostages detainees "
        "sq mph kph hp kw mw watts volts calories litres liters gallons barrels inches inch years months weeks days others "
        "fighters militants protesters demonstrators officers sailors marines passengers employees customers players "
        "employees strong or-so mm. metre meter kilometre kilometer mile ton tonne".split()
    ),
    titles=frozenset("mr mrs ms miss dr sir lady lord president minister senator general colonel captain secretary premier "
                     "chancellor pope judge".split()),
    particles=frozenset("it he she they we i you who which when while where with as was were had has have is are would will could not also there".split()),
    prefixes=frozenset("mid pre post early late since non circa ca c to from pro ex then".split()),
    seasonal=frozenset("offensive offensives campaign campaigns fighting uprising counter counteroffensive invasion war advance".split()),
    given_names=frozenset("april june august may".split()),
    named_days=frozenset("black bloody good ash palm easter holy cyber super red maundy giving casual".split()),
    abbreviations=frozenset(
        "mr mrs ms dr prof gen col lt capt sgt maj sen rep gov st jr sr vs etc no vol jan feb mar apr jun jul aug sept sep "
        "oct nov dec mon tue wed thu fri sat sun inc ltd co corp dept est approx ca c fig pp p e.g i.e cf al adm brig cpl rev hon mt".split()
    ),
)  # fmt: skip
