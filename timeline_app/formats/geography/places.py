"""What places of maps have in common: a point, a time in one of many forms, and files that have to have some."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.logs.stamps import read_stamp
from timeline_app.formats.timelines.entry_parts import edtf_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline_app.domain.draft import Draft
    from timeline_app.formats.reading import FileReading

_YEAR: Final = re.compile(r"[+-]?\d{1,4}(?:\.0)?", re.ASCII)
_COUNT: Final = re.compile(r"-?\d{9,19}(?:\.\d+)?", re.ASCII)
_OFTEN: Final = 1_000


def edtf_of_time(value: object) -> str:
    """Read a time of a map: text in any form, a year as a number, or seconds or milliseconds since 1970.

    None, an empty text and -1 stand for no time. Raise DateError where it is none.
    """
    if value is None or isinstance(value, bool):
        return ""
    text = str(value).strip() if isinstance(value, str | int | float) else ""
    if not text or text in {"-1", "None", "null"}:
        return ""
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if _YEAR.fullmatch(text):
        year = int(float(text))
        return f"{'-' if year < 0 else ''}{abs(year):04d}"
    if _COUNT.fullmatch(text):
        return read_stamp(text)[0]
    return edtf_of_text(text, "ymd")


def span_of(times: Sequence[object]) -> tuple[str, str]:
    """Give the first and the last time of a track; those that cannot be read in its midst do not matter."""
    first = next(filter(None, map(_readable, times)), "")
    last = next(filter(None, map(_readable, reversed(times))), "")
    return first, last if last != first else ""


def _readable(value: object) -> str:
    try:
        return edtf_of_time(value)
    except DateError:
        return ""


def point_of(pairs: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    """Give latitude and longitude of the middle of some points, each longitude first; None where there are none."""
    good = [(x, y) for x, y in pairs[: _OFTEN * 100] if abs(x) <= 180 and abs(y) <= 90]
    if not good:
        return None, None
    if len(good) == 1 or len(pairs) == 1:
        return good[0][1], good[0][0]
    xs, ys = zip(*good, strict=True)
    return round(sum(ys) / len(ys), 6), round(sum(xs) / len(xs), 6)


def placed(
    pairs: Sequence[tuple[float, float]], reading: FileReading, row: int
) -> tuple[float | None, float | None, tuple[str, ...]]:
    """Give latitude and longitude, and a note of coordinates that are none, which is reported."""
    latitude, longitude = point_of(pairs)
    if latitude is not None or not pairs:
        return latitude, longitude, ()
    text = ", ".join(map(str, reversed(pairs[0])))
    reading.report(row, _("“{text}” are no coordinates; they were kept in the notes.").format(text=text[:80]))
    return None, None, (_("Coordinates in the file: {text}").format(text=text),)


def pair_of(text: str) -> tuple[float, float] | None:
    """Read two numbers with a comma or a blank between them, as KML has longitude and latitude."""
    parts = re.split(r"[,\s]+", text.strip())
    try:
        return float(parts[0]), float(parts[1])
    except (ValueError, IndexError):
        return None


def by_name(drafts: Iterable[Draft], reading: FileReading) -> Iterator[Draft]:
    """Give drafts, and let what is wrong with each name it: in such files nobody counts rows."""
    known = len(reading.problems)
    for draft in drafts:
        for at in range(known, len(reading.problems)):
            problem = reading.problems[at]
            words = _("“{title}”: {problem}").format(title=on_one_line(draft.title)[:60], problem=problem.message)
            reading.problems[at] = replace(problem, message=words)
        known = len(reading.problems)
        yield draft


def dated_ones(name: str, drafts: Iterable[Draft], reading: FileReading) -> Iterator[Draft]:
    """Give the places of a file; those without a time come undated, and are counted.

    A file of places of which none has a time is refused before anything is given: it is a map, not a chronology.
    """
    held: list[Draft] = []
    undated = 0
    it = by_name(drafts, reading)
    for draft in it:
        held.append(draft)
        if draft.start or draft.end or draft.date_text:
            break
    else:
        words = _("“{name}” holds places, but none of them has a time.")
        raise FormatError((words if held else _("“{name}” holds no places.")).format(name=name))

    def given() -> Iterator[Draft]:
        nonlocal undated
        for draft in (*held, *it):
            undated += not (draft.start or draft.end or draft.date_text)
            yield draft
        if undated:
            words = ngettext("{n} place has no time and came without a date.",
                             "{n} places have no time and came without a date.", undated)  # fmt: skip
            reading.notes.append(words.format(n=undated))

    return given()
