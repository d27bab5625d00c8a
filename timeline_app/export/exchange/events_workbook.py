"""Events as a workbook: a sheet of events with real dates, and a sheet of what sources say about them.

Where Excel cannot say a date (about July 2025, 44 BC, one of two days), its words stand in its place. The date in full
is beside it as EDTF, by which our own import takes it back.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import pgettext
from timeline_app.domain.dates.calendar_dates import CalendarDate, calendar_dates
from timeline_app.domain.timeline import status_words
from timeline_app.export.exchange.workbook import FIRST_DAY, Workbook
from timeline_app.formats.tables.event_cells import BETWEEN
from timeline_app.formats.tables.field_names import EDTF, EDTF_END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from timeline_app.export.exchange.workbook import Cell, Sheet
    from timeline_app.export.published import Published, PublishedEvent, PublishedSource

    Column: TypeAlias = tuple[str, int, Callable[[PublishedEvent], Cell]]

_OFTEN: Final = 200
_FILLED: Final = 0.9
"""What part of the work is done once all rows are there; the rest is packing."""


def write_workbook(published: Published, path: Path) -> Iterator[float]:
    """Write the workbook in steps; the sheet of sources is filled beside that of events."""
    columns = _columns()
    with closing(Workbook(path, published.title, published.author)) as workbook:
        widths = {at: width for at, (_head, width, _cell) in enumerate(columns)}
        events = workbook.sheet(_("Events"), [head for head, _width, _cell in columns], widths)
        sources = workbook.sheet(_("Sources"), _heads_of_sources(), {1: 40, 2: 40, 6: 40, 7: 40, 10: 60})
        for done, event in enumerate(published.events):
            events.add([cell(event) for _head, _width, cell in columns])
            for source in event.sources:
                _add_source(sources, source, event)
            if done % _OFTEN == 0:
                yield done / max(len(published.events), 1) * _FILLED
        about = workbook.sheet(_("About"), (_("Chronology"), published.title), {0: 24, 1: 100})
        for head, text in _about(published):
            about.add((head, text))
        yield from workbook.packing()


def _columns() -> tuple[Column, ...]:
    """Give the columns of events: head, width in letters, and what stands there. Our import knows the heads by name."""
    return (
        (_("Date"), 20, _first),
        (_("Until"), 12, _last),
        (_("Title"), 44, lambda event: event.title),
        (_("Summary"), 60, lambda event: event.summary),
        (_("Status"), 13, lambda event: status_words(event.status)),
        (_("Category"), 18, lambda event: event.category.name if event.category else ""),
        (_("Importance"), 11, lambda event: event.importance),
        (_("Actors"), 30, lambda event: _several(actor.name for actor in event.actors)),
        (_("Place"), 24, lambda event: event.place),
        (_("Latitude"), 11, lambda event: event.coordinates[0] if event.coordinates else ""),
        (_("Longitude"), 11, lambda event: event.coordinates[1] if event.coordinates else ""),
        (_("Tags"), 20, lambda event: _several(event.tags)),
        (_("Notes"), 30, lambda event: event.notes),
        (_("Source"), 40, lambda event: _several(source.title for source in event.sources)),
        (_("Source URL"), 40, _addresses),
        (EDTF, 16, lambda event: event.start),
        (EDTF_END, 12, lambda event: event.end),
        (_("Date as written"), 16, lambda event: event.date_text),
        (_("Time zone"), 14, lambda event: event.zone),
        ("ID", 38, lambda event: event.id),
    )


def _first(event: PublishedEvent) -> Cell:
    """Give the date or the start; the words of the whole where a workbook cannot say it."""
    dates = calendar_dates(event.when)
    first = _day(dates.first) if dates.are_days else None
    return first if first is not None and (dates.last is None or _day(dates.last) is not None) else event.date_words


def _last(event: PublishedEvent) -> Cell:
    dates = calendar_dates(event.when)
    return _day(dates.last) if dates.last is not None and isinstance(_first(event), date) else ""


def _day(edge: CalendarDate | None) -> date | None:
    """Give a day or a clock time as a workbook has it; None where it has none."""
    if edge is None or not edge.day or not FIRST_DAY.year <= edge.year <= date.max.year:
        return None
    day = date(edge.year, edge.month, edge.day)
    if day < FIRST_DAY:
        return None
    return datetime(day.year, day.month, day.day, *edge.clock_parts) if edge.clock else day  # noqa: DTZ001 - as shown


def _several(names: Iterable[str]) -> str:
    return "; ".join(BETWEEN.sub(", ", name) for name in names)


def _addresses(event: PublishedEvent) -> str:
    return " ; ".join(source.address for source in event.sources) if any(each.address for each in event.sources) else ""


def _about(published: Published) -> Iterator[tuple[str, str]]:
    """Give what the chronology says of itself, and what was left out."""
    told = {
        _("Description"): published.description,
        _("Author"): published.author,
        _("Credit"): published.credit,
        _("Editorial line"): published.editorial_line,
        _("As known on"): published.as_of_words,
        _("Holds"): published.line,
        _("Left out"): published.held_back.line,
    }
    return ((head, text) for head, text in told.items() if text)


# --- sources ----------------------------------------------------------------------------------------------------------


def _heads_of_sources() -> tuple[str, ...]:
    return (
        _("Number"), _("Event"), _("Title"), _("Author"), _("Publisher"), _("Published"), _("Address"),
        _("Archived at"), _("Language"), _("Page or timecode"), pgettext("of a source", "Words"), _("Stance"),
    )  # fmt: skip


def _add_source(sheet: Sheet, source: PublishedSource, event: PublishedEvent) -> None:
    """Add a row for each thing that a source says of an event, one for a source that says nothing."""
    told: list[Cell] = [
        source.number, event.title, source.title, source.author, source.publisher, source.published, source.address,
        source.archive_address, source.language,
    ]  # fmt: skip
    if not source.quotes:
        sheet.add(told)
    for quote in source.quotes:
        stance = _("supports") if quote.stance == "supports" else _("disputes")
        words = _("“{words}”").format(words=quote.words) if quote.kind == "quote" and quote.words else quote.words
        sheet.add([*told, quote.locator, words, stance])
