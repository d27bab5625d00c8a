"""Events as slides of TimelineJS 3: as JSON, and as the sheet that its authors fill in.

It knows one date or two, without doubt; where a date says more, it is shown in words of ours. Headlines and texts are
HTML there, so all of ours is escaped.
"""

from __future__ import annotations

import csv
import html
from contextlib import closing
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar_dates import CalendarDate, calendar_dates
from timeline_app.export.exchange.workbook import Workbook
from timeline_app.export.json_stream import write_object
from timeline_app.export.told import SourceWords, citation_of, facts_of, imprint_of, said_by
from timeline_app.export.web_links import cut_at
from timeline_app.formats.tables.event_rows import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.export.published import Published, PublishedEvent, PublishedSource

_COLUMNS: Final = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background",
)  # fmt: skip
"""As its documentation has them; a sheet with others is refused."""
_DATE_COLUMNS: Final = 8
_WIDTHS: Final = {8: 24, 9: 50, 10: 80}
_OFTEN: Final = 500
_HUMAN_YEARS: Final = range(-271_820, 275_760)
"""Beyond them its usual scale has no dates."""


def write_timelinejs(published: Published, path: Path) -> Iterator[float]:
    """Write the slides as JSON in steps."""
    head = {"title": {"text": {"headline": html.escape(published.title), "text": _opening(published)}}}
    scale: dict[str, object] = {}
    for done in write_object(path, head, "events", _slides(published, scale), scale):
        yield done / max(len(published.events), 1)


def write_timelinejs_csv(published: Published, path: Path) -> Iterator[float]:
    """Write the sheet as CSV in steps."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        for done, row in enumerate(_rows(published)):
            writer.writerow(row)
            if done % _OFTEN == 0:
                yield done / max(len(published.events), 1)


def write_timelinejs_xlsx(published: Published, path: Path) -> Iterator[float]:
    """Write the sheet as a workbook in steps."""
    with closing(Workbook(path, published.title)) as workbook:
        sheet = workbook.sheet("od1", _COLUMNS, _WIDTHS)
        for done, row in enumerate(_rows(published)):
            sheet.add([*(_number(cell) for cell in row[:_DATE_COLUMNS]), *row[_DATE_COLUMNS:]])
            if done % _OFTEN == 0:
                yield done / max(len(published.events), 1) * 0.9
        yield from workbook.packing()


def _datable(published: Published) -> Iterator[PublishedEvent]:
    """Give the events that can stand on a line of time: a slide without a date is refused there."""
    return (event for event in published.events if calendar_dates(event.when).first is not None)


def _is_human(event: PublishedEvent) -> bool:
    dates = calendar_dates(event.when)
    return all(each is None or each.year in _HUMAN_YEARS for each in (dates.first, dates.last))


def _date_in_words(event: PublishedEvent) -> str:
    """Give the date in words where calendar fields alone do not say it all; else TimelineJS words it."""
    dates = calendar_dates(event.when)
    is_zoned = bool(event.zone) or any(each is not None and each.offset for each in (dates.first, dates.last))
    has_clock = dates.first is not None and bool(dates.first.clock)
    return "" if dates.exact and not (has_clock and is_zoned) else event.date_words


# --- JSON -------------------------------------------------------------------------------------------------------------


def _slides(published: Published, scale: dict[str, object]) -> Iterator[dict[str, object]]:
    """Give the slides, and in `scale` that a wider one is needed, where it is."""
    cited = SourceWords(_cited)
    for event in _datable(published):
        if not _is_human(event):
            scale["scale"] = "cosmological"
        yield _slide(event, cited)


def _slide(event: PublishedEvent, cited: SourceWords) -> dict[str, object]:
    dates = calendar_dates(event.when)
    slide: dict[str, object] = {"unique_id": event.id}
    if dates.first is not None:
        slide["start_date"] = _date(dates.first)
    if dates.last is not None:
        slide["end_date"] = _date(dates.last)
    if words := _date_in_words(event):
        slide["display_date"] = html.escape(words)
    if event.category:
        slide["group"] = event.category.name
    slide["text"] = {"headline": html.escape(event.title), "text": _text(event, cited)}
    slide["autolink"] = False
    return slide


def _date(date: CalendarDate) -> dict[str, int]:
    told = {"year": _year(date), "month": date.month, "day": date.day}
    if date.clock:
        hour, minute, second = date.clock_parts
        return {**told, "hour": hour, "minute": minute} | ({"second": second} if second else {})
    return {name: value for name, value in told.items() if value or name == "year"}


def _year(date: CalendarDate) -> int:
    """Give the year as it is counted there: -48 is 48 BC, and there is no year 0."""
    return date.year if date.year > 0 else date.year - 1


# --- the sheet --------------------------------------------------------------------------------------------------------


def _rows(published: Published) -> Iterator[list[str]]:
    yield _row({"Headline": _cell(published.title), "Text": _opening(published), "Type": "title"})
    cited = SourceWords(_cited)
    for event in _datable(published):
        dates = calendar_dates(event.when)
        told = {**_cells("", dates.first), **_cells("End ", dates.last)}
        told["Display Date"] = guarded(_date_in_words(event))
        told["Group"] = guarded(event.category.name) if event.category else ""
        yield _row({**told, "Headline": _cell(event.title), "Text": _text(event, cited)})


def _number(cell: str) -> int | str:
    return int(cell) if cell.removeprefix("-").isdigit() else cell


def _row(told: dict[str, str]) -> list[str]:
    return [told.get(name, "") for name in _COLUMNS]


def _cells(prefix: str, date: CalendarDate | None) -> dict[str, str]:
    if date is None:
        return {}
    parts = (_year(date), date.month or "", date.day or "", date.clock)
    return {f"{prefix}{name}": str(part) for name, part in zip(("Year", "Month", "Day", "Time"), parts, strict=True)}


def _cell(title: str) -> str:
    """Give a headline; its first sign is coded where a spreadsheet would take it for a formula."""
    text = html.escape(title)
    return text if guarded(text) == text else f"&#{ord(text[0])};{text[1:]}"


# --- HTML -------------------------------------------------------------------------------------------------------------


def _opening(published: Published) -> str:
    return _paragraphs(published.description) + "".join(f"<p>{html.escape(line)}</p>" for line in imprint_of(published))


def _text(event: PublishedEvent, cited: SourceWords) -> str:
    sources = "".join(f"<li>{cited.of(source)}{_said(source, event)}</li>" for source in event.sources)
    facts = f"<p>{html.escape(facts_of(event))}</p>"
    named = f"<ul>{sources}</ul>" if sources else f"<p>{html.escape(_('(no source)'))}</p>"
    return f"{_paragraphs(event.summary)}{facts}{_paragraphs(event.notes)}{named}"


def _cited(source: PublishedSource) -> str:
    pieces = cut_at((source.address, source.archive_address), citation_of(source))
    return "".join(
        f'<a href="{html.escape(target)}">{html.escape(piece)}</a>' if target else html.escape(piece)
        for piece, target in pieces
    )


def _said(source: PublishedSource, event: PublishedEvent) -> str:
    return "".join(f"<br>{html.escape(words)}" for words in said_by(source, event))


def _paragraphs(text: str) -> str:
    blocks = (block.strip() for block in text.split("\n\n"))
    return "".join(f"<p>{html.escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)
