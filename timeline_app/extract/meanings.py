"""From matched words to readings: one function for each meaning that a language's shapes name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.extract.language import OTHER
from timeline_app.extract.readings import Mention, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline_app.extract.language import Grammar
    from timeline_app.extract.tokens import Stream

UNIT_LETTERS: Final = {
    "year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S", "quarter": "Q",
    "decade": "DE", "century": "CE",
}  # fmt: skip


class Slots:
    """The named parts of one match, read as values."""

    __slots__ = ("grammar", "match", "stream")

    def __init__(self, stream: Stream, match: re.Match[str], grammar: Grammar) -> None:
        self.stream = stream
        self.match = match
        self.grammar = grammar

    def has(self, name: str) -> bool:
        """Tell whether the shape has this part and the text says it."""
        return name in self.match.re.groupindex and self.match.start(name) >= 0

    def span(self, name: str) -> tuple[int, int]:
        """Give the tokens of a part."""
        return self.match.span(name)

    def value(self, name: str) -> object:
        """Give what the first word of a part stands for; None when it is absent."""
        return self.stream.values[self.match.start(name)] if self.has(name) else None

    def number(self, name: str) -> int:
        """Give a part as a whole number, 0 when it is absent or no number."""
        value = self.value(name)
        return int(value) if isinstance(value, (int, float)) else 0

    def text(self, name: str) -> str:
        """Give a part's value as text, empty when it is absent."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def values_of(self, name: str, *kinds: str) -> list[object]:
        """Give the values of all words of the given classes within a part."""
        if not self.has(name):
            return []
        chars = "".join(self.grammar.members[kind] for kind in kinds)
        first, last = self.span(name)
        return [self.stream.values[i] for i in range(first, last) if self.stream.codes[i] in chars]

    def mention(self, reading: Reading, meaning: str) -> Mention:
        """Make a mention of the whole match."""
        return Mention(self.match.start(), self.match.end(), reading, meaning)


Reader = "Callable[[Slots], list[Mention]]"


def year_of(slots: Slots, name: str = "year") -> tuple[int | None, bool]:
    """Read a year with its era; the flag is False where the century is left out ("'99")."""
    if not slots.has(name):
        return None, True
    short = slots.values_of(name, "APYEAR")
    if short and isinstance(short[0], int):
        return short[0], False
    numbers = [v for v in slots.values_of(name, "YEAR", "NUMBER") if isinstance(v, (int, float))]
    if not numbers:
        return None, True
    year = int(numbers[-1])
    return (1 - year if "BC" in slots.values_of(name, "ANYERA") else year), True


def mod_of(slots: Slots) -> str:
    """Read "early", "the end of" and the like as TIMEX3 modifiers."""
    for kinds in (("PHASE",), ("EDGE",), ("LATTER", "LATER"), ("LAST",)):
        for value in slots.values_of("mod", *kinds):
            return {"following": "END", "previous": "START", "last": "END"}.get(str(value), str(value))
    ordinal = slots.values_of("mod", "ORDW")
    if ordinal:
        return {1: "START", 2: "END"}.get(int(str(ordinal[0])), "MID")
    return ""


def relation_of(slots: Slots, name: str = "rel") -> str:
    """Read "last", "that same", "the following" as one relation."""
    for value in slots.values_of(name, "RELATIVE", "LAST", "before", "after", "LATER"):
        return str(value)
    if slots.values_of(name, "that"):
        return "that"
    if slots.values_of(name, "this"):
        return "this"
    return "that" if slots.values_of(name, "same") else ""


def _part(slots: Slots) -> str:
    if slots.has("part"):
        return slots.text("part")
    parts = slots.values_of("mod", "PART")
    if parts:
        return str(parts[0])
    return "MO" if slots.values_of("mod", "hours") else ""


def _of_year(slots: Slots) -> dict[str, str]:
    return {"of_unit": "year", "relation": relation_of(slots, "yrel")} if slots.has("yrel") else {}


def _date(slots: Slots) -> list[Mention]:
    year, full = year_of(slots)
    relation = relation_of(slots)
    extra = _of_year(slots)
    reading = Reading(
        "date",
        scale="day" if slots.has("day") else "month",
        year=year,
        month=slots.number("month"),
        day=slots.number("day"),
        weekday=slots.number("wd") if slots.has("wd") else -1,
        relation=extra.get("relation", relation),
        of_unit=extra.get("of_unit", ""),
        part=_part(slots),
        mod=mod_of(slots),
        full_year=full,
    )
    return [slots.mention(reading, "date")]


