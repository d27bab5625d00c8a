"""Events from the rows of a table, whatever file it comes from; the columns are guessed, or a person's choice."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import quoted
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import FormatError
from timeline_app.formats.reading import FileReading, ReadOptions, UnmappedTableError
from timeline_app.formats.tables.cell_dates import clock_is_midnight, count_of, is_bare_year, order_of
from timeline_app.formats.tables.columns import ColumnMapping, mapping_of
from timeline_app.formats.tables.date_spans import unit_named
from timeline_app.formats.tables.event_cells import (
    LONGEST_TITLE,
    ids_in,
    names_in,
    number_in,
    sources_in_cells,
    status_in,
    zone_in,
)
from timeline_app.formats.tables.event_columns import EventColumns, more_of
from timeline_app.formats.tables.field_names import DATE_PARTS, EDTF, names_of_fields, plain_name
from timeline_app.formats.tables.own_table import has_evidence, is_own, parted, sources_in
from timeline_app.formats.tables.row_blocks import columns_of, row_of
from timeline_app.formats.tables.row_cells import RememberedDates, RowCells
from timeline_app.formats.tables.row_dates import ColumnDates, RowDates
from timeline_app.formats.tables.table import SAYS_NOTHING, table_facts
from timeline_app.formats.tables.table_notes import (
    notes_on_counts,
    notes_on_guesses,
    notes_on_orders,
    notes_on_shown,
    notes_on_unread,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline_app.domain.draft import DraftSource
    from timeline_app.domain.records import Status
    from timeline_app.formats.reading import ColumnOrder
    from timeline_app.formats.tables.cell_dates import Count
    from timeline_app.formats.tables.row_dates import RowDate
    from timeline_app.formats.tables.table import FileTable

    _Others = tuple[tuple[int, str], ...]
    """Columns that are no field of an event, by their place and name."""

_CUT_TITLE: Final = 200
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_DATES: Final = ("start", "end", "earliest", "latest")
"""Fields whose cells are whole dates."""
_APPLIED: Final = ("precision", "duration")
"""Fields that change a date; their cells are kept in the notes as well."""


def read_events(table: FileTable, options: ReadOptions, name: str) -> FileReading:
    """Begin to read a table that was looked into; `name` is that of its format."""
    header = table.header
    try:
        mapping = mapping_of(header, options.mapping, table.sample)
    except FormatError as error:
        raise UnmappedTableError(str(error), table_facts(table, ColumnMapping(), {})) from error
    orders = _orders(table, mapping, options)
    facts = table_facts(table, mapping, {mapping.fields[field]: order for field, order in orders.items()})
    reading = FileReading(name, iter(()), notes=list(table.notes), columns=tuple(header), table=facts)
    reading.notes.extend(notes_on_guesses(header, mapping))
    reading.notes.extend(notes_on_orders(header, mapping.fields, orders))
    as_days = _are_days(table, mapping, options)
    if as_days:
        dates = ", ".join(quoted(header[mapping.fields[field]]) for field in orders)
        reading.notes.append(
            _("{columns}: each clock shows 00:00, so the dates were read as days.").format(columns=dates)
        )
    dates_of_rows = _dates_of(table, mapping, orders, options, as_days=as_days)
    reading.notes.extend(notes_on_counts(header, mapping, dates_of_rows))
    reading.notes.extend(notes_on_shown(header, mapping))
    reading.notes.extend(notes_on_unread(table, mapping))
    empty = frozenset() if is_own(header) else SAYS_NOTHING
    if not table.sample:
        reading.notes.append(_("The table has a header, but no rows below it."))
    is_whole = has_evidence(header)
    return replace(reading, drafts=_Events(table, mapping, dates_of_rows, options, reading, empty, is_whole).drafts())


def _orders(table: FileTable, mapping: ColumnMapping, options: ReadOptions) -> dict[str, ColumnOrder]:
    """Settle the order of day and month of each column of dates; one that proves nothing follows one that does."""
    columns: dict[str, int] = {name: mapping.fields[name] for name in _DATES if name in mapping.fields}
    asked = {name: options.orders.get(table.header[at], options.order) for name, at in columns.items()}
    found = {name: order_of(table.cells(at), options.usual_order, asked[name]) for name, at in columns.items()}
    proved = {each.order for each in found.values() if each.found == "proved"}
    if len(proved) == 1:
        usual = next(iter(proved))
        return {name: order_of(table.cells(at), usual, asked[name]) for name, at in columns.items()}
    return found


def _are_days(table: FileTable, mapping: ColumnMapping, options: ReadOptions) -> bool:
    columns = [mapping.fields[name] for name in _DATES if name in mapping.fields]
    if options.days is not None:
        return options.days and _holds_midnights_only(table, columns, first_look=True)
    if is_own(table.header) or "time" in mapping.fields:
        return False
    return _holds_midnights_only(table, columns, first_look=bool(options.within))


def _dates_of(
    table: FileTable, mapping: ColumnMapping, orders: Mapping[str, ColumnOrder], options: ReadOptions, *, as_days: bool
) -> RowDates:
    fields, header = mapping.fields, table.header
    in_workbook = bool(table.source.facts.sheet)
    columns = {
        name: ColumnDates(order.order, _count(table, fields[name]), as_days, options.century, in_workbook)
        for name, order in orders.items()
    }
    return RowDates(
        columns,
        precision=_figures_of(header, fields),
        unit=unit_named(header[fields["duration"]]) if "duration" in fields else "",
        zone=options.zone,
        century=options.century,
        in_workbook=in_workbook,
        in_full=is_own(header) or header[fields.get("start", 0)].strip() == EDTF,
        spread=any(name in fields for name in DATE_PARTS),
    )


def _count(table: FileTable, at: int) -> Count:
    """Tell what the numbers of a column of dates count; in a workbook they are its days wherever they stand."""
    cells = [cell for _row, cell in table.cells(at)]
    if plain_name(table.header[at]) in names_of_fields()["year"] and any(map(is_bare_year, cells)):
        return count_of([cell for cell in cells if is_bare_year(cell)])
    return count_of(cells) or ("serial" if table.source.facts.sheet else "")


def _figures_of(header: Sequence[str], fields: Mapping[str, int]) -> str:
    """Tell whose figures a column of precision has, by its name."""
    if "precision" not in fields:
        return ""
    return {"time precision": "acled", "date prec": "ucdp"}.get(plain_name(header[fields["precision"]]), "wikidata")


def _holds_midnights_only(table: FileTable, columns: Sequence[int], *, first_look: bool) -> bool:
    """Tell whether a table's dates have clock times, all of them midnight: days, as databases write them.

    A first look believes the sample.
    """

    def other_clocks(rows: Iterable[Sequence[str]]) -> Iterator[bool]:
        for cells in rows:
            for at in columns:
                if at < len(cells) and (is_midnight := clock_is_midnight(cells[at])) is not None:
                    yield not is_midnight

    if not columns or not any(True for _each in other_clocks(table.sample)) or any(other_clocks(table.sample)):
        return False
    return first_look or not any(other_clocks(cells for _number, cells in table.rows()))


@dataclass(frozen=True, slots=True)
class _Events:
    table: FileTable
    mapping: ColumnMapping
    dates: RowDates
    options: ReadOptions
    reading: FileReading
    empty: frozenset[str]
    """Cells that say nothing; a table of ours has none."""
    is_whole: bool
    """Whether it is a table of ours that has what sources say, and values with semicolons in them."""

    def drafts(self) -> Iterator[Draft]:
        """Read the rows; what cannot be read of one is reported, and the rest of it kept."""
        fields = self.mapping.fields
        others = self.table.others(self.mapping.taken() - {fields[name] for name in _APPLIED if name in fields})
        return itertools.chain.from_iterable(self._batches(others))

    def _batches(self, others: _Others) -> Iterator[list[Draft]]:
        """Read some rows at once, by columns where that can be done."""
        row = RowCells(self.mapping, len(self.table.header), self.empty, unguarded)
        dates = RememberedDates(self.dates, self.mapping.fields, self._unread)
        by_columns = not (self.is_whole or self.options.separators)
        for first, rows in self.table.batches(self.reading.report):
            numbers = range(first, first + len(rows))
            columns = row.columns(rows) if by_columns else None
            if columns is None:
                found = (
                    self._by_itself(number, cells, row, dates, others)
                    for number, cells in zip(numbers, rows, strict=True)
                )
                yield [draft for draft in found if draft is not None]
                continue
            events = EventColumns(columns, dates.of_many(columns, len(rows)), self.empty)
            more = more_of(columns_of(rows, len(self.table.header)) or (), others) if others else None
            drafts: list[Draft | None] = [*events.drafts(numbers, more)]
            for at in sorted(events.apart):
                drafts[at] = self._by_itself(numbers[at], row_of(rows, at), row, dates, others)
            yield [draft for draft in drafts if draft is not None]

    def _by_itself(
        self, number: int, cells: Sequence[str], row: RowCells, dates: RememberedDates, others: _Others
    ) -> Draft | None:
        """Read one row, and tell what is wrong with it; None where nothing of it is taken."""
        if not any(map(str.strip, cells)):
            return None
        told, wide = row.told(cells), len(self.table.header)
        draft = self._draft(number, told, dates.of(number, told))
        if draft is None:
            return None
        if len(cells) > wide and any(map(str.strip, cells[wide:])):
            self.reading.report(number, _("The row has more cells than the header; they were kept in its notes."))
        if (others or len(cells) > wide) and (more := self.table.notes_of(cells, others)):
            draft = draft._replace(notes=f"{draft.notes}\n{more}" if draft.notes else more)
        return draft

    def _draft(self, number: int, told: dict[str, str], when: RowDate) -> Draft | None:
        title = self._title(number, told)
        if not title:
            return None
        if len(title) > LONGEST_TITLE and not self.is_whole:
            whole = "notes" if told.get("summary") else "summary"
            told[whole] = "\n".join(filter(None, (told.get(whole, ""), told.get("title", ""))))
            title = f"{title[:_CUT_TITLE].rpartition(' ')[0] or title[:_CUT_TITLE]} …"
        has = told.get
        own_id, external_id = ids_in(has("id", ""), has("external_id", ""))
        latitude = self._number(number, "latitude", told) if has("latitude") else None
        longitude = self._number(number, "longitude", told) if has("longitude") else None
        category, place, notes = has("category", ""), has("place", ""), has("notes", "")
        if (latitude is None) != (longitude is None) or (latitude is None and (has("latitude") or has("longitude"))):
            notes = "\n".join(filter(None, (notes, self._no_place(number, told))))
        tags = self._several("tags", told) if has("tags") else ()
        if self.options.separators:
            category, more_tags = self._first_of("category", told)
            place, more_places = self._first_of("place", told)
            tags, notes = (*tags, *more_tags), "\n".join(filter(None, (notes, *more_places)))
        return Draft(  # in its order, which takes half the time of names
            title,
            when.start,
            when.end,
            when.text,
            self._zone(number, when.zone) if when.zone else "",
            self._status(number, told) if has("status") else "",
            int(self._number(number, "importance", told) or 3) if has("importance") else 3,
            category,
            self._several("actors", told) if has("actors") else (),
            place,
            latitude if longitude is not None else None,
            longitude if latitude is not None else None,
            tags,
            has("summary", ""),
            notes,
            external_id,
            self._sources(number, told),
            own_id,
            number,
            tuple(parted(has("roles", ""))) if self.is_whole else (),
        )

    def _no_place(self, number: int, told: Mapping[str, str]) -> str:
        """Give coordinates that tell no place, for the notes; one of two alone is reported."""
        texts = [told.get(name, "") for name in ("latitude", "longitude")]
        if not all(texts):
            words = _("“{text}” alone tells no place; it was kept in the notes.")
            self.reading.report(number, words.format(text="".join(texts)[:60]))
        return _("Coordinates in the file: {text}").format(text=", ".join(filter(None, texts)))

    def _title(self, number: int, told: Mapping[str, str]) -> str:
        """Give the title of a row; without one, what else it says is taken, if that is anything."""
        title = " ".join(told.get("title", "").split())
        if title and title not in self.empty:
            return title
        other = told.get("summary", "").partition("\n")[0][:_CUT_TITLE]
        other = other or ", ".join(filter(None, (told.get(name, "") for name in ("category", "actors", "place"))))
        if other and any(told.get(name) for name in (*_DATES, "year")):
            if self.mapping.found["title"] != "values":
                words = _("The row has no title; “{text}” was taken for one.")
                self.reading.report(number, words.format(text=other[:60]))
            return " ".join(other.split())
        self.reading.leave_out(number, _("The row has no title and was left out."))
        return ""

    def _unread(self, number: int, problem: str) -> None:
        words = _("{problem} It was kept as text.").format(problem=problem)
        self.reading.report(number, words, unread_date=True)

    def _zone(self, number: int, name: str) -> str:
        zone = zone_in(name)
        if not zone:
            self.reading.report(number, _("“{text}” is no time zone; the clock time was kept.").format(text=name[:60]))
        return zone

    def _sources(self, number: int, told: Mapping[str, str]) -> tuple[DraftSource, ...]:
        if self.is_whole:
            return tuple(sources_in(told, partial(self._report_value, number)))
        return sources_in_cells(*(told.get(name, "") for name in ("source_url", "source_title", "publisher")))

    def _report_value(self, number: int, column: str, value: str) -> None:
        self.reading.report(number, _("“{text}” cannot be the {field}.").format(text=value[:60], field=column))

    def _several(self, name: str, told: Mapping[str, str]) -> tuple[str, ...]:
        text = told.get(name, "")
        if not text:
            return ()
        if self.is_whole:
            return tuple(filter(None, parted(text)))
        if separator := self.options.separators.get(name):
            return tuple(filter(None, map(str.strip, text.split(separator))))
        return names_in(text)

    def _first_of(self, name: str, told: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        """Give the name of a field that an event has once; of several, where they are told apart, the others too."""
        text = told.get(name, "")
        separator = self.options.separators.get(name)
        if not separator:
            return text, ()
        parts = [each for each in map(str.strip, text.split(separator)) if each]
        return (parts[0], tuple(parts[1:])) if parts else ("", ())

    def _status(self, number: int, told: Mapping[str, str]) -> Status | Literal[""]:
        text = told.get("status", "")
        status = status_in(text)
        if text and not status:
            self.reading.report(
                number, _("“{text}” is no status; a new event gets the status of new events.").format(text=text[:60])
            )
        return status

    def _number(self, number: int, name: str, told: Mapping[str, str]) -> float | None:
        text = told[name]
        value = number_in(name, text)
        if value is None:
            text = text.replace(",", ".")
            self.reading.report(number, _("“{text}” cannot be the {field}.").format(text=text[:60], field=name))
        return value


def guarded(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: the apostrophe is its own mark for text."""
    return "'" + text if text.startswith("'") or _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give a text without that mark."""
    rest = text[1:]
    return rest if text.startswith("'") and (rest.startswith("'") or _FORMULA.match(rest)) else text
