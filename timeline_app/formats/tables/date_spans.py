"""How exact a date is said to be, in words or in the figures of a data set, and how long an event lasted."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.normalize import fold
from timeline_app.formats.tables.cell_dates import NO_DATE, ReadDate

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIGURES: Final[Mapping[str, Mapping[str, str]]] = {
    "acled": {"1": "day", "2": "week", "3": "month"},
    "ucdp": {"1": "day", "2": "between", "3": "between", "4": "between", "5": "between"},
    "wikidata": {
        "14": "day", "13": "day", "12": "day", "11": "day", "10": "month", "9": "year", "8": "decade", "7": "century",
    },
}  # fmt: skip
"""ACLED counts day, week, month; UCDP tells by it that start and end are the first and last day that are possible;
Wikidata counts from 14 for seconds down to 7 for a century."""
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("day", "exact", "days", "date", "tag", "exakt", "genau", "день", "доба", "точно", "точна", "точная",
            "known", "second", "minute", "hour", "time", "full", "d", "ymd"),
    "week": ("week", "woche", "тиждень", "неделя"),
    "month": ("month", "monat", "місяць", "месяц", "m", "ym"),
    "year": ("year", "jahr", "рік", "год", "y"),
    "decade": ("decade", "jahrzehnt", "десятиліття", "десятилетие"),
    "century": ("century", "jahrhundert", "століття", "столетие", "век"),
    "about": ("about", "approximate", "approx", "approximately", "circa", "ca", "c", "estimated", "estimate", "around",
              "ungefähr", "etwa", "geschätzt", "приблизно", "близько", "примерно", "около", "~"),
    "between": ("between", "range", "interval", "zwischen", "між", "между"),
}  # fmt: skip
_PLAIN: Final = re.compile(r"(-?\d{4})(-\d\d)?(-\d\d)?(T.*)?", re.ASCII)
_LENGTHS: Final = {"month": 2, "year": 1}
_HALF_A_WEEK: Final = timedelta(days=3)


def made_as_exact(start: ReadDate, end: ReadDate, said: str, figures: str) -> tuple[ReadDate, ReadDate]:
    """Give start and end as exact as they are said to be; raise DateError for what is not understood."""
    kind = _kind_of(said, figures)
    if kind == "day":
        return start, end
    if kind == "between":
        last = end.end or end.start or start.end
        if not last or last == start.start:
            return start, NO_DATE
        return ReadDate(When.parse(f"[{start.start}..{last}]").edtf, typed=True), NO_DATE
    return _blurred(start, kind), _blurred(end, kind)


def _kind_of(said: str, figures: str) -> str:
    plain = fold(said).strip(" .").removesuffix(".0")
    if plain.isdigit() and (kind := _FIGURES.get(figures, {}).get(plain)):
        return kind
    first = plain.split()[0] if plain.split() else ""
    kinds = (kind for kind, words in _WORDS.items() if {plain, first} & set(map(fold, words)))
    if (kind := next(kinds, "")) == "":
        raise DateError(_("“{text}” is not understood as how exact a date is.").format(text=said[:60]))
    return kind


def _blurred(date: ReadDate, kind: str) -> ReadDate:
    match = _PLAIN.fullmatch(date.start)
    if match is None or date.end:
        return date
    year, month, day, _clock = match.groups()
    if kind == "about":
        return ReadDate(f"{date.start.partition('T')[0]}~", typed=True)
    if kind == "week":
        if day is None:
            return date
        return ReadDate(_around(f"{year}{month}{day}"), typed=True)
    if kind in _LENGTHS:
        return ReadDate("".join(filter(None, (year, month, day)[: _LENGTHS[kind]])), typed=True)
    return ReadDate(f"{year[:-1]}X" if kind == "decade" else f"{year[:-2]}XX", typed=True)


def _around(day: str) -> str:
    """Give the week in whose middle a day lies, as a day that is one of them."""
    try:
        middle = datetime.fromisoformat(day)
        first, last = middle - _HALF_A_WEEK, middle + _HALF_A_WEEK
    except (OverflowError, ValueError):
        return f"{day}~"
    return f"[{first:%Y-%m-%d}..{last:%Y-%m-%d}]"


_AMOUNT: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]*)\.?")
_ISO: Final = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE
)
_HOURS: Final = re.compile(r"(\d{1,4}):(\d\d)(?::(\d\d))?", re.ASCII)
_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "s": ("s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "с", "сек", "секунд", "секунди"),
    "min": ("m", "min", "mins", "minute", "minutes", "minuten", "хв", "хвилин", "хвилини", "мин", "минут", "минуты"),
    "h": ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "годин", "години", "ч", "час", "часа",
          "часов"),
    "d": ("d", "day", "days", "tag", "tage", "tagen", "день", "дні", "днів", "дня", "дней", "дн", "доба", "діб", "сут"),
    "w": ("w", "week", "weeks", "woche", "wochen", "тиждень", "тижні", "тижнів", "неделя", "недели", "недель"),
    "mon": ("mo", "month", "months", "monat", "monate", "місяць", "місяці", "місяців", "месяц", "месяца", "месяцев"),
    "y": ("y", "yr", "yrs", "year", "years", "jahr", "jahre", "рік", "роки", "років", "года", "лет"),
}  # fmt: skip
"""“год” is a year in Russian and short for hours in Ukrainian: it is not guessed."""
_SECONDS: Final = {"s": 1, "min": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_LONGEST_S: Final = 3_155_760_000 * 10


def unit_named(column: str) -> str:
    """Give the unit that a column of durations names, “duration (hours)”; empty where it names none."""
    words = re.findall(r"[^\W\d_]+", fold(column))
    return next((unit for word in reversed(words) for unit, names in _UNITS.items() if word in names and word[1:]), "")


def end_after(start: str, said: str, unit: str) -> str:
    """Give the end of what begins at `start` and lasts as long as is said; raise DateError for what is unclear.

    Days count the first one: three days from 1 May end on 3 May.
    """
    match = _PLAIN.fullmatch(start.removesuffix("Z"))
    months, seconds = _length(said, unit)
    if match is None or not (months or seconds):
        return ""
    year, month, day, clock = match.groups()
    if months and not seconds and day is None:
        if not month:
            return f"{int(year) + months // 12 - 1:04d}" if months > 12 else ""
        return _month_after(int(year), int(month[1:]), months - 1)
    if day is None:
        raise _unclear(said)
    try:
        moment = datetime.fromisoformat(f"{year}{month}{day}{clock or ''}")
        end = _moved(moment, months) + timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        raise _unclear(said) from None
    if clock:
        return f"{end:%Y-%m-%dT%H:%M:%S}" + ("Z" if start.endswith("Z") else "")
    if seconds % 86_400:
        return "" if end.date() == moment.date() else end.date().isoformat()
    last = end.date() - timedelta(days=1)
    return "" if last <= moment.date() else last.isoformat()


def _length(said: str, unit: str) -> tuple[int, int]:
    """Give a duration as months and seconds."""
    text = said.strip()
    if (iso := _ISO.fullmatch(text)) is not None and len(text) > 1:
        years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return years * 12 + months, weeks * 604_800 + days * 86_400 + hours * 3_600 + minutes * 60 + seconds
    if (clock := _HOURS.fullmatch(text)) is not None:
        return 0, int(clock[1]) * 3_600 + int(clock[2]) * 60 + int(clock[3] or 0)
    months = 0
    total = 0.0
    found = list(_AMOUNT.finditer(text))
    for match in found:
        named = _unit_of(match[2]) if match[2] else unit
        amount = float(match[1].replace(",", "."))
        if named in {"mon", "y"} and amount.is_integer():
            months += int(amount) * (12 if named == "y" else 1)
        elif named in _SECONDS:
            total += amount * _SECONDS[named]
        else:
            raise _unclear(said)
    if not found or total > _LONGEST_S or months > _LONGEST_S:
        raise _unclear(said)
    return months, round(total)


def _unit_of(word: str) -> str:
    plain = fold(word)
    return next((unit for unit, names in _UNITS.items() if plain in map(fold, names)), "")


def _month_after(year: int, month: int, months: int) -> str:
    years, at = divmod(year * 12 + month - 1 + months, 12)
    return f"{years:04d}-{at + 1:02d}" if months > 0 else ""


def _moved(moment: datetime, months: int) -> datetime:
    if not months:
        return moment
    years, at = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    for day in (moment.day, 30, 29, 28):
        try:
            return moment.replace(year=years, month=at + 1, day=day)
        except ValueError:
            continue
    raise ValueError(months)


def _unclear(said: str) -> DateError:
    return DateError(_("“{text}” is not understood as a duration.").format(text=said[:60]))
