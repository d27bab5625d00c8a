"""TimelineJS 3 and 2 as JSON: slides, eras, and the title, which is no event.

Version 3 has a date in parts ({"year": -48}), version 2 as text: "1963,8,9", "5/12/2015", with the month first. Years
before our era count from 1 BC in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.date_parts import edtf_of_parts
from timeline_app.formats.reading import FileReading
from timeline_app.formats.tables.cell_dates import order_of
from timeline_app.formats.timelines.entry_parts import edtf_of_text, left_over, values_of, words_of
from timeline_app.formats.timelines.slides import Slide, event_of, words_on_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.domain.draft import Draft
    from timeline_app.formats.literals import LiteralValue
    from timeline_app.formats.reading import Order, ReadOptions

_NAME: Final = "timelinejs-json"
_TAKEN: Final = frozenset({"start_date", "end_date", "text", "media", "group", "display_date", "unique_id", "autolink"})
_TAKEN_OF_2: Final = frozenset({"startDate", "endDate", "headline", "text", "asset", "tag"})
_MEDIUM: Final = frozenset({"url", "media", "caption", "credit", "link"})
_DATE: Final = frozenset({"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date", "format"})
_COMMAS: Final = re.compile(r"\s*(-?\d{1,12})((?:\s*,\s*\d{1,3}){0,6})\s*,?\s*", re.ASCII)


def is_timelinejs(value: LiteralValue) -> bool:
    """Tell whether a value, or the beginning of one, is a timeline of TimelineJS."""
    if not isinstance(value, dict):
        return False
    whole = value.get("timeline")
    if isinstance(whole, dict):
        return any(isinstance(entry, dict) and "startDate" in entry for entry in _list(whole, "date")) or (
            "headline" in whole and "type" in whole
        )
    slides = [*_list(value, "events"), *_list(value, "eras")]
    if any(isinstance(slide, dict) and isinstance(slide.get("start_date"), dict) for slide in slides):
        return True
    title = value.get("title")  # its events may lie beyond the beginning
    return isinstance(title, dict) and isinstance(title.get("text"), dict) and not slides


def read_timelinejs(path: Path, options: ReadOptions) -> FileReading:
    """Begin to read the timeline at `path`; raise FormatError where it is none."""
    whole = next((value for _name, value in values_of(path) if is_timelinejs(value)), None)
    if not isinstance(whole, dict):
        raise FormatError(
            _("“{name}” is no timeline of TimelineJS: one has events with a start_date.").format(name=path.name)
        )
    reading = FileReading(_NAME, iter(()))
    older = whole.get("timeline")
    slides = list(_slides_of_2(older, reading, options) if isinstance(older, dict) else _slides_of_3(whole, reading))
    return replace(reading, drafts=_drafts(slides, reading))


def _drafts(slides: Sequence[Slide], reading: FileReading) -> Iterator[Draft]:
    for slide in slides:
        draft = event_of(slide, reading)
        if draft is not None:
            yield draft


def _list(entry: Mapping[str, LiteralValue], name: str) -> list[LiteralValue]:
    found = entry.get(name)
    return found if isinstance(found, list) else []


def _object(entry: Mapping[str, LiteralValue], name: str) -> dict[str, LiteralValue]:
    found = entry.get(name)
    return found if isinstance(found, dict) else {}


def _tell_title(reading: FileReading, headline: str, text: str) -> None:
    words = _("The title of the timeline is no event and was left out: {text}")
    reading.notes.append(words.format(text=words_on_title(headline, text)))


def _no_slide(reading: FileReading, row: int) -> None:
    reading.leave_out(row, _("The entry is no slide and was left out."))


# --- version 3 --------------------------------------------------------------------------------------------------------


def _slides_of_3(whole: Mapping[str, LiteralValue], reading: FileReading) -> Iterator[Slide]:
    if title := _object(_object(whole, "title"), "text"):
        _tell_title(reading, words_of(title.get("headline")), words_of(title.get("text")))
    row = 0
    for name in ("events", "eras"):
        for entry in _list(whole, name):
            row += 1
            if isinstance(entry, dict):
                yield _slide_of_3(row, entry, is_era=name == "eras")
            else:
                _no_slide(reading, row)


def _slide_of_3(row: int, entry: Mapping[str, LiteralValue], *, is_era: bool) -> Slide:
    text, medium = entry.get("text"), _object(entry, "media")
    said = text if isinstance(text, dict) else {"headline": text}
    start, end = _DateParts.of(entry, "start_date"), _DateParts.of(entry, "end_date")
    told = left_over({**entry, "media": {key: each for key, each in medium.items() if key not in _MEDIUM}}, _KEPT)
    others = {name: {k: v for k, v in each.items() if k not in _DATE} for name, each in _dates_in(entry)}
    return Slide(
        row,
        start.edtf,
        end.edtf,
        " – ".join(filter(None, (start.written, end.written))),
        headline=words_of(said.get("headline")),
        text=words_of(said.get("text")),
        display_date=words_of(entry.get("display_date")) or start.shown,
        is_era=is_era,
        group=words_of(entry.get("group")),
        media=words_of(medium.get("url")),
        caption=words_of(medium.get("caption")),
        credit=words_of(medium.get("credit")),
        link=words_of(medium.get("link")),
        external_id=words_of(entry.get("unique_id")),
        notes="\n".join(filter(None, (told, left_over(others, ())))),
    )


_KEPT: Final = _TAKEN - {"media"}


def _dates_in(entry: Mapping[str, LiteralValue]) -> Iterator[tuple[str, dict[str, LiteralValue]]]:
    for name in ("start_date", "end_date"):
        if found := _object(entry, name):
            yield name, found


@dataclass(frozen=True, slots=True)
class _DateParts:
    """A date as version 3 has it."""

    parts: tuple[str, str, str, str]
    shown: str
    written: str

    @staticmethod
    def of(entry: Mapping[str, LiteralValue], name: str) -> _DateParts:
        found = entry.get(name)
        if not isinstance(found, dict):
            return _DateParts((words_of(found), "", "", ""), "", words_of(found))
        year, month, day, hour, minute, second = (
            words_of(found.get(each)) for each in ("year", "month", "day", "hour", "minute", "second")
        )
        clock = ":".join((hour or "0", minute.zfill(2), second.zfill(2))) if hour or minute.strip("0") else ""
        month, day = month.strip("0") and month, day.strip("0") and day  # a month 0 is how some say that there is none
        written = " ".join(filter(None, (year, month, day, clock)))
        return _DateParts((year, month, day, clock), words_of(found.get("display_date")), written)

    def edtf(self) -> str:
        return edtf_of_parts(self.parts)


# --- version 2 --------------------------------------------------------------------------------------------------------


def _slides_of_2(whole: Mapping[str, LiteralValue], reading: FileReading, options: ReadOptions) -> Iterator[Slide]:
    _tell_title(reading, words_of(whole.get("headline")), words_of(whole.get("text")))
    entries = [(name, entry) for name in ("date", "era") for entry in _list(whole, name)]
    written = (
        (row, words_of(entry.get(name)))
        for row, (_kind, entry) in enumerate(entries, 1)
        if isinstance(entry, dict)
        for name in ("startDate", "endDate")
    )
    order = order_of(written, "mdy", options.order)
    if order.matters or order.found == "proved":
        words = _("Dates such as “5/12/2015” were read as {order}.")
        reading.notes.append(words.format(order=order.words))
    for row, (kind, entry) in enumerate(entries, 1):
        if isinstance(entry, dict):
            yield _slide_of_2(row, entry, order.order, is_era=kind == "era")
        else:
            _no_slide(reading, row)


def _slide_of_2(row: int, entry: Mapping[str, LiteralValue], order: Order, *, is_era: bool) -> Slide:
    medium = _object(entry, "asset")
    start, end = (words_of(entry.get(name)) for name in ("startDate", "endDate"))
    notes = left_over(
        {**entry, "media": {key: each for key, each in medium.items() if key not in _MEDIUM}}, _TAKEN_OF_2
    )
    return Slide(
        row,
        lambda: _edtf_of_2(start, order),
        lambda: _edtf_of_2(end, order),
        " – ".join(filter(None, (start, end))),
        headline=words_of(entry.get("headline")),
        text=words_of(entry.get("text")),
        is_era=is_era,
        group=words_of(entry.get("tag")),
        media=words_of(medium.get("media")),
        caption=words_of(medium.get("caption")),
        credit=words_of(medium.get("credit")),
        notes=notes,
    )


def _edtf_of_2(text: str, order: Order) -> str:
    """Read a date of version 2: numbers from the year on with commas between them, else as people write dates."""
    found = _COMMAS.fullmatch(text)
    if found is None:
        return edtf_of_text(text, order)
    year, parts = found[1], [each.strip() for each in found[2].split(",")[1:]]
    month, day, hour, minute, second, _rest = (*parts, *("",) * 6)[:6]
    clock = f"{hour}:{(minute or '0').zfill(2)}:{(second or '0').zfill(2)}" if hour else ""
    try:
        return edtf_of_parts((year, month, day, clock))
    except DateError as error:
        raise DateError(_("“{text}”: {problem}").format(text=text[:60], problem=error)) from error
