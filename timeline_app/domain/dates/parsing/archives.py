"""Rules for dates of archives and genealogists: "12 FEB 1731/2", "13.III.2022", "[193-?]", "@#DJULIAN@ 1 JAN 1700"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.parsing.reader import PartialDate
from timeline_app.domain.dates.parsing.years import full_year
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.dates.parsing.reader import Readings, TokenCursor

_CALENDAR: Final = re.compile(
    r"@#D([A-Z_ ]+)@|(?<![^\W_])(GREGORIAN|JULIAN|FRENCH_R|HEBREW)(?= +(?:\d|[A-Z]{3,4} ))", re.IGNORECASE
)
_INTERPRETED: Final = re.compile(r"\s*INT\b([^()]*)\(([^()]*)\)\s*", re.IGNORECASE)
_EDITORIAL: Final = re.compile(r"\[(?:(?!\.\.)[^\[\],{}])+\]")
_OPEN_YEAR: Final = re.compile(r"(?:(\d{3})[-–]|(\d\d)[-–]{2})(\??)", re.ASCII)
_ROMAN_MONTHS: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LAST_OLD_MONTH: Final = 3
"""Years began on 25 March; days before it were written with both years."""
_LAST_OLD_YEAR: Final = 1924
"""Until then a country of Europe wrote both calendars."""
_MARGIN_UNITS: Final = ("d", "w", "m", "y")


def without_brackets(text: str) -> str:
    """Take off the brackets of an editor's date, which stand for no set; its length stays."""
    match = _EDITORIAL.fullmatch(text)
    return f" {text[1:-1]} " if match else text


def open_year(text: str) -> str:
    """Give the EDTF of a year whose last figures are left open, as catalogues do: "193-?", "18--"."""
    match = _OPEN_YEAR.fullmatch(text.strip())
    if match is None:
        return ""
    return (f"{match[1]}X" if match[1] else f"{match[2]}XX") + match[3]


def prepared(text: str) -> tuple[str, tuple[str, ...]]:
    """Blank out what GEDCOM writes beside a date, and give what to tell of it; places in the text stay."""
    notes: list[str] = []
    if match := _INTERPRETED.fullmatch(text):
        notes.append(_("read from “{phrase}”").format(phrase=match[2].strip()))
        text = " " * match.start(1) + match[1] + " " * (len(text) - match.end(1))

    def blank(found: re.Match[str]) -> str:
        calendar = (found[1] or found[2]).strip().upper()
        if calendar == "JULIAN":
            notes.append(_("Julian calendar, not converted"))
        elif calendar != "GREGORIAN":
            message = _("The calendar “{name}” is not read; write the day of the Gregorian calendar.")
            raise DateError(message.format(name=calendar), text=text, start=found.start(), end=found.end())
        return " " * len(found[0])

    return _CALENDAR.sub(blank, text), tuple(dict.fromkeys(notes))


def two_years(reader: TokenCursor, place: int, partial: PartialDate) -> Readings:
    """Read "1731/2": the year as it was counted from 25 March on, and as we count it; only early months have both."""
    first, second = reader.number(place), reader.number(place + 2)
    if first is None or second is None or not reader.sign(place + 1, "/") or len(first.digits) != 4:
        return
    number = first.number + 1
    touching = reader.touching(place + 1) and reader.touching(place + 2)
    if not touching or first.suffix or second.suffix or not str(number).endswith(second.digits):
        return
    if partial.month is not None and partial.month > _LAST_OLD_MONTH:
        reader.fault = DateError(_("Two years are written for days before 25 March only; give one of them."))
        return
    old = first.number < _LAST_OLD_YEAR
    note = _("{written}: {year} as years are counted now; the day is not converted")
    told = (note if old else _("{written} is taken for {year}")).format(
        written=f"{first.digits}/{second.digits}", year=number
    )
    yield replace(partial, year=number, concluded=(told,)), reader.reach(place + 3)


def roman_month(reader: TokenCursor, place: int) -> Readings:
    """Read "13.III.2022", "13/III/22", "13 III 2022", "III.2022" and "2022.III.13"."""
    year = reader.number(place)
    if year and len(year.digits) == 4 and not year.suffix:
        for month, after in _roman(reader, _past_sign(reader, place + 1), after_sign=True):
            day = reader.number(_past_sign(reader, after))
            if day and 1 <= day.number <= 31 and not day.suffix:
                found = PartialDate(year=year.number, month=month, day=day.number)
                yield found, reader.reach(_past_sign(reader, after) + 1)
    day = reader.number(place)
    if day and 1 <= day.number <= 31 and not day.suffix:
        for month, after in _roman(reader, _past_sign(reader, place + 1), after_sign=reader.sign(place + 1, "./-–")):
            yield from _with_year(reader, after, PartialDate(month=month, day=day.number))
    for month, after in _roman(reader, place, after_sign=False):
        yield from ((each, end) for each, end in _with_year(reader, after, PartialDate(month=month)) if each.year)


def _past_sign(reader: TokenCursor, place: int) -> int:
    return place + 1 if reader.sign(place, "./-–") and reader.touching(place) else place


def _roman(reader: TokenCursor, place: int, *, after_sign: bool) -> tuple[tuple[int, int], ...]:
    """Give the month and the place behind it; small letters count only between signs: "13.iii.2022"."""
    if place >= len(reader.tokens):
        return ()
    written = reader.tokens[place].written
    if written.lower() not in _ROMAN_MONTHS or not (written.isupper() or (after_sign and reader.touching(place))):
        return ()
    return ((_ROMAN_MONTHS.index(written.lower()) + 1, place + 1),)


def _with_year(reader: TokenCursor, place: int, partial: PartialDate) -> Readings:
    at = _past_sign(reader, place)
    token = reader.number(at)
    if token and not token.suffix and len(token.digits) in ((2, 3, 4) if partial.day else (4,)):
        number, concluded = full_year(token.digits)
        end = reader.reach(at + 1)
        yield replace(partial, year=number, concluded=concluded), reader.past(end, "year_word") or end
    yield partial, place


def margin(reader: TokenCursor, place: int) -> tuple[tuple[str, ...], int]:
    """Read how far "circa" reaches, as in "circa1m 3 May 912", and give what to tell of it."""
    token = reader.number(place)
    unit = reader.tokens[place + 1] if place + 1 < len(reader.tokens) else None
    joined = reader.touching(place) and reader.touching(place + 1)
    if token is None or unit is None or unit.text not in _MARGIN_UNITS or not joined:
        return (), place
    return (_("the margin “{margin}” is told in the text only").format(margin=token.digits + unit.text),), place + 2
