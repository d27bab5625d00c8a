"""From matched words to readings, for what names a place on the calendar: days, months, years, eras, clocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.captures import (
    STYLES_APART,
    DateCaptures,
    Mention,
    is_coming,
    meaning_of,
    mod_of,
    part_of,
    relation_of,
    year_of,
    year_relation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline_app.extract.dates.captures import CaptureValues


def _date(slots: CaptureValues) -> list[Mention]:
    year, full = year_of(slots)
    relation = relation_of(slots)
    extra = year_relation(slots)
    reading = DateCaptures(
        "date",
        scale="day" if slots.has("day") else "month",
        year=year,
        month=slots.number("month"),
        day=slots.number("day"),
        weekday=slots.number("wd") if slots.has("wd") else -1,
        relation=extra.get("relation", relation),
        of_unit=extra.get("of_unit", ""),
        part=part_of(slots),
        mod=mod_of(slots),
        full_year=full,
    )
    return [slots.mention(reading, meaning_of(slots))]


def _two_styles(slots: CaptureValues) -> list[Mention]:
    """Read "2 (14) January 1863": the day in brackets is that of the Gregorian calendar, if it is as much later."""
    if slots.number("day") - slots.number("first") not in STYLES_APART:
        return []
    return [mention.with_reading(note="julian") for mention in _date(slots)]


def _listed(slots: CaptureValues, *, month_first: bool) -> list[Mention]:
    """Read "23, 24 and 25 May" as three days that share a month and a year."""
    year, full = year_of(slots)
    month = slots.number("month")
    extra = year_relation(slots)
    first, last = slots.span("days")
    chars = slots.grammar.members["DAY"] + slots.grammar.members["ORD"]
    days = [i for i in range(first, last) if slots.stream.codes[i] in chars]
    mentions = []
    for index in days:
        value = slots.stream.values[index]
        start, end = index, index + 1
        if slots.grammar.language.ordinals_with_stop and slots.stream.words[index + 1] == ".":
            end += 1  # the stop of "am 11. und 12. Mai"
        if slots.stream.words[index - 1] == "the" and index > slots.match.start():
            start = index - 1
        if month_first and index == days[0]:
            start = slots.match.start()
        if index == days[-1]:
            end = slots.match.end()
        reading = DateCaptures(
            "date", scale="day", year=year, month=month, day=int(str(value)), full_year=full,
            of_unit=extra.get("of_unit", ""), relation=extra.get("relation", ""),
        )  # fmt: skip
        mentions.append(Mention(start, end, reading, "date"))
    return mentions


def _day_list(slots: CaptureValues) -> list[Mention]:
    return _listed(slots, month_first=False)


def _month_list(slots: CaptureValues) -> list[Mention]:
    return _listed(slots, month_first=True)


def _iso(slots: CaptureValues) -> list[Mention]:
    raw = slots.text("iso")
    clock = re.search(r"T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$", raw)
    zone = clock[2] or "" if clock else ""
    reading = DateCaptures(
        "date", scale="day", year=int(raw[:4]), month=int(raw[5:7]), day=int(raw[8:10]),
        clock=clock[1] if clock else "", zone=zone if ":" in zone or len(zone) < 2 else f"{zone[:3]}:{zone[3:]}",
    )  # fmt: skip
    return [slots.mention(reading, "date")]


def _numeric(slots: CaptureValues) -> list[Mention]:
    """Read 17/07/2014 with the day and month still to be told apart: `value` keeps the figures."""
    parts = re.split(r"[./-]", slots.text("numeric"))
    weekday = slots.number("wd") if slots.has("wd") else -1
    if len(parts[0]) == 4:
        year, month, day = (int(p) for p in parts)
        return [
            slots.mention(DateCaptures("date", scale="day", year=year, month=month, day=day, weekday=weekday), "date")
        ]
    first, second, year = (int(p) for p in parts)
    full = len(parts[2]) == 4
    reading = DateCaptures(
        "date", scale="day", year=year, day=first, month=second, full_year=full, weekday=weekday, value="dmy"
    )  # fmt: skip
    return [slots.mention(reading, "numeric")]


def _season(slots: CaptureValues) -> list[Mention]:
    year, full = year_of(slots)
    extra = year_relation(slots)
    reading = DateCaptures(
        "date", scale="season", year=year, sub=slots.text("season"), relation=extra.get("relation", relation_of(slots)),
        of_unit=extra.get("of_unit", ""), mod=mod_of(slots), full_year=full,
    )  # fmt: skip
    return [slots.mention(reading, meaning_of(slots))]


def _part_of_year(slots: CaptureValues) -> list[Mention]:
    name, letter, most = ("quarter", "Q", 4) if slots.has("quarter") else ("half", "H", 2)
    year, full = year_of(slots)
    value = slots.value(name)
    number = value if isinstance(value, int) else {"END": most, "last": most}.get(str(value), 1)
    if not 1 <= number <= most:
        return []
    extra = year_relation(slots)
    reading = DateCaptures(
        "date", scale=name, year=year, sub=f"{letter}{number}", relation=extra.get("relation", ""),
        of_unit=extra.get("of_unit", ""), mod=mod_of(slots), full_year=full,
    )  # fmt: skip
    return [slots.mention(reading, "date")]


def _year(slots: CaptureValues) -> list[Mention]:
    year, full = year_of(slots)
    if year is None:
        return []
    return [slots.mention(DateCaptures("date", scale="year", year=year, mod=mod_of(slots), full_year=full), "year")]


def _ancient(slots: CaptureValues) -> list[Mention]:
    return [slots.mention(DateCaptures("date", scale="year", year=slots.number("year"), mod=mod_of(slots)), "ancient")]


def _year_range(slots: CaptureValues) -> list[Mention]:
    """Read 1915-17 as two years, where the second figure goes on from the first."""
    first, second = slots.number("year"), slots.number("second")
    if second <= first % 100:
        return []
    start, end = slots.span("year")[0], slots.span("second")[0]
    return [
        Mention(start, start + 1, DateCaptures("date", scale="year", year=first), "year"),
        Mention(end, end + 1, DateCaptures("date", scale="year", year=first // 100 * 100 + second), "year"),
    ]


def _era_list(slots: CaptureValues) -> list[Mention]:
    """Read "499 to 493 BC" as two years of one era."""
    first, last = slots.span("years")
    chars = slots.grammar.members["ANYNUMBER"]
    before = not slots.has("lead") and slots.stream.codes[last] in slots.grammar.members["BCE"]
    numbers = [i for i in range(first, last) if slots.stream.codes[i] in chars]
    mentions = []
    for index in numbers:
        year = int(float(str(slots.stream.values[index])))
        end = slots.match.end() if index == numbers[-1] else index + 1
        reading = DateCaptures("date", scale="year", year=1 - year if before else year)
        start = slots.match.start() if index == numbers[0] else index
        mentions.append(Mention(start, end, reading, "era"))
    return mentions


def _decade(slots: CaptureValues) -> list[Mention]:
    numbers = slots.values_of("decade", "DECADE", "DEC3", "DECW")
    number = int(str(numbers[0]))
    if "BC" in slots.values_of("decade", "ANYERA"):
        reading = DateCaptures("date", scale="decade", year=-(number + 9), mod=mod_of(slots))
    elif number % 100 == 0 and number != 2000 and number >= 100:
        reading = DateCaptures("date", scale="century", year=number, mod=mod_of(slots))
    else:
        reading = DateCaptures("date", scale="decade", year=number, mod=mod_of(slots), full_year=number >= 100)
    return [slots.mention(reading, "decade")]


def _century_start(nth: int, *, before: bool) -> int:
    return -(nth * 100 - 1) if before else (nth - 1) * 100


def _century(slots: CaptureValues) -> list[Mention]:
    before = "BC" in slots.values_of("era", "ANYERA")
    nth = slots.number("nth")
    if not 1 <= nth <= 30:
        return []
    year = _century_start(nth, before=before)
    return [slots.mention(DateCaptures("date", scale="century", year=year, mod=mod_of(slots)), "century")]


def _decade_of_century(slots: CaptureValues) -> list[Mention]:
    """Read "the first decade of the 20th century" as the years 1900 to 1909."""
    nth, value = slots.number("nth"), slots.value("decade")
    decade = value if isinstance(value, int) else _DECADES
    if slots.text("unit") != "decade" or not 1 <= nth <= 30 or not 1 <= decade <= _DECADES:
        return []
    year = _century_start(nth, before=False) + (decade - 1) * _DECADES
    return [slots.mention(DateCaptures("date", scale="decade", year=year, mod=mod_of(slots)), "decade")]


_DECADES: Final = 10


def _century_list(slots: CaptureValues) -> list[Mention]:
    before = "BC" in slots.values_of("era", "ANYERA")
    first, second = slots.number("first"), slots.number("second")
    if not (1 <= first <= 30 and 1 <= second <= 30):
        return []
    start, middle = slots.match.start(), slots.span("second")[0]
    return [
        Mention(start, slots.span("first")[1], _century_reading(first, before=before), "century"),
        Mention(middle, slots.match.end(), _century_reading(second, before=before), "century"),
    ]


def _century_reading(nth: int, *, before: bool) -> DateCaptures:
    return DateCaptures("date", scale="century", year=_century_start(nth, before=before))


def _weekday(slots: CaptureValues) -> list[Mention]:
    relation, of_unit = relation_of(slots), ""
    if slots.has("wrel"):
        relation, of_unit = relation_of(slots, "wrel"), "week"
    if is_coming(slots):
        relation = "coming"
    reading = DateCaptures(
        "date", scale="day", weekday=slots.number("wd"), relation=relation, of_unit=of_unit,
        part=part_of(slots), mod=mod_of(slots),
    )  # fmt: skip
    return [slots.mention(reading, "weekday")]


def _clock(slots: CaptureValues) -> list[Mention]:
    hour, minute = 0, 0
    if slots.has("halfday"):
        clock = slots.text("halfday")
    else:
        raw = slots.value("clock")
        text = (
            raw.replace(".", ":")
            if isinstance(raw, str)
            else f"{raw:04d}"
            if isinstance(raw, int) and raw >= 1000
            else f"{raw}:00"
        )
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
        ahead = slots.values_of("zone", "DAY")
        zone = f"+{ahead[0]:02d}:00" if ahead else slots.grammar.language.zones.get(word, "")
    return [slots.mention(DateCaptures("date", scale="time", clock=clock, zone=zone), "clock")]


def _holiday(slots: CaptureValues) -> list[Mention]:
    year, full = year_of(slots)
    extra = year_relation(slots)
    reading = DateCaptures(
        "date", scale="day", year=year, holiday=slots.text("holiday") or feast_of(slots), full_year=full,
        relation=extra.get("relation", relation_of(slots)), of_unit=extra.get("of_unit", ""),
    )  # fmt: skip
    return [slots.mention(reading, "holiday")]


_SILENT: Final = frozenset({"'s", "'", ".", "-"})
_ONE_DATE: Final = len("2001-09-11")


def feast_of(slots: CaptureValues) -> str:
    """Look up when a day of this name is; empty where none is known."""
    first, last = slots.span("feast")[0], slots.match.end() if slots.has("what") else slots.span("feast")[1]
    words = ("to" if word == "/" else word for word in slots.stream.words[first:last] if word not in _SILENT)
    return slots.grammar.language.feasts.get(" ".join(words), "")


def _feast(slots: CaptureValues) -> list[Mention]:
    """Read a feast; a day that was but once, D-Day, has its date."""
    when = feast_of(slots)
    if len(when) < _ONE_DATE:
        return _holiday(slots) if when else []
    year, month, day = (int(part) for part in when.split("-"))
    start, end = slots.match.start(), slots.span("feast")[1]
    return [Mention(start, end, DateCaptures("date", scale="day", year=year, month=month, day=day), "feast")]


def _nth_weekday(slots: CaptureValues) -> list[Mention]:
    """Read "the first Monday in September": a feast without a name."""
    nth = slots.value("nth")
    which = nth if isinstance(nth, int) else -1
    if which > _MOST_WEEKS:
        return []
    year, full = year_of(slots)
    extra = year_relation(slots)
    reading = DateCaptures(
        "date", scale="day", year=year, holiday=f"{slots.number('month'):02d}/{which}/{slots.number('wd')}",
        full_year=full, relation=extra.get("relation", ""), of_unit=extra.get("of_unit", ""),
    )  # fmt: skip
    return [slots.mention(reading, "holiday")]


_MOST_WEEKS: Final = 4


def _bare_ordinal(slots: CaptureValues) -> list[Mention]:
    weekday = slots.number("wd") if slots.has("wd") else -1
    if slots.has("unit") and slots.text("unit") != "month":
        return []
    reading = DateCaptures("date", scale="day", day=slots.number("day"), weekday=weekday, relation=relation_of(slots))
    return [slots.mention(reading, "bare_ordinal")]


_WORLD_WARS: Final = {1: "1914-07-28/1918-11-11", 2: "1939-09-01/1945-09-02"}


def _war(slots: CaptureValues) -> list[Mention]:
    """Give the world wars their days: everyone counts from them, and from no others so."""
    number = slots.number("nth") or slots.number("number") or slots.number("short")
    if number not in _WORLD_WARS:
        return []
    return [slots.mention(DateCaptures("period", value=_WORLD_WARS[number]), "war")]


CALENDAR_MEANINGS: Final[Mapping[str, Callable[[CaptureValues], list[Mention]]]] = {
    "iso": _iso, "numeric": _numeric, "date": _date, "two_styles": _two_styles, "day_list": _day_list,
    "month_list": _month_list,
    "season": _season, "quarter": _part_of_year, "half": _part_of_year, "year": _year, "ancient": _ancient,
    "year_range": _year_range, "era_list": _era_list, "decade": _decade, "century": _century,
    "century_list": _century_list, "decade_of_century": _decade_of_century, "weekday": _weekday,
    "clock": _clock, "holiday": _holiday,
    "feast": _feast, "nth_weekday": _nth_weekday,
    "bare_ordinal": _bare_ordinal, "weekday_ordinal": _bare_ordinal, "war": _war,
}  # fmt: skip
