"""Dates of genealogists: about, before, between, from; and other calendars, which are kept as text and named.

A date of the Julian, Hebrew, Islamic, French republican, Persian or Swedish calendar is none of ours by its figures, so
it is not put on the axis: it stays as it is, with the name of its calendar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.formats.date_parts import edtf_of_parts
from timeline_app.formats.tables.cell_dates import read_date

_MONTHS: Final = {
    name: at
    for at, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)  # noqa: SIM905 - reads best
}
_GREGORIAN: Final = re.compile(
    r"(?:(?P<day>\d{1,2})\s+)?(?:(?P<month>[A-Z]{3})[A-Z.]*\s+)?(?P<year>\d{1,4})(?P<dual>/\d{1,4})?"
    r"(?P<era>\s*(?:B\.?C\.?E?\.?|BCE))?",
    re.ASCII | re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"(?P<year>-?\d{1,5}|\?{2,4})(?:-(?P<month>\d\d|\?\?)(?:-(?P<day>\d\d|\?\?))?)?", re.ASCII)
_CALENDAR: Final = re.compile(r"@#D([A-Z ]+)@\s*|(GREGORIAN|JULIAN|HEBREW|FRENCH_R|ROMAN)\s+", re.IGNORECASE)
_PERIOD: Final = re.compile(r"FROM\s+(?P<from>.+?)(?:\s+TO\s+(?P<to>.+))?|TO\s+(?P<only>.+)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?:BET|BTW|BETWEEN)\.?\s+(?P<first>.+?)\s+(?:AND|-|&)\s+(?P<last>.+)", re.IGNORECASE)
_MARKED: Final = re.compile(
    r"(?P<word>ABT|ABOUT|CIRCA|CIR|CA|CAL|EST|BEF|BEFORE|AFT|AFTER|INT)\.?\s+(?P<date>.+)", re.IGNORECASE
)
_PHRASE: Final = re.compile(r"\s*\((?P<words>.*)\)\s*$", re.DOTALL)
_MEANT: Final = {"ABT": "~", "ABOUT": "~", "CIRCA": "~", "CIR": "~", "CA": "~", "EST": "~", "CAL": "?", "INT": "?"}


@dataclass(frozen=True, slots=True)
class OldDate:
    """A date as EDTF, and as text where that says more or nothing else does."""

    start: str = ""
    end: str = ""
    text: str = ""
    calendar: str = ""
    """The name of another calendar, for which the date has no place on the axis."""


def calendar_words(name: str) -> str:
    """Name a calendar in words."""
    return {
        "julian": _("Julian calendar"),
        "hebrew": _("Hebrew calendar"),
        "french": _("French republican calendar"),
        "islamic": _("Islamic calendar"),
        "persian": _("Persian calendar"),
        "swedish": _("Swedish calendar"),
        "roman": _("Roman calendar"),
    }.get(name, _("calendar “{name}”").format(name=name))


def of_another(text: str, calendar: str) -> OldDate:
    """Keep a date of another calendar as text that names it."""
    return OldDate(text=f"{text} ({calendar_words(calendar)})", calendar=calendar)


# --- GEDCOM -----------------------------------------------------------------------------------------------------------


def read_gedcom_date(text: str) -> OldDate:
    """Read the value of a DATE; raise DateError where it is none. What another calendar is in stays text."""
    whole = " ".join(text.split())
    for match in _CALENDAR.finditer(whole):
        name = re.split(r"[\s_]", (match[1] or match[2] or "").strip().lower(), maxsplit=1)[0]
        if name not in {"", "gregorian"}:
            bare = _CALENDAR.sub("", whole).strip()
            return of_another(bare, name)
    said = _CALENDAR.sub("", whole).strip()
    phrase = _PHRASE.search(said)
    bare = said[: phrase.start()].strip() if phrase else said
    if not bare:
        raise DateError(_("“{text}” is no date.").format(text=(phrase["words"] if phrase else said)[:60]))
    found = _gedcom(bare)
    return OldDate(found.start, found.end, said if phrase or found.text else "", found.calendar)


def _gedcom(text: str) -> OldDate:
    if match := _PERIOD.fullmatch(text):
        if match["only"]:
            return OldDate(f"../{_plain(match['only'])}")
        start = _plain(match["from"])
        return OldDate(start, _plain(match["to"])) if match["to"] else OldDate(f"{start}/..")
    if match := _BETWEEN.fullmatch(text):
        return OldDate(_within(_plain(match["first"]), _plain(match["last"])))
    if match := _MARKED.fullmatch(text):
        word, day = match["word"].upper(), _plain(match["date"])
        if word.startswith(("BEF", "AFT")):
            return OldDate(_beside(word, day))
        return OldDate(day + _MEANT[word])
    dual = _GREGORIAN.fullmatch(text)
    return OldDate(_plain(text), text=text if dual is not None and dual["dual"] else "")


def _plain(text: str) -> str:
    """Read a day, month or year as GEDCOM spells it; else as people do."""
    match = _GREGORIAN.fullmatch(text.strip())
    if match is None or (match["month"] and match["month"].upper() not in _MONTHS):
        read = read_date(text, "dmy")
        if read.end or not read.start:
            raise DateError(_("“{text}” is no date.").format(text=text[:60]))
        return read.start
    year = int(match["year"])
    if match["dual"]:  # 1699/00 was 1699 by a year that began in March, and is 1700 by ours
        year += 1
    month = _MONTHS[match["month"].upper()] if match["month"] else ""
    if match["day"] and not month:
        raise DateError(_("“{text}” is no date.").format(text=text[:60]))
    return edtf_of_parts([str(-year if match["era"] else year), str(month), match["day"] or "", ""])


def _within(first: str, last: str) -> str:
    edtf = f"[{first}..{last}]"
    When.parse(edtf)
    return edtf


def _beside(word: str, day: str) -> str:
    """Give what lies before or after a date, which itself does not belong to it."""
    return read_date(f"{'before' if word.startswith('BEF') else 'after'} {day}", "ymd").start


# --- Gramps -----------------------------------------------------------------------------------------------------------


def read_gramps_date(first: str, last: str = "", *, kind: str = "", quality: str = "") -> OldDate:
    """Read the attributes of a date of Gramps; raise DateError where they are none.

    `kind` is before, after, about, from or to of one date, range or span of two, or words; `quality` is estimated or
    calculated.
    """
    if kind == "words":
        raise DateError(_("“{text}” is no date.").format(text=first[:60]))
    start = _numbers(first)
    sign = "?" if quality in {"estimated", "calculated"} else ""
    if kind == "range":
        return OldDate(_within(start, _numbers(last)))
    if kind == "span":
        return OldDate(start + sign, _numbers(last) + sign)
    if kind in {"before", "after"}:
        return OldDate(_beside(kind[:3].upper(), start))
    if kind == "from":
        return OldDate(f"{start}/..")
    if kind == "to":
        return OldDate(f"../{start}")
    if kind == "about":
        sign = "%" if sign else "~"
    return OldDate(start + sign)


def _numbers(text: str) -> str:
    """Read 1864-10-02, 1864-10, 1864, -0044 or 1864-00-00; parts that are not known are left out or masked."""
    match = _NUMBERS.fullmatch(text.strip())
    if match is None:
        raise DateError(_("“{text}” is no date.").format(text=text[:60]))
    year, month, day = (match["year"], match["month"] or "", match["day"] or "")
    month, day = ("" if part.strip("0?") == "" else part for part in (month, day))
    if year.strip("-0?") == "":
        if not month:
            raise DateError(_("“{text}” is no date.").format(text=text[:60]))
        return f"XXXX-{month}" + (f"-{day}" if day else "")
    if day and not month:
        edtf = f"{edtf_of_parts([year, '', '', ''])}-XX-{day}"
        When.parse(edtf)
        return edtf
    return edtf_of_parts([year, month, day, ""])
