"""From matched words to readings, for languages whose words say by themselves which way and how far they lead.

"Торік" is a step of a year back and "потому" leads on from the date last spoken of: the lexicon holds that as the value
of the word, so that nothing here knows a language. What all languages share stands in `calendar_meanings`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.calendar_span import length_of_month
from timeline_app.extract.dates.captures import DateCaptures, Mention, is_coming, mod_of, part_of, relation_of
from timeline_app.extract.dates.offset_meanings import UNIT_LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline_app.extract.dates.captures import CaptureValues

_PARTS: Final = frozenset({"MO", "MI", "AF", "EV", "NI", "DT"})
_STEPS: Final = {-1: "last", 0: "this", 1: "next"}
_IN_STORY: Final = frozenset({"that", "following", "previous"})
_FIGURES: Final = re.compile(r"(\d{1,2})\.(\d{1,2})$")
_SHORT_YEAR: Final = 100


def _year_of(slots: CaptureValues) -> tuple[int | None, bool]:
    """Read a year with its era; the flag is False where the century is left out."""
    numbers = [n for n in slots.values_of("year", "YEAR", "NUMBER", "APYEAR") if isinstance(n, (int, float))]
    if not numbers:
        return None, True
    year = int(numbers[0])
    return (1 - year if slots.has("bce") else year), year >= _SHORT_YEAR or slots.has("bce") or slots.has("era")


def _of_year(slots: CaptureValues) -> tuple[str, str]:
    """Read "of last year" behind a date, and the relation before it: relation and the unit that it is about."""
    if slots.has("yrel"):
        return relation_of(slots, "yrel") or "that", "year"
    if slots.has("cy"):
        return "this", "year"
    if slots.has("ystep"):
        return _STEPS.get(slots.number("ystep"), ""), "year"
    return relation_of(slots), ""


def _part_of(slots: CaptureValues) -> str:
    part = slots.text("later") if slots.has("later") else part_of(slots)
    part = "MO" if slots.has("morning") else part
    return part if part in _PARTS else ""


def _dated(slots: CaptureValues) -> list[Mention]:
    """Read a day, a month or a season with the year, the weekday and the part of day around it."""
    year, full = _year_of(slots)
    relation, of_unit = _of_year(slots)
    sub = slots.text("season")
    day, night = slots.number("day"), slots.number("night")
    between = 0 < night < day  # "the night from the 12th to the 13th" begins on the 12th
    day = night if between else day
    reading = DateCaptures(
        "date", scale="day" if day else "season" if sub else "month", year=year, month=slots.number("month"), day=day,
        sub=sub, weekday=slots.number("wd") if slots.has("wd") else -1, relation=relation, of_unit=of_unit,
        part=_part_of(slots), mod=mod_of(slots), full_year=full, note="night" if between else "",
    )  # fmt: skip
    return [slots.mention(reading, "date")]


def _years_before_christ(slots: CaptureValues) -> list[Mention]:
    """Read "479-431 до н. е." as two years of one era."""
    first, last = slots.number("first"), slots.number("year")
    if first <= last:
        return []
    start, middle = slots.match.start(), slots.span("year")[0]
    end = slots.mention(DateCaptures("date"), "era").last
    return [
        Mention(start, slots.span("first")[1], DateCaptures("date", scale="year", year=1 - first), "era"),
        Mention(middle, end, DateCaptures("date", scale="year", year=1 - last), "era"),
    ]


def _figures(slots: CaptureValues) -> list[Mention]:
    """Read "25.11" as a day and a month."""
    parts = _FIGURES.match(slots.stream.words[slots.span("figures")[0]])
    if parts is None:
        return []
    day, month = int(parts[1]), int(parts[2])
    if not (1 <= month <= 12 and 1 <= day <= length_of_month(2000, month)):
        return []
    weekday = slots.number("wd") if slots.has("wd") else -1
    return [slots.mention(DateCaptures("date", scale="day", month=month, day=day, weekday=weekday), "date")]


def _years(slots: CaptureValues) -> list[Mention]:
    year, full = _year_of(slots)
    if year is None:
        return []
    return [slots.mention(DateCaptures("date", scale="year", year=year, mod=mod_of(slots), full_year=full), "year")]


def _tens(slots: CaptureValues) -> list[Mention]:
    """Read "1990-х", "90er" and "the nineties": always ten years, in languages that say so of 1900 too."""
    number = slots.number("decade")
    if number % 10:
        return []
    reading = DateCaptures(
        "date", scale="decade", year=number, mod=mod_of(slots), full_year=number >= _SHORT_YEAR
    )  # fmt: skip
    return [slots.mention(reading, "decade")]


def _centuries(slots: CaptureValues) -> list[Mention]:
    nth = slots.number("nth")
    if not 1 <= nth <= 30:
        return []
    year = -(nth * 100 - 1) if slots.has("bce") else (nth - 1) * 100
    return [slots.mention(DateCaptures("date", scale="century", year=year, mod=mod_of(slots)), "century")]


def _week_day(slots: CaptureValues) -> list[Mention]:
    """Read a weekday; one word may hold the part of day too, as "Mittwochabend" does."""
    value = slots.value("wd")
    weekday, part = slots.number("wd"), _part_of(slots)
    if isinstance(value, str):
        weekday, part = int(value[0]), value[1:]
    relation, of_unit = relation_of(slots), ""
    if slots.has("wrel"):
        relation, of_unit = relation_of(slots, "wrel"), "week"
    if is_coming(slots):
        relation = "coming"
    if slots.values_of("rel", "BEFORELAST"):
        reading = DateCaptures("shift", scale="week", amount=-1, weekday=weekday, part=part)
        return [slots.mention(reading, "shift")]
    reading = DateCaptures("date", scale="day", weekday=weekday, relation=relation, of_unit=of_unit, part=part)
    return [slots.mention(reading, "weekday")]


def _hour(slots: CaptureValues) -> list[Mention]:
    """Read a clock: figures or words for the hour, minutes behind it, half or a quarter to the next, a part of day."""
    if slots.has("halfday"):
        return [
            slots.mention(DateCaptures("date", scale="time", clock=slots.text("halfday"), zone=_zone(slots)), "clock")
        ]
    raw = slots.stream.words[slots.span("clock")[0]].replace(".", ":")
    if ":" in raw:
        hour, minute = (int(part) for part in raw.split(":")[:2])
    else:
        hour, minute = slots.number("clock"), slots.number("minute")
    back = slots.number("lacks")
    if back:
        hour, minute = hour - 1, 60 - back
    minute += slots.number("past")
    afternoon = _part_of(slots) in {"AF", "EV", "DT"} or slots.text("part") == "day"
    if afternoon and hour < 12:
        hour += 12
    if not (0 <= hour <= 24 and 0 <= minute <= 59):
        return []
    return [
        slots.mention(DateCaptures("date", scale="time", clock=f"{hour:02d}:{minute:02d}", zone=_zone(slots)), "clock")
    ]


def _zone(slots: CaptureValues) -> str:
    found = slots.values_of("zone", "ZONE", "PLACE", "ZONEWORD")
    zone = str(found[0]) if found else ""
    return zone if "/" in zone or zone[:1] in {"+", "-", "Z"} else ""  # local time is that of no zone in particular


def _this_unit(slots: CaptureValues) -> list[Mention]:
    """Read "last week", "that evening", "the end of the year", "the following day"."""
    unit, mod = "MO" if slots.has("morning") else slots.text("unit"), mod_of(slots)
    if slots.has("unit_edge"):
        unit, mod = "month" if slots.values_of("mod", "EDGEMONTH") else "year", slots.text("unit_edge")
    relation = relation_of(slots)
    relation = {"later": "following", "earlier": "previous"}.get(relation, relation)
    if slots.values_of("rel", "BEFORELAST"):
        return [slots.mention(DateCaptures("shift", scale=unit, relation="last", amount=-1), "relative")]
    if not relation:
        relation = "this" if mod or unit == "weekend" else "that"
    coming = is_coming(slots)
    part = _part_of(slots)
    if unit in _PARTS:
        unit, part = "day", unit
        relation = "following" if relation == "next" else relation
    elif unit == "day":
        relation = {"next": "following", "last": "previous"}.get(relation, relation)
    if coming and unit == "weekend":
        relation = "this"
    reading = DateCaptures(
        "shift", scale=unit, relation=relation, mod=mod, part=part if unit == "day" else "",
        to_text=relation in _IN_STORY,
    )  # fmt: skip
    return [slots.mention(reading, "relative")]


def _day_named(slots: CaptureValues) -> list[Mention]:
    """Read "yesterday" and its kin, with the part of day."""
    reading = DateCaptures("shift", scale="day", relation="now", amount=slots.number("deictic"), part=_part_of(slots))
    return [slots.mention(reading, "deictic")]


def _step(slots: CaptureValues) -> list[Mention]:
    """Read the one word for a step of a unit: last year, the day before."""
    amount, unit = slots.number("step"), "day"
    if slots.has("year_before"):
        return [slots.mention(DateCaptures("shift", scale="year", relation="last", note="beside"), "relative")]
    if slots.has("year_step"):
        amount = slots.number("year_step")
        relation = _STEPS.get(amount, "")
        if relation:
            return [slots.mention(DateCaptures("shift", scale="year", relation=relation), "relative")]
        return [slots.mention(DateCaptures("shift", scale="year", amount=amount), "shift")]
    return [slots.mention(DateCaptures("shift", scale=unit, amount=amount, to_text=slots.has("later")), "shift")]


def _amount(slots: CaptureValues) -> float | None:
    """Read how many: one where nothing is said, None for "several"."""
    if not slots.has("n"):
        return 1.0
    if slots.values_of("n", "SOME"):
        return None
    numbers = [float(str(value)) for value in slots.values_of("n", "NUMBER", "ONE", "ORDW")]
    half = 0.5 if slots.values_of("n", "HALFMORE") else 0.0
    return (numbers[0] if numbers else 1.0 if not half else 0.0) + half


def _counted(slots: CaptureValues) -> list[Mention]:
    """Read "three years ago", "two days later", "in a week"; `way` says from where and to which side."""
    amount, unit = _amount(slots), slots.text("unit")
    way = slots.text("way") or ("earlier" if slots.has("earlier") else "within" if slots.has("within") else "later")
    unit = "day" if unit in _PARTS else unit
    back = way in {"ago", "earlier"}
    if amount == 1.5 and unit == "year":
        amount, unit = 18, "month"
    if amount == 0.5 and unit == "year":
        amount, unit = 6, "month"
    if unit == "hour" and amount and amount % 24 == 0:
        amount, unit = amount / 24, "day"
    if amount is None or amount != int(amount) or unit not in _COUNTABLE or amount > _MOST:
        value = "PAST_REF" if back else "FUTURE_REF"
        return [slots.mention(DateCaptures("ref", value=value), "vague")] if amount is None else []
    reading = DateCaptures(
        "shift", scale=unit, amount=int(-amount if back else amount), to_text=way != "ago",
        note=way if way in {"through", "within"} else "",
    )  # fmt: skip
    return [slots.mention(reading, "shift")]


_COUNTABLE: Final = frozenset({"day", "week", "month", "year", "decade", "century"})
_MOST: Final = 100_000


def _day_part(slots: CaptureValues) -> list[Mention]:
    """Read "in the evening": that of the day last spoken of."""
    reading = DateCaptures("shift", scale="day", relation="that", part=_part_of(slots), to_text=True)
    return [slots.mention(reading, "relative")]


def _lasting(slots: CaptureValues) -> list[Mention]:
    amount, unit = _amount(slots), slots.text("unit")
    count = "X" if amount is None or amount > _MOST else f"{amount:g}"
    head = "PT" if unit in {"hour", "minute", "second"} else "P"
    value = f"{head}{count}{UNIT_LETTERS.get(unit, 'Y')}"
    number = int(amount) if amount is not None and amount == int(amount) and amount < _MOST else 0
    return [slots.mention(DateCaptures("duration", scale=unit, amount=number, value=value), "duration")]


def _bare_day(slots: CaptureValues) -> list[Mention]:
    """Read "the 12th", of the month last spoken of."""
    reading = DateCaptures("date", scale="day", day=slots.number("day"), part=_part_of(slots))
    return [slots.mention(reading, "bare_ordinal")]


WORDED_MEANINGS: Final[Mapping[str, Callable[[CaptureValues], list[Mention]]]] = {
    "dated": _dated, "years_before_christ": _years_before_christ,
    "figures": _figures, "years": _years, "tens": _tens, "centuries": _centuries,
    "week_day": _week_day, "hour": _hour, "this_unit": _this_unit, "day_named": _day_named, "step": _step,
    "counted": _counted, "day_part": _day_part, "lasting": _lasting, "bare_day": _bare_day,
}  # fmt: skip