def _listed(slots: Slots, *, month_first: bool) -> list[Mention]:
    """Read "23, 24 and 25 May" as three days that share a month and a year."""
    year, full = year_of(slots)
    month = slots.number("month")
    extra = _of_year(slots)
    first, last = slots.span("days")
    chars = slots.grammar.members["DAY"] + slots.grammar.members["ORD"]
    days = [i for i in range(first, last) if slots.stream.codes[i] in chars]
    mentions = []
    for index in days:
        value = slots.stream.values[index]
        start, end = index, index + 1
        if slots.stream.words[index - 1] == "the" and index > slots.match.start():
            start = index - 1
        if month_first and index == days[0]:
            start = slots.match.start()
        if index == days[-1]:
            end = slots.match.end()
        reading = Reading(
            "date", scale="day", year=year, month=month, day=int(str(value)), full_year=full,
            of_unit=extra.get("of_unit", ""), relation=extra.get("relation", ""),
        )  # fmt: skip
        mentions.append(Mention(start, end, reading, "date"))
    return mentions


def _day_list(slots: Slots) -> list[Mention]:
    return _listed(slots, month_first=False)


def _month_list(slots: Slots) -> list[Mention]:
    return _listed(slots, month_first=True)


def _iso(slots: Slots) -> list[Mention]:
    raw = slots.text("iso")
    clock = re.search(r"T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$", raw)
    zone = clock[2] or "" if clock else ""
    reading = Reading(
        "date", scale="day", year=int(raw[:4]), month=int(raw[5:7]), day=int(raw[8:10]),
        clock=clock[1] if clock else "", zone=zone if ":" in zone or len(zone) < 2 else f"{zone[:3]}:{zone[3:]}",
    )  # fmt: skip
    return [slots.mention(reading, "date")]


def _numeric(slots: Slots) -> list[Mention]:
    """Read 17/07/2014 with the day and month still to be told apart: `value` keeps the figures."""
    parts = re.split(r"[./-]", slots.text("numeric"))
    if len(parts[0]) == 4:
        year, month, day = (int(p) for p in parts)
        return [slots.mention(Reading("date", scale="day", year=year, month=month, day=day), "date")]
    first, second, year = (int(p) for p in parts)
    full = len(parts[2]) == 4
    reading = Reading("date", scale="day", year=year, day=first, month=second, full_year=full, value="dmy")
    return [slots.mention(reading, "numeric")]


def _season(slots: Slots) -> list[Mention]:
    year, full = year_of(slots)
    extra = _of_year(slots)
    reading = Reading(
        "date", scale="season", year=year, sub=slots.text("season"), relation=extra.get("relation", relation_of(slots)),
        of_unit=extra.get("of_unit", ""), mod=mod_of(slots), full_year=full,
    )  # fmt: skip
    return [slots.mention(reading, "date")]


def _part_of_year(slots: Slots) -> list[Mention]:
    name, letter, most = ("quarter", "Q", 4) if slots.has("quarter") else ("half", "H", 2)
    year, full = year_of(slots)
    value = slots.value(name)
    number = value if isinstance(value, int) else {"END": 2}.get(str(value), 1)
    if not 1 <= number <= most:
        return []
    extra = _of_year(slots)
    reading = Reading(
        "date", scale=name, year=year, sub=f"{letter}{number}", relation=extra.get("relation", ""),
        of_unit=extra.get("of_unit", ""), mod=mod_of(slots), full_year=full,
    )  # fmt: skip
    return [slots.mention(reading, "date")]


def _year(slots: Slots) -> list[Mention]:
    year, full = year_of(slots)
    if year is None:
        return []
    return [slots.mention(Reading("date", scale="year", year=year, mod=mod_of(slots), full_year=full), "year")]


def _ancient(slots: Slots) -> list[Mention]:
    return [slots.mention(Reading("date", scale="year", year=slots.number("year"), mod=mod_of(slots)), "ancient")]


