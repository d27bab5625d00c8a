"""From matched words to readings, for what is counted, lasts or repeats: "last week", "ten days", "every day"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.captures import DateCaptures, Mention, is_coming, mod_of, part_of, relation_of
from timeline_app.extract.languages.model import OTHER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from timeline_app.extract.dates.captures import CaptureValues

UNIT_LETTERS: Final = {
    "year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S", "quarter": "Q",
    "decade": "DE", "century": "CE",
}  # fmt: skip


_LONG: Final = {"decade": 10, "century": 100}
"""Years in a unit that people count exactly only when it is one."""


def _several(slots: CaptureValues, relation: str) -> bool:
    """Tell "the coming months", which are none in particular; "this years" is a slip for "this year's"."""
    word = slots.stream.words[slots.span("unit")[0]]
    return relation != "this" and word.endswith("s") and slots.has("rel")


def _relative(slots: CaptureValues) -> list[Mention]:
    unit = slots.text("unit")
    weekend = unit == "weekend" and not slots.has("mod")
    relation = relation_of(slots) or ("this" if weekend else "that")
    part = part_of(slots)
    if _several(slots, relation):
        return [slots.mention(DateCaptures("duration", value=_duration_value(None, unit)), "duration")]
    if _is_how_long(slots, relation):
        return [slots.mention(DateCaptures("duration", value=_duration_value(1, unit)), "duration")]
    if (
        relation == "last"
        and slots.has("rel")
        and "the" in slots.stream.words[max(slots.match.start(), slots.span("rel")[0] - 1) : slots.span("rel")[1]]
        and unit not in {"century", "weekend", "NI"}
    ):
        return [slots.mention(DateCaptures("duration", value=_duration_value(1, unit)), "duration")]
    if unit in {"MO", "AF", "EV", "NI", "DT"}:
        unit, part = "day", unit
    mod = mod_of(slots)
    if slots.has("edge"):
        mod = slots.text("edge")
    if unit == "fortnight":
        return []
    if unit == "weekend" and is_coming(slots):
        relation = "this"
    named = slots.span("rel")[0] if slots.has("rel") else slots.span("unit")[0]
    text_bound = not weekend and "the" in slots.stream.words[max(slots.match.start(), named - 1) : named + 1]
    reading = DateCaptures(
        "shift", scale=unit, relation=relation, mod=mod, part=part if unit == "day" else "",
        to_text=text_bound or relation in {"that", "following", "previous"},
    )  # fmt: skip
    return [slots.mention(reading, "relative")]


def _is_how_long(slots: CaptureValues, relation: str) -> bool:
    """Tell "the capital *for the next decade*", which says how long, from "a plan *for the following year*"."""
    first, members = slots.match.start(), slots.grammar.members
    led = first > 0 and slots.stream.codes[first - 1] in members["for"] and relation == "following"
    next_one = led and slots.stream.words[first] == "the" and bool(slots.values_of("rel", "NEXT"))
    return next_one and slots.text("unit") in {"year", "decade", "century"} and not slots.has("mod")


def _deictic(slots: CaptureValues) -> list[Mention]:
    amount = slots.number("deictic")
    if slots.has("step"):
        amount += 1 if slots.text("step") == "following" else -1
    word = slots.stream.words[slots.span("deictic")[0]]
    part = "NI" if word == "tonight" else part_of(slots)
    reading = DateCaptures("shift", scale="day", relation="now", amount=amount, part=part, mod=mod_of(slots))
    return [slots.mention(reading, "deictic")]


def amount_of(slots: CaptureValues) -> float | None:
    """Read how many; None for "several"."""
    first, last = slots.span("n")
    words = slots.stream.words[first:last]
    some = slots.values_of("n", "SOME")
    if some:
        return float(str(some[0])) if str(some[0]).isdecimal() else None
    if "dozen" in words:
        return 12.0
    half = 0.5 if "half" in words or slots.has("more") else 0.0
    numbers = [float(str(value)) for value in slots.values_of("n", "NUMBER")]
    if numbers:
        return numbers[0] + half
    return half or 1.0 if not slots.has("more") else 1.5


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


def _shift(slots: CaptureValues) -> list[Mention]:
    amount = amount_of(slots)
    unit = slots.text("unit")
    if unit == "hour" and amount and amount % 24 == 0:
        amount, unit = amount / 24, "day"
    word = slots.stream.words[slots.span("dir")[0]]
    back = slots.text("dir") in {"previous", "ago", "back"} or word in {"ago", "back"}
    to_text = word not in {"ago", "hence", "from", "back", "time"}
    if amount is None or amount != int(amount) or unit in {"hour", "minute", "second", "weekend"}:
        if amount in {0.5, 1.5} and unit in _LONG:
            amount, unit = amount * _LONG[unit], "year"
        elif amount is not None and amount * 2 == int(amount * 2) and unit == "year":
            amount, unit = amount * 12, "month"
        else:
            past = "past" if back and not to_text and amount is None else ""
            return [
                slots.mention(
                    DateCaptures("ref", scale=unit, value="PAST_REF" if back else "FUTURE_REF", relation=past), "vague"
                )
            ]
    if unit == "fortnight":
        amount, unit = amount * 2, "week"
    if amount == 1 and unit in _LONG:
        amount, unit = _LONG[unit], "year"  # "a decade ago" is ten years; "three decades ago" is not that exact
    within = "day" if slots.has("today") else slots.text("within") if slots.has("within") else ""
    if amount > 100_000:
        return []
    reading = DateCaptures(
        "shift", scale=unit, amount=int(-amount if back else amount), to_text=to_text, of_unit=within
    )
    if slots.has("wd"):
        reading = replace(reading, weekday=slots.number("wd"))
    return [slots.mention(reading, "shift")]


def _before_last(slots: CaptureValues) -> list[Mention]:
    """Read "the week before last"."""
    unit = slots.text("unit")
    if unit not in {"week", "weekend", "month", "year"}:
        return []
    return [slots.mention(DateCaptures("shift", scale=unit, relation="last", amount=-1), "relative")]


def _weekdays_ago(slots: CaptureValues) -> list[Mention]:
    """Read "two Fridays ago", the second before today."""
    amount = slots.number("n") - 1
    if amount < 1:
        return []
    return [slots.mention(DateCaptures("shift", scale="week", amount=-amount, weekday=slots.number("wd")), "shift")]


def _vague(slots: CaptureValues) -> list[Mention]:
    word = slots.stream.words[slots.span("dir")[0]]
    back = word in {"ago", "before", "earlier", "previously", "beforehand"}
    return [slots.mention(DateCaptures("ref", value="PAST_REF" if back else "FUTURE_REF"), "vague")]


def _duration(slots: CaptureValues) -> list[Mention]:
    amount = amount_of(slots) if slots.has("n") else 1.0
    unit = slots.text("unit")
    if slots.values_of("n", "A") and amount == 1 and _has_adjective(slots):
        return []
    if amount == 1 and not slots.values_of("n", "NUMBER") and _plural(slots) and not slots.has("rel"):
        amount = None  # "a decades-long war"
    value = _duration_value(amount, unit)
    number = int(amount) if amount is not None and amount == int(amount) and amount < 100_000 else 0
    past = amount is None and relation_of(slots) == "last"
    counted = number and unit in {"day", "week"}
    relation = "past" if past or (slots.values_of("rel", "PAST") and (amount is None or counted)) else ""
    reading = DateCaptures("duration", scale=unit, amount=number, value=value, relation=relation, note=_anchor(slots))
    return [slots.mention(reading, "duration")]


def _anchor(slots: CaptureValues) -> str:
    """Tell "eight days *after* the fall of the town", which has its place on the calendar if the fall has one."""
    last, members = slots.match.end(), slots.grammar.members
    code = slots.stream.codes[last : last + 1]
    if not code or slots.has("rel"):
        return ""
    return "after" if code in members["after"] else "before" if code in members["before"] else ""


def _beside_event(slots: CaptureValues) -> list[Mention]:
    """Read "the day after the raid": a step of one from an event, which the text may have dated."""
    unit, part = slots.text("unit"), ""
    if unit in {"MO", "AF", "EV", "NI", "DT"}:
        unit, part = "day", unit
    reading = DateCaptures(
        "duration", scale=unit, amount=1, part=part, value=_duration_value(1, unit), note=_anchor(slots)
    )  # fmt: skip
    return [slots.mention(reading, "beside_event")] if unit in {"day", "week", "month", "year"} else []


def _apposed(slots: CaptureValues) -> list[Mention]:
    """Read "17 September 1862, *the bloodiest day of the war*": the date before it, told again."""
    unit = slots.text("unit") if slots.has("unit") else "day"
    if unit not in {"day", "week", "month", "year"}:
        return []
    reading = DateCaptures("shift", scale=unit, relation="that", to_text=True, note="again")
    return [slots.mention(reading, "relative")]


def _has_adjective(slots: CaptureValues) -> bool:
    """Tell "a normal year" from "ten brutal months"."""
    end = slots.span("n")[1]
    return slots.stream.codes[end : end + 1] == OTHER


def _vague_duration(slots: CaptureValues) -> list[Mention]:
    return [slots.mention(DateCaptures("duration", value=_duration_value(None, slots.text("unit"))), "duration")]


def _recent(slots: CaptureValues) -> list[Mention]:
    if not _plural(slots):
        return []
    reading = DateCaptures(
        "duration", scale=slots.text("unit"), value=_duration_value(None, slots.text("unit")), relation="past"
    )
    return [slots.mention(reading, "duration")]


def _plural(slots: CaptureValues) -> bool:
    return slots.stream.words[slots.span("unit")[0]].endswith("s")


def _set(slots: CaptureValues) -> list[Mention]:
    first = slots.span("what")[0]
    value = slots.value("what")
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
        text = _duration_value(slots.number("n") or 1, str(value))
    return [slots.mention(DateCaptures("set", value=text), "set")]


def _ref(slots: CaptureValues) -> list[Mention]:
    value = slots.text("ref") if slots.has("ref") else "PRESENT_REF"
    if slots.has("ref") and not value.endswith("_REF"):
        value = "PAST_REF"
    return [slots.mention(DateCaptures("ref", value=value), "ref")]


STEP_MEANINGS: Final[Mapping[str, Callable[[CaptureValues], list[Mention]]]] = {
    "relative": _relative, "deictic": _deictic, "shift": _shift, "weekdays_ago": _weekdays_ago,
    "before_last": _before_last, "beside_event": _beside_event, "apposed": _apposed, "vague": _vague,
    "duration": _duration,
    "vague_duration": _vague_duration, "recent": _recent, "set": _set, "ref": _ref,
}  # fmt: skip