def _year_range(slots: Slots) -> list[Mention]:
    """Read 1915-17 as two years, where the second figure goes on from the first."""
    first, second = slots.number("year"), slots.number("second")
    if second <= first % 100:
        return []
    start, end = slots.span("year")[0], slots.span("second")[0]
    return [
        Mention(start, start + 1, Reading("date", scale="year", year=first), "year"),
        Mention(end, end + 1, Reading("date", scale="year", year=first // 100 * 100 + second), "year"),
    ]


def _era_list(slots: Slots) -> list[Mention]:
    """Read "499 to 493 BC" as two years of one era."""
    first, last = slots.span("years")
    chars = slots.grammar.members["ANYNUMBER"]
    before = slots.stream.codes[last] in slots.grammar.members["BCE"]
    numbers = [i for i in range(first, last) if slots.stream.codes[i] in chars]
    mentions = []
    for index in numbers:
        year = int(float(str(slots.stream.values[index])))
        end = slots.match.end() if index == numbers[-1] else index + 1
        reading = Reading("date", scale="year", year=1 - year if before else year)
        mentions.append(Mention(index, end, reading, "era"))
    return mentions


def _decade(slots: Slots) -> list[Mention]:
    numbers = slots.values_of("decade", "DECADE", "DEC3", "DECW")
    number = int(str(numbers[0]))
    if "BC" in slots.values_of("decade", "ANYERA"):
        reading = Reading("date", scale="decade", year=-(number + 9), mod=mod_of(slots))
    elif number % 100 == 0 and number != 2000 and number >= 100:
        reading = Reading("date", scale="century", year=number, mod=mod_of(slots))
    else:
        reading = Reading("date", scale="decade", year=number, mod=mod_of(slots), full_year=number >= 100)
    return [slots.mention(reading, "decade")]


def _century_start(nth: int, *, before: bool) -> int:
    return -(nth * 100 - 1) if before else (nth - 1) * 100


def _century(slots: Slots) -> list[Mention]:
    before = "BC" in slots.values_of("era", "ANYERA")
    nth = slots.number("nth")
    if not 1 <= nth <= 30:
        return []
    year = _century_start(nth, before=before)
    return [slots.mention(Reading("date", scale="century", year=year, mod=mod_of(slots)), "century")]


def _century_list(slots: Slots) -> list[Mention]:
    before = "BC" in slots.values_of("era", "ANYERA")
    first, second = slots.number("first"), slots.number("second")
    if not (1 <= first <= 30 and 1 <= second <= 30):
        return []
    start, middle = slots.match.start(), slots.span("second")[0]
    return [
        Mention(start, slots.span("first")[1], _century_reading(first, before=before), "century"),
        Mention(middle, slots.match.end(), _century_reading(second, before=before), "century"),
    ]


def _century_reading(nth: int, *, before: bool) -> Reading:
    return Reading("date", scale="century", year=_century_start(nth, before=before))


def _several(slots: Slots, relation: str) -> bool:
    """Tell "the coming months", which are none in particular; "this years" is a slip for "this year's"."""
    word = slots.stream.words[slots.span("unit")[0]]
    return relation != "this" and word.endswith("s") and slots.has("rel")


def _relative(slots: Slots) -> list[Mention]:
    unit = slots.text("unit")
    weekend = unit == "weekend" and not slots.has("mod")
    relation = relation_of(slots) or ("this" if weekend else "that")
    part = _part(slots)
    if _several(slots, relation):
        return [slots.mention(Reading("duration", value=_duration_value(None, unit)), "duration")]
    if (
        relation == "last"
        and slots.stream.words[slots.match.start()] == "the"
        and unit not in {"century", "weekend", "NI"}
    ):
        return [slots.mention(Reading("duration", value=_duration_value(1, unit)), "duration")]
    if unit in {"MO", "AF", "EV", "NI", "DT"}:
        unit, part = "day", unit
    mod = mod_of(slots)
    if slots.has("edge"):
        mod = slots.text("edge")
    if unit == "fortnight":
        return []
    named = slots.span("rel")[0] if slots.has("rel") else slots.span("unit")[0]
    text_bound = not weekend and "the" in slots.stream.words[max(slots.match.start(), named - 1) : named + 1]
    reading = Reading(
        "shift", scale=unit, relation=relation, mod=mod, part=part if unit == "day" else "",
        to_text=text_bound or relation in {"that", "following", "previous"},
    )  # fmt: skip
    return [slots.mention(reading, "relative")]


def _deictic(slots: Slots) -> list[Mention]:
    amount = slots.number("deictic")
    if slots.has("step"):
        amount += 1 if slots.text("step") == "following" else -1
    word = slots.stream.words[slots.span("deictic")[0]]
    part = "NI" if word == "tonight" else _part(slots)
    reading = Reading("shift", scale="day", relation="now", amount=amount, part=part, mod=mod_of(slots))
    return [slots.mention(reading, "deictic")]


def _weekday(slots: Slots) -> list[Mention]:
    relation, of_unit = relation_of(slots), ""
    if slots.has("wrel"):
        relation, of_unit = relation_of(slots, "wrel"), "week"
    reading = Reading(
        "date", scale="day", weekday=slots.number("wd"), relation=relation, of_unit=of_unit,
        part=_part(slots), mod=mod_of(slots),
    )  # fmt: skip
    return [slots.mention(reading, "weekday")]


def amount_of(slots: Slots) -> float | None:
    """Read how many; None for "several"."""
    first, last = slots.span("n")
    words = slots.stream.words[first:last]
    some = slots.values_of("n", "SOME")
    if some:
        return float(str(some[0])) if str(some[0]).isdigit() else None
    if "dozen" in words:
        return 12.0
    half = 0.5 if "half" in words else 0.0
    numbers = [float(str(value)) for value in slots.values_of("n", "NUMBER")]
    if numbers:
        return numbers[0] + half
    return half or 1.0


def _duration_value(amount: float | None, unit: str) -> str:
    count = "X" if amount is None else f"{amount:g}" if amount < 1e6 else "X"
    if unit == "decade" and amount is not None:
        count, unit = f"{amount * 10:g}", "year"
    if unit == "fortnight" and amount is not None:
        count, unit = f"{amount * 2:g}", "week"
    if unit == "weekend":
        return f"P{count}WE"
    head = "PT" if unit in {"hour", "minute", "second"} else "P"
    return f"{head}{count}{UNIT_LETTERS.get(unit, 'Y')}"


def _shift(slots: Slots) -> list[Mention]:
    amount = amount_of(slots)
    unit = slots.text("unit")
    word = slots.stream.words[slots.span("dir")[0]]
    back = slots.text("dir") in {"previous", "ago", "back"} or word in {"ago", "back"}
    to_text = word not in {"ago", "hence", "from", "back", "time"}
    if amount is None or amount != int(amount) or unit in {"hour", "minute", "second", "weekend"}:
        if amount == 0.5 and unit in {"year", "decade", "century"} or amount == 1.5 and unit == "year":
            amount, unit = amount * 12 * {"year": 1, "decade": 10, "century": 100}[unit], "month"
        else:
            past = "past" if back and not to_text and amount is None else ""
            return [slots.mention(Reading("ref", value="PAST_REF" if back else "FUTURE_REF", relation=past), "vague")]
    if unit == "fortnight":
        amount, unit = amount * 2, "week"
    within = "day" if slots.has("today") else slots.text("within") if slots.has("within") else ""
    if amount > 100_000:
        return []
    reading = Reading("shift", scale=unit, amount=int(-amount if back else amount), to_text=to_text, of_unit=within)
    return [slots.mention(reading, "shift")]


def _vague(slots: Slots) -> list[Mention]:
    word = slots.stream.words[slots.span("dir")[0]]
    back = word in {"ago", "before", "earlier", "previously", "beforehand"}
    return [slots.mention(Reading("ref", value="PAST_REF" if back else "FUTURE_REF"), "vague")]


def _duration(slots: Slots) -> list[Mention]:
    amount = amount_of(slots) if slots.has("n") else 1.0
    unit = slots.text("unit")
    if slots.values_of("n", "A") and amount == 1 and _has_adjective(slots):
        return []
    value = _duration_value(amount, unit)
    number = int(amount) if amount is not None and amount == int(amount) and amount < 100_000 else 0
    past = amount is None and relation_of(slots) == "last"
    relation = "past" if past or slots.values_of("rel", "PAST") and amount is None else ""
    return [slots.mention(Reading("duration", scale=unit, amount=number, value=value, relation=relation), "duration")]


def _has_adjective(slots: Slots) -> bool:
    """Tell "a normal year" from "ten brutal months"."""
    end = slots.span("n")[1]
    return slots.stream.codes[end : end + 1] == OTHER


def _vague_duration(slots: Slots) -> list[Mention]:
    return [slots.mention(Reading("duration", value=_duration_value(None, slots.text("unit"))), "duration")]


def _set(slots: Slots) -> list[Mention]:
    first, last = slots.span("what")
    value = slots.stream.values[first]
    kind = slots.stream.codes[first]
    members = slots.grammar.members
    if kind in members["WDAY"] + members["WDAYS"]:
        text = f"XXXX-WXX-{int(str(value)) + 1}"
    elif kind in members["MONTH"]:
        text = f"XXXX-{int(str(value)):02d}"
    elif kind in members["ANYSEASON"]:
        text = f"XXXX-{value}"
    elif kind in members["PART"]:
        text = f"XXXX-XX-XXT{value}"
    elif kind in members["DAILY"]:
        text = str(value)
    else:
        text = _duration_value(1, str(value))
    _ = last
    return [slots.mention(Reading("set", value=text), "set")]


def _clock(slots: Slots) -> list[Mention]:
    hour, minute = 0, 0
    if slots.has("halfday"):
        clock = slots.text("halfday")
    else:
        raw = slots.value("clock")
        text = raw.replace(".", ":") if isinstance(raw, str) else f"{raw:04d}" if isinstance(raw, int) and raw >= 1000 else f"{raw}:00"
        text = text if ":" in text else f"{text[:2]}:{text[2:]}"
        hour, minute = int(text.split(":")[0]), int(text.split(":")[1])
        meridiem = slots.text("ap")
        if meridiem and hour > 12:
            meridiem = ""
        if meridiem:
            hour = hour % 12 + (12 if meridiem == "pm" else 0)
        elif slots.text("part") in {"AF", "EV", "NI"} and hour < 12:
            hour += 12
        if hour > 24 or minute > 59:
            return []
        clock = f"{hour:02d}:{minute:02d}"
    zone = ""
    if slots.has("zone"):
        word = slots.stream.words[slots.span("zone")[0]]
        zone = slots.grammar.language.zones.get(word, "")
    return [slots.mention(Reading("date", scale="time", clock=clock, zone=zone), "clock")]


def _holiday(slots: Slots) -> list[Mention]:
    year, full = year_of(slots)
    name = slots.text("holiday")
    words = slots.stream.words[slots.match.start() : slots.match.end()]
    step = -1 if "eve" in words else 0
    if name == "new":
        name = "01-01"
    if slots.has("wd"):
        step = {4: -2, 0: 1}.get(slots.number("wd"), 0)
    extra = _of_year(slots)
    reading = Reading(
        "date", scale="day", year=year, holiday=name, amount=step, relation=extra.get("relation", relation_of(slots)),
        of_unit=extra.get("of_unit", ""), full_year=full,
    )  # fmt: skip
    return [slots.mention(reading, "holiday")]


def _bare_ordinal(slots: Slots) -> list[Mention]:
    weekday = slots.number("wd") if slots.has("wd") else -1
    return [slots.mention(Reading("date", scale="day", day=slots.number("day"), weekday=weekday), "bare_ordinal")]


_WORLD_WARS: Final = {1: "1914-07-28/1918-11-11", 2: "1939-09-01/1945-09-02"}


def _war(slots: Slots) -> list[Mention]:
    """Give the world wars their days: everyone counts from them, and from no others so."""
    number = slots.number("nth") or slots.number("number") or slots.number("short")
    if number not in _WORLD_WARS:
        return []
    return [slots.mention(Reading("period", value=_WORLD_WARS[number]), "war")]


def _recent(slots: Slots) -> list[Mention]:
    if not _plural(slots):
        return []
    reading = Reading(
        "duration", scale=slots.text("unit"), value=_duration_value(None, slots.text("unit")), relation="past"
    )
    return [slots.mention(reading, "duration")]


def _plural(slots: Slots) -> bool:
    return slots.stream.words[slots.span("unit")[0]].endswith("s")


def _ref(slots: Slots) -> list[Mention]:
    value = slots.text("ref") if slots.has("ref") else "PRESENT_REF"
    if slots.has("ref") and not value.endswith("_REF"):
        value = "PAST_REF"
    return [slots.mention(Reading("ref", value=value), "ref")]


MEANINGS: Final[Mapping[str, Callable[[Slots], list[Mention]]]] = {
    "iso": _iso, "numeric": _numeric, "date": _date, "day_list": _day_list, "month_list": _month_list,
    "season": _season, "quarter": _part_of_year, "half": _part_of_year, "year": _year, "ancient": _ancient, 
    "year_range": _year_range, "era_list": _era_list, "decade": _decade, "century": _century,
    "century_list": _century_list, "relative": _relative, "deictic": _deictic, "weekday": _weekday, "shift": _shift,
    "vague": _vague, "duration": _duration, "vague_duration": _vague_duration, "set": _set, "clock": _clock,
    "holiday": _holiday, "bare_ordinal": _bare_ordinal,
    "weekday_ordinal": _bare_ordinal, "ref": _ref, "war": _war, "recent": _recent,
}  # fmt: skip
